"""The words for a fact's parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.records import Equivalent, Fact
from store.wording import (
    change_text,
    equivalent_text,
    number_text,
    period_text,
    quantity_text,
    rounded,
    unit_text,
    value_text,
)

REVENUE = Fact(
    id="0" * 16, article="a", start=0, end=18, quote="53.19 billion yuan", sentence="53.19 billion yuan.",
    kind="money", value=53_190_000_000.0, upper=None, bound="exact", unit="CNY",
    equivalent=Equivalent(7_940_000_000, "USD"), change=None, metric="GDP", subject="the zone",
    period="2021-01-01/2021-12-31", status="actual",
)  # fmt: skip


def fact(**changes: object) -> Fact:
    plain = {"equivalent": None, "quote": "", "kind": "count"}
    return replace(REVENUE, **(plain | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "full", "short", "ascii_only"),
    [
        ({"kind": "money"}, "53.19 billion CNY", "53.19 bn CNY", "53.19 bn CNY"),
        ({"value": 1332, "unit": "companies"}, "1,332 companies", "1,332 companies", "1,332 companies"),
        ({"value": 30e6, "unit": "copies"}, "30 million copies", "30 m copies", "30 m copies"),
        ({"value": 1, "unit": "enterprises"}, "1 enterprise", "1 enterprise", "1 enterprise"),
        (
            {"value": 300, "unit": "professionals", "bound": "over"},
            "over 300 professionals", ">300 professionals", ">300 professionals",
        ),
        ({"value": 20e6, "bound": "at_least"}, "at least 20 million CNY", "≥20 m CNY", ">=20 m CNY"),
        ({"value": 7, "upper": 10, "unit": "day", "bound": "between"}, "7–10 days", "7–10 days", "7-10 days"),
        ({"value": 10, "unit": "%", "change": "increase"}, "↑ 10 %", "↑ 10 %", "up 10 %"),
        ({"value": 3, "unit": "rank", "kind": "rank"}, "No. 3", "No. 3", "No. 3"),
    ],
)  # fmt: skip
def test_a_value_is_worded(changes: dict[str, object], full: str, short: str, ascii_only: str) -> None:
    assert value_text(fact(**changes)) == full
    assert value_text(fact(**changes), short=True) == short
    assert value_text(fact(**changes), short=True, ascii_only=True) == ascii_only


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (6.84e9, "6.84 billion"),
        (6.84 * 1e9, "6.84 billion"),
        (12.95e9, "12.95 billion"),
        (0.1, "0.1"),
        (17.5, "17.5"),
        (47815, "47,815"),
        (1234567, "1,234,567"),
        (2.1e12, "2.1 trillion"),
        (-2.5, "-2.5"),
        (0, "0"),
    ],
)
def test_a_number_has_its_own_digits_and_no_other(value: float, text: str) -> None:
    assert number_text(value) == text


def test_a_number_keeps_the_zeros_that_its_quote_writes() -> None:
    assert quantity_text(13_600_000_000, "CNY", quote="13.60 billion yuan") == "13.60 billion CNY"
    assert quantity_text(20, "%", quote="20.0 percent") == "20.0 %"
    assert quantity_text(20, "%", quote="20 percent") == "20 %"


@given(st.integers(1, 10**15) | st.integers(1, 10**8).map(lambda number: number * 10_000_000))
def test_a_number_can_be_read_back(number: int) -> None:
    digits, _, scale = number_text(number).replace(",", "").partition(" ")
    factor = {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}[scale]
    assert round(float(digits) * factor) == number


def test_a_range_over_two_scales_names_both() -> None:
    assert quantity_text(8e8, "CNY", 1.2e9) == "800 million – 1.2 billion CNY"
    assert quantity_text(1.2e9, "CNY", 1.5e9) == "1.2–1.5 billion CNY"


@pytest.mark.parametrize(
    ("unit", "number", "text"),
    [
        ("tonne", 5, "tonnes"),
        ("tonne", 1, "tonne"),
        ("kilometer per hour", 350, "kilometers per hour"),
        ("square kilometer", 2, "square kilometers"),
        ("tonne of coal equivalent", 2, "tonnes of coal equivalent"),
        ("mu", 2, "mu"),
        ("businesses", 1, "business"),
        ("countries", 1, "country"),
        ("USD", 1, "USD"),
    ],
)
def test_a_unit_follows_its_number(unit: str, number: float, text: str) -> None:
    assert unit_text(unit, number) == text


@pytest.mark.parametrize(
    "unit",
    ["people", "men", "staff", "personnel", "TEUs", "countries and regions", "pairs of shoes", "gigahertz"],
)
def test_a_unit_that_is_a_plural_already_stays(unit: str) -> None:
    assert unit_text(unit, 2) == unit


@pytest.mark.parametrize(
    ("unit", "text"),
    [("people", "person"), ("staff", "staff"), ("pairs of shoes", "pair of shoes"), ("campuses", "campus")],
)
def test_one_of_them_is_worded_in_the_singular(unit: str, text: str) -> None:
    assert unit_text(unit, 1) == text


def test_an_equivalent_names_the_rate_that_the_article_implies() -> None:
    assert equivalent_text(REVENUE) == "= 7.94 billion USD (1 USD = 6.70 CNY)"
    assert equivalent_text(fact()) == ""


def test_an_equivalent_of_a_measure_has_no_rate() -> None:
    area = fact(kind="area", value=100, unit="mu", equivalent=Equivalent(6.67, "hectare"))
    assert equivalent_text(area) == "= 6.67 hectares"


def test_a_fact_that_is_no_change_has_no_arrow() -> None:
    assert change_text(None) == ""
    assert change_text("decrease") == "↓"


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (None, ""),
        ("2021-01-01/2021-12-31", "2021"),
        ("2022-01-01/2022-06-30", "2022 H1"),
        ("2022-07-01/2022-12-31", "2022 H2"),
        ("2023-04-01/2023-06-30", "2023 Q2"),
        ("2024-01-01/2024-04-30", "2024 Jan–Apr"),
        ("2024-02-01/2024-02-29", "2024 Feb"),
        ("2016-01-01/2020-12-31", "2016–2020"),
        ("2023-07-01/2024-06-30", "2023-07 – 2024-06"),
        ("2021-08-01/..", "2021-08 –"),
        ("2022-01-01/..", "2022 –"),
        ("../2025-12-31", "until 2025"),
        ("../2025-06-30", "until 2025-06"),
        ("../2025-06-12", "until 2025-06-12"),
        ("2022-07-19/2022-07-19", "2022-07-19"),
        ("2022-07-19/2022-08-02", "2022-07-19 – 2022-08-02"),
        ("../..", "at any time"),
        ("some day", "some day"),
    ],
)
def test_a_period_is_worded(period: str | None, text: str) -> None:
    assert period_text(period) == text


@given(st.dates(date(1900, 1, 1)), st.dates(date(1900, 1, 1)))
def test_two_periods_are_never_worded_alike(one: date, other: date) -> None:
    start, end = sorted((one, other))
    assert period_text(f"{start}/{end}") != period_text(f"{start}/..") != period_text(f"../{end}")
    assert period_text(f"{start}/{end}", ascii_only=True).isascii()


def test_a_computed_number_claims_four_digits() -> None:
    assert rounded(148_695_652.17) == 148_700_000
