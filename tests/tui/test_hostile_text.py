"""Hostile text: nothing of an article steers the terminal or the app, on any pane."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import items
from driving import opened
from terminal import ALLOWED, Terminal

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
COPIED = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")


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
    ("4", "space", "tab", "v"), ("4", "space", "tab", "o"), ("4", "M"), ("4", "R"), ("4", "d"),
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


ESCAPE = b"\x1b"
PRESSED = (
    b"n", b"r", ESCAPE, b"+", b" ", b"i", ESCAPE, b"b", ESCAPE, b"e", ESCAPE, b"o", ESCAPE, b"m", ESCAPE,
    b"y", b"Y", b"x", b"\x06yuan", ESCAPE, b"2", b"w", ESCAPE, b"s", ESCAPE, b"\x19", b"3yuan", ESCAPE,
    b"f", ESCAPE, b"4", b" ", b"j ", b"\t", b"l", b"v", ESCAPE, b"d", ESCAPE, b"o", ESCAPE, b"M", ESCAPE,
    b"R", ESCAPE, b"S", ESCAPE, b"\x10click", ESCAPE, b"?", ESCAPE,
)  # fmt: skip
"""Keys to every pane and dialog that shows what an article says."""


def test_nothing_hostile_reaches_a_terminal(hostile: Path, tmp_path: Path) -> None:
    terminal = Terminal(hostile, tmp_path)
    for keys in PRESSED:
        terminal.press(keys)
        terminal.rest()
        assert terminal.status is None, (keys, ALLOWED.sub(b"", terminal.sent)[-3000:].decode())
    terminal.press(b"q")
    assert terminal.end() == 0
    assert b"Liangshan" in ALLOWED.sub(b"", terminal.sent)
    assert_harmless(terminal.sent)


def assert_harmless(sent: bytes) -> None:
    """Nothing of the poison is among the bytes in a way that acts, nor in what is copied."""
    left = ALLOWED.sub(b"", sent)
    assert b"\x1b" not in left, left[max(0, left.index(b"\x1b") - 20) :][:60]
    for payload in PAYLOADS[:6]:
        assert payload.encode() not in sent
    copied = [b64decode(it).decode() for it in COPIED.findall(sent)]
    assert copied
    for text in (left.decode("utf-8", "replace"), *copied):
        assert not [it for it in text if not it.isprintable() and it not in "\r\n"]
