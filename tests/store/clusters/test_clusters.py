"""Clusters under the reader's edits: merged, split, renamed, defined by a search, and all of it taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.clusters import Clusters
from store.errors import UserError
from store.library import Library
from store.records import Article, Cluster, Extraction, Fact, fact_id, source_digest


def item(id: str, name: str, value: int, part_of: str | None = None) -> tuple[Article, Extraction]:
    text = f"The {name} has {value} companies."
    digest = source_digest(text.encode())
    start = text.index(str(value))
    end = start + len(str(value))
    fact = Fact(
        id=fact_id(digest, start, end), article=id, start=start, end=end, quote=str(value), sentence=text,
        kind="count", value=value, upper=None, bound="exact", unit="companies", equivalent=None, change=None,
        metric="companies", subject=name, period=None, status="actual", place="Jining", clusters=(name,),
    )  # fmt: skip
    cluster = Cluster(name, "cluster", place="Jining", part_of=part_of, organizations=(f"{id} Co",))
    return Article(id, f"Title {id}", text, digest, source=id, place="Jining"), Extraction((fact,), (cluster,))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library") as opened:
        opened.add(
            [
                item("one", "new energy cluster", 46),
                item("two", "New Energy industrial cluster", 50),
                item("three", "solar power cluster", 12, part_of="new energy cluster"),
            ]
        )
        yield opened


@pytest.fixture
def clusters(library: Library) -> Clusters:
    return Clusters(library.index, library.notebook)


ENERGY, SOLAR = "energy jining new", "jining power solar"


def figures(clusters: Clusters, key: str) -> list[float]:
    return sorted(row.fact.value for row in clusters.facts(key))


def test_without_edits_they_are_those_of_the_articles(library: Library, clusters: Clusters) -> None:
    assert list(clusters.all()) == library.index.clusters()
    assert [row.key for row in clusters.all()] == [ENERGY, SOLAR]
    assert clusters.find("solar power cluster") == library.index.cluster("solar power cluster")


def test_two_are_merged_and_split_again(clusters: Clusters) -> None:
    before = clusters.all()
    clusters.merge(ENERGY, SOLAR)
    (row,) = clusters.all()
    assert (row.key, row.articles, row.facts) == (ENERGY, 3, 3)
    assert row.name.casefold() == "new energy industrial cluster"
    assert {"solar power cluster", "new energy cluster"} <= set(row.aliases)
    assert row.organizations == ("one Co", "three Co", "two Co")
    assert figures(clusters, ENERGY) == [12, 46, 50]
    assert [one.key for one in clusters.find("solar power cluster")] == [ENERGY]
    assert clusters.get(SOLAR) is None
    assert clusters.take_back(ENERGY) == "They are two clusters again."
    assert clusters.all() == before


def test_one_is_renamed_and_has_its_name_again(clusters: Clusters) -> None:
    clusters.rename(SOLAR, "Sunshine")
    assert [row.name for row in clusters.find("sunshine")] == ["Sunshine"]
    assert [row.name for row in clusters.find("solar power cluster")] == ["Sunshine"]
    clusters.take_back(SOLAR)
    assert clusters.find("sunshine") == []


def test_what_one_article_says_is_split_off_and_joined_again(clusters: Clusters) -> None:
    new = clusters.split(ENERGY, "two")
    assert figures(clusters, ENERGY) == [46]
    assert figures(clusters, new) == [50]
    assert [row.id for row in clusters.articles(new)] == ["two"]
    assert {row.key: row.articles for row in clusters.all()} == {ENERGY: 1, new: 1, SOLAR: 1}
    assert clusters.take_back(new) == "It is one cluster again."
    assert figures(clusters, ENERGY) == [46, 50]


def test_an_article_of_any_name_is_split_off_and_joined_again(library: Library, clusters: Clusters) -> None:
    library.add([item("four / five", "new energy cluster", 60)])
    new = clusters.split(ENERGY, "four / five")
    assert clusters.take_back(new) == "It is one cluster again."
    assert figures(clusters, ENERGY) == [46, 50, 60]


def test_a_search_is_a_cluster(clusters: Clusters) -> None:
    key = clusters.define("large ones", "value>=46")
    row = clusters.all()[0]
    assert (row.key, row.name, row.kind, row.articles, row.facts) == (key, "large ones", "search", 2, 2)
    assert figures(clusters, key) == [46, 50]
    assert clusters.find("large ones") == [row]
    clusters.rename(key, "big")
    assert clusters.all()[0].name == "big"
    clusters.take_back("search:big")
    assert len(clusters.all()) == 2


def test_a_query_in_the_place_of_a_name_is_a_cluster_for_once(clusters: Clusters) -> None:
    (row,) = clusters.find("place:jining")
    assert (row.name, row.facts) == ("place:jining", 3)
    assert len(clusters.facts(row.key)) == 3


def test_edits_hold_for_whoever_opens_the_library_next(library: Library, clusters: Clusters) -> None:
    clusters.merge(ENERGY, SOLAR)
    with Library(library.folder) as again:
        assert len(Clusters(again.index, again.notebook).all()) == 1


def test_edits_outlive_the_articles_that_they_are_about(library: Library, clusters: Clusters) -> None:
    clusters.merge(ENERGY, SOLAR)
    library.remove(["three"])
    assert figures(clusters, ENERGY) == [46, 50]
    library.add([item("three", "solar power cluster", 12)])
    assert figures(clusters, ENERGY) == [12, 46, 50]


def test_what_lies_in_what(clusters: Clusters) -> None:
    energy, solar = clusters.all()
    assert clusters.chain(solar) == [energy]
    assert clusters.within(energy) == [solar]


def test_edits_that_mean_nothing_are_refused_in_a_sentence(clusters: Clusters) -> None:
    search = clusters.define("all", "kind:count")
    for refused in (
        lambda: clusters.merge(ENERGY, ENERGY),
        lambda: clusters.merge(ENERGY, search),
        lambda: clusters.rename(ENERGY, " "),
        lambda: clusters.split(SOLAR, "three"),
        lambda: clusters.define("all", "kind:money"),
        lambda: clusters.define("", "kind:money"),
    ):
        with pytest.raises(UserError):
            refused()
    assert clusters.take_back(SOLAR) is None


def test_the_clusters_of_a_fact_are_those_that_hold_it_after_the_edits(clusters: Clusters) -> None:
    (fact,) = (row.fact for row in clusters.facts(SOLAR))
    assert [row.key for row in clusters.of(fact)] == [SOLAR]
    clusters.merge(ENERGY, SOLAR)
    assert [row.key for row in clusters.of(fact)] == [ENERGY]
    split = clusters.split(ENERGY, "three")
    assert [row.key for row in clusters.of(fact)] == [split]


def test_what_is_read_once_is_read_again_when_the_library_or_the_notebook_changes(
    library: Library, clusters: Clusters
) -> None:
    assert clusters.all() is clusters.all()
    clusters.rename(SOLAR, "sun")
    assert "sun" in [row.name for row in clusters.all()]
    library.add([item("four", "wind power cluster", 3)])
    assert "wind power cluster" in [row.name for row in clusters.all()]
