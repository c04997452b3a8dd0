"""Lists told in parallel: "A and B hit 3 and 4, respectively"."""

from __future__ import annotations

from dataclasses import replace

from store.extraction.attribution.context import Context, stripped
from store.extraction.attribution.counted import counted_noun
from store.extraction.chunks import Chunk
from store.extraction.phrases import is_measure, owner_and_rest, plain
from store.extraction.tags import Tag


def respectively(context: Context) -> None:
    """Gives each quantity of a list that ends with "respectively" its own metric or subject."""
    for chunk in context.clauses.chunks:
        if chunk.items[-1].lower == "respectively":
            run = _quantities_before(context, chunk.index)
            if _changes_of_each(context, run) or _changes_of_each(
                context, _quantities_after(context, chunk.index)
            ):
                continue
            if (
                len(run) > 1
                and not _before(context, run)
                and all(c.quantities[0].unit.kind == "count" for c in run)
            ):
                _after(context, run, chunk.index)


def told_in_parallel(context: Context) -> None:
    """Gives each quantity behind a verb its own of as many subjects: "Nord and Vega posted sales of 1 and 2
    million", "trade with Africa and Asia came to 83 billion and 56 billion".
    """
    if len(context.order) < 2:
        return
    chunks = context.clauses.chunks
    for verb in chunks:
        if verb.kind != "verb" or not verb.index or chunks[verb.index - 1].kind != "noun":
            continue
        end = verb.index
        if end > 1 and chunks[end - 1].lower == "which" and chunks[end - 2].lower == ",":
            end -= 2  # "revenue and profit, which rose 3 and 4 percent"
        run = _run_behind(context, verb)
        names = _list_of(context, 0, end, len(run)) if len(run) > 1 else []
        if names and names[-1].index == end - 1 and chunks[names[-1].index - 1].lower == "and":
            if not all(name.items[0].text[0].isupper() or is_measure(name) for name in names[1:]):
                continue
            if all(is_measure(name) for name in names):
                _share_out_metrics(context, run, names)
            else:
                for chunk, name in zip(run, names, strict=True):
                    start = chunk.quantities[0].start
                    context.found[start] = replace(
                        context.found[start], subject=context.name(name), rule="in parallel"
                    )


def _run_behind(context: Context, verb: Chunk) -> list[Chunk]:
    """The quantities of one unit that a list behind the verb joins with commas and "and", told alike."""
    run: list[Chunk] = []
    for chunk in context.clauses.chunks[verb.index + 1 :]:
        if chunk.quantities:
            run.append(chunk)
            following = context.clauses.chunks[chunk.index + 1 : chunk.index + 2]
            if not following or following[0].lower not in (",", "and"):
                break
        elif chunk.lower not in (",", "and") if run else chunk.kind not in ("noun", "preposition", "adverb"):
            break
    found = [context.found[chunk.quantities[0].start] for chunk in run]
    units = {(told.like or chunk.quantities[0].unit).name for told, chunk in zip(found, run, strict=True)}
    alike = len(units) == 1 and len({(told.metric, told.subject) for told in found}) == 1
    joined = [c.lower for c in context.clauses.chunks[run[0].index + 1 : run[-1].index]] if run else []
    return run if alike and joined and joined[-1] == "and" else []


def _quantities_before(context: Context, index: int) -> list[Chunk]:
    """The quantities joined by commas and "and" before the index, in order."""
    run: list[Chunk] = []
    skipped = 0
    for chunk in reversed(context.clauses.chunks[:index]):
        if chunk.quantities:
            run.append(chunk)
        elif run and chunk.kind not in ("mark", "conjunction", "preposition", "time"):
            break
        elif not run:
            skipped += 1
            if skipped > 12:
                break
    return run[::-1]


def _quantities_after(context: Context, index: int) -> list[Chunk]:
    """The quantities joined by commas and "and" behind the index: "respectively up 18%, 15% and 9%"."""
    run: list[Chunk] = []
    for chunk in context.clauses.chunks[index + 1 :]:
        if chunk.quantities:
            run.append(chunk)
        elif chunk.kind not in ("mark", "conjunction", "preposition"):
            break
    return run


def _changes_of_each(context: Context, run: list[Chunk]) -> bool:
    """Distributes changes over as many figures before: "income of 9 billion and profit of 1, up 4% and 3%"."""
    amounts = [chunk.quantities[0] for chunk in run]
    last = max((i for i, q in enumerate(amounts) if q.unit.kind != "percent"), default=-1)
    changes = amounts[last + 1 :]
    if len(changes) < 2:
        return False
    change = context.found[changes[0].start].change
    earlier = [q for q in context.order if q.start < changes[0].start and q.unit.kind != "percent"]
    if change is None or len(earlier) < len(changes):
        return False
    for of, quantity in zip(earlier[-len(changes) :], changes, strict=True):
        found = context.found[of.start]
        context.found[quantity.start] = replace(
            found, unit="", change=change, rule="respectively", like=None, follows=of.start
        )
    return True


def _before(context: Context, run: list[Chunk]) -> bool:
    """Distributes the list of as many phrases that stands before the quantities."""
    names = _list_of(context, 0, run[0].index, len(run))
    if not names:
        return False
    measured = _measured_of(context, names)
    if is_measure(names[-1]) or (is_measure(names[0]) and not measured):
        _share_out_metrics(context, run, names)
        return True
    found = [context.found[chunk.quantities[0].start] for chunk in run]
    first = next((attribution for attribution in found if attribution.rule == "share of"), found[0])
    if measured:
        first = replace(first, metric=measured)
    for chunk, name in zip(run, names, strict=True):
        start = chunk.quantities[0].start
        whole = name is context.clauses.chunks[name.index]
        subject = context.name(name) if whole else plain(stripped(name.items))
        context.found[start] = replace(first, subject=subject, rule="respectively")
    return True


def _measured_of(context: Context, names: list[Chunk]) -> str:
    """What is measured of each name of a list: "the profits of toy, glass and steel makers", or ""."""
    chunks, at = context.clauses.chunks, names[0].index
    if at < 2 or chunks[at - 1].lower != "of" or not is_measure(chunks[at - 2]):
        return ""
    return plain(stripped(owner_and_rest(chunks[at - 2].items)[1]))


def _share_out_metrics(context: Context, run: list[Chunk], names: list[Chunk]) -> None:
    """The names are metrics ("revenues and profits"); adjectives before the first hold for all of them."""
    subject = context.measure(names[-1])[1]
    lead = [item for item in stripped(names[0].items)[:-1] if item.tag == Tag.ADJECTIVE]
    first = context.found[run[0].quantities[0].start]
    for chunk, name in zip(run, names, strict=True):
        items = stripped(owner_and_rest(name.items)[1])
        front = lead if name is not names[0] and not any(item.tag == Tag.ADJECTIVE for item in items) else []
        start = chunk.quantities[0].start
        metric = plain([*front, *items])
        chunks = context.clauses.chunks
        if name is names[0] and name.index > 1 and chunks[name.index - 1].lower == "of":
            metric = f"{plain(stripped(chunks[name.index - 2].items))} of {metric}"
        own = owner_and_rest(name.items)[0]
        whose = context.owner_name(own, name) if own else subject or first.subject
        told = context.found[start]
        unit = told.unit if chunk.quantities[0].unit.kind == "count" else first.unit
        context.found[start] = replace(first, metric=metric, subject=whose, rule="respectively", unit=unit)


def _after(context: Context, run: list[Chunk], index: int) -> None:
    """Distributes the nouns behind the counts: "7,100 and 3,950 loaders and excavators, respectively"."""
    nouns = [c for c in _list_of(context, run[-1].index, index, len(run)) if c.kind == "noun"]
    if len(nouns) != len(run):
        return
    last = context.found[run[-1].quantities[0].start]
    for chunk, noun in zip(run, nouns, strict=True):
        rest, unit = counted_noun(stripped(noun.items))
        start = chunk.quantities[0].start
        context.found[start] = replace(last, metric=plain(rest), unit=unit, rule="respectively")


def _list_of(context: Context, begin: int, end: int, size: int) -> list[Chunk]:
    """The last list of just this many noun phrases, joined by commas and "and", between the indices."""
    chunks = context.clauses.chunks
    lists: list[list[Chunk]] = [[]]
    for chunk in chunks[begin:end]:
        if chunk.kind == "noun" and not chunk.pronoun:
            linked = chunk.index > 0 and chunks[chunk.index - 1].kind in ("mark", "conjunction")
            of_which = [other.lower for other in chunks[chunk.index + 1 : chunk.index + 3]] == ["of", "which"]
            if lists[-1] and (not linked or of_which):
                lists.append([])
            if not of_which:
                lists[-1].append(chunk)
        elif (
            chunk.kind == "adverb" and chunk.head.tag == Tag.ADJECTIVE and chunks[chunk.index + 1].lower == ","
        ):
            lists[-1].append(chunk)
        elif chunk.kind not in ("mark", "conjunction") and lists[-1]:
            lists.append([])
    parted = [[part for chunk in found for part in _parts(chunk, found[-1])] for found in lists]
    fitting = [found for found in (*parted, *lists) if len(found) == size]
    return fitting[-1] if fitting else []


def _parts(chunk: Chunk, last: Chunk) -> list[Chunk]:
    """The phrases that an "and" within one joins, each with its noun: "glass and steel industries"; an
    adjective takes the noun of the list's last.
    """
    if chunk.kind == "adverb":
        return [Chunk("noun", [*chunk.items, last.items[-1]], chunk.index)]
    at = next((i for i, item in enumerate(chunk.items) if item.tag == Tag.CONJUNCTION), 0)
    if not at or chunk.head is not chunk.items[-1]:
        return [chunk]
    first = [*chunk.items[:at], chunk.items[-1]]
    behind = Chunk(chunk.kind, chunk.items[at + 1 :], chunk.index)
    return [Chunk(chunk.kind, first, chunk.index), *_parts(behind, last)]
