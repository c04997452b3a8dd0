"""Figures drawn with block characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.charts import bar, columns, sparkline


def test_a_bar_is_exact_to_an_eighth_of_a_cell() -> None:
    assert bar(1, 4) == "████"
    assert bar(0.5, 4) == "██"
    assert bar(0.53125, 4) == "██▏"
    assert bar(0.0001, 4) == "▏"
    assert bar(0, 4) == bar(-1, 4) == bar(1, 0) == ""


@given(st.floats(0, 2), st.floats(0, 2), st.integers(0, 200))
def test_a_longer_bar_is_a_larger_amount(one: float, other: float, width: int) -> None:
    short, long = sorted((one, other))
    assert len(bar(short, width)) <= len(bar(long, width)) <= width


def test_a_sparkline_has_a_cell_for_each_value() -> None:
    assert sparkline([1, 4, 8]) == "▁▄█"
    assert sparkline([0, 0]) == "▁▁"
    assert sparkline([]) == ""
    assert sparkline([-3, 6]) == "▁█"


def test_columns_stand_side_by_side() -> None:
    assert columns([2, None, 1], 2, 2, 2) == ["██       ", "██    ██ "]
