"""What may follow in a query that is being typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import Said, item

from store.completion import complete
from store.library import Library
from store.query import parse
from store.query.reading import FIELDS
from store.records import Cluster

ENERGY = Cluster("new energy cluster", "cluster", organizations=("CATL",))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of one article with three facts."""
    with Library(tmp_path_factory.mktemp("completion") / "library") as library:
        library.add(
            [
                item(
                    "a",
                    Said("It earned ‹5 yuan›.", "main revenue", 5, clusters=(ENERGY.name,), place="Jining"),
                    Said("It lost ‹6 yuan›.", "losses", 6, change="decrease"),
                    Said("It has ‹7› parks.", "parks", 7, "parks", "count", status="planned"),
                    publisher="China Daily",
                    clusters=(ENERGY,),
                )
            ]
        )
        library.notebook.save_search("my money", "kind:money")
        yield library


def test_where_nothing_is_typed_every_field_is_offered(library: Library) -> None:
    assert [each.query for each in complete(library.index, "word ")] == [f"word {name}:" for name in FIELDS]
    assert len(complete(library.index, "")) == len(FIELDS)


@pytest.mark.parametrize(
    ("text", "completions"),
    [
        ("s", [("subject:", None), ("status:", None), ("saved:", None)]),
        ("gdp -ki", [("gdp -kind:", None)]),
        ("kind:", [("kind:money", 2), ("kind:count", 1)]),
        ("a kind:C", [("a kind:count", 1)]),
        ("unit:p", [("unit:parks", 1)]),
        ("status:p", [("status:planned", 1)]),
        ("change:", [("change:decrease", 1)]),
        ("metric:m", [('metric:"main revenue"', 1)]),
        ("publisher:ch", [('publisher:"China Daily"', 3)]),
        ("place:", [("place:Jining", 1)]),
        ("cluster:new", [('cluster:"new energy cluster"', 1)]),
        ("org:", [("org:CATL", 1)]),
        ("is:", [(f"is:{mark}", None) for mark in ("selected", "accepted", "corrected", "added", "rejected")]),
        ("-is:se", [("-is:selected", None)]),
        ("value:1", []),
        ("nothing:x", []),
        ("saved:m", [('saved:"my money"', None)]),
    ],
)
def test_fields_and_values_are_completed(
    library: Library, text: str, completions: list[tuple[str, int | None]]
) -> None:
    assert [(each.query, each.facts) for each in complete(library.index, text)] == completions


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.text('kindmetrcs: -"%_x', max_size=12)
)
def test_any_text_is_completed_to_queries(library: Library, text: str) -> None:
    for each in complete(library.index, text):
        assert each.facts is None or parse(each.query + " ").node is not None
