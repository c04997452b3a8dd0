"""The tree of a query: what a row must fulfil to match."""

from __future__ import annotations

from dataclasses import dataclass

from store.query.values import Span


@dataclass(frozen=True, slots=True)
class Match:
    """Words that follow one another; the last may be a beginning. Anywhere, or in one field.

    One that has `begun` is a letter or two that may become a word, or the beginning of a field's name: beside
    others it counts once it is a word, or the beginning of one.
    """

    text: str
    beginning: bool = False
    field: str | None = None
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Same:
    """A field that has exactly this value, whatever its case; while it is typed, one that begins so will do."""

    field: str
    value: str
    beginning: bool = False


@dataclass(frozen=True, slots=True)
class Between:
    """A value from `low` to `high`; an end that is None is open, one that is `over` or `under` is left out."""

    low: float | None
    high: float | None
    over: bool = False
    under: bool = False


@dataclass(frozen=True, slots=True)
class During:
    """A date or period that shares a day with `span`."""

    field: str
    span: Span


@dataclass(frozen=True, slots=True)
class Marked:
    """A fact that the reader has marked: selected, or with a note."""

    mark: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What a saved search asks for, by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Not:
    """What does not match `node`."""

    node: Node


@dataclass(frozen=True, slots=True)
class All:
    """What matches every one of `nodes`."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """What matches at least one of `nodes`."""

    nodes: tuple[Node, ...]


Node = Match | Same | Between | During | Marked | Saved | Not | All | Either
