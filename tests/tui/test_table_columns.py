"""Columns are chosen, moved and widened by keys and by the mouse, and are so again at the next start."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import Driver, opened
from hypothesis import given
from hypothesis import strategies as st

from store.index import FactRow, Sort
from store.library import Library
from tui.app import JiningApp
from tui.columns import GAP, Shape, moved, resized, shaped, window
from tui.memory import Memory
from tui.ordering import added, first
from tui.panes.facts import COLUMNS
from tui.settings import Settings
from tui.table import Table

KEYS = [column.key for column in COLUMNS]


def titles(at: Driver) -> list[str]:
    return next(line for line in at.screen.splitlines() if "Metric" in line).split()


def table(at: Driver) -> Table[FactRow]:
    return at.app.query_one("#fact-table", Table)


def shape(at: Driver) -> Shape:
    return at.app.desk.shapes.get("facts", ())


@given(st.integers(1, 300), st.integers(0, len(COLUMNS) - 1))
def test_the_column_with_the_cursor_is_always_seen(width: int, place: int) -> None:
    shown = window(COLUMNS, width, place)
    assert COLUMNS[place].key in [column.key for column, _ in shown] or len(shown) == 1
    total = sum(cells for _, cells in shown) + GAP * (len(shown) - 1)
    assert total <= width or len(shown) == 1


@given(st.integers(60, 300), st.integers(2, len(COLUMNS) - 1))
def test_the_first_columns_stay_beside_it(width: int, place: int) -> None:
    assert [column.key for column, _ in window(COLUMNS, width, place)][:2] == KEYS[:2]


@given(st.permutations(KEYS), st.sampled_from(KEYS), st.integers(-20, 20))
def test_moving_keeps_every_column(keys: list[str], key: str, step: int) -> None:
    before = tuple((it, 0) for it in keys)
    assert sorted(moved(before, key, step)) == sorted(before)
    place = min(max(keys.index(key) + step, 0), len(keys) - 1)
    assert moved(before, key, step)[place][0] == key


def test_a_width_stays_within_reason() -> None:
    assert resized((("a", 0), ("b", 5)), "a", 1000) == (("a", 120), ("b", 5))
    assert resized((("a", 9),), "a", 1) == (("a", 3),)
    assert resized((("a", 9),), "a", 0) == (("a", 0),)


def test_unknown_columns_are_passed_over() -> None:
    assert [it.key for it in shaped(COLUMNS, (("worth", 3), ("value", 0)))] == ["value"]
    assert list(shaped(COLUMNS, (("worth", 3),))) == list(COLUMNS)


def test_an_order_of_several_columns() -> None:
    one = added((), "value")
    both = added(one, "period")
    assert both == (Sort("value", False), Sort("period", False))
    assert added(both, "value") == (Sort("value", True), Sort("period", False))
    assert added(added(both, "value"), "value") == (Sort("period", False),)
    assert first(both, "value") == (Sort("value", True), Sort("period", False))
    assert first(both, "metric") == (Sort("metric", False), Sort("value", False))


async def test_hidden_columns_pass_beside_the_first_one(library: Library) -> None:
    async with opened(library, 80, 24) as at:
        await at.press("2")
        assert "Article" not in titles(at)
        assert "›" in titles(at)
        await at.press(*["right"] * len(COLUMNS))
        assert "Metric" in titles(at)
        assert "Date" in titles(at)
        assert table(at).column == "published"
        await at.press(*["left"] * len(COLUMNS))
        assert table(at).column is None
        assert "Value" in titles(at)


async def test_columns_are_moved_widened_and_copied_by_keys(library: Library) -> None:
    async with opened(library, 160, 40) as at:
        await at.press("2", "right", "right", "right", "shift+left")
        assert titles(at)[:2] == ["Value", "Metric"]
        await at.press("ctrl+right", "ctrl+right")
        cells = dict(shape(at))["value"]
        await at.press("ctrl+left")
        assert dict(shape(at))["value"] == cells - 1
        await at.press("ctrl+y")
        assert at.app.clipboard == "2.3"
        assert "Copied value: 2.3" in at.notices


async def test_columns_are_chosen_in_a_dialog(library: Library) -> None:
    async with opened(library, 120, 40) as at:
        await at.press("2", "w", "space", "j", "J", "right", "enter")
        assert [key for key, _ in shape(at)][:2] == ["value", "metric"]
        assert "kind" not in dict(shape(at))
        assert dict(shape(at))["metric"] == 13
        await at.press("w", "r", "enter")
        assert shape(at) == tuple((key, 0) for key in KEYS)
        await at.press("w", "space", "escape")
        assert shape(at) == tuple((key, 0) for key in KEYS)


async def test_the_last_column_can_not_be_hidden(library: Library) -> None:
    async with opened(library, 120, 40) as at:
        await at.press("2", "w", *["space", "j"] * (len(COLUMNS) - 1), "space")
        assert "A table needs a column." in at.notices
        await at.press("enter")
        assert len(shape(at)) == 1


async def test_columns_are_dragged_by_the_mouse(library: Library) -> None:
    async with opened(library, 160, 40) as at:
        await at.press("2")
        header = at.screen.splitlines()[2]
        metric, value = header.index("Metric"), header.index("Value")
        await at.pilot.mouse_down(offset=(metric + 1, 2))
        await at.pilot.hover(offset=(value + 1, 2))
        await at.pilot.mouse_up(offset=(value + 1, 2))
        await at.rest()
        assert [key for key, _ in shape(at)][:3] == ["kind", "value", "metric"]
        assert not table(at).orders
        header = at.screen.splitlines()[2]
        edge = header.index("Value") + len("Value")
        await at.pilot.mouse_down(offset=(edge, 2))
        await at.pilot.hover(offset=(edge + 7, 2))
        await at.pilot.mouse_up(offset=(edge + 7, 2))
        await at.rest()
        assert at.screen.splitlines()[2].index("Value") == header.index("Value") + 7


async def test_titles_are_clicked_for_an_order(library: Library) -> None:
    async with opened(library, 160, 40) as at:
        await at.press("2")
        header = at.screen.splitlines()[2]
        await at.pilot.click(offset=(header.index("Period"), 2))
        await at.rest()
        await at.pilot.click(offset=(header.index("Metric"), 2), shift=True)
        await at.rest()
        assert table(at).orders == (Sort("period", False), Sort("metric", False))
        assert "sorted by period ↑ then metric ↑" in at.screen
        assert "Metric ↑2" in at.screen


async def test_an_order_of_several_is_put_together_in_the_dialog(library: Library) -> None:
    async with opened(library, 120, 40) as at:
        await at.press("2", "s", "j", "j", "space", "space", "j", "j", "space", "enter")
        assert table(at).orders == (Sort("value", True), Sort("period", False))


async def test_the_columns_are_there_again(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "state.json"

    async def started(keys: tuple[str, ...], settings: Settings | None = None) -> Shape:
        app = JiningApp(library, Memory(file, library.folder), settings)
        async with app.run_test(size=(120, 40)) as pilot:
            at = Driver(app, pilot)
            await at.rest()
            await at.press(*keys)
            return table(at).shape

    kept = await started(("2", "w", "space", "enter"))
    assert kept[0][0] == "metric"
    assert await started(()) == kept
    assert await started((), Settings(facts=("value", "metric"))) == (("value", 0), ("metric", 0))


@pytest.mark.parametrize("width", [60, 80, 120, 200])
async def test_every_width_draws_every_shape(library: Library, width: int) -> None:
    async with opened(library, width, 24) as at:
        await at.press("2", *["right"] * 4, *["ctrl+right"] * 3, "shift+right", "w")
        assert all(len(line) <= width for line in at.screen.splitlines())
