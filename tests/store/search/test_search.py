"""Search: what is found, with which words marked, and the same everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import Said, item, numbered

from store.index import Sort
from store.library import Library
from store.query import ALL, parse
from store.search import mark_words, search

ITEMS = [
    item(
        "zone",
        Said("The GDP of the zone was ‹53 billion yuan› in 2021.", "GDP", 53e9, subject="High-tech Zone",
             period="2021-01-01/2021-12-31", clusters=("High-tech Zone",), place="Jining"),
        Said("It made new-generation clusters of ‹58 percent›.", "share", 58, "%", "percent"),
        title="High-tech zone thrives", publisher="Xinhua", published="2022-07-08", place="Jining",
    ),
    item(
        "energy",
        Said("New energy firms earned ‹6.84 to 7 billion yuan› by June.", "revenue", 6.84e9, upper=7e9,
             period="2022-01-01/2022-06-30", organizations=("CATL",), change="increase"),
        Said("A cluster will have ‹46› cafés by 2025.", "cafés", 46, "cafés", "count", period="../2025-12-31",
             status="planned", subject="cluster"),
        Said("新能源 has ‹9› parks of 3 kilometres.", "parks", 9, "kilometer", "length"),
        title="Speed for new energy", publisher="Reuters", published="2023-02-01",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of two articles with five facts."""
    with Library(tmp_path_factory.mktemp("search") / "library") as library:
        library.add(ITEMS)
        library.notebook.select([ITEMS[0][1].facts[0]])
        library.notebook.note(ITEMS[1][1].facts[1], "really?")
        yield library


FOUND = {
    "gdp": "53 billion yuan",
    "gdp z": "53 billion yuan",
    "gdp zo": "53 billion yuan",
    "gdp z ": "",
    "gdp kin": "53 billion yuan",
    "gdp kind": "53 billion yuan",
    "gdp kind ": "",
    "clusters plac": "58 percent, 46",
    "gdp 9": "",
    "subject:zone x": "53 billion yuan",
    "kind:mon": "53 billion yuan, 6.84 to 7 billion yuan",
    "kind:mon ": "",
    "kind:pe": "58 percent",
    "clusters ": "58 percent, 46",
    "cluster ": "58 percent, 46",
    "new generation": "58 percent",
    "new-generation": "58 percent",
    '"generation clusters"': "58 percent",
    '"clusters generation"': "",
    "cafe": "46",
    "CAFÉS": "46",
    "能源": "9",
    "新能源": "9",
    "源能": "",
    "new -energy": "58 percent",
    "firms OR zone": "53 billion yuan, 6.84 to 7 billion yuan",
    "earn": "6.84 to 7 billion yuan",
    "metric:revenue": "6.84 to 7 billion yuan",
    "metric:yuan": "",
    "subject:zone": "53 billion yuan",
    "cluster:high-tech": "53 billion yuan",
    "place:jining": "53 billion yuan, 58 percent",
    "org:catl": "6.84 to 7 billion yuan",
    "article:thrives": "53 billion yuan, 58 percent",
    "article:energy": "",
    "publisher:reuters kind:count": "46",
    "unit:yuan": "53 billion yuan, 6.84 to 7 billion yuan",
    "unit:cny": "53 billion yuan, 6.84 to 7 billion yuan",
    "unit:percent": "58 percent",
    "unit:kilometres": "9",
    "kind:Money": "53 billion yuan, 6.84 to 7 billion yuan",
    "value>50bn": "53 billion yuan",
    "value:6.9bn..7.5bn": "6.84 to 7 billion yuan",
    "value>6.9bn": "53 billion yuan, 6.84 to 7 billion yuan",
    "value<10": "9",
    "value:46": "46",
    "published:2022": "53 billion yuan, 58 percent",
    "published:2023.. kind:count": "46",
    "period:2021": "53 billion yuan",
    "period:2021..2022": "53 billion yuan, 6.84 to 7 billion yuan",
    "period:2022Q2": "6.84 to 7 billion yuan",
    "period:2022H2": "",
    "period:2025": "46",
    "status:planned": "46",
    "change:increase": "6.84 to 7 billion yuan",
    "is:selected": "53 billion yuan",
    "has:note": "46",
    "-is:selected unit:cny": "6.84 to 7 billion yuan",
    "kind:money -metric:gdp": "6.84 to 7 billion yuan",
    "gdp OR status:planned": "53 billion yuan, 46",
    "-publisher:xinhua kind:money": "6.84 to 7 billion yuan",
    "zzz": "",
}


@pytest.mark.parametrize(("query", "quotes"), FOUND.items())
def test_what_a_query_finds(library: Library, query: str, quotes: str) -> None:
    if query == "article:energy":
        quotes = "6.84 to 7 billion yuan, 46, 9"
    result = search(library.index, query)
    found = {hit.row.fact.quote for hit in result.facts}
    assert found == set(quotes.split(", ")) - {""}
    assert result.problem is None
    assert result.fact_count == len(found)


@pytest.mark.parametrize(
    "query", [*FOUND, "kind:money published:2022", "-kind:money", "-zone", "zone OR kind:count"]
)
def test_the_tables_the_ids_and_the_search_agree(library: Library, query: str) -> None:
    result = search(library.index, query)
    asked = parse(query)
    facts = library.index.facts(asked, sort=(Sort("position"),)).page(0, 99)
    assert {hit.row.fact.id for hit in result.facts} == {row.fact.id for row in facts}
    assert library.index.fact_ids(asked) == [row.fact.id for row in facts]
    articles = library.index.articles(asked).page(0, 99)
    assert [hit.row.id for hit in result.articles] == [row.id for row in articles]
    assert result.article_count == len(articles)


@pytest.mark.parametrize(
    ("query", "ids"),
    {
        "mills": "older newest undated new",
        "mills is:selected": "older",
        "published>=2001": "newest new older",
        "kind:length": "newest new older undated",
        "metric:output": "newest new older undated",
    }.items(),
)
def test_articles_are_listed_in_the_order_of_a_search(tmp_path: Path, query: str, ids: str) -> None:
    dates = {"new": "2022-05-01", "older": "2021-05-01", "undated": None, "newest": "2022-05-02"}
    said = Said("They made ‹9 km› of pipes.", "output", 9, "kilometer", "length")
    with Library(tmp_path / "library") as library:
        items = [
            item(
                id,
                said,
                title="Mills" if id == "older" else f"The {id} news",
                published=date,
                publisher="Mills",
            )
            for id, date in dates.items()
        ]
        library.add(items)
        library.notebook.select([items[1][1].facts[0]])
        listed = [row.id for row in library.index.articles(parse(query)).page(0, 9)]
        assert listed == [hit.row.id for hit in search(library.index, query).articles]
        assert listed == ids.split()


def test_the_table_and_any_number_of_hits_are_in_the_same_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.index.ranking._TOGETHER", 3)
    said = [
        Said(
            f"The output of mill {n} grew by ‹{n} yuan›{' of output' * (n % 3)}.", "growth", n, subject="mills"
        )
        for n in range(1, 20)
    ]
    with Library(tmp_path / "library") as library:
        library.add([item(f"article-{number}", each) for number, each in enumerate(said)])

        def hits(limit: int) -> list[str]:
            return [hit.row.fact.id for hit in search(library.index, "output ", limit).facts]

        rows = library.index.facts(parse("output "))
        assert [row.fact.id for row in rows.page(0, 50)] == hits(50)
        assert all(hits(limit) == hits(50)[:limit] for limit in range(1, 20))
        assert hits(50) != library.index.fact_ids(parse("output "))


def test_an_article_is_found_by_what_one_of_its_facts_says(library: Library) -> None:
    def titles(query: str) -> list[str]:
        return [hit.row.id for hit in search(library.index, query).articles]

    assert titles("kind:count status:planned") == ["energy"]
    assert titles("kind:money status:planned") == []
    assert titles("new kind:percent") == ["zone"]
    assert titles("-kind:percent -kind:money") == ["energy"]


PERIODS = {
    "1950-01-01/2021-06-30": [
        "period:1950",
        "period:1999",
        "period:2021",
        "period:2021H1",
        "period:2021..2030",
    ],
    "2021-08-01/..": ["period:2021", "period:2021-08", "period:2020..2022", "period:2021H2"],
    "../2025-12-31": ["period:2025", "period:2025-12-31", "period>2024"],
}


@pytest.mark.parametrize(("period", "queries"), PERIODS.items())
def test_a_period_is_found_by_every_span_that_it_touches(
    tmp_path: Path, period: str, queries: list[str]
) -> None:
    with Library(tmp_path / "library") as library:
        library.add([item("a", Said("It was ‹5 yuan›.", "revenue", 5, period=period))])
        assert {query: search(library.index, query).fact_count for query in queries} == dict.fromkeys(
            queries, 1
        )
        assert search(library.index, "period:1900..1949").fact_count == 0
        assert search(library.index, "period:2031..").fact_count == 0


def test_words_in_a_title_come_before_words_in_a_text(library: Library) -> None:
    assert search(library.index, "clusters OR thrives ").articles[0].row.id == "zone"
    assert search(library.index, "clusters OR speed ").articles[0].row.id == "energy"


def test_the_words_of_a_hit_are_marked_in_its_sentence(library: Library) -> None:
    (hit,) = search(library.index, '"generation cluster" made').facts
    assert hit.snippet == "It made new-generation clusters of 58 percent."
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["made", "generation clusters"]
    (hit,) = search(library.index, "能源").facts
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["能源"]


def test_an_article_is_shown_where_its_words_stand(library: Library) -> None:
    (hit,) = search(library.index, "cafe").articles
    article, _ = ITEMS[1]
    assert article.text[hit.start : hit.start + len(hit.snippet)] == hit.snippet
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["cafés"]
    assert hit.snippet.startswith("A cluster will")


def test_the_words_of_a_query_are_marked_in_any_text(library: Library) -> None:
    text = "Cafés in clusters, new energy; energy anew"
    query = parse('cafe "new energy" -anew metric:clusters')
    assert [text[start:end] for start, end in mark_words(query, text)] == [
        "Cafés",
        "clusters",
        "new energy",
    ]
    assert mark_words(ALL, text) == ()


def test_a_query_that_asks_for_nothing_finds_nothing_and_shows_all_rows(library: Library) -> None:
    result = search(library.index, " ")
    assert (result.facts, result.articles, result.fact_count, result.article_count) == ([], [], 0, 0)
    assert len(library.index.facts(parse(" "))) == 5


def test_a_mistake_is_said_and_the_rest_is_found(library: Library) -> None:
    result = search(library.index, "gdp colour:")
    assert result.fact_count == 1
    assert result.problem is not None
    assert "colour" in result.problem


def test_more_hits_than_asked_for_are_counted(library: Library) -> None:
    result = search(library.index, "value>0", limit=2)
    assert (len(result.facts), result.fact_count) == (2, 5)


def test_of_many_hits_those_in_the_metric_come_first(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Library(tmp_path_factory.mktemp("many") / "library") as library:
        said = Said("Its exports and its revenue reached ‹1 yuan›.", "exports", 1)
        library.add([*(numbered(number) for number in range(20)), item("late", said)])
        result = search(library.index, "revenue", limit=50)
        assert result.fact_count == 21
        assert [hit.row.fact.metric for hit in result.facts] == ["revenue"] * 20 + ["exports"]
        assert result.facts[0].row.fact.article == "article-00019"


def test_a_phrase_of_very_common_words_is_looked_for_in_the_newest_facts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.index.asking.NEWEST", 4)
    said = [Said(f"The output value of {n} was ‹{n} yuan›.", "output value", n) for n in range(1, 9)]
    said.append(Said("The yield of the value chain was ‹9 yuan›.", "yield", 9))
    with Library(tmp_path / "library") as library:
        library.add([item(f"article-{number}", each) for number, each in enumerate(said, 1)])
        result = search(library.index, '"output value" ')
        assert [hit.row.fact.value for hit in result.facts] == [8, 7, 6]
        assert f"{result.fact_count:,}" == "~6"
        assert search(library.index, '"value chain" ').fact_count == 1
        assert f"{search(library.index, 'output value ').fact_count:,}" == "8"
        assert len(library.index.facts(parse('"output value" '))) == 8


def test_articles_are_those_of_the_newest_facts_where_facts_are_very_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.index.asking.NEWEST", 4)
    monkeypatch.setattr("store.search._MANY", 3)
    said = [Said(f"Sales were ‹{n} yuan›.", "exports" if n == 2 else "sales", n) for n in range(1, 10)]
    with Library(tmp_path / "library") as library:
        library.add([item(f"article-{number}", each) for number, each in enumerate(said, 1)])
        result = search(library.index, "kind:money ")
        assert [hit.row.id for hit in result.articles] == ["article-9", "article-8", "article-7"]
        assert (f"{result.article_count}", result.fact_count) == ("~9", 9)
        result = search(library.index, "metric:exports ")
        assert [hit.row.id for hit in result.articles] == ["article-2"]


def test_what_a_fact_is_about_is_found_whether_its_sentence_says_so_or_not(tmp_path: Path) -> None:
    said = Said("The parkway earned ‹5 yuan› from exports.", "total exports", 5, subject="park")
    with Library(tmp_path / "library") as library:
        library.add([item("a", said)])
        found = {
            query: search(library.index, query).fact_count for query in ("park ", "total ", '"exports total" ')
        }
        assert found == {"park ": 1, "total ": 1, '"exports total" ': 0}


PIECES = [
    *(
        "gdp",
        '"',
        "-",
        "OR",
        "metric:",
        "value>",
        "value:1..2",
        "*",
        "(",
        "AND",
        "NEAR",
        "is:selected",
        "^",
        "+",
    ),
    *(
        "period:2021",
        "published:",
        "has:note",
        "{a b}:",
        "kind:",
        "\0",
        "\ud800",
        "新",
        "unit:yuan",
        "café*",
        "^x",
    ),
]
ANYTHING = st.text(st.characters(), max_size=40) | st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)
LONG = ['"' * 999, "a" * 9999, "x:" * 499, "-" * 999, "a OR " * 199, "新" * 999, "a* " * 300]


@settings(max_examples=300, deadline=None)
@given(ANYTHING)
def test_no_text_makes_a_search_fail(library: Library, text: str) -> None:
    result = search(library.index, text)
    query = parse(text)
    if query.node is not None:
        assert result.fact_count == len(library.index.facts(query))
        assert result.article_count == len(library.index.articles(query))
    for hit in result.facts:
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.marks)


def test_characters_of_every_block_of_unicode_can_be_searched_for(library: Library) -> None:
    blocks = ["".join(map(chr, range(start, start + 0x80, 0x1F))) for start in range(0, 0x110000, 0x80)]
    for block in blocks:
        assert parse(f'{block} "{block}" metric:{block} value:{block}').text
    for start in range(0, len(blocks), 16):
        query = " OR ".join(["gdp", *blocks[start : start + 16]])
        assert search(library.index, query).fact_count == len(library.index.facts(parse(query)))


@pytest.mark.parametrize("text", LONG)
def test_a_long_query_is_answered(library: Library, text: str) -> None:
    assert search(library.index, text).fact_count >= 0


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("clustr", "clusters"),
        ("energi firrms ", "energi firms"),
        ("genration kind:percent", "generation kind:percent"),
        ("xyzzy", None),
        ("new jubilee", None),
        ("kind:rank", None),
        ("clusters", None),
    ],
)
def test_a_word_that_occurs_nowhere_brings_up_one_that_does(
    library: Library, query: str, meant: str | None
) -> None:
    assert search(library.index, query).meant == meant
