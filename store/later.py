"""Sequences that are read when somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, overload

T = TypeVar("T")


class Later(Sequence[T]):
    """A sequence that is read once, when it is first looked at; an error while reading is not kept."""

    def __init__(self, read: Callable[[], Sequence[T]]) -> None:
        """What `read` returns."""
        self._read = read
        self._items: Sequence[T] | None = None

    @property
    def items(self) -> Sequence[T]:
        """What was read."""
        if self._items is None:
            self._items = self._read()
        return self._items

    def __len__(self) -> int:
        """How many there are."""
        return len(self.items)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        """The item at a place, or some of them."""
        return self.items[at]

    def __eq__(self, other: object) -> bool:
        """Whether it holds the same as another sequence."""
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        """By what it holds."""
        return hash(tuple(self))
