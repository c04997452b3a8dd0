"""Sites named without a noun such as "park", which a description takes up: `at Llanelli Gate … The park`."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from store.extraction.cluster_phrases import Phrase
from store.extraction.name_places import Proper
from store.extraction.name_runs import find_runs
from store.extraction.name_tables import tables, words
from store.extraction.name_tokens import Tokens

_SITES = ("park", "zone")
_NEAR = 90  # words from a name to the description that takes it up


def taken_up_sites(tokens: Tokens, phrases: Sequence[Phrase], proper: Sequence[Proper]) -> list[Phrase]:
    """The phrase that names the site which "the park" stands for, where none was named before.

    That is the name nearest before it that things are said to be "at" or "on".
    """
    others = {
        at
        for name in proper
        if name.kind != "place" or name.name in tables().places
        for at in range(name.first, name.last + 1)
    }
    found: dict[str, Phrase] = {}
    named: set[str] = set()
    floor = 0
    for phrase in phrases:
        if phrase.form != "bare":
            named.add(phrase.kind)
            floor = phrase.last
        elif phrase.kind in _SITES and phrase.kind not in named and _takes_up(phrase):
            named.add(phrase.kind)
            site = _nearest_site(tokens, phrase, floor, others)
            if site is not None:
                found[phrase.kind] = site
    return list(found.values())


def _nearest_site(tokens: Tokens, taking: Phrase, floor: int, others: Collection[int]) -> Phrase | None:
    """The name that a description takes up: the nearest before it, but behind `floor`."""
    runs = [run for run in find_runs(tokens) if max(taking.first - _NEAR, floor) <= run[0] < taking.first]
    for first, last in reversed(runs):
        if _is_site_name(tokens, first, last, others):
            return Phrase(first, last, last, taking.kind, taking.lemma, "name", False)
    return None


def _takes_up(phrase: Phrase) -> bool:
    return phrase.determiner in ("the", "this") and not phrase.plural


def _is_site_name(tokens: Tokens, first: int, last: int, others: Collection[int]) -> bool:
    """Whether a run is a name at which things are, and none of a person, a company or a well-known place."""
    if first == 0 or tokens.lowers[first - 1] not in ("at", "on") or last in others:
        return False
    if any(tokens.lowers[at] in words("no names") for at in range(first, last + 1)):
        return False
    known = tables()
    return tokens.lowers[last] not in known.companies | known.institutions | known.heads.keys() | known.roles
