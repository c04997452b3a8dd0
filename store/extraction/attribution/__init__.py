"""Metric and subject: what each quantity of a sentence measures, and about whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from store.extraction.attribution import (
    changes,
    counts,
    deeds,
    ellipsis,
    labels,
    lists,
    measures,
    retold,
    shares,
)
from store.extraction.attribution.context import Attribution, Context
from store.extraction.attribution.counted import PEOPLE
from store.extraction.chunks import Chunk
from store.extraction.clauses import Clauses
from store.extraction.phrases import is_bearer
from store.extraction.quantities import Quantity
from store.extraction.tags import is_plural
from store.extraction.topics import Topics

__all__ = ["Attribution", "attribute"]

Rule = Callable[[Context, Chunk, Quantity], Attribution | None]

_COUNT_RULES: Sequence[Rule] = (
    retold.inhabitants,
    retold.part_of_size,
    counts.others,
    counts.of_money,
    counts.part_of_counted,
    counts.at_work,
    counts.described,
    counts.shared_noun,
    counts.part_of_measure,
)
_MEASURE_RULES: Sequence[Rule] = (
    changes.multiple,
    ellipsis.before_dash,
    ellipsis.gapped,
    ellipsis.gapped_measure,
    ellipsis.another_share,
    ellipsis.ranked_with,
    ellipsis.of_which,
    ellipsis.base_of_change,
    ellipsis.base_of_times,
    ellipsis.in_label,
    ellipsis.placed_share,
    ellipsis.amount_beside,
    ellipsis.of_elsewhere,
    ellipsis.compared,
    retold.inserted,
    retold.stated,
    measures.in_brackets,
    labels.after_colon,
    changes.up_or_down,
    measures.listed_with_last,
    measures.times_the_last,
    measures.distance,
    measures.holder_in_front,
    shares.share_of,
    measures.measure_behind,
    changes.by_verb,
    measures.level_of_subject,
    changes.reached,
    deeds.duration_of_deed,
    shares.share_of_antecedent,
    deeds.done_with,
    deeds.deed,
    measures.beside_the_last,
    deeds.product,
    measures.measured_subject,
    retold.with_measure,
    labels.named_line,
    deeds.deed_itself,
    measures.part_of_the_last,
    measures.subject_itself,
)


def attribute(clauses: Clauses, topics: Topics) -> dict[int, Attribution]:
    """The attribution of every quantity of the sentence, by the quantity's start in the text.

    `topics` carries from sentence to sentence what pronouns stand for, and is brought up to date.
    """
    context = Context(clauses, topics)
    topics.begin()
    main = context.main_verbs()
    for chunk in clauses.chunks:
        for position, item in enumerate(chunk.items):
            if item.quantity is not None:
                context.found[item.quantity.start] = _attribution(context, chunk, position, item.quantity)
                context.order.append(item.quantity)
        if chunk in main:
            subject = clauses.subject(chunk)
            if subject is not None:
                topics.note(*context.named(subject))
    lists.told_in_parallel(context)
    lists.respectively(context)
    if main:
        subject = clauses.subject(main[0])
        if subject is not None:
            topics.note(*context.named(subject))
    topics.hear(clauses.chunks)
    _note_counted(context, main)
    topics.pair = context.pair(len(clauses.chunks)) or topics.pair
    return context.found


def _note_counted(context: Context, main: Sequence[Chunk]) -> None:
    """Lets "they" stand for what the sentence counts: "The province has eight parks. They employ"."""
    subjects = [context.clauses.subject(verb) for verb in main]
    if any(subject is not None and is_plural(subject.head.lower) for subject in subjects):
        return
    for chunk in context.clauses.chunks:
        if not chunk.quantities or chunk.quantities[0].unit.kind != "count":
            continue
        verb = context.clauses.before(chunk.index)
        people = chunk.head.lower in PEOPLE
        if is_bearer(chunk) and is_plural(chunk.head.lower) and verb in main and not people:
            context.topics.plural = context.name(chunk)
            return


def _attribution(context: Context, chunk: Chunk, position: int, quantity: Quantity) -> Attribution:
    bare = quantity.unit.kind == "count" and not quantity.unit.name
    if chunk.kind == "noun" and position + 1 < len(chunk.items):
        rest = chunk.items[position + 1 :]
        if bare and not quantity.joined:
            if len(rest) == 1 and not is_plural(rest[0].lower) and quantity.value != 1:
                shared = counts.shared_noun(context, chunk, quantity)
                if shared is not None:  # "six Japanese and two Chinese enterprises"
                    return replace(shared, metric=f"{rest[0].text} {shared.unit}")
            return counts.counted(context, chunk, position, quantity)
        return measures.before_noun(context, chunk, rest, quantity)
    if bare:
        return _first(_COUNT_RULES, context, chunk, quantity) or _bare(context, chunk, quantity)
    return _first(_MEASURE_RULES, context, chunk, quantity) or measures.default(context, chunk, quantity)


def _bare(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution:
    """A number without a noun: measured as money and sizes are, else counting what was counted before."""
    found = _first(_MEASURE_RULES, context, chunk, quantity)
    if found is not None:
        return counts.with_unit(context, chunk, quantity, found)
    return counts.of_antecedent(context, chunk, quantity) or measures.default(context, chunk, quantity)


def _first(rules: Sequence[Rule], context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    for rule in rules:
        attribution = rule(context, chunk, quantity)
        if attribution is not None and attribution.metric:
            return attribution
    return None
