"""Rules for parts of a whole: "accounts for 58 percent of the city's total", "of which FDI made up 87
percent".
"""

from __future__ import annotations

from store.extraction.attribution.context import Attribution, Context, stripped
from store.extraction.attribution.tellers import says
from store.extraction.chunks import Chunk
from store.extraction.phrases import is_bearer, is_measure, owner_and_rest, plain
from store.extraction.quantities import Quantity


def share_of(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "accounts for 58 percent of the city's total", "60 percent of the workforce", "80 percent to its
    exports".
    """
    if quantity.unit.name != "%":
        return None
    whole = context.noun_behind(chunk, ("of",)) or _whole_in_front(context, chunk) or _halved(context, chunk)
    if whole is None:
        contributing = context.clauses.governor(chunk.index)
        entry = context.entry(contributing) if contributing is not None else None
        whole = context.noun_behind(chunk, ("to",)) if entry is not None and entry.role == "share" else None
    if whole is None:
        return None
    follows = context.order[-1].start if context.order and whole.pronoun else None
    named = context.clauses.chunks[whole.index + 1] if whole.index + 1 < len(context.clauses.chunks) else None
    if whole.lower == "them" and named is not None and named.kind == "noun" and not named.quantities:
        metric = plain(stripped(named.items))  # "70% of them women"
    elif whole.pronoun:
        metric = _antecedent_metric(context, whole)
    elif whole.head.lower == "total" and owner_and_rest(whole.items)[0]:
        metric = context.topics.name(stripped(whole.items))
    elif owner_and_rest(whole.items)[0]:
        rest = owner_and_rest(stripped(whole.items))[1]
        metric = context.extended(whole, plain([item for item in rest if item.quantity is None]))
    else:
        metric = context.extended(whole, plain(stripped(whole.items)))
    last = context.last()
    if not metric:  # "Half of these", "70 percent of the national and 35 percent of the global total"
        metric = last.metric if last is not None else context.topics.metric or "total"
    metric = metric.removeprefix("share of ")
    subject = last.subject if last is not None and whole.head.lower in ("whom", "which") else ""
    verb = context.clauses.governor(chunk.index) or context.clauses.following_verb(chunk.index)
    if verb is not None and not says(verb) and not subject:
        bearer = context.clauses.subject(verb)
        if bearer is not None and bearer is not chunk and bearer.kind == "noun":
            measured = is_measure(bearer) and not is_bearer(bearer)
            subject = context.measure(bearer)[1] if measured else context.name(bearer)
    if not subject:
        placed = context.located(verb) if verb is not None and verb.index > chunk.index else ""
        owner = owner_and_rest(stripped(whole.items))[0]
        owned = context.topics.name(owner) if owner else ""
        subject = owned or context.located(whole) or placed or context.fallback(chunk)
    change = None
    are = context.clauses.following_verb(chunk.index)
    described = (
        context.clauses.after(are.index)
        if are is not None and are.verb.form and are.verb.form.lemma == "be"
        else None
    )
    if described is not None and described.kind == "noun" and context.clauses.after(chunk.index) is are:
        metric = plain(stripped(described.items))
    if verb is not None and context.clauses.before(chunk.index) is verb:
        change = context.change_of_verb(verb)  # "cut a third of its jobs", not "grow 90% of the fruit"
        change = change if change == "decrease" else None
    return Attribution(f"share of {metric}", subject, "share of", change=change, follows=follows)


def _halved(context: Context, chunk: Chunk) -> Chunk | None:
    """ "Half the zone's 230,000 workers": the noun right behind a fraction."""
    behind = context.clauses.after(chunk.index, over=())
    if behind is None or behind.kind != "noun" or behind.pronoun or chunk.quantities[0].form != "fraction":
        return None
    determined = behind.items[0].lower in ("the", "its", "their", "our", "all", "these", "those")
    return behind if determined and chunk.head.lower == "half" else None


def _whole_in_front(context: Context, chunk: Chunk) -> Chunk | None:
    """ "of whom nearly a third are women", "Of its 93 hectares, less than a third has been leased"."""
    chunks = context.clauses.chunks
    before = context.clauses.before(chunk.index)
    if before is not None and before.lower == ",":
        before = context.clauses.before(before.index)
    while (
        before is not None
        and before.kind == "noun"
        and before.index >= 2
        and chunks[before.index - 1].lower != "of"
    ):
        return None
    if before is None or before.kind != "noun" or not before.index:
        return None
    if before.index == 1:
        return before if chunks[0].lower == "of" else None
    leading = before.pronoun or chunks[before.index - 2].kind in ("mark", "conjunction")
    return before if leading and chunks[before.index - 1].lower == "of" else None


def _antecedent_metric(context: Context, pronoun: Chunk) -> str:
    """What "of which", "of this", "of it" refers to: the thing measured before."""
    last = context.last()
    if pronoun.head.lower in ("which", "whom"):
        antecedent = context.clauses.antecedent(pronoun.index)
        if antecedent is not None:
            return plain(stripped(antecedent.items))
    if last is not None:
        return last.metric
    return (
        context.topics.plural if pronoun.head.lower in ("them", "these") else context.topics.metric or "total"
    )


def share_of_antecedent(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "of which overseas revenue accounted for 46 percent", "FDI made up RM11.9 billion", "chips took up 27
    percent".
    """
    verb = context.clauses.governor(chunk.index)
    entry = context.entry(verb) if verb is not None else None
    if verb is None or entry is None or entry.role != "share":
        return None
    subject = context.clauses.subject(verb)
    last = context.last()
    follows = context.order[-1].start if context.order else None
    if subject is not None and subject.kind == "noun" and is_measure(subject):
        return Attribution(*context.measure(subject), "share of antecedent", follows=follows)
    if (
        last is not None
        and subject is not None
        and quantity.unit.kind in ("percent", context.order[-1].unit.kind)
    ):
        whole = last.metric.removeprefix("share of ")
        return Attribution(f"share of {whole}", context.name(subject), "share of antecedent", follows=follows)
    return None
