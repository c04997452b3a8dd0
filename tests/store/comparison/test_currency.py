"""Exchange rates come from articles, and from nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store.comparison.currency import Rates
from store.index import FactRow
from store.records import Equivalent, Fact

GDP = Fact(
    id="gdp", article="zone", start=0, end=1, quote="53.19 billion yuan", sentence="", kind="money",
    value=53.19e9, upper=None, bound="exact", unit="CNY", equivalent=Equivalent(7.94e9, "USD"), change=None,
    metric="GDP", subject="zone", period=None, status="actual",
)  # fmt: skip
TRADE = replace(GDP, id="trade", unit="USD", value=2.37e9, equivalent=None)


def row(fact: Fact, published: str | None = "2022-07-08") -> FactRow:
    return FactRow(fact, title="t", publisher=None, published=published)


def stated(id: str, yuan: float, dollars: float, published: str | None, article: str = "") -> FactRow:
    fact = replace(GDP, id=id, article=article or id, value=yuan, equivalent=Equivalent(dollars, "USD"))
    return row(fact, published)


def test_a_rate_is_what_the_article_implies_and_knows_its_source() -> None:
    [rate] = Rates([row(GDP), row(TRADE)]).all
    assert rate.text == "1 USD = 6.70 CNY"
    assert rate.row.fact is GDP
    assert rate.convert(53.19e9, "CNY") == pytest.approx(7.94e9)
    assert rate.convert(7.94e9, "USD") == pytest.approx(53.19e9)


def test_the_rate_of_the_same_article_comes_first() -> None:
    rates = Rates([row(GDP), stated("other", 6.72, 1, "2022-07-08")])
    chosen = rates.into(row(TRADE), "CNY")
    assert chosen is not None
    assert chosen.row.fact.article == "zone"


def test_an_article_without_a_date_can_be_converted_by_its_own_rate() -> None:
    assert Rates([row(GDP, None)]).into(row(TRADE, None), "CNY") is not None


def test_the_nearest_rate_in_time_is_taken() -> None:
    rows = [stated("july", 6.7, 1, "2022-07-01"), stated("september", 6.97, 1, "2022-09-16")]
    trade = row(replace(TRADE, article="elsewhere"), "2022-09-01")
    chosen = Rates(rows).into(trade, "CNY")
    assert chosen is not None
    assert chosen.row.fact.id == "september"


@pytest.mark.parametrize("published", ["2024-01-01", None, "some day"])
def test_no_rate_of_another_time_is_taken(published: str | None) -> None:
    trade = row(replace(TRADE, article="elsewhere"), published)
    assert Rates([row(GDP)]).into(trade, "CNY") is None


def test_no_rate_is_put_together_from_two() -> None:
    rates = Rates([row(GDP), row(replace(GDP, id="eur", unit="EUR", equivalent=Equivalent(54e9, "USD")))])
    assert rates.into(row(replace(GDP, equivalent=None)), "EUR") is None


def test_a_rate_that_no_other_of_its_time_agrees_with_is_odd_and_not_used() -> None:
    rows = [
        stated("one", 6.70, 1, "2022-07-08"),
        stated("two", 6.73, 1, "2022-07-20"),
        stated("wrong", 7.40, 1, "2022-07-10"),
        stated("later", 7.20, 1, "2023-07-10"),
    ]
    assert {rate.row.fact.id: rate.odd for rate in Rates(rows).all} == {
        "one": False, "two": False, "wrong": True, "later": False,
    }  # fmt: skip
    chosen = Rates(rows).into(row(replace(TRADE, article="elsewhere"), "2022-07-10"), "CNY")
    assert chosen is not None
    assert chosen.row.fact.id == "one"


def test_what_converts_nothing_states_no_rate() -> None:
    facts = [
        replace(GDP, equivalent=None),
        replace(GDP, equivalent=Equivalent(1, "CNY")),
        replace(GDP, value=0),
        replace(GDP, kind="area", unit="mu", equivalent=Equivalent(6.67, "hectare")),
    ]
    assert Rates(row(fact) for fact in facts).all == ()


def test_a_fact_is_converted_as_its_own_article_does_even_where_others_say_otherwise() -> None:
    rows = [stated("one", 6.70, 1, "2022-07-08"), stated("two", 6.73, 1, "2022-07-09")]
    own = stated("own", 7.40, 1, "2022-07-10")
    chosen = Rates([*rows, own]).into(own, "USD")
    assert chosen is not None
    assert (chosen.row.fact.id, chosen.odd) == ("own", True)
