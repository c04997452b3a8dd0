"""What every pane and dialog looks like."""

from __future__ import annotations

from typing import Any

import pytest
from driving import Driver

from store.library import Library
from tui.app import JiningApp

SHOTS = {
    "read": ("right_square_bracket", "right_square_bracket", "n", "n", "n", "space"),
    "find": ("right_square_bracket", "right_square_bracket", "ctrl+f", *"billion", "enter"),
    "facts": ("n", "n", "space", "2", "s", "3", "S"),
    "search": ("slash", *"yuan"),
    "compare": ("4", "g", "space", "j", "space", "j", "space", "tab", "g", "j"),
    "chart": ("4", "g", "space", "j", "space", "j", "space", "tab", "g", "j", "v"),
    "currency": ("4", "g", "space", "j", "space", "j", "space", "tab", "g", "j", "m"),
    "statements": ("4", "g", "space", "j", "space", "j", "space", "tab", "g", "j", "j", "o"),
    "cluster": ("4", "g", "enter"),
    "correct": ("n", "n", "r"),
    "reviewed": (*("right_square_bracket",) * 2, *"nn", "minus", *"nnn", "plus", "x"),
    "aside": (*("right_square_bracket",) * 2, "x", *"nnnnnnnnn"),
    "basket": ("a", "b", "J", "i", *"ask", "enter"),
    "note": ("n", "i", *"ask"),
    "source": ("o",),
    "export": ("n", "space", "n", "space", "e"),
    "keys": ("2", "question_mark"),
    "sort": ("2", "s"),
    "columns": ("2", "w", "j", "j", "space", "right"),
    "far columns": ("2", *["right"] * 10),
    "palette": ("ctrl+p", *"zone"),
}
"""The keys that lead to each picture."""


@pytest.fixture
def picture(library: Library, snap_compare: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Compares the app after some keys with its picture."""
    monkeypatch.setattr("tui.panes.search.elapsed", lambda seconds: "2 ms")

    def compare(keys: tuple[str, ...], size: tuple[int, int], theme: str = "jining-dark") -> bool:
        app = JiningApp(library)
        app.theme = theme

        async def drive(pilot: Any) -> None:
            driver = Driver(app, pilot)
            await driver.rest()
            await driver.press(*keys)

        matched: bool = snap_compare(app, terminal_size=size, run_before=drive)
        return matched

    return compare


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SHOTS)
def test_picture(picture: Any, name: str, size: tuple[int, int]) -> None:
    assert picture(SHOTS[name], size)


@pytest.mark.parametrize("name", ["read", "find", "facts", "search", "compare"])
def test_wide(picture: Any, name: str) -> None:
    assert picture(SHOTS[name], (200, 60))


@pytest.mark.parametrize("theme", ["jining-light", "jining-contrast", "jining-mono"])
@pytest.mark.parametrize("name", ["read", "compare"])
def test_theme(picture: Any, name: str, theme: str) -> None:
    assert picture(SHOTS[name], (80, 24), theme)


def test_too_small_a_window_says_so(picture: Any) -> None:
    assert picture((), (59, 14))
