"""Rules for money, shares, sizes and rates: "revenue of 5 billion", "GDP was 53 billion", "invested 3
billion".
"""

from __future__ import annotations

from dataclasses import replace

from store.extraction.attribution import changes
from store.extraction.attribution.context import Attribution, Context, says, stripped
from store.extraction.chunks import Chunk
from store.extraction.phrases import (
    change_of,
    is_bearer,
    is_measure,
    measure_nouns,
    owner_and_rest,
    plain,
    words_of,
)
from store.extraction.quantities import Quantity
from store.extraction.tags import Item, Tag
from store.extraction.verbs import Verb

_DEFAULT = {
    "money": "value", "percent": "share", "duration": "duration", "mass": "output", "length": "length",
    "area": "area", "volume": "volume", "energy": "energy", "power": "capacity", "rate": "rate", "rank": "rank",
    "other": "value", "count": "number",
}  # fmt: skip
_OF_PROJECT = {
    "money": "investment", "power": "capacity", "mass": "capacity", "area": "area", "length": "length",
    "energy": "capacity", "volume": "capacity", "duration": "duration", "rate": "capacity",
}  # fmt: skip
_OUTPUTS = {
    "produce": "output",
    "make": "output",
    "manufacture": "output",
    "generate": "output",
    "handle": "throughput",
}
_DIRECTIONS = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west south-east "
    "south-west away"
    "downstream upstream inland offshore outside off".split()
)
_GROUND = frozenset("plot plots site sites land space floorspace area tract".split())
_COMPARED = frozenset("from to against than with versus over of".split())
_TIME_VERBS = frozenset("take need require last wait spend".split())


def before_noun(context: Context, chunk: Chunk, rest: list[Item], quantity: Quantity) -> Attribution:
    """ "a 17.5 percent increase in …", "the 10.6-billion-yuan base of Komatsu", "a 500 MW plant"."""
    head = next((item for item in reversed(rest) if item.tag is Tag.NOUN), rest[-1])
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
    if kind == "percent":
        return Attribution(plain(rest), context.clause_subject(chunk), "percent before noun")
    if kind == "rank":
        return Attribution(plain(rest), _before_comma(context, chunk), "rank before noun")
    project = word in words_of("project")
    if word in measure_nouns() and not project:
        subject = context.extended(chunk, plain(rest)) if is_bearer(chunk) else context.clause_subject(chunk)
        return Attribution(plain(rest), subject, "measure behind")
    if (kind == "money" and not project) or word in _GROUND:
        metric = plain(rest) if kind == "money" else _OF_PROJECT.get(kind, plain(rest))
        return Attribution(metric, context.clause_subject(chunk), "size of what follows")
    name = context.extended(chunk, context.topics.name(stripped(rest)))
    return Attribution(_OF_PROJECT.get(kind) or plain(rest), name, "size of what follows")


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
    last = context.last()
    if before is None or before.lower != "(" or last is None or not before.index:
        return None
    holder = chunks[before.index - 1]
    if holder.kind != "noun" or not is_bearer(holder):
        return None
    return replace(last, subject=context.name(holder), rule="in brackets")


def after_colon(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "Cost: 300 million euros", "Foreign trade: RMB 240.6 billion"."""
    before = context.clauses.before(chunk.index)
    sign = before is not None and before.lower in ("+", "-", "−")
    colon = context.clauses.before(before.index) if sign and before is not None else before
    if colon is None or colon.lower != ":" or not colon.index:
        return None
    holder = context.clauses.chunks[colon.index - 1]
    opens = all(c.kind == "mark" for c in context.clauses.chunks[: holder.index])
    if holder.kind != "noun" or holder.pronoun or not (opens or is_measure(holder)):
        return None
    metric, subject = context.measure(holder)
    direction = (
        {"+": "increase", "-": "decrease", "−": "decrease"}.get(before.lower) if before is not None else None
    )
    return Attribution(metric, subject, "after colon", change=direction)  # type: ignore[arg-type]


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
            holder = _chain_start(context, holder)
            if not is_measure(holder):
                return None
        return _of_holder(context, holder, chunk, quantity)
    if before.kind == "noun" and is_measure(before) and before.head.lower not in words_of("transparent"):
        after = context.clauses.after(chunk.index)
        if after is None or after.kind in ("mark", "conjunction"):
            return Attribution(*context.measure(before), "measure right before")
    return None


def _of_holder(context: Context, holder: Chunk, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """The attribution that the noun before "of Q" gives."""
    if holder.head.lower in words_of("transparent") and len(holder.items) <= 3:
        for rule in (changes.by_verb, level_of_subject, deed, subject_itself):
            found = rule(context, holder, quantity)
            if found is not None and found.metric:
                return replace(found, rule=f"{found.rule} through a total")
    change = changes.by_noun(context, holder, chunk, quantity)
    if change is not None:
        return change
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


def _chain_start(context: Context, chunk: Chunk) -> Chunk:
    """The first phrase of a chain "output value above designated size at": the one that is measured."""
    chunks = context.clauses.chunks
    i = chunk.index
    while (
        i >= 2
        and chunks[i - 1].kind == "preposition"
        and chunks[i - 2].kind == "noun"
        and not is_measure(chunks[i])
    ):
        i -= 2
    return chunks[i]


def share_of(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "accounts for 58 percent of the city's total", "60 percent of the workforce", "80 percent to its
    exports".
    """
    if quantity.unit.name != "%":
        return None
    whole = context.noun_behind(chunk, ("of",)) or _whole_in_front(context, chunk)
    if whole is None:
        contributing = context.clauses.governor(chunk.index)
        entry = context.entry(contributing) if contributing is not None else None
        whole = context.noun_behind(chunk, ("to",)) if entry is not None and entry.role == "share" else None
    if whole is None:
        return None
    follows = context.order[-1].start if context.order and whole.pronoun else None
    if whole.pronoun:
        metric = _antecedent_metric(context, whole)
    elif whole.head.lower == "total" and owner_and_rest(whole.items)[0]:
        metric = context.topics.name(stripped(whole.items))
    elif owner_and_rest(whole.items)[0]:
        metric = context.extended(whole, plain(owner_and_rest(stripped(whole.items))[1]))
    else:
        metric = context.extended(whole, plain(stripped(whole.items)))
    last = context.last()
    subject = last.subject if last is not None and whole.head.lower in ("whom", "which") else ""
    verb = context.clauses.governor(chunk.index) or context.clauses.following_verb(chunk.index)
    if verb is not None and not says(verb) and not subject:
        bearer = context.clauses.subject(verb)
        if bearer is not None and bearer is not chunk and bearer.kind == "noun":
            subject = context.name(bearer)
    if not subject:
        placed = context.located(verb) if verb is not None and verb.index > chunk.index else ""
        subject = context.located(whole) or placed or context.fallback(chunk)
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
        change = context.change_of_verb(verb)
    return Attribution(f"share of {metric}", subject, "share of", change=change, follows=follows)


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


def measure_behind(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "10 billion yuan in investment", "21 billion yuan of exports", "$20m worth of goods"."""
    if quantity.unit.kind in ("duration", "rank"):
        return None
    place = chunk
    after = context.clauses.after(chunk.index)
    if after is not None and after.lower == "worth":
        place = after
    thing = context.noun_behind(place, ("in", "of"))
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
    return Attribution(metric, subject, "measure behind")


def level_of_subject(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "GDP was Q", "revenue totaled Q", "the rate reaching Q", "the zone covers Q", "the kiln costs Q"."""
    verb = context.clauses.governor(chunk.index)
    entry = context.entry(verb) if verb is not None else None
    if verb is None or entry is None or entry.role != "level":
        return None
    between = context.object_between(verb, chunk)
    if between is not None and is_measure(between) and context.preposition_before(chunk) not in ("to", "from"):
        metric, subject = context.measure(between, context.clause_subject(chunk))
        return Attribution(metric, subject, "object of level")
    subject_chunk = context.clauses.subject(verb)
    bare = subject_chunk is None or subject_chunk.pronoun or not is_measure(subject_chunk)
    if entry.measure and bare and (quantity.unit.kind in ("area", "length") or entry.measure not in ("area",)):
        subject = context.name(subject_chunk) if subject_chunk is not None else context.fallback(chunk)
        return Attribution(entry.measure, subject, "measure of verb")
    measured = context.subject_measure(chunk)
    return Attribution(*measured, "level of subject") if measured else None


def duration_of_deed(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "registration takes one day", "it took seven days to transport these books"."""
    verb = context.clauses.governor(chunk.index)
    if quantity.unit.kind != "duration" or verb is None or verb.verb.form is None:
        return None
    if verb.verb.form.lemma not in _TIME_VERBS or context.clauses.before(chunk.index) not in (verb, None):
        return None
    following = context.clauses.after(chunk.index)
    if following is not None and following.kind == "verb" and following.infinitive:
        thing = context.clauses.after(following.index)
        named = plain(thing.items) if thing is not None and thing.kind == "noun" else ""
        doing = " ".join([item.text for item in following.items[1:]] + ([named] if named else []))
        subject = context.name(thing) if thing is not None and thing.kind == "noun" else context.fallback(chunk)
        return Attribution(f"time to {doing}", subject, "time of deed")
    subject_chunk = context.clauses.subject(verb)
    if subject_chunk is None or subject_chunk.kind != "noun":
        return None
    if subject_chunk.pronoun:
        last = context.last()
        metric = last.metric if last else context.topics.metric
        return Attribution(metric, context.topics.latest, "time of the last") if metric else None
    name = context.extended(subject_chunk, plain(stripped(subject_chunk.items)))
    return Attribution(name, context.name(subject_chunk), "time of subject")


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
    if last is not None and subject is not None:
        return Attribution(
            f"share of {last.metric}", context.name(subject), "share of antecedent", follows=follows
        )
    return None


def deed(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "will invest 3 billion yuan", "exported 40,000 tonnes", "raised $20 million", "built for 5 billion
    euros".
    """
    verb = context.clauses.governor(chunk.index)
    if verb is None:
        return None
    if quantity.unit.kind == "money" and context.preposition_before(chunk) == "for":
        metric = "price" if verb.verb.form and verb.verb.form.lemma == "sell" else "cost"
        return Attribution(metric, context.clause_subject(chunk), "price of deed")
    particle = context.clauses.chunks[verb.index + 1].items[0].lower
    named = next(
        (
            entry
            for entry in verb.entries
            if _names(entry, quantity)
            and entry.role in ("act", "have", "share")
            and entry.particle in ("", particle)
        ),
        None,
    )
    if named is None or context.preposition_before(chunk) in ("by", "on", "in"):
        return None
    if named.role == "share" and context.clauses.chunks[0].lower == "of" and context.topics.metric:
        return Attribution(context.topics.metric, context.clause_subject(chunk), "part of the last")
    product = of_what(context, chunk)
    metric = (
        f"{product} {named.measure.removeprefix('money:')}"
        if product and quantity.unit.kind not in ("money", "percent")
        else named.measure.removeprefix("money:")
    )
    if verb.passive:
        thing = context.clauses.subject(verb)
        named_subject = (
            context.name(thing) if thing is not None and thing is not chunk and thing.kind == "noun" else ""
        )
        return Attribution(
            metric, _target(context, verb) or named_subject or context.fallback(chunk), "deed done"
        )
    return Attribution(metric, context.clause_subject(chunk), "deed")


def _names(entry: Verb, quantity: Quantity) -> bool:
    """Whether the table's entry names what a quantity of this kind measures."""
    return bool(entry.measure) and (not entry.measure.startswith("money:") or quantity.unit.kind == "money")


def _target(context: Context, verb: Chunk) -> str:
    """What an amount went into: "5 billion yuan was invested in the plant"."""
    thing = context.noun_behind(verb, ("in", "into", "on", "for", "to"))
    return context.name(thing) if thing is not None and not thing.quantities else ""


def of_what(context: Context, chunk: Chunk) -> str:
    """The product behind "of": "50,000 tonnes of steel"."""
    thing = context.noun_behind(chunk, ("of",))
    return plain(stripped(thing.items)) if thing is not None and not thing.pronoun else ""


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
    if earlier.unit != quantity.unit and not bare and before.lower != "or" and earlier.form != "multiple":
        return None
    listed = before.kind in ("conjunction", "mark") and context.in_clause_of_last(chunk)
    compared = before.kind == "preposition" and before.lower in _COMPARED
    if not (listed or compared):
        return None
    product = of_what(context, chunk)
    if compared and earlier.form == "multiple" and before.lower in ("to", "from"):
        return replace(last, change=None, rule="level after change", follows=earlier.start)
    if listed and product and quantity.unit.kind not in ("money", "percent"):
        return replace(last, metric=product, rule="product beside the last")
    if before.lower == "or":
        return replace(last, rule="the last again", follows=earlier.start)
    return replace(last, change=None if compared else last.change, rule="beside the last", follows=None)


def product(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "produced 50,000 tonnes of steel": the product, named with what the verb does to it."""
    if quantity.unit.kind in ("money", "percent"):
        return None
    name = of_what(context, chunk)
    if not name:
        return None
    governor = context.clauses.governor(chunk.index)
    lemma = governor.verb.form.lemma if governor is not None and governor.verb.form else ""
    metric = f"{name} {_OUTPUTS[lemma]}" if lemma in _OUTPUTS else name
    return Attribution(metric, context.clause_subject(chunk), "product")


def deed_itself(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "send off urgently needed products in three days": what was done, in the article's words."""
    governor = context.clauses.governor(chunk.index)
    if governor is None or quantity.unit.kind not in ("duration", "money", "percent"):
        return None
    skipped = (Tag.TIME, Tag.MODAL, Tag.MARK, Tag.ADVERB, Tag.QUANTITY)
    words = [
        item
        for other in context.clauses.chunks[governor.index : chunk.index]
        for item in other.items
        if item.tag not in skipped
    ]
    while words and words[-1].tag in (Tag.PREPOSITION, Tag.TO, Tag.CONJUNCTION, Tag.DETERMINER):
        words.pop()
    if not any(item.tag is Tag.NOUN for item in words):
        return None
    return Attribution(plain(words), context.clause_subject(chunk), "deed itself")


def subject_itself(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """The measure that the clause's subject names, whatever the verb."""
    measured = context.subject_measure(chunk)
    return Attribution(*measured, "measure of subject") if measured else None


def default(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution:
    """What a quantity of this kind measures where the sentence does not say."""
    return Attribution(_DEFAULT[quantity.unit.kind], context.clause_subject(chunk), "default")
