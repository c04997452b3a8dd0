"""Saved searches in queries, and conditions that are put into a query's text and taken out of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import Said, item

from store.errors import UserError
from store.library import Library
from store.notebook import MOST_RECENT
from store.query import parse
from store.query.reading import FIELDS
from store.query.text import FACETS, condition, holds, toggled
from store.search import search


@pytest.fixture
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of three facts with saved searches."""
    with Library(tmp_path_factory.mktemp("saved") / "library") as library:
        said = (
            Said("It earned ‹5 yuan›.", "revenue", 5),
            Said("It lost ‹6 yuan›.", "losses", 6),
            Said("It has ‹7› parks.", "parks", 7, "parks", "count"),
        )
        library.add([item("a", *said)])
        for name, query in {
            "My money": "kind:money",
            "lost": 'saved:"my money" -earned',
            "round": "saved:about",
            "about": "saved:round",
        }.items():
            library.notebook.save_search(name, query)
        yield library


@pytest.mark.parametrize(
    ("query", "quotes"),
    [
        ('saved:"my money"', ["5 yuan", "6 yuan"]),
        ("saved:lost", ["6 yuan"]),
        ("-saved:lost", ["5 yuan", "7"]),
        ("saved:lost OR parks ", ["6 yuan", "7"]),
        ('lost saved:"my money"', ["6 yuan"]),
    ],
)
def test_a_saved_search_stands_for_what_it_asks_for(library: Library, query: str, quotes: list[str]) -> None:
    result = search(library.index, query)
    assert sorted(hit.row.fact.quote for hit in result.facts) == quotes
    assert result.problem is None
    assert len(library.index.facts(parse(query))) == len(quotes)
    assert library.index.count(parse(query))[0] == len(quotes)
    assert sum(count for _, count in library.index.facets(parse(query))["kind"]) == len(quotes)


@pytest.mark.parametrize("query", ["saved:nothing", "saved:round"])
def test_a_search_that_is_not_there_finds_nothing_and_says_so(library: Library, query: str) -> None:
    result = search(library.index, query)
    assert result.fact_count == 0
    assert result.problem is not None
    assert "no saved search is called" in result.problem


def test_a_saved_search_is_renamed_in_its_place(library: Library) -> None:
    notebook = library.notebook
    notebook.rename_search("lost", " losses ")
    assert list(notebook.searches()) == ["My money", "losses", "round", "about"]
    for taken in ("round", " "):
        with pytest.raises(UserError):
            notebook.rename_search("losses", taken)


def test_the_newest_searches_are_kept_once(library: Library) -> None:
    notebook = library.notebook
    for number in range(MOST_RECENT + 3):
        notebook.remember_search(f"query {number}")
    notebook.remember_search(" query 10 ")
    notebook.remember_search("")
    recent = notebook.recent_searches()
    assert len(recent) == MOST_RECENT
    assert recent[:2] == ("query 10", f"query {MOST_RECENT + 2}")
    notebook.forget_search("query 10")
    assert "query 10" not in notebook.recent_searches()


VALUES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(
    lambda value: any(map(str.isalnum, value))
)
QUERIES = st.lists(st.sampled_from(["new", '"new energy"', "-old", "kind:money", "OR"]), max_size=4).map(
    " ".join
)


@settings(deadline=None)
@given(QUERIES, st.sampled_from(sorted(FACETS.values())), VALUES)
def test_a_condition_that_is_put_in_is_taken_out_again(text: str, field: str, value: str) -> None:
    wanted = condition(field, value)
    narrowed = toggled(text, wanted)
    if not holds(text, wanted):
        assert narrowed == f"{text} {wanted} ".lstrip()
        assert holds(narrowed, wanted)
        assert toggled(narrowed, wanted).split() == text.split()
    assert field in FIELDS
