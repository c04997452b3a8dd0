"""Which articles confirm each other, and which contradict each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store.comparison.agreement import agreements, compatible
from store.index import FactRow
from store.records import Fact

REVENUE = Fact(
    id="1", article="a", start=0, end=1, quote="6.84 billion yuan", sentence="It was 6.84 billion yuan.",
    kind="money", value=6.84e9, upper=None, bound="exact", unit="CNY", equivalent=None, change=None,
    metric="combined revenues", subject="the new energy cluster", period="2021-01-01/2021-12-31",
    status="actual", place="Jining",
)  # fmt: skip


def rows(*facts: Fact) -> list[FactRow]:
    return [FactRow(fact, title=fact.article, publisher=None, published="2022-07-29") for fact in facts]


def other(**changes: object) -> Fact:
    return replace(REVENUE, **({"id": "2", "article": "b"} | changes))  # type: ignore[arg-type]


def verdicts(*facts: Fact) -> list[str]:
    return [agreement.verdict for agreement in agreements(rows(*facts))]


def test_two_articles_that_state_the_same_confirm_each_other() -> None:
    assert verdicts(REVENUE, other(subject="New energy clusters")) == ["confirmed"]


def test_another_wording_of_the_indicator_can_confirm() -> None:
    assert verdicts(REVENUE, other(metric="sales revenue")) == ["confirmed"]


def test_another_value_contradicts() -> None:
    assert verdicts(REVENUE, other(quote="7.1 billion yuan", value=7.1e9)) == ["contradiction"]


@pytest.mark.parametrize(
    "changes",
    [
        {"period": "2022-01-01/2022-12-31"}, {"period": None}, {"status": "planned"}, {"subject": "Ruyi"},
        {"metric": "profit"}, {"unit": "USD"}, {"place": "Zibo"}, {"article": "a"}, {"metric": "sales revenue"},
    ],
)  # fmt: skip
def test_figures_of_unlike_things_do_not_contradict(changes: dict[str, object]) -> None:
    assert verdicts(REVENUE, other(quote="7.1 billion yuan", value=7.1e9, **changes)) == []


def test_an_article_with_several_such_figures_contradicts_nobody() -> None:
    parts = [other(id=str(n), value=n * 1e9, quote=f"{n} billion yuan") for n in (2, 3)]
    assert verdicts(REVENUE, *parts) == []


@pytest.mark.parametrize(
    ("one", "another", "expected"),
    [
        ({"quote": "6.8 billion yuan", "value": 6.8e9}, {}, True),
        ({"quote": "6.9 billion yuan", "value": 6.9e9}, {}, False),
        ({"quote": "6.84 bn yuan"}, {"quote": "6.842 billion yuan", "value": 6.842e9}, True),
        ({"quote": "684 crore yuan"}, {"quote": "6.842 billion yuan", "value": 6.842e9}, True),
        ({"quote": "three billion", "value": 3e9}, {"quote": "3.4 billion", "value": 3.4e9}, False),
        ({"quote": "52", "value": 52}, {"quote": "53", "value": 53}, False),
        ({"quote": "52", "value": 52}, {"quote": "52", "value": 52}, True),
        ({"quote": "300", "value": 300, "bound": "over"}, {"quote": "312", "value": 312}, True),
        ({"quote": "300", "value": 300, "bound": "over"}, {"quote": "290", "value": 290}, False),
        ({"quote": "300", "value": 300, "bound": "under"}, {"quote": "290", "value": 290}, True),
        ({"quote": "35,000", "value": 35000, "bound": "about"}, {"quote": "35,600", "value": 35600}, True),
        ({"value": 7, "upper": 10, "bound": "between", "quote": "7 to 10"}, {"value": 8, "quote": "8"}, True),
        (
            {"value": 5, "quote": "5", "change": "increase"},
            {"value": 5, "quote": "5", "change": "decrease"},
            False,
        ),
    ],
)
def test_figures_are_compatible_as_far_as_they_are_written(
    one: dict[str, object], another: dict[str, object], expected: bool
) -> None:
    first, second = other(**one), other(**another)
    assert compatible(first, second) is compatible(second, first) is expected


def test_two_open_bounds_confirm_nothing() -> None:
    assert (
        verdicts(other(id="1", article="a", bound="over"), other(bound="over", value=5e9, quote="5 billion"))
        == []
    )


def test_the_names_of_one_cluster_are_one_subject() -> None:
    both = rows(REVENUE, other(subject="the zone", place="Shandong"))
    assert agreements(both) == ()
    assert len(agreements(both, ["new energy cluster", "zone"])) == 1


def test_contradictions_come_first() -> None:
    found = agreements(
        rows(
            REVENUE,
            other(),
            other(id="3", metric="profit"),
            other(id="4", article="c", metric="profit", value=1e9),
        )
    )
    assert [agreement.verdict for agreement in found] == ["contradiction", "confirmed"]


def test_an_article_that_repeats_another_confirms_nothing() -> None:
    [first, again] = rows(REVENUE, other())
    repeated = replace(again, duplicate_of="a")
    assert agreements([first, repeated]) == ()
    third = replace(again, fact=replace(again.fact, id="3", article="c"), duplicate_of="a")
    assert agreements([repeated, third]) == ()
    independent = rows(other(id="4", article="d"))
    assert [one.verdict for one in agreements([first, repeated, *independent])] == ["confirmed"]
