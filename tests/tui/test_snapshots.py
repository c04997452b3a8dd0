"""What every pane and dialog looks like."""

from __future__ import annotations

from typing import Any

import pytest
from driving import Driver
from pytest_textual_snapshot import SVGImageExtension  # type: ignore[import-untyped]
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input

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
    "themes": ("ctrl+t",),
    "describe": ("m",),
    "add": ("A",),
    "paragraph": ("n", "number_sign"),
    "facets": ("slash", *"yuan", "escape", "f"),
    "searches": ("3", "escape", "ctrl+o"),
    "merge": ("4", "g", "M"),
}
"""The keys that lead to each picture."""

OTHERS = ("jining-light", "jining-mono")
"""The themes that each picture is taken in as well."""


@pytest.fixture
def picture(library: Library, snap_compare: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Compares the app after some keys with its picture; fills `others` with pictures in other themes."""
    monkeypatch.setattr("tui.panes.search.elapsed", lambda seconds: "2 ms")
    monkeypatch.setattr("tui.notices.SECONDS", 3600)  # a slow machine shows the same notices

    def compare(
        keys: tuple[str, ...],
        size: tuple[int, int],
        theme: str = "jining-dark",
        others: dict[str, str] | None = None,
    ) -> bool:
        app = JiningApp(library)
        app.theme = theme

        async def drive(pilot: Any) -> None:
            driver = Driver(app, pilot)
            await driver.rest()
            await driver.press(*keys)
            for entry in app.screen.query(Input):
                entry.cursor_blink = False
            if others is not None:
                for other in (*OTHERS, theme):
                    app.theme = other
                    await driver.rest()
                    others[other] = app.export_screenshot()

        matched: bool = snap_compare(app, terminal_size=size, run_before=drive)
        return matched

    return compare


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SHOTS)
def test_picture(picture: Any, name: str, size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    taken: dict[str, str] = {}
    assert picture(SHOTS[name], size, others=taken)
    for theme in OTHERS:
        assert taken[theme] == snapshot(name=theme, extension_class=SVGImageExtension)


@pytest.mark.parametrize("name", ["read", "find", "facts", "search", "compare"])
def test_wide(picture: Any, name: str) -> None:
    assert picture(SHOTS[name], (200, 60))


@pytest.mark.parametrize("name", ["read", "compare"])
def test_high_contrast(picture: Any, name: str) -> None:
    assert picture(SHOTS[name], (80, 24), "jining-contrast")


def test_too_small_a_window_says_so(picture: Any) -> None:
    assert picture((), (59, 14))
