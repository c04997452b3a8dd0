"""The library on disk: volumes, notebook and index in one folder. The only writer."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

import store
from store.corpus import Corpus, Progress
from store.errors import UserError
from store.index import Index
from store.index_opening import open_index
from store.lock import WriteLock
from store.manifest import FORMAT, Manifest, manifest_path, migrate, read_manifest, write_manifest
from store.notebook import Notebook
from store.placing import Item, place
from store.records import Article
from store.recovery import set_aside
from store.storage import DamagedFileError, explain, sweep
from store.volumes import Volumes

BATCH_BYTES = 8 * 1024 * 1024
"""Articles of about this much text are placed and written at once."""


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of the articles that were to be added, by their ids in the library."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()

    def __add__(self, other: AddReport) -> AddReport:
        """Both reports, one after the other."""
        return AddReport(
            self.added + other.added, self.updated + other.updated, self.unchanged + other.unchanged
        )


def default_folder() -> Path:
    """Where the library is when nobody says otherwise: `JINING_TUI_LIBRARY`, or the platform's place for data."""
    named = os.environ.get("JINING_TUI_LIBRARY")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("jining-tui", appauthor=False) / "library"


def seed_files() -> list[Path]:
    """The articles that a new library starts with."""
    return sorted((Path(store.__file__).parent.parent / "seeds").glob("*.txt"))


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

    `notices` are sentences for the reader about what was found damaged and mended.
    """

    def __init__(self, folder: Path, progress: Progress = lambda done, of: None) -> None:
        """Open the library in a folder; an empty one is made when there is none."""
        self.folder = folder
        self.notices: list[str] = []
        self._lock = WriteLock(folder / "library.lock")
        self._notebook_lock = WriteLock(folder / "notebook.lock")
        self._volumes = Volumes(folder / "volumes")
        self.writable = _make_folder(folder)
        self._manifest = self._open_manifest()
        self.index: Index = open_index(folder, self.writable)
        self.notebook = Notebook(
            folder / "notebook.json", self._notebook_lock, self.index.find_marks, self.index.generation
        )
        self.index.marks = self._marked
        self._corpus = Corpus(self._volumes, self.index, folder / "damaged", progress)
        if self.writable:
            with self._lock.held():
                sweep(folder)
                sweep(self._volumes.folder)
                self._catch_up(thorough=True)
        self._seen = self._version()

    def seed(self) -> None:
        """Add the articles that a new library starts with, once."""
        if self._manifest.seeded or not self.writable:
            return
        from store.extraction import extract
        from store.reading import read_article

        articles = map(read_article, seed_files())
        self.add((article, extract(article)) for article in articles)
        self._manifest = replace(self._manifest, seeded=True)
        write_manifest(self.folder, self._manifest)

    def add(self, items: Iterable[Item]) -> AddReport:
        """Add articles with what was extracted from them.

        One whose source is here already is unchanged, one from a known file or address replaces what came from
        there. What a long batch has added so far stays when it is cut short.
        """
        report = AddReport()
        waiting: list[Item] = []
        size = 0
        for item in items:
            waiting.append(item)
            size += len(item[0].text)
            if size >= BATCH_BYTES:
                done, waiting = self._commit(waiting, whole=False)
                report += done
                size = sum(len(article.text) for article, _ in waiting)
        return report + self._commit(waiting, whole=True)[0] if waiting else report

    def remove(self, article_ids: Iterable[str]) -> tuple[str, ...]:
        """Take articles out of the library; the ids of those that were in it. The reader's marks stay."""
        with self._changing():
            places = [place for id in dict.fromkeys(article_ids) if (place := self.index.place_of(id))]
            if places:
                self._corpus.drop(places)
        return tuple(each.id for each in places)

    def article(self, id: str) -> Article | None:
        """The article with this id."""
        return self.index.article(id)

    def refresh(self) -> bool:
        """Look whether another process has changed the library, and show what it holds now."""
        if self.writable:
            with self._lock.held():
                self._catch_up(thorough=False)
        version = self._version()
        changed, self._seen = version != self._seen, version
        return changed

    def close(self) -> None:
        """Let go of the files."""
        self.index.close()

    def __enter__(self) -> Self:
        """The library itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def _commit(self, items: list[Item], whole: bool) -> tuple[AddReport, list[Item]]:
        """Write a batch: what became of its articles, and those that wait for the next."""
        with self._changing():
            placing = place(items, self.index, self._volumes, rules(), whole)
            if placing.entries:
                self._corpus.put(placing.entries)
        report = AddReport(tuple(placing.added), tuple(placing.updated), tuple(placing.unchanged))
        return report, placing.waiting

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Change the corpus: alone, from its newest state, and with the index in step again whatever happens."""
        if not self.writable:
            raise UserError(f"The library in {self.folder} is read-only: name another one to add to.")
        with self._lock.held():
            self._catch_up(thorough=False)
            try:
                yield
            except BaseException:
                with suppress(UserError):
                    self._catch_up(thorough=False)
                raise
            finally:
                self._seen = self._version()

    def _catch_up(self, thorough: bool) -> None:
        self._volumes.make_folder()
        self._corpus.catch_up(thorough)
        self.notices += self._corpus.notices
        self._corpus.notices.clear()

    def _version(self) -> tuple[object, object]:
        return self.index.generation(), self.notebook.version()

    def _marked(self, mark: str) -> tuple[str, ...]:
        return self.notebook.selected if mark == "selected" else ()

    def _open_manifest(self) -> Manifest:
        """What the library says of itself; where it says nothing, it is a new one, or one that lost its manifest."""
        path = manifest_path(self.folder)
        has_volumes = bool(self._volumes.stamps())
        try:
            manifest = read_manifest(self.folder)
        except DamagedFileError as error:
            manifest = None
            if self.writable:
                kept = set_aside(path, self.folder / "damaged")
                self.notices.append(
                    f"{path.name} was damaged ({error}): it was written again, and kept as {kept}."
                )
        if manifest is None:
            others = [each.name for each in self.folder.iterdir() if each.name not in _OWN_NAMES]
            if others and not has_volumes and not self.notices:
                raise UserError(
                    f"{self.folder} is not a library: it holds other files ({', '.join(sorted(others)[:3])}). "
                    "Name an empty folder, or one that does not exist yet."
                )
            manifest = Manifest(FORMAT, seeded=has_volumes)
            if self.writable:
                write_manifest(self.folder, manifest)
        elif manifest.format < FORMAT and self.writable:
            with self._lock.held(), self._notebook_lock.held():
                files = [self._volumes.path(number) for number in self._volumes.stamps()]
                notebook = self.folder / "notebook.json"
                manifest = migrate(self.folder, manifest, [*files, *([notebook] if notebook.is_file() else [])])
        return manifest


def rules() -> str:
    """What tells the present rules of extraction from any others: a digest of the package that holds them."""
    folder = Path(store.__file__).parent / "extraction"
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(
        path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    ):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _make_folder(folder: Path) -> bool:
    """Make the folder of a library where there is none; whether it can be written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        next(folder.iterdir(), None)
    except FileExistsError:
        raise UserError(f"{folder} is a file: name a folder for the library.") from None
    except OSError as error:
        raise explain(error, folder, "open") from error
    return os.access(folder, os.W_OK)


_OWN_NAMES = frozenset(
    "library.json library.lock notebook.json notebook.lock index.sqlite index.sqlite-wal index.sqlite-shm "
    "volumes damaged".split()
)
