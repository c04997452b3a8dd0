"""Rules for figures that lean on what was told before or beside: inhabitants, parts of a whole, insertions."""

from __future__ import annotations

from dataclasses import replace

from store.extraction.attribution.context import Attribution, Context, stripped
from store.extraction.chunks import Chunk
from store.extraction.phrases import is_measure, plain, words_of
from store.extraction.quantities import Quantity


def inhabitants(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "Kikuyo, a town of 43,000", "the city of 200,000": how many live there."""
    before = context.clauses.before(chunk.index)
    holder = context.clauses.before(before.index) if before is not None and before.lower == "of" else None
    if holder is None or holder.kind != "noun" or holder.head.lower.split()[-1] not in words_of("settlement"):
        return None
    if quantity.value < _FEWEST or context.noun_behind(chunk, ("of",)) is not None:
        return None
    front = context.clauses.before(holder.index)
    named = context.clauses.chunks[front.index - 1] if front is not None and front.lower == "," else holder
    if front is not None and front.kind == "verb":  # "Kikuyo was a farming town of 43,000"
        named = context.clauses.subject(front) or holder
    return Attribution(
        "population", context.name(named if named.kind == "noun" else holder), "inhabitants", "people"
    )


def part_of_size(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "Of the plot's 200 hectares, 130 will be built on": a part of the size told first."""
    opening = next((c for c in context.clauses.chunks if c.kind not in ("mark", "adverb")), None)
    if len(context.order) != 1 or opening is None or opening.lower != "of":
        return None
    whole, last = context.order[0], context.found[context.order[0].start]
    if whole.unit.kind in ("count", "percent", "rank", "duration"):
        return None
    return replace(last, rule="part of a size", unit="", like=whole.unit, follows=whole.start)


def inserted(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "Exports, at 3.6 billion euros, accounted for", "The jobless rate, 9.0%, is": the measure before it."""
    chunks = context.clauses.chunks
    at = chunk.index - 1
    at -= at > 0 and chunks[at].lower == "at"
    behind = context.clauses.after(chunk.index)
    closed = behind is not None and behind.lower in (",", ")", "—", "–")
    if at < 1 or chunks[at].lower not in (",", "—", "–") or not closed or chunks[at - 1].kind != "noun":
        return None
    holder = context.chain_start(chunks[at - 1])
    if not is_measure(holder) or holder.quantities:
        return None
    return Attribution(*context.measure(holder), "inserted")


def stated(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "is 85% occupied", "51 percent owned by Jababeka": the part of which something holds."""
    following = context.clauses.chunks[chunk.index + 1 : chunk.index + 4]
    if quantity.unit.name != "%" or not following:
        return None
    word = following[0].items[0].lower
    if word not in words_of("state") and not word.endswith("-owned"):
        return None
    words = [following[0].items[0].text]
    if len(following) > 1 and following[1].lower in ("up", "out"):
        words.append(following[1].lower)
    if len(following) > 2 and following[1].lower == "by" and following[2].kind == "noun":
        words += ["by", context.name(following[2])]
    return Attribution(f"share {' '.join(words)}", context.clause_subject(chunk), "stated")


def with_measure(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "led the country in foreign investment with $3.2 billion": the measure between the verb and "with"."""
    verb = context.clauses.governor(chunk.index)
    if verb is None or context.preposition_before(chunk) not in ("with", "at"):
        return None
    for other in reversed(context.clauses.chunks[verb.index + 1 : chunk.index - 1]):
        if other.quantities or other.kind in ("mark", "conjunction"):
            return None
        if is_measure(other):
            return Attribution(plain(stripped(other.items)), context.clause_subject(chunk), "with measure")
    return None


_FEWEST = 500  # inhabitants that a place is told to have; "a city of 12 districts" has its noun besides
