"""A selection is shown as kept (●) once it is on disk, and as waiting (○) until then."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from driving import Driver, opened

from store.library import Library


@pytest.fixture(params=["many facts at once", "one fact more where many are selected"])
def slow(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Selections of any size, or in any notebook, are as large as those that are written behind the keys."""
    if request.param == "many facts at once":
        monkeypatch.setattr("tui.desk._AT_ONCE", 0)
    else:
        monkeypatch.setattr("tui.desk._QUICK", -1)
    return str(request.param)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    """A disk on which the notebook gets no further than to its fsync until that is let go."""
    disk = Disk(os.fsync)
    monkeypatch.setattr("store.storage.os.fsync", disk.sync)
    yield disk
    disk.ready.set()


class Disk:
    def __init__(self, sync: Callable[[int], None]) -> None:
        self.asked, self.ready = Event(), Event()
        self.full = False
        self._sync = sync

    def sync(self, file: int) -> None:
        self.asked.set()
        assert self.ready.wait(30)
        if self.full:
            raise OSError(28, "No space left on device")
        self._sync(file)


def on_disk(folder: Path) -> int:
    """How many facts somebody finds selected who opens the library now."""
    with Library(folder) as library:
        return len(library.notebook.selected)


def marks(at: Driver, sign: str) -> int:
    """How many rows of the table have this mark."""
    return sum(line[1:2] == sign for line in at.screen.splitlines())


async def selected_all(at: Driver, disk: Disk) -> None:
    """Press the key that selects all, until the disk is asked to keep that."""
    await at.press("2", "f")
    await at.type("kind:percent")
    await at.press("escape")
    await at.pilot.press("a")
    while not disk.asked.is_set():
        await at.pilot.pause(0.01)
    await at.pilot.pause()


async def test_what_is_not_on_disk_is_not_shown_as_selected(library: Library, slow: str, disk: Disk) -> None:
    async with opened(library) as at:
        await selected_all(at, disk)
        assert "○ 3 saving" in at.screen
        assert "●" not in at.screen
        assert marks(at, "○") == 3
        assert "○ until that is saved" in at.notices
        disk.ready.set()
        await at.rest()
        assert "● 3 selected" in at.screen
        assert marks(at, "○") == 0
        assert marks(at, "●") == 3
        assert on_disk(library.folder) == 3


async def test_keys_are_answered_while_a_selection_is_written(library: Library, slow: str, disk: Disk) -> None:
    async with opened(library) as at:
        await selected_all(at, disk)
        await at.pilot.press("1")
        await at.pilot.pause()
        assert at.pane == "read"
        await at.pilot.press("n")
        await at.pilot.pause()
        assert "○ selected, not saved yet" in at.screen
        disk.ready.set()
        await at.rest()
        assert "● selected" in at.screen


async def test_a_release_is_shown_as_waiting_too(library: Library, slow: str, disk: Disk) -> None:
    disk.ready.set()
    library.notebook.select(row.fact for row in library.index.facts().page(0, 2))
    disk.ready.clear()
    async with opened(library) as at:
        await at.press("2")
        await at.pilot.press("space")
        await at.pilot.pause()
        assert "○ 1 saving" in at.screen
        assert on_disk(library.folder) == 2
        disk.ready.set()
        await at.rest()
        assert "● 1 selected" in at.screen
        assert on_disk(library.folder) == 1


async def test_a_selection_that_cannot_be_written_is_taken_back(
    library: Library, slow: str, disk: Disk
) -> None:
    async with opened(library) as at:
        await selected_all(at, disk)
        disk.full = True
        disk.ready.set()
        await at.rest()
        assert "the disk is full" in at.notices
        assert marks(at, "○") == marks(at, "●") == 0
        assert "selected" not in at.screen.splitlines()[0]


async def test_a_small_selection_is_on_disk_before_its_key_is_answered(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.desk.Desk.show_settled", lambda desk: pytest.fail("it was written later"))
    async with opened(library) as at:
        await at.press("2")
        shown: list[int] = []
        at.app.desk._changed = lambda before: shown.append(on_disk(library.folder))
        await at.pilot.press("space")
        await at.pilot.press("space")
        assert shown == [1, 0]
