"""What the reader's work keeps of a fact, and how it finds the fact again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import takewhile
from typing import Any

from store.records import Article, Fact, fact_id

AROUND = 48
"""Characters of the text before and after a quote that are kept as its surroundings."""

ALIKE = 12
"""So many characters next to a quote must be those of its surroundings, where there are so many."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact by its id, and enough to find it when its article is extracted anew, or to show what is gone.

    `before` and `after` are the text round the quote, where that was at hand.
    """

    fact: str
    article: str
    start: int
    end: int
    quote: str
    metric: str = ""
    subject: str = ""
    before: str = ""
    after: str = ""

    @classmethod
    def of(cls, fact: Fact, text: str = "") -> Mark:
        """The mark of a fact; with the text of its article, it is found again in a changed text too."""
        mark = cls(fact.id, fact.article, fact.start, fact.end, fact.quote, fact.metric, fact.subject)
        if not text:
            return mark
        before, after = surroundings(text, fact.start, fact.end)
        return replace(mark, before=before, after=after)

    def to_json(self) -> dict[str, Any]:
        """The record as plain JSON values; without surroundings where there are none."""
        return {name: value for name in _FIELDS if (value := getattr(self, name)) or name not in _SURROUNDINGS}

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Mark:
        """The mark that `to_json` wrote; fields it does not know are left out."""
        return cls(**{name: record[name] for name in _FIELDS if name in record})


def surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    """The text before and after a place of it."""
    return text[max(0, start - AROUND) : start], text[end : end + AROUND]


def find_again(mark: Mark, article: Article, facts: Sequence[Fact]) -> str | None:
    """The id of the fact of an article that a mark stands for, when none has the id that it was given.

    In the text that it was made in, that is the fact whose quote shares characters with the mark's. In a text
    that has changed since, it is the one at the same words in the same surroundings, else a fact of the same
    quote and the same metric, the nearest of them.
    """
    place = place_of(mark, article)
    if place is not None:
        start, end = place
        candidates = [fact for fact in facts if fact.start < end and start < fact.end]
    else:
        start, end = mark.start, mark.end
        candidates = [fact for fact in facts if fact.quote == mark.quote and fact.metric == mark.metric]
    nearest = min(candidates, key=lambda fact: abs(fact.start - start) + abs(fact.end - end), default=None)
    return nearest.id if nearest else None


def place_of(mark: Mark, article: Article) -> tuple[int, int] | None:
    """Where the words of a mark stand in the article's text: from, to; None where that is not certain."""
    if fact_id(article.digest, mark.start, mark.end) == mark.fact:
        return mark.start, mark.end
    if not mark.quote or not (mark.before or mark.after):
        return None
    needed = min(ALIKE, len(mark.before) + len(mark.after))
    found = [(_alike(mark, article.text, at), -abs(at - mark.start), at) for at in _places(mark, article.text)]
    score, _, at = max(found, default=(-1, 0, 0))
    return (at, at + len(mark.quote)) if score >= needed else None


def _places(mark: Mark, text: str) -> Iterator[int]:
    at = text.find(mark.quote)
    while at >= 0:
        yield at
        at = text.find(mark.quote, at + 1)


def _alike(mark: Mark, text: str, at: int) -> int:
    """How many characters round this place are those round the mark."""
    before, after = surroundings(text, at, at + len(mark.quote))
    return _shared(before[::-1], mark.before[::-1]) + _shared(after, mark.after)


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


_FIELDS = tuple(field.name for field in fields(Mark))
_SURROUNDINGS = ("before", "after")
