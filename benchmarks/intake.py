"""What adding costs beside extraction, and what more processes bring: `python -m benchmarks.intake`.

Every figure of a run comes from the same machine and the same minutes; read the ratios.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.pages import pages

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
TOOL = [sys.executable, "-c", "import sys; from tui.command_line import main; sys.exit(main())"]

ALONE = """
import sys, time
from pathlib import Path
from store.extraction import extract
from store.reading import read_article
began, worked = time.perf_counter(), time.process_time()
reading = 0.0
for path in sorted(Path(sys.argv[1]).rglob("*.txt")):
    start = time.process_time()
    article = read_article(path)
    reading += time.process_time() - start
    extract(article)
print(time.perf_counter() - began, time.process_time() - worked, reading)
"""

_WORD = re.compile(r"\w+")

WORST = 6
"""Kinds of pages that are named: those of which least is found, or most besides."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--only", choices=("pages", "add", "jobs", "dask", "memory"), help="only this part")
    options = parser.parse_args(arguments)
    parts = [options.only] if options.only else ["pages", "add", "jobs", "dask", "memory"]
    if "pages" in parts:
        measure_pages()
    if parts == ["pages"]:
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_articles(folder / "news", options.articles)
        print(f"{options.articles:,} articles, {_size(folder / 'news') / options.articles / 1000:.1f} kB each")
        one = add(folder, "one")
        if "add" in parts:
            output = subprocess.run([sys.executable, "-c", ALONE, str(folder / "news")], stdout=subprocess.PIPE)
            seconds, work, reading = map(float, output.stdout.split())
            print(f"reading and extraction     {seconds:8.1f} s  {work:8.1f} s of computing")
            print(f"add, one process           {one.seconds:8.1f} s  {one.work:8.1f} s of computing")
            print(f"add takes {one.work / work:.2f} times the computing of both, ", end="")
            print(f"{one.work / (work - reading):.2f} times that of extraction alone")
        if "jobs" in parts:
            two = add(folder, "two", "--jobs", "2")
            print(f"add --jobs 2               {two.seconds:8.1f} s  {two.work:8.1f} s of computing")
            most = 2 * one.work / two.work
            print(f"  {one.seconds / two.seconds:.2f} times faster, {most:.2f} at most on two cores")
        if "dask" in parts:
            with dask(folder) as (address, _):
                spread = add(folder, "dask", "--scheduler", address)
            faster = one.seconds / spread.seconds
            print(f"add --scheduler, 2 workers {spread.seconds:8.1f} s  {faster:.2f} times faster")
            with dask(folder) as (address, workers):
                kill = (workers[0], spread.seconds / 2)
                killed = add(folder, "killed", "--scheduler", address, kill=kill)
            same = "the same" if contents(folder / "killed") == contents(folder / "one") else "ANOTHER"
            print(f"a worker killed half-way   {killed.seconds:8.1f} s  gives {same} library")
        if "memory" in parts:
            write_articles(folder / "few", max(100, options.articles // 10))
            few = add(folder, "few-library", source="few").memory
            print(f"memory, a tenth and all    {few:8.0f} MB {one.memory:.0f} MB, {one.memory / few:.2f} times")


class Cost(NamedTuple):
    """What a command takes: seconds, seconds of computing (its own processes included), megabytes at most."""

    seconds: float
    work: float
    memory: float


def measure_pages(count: int = 100) -> None:
    """How much of the articles' bodies is found in pages, and how much else: of all, and of the worst kinds."""
    from store.errors import UserError
    from store.reading import read_source

    scores: dict[str, list[tuple[float, float]]] = {}
    titles = dates = 0
    began = time.perf_counter()
    for number, page in enumerate(pages(count)):
        try:
            [article] = read_source(page.data, f"{number}.html", f"{number}.html")
        except (UserError, ValueError):
            scores.setdefault(page.template, []).append((0.0, 0.0))
            continue
        wanted, found = (Counter(_WORD.findall(text)) for text in (" ".join(page.paragraphs), article.text))
        common = (wanted & found).total()
        score = common / wanted.total(), common / max(1, found.total())
        scores.setdefault(page.template, []).append(score)
        titles += article.title == page.title
        dates += article.published == page.published
    seconds = (time.perf_counter() - began) / count
    recall, precision = _mean([each for found in scores.values() for each in found])
    print(f"{count} pages: body recall {recall:.3f}, precision {precision:.3f}, ", end="")
    print(f"headlines {titles / count:.2f}, dates {dates / count:.2f}, {seconds * 1000:.0f} ms each")
    for template, found_there in sorted(scores.items(), key=lambda item: min(_mean(item[1])))[:WORST]:
        recall, precision = _mean(found_there)
        print(f"  {template:12} recall {recall:.3f}, precision {precision:.3f}")


def _mean(scores: Sequence[tuple[float, float]]) -> tuple[float, float]:
    recalls, precisions = zip(*scores, strict=True)
    return sum(recalls) / len(scores), sum(precisions) / len(scores)


def write_articles(folder: Path, count: int, seed: int = 1) -> None:
    """So many articles: those of the corpus, their sentences mixed and their figures changed."""
    chance = random.Random(seed)
    texts = [path.read_text() for path in sorted(CORPUS.glob("*/*.txt"))]
    sentences = [each for text in texts for each in re.split(r"(?<=[.!?])\s+", text) if 40 < len(each) < 400]
    folder.mkdir()
    for number in range(count):
        body = [_changed(chance, chance.choice(sentences)) for _ in range(chance.randrange(6, 14))]
        paragraphs = [" ".join(body[at : at + 3]) for at in range(0, len(body), 3)]
        date = f"20{chance.randrange(10, 24)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        text = "\n\n".join([f"Report {number} of the region", f"Source: The Gazette\n{date}", *paragraphs])
        path = folder / f"{number % 100:02}" / f"{number:06}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + "\n")


def _changed(chance: random.Random, sentence: str) -> str:
    def number(match: re.Match[str]) -> str:
        digits = match[0]
        if len(digits) > 3 or digits.startswith("0"):
            return digits
        return str(chance.randrange(10 ** (len(digits) - 1), 10 ** len(digits)))

    return re.sub(r"\d+", number, sentence)


def add(
    folder: Path, library: str, *options: str, source: str = "news",
    kill: tuple[subprocess.Popen[bytes], float] | None = None,
) -> Cost:  # fmt: skip
    """What adding costs; a worker may be killed so many seconds after the beginning."""
    command = [*TOOL, "add", str(folder / source), "--library", str(folder / library), *options]
    began = time.perf_counter()
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    if kill:
        time.sleep(kill[1])
        kill[0].send_signal(signal.SIGKILL)
    _, status, usage = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"{' '.join(command[3:])} failed")
    seconds = time.perf_counter() - began
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def contents(library: Path) -> dict[str, tuple[object, list[str]]]:
    """The articles of a library by their ids, with their facts."""
    found: dict[str, tuple[object, list[str]]] = {}
    for path in sorted((library / "volumes").glob("*.json")):
        tables = json.loads(path.read_bytes())
        for article in tables["articles"].values():
            found[article["id"]] = (article, [])
        for fact in tables["facts"].values():
            found[fact["article"]][1].append(json.dumps(fact))
    return found


@contextmanager
def dask(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A Dask cluster of two workers on this machine: its address, and the workers."""
    file = folder / "scheduler.json"
    file.unlink(missing_ok=True)
    local = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(file)]

    def start(module: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{module}", *local, *options]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)

    running = [start("dask_scheduler", "--port", "0")]
    try:
        while not file.is_file():
            time.sleep(0.1)
        workers = [start("dask_worker", "--nthreads", "1", "--no-nanny") for _ in range(2)]
        running += workers
        time.sleep(4)
        yield json.loads(file.read_text())["address"], workers
    finally:
        for process in running:
            process.kill()
            process.wait()


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*.txt"))


if __name__ == "__main__":
    main()
