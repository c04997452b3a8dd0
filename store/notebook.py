"""The reader's own work: selected facts, kept in a small TinyDB file that nothing else touches.

A mark keeps the article, the place and the quote of its fact beside the fact's id, so that it finds the fact again
after the article has been extracted anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from tinydb import TinyDB
from tinydb.table import Document, Table

from store.lock import WriteLock
from store.marks import Mark
from store.records import Fact
from store.storage import DurableStorage, Stamp

Finder = Callable[[Sequence[Mark]], Sequence[str | None]]
"""Finds the facts that marks stand for now: the id of each, None for one that fits no fact any more."""


class Notebook:
    """The reader's own work in one library. Every change is on disk before its method returns."""

    def __init__(self, path: Path, lock: WriteLock, find: Finder, version: Callable[[], object]) -> None:
        """The notebook in the file at `path`.

        `find` finds marked facts; what it says holds for as long as `version` returns the same.
        """
        self._storage = DurableStorage(path)
        self._lock = lock
        self._find = find
        self._version = version
        self._known: tuple[object, tuple[tuple[Mark, str | None], ...]] | None = None

    @property
    def selected(self) -> tuple[str, ...]:
        """The ids of the selected facts, in order of selection."""
        found = (id for _, id in self._selection() if id is not None)
        return tuple(dict.fromkeys(found))

    @property
    def lost(self) -> tuple[Mark, ...]:
        """The selected facts that the library does not hold any more."""
        return tuple(mark for mark, id in self._selection() if id is None)

    def select(self, facts: Iterable[Fact]) -> None:
        """Select facts, after those that are selected already."""
        with self._lock.held(), self._storage.transaction():
            table = self._table("selection")
            known = set(self.selected)
            new = {fact.id: fact for fact in facts if fact.id not in known}
            table.insert_multiple(Mark.of(fact).to_json() for fact in new.values())

    def deselect(self, ids: Iterable[str]) -> None:
        """Take facts out of the selection; ids that are not in it are passed over."""
        wanted = set(ids)
        with self._lock.held(), self._storage.transaction():
            table = self._table("selection")
            marks = [(document, Mark.from_json(document)) for document in table]
            found = self._find([mark for _, mark in marks])
            table.remove(
                doc_ids=[
                    document.doc_id
                    for (document, mark), id in zip(marks, found, strict=True)
                    if mark.fact in wanted or id in wanted
                ]
            )

    def toggle(self, fact: Fact) -> bool:
        """Select a fact or take it out of the selection; whether it is selected now."""
        with self._lock.held():
            if fact.id in self.selected:
                self.deselect([fact.id])
                return False
            self.select([fact])
            return True

    def version(self) -> Stamp | None:
        """What changes whenever the notebook does."""
        return Stamp.of(self._storage.path)

    def _selection(self) -> tuple[tuple[Mark, str | None], ...]:
        version = (self.version(), self._version())
        if self._known is None or self._known[0] != version:
            marks = [Mark.from_json(document) for document in self._documents("selection")]
            self._known = (version, tuple(zip(marks, self._find(marks), strict=True)))
        return self._known[1]

    def _documents(self, name: str) -> list[Document]:
        return sorted(self._table(name), key=lambda document: document.doc_id)

    def _table(self, name: str) -> Table:
        return TinyDB(storage=lambda: self._storage).table(name, cache_size=0)
