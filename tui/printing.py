"""Lists on standard output: a table for people, Markdown, CSV or JSON Lines for other programs."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Generic, Literal, TypeVar

from store.reading.clean import clean

Format = Literal["table", "jsonl", "csv", "md"]

Item = TypeVar("Item")

_GAP = "  "
_NARROWEST = 8
_SAMPLE = 500


@dataclass(frozen=True, slots=True)
class Column(Generic[Item]):
    """A column of a printed table: its head, what stands in it, and whether it aligns to the right."""

    head: str
    text: Callable[[Item], str]
    right: bool = False


@dataclass(frozen=True, slots=True)
class Listing(Generic[Item]):
    """How items of one kind are printed: `columns` for people, `record` with every field for programs.

    `fields` are the columns of a spreadsheet, and `line` is what stands in them where it is not the record.
    """

    columns: Sequence[Column[Item]]
    record: Callable[[Item], Mapping[str, Any]]
    fields: Sequence[str]
    line: Callable[[Item], Mapping[str, Any]] | None = None


def print_items(items: Iterable[Item], listing: Listing[Item], format: Format) -> None:
    """Writes the items one after another, however many there are."""
    lines = {"table": _table_lines, "jsonl": _jsonl_lines, "csv": _csv_lines, "md": _markdown_lines}[format]
    for line in lines(items, listing):
        sys.stdout.write(line)


def shrink(widths: Sequence[int], available: int) -> list[int]:
    """Column widths that fit into the available cells: the widest give way first."""
    widths = list(widths)
    excess = sum(widths) + len(_GAP) * (len(widths) - 1) - available
    while excess > 0 and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
        excess -= 1
    return widths


def _table_lines(items: Iterable[Item], listing: Listing[Item]) -> Iterator[str]:
    """Aligned columns: cut to the width of a terminal, whole where the output goes elsewhere."""
    from tui.cells import fit, one_line, width_of

    cells = ([clean(one_line(column.text(item))) for column in listing.columns] for item in items)
    sample = list(islice(cells, _SAMPLE))
    heads = [column.head for column in listing.columns]
    widths = [max(map(width_of, parts)) for parts in zip(heads, *sample, strict=True)]
    terminal = sys.stdout.isatty()
    if terminal:
        widths = shrink(widths, shutil.get_terminal_size().columns)
    for row in chain([heads], sample, cells):
        placed = zip(row, widths, listing.columns, strict=True)
        parts = [
            fit(text, width if terminal else max(width, width_of(text)), column.right)
            for text, width, column in placed
        ]
        yield _GAP.join(parts).rstrip() + "\n"


def _jsonl_lines(items: Iterable[Item], listing: Listing[Item]) -> Iterator[str]:
    from store.export.jsonl import jsonl_text

    return (jsonl_text([listing.record(item)]) for item in items)


def _csv_lines(items: Iterable[Item], listing: Listing[Item]) -> Iterator[str]:
    from store.export.csv import csv_line
    from store.export.tables import joined

    yield csv_line(listing.fields)
    for item in items:
        line = joined((listing.line or listing.record)(item))
        yield csv_line([line[field] for field in listing.fields])


def _markdown_lines(items: Iterable[Item], listing: Listing[Item]) -> Iterator[str]:
    from store.export.markdown import md_inline, md_table

    heads = [column.head for column in listing.columns]
    yield md_table(heads, ["---:" if column.right else "---" for column in listing.columns], []) + "\n"
    for item in items:
        cells = [md_inline(column.text(item)) for column in listing.columns]
        yield f"| {' | '.join(cells)} |\n"
