"""Adding in the app: a dialog asks for files, and shows how far it is while the reader reads on."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import Driver, opened

from store.errors import UserError
from store.library import Library
from tui.dialogs.adding import split_paths

TEXT = "The park in {} recorded revenue of {} billion yuan in 2021, and {} firms of it employ {},000 people."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles, and a file that is none."""
    folder = tmp_path / "my news"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(TEXT.format(number, number + 3, number + 50, number + 9))
    (folder / "empty.txt").touch()
    return folder


async def name_paths(at: Driver, paths: str) -> None:
    at.app.screen.query_one("#paths").value = paths  # type: ignore[attr-defined]
    await at.press("enter")


async def wait_for(at: Driver, words: str) -> None:
    for _ in range(300):
        if words in at.screen:
            return
        await at.pilot.pause(0.1)
    raise AssertionError(at.screen)


async def test_files_are_added_and_shown(library: Library, folder: Path) -> None:
    async with opened(library) as at:
        await at.press("A")
        await name_paths(at, str(folder))
        await wait_for(at, "3 added, 1 failed.")
        await wait_for(at, "empty.txt")
        await at.press("escape")
        await wait_for(at, "6 articles")
        assert "3 added, 1 failed." in at.notices


async def test_the_reader_reads_on_meanwhile(library: Library, folder: Path) -> None:
    async with opened(library) as at:
        await at.press("A")
        await name_paths(at, str(folder))
        await at.press("escape", "2")
        await wait_for(at, "6 articles")


async def test_a_path_that_is_not_there_is_named(library: Library, folder: Path) -> None:
    async with opened(library) as at:
        await at.press("A")
        await at.press("enter")
        assert "Name a file or a folder first." in at.screen
        await name_paths(at, "'open")
        assert "A quotation mark is open" in at.screen
        await name_paths(at, "/nowhere.txt")
        await wait_for(at, "0 added, 1 failed.")


def test_paths_are_split_as_a_shell_would(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder.parent))
    assert split_paths(str(folder)) == [str(folder)]
    assert split_paths("a.txt 'b c.txt' ~/d") == ["a.txt", "b c.txt", f"{folder.parent}/d"]
    assert split_paths("~/my news") == [str(folder)]
    assert split_paths("~nobody-of-this-name/d") == ["~nobody-of-this-name/d"]
    assert split_paths("long" * 2000) == ["long" * 2000]
    with pytest.raises(UserError):
        split_paths("  ")
