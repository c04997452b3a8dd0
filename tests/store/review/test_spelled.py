"""The form of a correction: what is shown is read back, what people write is understood, mistakes are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import Said, item

from store.errors import UserError
from store.records import BOUNDS, Bound, Change
from store.review import flaw_of, reading_of
from store.spelled import read_period, read_reading, read_unit, spelled
from store.wording import period_text

ARTICLE, EXTRACTED = item(
    "a",
    Said("Its GDP was ‹53.19 billion yuan› in 2021.", "GDP", 53.19e9),
    published="2022-07-29",
    place="Jining",
)
GDP = EXTRACTED.facts[0]


def written(**fields: str) -> dict[str, object]:
    """The reading of the fact's form after some fields were written anew: what is other than before."""
    reading = read_reading(spelled(GDP) | fields, GDP, ARTICLE)
    assert flaw_of(reading) is None
    before = reading_of(GDP)
    return {name: value for name, value in reading.items() if value != before[name]}


@given(
    value=st.floats(0, 1e15) | st.integers(0, 10**15),
    more=st.none() | st.floats(0, 1e15),
    unit=st.sampled_from(["CNY", "%", "percentage point", "companies", "tonne", "square meter", "mu", ""]),
    bound=st.sampled_from(BOUNDS),
    change=st.sampled_from([None, "increase", "decrease"]),
    first=st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    days=st.integers(0, 4000),
)
def test_a_form_that_is_not_touched_reads_as_the_fact(
    value: float, more: float | None, unit: str, bound: Bound, change: Change | None, first: date, days: int
) -> None:
    upper = None if more is None else value + more
    bound = "between" if upper is not None else "exact" if bound == "between" else bound
    period = f"{first}/{first + timedelta(days)}"
    fact = replace(
        GDP, value=value, upper=upper, unit=unit, bound=bound, change=change, period=period,
        clusters=("a", "b"), kind="money" if unit == "CNY" else "count",
    )  # fmt: skip
    assert read_reading(spelled(fact), fact, ARTICLE) == reading_of(fact)


@given(st.dates(date(1000, 1, 1)), st.integers(0, 9000), st.sampled_from(["both", "first", "last"]))
def test_a_period_is_read_as_it_is_shown(first: date, days: int, ends: str) -> None:
    try:
        last = first + timedelta(days)
    except OverflowError:
        return
    period = {"both": f"{first}/{last}", "first": f"{first}/..", "last": f"../{last}"}[ends]
    for shown in (period_text(period), period_text(period, ascii_only=True), period):
        assert read_period(shown) == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2021", "2021-01-01/2021-12-31"),
        ("2022H1", "2022-01-01/2022-06-30"),
        ("H2 2022", "2022-07-01/2022-12-31"),
        ("2022 q3", "2022-07-01/2022-09-30"),
        ("2021-08", "2021-08-01/2021-08-31"),
        ("Aug 2021", "2021-08-01/2021-08-31"),
        ("2021 August", "2021-08-01/2021-08-31"),
        ("2022 Jan-Sep", "2022-01-01/2022-09-30"),
        ("2021-2023", "2021-01-01/2023-12-31"),
        ("2021 to 2023", "2021-01-01/2023-12-31"),
        ("2021..2023", "2021-01-01/2023-12-31"),
        ("since 2020", "2020-01-01/.."),
        ("2020-05 on", "2020-05-01/.."),
        ("until 2025", "../2025-12-31"),
        ("by the end of 2025", "../2025-12-31"),
        ("the first half of 2022", "2022-01-01/2022-06-30"),
        ("last year", "2021-01-01/2021-12-31"),
        ("2021-08-15", "2021-08-15/2021-08-15"),
        ("", None),
        ("not stated", None),
    ],
)
def test_times_as_people_write_them(text: str, period: str | None) -> None:
    assert read_period(text, "2022-07-29") == period


@pytest.mark.parametrize(
    "text", ["soon", "2021-13", "20215", "21", "2023-2021", "2021/2020", "../..", "[red]x[/]"]
)
def test_what_is_no_time_is_told(text: str) -> None:
    with pytest.raises(UserError, match="“"):
        read_period(text)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("yuan", ("money", "CNY", 1)),
        ("RMB", ("money", "CNY", 1)),
        ("usd", ("money", "USD", 1)),
        ("$", ("money", "USD", 1)),
        ("percent", ("percent", "%", 1)),
        ("percentage points", ("percent", "percentage point", 1)),
        ("km", ("length", "kilometer", 1)),
        ("tonnes per year", ("mass", "tonne per year", 1)),
        ("decades", ("duration", "year", 10)),
        ("company", ("count", "companies", 1)),
        ("large enterprises", ("count", "large enterprises", 1)),
        ("", ("other", "", 1)),
    ],
)
def test_units_as_people_write_them(text: str, unit: tuple[str, str, float]) -> None:
    assert read_unit(text, ARTICLE) == unit


def test_fields_that_were_written_anew_are_read() -> None:
    assert written(value="5.4 bn", unit="dollars") == {"value": 5.4e9, "unit": "USD"}
    assert written(value="448 million") == {"value": 448_000_000}
    assert written(bound="more than") == {"bound": "over"}
    assert written(bound="≥", status="plan", change="up") == {
        "bound": "at_least", "status": "planned", "change": "increase",
    }  # fmt: skip
    assert written(unit="companies", value="1,500") == {"unit": "companies", "kind": "count", "value": 1500}
    assert written(clusters=" new energy ;; books;new energy") == {"clusters": ["new energy", "books"]}
    assert written(upper="60 billion") == {"upper": 60_000_000_000, "bound": "between"}
    assert written(period="2021") == {"period": "2021-01-01/2021-12-31"}


def test_text_that_could_steer_a_terminal_is_made_safe() -> None:
    assert written(metric="G\x1b]52;c;aGk=\x07DP\u202e") == {"metric": "G⟨U+001B⟩]52;c;aGk=⟨U+0007⟩DP⟨U+202E⟩"}


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("metric", " ", "A fact needs a metric"),
        ("metric", "x" * 401, "Metric is longer than 400 characters"),
        ("value", "", "“” is not understood as a number"),
        ("value", "many", "“many” is not understood as a number"),
        ("value", "53 billion yuan", "“yuan” has another field"),
        ("upper", "lots", "“lots” is not understood as a number"),
        ("upper", "2 billion", "The upper end is less than the value"),
        ("bound", "maybe", "Bound is one of exact, about, over, at least"),
        ("bound", "between", "needs the upper end"),
        ("change", "sideways", "Change is one of increase, decrease"),
        ("status", "done?", "Status is one of actual, planned"),
        ("period", "soon", "“soon” is not understood as a time"),
        ("unit", "3 yuan", "“3 yuan” holds a number"),
    ],
)
def test_mistakes_are_told_in_a_sentence(field: str, text: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        written(**{field: text})
