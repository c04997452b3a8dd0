"""The library on disk: volumes, notebook and index in one folder. The only writer."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from store.corpus import Corpus, Progress
from store.errors import UserError
from store.folder import default_folder, make_folder, named_path, seed_files
from store.index import Index
from store.index.damage import healing
from store.index.file import IndexFile
from store.index.schema import drop_orders
from store.index.words_files import WordsDamagedError
from store.lock import BusyError, WriteLock
from store.manifest import Manifest, open_manifest, write_manifest
from store.notebook import Notebook
from store.records import Article
from store.recovery import DAMAGED
from store.storage import Stamp, sweep
from store.volumes import Volumes

if TYPE_CHECKING:
    from store.checking import Finding
    from store.placing import Item, Placing

__all__ = ["AddReport", "Library", "default_folder", "open_library", "seed_files"]

BATCH_BYTES = 2 * 1024 * 1024
"""Articles of about this much text are placed and written at once; others may write between two batches."""

MANY_BATCHES = 8
"""From this batch on it is quicker to make the indexes of the tables again at the end."""

INDEX_TIMES = 8
"""How much larger the index is than the texts in it, about."""

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
    library = Library(named_path(folder or default_folder()).absolute(), progress)
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
        self.writable = make_folder(folder)
        self._lock = WriteLock(folder / "library.lock")
        self._notebook_lock = WriteLock(folder / "notebook.lock")
        self._volumes = Volumes(folder / "volumes")
        self._manifest = self._open_manifest()
        self._file = self._open_index()
        if self._file.damage:
            self._tell_of_index(self._file.damage)
        self.index = Index(self._file)
        self.notebook = Notebook(
            folder,
            self._notebook_lock,
            self.index.find_marks,
            self._file.generation,
            self.writable,
        )
        self._corpus = Corpus(
            self._volumes, self._file, self.notebook, folder / DAMAGED if self.writable else None, progress
        )
        self.index.marks = self._marked
        self.index.searches = self.notebook.searches
        self._file.mend = self.heal
        self.notebook.mend()
        if not self.writable and not self._corpus.is_current():
            self._corpus.renew_index()
        if self.writable:
            with suppress(BusyError), self._notebook_lock.held(SHORT_PATIENCE):
                sweep(folder, "notebook")
            with suppress(BusyError), self._lock.held(SHORT_PATIENCE):
                sweep(folder, "library")
                sweep(self._volumes.folder)
                try:
                    self._catch_up(thorough=True)
                except UserError as error:
                    self.notices.append(str(error))
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
        done: list[Placing] = []
        waiting: list[Item] = []
        size = 0
        with ExitStack() as much:
            for item in items:
                waiting.append(item)
                size += len(item[0].text)
                if size >= BATCH_BYTES:
                    done.append(self._commit(waiting, whole=False))
                    waiting = done[-1].waiting
                    size = sum(len(article.text) for article, _ in waiting)
                    if len(done) == MANY_BATCHES:
                        much.enter_context(self._corpus.filling())
            if waiting:
                done.append(self._commit(waiting, whole=True))
        return AddReport(
            *(
                tuple(id for each in done for id in getattr(each, fate))
                for fate in ("added", "updated", "unchanged")
            )
        )

    @contextmanager
    def expecting(self, size: int) -> Iterator[None]:
        """Add files of about so many bytes, in one `add` after another.

        Where they outweigh what is here, tables are sorted without the help of an index until the end, and
        writing takes a tenth less.
        """
        small = size < BATCH_BYTES or size < self._index_size() / INDEX_TIMES
        if not small and self.writable:
            self._set_orders(False)
        try:
            yield
        finally:
            if not small and self.writable:
                self._set_orders(True)

    @healing
    def revise(self, article: Article) -> bool:
        """Change what an article of the library says about itself, and extract it anew; whether it is there."""
        from store.extraction import extract
        from store.volumes import Entry, sound

        with self._changing():
            place = self._corpus.ledger.place(article.id)
            if place is not None:
                entry = Entry(place.number, article, sound(article, extract(article)), self._rules())
                self._corpus.put({place.volume: [entry]})
        return place is not None

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

    @healing
    def reextract(
        self, progress: Progress = lambda done, of: None, stop: Callable[[], bool] = lambda: False
    ) -> int:
        """Extract the articles anew that older rules have extracted; how many that were.

        It goes volume by volume, and goes on where it was stopped or killed. The notebook is not touched.
        """
        from store.upkeep import extract_outdated

        return extract_outdated(self._corpus, self._rules(), self._changing, progress, stop)

    @healing
    def check(self, repair: bool = False, progress: Progress = lambda done, of: None) -> list[Finding]:
        """What is wrong in the library. With `repair`, what is derived is made again, and found `mended`."""
        from store.upkeep import find_faults, mend

        with ExitStack() as locks:
            for lock in (self._lock, self._notebook_lock) if self.writable else ():
                locks.enter_context(lock.held())
            findings = find_faults(
                self.folder, self._corpus, self._file, self.notebook, self._rules(), progress
            )
            if repair and findings and self.writable:
                findings = mend(findings, self.folder, self._corpus, self.notebook, self._rules())
        return findings

    def set_aside(self) -> list[Path]:
        """The damaged files that are kept beside the library until somebody deletes them."""
        return sorted((self.folder / DAMAGED).glob("*"))

    def article(self, id: str) -> Article | None:
        """The article with this id."""
        return self.index.article(id)

    @healing
    def refresh(self) -> bool:
        """Look whether anything has changed since the last look, by another process too; it is shown then.

        It never waits: a change that is under way is seen the next time.
        """
        if self.writable:
            with suppress(BusyError), self._lock.held(patience=0):
                self._corpus.keep_index()
                self._catch_up(thorough=False)
        self._collect()
        version = self._version()
        changed, self._seen = version != self._seen, version
        return changed

    def id_of(self, digest: str) -> str | None:
        """The id of the article whose source has this digest."""
        place = self._corpus.ledger.place_of_digest(digest)
        return place.id if place else None

    def digests(self) -> list[str]:
        """The digests of all articles' sources, in the order in which they were added."""
        return self._corpus.ledger.all_digests()

    def lacking(self, id: str) -> set[str]:
        """The fields that an article does not have, of those that can be filled in by adding it again."""
        return self._corpus.ledger.lacking(id)

    def close(self) -> None:
        """Let go of the files."""
        self._file.close()

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
        from store.placing import place

        with self._changing():
            placing = place(items, self._corpus.ledger, self._volumes, self._rules(), whole)
            if placing.entries:
                self._corpus.put(placing.entries)
        return placing

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Change the corpus: alone, from its newest state, and with the index in step whatever happens."""
        if not self.writable:
            raise UserError(f"The library in {self.folder} is read-only: name another one to change.")
        with self._lock.held():
            self._corpus.keep_index()
            self._catch_up(thorough=False)
            try:
                yield
            except BaseException:
                with suppress(UserError):
                    self._catch_up(thorough=False)
                raise
            finally:
                self._collect()
        self._seen = self._version()

    def _index_size(self) -> int:
        stamp = Stamp.of(self._file.path)
        return stamp.size if stamp else 0

    @healing
    def _set_orders(self, there: bool) -> None:
        """Have the indexes that tables are sorted by, or not."""
        if there:
            self._file.make_orders()
        else:
            drop_orders(self._file.connection())

    def _catch_up(self, thorough: bool) -> None:
        self._volumes.make_folder()
        self._corpus.catch_up(thorough)
        self._corpus.keep_reviews()

    @healing
    def keep_reviews(self) -> None:
        """Show the facts as the notebook has them now; while another process writes, at the next `refresh`."""
        with suppress(BusyError), self._lock.held(SHORT_PATIENCE):
            self._corpus.keep_index()
            self._catch_up(thorough=False)

    def heal(self, error: sqlite3.Error) -> None:
        """Put a new index in the place of a damaged one; for a read-only library, in a temporary folder."""
        with self._lock.held() if self.writable else nullcontext():
            if isinstance(error, WordsDamagedError) and self._file.writable:
                self._corpus.renew_words()
                self.notices.append(f"{error}: it was made again.".capitalize())
                return
            self._corpus.renew_index()
            self._tell_of_index(error)

    def _tell_of_index(self, error: object) -> None:
        self.notices.append(
            f"{self._file.path.name} was damaged ({error}): it was made again from the volumes."
        )

    def _collect(self) -> None:
        """Gather what the parts have to say to the reader."""
        for notices in (self._corpus.notices, self.notebook.notices):
            self.notices += [notice for notice in notices if notice not in self.notices]
            notices.clear()

    def _version(self) -> tuple[object, object]:
        return self._file.generation(), self.notebook.version()

    def _marked(self, mark: str) -> tuple[str, ...]:
        marked = {"selected": lambda: self.notebook.selected, "note": lambda: tuple(self.notebook.notes())}
        return marked[mark]() if mark in marked else self.index.reviewed(mark)

    def _rules(self) -> str:
        from store.rules import rules

        return rules()

    def _open_index(self) -> IndexFile:
        path = self.folder / "index.sqlite"
        if not self.writable or path.is_file():
            return IndexFile(path, self.writable)
        with self._lock.held():
            return IndexFile(path)

    def _open_manifest(self) -> Manifest:
        """What the library says of itself; an older one is brought to the present format, alone."""
        with ExitStack() as locks:

            def alone() -> list[Path]:
                locks.enter_context(self._lock.held())
                locks.enter_context(self._notebook_lock.held())
                return [self._volumes.path(number) for number in self._volumes.stamps()]

            manifest, self.notices = open_manifest(self.folder, self.writable, alone)
        return manifest
