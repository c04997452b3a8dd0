"""What the reader's work keeps of a fact, and how it finds the fact again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from store.records import Article, Fact, fact_id


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact by its id, and enough to find it when its article is extracted anew, or to show what is gone."""

    fact: str
    article: str
    start: int
    end: int
    quote: str
    metric: str = ""
    subject: str = ""

    @classmethod
    def of(cls, fact: Fact) -> Mark:
        """The mark of a fact."""
        return cls(fact.id, fact.article, fact.start, fact.end, fact.quote, fact.metric, fact.subject)

    def to_json(self) -> dict[str, Any]:
        """The record as plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Mark:
        """The mark that `to_json` wrote; fields it does not know are left out."""
        return cls(**{name: record[name] for name in _FIELDS if name in record})


def find_again(mark: Mark, article: Article, facts: Sequence[Fact]) -> str | None:
    """The id of the fact of an article that a mark stands for, when none has the id that it was given.

    In the text that it was made in, that is the fact whose quote shares characters with the mark's. In a text
    that has changed since, it is a fact of the same quote and the same metric, the nearest of them.
    """
    same_text = fact_id(article.digest, mark.start, mark.end) == mark.fact
    if same_text:
        candidates = [fact for fact in facts if fact.start < mark.end and mark.start < fact.end]
    else:
        candidates = [fact for fact in facts if fact.quote == mark.quote and fact.metric == mark.metric]
    nearest = min(
        candidates, key=lambda fact: abs(fact.start - mark.start) + abs(fact.end - mark.end), default=None
    )
    return nearest.id if nearest else None


_FIELDS = tuple(field.name for field in fields(Mark))
