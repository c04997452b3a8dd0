"""The reader's own work in a small TinyDB file: selection, reviews, notes, searches, changes to clusters.

A mark keeps the article, the place and the quote of its fact beside the fact's id, so that it finds the fact
again after the article has been extracted anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Literal

from tinydb import TinyDB
from tinydb.table import Document, Table

from store.cluster_edits import ClusterEdit
from store.errors import UserError
from store.found_marks import Finder, Found, FoundMarks
from store.history import STEP, change, turn
from store.lock import WriteLock
from store.marks import Mark
from store.records import Fact
from store.recovery import DAMAGED, salvage, set_aside
from store.review import Review
from store.storage import (
    DamagedFileError,
    DurableStorage,
    Stamp,
    Tables,
    dump_tables,
    read_tables,
    write_atomically,
)

_MARK = {"fact": str, "article": str, "start": int, "end": int, "quote": str}
_NEEDED: Mapping[str, Mapping[str, type]] = {
    "selection": _MARK,
    "notes": _MARK | {"note": str},
    "reviews": _MARK | {"digest": str, "verdict": str, "reading": dict},
    "history": STEP,
    "searches": {"name": str, "query": str},
    "recent": {"query": str},
    "clusters": {"kind": str, "cluster": str, "value": str},
}

MOST_RECENT = 50
"""So many queries that were searched for are kept."""


class Notebook:
    """The reader's own work in one library. Every change is on disk before its method returns.

    `notices` are sentences for the reader about what was found damaged and mended.
    """

    def __init__(
        self, folder: Path, lock: WriteLock, find: Finder, version: Callable[[], object], writable: bool = True
    ) -> None:
        """The notebook of the library in `folder`.

        `find` finds marked facts; what it says holds for as long as `version` returns the same.
        """
        self.path = folder / "notebook.json"
        self.backup = folder / "notebook.previous.json"
        self.notices: list[str] = []
        self._damaged = folder / DAMAGED
        self._storage = DurableStorage(self.path, self.backup)
        self._lock = lock
        self._find = find
        self._version = version
        self._writable = writable
        self._unreadable = False
        self._known = {name: FoundMarks(partial(_is_whole, name), find) for name in ("selection", "notes")}
        self._reviews: tuple[object, Mapping[int, Review]] = (None, {})

    @property
    def selected(self) -> tuple[str, ...]:
        """The ids of the selected facts, in order of selection."""
        found = (id for _, id in self._marks("selection") if id is not None)
        return tuple(dict.fromkeys(found))

    @property
    def lost(self) -> tuple[Mark, ...]:
        """The selected facts that the library does not hold any more."""
        return tuple(mark for mark, id in self._marks("selection") if id is None)

    def select(self, facts: Iterable[Fact]) -> None:
        """Select facts, after those that are selected already."""
        with self._changing() as table:
            known = set(self.selected)
            new = {fact.id: fact for fact in facts if fact.id not in known}
            if new:
                table("selection").insert_multiple(Mark.of(fact).to_json() for fact in new.values())

    def deselect(self, ids: Iterable[str]) -> None:
        """Take facts out of the selection, lost ones too; ids that are not in it are passed over."""
        wanted = set(ids)
        with self._changing() as table:
            documents = self._documents("selection")
            unwanted = [
                document.doc_id
                for document, (mark, id) in zip(documents, self._marks("selection"), strict=True)
                if mark.fact in wanted or id in wanted
            ]
            if unwanted:
                table("selection").remove(doc_ids=unwanted)

    def arrange(self, ids: Sequence[str]) -> None:
        """Put the selected facts into this order; those that it does not name come after them, as they were."""
        place = {id: number for number, id in enumerate(ids)}
        with self._changing() as table:
            documents = self._documents("selection")
            found = [id for _, id in self._marks("selection")]
            last = len(place)
            ordered = sorted(
                zip(documents, found, strict=True), key=lambda pair: place.get(pair[1] or "", last)
            )
            numbers = [document.doc_id for document in documents]
            if [document.doc_id for document, _ in ordered] != numbers:
                table("selection").remove(doc_ids=numbers)
                table("selection").insert_multiple(
                    Document(dict(document), number)
                    for number, (document, _) in zip(numbers, ordered, strict=True)
                )

    def toggle(self, fact: Fact) -> bool:
        """Select a fact or take it out of the selection; whether it is selected now."""
        self._must_be_writable()
        with self._lock.held():
            if fact.id in self.selected:
                self.deselect([fact.id])
                return False
            self.select([fact])
            return True

    def notes(self) -> Mapping[str, str]:
        """The reader's notes by the ids of their facts."""
        texts = [document["note"] for document in self._documents("notes")]
        return {id: text for (_, id), text in zip(self._marks("notes"), texts, strict=True) if id is not None}

    def lost_notes(self) -> tuple[tuple[Mark, str], ...]:
        """The notes on facts that the library does not hold any more."""
        texts = [document["note"] for document in self._documents("notes")]
        return tuple(
            (mark, text) for (mark, id), text in zip(self._marks("notes"), texts, strict=True) if id is None
        )

    def note(self, fact: Fact, text: str, within: str = "") -> None:
        """Write a note on a fact, in the place of the one it has; an empty text takes it away.

        `within` is the text of the fact's article, by which a changed article's fact is found again.
        """
        with self._changing() as table:
            documents = self._documents("notes")
            marked = zip(documents, self._marks("notes"), strict=True)
            old = [document.doc_id for document, (_, id) in marked if id == fact.id]
            note = Mark.of(fact, within).to_json() | {"note": text} if text.strip() else None
            if old or note:
                what = f"the note on {fact.quote}"
                change(table, "notes", old[-1] if old else None, note, what)

    def reviews(self) -> Mapping[int, Review]:
        """What the reader said about facts, by the numbers of the entries."""
        version = self.version()
        if self._reviews[0] != version or version is None:
            self._reviews = (
                version,
                {each.doc_id: Review.from_json(each) for each in self._documents("reviews")},
            )
        return self._reviews[1]

    def review(self, number: int | None, review: Review | None, what: str) -> None:
        """Keep a review in the place of the one with this number, or take that away; `what` names the step."""
        with self._changing() as table:
            change(table, "reviews", number, review.to_json() if review else None, what)

    def turn(self, way: Literal["undo", "redo"]) -> str | None:
        """Undo the last review or note, or redo the one that was undone last; what it was, None without one."""
        with self._changing() as table:
            return turn(table, way)

    def searches(self) -> Mapping[str, str]:
        """The saved searches: queries by their names, in the order in which they were saved."""
        return {document["name"]: document["query"] for document in self._documents("searches")}

    def save_search(self, name: str, query: str) -> None:
        """Save a search under a name, in the place of the one that has it; an empty query takes it away."""
        with self._changing() as table:
            old = [document.doc_id for document in self._documents("searches") if document["name"] == name]
            if old:
                table("searches").remove(doc_ids=old)
            if query.strip():
                table("searches").insert({"name": name, "query": query})

    def rename_search(self, name: str, new: str) -> None:
        """Give a saved search another name; it keeps its place. UserError where that name is taken or empty."""
        new = new.strip()
        if not new:
            raise UserError("A saved search needs a name.")
        with self._changing() as table:
            documents = self._documents("searches")
            if new != name and any(document["name"] == new for document in documents):
                raise UserError(f"Another saved search is called {new} already: choose another name.")
            ids = [document.doc_id for document in documents if document["name"] == name]
            table("searches").update({"name": new}, doc_ids=ids)

    def recent_searches(self) -> tuple[str, ...]:
        """The queries that were searched for, the newest first."""
        return tuple(document["query"] for document in reversed(self._documents("recent")))

    def remember_search(self, query: str) -> None:
        """Keep a query as the newest of those that were searched for; the oldest go."""
        query = query.strip()
        known = self._documents("recent")
        if not query or (known and known[-1]["query"] == query):
            return
        with self._changing() as table:
            known = self._documents("recent")
            others = [document.doc_id for document in known if document["query"] != query]
            kept = others[max(0, len(others) - MOST_RECENT + 1) :]
            gone = [document.doc_id for document in known if document.doc_id not in kept]
            if gone:
                table("recent").remove(doc_ids=gone)
            table("recent").insert({"query": query})

    def forget_search(self, query: str) -> None:
        """Forget that a query was searched for."""
        with self._changing() as table:
            found = [document.doc_id for document in self._documents("recent") if document["query"] == query]
            if found:
                table("recent").remove(doc_ids=found)

    def cluster_edits(self) -> tuple[ClusterEdit, ...]:
        """What the reader changed about clusters, in the order in which it was done."""
        return tuple(ClusterEdit.from_json(document) for document in self._documents("clusters"))

    def edit_cluster(self, edit: ClusterEdit) -> None:
        """Keep a change to a cluster."""
        with self._changing() as table:
            table("clusters").insert(edit.to_json())

    def take_back_edit(self, cluster: str, value: str | None = None) -> ClusterEdit | None:
        """Forget the newest change to a cluster (with this value); what it was, None where there is none."""
        with self._changing() as table:
            for document in reversed(self._documents("clusters")):
                edit = ClusterEdit.from_json(document)
                if edit.cluster == cluster and value in (None, edit.value):
                    table("clusters").remove(doc_ids=[document.doc_id])
                    return edit
        return None

    def malformed(self) -> list[str]:
        """What is wrong with entries that are not what they should be; they are kept, and passed over."""
        return [
            f"entry {document.doc_id} of “{name}” is not whole"
            for name in _NEEDED
            for document in self._table(name)
            if not _is_whole(name, document)
        ]

    def version(self) -> Stamp | None:
        """What changes whenever the notebook does."""
        return Stamp.of(self.path)

    def mend(self) -> None:
        """Look whether the file can be read, and save what can be saved when it cannot."""
        problem = self._problem()
        if problem is None:
            return
        if not self._writable:
            self._unreadable = True
            self.notices.append(
                f"{self.path.name} {problem}, and the library is read-only: no selection is shown."
            )
            return
        with self._lock.held():
            problem = self._problem()
            if problem is None:
                return
            saved = _kept(self.backup)
            for name, records in salvage(self.path).items():
                _merge(saved.setdefault(name, {}), records)
            kept = (
                f" The damaged file is kept as {set_aside(self.path, self._damaged)}." if self.version() else ""
            )
            write_atomically(self.path, dump_tables(saved))
        count = sum(map(len, saved.values()))
        self.notices.append(f"{self.path.name} {problem}: {count} of its entries were recovered.{kept}")

    def _problem(self) -> str | None:
        """What is wrong with the file, in a few words."""
        try:
            tables = self._storage.read()
        except DamagedFileError as error:
            return f"was damaged ({error})"
        return "was missing" if tables is None and self.backup.is_file() else None

    @contextmanager
    def _changing(self) -> Iterator[Callable[[str], Table]]:
        """Change the notebook: alone, from its newest state, and on disk at the end."""
        self._must_be_writable()
        with self._lock.held():
            self.mend()
            with self._storage.transaction():
                yield self._table

    def _must_be_writable(self) -> None:
        if not self._writable:
            raise UserError(f"{self.path} is read-only: copy the library to where you may write to mark facts.")

    def _marks(self, name: str) -> Found:
        return self._known[name].look(self.version(), self._version(), partial(self._records, name))

    def _documents(self, name: str) -> list[Document]:
        """The whole entries of a table, in the order in which they were made."""
        records = self._records(name).items()
        documents = [Document(record, int(number)) for number, record in records if _is_whole(name, record)]
        return sorted(documents, key=lambda each: each.doc_id)

    def _records(self, name: str) -> Mapping[str, Mapping[str, Any]]:
        """The entries of a table by their numbers, as they are kept."""
        if self._unreadable:
            return {}
        try:
            tables = self._storage.read()
        except DamagedFileError:
            self.mend()
            tables = self._storage.read()
        return (tables or {}).get(name, {})

    def _table(self, name: str) -> Table:
        return TinyDB(storage=lambda: self._storage).table(name, cache_size=0)


def _is_whole(name: str, document: Mapping[str, object]) -> bool:
    if not all(isinstance(document.get(key), kind) for key, kind in _NEEDED[name].items()):
        return False
    if name == "reviews":
        try:
            Review.from_json(document)
        except (KeyError, TypeError, ValueError, AttributeError):
            return False
    return True


def _kept(backup: Path) -> Tables:
    """The tables of the backup; as far as they can be read."""
    try:
        return read_tables(backup) or {}
    except DamagedFileError:
        return salvage(backup)


def _merge(records: dict[str, dict[str, object]], newer: Mapping[str, dict[str, object]]) -> None:
    """Add the records that are not there yet, under numbers that are free."""
    for record in newer.values():
        if record not in records.values():
            records[str(max(map(int, records), default=0) + 1)] = record
