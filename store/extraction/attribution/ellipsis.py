"""Rules for what a sentence leaves out: the verb of "the U.S. 19 percent", the measure of "Japan with 9"."""

from __future__ import annotations

from dataclasses import replace

from store.extraction.attribution.context import Attribution, Context
from store.extraction.chunks import Chunk
from store.extraction.phrases import is_bearer, is_measure
from store.extraction.quantities import Quantity
from store.extraction.units import Unit

_ELSEWHERE = ("in", "across", "for", "at", "among")
_BASES = ("from", "against", "versus", "over")
_COMPARED = frozenset(("with", "to", "against", "versus", "than"))


def gapped(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "China took 27 percent, the U.S. 19 percent and Japan 16 percent": the verb before, another subject."""
    chunks, last = context.clauses.chunks, context.last()
    if last is None or chunk.index < 2 or not (_alike(context, quantity) or _leaves_unit(context, quantity)):
        return None
    holder, link = chunks[chunk.index - 1], chunks[chunk.index - 2]
    if not _names(holder) or (link.lower != "," and link.kind != "conjunction"):
        return None
    neighbour = chunks[link.index - 1] if link.index else None
    if (
        neighbour is not None
        and link.kind == "conjunction"
        and not (neighbour.quantities or neighbour.lower == ",")
    ):
        return None
    like = _unit_of_last(context) if _leaves_unit(context, quantity) else None
    return replace(last, subject=context.name(holder), rule="gapped", like=like, follows=None)


def gapped_measure(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "units rose to 225 and cumulative investment to 48 billion": the verb before, another measure."""
    chunks, last = context.clauses.chunks, context.last()
    link = chunks[chunk.index - 1] if chunk.index else None
    told = link is not None and link.lower in ("to", "by", "at")
    at = chunk.index - 1 - told
    if (
        last is None
        or at < 1
        or not is_measure(chunks[at])
        or chunks[at - 1].kind not in ("conjunction", "mark")
    ):
        return None
    if not context.in_clause_of_last(chunk) or not (told or quantity.unit == context.order[-1].unit):
        return None
    metric, subject = context.measure(chunks[at], last.subject)
    change = last.change if quantity.unit == context.order[-1].unit else None
    return Attribution(metric, subject, "gapped measure", change=change)


def another_share(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "28% of companies have done so; another 15% plan to": a share of the same whole."""
    last = context.last()
    if last is None or quantity.unit.name != "%" or not last.metric.startswith("share of"):
        return None
    verb = context.clauses.following_verb(chunk.index)
    if verb is None or context.clauses.subject(verb) is not chunk:
        return None
    return replace(last, rule="another share", follows=None, change=None)


def ranked_with(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ ", followed by Italy, with 610 million, and Japan with 9": the measure before, another holder."""
    chunks, last = context.clauses.chunks, context.last()
    before = context.clauses.before(chunk.index)
    if last is None or before is None or before.lower != "with" or not _alike(context, quantity):
        return None
    at = before.index - 1
    at -= at > 0 and chunks[at].lower == ","
    if at < 1 or not _names(chunks[at]):
        return None
    return replace(last, subject=context.name(chunks[at]), rule="ranked with", follows=None)


def base_of_change(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "shipped goods worth 16 billion, down 4.7 percent from 17 billion": the figure that has changed."""
    last = context.last()
    earlier = next((q for q in context.order if last is not None and q.start == last.follows), None)
    if earlier is None or context.preposition_before(chunk) not in _BASES:
        return None
    bare = quantity.unit.kind == "count" and not quantity.unit.name
    if earlier.unit != quantity.unit and not bare:
        return None
    return replace(context.found[earlier.start], change=None, rule="base of change", follows=None)


def base_of_times(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "recorded 63 billion, four times the 13 billion of 2022": the figure that has multiplied."""
    last = context.last()
    if last is None or last.follows is None or context.order[-1].unit.name != "time":
        return None
    if context.clauses.before(chunk.index) is not context.clauses.chunks[chunk.index - 1]:
        return None
    times = context.clauses.place(context.order[-1])
    earlier = next((q for q in context.order if q.start == last.follows), None)
    if times != chunk.index - 1 or earlier is None or earlier.unit != quantity.unit:
        return None
    return replace(context.found[earlier.start], change=None, rule="base of times", follows=None)


def in_label(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "sales of 3.4 billion (H1 2023: 2.8 billion)": the figure before, of another time."""
    chunks, at, last = context.clauses.chunks, chunk.index, context.last()
    at -= at > 0 and chunks[at - 1].lower == "minus"
    if last is None or at < 3 or chunks[at - 1].lower != ":" or chunks[at - 2].kind != "time":
        return None
    if chunks[at - 3].lower != "(" or not _alike(context, quantity):
        return None
    return replace(last, change=None, rule="beside the last", follows=None)


def placed_share(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "87 percent was in Europe, 9 percent in Latin America": another place's share of the same whole."""
    last, before = context.last(), context.clauses.before(chunk.index)
    place = context.noun_behind(chunk, ("in", "from", "to"))
    if last is None or before is None or place is None or quantity.unit.name != "%":
        return None
    if not last.metric.startswith("share of") or before.kind not in ("mark", "conjunction"):
        return None
    if not (is_bearer(place) or place.items[0].text[0].isupper()):
        return None
    return replace(last, subject=context.name(place), rule="placed share", follows=None)


def of_which(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "attracted £2.4bn in investment, of which £900m came last year": a part of the figure before."""
    chunks, last, at = context.clauses.chunks, context.last(), chunk.index
    if last is None or at < 2 or [c.lower for c in chunks[at - 2 : at]] != ["of", "which"]:
        return None
    if quantity.unit.kind == "percent" or not _alike(context, quantity):
        return None
    return replace(last, change=None, rule="of which", follows=context.order[-1].start)


def amount_beside(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "14 projects worth $1.9 billion, followed by Hai Ha with six projects and $450 million"."""
    before, last = context.clauses.before(chunk.index), context.last()
    if last is None or before is None or quantity.unit.kind != "money":
        return None
    if before.kind != "conjunction" and before.lower != "with":
        return None
    neighbour = context.clauses.before(before.index)
    if neighbour is None or neighbour.kind != "noun" or context.order[-1] not in neighbour.quantities:
        return None
    money = next((q for q in reversed(context.order) if q.unit.kind == "money"), None)
    if money is None or not context.in_clause_of_last(chunk) or context.noun_behind(chunk, ("of", "in")):
        return None
    return replace(context.found[money.start], subject=last.subject, rule="amount beside", follows=None)


def of_elsewhere(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "stood at 6.1%, compared with 4.4% across the UK": the same figure of another place."""
    last, place = context.last(), context.noun_behind(chunk, _ELSEWHERE)
    if last is None or place is None or not _alike(context, quantity):
        return None
    if context.preposition_before(chunk) not in _COMPARED or not is_bearer(place):
        return None
    return replace(last, subject=context.name(place), change=None, rule="of elsewhere", follows=None)


def compared(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "a rate of 3.9%, compared to 3.7% nationally", "pay 15% tax, as against the standard 27%",
    "sold 9 million tonnes, 4% more than the 8.6 million tonnes of 2022".
    """
    before = context.clauses.before(chunk.index)
    alike = [q for q in context.order if q.unit == quantity.unit and q.unit.name]
    last = context.found[alike[-1].start] if alike else context.last()
    changed = context.last()
    if alike and before is not None and before.lower == "than" and changed is not None and changed.change:
        return replace(context.found[alike[-1].start], change=None, rule="compared", follows=None)
    if (
        before is None
        or last is None
        or before.kind != "preposition"
        or not (alike or _alike(context, quantity))
    ):
        return None
    verb = context.clauses.before(before.index)
    comparing = verb is not None and verb.verb.form is not None and verb.verb.form.lemma == "compare"
    if not comparing and before.lower not in ("against", "versus"):
        return None
    return replace(last, change=None, rule="compared", follows=None)


def before_dash(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "• R41 million – a switching station": an item of a list, its amount first."""
    chunks = context.clauses.chunks
    if quantity.unit.kind != "money" or len(chunks) < chunk.index + 3:
        return None
    dash, thing = chunks[chunk.index + 1], chunks[chunk.index + 2]
    if dash.lower not in ("–", "—", "-", ":") or thing.kind != "noun":
        return None
    if any(c.kind != "mark" for c in chunks[: chunk.index]):
        return None
    return Attribution(
        context.topics.metric or "cost", context.extended(thing, context.name(thing)), "before dash"
    )


def _alike(context: Context, quantity: Quantity) -> bool:
    """Whether the quantity before is of the same unit, or this one leaves its unit to it."""
    unit = _unit_of_last(context)
    bare = quantity.unit.kind == "count" and not quantity.unit.name
    return unit == quantity.unit or (bare and quantity.scaled and unit.kind == "money")


def _unit_of_last(context: Context) -> Unit:
    """The unit of the quantity before, also where that one left it to another."""
    return context.found[context.order[-1].start].like or context.order[-1].unit


def _leaves_unit(context: Context, quantity: Quantity) -> bool:
    """Whether a bare number leaves its unit to the one before: "France took 18 percent, Portugal 12"."""
    bare = quantity.unit.kind == "count" and not quantity.unit.name
    return bare and not quantity.scaled and _unit_of_last(context).kind not in ("count", "rank", "money")


def _names(chunk: Chunk) -> bool:
    """Whether the phrase can be another holder of the same figure."""
    if chunk.kind != "noun" or chunk.pronoun or chunk.quantities or is_measure(chunk):
        return False
    capital = all(item.text[0].isupper() for item in chunk.items)
    return chunk.head.mention is not None or capital or is_bearer(chunk)
