"""Where quantities and expressions of time stand to each other in a sentence."""

from __future__ import annotations

from store.extraction.chunks import Chunk
from store.extraction.clauses import Clauses
from store.extraction.periods import PeriodMention
from store.extraction.phrases import is_bearer
from store.extraction.quantities import Quantity
from store.extraction.tags import Tag
from store.extraction.verbs import forms
from store.patterns import pattern

_FLOWING = ("money", "percent", "rate")  # kinds that tell what a time brought, not how large a thing is
_BASES = ("from", "against", "than", "over", "versus")
_BASED = frozenset(
    "loss profit deficit surplus income gain figure level total peak high low record average rate".split()
)
_SUBORDINATING = frozenset(("after", "as", "because", "before", "since"))
_RECORDED = frozenset(
    "recorded registered reported posted seen achieved promised planned expected targeted forecast projected"
    " budgeted sold produced made exported imported shipped built delivered handled signed".split()
)
_MULTIPLE = pattern(
    r"(?:times|twice|double|triple|treble|quadruple|half)"
    r" the (?:number|figure|level|total|amount|value|volume)$"
)
_ELSEWHERE = frozenset("across in for nationally nationwide worldwide regionally at among".split())
_INDEFINITE = frozenset("a an some another".split())


class Standing:
    """The questions about a sentence's order that timing asks; `at` and `time` are places of chunks.

    `all_times` are the expressions of time with their places, `times` those whose interval is known.
    """

    def __init__(self, clauses: Clauses) -> None:
        """Takes the sentence."""
        self.clauses = clauses
        self.chunks = clauses.chunks
        self.all_times: list[tuple[int, PeriodMention]] = [
            (chunk.index, period)
            for chunk in self.chunks
            if chunk.kind == "time" and (period := chunk.items[0].period) is not None
        ]
        self.times = [(index, period) for index, period in self.all_times if period.interval is not None]
        self._short = {
            place
            for mark in self.chunks[:-2]
            if mark.lower == "("
            and self.chunks[mark.index + 2].lower == ")"
            and _is_short_form(self.chunks[mark.index + 1])
            for place in (mark.index, mark.index + 2)
        }  # the brackets round "(FDI)", which break nothing off

    def _breaks(self, place: int) -> bool:
        """Whether the chunk is a mark that breaks the sentence there."""
        return self.chunks[place].kind == "mark" and place not in self._short

    def in_brackets_behind(self, at: int, time: int) -> bool:
        """Whether the quantity stands in brackets behind it: "more than in the year before (€11.3 billion)"."""
        return at == time + 2 and self.chunks[time + 1].lower == "("

    def is_free(self, time: int, at: int) -> bool:
        """Whether the expression does not label another quantity: "15,300 (2015: 14,750)"."""
        chunks = self.chunks
        labels = (
            0 < time < len(chunks) - 2 and chunks[time - 1].lower == "(" and chunks[time + 1].kind == "mark"
        )
        return not labels or chunks[time + 1].lower == ")" or at in (time + 2, time + 3)

    def in_brackets(self, time: int, at: int) -> bool:
        """Whether the expression labels the quantity in brackets: "(2015: 14,750)", "(previous year: 590)"."""
        chunks = self.chunks
        return 0 < time < at <= time + 4 and chunks[time - 1].lower == "(" and chunks[time + 1].lower == ":"

    def labels(self, time: int, at: int) -> bool:
        """Whether the expression labels the quantity: "(2015: 14,750)", "Planned new hires in 2017: 800"."""
        chunks = self.chunks
        if self.in_brackets(time, at):
            return True
        colon = next((chunk.index for chunk in chunks[:at] if chunk.lower == ":"), 0)
        if any(colon < index < at for index, _ in self.times):
            return False
        return time < colon and not any(chunk.kind == "verb" and chunk.finite for chunk in chunks[:colon])

    def dates_subject(self, time: int, at: int) -> bool:
        """Whether the quantity is the subject of the clause that the expression stands in."""
        verb = self.clauses.governor(time)
        if verb is None or verb.index < at or self.clauses.governor(at) is not None:
            return False
        return self.clauses.subject(verb) is self.chunks[at]

    def is_elsewhere(self, at: int) -> bool:
        """Whether the quantity is the same figure of another place: "compared with 4.4% across the UK"."""
        behind = self.chunks[at + 1].lower if at + 1 < len(self.chunks) else ""
        return behind in _ELSEWHERE

    def bound_to_another(self, time: int, at: int) -> bool:
        """Whether the expression stands right behind another quantity that it alone dates.

        "from 41% in 2018 to 47.5%" dates the first, "fell to 500 from 587 in 2021" the base.
        """
        holder = next((c for c in reversed(self.chunks[:time]) if c.quantities), None)
        if holder is None or holder.index == at:
            return False
        closed = any(self._breaks(place) for place in range(holder.index, time))
        if not closed and any(
            mark.kind == "mark" and _opens_aside(self.chunks[mark.index + 1])
            for mark in self.chunks[at : holder.index]
        ):
            return True
        return self.adjacent(holder.index, time) and (self.is_base(holder.index) or self.is_base(at))

    def dates_a_base(self, time: int) -> bool:
        """Whether the expression stands right behind a base of comparison: "up from 4,900 in 2021"."""
        around = [chunk.lower for chunk in self.chunks[max(time - 1, 0) : time + 2]]
        if around[::2] == ["(", ":"]:
            return True
        holder = next((c for c in reversed(self.chunks[:time]) if c.quantities), None)
        return holder is not None and self.adjacent(holder.index, time) and self.is_base(holder.index)

    def is_base(self, at: int) -> bool:
        """Whether the quantity is what another is compared with: "up from 20", "against 66,500"."""
        before = self.clauses.before(at)
        if before is not None and before.lower == "with" and before.index:
            return self.chunks[before.index - 1].lower.startswith("compared")
        if any(self.in_brackets(index, at) for index, _ in self.all_times):
            return True
        if before is not None and before.lower == "(":
            return any(p.role == "comparison" and self.in_brackets_behind(at, i) for i, p in self.all_times)
        if before is not None and before.lower == "of" and before.index > 1:
            before = self._of_a_base(before.index - 1) or before
        if before is not None and before.lower == "after":
            return any(p.role == "comparison" and self.adjacent(at, i) for i, p in self.all_times)
        if before is None or before.lower not in _BASES:
            return False
        if before.lower == "over" and before.index and self.chunks[before.index - 1].kind == "verb":
            return False  # "turned over 4 million"
        if before.lower != "from":
            return True
        own = self.chunks[at].quantities[0].unit.kind
        kinds = {quantity.unit.kind for chunk in self.chunks[:at] for quantity in chunk.quantities}
        return not kinds or own in kinds or "percent" in kinds  # not "worth 3 billion yuan from 12 companies"

    def _of_a_base(self, noun: int) -> Chunk | None:
        """The word that opens a base before its noun: "from a loss of 27 million", "against a target of 5"."""
        if self.chunks[noun].kind != "noun" or self.chunks[noun].head.lower not in _BASED:
            return None
        return self.clauses.before(noun)

    def is_end(self, at: int) -> bool:
        """Whether the quantity is where a change began: "from 20 to 30", "up from 20", "to 30% from 20%"."""
        if self.chunks[at].quantities[0].unit.kind != "count":
            return True  # "enterprises from 83 countries" is none
        before, behind = self.clauses.before(at), self.chunks[at + 1 : at + 3]
        opened = before is not None and before.index and self.chunks[before.index - 1].lower in ("up", "down")
        return bool(opened) or any(
            chunk.lower == "to" and self.chunks[chunk.index + 1].quantities for chunk in behind[:-1]
        )

    def adjacent(self, at: int, time: int) -> bool:
        """Whether the expression stands right behind the quantity or its noun phrase, "recorded" between."""
        return (
            time > at
            and all(
                (chunk.kind in ("preposition", "noun", "adverb") and not chunk.quantities and not chunk.pronoun)
                or (chunk.kind == "verb" and len(chunk.items) == 1 and chunk.lower in _RECORDED)
                for chunk in self.chunks[at + 1 : time]
            )
            and time - at <= 3
        )

    def is_size(self, at: int, quantity: Quantity) -> bool:
        """Whether the quantity describes a thing: "the 58-square-kilometer area", "a town of 70,000 people",
        "its 180 members invoiced", "the maker, with 3,200 employees,".
        """
        if quantity.unit.kind in _FLOWING:
            return False
        if quantity.joined:
            return True
        chunk, before = self.chunks[at], self.clauses.before(at)
        if any(self.adjacent(at, index) for index, _ in self.times):
            return False
        if quantity.unit.kind == "area" and before is not None and before.lower == "on":
            return not any(self.at_head(index) for index, _ in self.times)  # "to build a plant on 20 hectares"
        if quantity.unit.kind == "count" and chunk.kind == "noun":
            if before is not None and before.lower == "of" and before.index:
                holder = self.chunks[before.index - 1]
                if holder.kind == "noun" and holder.head.mention is None and is_bearer(holder):
                    return True
            verb = self.clauses.following_verb(at)
            first = chunk.items[0]
            definite = first.tag in (Tag.DETERMINER, Tag.POSSESSIVE) and first.lower not in _INDEFINITE
            if definite and verb is not None:
                return self.clauses.subject(verb) is chunk
        return self.inserted_with(at)

    def inserted_with(self, at: int) -> bool:
        """Whether the quantity stands in an insertion: ", with 3,200 employees the largest site in town,"."""
        first = at
        while first and self.chunks[first - 1].kind not in ("mark", "verb", "time"):
            first -= 1
        opened = any(chunk.lower in ("with", "home") for chunk in self.chunks[first:at])
        if first > 1 and self.chunks[first - 1].kind == "verb" and not self.chunks[first - 1].finite:
            first, opened = first - 1, True  # ", covering an area of 1,080 mu, will be"
        if first < 2 or not opened or self.chunks[first - 1].lower != ",":
            return False
        for chunk in self.chunks[at + 1 :]:
            if chunk.kind in ("verb", "time", "subordinator"):
                return False
            if chunk.lower == ",":
                following = self.clauses.after(chunk.index)
                return following is not None and following.kind == "verb" and following.finite
        return False

    def at_head(self, time: int) -> bool:
        """Whether the expression opens the sentence."""
        return all(chunk.kind in ("time", "mark", "adverb", "conjunction") for chunk in self.chunks[:time])

    def when(self, time: int, at: int) -> bool:
        """Whether the clause goes on from the expression: "by the end of 2025, when the output value is to
        reach".
        """
        opener = next((c for c in self.chunks[time + 1 :] if c.kind != "mark"), None)
        return (
            opener is not None
            and opener.lower == "when"
            and self.clauses.numbers[opener.index] == self.clauses.numbers[at]
        )

    def in_clause_of_its_own(self, time: int, at: int) -> bool:
        """Whether the expression dates a clause behind: "rose 3 percent after a plant opened in May"."""
        opener = next((c.index for c in self.chunks[at + 1 : time] if c.lower in _SUBORDINATING), None)
        between = self.chunks[opener + 1 : time] if opener is not None else ()
        return any(chunk.kind == "verb" and chunk.finite for chunk in between)

    def of_multiple(self, time: int) -> bool:
        """Whether the expression dates what is multiplied: "900 firms, nearly triple the number in 2015"."""
        words = " ".join(chunk.lower for chunk in self.chunks[max(0, time - 2) : time])
        return _MULTIPLE.search(words) is not None

    def aside(self, time: int, at: int) -> bool:
        """Whether the expression belongs to an aside of its own: "Gumi, an electronics hub since 1969, is home
        to".
        """
        start = end = time
        closed = next((c.index for c in self.chunks[time:] if self._breaks(c.index)), len(self.chunks))
        if at > closed and self.participle_before(time):
            return True
        while start > 0 and (not self._breaks(start - 1) or self._lists(start - 1, time)):
            start -= 1
        while end + 1 < len(self.chunks) and not self._breaks(end + 1):
            end += 1
        if start <= at <= end:
            return False
        segment = self.chunks[start : end + 1]
        if start > 0 and segment[0].kind == "verb" and not segment[0].finite:
            return True  # "the park, established in 2015 with a planned area of"
        said = any((chunk.kind == "verb" and chunk.finite) or chunk.quantities for chunk in segment)
        return start > 0 and not said and any(chunk.kind in ("noun", "verb") for chunk in segment)

    def _lists(self, mark: int, time: int) -> bool:
        """Whether the comma joins a list that ends before the expression: "shrimp, crab and surimi in 2024"."""
        between = [chunk.kind for chunk in self.chunks[mark + 1 : time]]
        return mark > 0 and self.chunks[mark - 1].kind == "noun" and between == ["noun", "conjunction", "noun"]

    def participle_before(self, time: int) -> bool:
        """Whether the time dates a participle: ", established in the district in 2015, has attracted"."""
        verb = next((c for c in reversed(self.chunks[:time]) if c.kind == "verb" or c.kind == "mark"), None)
        if verb is None or verb.kind != "verb" or verb.index < 2:
            return False
        if any(item.tag != Tag.ADVERB for item in verb.items[:-1]):
            return False
        opened = self.chunks[verb.index - 1].lower == "," and self.chunks[verb.index - 2].kind == "noun"
        past = any(form.tense in ("past", "participle") for form in forms().get(verb.verb.lower, ()))
        if not opened or not past or any(chunk.quantities for chunk in self.chunks[verb.index : time]):
            return False
        subject = self.clauses.subject(verb)
        if subject is None or any(
            chunk.kind == "verb" and chunk.finite for chunk in self.chunks[subject.index : verb.index]
        ):
            return False
        return any(chunk.kind == "verb" and chunk.finite for chunk in self.chunks[time + 1 :])

    def distance(self, at: int, time: int) -> float:
        """How far an expression of time is from the quantity: other quantities and verbs between weigh most."""
        low, high = sorted((at, time))
        distance = 1.0
        for chunk in self.chunks[low + 1 : high]:
            distance += 1
            if chunk.kind == "verb" and chunk.finite:
                distance += 3
            if chunk.quantities:
                distance += 4 if time > at else 1
            if chunk.kind == "conjunction" and time < at:
                distance += 2
            if chunk.kind == "mark" and time < at:
                distance += 2
        return distance

    def compared(self, at: int) -> bool:
        """Whether an earlier figure stands behind it: "5,400 people, up from 4,900", "39%, against 35%"."""
        later = next((chunk for chunk in self.chunks[at + 1 : at + 7] if chunk.quantities), None)
        return later is not None and self.is_base(later.index)


def _is_short_form(chunk: Chunk) -> bool:
    """Whether the chunk is a name's initials: "TEUs", "FDI"."""
    word = chunk.items[0].text
    return chunk.kind == "noun" and len(chunk.items) == 1 and word[:2].isupper()


def _opens_aside(chunk: Chunk) -> bool:
    """Whether ", with …" or ", creating …" begins, whose time is its own."""
    return chunk.lower == "with" or (chunk.kind == "verb" and not chunk.finite)
