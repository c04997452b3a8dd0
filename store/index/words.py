"""The text index beside the file of the index: which words stand in which article and which fact.

It lies in a folder of its own, made by tantivy, which replaces files as a whole and never changes one. The file
of the index names the folder, and lists the articles that are not written into it yet, so that whatever a
killed process left undone is done by the next one.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from sqlite3 import Connection
from tempfile import TemporaryDirectory
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from store.index.documents import TOKENS, documents, highest_article, schema
from store.index.text import analyzer
from store.index.words_files import WordsDamagedError, damage_told, is_sound, listing
from store.records import Article, Fact
from store.storage import Stamp

if TYPE_CHECKING:
    from tantivy import Index, IndexWriter, Searcher

    from store.index.records import Reader

_HEAP, _BULK_HEAP = 15_000_000, 128_000_000
_AT_ONCE = 5_000
"""Articles that are written before they can be found, where very many are written."""


class Home(Protocol):
    """The file of the index that the text index belongs to."""

    path: Path
    writable: bool

    def connection(self) -> Connection:
        """The calling thread's connection."""
        ...

    def reader(self) -> Reader:
        """What makes records from rows."""
        ...

    @property
    def writing(self) -> Callable[[], Any]:
        """One transaction of changes."""
        ...


class _Offer(NamedTuple):
    article: Article
    facts: Sequence[tuple[int, Fact]]
    about: Mapping[int, Sequence[int]]


class Words:
    """The text index of one index. Only the holder of the library's lock writes; any thread may search."""

    def __init__(self, home: Home) -> None:
        """The text index of the index in a file; nothing is opened yet."""
        self._home = home
        self._guard = RLock()
        self._name: str | None = None
        self._index: Index | None = None
        self._seen: Stamp | None = None
        self._offers: dict[int, _Offer] = {}
        self._bulk: IndexWriter | None = None
        self._written: list[int] = []
        self._highest = 0
        self._mirror: TemporaryDirectory[str] | None = None

    @property
    def folder(self) -> Path | None:
        """Where it lies; None when there is none yet."""
        name = self._meta("words")
        return None if name is None else self._home.path.parent / "words" / str(name)

    def searcher(self) -> Searcher:
        """What is asked, in its newest state; WordsDamagedError when it cannot be opened."""
        with self._guard, damage_told():
            seen = Stamp.of(self._folder() / "meta.json")
            if seen != self._seen and not self._home.writable:
                self._index = None
            index = self._open()
            if seen != self._seen:
                index.reload()
                self._seen = seen
            return index.searcher()

    def offer(
        self, n: int, article: Article, facts: Sequence[tuple[int, Fact]], about: Mapping[int, Sequence[int]]
    ) -> None:
        """Keep at hand what is written next, so that it need not be read again."""
        self._offers[n] = _Offer(article, facts, about)

    def catch_up(self) -> None:
        """Write what is not written yet."""
        if self._bulk is not None:
            self._add(self._bulk, list(self._offers))
            if len(self._written) >= _AT_ONCE:
                self._commit(self._bulk)
                self._bulk = self._writer(_BULK_HEAP)
            return
        waiting = [row[0] for row in self._home.connection().execute("SELECT article FROM unwritten")]
        if len(waiting) > _AT_ONCE:
            with self.filling():
                return
        if waiting:
            writer = self._writer(_HEAP)
            try:
                self._add(writer, waiting)
                self._commit(writer)
            finally:
                _let_go(writer)
                self._written.clear()
        self._offers.clear()

    @contextmanager
    def filling(self) -> Iterator[None]:
        """Write very many articles: what is written inside is found at the end, or some thousand at a time."""
        if self._bulk is not None:
            yield
            return
        self._bulk = self._writer(_BULK_HEAP)
        try:
            yield
            done = set(self._written)
            rows = self._home.connection().execute("SELECT article FROM unwritten").fetchall()
            self._add(self._bulk, [n for (n,) in rows if n not in done])
            self._commit(self._bulk)
        finally:
            _let_go(self._bulk)
            self._bulk = None
            self._written.clear()
            self._offers.clear()

    def check(self) -> None:
        """Make it anew when its folder is not as it was left, and not whole either."""
        folder = self.folder
        if folder is None:
            self.reset()
        elif self._listing() != self._meta("words_files"):
            if is_sound(folder):
                self._keep_listing(())
            else:
                self.reset()
        self._sweep()

    def is_whole(self) -> bool:
        """Whether its files are sound, and hold a document for every article and fact."""
        held = self.searcher().num_docs
        (articles,) = self._home.connection().execute("SELECT count(*) FROM articles").fetchone()
        (facts,) = self._home.connection().execute("SELECT count(*) FROM facts").fetchone()
        return held == articles + facts and is_sound(self._folder())

    def reset(self) -> None:
        """Put an empty one in its place, with every article to be written again."""
        from tantivy import Index

        with self._guard, damage_told():
            name = secrets.token_hex(4)
            folder = self._home.path.parent / "words" / name
            with suppress(OSError):
                if not folder.parent.is_dir():
                    folder.parent.unlink(missing_ok=True)
            folder.mkdir(parents=True)
            Index(schema(), path=str(folder))
            with self._home.writing() as connection:
                connection.execute("INSERT OR REPLACE INTO meta VALUES ('words', ?)", (name,))
                connection.execute("INSERT OR REPLACE INTO unwritten SELECT n FROM articles")
        self._sweep()

    def close(self) -> None:
        """Let go of the files."""
        with self._guard:
            self._index = self._name = self._seen = None
            if self._mirror is not None:
                self._mirror.cleanup()
                self._mirror = None

    def _folder(self) -> Path:
        folder = self.folder
        if folder is None:
            raise WordsDamagedError("there is no text index")
        return folder

    def _open(self) -> Index:
        from tantivy import Index

        folder = self._folder()
        if self._index is None or self._name != folder.name:
            index = Index.open(str(folder if self._home.writable else self._mirrored(folder)))
            index.register_tokenizer(TOKENS, analyzer())
            index.config_reader("manual", 0)
            index.reload()
            self._index, self._name, self._seen = index, folder.name, None
        return self._index

    def _mirrored(self, folder: Path) -> Path:
        """A folder with the files of one that cannot be written to, since tantivy makes a file to lock."""
        if self._listing() != self._meta("words_files") and not is_sound(folder):
            raise WordsDamagedError("the text index is damaged")
        self._mirror = TemporaryDirectory(prefix="jining-tui-", ignore_cleanup_errors=True)
        for path in folder.iterdir():
            copy = Path(self._mirror.name) / path.name
            try:
                copy.symlink_to(path)
            except OSError:
                shutil.copy(path, copy)
        for lock in Path(self._mirror.name).glob(".*.lock"):
            lock.unlink()
        return Path(self._mirror.name)

    def _writer(self, heap: int) -> IndexWriter:
        with self._guard, damage_told():
            threads = 1 if heap == _HEAP else max(1, min(4, os.cpu_count() or 1))
            self._highest = highest_article(self.searcher())
            return self._open().writer(heap, threads)

    def _add(self, writer: IndexWriter, numbers: Iterable[int]) -> None:
        """Write articles as they are now, and take out what was written of them before.

        Of a number higher than any that was written nothing has to be taken out, which costs time where very
        many are written.
        """
        with damage_told():
            for n in numbers:
                if n <= self._highest:
                    writer.delete_documents_by_term("number", n)
                    writer.delete_documents_by_term("article", n)
                offer = self._offers.pop(n, None) or self._stored(n)
                if offer is not None:
                    for document in documents(n, *offer):
                        writer.add_json(document)
                self._written.append(n)
                self._highest = max(self._highest, n)

    def _stored(self, n: int) -> _Offer | None:
        """What the rows of the index say of an article; None when it is gone."""
        reader = self._home.reader()
        article = reader.article(n)
        if article is None:
            return None
        connection = self._home.connection()
        numbers = [
            row[0] for row in connection.execute("SELECT n FROM facts WHERE article = ? ORDER BY n", (n,))
        ]
        about: dict[int, list[int]] = {}
        for fact, cluster in connection.execute(
            "SELECT fact, cluster FROM fact_clusters WHERE fact IN (SELECT n FROM facts WHERE article = ?)",
            (n,),
        ):
            about.setdefault(fact, []).append(cluster)
        rows = reader.facts(numbers)
        return _Offer(article, [(number, row.fact) for number, row in zip(numbers, rows, strict=True)], about)

    def _commit(self, writer: IndexWriter) -> None:
        with damage_told():
            writer.commit()
            writer.wait_merging_threads()
        written, self._written = self._written, []
        self._keep_listing(written)

    def _keep_listing(self, written: Iterable[int]) -> None:
        """Record the state of the folder, and which articles need not be written any more."""
        with self._home.writing() as connection:
            connection.executemany("DELETE FROM unwritten WHERE article = ?", ((n,) for n in written))
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('words_files', ?)", (self._listing(),))

    def _listing(self) -> str:
        folder = self.folder
        return listing(folder) if folder is not None else ""

    def _meta(self, key: str) -> Any:
        row = self._home.connection().execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def _sweep(self) -> None:
        """Remove what is left of earlier ones."""
        folder = self.folder
        if folder is not None and self._home.writable:
            with suppress(OSError):
                for each in folder.parent.iterdir():
                    if each != folder:
                        shutil.rmtree(each, ignore_errors=True)


def _let_go(writer: IndexWriter) -> None:
    """Give up the lock of a writer, also of one that has failed and that an exception still holds."""
    with suppress(ValueError, RuntimeError):
        writer.wait_merging_threads()
