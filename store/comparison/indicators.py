"""Which indicator a fact states: one name for the wordings that mean the same, and none for others.

`data/indicators.tsv` lists the indicators with their wordings. "Combined annual main business revenue" and
"sales revenue" are revenue; output value and profit are not. What the table does not know keeps its own
wording.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from store.records import Fact, Kind
from store.thresholds import is_threshold
from store.wording import singular, unit_text

IndicatorGroup = Literal["size", "money", "growth", "shares", "innovation", "capacity", "other"]
GROUPS: tuple[IndicatorGroup, ...] = ("size", "money", "growth", "shares", "innovation", "capacity", "other")

_DATA = Path(__file__).parent / "data"

_POSSESSIVE = re.compile(r"^(?:the )?[\w-]+(?: [\w-]+)?['’]s ")
_BRACKETS = re.compile(r"\([^)]*\)")
_COUNTED = re.compile(r"^(?:the )?(?:total |overall |combined )*(?:number|amount|value|volume|sum|size) of ")
_TAIL = re.compile(
    r",| (?:of|in|from|for|by|with|within|among|at|as|to|on|above|below|over|exceeding|that|which|whose|who)\b"
)
_WORD = re.compile(r"[\w&]+")
_SHARE = re.compile(r"share|rate|ratio|proportion|percent|coverage|margin|intensity|penetration")
_SHARE_OF = re.compile(r"^(?:the )?(?:share|proportion|percentage) of (?=\S)", re.IGNORECASE)
_AMONG = r"\b(?:among|of) (?:them|these|those|which|whom)\b[^.;]{0,60}"
_OF_THEM = r" (?:of|among) (?:the|these|those|them|its|their)\b"
"""Before a count, or right behind it: it is of some of those told before."""

_TOLD = re.compile(_AMONG, re.IGNORECASE)
_POINTS = re.compile("them|these|those|which|whom")  # one of them is in whatever `_TOLD` finds

_KIND_GROUPS: dict[Kind, IndicatorGroup] = {
    "money": "money", "count": "size", "percent": "shares", "area": "size", "mass": "capacity",
    "volume": "capacity", "energy": "capacity", "power": "capacity",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of a comparison: facts with the same `key` measure the same thing in the same dimension."""

    key: str
    label: str
    group: IndicatorGroup
    order: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What part of the whole a statement covers, or whom it is about instead: `key` to compare, `text` to read.

    Both are empty where it is the whole.
    """

    key: str = ""
    text: str = ""


WHOLE = Scope()


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    group: IndicatorGroup
    order: int


_UNKNOWN_ORDER = 10_000
_MEASURED = frozenset({"area", "mass", "length", "volume", "energy", "power"})


def indicator_of(fact: Fact) -> Indicator:
    """The indicator that the fact states; for a metric that the table does not know, one of its own."""
    return indicator_for(fact.metric, fact.kind, fact.unit, fact.change is not None, is_threshold(fact))


def scope_of(fact: Fact, names: Collection[str] = ()) -> Scope:
    """What part of the cluster with these `names` (and of the indicator) the fact covers."""
    metric_scope = _lookup(fact.metric, fact.kind)[1]
    if metric_scope.key:
        return metric_scope
    if fact.kind == "count" and (chosen := _chosen(fact.quote, fact.sentence)).key:
        return chosen
    return _subject_scope(fact.subject, (*names, *(fact.clusters if len(fact.clusters) == 1 else ())))


def _chosen(quote: str, sentence: str) -> Scope:
    """Whether a count is of some of those told before: `among these, 114 are`, `one of the 40 enterprises`."""
    beside = f"{quote} of " in sentence or f"{quote} among " in sentence
    if not beside and not (_POINTS.search(sentence.lower()) and _TOLD.search(sentence)):
        return WHOLE  # which saves making a pattern for the quote
    number = rf"(?<!\w){re.escape(quote)}(?!\w)"
    found = re.search(rf"{_AMONG}{number}|{number}{_OF_THEM}", sentence, re.IGNORECASE)
    if not found:
        return WHOLE
    told = sentence[found.start() : found.end() + 40]
    return Scope(f"some of {normalized(told)}", f"only some: “{told.strip()}…”")


@lru_cache(maxsize=65536)
def normalized(metric: str) -> str:
    """The wording without what does not matter: case, plurals, brackets, neutral words."""
    text = _BRACKETS.sub(" ", metric.casefold()).strip()
    text = _COUNTED.sub("", _POSSESSIVE.sub("", text))
    words = _WORD.findall(text.replace("-", " ").replace("'s ", " ").replace("’s ", " "))
    singulars = [singular(word) for word in words if word not in _words()["neutral"]]
    return " ".join(_spellings().get(word, word) for word in singulars or map(singular, words))


@lru_cache(maxsize=65536)
def indicator_for(metric: str, kind: Kind, unit: str, changes: bool, selects: bool) -> Indicator:
    """The indicator of a wording whose quantity `changes` something, or only `selects` (see `is_threshold`)."""
    known, _ = _lookup(metric, None if changes else kind)
    wording = normalized(metric)
    dimension = _dimension(kind, unit, known)
    name = known.name if known else metric
    order = known.order if known else _UNKNOWN_ORDER
    if selects:
        return Indicator(f"each:{wording}:{dimension}", f"{metric} (of each)", "other", _UNKNOWN_ORDER)
    if changes:
        label = name if unit == "%" else f"{name}, change{_in_units(unit, dimension)}"
        return Indicator(f"growth:{known.name if known else wording}:{dimension}", label, "growth", order)
    if kind == "percent" and not known and not _SHARE.search(metric.casefold()):
        name = f"{metric}, share"
    group = known.group if known else _KIND_GROUPS.get(kind, "other")
    key = f"{known.name}:{dimension}" if known else f"own:{wording}:{dimension}"
    return Indicator(key, name + _in_units(unit, dimension), group, order)


def _in_units(unit: str, dimension: str) -> str:
    """What a label adds where not every quantity fits the row: ` (TEUs)`, ` (mass)`, ` (per mu)`."""
    kind, _, measured = dimension.partition(":")
    if kind == "money" and measured:
        return f" ({measured})"
    if kind in _MEASURED and not measured:
        return f" ({kind})" if kind != "area" else ""
    return f" ({unit_text(unit, 2)})" if measured and unit not in ("", "%") else ""


def _dimension(kind: Kind, unit: str, known: _Known | None) -> str:
    """What two quantities must share to stand in one row: money of any currency, counts of one thing."""
    if kind == "count" and not (known and known.group == "capacity"):
        return "count"
    if kind == "money":
        _, per, what = unit.partition(" per ")
        return f"money:per {what}" if per else "money"
    return kind if (kind, unit) in _measures() else f"{kind}:{unit}"


@lru_cache(maxsize=65536)
def _lookup(metric: str, kind: Kind | None) -> tuple[_Known | None, Scope]:
    """The table's indicator for a metric, and the part of it that the wording names; of any kind for None."""
    table = _table()
    whole = normalized(metric)
    if found := table.get((kind, whole)):
        return found, WHOLE
    if share := _SHARE_OF.match(metric):
        found, scope = _lookup(metric[share.end() :], None)
        return found and _Known(f"share of {found.name}", "shares", found.order), scope
    text = _POSSESSIVE.sub("", _BRACKETS.sub(" ", metric.casefold()).strip())
    head = normalized(_TAIL.split(text, maxsplit=1)[0])
    words = head.split()
    plain = " ".join(word for word in words if word not in _words()["selective"])
    for wording in (head, plain):
        if wording and (found := table.get((kind, wording))):
            part = head != plain and not _words()["company"].intersection(words)
            return found, WHOLE if part and head == whole else _scope(metric)
    return None, WHOLE


@lru_cache(maxsize=65536)
def _subject_scope(named: str, names: tuple[str, ...]) -> Scope:
    """The part that a subject is, of a cluster with these names."""
    subject = normalized(named)
    if _selective(named) and _words()["company"].intersection(subject.split()):
        return _scope(named)
    own = {normalized(name) for name in names}
    if not subject or any(name in subject or subject in name for name in own if name):
        return WHOLE
    if subject.split()[-1] in _words()["collective"] and not _names_somebody(named):
        return WHOLE
    return Scope(subject, f"about {named}")


def _names_somebody(subject: str) -> bool:
    """Whether a proper name is in it: "the park" stands for the cluster, "Wenshang park" for itself."""
    names = (word for word in subject.split() if word[0].isupper())
    return any(normalized(word) not in _words()["collective"] | _words()["neutral"] for word in names)


def _scope(text: str) -> Scope:
    """A part by its wording; by the selective word alone where there is one, so that wordings meet."""
    return Scope(_selective(text) or normalized(text), f"only {text}")


def _selective(text: str) -> str:
    words = re.findall(r"[a-z]+", text.casefold())[:4]
    return next((word for word in words if word in _words()["selective"]), "")


@lru_cache(maxsize=1)
def _table() -> dict[tuple[Kind | None, str], _Known]:
    """The indicators by kind and normalized wording; under the kind None those of any kind, the first wins."""
    table: dict[tuple[Kind | None, str], _Known] = {}
    for order, (name, group, kinds, wordings) in enumerate(_read("indicators.tsv")):
        known = _Known(name, group, order)  # type: ignore[arg-type]
        for wording in wordings.split(";"):
            for kind in (*kinds.split(), None):
                table.setdefault((kind, normalized(wording)), known)  # type: ignore[arg-type]
    return table


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    """The words that matter for an indicator, by what they mean for it."""
    return {role: frozenset(words.split()) for role, words in _read("indicator_words.tsv")}


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    """One spelling for words that have several."""
    return {word: same for word, _, same in (pair.partition("=") for pair in _words()["same"])}


@lru_cache(maxsize=1)
def _measures() -> dict[tuple[str, str], tuple[str, float]]:
    """The kind's own unit, and what one of a unit is in it; the first unit of a kind is its own."""
    own: dict[str, str] = {}
    lines = _read("measures.tsv")
    return {(kind, unit): (own.setdefault(kind, unit), float(factor)) for kind, unit, factor in lines}


def measure_of(kind: Kind, unit: str) -> tuple[str, float]:
    """The unit in which quantities of a kind are compared, and what one of `unit` is in it."""
    return _measures().get((kind, unit), (unit, 1.0))


def _read(name: str) -> list[list[str]]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and line[0] != "#"]
