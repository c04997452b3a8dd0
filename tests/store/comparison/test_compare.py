"""Clusters side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.comparison import NOT_COMPUTED, NOT_STATED, Cell, Comparison, Row, compare
from store.index import FactRow
from store.records import Equivalent, Fact


@dataclass(frozen=True)
class Named:
    name: str
    aliases: tuple[str, ...] = ()


NEW_ENERGY, BOOKS = Named("new energy"), Named("educational books")
REVENUE = Fact(
    id="1", article="energy", start=0, end=1, quote="6.84 billion yuan", sentence="It was 6.84 billion yuan.",
    kind="money", value=6.84e9, upper=None, bound="exact", unit="CNY", equivalent=None, change=None,
    metric="combined revenues", subject="cluster", period="2021-01-01/2021-12-31", status="actual",
)  # fmt: skip
SALES = replace(
    REVENUE, id="2", article="books", metric="sales revenue", value=13.68e9, quote="13.68 billion yuan"
)
USD = Equivalent(1e9, "USD")
COMPANIES = replace(REVENUE, id="3", metric="companies", kind="count", unit="companies", value=46, quote="46")


def rows(*facts: Fact, published: str = "2022-07-29") -> list[FactRow]:
    return [
        FactRow(fact, title=f"Title of {fact.article}", publisher="P", published=published) for fact in facts
    ]


def row_of(comparison: Comparison, label: str) -> Row:
    return next(row for group in comparison.groups for row in group.rows if row.label == label)


def pair(one: Fact, other: Fact, label: str = "revenue") -> tuple[Cell, Cell]:
    first, second = row_of(compare([(NEW_ENERGY, rows(one)), (BOOKS, rows(other))]), label).cells
    return first, second


def reasons(cell: Cell) -> dict[str, str]:
    return {mark.kind: mark.reason for mark in cell.marks}


def test_wordings_of_one_indicator_stand_in_one_row_with_their_own_words_kept() -> None:
    comparison = compare([(NEW_ENERGY, rows(REVENUE)), (BOOKS, rows(SALES))])
    row = row_of(comparison, "revenue")
    assert [cell.text(short=True) for cell in row.cells] == ["6.84 bn CNY", "13.68 bn CNY"]
    assert row.wordings == ("combined revenues", "sales revenue")
    assert comparison.columns == ("new energy", "educational books")
    assert [group.name for group in comparison.groups] == ["money"]


def test_what_no_article_states_is_said_so() -> None:
    comparison = compare([(NEW_ENERGY, rows(REVENUE, COMPANIES)), (BOOKS, rows(SALES))])
    empty = row_of(comparison, "companies").cells[1]
    assert (empty.text(), empty.sources, empty.value, empty.marks) == (NOT_STATED, (), None, ())


def test_the_latest_statement_is_shown_and_the_others_are_kept() -> None:
    older = replace(REVENUE, id="9", period="2020-01-01/2020-12-31", value=5e9, quote="5 billion yuan")
    cell = row_of(compare([(NEW_ENERGY, rows(older, REVENUE))]), "revenue").cells[0]
    assert cell.shown is not None
    assert (cell.shown.row.fact.id, [one.row.fact.id for one in cell.others]) == ("1", ["9"])
    assert [(one.row.fact.period, one.value) for one in cell.series()] == [
        ("2020-01-01/2020-12-31", 5e9),
        ("2021-01-01/2021-12-31", 6.84e9),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "planned", "period": "../2025-12-31"},
        {"subject": "46 leading enterprises", "period": "2022-01-01/2022-12-31"},
        {"period": None},
    ],
)
def test_results_of_the_whole_with_a_period_are_shown_before_others(changes: dict[str, object]) -> None:
    less = replace(REVENUE, id="0", **changes)  # type: ignore[arg-type]
    cell = row_of(compare([(NEW_ENERGY, rows(less, REVENUE))]), "revenue").cells[0]
    assert cell.sources[0].fact.id == "1"


def test_another_period_is_marked() -> None:
    first, second = pair(REVENUE, replace(SALES, period="2022-01-01/2022-06-30"))
    assert (reasons(first), reasons(second)) == ({}, {"period": "2022 H1 beside 2021"})
    assert second.ratio is None


def test_a_plan_a_bound_and_a_part_are_marked() -> None:
    assert "planned" in reasons(pair(REVENUE, replace(SALES, status="planned"))[1])
    assert reasons(pair(REVENUE, replace(SALES, bound="over"))[1]) == {"bound": "“over” beside an exact figure"}
    part = pair(REVENUE, replace(SALES, subject="46 leading enterprises"))[1]
    assert reasons(part) == {"part": "only 46 leading enterprises"}


def test_money_is_converted_by_the_rate_that_an_article_states() -> None:
    dollars = replace(SALES, unit="USD", value=1e9, quote="$1 billion")
    stated = replace(REVENUE, id="5", article="books", metric="investment", value=6.7e9, equivalent=USD)
    comparison = compare([(NEW_ENERGY, rows(REVENUE)), (BOOKS, rows(dollars, stated))])
    cell = row_of(comparison, "revenue").cells[1]
    assert (comparison.currency, cell.text()) == ("CNY", "6.7 billion CNY")
    rate = "1 USD = 6.70 CNY, a rate of “Title of books, 2022-07-29”"
    assert reasons(cell)["converted"] == f"from $1 billion at {rate}"
    assert cell.ratio is not None


def test_money_without_a_rate_stays_as_it_is_stated() -> None:
    _, second = pair(REVENUE, replace(SALES, unit="USD"))
    assert second.text(short=True) == "13.68 bn USD"
    assert reasons(second) == {"currency": "in USD: no article of its time states a rate to CNY"}
    assert second.ratio is None


def test_a_rate_of_an_article_outside_the_comparison_may_be_lent() -> None:
    lent = replace(REVENUE, id="7", article="other", equivalent=USD)
    dollars = replace(SALES, unit="USD")
    comparison = compare([(NEW_ENERGY, rows(REVENUE)), (BOOKS, rows(dollars))], rate_rows=rows(lent))
    shown = row_of(comparison, "revenue").cells[1].shown
    assert shown is not None
    assert shown.rate is not None
    assert shown.rate.row.fact.id == "7"


def test_comparable_figures_have_a_ratio_to_the_first_with_its_formula() -> None:
    first, second = pair(REVENUE, SALES)
    assert first.ratio is None
    assert second.ratio is not None
    assert second.ratio.text() == "2"
    assert second.ratio.formula == "13.68 billion CNY (2021) / 6.84 billion CNY (2021)"


def test_measures_in_unlike_units_are_compared_and_shown_as_they_are_stated() -> None:
    here = replace(REVENUE, kind="area", unit="hectare", metric="planned area", value=200, quote="200 hectares")
    there = replace(SALES, kind="area", unit="mu", metric="area", value=6000, quote="6,000 mu")
    first, second = pair(here, there, "land area")
    assert (first.text(), second.text()) == ("200 hectares", "6,000 mu")
    assert second.ratio is not None
    assert (second.ratio.text(), second.ratio.formula) == ("2", "6,000 mu (2021) / 200 hectares (2021)")
    assert second.shown is not None
    assert second.shown.unit == "square meter"
    assert second.shown.value == pytest.approx(4e6)


def test_money_for_a_unit_of_something_is_converted_too() -> None:
    price = replace(SALES, metric="price of land", unit="USD per mu", value=1000, quote="$1,000 per mu")
    stated = replace(REVENUE, id="5", article="books", equivalent=Equivalent(REVENUE.value / 6.7, "USD"))
    comparison = compare([(NEW_ENERGY, rows(stated)), (BOOKS, rows(price))], currency="CNY")
    cell = row_of(comparison, "price of land (per mu)").cells[1]
    assert list(reasons(cell)) == ["converted"]
    assert cell.text() == "6,700 CNY per mu"
    assert comparison.currencies == ("CNY", "USD")


def test_figures_per_company_are_computed_and_say_how() -> None:
    comparison = compare([(NEW_ENERGY, rows(REVENUE, COMPANIES)), (BOOKS, rows(SALES))])
    first, second = row_of(comparison, "revenue per company").cells
    assert first.text(short=True) == "148.7 m CNY"
    assert [row.fact.id for row in first.sources] == ["1", "3"]
    assert second.text() == NOT_STATED
    assert comparison.groups[-1].name == "computed"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"period": "2020-01-01/2020-12-31"}, "of unlike periods: 6.84 bn CNY 2021 beside 46 companies 2020"),
        ({"status": "planned"}, "a plan has no result to divide"),
        ({"bound": "over"}, "not exact: 6.84 bn CNY 2021 beside >46 companies 2021"),
        ({"value": 0}, "cannot be divided: 6.84 bn CNY 2021 beside 0 companies 2021"),
        ({"metric": "leading enterprises"}, "of unlike companies"),
        ({"article": "another", "period": None}, "no stated period"),
    ],
)
def test_nothing_is_computed_from_figures_that_do_not_belong_together_and_the_cell_says_why(
    changes: dict[str, object], reason: str
) -> None:
    companies = replace(COMPANIES, **changes)  # type: ignore[arg-type]
    [cell] = row_of(compare([(NEW_ENERGY, rows(REVENUE, companies))]), "revenue per company").cells
    assert (cell.text(), cell.value, cell.sources) == (NOT_COMPUTED, None, ())
    assert reason in "; ".join(reasons(cell).values())


def test_nothing_is_computed_where_one_of_both_is_not_stated() -> None:
    assert [
        group.name for group in compare([(NEW_ENERGY, rows(REVENUE)), (BOOKS, rows(COMPANIES))]).groups
    ] == [
        "size",
        "money",
    ]


def test_articles_that_agree_or_contradict_are_marked_in_the_cell() -> None:
    again = replace(REVENUE, id="8", article="again")
    unlike = replace(again, value=7.5e9, quote="7.5 billion yuan")
    confirmed = row_of(compare([(NEW_ENERGY, rows(REVENUE, again))]), "revenue").cells[0]
    contradicted = row_of(compare([(NEW_ENERGY, rows(REVENUE, unlike))]), "revenue").cells[0]
    assert list(reasons(confirmed)) == ["confirmed"]
    assert list(reasons(contradicted)) == ["contradiction"]


def test_a_decrease_counts_below_zero() -> None:
    fall = replace(REVENUE, kind="percent", unit="%", value=3, change="decrease")
    cell = row_of(compare([(NEW_ENERGY, rows(fall))]), "revenue").cells[0]
    assert (cell.value, cell.text()) == (-3, "↓ 3 %")


def test_nothing_compared_is_an_empty_comparison() -> None:
    assert compare([]).groups == ()
    assert compare([(NEW_ENERGY, [])]).groups == ()


UNITS = {"money": ["CNY", "USD", "EUR"], "count": ["things"], "percent": ["%", "percentage point"]}

facts = st.builds(
    Fact,
    id=st.uuids().map(str),
    article=st.sampled_from("abc"),
    start=st.integers(0, 99),
    end=st.just(100),
    quote=st.sampled_from(["1 billion yuan", "2.5 billion", "40"]),
    sentence=st.sampled_from(["One sentence.", "40 enterprises with 1 billion yuan."]),
    kind=st.sampled_from(["money", "count", "percent"]),
    value=st.sampled_from([0.0, 1.0, 40.0, 1e9, 2.5e9]),
    upper=st.none(),
    bound=st.sampled_from(["exact", "about", "over"]),
    unit=st.just(""),
    equivalent=st.none()
    | st.builds(Equivalent, st.sampled_from([1.5e8, 4e8]), st.sampled_from(["USD", "CNY"])),
    change=st.sampled_from([None, "increase", "decrease"]),
    metric=st.sampled_from(
        ["revenue", "annual revenue", "companies", "leading enterprises", "profits", "moons"]
    ),
    subject=st.sampled_from(["new energy", "companies", "Ruyi"]),
    period=st.sampled_from([None, "2021-01-01/2021-12-31", "2022-01-01/2022-06-30", "../2025-12-31"]),
    status=st.sampled_from(["actual", "planned"]),
).flatmap(
    lambda fact: st.sampled_from(UNITS[fact.kind]).map(lambda unit: replace(fact, unit=unit)),
)
fact_rows = st.lists(
    st.builds(
        FactRow,
        facts,
        st.just("T"),
        st.none(),
        st.sampled_from([None, "2022-07-08", "2022-07-29", "2024-01-01"]),
    ),
    max_size=6,
)


def cells(comparison: Comparison) -> dict[str, tuple[Cell, ...]]:
    return {row.key: tuple(row.cells) for group in comparison.groups for row in group.rows}


@given(fact_rows, fact_rows)
def test_comparing_is_symmetric(one: list[FactRow], other: list[FactRow]) -> None:
    forth = cells(compare([(NEW_ENERGY, one), (BOOKS, other)]))
    back = cells(compare([(BOOKS, other), (NEW_ENERGY, one)]))
    assert list(forth) == list(back)
    for key, (left, right) in forth.items():
        assert left.statements == back[key][1].statements
        assert right.statements == back[key][0].statements
        kinds = [{mark.kind for cell in pair for mark in cell.marks} for pair in ((left, right), back[key])]
        assert kinds[0] == kinds[1]


@given(fact_rows, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_changes_nothing(one: list[FactRow], random: object) -> None:
    shuffled = list(one)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert compare([(NEW_ENERGY, one)]) == compare([(NEW_ENERGY, shuffled)])


@given(fact_rows, fact_rows)
@example(rows(REVENUE, COMPANIES), rows(SALES))  # with figures that are computed
def test_no_figure_is_without_a_source_and_no_fact_is_lost(one: list[FactRow], other: list[FactRow]) -> None:
    comparison = compare([(NEW_ENERGY, one), (BOOKS, other)])
    for row_cells in cells(comparison).values():
        for cell in row_cells:
            assert (cell.value is None) == (not cell.sources) == (cell.text() in (NOT_STATED, NOT_COMPUTED))
    stated = {
        row.fact.id for row_cells in cells(comparison).values() for cell in row_cells for row in cell.sources
    }
    assert stated == {row.fact.id for row in (*one, *other)}


@given(fact_rows, fact_rows)
def test_no_money_is_converted_without_a_stated_rate(one: list[FactRow], other: list[FactRow]) -> None:
    known = {row.fact.id for row in (*one, *other) if row.fact.equivalent}
    for row_cells in cells(compare([(NEW_ENERGY, one), (BOOKS, other)], currency="CNY")).values():
        for statement in (statement for cell in row_cells for statement in cell.statements):
            fact = statement.row.fact
            if statement.rate is None:
                assert (abs(statement.value), statement.unit) == (fact.value, fact.unit)
            else:
                assert statement.rate.row.fact.id in known
                assert statement.rate.currencies == {fact.unit, "CNY"}


def test_the_usual_period_is_the_measure_for_the_others() -> None:
    half = replace(SALES, period="2022-01-01/2022-06-30")
    third = replace(SALES, id="4", article="third")
    lists = [(BOOKS, rows(half)), (NEW_ENERGY, rows(REVENUE)), (Named("third"), rows(third))]
    marked = [reasons(cell) for cell in row_of(compare(lists), "revenue").cells]
    assert marked == [{"period": "2022 H1 beside 2021"}, {}, {}]
    assert [reasons(cell) for cell in row_of(compare(lists[::-1]), "revenue").cells] == marked[::-1]


def test_shares_of_the_total_are_computed_from_comparable_figures_alone() -> None:
    half = replace(SALES, id="4", article="third", period="2022-01-01/2022-06-30")
    lists = [(NEW_ENERGY, rows(REVENUE)), (BOOKS, rows(SALES)), (Named("third"), rows(half))]
    shares = [cell.share for cell in row_of(compare(lists), "revenue").cells]
    assert [share and round(share.value, 1) for share in shares] == [33.3, 66.7, None]
    assert shares[0] is not None
    assert shares[0].formula == "6.84 billion CNY (2021) / (13.68 billion CNY + 6.84 billion CNY)"


@given(fact_rows, fact_rows, fact_rows)
def test_the_order_of_the_columns_changes_no_cell(
    one: list[FactRow], other: list[FactRow], third: list[FactRow]
) -> None:
    lists = [(NEW_ENERGY, one), (BOOKS, other), (Named("third"), third)]
    forth, back = cells(compare(lists)), cells(compare(lists[::-1]))
    assert list(forth) == list(back)
    for key, row_cells in forth.items():
        assert [replace(cell, ratio=None) for cell in row_cells] == [
            replace(cell, ratio=None) for cell in reversed(back[key])
        ]
