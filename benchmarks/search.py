"""What search costs: `python -m benchmarks.search [--articles N] [--folder F]`.

Latencies by class of query, the text index beside plain tantivy and plain FTS5 over the same text in the same
run, bytes on disk over those of the text, one article added, and key presses to painted hits in the app.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from textual import events
from textual.app import App
from textual.widgets import Input

from benchmarks.corpus import corpus
from benchmarks.library import QUERIES, heading, row, timed
from store.library import Library
from store.records import Article, Extraction
from store.search import search

REPEATS = 10
SINGLES = 20
PAGE = 20
TYPED = ("annual revenue", "jining robotics", "kind:money exports", "photovoltaic", "subject:works tax")
PRESSES_A_SECOND = 15


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--quick", action="store_true", help="leave out what makes indexes")
    parser.add_argument("--folder", type=Path, help="where to keep the library; a temporary folder without it")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder: Path = (options.folder or Path(temporary)) / str(options.articles)
        measure(folder, options.articles, options.quick)


def measure(folder: Path, size: int, quick: bool) -> None:
    """All measurements on a library in a folder, which is filled when it is empty."""
    with Library(folder) as library:
        missing = size - library.index.totals().articles
        source = corpus(missing, first=size - missing) if missing > 0 else iter(())
        library.add(source)
        latencies(library)
        added(library, size)
        items = list(corpus(500 if quick else size))
        text = sum(len(article.text.encode()) for article, _ in items) * size // len(items)
        disk(library, text)
        if not quick:
            building(library, items, text)
    presses(folder)


def latencies(library: Library) -> None:
    """Queries to their first page, twenty facts and twenty articles with their snippets."""
    heading("search to the first page, ms: median, p95; the same of the processor; facts, articles")
    for name, queries in QUERIES.items():
        walls, cpus = [], []
        for query in queries * REPEATS:
            began, used = time.perf_counter(), time.process_time()
            result = search(library.index, query, PAGE)
            assert all(fact.snippet for fact in result.facts)
            assert all(article.snippet for article in result.articles)
            walls.append(time.perf_counter() - began)
            cpus.append(time.process_time() - used)
        row(name, spread(walls), spread(cpus), f"{result.fact_count:,}", f"{result.article_count:,}")


def added(library: Library, size: int) -> None:
    """One article, until a search finds it."""

    first = size + 2_000_000 + time.time_ns() % 1_000_000
    items = list(corpus(SINGLES, first=first))

    def once(item: tuple[Article, Extraction]) -> None:
        library.add([item])
        assert search(library.index, f"article:{item[0].title.split()[-1]} ").article_count == 1

    heading("one article added and found, ms: median, p95; of the processor")
    used = time.process_time()
    times = [timed(lambda item=item: once(item)) for item in items]  # type: ignore[misc]
    row("", spread(times), f"{(time.process_time() - used) / SINGLES * 1e3:.1f}")


def building(library: Library, items: Sequence[tuple[Article, Extraction]], text: int) -> None:
    """The text index of the library beside others over the same texts, and all of the index."""
    heading("indexes made again: s, s of the processor, times the text")
    articles = [article.text for article, _ in items]
    sentences = [fact.sentence for _, extraction in items for fact in extraction.facts]
    with tempfile.TemporaryDirectory() as temporary:
        for name, build, texts in (
            ("tantivy alone, articles", plain_tantivy, articles),
            ("  and sentences of facts", plain_tantivy, [*articles, *sentences]),
            ("FTS5 alone, articles", plain_fts5, articles),
            ("this one, records at hand", words_alone, items),
        ):
            place = Path(temporary) / name.strip().split()[0]
            place.mkdir()
            clock(name, lambda build=build, place=place, texts=texts: build(place, texts), place, text)  # type: ignore[misc]
    words = library._file.words
    words.reset()
    clock("this one, from the rows", words.catch_up, library.folder / "words", text)
    clock("rows and words, from volumes", library._corpus.renew_index, library.index.path, text)


def clock(name: str, build: Callable[[], object], place: Path, text: int) -> None:
    """Print what making an index takes, and its size."""
    used = time.process_time()
    seconds = timed(build)
    size = bytes_in(place) if place.is_dir() else place.stat().st_size
    row(name, f"{seconds:.1f}", f"{time.process_time() - used:.1f}", f"{size / text:.2f}")


def plain_tantivy(place: Path, texts: Sequence[str]) -> None:
    """Texts in an index of tantivy, cut into words as here, and stored."""
    from tantivy import Document, Index, SchemaBuilder

    from store.index.text import analyzer

    schema = SchemaBuilder().add_text_field("body", stored=True, tokenizer_name="words").build()
    index = Index(schema, path=str(place))
    index.register_tokenizer("words", analyzer())
    writer = index.writer(128_000_000, max(1, min(4, os.cpu_count() or 1)))
    for text in texts:
        writer.add_document(Document(body=text))
    writer.commit()
    writer.wait_merging_threads()


def words_alone(place: Path, items: Sequence[tuple[Article, Extraction]]) -> None:
    """Articles and their facts in a text index as the library has it."""
    from tantivy import Index

    from store.index.documents import TOKENS, documents, schema
    from store.index.text import analyzer

    index = Index(schema(), path=str(place))
    index.register_tokenizer(TOKENS, analyzer())
    writer = index.writer(128_000_000, max(1, min(4, os.cpu_count() or 1)))
    numbers = count(1)
    for n, (article, extraction) in enumerate(items, 1):
        facts = [(next(numbers), fact) for fact in extraction.facts]
        about = {number: (1,) for number, fact in facts if fact.clusters}
        for document in documents(n, article, facts, about):
            writer.add_json(document)
    writer.commit()
    writer.wait_merging_threads()


def plain_fts5(place: Path, texts: Sequence[str]) -> None:
    """Texts in a full-text table of SQLite, and stored."""
    with sqlite3.connect(place / "fts5.sqlite") as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(body, tokenize='porter unicode61')")
        connection.executemany("INSERT INTO t VALUES (?)", ((text,) for text in texts))


def disk(library: Library, text: int) -> None:
    """Bytes on disk."""
    heading("on disk, MB, times the text")
    words, rows = bytes_in(library.folder / "words"), library.index.path.stat().st_size
    for name, size in (("text", text), ("text index", words), ("rows", rows), ("both", words + rows)):
        row(name, f"{size / 1e6:.0f}", f"{size / text:.2f}")


def presses(folder: Path) -> None:
    """Keys pressed in the app, fifteen a second: whether all arrive, and when their hits are painted."""
    waits, cpus, lost = asyncio.run(_type(folder))
    heading("key press to painted hits in the app, ms: median, p95; of the processor; presses, lost")
    row("", spread(waits), spread(cpus), f"{len(waits)}", f"{lost}")


async def _type(folder: Path) -> tuple[list[float], list[float], int]:
    from tui.app import JiningApp
    from tui.panes.search import SearchPane

    painted = 0.0

    class Watched(JiningApp):
        """The app, with the time of the last painting."""

        def _display(self, *arguments: Any) -> None:
            nonlocal painted
            super()._display(*arguments)
            painted = time.perf_counter()

    waits: list[float] = []
    cpus: list[float] = []
    lost = 0
    with Library(folder) as library:
        app = Watched(library)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("slash")
            pane, entry = app.query_one(SearchPane), app.query_one("#query", Input)
            for query in TYPED:
                entry.value = ""
                await pilot.pause()
                for letter in query:
                    began, used = time.perf_counter(), time.process_time()
                    press(app, letter)
                    asked = entry.value + letter
                    while pane.answered != asked and time.perf_counter() - began < 1:
                        await asyncio.sleep(0.001)
                    answered = time.perf_counter()
                    while painted < answered and time.perf_counter() - answered < 1:
                        await asyncio.sleep(0.001)
                    waits.append(painted - began)
                    cpus.append(time.process_time() - used)
                    await asyncio.sleep(max(0.0, 1 / PRESSES_A_SECOND - (time.perf_counter() - began)))
            for query in TYPED:
                entry.value = ""
                await pilot.pause()
                for letter in query:
                    press(app, letter)
                    await asyncio.sleep(1 / PRESSES_A_SECOND)
                waited = time.perf_counter()
                while entry.value != query and time.perf_counter() - waited < 5:
                    await asyncio.sleep(0.01)
                lost += len(query) - len(entry.value)
    return waits, cpus, lost


def press(app: App[Any], letter: str) -> None:
    """Hand the app a key as a terminal does."""
    app.post_message(events.Key({" ": "space", ":": "colon"}.get(letter, letter), letter))


def bytes_in(folder: Path) -> int:
    """The bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def spread(times: Sequence[float]) -> str:
    """The median and the 95th percentile in milliseconds."""
    high = statistics.quantiles(times, n=20, method="inclusive")[-1]
    return f"{statistics.median(times) * 1e3:.1f} {high * 1e3:.1f}"


if __name__ == "__main__":
    main()
