"""Comparing out of a library: rates that other articles lend, and what articles contradict each other in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.clusters import Clusters
from store.comparison import Comparison, compare
from store.comparison.library import compare_clusters
from store.comparison.library_agreements import library_agreements
from store.errors import UserError
from store.library import Library
from store.records import Article, Cluster, Equivalent, Extraction, Fact, fact_id, source_digest

YEAR = "2021-01-01/2021-12-31"


def item(
    id: str, name: str, value: float, unit: str, published: str, equivalent: Equivalent | None = None
) -> tuple[Article, Extraction]:
    quote = f"{value:.0f} {unit}"
    text = f"The revenue of {name} was {quote} ({id})."
    digest = source_digest(text.encode())
    start = text.index(quote)
    fact = Fact(
        id=fact_id(digest, start, start + len(quote)), article=id, start=start, end=start + len(quote),
        quote=quote, sentence=text, kind="money", value=value, upper=None, bound="exact", unit=unit,
        equivalent=equivalent, change=None, metric="revenue", subject=name, period=YEAR, status="actual",
        place="Jining", clusters=(name,),
    )  # fmt: skip
    article = Article(id, f"Title {id}", text, digest, source=id, published=published, place="Jining")
    return article, Extraction((fact,), (Cluster(name, "park", place="Jining"),))


SOLAR = item("solar", "solar park", 700, "CNY", "2022-07-01")
WIND = item("wind", "wind park", 100, "USD", "2022-07-10")
LENDER = item("lender", "third park", 67, "CNY", "2022-06-20", Equivalent(10, "USD"))
LATER = item("later", "fourth park", 90, "CNY", "2023-06-20", Equivalent(10, "USD"))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library") as opened:
        yield opened


def revenue(library: Library, currency: str | None = None) -> list[str]:
    clusters = Clusters(library.index, library.notebook)
    chosen = [row for name in ("solar park", "wind park") for row in clusters.find(name)]
    compared = compare_clusters(clusters, library.index, chosen, currency)
    (row,) = (row for group in compared.groups for row in group.rows if row.label == "revenue")
    return [cell.text() for cell in row.cells]


def test_another_article_of_the_time_lends_its_rate(library: Library) -> None:
    library.add([SOLAR, WIND])
    assert revenue(library, "CNY") == ["700 CNY", "100 USD"]
    library.add([LATER])
    assert revenue(library, "CNY") == ["700 CNY", "100 USD"]
    library.add([LENDER])
    assert revenue(library, "CNY") == ["700 CNY", "670 CNY"]
    assert revenue(library, "USD") == ["104.5 USD", "100 USD"]


ITEMS = [
    SOLAR, WIND, LENDER, LATER,
    item("again", "solar park", 700, "CNY", "2022-08-01", Equivalent(100, "USD")),
    item("other", "wind park", 150, "USD", "2022-08-01"),
    item("wrong", "wind park", 160, "USD", "2022-08-02", Equivalent(160, "CNY")),
]  # fmt: skip


def compared(library: Library, currency: str | None = None) -> Comparison:
    clusters = Clusters(library.index, library.notebook)
    return compare_clusters(clusters, library.index, sorted(clusters.all(), key=lambda row: row.key), currency)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.permutations(ITEMS), st.sampled_from([None, "CNY", "USD"]))
def test_the_order_of_adding_articles_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, items: list[tuple[Article, Extraction]], currency: str | None
) -> None:
    results = []
    for order in (ITEMS, items):
        with Library(tmp_path_factory.mktemp("library")) as library:
            for one in order:
                library.add([one])
            comparison = compared(library, currency)
            results.append((comparison.columns, comparison.groups, comparison.rates, comparison.currencies))
    assert results[0] == results[1]


@pytest.mark.parametrize("currency", [None, "CNY", "USD"])
def test_facts_read_row_by_row_are_compared_as_those_in_memory(library: Library, currency: str | None) -> None:
    library.add(ITEMS)
    clusters = Clusters(library.index, library.notebook)
    chosen = sorted(clusters.all(), key=lambda row: row.key)
    in_memory = compare([(row, clusters.facts(row.key)) for row in chosen], currency)
    assert compared(library, currency) == in_memory
    assert any(rate.odd for rate in in_memory.rates)


def test_an_article_that_is_added_or_removed_changes_which_rates_there_are(library: Library) -> None:
    library.add([SOLAR, WIND, LENDER])
    assert revenue(library, "CNY") == ["700 CNY", "670 CNY"]
    library.remove(["lender"])
    assert revenue(library, "CNY") == ["700 CNY", "100 USD"]


def test_more_clusters_than_stand_side_by_side_are_refused(library: Library) -> None:
    library.add([item(str(number), f"park {number}", 700, "CNY", "2022-07-01") for number in range(7)])
    with pytest.raises(UserError, match="At most 6 clusters"):
        compared(library)


def test_the_currencies_to_choose_from_are_those_that_articles_state(library: Library) -> None:
    library.add([SOLAR, WIND, LENDER])
    clusters = Clusters(library.index, library.notebook)
    assert compare_clusters(clusters, library.index, clusters.all()[:2]).currencies == ("CNY", "USD")


def test_contradictions_and_confirmations_are_found_across_the_library(library: Library) -> None:
    library.add([SOLAR, WIND, item("again", "solar park", 700, "CNY", "2022-08-01")])
    assert [one.verdict for one in library_agreements(library.index)] == ["confirmed"]
    library.add([item("other", "wind park", 150, "USD", "2022-08-01")])
    found = library_agreements(library.index)
    assert [one.verdict for one in found] == ["contradiction", "confirmed"]
    assert {row.fact.article for row in found[0].rows} == {"wind", "other"}
    assert library_agreements(library.index, stop=lambda: True) == ()


def test_a_damaged_index_is_made_anew_on_the_way(library: Library) -> None:
    library.add([SOLAR, item("solar-2", "solar park", 900, "CNY", "2022-07-02")])
    library.index.connection().execute("DROP TABLE facts")
    assert [one.verdict for one in library_agreements(library.index)] == ["contradiction"]
