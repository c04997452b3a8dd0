"""When a fact holds: periods by clause."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from store.extraction.attribution import Attribution
from store.extraction.chunks import Chunk
from store.extraction.clauses import Clauses
from store.extraction.periods import PeriodMention, earlier
from store.extraction.quantities import Quantity
from store.extraction.standing import Standing
from store.extraction.steps import BACK, OF_A_BASE, OPENING_BASES, base_of, before
from store.extraction.tags import Tag
from store.extraction.verbs import forms
from store.patterns import pattern

_APPLY = ("within", "since", "until", "future")
_NOW = frozenset("now currently already today presently".split())
_COMING = frozenset(("will", "shall", "'ll", "to"))
_OPENING = frozenset("start begin open launch commence".split())
_PRESENT = frozenset("is are has have do does am".split())
# Rules whose figure describes a thing, whenever the sentence plays.
_STATIC = ("size of what follows", "strong", "distance")
_FAR = 50.0
_OLD = 2  # years after which a background clause's period says nothing about the next sentence
_SAME_PERIOD = pattern(
    r"(?:during|over|in|within|for|of) (?:the|that|this) (?:same |reporting |review )?period\b"
    r"|in the (?:year|quarter|half|months?) under review\b|in the same (?:\w+ months|quarter|half|month|year)\b"
)
_SAME_PERIOD_WORDS = ("period", "under review", "in the same")  # one of which the pattern has
_OPENS_WITH_THE_SAME = pattern(
    r"\W*(?:of (?:this|that|these|the (?:total|sum|amount|figure))\b|(?:this|that) (?:is|was) "
    r"|(?:the|this|these) (?:figures?|total|amount|sum|results?|number) (?:\w+ )?(?:includes?|represents?) )"
)
_ONCE = frozenset(
    "investment spending purchase donation funding allocation financing pledge grant award".split()
)
_TRADED = frozenset(("shares", "share", "stock", "stocks", "kospi", "kosdaq", "index"))
_OF_TOTAL = pattern(r"\bof (?:the|this|that) (?:total|sum|amount)\b")
_DOING = frozenset(
    "approve sign train create add build sell ship handle deliver hire recruit license open".split()
)
_DATED = pattern(r"\d\d|last|this|past|same|next|current")
_LATER = pattern(r"\b(?:following|subsequent)\b")


class Timing:
    """The periods of one sentence's facts. `context` is the period that the sentence before left, or None."""

    def __init__(
        self,
        clauses: Clauses,
        attributions: Mapping[int, Attribution],
        context: str | None,
        running: str | None = None,
        published: date | None = None,
        outlook: str | None = None,
    ) -> None:
        """Takes the sentence; the context is used only where a reader would be sure of it.

        `running` is the last period of the whole text, which "during the period" refers to, `outlook` the last
        of the paragraph that is not over.
        """
        self.outlook = outlook
        changed = {(found.metric, found.subject) for found in attributions.values() if found.change}
        self.changing = {found.follows for found in attributions.values()} | {
            start for start, found in attributions.items() if (found.metric, found.subject) in changed
        }
        self.running = running
        self.published = published
        self.clauses = clauses
        self.context = context
        self.chunks = clauses.chunks
        self.stands = Standing(clauses)
        self.all_times, self.times = self.stands.all_times, self.stands.times
        self.found: dict[int, str | None] = {}
        self._same_period: bool | None = None

    def period(self, quantity: Quantity, attribution: Attribution) -> str | None:
        """The quantity's interval, or None. Quantities are asked for in order."""
        at = self.clauses.place(quantity)
        if at is None or attribution.rule in _STATIC or self.stands.is_size(at, quantity):
            return None
        if attribution.rule == "times the last" and attribution.follows is not None:
            return self.found.get(attribution.follows)
        base = self.stands.is_base(at) or attribution.rule == "base of times"
        interval = self._of_base(at) if base or attribution.rule == "beside the last" else None
        if interval is None and not (base and self.stands.is_end(at)):
            interval = (None if base else self._of_step(at, attribution)) or self._of_place(at)
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
            stepping = BACK.search(words) is not None and not _DATED.search(words)
            told = period.role == "comparison" or (stepping and main is not None)
            beside = self.stands.adjacent(at, index) or self.stands.in_brackets_behind(at, index)
            if (told and beside) or self.stands.in_brackets(index, at):
                if period.interval is not None and not (stepping and main):
                    return period.interval
                return before(main, words) if main else None
            if period.interval is not None and period.role in _APPLY and self.stands.adjacent(at, index):
                return base_of(main, period.interval, words) if main else period.interval
        return main if self.stands.is_elsewhere(at) else None

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
        return max(reversed(known), key=_end) if known else self.context

    def _in_relative(self, start: int) -> bool:
        """Whether the quantity stands in a relative clause: "which opened in 1992 on 139 hectares"."""
        at = next(chunk.index for chunk in self.chunks for q in chunk.quantities if q.start == start)
        number = self.clauses.numbers[at]
        return any(chunk.relative and self.clauses.numbers[chunk.index] == number for chunk in self.chunks[:at])

    def _of_step(self, at: int, attribution: Attribution) -> str | None:
        """The interval of a time counted back: "A year earlier it had been 5", "fell to 5 the year before"."""
        main = (
            next((told for told in reversed(self.found.values()) if told), None) or self.context or self.running
        )
        verb = self.clauses.governor(at)
        level = attribution.change is None or (verb is not None and verb.items[0].lower == "had")
        for index, period in self.all_times:
            words = self.chunks[index].lower
            if period.role == "comparison" and self.stands.when(index, at):
                return period.interval or (before(main, words) if main else None)
            if period.role != "comparison" or not main or not BACK.search(words):
                continue
            if level and index == at + 1 and words.startswith("of "):
                return before(main, words)  # "double the 615 acres of the year-ago period"
            if OF_A_BASE.search(words):
                continue
            behind = (
                level and self.stands.adjacent(at, index) and self.chunks[index - 1].lower not in OPENING_BASES
            )
            if behind or (
                self.stands.at_head(index) and self.clauses.numbers[index] == self.clauses.numbers[at]
            ):
                return before(main, words)
        return None

    def _of_place(self, at: int) -> str | None:
        """The interval of the nearest expression of time in the clause, or of one at the head of the
        sentence.
        """
        numbers = self.clauses.numbers
        best: tuple[float, PeriodMention] | None = None
        for index, period in self.times:
            if (
                period.role not in _APPLY
                or not self.stands.is_free(index, at)
                or self.stands.of_multiple(index)
            ):
                continue
            if self.stands.labels(index, at):
                return period.interval
            adjacent = self.stands.adjacent(at, index)
            if period.role == "future" and not adjacent and not self._is_to_come(at):
                continue
            at_head = self.stands.at_head(index)
            elsewhere = (
                numbers[index] != numbers[at]
                and not self.stands.when(index, at)
                and not self.stands.dates_subject(index, at)
            )
            if (elsewhere and not at_head) or (not adjacent and self.stands.aside(index, at)):
                continue
            if not adjacent and not at_head and self.stands.bound_to_another(index, at):
                continue
            if not adjacent and (
                self._is_overtaken(index, period, at) or self.stands.in_clause_of_its_own(index, at)
            ):
                continue
            distance = 0.0 if adjacent else self.stands.distance(at, index)
            if at_head and not elsewhere:
                distance = min(distance, _FAR - 1)
            if elsewhere:
                distance += 20
            if best is None or distance < best[0]:
                best = (distance, period)
        return self._of_future(at, best[1]) if best and best[0] < _FAR else None

    def _of_future(self, at: int, period: PeriodMention) -> str | None:
        """The expression's interval, a year on where a bare month that is past dates what will happen."""
        interval, published = period.interval, self.published
        if interval is None or published is None or period.role not in ("within", "until"):
            return interval
        past = interval[-10:] < published.isoformat() and not _DATED.search(self._words_of(period))
        return earlier(interval, -12) if past and self._is_to_come(at) else interval

    def _is_overtaken(self, index: int, period: PeriodMention, at: int) -> bool:
        """Whether a later verb tells of now or of what is to come: "was founded in 2001 and now employs"."""
        verb, published = self._finite_verb(at), self.published
        if verb is None or verb.index < index or period.role != "within" or not published:
            return False
        if (period.interval or "")[-10:] >= published.isoformat():
            return False
        first, form = verb.items[0], verb.verb.form
        now = first.lower in _PRESENT or first.tag == Tag.MODAL or (form is not None and form.tense == "s")
        governor = self.clauses.governor(index)
        return (now or self._is_expected(verb)) and (
            (governor is not None and governor is not verb)
            or any(chunk.kind == "verb" and chunk.finite for chunk in self.chunks[index : verb.index])
        )

    def _is_expected(self, verb: Chunk) -> bool:
        """Whether the verb tells what is to be: "were expected to create"."""
        behind = self.chunks[verb.index + 1 : verb.index + 2]
        return any(entry.role == "plan" for entry in verb.entries) and any(chunk.infinitive for chunk in behind)

    def _finite_verb(self, at: int) -> Chunk | None:
        """The finite verb that the quantity depends on, or whose subject it is."""
        verb = self.clauses.governor(at)
        while verb is not None and not verb.finite:
            verb = self.clauses.governor(verb.index)
        return verb or self.clauses.following_verb(at)

    def _is_to_come(self, at: int) -> bool:
        """Whether the clause tells what will be."""
        verbs = (self.clauses.governor(at) or self.clauses.following_verb(at), self._finite_verb(at))
        return any(verb is not None and self._tells_what_comes(verb) for verb in verbs)

    def _tells_what_comes(self, verb: Chunk) -> bool:
        return (
            not _COMING.isdisjoint([item.lower for item in verb.items])
            or (verb.verb.form is not None and verb.verb.form.tense == "s" and verb.verb.form.lemma in _OPENING)
            or (_is_present(verb) and verb.is_of("plan"))
        )

    def _words_of(self, period: PeriodMention) -> str:
        return next(chunk.lower for chunk in self.chunks if chunk.items[0].period is period)

    def _carried(self, at: int, quantity: Quantity, attribution: Attribution) -> str | None:
        """The period of an earlier clause or sentence, where the past tense carries it on."""
        if self._same_period is None:
            bases = {index for index, period in self.all_times if period.role == "comparison"}
            words = " ".join([chunk.lower for chunk in self.chunks if chunk.index not in bases])
            self._same_period = _in_the_same_period(words)
        if self._same_period:
            return self.context or self.running
        if quantity.unit.kind == "duration":
            return None
        if any(p.interval is None and _LATER.search(self.chunks[i].lower) for i, p in self.all_times):
            return None  # "in the following four years": after what was told before, not then
        if not self._told_in_the_past(at):
            return self.outlook if self.outlook and self._is_outlook(at) else None
        numbers = self.clauses.numbers
        for index, period in reversed(self.times):
            if (
                index < at
                and period.role == "within"
                and (self.published is None or (period.interval or "")[:10] <= self.published.isoformat())
                and numbers[index] < numbers[at]
                and not self.stands.aside(index, at)
            ):
                return period.interval
        if any(period.role in _APPLY and not self.stands.dates_a_base(index) for index, period in self.times):
            return None
        main = self.context or self.running
        if _OF_TOTAL.search(self.clauses.words):
            return main
        if attribution.rule == "deed" and attribution.metric.split()[0] in _ONCE:
            return None  # an amount once spent, whenever that was
        changes = attribution.change is not None or attribution.rule == "level after change"
        if changes or quantity.start in self.changing or self.stands.compared(at):
            self.context = self.context or self.running
            return self.context
        listed = not any(chunk.kind == "verb" and chunk.finite for chunk in self.chunks)
        return self.context if quantity.unit.kind != "count" or listed or self._happened(at) else None

    def outlook_left(self) -> str | None:
        """The period for forecasts in the sentences behind: the last closed one that is not over."""
        over = (self.published or date.max).isoformat()
        coming = [interval for interval in self.found.values() if interval and ".." not in interval]
        return next((interval for interval in reversed(coming) if _end(interval) > over), self.outlook)

    def _is_outlook(self, at: int) -> bool:
        """Whether the clause forecasts, with no time of its own: "Capital expenditure will total"."""
        verb = self.clauses.governor(at)
        told = any(period.role in _APPLY for _, period in self.times)
        return verb is not None and not told and not _COMING.isdisjoint([item.lower for item in verb.items[:1]])

    def _happened(self, at: int) -> bool:
        """Whether the quantity counts what somebody did: "approved 158 projects", "trained 6,540 people"."""
        verb = self.clauses.governor(at)
        if verb is None or len(verb.items) > 1 or self.clauses.before(at) is not verb:
            return False
        return any(entry.role in ("act", "have") or entry.lemma in _DOING for entry in verb.entries)

    def _told_in_the_past(self, at: int) -> bool:
        """Whether the quantity's clause is in the simple past, or has no verb at all."""
        verb = self._finite_verb(at)
        if verb is None:
            return True
        if verb.passive and self._is_expected(verb):
            return False
        subject = self.clauses.subject(verb)
        if subject is not None and subject.head.lower in _TRADED:
            return False  # "Shares closed 2 percent lower": of the day, not of the quarter before
        first = next((item for item in verb.items if item.tag != Tag.ADVERB), verb.items[0])
        words = [item.lower for item in verb.items]
        if not _NOW.isdisjoint(words) or (first.lower == "had" and len(words) > 1):
            return False  # "he said it now employed", "had reached"
        if first.lower in _PRESENT or first.tag == Tag.MODAL or first.form is None:
            return False
        if any(form.tense == "past" for form in forms().get(first.lower, ())):
            return True
        return first.form.tense in ("past", "participle") or first.lower in ("was", "were", "had", "did")


def _in_the_same_period(words: str) -> bool:
    """Whether a sentence speaks of the period told before: "in the same period", "Of the total,"."""
    if _OPENS_WITH_THE_SAME.match(words) is not None:
        return True
    return any(word in words for word in _SAME_PERIOD_WORDS) and _SAME_PERIOD.search(words) is not None


def _end(interval: str) -> str:
    return interval.partition("/")[2]


def _is_present(verb: Chunk) -> bool:
    form = verb.verb.form
    return form is not None and form.tense in ("s", "base", "ing") and verb.items[0].lower != "had"
