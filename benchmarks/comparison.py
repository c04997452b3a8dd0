"""How long a comparison of six clusters takes to open in a large library.

    .venv/bin/python benchmarks/comparison.py LIBRARY

LIBRARY is a folder that `jining-tui add` has filled. Prints the facts of the six clusters
that most articles speak of, and of six of middling size, and the median of five runs for each.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from store.clusters import Clusters
from store.comparison.library import MOST_COLUMNS, compare_clusters
from store.index import ClusterRow
from store.library import Library

RUNS = 5


def seconds(library: Library, chosen: Sequence[ClusterRow]) -> float:
    """The median time to compare these clusters."""
    clusters = Clusters(library.index, library.notebook)
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        compare_clusters(clusters, library.index, chosen)
        times.append(time.perf_counter() - begin)
    return median(times)


def main() -> None:
    """Measure the library that the command line names."""
    with Library(Path(sys.argv[1])) as library:
        totals = library.index.totals()
        print(f"{totals.articles:,} articles, {totals.facts:,} facts, {totals.clusters:,} clusters")
        rows = [row for row in library.index.clusters() if row.facts]
        middle = len(rows) // 2
        for name, chosen in (
            ("largest", rows[:MOST_COLUMNS]),
            ("middling", rows[middle : middle + MOST_COLUMNS]),
        ):
            facts = sum(row.facts for row in chosen)
            print(f"six {name}: {facts:,} facts, {seconds(library, chosen) * 1000:,.0f} ms")


if __name__ == "__main__":
    main()
