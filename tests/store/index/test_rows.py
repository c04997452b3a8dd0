"""Tables without limit: every order, every page, every position, as sorting in memory would have it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import Said, item

from store.index import ArticleRow, FactRow, Sort
from store.index.rows import OrderedRows
from store.library import Library
from store.query import parse

METRICS = ["GDP", "gdp per head", "output value", "Exports", "jobs"]
PLACES = [None, "Jining", "Qufu"]
PERIODS = [None, "2021-01-01/2021-12-31", "2020-01-01/2020-06-30", "../2025-12-31", "2021-08-01/.."]


def facts(number: int) -> list[Said]:
    """Five facts that agree in some columns and differ in others."""
    return [
        Said(
            f"Number {number} of {each} was ‹{(number * 7 + each) % 11} yuan›.",
            METRICS[(number + each) % 5],
            float((number * 7 + each) % 11),
            place=PLACES[(number + each) % 3],
            period=PERIODS[(number * 3 + each) % 5],
            clusters=() if each % 2 else (f"cluster {number % 3}",),
            subject=f"company {(number + each) % 4}",
        )
        for each in range(5)
    ]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of thirty articles with 150 facts."""
    with Library(tmp_path_factory.mktemp("rows") / "library") as library:
        library.add(
            item(
                f"article-{number}",
                *facts(number),
                title=f"Title {number % 7}",
                publisher=None if number % 4 == 0 else f"Publisher {number % 4}",
                published=None if number % 5 == 0 else f"20{number % 6:02}-01-0{1 + number % 9}",
                place=PLACES[number % 3],
            )
            for number in range(30)
        )
        yield library


def period_key(row: FactRow) -> str:
    """The first day of a period; of one that has no first day, the last."""
    first, _, last = (row.fact.period or "").partition("/")
    return last if first == ".." else first


FACT_KEYS: dict[str, Any] = {
    "metric": lambda row: row.fact.metric.lower(),
    "value": lambda row: row.fact.value,
    "unit": lambda row: row.fact.unit.lower(),
    "period": period_key,
    "subject": lambda row: row.fact.subject.lower(),
    "place": lambda row: (row.fact.place or "").lower(),
    "cluster": lambda row: (row.fact.clusters or ("",))[0].lower(),
    "kind": lambda row: row.fact.kind,
    "article": lambda row: row.title.lower(),
    "published": lambda row: row.published or "",
    "position": lambda row: 0,
}
ARTICLE_KEYS: dict[str, Any] = {
    "title": lambda row: row.title.lower(),
    "published": lambda row: row.published or "",
    "publisher": lambda row: (row.publisher or "").lower(),
    "place": lambda row: (row.place or "").lower(),
    "facts": lambda row: row.facts,
    "position": lambda row: 0,
}


def in_order(rows: list[Any], sorts: tuple[Sort, ...], keys: dict[str, Any]) -> list[Any]:
    """The rows as they should be sorted: by the last column first, and rows that lack a value last."""
    if sorts and sorts[0].descending:
        rows = rows[::-1]
    for sort in reversed(sorts):
        key = keys[sort.column]
        rows = sorted(rows, key=key, reverse=sort.descending)
        rows = [row for row in rows if key(row) != ""] + [row for row in rows if key(row) == ""]
    return rows


def ids(rows: list[FactRow]) -> list[str]:
    return [row.fact.id for row in rows]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", FACT_KEYS)
def test_facts_are_sorted_by_any_column(library: Library, column: str, descending: bool) -> None:
    every = library.index.facts().page(0, 999)
    assert len(every) == 150
    sorts = (Sort(column, descending),)
    rows = library.index.facts(sort=sorts)
    assert isinstance(rows, OrderedRows)
    expected = in_order(every, sorts, FACT_KEYS)
    if column in ("article", "published"):
        key = FACT_KEYS[column]
        assert [key(row) for row in rows.page(0, 999)] == [key(row) for row in expected]
    else:
        assert ids(rows.page(0, 999)) == ids(expected)
    assert len(rows) == 150


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", ARTICLE_KEYS)
def test_articles_are_sorted_by_any_column(library: Library, column: str, descending: bool) -> None:
    every: list[ArticleRow] = library.index.articles(sort=Sort("position")).page(0, 99)
    sort = Sort(column, descending)
    expected = in_order(every, (sort,), ARTICLE_KEYS)
    assert [row.id for row in library.index.articles(sort=sort).page(0, 99)] == [row.id for row in expected]


SORTS = st.builds(Sort, st.sampled_from(sorted(FACT_KEYS)), st.booleans())


@settings(max_examples=60, deadline=None)
@given(st.lists(SORTS, min_size=1, max_size=2, unique_by=lambda sort: sort.column), st.data())
def test_any_page_is_the_slice_of_all_rows(library: Library, sorts: list[Sort], data: st.DataObject) -> None:
    query = parse(data.draw(st.sampled_from(["", "kind:money", "number", "place:jining", "value>3"])))
    rows = library.index.facts(query, sort=sorts)
    whole = ids(library.index.facts(query, sort=sorts).page(0, len(rows)))
    assert len(whole) == len(rows) == len(set(whole))
    for _ in range(8):
        offset = data.draw(st.integers(0, len(rows) + 3))
        limit = data.draw(st.integers(0, 40))
        assert ids(rows.page(offset, limit)) == whole[offset : offset + limit]


@pytest.mark.parametrize("near", [0, 500])
@pytest.mark.parametrize(
    "sort", [Sort(column, down) for column in FACT_KEYS for down in (False, True)], ids=str
)
def test_pages_up_and_down_and_positions_agree(
    library: Library, sort: Sort, near: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.index.rows._NEAR", near)
    rows = library.index.facts(sort=(sort,))
    whole = ids(rows.page(0, 999))
    down = [id for offset in range(0, 150, 7) for id in ids(rows.page(offset, 7))]
    up = [id for offset in range(147, -1, -7) for id in ids(rows.page(offset, 7))[::-1]]
    assert down == up[::-1] == whole
    for position in (0, 1, 74, 75, 148, 149):
        assert rows.position(whole[position]) == position
    assert rows.position("nothing") is None


@pytest.mark.parametrize("query", ["kind:money", "metric:gdp", "company", "-jining"])
def test_a_filtered_table_knows_positions_too(library: Library, query: str) -> None:
    rows = library.index.facts(parse(query), sort=(Sort("value", descending=True),))
    whole = ids(rows.page(0, 999))
    assert [rows.position(id) for id in whole] == list(range(len(rows)))
    assert set(whole) == set(library.index.fact_ids(parse(query)))
    other = next(iter(set(library.index.fact_ids(parse(""))) - set(whole)), "nothing")
    assert rows.position(other) is None


def test_the_facts_of_one_article_come_in_reading_order(library: Library) -> None:
    rows = library.index.facts(article="article-3")
    assert [row.fact for row in rows.page(0, 9)] == library.index.article_facts("article-3")
    assert len(library.index.facts(parse("value<3"), article="article-3")) < 5
    assert len(library.index.facts(article="nobody")) == 0


def test_rows_stay_as_they_were_counted_while_articles_go(tmp_path: Path) -> None:
    with Library(tmp_path / "library") as library:
        library.add(item(f"a{number}", *facts(number)) for number in range(4))
        listed = library.index.facts(parse("number"))
        assert len(listed) == 20
        library.remove(["a1"])
        assert len(listed) == 20
        assert len(listed.page(0, 99)) == 15


def test_an_index_is_read_from_any_thread(library: Library) -> None:
    rows = library.index.facts(sort=(Sort("value"),))
    found: list[object] = []

    def read() -> None:
        try:
            found.extend(ids(rows.page(10, 10)))
        except sqlite3.Error as error:
            found.append(error)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ids(rows.page(10, 10)) * 4
