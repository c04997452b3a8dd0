"""Where the reader was is there again at the next start."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from driving import Driver

from store.library import Library
from tui.app import JiningApp
from tui.memory import Memory


@asynccontextmanager
async def started(library: Library, file: Path) -> AsyncIterator[Driver]:
    app = JiningApp(library, Memory(file, library.folder))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        driver = Driver(app, pilot)
        await driver.rest()
        yield driver


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "state.json"


async def test_filter_order_fact_and_theme_are_there_again(library: Library, file: Path) -> None:
    async with started(library, file) as at:
        at.app.theme = "jining-light"
        await at.press("2", "f")
        await at.type("kind:money")
        await at.press("escape", "s", "3", "S", "j", "j")
        seen = at.screen
    async with started(library, file) as at:
        assert at.pane == "facts"
        assert at.app.theme == "jining-light"
        assert at.screen == seen


async def test_the_fact_in_its_article_is_there_again(library: Library, file: Path) -> None:
    async with started(library, file) as at:
        await at.press("j", "j", "n", "n", "n")
        assert "fact 3 of 8" in at.screen
    async with started(library, file) as at:
        assert "fact 3 of 8" in at.screen
        await at.press("n")
        assert "fact 4 of 8" in at.screen


@pytest.mark.parametrize("pane", ["3", "4"])
async def test_any_pane_can_be_the_first(library: Library, file: Path, pane: str) -> None:
    async with started(library, file) as at:
        await at.press("n", "c", pane)
        name = at.pane
    async with started(library, file) as at:
        assert at.pane == name
        await at.press("escape", "1")
        assert "fact 1 of 4" in at.screen


async def test_every_library_has_its_own_place(library: Library, file: Path, tmp_path: Path) -> None:
    async with started(library, file) as at:
        await at.press("2")
    with Library(tmp_path / "other") as other:
        async with started(other, file) as at:
            assert at.pane == "read"
    async with started(library, file) as at:
        assert at.pane == "facts"


async def test_an_article_that_is_gone_is_not_missed(library: Library, file: Path) -> None:
    async with started(library, file) as at:
        await at.press("n")
    library.remove(["books"])
    async with started(library, file) as at:
        assert "Jining speeds up development" in at.screen


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b'{"theme": 3, "libraries": {}}',
        b'{"theme": null, "libraries": {"LIBRARY": {"state": {"pane": 4}}}}',
        b'{"theme": null, "libraries": {"LIBRARY": {"orders": {"facts": [1]}}}}',
    ],
)
async def test_a_damaged_file_is_told_and_passed_over(library: Library, file: Path, damage: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(damage.replace(b"LIBRARY", str(library.folder).encode()))
    async with started(library, file) as at:
        assert "is damaged" in at.notices
        assert at.pane == "read"
        await at.press("2")
    async with started(library, file) as at:
        assert not at.notices
        assert at.pane == "facts"


async def test_what_the_lists_cannot_be_sorted_by_is_passed_over(library: Library, file: Path) -> None:
    file.parent.mkdir()
    text = '{"libraries": {"%s": {"state": {"pane": "facts"}, "orders": {"facts": [["nonsense", true]]}}}}'
    file.write_text(text % library.folder)
    async with started(library, file) as at:
        assert "in reading order" in at.screen


async def test_a_folder_that_cannot_be_made_hinders_nothing(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    async with started(library, tmp_path / "file" / "state.json") as at:
        await at.press("2")
        assert at.pane == "facts"
