"""Columns share the width: the important ones stay, and none overlaps another."""

from hypothesis import given
from hypothesis import strategies as st

from tui.columns import GAP, Column, widths
from tui.panes.facts import COLUMNS


def column(title: str, least: int, most: int, rank: int = 0) -> Column[str]:
    return Column(title, title, str, least, most, rank)


def test_what_is_left_over_is_shared() -> None:
    shared = widths([column("a", 5, 15), column("b", 5, 25)], 27)
    assert [(it.title, cells) for it, cells in shared] == [("a", 10), ("b", 15)]


def test_columns_leave_by_rank() -> None:
    shown = widths([column("a", 10, 20), column("b", 10, 20, rank=2), column("c", 10, 20, rank=1)], 22)
    assert [it.title for it, _ in shown] == ["a", "c"]


@given(st.integers(1, 300))
def test_the_facts_table_fits_every_width(width: int) -> None:
    shown = widths(COLUMNS, width)
    total = sum(cells for _, cells in shown) + GAP * (len(shown) - 1)
    assert total <= width or len(shown) == 1
    assert all(cells <= it.most for it, cells in shown)


def test_at_eighty_columns_the_facts_table_keeps_metric_value_and_period() -> None:
    titles = [it.title for it, _ in widths(COLUMNS, 76)]
    assert {"Metric", "Value", "Unit", "Period"} <= set(titles)


def test_in_a_wide_window_the_facts_table_shows_everything() -> None:
    assert len(widths(COLUMNS, 196)) == len(COLUMNS)
