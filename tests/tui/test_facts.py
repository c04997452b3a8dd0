"""Facts: the table of all facts, its filter, its order, its way to the sentence."""

import pytest
from driving import Driver, opened

from store.errors import UserError
from store.library import Library
from tui.table import Table


def header_at(at: Driver) -> int:
    """The line with the titles of the columns."""
    return next(number for number, line in enumerate(at.screen.splitlines()) if "Metric" in line)


def header(at: Driver) -> str:
    return at.screen.splitlines()[header_at(at)]


def rows(at: Driver) -> list[str]:
    """The lines of the table."""
    lines = at.screen.splitlines()[header_at(at) + 1 :]
    return lines[: next(number for number, line in enumerate(lines) if line.startswith("──"))]


def shown(at: Driver) -> list[str]:
    return [line for line in rows(at) if line.strip()]


async def test_the_table_shows_every_fact(library: Library) -> None:
    async with opened(library) as at:
        await at.press("2")
        assert len(shown(at)) == 17
        assert "17 of 17" in at.screen
        assert all(
            title in header(at) for title in ("Metric", "Value", "Unit", "Period", "Subject", "Cluster", "Date")
        )


async def test_in_a_wide_window_place_and_article_are_there_too(library: Library) -> None:
    async with opened(library, 200, 60) as at:
        await at.press("2")
        assert "Place" in header(at)
        assert "Article" in header(at)


async def test_it_filters_as_one_types(library: Library) -> None:
    async with opened(library) as at:
        await at.press("2", "f")
        await at.type("kind:money period:2021")
        assert "6 of 17" in at.screen
        assert all("2021" in line for line in shown(at))


async def test_a_mistake_is_named_and_the_last_result_kept(library: Library) -> None:
    async with opened(library) as at:
        await at.press("2", "f")
        await at.type("kind:money")
        before = shown(at)
        at.app.desk.go(filter="kind:money value:lots")
        await at.rest()
        assert "last result kept: value: cannot be “lots”" in at.screen
        assert shown(at) == before


async def test_sorting_by_value_and_back(library: Library) -> None:
    async with opened(library) as at:
        await at.press("2", "s", "3")
        assert "sorted by value ↑" in at.screen
        assert "2.3" in shown(at)[0]
        await at.press("S")
        assert "sorted by value ↓" in at.screen
        assert "60.23 bn" in shown(at)[0]
        assert "Value ↓" in at.screen


async def test_every_column_sorts(library: Library) -> None:
    async with opened(library, 200, 60) as at:
        await at.press("2")
        for key in "1234567890":
            await at.press("s", key)
            assert len(shown(at)) == 17
            assert "sorted by" in at.screen


async def test_the_second_column_of_the_order_is_the_one_before(library: Library) -> None:
    async with opened(library) as at:
        await at.press("2", "s", "5", "s", "3")
        assert "sorted by value ↑ then period ↑" in at.screen


async def test_a_click_on_a_title_sorts(library: Library) -> None:
    async with opened(library) as at:
        await at.press("2")
        await at.pilot.click(offset=(header(at).index("Metric") + 1, header_at(at)))
        await at.rest()
        assert "sorted by metric ↑" in at.screen


async def test_enter_goes_to_the_sentence(library: Library) -> None:
    async with opened(library) as at:
        await at.press("2", "f")
        await at.type("metric:asset")
        await at.press("enter", "enter")
        assert at.pane == "read"
        assert "fact 4 of 8" in at.screen
        assert "27.7 billion CNY" in at.screen
        await at.press("enter")
        assert at.pane == "facts"
        assert at.app.focused is not None
        assert at.app.focused.id == "fact-table"


async def test_the_focus_carries_over_from_the_text(library: Library) -> None:
    async with opened(library) as at:
        await at.press("n", "n", "2")
        assert "output value of the educational book cluster" in at.screen.replace("\n", " ")
        line = next(line for line in rows(at) if line.startswith("▌"))
        assert "13.6 bn" in line


async def test_only_the_current_article(library: Library) -> None:
    async with opened(library) as at:
        await at.press("2", "t")
        assert len(shown(at)) == 4
        assert "4 of 17" in at.screen
        await at.press("t")
        assert len(shown(at)) == 17


async def test_all_that_match_are_selected_and_released(library: Library) -> None:
    async with opened(library) as at:
        await at.press("2", "f")
        await at.type("kind:percent")
        await at.press("escape", "a")
        assert "● 3 selected" in at.screen
        await at.press("a")
        assert not library.notebook.selected


async def test_only_what_is_selected(library: Library) -> None:
    async with opened(library) as at:
        await at.press("2", "space", "j", "space", "v")
        assert len(shown(at)) == 2
        await at.press("space")
        assert len(shown(at)) == 1
        await at.press("v")
        assert len(shown(at)) == 17


async def test_at_eighty_columns_metric_value_and_period_stay(library: Library) -> None:
    async with opened(library, 80, 24) as at:
        await at.press("2")
        assert all(title in header(at) for title in ("Metric", "Value", "Unit", "Period"))
        assert max(len(line) for line in at.screen.splitlines()) <= 80


async def test_whose_the_figure_is_stands_under_the_table_too(library: Library) -> None:
    async with opened(library, 80, 24) as at:
        await at.press("n", "2")
        assert "of educational book industrial cluster · 2022-09-16" in at.screen


async def test_moving_by_pages_and_ends(library: Library) -> None:
    async with opened(library, 80, 15) as at:
        await at.press("2", "G")
        assert rows(at)[-1].startswith("▌")
        assert "printing time" in rows(at)[-1]
        await at.press("g")
        assert rows(at)[0].startswith("▌")
        await at.press("pagedown", "pagedown", "pagedown", "pagedown", "pagedown")
        assert "printing time" in next(line for line in rows(at) if line.startswith("▌"))


async def test_a_selection_is_kept_whenever_one_quits(library: Library) -> None:
    async with opened(library) as at:
        await at.press("2")
        await at.pilot.press("space", "j", "space", "q")
    assert len(library.notebook.selected) == 2


async def test_a_selection_that_cannot_be_written_is_told_and_not_shown(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(facts: object) -> None:
        raise UserError("The notebook is read-only.")

    async with opened(library) as at:
        monkeypatch.setattr(library.notebook, "select", refuse)
        await at.press("n", "space")
        assert "The notebook is read-only." in at.notices
        assert "selected" not in at.screen.splitlines()[0]


async def test_a_scrollbar_that_appears_late_shows_where_the_list_is(library: Library) -> None:
    async with opened(library, 80, 24) as at:
        await at.press("2")
        table = at.app.query(Table).first()
        table.show_vertical_scrollbar = False
        table.scroll_y = 5
        table.show_vertical_scrollbar = True
        assert table.vertical_scrollbar.position == table.scroll_y > 0
