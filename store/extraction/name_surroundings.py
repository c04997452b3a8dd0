"""What an unknown name is, by the words that stand beside it (`names_context.tsv`)."""

from __future__ import annotations

from store.extraction.name_runs import POSSESSIVES
from store.extraction.name_tables import tables, words
from store.extraction.name_tokens import Tokens


class Surroundings:
    """The words beside a name over the tokens `first` to `last` of a text."""

    def __init__(self, tokens: Tokens) -> None:
        """Reads nothing yet."""
        self.tokens, self.tables = tokens, tables()

    def kind(self, first: int, last: int) -> str:
        """ "organization" or "place", as the words beside the name tell; "" where they tell nothing."""
        tokens, context = self.tokens, self.tables.context
        kind = context.before.get(self._word(first - 1), "")
        if not kind and first > 1 and self._word(first - 1) == "to" and self._word(first - 2) == "home":
            kind = "organization"
        after = self._word(last + 1)
        if not kind and after in POSSESSIVES:
            for at in range(last + 2, min(last + 7, len(tokens))):
                kind = context.owned.get(tokens.lowers[at], "")
                if kind or tokens.breaks[at] or tokens.lowers[at] in self.tables.stops:
                    break
        if not kind and after == ",":
            kind = self._apposition(last + 2)
        if not kind:
            kind = context.after.get(after, "") or self._list_role(first)
        if not kind and after in ("will", "has", "have", "is", "are", "to", "plans", "aims", "had", "was"):
            ahead = range(last + 2, min(last + 4, len(tokens)))
            if any(tokens.lowers[at] in words("company acts") for at in ahead):
                kind = "organization"
        return kind

    def _apposition(self, at: int) -> str:
        """What `X, a battery maker …` and `X, a town of …` say that X is."""
        tokens = self.tokens
        if self._word(at) not in ("a", "an", "the", "one", "whose", "which"):
            return ""
        if tokens.lowers[at] in ("whose", "which"):
            acts = any(self._word(i) in words("company acts") for i in range(at + 1, at + 3))
            return "organization" if acts else ""
        for index in range(at + 1, min(at + 9, len(tokens))):
            lower = tokens.lowers[index]
            if lower in words("company nouns"):
                return "organization"
            if lower in self.tables.place_words and not tokens.capital(index):
                follower = self._word(index + 1)
                return "place" if follower in ("of", "in", "near", "that", "on", "with", "where") else ""
            if tokens.breaks[index] or lower in (",", "of", "in", "that", "who"):
                return ""
        return ""

    def place_noun(self, last: int) -> str:
        """What sort of place `X, a town …` is; "place" where it is not said."""
        if self._word(last + 1) == ",":
            for at in range(last + 2, min(last + 8, len(self.tokens))):
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
        return self.tokens.lowers[at] if 0 <= at < len(self.tokens) else ""
