"""The facts that marks stand for now, each looked for no oftener than it must be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from store.marks import Mark

Finder = Callable[[Sequence[Mark]], Sequence[str | None]]
"""Finds the facts that marks stand for now: the id of each, None for one that fits no fact any more."""

Found = tuple[tuple[Mark, str | None], ...]

_Record = Mapping[str, Any]
_Known = tuple[_Record, tuple[Mark, str | None] | None]
"""A record, which is kept so that no other takes its place in memory; its mark and fact, where it is whole."""


class FoundMarks:
    """The marks in the records of one table, with the facts that they stand for.

    A record that was there at the last look is not read again, nor is its fact looked for while the library is
    the same: one more mark costs little, however many there are.
    """

    def __init__(self, whole: Callable[[_Record], bool], find: Finder) -> None:
        """Records that are not `whole` are passed over."""
        self._whole = whole
        self._find = find
        self._seen: tuple[object, object, Found] | None = None
        self._known: dict[int, _Known] = {}

    def look(self, version: object, library: object, records: Callable[[], Mapping[str, _Record]]) -> Found:
        """The marks by the numbers of their records, which are the same for as long as `version` is."""
        seen = self._seen
        if seen is None or seen[:2] != (version, library):
            known = self._known if seen is not None and seen[1] == library else {}
            numbered = sorted(records().items(), key=lambda each: int(each[0]))
            known = self._known = self._all([record for _, record in numbered], known)
            found = tuple(pair for _, pair in known.values() if pair is not None)
            seen = self._seen = version, library, found
        return seen[2]

    def _all(self, records: Sequence[_Record], known: Mapping[int, _Known]) -> dict[int, _Known]:
        """What is known of each record, in their order."""
        new = [record for record in records if id(record) not in known]
        marks = [Mark.from_json(record) if self._whole(record) else None for record in new]
        wanted = [mark for mark in marks if mark is not None]
        facts = dict(zip(wanted, self._find(wanted), strict=True)) if wanted else {}
        found = {
            id(record): (record, None if mark is None else (mark, facts[mark]))
            for record, mark in zip(new, marks, strict=True)
        }
        return {(key := id(record)): known.get(key) or found[key] for record in records}
