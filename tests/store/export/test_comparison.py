"""A comparison as Markdown, CSV and JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from store.comparison import Comparison, compare
from store.export.comparison import to_csv, to_jsonl, to_markdown
from store.index import FactRow
from store.records import Equivalent, Fact

REVENUE = Fact(
    id="1", article="energy", start=0, end=1, quote="6.84 billion yuan", sentence="It hit 6.84 billion yuan.",
    kind="money", value=6.84e9, upper=None, bound="exact", unit="CNY", equivalent=Equivalent(1.02e9, "USD"),
    change=None, metric="combined revenues", subject="cluster", period="2021-01-01/2021-12-31",
    status="actual",
)  # fmt: skip
OLDER = replace(
    REVENUE, id="2", article="older", period="2020-01-01/2020-12-31", value=5e9, quote="5 billion yuan",
    sentence="It was 5 billion yuan.",
    equivalent=None,
)  # fmt: skip
COMPANIES = replace(
    REVENUE, id="3", metric="companies", kind="count", unit="companies", value=46, equivalent=None
)
BOOKS = replace(
    REVENUE, id="4", article="books", period="2022-01-01/2022-06-30", unit="USD", value=2e9, quote="$2 billion",
    sentence="Sales | were $2 billion.", metric="sales revenue", equivalent=None,
)  # fmt: skip


@dataclass(frozen=True)
class Named:
    name: str
    aliases: tuple[str, ...] = ()


def rows(*facts: Fact) -> list[FactRow]:
    return [FactRow(fact, f"Title of {fact.article}", "P", "2022-07-29") for fact in facts]


def comparison() -> Comparison:
    return compare([(Named("new energy"), rows(REVENUE, OLDER, COMPANIES)), (Named("books"), rows(BOOKS))])


def test_the_markdown_reads_as_documented() -> None:
    assert to_markdown(comparison()) == (
        "# new energy / books\n"
        "\n"
        "Money in CNY where the articles state a rate, else as stated.\n"
        "\n"
        "## Size\n"
        "\n"
        "| Indicator | new energy | books |\n"
        "| --- | ---: | ---: |\n"
        "| companies | 46 companies, 2021[^1] | not stated |\n"
        "\n"
        "## Money\n"
        "\n"
        "| Indicator | new energy | books |\n"
        "| --- | ---: | ---: |\n"
        "| revenue | 6.84 billion CNY, 2021[^1] | 13.41 billion CNY, 2022 H1[^2] (period, converted) |\n"
        "\n"
        "## Computed\n"
        "\n"
        "| Indicator | new energy | books |\n"
        "| --- | ---: | ---: |\n"
        "| revenue per company | 148.7 million CNY[^1] | not stated |\n"
        "\n"
        "## Notes\n"
        "\n"
        "- revenue, new energy, also stated: 5 billion CNY (2020)[^3].\n"
        "- revenue, books, period: 2022 H1 beside 2021.\n"
        "- revenue, books, converted: from \\$2 billion at 1 USD \\= 6.71 CNY, a rate of “Title of energy, "
        "2022-07-29”[^1].\n"
        "- revenue per company, new energy, computed: 6.84 billion CNY (2021) / 46 companies (2021).\n"
        "\n"
        "[^1]: “It hit 6.84 billion yuan.”\n"
        "    *Title of energy*, P, 2022-07-29.\n"
        "\n"
        "[^2]: “Sales \\| were \\$2 billion.”\n"
        "    *Title of books*, P, 2022-07-29.\n"
        "\n"
        "[^3]: “It was 5 billion yuan.”\n"
        "    *Title of older*, P, 2022-07-29.\n"
    )


def test_every_footnote_of_the_markdown_is_cited_and_found() -> None:
    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    tokens = parser.parse(to_markdown(comparison()))
    assert sum(token.type == "footnote_open" for token in tokens) == 3
    assert sum(token.type == "table_open" for token in tokens) == 3
    assert "[^" not in parser.render(to_markdown(comparison()))


def test_a_name_cannot_break_the_table() -> None:
    hostile = compare([(Named("a | b\n# c"), rows(REVENUE))])
    assert "| Indicator | a \\| b \\# c |\n" in to_markdown(hostile)


def test_the_csv_has_a_line_for_every_statement_and_empty_cell() -> None:
    lines = list(csv.DictReader(io.StringIO(to_csv(comparison()))))
    assert [(line["indicator"], line["cluster"], line["cell"], line["text"]) for line in lines] == [
        ("companies", "new energy", "shown", "46 companies"),
        ("companies", "books", "not stated", "not stated"),
        ("revenue", "new energy", "shown", "6.84 billion CNY"),
        ("revenue", "new energy", "other", "5 billion CNY"),
        ("revenue", "books", "shown", "13.41 billion CNY"),
        ("revenue per company", "new energy", "computed", "148.7 million CNY"),
        ("revenue per company", "books", "not stated", "not stated"),
    ]
    assert lines[4]["rate"] == "1 USD = 6.71 CNY"
    assert lines[4]["quote"] == "$2 billion"
    assert lines[5]["fact"] == "1; 3"


def test_the_json_lines_hold_the_facts_behind_every_cell() -> None:
    records = [json.loads(line) for line in to_jsonl(comparison()).splitlines()]
    assert [(record["indicator"], record["cluster"]) for record in records] == [
        (indicator, cluster)
        for indicator in ("companies", "revenue", "revenue per company")
        for cluster in ("new energy", "books")
    ]
    assert [Fact.from_json(stated["fact"]) for stated in records[2]["stated"]] == [REVENUE, OLDER]
    assert records[3]["stated"][0]["rate"] == {"text": "1 USD = 6.71 CNY", "fact": "1"}
    assert [mark["kind"] for mark in records[3]["marks"]] == ["period", "converted"]
    assert records[4]["computed"]["facts"] == ["1", "3"]


def test_nothing_compared_is_an_empty_document() -> None:
    assert to_jsonl(compare([])) == ""
    assert to_csv(compare([])).count("\n") == 1
