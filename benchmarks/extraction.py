"""How fast facts are extracted: against quantulum3, from a cold start, and on one very long line.

    python benchmarks/extraction.py [--rounds N] [--megabytes N…] [--profile]

quantulum3 is no dependency of the project. To compare with it, install it elsewhere and run with that Python:

    python3 -m venv /tmp/peer && /tmp/peer/bin/pip install quantulum3
    PYTHONPATH=. /tmp/peer/bin/python benchmarks/extraction.py
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from store.extraction import extract
from store.reading import read_article
from store.records import Article

ROOT = Path(__file__).parents[1]
SETS = ("seeds", "development", "held_out")
GOAL_RATIO = 15  # times the peer's throughput
GOAL_IMPORT = 60  # milliseconds
GOAL_GROWTH = 1.25  # of the cost per megabyte, from the shortest to the longest line

_IMPORT = "import store.extraction"
_FIRST = """
from pathlib import Path
from store.extraction import extract
from store.reading import read_article
extract(read_article(min(Path("seeds").glob("*.txt"))))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="of each measurement (5)")
    parser.add_argument(
        "--megabytes", type=float, nargs="*", default=[1, 2, 5], metavar="N", help="of a line (1 2 5)"
    )
    parser.add_argument("--profile", action="store_true", help="print the functions that cost most, and stop")
    arguments = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    articles = [
        read_article(path) for name in SETS for path in sorted((ROOT / "tests" / "corpus" / name).glob("*.txt"))
    ]
    if arguments.profile:
        show_profile(articles)
        return
    compare_with_peer(articles, arguments.rounds)
    measure_start(arguments.rounds * 3)
    measure_growth(arguments.megabytes)


def show_profile(articles: Sequence[Article]) -> None:
    """Print where the time of extraction goes, by time inside each function."""
    extract(articles[0])
    profile = cProfile.Profile()
    with profile:
        for article in articles:
            extract(article)
    pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(30)


def compare_with_peer(articles: Sequence[Article], rounds: int) -> None:
    """Print both extractors' throughput on the same texts, warmed up, taking turns on one core."""
    size = sum(len(article.text.encode()) for article in articles)
    works: dict[str, Callable[[], None]] = {"jining-tui": lambda: _each(extract, articles)}
    if find_spec("quantulum3") is None:
        print("quantulum3 is not installed: see --help for how to compare with it.")
    else:
        from quantulum3 import parser as peer  # type: ignore[import-not-found,unused-ignore]

        works["quantulum3"] = lambda: _each(peer.parse, [article.text for article in articles])
    for work in works.values():
        work()
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            seconds[name].append(_seconds(work))
    for name, taken in seconds.items():
        rate = size / median(taken) / 1000
        print(
            f"{name:12} {len(articles)} articles, {size / 1000:.0f} kB: {median(taken):.3f} s, {rate:.0f} kB/s"
        )
    if len(works) > 1:
        ratios = [theirs / ours for ours, theirs in zip(*seconds.values(), strict=True)]
        spread = f"{min(ratios):.1f} to {max(ratios):.1f}"
        print(f"ratio        {median(ratios):.1f} (in the rounds {spread}); goal {GOAL_RATIO}")


def measure_start(rounds: int) -> None:
    """Print what importing the extractor, and the first article, add to a fresh interpreter."""
    taken: dict[str, list[float]] = {code: [] for code in ("pass", _IMPORT, _FIRST)}
    with TemporaryDirectory() as compiled:
        for code in taken:
            _seconds_of_process(code, compiled)  # leaves the compiled modules
        for _ in range(rounds):
            for code, seconds in taken.items():
                seconds.append(_seconds_of_process(code, compiled))
    bare, imported, first = (median(seconds) * 1000 for seconds in taken.values())
    print(f"import       {imported - bare:.0f} ms over bare Python's {bare:.0f} ms; goal under {GOAL_IMPORT}")
    print(
        f"first        {first - bare:.0f} ms over bare Python for one article: import, tables, reading, facts"
    )


def measure_growth(megabytes: Sequence[float]) -> None:
    """Print the time for single lines of growing length: of sentences, and of one sentence that never ends."""
    line = " ".join(read_article(min((ROOT / "seeds").glob("*.txt"))).text.split())
    for name, piece in (("sentences", line + " "), ("no stop", line.replace(". ", ", ") + ", ")):
        rates = []
        for size in megabytes:
            text = piece * round(size * 1e6 / len(piece))
            article = Article(id="line", title="", text=text, digest="0" * 64, published="2022-03-14")
            seconds = _seconds(lambda article=article: extract(article))  # type: ignore[misc]
            rates.append(seconds / size)
            print(f"{name:12} {size:g} MB on one line in {seconds:.1f} s: {seconds / size:.1f} s per MB")
        if len(rates) > 1:
            growth = rates[-1] / rates[0]
            print(f"{name:12} cost per MB grows by a factor of {growth:.2f}; goal under {GOAL_GROWTH}")


def _each(work: Callable[[Article], object] | Callable[[str], object], items: Sequence[object]) -> None:
    for item in items:
        work(item)  # type: ignore[arg-type]


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _seconds_of_process(code: str, compiled: str) -> float:
    """The processor time of a fresh interpreter that runs the code; `compiled` is where it keeps modules."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = compiled
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


if __name__ == "__main__":
    main()
