"""One sentence under attribution: its clauses, what was attributed so far, and the names that phrases have in
it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from store.extraction.attribution import tellers
from store.extraction.chunks import RELATIVES, Chunk
from store.extraction.clauses import Clauses
from store.extraction.phrases import (
    is_abstract,
    is_bearer,
    is_measure,
    looks_named,
    owner_and_rest,
    plain,
    words_of,
)
from store.extraction.quantities import Quantity
from store.extraction.tags import Item, Tag, is_plural
from store.extraction.topics import Topics
from store.extraction.units import Unit
from store.extraction.verbs import Verb
from store.records import Change

_LINKS = frozenset("of in at from for by above to with on between among per".split())
_OWNING_LINKS = frozenset("of in at from for by among".split())
_FRAMES = frozenset("in at for across among within of under around".split())
_PLACED = _FRAMES - {"of"} | {"from", "to", "into"}
_SELF = frozenset("its their our his her".split())
_PRONOUNS = {"it": False, "this": False, "that": False, "they": True, "these": True, "those": True}  # plural?


@dataclass(slots=True, eq=False, repr=False)
class Attribution:
    """What a quantity says: its metric and subject, its count noun, the change, the rule that knew.

    `like` is the unit that a bare number takes over from a quantity beside it. `follows` is the start of the
    earlier quantity that this one tells more about: "13.6 billion yuan, up 10 percent".
    """

    metric: str
    subject: str
    rule: str
    unit: str = ""
    change: Change | None = None
    like: Unit | None = None
    follows: int | None = None


@dataclass(slots=True, eq=False, repr=False)
class Context:
    """`found` holds the attributions so far by the quantity's start, `order` their quantities in reading
    order, `owners` whose measure a phrase was found to be, by the phrase's place.
    """

    clauses: Clauses
    topics: Topics
    found: dict[int, Attribution] = field(default_factory=dict)
    order: list[Quantity] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    owners: dict[int, str] = field(default_factory=dict)

    # ------------------------------------------------------------------ what was said so far

    def last(self) -> Attribution | None:
        """The attribution of the quantity before."""
        return self.found[self.order[-1].start] if self.order else None

    def in_clause_of_last(self, chunk: Chunk) -> bool:
        """Whether no finite verb stands between the quantity before and the chunk."""
        if not self.order:
            return False
        chunks, last = self.clauses.chunks, self.clauses.place(self.order[-1])
        for i in range(chunk.index - 1, -1, -1):
            if i == last:
                return True
            if chunks[i].kind == "verb" and chunks[i].finite:
                return False
        return False

    def main_verbs(self) -> list[Chunk]:
        """The finite verbs of main clauses that tell of somebody, the speakers' verbs left out."""
        return tellers.main_verbs(self.clauses)

    # ------------------------------------------------------------------ neighbours

    def preposition_before(self, chunk: Chunk) -> str:
        """The preposition right before the chunk, or ""."""
        before = self.clauses.before(chunk.index)
        return before.lower if before is not None and before.kind == "preposition" else ""

    def noun_behind(self, chunk: Chunk, links: tuple[str, ...]) -> Chunk | None:
        """The noun phrase that one of these prepositions ties to the chunk from behind."""
        after = self.clauses.after(chunk.index)
        if after is None or after.kind != "preposition" or after.lower not in links:
            return None
        behind = self.clauses.after(after.index, over=("adverb",))
        return behind if behind is not None and behind.kind == "noun" else None

    def entry(self, verb: Chunk) -> Verb | None:
        """The table's entry of the verb that fits the particle behind it."""
        chunks = self.clauses.chunks
        word = chunks[verb.index + 1].items[0].lower if verb.index + 1 < len(chunks) else ""
        plainly = None
        for entry in verb.entries:
            if entry.particle and entry.particle == word:
                return entry
            if not entry.particle and plainly is None:
                plainly = entry
        return plainly

    def change_of_verb(self, verb: Chunk | None) -> Change | None:
        """The direction that a verb tells: "rose", "cut"."""
        entry = self.entry(verb) if verb is not None else None
        if entry is None or entry.role not in ("rise", "fall"):
            return None
        return "increase" if entry.role == "rise" else "decrease"

    def object_between(self, verb: Chunk, chunk: Chunk) -> Chunk | None:
        """The verb's object before the quantity: "cut energy costs by 12 percent"."""
        entry = self.entry(verb)
        first = verb.index + 1 + bool(entry is not None and entry.particle)
        for other in self.clauses.chunks[first : chunk.index]:
            if other.kind == "noun" and not other.quantities:
                return other
            if other.kind in ("preposition", "quantity", "verb"):
                return None
        return None

    # ------------------------------------------------------------------ names

    def name(self, chunk: Chunk) -> str:
        """The name of a phrase as a subject, with what "of" or "in" adds to it; once named, it keeps its
        name.
        """
        if chunk.index not in self.names:
            self.names[chunk.index] = self._name(chunk) or self.topics.latest
        return self.names[chunk.index]

    def _name(self, chunk: Chunk) -> str:
        if chunk.kind == "quantity":
            return self._counted_name(chunk)
        if (chunk.pronoun or chunk.kind == "subordinator") and chunk.head.lower in RELATIVES:
            antecedent = self.clauses.antecedent(chunk.index)
            if antecedent is not None and not antecedent.pronoun:
                return self.name(antecedent)
            return self.topics.latest
        if chunk.pronoun:
            return self.topics.name(chunk.items)
        if chunk.head.lower in ("latter", "former") and len(chunk.items) <= 2:
            return self._of_pair(chunk.head.lower, chunk.index)
        renamed = self._renamed(chunk) or self._apposed(chunk)
        if renamed is None and len(chunk.items) == 1 and chunk.head.lower in words_of("some"):
            renamed = self.noun_behind(chunk, ("of",))
        if renamed is not None and renamed is not chunk:
            return self.name(renamed)
        name = self.topics.the_firm(chunk.items) or self.topics.name(stripped(chunk.items))
        return name if chunk.head.mention is not None else self.extended(chunk, name)

    def _renamed(self, chunk: Chunk) -> Chunk | None:
        """The name before an apposition: "the Sanjiang New Area, a development zone covering"."""
        chunks = self.clauses.chunks
        if chunk.index < 2 or chunk.items[0].lower not in ("a", "an") or chunks[chunk.index - 1].lower != ",":
            return None
        before = chunks[chunk.index - 2]
        return before if before.kind == "noun" and before.head.proper else None

    def _apposed(self, chunk: Chunk) -> Chunk | None:
        """The name behind a description that a verb goes on from: "The largest, Nosovice, employs"."""
        definite = chunk.items[0].lower in ("the", "its", "their", "our")
        if not definite or chunk.head.proper:
            return None
        chunks = self.clauses.chunks
        at = chunk.index
        while at + 2 < len(chunks) and chunks[at + 1].lower == "of" and chunks[at + 2].kind == "noun":
            at += 2  # "the largest of the four, Gliwice, hosts"
        following = chunks[at + 1 : at + 5]
        if len(following) < 4 or [c.lower for c in following[:3:2]] != [",", ","]:
            return None
        named, verb = following[1], following[3]
        goes_on = verb.kind in ("verb", "adverb", "time")
        person = named.head.mention is not None and named.head.mention.kind == "person"
        if not goes_on or person or named.kind != "noun" or named.quantities:
            return None
        return named if all(item.text[0].isupper() for item in named.items) else None

    def named(self, chunk: Chunk) -> tuple[Chunk, str]:
        """The phrase that names what the chunk means, itself or a name in apposition behind it, and its
        name.
        """
        chunks = self.clauses.chunks
        following = chunks[chunk.index + 1 : chunk.index + 4]
        while len(following) == 3 and following[0].lower == "of":  # "One of the newcomers, Nord-Magnet Co.,"
            following = chunks[following[1].index + 1 : following[1].index + 4]
        if (
            len(following) == 3
            and [c.lower for c in following[::2]] == [",", ","]
            and chunk.head.mention is None
        ):
            mention = following[1].head.mention
            if mention is not None and not mention.reference and mention.kind in ("organization", "cluster"):
                return following[1], mention.name
        return self._apposed(chunk) or chunk, self.name(chunk)

    def extended(self, chunk: Chunk, name: str) -> str:
        """The name with the phrases that prepositions hang on it, two at the most."""
        chunks = self.clauses.chunks
        i = chunk.index
        for _ in range(2):
            if i + 2 >= len(chunks) or chunks[i + 1].kind != "preposition" or chunks[i + 2].kind != "noun":
                break
            link, thing = chunks[i + 1].lower, chunks[i + 2]
            if (
                thing.pronoun
                or link not in ("of", "in", "for", "at", "from")
                or (link == "at" and not is_bearer(thing))
                or (thing.quantities and link != "of")
            ):
                break
            name = f"{name} {link} {self.topics.name(stripped(thing.items))}"
            i += 2
        return name

    def measure(self, holder: Chunk, subject: str = "") -> tuple[str, str]:
        """The metric that a phrase names, and its subject: its owner, "of the companies", "in the zone", the
        clause.
        """
        metric, owner = self._measure(holder, subject)
        self.owners[holder.index] = owner
        return metric, owner

    def _measure(self, holder: Chunk, subject: str) -> tuple[str, str]:
        chunks = self.clauses.chunks
        owner, rest = owner_and_rest(stripped(holder.items))
        metric = plain([item for item in rest if item.quantity is None])
        if owner:
            subject = self.owner_name(owner_and_rest(holder.items)[0] or owner, holder)
        elif holder.index and chunks[holder.index - 1].lower == "whose":
            subject = self.name(chunks[holder.index - 1])  # "workers, whose average income is"
        joined = chunks[holder.index + 1 : holder.index + 4]
        i = holder.index
        if len(joined) == 3 and joined[0].lower == "and" and is_measure(joined[1]):
            single = len(rest) == len(joined[1].items) == 1 and joined[2].lower in ("of", "in", "with")
            if joined[2].kind == "verb" or single:
                metric = f"{metric} and {plain(joined[1].items)}"  # "imports and exports totaled"
                i = joined[1].index if single else i
        counting = holder.head.lower in ("number", "total")
        for _ in range(3):
            if i + 2 >= len(chunks) or chunks[i + 1].kind != "preposition" or chunks[i + 2].kind != "noun":
                break
            link, thing = chunks[i + 1].lower, chunks[i + 2]
            if link not in _LINKS:
                break
            if thing.pronoun and link == "of":
                return metric, subject or self.name(thing)
            people = counting and link == "of" and thing.head.mention is None  # "the number of employees"
            if link in ("of", "at") and is_bearer(thing) and not (owner or thing.quantities or people):
                return metric, self.name(thing)
            if link == "from" and holder.head.lower in words_of("incoming"):
                break
            if is_bearer(thing) and link in _OWNING_LINKS and not people:
                return metric, subject or self.name(thing)
            generic = link == "in" and holder.head.lower in words_of("generic")
            if thing.quantities or (link not in ("of", "above", "for", "from", "per") and not generic):
                break
            metric = f"{metric} {link} {plain(stripped(thing.items))}"
            i += 2
        return metric, subject or self.owner_by_with(holder) or self.clause_subject(holder, itself=holder)

    def owner_name(self, owner: list[Item], chunk: Chunk) -> str:
        """Whose something in the chunk is: "Luxwin, which raised its capital" tells of Luxwin's."""
        if len(owner) == 1 and owner[0].lower in ("its", "their"):
            verb = self.clauses.governor(chunk.index)
            subject = self.clauses.subject(verb) if verb is not None else None
            if subject is not None and subject.relative and subject.index < chunk.index:
                return self.name(subject)
        if owner[-1].lower in ("latter", "former") and len(owner) <= 2:
            return self._of_pair(owner[-1].lower, chunk.index)
        return self.topics.the_firm(owner) or self.topics.name(owner)

    def _of_pair(self, which: str, index: int) -> str:
        """Which of the two that were named last "the former" or "the latter" is."""
        first, second = self.pair(index) or self.topics.pair
        return (first if which == "former" else second) or self.topics.latest

    def pair(self, index: int) -> tuple[str, str] | None:
        """The last two names that an "and" joins before the chunk at `index`."""
        chunks = self.clauses.chunks
        for at in range(index - 2, 0, -1):
            if chunks[at].lower != "and":
                continue
            left, right = chunks[at - 1], chunks[at + 1]
            if left.kind == right.kind == "noun" and all(c.items[0].text[0].isupper() for c in (left, right)):
                return self.name(left), self.name(right)
        return None

    def owner_by_with(self, chunk: Chunk, *, bearers: bool = False) -> str:
        """What a phrase behind "with" describes: "a project for making glass with an annual capacity of"."""
        before = self.clauses.before(chunk.index)
        if before is None or before.lower not in ("with", "at", "worth"):
            return ""
        chunks = self.clauses.chunks
        if before.lower == "at" and chunks[before.index - 1].head.lower in words_of("persons"):
            return ""
        i = end = before.index - 1
        while i >= 0 and (
            chunks[i].kind in ("noun", "preposition")
            or (chunks[i].kind == "verb" and not chunks[i].finite and not chunks[i].infinitive)
        ):
            i -= 1
        phrase = [c for c in chunks[i + 1 : end + 1] if c.kind == "noun"]
        first = next((c for c in phrase if not c.index or chunks[c.index - 1].kind != "preposition"), None)
        right_before = chunks[end]
        if (
            first is None
            and right_before.kind == "noun"
            and (is_bearer(right_before) or looks_named(right_before))
        ):
            return self.name(right_before)  # "comes from coal-fired plants with a capacity of"
        if first is not None and not is_bearer(first) and (bearers or not first.quantities):
            return ""
        if first is None or chunks[end].kind != "noun" or (i >= 0 and chunks[i].kind == "time"):
            return ""
        if first.head.mention is not None or first is chunks[end]:
            return self.name(first)
        items = [item for c in chunks[first.index : end + 1] for item in c.items]
        return plain(stripped(items)) if not first.pronoun else self.name(first)

    def subject_measure(self, chunk: Chunk) -> tuple[str, str] | None:
        """Metric and subject of the governing verb's subject phrase; a bare company or pronoun tells no
        metric.
        """
        verb = self.clauses.governor(chunk.index)
        subject = self.clauses.subject(verb) if verb is not None else None
        if subject is None or subject is chunk or subject.kind != "noun":
            return None
        if subject.pronoun:
            last = self.last()
            if last is not None:
                told = subject.head.lower in ("it", "which", "this", "that", "those")
                return (last.metric, last.subject) if told else None
            measured = self.topics.metric
            plural = _PRONOUNS.get(subject.head.lower)
            if measured and self.change_of_verb(verb) and plural == is_plural(measured.split()[-1].lower()):
                return measured, self.clause_subject(chunk)  # "Exports … They rose by 8 percent"
            return None
        if self._retells(subject):
            kinds = [q.unit.kind for q in chunk.quantities]
            alike = [q for q in self.order if not kinds or q.unit.kind == kinds[0]]
            if alike or self.order:
                earlier = self.found[(alike or self.order)[-1].start]
                return earlier.metric, earlier.subject
            return (self.topics.metric, self.topics.latest) if self.topics.metric else None
        if (is_bearer(subject) or subject.head.proper or is_abstract(subject)) and not is_measure(subject):
            return None
        return self.measure(subject)

    def _retells(self, subject: Chunk) -> bool:
        """Whether the phrase stands for the figure that was told last: "that figure is to reach"."""
        definite = len(subject.items) == 2 and subject.items[0].lower in ("the", "this", "that")
        return (
            definite
            and subject.head.lower in words_of("retold")
            and self.noun_behind(subject, ("of", "for")) is None
        )

    def clause_subject(self, chunk: Chunk, itself: Chunk | None = None) -> str:
        """The subject of the clause that the chunk stands in, by name; the topic where none is said."""
        described = self.described_by(chunk)
        if described:
            return described
        verb = self.clauses.governor(chunk.index) or self.clauses.following_verb(chunk.index)
        for _ in range(4):
            if verb is None:
                break
            subject = self.clauses.subject(verb)
            if subject is not None and subject not in (chunk, itself) and not self.speaks(verb, subject):
                if subject.head.lower == "there":
                    return self.located(chunk) or self.fallback(chunk)
                if subject.index in self.owners and not is_bearer(subject):
                    return self.owners[subject.index]
                if is_bearer(subject) or not (is_measure(subject) or is_abstract(subject)):
                    return self.name(subject)
                owner, _ = owner_and_rest(subject.items)
                if owner:
                    return self.owner_name(owner, subject)
                located = self.located(subject)
                if located:
                    return located
            inner = verb.index if subject is None else min(subject.index, verb.index)
            verb = self.clauses.parent(verb)
            while verb is not None and (
                verb.index > inner or self.clauses.in_other_relative(verb, chunk.index)
            ):
                verb = self.clauses.parent(verb)  # "imports, on which a levy was imposed, came to"
        return self.fallback(chunk)

    def chain_start(self, chunk: Chunk) -> Chunk:
        """The first phrase of a chain "output value above designated size at": the one that is measured."""
        chunks = self.clauses.chunks
        i = chunk.index
        while (
            i >= 2
            and chunks[i - 1].kind == "preposition"
            and chunks[i - 2].kind == "noun"
            and not is_measure(chunks[i])
        ):
            i -= 2
        return chunks[i]

    def described_by(self, chunk: Chunk) -> str:
        """Whom an insertion without a verb describes, or "": "Guzhen, a town of 49 sq km,", "Una, home to"."""
        chunks = self.clauses.chunks
        first = chunk.index
        while first and chunks[first - 1].kind not in ("mark", "verb"):
            first -= 1
        if not 2 <= first < chunk.index or chunks[first - 1].lower not in (",", "—", "–", "("):
            return ""
        named, opening, link = chunks[first - 2], chunks[first], chunks[first + 1].lower
        if named.kind != "noun" or named.pronoun or opening.kind != "noun":
            return ""
        if named.head.mention is None and not is_bearer(named):
            return ""
        renames = opening.items[0].lower in ("a", "an") and is_bearer(opening) and link == "of"
        houses = opening.lower in ("home", "host") and link == "to"
        return self.name(named) if renames or houses or opening.lower == "spread" else ""

    def located(self, chunk: Chunk) -> str:
        """The name behind "in", "at" or "of" after the chunk: "four clusters in the city"; behind a verb
        no "of".
        """
        chunks = self.clauses.chunks
        links = _PLACED if chunk.kind == "verb" else _PLACED | {"of"}
        for i in range(chunk.index + 1, min(chunk.index + 16, len(chunks) - 1)):
            here, behind = chunks[i], chunks[i + 1]
            telling = here.lower == "as" and behind.lower == "per"  # "as per data from the ministry"
            if (
                telling
                or here.kind == "verb"
                or (here.kind == "mark" and not (here.lower == "," and behind.kind == "noun"))
            ):
                return ""
            if (
                (here.lower in links and behind.kind == "noun" and not behind.quantities)
                and is_bearer(behind)
                and not behind.pronoun
            ):
                return self.name(behind)
        return ""

    def fallback(self, chunk: Chunk) -> str:
        """Who is meant where the clause does not say: a bearer that frames the sentence, else the running
        topic.
        """
        chunks = self.clauses.chunks
        opening = next((c.index for c in chunks if c.kind not in ("time", "mark", "adverb")), 0)
        for i, other in enumerate(chunks[: min(chunk.index, opening + 4)]):
            framed = i and chunks[opening].lower in _FRAMES and chunks[i - 1].kind == "preposition"
            if (
                other.kind == "noun"
                and framed
                and is_bearer(other)
                and not other.quantities
                and not other.pronoun
            ):
                return self.name(other)
        return self.topics.latest

    def speaks(self, verb: Chunk, subject: Chunk) -> bool:
        """Whether the verb's subject only tells, reckons or foretells what the figures are about."""
        return tellers.speaks(self.clauses, verb, subject)

    def _counted_name(self, chunk: Chunk) -> str:
        """What a number alone stands for: the phrase behind "among" or "of", else the things counted before."""
        chunks, numbers = self.clauses.chunks, self.clauses.numbers
        for i in range(chunk.index - 1, 0, -1):
            if numbers[i] != numbers[chunk.index]:
                break
            if chunks[i - 1].lower in ("among", "of", "amongst") and chunks[i].kind == "noun":
                return self.name(chunks[i])
        for quantity in reversed(self.order):
            if quantity.unit.kind == "count" and quantity not in chunk.quantities:
                found = self.found[quantity.start]
                told = found.metric if found.metric.lower().endswith(found.unit) else found.unit
                return f"{quantity.value:,.0f} {told}"
        return self.fallback(chunk)


def stripped(items: list[Item]) -> list[Item]:
    """The items without the determiners and quantities in front; "its" and its like stay."""
    items = list(items)
    while len(items) > 1 and (
        (items[0].tag == Tag.DETERMINER and items[0].lower not in _SELF) or items[0].quantity is not None
    ):
        items.pop(0)
    return items
