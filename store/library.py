"""The library on disk: volumes, notebook and index in one folder. The only writer."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from store.checking import Finding
from store.corpus import Corpus, Progress
from store.errors import UserError
from store.folder import default_folder, make_folder, seed_files
from store.index import Index
from store.index_damage import healing
from store.index_file import IndexFile
from store.index_ledger import Place
from store.lock import PATIENCE, BusyError, WriteLock
from store.manifest import FORMAT, Manifest, manifest_path, migrate, new_manifest, read_manifest, write_manifest
from store.notebook import Notebook
from store.placing import Item, Placing, place
from store.records import Article
from store.recovery import set_aside
from store.storage import DamagedFileError, sweep
from store.volumes import Volumes, sound

__all__ = ["AddReport", "Library", "default_folder", "open_library", "seed_files"]

BATCH_BYTES = 2 * 1024 * 1024
"""Articles of about this much text are placed and written at once; others may write between two batches."""

SHORT_PATIENCE = 1.0
"""Seconds to wait for a writer where going on with what is known is better than waiting."""


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of the articles that were to be added, by their ids in the library."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


def open_library(folder: Path | None = None, progress: Progress = lambda done, of: None) -> Library:
    """The library in a folder, made from the seeds when there is none yet.

    `progress` hears of the volumes that are written into the index, should that be necessary.
    UserError when the folder holds something else, or cannot be read.
    """
    library = Library((folder or default_folder()).expanduser().absolute(), progress)
    try:
        library.seed()
    except BaseException:
        library.close()
        raise
    return library


class Library:
    """One library. Every method that changes it is durable when it returns.

    `notices` are sentences for the reader about what was found damaged and mended; whoever shows them clears them.
    """

    def __init__(self, folder: Path, progress: Progress = lambda done, of: None) -> None:
        """Open the library in a folder; an empty one is made when there is none."""
        self.folder = folder
        self.notices: list[str] = []
        self.writable = make_folder(folder)
        self._elsewhere: TemporaryDirectory[str] | None = None
        self._lock = WriteLock(folder / "library.lock")
        self._volumes = Volumes(folder / "volumes")
        self._manifest = self._open_manifest()
        self._file = self._open_index()
        self.index = Index(self._file)
        self.notebook = Notebook(
            folder,
            WriteLock(folder / "notebook.lock"),
            self.index.find_marks,
            self._file.generation,
            self.writable,
        )
        self._corpus = Corpus(
            self._volumes, self._file, folder / "damaged" if self.writable else None, progress
        )
        self.index.marks = self._marked
        self._file.mend = self.heal
        self.notebook.mend()
        if not self.writable:
            self._show_read_only()
        else:
            with suppress(BusyError), self._lock.held(SHORT_PATIENCE):
                sweep(folder)
                sweep(self._volumes.folder)
                self._catch_up(thorough=True)
        self._collect()
        self._seen = self._version()

    def seed(self) -> None:
        """Add the articles that a new library starts with, once."""
        if self._manifest.seeded or not self.writable:
            return
        from store.extraction import extract
        from store.reading import read_article

        self.add((article, extract(article)) for article in map(read_article, seed_files()))
        self._manifest = replace(self._manifest, seeded=True)
        write_manifest(self.folder, self._manifest)

    def add(self, items: Iterable[Item]) -> AddReport:
        """Add articles with what was extracted from them.

        One whose source is here already is unchanged, one from a known file or address replaces what came from
        there. What a long batch has added so far stays when it is cut short.
        """
        added: list[str] = []
        updated: list[str] = []
        unchanged: list[str] = []

        def commit(whole: bool) -> list[Item]:
            placing = self._commit(waiting, whole)
            added.extend(placing.added)
            updated.extend(placing.updated)
            unchanged.extend(placing.unchanged)
            return placing.waiting

        waiting: list[Item] = []
        size = 0
        for item in items:
            waiting.append(item)
            size += len(item[0].text)
            if size >= BATCH_BYTES:
                waiting = commit(whole=False)
                size = sum(len(article.text) for article, _ in waiting)
        if waiting:
            commit(whole=True)
        return AddReport(tuple(added), tuple(updated), tuple(unchanged))

    @healing
    def remove(self, article_ids: Iterable[str]) -> tuple[str, ...]:
        """Take articles out of the library; the ids of those that were in it. The reader's marks stay."""
        with self._changing():
            wanted = dict.fromkeys(article_ids)
            places = [found for id in wanted if (found := self._corpus.ledger.place(id))]
            if places:
                self._corpus.drop(places)
        return tuple(each.id for each in places)

    @healing
    def outdated(self) -> int:
        """How many articles were extracted by other rules than the program has now."""
        return len(self._corpus.ledger.outdated(self._rules()))

    def reextract(
        self, progress: Progress = lambda done, of: None, stop: Callable[[], bool] = lambda: False
    ) -> int:
        """Extract the articles anew that older rules have extracted; how many that were.

        It goes volume by volume, and goes on where it was stopped or killed. The notebook is not touched.
        """
        return self._extract_again(lambda: self._corpus.ledger.outdated(self._rules()), progress, stop)

    @healing
    def check(self, repair: bool = False, progress: Progress = lambda done, of: None) -> list[Finding]:
        """What is wrong in the library. With `repair`, what is derived is made again, and found `mended`."""
        from store.checking import check_folder, check_index, check_notebook, check_volumes

        with self._lock.held() if self.writable else nullcontext():
            findings = [
                *check_folder(self.folder, self._volumes),
                *check_index(self._file),
                *check_volumes(self._volumes, self._corpus.ledger, progress),
                *check_notebook(self.notebook),
            ]
            if not repair or not findings or not self.writable:
                return findings
            mends = {finding.mends for finding in findings}
            sweep(self.folder)
            sweep(self._volumes.folder)
            if mends & {"index", "volume"}:
                self._file.renew() if "index" in mends else None
                self._catch_up(thorough=True)
            wrong = [finding.article for finding in findings if finding.article]
            if wrong:
                places = [found for id in dict.fromkeys(wrong) if (found := self._corpus.ledger.place(id))]
                self._extract_again(lambda: places, progress, lambda: False)
        return [replace(finding, mended=finding.mends is not None) for finding in findings]

    def article(self, id: str) -> Article | None:
        """The article with this id."""
        return self.index.article(id)

    @healing
    def refresh(self) -> bool:
        """Look whether anything has changed since the last look, by another process too; the index shows it then.

        It never waits: a change that is under way is seen the next time.
        """
        if self.writable:
            with suppress(BusyError), self._lock.held(patience=0):
                self._keep_index()
                self._catch_up(thorough=False)
        self._collect()
        version = self._version()
        changed, self._seen = version != self._seen, version
        return changed

    def close(self) -> None:
        """Let go of the files."""
        self._file.close()
        if self._elsewhere is not None:
            self._elsewhere.cleanup()

    def __enter__(self) -> Self:
        """The library itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    @healing
    def _commit(self, items: Sequence[Item], whole: bool) -> Placing:
        with self._changing():
            placing = place(items, self._corpus.ledger, self._volumes, self._rules(), whole)
            if placing.entries:
                self._corpus.put(placing.entries)
        return placing

    @healing
    def _extract_again(
        self, places: Callable[[], Sequence[Place]], progress: Progress, stop: Callable[[], bool]
    ) -> int:
        from store.extraction import extract

        volumes: dict[int, set[int]] = {}
        for each in places():
            volumes.setdefault(each.volume, set()).add(each.number)
        count = 0
        for done, (volume, numbers) in enumerate(volumes.items()):
            if stop():
                break
            progress(done, len(volumes))
            with self._changing():
                entries = [entry for entry in self._volumes.entries(volume) if entry.number in numbers]
                again = [
                    replace(entry, extraction=sound(entry.article, extract(entry.article)), rules=self._rules())
                    for entry in entries
                ]
                self._corpus.put({volume: again})
            count += len(again)
        return count

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Change the corpus: alone, from its newest state, and with the index in step again whatever happens."""
        if not self.writable:
            raise UserError(f"The library in {self.folder} is read-only: name another one to change.")
        with self._lock.held():
            self._keep_index()
            self._catch_up(thorough=False)
            try:
                yield
            except BaseException:
                with suppress(UserError):
                    self._catch_up(thorough=False)
                raise
        self._seen = self._version()

    def _catch_up(self, thorough: bool) -> None:
        self._volumes.make_folder()
        self._corpus.catch_up(thorough)

    def _keep_index(self) -> None:
        """Make the index anew when its file is gone or another one."""
        if not self._file.in_place():
            self._file.renew()
            self._corpus.catch_up(thorough=True)

    def heal(self) -> bool:
        """Put a new index in the place of a damaged one; for a read-only library, in a folder for the time being."""
        if not self.writable:
            self._file.renew(self._temporary_index())
            self._corpus.catch_up(thorough=True)
            return True
        with self._lock.held():
            self._file.renew()
            self._corpus.catch_up(thorough=True)
            self.notices.append(f"{self._file.path.name} was damaged: it was made again from the volumes.")
        return True

    def _show_read_only(self) -> None:
        """Take the index of a read-only library as it is when it is current, else make one elsewhere."""
        try:
            current = self._corpus.is_current()
        except sqlite3.Error:
            current = False
        if current:
            return
        if not self._file.writable:
            self._file.renew(self._temporary_index())
        self._corpus.catch_up(thorough=True)

    def _temporary_index(self) -> Path:
        """The path of an index in a folder that goes when the program ends."""
        self._elsewhere = self._elsewhere or TemporaryDirectory(prefix="jining-tui-")
        return Path(self._elsewhere.name) / "index.sqlite"

    def _collect(self) -> None:
        """Gather what the parts have to say to the reader."""
        for notices in (self._corpus.notices, self.notebook.notices):
            self.notices += notices
            notices.clear()

    def _version(self) -> tuple[object, object]:
        return self._file.generation(), self.notebook.version()

    def _marked(self, mark: str) -> tuple[str, ...]:
        return self.notebook.selected if mark == "selected" else tuple(self.notebook.notes())

    def _rules(self) -> str:
        from store.rules import rules

        return rules()

    def _open_index(self) -> IndexFile:
        path = self.folder / "index.sqlite"
        if not self.writable:
            try:
                return IndexFile(path, writable=False)
            except UserError:
                return IndexFile(self._temporary_index())
        if path.is_file():
            return IndexFile(path)
        with self._lock.held():
            return IndexFile(path)

    def _open_manifest(self) -> Manifest:
        """What the library says of itself; an older one is brought to the present format."""
        path = manifest_path(self.folder)
        damaged = False
        try:
            manifest = read_manifest(self.folder)
        except DamagedFileError as error:
            manifest, damaged = None, True
            if self.writable:
                kept = set_aside(path, self.folder / "damaged")
                self.notices.append(
                    f"{path.name} was damaged ({error}): it was written again, and kept as {kept}."
                )
        if manifest is None:
            manifest = new_manifest(self.folder, damaged)
            if self.writable:
                write_manifest(self.folder, manifest)
        elif manifest.format < FORMAT:
            if not self.writable:
                raise UserError(
                    f"The library in {self.folder} is of an older format and read-only: copy it to where you may write."
                )
            with self._lock.held(PATIENCE), WriteLock(self.folder / "notebook.lock").held():
                files = [self._volumes.path(number) for number in self._volumes.stamps()]
                notebooks = (self.folder / name for name in ("notebook.json", "notebook.previous.json"))
                manifest = migrate(
                    self.folder, manifest, [*files, *(each for each in notebooks if each.is_file())]
                )
        return manifest
