"""The records of the program: articles, the facts they state, the clusters they speak of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter
from typing import Any, Literal, Self, get_args

Kind = Literal[
    "money", "count", "percent", "duration", "mass", "length", "area",
    "volume", "energy", "power", "rate", "rank", "other",
]  # fmt: skip
Bound = Literal["exact", "about", "over", "at_least", "under", "at_most", "between"]
Change = Literal["increase", "decrease"]
Status = Literal["actual", "planned"]
Level = Literal["national", "provincial", "city", "county"]

KINDS: tuple[Kind, ...] = get_args(Kind)
BOUNDS: tuple[Bound, ...] = get_args(Bound)


class Record:
    """What is pickled as its bare values, in half the time that dataclasses with slots take by themselves."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        """The class, and what it is called with."""
        return type(self), tuple([getattr(self, name) for name in self.__match_args__])  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Article(Record):
    """An article as its reader sees it.

    `text` holds the article's own words: paragraphs separated by a blank line, page furniture deleted, white
    space re-flowed, no word changed. `digest` is the SHA-256 (hex) of the source's bytes. `published` is an ISO
    date, `source` a path or an address, `address` the web address where one is known. `duplicate_of` is the id
    of the article in the library that this one repeats nearly word for word.
    """

    id: str
    title: str
    text: str
    digest: str
    source: str = ""
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    place: str | None = None
    address: str | None = None
    language: str = "en"
    duplicate_of: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The record as plain JSON values, in the order of the fields."""
        return dict(zip(_ARTICLE_FIELDS, _article_values(self), strict=True))

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Article:
        """The article that `to_json` wrote; fields it does not know are left out."""
        return cls(**{name: record[name] for name in _ARTICLE_FIELDS if name in record})


@dataclass(frozen=True, slots=True)
class Equivalent(Record):
    """A conversion that the article itself gives for a quantity: `90.26 billion yuan ($12.95 billion)`."""

    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Fact(Record):
    """One quantity that an article states about something.

    `article.text[start:end] == quote` always, in code points; `sentence` is the slice of the text round it.
    `value` and `upper` are in base units (90.26 billion -> 90260000000; 10 percent -> 10); `upper` is the upper
    end of a range. `unit` is an ISO 4217 code for money, `%` or `percentage point` for a percentage, a plural
    noun for a count, else a singular word. `period` is an ISO 8601 interval (`2021-01-01/2021-12-31`,
    `2021-08-01/..`, `../2025-12-31`). `clusters` holds the names of the clusters it is about.
    """

    id: str
    article: str
    start: int
    end: int
    quote: str
    sentence: str
    kind: Kind
    value: float
    upper: float | None
    bound: Bound
    unit: str
    equivalent: Equivalent | None
    change: Change | None
    metric: str
    subject: str
    period: str | None
    status: Status
    place: str | None = None
    clusters: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The documented JSON of a fact, in the order of the fields; whole numbers without a fraction."""
        record: dict[str, Any] = dict(zip(_FACT_FIELDS, _fact_values(self), strict=True))
        record["value"] = plain_number(self.value)
        record["upper"] = None if self.upper is None else plain_number(self.upper)
        if self.equivalent is not None:
            record["equivalent"] = {"value": plain_number(self.equivalent.value), "unit": self.equivalent.unit}
        record["clusters"] = list(self.clusters)
        record["organizations"] = list(self.organizations)
        return record

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Fact:
        """The fact that `to_json` wrote; fields it does not know are left out."""
        values = {name: record[name] for name in _FACT_FIELDS if name in record}
        if values["equivalent"] is not None:
            values["equivalent"] = Equivalent(**values["equivalent"])
        values["clusters"] = tuple(values.get("clusters", ()))
        values["organizations"] = tuple(values.get("organizations", ()))
        return cls(**values)

    def sentence_start(self, text: str) -> int:
        """Where `sentence` begins in the article's text."""
        return text.rfind(self.sentence, 0, self.start + len(self.sentence))


@dataclass(frozen=True, slots=True)
class Aside(Record):
    """A number of the text that is no fact: why it was set aside, or `not understood`.

    `reason` is one of the named kinds of `store.extraction` ("date", "name", "furniture", ...) or
    "not understood".
    """

    start: int
    end: int
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class Cluster(Record):
    """An industrial cluster, chain, park, zone or base that articles speak of.

    `name` is the fullest name in the article's own words, `aliases` the other wordings, `part_of` the name of
    the cluster it lies in, `organizations` the names of its members.
    """

    name: str
    kind: Literal["cluster", "chain", "park", "zone", "base"]
    aliases: tuple[str, ...] = ()
    level: Level | None = None
    place: str | None = None
    part_of: str | None = None
    organizations: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The record as plain JSON values."""
        record: dict[str, Any] = dict(zip(_CLUSTER_FIELDS, _cluster_values(self), strict=True))
        return record | {"aliases": list(self.aliases), "organizations": list(self.organizations)}

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Cluster:
        """The cluster that `to_json` wrote."""
        values = {name: record[name] for name in _CLUSTER_FIELDS if name in record}
        for name in ("aliases", "organizations"):
            values[name] = tuple(values.get(name, ()))
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Extraction(Record):
    """What extraction makes of one article. `facts` and `asides` are in reading order and never overlap."""

    facts: tuple[Fact, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    asides: tuple[Aside, ...] = ()


def plain_number(number: float) -> int | float:
    """The number without a fraction that says nothing: 52.0 -> 52."""
    return int(number) if number == int(number) else number


def source_digest(source: bytes) -> str:
    """The SHA-256 (hex) by which an article's source is known."""
    from hashlib import sha256  # loads OpenSSL, which reading a record needs not wait for

    return sha256(source).hexdigest()


def fact_id(digest: str, start: int, end: int) -> str:
    """The id of the fact at `start:end` of the article with this digest: 16 hexadecimal digits.

    It depends on nothing else, so a reader's marks find their fact again after another extraction.
    """
    hashed = _hashed(digest).copy()
    hashed.update(f"{start}:{end}".encode())
    return str(hashed.hexdigest()[:16])


@lru_cache(maxsize=1)
def _hashed(digest: str) -> Any:
    """The hash of what the ids of all facts of an article begin with."""
    from hashlib import sha256

    return sha256(f"{digest}:".encode())


_ARTICLE_FIELDS = tuple(field.name for field in fields(Article))
_FACT_FIELDS = tuple(field.name for field in fields(Fact))
_CLUSTER_FIELDS = tuple(field.name for field in fields(Cluster))
_article_values = attrgetter(*_ARTICLE_FIELDS)
_fact_values = attrgetter(*_FACT_FIELDS)
_cluster_values = attrgetter(*_CLUSTER_FIELDS)
