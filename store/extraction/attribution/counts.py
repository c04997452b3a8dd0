"""Rules for numbers that count: "1,332 companies", "25 have begun production", "38 of the 41 industries"."""

from __future__ import annotations

from dataclasses import replace

from store.extraction.attribution import changes, labels
from store.extraction.attribution.context import Attribution, Context, stripped
from store.extraction.attribution.counted import counted_noun, counted_words, plural_of, subject_of_count
from store.extraction.chunks import Chunk
from store.extraction.phrases import (
    change_of,
    counts,
    is_measure,
    owner_and_rest,
    plain,
    words_of,
)
from store.extraction.quantities import Quantity
from store.extraction.tags import Tag, is_plural
from store.records import Change

_MAKING = frozenset(("creation", "generation"))
_COMPARING = frozenset("from to against than with versus below above over".split())


def counted(context: Context, chunk: Chunk, position: int, quantity: Quantity) -> Attribution:
    """ "1,332 companies", "the freeport's seven sites", "a capacity of 30 million copies", "an increase of 286
    firms".
    """
    rest, unit = counted_noun(chunk.items[position + 1 :])
    noun = plain(rest)
    if unit in ("ones", "others"):  # "604 projects and 219 domestic ones"
        counted_before = [context.found[q.start].unit for q in context.order if q.unit.kind == "count"]
        unit = next(filter(None, reversed(counted_before)), "") or context.topics.counted[1] or unit
        noun = " ".join([*noun.split()[:-1], unit])
    owner, _ = owner_and_rest(chunk.items[: position + 1])
    if owner:
        return Attribution(noun, context.owner_name(owner, chunk), "counted noun of owner", unit)
    measured = _level_told(context, chunk) or _labelled(context, chunk, unit)
    if measured is not None:
        return Attribution(*measured, "level of subject", unit)
    able = _able_to(context, chunk)
    if able is not None:
        return Attribution(*able, "able to", unit)
    before = context.clauses.before(chunk.index)
    holder = context.clauses.before(before.index) if before is not None and before.lower == "of" else None
    if holder is not None and holder.kind == "noun" and counts(holder.head.lower):
        direction = change_of(holder.head.lower)
        if direction:
            return Attribution(noun, subject_of_count(context, chunk), "change of count", unit, direction)
        if holder.head.lower not in words_of("transparent") | {"number", "share", "volume"}:
            metric, subject = context.measure(holder)
            return Attribution(metric, subject, "measure of count", unit)
    change = _change_before(context, chunk)
    return Attribution(noun, subject_of_count(context, chunk), "counted noun", unit, change)


def _able_to(context: Context, chunk: Chunk) -> tuple[str, str] | None:
    """What "the capacity to build 200,000 vehicles" measures."""
    verb = context.clauses.before(chunk.index)
    holder = context.clauses.before(verb.index) if verb is not None and verb.infinitive else None
    if (
        holder is None
        or holder.kind != "noun"
        or holder.head.lower not in ("capacity", "ability", "capability")
    ):
        return None
    return "capacity", context.measure(holder)[1]


def _labelled(context: Context, chunk: Chunk, unit: str) -> tuple[str, str] | None:
    """What the label of a line measures: "Vehicle output: 1.72 million units", not "Electronics: 160 firms"."""
    told = labels.of_line(context, chunk)
    return told if told is not None and (unit == "units" or counts(told[0].lower().split()[-1])) else None


def _level_told(context: Context, chunk: Chunk) -> tuple[str, str] | None:
    """What "rose to 771,100 units" measures: the verb's subject, where that is a measure."""
    verb = context.clauses.governor(chunk.index)
    entry = context.entry(verb) if verb is not None else None
    if verb is None or entry is None:
        return None
    if entry.role not in ("rise", "fall", "level") and context.preposition_before(chunk) != "at":
        return None
    link = context.preposition_before(chunk)
    put = link == "at" and any(e.particle == "at" for e in verb.entries)
    direct = context.clauses.before(chunk.index) is verb and entry.role == "level"
    raised = context.object_between(verb, chunk)
    if raised is not None and is_measure(raised) and (link in ("to", "from") or put):
        return context.measure(raised, context.clause_subject(chunk))
    if (not direct and link not in ("to", "from", "at")) or raised is not None:
        return None
    subject = context.clauses.subject(verb)
    if subject is None or subject.kind != "noun" or subject.quantities or not is_measure(subject):
        return None
    return context.measure(subject)


def part_of_counted(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "38 of the 41 major industries", "seven of its 60 investors", "ten of them"."""
    whole = context.noun_behind(chunk, ("of", "out of")) or _out_of(context, chunk)
    if whole is not None and whole.head.lower == "total":
        whole = context.noun_behind(whole, ("of",)) or whole  # "out of a total of 427 zones"
    if whole is None:
        return None
    if whole.pronoun:
        named = context.clauses.after(whole.index)
        if whole.lower == "them" and named is not None and named.kind == "noun" and is_plural(named.head.lower):
            rest, unit = counted_noun(stripped(named.items))  # "1,130 of them manufacturers"
            return Attribution(plain(rest), subject_of_count(context, chunk), "described count", unit)
        verb = context.clauses.following_verb(chunk.index)
        description = _description(context, verb) if verb is not None and verb.passive else None
        if description is not None:
            rest, unit = counted_noun(stripped(description.items))
            return Attribution(plain(rest), subject_of_count(context, chunk), "described count", unit)
        return _of_group(context, chunk, whole)
    rest, unit = counted_noun([item for item in stripped(whole.items) if item.quantity is None])
    rest = [item for item in rest if item.tag != Tag.DETERMINER]
    return Attribution(plain(rest), subject_of_count(context, chunk), "part of counted", unit)


def _out_of(context: Context, chunk: Chunk) -> Chunk | None:
    """The things behind "out of"."""
    behind = context.clauses.chunks[chunk.index + 1 : chunk.index + 4]
    words = [c.lower for c in behind[:2]]
    return behind[2] if len(behind) == 3 and words == ["out", "of"] and behind[2].kind == "noun" else None


def _of_group(context: Context, chunk: Chunk, whole: Chunk) -> Attribution | None:
    """ "13 of which", "ten of them": of the things named before."""
    counted_before, counted_unit = context.topics.counted
    group = _group_before(context, chunk)
    beside = group is not None and group.index == chunk.index - 2  # "suppliers, 60 of them local"
    if group is None or (not group.quantities and whole.head.lower == "them" and counted_before and not beside):
        subject = context.topics.latest
        return Attribution(counted_before, subject, "part of group", counted_unit) if counted_before else None
    rest, unit = counted_noun(stripped(group.items))
    return Attribution(plain(rest), subject_of_count(context, group), "part of group", unit)


def others(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "43 new projects and 27 others that raised their capital": things of the same kind."""
    after = context.clauses.after(chunk.index, over=())
    earlier = next((q for q in reversed(context.order) if q.unit.kind == "count"), None)
    if after is None or after.lower not in ("others", "ones") or earlier is None:
        return None
    found = context.found[earlier.start]
    return replace(found, metric=found.unit or found.metric, rule="others", follows=None)


def at_work(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "Aichi, where 330,000 work for car makers": people, whoever they are."""
    verb = context.clauses.after(chunk.index)
    form = verb.verb.form if verb is not None and verb.kind == "verb" else None
    if form is None or form.lemma not in ("work", "live", "commute") or context.preposition_before(chunk):
        return None
    return Attribution("people", subject_of_count(context, chunk), "at work", "people")


def described(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "114 are enterprises with …", "13 have been recognized as … firms", "25 have begun production"."""
    verb = context.clauses.following_verb(chunk.index)
    if verb is None or context.clauses.after(chunk.index) is not verb:
        return None
    description = _description(context, verb)
    if description is not None:
        rest, unit = counted_noun(stripped(description.items))
        return Attribution(plain(rest), context.name(chunk), "described count", unit)
    group = _group_before(context, chunk)
    doing = [verb.verb.text]
    if group is None:
        metric, unit = context.topics.counted
        return (
            Attribution(" ".join([metric, *doing]), context.topics.latest, "count of those before", unit)
            if metric
            else None
        )
    rest, unit = counted_noun(stripped(group.items))
    object_ = context.clauses.after(verb.index)
    if verb.verb.form is not None and verb.verb.form.lemma == "be" and object_ is not None:
        state = context.clauses.chunks[verb.index + 1]
        doing = [state.lower] if state.kind == "adverb" and state.head.tag == Tag.ADJECTIVE else []
        if object_.kind == "preposition":  # "24 firms, of which 15 are in operation"
            doing.append(object_.lower)
            object_ = context.clauses.after(object_.index)
    if object_ is not None and object_.kind == "noun":
        doing.append(plain(object_.items))
    metric = " ".join([plain(rest), *doing])
    change = context.change_of_verb(verb) if verb.passive else None
    return Attribution(metric, subject_of_count(context, group), "count of those before", unit, change)


def _description(context: Context, verb: Chunk) -> Chunk | None:
    """What the counted things are, or were called."""
    after = context.clauses.after(verb.index)
    if after is None:
        return None
    if verb.verb.form and verb.verb.form.lemma == "be" and after.kind == "noun":
        return after if len(after.items) > 1 or is_plural(after.head.lower) else None  # not "11 are complete"
    if verb.passive:
        return context.noun_behind(verb, ("as",))
    return None


def of_money(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "invested 385 million euros, of which 62 million went into research": an amount whose currency was
    said.
    """
    measured = [
        q
        for q in context.order
        if q.unit.name and q.unit.kind not in ("count", "percent", "duration", "rank", "other")
    ]
    times = bool(context.order) and context.order[-1].unit.name == "time"
    if quantity.scaled and times and not measured and context.topics.money is not None:
        metric = context.topics.lately.get("money", "value")  # "That is six times the 2.5 billion of 2021"
        return Attribution(metric, context.topics.latest, "amount told before", like=context.topics.money)
    if not quantity.scaled or not measured or _counted_behind(context, chunk):
        return None
    last, earlier = context.found[measured[-1].start], measured[-1]
    before = context.clauses.before(chunk.index)
    holder = context.clauses.before(before.index) if before is not None and before.lower == "with" else None
    if holder is not None and holder.lower == ",":
        holder = context.clauses.before(holder.index)
    subject = context.name(holder) if holder is not None and holder.kind == "noun" else last.subject
    follows = earlier.start if holder is None else None
    change = changes.sign(context, chunk, quantity)
    return Attribution(last.metric, subject, "amount like the last", "", change, earlier.unit, follows)


def _counted_behind(context: Context, chunk: Chunk) -> str:
    """What "from 4 million" counts that goes on "to 5.2 million units", or ""."""
    after = context.clauses.after(chunk.index)
    if context.preposition_before(chunk) != "from" or after is None or after.lower != "to":
        return ""
    behind = context.clauses.after(after.index)
    if behind is None or behind.kind != "noun" or not behind.quantities:
        return ""
    return counted_noun([item for item in behind.items if item.quantity is None])[1]


def shared_noun(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "six Japanese and two Chinese enterprises": the noun stands with the next number."""
    for later in context.clauses.chunks[chunk.index + 1 : chunk.index + 4]:
        if later.kind == "noun" and later.quantities and later.quantities[0].unit.kind == "count":
            rest, unit = counted_noun(stripped(later.items))
            return Attribution(plain(rest), subject_of_count(context, chunk), "shared noun", unit)
        if later.kind not in ("conjunction", "noun") and later.lower != ",":
            return None
    return None


def part_of_measure(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "takes up 130 of 595 hectares": the number shares the unit behind it."""
    after = context.clauses.after(chunk.index)
    behind = (
        context.clauses.after(after.index) if after is not None and after.lower in ("of", "out of") else None
    )
    if behind is None or behind.kind != "quantity" or behind.quantities[0].unit.kind == "count":
        return None
    unit = behind.quantities[0].unit
    return Attribution(unit.kind, context.clause_subject(chunk), "part of measure", like=unit)


def with_unit(context: Context, chunk: Chunk, quantity: Quantity, found: Attribution) -> Attribution:
    """What a measured bare number counts: the unit of the quantity it is compared with, else a noun of its
    metric.
    """
    last = context.order[-1] if context.order else None
    compared = context.preposition_before(chunk) in _COMPARING or found.rule in (
        "beside the last",
        "level after change",
    )
    same = last is not None and context.found[last.start].metric == found.metric
    told = found.rule == "level of subject" and not quantity.scaled
    if last is not None and same and told and not found.unit and last.unit.kind != "rank":
        earlier = context.found[last.start]
        if earlier.unit:  # "150,000 units, and the figure is to reach 710,000"
            return replace(found, unit=earlier.unit)
        if last.unit.kind != "count":
            return replace(found, like=last.unit)
    if told and last is None and found.metric == context.topics.counted[0]:
        return replace(found, unit=context.topics.counted[1])
    measured = last is not None and last.unit.kind not in ("percent", "rank", "count")
    if (
        last is not None
        and measured
        and ((compared and same and found.unit == "") or (quantity.scaled and last.unit.kind == "money"))
    ):
        return replace(found, like=last.unit)
    counted = _counted_behind(context, chunk)
    if counted:
        return replace(found, unit=counted)
    if not quantity.scaled and quantity.value % 1:
        return found  # "closed at 2,521.76": nothing that one counts
    counted_subject = found.subject.lower().split()[-1:] if found.metric in ("number", "tally", "total") else []
    if counted_subject and is_plural(counted_subject[0]):
        return replace(found, unit=counted_subject[0])  # "Their number has shrunk by 300"
    for word in reversed(found.metric.lower().split()):
        if word in words_of("people"):
            return replace(found, unit=word if is_plural(word) or word == "staff" else "people")
    words = found.metric.lower().split()
    if len(words) > 1 and words[-1] in _MAKING:
        return replace(found, unit=plural_of(words[-2]))  # "job creation stood at 19,199"
    own = counted_words(found.metric)
    if not found.unit and not is_plural(found.metric.lower().split()[-1]):
        units = [context.found[q.start].unit for q in context.order if q.unit.kind == "count"]
        own = next(filter(None, reversed(units)), "") or context.topics.counted[1] or own
    return replace(found, unit=found.unit or own)


def of_antecedent(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """A number alone: it counts the things named last."""
    group = _numbered(context, chunk) or _group_before(context, chunk)
    if group is not None:
        rest, unit = counted_noun(stripped(group.items))
        return Attribution(plain(rest), subject_of_count(context, chunk), "count of those before", unit)
    metric, unit = context.topics.counted  # "There were 31 tanneries. Today there are nine"
    if not metric or context.preposition_before(chunk) not in ("", "to", "from"):
        return None
    return Attribution(metric, subject_of_count(context, chunk), "count of those before", unit)


def _group_before(context: Context, chunk: Chunk) -> Chunk | None:
    """The last phrase of counted or plural things before the chunk."""
    earlier = [c for c in reversed(context.clauses.chunks[: chunk.index]) if c.kind == "noun" and not c.pronoun]
    plural = [c for c in earlier if is_plural(c.head.lower)]
    return next((c for c in plural if c.quantities), None) or next(iter(plural), None)


def _numbered(context: Context, chunk: Chunk) -> Chunk | None:
    """What "number 5,800" counts: the plural subject of a verb of level, whatever stands between."""
    verb = context.clauses.before(chunk.index)
    entry = context.entry(verb) if verb is not None and verb.kind == "verb" else None
    subject = context.clauses.subject(verb) if verb is not None and entry is not None else None
    if entry is None or entry.role != "level" or subject is None or subject.kind != "noun" or subject.pronoun:
        return None
    return subject if is_plural(subject.head.lower) and not is_measure(subject) else None


def _change_before(context: Context, chunk: Chunk) -> Change | None:
    """The direction that the governing verb gives to its object: "cut 3,000 jobs", "rose by 3,000 units"."""
    verb = context.clauses.governor(chunk.index)
    before = context.clauses.before(chunk.index)
    if verb is None or (before is not verb and context.preposition_before(chunk) != "by"):
        return None
    return context.change_of_verb(verb)
