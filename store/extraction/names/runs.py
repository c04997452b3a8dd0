"""Runs of capitalised words, each of which may be a name: `Ministry of Trade`, `Sun & Co., Ltd.`."""

from __future__ import annotations

from collections.abc import Iterator

from store.extraction.names.tables import tables, words
from store.extraction.names.tokens import Tokens

_LONGEST = 14  # tokens of a name; what is longer is none
_PARTICLES = frozenset({"de", "del", "di", "da", "von", "van", "bin", "binti"})
POSSESSIVES = ("'s", "’s")


def find_runs(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """The first and last token of each longest run."""
    # In a headline verbs have capitals as well.
    closed = tables().function_words if any(tokens.breaks) else tables().stops
    behind = 0  # the first token that no run has
    for index, capital in enumerate(tokens.capitals):
        if capital and index >= behind and _may_open(tokens, index, closed):
            last = _run_end(tokens, index, closed)
            yield index, last
            behind = last + 1


def _may_open(tokens: Tokens, index: int, closed: frozenset[str]) -> bool:
    """No function word opens a name, unless it is written as an abbreviation: `IN`, `OF`."""
    opening = tables().stops if tokens.sentence_start(index) else closed
    if tokens.lowers[index] not in opening:
        return tokens.lowers[index] not in words("numbers")
    return len(tokens.words[index]) > 1 and tokens.words[index].isupper() and not tokens.sentence_start(index)


def _run_end(tokens: Tokens, first: int, closed: frozenset[str]) -> int:
    last = first
    while last + 1 < tokens.size and last - first < _LONGEST:
        step = _step(tokens, first, last, closed)
        if not step or last + step >= tokens.size:
            break
        last += step
    return last


def _step(tokens: Tokens, first: int, last: int, closed: frozenset[str]) -> int:
    """By how many tokens the run goes on behind `last`; 0 where it ends."""
    known = tables()
    follower, lower = tokens.words[last + 1], tokens.lowers[last + 1]
    if follower[0].isupper():
        return int(lower not in closed or (len(follower) > 3 and follower.isupper()))
    if follower == "." and tokens.lowers[last] in words("dotted suffixes") and not tokens.breaks[last + 1]:
        return _to_suffix(tokens, last, last + 2)
    if follower == ",":
        return _to_suffix(tokens, last, last + 2)
    if last + 2 >= tokens.size or not tokens.words[last + 2][0].isupper():
        return 0
    if follower in POSSESSIVES:
        return 2 if tokens.lowers[last] == "people" else 0
    if follower == "(":
        bracket = last + 4 < tokens.size and tokens.words[last + 3] == ")"
        suffix = bracket and tokens.capital(last + 4) and tokens.lowers[last + 4] in known.company_suffixes
        return 4 if suffix else 0
    if follower == "&":
        return 2
    if follower in ("'", "’"):  # Exporters' Association
        return 2 if tokens.lowers[last].endswith("s") and tokens.starts[last + 1] == tokens.ends[last] else 0
    if follower in words("joins left"):
        return 2 if tokens.starts[last + 1] > tokens.ends[last] and not tokens.breaks[last] else 0
    if lower in ("of", "for"):
        headed = tokens.lowers[last] in known.institutions or tokens.lowers[last] in ("republic", "port")
        return 2 if headed and (lower == "of" or last > first) else 0
    if lower == "and":
        return 2 if _joined_by_and(tokens, first, last) else 0
    return 2 if lower in _PARTICLES and last > first else 0


def _to_suffix(tokens: Tokens, last: int, at: int) -> int:
    """Steps from a word to the company suffix behind a mark: `Co., Ltd`, `Motors, Inc`."""
    if at < tokens.size and tokens.words[at] == ",":
        at += 1
    if at < tokens.size and tokens.capital(at) and tokens.lowers[at] in words("comma suffixes"):
        return at - last
    return 0


def _joined_by_and(tokens: Tokens, first: int, last: int) -> bool:
    """Whether `and` lies within an institution's name: `Jining Development and Reform Commission`."""
    known = tables()
    if tokens.lowers[last] in known.institutions or tokens.lowers[last] in known.company_suffixes:
        return False
    for at in range(first, last):
        if tokens.lowers[at] in words("ministries") and tokens.lowers[at + 1] in ("of", "for"):
            return True
    topic = tokens.lowers[last] in known.types or tokens.lowers[last] in known.industries
    if not topic:
        return False
    end = last + 2
    while end + 1 < tokens.size and end < last + 8 and tokens.words[end + 1][0].isupper():
        end += 1
    return tokens.lowers[end] in known.institutions and tokens.lowers[end] not in known.heads
