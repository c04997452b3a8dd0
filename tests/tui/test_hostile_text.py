"""Hostile text: nothing of an article steers the terminal or the app, on any pane."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import items
from driving import opened

from store.library import Library
from store.records import Article, Cluster, Extraction
from store.review import reading_of
from store.reviewing import Reviews

PAYLOADS = (
    "\x1b]52;c;U1RQV05FRA==\x07",
    "\x1b[2J\x1b[31m",
    "\x9b31m\x9d0;title\x9c",
    "\r\x08\x08\x00\x7f",
    "\u202eright to left\u202c\u200b\ufeff",
    "\U000e0041\U000e0042",
    "[@click=app.quit]click[/]",
    "[red]red[/nothing]",
    "[link=http://example.org]",
)
HOSTILE = " ".join(PAYLOADS)


def hostile_items() -> list[tuple[Article, Extraction]]:
    """The articles of the small library, every text in them poisoned and not cleaned."""
    poisoned = []
    for article, extraction in items():
        text = article.text + "\n\n" + HOSTILE
        facts = tuple(
            replace(
                fact, metric=HOSTILE + fact.metric, subject=HOSTILE, unit=HOSTILE, place=HOSTILE,
                clusters=(HOSTILE,), organizations=(HOSTILE,),
            )
            for fact in extraction.facts
        )  # fmt: skip
        clusters = (Cluster(HOSTILE, "park", place=HOSTILE), *extraction.clusters)
        new = replace(article, text=text, title=HOSTILE + article.title, publisher=HOSTILE, place=HOSTILE)
        poisoned.append((new, Extraction(facts, clusters, extraction.asides)))
    return poisoned


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """The folder of a library of poisoned articles."""
    folder = tmp_path / "library"
    with Library(folder) as library:
        library.add(hostile_items())
        facts = library.index.article_facts("books")
        reading = {"metric": HOSTILE, "subject": HOSTILE, "unit": HOSTILE, "clusters": [HOSTILE]}
        Reviews(library).correct(facts[0], {**reading_of(facts[0]), **reading})
        library.notebook.note(facts[1], HOSTILE)
    return folder


WAYS = (
    ("n", "G", "x"), ("2", "G"), ("2", "s"), ("slash", "y", "u", "a", "n"), ("4", "space", "j", "space", "tab"),
    ("n", "c"), ("n", "space", "e"), ("question_mark",), ("ctrl+p", "c", "l", "i", "c", "k"),
    ("n", "plus", "2"), ("n", "minus"), ("n", "r"), ("n", "i"), ("n", "space", "b"), ("o",), ("n", "y"),
)  # fmt: skip


@pytest.mark.parametrize("keys", WAYS, ids=" ".join)
@pytest.mark.parametrize("size", [(80, 24), (160, 45)], ids=str)
async def test_only_printable_characters_are_drawn(
    hostile: Path, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    with Library(hostile) as library:
        async with opened(library, *size) as at:
            await at.press(*keys)
            for strip in at.app.screen._compositor.render_strips():
                for segment in strip:
                    assert segment.text.isprintable(), segment.text


async def test_markup_in_an_article_is_only_text(hostile: Path) -> None:
    with Library(hostile) as library:
        async with opened(library) as at:
            await at.press("tab", "G")
            lines = at.screen.splitlines()
            y, x = next((y, line.index("]click[/]")) for y, line in enumerate(lines) if "]click[/]" in line)
            await at.pilot.click(offset=(x + 3, y))
            await at.rest()
            assert at.app.is_running
            assert "[red]red[/nothing]" in at.screen


ALLOWED = re.compile(
    rb"\x1b\[[0-9;:?<>=]*[a-zA-Z]|\x1b\[[0-9;?]*\$[a-z]|\x1b[78>=]|\x1b\(B"
    rb"|\x1bP=[^\x1b]*\x1b\\|\x1b\]22;[a-z-]*\x07"
)
"""The sequences that Textual itself sends: colours, places, modes, the shape of the pointer."""


def test_nothing_hostile_reaches_a_terminal(hostile: Path) -> None:
    code = (
        "from store.library import Library; from tui.starting import start; "
        "from tui.settings import find_settings; "
        f"start(Library({str(hostile)!r}), find_settings())"
    )
    code = code.replace("Library('", "Library(__import__('pathlib').Path('").replace("'), find", "')), find")
    master, slave = pty.openpty()
    environment = {**os.environ, "COLUMNS": "120", "LINES": "40", "TERM": "xterm-256color"}
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdin=slave, stdout=slave, stderr=slave, env=environment
    )
    os.close(slave)
    sent = b""
    for keys in (b"", b"n", b"r", b"\x1b", b"+", b" ", b"b", b"\x1b", b"2", b"3yuan", b"\x1b", b"4", b"q"):
        os.write(master, keys)
        sent += _read(master, 2.0 if not keys else 1.0)
    process.wait(timeout=10)
    os.close(master)
    left = ALLOWED.sub(b"", sent)
    assert b"Liangshan" in left
    assert b"\x1b" not in left, left[max(0, left.index(b"\x1b") - 20) :][:60]
    for payload in PAYLOADS[:6]:
        assert payload.encode() not in sent
    text = left.decode("utf-8", "replace")
    assert not [it for it in text if not it.isprintable() and it not in "\r\n"]


def _read(master: int, seconds: float) -> bytes:
    """What comes within so many seconds of the last piece."""
    sent = b""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        ready, _, _ = select.select([master], [], [], left)
        if ready:
            try:
                sent += os.read(master, 65536)
            except OSError:
                return sent
    return sent
