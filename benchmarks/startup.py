"""The time to the first full screen, beside a bare Textual app and visidata: `python -m benchmarks.startup`.

All run as their user runs them, each in a pseudo-terminal of 120 by 40 cells: the bare app with a header, a
footer and a line of text, ours on a library of the seeds that is already made, visidata (where it is
installed) on a CSV file of 10,000 rows. The clock starts with the process and stops when the header, the
footer and the text (for ours: the list, the article and the panel of its facts; for visidata: the header and
the thirtieth row) are written. They take turns, after one start each that is not counted and leaves the
compiled modules that an installed program has.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from shutil import which
from statistics import median

from benchmarks.terminal import OURS, Terminal, home_in
from store.library import Library

BARE = """
from textual.app import App
from textual.binding import Binding
from textual.widgets import Footer, Header, Static
class Bare(App):
    TITLE = "bareheader"
    BINDINGS = [Binding("q", "quit", "barefooter")]
    def compose(self):
        yield Header()
        yield Static("bareline")
        yield Footer()
Bare().run()
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Start them in turn, and print how long each took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15, help="how often each is started (15)")
    parser.add_argument("--library", type=Path, help="start ours on this library instead of one of the seeds")
    parser.add_argument("--visidata", default="vd", metavar="COMMAND", help="how visidata is started (vd)")
    options = parser.parse_args(arguments)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        library: Path = options.library or Path(folder, "library")
        rows = [f"{number},name{number},{number * 7}" for number in range(1, 10_001)]
        table = Path(folder, "table.csv")
        table.write_text("\n".join(["tableheader,name,value", *rows]) + "\n")
        programs = {
            "bare Textual": ([sys.executable, "-c", BARE], (b"bareheader", b"barefooter", b"bareline")),
            "jining-tui": (
                [sys.executable, "-c", OURS, "--library", str(library)],
                (b"4 Compare", b"e export", b"goes to the first"),
            ),
            "visidata": ([options.visidata, str(table)], (b"tableheader", b"name30")),
        }
        if which(options.visidata) is None:
            del programs["visidata"]
            print("visidata is not there to compare with: pip install visidata, or --visidata COMMAND")
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
        for turn in range(options.rounds + 1):
            for name, (command, marks) in programs.items():
                terminal = Terminal(command, home_in(folder))
                once = terminal.until(marks), terminal.end()
                if turn:
                    taken[name].append(once)
        with Library(library) as made:
            count = made.index.totals().articles
    print(f"library of {count} articles, medians of {options.rounds} starts in turn, and times the bare app")
    bare = [median(column) for column in zip(*taken["bare Textual"], strict=True)]
    for name, times in taken.items():
        wall, processor = (median(column) for column in zip(*times, strict=True))
        print(f"  {name:14}{wall * 1000:6.0f} ms {wall / bare[0]:5.2f}", end="")
        print(f"{processor * 1000:9.0f} ms of processor {processor / bare[1]:5.2f}")


if __name__ == "__main__":
    main()
