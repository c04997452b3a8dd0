"""Chunks: noun phrases, verb groups and the small words between them, made of a sentence's items."""

from __future__ import annotations

from typing import Literal

from store.extraction.quantities import Quantity
from store.extraction.tags import Item, Tag, is_plural
from store.extraction.verbs import Verb, lemmas_of_class, verbs

ChunkKind = Literal[
    "noun", "verb", "preposition", "conjunction", "subordinator", "quantity", "time", "adverb", "mark"
]

_BE = frozenset("be is are was were been being am".split())
RELATIVES = frozenset("which who that whom whose where".split())
QUOTES = frozenset('"“”„')
_NONE: list[Quantity] = []  # shared by all chunks without one, and never written to
_HEADS = (Tag.NOUN, Tag.PRONOUN)
_NOT_FINITE = (Tag.PARTICIPLE, Tag.TO)
_VERBAL = (Tag.VERB, Tag.MODAL, Tag.TO, Tag.PARTICIPLE)
_IN_PHRASE = (Tag.NOUN, Tag.ADJECTIVE, Tag.POSSESSIVE)
COMPARATIVES = frozenset(
    "fewer narrower wider less more higher lower faster slower larger smaller bigger cheaper better".split()
)
_BIND_ADVERBS = frozenset("most more newly highly fully wholly locally so-called".split())


class Chunk:
    """A run of items that works as one: `kind` says as what. `index` is its place among the sentence's chunks.

    `lower` is its words in lower case, `head` the last noun of a noun phrase (of anything else its last item),
    `pronoun` whether it is nothing but a pronoun, `relative` whether it opens a dependent clause.

    Of a verb group, `verb` is the main verb's item, `finite` whether it can be the verb of a clause of its own,
    `infinitive` whether it begins with "to", `modifier` whether it only modifies a noun ("based in the park").
    """

    __slots__ = (
        "finite", "head", "index", "infinitive", "items", "kind", "lower", "modifier", "pronoun",
        "quantities", "relative", "verb",
    )  # fmt: skip

    def __init__(self, kind: ChunkKind, items: list[Item], index: int = 0) -> None:
        """Takes the items; what the rules ask for most is worked out once, here."""
        self.kind, self.items, self.index = kind, items, index
        last = items[-1]
        self.head = self.verb = last
        self.pronoun = self.relative = self.finite = self.infinitive = self.modifier = False
        if len(items) == 1:
            self.lower = last.lower
            self.quantities = [last.quantity] if last.quantity is not None else _NONE
        else:
            self.lower = " ".join([item.lower for item in items])
            self.quantities = [item.quantity for item in items if item.quantity is not None]
        if kind == "verb":
            self._settle_verb()
        elif kind == "noun":
            if last.tag != Tag.NOUN:
                self.head = next((item for item in reversed(items) if item.tag in _HEADS), last)
            self.pronoun = self.head.tag == Tag.PRONOUN
            self.relative = self.pronoun and self.head.lower in RELATIVES
        elif kind == "subordinator":
            self.relative = True

    def _settle_verb(self) -> None:
        items = self.items
        first = items[0]
        if len(items) > 1:
            self.head = next((item for item in reversed(items) if item.tag in _HEADS), items[-1])
            self.verb = next((item for item in reversed(items) if item.form is not None), items[-1])
            first = next((item for item in items if item.tag != Tag.ADVERB), first)
        gerund = first.form.tense == "ing" if first.form is not None else first.lower.endswith("ing")
        self.finite = first.tag not in _NOT_FINITE and not gerund
        self.infinitive = items[0].tag == Tag.TO
        form = self.verb.form
        past = form is not None and form.tense in ("past", "participle")
        self.modifier = past and self.verb.tag == Tag.PARTICIPLE

    @property
    def entries(self) -> tuple[Verb, ...]:
        """The table's entries of the main verb."""
        return verbs().get(self.verb.form.lemma, ()) if self.verb.form else ()

    def is_of(self, role: str) -> bool:
        """Whether the table has an entry of this class for the main verb."""
        return self.verb.form is not None and self.verb.form.lemma in lemmas_of_class(role)

    @property
    def passive(self) -> bool:
        """Whether it is a passive: a form of be and a participle, or a bare participle of the past."""
        if self.verb.form is None or self.verb.form.tense not in ("past", "participle"):
            return False
        return self.modifier or any(item.lower in _BE for item in self.items[:-1])


def chunk(items: list[Item]) -> list[Chunk]:
    """The chunks of the items, in order; every item is in exactly one."""
    chunks: list[Chunk] = []
    i = 0
    while i < len(items):
        tag = items[i].tag
        kind: ChunkKind
        end = _noun_phrase(items, i) if tag not in _NEVER_IN_FRONT else 0
        if end:
            kind = "noun"
        elif tag == Tag.DETERMINER and (lone := _determined_quantity(items, i)):
            kind, end = "quantity", lone
        elif tag in _VERBAL or (tag == Tag.ADVERB and _leads_to_verb(items, i)):
            kind, end = "verb", _verb_group(items, i)
        else:
            kind, end = _SINGLE.get(tag, "noun"), i + 1
        chunks.append(Chunk(kind, items[i:end], len(chunks)))
        i = end
    return chunks


_NEVER_IN_FRONT = (*_VERBAL, Tag.PREPOSITION, Tag.MARK, Tag.TIME, Tag.CONJUNCTION, Tag.SUBORDINATOR)
_SINGLE: dict[str, ChunkKind] = {
    Tag.PREPOSITION: "preposition", Tag.CONJUNCTION: "conjunction", Tag.SUBORDINATOR: "subordinator",
    Tag.ADJECTIVE: "adverb", Tag.QUANTITY: "quantity", Tag.TIME: "time", Tag.ADVERB: "adverb",
    Tag.MARK: "mark", Tag.POSSESSIVE: "mark",
}  # fmt: skip


def _determined_quantity(items: list[Item], i: int) -> int:
    """The end of "the 90 billion", "a further 5 percent", or 0."""
    for j in range(i + 1, min(i + 3, len(items))):
        if items[j].tag == Tag.QUANTITY:
            return j + 1
        if items[j].tag != Tag.ADJECTIVE:
            break
    return 0


def _leads_to_verb(items: list[Item], i: int) -> bool:
    while i < len(items) and items[i].tag == Tag.ADVERB:
        i += 1
    return i < len(items) and items[i].tag in (Tag.VERB, Tag.MODAL)


def _verb_group(items: list[Item], i: int) -> int:
    """The end of the verb group at i: auxiliaries, adverbs, one main verb, an infinitive behind a plan's verb
    is its own.
    """
    seen_main = False
    while i < len(items):
        item = items[i]
        if item.tag in (Tag.MODAL, Tag.ADVERB, Tag.TO):
            if (seen_main and item.tag != Tag.ADVERB) or (
                item.tag == Tag.ADVERB and not _leads_to_verb(items, i)
            ):
                break
            i += 1
        elif item.tag in (Tag.VERB, Tag.PARTICIPLE):
            auxiliary = item.lower in _BE or item.lower in ("have", "has", "had", "having")
            if seen_main:
                break
            following = items[i + 1] if i + 1 < len(items) else None
            seen_main = not (auxiliary and following is not None and _continues(items, i + 1))
            i += 1
        else:
            break
    return i


def _continues(items: list[Item], i: int) -> bool:
    """Whether a verb form follows the auxiliary, adverbs skipped."""
    while i < len(items) and items[i].tag == Tag.ADVERB:
        i += 1
    return i < len(items) and items[i].tag == Tag.VERB


def _noun_phrase(items: list[Item], i: int) -> int:
    """The end of the noun phrase at i, or 0."""
    if items[i].tag == Tag.PRONOUN:
        return i + 1
    begin = i
    noun_end = 0
    while i < len(items):
        item = items[i]
        if item.tag == Tag.DETERMINER:
            if i > begin and not (
                items[i - 1].lower in ("all", "both", "half", "such")
                or (items[i - 1].tag == Tag.QUANTITY and i == begin + 1)
            ):
                break
        elif item.tag == Tag.QUANTITY:
            if noun_end == i and i > begin and items[i - 1].tag != Tag.POSSESSIVE:
                break
            if not _modifies(items, i):
                break
        elif item.tag == Tag.CONJUNCTION:
            if not _joins(items, begin, i):
                break
        elif item.tag == Tag.MARK:
            inserted = _acronym_end(items, begin, i) or _quoted_end(items, i)
            if inserted:
                i = inserted
                continue
            if not (
                item.text in ("-", "–", "/", "&")
                and i > begin
                and i + 1 < len(items)
                and items[i + 1].tag in _IN_PHRASE
            ) and not _list_comma(items, i):
                break
        elif item.tag == Tag.ADVERB:
            if item.lower not in _BIND_ADVERBS and not (
                i + 1 < len(items) and items[i + 1].tag == Tag.ADJECTIVE and i > begin
            ):
                break
        elif item.tag == Tag.NOUN or (
            item.tag == Tag.ADJECTIVE and i > begin and items[i - 1].tag == Tag.POSSESSIVE
        ):
            noun_end = i + 1
        elif item.tag not in _IN_PHRASE or (item.tag == Tag.POSSESSIVE and noun_end != i):
            break
        i += 1
    return noun_end


def _acronym_end(items: list[Item], begin: int, i: int) -> int:
    """The place behind initials in brackets before a noun, "Direct Investment (FDI) projects", or 0."""
    if items[i].text != "(" or i == begin or i + 3 >= len(items) or items[i + 2].text != ")":
        return 0
    return i + 3 if items[i + 1].text.isupper() and items[i + 3].tag == Tag.NOUN else 0


def _quoted_end(items: list[Item], i: int) -> int:
    """The place behind words in quotation marks before a noun, "112 “chain leader” firms", or 0."""
    if items[i].text not in QUOTES:
        return 0
    for j in range(i + 1, min(i + 6, len(items) - 1)):
        if items[j].text in QUOTES:
            return j + 1 if j > i + 1 and items[j + 1].tag in (Tag.NOUN, Tag.ADJECTIVE) else 0
        if items[j].tag in (Tag.MARK, Tag.QUANTITY):
            return 0
    return 0


def _modifies(items: list[Item], i: int) -> bool:
    """Whether the quantity at i counts or modifies a noun behind it."""
    quantity = items[i].quantity
    following = items[i + 1] if i + 1 < len(items) else None
    if following is None or quantity is None:
        return False
    if quantity.joined:
        return following.tag in (Tag.NOUN, Tag.ADJECTIVE, Tag.MARK, Tag.QUANTITY)
    if quantity.unit.kind in ("count", "rank") and not quantity.unit.name:
        if following.quantity is not None and following.quantity.joined:
            return _modifies(items, i + 1)
        intensified = (
            following.tag == Tag.ADVERB and _noun_follows(items, i + 2) and items[i + 2].tag != Tag.NOUN
        )
        inserted = intensified or _quoted_end(items, i + 1) > 0
        return following.tag in (Tag.NOUN, Tag.ADJECTIVE) or following.lower in _BIND_ADVERBS or inserted
    if following.lower in COMPARATIVES:
        return False
    if quantity.unit.kind == "percent":
        return following.tag == Tag.NOUN or (following.tag == Tag.ADJECTIVE and _noun_follows(items, i + 1))
    sized = following.mention is not None and following.mention.kind == "cluster" and i > 0
    if sized and items[i - 1].tag in (Tag.DETERMINER, Tag.POSSESSIVE):
        return True  # "the 1,012ha Pengerang Industrial Park"
    return (following.tag == Tag.NOUN and not following.proper) or (
        following.tag == Tag.ADJECTIVE and _noun_follows(items, i + 1)
    )


def _noun_follows(items: list[Item], i: int) -> bool:
    while i < len(items) and items[i].tag == Tag.ADJECTIVE:
        i += 1
    return i < len(items) and items[i].tag == Tag.NOUN


def _joins(items: list[Item], begin: int, i: int) -> bool:
    """Whether the "and" at i joins modifiers inside one phrase: "domestic and foreign academicians"."""
    if i == begin or i + 2 > len(items) - 1 or items[i].lower not in ("and", "&", "or"):
        return False
    left, right = items[i - 1], items[i + 1]
    if items[i].lower == "&":
        return left.tag == Tag.NOUN and right.tag == Tag.NOUN
    if left.tag == Tag.ADJECTIVE:
        return right.tag in (Tag.ADJECTIVE, Tag.NOUN)
    if left.tag != Tag.NOUN or left.proper or is_plural(left.lower):
        return False
    if right.tag not in (Tag.NOUN, Tag.ADJECTIVE) or right.proper:
        return False
    run = i + 1
    while run < len(items) and items[run].tag in (Tag.NOUN, Tag.ADJECTIVE):
        run += 1
    alone = all(item.tag in (Tag.DETERMINER, Tag.ADJECTIVE) for item in items[begin : i - 1])
    return run - i > 2 and (is_plural(items[run - 1].lower) or alone)


def _list_comma(items: list[Item], i: int) -> bool:
    """Whether the comma at i joins adjectives: "large, modern plants"."""
    return (
        items[i].text == ","
        and 0 < i < len(items) - 1
        and items[i - 1].tag == Tag.ADJECTIVE
        and items[i - 1].form is None
        and items[i + 1].tag == Tag.ADJECTIVE
        and (_noun_follows(items, i + 1) or (i + 2 < len(items) and _joins(items, i - 1, i + 2)))
    )
