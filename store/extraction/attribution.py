"""Metric and subject: what each quantity of a sentence measures, and about whom."""

from __future__ import annotations

from dataclasses import dataclass, replace

from store.extraction.chunks import Chunk
from store.extraction.clauses import Clauses
from store.extraction.items import Item, Tag, is_plural
from store.extraction.phrases import (
    change_of,
    is_bearer,
    is_measure,
    measure_nouns,
    owner_and_rest,
    plain,
    words_of,
)
from store.extraction.quantities import Quantity
from store.extraction.topics import Topics
from store.extraction.verbs import Verb
from store.records import Change

_COUNTS = ("count",)
_UP = frozenset(("up", "higher", "more"))
_DOWN = frozenset(("down", "lower", "less", "fewer"))
_DEFAULT_METRIC = {
    "money": "value", "percent": "share", "duration": "duration", "mass": "output", "length": "length", "area": "area",
    "volume": "volume", "energy": "energy", "power": "capacity", "rate": "rate", "rank": "rank", "other": "value",
    "count": "number",
}  # fmt: skip
_MEASURE_OF_PROJECT = {"money": "investment", "power": "capacity", "mass": "capacity", "area": "area", "length": "length",
                       "energy": "capacity", "volume": "capacity", "duration": "duration", "rate": "capacity"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attribution:
    """What a quantity says: its metric and subject, its count noun where it counts, the change, the rule that knew."""

    metric: str
    subject: str
    unit: str = ""
    change: Change | None = None
    rule: str = ""


class Attributor:
    """Reads the sentences of one article in order; `topics` carries what pronouns stand for from one to the next."""

    def __init__(self, topics: Topics) -> None:
        """Starts with the article's own topic."""
        self.topics = topics

    def attribute(self, chunks: list[Chunk]) -> dict[int, Attribution]:
        """The attribution of every quantity of the sentence, by the quantity's start in the text."""
        sentence = _Sentence(Clauses(chunks), self.topics)
        found = sentence.read()
        for chunk in chunks:
            if chunk.kind == "verb" and chunk.finite and not _says(chunk):
                subject = sentence.clauses.subject(chunk)
                if subject is not None:
                    self.topics.note(subject)
        return found


def _says(verb: Chunk) -> bool:
    return any(entry.role == "say" for entry in verb.entries)


class _Sentence:
    """The rules over one sentence."""

    def __init__(self, clauses: Clauses, topics: Topics) -> None:
        self.clauses = clauses
        self.chunks = clauses.chunks
        self.topics = topics
        self.found: dict[int, Attribution] = {}
        self.order: list[Quantity] = []

    def read(self) -> dict[int, Attribution]:
        for chunk in self.chunks:
            for position, item in enumerate(chunk.items):
                if item.quantity is not None:
                    attribution = self._one(chunk, position, item.quantity)
                    self.found[item.quantity.start] = attribution
                    self.order.append(item.quantity)
            if chunk.kind == "verb" and chunk.finite and not _says(chunk):
                subject = self.clauses.subject(chunk)
                if subject is not None and subject.index < chunk.index and self._main_clause_done(chunk):
                    self.topics.note(subject)
        self._respectively()
        return self.found

    def _main_clause_done(self, verb: Chunk) -> bool:
        """Whether more of the sentence follows that may refer back to this clause's subject."""
        return verb.index + 1 < len(self.chunks)

    # ---------------------------------------------------------------- one quantity

    def _one(self, chunk: Chunk, position: int, quantity: Quantity) -> Attribution:
        if chunk.kind == "noun" and position + 1 < len(chunk.items):
            rest = chunk.items[position + 1 :]
            if quantity.unit.kind == "count" and not quantity.unit.name and not quantity.joined:
                return self._counted(chunk, rest, quantity)
            return self._attributive(chunk, position, rest, quantity)
        if quantity.unit.kind == "count" and not quantity.unit.name:
            return self._elliptic(chunk, quantity)
        return self._measured(chunk, quantity)

    # ---------------------------------------------------------------- counts

    def _counted(self, chunk: Chunk, rest: list[Item], quantity: Quantity) -> Attribution:
        """ "1,332 companies", "a capacity of 30 million copies"."""
        rest, unit = _head_of_count(rest, quantity)
        noun = plain(rest)
        before = self.clauses.before(chunk.index)
        if before is not None and before.kind == "preposition" and before.lower == "of":
            holder = self.clauses.before(before.index)
            if (
                holder is not None
                and is_measure(holder)
                and holder.head.lower not in words_of("transparent") | {"number", "share", "value"}
            ):
                direction = change_of(holder.head.lower)
                if direction is None:
                    metric, subject = self._measure(holder)
                    return Attribution(metric, subject, unit, None, "measure of count")
                base = self._subject_of_count(chunk)
                return Attribution(noun, base, unit, direction, "change of count")  # type: ignore[arg-type]
        change = self._change_before(chunk.index)
        return Attribution(noun, self._subject_of_count(chunk), unit, change, "counted noun")

    def _subject_of_count(self, chunk: Chunk) -> str:
        """Whose things are counted: the governing verb's subject, or the place where they are."""
        governor = self.clauses.governor(chunk.index)
        verb = self.clauses.following_verb(chunk.index)
        if verb is not None and self.clauses.subject(verb) is chunk:
            return self._located(chunk) or self._fallback(chunk)
        if governor is not None:
            subject = self.clauses.subject(governor)
            if subject is not None and subject is not chunk:
                if subject.head.lower == "there":
                    return self._located(chunk) or self._fallback(chunk)
                if _says(governor) or subject.head.mention and subject.head.mention.kind == "person":
                    return self._located(chunk) or self._fallback(chunk)
                return self._subject_name(subject) or self._fallback(chunk)
        if verb is not None:
            subject = self.clauses.subject(verb)
            if subject is not None and subject is not chunk and not _says(verb):
                return self._subject_name(subject) or self._fallback(chunk)
        return self._located(chunk) or self._fallback(chunk)

    def _located(self, chunk: Chunk) -> str:
        """The name behind "in", "at" or "of" after the phrase: "four clusters in the city"."""
        for i in range(chunk.index + 1, min(chunk.index + 8, len(self.chunks) - 1)):
            here = self.chunks[i]
            if here.kind in ("verb", "mark"):
                return ""
            if (
                here.kind == "preposition"
                and here.lower in ("in", "at", "of", "from", "across", "within", "for")
                and is_bearer(self.chunks[i + 1])
            ):
                if self.chunks[i + 1].quantities:
                    continue
                return self._subject_name(self.chunks[i + 1])
        return ""

    def _elliptic(self, chunk: Chunk, quantity: Quantity) -> Attribution:
        """A count whose noun stands elsewhere: "25 have begun production", "38 of the 41 industries", "reached 1.2 million"."""
        after = self.clauses.after(chunk.index)
        if (
            after is not None
            and after.kind == "preposition"
            and after.lower in ("of", "out of", "in")
            and after.index + 1 < len(self.chunks)
        ):
            whole = self.chunks[after.index + 1]
            if whole.kind == "noun" and not whole.pronoun and (after.lower == "of" or whole.quantities):
                rest = [
                    item for item in whole.items if item.quantity is None and item.tag is not Tag.DETERMINER
                ]
                rest, unit = _head_of_count(rest, quantity)
                return Attribution(plain(rest), self._subject_of_count(chunk), unit, None, "part of counted")
        verb = self.clauses.following_verb(chunk.index)
        if verb is not None and self.clauses.after(chunk.index) is verb:
            antecedent = self._counted_before(chunk)
            described = self._described(verb)
            if described is not None:
                rest, unit = _head_of_count(_strip(described.items), quantity)
                subject = self._topic_of_ellipsis(chunk)
                return Attribution(plain(rest), subject, unit, None, "described count")
            if antecedent is not None:
                rest, unit = _head_of_count(_strip(antecedent.items), quantity)
                object_ = self.clauses.after(verb.index)
                doing = f" {plain(verb.items[-1:])}" + (
                    f" {plain(object_.items)}" if object_ is not None and object_.kind == "noun" else ""
                )
                return Attribution(
                    plain(rest) + doing, self._subject_of_count(antecedent), unit, None, "count of antecedent"
                )
        following = self._coordinated_count(chunk)
        if following is not None:
            rest, unit = _head_of_count(_strip(following.items), quantity)
            return Attribution(plain(rest), self._subject_of_count(chunk), unit, None, "shared noun")
        before = self.clauses.before(chunk.index)
        antecedent = self._counted_before(chunk)
        measured = self._measured(chunk, quantity)
        if measured.rule not in ("default",):
            unit = measured.unit or _plural_in(measured.metric)
            return replace(measured, unit=unit)
        if antecedent is not None:
            rest, unit = _head_of_count(_strip(antecedent.items), quantity)
            return Attribution(plain(rest), self._subject_of_count(chunk), unit, None, "count of antecedent")
        if before is not None and before.kind == "noun":
            rest, unit = _head_of_count(_strip(before.items), quantity)
            return Attribution(plain(rest), self._fallback(chunk), unit, None, "noun before")
        return measured

    def _topic_of_ellipsis(self, chunk: Chunk) -> str:
        """ "Among these companies, 114 are …": the phrase behind among or of; else the sentence's own earlier group."""
        for i in range(chunk.index - 1, 0, -1):
            here = self.chunks[i - 1]
            if here.kind == "preposition" and here.lower in ("among", "of", "amongst"):
                return self._subject_name(self.chunks[i])
        for quantity in reversed(self.order):
            earlier = self.found[quantity.start]
            if quantity.unit.kind == "count":
                return f"{plain_number(quantity.value)} {earlier.metric}"
        return self._fallback(chunk)

    def _described(self, verb: Chunk) -> Chunk | None:
        """What the counted things are or were called: "are enterprises with …", "have been recognized as … firms"."""
        after = self.clauses.after(verb.index)
        if after is None:
            return None
        if verb.verb.form and verb.verb.form.lemma == "be" and after.kind == "noun":
            return after
        if (
            verb.passive
            and after.kind == "preposition"
            and after.lower == "as"
            and after.index + 1 < len(self.chunks)
        ):
            following = self.chunks[after.index + 1]
            return following if following.kind == "noun" else None
        return None

    def _counted_before(self, chunk: Chunk) -> Chunk | None:
        """The last phrase of counted or plural things before the chunk."""
        for earlier in reversed(self.chunks[: chunk.index]):
            if earlier.kind == "noun" and earlier.quantities and is_plural(earlier.head.lower):
                return earlier
        for earlier in reversed(self.chunks[: chunk.index]):
            if earlier.kind == "noun" and not earlier.pronoun and is_plural(earlier.head.lower):
                return earlier
        return None

    def _coordinated_count(self, chunk: Chunk) -> Chunk | None:
        """The counted phrase that shares its noun: "six Japanese and two Chinese enterprises"."""
        for later in self.chunks[chunk.index + 1 : chunk.index + 4]:
            if later.kind == "noun" and later.quantities:
                return later
            if later.kind not in ("conjunction", "noun", "mark"):
                return None
        return None

    # ---------------------------------------------------------------- measures

    def _attributive(self, chunk: Chunk, position: int, rest: list[Item], quantity: Quantity) -> Attribution:
        """ "a 17.5 percent increase in …", "the 10.6-billion-yuan base of Komatsu", "a 500 MW plant"."""
        head = next((item for item in reversed(rest) if item.tag is Tag.NOUN), rest[-1])
        direction = change_of(head.lower)
        if direction is not None and quantity.unit.kind in ("percent", "money", "other", "rate"):
            metric, subject, _ = self._changed_thing(chunk)
            return Attribution(metric, subject, "", direction, "change noun behind")  # type: ignore[arg-type]
        if quantity.unit.kind == "percent":
            metric, subject = self._measure_after(chunk, plain(rest))
            return Attribution(metric, subject, "", None, "percent before noun")
        if head.lower in measure_nouns() and head.lower not in words_of("project"):
            subject = self._with_of(chunk) if is_bearer(chunk) else self._clause_subject(chunk)
            return Attribution(plain(rest), subject, "", None, "measure behind")
        metric = _MEASURE_OF_PROJECT.get(quantity.unit.kind, "")
        if quantity.unit.kind == "money" and head.lower not in words_of("project"):
            metric = plain(rest)
            return Attribution(metric, self._clause_subject(chunk), "", None, "money before noun")
        name = self._with_of(chunk, rest)
        return Attribution(metric or plain(rest), name, "", None, "size of what follows")

    def _measured(self, chunk: Chunk, quantity: Quantity) -> Attribution:
        """A quantity that stands by itself: money, shares, sizes, growth."""
        rules = (
            self._bracketed, self._unit_of_change, self._measure_in_front, self._share_of, self._measure_behind,
            self._changed_by_verb, self._level_of_subject, self._deed, self._inherited, self._product,
        )  # fmt: skip
        for rule in rules:
            attribution = rule(chunk, quantity)
            if attribution is not None and attribution.metric:
                return attribution
        return Attribution(
            _DEFAULT_METRIC[quantity.unit.kind], self._clause_subject(chunk), "", None, "default"
        )

    def _bracketed(self, chunk: Chunk, quantity: Quantity) -> Attribution | None:
        """ "Germany (12 percent)": of the phrase before the bracket, measured as its neighbours are."""
        before = self.chunks[chunk.index - 1] if chunk.index else None
        if before is None or before.kind != "mark" or before.items[0].text != "(" or not self.order:
            return None
        holder = self.chunks[before.index - 1] if before.index else None
        earlier = self.found[self.order[-1].start]
        if holder is not None and holder.kind == "noun" and is_bearer(holder):
            return Attribution(earlier.metric, self._subject_name(holder), "", earlier.change, "bracket")
        return None

    def _unit_of_change(self, chunk: Chunk, quantity: Quantity) -> Attribution | None:
        """ ", up 10 percent", "12 percent more than": the change of what was just measured."""
        before = self.clauses.before(chunk.index)
        after = self.clauses.after(chunk.index)
        change: Change | None = None
        if (
            before is not None
            and before.kind in ("preposition", "adverb", "noun")
            and before.lower in ("up", "down")
        ):
            change = "increase" if before.lower == "up" else "decrease"
        elif self._adverb_before(chunk) in ("up", "down"):
            change = "increase" if self._adverb_before(chunk) == "up" else "decrease"
        elif after is not None and after.items[0].lower in _UP | _DOWN:
            change = "increase" if after.items[0].lower in _UP else "decrease"
        elif (word := self._adverb_after(chunk)) in _UP | _DOWN:
            change = "increase" if word in _UP else "decrease"
        if change is None:
            return None
        if self.order:
            earlier = self.found[self.order[-1].start]
            if self._same_clause(self.order[-1], chunk):
                return Attribution(
                    earlier.metric,
                    earlier.subject,
                    earlier.unit if quantity.unit.kind == "count" else "",
                    change,
                    "change of the last",
                )
        measure = self._subject_measure(chunk)
        if measure:
            return Attribution(*measure, "", change, "change of the subject")
        return Attribution(self._last_metric() or "value", self._clause_subject(chunk), "", change, "change")

    def _adverb_before(self, chunk: Chunk) -> str:
        i = chunk.index - 1
        while i >= 0 and self.chunks[i].kind in ("time",):
            i -= 1
        return self.chunks[i].lower if i >= 0 and self.chunks[i].kind == "adverb" else ""

    def _adverb_after(self, chunk: Chunk) -> str:
        i = chunk.index + 1
        return self.chunks[i].lower if i < len(self.chunks) and self.chunks[i].kind == "adverb" else ""

    def _same_clause(self, quantity: Quantity, chunk: Chunk) -> bool:
        """Whether no finite verb stands between the earlier quantity and the chunk."""
        for other in reversed(self.chunks[: chunk.index]):
            if quantity in other.quantities:
                return True
            if other.kind == "verb" and other.finite:
                return False
        return False

    def _measure_in_front(self, chunk: Chunk, quantity: Quantity) -> Attribution | None:
        """ "revenue of Q", "output value … at Q", "revenue: Q", "exports worth Q"."""
        before = self.clauses.before(chunk.index)
        if before is None:
            return None
        if before.kind == "preposition" and before.lower in ("of", "at", "worth"):
            holder = self.clauses.before(before.index)
            if holder is None:
                return None
            if holder.kind == "preposition" and holder.lower == "worth":
                return None
            if holder.kind == "verb" or holder.kind == "quantity":
                return None
            if holder.kind != "noun":
                return None
            if before.lower == "at":
                holder = self._chain_start(holder)
                if not is_measure(holder):
                    return None
            return self._from_holder(holder, chunk, quantity)
        if before.kind == "noun" and is_measure(before) and before.head.lower not in words_of("transparent"):
            after = self.clauses.after(chunk.index)
            if after is None or after.kind in ("mark", "conjunction"):
                metric, subject = self._measure(before)
                return Attribution(metric, subject, "", None, "measure right before")
        return None

    def _from_holder(self, holder: Chunk, chunk: Chunk, quantity: Quantity) -> Attribution | None:
        """The attribution that the noun before "of Q" gives."""
        head = holder.head.lower
        if head in words_of("transparent"):
            before = self.clauses.before(holder.index)
            if before is not None and len(holder.items) <= 3:
                measured = self._measured(holder, quantity)
                return replace(measured, rule=measured.rule + " through a total")
        direction = change_of(head)
        if direction is not None and quantity.unit.kind != "count":
            metric, subject, found = self._changed_thing(holder, chunk)
            if found or quantity.unit.kind == "percent":
                return Attribution(metric, subject, "", direction, "change noun")  # type: ignore[arg-type]
        if head in ("rate", "pace", "speed") and any(change_of(item.lower) for item in holder.items):
            metric, subject, _ = self._changed_thing(holder, chunk)
            word = next(item.lower for item in holder.items if change_of(item.lower))
            return Attribution(metric, subject, "", change_of(word), "rate of change")  # type: ignore[arg-type]
        metric, subject = self._measure(holder)
        return Attribution(metric, subject, "", None, "measure of")

    def _changed_thing(self, holder: Chunk, chunk: Chunk | None = None) -> tuple[str, str, bool]:
        """What the noun of change in `holder` changes: "a rise in exports", "GDP growth", or what was last measured."""
        end = (chunk or holder).index
        for start in dict.fromkeys((holder.index, end)):
            after = self.clauses.after(start)
            if (
                after is not None
                and after.kind == "preposition"
                and after.lower in ("in", "of", "for")
                and after.index + 1 < len(self.chunks)
            ):
                thing = self.chunks[after.index + 1]
                if thing.kind == "noun" and not thing.quantities:
                    if is_bearer(thing) and not is_measure(thing):
                        break
                    return (*self._measure(thing), True)
        owner, rest = owner_and_rest(holder.items)
        kept = [
            item
            for item in rest
            if item.quantity is None
            and change_of(item.lower) is None
            and item.tag in (Tag.NOUN, Tag.ADJECTIVE)
            and item.lower not in _GROWTH_WORDS
        ]
        if any(item.tag is Tag.NOUN for item in kept):
            subject = self.topics.name(owner) if owner else self._clause_subject(holder)
            return plain(kept), subject, True
        if self.order:
            earlier = self.found[self.order[-1].start]
            return earlier.metric, earlier.subject, self._same_clause(self.order[-1], holder)
        measure = self._subject_measure(holder)
        if measure:
            return (*measure, True)
        return self._last_metric() or holder.head.text, self._clause_subject(holder), False

    def _share_of(self, chunk: Chunk, quantity: Quantity) -> Attribution | None:
        """ "accounts for 58 percent of the city's total", "more than 60 percent of the workforce"."""
        if quantity.unit.name != "%":
            return None
        after = self.clauses.after(chunk.index)
        if (
            after is None
            or after.kind != "preposition"
            or after.lower != "of"
            or after.index + 1 >= len(self.chunks)
        ):
            return None
        whole = self.chunks[after.index + 1]
        if whole.kind != "noun":
            return None
        name = (
            self.topics.name(_strip(whole.items))
            if whole.pronoun or owner_and_rest(whole.items)[0]
            else plain(_strip(whole.items))
        )
        name = self._extended(whole, name)
        verb = self.clauses.governor(chunk.index)
        subject = ""
        if verb is not None and not _says(verb):
            bearer = self.clauses.subject(verb)
            if bearer is not None and bearer is not chunk:
                subject = self._subject_name(bearer)
        return Attribution(
            f"share of {name}",
            subject or self._fallback(chunk),
            "",
            self._change_before(chunk.index),
            "share of",
        )

    def _measure_behind(self, chunk: Chunk, quantity: Quantity) -> Attribution | None:
        """ "10 billion yuan in investment", "21 billion yuan of exports", "$20m worth of goods"."""
        after = self.clauses.after(chunk.index)
        if after is None or quantity.unit.kind == "duration":
            return None
        if after.kind == "preposition" and after.lower == "worth":
            after = self.clauses.after(after.index)
        if (
            after is None
            or after.kind != "preposition"
            or after.lower not in ("in", "of")
            or after.index + 1 >= len(self.chunks)
        ):
            return None
        thing = self.chunks[after.index + 1]
        if (
            thing.kind != "noun"
            or not is_measure(thing)
            or thing.items[0].lower in ("the", "its", "their")
            and after.lower == "in"
        ):
            return None
        metric, _ = self._measure(thing)
        governor = self.clauses.governor(chunk.index)
        change = self._change_of_verb(governor) if governor is not None and after.lower == "of" else None
        return Attribution(
            metric, self._holder_of(chunk) or self._clause_subject(chunk), "", change, "measure behind"
        )

    def _holder_of(self, chunk: Chunk) -> str:
        """The noun that "with Q in investment" describes: "seven projects with more than 10 billion yuan"."""
        before = self.clauses.before(chunk.index)
        if before is not None and before.kind == "preposition" and before.lower in ("with", "worth"):
            holder = self.clauses.before(before.index)
            if holder is not None and holder.kind == "noun":
                return self._subject_name(holder)
        return ""

    def _changed_by_verb(self, chunk: Chunk, quantity: Quantity) -> Attribution | None:
        """ "exports rose (by) 8 percent", "cut costs by a fifth", "rose to Q" tells the level."""
        verb = self.clauses.governor(chunk.index)
        change = self._change_of_verb(verb)
        if verb is None or change is None:
            return None
        before = self.clauses.before(chunk.index)
        level = before is not None and before.kind == "preposition" and before.lower in ("to", "from", "at")
        thing = self._object_between(verb, chunk)
        if thing is not None:
            metric, subject = self._measure(thing, self._clause_subject(chunk))
        else:
            measure = self._subject_measure(chunk)
            if measure is None:
                return None
            metric, subject = measure
        return Attribution(
            metric, subject, "", None if level else change, "level after change" if level else "changed by verb"
        )

    def _object_between(self, verb: Chunk, chunk: Chunk) -> Chunk | None:
        """The verb's object before the quantity: "cut energy costs by 12 percent"."""
        for other in self.chunks[verb.index + 1 : chunk.index]:
            if other.kind == "noun" and not other.quantities:
                return other
            if other.kind in ("preposition", "quantity", "verb"):
                return None
        return None

    def _change_of_verb(self, verb: Chunk | None) -> Change | None:
        if verb is None:
            return None
        following = self.chunks[verb.index + 1].items[0].lower if verb.index + 1 < len(self.chunks) else ""
        for entry in verb.entries:
            if entry.role in ("rise", "fall") and entry.particle in ("", following):
                return "increase" if entry.role == "rise" else "decrease"
        return None

    def _level_of_subject(self, chunk: Chunk, quantity: Quantity) -> Attribution | None:
        """ "GDP was Q", "revenue totaled Q", "the rate reaching Q", "stands at Q"."""
        verb = self.clauses.governor(chunk.index)
        if verb is None:
            return None
        entry = self._entry(verb, chunk)
        if entry is None or entry.role != "level":
            return None
        between = self._object_between(verb, chunk)
        if between is not None and is_measure(between):
            metric, subject = self._measure(between, self._clause_subject(chunk))
            return Attribution(metric, subject, "", None, "object of level")
        if entry.measure and quantity.unit.kind in ("area", "length"):
            subject_chunk = self.clauses.subject(verb)
            subject = self._subject_name(subject_chunk) if subject_chunk is not None else self._fallback(chunk)
            return Attribution(entry.measure, subject, "", None, "measure of verb")
        measure = self._subject_measure(chunk)
        return Attribution(*measure, "", None, "level of subject") if measure else None

    def _entry(self, verb: Chunk, chunk: Chunk) -> Verb | None:
        """The table's entry of the verb that fits the particle behind it."""
        following = self.chunks[verb.index + 1] if verb.index + 1 < len(self.chunks) else None
        word = following.items[0].lower if following is not None else ""
        plainly = None
        for entry in verb.entries:
            if entry.particle and entry.particle == word:
                return entry
            if not entry.particle and plainly is None:
                plainly = entry
        return plainly

    def _deed(self, chunk: Chunk, quantity: Quantity) -> Attribution | None:
        """ "will invest 3 billion yuan", "exported 40,000 tonnes", "raised $20 million"."""
        verb = self.clauses.governor(chunk.index)
        if verb is None:
            return None
        named = next(
            (entry for entry in verb.entries if entry.measure and entry.role in ("act", "have", "share")), None
        )
        if named is None:
            return None
        product = self._of_what(chunk)
        metric = (
            f"{product} {named.measure}"
            if product and quantity.unit.kind not in ("money", "percent")
            else named.measure
        )
        if verb.passive:
            thing = self.clauses.subject(verb)
            subject = self._project_after(chunk) or (
                self._subject_name(thing) if thing is not None and thing is not chunk else ""
            )
            return Attribution(metric, subject or self._fallback(chunk), "", None, "deed done")
        return Attribution(metric, self._clause_subject(chunk), "", None, "deed")

    def _project_after(self, chunk: Chunk) -> str:
        after = self.clauses.after(chunk.index)
        if after is not None and after.kind == "verb":
            after = self.clauses.after(after.index)
        if (
            after is not None
            and after.kind == "preposition"
            and after.lower in ("in", "into", "on", "for", "to")
            and after.index + 1 < len(self.chunks)
        ):
            following = self.chunks[after.index + 1]
            return self._subject_name(following) if following.kind == "noun" else ""
        return ""

    def _of_what(self, chunk: Chunk) -> str:
        after = self.clauses.after(chunk.index)
        if (
            after is not None
            and after.kind == "preposition"
            and after.lower == "of"
            and after.index + 1 < len(self.chunks)
        ):
            following = self.chunks[after.index + 1]
            return plain(_strip(following.items)) if following.kind == "noun" and not following.pronoun else ""
        return ""

    def _inherited(self, chunk: Chunk, quantity: Quantity) -> Attribution | None:
        """A quantity beside another of its kind: "6.84 billion and 448 million", "from Q to Q", "against Q"."""
        if not self.order:
            return None
        last = self.order[-1]
        before = self.clauses.before(chunk.index)
        if before is None or last.unit != quantity.unit:
            return None
        listed = before.kind in ("conjunction", "mark") and self._same_clause(last, chunk)
        compared = before.kind == "preposition" and before.lower in (
            "from",
            "to",
            "against",
            "than",
            "with",
            "versus",
            "over",
            "of",
        )
        if not (listed or compared):
            return None
        earlier = self.found[last.start]
        return Attribution(
            earlier.metric,
            earlier.subject,
            earlier.unit,
            None if compared else earlier.change,
            "beside the last",
        )

    def _product(self, chunk: Chunk, quantity: Quantity) -> Attribution | None:
        """ "produced 50,000 tonnes of steel": the product, named with what the verb does to it."""
        governor = self.clauses.governor(chunk.index)
        if quantity.unit.kind in ("money", "percent"):
            return self._object_before(chunk)
        product = self._of_what(chunk)
        if product:
            doing = {
                "produce": "output",
                "make": "output",
                "manufacture": "output",
                "generate": "output",
                "handle": "throughput",
            }
            lemma = governor.verb.form.lemma if governor is not None and governor.verb.form else ""
            metric = f"{product} {doing[lemma]}" if lemma in doing else product
            return Attribution(metric, self._clause_subject(chunk), "", None, "product")
        return self._object_before(chunk) if quantity.unit.kind == "duration" else self._subject_level(chunk)

    def _subject_level(self, chunk: Chunk) -> Attribution | None:
        measure = self._subject_measure(chunk)
        return Attribution(*measure, "", None, "measure of subject") if measure else None

    def _object_before(self, chunk: Chunk) -> Attribution | None:
        """The deed itself: "send off urgently needed products in three days"."""
        governor = self.clauses.governor(chunk.index)
        if governor is None:
            return None
        words = [
            item
            for other in self.chunks[governor.index : chunk.index]
            for item in other.items
            if item.tag not in (Tag.TIME, Tag.MODAL, Tag.MARK)
        ]
        if words and words[-1].tag in (Tag.PREPOSITION, Tag.TO):
            words.pop()
        if not any(item.tag is Tag.NOUN for item in words):
            following = self.clauses.after(chunk.index)
            if following is not None and following.kind == "verb" and following.infinitive:
                thing = self.clauses.after(following.index)
                words = [
                    *following.items[1:],
                    *(thing.items if thing is not None and thing.kind == "noun" else []),
                ]
        text = plain([item for item in words if item.tag is not Tag.ADVERB])
        return Attribution(text, self._clause_subject(chunk), "", None, "deed as metric") if text else None

    # ---------------------------------------------------------------- measures and subjects

    def _subject_measure(self, chunk: Chunk) -> tuple[str, str] | None:
        """Metric and subject of the governing verb's subject phrase; a bare company or pronoun tells no metric."""
        verb = self.clauses.governor(chunk.index)
        subject = self.clauses.subject(verb) if verb is not None else None
        if subject is None or subject is chunk:
            return None
        if subject.pronoun:
            last = self._last_metric()
            return (last, self._subject_name(subject)) if last else None
        if is_bearer(subject) and not is_measure(subject):
            return None
        return self._measure(subject)

    def _last_metric(self) -> str:
        return self.found[self.order[-1].start].metric if self.order else ""

    def _measure(self, holder: Chunk, subject: str = "") -> tuple[str, str]:
        """The metric that a phrase names, and its subject: its owner, "of the companies", "in the zone", the clause."""
        owner, rest = owner_and_rest(_strip(holder.items))
        metric = plain([item for item in rest if item.quantity is None])
        if owner:
            subject = self.topics.name(owner)
        i = holder.index
        for _ in range(3):
            if (
                i + 2 >= len(self.chunks)
                or self.chunks[i + 1].kind != "preposition"
                or self.chunks[i + 2].kind != "noun"
            ):
                break
            link, thing = self.chunks[i + 1].lower, self.chunks[i + 2]
            if link not in (
                "of",
                "in",
                "at",
                "from",
                "for",
                "by",
                "above",
                "to",
                "with",
                "on",
                "between",
                "among",
            ):
                break
            if (
                is_bearer(thing)
                and link in ("of", "in", "at", "from", "for", "by", "among")
                and not thing.pronoun
            ):
                return metric, subject if owner else self._with_of(thing)
            if thing.pronoun and link == "of":
                relative = (
                    self.clauses.subject(self._next_verb(thing))
                    if thing.head.lower in ("which", "whom") and self._next_verb(thing)
                    else None
                )
                return metric, self._subject_name(
                    relative
                ) if relative is not None and relative is not holder else subject or self._antecedent_name(
                    thing
                )
            if link in ("of", "above", "for", "from") and not thing.quantities:
                metric = f"{metric} {link} {plain(thing.items)}"
            elif link == "in" and not thing.quantities and holder.head.lower in words_of("generic"):
                metric = f"{metric} {link} {plain(thing.items)}"
            else:
                break
            i += 2
        return metric, subject or self._clause_subject(holder, itself=holder)

    def _next_verb(self, chunk: Chunk) -> Chunk | None:
        return next((other for other in self.chunks[chunk.index + 1 :] if other.kind == "verb"), None)

    def _antecedent_name(self, chunk: Chunk) -> str:
        return self.topics.latest or self.topics.article

    def _measure_after(self, chunk: Chunk, metric: str) -> tuple[str, str]:
        return metric, self._clause_subject(chunk)

    def _clause_subject(self, chunk: Chunk, itself: Chunk | None = None) -> str:
        """The subject of the clause that the chunk stands in, by name; the topic where none is said."""
        verb = self.clauses.governor(chunk.index)
        if verb is None:
            verb = self.clauses.following_verb(chunk.index)
        seen = 0
        while verb is not None and seen < 4:
            seen += 1
            subject = self.clauses.subject(verb)
            speaking = (
                _says(verb)
                or subject is not None
                and subject.head.mention is not None
                and subject.head.mention.kind == "person"
            )
            if subject is not None and subject not in (chunk, itself) and not speaking:
                if is_bearer(subject) or not is_measure(subject):
                    if subject.head.lower == "there":
                        return self._located(chunk) or self._fallback(chunk)
                    return self._subject_name(subject)
                owner, _ = owner_and_rest(subject.items)
                if owner:
                    return self.topics.name(owner)
                located = self._located(subject)
                if located:
                    return located
            verb = self.clauses.governor(verb.index)
        return self._fallback(chunk)

    def _fallback(self, chunk: Chunk) -> str:
        """Who is meant where the clause does not say: a bearer in front of the sentence, else the running topic."""
        for i, other in enumerate(self.chunks[: chunk.index]):
            framed = (
                i
                and self.chunks[i - 1].kind == "preposition"
                and self.chunks[i - 1].lower in ("in", "at", "for", "across", "among", "within", "of")
            )
            if other.kind == "noun" and framed and i <= 4 and is_bearer(other) and not other.quantities:
                return self._subject_name(other)
        return self.topics.latest or self.topics.article

    def _subject_name(self, chunk: Chunk) -> str:
        """The name of a subject phrase, with what "of" adds to a phrase that says little alone."""
        if chunk.kind == "quantity":
            return self._topic_of_ellipsis(chunk)
        if chunk.pronoun:
            if chunk.head.lower in ("which", "who", "whom", "that"):
                return self.topics.latest or self.topics.article
            return self.topics.name(chunk.items)
        return self._with_of(chunk)

    def _with_of(self, chunk: Chunk, items: list[Item] | None = None) -> str:
        name = self.topics.name(_strip(items if items is not None else chunk.items))
        if chunk.head.mention is not None and items is None:
            return name
        return self._extended(chunk, name)

    def _extended(self, chunk: Chunk, name: str) -> str:
        """The name with the phrase that "of" or, for plural things, "in" hangs on it."""
        i = chunk.index
        for _ in range(2):
            if (
                i + 2 >= len(self.chunks)
                or self.chunks[i + 1].kind != "preposition"
                or self.chunks[i + 2].kind != "noun"
            ):
                break
            link, thing = self.chunks[i + 1].lower, self.chunks[i + 2]
            if (
                link != "of"
                and not (link in ("in", "for", "at", "from") and not thing.quantities)
                or thing.pronoun
            ):
                break
            name = f"{name} {link} {self.topics.name(_strip(thing.items))}"
            i += 2
        return name

    def _chain_start(self, chunk: Chunk) -> Chunk:
        """The first phrase of a chain "A above B at": the one that is measured."""
        i = chunk.index
        while (
            i >= 2
            and self.chunks[i - 1].kind == "preposition"
            and self.chunks[i - 2].kind == "noun"
            and not is_measure(self.chunks[i])
        ):
            i -= 2
        return self.chunks[i]

    def _change_before(self, index: int) -> Change | None:
        """The direction that the governing verb gives to an object: "cut 3,000 jobs", "rose by 3,000"."""
        verb = self.clauses.governor(index)
        before = self.clauses.before(index)
        if (
            verb is None
            or before is None
            or before is not verb
            and not (before.kind == "preposition" and before.lower == "by")
        ):
            return None
        if verb.verb.form and verb.verb.form.lemma == "add" and before is verb:
            return None
        return self._change_of_verb(verb)

    # ---------------------------------------------------------------- lists

    def _respectively(self) -> None:
        """Gives each of "A and B … 3 and 4, respectively" its own."""
        for chunk in self.chunks:
            if chunk.lower == "respectively" or chunk.items[-1].lower == "respectively":
                run = self._run_of_quantities(chunk.index)
                if len(run) > 1:
                    self._distribute(run)

    def _run_of_quantities(self, index: int) -> list[Chunk]:
        """The quantities joined by commas and "and" before the index, in order."""
        run: list[Chunk] = []
        for chunk in reversed(self.chunks[:index]):
            if chunk.quantities:
                run.append(chunk)
            elif (
                chunk.kind == "time"
                or run
                and chunk.kind in ("mark", "conjunction", "preposition")
                or not run
                and chunk.kind == "mark"
            ):
                continue
            else:
                break
        return run[::-1]

    def _distribute(self, run: list[Chunk]) -> None:
        names = self._list_before(run[0].index, len(run))
        if not names:
            return
        as_metrics = is_measure(names[-1])
        shared = self._measure(names[-1]) if as_metrics else ("", "")
        front = [item for item in _strip(names[0].items)[:-1] if item.tag is Tag.ADJECTIVE]
        for chunk, name in zip(run, names, strict=True):
            quantity = chunk.quantities[0]
            found = self.found[quantity.start]
            if as_metrics:
                items = _strip(owner_and_rest(name.items)[1])
                lead = (
                    front
                    if name is not names[0] and not any(item.tag is Tag.ADJECTIVE for item in items)
                    else []
                )
                first = self.found[run[0].quantities[0].start]
                self.found[quantity.start] = replace(
                    found,
                    metric=plain([*lead, *items]),
                    subject=shared[1] or first.subject,
                    change=first.change,
                    rule="respectively",
                )
            else:
                first = self.found[run[0].quantities[0].start]
                self.found[quantity.start] = replace(
                    found,
                    metric=first.metric,
                    subject=self._subject_name(name),
                    change=first.change,
                    rule="respectively",
                )

    def _list_before(self, index: int, size: int) -> list[Chunk]:
        """The nearest list of this many noun phrases, joined by commas and "and", before the index."""
        best: list[Chunk] = []
        current: list[Chunk] = []
        for chunk in self.chunks[:index]:
            if chunk.kind == "noun" and not chunk.pronoun:
                if current and self.chunks[chunk.index - 1].kind in ("mark", "conjunction"):
                    current.append(chunk)
                else:
                    current = [chunk]
            elif chunk.kind not in ("mark", "conjunction"):
                current = []
            if len(current) >= size:
                best = current[-size:]
        return best


_GROWTH_WORDS = frozenset(
    "year-on-year annual average yearly annualized annualised compound rapid steady strong sharp robust significant slight modest further overall month-on-month quarter-on-quarter cumulative rate high higher double-digit single-digit big huge net more".split()
)


def plain_number(value: float) -> str:
    """A number for a phrase: 46, not 46.0."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def _strip(items: list[Item]) -> list[Item]:
    """The items without determiners and quantities in front."""
    items = list(items)
    while len(items) > 1 and (
        items[0].tag is Tag.DETERMINER
        and items[0].lower not in ("its", "their", "our", "his", "her")
        or items[0].quantity is not None
    ):
        items.pop(0)
    return items


def _head_of_count(items: list[Item], quantity: Quantity) -> tuple[list[Item], str]:
    """The counted phrase up to its head, and the head's noun in the plural, lower case."""
    nouns = [i for i, item in enumerate(items) if item.tag is Tag.NOUN]
    plural = [i for i in nouns if is_plural(items[i].lower)]
    if plural:
        at = plural[-1]
    elif nouns:
        at = nouns[-1]
    else:
        return items, items[-1].lower if items else ""
    word = items[at].lower.split()[-1]
    return items[: at + 1], word if is_plural(word) else _plural(word)


def _plural(noun: str) -> str:
    """The regular plural of a noun.

    >>> _plural("company"), _plural("bus"), _plural("job")
    ('companies', 'buses', 'jobs')
    """
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh", "z")) else "s")


def _plural_in(metric: str) -> str:
    """The last plural noun of a metric's words, for a count that has no noun of its own."""
    words = [word for word in metric.lower().split() if is_plural(word)]
    return words[-1] if words else _plural(metric.lower().split()[-1]) if metric else ""
