"""What an unknown name is, by the words that stand beside it (`names_context.tsv`)."""

from __future__ import annotations

from store.extraction.names.runs import POSSESSIVES
from store.extraction.names.tables import tables, words
from store.extraction.names.tokens import Tokens

_AUXILIARIES = frozenset({"will", "has", "have", "is", "are", "to", "plans", "aims", "had", "was", "of"})


class Surroundings:
    """The words beside a name over the tokens `first` to `last` of a text."""

    def __init__(self, tokens: Tokens) -> None:
        """Reads nothing yet."""
        self.tokens, self.tables = tokens, tables()

    def kind(self, first: int, last: int) -> str:
        """ "organization" or "place", as the words beside the name tell; "" where they tell nothing."""
        return self._before(first, last) or self._behind(first, last) or self._list_role(first)

    def _before(self, first: int, last: int) -> str:
        context = self.tables.context
        before, earlier = self._word(first - 1), self._word(first - 2)
        if before in POSSESSIVES:  # "Finland's UPM"
            owner = self.tables.places.get(self.tokens.words[first - 2]) if first > 1 else None
            return "organization" if owner is not None and owner.kind == "country" else ""
        if (before == "to" and earlier == "home") or (before == "of" and earlier in words("company nouns")):
            return "organization"
        if before == ",":
            return context.before.get(earlier, "") if earlier not in ("in", "near", "by") else ""
        if before == "by" and self._modifies(last + 1):
            return ""  # "by Lincolnshire councillors"
        return context.before.get(before, "")

    def _modifies(self, after: int) -> bool:
        """Whether a word behind the name, written small, is the noun of its phrase."""
        word = self._word(after)
        if after >= self.tokens.size or not self.tokens.is_word(after) or self.tokens.capital(after):
            return False
        return word not in self.tables.function_words and word not in self.tables.stops

    def _behind(self, first: int, last: int) -> str:
        tokens, context = self.tokens, self.tables.context
        after, ahead = self._word(last + 1), self._word(last + 2)
        if after.endswith("ly") and context.after.get(ahead):
            return context.after[ahead]  # "Norfrost currently employs"
        if after in POSSESSIVES:
            for at in range(last + 2, min(last + 7, tokens.size)):
                kind = context.owned.get(tokens.lowers[at], "")
                if kind or tokens.breaks[at] or tokens.lowers[at] in self.tables.stops:
                    return kind
            return ""
        if after == ",":
            return self._apposition(last + 2)
        if after in words("heads of firms") or (after == "chief" and ahead == "executive"):
            return "organization"  # "Norfrost chief executive Karen Bell"
        kind = context.after.get(after, "")
        if kind or after not in _AUXILIARIES:
            written = tokens.words[last]
            made_up = sum(letter.isupper() for letter in written) > 1
            return kind or ("organization" if made_up and after in words("sites") else "")
        acts = any(self._word(at) in words("company acts") for at in (last + 2, last + 3))
        subject = last > first and (first == 0 or tokens.breaks[first - 1] or tokens.words[first - 1] == ",")
        acronym = tokens.words[last].isupper() and len(tokens.words[last]) > 2
        return "organization" if acts or (ahead and (subject or acronym)) else ""

    def _apposition(self, at: int) -> str:
        """What `X, a battery maker …`, `X, founded in …` and `X, a town of …` say that X is."""
        tokens, opening = self.tokens, self._word(at)
        if opening in ("whose", "which"):
            told = words("company acts") | words("company haves")
            return "organization" if any(self._word(i) in told for i in range(at + 1, at + 4)) else ""
        if opening in words("said of firms"):
            return "organization"
        if opening == "with":
            staff = ("employees", "workers", "staff", "workforce")
            return "organization" if any(self._word(i) in staff for i in range(at + 2, at + 6)) else ""
        for index in range(at, min(at + 9, tokens.size)):
            lower = tokens.lowers[index]
            if lower in words("distances") and index > at:
                return "place"
            if opening in ("a", "an", "the", "one") and lower in words("company nouns"):
                return "organization"
            placed = opening in ("a", "an", "the") and lower in self.tables.place_words
            if placed and not tokens.capital(index) and self._word(index + 1) not in POSSESSIVES:
                return "place" if self._word(index + 1) in words("behind places") else ""
            if tokens.breaks[index] or lower in (",", "of", "in", "that", "who"):
                return ""
        return ""

    def place_noun(self, last: int) -> str:
        """What sort of place `X, a town …` is; "place" where it is not said."""
        if self._word(last + 1) == ",":
            for at in range(last + 2, min(last + 8, self.tokens.size)):
                if self.tokens.lowers[at] in self.tables.place_words:
                    return self.tables.place_words[self.tokens.lowers[at]][0]
                if not self.tokens.is_word(at):
                    break
        return "place"

    def _list_role(self, first: int) -> str:
        """What the list that the name stands in is said to hold: `companies, such as A, B and C`."""
        tokens, roles = self.tokens, self.tables.context.role
        for index in range(first - 1, max(first - 25, -1), -1):
            lower = tokens.lowers[index]
            if lower in ("as", "including", "include", "like", "among"):
                for back in range(index - 1, max(index - 7, -1), -1):
                    if tokens.breaks[back]:
                        return ""
                    if tokens.lowers[back] in roles:
                        return roles[tokens.lowers[back]]
                return ""
            if (
                not (tokens.capital(index) or lower in ("and", ",", "&", "co", ".", "them"))
                or tokens.breaks[index]
            ):
                return ""
        return ""

    def _word(self, at: int) -> str:
        return self.tokens.lowers[at] if 0 <= at < self.tokens.size else ""
