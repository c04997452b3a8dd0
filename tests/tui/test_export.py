"""Export: the dialog that writes the selected facts."""

from pathlib import Path

import pytest
from driving import Driver, opened

from store.library import Library


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory."""
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


async def name_file(at: Driver, name: str) -> None:
    at.app.screen.query_one("#file").value = name  # type: ignore[attr-defined]
    await at.press("enter")


async def test_with_nothing_selected_it_says_what_to_do(library: Library, folder: Path) -> None:
    async with opened(library) as at:
        await at.press("e")
        assert "Nothing is selected yet. space selects" in at.notices


async def test_it_writes_the_selected_facts(library: Library, folder: Path) -> None:
    async with opened(library) as at:
        await at.press("n", "space", "n", "space", "e")
        assert "2 selected facts from 1 article" in at.screen
        await at.press("enter")
        (written,) = folder.iterdir()
        assert written.suffix == ".md"
        assert "13.6 billion CNY" in written.read_text("utf-8")
        assert f"2 facts written to {written.name}" in at.notices


@pytest.mark.parametrize("last", ["enter", "y"])
async def test_the_key_that_writes_does_nothing_else(library: Library, folder: Path, last: str) -> None:
    if last == "y":
        (folder / "facts.md").touch()
    async with opened(library) as at:
        await at.press("2", "space", "e")
        await name_file(at, "facts.md")
        if last == "y":
            await at.press("y")
        assert "written to" in at.notices
        assert at.pane == "facts"


async def test_an_existing_file_is_overwritten_only_after_a_yes(library: Library, folder: Path) -> None:
    there = folder / "mine.md"
    there.write_text("mine", "utf-8")
    async with opened(library) as at:
        await at.press("n", "space", "e")
        await name_file(at, "mine.md")
        assert "Overwrite it?" in at.screen
        await at.press("n")
        assert there.read_text("utf-8") == "mine"
        await at.press("enter", "escape")
        assert there.read_text("utf-8") == "mine"
        await at.press("enter", "y")
        assert there.read_text("utf-8") != "mine"


async def test_a_name_that_cannot_be_written_is_explained(library: Library, folder: Path) -> None:
    async with opened(library) as at:
        await at.press("n", "space", "e")
        for name, words in (
            ("no/such/folder.md", "There is no folder"),
            (".", "is a folder"),
            ("  ", "Name a file"),
        ):
            await name_file(at, name)
            assert words in at.screen
        assert not list(folder.iterdir())


async def test_the_facts_can_be_grouped_by_article(library: Library, folder: Path) -> None:
    async with opened(library) as at:
        await at.press("n", "space", "e", "tab", "space", "enter")
        (written,) = folder.iterdir()
        assert "## Liangshan prints the country's textbooks" in written.read_text("utf-8")


async def test_escape_writes_nothing(library: Library, folder: Path) -> None:
    async with opened(library) as at:
        await at.press("n", "space", "e", "escape")
        assert not list(folder.iterdir())
        assert len(at.app.screen_stack) == 1


async def test_the_way_to_group_is_whole_where_not_all_have_room(library: Library) -> None:
    async with opened(library, 60, 15) as at:
        await at.press("n", "space", "e", "tab", "space", "space")
        assert "● one, as listed   3 of 3" in at.screen
