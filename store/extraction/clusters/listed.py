"""Names that are listed behind a noun for several: `parks such as Quang Chau and Van Trung`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from store.extraction.clusters.phrases import Phrase
from store.extraction.names.places import Proper
from store.extraction.names.tables import tables, words
from store.extraction.names.tokens import Tokens

Run = tuple[int, int]
_LONGEST, _MOST = 5, 12  # words of a name, and names of a list
_CLOSING = frozenset((",", ".", ";", ")", ":", "–", "—", "\n"))


def with_listed(tokens: Tokens, phrases: Sequence[Phrase], proper: Sequence[Proper]) -> list[Phrase]:
    """The phrases, with those for names listed behind "parks", "zones", "bases" or "clusters".

    The noun itself then only counts what is named.
    """
    taken = {at for phrase in phrases for at in range(phrase.first, phrase.last + 1)}
    others = {
        at
        for name in proper
        if name.kind != "place" or name.name in tables().places
        for at in range(name.first, name.last + 1)
    }
    found: list[Phrase] = []
    for phrase in phrases:
        if phrase.plural and phrase.kind != "chain" and phrase.form in ("bare", "group"):
            first, introduced = _opening(tokens, phrase)
            names = list(_names(tokens, first)) if first else []
            behind = names[-1][1] + 1 if names else tokens.size
            closed = behind >= tokens.size or tokens.words[behind][0] in _CLOSING
            if len(names) > 1 and (introduced or closed):
                listed = [
                    Phrase(*name, name[1], phrase.kind, phrase.lemma, "name", False)
                    for name in names
                    if _is_new(tokens, name, taken, others)
                ]
                found += [replace(phrase, form="bare") if listed else phrase, *listed]
                continue
        found.append(phrase)
    return found


def _opening(tokens: Tokens, phrase: Phrase) -> tuple[int, bool]:
    """Where a list behind a phrase begins (0: nowhere), and whether a word introduces it: `such as`."""
    at = max(phrase.last, phrase.head) + 1
    if at + 2 >= tokens.size:
        return 0, False
    marked = tokens.words[at] in (",", ":", "–", "—")
    after = at + marked
    if tokens.lowers[after] == "such" and tokens.lowers[after + 1] == "as":
        return after + 2, True
    if tokens.lowers[after] in words("before names"):
        return after + 1, True
    return (after, False) if marked and phrase.count is not None else (0, False)


def _names(tokens: Tokens, at: int) -> Iterator[Run]:
    """The capitalised names of a list from a token on, parted by commas and `and`."""
    for _ in range(_MOST):
        if at < tokens.size and tokens.lowers[at] == "the":
            at += 1
        last = at
        while last < tokens.size and last - at < _LONGEST and _of_name(tokens, last):
            last += 1
        if last == at:
            return
        yield at, last - 1
        at = last
        if at < tokens.size and tokens.words[at] == ",":
            at += 1
        if at < tokens.size and tokens.lowers[at] == "and":
            at += 1
        if at == last:
            return


def _of_name(tokens: Tokens, at: int) -> bool:
    capital = tokens.is_word(at) and tokens.capital(at) and tokens.lowers[at] not in tables().function_words
    return capital or (tokens.words[at].isdecimal() and len(tokens.words[at]) < 3 and tokens.capital(at - 1))


def _is_new(tokens: Tokens, name: Run, taken: Collection[int], others: Collection[int]) -> bool:
    """Whether a listed name is neither found already nor that of a company, a person or a well-known place."""
    first, last = name
    return not any(at in taken or tokens.lowers[at] in words("no names") for at in range(first, last + 1)) and (
        last not in others
    )
