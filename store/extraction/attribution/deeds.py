"""Rules for what somebody does with an amount or a time: "will invest 3 billion yuan", "takes one day"."""

from __future__ import annotations

from store.extraction.attribution.context import Attribution, Context, stripped
from store.extraction.chunks import Chunk
from store.extraction.phrases import is_bearer, plain
from store.extraction.quantities import Quantity
from store.extraction.tags import Tag
from store.extraction.verbs import Verb

_OUTPUTS = {
    "produce": "output",
    "make": "output",
    "manufacture": "output",
    "generate": "output",
    "handle": "throughput",
}
_INTO = ("on", "in", "into", "for", "to", "towards", "toward")
_PAYING = frozenset("pay earn get make receive".split())
_PAY_PERIODS = ("a month", "per month", "a year", "per year", "a week", "an hour", "monthly")
_STRETCHES = ("over", "for", "during", "through", "throughout", "after", "before", "than", "since")
_ABLE = frozenset(("can", "could"))
_TIME_VERBS = frozenset("take need require last wait spend".split())


def duration_of_deed(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "registration takes one day", "it took seven days to transport these books"."""
    verb = context.clauses.governor(chunk.index)
    behind = context.clauses.after(chunk.index, over=())
    if quantity.unit.kind == "duration" and behind is not None and behind.lower == "old":
        return Attribution("age", context.clause_subject(chunk), "age")
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


def deed(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "will invest 3 billion yuan", "exported 40,000 tonnes", "raised $20 million", "built for 5 billion
    euros".
    """
    verb = context.clauses.governor(chunk.index)
    if verb is None:
        return None
    particle = context.clauses.chunks[verb.index + 1].items[0].lower
    of_verb = any(entry.particle == "for" == particle for entry in verb.entries)  # "accounted for"
    link = context.preposition_before(chunk)
    sold = verb.verb.form is not None and verb.verb.form.lemma == "sell"
    if quantity.unit.kind == "money" and not of_verb and (link == "for" or (sold and link == "at")):
        return Attribution("price" if sold else "cost", context.clause_subject(chunk), "price of deed")
    if quantity.unit.kind == "money" and not link and _is_pay(context, verb, chunk, quantity):
        return Attribution("pay", context.clause_subject(chunk), "pay")
    fitting = [
        entry
        for entry in verb.entries
        if _names(entry, quantity)
        and entry.role in ("act", "have", "share")
        and entry.particle in ("", particle)
    ]
    named = next((entry for entry in fitting if entry.particle), None) or next(iter(fitting), None)
    if named is None or (link in ("by", "on", "in") and link != named.particle):
        return None
    if named.role == "share" and context.clauses.chunks[0].lower == "of" and context.topics.metric:
        return Attribution(context.topics.metric, context.clause_subject(chunk), "part of the last")
    if quantity.unit.kind not in ("money", "percent", "duration") and not _ABLE.isdisjoint(
        i.lower for i in verb.items
    ):
        return Attribution("capacity", context.clause_subject(chunk), "able to")
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
    metric = _spent_on(context, metric, context.noun_behind(chunk, ("on",)))
    return Attribution(metric, context.clause_subject(chunk), "deed")


def _is_pay(context: Context, verb: Chunk, chunk: Chunk, quantity: Quantity) -> bool:
    """Whether people are told to get so much for a stretch of time: "earn 8,000 yuan a month"."""
    form = verb.verb.form
    if form is None or form.lemma not in _PAYING:
        return False
    behind = context.clauses.chunks[chunk.index + 1 : chunk.index + 3]
    period = " ".join(c.lower for c in behind)
    return quantity.unit.name.endswith((" per hour", " per day", " per week")) or period.startswith(
        _PAY_PERIODS
    )


def done_with(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "R212 million was spent on roads", "for which Rs 400 crore was set aside", "£4m will go to the park"."""
    verb = context.clauses.following_verb(chunk.index)
    last = len(context.clauses.chunks) - 1
    if quantity.unit.kind != "money" or verb is None or verb.index == last:
        return None
    subject = context.clauses.subject(verb)
    if subject is not chunk and not (subject is not None and quantity in subject.quantities):
        return None
    particle = context.clauses.chunks[verb.index + 1].items[0].lower
    entries = [entry for entry in verb.entries if entry.particle in ("", particle)]
    named = next(
        (entry for entry in entries if _names(entry, quantity) and entry.role in ("act", "have")), None
    )
    if named is None:
        return None
    thing = context.noun_behind(verb, _INTO)
    whose = ""
    if thing is not None and not thing.quantities:
        whose = context.name(thing) if is_bearer(thing) else context.located(thing)
    metric = named.measure.removeprefix("money:")
    if context.clauses.chunks[0].lower == "of" and context.topics.metric:
        metric = context.topics.metric  # "Of the sum, 740 million went to new projects"
    return Attribution(
        _spent_on(context, metric, thing),
        whose or context.located(verb) or context.fallback(chunk),
        "done with",
    )


def _spent_on(context: Context, metric: str, thing: Chunk | None) -> str:
    """What was spent with what it was spent on: "spending on cold store"."""
    if metric != "spending" or thing is None or thing.quantities or thing.pronoun or is_bearer(thing):
        return metric
    return f"{metric} on {plain(stripped(thing.items)[-2:])}"


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
    if (
        thing is None
        or thing.pronoun
        or (thing.head.mention is not None and thing.head.mention.kind != "person")
    ):
        return ""  # "74 ha of the Pengerang Park" tells of the park
    return plain(stripped(thing.items))


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
    form = governor.verb.form
    if quantity.unit.kind != "duration" and form is not None and form.lemma == "be":
        return None
    if quantity.unit.kind == "duration" and context.preposition_before(chunk) in _STRETCHES:
        return None  # how long something went on says nothing but its duration
    skipped = (Tag.TIME, Tag.MODAL, Tag.MARK, Tag.ADVERB, Tag.QUANTITY)
    words = [
        item
        for other in context.clauses.chunks[governor.index : chunk.index]
        for item in other.items
        if item.tag not in skipped
    ]
    behind = next((i for i, item in enumerate(words) if i and item.lower == "of"), 0)
    if behind and words[behind - 1].form is not None:  # "lost 5% of its jobs": what is left without the number
        words = [
            *words[:behind],
            *(item for item in words[behind + 1 :] if item.lower not in ("its", "the", "their")),
        ]
    while words and words[-1].tag in (Tag.PREPOSITION, Tag.TO, Tag.CONJUNCTION, Tag.DETERMINER):
        words.pop()
    if not any(item.tag == Tag.NOUN for item in words):
        return None
    return Attribution(plain(words), context.clause_subject(chunk), "deed itself")
