"""Verbs of those who only tell: who says, reckons or foretells is not whom the figures are about."""

from __future__ import annotations

from store.extraction.chunks import RELATIVES, Chunk
from store.extraction.clauses import Clauses
from store.extraction.phrases import words_of

_OWN = frozenset("its their our his her".split())
_RECKONING = frozenset("expect forecast predict project estimate anticipate see put reckon".split())


def main_verbs(clauses: Clauses) -> list[Chunk]:
    """The finite verbs of main clauses that tell of somebody, the speakers' verbs left out."""
    verbs = []
    relative = False
    for chunk in clauses.chunks:
        if chunk.relative:
            before = clauses.before(chunk.index)
            that = chunk.lower == "that" and before is not None and before.kind == "noun"
            that = that and not _told_by(clauses, chunk)
            relative = that or (chunk.head.lower in RELATIVES and chunk.lower != "that")
        elif chunk.kind == "verb" and chunk.finite:
            subject = clauses.subject(chunk)
            reckons = subject is not None and _reckons(clauses, chunk, subject)
            if (
                not relative
                and not reckons
                and (not _says(clauses, chunk) or _speaks_of_itself(clauses, chunk))
            ):
                verbs.append(chunk)
            relative = False
    return verbs


def _told_by(clauses: Clauses, that: Chunk) -> bool:
    """Whether "that" begins what was said: "learned from the office that", "said in a report that"."""
    behind = clauses.chunks[max(0, that.index - 3) : that.index]
    return len(behind) == 3 and behind[0].is_of("say") and behind[1].kind == "preposition"


def _speaks_of_itself(clauses: Clauses, verb: Chunk) -> bool:
    """Whether a company opens the sentence with what it says: "Hyundai said it will spend"."""
    subject = clauses.subject(verb)
    if subject is None or any(
        c.kind not in ("adverb", "mark", "time") for c in clauses.chunks[: subject.index]
    ):
        return False
    mention = subject.head.mention
    if mention is None:  # "Separately, Daeyang said its loss widened"
        behind = clauses.chunks[verb.index + 1 : verb.index + 3]
        return subject.head.proper and any(c.items[0].lower in ("it", "its") for c in behind)
    return mention.kind in ("organization", "cluster")


def speaks(clauses: Clauses, verb: Chunk, subject: Chunk) -> bool:
    """Whether the verb's subject only tells, reckons or foretells what the figures are about."""
    person = subject.head.mention is not None and subject.head.mention.kind == "person"
    return _says(clauses, verb) or person or _reckons(clauses, verb, subject)


def _says(clauses: Clauses, verb: Chunk) -> bool:
    chunks, subject = clauses.chunks, clauses.subject(verb)
    he = subject is not None and subject.lower in ("he", "she")
    return says(verb, chunks[verb.index + 1] if verb.index + 1 < len(chunks) and not he else None)


def _reckons(clauses: Clauses, verb: Chunk, subject: Chunk) -> bool:
    """Whether somebody says what to expect of others: "analysts expect growth", "puts the loss at"."""
    form = verb.verb.form
    if form is None or form.lemma not in _RECKONING:
        return False
    if form.lemma in ("put", "estimate"):
        at = next((c for c in clauses.chunks[verb.index + 1 :] if c.quantities or c.lower == "at"), None)
        thing = clauses.chunks[verb.index + 1] if verb.index + 1 < len(clauses.chunks) else None
        owned = thing is not None and thing.items[0].lower in _OWN
        if at is not None and at.lower == "at" and not owned and not verb.passive:
            return True
    return subject.head.lower in words_of("forecaster")


def says(verb: Chunk, behind: Chunk | None = None) -> bool:
    """Whether the verb only introduces what somebody says; "with the city adding R320 million" says nothing,
    nor does "will add 1,500 jobs", where the jobs are the chunk `behind` it.
    """
    if verb.verb.form is not None and verb.verb.form.lemma == "add":
        gives = behind is not None and (bool(behind.quantities) or behind.lower in ("another", "some"))
        if not verb.finite or gives:
            return False
    return verb.is_of("say")
