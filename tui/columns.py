"""The columns of a table: what each shows, which fit into a width, and how the reader wants them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic

from tui.rows import R

GAP = 2
"""Blank cells between two columns."""

NARROWEST, WIDEST = 3, 120
"""The cells that a column can be given."""


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A column: what it shows and how it shares the width.

    `least` cells it needs to be shown at all, `most` it can use; when not all columns fit, those with the
    highest `rank` go first. `tone` names the ink of a cell.
    """

    key: str
    title: str
    text: Callable[[R], str]
    least: int
    most: int
    rank: int = 0
    right: bool = False
    tone: Callable[[R], str] | None = None


Shape = tuple[tuple[str, int], ...]
"""How the reader wants the columns: their keys in order, each with its cells, or 0 for as many as fit."""


def shaped(columns: Sequence[Column[R]], shape: Shape) -> list[Column[R]]:
    """The columns that the reader wants, in that order and as wide; all of them where that is nothing."""
    by_key = {column.key: column for column in columns}
    wanted = [(by_key[key], cells) for key, cells in shape if key in by_key]
    if not wanted:
        return list(columns)
    return [replace(it, least=cells, most=cells) if cells else it for it, cells in wanted]


def shape_of(columns: Sequence[Column[R]], shape: Shape) -> Shape:
    """The shape in full: that of the reader, else all columns as wide as fits."""
    known = {column.key for column in columns}
    return tuple(it for it in shape if it[0] in known) or tuple((column.key, 0) for column in columns)


def widths(columns: Sequence[Column[R]], width: int) -> list[tuple[Column[R], int]]:
    """The columns that fit into `width` cells, in their order, with the cells each gets.

    Columns leave by rank until the rest fit with their least width; what is left over is dealt out in
    proportion to what each could still use.
    """
    shown = list(columns)
    while len(shown) > 1 and _needed(shown) > width:
        shown.remove(max(shown, key=lambda column: column.rank))
    spare = max(0, width - _needed(shown))
    wanted = sum(column.most - column.least for column in shown)
    result: list[tuple[Column[R], int]] = []
    for column in shown:
        wish = column.most - column.least
        share = min(wish, spare * wish // wanted) if wanted else 0
        spare, wanted = spare - share, wanted - wish
        result.append((column, min(column.least + share, max(width, 1))))
    return result


def window(columns: Sequence[Column[R]], width: int, at: int) -> list[tuple[Column[R], int]]:
    """The columns round the one at a place: the first stay where they are, the others pass beside them.

    The first are those up to the first that is wider than a sign. As few as needed are passed over, so that the
    one at the place is seen.
    """
    frozen = frozen_count(columns)
    start = frozen
    while start < at and _needed([*columns[:frozen], *columns[start : at + 1]]) > width:
        start += 1
    end = max(at, frozen - 1) + 1
    while end < len(columns) and _needed([*columns[:frozen], *columns[start : end + 1]]) <= width:
        end += 1
    kept = [*columns[:frozen], *columns[start:end]]
    ranked = [replace(column, rank=len(kept) - place) for place, column in enumerate(kept)]
    return widths(ranked, width)


def frozen_count(columns: Sequence[Column[R]]) -> int:
    """How many columns at the left stay in view."""
    return next((at for at, column in enumerate(columns, 1) if column.most > 1), len(columns))


def moved(shape: Shape, key: str, step: int) -> Shape:
    """The shape with a column so many places further to the right (or left, below 0), as far as it goes."""
    at = next((at for at, (it, _) in enumerate(shape) if it == key), None)
    if at is None:
        return shape
    rest = [*shape[:at], *shape[at + 1 :]]
    to = min(max(at + step, 0), len(rest))
    return (*rest[:to], shape[at], *rest[to:])


def resized(shape: Shape, key: str, cells: int) -> Shape:
    """The shape with a column of so many cells; 0 for as many as fit."""
    cells = min(max(cells, NARROWEST), WIDEST) if cells else 0
    return tuple((it, cells if it == key else held) for it, held in shape)


def _needed(columns: Sequence[Column[R]]) -> int:
    return sum(column.least for column in columns) + GAP * (len(columns) - 1)
