"""Rows that a list shows: read a page at a time, kept for a while."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

R_co = TypeVar("R_co", covariant=True)
R = TypeVar("R")


class RowSource(Protocol[R_co]):
    """Rows in an order, of which only the pages shown are read."""

    def __len__(self) -> int:
        """How many rows there are."""

    def page(self, offset: int, limit: int) -> Sequence[R_co]:
        """Up to `limit` rows from `offset` on."""

    def position(self, row_id: str) -> int | None:
        """Where the row with this id is; None when it is not among them."""


class Listed(Generic[R]):
    """A sequence in memory as a row source."""

    def __init__(self, rows: Sequence[R], id_of: Callable[[R], str]) -> None:
        """The rows, and what each is found by."""
        self._rows = rows
        self._id_of = id_of

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def page(self, offset: int, limit: int) -> Sequence[R]:
        """Up to `limit` rows from `offset` on."""
        return self._rows[offset : offset + limit]

    def position(self, row_id: str) -> int | None:
        """Where the row with this id is."""
        return next((at for at, row in enumerate(self._rows) if self._id_of(row) == row_id), None)


class Pages(Generic[R]):
    """A row source seen row by row; the pages read last are kept."""

    SIZE = 64
    KEPT = 16

    def __init__(self, source: RowSource[R]) -> None:
        """The rows of a source, counted now."""
        self.source = source
        self.count = len(source)
        self._pages: dict[int, Sequence[R]] = {}

    def row(self, index: int) -> R | None:
        """The row at this place; None beyond the end, also when the source has shrunk meanwhile."""
        if not 0 <= index < self.count:
            return None
        number, place = divmod(index, self.SIZE)
        page = self._pages.pop(number, None)
        if page is None:
            page = self.source.page(number * self.SIZE, self.SIZE)
        self._pages[number] = page
        if len(self._pages) > self.KEPT:
            del self._pages[next(iter(self._pages))]
        return page[place] if place < len(page) else None
