"""The tutorial, done as it says, and the hint at the first start."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from driving import Driver

from store.library import Library, open_library
from tui.app import JiningApp
from tui.guide import HINT, LESSON, GuideLine, Step
from tui.memory import Memory
from tui.settings import Settings


@asynccontextmanager
async def taught(
    library: Library,
    steps: tuple[Step, ...],
    settings: Settings | None = None,
    size: tuple[int, int] = (120, 40),
) -> AsyncIterator[tuple[Driver, GuideLine]]:
    line = GuideLine(steps)
    app = JiningApp(library, None, settings, (), line)
    async with app.run_test(size=size, notifications=True) as pilot:
        at = Driver(app, pilot)
        await at.rest()
        yield at, line


async def to_a_figure(at: Driver) -> None:
    """With the arrows, to a cell of the comparison in which something is stated."""
    for key in ("right", "down", "left", "down") * 4:
        if at.app.pane.fact is not None:
            return
        await at.press(key)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_tutorial_can_be_done_as_it_says(tmp_path: Path, size: tuple[int, int]) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    with open_library(tmp_path / "library") as library:
        async with taught(library, LESSON, Settings(folder=exports), size) as (at, line):
            for number, keys in enumerate(
                (
                    ("n",),
                    ("slash", *"gdp", "space", *"2021", "enter"),
                    ("space", "escape", "n", "space"),
                    ("4", "space", "down", "space"),
                    ("tab", "a figure", "enter"),
                    ("e", "enter"),
                ),
                1,
            ):
                assert f"{number}/{len(LESSON)}  " in at.screen
                before = line.step
                for key in keys:
                    await (to_a_figure(at) if key == "a figure" else at.press(key))
                assert line.step is not before
            assert "That is all you need." in at.screen
            assert any(exports.iterdir())


async def test_a_step_can_be_skipped_by_key_and_by_mouse(library: Library) -> None:
    async with taught(library, LESSON) as (at, _):
        await at.press("f2")
        assert "2/7  " in at.screen
        await at.pilot.click("#guide")
        await at.rest()
        assert "3/7  " in at.screen
        await at.press(*["f2"] * 9)
        assert "7/7  " in at.screen


async def test_the_steps_name_the_readers_keys(library: Library) -> None:
    async with taught(library, LESSON, Settings(keys={"next_fact": "w"})) as (at, _):
        assert "Press w to go to the first one" in at.screen


async def test_the_line_is_whole_in_a_small_terminal(library: Library) -> None:
    async with taught(library, LESSON, size=(60, 15)) as (at, _):
        text = " ".join(at.screen.split())
        assert "what it measures, of whom and when." in text
        assert "? keys" in at.screen.splitlines()[-1]


async def test_the_hint_of_the_first_start_goes_when_something_is_done(library: Library) -> None:
    async with taught(library, HINT) as (at, _):
        assert "Your first time here?" in at.screen
        await at.press("j")
        assert "Your first time here?" in at.screen
        await at.press("n")
        assert "Your first time here?" not in at.screen


async def test_without_a_guide_there_are_no_steps_in_the_help(library: Library) -> None:
    app = JiningApp(library)
    async with app.run_test(size=(120, 60)) as pilot:
        at = Driver(app, pilot)
        await at.press("question_mark")
        assert "Next step of the tutorial" not in at.screen


def test_only_the_first_start_is_new(tmp_path: Path, library: Library) -> None:
    memory = Memory(tmp_path / "state.json", library.folder)
    assert memory.new
    memory.keep(memory.recall())
    assert not memory.new
