"""Rules for quantities that tell a change: "rose by 8 percent", "up 10 percent", "doubled"."""

from __future__ import annotations

from store.extraction.attribution.context import Attribution, Context
from store.extraction.chunks import Chunk
from store.extraction.phrases import change_of, is_bearer, is_measure, owner_and_rest, plain, words_of
from store.extraction.quantities import Quantity
from store.extraction.tags import Tag
from store.records import Change

_UP = frozenset("up wider higher more above faster larger bigger better".split())
_DOWN = frozenset("down narrower lower less fewer below slower smaller cheaper".split())
_DEAREST = 10_000  # what a share costs at the most
_LEVEL_LINKS = frozenset(("to", "from", "at"))


def multiple(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "exports doubled", "will double our capacity": the number itself is the verb."""
    if quantity.form != "multiple":
        return None
    change: Change = "decrease" if quantity.value == 50 else "increase"
    after = context.clauses.after(chunk.index)
    subject = context.clauses.subject_at(chunk.index)
    if after is not None and after.kind == "noun" and not after.quantities:
        metric, owner = context.measure(after, context.name(subject) if subject is not None else "")
        return Attribution(metric, owner, "multiple of object", change=change)
    last = context.last()
    if (
        subject is None
        or subject.kind != "noun"
        or subject.pronoun
        or (is_bearer(subject) and not is_measure(subject))
    ):
        name = context.name(subject) if subject is not None else context.fallback(chunk)
        return Attribution(last.metric if last else "size", name, "multiple", change=change)
    metric, owner = context.measure(subject)
    return Attribution(metric, owner, "multiple of subject", change=change)


def up_or_down(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ ", up 10 percent", "12 percent more than": the change of what was just measured."""
    change = sign(context, chunk, quantity)
    if change is None:
        return None
    last = context.last()
    unit = last.unit if last and quantity.unit.kind == "count" else ""
    own = _measure_before_sign(context, chunk)
    if own is not None:
        metric, subject = context.measure(own, last.subject if last is not None else "")
        return Attribution(metric, subject, "change of its own", change=change)
    if last is not None and context.in_clause_of_last(chunk):
        return Attribution(
            last.metric, last.subject, "change of the last", unit, change, follows=context.order[-1].start
        )
    less = context.clauses.chunks[chunk.index + 1] if chunk.index + 1 < len(context.clauses.chunks) else None
    thing = (
        context.clauses.after(less.index)
        if less is not None and less.lower in ("less", "more", "fewer")
        else None
    )
    if thing is not None and thing.kind == "noun" and thing.index == chunk.index + 2 and not thing.quantities:
        return Attribution(
            plain(thing.items), context.clause_subject(chunk), "more of something", change=change
        )
    beside = context.clauses.before(chunk.index)
    if beside is not None and beside.kind == "noun" and is_measure(beside) and less is not None:
        return Attribution(*context.measure(beside), "change of the noun before", change=change)
    measured = context.subject_measure(chunk)
    if measured:
        return Attribution(*measured, "change of the subject", change=change)
    if last is not None:
        return Attribution(
            last.metric, last.subject, "change of the last", unit, change, follows=context.order[-1].start
        )
    return Attribution(context.topics.metric or "value", context.clause_subject(chunk), "change", change=change)


def sign(context: Context, chunk: Chunk, quantity: Quantity) -> Change | None:
    """The direction told beside a quantity: "up 5 percent", "4 million more than", "9 percent below"."""
    chunks = context.clauses.chunks
    before = context.clauses.before(chunk.index, over=("time",))
    dash = before is not None and before.lower == "-" and before.items[0].end < quantity.start
    if before is not None and before.lower in ("up", "down", "+", "-") and not _is_particle(context, before):
        if dash:  # "made 300 cars - a third of the total"
            return None
        return "increase" if before.lower in ("up", "+") else "decrease"
    if (
        before is not None
        and before.lower == "by"
        and before.index
        and chunks[before.index - 1].lower in ("up", "down")
    ):
        return "increase" if chunks[before.index - 1].lower == "up" else "decrease"
    level = chunks[chunk.index + 1].lower.split()[0] if chunk.index + 1 < len(chunks) else ""
    if level in ("above", "below") and quantity.unit.kind == "percent":
        return "increase" if level == "above" else "decrease"
    behind = next((c for c in chunks[chunk.index + 1 :] if c.kind != "time"), None)
    word = behind.items[0].lower if behind is not None else ""
    if word in ("above", "below") and quantity.unit.kind != "percent":
        return None
    if word in _UP:
        return "increase"
    return "decrease" if word in _DOWN else None


def _measure_before_sign(context: Context, chunk: Chunk) -> Chunk | None:
    """The measure of ", with exports up 9.5 percent"."""
    chunks, at = context.clauses.chunks, chunk.index
    if at < 3 or chunks[at - 1].lower not in ("up", "down") or not is_measure(chunks[at - 2]):
        return None
    return chunks[at - 2] if chunks[at - 3].lower in ("with", "and") else None


def _is_particle(context: Context, word: Chunk) -> bool:
    """Whether the "up" belongs to the verb before it: "made up", "eat up"; not in "was up"."""
    verb = context.clauses.chunks[word.index - 1] if word.index else None
    return verb is not None and verb.kind == "verb" and not (verb.verb.form and verb.verb.form.lemma == "be")


def by_verb(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "exports rose (by) 8 percent", "cut costs by a fifth"; "rose to 5 billion" tells the level."""
    verb = context.clauses.governor(chunk.index)
    change = context.change_of_verb(verb)
    if verb is None or change is None:
        return None
    link = context.preposition_before(chunk)
    entry = context.entry(verb)
    if entry is not None and link == entry.particle:
        link = ""
    if link and link not in _LEVEL_LINKS | {"by"}:
        return None
    thing = context.object_between(verb, chunk)
    gaining = context.noun_behind(chunk, ("to",)) if link == "" else None
    if thing is None and gaining is not None and is_measure(gaining) and not gaining.quantities:
        metric, subject = context.measure(gaining, context.clause_subject(chunk))  # "adding 40% to capacity"
    elif thing is not None and thing.pronoun and thing.head.lower in ("it", "them", "this", "that"):
        last = context.last()
        metric = last.metric if last is not None else context.topics.metric
        subject = context.clause_subject(chunk)
    elif thing is not None:
        metric, subject = context.measure(
            thing, "" if owner_and_rest(thing.items)[0] else context.clause_subject(chunk)
        )
    else:
        measured = context.subject_measure(chunk)
        if measured is not None and not link and _is_deed_of(context, verb, quantity):
            return None  # "It had raised $15 billion"
        if measured is None:
            if gaining is None:
                return _share_price(context, verb, quantity, None if link in _LEVEL_LINKS else change)
            gained = owner_and_rest(gaining.items)[1]
            measured = plain(gained), context.clause_subject(chunk)
        metric, subject = measured
    beyond = chunk.lower.split()[0] in ("below", "above", "under") and quantity.bound in ("under", "over")
    if link in _LEVEL_LINKS or (beyond and not link):  # "dropped below half"
        return Attribution(metric, subject, "level after change")
    return Attribution(metric, subject, "changed by verb", change=change)


def _is_deed_of(context: Context, verb: Chunk, quantity: Quantity) -> bool:
    """Whether a pronoun does with money what the verb's entry names: raises, loses or saves it."""
    subject = context.clauses.subject(verb)
    deed = verb.is_of("act") and any(entry.measure for entry in verb.entries)
    return deed and quantity.unit.kind == "money" and subject is not None and subject.pronoun


def _share_price(
    context: Context, verb: Chunk, quantity: Quantity, change: Change | None
) -> Attribution | None:
    """ "Dialog Bhd rose four sen to RM2.38": an amount by which a company itself rises is its share's."""
    subject = context.clauses.subject(verb)
    mention = subject.head.mention if subject is not None else None
    if subject is None or mention is None or mention.kind != "organization":
        return None
    if quantity.unit.kind != "money" or quantity.value > _DEAREST:
        return None
    return Attribution("share price", context.name(subject), "share price", change=change)


def reached(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "growth in exports of 14 percent to reach Q", "an 8% drop in output to Q": the level that results."""
    last = context.last()
    if last is None or last.change is None or context.order[-1].unit.kind != "percent":
        return None
    if quantity.unit.kind in ("percent", "duration", "rank") or not context.in_clause_of_last(chunk):
        return None
    verb = context.clauses.before(chunk.index)
    entry = context.entry(verb) if verb is not None and verb.kind == "verb" and not verb.finite else None
    reaching = entry is not None and entry.role == "level"
    if not reaching and context.preposition_before(chunk) != "to":
        return None
    return Attribution(last.metric, last.subject, "level after change", follows=context.order[-1].start)


def by_noun(context: Context, holder: Chunk, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "an increase of 8 percent", "a growth rate of 5 percent", where `holder` is the phrase before "of"."""
    direction = change_of(holder.head.lower)
    if direction is None and holder.head.lower in ("rate", "pace", "speed"):
        words = [item.lower for item in holder.items if change_of(item.lower)]
        direction = change_of(words[-1]) if words else None
    if direction is None:
        return None
    metric, subject, follows = changed_thing(context, holder, chunk)
    last = context.last()
    unit = last.unit if last is not None and follows is not None and quantity.unit.kind == "count" else ""
    return Attribution(metric, subject, "change noun", unit, direction, follows=follows)


def changed_thing(context: Context, holder: Chunk, chunk: Chunk) -> tuple[str, str, int | None]:
    """What the noun of change in `holder` changes: "a rise in exports", "GDP growth", else the last thing.

    The third value is the start of the quantity before, where that is what changes.
    """
    for place in dict.fromkeys((holder.index, chunk.index)):
        thing = context.noun_behind(context.clauses.chunks[place], ("in", "of", "for"))
        if thing is not None and thing.head.lower in ("period", "time"):
            continue  # "an increase of 8 percent in the same period"
        if thing is not None and not thing.quantities and (is_measure(thing) or not is_bearer(thing)):
            return (*context.measure(thing), None)
    owner, rest = owner_and_rest(holder.items)
    kept = [
        item
        for item in rest
        if item.quantity is None
        and item.tag in (Tag.NOUN, Tag.ADJECTIVE)
        and change_of(item.lower) is None
        and item.lower not in words_of("growth")
    ]
    if any(item.tag == Tag.NOUN for item in kept):
        return plain(kept), context.topics.name(owner) if owner else context.clause_subject(holder), None
    last = context.last()
    verb = context.clauses.governor(holder.index)
    own = context.clauses.subject(verb) if verb is not None else None
    if last is not None:
        place = context.clauses.place(context.order[-1]) or 0
        if own is not None and own.index > place and is_measure(own):
            return (*context.measure(own), None)  # "GDP rose 2 percent and investment saw growth of 4"
        return last.metric, last.subject, context.order[-1].start
    reckoned = verb is not None and own is not None and context.speaks(verb, own)
    expected = reckoned or (verb is not None and not verb.passive and verb.is_of("plan"))
    measured = None if expected else context.subject_measure(holder)  # not what expects "growth of 2 percent"
    if measured:
        return (*measured, None)
    unsaid = context.topics.measured.get("percent") if expected else context.topics.metric
    return unsaid or holder.head.text, context.clause_subject(holder), None
