"""The tables of words that extraction reads: tab-separated text files in `data`, `#` begins a comment line.

Values that the stages hand to one another are dataclasses without `frozen` and `repr`: an article makes
thousands of them, and the decorator's generated methods are what importing the extractor costs.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

_FOLDER = __file__.removesuffix("tables.py") + "data/"


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of the table `name`, split at tabs, each cell stripped of blanks."""
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines(name))


def lines(name: str) -> Iterator[str]:
    """The lines of the table `name`, without its comments."""
    with open(_FOLDER + name, encoding="utf-8") as file:  # noqa: PTH123 - pathlib is a twentieth of the import
        for line in file.read().splitlines():
            if line and not line.startswith("#"):
                yield line


def cell(row: tuple[str, ...], column: int) -> str:
    """The cell in this column, or "" where the row is shorter."""
    return row[column] if column < len(row) else ""
