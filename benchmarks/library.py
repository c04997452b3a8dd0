"""What the library costs at any size, and beside plain TinyDB: `python -m benchmarks.library [--articles N]`.

Every figure of a run comes from the same machine and the same minutes; read the ratios.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.corpus import FACTS, corpus
from store.index import Sort
from store.index.file import discard
from store.library import Library
from store.search import search

COLUMNS = ("metric", "value", "unit", "period", "subject", "place", "cluster", "article", "published", "kind")
SMALL, MIDDLE = 100, 10_000
BATCH = 2_000
SAMPLES = 40

OPENING = """
import json, sys, time
from pathlib import Path
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6 if Path("/proc").is_dir() else 0.0
from store.library import Library
from store.index import Sort
before, began = resident(), time.perf_counter()
library = Library(Path(sys.argv[1]))
library.index.totals()
library.index.articles().page(0, 50)
opened = time.perf_counter() - began
library.index.facts(sort=(Sort("value"),)).page(0, 50)
print(json.dumps([opened, resident() - before, resident()]))
"""

QUERIES = {
    "rare word": ["halpraquo ", "zhivinlo ", "quoterdre ", "fuginghal "],
    "common word": ["revenue ", "jining ", "percent ", "reached ", "billion "],
    "two words": ["annual revenue ", "jining investment ", "robotics exports ", "penang jobs "],
    "phrase": ['"annual revenue" ', '"main business" ', '"billion yuan" ', '"in jining" '],
    "prefix": ["rev", "inv", "pat", "sup"],
    "field": ["metric:revenue ", "cluster:robotics ", "publisher:reuters ", "subject:works "],
    "range": ["value:10bn..11bn ", "published:2020-03 ", "value>500bn ", "period:2015 kind:money "],
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000, help="articles of the large library")
    parser.add_argument(
        "--folder", type=Path, help="where to keep the libraries; a temporary folder without it"
    )
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder: Path = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        measure(folder, options.articles)


def measure(folder: Path, size: int) -> None:
    """All measurements, on libraries in a folder."""
    sizes = sorted({SMALL, min(MIDDLE, size), size})
    with Library(folder / "5") as library:
        library.add(corpus(5))
    libraries = {count: fill(folder / str(count), count) for count in sizes}
    plain = plain_tinydb(folder / "plain.json", min(MIDDLE, size))
    single = {count: add_single(folder / str(count), count) for count in sizes}
    heading("add one article, durable, ms (median, p95)")
    for count, times in single.items():
        ratio = statistics.median(times) / statistics.median(single[SMALL])
        row(f"{count:,} articles", milliseconds(times), f"{ratio:.2f} times {SMALL}")
    ratio = statistics.median(plain) / statistics.median(single[min(MIDDLE, size)])
    row(f"plain TinyDB, {min(MIDDLE, size):,}", milliseconds(plain), f"{ratio:.0f} times ours")
    heading(f"add {size:,} articles from scratch, s for each tenth")
    row("", " ".join(f"{seconds:.1f}" for seconds in tenths(libraries[size])))
    heading("open, totals and first page, ms; resident memory, MB")
    opened = {count: opening(folder / str(count)) for count in (5, size)}
    for count, (seconds, _, resident) in opened.items():
        row(f"{count:,} articles", f"{seconds * 1e3:.1f} ms", f"{resident:.1f} MB")
    row("more memory", f"{opened[size][2] - opened[5][2]:.1f} MB")
    with Library(folder / str(size)) as library:
        selecting(library)
        tables(library)
        searching(library)
        disk(library, size)


def fill(folder: Path, size: int) -> list[float]:
    """Make a library of this size; the seconds that every batch took, without making the articles."""
    times = []
    with Library(folder) as library:
        source = corpus(size)
        while batch := list(islice(source, BATCH)):
            times.append(timed(lambda batch=batch: library.add(batch)))  # type: ignore[misc]
    return times


def tenths(times: Sequence[float]) -> Iterator[float]:
    """The seconds for each tenth of the batches."""
    step = max(1, len(times) // 10)
    for start in range(0, len(times), step):
        yield sum(times[start : start + step])


def add_single(folder: Path, size: int) -> list[float]:
    """The seconds to add one article to a library of this size."""
    with Library(folder) as library:
        items = list(corpus(SAMPLES, first=size + 1_000_000))
        return [timed(lambda item=item: library.add([item])) for item in items]  # type: ignore[misc]


def plain_tinydb(path: Path, size: int) -> list[float]:
    """The seconds to insert one article, with its facts, into one file of TinyDB's own storage."""
    from tinydb import TinyDB

    def record(item: Any) -> dict[str, Any]:
        article, extraction = item
        return {**article.to_json(), "facts": [fact.to_json() for fact in extraction.facts]}

    with path.open("w") as file:
        json.dump({"_default": {str(n): record(item) for n, item in enumerate(corpus(size), 1)}}, file)
    database = TinyDB(path)
    times = [timed(lambda item=item: database.insert(record(item))) for item in corpus(3, first=size)]  # type: ignore[misc]
    database.close()
    path.unlink()
    return times


def opening(folder: Path) -> tuple[float, float, float]:
    """Seconds to open in a fresh process, and its memory in MB: what it grew by, and all."""
    runs = []
    for _ in range(5):
        out = subprocess.run(
            [sys.executable, "-c", OPENING, str(folder)], capture_output=True, text=True, check=True
        ).stdout
        runs.append(json.loads(out))
    first, grown, resident = (statistics.median(run[each] for run in runs) for each in range(3))
    return first, grown, resident


def selecting(library: Library) -> None:
    """Selecting one fact, on disk when it is done."""
    facts = [row.fact for row in library.index.facts().page(0, SAMPLES * 2)]
    heading("select one fact, durable, ms (median, p95)")
    row("", milliseconds([timed(lambda fact=fact: library.notebook.toggle(fact)) for fact in facts]))  # type: ignore[misc]


def tables(library: Library) -> None:
    """The fact table by every column: first screen, pages, the end and the middle."""
    heading("fact table, ms: first screen, page down (median, p95), end, middle")
    for column in COLUMNS:
        rows = library.index.facts()

        def first(column: str = column) -> None:
            nonlocal rows
            rows = library.index.facts(sort=(Sort(column, descending=True),))
            rows.page(0, 50)

        opened = timed(first)
        pages = [timed(lambda n=n, rows=rows: rows.page(n * 50, 50)) for n in range(1, SAMPLES)]  # type: ignore[misc]
        end, middle = (
            timed(lambda offset=offset, rows=rows: rows.page(offset, 50))  # type: ignore[misc]
            for offset in (len(rows) - 50, len(rows) // 2)
        )
        row(column, f"{opened * 1e3:.0f}", milliseconds(pages), f"{end * 1e3:.1f}", f"{middle * 1e3:.0f}")


def searching(library: Library) -> None:
    """Queries to their first page with snippets."""
    heading("search, ms (median, p95), hits of the last")
    for name, queries in QUERIES.items():
        results = [search(library.index, query) for query in queries for _ in range(5)]
        row(name, milliseconds([each.seconds for each in results]), f"{results[-1].fact_count:,} facts")


def disk(library: Library, size: int) -> None:
    """Bytes on disk, and the time to make the index again."""
    text = (
        sum(len(article.text.encode()) for article, _ in corpus(min(size, 500))) / min(size, 500) * size / 1e6
    )
    volumes = sum(path.stat().st_size for path in (library.folder / "volumes").iterdir()) / 1e6
    index = library.index.path.stat().st_size / 1e6
    heading("on disk, MB")
    row("text", f"{text:.0f}")
    row("volumes", f"{volumes:.0f}", f"{volumes / text:.1f} times the text")
    row("index", f"{index:.0f}", f"{index / text:.1f} times the text")
    library.close()
    discard(library.index.path)
    heading("make the index again, s")
    row(f"{size:,} articles, {size * FACTS:,} facts", f"{timed(lambda: Library(library.folder).close()):.0f}")


def timed(action: Callable[[], object]) -> float:
    """The seconds that an action takes."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def milliseconds(times: Sequence[float]) -> str:
    """The median and the 95th percentile in milliseconds."""
    ordered = sorted(times)
    return f"{statistics.median(ordered) * 1e3:.1f} ({ordered[int(len(ordered) * 0.95)] * 1e3:.1f})"


def heading(text: str) -> None:
    """Print what follows."""
    print(f"\n{text}", flush=True)


def row(name: str, *values: str) -> None:
    """Print a line of figures."""
    print(f"  {name:28}", *(f"{value:>18}" for value in values), flush=True)


if __name__ == "__main__":
    main()
