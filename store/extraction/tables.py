"""The tables of words that extraction reads: tab-separated text files in `data`, `#` begins a comment line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("data")


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of the table `name`, split at tabs, each cell stripped of blanks."""
    return tuple(_parse((_FOLDER / name).read_text(encoding="utf-8")))


def _parse(text: str) -> Iterator[tuple[str, ...]]:
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield tuple(cell.strip() for cell in line.split("\t"))


def cell(row: tuple[str, ...], column: int) -> str:
    """The cell in this column, or "" where the row is shorter."""
    return row[column] if column < len(row) else ""
