"""Adding what the reader named to a library: read, extracted, written in batches, and accounted for."""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import UserError
from store.intake.crew import Alone, Crew, cluster, processes
from store.intake.likeness import Likenesses
from store.intake.report import Outcome, Report, Word
from store.intake.sources import Source, Total, measure, read_sources
from store.intake.work import Piece, Result, Task
from store.records import Article, source_digest

if TYPE_CHECKING:
    from store.library import Library

BATCH_TASKS, BATCH_BYTES = 50, 256 * 1024
"""Sources, and their bytes, that a worker is given at once."""

COMMIT_TEXT, COMMIT_SECONDS = 2_000_000, 5.0
"""Characters of text that are written to the library at once, and how long they wait at most."""

_DIGEST = re.compile(rb'"digest":\s*"([0-9a-f]{64})"')


@dataclass(frozen=True, slots=True)
class Request:
    """How to add: fields `given` for articles that do not state them, processes or a cluster, a report file.

    `jobs` of 0 is this process alone. `stop` is asked before each source; what was read is kept.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    jobs: int = 0
    scheduler: str | None = None
    report: Path | None = None
    stop: Callable[[], bool] = lambda: False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an intake is. `size` counts bytes of the files named, `seconds` since its beginning."""

    total: Total
    files: int = 0
    size: int = 0
    articles: int = 0
    facts: int = 0
    seconds: float = 0.0

    @property
    def left(self) -> float | None:
        """Seconds that the rest will take at the pace so far; None when nothing can be said yet."""
        if not self.size or self.seconds < 1:
            return None
        return self.seconds * max(0, self.total.size - self.size) / self.size


def add_paths(
    library: Library,
    paths: Sequence[str],
    request: Request | None = None,
    tell: Callable[[Progress], None] = lambda progress: None,
) -> Report:
    """Add what the paths name, and say what became of each. Added before, it is unchanged, or an update.

    UserError when a cluster or the report's file cannot be used, or the library cannot be written.
    """
    request = request or Request()
    with Report(request.report) as report:
        crew = _crew(request)
        try:
            likenesses = Likenesses(library.folder / "likeness.sqlite")
            try:
                _Intake(library, likenesses, request, report, tell).run(paths, crew)
            finally:
                likenesses.close()
        finally:
            crew.close()
    return report


def _crew(request: Request) -> Crew:
    if request.scheduler:
        return cluster(request.scheduler)
    return processes(request.jobs) if request.jobs else Alone()


@dataclass(frozen=True, slots=True)
class _Ready:
    """An article that waits to be written, and the source that it comes from."""

    source: str
    piece: Piece


class _Intake:
    """One run: sources go to the crew in batches, and come back as articles to be written in order."""

    def __init__(
        self,
        library: Library,
        likenesses: Likenesses,
        request: Request,
        report: Report,
        tell: Callable[[Progress], None],
    ) -> None:
        self._library = library
        self._likenesses = likenesses
        self._request = request
        self._report = report
        self._tell = tell
        self._progress = Progress(Total())
        self._began = self._written = time.monotonic()
        self._sources: dict[int, Source] = {}  # those that workers have, without their data, by their task
        self._ready: list[_Ready] = []
        self._text = 0

    def run(self, paths: Sequence[str], crew: Crew) -> None:
        """Add everything."""
        total = measure(path for path in paths if path != "-")
        self._progress = replace(self._progress, total=total)
        self._sketch_known()
        with self._library.expecting(total.size):
            self._add_all(paths, crew)
        self._say()

    def _add_all(self, paths: Sequence[str], crew: Crew) -> None:
        try:
            for batch, results in crew.run(self._batches(read_sources(paths))):
                for task, result in zip(batch, results, strict=True):
                    self._take(self._sources.pop(id(task)), result)
                if self._text >= COMMIT_TEXT or time.monotonic() - self._written > COMMIT_SECONDS:
                    self._commit()
                self._say()
        except UserError:
            self._commit()  # a cluster that is gone does not take along what it has done
            raise
        self._commit()

    def _batches(self, sources: Iterable[Source]) -> Iterator[list[Task]]:
        """Tasks in handfuls. What needs no work is accounted for on the way."""
        batch: list[Task] = []
        size = 0
        for source in sources:
            if self._request.stop():
                self._report.stopped = True
                break
            if self._settled(source):
                continue
            task = Task(
                source.data, source.file, source.origin, source.address, source.record, self._request.given,
                source.expected,
            )  # fmt: skip
            self._sources[id(task)] = replace(source, data=b"")
            batch.append(task)
            size += len(source.data)
            if len(batch) >= BATCH_TASKS or size >= BATCH_BYTES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _settled(self, source: Source) -> bool:
        """Whether all is known of a source without work: it cannot be read, or is in the library already."""
        if source.reason is not None:
            if source.reason:
                self._account(source, "failed" if source.expected else "skipped", source.reason)
            self._advance(source)
            return True
        found = _DIGEST.search(source.data[:_HEAD_OF_RECORD]) if source.record else None
        id = self._library.id_of(found[1].decode() if found else source_digest(source.data))
        if id is None or self._lacks(id):
            return False
        self._account(source, "unchanged", None, (id,))
        self._advance(source)
        return True

    def _lacks(self, id: str) -> bool:
        """Whether a field is given that this article of the library does not have."""
        return bool(self._request.given) and not self._library.lacking(id).isdisjoint(self._request.given)

    def _take(self, source: Source, result: Result) -> None:
        """The result of a source."""
        if result.reason is not None:
            self._account(source, "failed" if source.expected else "skipped", result.reason)
        for piece in result.pieces:
            self._ready.append(_Ready(source.name, piece))
            self._text += len(piece.article.text)
        self._advance(source)

    def _commit(self) -> None:
        """Write what is ready: first what is new, then near-duplicates, which name the article they repeat."""
        with _uncollected():
            self._settle_ready()
        self._written = time.monotonic()

    def _settle_ready(self) -> None:
        ready, self._ready, self._text = self._ready, [], 0
        originals: list[_Ready] = []
        copies: list[tuple[_Ready, str]] = []
        texts: dict[str, str] = {}
        for each in ready:
            article = each.piece.article
            original = self._likenesses.find(
                each.piece.sketch, article.text, lambda digest: texts.get(digest) or self._text_of(digest)
            )
            if original and original != article.digest and not self._same_source(original, article):
                copies.append((each, original))
            else:
                originals.append(each)
                texts[article.digest] = article.text
                self._likenesses.add([(article.digest, each.piece.sketch)])
        self._likenesses.save()
        self._write(originals)
        self._write(
            [
                replace(each, piece=replace(each.piece, article=replace(each.piece.article, duplicate_of=id)))
                for each, original in copies
                for id in [self._library.id_of(original)]
            ]
        )

    def _write(self, ready: Sequence[_Ready]) -> None:
        if not ready:
            return
        done = self._library.add((each.piece.article, each.piece.extraction) for each in ready)
        words: dict[str, Word] = dict.fromkeys(done.added, "added")
        words |= dict.fromkeys(done.updated, "updated")
        facts = 0
        for each in ready:
            article = each.piece.article
            id = self._library.id_of(article.digest) or article.id
            word = words.get(id, "unchanged")
            facts += len(each.piece.extraction.facts) if word != "unchanged" else 0
            copy = article.duplicate_of if word == "added" else None
            self._report.add(Outcome(each.source, word, None, (id,), copy), facts=0)
        self._report.facts += facts
        added = len(done.added) + len(done.updated)
        self._progress = replace(
            self._progress, articles=self._progress.articles + added, facts=self._progress.facts + facts
        )

    def _sketch_known(self) -> None:
        """Sketch the articles of the library that have not been yet, so that copies of them are found."""
        from store.intake.likeness import sketch

        for digest in self._likenesses.missing(self._library.digests()):
            text = self._text_of(digest)
            if text is not None:
                self._likenesses.add([(digest, sketch(text))])
        self._likenesses.save()

    def _text_of(self, digest: str) -> str | None:
        id = self._library.id_of(digest)
        article = self._library.article(id) if id is not None else None
        return article.text if article and not article.duplicate_of else None

    def _same_source(self, digest: str, copy: Article) -> bool:
        """Whether the article of this digest came from this very place: then it is an update, not a copy."""
        id = self._library.id_of(digest)
        article = self._library.article(id) if id is not None else None
        places = ("source", "address")
        return article is not None and any(
            getattr(copy, place) and getattr(copy, place) == getattr(article, place) for place in places
        )

    def _account(self, source: Source, word: Word, reason: str | None, ids: tuple[str, ...] = ()) -> None:
        self._report.add(Outcome(source.name, word, reason, ids))

    def _advance(self, source: Source) -> None:
        size = self._progress.size + source.weight
        self._progress = replace(self._progress, files=self._progress.files + 1, size=size)

    def _say(self) -> None:
        self._progress = replace(self._progress, seconds=time.monotonic() - self._began)
        self._tell(self._progress)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of garbage, which would go through the records of a batch again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


_HEAD_OF_RECORD = 1 << 20
