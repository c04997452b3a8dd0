"""Sites named without a noun such as "park", which a description takes up: `at Llanelli Gate … The park`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence

from store.extraction.clusters.phrases import Phrase
from store.extraction.names.places import Proper
from store.extraction.names.runs import find_runs
from store.extraction.names.tables import tables, words
from store.extraction.names.tokens import Tokens

_SITES = ("park", "zone")
_NEAR = 90  # words from a name to the description that takes it up
_BESIDE = 30  # the same, where another site was named before


def taken_up_sites(tokens: Tokens, phrases: Sequence[Phrase], proper: Sequence[Proper]) -> list[Phrase]:
    """The phrases that name the sites which "the park" stands for, where no other is named since.

    That is the name nearest before it that things are said to be "at" or "on".
    """
    others = {
        at
        for name in proper
        if name.kind != "place" or name.name in tables().places
        for at in range(name.first, name.last + 1)
    }
    runs = list(find_runs(tokens)) if any(map(_takes_up, phrases)) else []
    found: list[Phrase] = []
    named: set[str] = set()
    floor = 0
    for phrase in phrases:
        if phrase.form != "bare":
            named.add(phrase.kind)
            floor = phrase.last
        elif _takes_up(phrase):
            lowest = max(phrase.first - (_BESIDE if phrase.kind in named else _NEAR), floor)
            near = runs[bisect_left(runs, (lowest, 0)) : bisect_left(runs, (phrase.first, 0))]
            site = next((run for run in reversed(near) if _is_site_name(tokens, *run, others)), None)
            named.add(phrase.kind)
            if site is not None:
                first, last = site
                found.append(Phrase(first, last, last, phrase.kind, phrase.lemma, "name", False))
                floor = phrase.last
    return found


def _takes_up(phrase: Phrase) -> bool:
    """Whether a phrase is a description of one site that was named: "the park"."""
    return (
        phrase.form == "bare"
        and phrase.kind in _SITES
        and phrase.determiner in ("the", "this")
        and not phrase.plural
    )


def _is_site_name(tokens: Tokens, first: int, last: int, others: Collection[int]) -> bool:
    """Whether a run is a name at which things are, and none of a person, a company or a well-known place."""
    if first == 0 or tokens.lowers[first - 1] not in ("at", "on") or last in others:
        return False
    if first > 1 and tokens.lowers[first - 2] in tables().heads:
        return False  # "the park at Shoolagiri"
    if first == last and tokens.words[first].isupper():
        return False  # an acronym, which stands for a longer name
    if any(tokens.lowers[at] in words("no names") for at in range(first, last + 1)):
        return False
    known = tables()
    others_nouns = (known.companies, known.institutions, known.heads, known.roles)
    return not any(tokens.lowers[last] in nouns for nouns in others_nouns)
