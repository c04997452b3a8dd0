"""Keys by chance, at sizes by chance, in a real terminal: the app neither fails nor hangs, and loses nothing.

JINING_TUI_KEYS says how many keys are pressed, JINING_TUI_KEYS_SEED from which seed.
"""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

import pytest
from terminal import ALLOWED, Terminal

from store.library import Library, open_library

COUNT = int(os.environ.get("JINING_TUI_KEYS", "160"))
SEED = int(os.environ.get("JINING_TUI_KEYS_SEED", "1"))

ARROWS = [b"\x1b[" + letter for letter in (b"A", b"B", b"C", b"D", b"F", b"H", b"Z")]
MODIFIED = [b"\x1b[1;%d%c" % (modifier, letter) for modifier in (2, 3, 5, 6) for letter in b"ABCDFH"]
PAGES = [b"\x1b[%d~" % number for number in (2, 3, 5, 6, 11, 12, 15, 24)]
CONTROLS = [bytes([code]) for code in range(1, 32) if code not in (3, 26, 28)]
"""Without those that are signals once the app has given the terminal back."""

TYPED = [bytes([code]) for code in range(32, 127) if code != ord("/")] + [it.encode() for it in "é济😀́"]
LINES = [b"/\x1b", b"\x1b[200~kind:money\x1b[201~", b"\r", b"\x1b", b"\x7f", b" ", b"\t"]
"""A slash is taken back at once: typed into the name of a file, it would lead out of the test's folder."""

KEYS = [*TYPED, *ARROWS, *MODIFIED, *PAGES, *CONTROLS, *LINES * 3]


def click(chance: random.Random, width: int, height: int) -> bytes:
    """A button or the wheel of the mouse, somewhere on the screen."""
    button, x, y = chance.choice((0, 0, 64, 65)), chance.randint(1, width), chance.randint(1, height)
    return b"\x1b[<%d;%d;%dM\x1b[<%d;%d;%dm" % (button, x, y, button, x, y)


def test_keys_by_chance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", "true")
    folder, chance = tmp_path / "library", random.Random(SEED)
    (tmp_path / "home").mkdir()
    with open_library(folder) as library:
        facts = facts_of(library)
    terminal = Terminal(folder, tmp_path / "home")
    pressed: list[bytes] = []
    while len(pressed) < COUNT:
        width, height = chance.randint(20, 220), chance.randint(5, 70)
        terminal.resize(width, height)
        assert terminal.await_bytes(), f"it hangs after {pressed[-40:]}"
        keys = [chance.choice(KEYS) for _ in range(chance.randint(1, 12))]
        keys += [click(chance, width, height)] * (chance.random() < 0.3)
        for key in keys:
            if terminal.status is None:
                terminal.press(key)
        pressed += keys
        terminal.rest(0.05)
        if terminal.status is not None:
            assert terminal.end() == 0, told(terminal, pressed)
            terminal = Terminal(folder, tmp_path / "home")
        assert b"Traceback" not in terminal.sent, told(terminal, pressed)
        terminal.sent = terminal.sent[-40_000:]
    selected = quit_and_tell(terminal, pressed)
    with Library(folder) as library:
        assert library.check() == []
        assert set(facts) <= set(facts_of(library))
        assert len(library.notebook.selected) == selected


def quit_and_tell(terminal: Terminal, pressed: list[bytes]) -> int:
    """Leave whatever is open, then the app; how many facts are selected, as the header says before."""
    for size in ((100, 30), (120, 40)):
        for _ in range(4):
            terminal.press(b"\x1b")
            terminal.rest(0.2)
        terminal.sent = b""
        terminal.resize(*size)
        assert terminal.await_text(b"4 Compare"), told(terminal, pressed)
        terminal.rest()
    counts = re.findall(r"● ([\d,]+) selected", ALLOWED.sub(b"", terminal.sent).decode(errors="replace"))
    terminal.press(b"q")
    assert terminal.end() == 0, told(terminal, pressed)
    return int(counts[-1].replace(",", "")) if counts else 0


def facts_of(library: Library) -> list[str]:
    """The facts as they were extracted, whatever the reader has said of them."""
    return [fact.id for entry in library._volumes.entries(1) for fact in entry.extraction.facts]


def told(terminal: Terminal, pressed: list[bytes]) -> str:
    """What the app wrote at the end, and the keys before."""
    written = ALLOWED.sub(b"", terminal.sent).decode(errors="replace")[-20_000:]
    return f"{written}\nended with {terminal.status} after {pressed[-40:]}"
