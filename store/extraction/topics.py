"""Whom the article is speaking of: what "it", "they", "the zone" and an unsaid subject stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from store.extraction.chunks import Chunk
from store.extraction.phrases import is_bearer, is_measure, looks_named, owner_and_rest, plain, words_of
from store.extraction.tags import Item, Tag, is_plural
from store.extraction.units import Unit
from store.gazetteer import gazetteer

_SINGULAR = frozenset("it its itself he she his her him".split())
_PLURAL = frozenset("they their them themselves".split())
_SPEAKING = frozenset("we our us i my me".split())


def as_printed(item: Item) -> str:
    """The name of a mention; a country by the name that the article gives it: "the UK", not "Britain"."""
    mention = item.mention
    if mention is None:
        return item.text
    place = gazetteer().places.get(item.text) if mention.kind == "place" else None
    return item.text if place is not None and place.kind == "country" else mention.name


@dataclass(slots=True, eq=False, repr=False)
class Topics:
    """The latest singular and plural subjects, and the article's own topic for when nothing else is said."""

    article: str
    singular: str = ""
    plural: str = ""
    entity: str = ""
    passing: str = ""
    metric: str = ""
    pair: tuple[str, str] = ("", "")
    measured: dict[str, str] = field(default_factory=dict)
    lately: dict[str, str] = field(default_factory=dict)
    counted: tuple[str, str] = ("", "")
    money: Unit | None = None
    speaker: str = ""
    firm: str = ""
    quoted: str | None = None

    @property
    def latest(self) -> str:
        """The entity that the text was last about."""
        return self.entity or self.passing or self.article

    def begin(self) -> None:
        """Begins a new sentence, which has no subject yet."""
        self.passing = ""

    def turn(self, speaker: str | None = None) -> None:
        """Begins a new paragraph: what it leaves unsaid is the article's own topic again, or its speaker's.

        A `speaker` of "" is an office of the state, which speaks for the article's topic; None is nobody.
        """
        self.entity, self.firm, self.measured = speaker or "", "", {}
        self.quoted = speaker

    def remember(self, metric: str, unit: str, measured: Unit) -> None:
        """Remembers what was measured last, also in a quantity of this kind, and what was counted last."""
        kind = measured.kind
        self.metric = self.measured[kind] = self.lately[kind] = metric
        self.money = measured if kind == "money" else self.money
        if unit:
            self.counted = metric, unit

    def hear(self, chunks: Sequence[Chunk]) -> None:
        """Remembers the organization named last: a speaker's "we" stands for it."""
        for chunk in chunks:
            for item in chunk.items:
                if item.mention is not None and item.mention.kind == "organization":
                    self.speaker = item.mention.name

    def note(self, chunk: Chunk, name: str) -> None:
        """Remembers a clause's subject, by its name, as what the next pronoun may stand for."""
        if (
            chunk.kind != "noun"
            or chunk.pronoun
            or chunk.head.lower in ("one", "ones", "others")
            or (chunk.head.mention and chunk.head.mention.kind == "person")
        ):
            return
        if any(quantity.unit.kind == "rank" for quantity in chunk.quantities):
            return  # "the world's third-largest shipbuilder": whom was told of before
        mention = chunk.head.mention
        if mention is None and looks_named(chunk) and not is_measure(chunk):
            self.firm = name
            self._set(name, plural=False, entity=True)
            return
        if mention is not None and mention.kind == "organization":
            self.firm = mention.name
        if not is_bearer(chunk):
            if is_plural(chunk.head.lower) and not is_measure(chunk):
                self.plural = name
            owner, _ = owner_and_rest(chunk.items)
            if owner and owner[-1].tag != Tag.DETERMINER:
                self._set(self.name(owner), plural=False, entity=True)
            return
        named = chunk.head.mention is not None
        plural = not named and is_plural(chunk.head.lower)
        definite = chunk.items[0].lower in ("the", "this", "its", "their", "a", "an") and not chunk.quantities
        self._set(name, plural=plural, entity=named or (definite and not plural))

    def _set(self, name: str, *, plural: bool, entity: bool) -> None:
        if not name:
            return
        if plural:
            self.plural = name
        else:
            self.singular = name
        if entity or not (self.entity or plural):
            self.entity = name
        elif not self.entity:
            self.passing = name

    def the_firm(self, items: list[Item]) -> str:
        """The firm that "the company", "the Group" stands for where no name was found for it, or ""."""
        definite = len(items) == 2 and items[0].lower in ("the", "this", "our")
        return self.firm if definite and items[1].lower in words_of("firm") else ""

    def name(self, items: list[Item]) -> str:
        """What the items name, pronouns and descriptions resolved."""
        items = [item for item in items if not (item.tag == Tag.MARK and item.text in "\"“”'")]
        if not items:
            return ""
        last = items[-1]
        if len(items) == 1 and last.lower in _SINGULAR:
            return self.singular or self.latest or self.article
        if len(items) == 1 and last.lower in _SPEAKING and last.mention is None:
            return (self.speaker if self.quoted is None else self.quoted) or self.latest
        if len(items) == 1 and last.lower in _PLURAL:
            return self.plural or self.latest or self.article
        if last.mention is not None and all(item.tag != Tag.POSSESSIVE for item in items):
            front = [
                item
                for item in items[:-1]
                if item.tag in (Tag.ADJECTIVE, Tag.NOUN, Tag.QUANTITY) and item.start < last.mention.start
            ]
            if not front:
                return as_printed(last)
        owner, rest = owner_and_rest(items)
        possessed = bool(owner and rest) and (
            items[len(owner)].tag == Tag.POSSESSIVE or owner[-1].tag == Tag.DETERMINER
        )
        if possessed:
            whose = self.name(owner)
            mark = "'" if whose.endswith("s") else "'s"
            return f"{whose}{mark} {plain(rest)}" if whose else plain(rest)
        return plain(items)
