"""Units and currencies: every entry of the tables is read, and which dollar is meant."""

from __future__ import annotations

import re

import pytest
from texts import article_of

from store.extraction import extract
from store.extraction.tables import cell, rows
from store.records import KINDS, Fact


def unit_rows(column: int, separator: str | None) -> list[tuple[str, str, str, float]]:
    """(kind, unit, spelling, how many of the unit it is) of the table of units."""
    return [
        (row[0], row[1], spelling, float(cell(row, 4) or 1))
        for row in rows("units.tsv")
        if row[0] != "per"
        for spelling in cell(row, column).split(separator)
        if spelling
    ]


def currency_rows(column: int, separator: str | None) -> list[tuple[str, str, float]]:
    """(code, spelling, how many of the currency it is) of the table of currencies."""
    return [
        (row[0], spelling, float(cell(row, 3) or 1))
        for row in rows("currencies.tsv")
        for spelling in cell(row, column).split(separator)
        if spelling
    ]


def only_fact(text: str, place: str | None = None) -> Fact:
    (fact,) = extract(article_of(text, place=place)).facts
    return fact


@pytest.mark.parametrize(("kind", "unit", "word", "factor"), unit_rows(2, "|"))
def test_every_word_for_a_unit_is_read(kind: str, unit: str, word: str, factor: float) -> None:
    fact = only_fact(f"The figure was 12.5 {word}.")
    assert (fact.value, fact.kind, fact.unit) == (12.5 * factor, kind, unit)


@pytest.mark.parametrize(("kind", "unit", "sign", "factor"), unit_rows(3, None))
def test_every_abbreviation_of_a_unit_is_read_with_and_without_a_blank(
    kind: str, unit: str, sign: str, factor: float
) -> None:
    for text in (f"The figure was 12.5 {sign}.", f"The figure was 12.5{sign}."):
        fact = only_fact(text)
        assert (fact.value, fact.kind, fact.unit) == (12.5 * factor, kind, unit)


@pytest.mark.parametrize(("code", "sign", "factor"), currency_rows(1, None))
def test_every_sign_of_a_currency_is_read_before_the_digits(code: str, sign: str, factor: float) -> None:
    for text in (f"The plant cost {sign}12.5 million.", f"The plant cost {sign} 12.5 million."):
        fact = only_fact(text)
        assert (fact.value, fact.kind, fact.unit) == (12_500_000 * factor, "money", code)
        assert fact.quote.startswith(sign)


@pytest.mark.parametrize(("code", "name", "factor"), currency_rows(2, "|"))
def test_every_name_of_a_currency_is_read_behind_the_number(code: str, name: str, factor: float) -> None:
    fact = only_fact(f"The plant cost 12.5 million {name}.")
    assert (fact.value, fact.kind, fact.unit) == (12_500_000 * factor, "money", code)


@pytest.mark.parametrize(
    ("place", "text", "code"),
    [
        ("JINING, China", "The plant cost $12.5 million.", "USD"),
        ("SINGAPORE", "The plant cost $12.5 million.", "SGD"),
        ("HONG KONG", "The plant cost $12.5 million.", "HKD"),
        ("Sydney, Australia", "The plant cost $12.5 million.", "AUD"),
        ("Toronto, Canada", "The plant cost 12.5 million dollars.", "CAD"),
        ("London", "The plant cost 12.5 million pounds.", "GBP"),
        ("Cairo, Egypt", "The plant cost 12.5 million pounds.", "EGP"),
        ("New Delhi", "The plant cost 12.5 million rupees.", "INR"),
        ("Karachi, Pakistan", "The plant cost 12.5 million rupees.", "PKR"),
        ("Johannesburg", "The plant cost R12.5 million.", "ZAR"),
        ("Tokyo", "The plant cost ¥12.5 million.", "JPY"),
        ("Beijing", "The plant cost ¥12.5 million.", "CNY"),
        ("Lagos, Nigeria", "The plant cost N12.5 million.", "NGN"),
        (None, "The plant cost $12.5 million.", "USD"),
    ],
)
def test_a_shared_sign_or_name_means_the_money_of_the_place(place: str | None, text: str, code: str) -> None:
    assert only_fact(text, place).unit == code


@pytest.mark.parametrize(
    ("text", "unit", "kind"),
    [
        ("Land costs 200,000 yuan per mu.", "CNY per mu", "money"),
        ("The plant treats 500 tonnes per day.", "tonne per day", "rate"),
        ("The plant treats 500 tonnes a day.", "tonne per day", "rate"),
        ("The price was $900/tonne.", "USD per tonne", "money"),
        ("It makes 500 tonnes per year.", "tonne", "mass"),
        ("GDP was 90,000 yuan per capita.", "CNY", "money"),
        ("The dividend was 4.5 sen per share.", "MYR per share", "money"),
        ("Trains run at 350 km/h.", "kilometer per hour", "rate"),
    ],
)
def test_units_per_something(text: str, unit: str, kind: str) -> None:
    fact = only_fact(text)
    assert (fact.unit, fact.kind) == (unit, kind)


def test_parts_of_a_currency_are_read_in_the_currency() -> None:
    assert only_fact("The dividend was 4.5 sen per share.").value == 0.045
    assert only_fact("Power costs 80 paise.").value == 0.8


@pytest.mark.parametrize(
    ("place", "text", "code"),
    [
        ("Durban, South Africa", "Power costs 85 cents.", "ZAR"),
        ("Durban, South Africa", "Power costs 85c.", "ZAR"),
        ("Perth, Australia", "The price rose 85c.", "AUD"),
        ("Leipzig, Germany", "Power costs 85 cents.", "EUR"),
        ("Ohio", "Power costs 85 cents.", "USD"),
    ],
)
def test_cents_are_those_of_the_place(place: str, text: str, code: str) -> None:
    fact = only_fact(text, place)
    assert (fact.value, fact.unit) == (0.85, code)


def test_pounds_are_a_weight_in_the_united_states() -> None:
    fact = only_fact("The plant makes 3 million pounds a year.", "Elkhart, Indiana, United States")
    assert (fact.kind, fact.unit) == ("mass", "pound")


def test_the_table_of_units_is_sound() -> None:
    assert {row[0] for row in rows("units.tsv")} <= {*KINDS, "per"}
    for column, separator in ((2, "|"), (3, None)):
        spellings = [row[2] for row in unit_rows(column, separator)]
        assert len(spellings) == len(set(spellings)), "a spelling stands for two units"


def test_the_table_of_currencies_is_sound() -> None:
    assert all(re.fullmatch("[A-Z]{3}", row[0]) for row in rows("currencies.tsv"))
    for column, separator in ((1, None), (2, "|")):
        spellings = [spelling for _, spelling, _ in currency_rows(column, separator)]
        assert len(spellings) == len(set(spellings)), "a spelling stands for two currencies"
