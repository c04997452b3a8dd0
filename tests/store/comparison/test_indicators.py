"""Which wordings are one indicator, and what part of it a fact covers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store.comparison.indicators import GROUPS, indicator_of, normalized, scope_of
from store.records import Fact, Kind
from store.thresholds import is_threshold

REVENUE = Fact(
    id="1", article="a", start=0, end=1, quote="1 billion yuan", sentence="Its revenue was 1 billion yuan.",
    kind="money", value=1e9, upper=None, bound="exact", unit="CNY", equivalent=None, change=None,
    metric="revenue", subject="the new energy cluster", period=None, status="actual", clusters=("new energy",),
)  # fmt: skip


def money(metric: str) -> Fact:
    return replace(REVENUE, metric=metric)


def count(metric: str, unit: str = "") -> Fact:
    return replace(REVENUE, metric=metric, kind="count", unit=unit or metric, value=5)


@pytest.mark.parametrize(
    "metric",
    [
        "combined annual main business revenue",
        "combined revenues",
        "sales revenue",
        "Annual revenue",
        "its turnover",
    ],
)
def test_wordings_of_revenue_share_a_row(metric: str) -> None:
    assert indicator_of(money(metric)).label == "revenue"


def test_what_only_looks_alike_does_not_share_a_row() -> None:
    metrics = [
        "revenue", "output value", "profits", "investment", "GDP", "exports", "imports and exports",
        "net profit", "fixed asset investments", "fiscal revenue", "tax revenue", "foreign investment",
        "R&D spending", "tourism revenue", "added value", "registered capital", "per capita disposable income",
    ]  # fmt: skip
    assert len({indicator_of(money(metric)).key for metric in metrics}) == len(metrics)


@pytest.mark.parametrize(
    ("fact", "label", "group"),
    [
        (money("industrial output value"), "output value", "money"),
        (money("regional gross domestic product (GDP)"), "GDP", "money"),
        (money("total value of imports and exports"), "imports and exports", "money"),
        (count("enterprises"), "companies", "size"),
        (count("number of employees"), "jobs", "size"),
        (count("the city's high-tech enterprises"), "high-tech companies", "innovation"),
        (count("designed annual capacity", "copies"), "capacity (copies)", "capacity"),
        (replace(money("sales revenue"), kind="percent", unit="%", change="increase"), "revenue", "growth"),
        (replace(money("green coverage rate"), kind="percent", unit="%"), "green coverage rate", "shares"),
        (replace(money("land area"), kind="percent", unit="%"), "land area, share", "shares"),
        (replace(money("delivery time"), kind="duration", unit="day"), "delivery time (days)", "other"),
    ],
)
def test_an_indicator_has_a_name_and_a_group(fact: Fact, label: str, group: str) -> None:
    indicator = indicator_of(fact)
    assert (indicator.label, indicator.group) == (label, group)
    assert indicator.group in GROUPS


def test_an_unknown_metric_keeps_a_row_of_its_own_wording() -> None:
    assert indicator_of(count("Nobel laureates")).label == "Nobel laureates"
    assert indicator_of(count("two Nobel laureates")).key != indicator_of(count("academicians")).key
    assert indicator_of(count("the Nobel Laureates")).key == indicator_of(count("Nobel laureate")).key


def test_the_same_word_in_another_dimension_is_another_row() -> None:
    keys = {indicator_of(count("annual capacity", unit)).key for unit in ("copies", "vehicles")}
    tonnes = replace(money("annual capacity"), kind="mass", unit="tonne")
    assert len(keys | {indicator_of(tonnes).key}) == 3
    assert indicator_of(money("output")).key != indicator_of(replace(tonnes, metric="output")).key


def test_a_change_is_never_in_the_row_of_what_changes() -> None:
    growth = replace(REVENUE, change="increase", value=2e8)
    assert indicator_of(growth).key != indicator_of(REVENUE).key
    assert indicator_of(growth).group == "growth"


def test_a_quantity_that_only_selects_has_a_row_of_its_own() -> None:
    sentence = "Among them, 114 are enterprises with annual main business revenue of at least 20 million yuan."
    threshold = replace(REVENUE, sentence=sentence, quote="20 million yuan", bound="at_least")
    assert is_threshold(threshold)
    assert indicator_of(threshold).key != indicator_of(REVENUE).key
    assert not is_threshold(replace(threshold, sentence="Its revenue was at least 20 million yuan."))


@pytest.mark.parametrize(
    ("metric", "subject", "key"),
    [
        ("revenue", "new energy", ""),
        ("revenue", "companies in the new energy cluster", ""),
        ("revenue", "these companies", ""),
        ("revenue", "Companies in the park", ""),
        ("companies", "the working group", ""),
        ("companies", "Ruyi Group", "ruyi group"),
        ("revenue", "Wenshang industrial park", "wenshang industrial park"),
        ("revenue", "46 leading enterprises in the new energy industry", "leading"),
        ("leading enterprises, backbone enterprises and firms", "new energy industry", "leading"),
        ("revenue", "Ruyi Technology", "ruyi technology"),
        (
            "output value above designated size",
            "new energy",
            "output value above designated size",
        ),
        ("major industrial clusters", "new energy", ""),
    ],
)
def test_a_part_of_the_whole_is_told_from_the_whole(metric: str, subject: str, key: str) -> None:
    counted = "enterprises" in metric or "clusters" in metric
    fact = replace(count(metric) if counted else money(metric), subject=subject)
    assert scope_of(fact, ["new energy"]).key == key


def test_wordings_are_compared_without_case_number_brackets_and_articles() -> None:
    assert normalized("The City's Total Revenues (main)") == normalized("annual revenue") == "revenue"
    assert normalized("total") == "total"


def percent(metric: str) -> Fact:
    return replace(REVENUE, metric=metric, kind="percent", unit="%")


def test_money_for_a_unit_of_something_is_not_money() -> None:
    per_mu = replace(money("annual output value"), unit="CNY per mu")
    assert indicator_of(per_mu).key != indicator_of(money("annual output value")).key
    assert indicator_of(per_mu).label == "output value (per mu)"


def test_shares_of_one_indicator_share_a_row_whatever_it_is_called() -> None:
    labels = {indicator_of(percent(f"share of {it}")).label for it in ("turnover", "sales revenue", "revenue")}
    assert labels == {"share of revenue"}
    assert indicator_of(percent("share of output value")).label != "share of revenue"
    assert indicator_of(percent("share of revenue")).group == "shares"
    assert scope_of(percent("share of exports of Galicia"), ["new energy"]).key


@pytest.mark.parametrize(
    ("one", "other"),
    [("capacity utilisation", "utilization rate"), ("R&D centres", "R&D centers"), ("labourers", "workers")],
)
def test_spellings_of_one_word_share_a_row(one: str, other: str) -> None:
    assert indicator_of(count(one)).key == indicator_of(count(other)).key or (
        indicator_of(percent(one)).key == indicator_of(percent(other)).key
    )


def test_measures_of_a_kind_share_a_row_and_others_do_not() -> None:
    def area(unit: str) -> str:
        return indicator_of(replace(money("planned area"), kind="area", unit=unit)).label

    def capacity(kind: Kind, unit: str) -> str:
        return indicator_of(replace(money("annual capacity"), kind=kind, unit=unit)).label

    assert {area(unit) for unit in ("mu", "hectare", "square kilometer", "acre")} == {"land area"}
    assert capacity("mass", "tonne") == capacity("mass", "kilogram") == "capacity (mass)"
    assert capacity("mass", "deadweight tonne") == "capacity (deadweight tonnes)"
    assert capacity("power", "gigawatt") == "capacity (power)" != capacity("power", "gigawatt-peak")


@pytest.mark.parametrize(
    ("quote", "sentence", "part"),
    [
        ("114", "Among these companies, 114 are enterprises with large sales.", True),
        ("one", "This year, one of the 40 enterprises has been praised, and 13 have grown.", True),
        ("Three", "Three of its companies are listed.", True),
        ("40", "This year, one of the 40 enterprises has been praised, and 13 have grown.", False),
        ("197", "The group has 197 companies as members of the clusters.", False),
        ("12", "The park of the city has 12 companies of many industries.", False),
    ],
)
def test_a_count_of_some_of_those_told_before_is_a_part(quote: str, sentence: str, part: bool) -> None:
    fact = replace(count("companies"), quote=quote, sentence=sentence)
    assert bool(scope_of(fact, ["new energy"]).key) == part
