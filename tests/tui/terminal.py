"""The app as a program of its own in a pseudo-terminal: keys go in, bytes come out."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path

OURS = "import sys; from tui.command_line import main; sys.exit(main())"

ALLOWED = re.compile(
    rb"\x1b\[[0-9;:?<>=]*[a-zA-Z]|\x1b\[[0-9;?]*\$[a-z]|\x1b[78>=]|\x1b\(B"
    rb"|\x1bP=[^\x1b]*\x1b\\|\x1b\]22;[a-z-]*\x07|\x1b\]52;c;[A-Za-z0-9+/=]*\x07"
)
"""The sequences that the app itself sends: colours, places, modes, the pointer's shape, what is copied."""

PATIENCE = 30.0
"""Seconds in which a living app answers, however busy the machine is."""


class Terminal:
    """A pseudo-terminal with the app in it."""

    def __init__(self, library: Path, folder: Path, width: int = 120, height: int = 40) -> None:
        """Start the app on a library, in a folder where it may write, and wait for its first screen."""
        self.sent = b""
        """All that the app has written since `sent` was last emptied."""
        self._master, slave = pty.openpty()
        self._size(width, height)
        kept = termios.tcgetattr(slave)
        kept[0] &= ~termios.IXON  # ctrl+s typed while the app ends would hold back all that it writes
        termios.tcsetattr(slave, termios.TCSANOW, kept)
        self._process = subprocess.Popen(
            [sys.executable, "-c", OURS, "--library", str(library)], stdin=slave, stdout=slave, stderr=slave,
            cwd=folder, start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "HOME": str(folder)},
        )  # fmt: skip
        os.close(slave)
        self.await_bytes()
        self.rest()

    @property
    def status(self) -> int | None:
        """How the app ended, when it has."""
        return self._process.poll()

    def press(self, keys: bytes) -> None:
        """Write these bytes as if they were typed."""
        os.write(self._master, keys)

    def resize(self, width: int, height: int) -> None:
        """Make the terminal this large and say so."""
        self._size(width, height)
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGWINCH)

    def await_bytes(self) -> bool:
        """Whether anything is written, or the app has ended, before patience is over."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self._read(0.1) or self.status is not None:
                return True
        return False

    def await_text(self, text: bytes) -> bool:
        """Whether this is written, since `sent` was last emptied, before patience is over."""
        end = time.monotonic() + PATIENCE
        while text not in ALLOWED.sub(b"", self.sent) and time.monotonic() < end:
            self._read(0.1)
        return text in ALLOWED.sub(b"", self.sent)

    def rest(self, quiet: float = 0.3) -> None:
        """Read until nothing has been written for so many seconds."""
        while self._read(quiet):
            pass

    def end(self) -> int | None:
        """How the app ended; one that still runs when patience is over is killed."""
        end = time.monotonic() + PATIENCE
        while self.status is None and time.monotonic() < end:
            self._read(0.1)
        if self.status is None:
            self._process.kill()
        self.rest(0.1)
        self._process.wait(PATIENCE)
        os.close(self._master)
        return self.status

    def _size(self, width: int, height: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def _read(self, seconds: float) -> bytes:
        piece = b""
        if select.select([self._master], [], [], seconds)[0]:
            with suppress(OSError):  # the other end is closed
                piece = os.read(self._master, 65536)
        self.sent += piece
        return piece
