"""How long a comparison of six clusters takes to open: `python -m benchmarks.comparison [--articles N]`.

Opening is all that must be known before the first screen can be drawn, and the cells of its first rows. The
clusters are the six that most articles speak of, and six of middling size.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks.corpus import corpus
from benchmarks.library import BATCH
from store.clusters import Clusters
from store.comparison import Comparison
from store.comparison.library import MOST_COLUMNS, compare_clusters
from store.index import ClusterRow
from store.library import Library
from store.records import Article, Equivalent, Extraction, Fact

LIMIT = 0.2
"""Seconds that opening may take."""

RUNS = 7
SCREEN = 40
"""Rows in view on a terminal of 45 lines."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000, help="articles of the library")
    parser.add_argument("--folder", type=Path, help="where to keep the library; a temporary folder without it")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        with Library(folder) as library:
            fill(library, options.articles - library.index.totals().articles)
            measure(library)


def fill(library: Library, articles: int) -> None:
    """Add so many articles, some of whose amounts are in dollars, and some converted."""
    source = (in_two_currencies(*item) for item in corpus(max(articles, 0)))
    while batch := list(islice(source, BATCH)):
        library.add(batch)


def in_two_currencies(article: Article, extraction: Extraction) -> tuple[Article, Extraction]:
    """The article, some amounts in dollars and some converted, half of its facts about the cluster itself."""
    choose = random.Random(article.id)

    def changed(fact: Fact) -> Fact:
        if fact.clusters and choose.random() < 0.5:
            fact = replace(fact, subject=fact.clusters[0])
        if fact.kind != "money" or (lot := choose.random()) > 0.2:
            return fact
        if lot < 0.1:
            return replace(fact, unit="USD", value=fact.value / 7)
        return replace(fact, equivalent=Equivalent(fact.value / choose.uniform(6.5, 7), "USD"))

    return article, replace(extraction, facts=tuple(changed(fact) for fact in extraction.facts))


def measure(library: Library) -> None:
    """The largest and middling clusters: opening, opening in another currency, reading every row."""
    totals = library.index.totals()
    print(f"{totals.articles:,} articles, {totals.facts:,} facts, {totals.clusters:,} clusters")
    clusters = Clusters(library.index, library.notebook)
    rows = [row for row in clusters.all() if row.facts]
    middle = len(rows) // 2
    for name, chosen in (
        ("largest", rows[:MOST_COLUMNS]),
        ("middling", rows[middle : middle + MOST_COLUMNS]),
    ):
        facts = sum(row.facts for row in chosen)

        def opened(currency: str | None = None, chosen: Sequence[ClusterRow] = chosen) -> Comparison:
            comparison = compare_clusters(clusters, library.index, chosen, currency)
            read(comparison, SCREEN)
            return comparison

        seconds = timed(opened)
        held = "holds" if seconds < LIMIT else "does not hold"
        print(f"six {name}, {facts:,} facts: opened in {seconds * 1e3:,.0f} ms; {LIMIT * 1e3:.0f} ms {held}")
        print(f"  in dollars {timed(lambda opened=opened: opened('USD')) * 1e3:,.0f} ms, ", end="")  # type: ignore[misc]
        print(f"every row {timed(lambda opened=opened: read(opened())) * 1e3:,.0f} ms")  # type: ignore[misc]


def read(comparison: Comparison, most: int | None = None) -> int:
    """Read the cells of the first rows, or of all; how many cells that are."""
    return sum(len(cells) for cells in islice(_cells(comparison), most))


def _cells(comparison: Comparison) -> Iterator[Sequence[object]]:
    return (row.cells for group in comparison.groups for row in group.rows)


def timed(work: Callable[[], object]) -> float:
    """The median seconds of several runs, after one that does not count."""
    work()
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return median(times)


if __name__ == "__main__":
    main()
