"""Rules for money, shares, sizes and rates: "revenue of 5 billion", "GDP was 53 billion", "invested 3
billion".
"""

from __future__ import annotations

from dataclasses import replace

from store.extraction.attribution import changes, deeds
from store.extraction.attribution.context import Attribution, Context, stripped
from store.extraction.attribution.labels import SIGNS
from store.extraction.chunks import Chunk
from store.extraction.phrases import (
    change_of,
    is_bearer,
    is_measure,
    looks_named,
    measure_nouns,
    owner_and_rest,
    plain,
    words_of,
)
from store.extraction.quantities import Quantity
from store.extraction.tags import Item, Tag

_DEFAULT = {
    "money": "value", "percent": "share", "duration": "duration", "mass": "output", "length": "length",
    "area": "area", "volume": "volume", "energy": "energy", "power": "capacity", "rate": "rate", "rank": "rank",
    "other": "value", "count": "number",
}  # fmt: skip
_OF_PROJECT = {
    "money": "investment", "power": "capacity", "mass": "capacity", "area": "area", "length": "length",
    "energy": "capacity", "volume": "capacity", "duration": "duration", "rate": "capacity",
}  # fmt: skip
_OF_THINGS = ("area",)  # what a thing of no measure has: "Work on the units, totalling 68,000 sq ft"
_DIRECTIONS = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west south-east "
    "south-west away"
    "downstream upstream inland offshore outside off".split()
)
_GROUND = frozenset("plot plots site sites land space floorspace area tract".split())
_COMPARED = frozenset("from to against than with versus over".split())


def before_noun(context: Context, chunk: Chunk, rest: list[Item], quantity: Quantity) -> Attribution:
    """ "a 17.5 percent increase in …", "the 10.6-billion-yuan base of Komatsu", "a 500 MW plant"."""
    head = next((item for item in reversed(rest) if item.tag == Tag.NOUN), rest[-1])
    word = head.lower.partition(" of ")[0].split()[-1]
    kind = quantity.unit.kind
    direction = change_of(word)
    if direction is not None and kind in ("percent", "money", "other", "rate"):
        metric, subject, follows = changes.changed_thing(context, chunk, chunk)
        return Attribution(metric, subject, "change noun behind", change=direction, follows=follows)
    if rest[0].lower == "strong" or (rest[0].text == "-" and rest[1:2] and rest[1].lower == "strong"):
        return Attribution("people", context.topics.name(rest[-1:]), "strong", "people")
    if kind == "length" and rest[0].lower in _DIRECTIONS:
        return Attribution("distance", _before_comma(context, chunk), "distance")
    if quantity.form == "multiple":  # "doubling capacity"
        return Attribution(plain(rest), context.clause_subject(chunk), "multiple of object", change="increase")
    last = context.last()
    if quantity.unit.name == "time" and rest[0].lower in ("that", "those") and last is not None:
        return replace(last, rule="times the last", unit="", change=None, follows=context.order[-1].start)
    if kind == "percent" and rest[0].lower in words_of("state"):
        return Attribution(f"share {plain(rest)}", context.clause_subject(chunk), "stated")
    if kind == "percent":
        return Attribution(plain(rest), context.clause_subject(chunk), "percent before noun")
    if kind == "rank":
        return Attribution(plain(rest), _before_comma(context, chunk), "rank before noun")
    project = word in words_of("project")
    if word in measure_nouns() and not project:
        owner = _possessor(chunk, rest)
        if owner:  # "Ford's R16bn investment"
            return Attribution(plain(rest), context.owner_name(owner, chunk), "measure behind")
        subject = context.extended(chunk, plain(rest)) if is_bearer(chunk) else context.clause_subject(chunk)
        return Attribution(plain(rest), subject, "measure behind")
    if (kind == "money" and not project) or word in _GROUND:
        metric = plain(rest) if kind == "money" else _OF_PROJECT.get(kind, plain(rest))
        if kind == "area" and chunk.items[0].lower == "the":
            return Attribution(metric, context.name(chunk), "size of what follows")
        return Attribution(metric, context.clause_subject(chunk), "size of what follows")
    name = context.extended(chunk, context.topics.name(stripped(rest)))
    return Attribution(_OF_PROJECT.get(kind) or plain(rest), name, "size of what follows")


def _possessor(chunk: Chunk, rest: list[Item]) -> list[Item]:
    """The items before a possessive mark in front of the quantity."""
    front = chunk.items[: len(chunk.items) - len(rest) - 1]
    return front[:-1] if front and front[-1].tag == Tag.POSSESSIVE else []


def _before_comma(context: Context, chunk: Chunk) -> str:
    """The phrase that an apposition describes: "Atlantis, 40 km north of Cape Town"."""
    before = context.clauses.before(chunk.index)
    if before is not None and before.kind == "mark" and before.index:
        named = context.clauses.chunks[before.index - 1]
        if named.kind == "noun":
            return context.name(named)
    return context.clause_subject(chunk)


def in_brackets(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "Germany (12 percent)": of the phrase before the bracket, measured as its neighbours are."""
    chunks = context.clauses.chunks
    before = chunks[chunk.index - 1] if chunk.index else None
    alike = [q for q in context.order if q.unit.kind == quantity.unit.kind]
    last = context.found[alike[-1].start] if alike else context.last()
    sign = before.lower if before is not None and before.lower in SIGNS else ""
    if sign and chunk.index > 1:
        before = chunks[chunk.index - 2]
    if before is None or before.lower != "(" or not before.index:
        return None
    holder = chunks[before.index - 1]
    signed = changes.sign(context, chunk, quantity) or SIGNS.get(sign)
    if signed is not None and is_measure(holder) and quantity.unit.kind == "percent":
        return Attribution(*context.measure(holder), "in brackets", change=signed)  # "demand (-11%)"
    if last is None:
        return None
    if holder.quantities and quantity.unit.kind == "percent" and holder.quantities[-1] is context.order[-1]:
        counted = context.found[context.order[-1].start]  # "83 parks (26 percent)"
        follows = context.order[-1].start
        return Attribution(f"share of {counted.metric}", counted.subject, "share in brackets", follows=follows)
    place = context.clauses.place(context.order[-1])
    parallel = place is not None and place > 0 and chunks[place - 1].lower == "("
    if holder.kind != "noun" or not (is_bearer(holder) or looks_named(holder) or parallel):
        return None
    change = SIGNS.get(sign, last.change)
    return replace(last, subject=context.name(holder), change=change, rule="in brackets")


def listed_with_last(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "up by 9.7 percent and 21 percent", "an increase of 44.6% … and of 19.8%": said of the same as the
    one before.
    """
    before = context.clauses.before(chunk.index)
    if before is not None and before.lower in ("of", "by", "to"):
        before = context.clauses.before(before.index)
    last = context.last()
    if (
        before is None
        or before.kind != "conjunction"
        or last is None
        or context.order[-1].unit != quantity.unit
    ):
        return None
    neighbour = context.clauses.before(before.index)
    behind = context.noun_behind(chunk, ("of", "in", "for"))
    if neighbour is None or neighbour.kind != "quantity" or behind is not None:
        return None
    return replace(last, rule="listed with the last", follows=None)


def distance(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "is 50 km from downtown", "a kilometre away"."""
    if quantity.unit.kind != "length":
        return None
    after = context.clauses.after(chunk.index, over=("time",))
    if after is None or (after.lower != "from" and after.items[0].lower not in _DIRECTIONS):
        return None
    to = context.noun_behind(chunk, ("from",))
    metric = f"distance from {plain(stripped(to.items))}" if to is not None else "distance"
    return Attribution(metric, _before_comma(context, chunk), "distance")


def holder_in_front(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "revenue of Q", "output value … at Q", "exports worth Q", "revenue Q,"."""
    before = context.clauses.before(chunk.index)
    if before is None:
        return None
    if before.kind == "preposition" and before.lower in ("of", "at", "worth"):
        holder = context.clauses.before(before.index)
        if before.lower == "worth" and holder is not None and holder.kind == "mark":
            return Attribution("value", _before_comma(context, before), "size of what follows")
        if (
            holder is None
            or holder.kind != "noun"
            or (holder.pronoun and holder.head.lower in ("which", "whom"))
        ):
            return None
        if before.lower == "at":
            holder = context.chain_start(holder)
            if not is_measure(holder):
                return None
        return _of_holder(context, holder, chunk, quantity)
    if before.lower == "by":
        changed = context.clauses.before(before.index)
        if changed is not None and changed.kind == "noun" and changed.items[0].lower in ("a", "an"):
            return changes.by_noun(context, changed, chunk, quantity)  # "saw an increase by 8 percent"
    if before.kind == "noun" and is_measure(before) and before.head.lower not in words_of("transparent"):
        after = context.clauses.after(chunk.index)
        if after is None or after.kind in ("mark", "conjunction"):
            return Attribution(*context.measure(before), "measure right before")
    return None


def _of_holder(context: Context, holder: Chunk, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """The attribution that the noun before "of Q" gives."""
    if holder.head.lower in words_of("transparent") and len(holder.items) <= 3:
        for rule in (changes.by_verb, level_of_subject, deeds.done_with, deeds.deed, subject_itself):
            found = rule(context, holder, quantity)
            if found is not None and found.metric:
                return replace(found, rule=f"{found.rule} through a total")
    change = changes.by_noun(context, holder, chunk, quantity)
    if change is not None:
        return change
    whole = context.noun_behind(chunk, ("of",)) if holder.head.lower == "share" else None
    if whole is not None and is_measure(whole) and quantity.unit.kind == "money":
        return Attribution(*context.measure(whole, context.clause_subject(chunk)), "share of a sum")
    link = context.clauses.before(holder.index)
    rise = context.clauses.before(link.index) if link is not None and link.lower == "in" else None
    if (
        rise is not None
        and rise.kind == "noun"
        and change_of(rise.head.lower)
        and quantity.unit.kind == "percent"
    ):
        return Attribution(*context.measure(holder), "change noun", change=change_of(rise.head.lower))
    if holder.head.lower in words_of("project") and quantity.unit.kind in ("length", "area", "power"):
        return Attribution(_OF_PROJECT[quantity.unit.kind], context.name(holder), "size of holder")
    metric, subject = context.measure(holder)
    listed = context.clauses.before(holder.index)
    last = context.last()
    owned = owner_and_rest(stripped(holder.items))[0] or context.located(holder)
    if (
        listed is not None
        and listed.lower in (",", "and")
        and last is not None
        and not owned
        and context.in_clause_of_last(chunk)
    ):
        subject = last.subject  # "GDP of Q, along with investment of Q and exports of Q"
    return Attribution(metric, subject, "measure of")


def measure_behind(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "10 billion yuan in investment", "21 billion yuan of exports", "$20m worth of goods"."""
    if quantity.unit.kind in ("duration", "rank"):
        return None
    place = chunk
    after = context.clauses.after(chunk.index)
    if after is not None and after.lower == "worth":
        place = after
    thing = context.noun_behind(place, ("in", "of"))
    if thing is not None and place is not chunk and quantity.unit.kind == "money" and not is_measure(thing):
        return Attribution(plain(stripped(thing.items)), context.clause_subject(chunk), "worth of")
    if thing is None or not is_measure(thing):
        return None
    if quantity.unit.kind == "percent" and context.change_of_verb(context.clauses.governor(chunk.index)):
        return None
    link = context.clauses.chunks[thing.index - 1].lower
    if link == "in" and thing.items[0].lower in ("the", "its", "their", "a", "an"):
        return None
    owner, rest = owner_and_rest(stripped(thing.items))
    metric = plain(rest)
    subject = (
        context.topics.name(owner) if owner else context.owner_by_with(chunk) or context.clause_subject(chunk)
    )
    last = context.last()
    before = context.clauses.before(chunk.index)
    listed = before is not None and before.kind == "conjunction" and context.in_clause_of_last(chunk)
    change = last.change if listed and last is not None else None
    return Attribution(metric, subject, "measure behind", change=change)


def level_of_subject(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "GDP was Q", "revenue totaled Q", "the rate reaching Q", "the zone covers Q", "the kiln costs Q"."""
    verb = context.clauses.governor(chunk.index)
    entry = context.entry(verb) if verb is not None else None
    link = context.preposition_before(chunk)
    if verb is not None and link in ("at", "to"):
        fixed = context.object_between(verb, chunk)
        brought = verb.verb.form is not None and verb.verb.form.lemma in ("bring", "take")
        told = fixed is not None and (link == "at" or is_measure(fixed) or (brought and not is_bearer(fixed)))
        if fixed is not None and told and any(e.particle == link and e.role == "level" for e in verb.entries):
            # "has set its target at 24 million", "bringing its headcount to 2,900"
            return Attribution(*context.measure(fixed, context.clause_subject(chunk)), "object of level")
    if verb is None or entry is None or entry.role != "level":
        return None
    between = context.object_between(verb, chunk)
    if between is not None and is_measure(between) and context.preposition_before(chunk) not in ("to", "from"):
        metric, subject = context.measure(between, context.clause_subject(chunk))
        return Attribution(metric, subject, "object of level")
    subject_chunk = context.clauses.subject(verb)
    bare = subject_chunk is None or subject_chunk.pronoun or not is_measure(subject_chunk)
    sized = entry.measure == "area" and quantity.unit.kind in ("area", "length")
    if sized or (entry.measure and bare and entry.measure != "area"):
        subject = context.name(subject_chunk) if subject_chunk is not None else context.fallback(chunk)
        covered = (
            entry.measure == "area" and quantity.unit.kind == "length"
        )  # "takes 90 minutes to cover 22 km"
        return Attribution("distance" if covered else entry.measure, subject, "measure of verb")
    if subject_chunk is not None and bare and not subject_chunk.pronoun and quantity.unit.kind in _OF_THINGS:
        return Attribution(_DEFAULT[quantity.unit.kind], context.name(subject_chunk), "size of subject")
    measured = context.subject_measure(chunk)
    return Attribution(*measured, "level of subject") if measured else None


def beside_the_last(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """A quantity beside another of its kind: "6.84 billion and 448 million", "against Q", "or nearly a
    third".
    """
    last = context.last()
    before = context.clauses.before(chunk.index)
    if last is None or before is None:
        return None
    earlier = context.order[-1]
    bare = quantity.unit.kind == "count" and not quantity.unit.name
    money = earlier.unit.kind == quantity.unit.kind == "money"
    if (
        earlier.unit != quantity.unit
        and not (bare or money)
        and before.lower != "or"
        and earlier.form != "multiple"
    ):
        return None
    listed = before.kind in ("conjunction", "mark") and context.in_clause_of_last(chunk)
    compared = before.kind == "preposition" and before.lower in _COMPARED
    if compared and before.lower == "to" and not context.in_clause_of_last(chunk):
        return None  # "while expenditure was kept to 690 million"
    if not (listed or compared):
        return None
    product = deeds.of_what(context, chunk)
    if compared and earlier.form == "multiple" and before.lower in ("to", "from"):
        return replace(last, change=None, rule="level after change", follows=earlier.start)
    if listed and product and quantity.unit.kind not in ("money", "percent"):
        return replace(last, metric=product, rule="product beside the last")
    if before.lower == "or":
        return replace(last, rule="the last again", follows=earlier.start)
    return replace(last, change=None if compared else last.change, rule="beside the last", follows=None)


def subject_itself(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """The measure that the clause's subject names, whatever the verb."""
    verb = context.clauses.governor(chunk.index)
    subject = context.clauses.subject(verb) if verb is not None else None
    if quantity.unit.kind == "duration" and context.preposition_before(chunk) in ("for", "over"):
        return None
    doing = verb is not None and any(entry.role in ("act", "have") for entry in verb.entries)
    if doing and subject is not None and not is_measure(subject):
        return None  # "developers have 4 million square feet"
    measured = context.subject_measure(chunk)
    return Attribution(*measured, "measure of subject") if measured else None


def measured_subject(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "Rents have crept up to €2.80": the clause's subject, where it is a measure, whatever the verb."""
    verb = context.clauses.governor(chunk.index)
    subject = context.clauses.subject(verb) if verb is not None else None
    if subject is None or not is_measure(subject) or quantity.unit.kind == "duration":
        return None
    return Attribution(*context.measure(subject), "measure of subject")


def times_the_last(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ ", 2.2 times the figure of 2021": the last figure beside another."""
    last = context.last()
    if quantity.unit.name != "time" or last is None or not context.in_clause_of_last(chunk):
        return None
    return replace(last, rule="times the last", unit="", change=None, follows=context.order[-1].start)


def part_of_the_last(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "Of this, $725 million came from new projects": of what the sentence before measured."""
    opening = " ".join([c.lower for c in context.clauses.chunks[:3] if c.kind != "mark"][:2])
    parts = (
        "of this",
        "of that",
        "of these",
        "of which",
        "of the total",
        "of the sum",
        "of the amount",
        "of it",
    )
    whole = context.topics.lately.get(quantity.unit.kind) or context.topics.metric
    if opening not in parts or not whole:
        return None
    verb = context.clauses.governor(chunk.index)
    entry = context.entry(verb) if verb is not None else None
    if verb is not None and entry is not None and entry.role == "share":
        whole = f"share of {context.topics.metric}" if quantity.unit.kind == "percent" else whole
        return Attribution(whole, context.clause_subject(chunk), "share of the last")
    return Attribution(whole, context.topics.latest, "part of the last")


def default(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution:
    """What a quantity of this kind measures where the sentence does not say: what was measured in it before."""
    kind = quantity.unit.kind
    verb = context.clauses.before(chunk.index)
    told = kind == "percent" and verb is not None and verb.kind == "verb"
    change = context.change_of_verb(verb) if told else None
    if kind in ("duration", "count"):
        metric = quantity.unit.name if kind == "count" and quantity.unit.name else _DEFAULT[kind]
        return Attribution(metric, context.clause_subject(chunk), "default")  # "processed 2 million TEUs"
    whole = context.noun_behind(chunk, ("of",))
    subject = context.name(whole) if whole is not None and is_bearer(whole) else context.clause_subject(chunk)
    alike = (context.found[q.start].metric for q in reversed(context.order) if q.unit.kind == kind)
    metric = next(alike, "") or context.topics.measured.get(kind) or _DEFAULT[kind]
    return Attribution(metric, subject, "default", change=change)
