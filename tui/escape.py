"""The escape key, answered as soon as it is known to be one.

A terminal sends a lone escape for the key and begins with it whatever else has no letter of its own, so that
only waiting tells them apart. Textual waits a tenth of a second and looks again no sooner than a tenth later.
"""

from __future__ import annotations

import os
import sys
from types import SimpleNamespace

DELAY = "25"
"""Milliseconds in which the rest of a sequence has come, unless ESCDELAY says otherwise."""


def hasten() -> None:
    """Let Textual wait no longer than that; before anything of it is imported."""
    os.environ.setdefault("ESCDELAY", DELAY)
    if sys.platform == "win32":
        return
    import array
    import fcntl
    import selectors
    import termios

    from textual.constants import ESCAPE_DELAY
    from textual.drivers import linux_driver

    class Prompt(selectors.SelectSelector):
        """Waits no longer than an escape may take, after a single byte: it may be one."""

        _lone = False

        def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
            events = super().select(ESCAPE_DELAY if self._lone else timeout)
            self._lone = any(_waiting(key.fd) == 1 for key, _ in events)
            return events

    def _waiting(file: int) -> int:
        """How many bytes of a file can be read."""
        count = array.array("i", [0])
        fcntl.ioctl(file, termios.FIONREAD, count)
        return count[0]

    linux_driver.selectors = SimpleNamespace(SelectSelector=Prompt, EVENT_READ=selectors.EVENT_READ)  # type: ignore[attr-defined, assignment]
