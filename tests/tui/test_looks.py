"""Terminals of every kind: ASCII alone, few cells, wide and combining characters, no colour."""

from __future__ import annotations

import codecs
import io
import os
import pty
import select
import signal
import sys
from pathlib import Path

import pytest
from conftest import items
from driving import Driver, opened
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from store.library import Library
from tui.app import JiningApp
from tui.plain import plain, plain_error
from tui.settings import Settings

WAYS = {
    "read": ("n", "n", "space", "x"),
    "facts": ("2", "s", "3", "S"),
    "sort": ("2", "s"),
    "search": ("slash", *"yuan"),
    "compare": ("4", "g", "space", "j", "space", "tab", "j"),
    "chart": ("4", "g", "space", "j", "space", "tab", "g", "j", "v"),
    "statements": ("4", "g", "space", "j", "space", "tab", "g", "j", "o"),
    "cluster": ("4", "g", "enter"),
    "keys": ("question_mark",),
    "palette": ("ctrl+p", "z"),
    "themes": ("ctrl+t",),
    "export": ("n", "space", "e"),
    "describe": ("m",),
    "add": ("A",),
}


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=40))
def test_plain_text_is_ascii_and_as_wide(text: str) -> None:
    assert plain(text).isascii()
    assert len(plain(text)) == cell_len(text)


def test_plain_text_keeps_what_has_a_likeness() -> None:
    assert plain("“café” – 5 m² … ●▌│ ↓ 济") == '"cafe" - 5 m2 ~ *|| v ??'


def test_what_an_encoding_holds_stays() -> None:
    codecs.register_error("plain", plain_error)
    stream = io.TextIOWrapper(io.BytesIO(), encoding="latin-1", errors="plain")
    stream.write("café “53 bn”…")
    stream.flush()
    assert stream.buffer.getvalue().decode("latin-1") == 'café "53 bn"~'


@pytest.mark.parametrize("way", WAYS)
async def test_ascii_alone_is_drawn(library: Library, way: str) -> None:
    app = JiningApp(library, settings=Settings(ascii=True))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        at = Driver(app, pilot)
        await at.rest()
        await at.press(*WAYS[way])
        assert at.screen.isascii()


async def test_hits_facts_and_the_cursor_can_be_told_apart_in_ascii(library: Library) -> None:
    app = JiningApp(library, settings=Settings(ascii=True))
    async with app.run_test(size=(120, 40)) as pilot:
        at = Driver(app, pilot)
        await at.press("slash", *"yuan", "enter")
        await at.rest()
        assert any(line.startswith("|") for line in at.screen.splitlines())


@pytest.mark.parametrize("way", WAYS)
async def test_nothing_is_wider_than_the_terminal(library: Library, way: str) -> None:
    async with opened(library, 60, 15) as at:
        await at.press(*WAYS[way])
        for width, height in ((60, 15), (61, 16), (80, 24), (99, 31), (100, 15), (160, 50)):
            await at.pilot.resize_terminal(width, height)
            await at.rest()
            lines = at.screen.splitlines()
            assert len(lines) <= height
            assert all(cell_len(line) <= width for line in lines)


@pytest.mark.parametrize(
    ("encoding", "ascii_alone"), [("C.UTF-8", False), ("POSIX", True)], ids=["utf-8", "posix"]
)
def test_a_locale_without_unicode_gets_ascii(tmp_path: Path, encoding: str, ascii_alone: bool) -> None:
    with Library(tmp_path / "library") as library:
        library.add(items())
    drawn = until_drawn(["--library", str(tmp_path / "library")], {"LC_ALL": encoding}, b"4 Compare", tmp_path)
    assert ("│" not in drawn) == ascii_alone


def test_the_option_asks_for_ascii(tmp_path: Path) -> None:
    with Library(tmp_path / "library") as library:
        library.add(items())
    command = ["--ascii", "--library", str(tmp_path / "library")]
    assert "│" not in until_drawn(command, {"LC_ALL": "C.UTF-8"}, b"4 Compare", tmp_path)


def until_drawn(arguments: list[str], environment: dict[str, str], mark: bytes, home: Path) -> str:
    """What the program writes to a pseudo-terminal until it rests."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(environment, HOME=str(home), XDG_STATE_HOME=str(home), TERM="xterm-256color")
        os.environ["COLUMNS"], os.environ["LINES"] = "120", "40"
        os.execv(sys.executable, [sys.executable, "-c", PROGRAM, *arguments])
    written = b""
    try:
        while select.select([terminal], [], [], 20 if mark not in written else 1)[0]:
            written += os.read(terminal, 65536)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)
    assert mark in written
    return written.decode()


PROGRAM = "import sys; from tui.command_line import main; sys.exit(main())"
