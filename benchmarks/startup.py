"""The time to the first full screen, beside a bare Textual app: `python -m benchmarks.startup`.

Both apps run as their user runs them, each in a pseudo-terminal of 120 by 40 cells: the bare one with a
header, a footer and a line of text, ours on a library of the seeds that is already made. The clock starts
with the process and stops when the header, the footer and the text (for ours: the list, the article and the
panel of its facts) are written. They take turns, after one start each that is not counted and leaves the
compiled modules that an installed program has; what is printed are the medians, and the ratio of the
medians.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from pathlib import Path

from store.library import Library

ROWS, COLUMNS = 40, 120
PATIENCE = 30.0
_ESCAPE = re.compile(rb"\x1b(?:\[[0-9;?<>=$]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|.)")

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
OURS = "import sys; from tui.command_line import main; sys.exit(main())"


def main(arguments: Sequence[str] | None = None) -> None:
    """Start both in turn, and print how long each took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15, help="how often each is started (15)")
    parser.add_argument("--library", type=Path, help="start ours on this library instead of one of the seeds")
    options = parser.parse_args(arguments)
    rounds: int = options.rounds
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(HOME=folder, XDG_STATE_HOME=folder, XDG_CONFIG_HOME=folder, XDG_CACHE_HOME=folder)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        library: Path = options.library or Path(folder, "library")
        apps = {
            "bare Textual": ([sys.executable, "-c", BARE], (b"bareheader", b"barefooter", b"bareline")),
            "jining-tui": (
                [sys.executable, "-c", OURS, "--library", str(library)],
                (b"4 Compare", b"e export", b"goes to the first"),
            ),
        }
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in apps}
        for turn in range(rounds + 1):
            for name, (command, marks) in apps.items():
                once = until(command, marks)
                if turn:
                    taken[name].append(once)
        with Library(library) as made:
            print(f"library of {made.index.totals().articles} articles, medians of {rounds} starts in turn")
    medians = [[statistics.median(column) for column in zip(*taken[name], strict=True)] for name in apps]
    for name, (wall, processor) in zip(apps, medians, strict=True):
        print(f"  {name:14}{wall * 1000:6.0f} ms{processor * 1000:8.0f} ms of processor")
    print(f"  ratio         {medians[1][0] / medians[0][0]:6.2f}   {medians[1][1] / medians[0][1]:8.2f}")


def until(command: Sequence[str], marks: Sequence[bytes]) -> tuple[float, float]:
    """Seconds, and seconds of processor, from the start of `command` until all of `marks` are on its screen."""
    began = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        os.execv(command[0], list(command))
    written = b""
    while not all(mark in _ESCAPE.sub(b"", written) for mark in marks):
        if time.perf_counter() - began > PATIENCE:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            raise SystemExit(
                f"No full screen within {PATIENCE:.0f} seconds: {_ESCAPE.sub(b'', written)[-400:]!r}"
            )
        if select.select([terminal], [], [], 0.1)[0]:
            written += os.read(terminal, 65536)
    wall = time.perf_counter() - began
    os.kill(child, signal.SIGKILL)
    _, _, used = os.wait4(child, 0)
    os.close(terminal)
    return wall, used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
