"""What is counted, and whose: the noun behind a number, and whom a clause gives the things to."""

from __future__ import annotations

from store.extraction.attribution.context import Context
from store.extraction.chunks import Chunk
from store.extraction.phrases import is_abstract, is_bearer, is_measure, owner_and_rest, words_of
from store.extraction.quantities import Quantity
from store.extraction.tags import Item, Tag, is_plural

PEOPLE = frozenset("people workers employees residents women men persons jobs".split())


def subject_of_count(context: Context, chunk: Chunk) -> str:
    """Whose things are counted: the governing verb's subject, or the place where they are."""
    clauses = context.clauses
    verb = clauses.following_verb(chunk.index)
    described = context.described_by(chunk)
    if described:
        return described
    opener = clauses.before(chunk.index)
    if opener is not None and opener.lower in ("where", "whose"):
        return context.name(opener)
    if verb is not None and clauses.subject(verb) is chunk:
        return context.located(chunk) or context.located(verb) or context.fallback(chunk)
    beside = _beside_counted(context, chunk)
    if beside is not None:
        return beside
    before = clauses.before(chunk.index)
    if before is not None and before.lower == "whose":
        return context.name(before)
    with_ = context.owner_by_with(chunk, bearers=True)
    if with_:
        return with_
    governor = clauses.governor(chunk.index)
    if (
        governor is not None
        and not governor.finite
        and not governor.infinitive
        and _behind_its_object(context, governor, chunk)
    ):
        governor = clauses.governor(governor.index)
    for candidate in (governor, verb):
        if candidate is None:
            continue
        subject = clauses.subject(candidate)
        if subject is None or subject is chunk:
            continue
        intent = subject.head.lower in words_of("aim")
        if not intent and not is_bearer(subject) and (is_measure(subject) or is_abstract(subject)):
            owner, _ = owner_and_rest(subject.items)
            if owner and owner[-1].proper:  # "Ford's investment has created 3,200 jobs"
                return context.owner_name(owner, subject)
            continue
        if candidate is verb and subject.quantities:
            return context.located(verb) or context.fallback(chunk)
        if intent:
            owner, _ = owner_and_rest(subject.items)
            return context.topics.name(owner) if owner else context.fallback(chunk)
        counted = context.found.get(subject.quantities[0].start) if subject.quantities else None
        if counted is not None and subject.head.lower in words_of("people") | PEOPLE:
            return counted.subject  # "Its 7,200 workers were joined by 16,400 in 150 companies"
        person = subject.head.mention is not None and subject.head.mention.kind == "person"
        if context.speaks(candidate, subject) or person or subject.head.lower == "there":
            continue
        return context.name(subject) or context.fallback(chunk)
    return context.located(chunk) or context.fallback(chunk)


def _beside_counted(context: Context, chunk: Chunk) -> str | None:
    """The subject of the things that the phrase is listed with: "including seven projects with … and 12
    projects".
    """
    before = context.clauses.before(chunk.index)
    if before is None or not context.order or before.lower not in ("including", "and", ",", "or", "as well as"):
        return None
    earlier = [quantity for quantity in context.order if quantity.unit.kind == "count"]
    if not earlier or not context.in_clause_of_last(chunk):
        return None
    if before.lower != "including" and not _same_clause(context, earlier[-1], chunk):
        return None
    return context.found[earlier[-1].start].subject


def _behind_its_object(context: Context, participle: Chunk, chunk: Chunk) -> bool:
    """Whether the participle has its object already and an "and" leads on: "projects exceeding 1 billion and
    the launch of".
    """
    between = context.clauses.chunks[participle.index + 1 : chunk.index]
    return any(c.kind == "conjunction" for c in between) and any(
        c.kind in ("noun", "quantity") for c in between
    )


def _same_clause(context: Context, quantity: Quantity, chunk: Chunk) -> bool:
    numbers = context.clauses.numbers
    at = context.clauses.place(quantity)
    return at is not None and numbers[at] == numbers[chunk.index]


def counted_noun(items: list[Item]) -> tuple[list[Item], str]:
    """The counted phrase up to its head, and the head's noun in the plural, lower case."""
    mark = next((i for i, item in enumerate(items) if i and item.tag == Tag.POSSESSIVE), 0)
    if mark and is_plural(items[mark - 1].lower):
        items = items[:mark]  # "the two provinces' exports"
    nouns = [i for i, item in enumerate(items) if item.tag == Tag.NOUN]
    if not nouns:
        return items, items[-1].lower if items else ""
    plural = [i for i in nouns if is_plural(items[i].lower.split()[-1])]
    at = plural[-1] if plural else nouns[-1]
    word = items[at].lower.split()[-1]
    return items[: at + 1], word if is_plural(word) else plural_of(word)


def counted_words(metric: str) -> str:
    """The last plural noun of a metric's words, for a count that has no noun of its own."""
    words = metric.lower().split()
    plural = [word for word in words if is_plural(word)]
    return plural[-1] if plural else plural_of(words[-1]) if words else ""


def plural_of(noun: str) -> str:
    """The regular plural of a noun.

    >>> plural_of("company"), plural_of("bus"), plural_of("job")
    ('companies', 'buses', 'jobs')
    """
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh", "z")) else "s")
