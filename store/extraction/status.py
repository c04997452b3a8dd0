"""Whether what a fact tells has happened: `planned` or `actual`, by clause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store.extraction.chunks import Chunk
from store.extraction.clauses import Clauses
from store.extraction.phrases import words_of
from store.extraction.quantities import Quantity
from store.extraction.tags import Tag
from store.records import Status

_PRESENT = frozenset(("is", "are", "remains", "remain", "stands", "has", "have"))
_BASES = frozenset(("against", "from", "than", "versus"))
_PLANS = frozenset(
    "target targets goal goals aim aims plan plans forecast forecasts objective objectives guidance outlook"
    " projection projections".split()
)
_FORETOLD = frozenset("target targets forecast forecasts guidance outlook projection projections".split())
_FORETELLING = frozenset(word for word in _PLANS if word.endswith("s"))
_GUESSED = frozenset(("estimated", "projected"))
_PRESENT_NEEDS = ("need", "allow")  # verbs of plans that tell what is needed now, what was allowed
_UNDERWAY = frozenset("build expand put install develop ready construct seek look".split())
_SETTING = frozenset("kept set maintained put fixed left".split())
_BEING = frozenset(("is", "are", "was", "were", "be", "been"))
_ABOUT = tuple(
    f"{words} "
    for words in "to|about|due|set|ready|slated|poised|likely|bound|confident|hopeful|on course|on track".split(
        "|"
    )
)
_FUTURE = frozenset(("will", "would", "shall", "'ll", "should", "could"))


def status_of(clauses: Clauses, quantity: Quantity, period: str | None, published: date | None) -> Status:
    """`planned` where the clause speaks of a plan, target, design or forecast, else `actual`."""
    chunks = clauses.chunks
    at = clauses.place(quantity)
    if at is None:
        return "actual"
    today = published.isoformat() if published else ""
    if period and today and not period.startswith("..") and period[:10] >= today and period[-10:] > today:
        return "planned"
    before = clauses.before(at)
    over = bool(period and today and ".." not in period and period[-10:] < today)
    if over and before is not None and before.lower in _BASES:
        return "actual"  # "will spend 220 million, against 140 million last year"
    if before is not None and before.lower == "from" and _begins_change(clauses, at):
        return "actual"  # "will rise to 30 percent from 20 percent now"
    planned = words_of("planned") - _GUESSED if over else words_of("planned")
    apart = False  # whether "and" stands between: "71% of the target and up 3.2%"
    for i in range(at, -1, -1):
        chunk = chunks[i]
        apart = apart or chunk.kind == "conjunction"
        named = at - i <= 3 and not apart and not planned.isdisjoint([item.lower for item in chunk.items])
        if named and not _estimates(chunks, chunk):
            return "planned"
        if chunk.kind == "noun" and _foretells(chunk):
            return "planned"
        if chunk.kind == "verb":
            if over and i and chunks[i - 1].lower == "after" and _is_ing(chunk):
                return "actual"  # "will fall by 2 percent, after posting a rise of 3 last year"
            if over and _is_now(chunk):
                return "actual"  # "plans to invest 9 million this year, after spending 1 million last year"
            if not _FUTURE.isdisjoint([item.lower for item in chunk.items]):
                return "planned"
            if _is_underway(chunk) or (_plans(chunks, chunk) and not (over and chunk.verb.lower in _GUESSED)):
                return "planned"
            joined = i and chunks[i - 1].kind == "conjunction" and chunk.verb.form is not None
            if joined and chunk.verb.form is not None and chunk.verb.form.tense == "base":
                continue  # "is to begin in May and take 18 months"
            if chunk.finite:
                return "planned" if _about_to(chunks, chunk) or _names_plan(clauses, chunk) else "actual"
    verb = clauses.following_verb(at)
    return "planned" if verb is not None and _is_to_come(chunks, verb) else "actual"


def _is_to_come(chunks: Sequence[Chunk], verb: Chunk) -> bool:
    """ "400 jobs will follow", "400 jobs are planned", "5 million euros have been earmarked for"."""
    if any(item.lower in _FUTURE for item in verb.items):
        return True
    if verb.items[0].lower not in _PRESENT:
        return False
    after = chunks[verb.index + 1] if verb.index + 1 < len(chunks) else None
    if after is not None and after.kind == "adverb" and after.items[0].lower in words_of("planned"):
        return True
    return verb.passive and any(entry.role == "plan" and entry.lemma != "set" for entry in verb.entries)


def _plans(chunks: Sequence[Chunk], verb: Chunk) -> bool:
    """ "plans to", "expects", "has set (aside)", but for "has set up"."""
    behind = [chunk.lower for chunk in chunks[verb.index + 1 : verb.index + 2]]
    if verb.verb.tag != Tag.VERB or (verb.finite and behind == ["up"]) or _estimates(chunks, verb):
        return False
    return any(
        entry.role == "plan" and not entry.particle and entry.lemma not in _PRESENT_NEEDS
        for entry in verb.entries
    )


def _estimates(chunks: Sequence[Chunk], verb: Chunk) -> bool:
    """ "Incomes are estimated at 5 million": what is, as far as one knows."""
    behind = [chunk.lower for chunk in chunks[verb.index + 1 : verb.index + 2]]
    return verb.kind == "verb" and verb.verb.lower in _GUESSED and behind == ["at"]


def _foretells(noun: Chunk) -> bool:
    """Whether a plural of a plan stands before a noun, which a noun would not: "the firm forecasts growth"."""
    return any(item.lower in _FORETELLING for item in noun.items[1:-1])


def _is_ing(verb: Chunk) -> bool:
    return verb.verb.form is not None and verb.verb.form.tense == "ing"


def _is_underway(verb: Chunk) -> bool:
    """ "Is building", "is being built": what is not there yet."""
    words = [item.lower for item in verb.items]
    form = verb.verb.form
    if words[0] not in ("is", "are", "'s", "'re") or form is None or form.lemma not in _UNDERWAY:
        return False
    return form.tense == "ing" or "being" in words


def _names_plan(clauses: Clauses, verb: Chunk) -> bool:
    """ "The target is 30 percent", "its goal remains 5,000 jobs", "the forecast was kept at 5 percent"."""
    subject = clauses.subject(verb)
    if subject is None or subject.head.lower not in _PLANS:
        return False
    return verb.items[0].lower in _PRESENT or verb.verb.lower in _SETTING


def _about_to(chunks: Sequence[Chunk], verb: Chunk) -> bool:
    """ "is to", "is about to", "is due to", "is set to", "is likely to", "is on course to", "is going to"."""
    behind = chunks[verb.index + 1 : verb.index + 2]
    if verb.verb.lower == "going" and behind and behind[0].infinitive:
        return True
    following = " ".join([chunk.lower for chunk in chunks[verb.index + 1 : verb.index + 3]]) + " "
    return verb.items[-1].lower in _BEING and following.startswith(_ABOUT)


def _is_now(verb: Chunk) -> bool:
    """Whether the verb tells of now or of what is to come, so that a time that is over is not its own."""
    form = verb.verb.form
    present = form is not None and form.tense in ("s", "base") and len(verb.items) == 1
    return verb.finite and (present or verb.items[0].lower in ("will", "'ll", "shall"))


def _begins_change(clauses: Clauses, at: int) -> bool:
    """Whether the quantity, behind "from", is where a change begins: "from 20 to 30", "to 30% from 20%"."""
    chunks, quantity = clauses.chunks, clauses.chunks[at].quantities[0]
    nouns = {item.lower for chunk in chunks[:at] for item in chunk.items}
    if not nouns.isdisjoint(_FORETOLD):
        return False  # "raised its forecast to 120 from 105"
    behind = chunks[at + 1 : at + 3]
    to = any(chunk.lower == "to" and chunks[chunk.index + 1].quantities for chunk in behind[:-1])
    kinds = {earlier.unit.kind for chunk in chunks[:at] for earlier in chunk.quantities}
    return to or (quantity.unit.kind != "count" and quantity.unit.kind in kinds)
