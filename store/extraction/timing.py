"""When a fact holds: periods by clause."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from store.extraction.attribution import Attribution
from store.extraction.chunks import Chunk
from store.extraction.clauses import Clauses
from store.extraction.periods import PeriodMention, earlier
from store.extraction.periods.words import CARDINALS
from store.extraction.phrases import is_bearer
from store.extraction.quantities import Quantity
from store.extraction.tags import Tag
from store.extraction.verbs import forms

_APPLY = ("within", "since", "until", "future")
_NOW = frozenset("now currently already today presently".split())
_COMING = frozenset(("will", "shall", "'ll", "to"))
_PRESENT = frozenset("is are has have do does am".split())
# Rules whose figure describes a thing, whenever the sentence plays.
_STATIC = ("size of what follows", "strong", "distance")
_FLOWING = ("money", "percent", "rate")  # kinds that tell what a time brought, not how large a thing is
_BASES = ("from", "against", "than")
_RECORDED = frozenset("recorded registered reported posted seen achieved".split())
_FAR = 50.0
_OLD = 2  # years after which a background clause's period says nothing about the next sentence
_SAME_PERIOD = re.compile(
    r"(?:during|over|in|within|for|of) (?:the|that|this) (?:same |reporting |review )?period\b"
    r"|in the (?:year|quarter|half|months?) under review\b"
    r"|^of (?:this|that|these|the (?:total|sum|amount|figure))\b|^(?:this|that) (?:is|was) "
)
_DATED = re.compile(r"\d\d|last|this|past|same|next|current")
_BACK = re.compile(r"\b(?:ago|earlier|before|previous|prior|preceding)\b|month-on-month|quarter-on-quarter")
_STEPS = (("quarter", 3), ("month", 1), ("half", 6))  # months back from a period of the kind


class Timing:
    """The periods of one sentence's facts. `context` is the period that the sentence before left, or None."""

    def __init__(
        self,
        clauses: Clauses,
        attributions: Mapping[int, Attribution],
        context: str | None,
        running: str | None = None,
        published: date | None = None,
    ) -> None:
        """Takes the sentence; the context is used only where a reader would be sure of it.

        `running` is the last period of the whole text, which "during the period" refers to.
        """
        self.changing = {found.follows for found in attributions.values()}
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
        if at is None or attribution.rule in _STATIC or self._is_size(at, quantity):
            return None
        if attribution.rule == "times the last" and attribution.follows is not None:
            return self.found.get(attribution.follows)
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
            words = self.chunks[index].lower
            stepping = _BACK.search(words) is not None and not _DATED.search(words)
            told = period.role == "comparison" or (stepping and main is not None)
            if told and (self._adjacent(at, index) or self._in_brackets_behind(at, index)):
                if period.interval is not None and not (stepping and main):
                    return period.interval
                return _before(main, words) if main else None
        return None

    def _in_brackets_behind(self, at: int, time: int) -> bool:
        """Whether the quantity stands in brackets behind it: "more than in the year before (€11.3 billion)"."""
        return at == time + 2 and self.chunks[time + 1].lower == "("

    def left(self) -> str | None:
        """The context for the next sentence: the period of this sentence's last fact that has one."""
        over = (self.published or date.max).isoformat()
        old = f"{self.published.year - _OLD if self.published else 0:04}"
        known = [
            interval
            for start, interval in self.found.items()
            if interval
            and ".." not in interval
            and interval.partition("/")[2] <= over
            and not (interval[11:15] < old and self._in_relative(start))
        ]
        return known[-1] if known else self.context

    def _in_relative(self, start: int) -> bool:
        """Whether the quantity at `start` stands in a relative clause: "which opened in 1992 on 139 hectares"."""
        at = next(chunk.index for chunk in self.chunks for q in chunk.quantities if q.start == start)
        number = self.clauses.numbers[at]
        return any(chunk.relative and self.clauses.numbers[chunk.index] == number for chunk in self.chunks[:at])

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
        return self._of_future(at, best[1]) if best and best[0] < _FAR else None

    def _of_future(self, at: int, period: PeriodMention) -> str | None:
        """The expression's interval, a year on where a bare month that is past dates what will happen."""
        interval, published = period.interval, self.published
        if interval is None or published is None or period.role != "within" or ".." in interval:
            return interval
        if interval[-10:] >= published.isoformat() or _DATED.search(self._words_of(period)):
            return interval
        verb = self.clauses.governor(at) or self.clauses.following_verb(at)
        coming = verb is not None and not _COMING.isdisjoint([item.lower for item in verb.items])
        return earlier(interval, -12) if coming else interval

    def _words_of(self, period: PeriodMention) -> str:
        return next(chunk.lower for chunk in self.chunks if chunk.items[0].period is period)

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
        if before is not None and before.lower == "(":
            return any(p.role == "comparison" and self._in_brackets_behind(at, i) for i, p in self.all_times)
        return before is not None and before.lower in _BASES

    def _adjacent(self, at: int, time: int) -> bool:
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

    def _is_size(self, at: int, quantity: Quantity) -> bool:
        """Whether the quantity describes a thing: "the 58-square-kilometer area", "a town of 70,000 people",
        "its 180 members invoiced", "the maker, with 3,200 employees,".
        """
        if quantity.unit.kind in _FLOWING:
            return False
        if quantity.joined:
            return True
        chunk, before = self.chunks[at], self.clauses.before(at)
        if any(self._adjacent(at, index) for index, _ in self.times):
            return False
        if quantity.unit.kind == "count" and chunk.kind == "noun":
            if before is not None and before.lower == "of" and before.index:
                holder = self.chunks[before.index - 1]
                if holder.kind == "noun" and holder.head.mention is None and is_bearer(holder):
                    return True
            verb = self.clauses.following_verb(at)
            definite = chunk.items[0].tag in (Tag.DETERMINER, Tag.POSSESSIVE) and chunk.items[0].lower != "another"
            if definite and chunk.items[0].lower not in ("a", "an", "some") and verb is not None:
                return self.clauses.subject(verb) is chunk
        return self._inserted_with(at)

    def _inserted_with(self, at: int) -> bool:
        """Whether the quantity stands in an insertion: ", with 3,200 employees the largest site in town,"."""
        first = at
        while first and self.chunks[first - 1].kind not in ("mark", "verb", "time"):
            first -= 1
        if first < 2 or self.chunks[first].lower != "with" or self.chunks[first - 1].lower != ",":
            return False
        for chunk in self.chunks[at + 1 :]:
            if chunk.kind in ("verb", "time", "subordinator"):
                return False
            if chunk.lower == ",":
                following = self.clauses.after(chunk.index)
                return following is not None and following.kind == "verb" and following.finite
        return False

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
        closed = next((c.index for c in self.chunks[time:] if c.kind == "mark"), len(self.chunks))
        if at > closed and self._participle_before(time):
            return True
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

    def _participle_before(self, time: int) -> bool:
        """Whether the time dates a participle: ", established in the district in 2015 with …, has attracted"."""
        verb = next((c for c in reversed(self.chunks[:time]) if c.kind == "verb" or c.kind == "mark"), None)
        if verb is None or verb.kind != "verb" or len(verb.items) > 1 or verb.index < 2:
            return False
        opened = self.chunks[verb.index - 1].lower == "," and self.chunks[verb.index - 2].kind == "noun"
        past = verb.verb.form is not None and verb.verb.form.tense in ("past", "participle")
        if not opened or not past or any(chunk.quantities for chunk in self.chunks[verb.index : time]):
            return False
        subject = self.clauses.subject(verb)
        if subject is None or any(
            chunk.kind == "verb" and chunk.finite for chunk in self.chunks[subject.index : verb.index]
        ):
            return False
        return any(chunk.kind == "verb" and chunk.finite for chunk in self.chunks[time + 1 :])

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
        changes = attribution.change is not None or attribution.rule == "level after change"
        if changes or quantity.start in self.changing or self._compared(at):
            self.context = self.context or self.running
            return self.context
        return self.context if quantity.unit.kind != "count" else None

    def _compared(self, at: int) -> bool:
        """Whether an earlier figure stands behind it: "5,400 people, up from 4,900", "39%, against 35%"."""
        later = next((chunk for chunk in self.chunks[at + 1 : at + 7] if chunk.quantities), None)
        return later is not None and self._is_base(later.index)

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
        words = [item.lower for item in verb.items]
        if not _NOW.isdisjoint(words) or (first.lower == "had" and len(words) > 1):
            return False  # "he said it now employed", "had reached"
        if first.lower in _PRESENT or first.tag == Tag.MODAL or first.form is None:
            return False
        if any(form.tense == "past" for form in forms().get(first.lower, ())):
            return True
        return first.form.tense in ("past", "participle") or first.lower in ("was", "were", "had", "did")


def _before(main: str, words: str) -> str | None:
    """The period that "a year earlier", "the previous quarter" means beside a fact of the period `main`."""
    step = next((months for unit, months in _STEPS if unit in words and "year" not in words), 12)
    if ".." in main or step == 12:
        years = next((CARDINALS[word] for word in words.split() if word in CARDINALS), 1)
        return earlier(main, 12 * years)
    first, last = map(date.fromisoformat, main.split("/"))
    return earlier(main, step) if (last - first).days < 31 * step else None


def _opens_aside(chunk: Chunk) -> bool:
    """Whether ", with …" or ", creating …" begins, whose time is its own."""
    return chunk.lower == "with" or (chunk.kind == "verb" and not chunk.finite)
