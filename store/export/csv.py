"""Facts as CSV: one line per fact, for spreadsheets.

A text cell that a spreadsheet could take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage
return) is written with an apostrophe before it. This changes the text; JSON Lines never does. A carriage return
inside a cell would end the line in some programs, so no control character is written as it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from store.export.tables import COLUMNS, fact_line, joined
from store.reading.clean import clean

if TYPE_CHECKING:
    from store.index import FactRow

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def export_facts(rows: Iterable[FactRow]) -> str:
    """The facts as CSV with a header; names of clusters and organizations are joined by `; `."""
    return csv_text(COLUMNS, (_cells(row) for row in rows))


def csv_lines(rows: Iterable[FactRow]) -> Iterator[str]:
    """The same one line after another, however many facts there are."""
    yield csv_line(COLUMNS)
    for row in rows:
        yield csv_line(_cells(row))


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A CSV text with a header."""
    return "".join(csv_line(row) for row in (header, *rows))


def csv_line(cells: Sequence[object]) -> str:
    """A line of CSV; text cells are cleaned and guarded against formulas, None is an empty cell."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow([guarded(cell) for cell in cells])
    return written.getvalue()


def guarded(cell: object) -> object:
    """The cell, cleaned, with an apostrophe before a text that a spreadsheet would run as a formula."""
    if not isinstance(cell, str):
        return cell
    return ("'" if cell.startswith(_FORMULA_STARTS) else "") + clean(cell)


def _cells(row: FactRow) -> list[Any]:
    return list(joined(fact_line(row)).values())
