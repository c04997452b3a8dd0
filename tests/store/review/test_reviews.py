"""Reviews in a real library: what they change everywhere, that they last, and that they can be undone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from samples import Said, item, numbered

from store.clusters import Clusters
from store.index import Sort
from store.library import Library
from store.query import parse
from store.records import Cluster, Extraction, Fact
from store.review import reading_of
from store.reviewing import Reviews
from store.search import search

GDP = Said(
    "Its GDP was ‹53.19 billion yuan› in 2021.", "GDP", 53.19e9, period="2021-01-01/2021-12-31", place="Jining",
    clusters=("high-tech zone",),
)  # fmt: skip
JOBS = Said("It has ‹1,500› jobs.", "jobs", 1500, "jobs", "count", clusters=("high-tech zone",))
ZONE = Cluster("high-tech zone", "zone", place="Jining")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the library of a test is."""
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    """A library with the article `a` of two facts, and another."""
    with Library(folder) as library:
        library.add([item("a", GDP, JOBS, clusters=(ZONE,)), numbered(1)])
        yield library


def facts(library: Library, query: str = "") -> list[Fact]:
    return [row.fact for row in library.index.facts(parse(query)).page(0, 999)]


def metrics(library: Library, query: str = "") -> list[str]:
    return [fact.metric for fact in facts(library, query)]


def state(library: Library) -> dict[str, Any]:
    """All that the index shows."""
    index = library.index
    return {
        "facts": [(row.fact, row.verdict, row.extracted) for row in index.facts().page(0, 999)],
        "by value": [row.fact for row in index.facts(sort=[Sort("value")]).page(0, 999)],
        "articles": index.articles().page(0, 999),
        "asides": {row.id: index.asides(row.id) for row in index.articles().page(0, 999)},
        "clusters": [
            (row, Clusters(library.index, library.notebook).facts(row.key)) for row in index.clusters()
        ],
        "totals": index.totals(),
        "facets": index.facets(),
        "words": [[hit.row.fact for hit in search(index, word).facts] for word in ("gdp", "jobs", "product")],
    }


def made_again(library: Library) -> dict[str, Any]:
    """What the index shows after it has been made again from the volumes and the notebook."""
    (library.folder / "index.sqlite").unlink()
    library.refresh()
    return state(library)


@pytest.fixture
def reviews(library: Library) -> Reviews:
    """The reviews of the library."""
    return Reviews(library)


@pytest.fixture
def gdp(library: Library) -> Fact:
    """The fact that most is done to."""
    return facts(library)[0]


def other(fact: Fact, **fields: Any) -> Mapping[str, Any]:
    return reading_of(fact) | fields


def test_a_corrected_fact_is_found_sorted_and_compared_as_the_reader_reads_it(
    library: Library, reviews: Reviews, gdp: Fact
) -> None:
    reviews.correct(gdp, other(gdp, metric="gross product", value=1, period="2020-01-01/2020-12-31"))
    assert metrics(library, "value:1") == ["gross product"]
    assert metrics(library, "period:2020") == ["gross product"]
    assert metrics(library, "metric:product") == ["gross product"]
    assert metrics(library, "metric:gdp") == []
    assert [hit.row.fact.value for hit in search(library.index, "gross product").facts] == [1]
    first = library.index.facts(sort=[Sort("value")]).page(0, 1)[0]
    assert first.fact.metric == "gross product"
    assert (first.verdict, first.extracted) == ("corrected", gdp)
    assert [
        row.fact.value for row in Clusters(library.index, library.notebook).facts("high jining tech zone")
    ] == [1, 1500]
    assert facts(library, "is:corrected") == [first.fact]


def test_a_rejected_fact_leaves_everything_and_can_be_listed(
    library: Library, reviews: Reviews, gdp: Fact
) -> None:
    reviews.reject(gdp)
    assert gdp not in facts(library)
    assert search(library.index, "gdp").facts == []
    assert library.index.totals().facts == 3
    (row,) = [row for row in library.index.clusters() if row.name == "high-tech zone"]
    assert row.facts == 1
    assert ("53.19 billion yuan", "rejected") in [(it.quote, it.reason) for it in library.index.asides("a")]
    assert facts(library, "is:rejected") == [gdp]
    assert facts(library, "is:rejected metric:gdp value>1bn") == [gdp]
    assert facts(library, "is:rejected metric:jobs") == []
    assert [hit.row.verdict for hit in search(library.index, "is:rejected gdp").facts] == ["rejected"]
    assert library.index.fact_ids(parse("is:rejected")) == [gdp.id]


def test_without_a_rejection_none_is_listed(library: Library) -> None:
    assert facts(library, "is:rejected") == []
    assert facts(library, "-is:rejected") == facts(library)


def test_accepting_changes_nothing_but_the_mark(library: Library, reviews: Reviews, gdp: Fact) -> None:
    before = facts(library)
    reviews.accept(gdp)
    assert facts(library) == before
    assert facts(library, "is:accepted") == [gdp]
    reviews.accept(gdp)
    assert facts(library, "is:accepted") == []


def test_a_number_set_aside_is_made_a_fact_and_taken_back(library: Library, reviews: Reviews) -> None:
    article = library.article("a")
    assert article is not None
    start = article.text.index("2021")
    blank = reading_of(facts(library)[0]) | {"clusters": []}
    reviews.add(
        article, start, start + 4, {**blank, "metric": "year", "value": 2021, "kind": "other", "unit": ""}
    )
    (own,) = facts(library, "is:added")
    assert (own.quote, own.metric, own.sentence) == ("2021", "year", "Its GDP was 53.19 billion yuan in 2021.")
    assert [fact.metric for fact in library.index.article_facts("a")] == ["GDP", "year", "jobs"]
    assert library.index.asides("a") == []
    reviews.reject(own)
    assert [fact.metric for fact in library.index.article_facts("a")] == ["GDP", "jobs"]
    assert [aside.quote for aside in library.index.asides("a")] == ["2021"]


def test_a_cluster_that_the_reader_names_is_one(library: Library, reviews: Reviews, gdp: Fact) -> None:
    reviews.correct(gdp, other(gdp, clusters=["silk road park"]))
    clusters = Clusters(library.index, library.notebook)
    (row,) = clusters.find("silk road park")
    assert [each.fact.metric for each in clusters.facts(row.key)] == ["GDP"]
    reviews.undo()
    assert clusters.find("silk road park") == []
    assert [each.fact.metric for each in clusters.facts(clusters.find("high-tech zone")[0].key)] == [
        "GDP",
        "jobs",
    ]


def everything(library: Library, reviews: Reviews) -> list[dict[str, Any]]:
    """Does one of each; the states on the way, the first before anything."""
    states = [state(library)]
    gdp, jobs, *_ = facts(library)
    article = library.article("a")
    assert article is not None
    start = article.text.index("2021")
    acts: list[Callable[[], str]] = [
        lambda: reviews.accept(gdp),
        lambda: reviews.reject(jobs),
        lambda: reviews.correct(gdp, other(gdp, metric="gross product", clusters=["silk road park"])),
        lambda: reviews.add(article, start, start + 4, other(gdp, metric="year", value=2021)),
        lambda: reviews.reject(gdp),
        lambda: reviews.accept(jobs),
    ]
    for act in acts:
        act()
        states.append(state(library))
    return states


def test_everything_can_be_undone_and_done_again(library: Library, reviews: Reviews) -> None:
    states = everything(library, reviews)
    for expected in reversed(states[:-1]):
        assert reviews.undo().startswith("Undone")
        assert state(library) == expected
    assert reviews.undo() == "There is nothing to undo."
    for expected in states[1:]:
        assert reviews.redo().startswith("Done again")
        assert state(library) == expected
    assert reviews.redo() == "There is nothing to do again."


def test_what_is_done_after_undoing_takes_the_place_of_what_was_undone(
    library: Library, reviews: Reviews, gdp: Fact
) -> None:
    reviews.reject(gdp)
    reviews.undo()
    reviews.accept(gdp)
    assert reviews.redo() == "There is nothing to do again."
    assert facts(library, "is:accepted") == [gdp]


def test_notes_are_undone_too_and_another_process_can_go_on(
    library: Library, reviews: Reviews, gdp: Fact, folder: Path
) -> None:
    reviews.note(gdp, "ask them")
    reviews.note(gdp, "asked")
    reviews.reject(facts(library)[1])
    with Library(folder) as again:
        later = Reviews(again)
        later.undo()
        later.undo()
        assert again.notebook.notes() == {gdp.id: "ask them"}
        later.undo()
        assert again.notebook.notes() == {}
    assert reviews.redo() == "Done again: the note on 53.19 billion yuan."
    assert library.notebook.notes() == {gdp.id: "ask them"}


def test_an_index_made_again_shows_the_same(library: Library, reviews: Reviews) -> None:
    def in_order(shown: dict[str, Any]) -> dict[str, Any]:
        whole = sorted(shown["facts"], key=lambda it: (it[0].article, it[0].start))
        return shown | {"facts": whole, "by value": None}

    everything(library, reviews)
    before = state(library)
    assert in_order(made_again(library)) == in_order(before)
    assert [str(finding) for finding in library.check() if finding.mends != "rules"] == []


def test_facts_keep_their_places_in_the_table(library: Library, reviews: Reviews, gdp: Fact) -> None:
    order = [fact.id for fact in facts(library)]
    reviews.correct(gdp, other(gdp, metric="gross product"))
    assert [fact.id for fact in facts(library)] == order
    reviews.reject(gdp)
    reviews.undo()
    assert [fact.id for fact in facts(library)] == order


def test_volumes_hold_what_was_extracted(library: Library, reviews: Reviews, folder: Path) -> None:
    before = (folder / "volumes" / "0001.json").read_bytes()
    everything(library, reviews)
    assert (folder / "volumes" / "0001.json").read_bytes() == before
    (folder / "volumes" / "0001.json").write_bytes(b"damaged")
    with Library(folder) as again:
        assert any("recovered" in notice for notice in again.notices)
        assert [fact.metric for fact in facts(again, "is:accepted")] == ["jobs"]
        Reviews(again).undo()
    with Library(folder) as again:
        entries = again._volumes.entries(1)
    assert [fact.metric for fact in entries[0].extraction.facts] == ["GDP", "jobs"]


# another extraction, another text


def extracted_again(library: Library, monkeypatch: pytest.MonkeyPatch, *found: Fact) -> None:
    """Let other rules extract these facts from article `a`."""
    monkeypatch.setattr("store.rules.rules", lambda: str(found))
    monkeypatch.setattr(
        "store.extraction.extract", lambda article: Extraction(found if article.id == "a" else ())
    )
    library.reextract()


def test_reviews_survive_another_extraction(
    library: Library, reviews: Reviews, gdp: Fact, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = facts(library)[1]
    reviews.correct(gdp, other(gdp, value=5))
    reviews.reject(jobs)
    extracted_again(library, monkeypatch, gdp, jobs)
    assert [(fact.metric, fact.value) for fact in library.index.article_facts("a")] == [("GDP", 5)]
    extracted_again(library, monkeypatch)
    assert [(fact.metric, fact.value) for fact in library.index.article_facts("a")] == [("GDP", 5)]
    assert [review.verdict for review in reviews.lost()] == ["rejected"]
    extracted_again(library, monkeypatch, jobs, gdp)
    assert [(fact.metric, fact.value) for fact in library.index.article_facts("a")] == [("GDP", 5)]
    assert reviews.lost() == []


def test_reviews_and_notes_survive_a_change_of_the_text(library: Library, reviews: Reviews, gdp: Fact) -> None:
    jobs = facts(library)[1]
    reviews.correct(gdp, other(gdp, value=5))
    reviews.note(gdp, "odd")
    reviews.reject(jobs)
    parks = Said("Before it were ‹3› parks.", "parks", 3, "parks", "count")
    library.add([item("a", parks, GDP, JOBS, clusters=(ZONE,))])
    assert [(fact.metric, fact.value) for fact in library.index.article_facts("a")] == [
        ("parks", 3),
        ("GDP", 5),
    ]
    assert list(library.notebook.notes().values()) == ["odd"]
    assert library.index.fact_ids(parse("has:note is:corrected")) == [library.index.article_facts("a")[1].id]


def test_reviews_wait_for_an_article_that_is_gone(library: Library, reviews: Reviews, gdp: Fact) -> None:
    reviews.correct(gdp, other(gdp, value=5))
    library.remove(["a"])
    assert [review.mark.quote for review in reviews.lost()] == ["53.19 billion yuan"]
    assert "reviewed fact “53.19 billion yuan”" in "\n".join(map(str, library.check()))
    assert [(it["stands"], it["fact"]["value"]) for it in reviews.records()] == [(False, 5)]
    library.add([numbered(2), item("a", GDP, JOBS, clusters=(ZONE,))])
    assert [fact.value for fact in facts(library, "is:corrected")] == [5]


def test_a_review_of_a_text_that_says_something_else_now_is_kept_and_listed(
    library: Library, reviews: Reviews
) -> None:
    jobs = facts(library)[1]
    reviews.correct(jobs, other(jobs, value=7))
    library.add([item("a", GDP, Said("It has ‹1,501› jobs.", "jobs", 1501, "jobs", "count"))])
    assert [fact.value for fact in library.index.article_facts("a")] == [53.19e9, 1501]
    assert [review.mark.quote for review in reviews.lost()] == ["1,500"]


# several processes, damage


def test_another_process_shows_a_review(library: Library, gdp: Fact, folder: Path) -> None:
    with Library(folder) as other_process:
        Reviews(other_process).reject(gdp)
    library.refresh()
    assert gdp not in facts(library)


def test_a_review_whose_process_died_before_it_showed_is_shown_at_the_next_start(
    library: Library, gdp: Fact, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "keep_reviews", lambda: None)
    Reviews(library).reject(gdp)
    library.close()
    with Library(folder) as again:
        assert gdp not in facts(again)
        assert facts(again, "is:rejected") == [gdp]


def test_a_notebook_that_was_edited_by_hand_is_shown(library: Library, reviews: Reviews, gdp: Fact) -> None:
    reviews.correct(gdp, other(gdp, value=5))
    text = library.notebook.path.read_text()
    library.notebook.path.write_text(text.replace('"value":5,', '"value":6,'))
    os.utime(library.notebook.path, (1, 1))
    library.refresh()
    assert [fact.value for fact in facts(library, "is:corrected")] == [6]


def test_a_review_that_makes_no_sense_is_passed_over_and_told(
    library: Library, reviews: Reviews, gdp: Fact
) -> None:
    reviews.correct(gdp, other(gdp, value=5))
    text = library.notebook.path.read_text()
    library.notebook.path.write_text(text.replace('"value":5,', '"value":"five",'))
    os.utime(library.notebook.path, (1, 1))
    library.refresh()
    assert facts(library)[0].value == 53.19e9
    assert library.notebook.malformed() == ["entry 1 of “reviews” is not whole"]


def test_a_step_on_what_was_changed_by_hand_is_passed_over(
    library: Library, reviews: Reviews, gdp: Fact
) -> None:
    reviews.correct(gdp, other(gdp, value=5))
    text = library.notebook.path.read_text()
    library.notebook.path.write_text(text.replace('"value":5,', '"value":6,', 1))
    os.utime(library.notebook.path, (1, 1))
    library.refresh()
    assert "changed elsewhere" in reviews.undo()
    assert [fact.value for fact in facts(library, "is:corrected")] == [6]


def test_a_hundred_reviews_leave_a_hundred_articles_as_they_should_be(
    library: Library, reviews: Reviews
) -> None:
    library.add([numbered(number) for number in range(2, 60)])
    for fact in facts(library)[::3]:
        reviews.reject(fact)
    for fact in facts(library)[::2]:
        reviews.correct(fact, other(fact, metric=f"{fact.metric} revised"))
    before = {fact.id: fact for fact in facts(library)}
    assert {fact.id: fact for fact, _, _ in made_again(library)["facts"]} == before
    assert len(facts(library, "metric:revised")) == len(facts(library, "is:corrected")) > 30
