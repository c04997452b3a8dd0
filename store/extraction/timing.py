"""When a fact holds, and whether it has happened: periods and status by clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from store.extraction.attribution import Attribution
from store.extraction.chunks import Chunk
from store.extraction.clauses import Clauses
from store.extraction.periods import PeriodMention, years_earlier
from store.extraction.phrases import words_of
from store.extraction.quantities import Quantity
from store.extraction.tags import Tag
from store.extraction.verbs import forms
from store.records import Status

_APPLY = ("within", "since", "until", "future")
_FUTURE = frozenset(("will", "would", "shall", "'ll", "should", "could"))
_PRESENT = frozenset("is are has have do does am".split())
_STATIC = ("size of what follows",)  # rules whose figure describes a thing, whenever the sentence plays
_BASES = ("from", "against", "than")
_FAR = 50.0
_SAME_PERIOD = re.compile(
    r"(?:during|over|in|within|for|of) (?:the|that|this) (?:same )?period\b"
    r"|^of (?:this|that|the (?:total|sum|amount|figure))\b"
)


class Timing:
    """The periods of one sentence's facts. `context` is the period that the sentence before left, or None."""

    def __init__(
        self, clauses: Clauses, context: str | None, running: str | None = None, published: date | None = None
    ) -> None:
        """Takes the sentence; the context is used only where a reader would be sure of it.

        `running` is the last period of the whole text, which "during the period" refers to.
        """
        self.running = running
        self.published = published
        self.clauses = clauses
        self.context = context
        self.chunks = clauses.chunks
        self.all_times = [
            (chunk.index, period)
            for chunk in self.chunks
            if chunk.kind == "time" and (period := chunk.items[0].period) is not None
        ]
        self.times = [(index, period) for index, period in self.all_times if period.interval is not None]
        self.found: dict[int, str | None] = {}
        self._same_period: bool | None = None

    def period(self, quantity: Quantity, attribution: Attribution) -> str | None:
        """The quantity's interval, or None. Quantities are asked for in order."""
        at = self.clauses.place(quantity)
        if at is None or attribution.rule in _STATIC:
            return None
        base = self._is_base(at)
        interval = self._of_base(at) if base or attribution.rule == "beside the last" else None
        interval = interval or self._of_place(at)
        if interval is None and attribution.follows is not None:
            interval = self.found.get(attribution.follows)
        if (
            interval is None
            and attribution.follows is None
            and not base
            and attribution.rule != "beside the last"
        ):
            interval = self._carried(at, quantity, attribution)
        if not base:
            self.found[quantity.start] = interval
        return interval

    def _of_base(self, at: int) -> str | None:
        """The interval of a base of comparison: "from 16 billion in 2019", "against 66,500 a year earlier"."""
        main = next(reversed(self.found.values()), None)
        for index, period in self.all_times:
            if period.role == "comparison" and self._adjacent(at, index):
                return period.interval or (years_earlier(main) if main else None)
        return None

    def left(self) -> str | None:
        """The context for the next sentence: the period of this sentence's last fact that has one."""
        over = (self.published or date.max).isoformat()
        known = [
            interval
            for interval in self.found.values()
            if interval and ".." not in interval and interval.partition("/")[2] <= over
        ]
        return known[-1] if known else self.context

    def _of_place(self, at: int) -> str | None:
        """The interval of the nearest expression of time in the clause, or of one at the head of the
        sentence.
        """
        numbers = self.clauses.numbers
        best: tuple[float, PeriodMention] | None = None
        for index, period in self.times:
            adjacent = self._adjacent(at, index)
            if period.role not in _APPLY:
                continue
            at_head = self._at_head(index)
            elsewhere = numbers[index] != numbers[at] and not self._when(index, at)
            if (elsewhere and not at_head) or (not adjacent and self._aside(index, at)):
                continue
            if not adjacent and not at_head and self._bound_to_another(index, at):
                continue
            distance = 0.0 if adjacent else self._distance(at, index)
            if elsewhere:
                distance += 20
            if best is None or distance < best[0]:
                best = (distance, period)
        return best[1].interval if best and best[0] < _FAR else None

    def _bound_to_another(self, time: int, at: int) -> bool:
        """Whether the expression stands right behind another quantity that it alone dates.

        "from 41% in 2018 to 47.5%" dates the first, "fell to 500 from 587 in 2021" the base.
        """
        holder = next((c for c in reversed(self.chunks[:time]) if c.quantities), None)
        if holder is None or holder.index == at or not self._adjacent(holder.index, time):
            return False
        base = self.clauses.before(holder.index)
        behind_with = any(
            mark.kind == "mark" and _opens_aside(self.chunks[mark.index + 1])
            for mark in self.chunks[at : holder.index]
        )
        return (base is not None and base.lower in _BASES) or self._is_base(at) or behind_with

    def _is_base(self, at: int) -> bool:
        """Whether the quantity is what another is compared with: "up from 20", "against 66,500"."""
        before = self.clauses.before(at)
        if before is not None and before.lower == "with" and before.index:
            return self.chunks[before.index - 1].lower.startswith("compared")
        return before is not None and before.lower in _BASES

    def _adjacent(self, at: int, time: int) -> bool:
        """Whether the expression stands right behind the quantity or its noun phrase."""
        return (
            time > at
            and all(
                chunk.kind in ("preposition", "noun", "adverb") and not chunk.quantities and not chunk.pronoun
                for chunk in self.chunks[at + 1 : time]
            )
            and time - at <= 3
        )

    def _at_head(self, time: int) -> bool:
        return all(chunk.kind in ("time", "mark", "adverb", "conjunction") for chunk in self.chunks[:time])

    def _when(self, time: int, at: int) -> bool:
        """Whether the clause goes on from the expression: "by the end of 2025, when the output value is to
        reach".
        """
        opener = next((c for c in self.chunks[time + 1 :] if c.kind != "mark"), None)
        return (
            opener is not None
            and opener.lower == "when"
            and self.clauses.numbers[opener.index] == self.clauses.numbers[at]
        )

    def _aside(self, time: int, at: int) -> bool:
        """Whether the expression belongs to an aside of its own: "Gumi, an electronics hub since 1969, is home
        to".
        """
        start = end = time
        while start > 0 and self.chunks[start - 1].kind != "mark":
            start -= 1
        while end + 1 < len(self.chunks) and self.chunks[end + 1].kind != "mark":
            end += 1
        if start <= at <= end:
            return False
        segment = self.chunks[start : end + 1]
        if start > 0 and segment[0].kind == "verb" and not segment[0].finite:
            return True  # "the park, established in 2015 with a planned area of"
        said = any((chunk.kind == "verb" and chunk.finite) or chunk.quantities for chunk in segment)
        return start > 0 and not said and any(chunk.kind in ("noun", "verb") for chunk in segment)

    def _distance(self, at: int, time: int) -> float:
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
        return distance

    def _carried(self, at: int, quantity: Quantity, attribution: Attribution) -> str | None:
        """The period of an earlier clause or sentence, where the past tense carries it on."""
        if self._same_period is None:
            words = " ".join([chunk.lower for chunk in self.chunks])
            self._same_period = _SAME_PERIOD.search(words) is not None
        if self._same_period:
            return self.context or self.running
        if quantity.unit.kind == "duration" or not self._told_in_the_past(at):
            return None
        numbers = self.clauses.numbers
        for index, period in reversed(self.times):
            if (
                index < at
                and period.role == "within"
                and numbers[index] < numbers[at]
                and not self._aside(index, at)
            ):
                return period.interval
        if any(period.role in _APPLY for _, period in self.times):
            return None
        if attribution.change is not None or attribution.rule == "level after change":
            return self.context or self.running
        return self.context if quantity.unit.kind != "count" else None

    def _told_in_the_past(self, at: int) -> bool:
        """Whether the quantity's clause is in the simple past, or has no verb at all."""
        verb = self.clauses.governor(at)
        while verb is not None and not verb.finite:
            verb = self.clauses.governor(verb.index)
        if verb is None:
            verb = self.clauses.following_verb(at)
        if verb is None:
            return True
        first = next((item for item in verb.items if item.tag != Tag.ADVERB), verb.items[0])
        if first.lower in _PRESENT or first.tag == Tag.MODAL or first.form is None:
            return False
        if any(form.tense == "past" for form in forms().get(first.lower, ())):
            return True
        return first.form.tense in ("past", "participle") or first.lower in ("was", "were", "had", "did")


def _opens_aside(chunk: Chunk) -> bool:
    """Whether ", with …" or ", creating …" begins, whose time is its own."""
    return chunk.lower == "with" or (chunk.kind == "verb" and not chunk.finite)


def status_of(clauses: Clauses, quantity: Quantity, period: str | None, published: date | None) -> Status:
    """`planned` where the clause speaks of a plan, target, design or forecast, else `actual`."""
    chunks = clauses.chunks
    at = clauses.place(quantity)
    if at is None:
        return "actual"
    if period and published and not period.startswith("..") and period[:10] > published.isoformat():
        return "planned"
    planned = words_of("planned")
    for i in range(at, -1, -1):
        chunk = chunks[i]
        if at - i <= 3 and not planned.isdisjoint([item.lower for item in chunk.items]):
            return "planned"
        if chunk.kind == "verb":
            if not _FUTURE.isdisjoint([item.lower for item in chunk.items]):
                return "planned"
            if (
                any(entry.role == "plan" and not entry.particle for entry in chunk.entries)
                and chunk.verb.tag == Tag.VERB
            ):
                return "planned"
            if chunk.finite:
                return "planned" if _about_to(chunks, chunk) else "actual"
    verb = clauses.following_verb(at)
    return "planned" if verb is not None and any(item.lower in _FUTURE for item in verb.items) else "actual"


def _about_to(chunks: Sequence[Chunk], verb: Chunk) -> bool:
    """ "is to", "is about to", "is due to", "is set to"."""
    following = [chunk.lower for chunk in chunks[verb.index + 1 : verb.index + 3]]
    be = verb.items[0].lower in ("is", "are", "was", "were")
    return be and any(
        word.split()[0] in ("to", "about", "due", "set", "ready", "slated") for word in following[:1]
    )
