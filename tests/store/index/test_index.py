"""What the index hands out: records as they were added, clusters over articles, counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import Said, item

from store.clusters import Clusters
from store.index import Totals
from store.index.clusters import cluster_key, merge
from store.index.damage import is_damage
from store.library import Library
from store.query import parse
from store.records import Cluster, Equivalent

ENERGY = Cluster("new energy industrial cluster", "cluster", level="provincial", place="Jining, Shandong")
ENERGY_AGAIN = Cluster("New Energy cluster", "cluster", aliases=("new energy",), organizations=("CATL",))
ELSEWHERE = Cluster("new energy cluster", "cluster", place="Ningde")

ITEMS = [
    item(
        "one",
        Said(
            "It earned ‹5 billion yuan ($0.7 billion)› in 2021.", "revenue", 5e9, subject="new energy",
            period="2021-01-01/2021-12-31", place="Jining", clusters=(ENERGY.name,), change="increase",
            organizations=("CATL", "BYD"), equivalent=Equivalent(7e8, "USD"),
        ),
        Said("It has ‹seven to 10› parks.", "parks", 7, "parks", "count", upper=10, status="planned"),
        title="One", publisher="Xinhua", published="2022-07-08", place="Jining, Shandong",
        clusters=(ENERGY,),
    ),
    item(
        "two",
        Said("The cluster has ‹46› firms.", "firms", 46, "firms", "count", clusters=("new energy",)),
        Said("Ningde has ‹9›.", "firms", 9, "firms", "count", clusters=(ELSEWHERE.name,), place="Ningde"),
        title="Two", publisher="Reuters", published="2023-01-02", place="Jining",
        clusters=(ENERGY_AGAIN, ELSEWHERE),
    ),
    item("three", Said("Nothing but ‹10 percent› here.", "share", 10, "%", "percent"), title="Three"),
]  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of three articles."""
    with Library(tmp_path_factory.mktemp("index") / "library") as library:
        library.add(ITEMS)
        yield library


@pytest.mark.parametrize(("article", "found"), ITEMS)
def test_records_come_back_as_they_were_added(library: Library, article: object, found: object) -> None:
    index = library.index
    expected, extraction = next(each for each in ITEMS if each[0] == article)
    assert index.article(expected.id) == expected
    assert index.article_facts(expected.id) == list(extraction.facts)
    assert index.asides(expected.id) == list(extraction.asides)
    for fact in extraction.facts:
        row = index.fact(fact.id)
        assert row is not None
        assert (row.fact, row.title, row.publisher, row.published) == (
            fact,
            expected.title,
            expected.publisher,
            expected.published,
        )


def test_what_is_not_there_is_nothing(library: Library) -> None:
    index = library.index
    assert index.article("nobody") is None
    assert index.article_row("nobody") is None
    assert index.fact("nothing") is None
    assert not index.article_facts("nobody")
    assert not index.asides("nobody")
    assert not Clusters(index, library.notebook).facts("nothing")
    assert not index.cluster("nothing like it")
    assert not index.cluster("")


def test_facts_are_found_by_ids_in_their_order(library: Library) -> None:
    wanted = [ITEMS[2][1].facts[0].id, "nothing", ITEMS[0][1].facts[1].id]
    assert [row.fact.id for row in library.index.fact_rows(wanted)] == [wanted[0], wanted[2]]


def test_totals_count_everything_once(library: Library) -> None:
    assert library.index.totals() == Totals(articles=3, facts=5, clusters=2)


def test_article_rows_count_facts_and_asides(library: Library) -> None:
    row = library.index.article_row("one")
    assert row is not None
    assert (row.facts, row.aside, row.not_understood) == (2, 1, 0)


def test_one_cluster_of_two_articles_is_one_row(library: Library) -> None:
    one, other = library.index.clusters()
    assert (one.name, one.level) == ("new energy industrial cluster", "provincial")
    assert (one.articles, one.facts) == (2, 2)
    assert one.aliases == ("New Energy cluster", "new energy")
    assert one.organizations == ("CATL",)
    assert (other.name, other.place, other.articles, other.facts) == ("new energy cluster", "Ningde", 1, 1)


@pytest.mark.parametrize("name", ["new energy industrial cluster", "New Energy ", "new energy", "energy"])
def test_a_cluster_is_found_by_its_names_and_words(library: Library, name: str) -> None:
    assert "new energy industrial cluster" in [row.name for row in library.index.cluster(name)]


def test_the_facts_of_a_cluster_come_from_all_its_articles(library: Library) -> None:
    key = library.index.clusters()[0].key
    assert [row.fact.metric for row in Clusters(library.index, library.notebook).facts(key)] == [
        "revenue",
        "firms",
    ]


def test_facets_count_the_facts_that_match(library: Library) -> None:
    assert library.index.facets()["kind"] == [("count", 3), ("money", 1), ("percent", 1)]
    facets = library.index.facets(parse("kind:count"))
    assert facets == {
        "kind": [("count", 3)],
        "cluster": [("new energy cluster", 1), ("new energy industrial cluster", 1)],
        "place": [("Ningde", 1)],
        "publisher": [("Reuters", 2), ("Xinhua", 1)],
        "year": [("2023", 2), ("2022", 1)],
    }


def test_clusters_are_forgotten_with_their_articles(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Library(tmp_path_factory.mktemp("clusters") / "library") as library:
        library.add(ITEMS)
        library.remove(["two"])
        (row,) = library.index.clusters()
        assert (row.articles, row.facts, row.aliases) == (1, 1, ())
        library.add([ITEMS[1]])
        assert [each.articles for each in library.index.clusters()] == [2, 1]


Named = tuple[str, str | None]

SAME: list[tuple[Named, Named]] = [
    (("Jining National High-tech Development Zone", "Jining"), ("high-tech zone", "Jining, Shandong")),
    (("new energy industrial chain", "Jining"), ("the New Energy industry cluster", "Jining")),
    (("economic development zone of Wenshang county", "Wenshang county"), ("Wenshang Economic Zone", None)),
]
DIFFERENT: list[tuple[Named, Named]] = [
    (("new energy cluster", "Jining"), ("new energy cluster", "Ningde")),
    (("new energy cluster", "Jining"), ("new materials cluster", "Jining")),
    (("chemical industrial park", "Jining"), ("chemical zone", "Jining")),
    (("industrial cluster", None), ("industrial chain", None)),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_wordings_of_one_cluster_have_one_key(one: Named, other: Named) -> None:
    assert cluster_key(*one) == cluster_key(*other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_clusters_have_different_keys(one: Named, other: Named) -> None:
    assert cluster_key(*one) != cluster_key(*other)


NAMES = st.text("ab ", max_size=3)
CLUSTERS = st.builds(
    Cluster,
    NAMES,
    st.sampled_from(["cluster", "zone"]),
    st.lists(NAMES, max_size=2).map(tuple),
    st.sampled_from([None, "city", "national"]),
    st.none() | NAMES,
    st.none() | NAMES,
    st.lists(NAMES, max_size=2).map(tuple),
)


@given(CLUSTERS, CLUSTERS)
def test_merging_is_the_same_whichever_comes_first(one: Cluster, other: Cluster) -> None:
    assert merge(one, other) == merge(other, one)
    assert merge(merge(one, other), other) == merge(one, other)


@given(CLUSTERS, CLUSTERS, CLUSTERS)
def test_merging_is_the_same_in_any_grouping(one: Cluster, other: Cluster, third: Cluster) -> None:
    assert merge(merge(one, other), third) == merge(one, merge(other, third))


@given(CLUSTERS)
def test_merging_loses_no_name(cluster: Cluster) -> None:
    merged = merge(cluster, replace(cluster, name="longer name", aliases=()))
    assert {merged.name, *merged.aliases} >= {cluster.name, *cluster.aliases, "longer name"}


@pytest.mark.parametrize(
    ("statement", "damage"),
    [
        ("SELECT nothing FROM articles", False),
        ("SELEKT", False),
        ("INSERT INTO articles SELECT * FROM articles", False),
        ("SELECT * FROM elsewhere", True),
    ],
)
def test_a_mistake_is_not_taken_for_damage(library: Library, statement: str, damage: bool) -> None:
    with pytest.raises(sqlite3.Error) as raised:
        library.index.connection().execute(statement)
    assert is_damage(raised.value) == damage


def test_a_closed_index_is_not_taken_for_a_damaged_one(tmp_path_factory: pytest.TempPathFactory) -> None:
    library = Library(tmp_path_factory.mktemp("closed") / "library")
    connection = library.index.connection()
    library.close()
    with pytest.raises(sqlite3.Error) as raised:
        connection.execute("SELECT 1")
    assert not is_damage(raised.value)
