"""Verbs: from a form in the text to its verb, its tense and what it does with a quantity."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from store.extraction.tables import cell, rows

Tense = Literal["base", "s", "past", "participle", "ing"]
_VOWELS = "aeiou"


@dataclass(slots=True, eq=False, repr=False)
class Verb:
    """A verb with its class (see verbs.tsv), the particle it needs for that class, and the measure it names."""

    lemma: str
    role: str
    particle: str
    measure: str


@dataclass(slots=True, repr=False)
class Form:
    """One form of one verb. A regular past may be a participle as well: then both forms are listed."""

    lemma: str
    tense: Tense


@cache
def verbs() -> dict[str, tuple[Verb, ...]]:
    """The verbs by lemma, in the order of the table: the first entry that fits wins."""
    table: dict[str, list[Verb]] = {}
    for row in rows("verbs.tsv"):
        lemma, _, particle = row[1].partition("+")
        table.setdefault(lemma, []).append(Verb(lemma, row[0], particle, cell(row, 3)))
    return {lemma: tuple(entries) for lemma, entries in table.items()}


@cache
def forms() -> dict[str, tuple[Form, ...]]:
    """Every form of every verb of the table, lower case."""
    table: dict[str, list[Form]] = {}

    def enter(word: str, lemma: str, tense: Tense) -> None:
        form = Form(lemma, tense)
        entries = table.setdefault(word, [])
        if form not in entries:
            entries.append(form)

    irregular: dict[str, list[str]] = {}
    for row in rows("verbs.tsv"):
        lemma = row[1].partition("+")[0]
        irregular.setdefault(lemma, []).extend(cell(row, 2).split())
    for lemma, past in irregular.items():
        enter(lemma, lemma, "base")
        enter(_s_form(lemma), lemma, "s")
        enter(_ing_form(lemma), lemma, "ing")
        if lemma.endswith("l") and lemma[-2] in _VOWELS:  # British and American: totalled, totaled
            enter(lemma + "ed", lemma, "past")
            enter(lemma + "led", lemma, "past")
            enter(lemma + "ling", lemma, "ing")
            enter(lemma + "ing", lemma, "ing")
        for word in past[:1] or [_past_form(lemma)]:
            enter(word, lemma, "past")
        for word in past[1:] or past[:1] or [_past_form(lemma)]:
            enter(word, lemma, "participle")
    for word in ("is", "are", "am"):
        enter(word, "be", "s")
    enter("has", "have", "s")
    return {word: tuple(entries) for word, entries in table.items()}


@cache
def lemmas_of_class(role: str) -> frozenset[str]:
    """The verbs that have an entry of one class, whatever particle it needs."""
    return frozenset(lemma for lemma, entries in verbs().items() if any(verb.role == role for verb in entries))


@cache
def forms_of_class(role: str) -> frozenset[str]:
    """Every form of the verbs of one class."""
    return frozenset(
        word
        for word, entries in forms().items()
        if any(verb.role == role and not verb.particle for form in entries for verb in verbs()[form.lemma])
    )


def _doubles(lemma: str) -> bool:
    """Whether the last consonant doubles before -ed and -ing: plan, ship, drop; not visit or open."""
    if len(lemma) < 3 or lemma[-1] in "aeiouwxy" or lemma[-2] not in _VOWELS or lemma[-3] in _VOWELS:
        return False
    return sum(letter in _VOWELS for letter in lemma) == 1 or lemma in (
        "commit",
        "transfer",
        "occur",
        "refer",
        "equip",
        "total",
    )


def _s_form(lemma: str) -> str:
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _ing_form(lemma: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")) and lemma != "be":
        return lemma[:-1] + "ing"
    return lemma + (lemma[-1] if _doubles(lemma) else "") + "ing"


def _past_form(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + (lemma[-1] if _doubles(lemma) else "") + "ed"
