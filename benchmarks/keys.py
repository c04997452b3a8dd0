"""The time from a key to what it paints, in every pane and dialog: `python -m benchmarks.keys`.

The app runs on a library of the seeds in a pseudo-terminal of 120 by 40 cells. A key is pressed when nothing
has been written for a while. Two times are printed: to the first bytes that it brings about (the cursor has
moved, the letter stands there), and to the last, when all that follows from it is drawn as well (the article
beside the list, what is found, the facets, which wait until typing rests). A lone escape is known to be a key
when nothing has followed it for 25 ms.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.terminal import OURS, Terminal, home_in

QUIET = 0.15
"""Seconds without a byte after which all is painted."""

NAMED = {
    "down": b"\x1b[B", "up": b"\x1b[A", "right": b"\x1b[C", "left": b"\x1b[D", "pagedown": b"\x1b[6~",
    "pageup": b"\x1b[5~", "enter": b"\r", "escape": b"\x1b", "tab": b"\t", "back": b"\x7f", "space": b" ",
    "ctrl+f": b"\x06", "ctrl+l": b"\x0c", "ctrl+p": b"\x10", "ctrl+t": b"\x14",
}  # fmt: skip
"""What a terminal sends for keys that have no letter."""

WAYS = {
    "Read": (
        "1gjjjjkk down up down up nnnnnnnnppp space n space nnn space n[]][]xnnx{}}{ tab "
        "down down up pagedown pageup down down up pagedown pageup gGgG "
        "ctrl+f billion enter nnpp escape +z-z escape"
    ),
    "Facts": (
        "2gjjjjkknnpp down up pagedown pagedown pageup right right left down up pagedown pagedown pageup "
        "right right left GgG space space g space tt space vvSS ffund back back back escape "
        "f back back back escape enter 2ccaa"
    ),
    "Search": (
        "/new space energy space revenue down down up pagedown pageup back back back back back back back back "
        "kind:money tab escape jjkknnppf down down space escape enter 3 back back back back back escape jjj"
    ),
    "Compare": (
        "4gjjkk space j space j space j tab gjjjjkkllhhwwwwGg down up pagedown pageup right left down up "
        "pagedown pageup right left tab j space k space x fzone back back back back escape "
        "enter jjjkkk escape tab gjnnpp"
    ),
    "dialogs": (
        "1gnn? down up escape ctrl+p zone down escape ctrl+t down up escape o escape "
        "r tab abc back back back escape i ask escape m tab escape abjjJKk escape "
        "e abc back back back tab right right escape A ab escape 2s down escape "
        "w down space space right left escape 4gj space tab gjv escape m down escape o escape d escape"
    ),
}
"""What is typed in each pane: names of keys, and letters."""


def keys_of(way: str) -> Iterator[bytes]:
    """What the terminal sends, key by key."""
    for word in way.split():
        yield from [NAMED[word]] if word in NAMED else (letter.encode() for letter in word)


def main(arguments: Sequence[str] | None = None) -> None:
    """Press all keys, and print how long the paints took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="how often all keys are pressed (3)")
    parser.add_argument("--slow", type=float, metavar="MS", help="name the keys whose first paint took longer")
    options = parser.parse_args(arguments)
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in WAYS}
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", OURS, "--library", str(Path(folder, "library"))]
        for _ in range(options.rounds):
            terminal = Terminal(command, home_in(folder))
            terminal.until((b"4 Compare", b"e export"))
            terminal.press(NAMED["ctrl+l"], 2.0)
            for name, way in WAYS.items():
                for key in keys_of(way):
                    first, last = (seconds * 1000 for seconds in terminal.press(key, QUIET))
                    if first:
                        taken[name].append((first, last))
                    if options.slow is not None and first > options.slow:
                        print(f"  {name}: {key!r} {first:.0f} ms, all {last:.0f} ms")
            terminal.end()
    print("milliseconds to    the first paint           all that follows")
    print(f"{'':10}{'keys':>5}{'median':>9}{'p95':>7}{'longest':>9}{'median':>11}{'p95':>7}{'longest':>9}")
    for name, times in taken.items():
        print(f"{name:10}{len(times):5}", end="")
        for column, width in zip(zip(*times, strict=True), (9, 11), strict=True):
            print(f"{median(column):{width}.0f}{p95(column):7.0f}{max(column):9.0f}", end="")
        print()


def p95(times: Sequence[float]) -> float:
    """The time that nineteen of twenty keys do not exceed."""
    return sorted(times)[math.ceil(len(times) * 0.95) - 1]


if __name__ == "__main__":
    main()
