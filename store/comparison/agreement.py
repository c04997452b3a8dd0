"""Where articles agree, and where they contradict each other.

Two statements are held against each other when they state the same indicator of the same subject for the same
period, in the same unit, in different articles; one that repeats another word for word is not different. An
article that states several such figures means parts of something that its wording does not tell apart, so none
of them contradicts.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from store.comparison.indicators import indicator_of, normalized, scope_of
from store.thresholds import is_threshold
from store.wording import rounded

if TYPE_CHECKING:
    from store.index import FactRow
    from store.records import Fact

Verdict = Literal["confirmed", "contradiction"]

_ROUNDING = 0.025
"""A figure stands for no more than this share round it, however coarsely it is written."""

_ABOUT = 0.05
"""What "about" adds on each side."""

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.(?P<decimals>\d+))?")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Statements of different articles about one thing: all compatible, or some that can't be true together."""

    verdict: Verdict
    rows: tuple[FactRow, ...]


def agreements(rows: Iterable[FactRow], names: Iterable[str] = ()) -> tuple[Agreement, ...]:
    """All confirmations and contradictions among the statements, contradictions first.

    `names` are those of one cluster: subjects that are called so are the same subject.
    """
    same = {normalized(name) for name in names}
    groups: dict[tuple[object, ...], dict[str, FactRow]] = defaultdict(dict)
    for row in rows:
        if row.fact.period and not is_threshold(row.fact):
            groups[_key(row.fact, same)][row.fact.id] = row
    found = [_judged(list(group.values())) for group in groups.values()]
    known = (agreement for agreement in found if agreement is not None)
    return tuple(
        sorted(known, key=lambda one: (one.verdict != "contradiction", [row.fact.id for row in one.rows]))
    )


def agreement_about(row: FactRow, others: Iterable[FactRow], names: Iterable[str] = ()) -> Agreement | None:
    """Whether other statements confirm or contradict this one; None where they do neither."""
    same = {normalized(name) for name in names}
    if not row.fact.period or is_threshold(row.fact):
        return None
    key = _key(row.fact, same)
    group = [
        one
        for one in others
        if one.fact.period == row.fact.period and not is_threshold(one.fact) and _key(one.fact, same) == key
    ]
    agreement = _judged([row, *group]) if group else None
    judged = {one.fact.id for one in agreement.rows} if agreement else set()
    return agreement if row.fact.id in judged else None


def compatible(one: Fact, other: Fact) -> bool:
    """Whether both figures can be true: their ranges, widened by rounding and bounds, overlap."""
    low, high = _range(one)
    other_low, other_high = _range(other)
    return (low, high) == (other_low, other_high) or max(low, other_low) < min(high, other_high)


def _key(fact: Fact, same: set[str]) -> tuple[object, ...]:
    subject = normalized(fact.subject)
    who = ("", None) if subject in same else (subject, fact.place)
    return indicator_of(fact).key, scope_of(fact, [fact.subject]).key, who, fact.period, fact.status, fact.unit


def _judged(rows: Sequence[FactRow]) -> Agreement | None:
    by_article: dict[str, list[FactRow]] = defaultdict(list)
    for row in rows:
        by_article[row.duplicate_of or row.fact.article].append(row)
    single = sorted((own[0] for own in by_article.values() if _says_one(own)), key=lambda row: row.fact.id)
    if len(single) < 2:
        return None
    unlike = {(*_figure(row.fact), row.fact.quote, normalized(row.fact.metric)): row.fact for row in single}
    pairs = list(combinations(unlike.values(), 2))
    if any(_alike(one, other) and not compatible(one, other) for one, other in pairs):
        return Agreement("contradiction", tuple(single))
    if all(compatible(one, other) and _tells(one, other) for one, other in pairs):
        return Agreement("confirmed", tuple(single))
    return None


def _alike(one: Fact, other: Fact) -> bool:
    """Whether the wordings are the same: main business revenue may well differ from sales revenue."""
    return normalized(one.metric) == normalized(other.metric)


def _tells(one: Fact, other: Fact) -> bool:
    """Whether being compatible says something: "over 300" and "over 500" do not confirm each other."""
    return one.value == other.value or all(math.isfinite(end) for fact in (one, other) for end in _range(fact))


def _says_one(rows: Sequence[FactRow]) -> bool:
    return len({_figure(row.fact) for row in rows}) == 1


def _figure(fact: Fact) -> tuple[float, float | None, str]:
    return fact.value, fact.upper, fact.bound


def _range(fact: Fact) -> tuple[float, float]:
    """The values that the statement allows; a decrease counts below zero."""
    upper = fact.value if fact.upper is None else fact.upper
    slack = min(_last_digit(fact) / 2, abs(fact.value) * _ROUNDING)
    if fact.bound == "about":
        slack = abs(fact.value) * _ABOUT
    low, high = fact.value - slack, upper + slack
    if fact.bound in ("over", "at_least"):
        high = math.inf
    if fact.bound in ("under", "at_most"):
        low = -math.inf
    return (-high, -low) if fact.change == "decrease" else (low, high)


def _last_digit(fact: Fact) -> float:
    """What one step in the last written digit is worth: 10 million for `6.84 billion`, 1 for `1,332`.

    A number in words, or one that is written as another (`one fourth` is 25 percent), is as coarse as any.
    """
    written = _NUMBER.search(fact.quote)
    number = float(written[0].replace(",", "")) if written else 0.0
    if not written or not number:
        return abs(fact.value)
    return rounded(abs(fact.value) / number, 9) / 10.0 ** len(written["decimals"] or "")
