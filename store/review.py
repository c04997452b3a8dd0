"""What a reader says about facts, and the facts that follow from it.

An extraction is never changed: `overlay` lays the reader's reviews over it, and all that shows, compares or
exports facts reads the result. A review belongs to a place of the text: it holds whatever is extracted there.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple, get_args

from store.marks import Mark, place_of
from store.records import BOUNDS, KINDS, Article, Aside, Extraction, Fact, fact_id, plain_number

Verdict = Literal["accepted", "rejected", "corrected", "added"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

READ = (
    "metric", "subject", "kind", "value", "upper", "unit", "bound", "change", "period", "status", "clusters",
)  # fmt: skip
"""The fields of a fact that a reader reads, and may read otherwise than the extraction."""

REJECTED = "rejected"
"""Why a number is set aside that the reader says is no fact."""


@dataclass(frozen=True, slots=True)
class Review:
    """What the reader says about the number at one place of a text.

    `reading` holds the fields of `READ` as the reader holds them true: whatever is extracted there later, they
    stay. `extracted` is the fact as it had been extracted, None where the number was no fact. `digest` is that
    of the article's source.
    """

    mark: Mark
    digest: str
    verdict: Verdict
    reading: Mapping[str, Any]
    extracted: Fact | None = None

    def to_json(self) -> dict[str, Any]:
        """The record as plain JSON values."""
        return self.mark.to_json() | {
            "digest": self.digest,
            "verdict": self.verdict,
            "reading": {name: list(it) if name == "clusters" else it for name, it in self.reading.items()},
            "extracted": self.extracted and self.extracted.to_json(),
        }

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Review:
        """The review that `to_json` wrote; ValueError, KeyError or TypeError for what is none."""
        reading = {name: record["reading"][name] for name in READ if name in record["reading"]}
        if record["verdict"] not in VERDICTS:
            raise ValueError(record["verdict"])
        if record["verdict"] != "rejected":
            if problem := flaw_of(reading):
                raise ValueError(problem)
            reading["clusters"] = tuple(reading["clusters"])
        extracted = None if record["extracted"] is None else Fact.from_json(record["extracted"])
        return cls(Mark.from_json(record), record["digest"], record["verdict"], reading, extracted)


class Standing(NamedTuple):
    """A review where it stands now: the id of its fact, and what is extracted there, which may be nothing."""

    review: Review
    fact: str
    extracted: Fact | None


class Overlaid(NamedTuple):
    """An extraction under the reader's reviews, and those of them that stand somewhere in it."""

    extraction: Extraction
    standing: tuple[Standing, ...]


def reading_of(fact: Fact) -> dict[str, Any]:
    """The fields of a fact that a reader reads, as plain JSON values."""
    reading = {name: getattr(fact, name) for name in READ}
    for name in ("value", "upper"):
        reading[name] = None if reading[name] is None else plain_number(reading[name])
    return reading | {"clusters": list(fact.clusters)}


def flaw_of(reading: Mapping[str, Any]) -> str | None:
    """What is wrong with the fields of a reading, in a few words."""
    missing = [name for name in READ if name not in reading]
    if missing:
        return f"it lacks {missing[0]}"
    texts = [reading[name] for name in ("metric", "subject", "unit")]
    texts += [reading["period"] or "", *reading["clusters"]]
    if not all(isinstance(text, str) for text in texts):
        return "a text of it is none"
    numbers = [reading["value"], *([] if reading["upper"] is None else [reading["upper"]])]
    if not all(isinstance(number, int | float) and math.isfinite(number) for number in numbers):
        return "its value is not a finite number"
    known = (
        reading["kind"] in KINDS
        and reading["bound"] in BOUNDS
        and reading["change"] in (None, "increase", "decrease")
        and reading["status"] in ("actual", "planned")
    )
    return None if known else "a field of it has a value that there is not"


def overlay(article: Article, extraction: Extraction, reviews: Iterable[Review]) -> Overlaid:
    """The extraction of an article as the reader has it.

    A rejected fact is an aside, a corrected or accepted one has the reading that the reader holds true, and a
    number that is no fact becomes one. Where the extraction has lost a fact, the reader's reading stands alone.
    """
    facts = {fact.id: fact for fact in extraction.facts}
    asides = list(extraction.asides)
    standing: dict[str, Standing] = {}
    for review in reviews:
        place = place_of(review.mark, article)
        if place is None:
            continue
        extracted = _at(place, [fact for id, fact in facts.items() if id not in standing])
        if review.verdict == "rejected":
            if extracted is not None:
                del facts[extracted.id]
                asides.append(Aside(extracted.start, extracted.end, extracted.quote, REJECTED))
                standing[extracted.id] = Standing(review, extracted.id, extracted)
            continue
        base = extracted or fact_at(article, *place)
        if base.id in standing or any(_overlap(base, each) for each in facts.values() if each is not extracted):
            continue
        facts[base.id] = replace(base, **{**review.reading, "clusters": tuple(review.reading["clusters"])})
        asides = [aside for aside in asides if aside.end <= base.start or base.end <= aside.start]
        standing[base.id] = Standing(review, base.id, extracted)
    whole = Extraction(
        tuple(sorted(facts.values(), key=lambda fact: (fact.start, fact.end))),
        extraction.clusters,
        tuple(sorted(asides, key=lambda aside: (aside.start, aside.end))),
    )
    return Overlaid(whole, tuple(standing.values()))


def fact_at(article: Article, start: int, end: int) -> Fact:
    """A fact at a place of the article that says nothing yet."""
    from store.extraction.tokens import sentence_spans

    first, last = next(
        ((first, last) for first, last, _ in sentence_spans(article.text) if first <= start and end <= last),
        (start, end),
    )
    return Fact(
        id=fact_id(article.digest, start, end),
        article=article.id,
        start=start,
        end=end,
        quote=article.text[start:end],
        sentence=article.text[first:last],
        kind="other",
        value=0,
        upper=None,
        bound="exact",
        unit="",
        equivalent=None,
        change=None,
        metric="",
        subject="",
        period=None,
        status="actual",
        place=article.place,
    )


def differences(one: Fact, other: Fact) -> tuple[str, ...]:
    """The fields that two readings of a number differ in."""
    return tuple(name for name in READ if getattr(one, name) != getattr(other, name))


def _at(place: tuple[int, int], facts: Sequence[Fact]) -> Fact | None:
    """The fact at a place, the nearest where several share something with it."""
    start, end = place
    sharing = [fact for fact in facts if fact.start < end and start < fact.end]
    return min(sharing, key=lambda fact: abs(fact.start - start) + abs(fact.end - end), default=None)


def _overlap(one: Fact, other: Fact) -> bool:
    return one.start < other.end and other.start < one.end
