"""A program in a pseudo-terminal of 120 by 40 cells, as the benchmarks of the app start it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence

ROWS, COLUMNS = 40, 120
PATIENCE = 30.0
"""Seconds after which a program that has not answered is given up."""

OURS = "import sys; from tui.command_line import main; sys.exit(main())"
"""The program that starts the app."""

_ESCAPE = re.compile(rb"\x1b(?:\[[0-9;?<>=$]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|.)")


def home_in(folder: str) -> dict[str, str]:
    """An environment in which a program finds no settings, and keeps what it remembers in this folder."""
    return dict.fromkeys(("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), folder)


class Terminal:
    """A program that runs in a pseudo-terminal."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start the program, with the clock."""
        self._began = time.perf_counter()
        self._child, self._terminal = pty.fork()
        if self._child == 0:
            os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor", **environment})
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execvp(command[0], list(command))

    def until(self, marks: Sequence[bytes]) -> float:
        """Seconds from the start until all of `marks` have been written."""
        written = b""
        while not all(mark in _ESCAPE.sub(b"", written) for mark in marks):
            if time.perf_counter() - self._began > PATIENCE:
                self.end()
                shown = _ESCAPE.sub(b"", written)[-400:]
                raise SystemExit(f"No full screen within {PATIENCE:.0f} seconds: {shown!r}")
            written += self._read(0.1)
        return time.perf_counter() - self._began

    def press(self, key: bytes, rest: float) -> tuple[float, float]:
        """Seconds from a key to the first bytes that it brings about, and to the last before so long a rest.

        Both are 0 when nothing is written.
        """
        first = last = 0.0
        began = time.perf_counter()
        os.write(self._terminal, key)
        while self._read(rest):
            last = time.perf_counter() - began
            first = first or last
        return first, last

    def end(self) -> float:
        """Kill the program; the seconds of processor that it used."""
        os.kill(self._child, signal.SIGKILL)
        _, _, used = os.wait4(self._child, 0)
        os.close(self._terminal)
        return used.ru_utime + used.ru_stime

    def _read(self, seconds: float) -> bytes:
        if select.select([self._terminal], [], [], seconds)[0]:
            return os.read(self._terminal, 65536)
        return b""
