"""Facts as Markdown, read back with a Markdown parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from store.export.markdown import export_facts, md_inline
from store.index import FactRow
from store.reading.clean import clean
from store.records import Article, Equivalent, Fact

SENTENCE = (
    "Last year, the combined revenues and profits of 46 firms hit 6.84 billion yuan and 448 million yuan."
)
REVENUE = Fact(
    id="1" * 16, article="energy", start=61, end=78, quote="6.84 billion yuan", sentence=SENTENCE,
    kind="money", value=6_840_000_000, upper=None, bound="exact", unit="CNY", equivalent=None, change=None,
    metric="combined revenues", subject="46 leading enterprises", period="2021-01-01/2021-12-31",
    status="actual", place="Jining", clusters=("new energy",),
)  # fmt: skip
PROFIT = replace(REVENUE, id="2" * 16, quote="448 million yuan", value=448e6, metric="combined profits")
PROJECTS = replace(
    REVENUE, id="3" * 16, article="projects", sentence="The city launched 144 new projects.", quote="144",
    kind="count", value=144, unit="projects", metric="new projects", subject="Jining", period=None, clusters=(),
)  # fmt: skip
TITLES = {"energy": "Jining speeds up clusters", "projects": "Jining advances"}

HOSTILE = [
    "| a | b |", "<script>alert(1)</script>", "![x](http://e.vil/p.png)", "[a](javascript:x)", "```\ncode\n```",
    "# heading", "- item", "1. item", "1) item", "+ item", ": definition", "> quote", "| --- |", "a\\", "\\|",
    "&lt;b&gt;", "*bold* _em_ ~~gone~~", "[^1]", "[^1]: note", "www.e.vil", "https://e.vil", "<https://e.vil>",
    "a@b.example", "$x$", "{#id}", "==mark==", "---", "===", "\x1b]52;c;x\x1b\\", "\u202eevil", "    code",
    "trailing #", "a\n\nb", "`", "\\", "",
]  # fmt: skip

texts = (
    st.sampled_from(HOSTILE)
    | st.text(alphabet="ab1 \\`*_[]<>|~&$^={}@#+-:!.()/\n\t\"'w", max_size=24)
    | st.text()
)
parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)


def row(fact: Fact, title: str | None = None, publisher: str = "PRNewswire") -> FactRow:
    return FactRow(fact, TITLES[fact.article] if title is None else title, publisher, "2022-07-29")


def shown(text: str) -> str:
    return " ".join(clean(text).split())


def every_token(tokens: list[Token] | None) -> Iterator[Token]:
    for token in tokens or []:
        yield token
        yield from every_token(token.children)


def plain_text(token: Token) -> str:
    return "".join(child.content for child in token.children or [] if child.type == "text")


def cells(document: str) -> list[list[str]]:
    """The body cells of all tables, as text."""
    tokens = parser.parse(document)
    found: list[list[str]] = []
    for token, inner in pairwise(tokens):
        if token.type == "tr_open":
            found.append([])
        if token.type == "td_open":
            found[-1].append(plain_text(inner))
    return [line for line in found if line]


def footnotes(document: str) -> list[str]:
    """The footnotes' text, in the order of their numbers."""
    tokens = parser.parse(document)
    start = next(
        (place for place, token in enumerate(tokens) if token.type == "footnote_block_open"), len(tokens)
    )
    return [
        "".join(" " if child.type == "softbreak" else child.content for child in token.children or [])
        for token in tokens[start:]
        if token.type == "inline"
    ]


def test_the_export_reads_as_documented() -> None:
    assert export_facts([row(REVENUE), row(PROFIT)]) == (
        "# Facts\n"
        "\n"
        "2 facts from 1 article. Every figure's footnote quotes its sentence.\n"
        "\n"
        "## New energy (Jining)\n"
        "\n"
        "| Metric | Value | Period | Of |\n"
        "| --- | ---: | --- | --- |\n"
        "| combined revenues | 6.84 billion CNY[^1] | 2021 | 46 leading enterprises |\n"
        "| combined profits | 448 million CNY[^1] | 2021 | 46 leading enterprises |\n"
        "\n"
        f"[^1]: “{SENTENCE}”\n"
        "    *Jining speeds up clusters*, PRNewswire, 2022-07-29.\n"
    )


def test_every_figure_has_a_footnote_with_sentence_title_publisher_and_date() -> None:
    document = export_facts([row(REVENUE), row(PROJECTS)])
    assert footnotes(document) == [
        f"“{SENTENCE}” Jining speeds up clusters, PRNewswire, 2022-07-29.",
        "“The city launched 144 new projects.” Jining advances, PRNewswire, 2022-07-29.",
    ]


def test_facts_of_one_sentence_share_its_footnote() -> None:
    document = export_facts([row(REVENUE), row(PROJECTS), row(PROFIT)])
    assert re.findall(r"\[\^(\d)\] ", document) == ["1", "1", "2"]


def test_tables_are_per_cluster_or_per_article_and_keep_the_callers_order() -> None:
    rows = [row(PROFIT), row(PROJECTS), row(REVENUE)]
    assert re.findall("^## (.+)$", export_facts(rows), re.M) == ["New energy (Jining)", "About no cluster"]
    assert re.findall("^## (.+)$", export_facts(rows, group="article"), re.M) == [
        "Jining speeds up clusters, 2022-07-29",
        "Jining advances, 2022-07-29",
    ]
    assert [line[0] for line in cells(export_facts(rows))] == [
        "combined profits",
        "combined revenues",
        "new projects",
    ]


def test_conversions_and_plans_are_told() -> None:
    stated = replace(REVENUE, equivalent=Equivalent(1_000_000_000, "USD"), status="planned")
    [[_, value, _, _]] = cells(export_facts([row(stated)]))
    assert value == "6.84 billion CNY (= 1 billion USD), planned"


def test_an_article_with_an_address_is_linked() -> None:
    article = Article(id="energy", title="", text="", digest="", address="https://example.org/a?b=1")
    document = export_facts([row(REVENUE)], [article])
    assert [
        token.attrGet("href") for token in every_token(parser.parse(document)) if token.type == "link_open"
    ] == [
        "https://example.org/a?b=1#:~:text=Last%20year%2C%20the%20combined%20revenues%20and,"
        "billion%20yuan%20and%20448%20million%20yuan."
    ]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://a b", "https://a>b", "https://a\n[^1]: x"])
def test_what_is_no_web_address_is_not_linked(address: str) -> None:
    article = Article(id="energy", title="", text="", digest="", address=address)
    assert export_facts([row(REVENUE)], [article]) == export_facts([row(REVENUE)])


def test_no_facts_make_a_document_that_says_so() -> None:
    assert "0 facts from 0 articles" in export_facts([])


@given(texts)
def test_text_is_shown_as_it_is_in_a_paragraph_a_heading_and_emphasis(text: str) -> None:
    if not shown(text):
        return
    for before, after in (("", ""), ("## ", ""), ("“", "”"), ("*", "*, 2022.")):
        tokens = parser.parse(before + md_inline(text) + after)
        assert len(tokens) == 3
        assert plain_text(tokens[1]) == before.strip("#* ") + shown(text) + after.strip("*")
        assert {token.type for token in tokens[1].children or []} <= {"text", "em_open", "em_close"}


@given(texts)
def test_no_address_is_left_for_a_viewer_to_link(text: str) -> None:
    assert not re.search(r"(?<!\\)://|www\.", md_inline(text), re.IGNORECASE)


@given(texts, texts, texts, texts, texts, texts)
def test_hostile_text_never_leaves_its_cell_or_footnote(
    metric: str, subject: str, unit: str, sentence: str, title: str, publisher: str
) -> None:
    fact = replace(PROJECTS, metric=metric, subject=subject, unit=unit, sentence=sentence, place=title)
    document = export_facts([row(fact, title=title, publisher=publisher), row(REVENUE)])
    [first, second] = cells(document)
    assert (first[0], first[3]) == (shown(metric), shown(subject))
    assert second[0] == "combined revenues"
    assert len(footnotes(document)) == 2
    assert shown(sentence) in footnotes(document)[0]
    types = {token.type for token in every_token(parser.parse(document))}
    assert not types & {"html_inline", "html_block", "link_open", "image", "fence", "code_block", "code_inline"}


@given(st.permutations([REVENUE, PROFIT, PROJECTS]))
def test_the_same_facts_in_the_same_order_give_the_same_document(facts: list[Fact]) -> None:
    rows = [row(fact) for fact in facts]
    assert export_facts(rows) == export_facts(list(rows))
    assert [line[0] for line in cells(export_facts(rows, group="article"))].count("new projects") == 1


def test_a_list_is_one_table_in_the_order_given() -> None:
    text = export_facts([row(PROJECTS), row(REVENUE), row(PROFIT)], group="list")
    assert "## " not in text
    assert [metric for metric in ("new projects", "combined revenues", "combined profits") if metric in text]
    assert text.index("new projects") < text.index("combined revenues") < text.index("combined profits")


def test_notes_and_corrections_stand_beside_their_figures() -> None:
    corrected = replace(row(PROFIT), verdict="corrected", extracted=replace(PROFIT, value=447e6))
    text = export_facts([row(REVENUE), corrected, row(PROJECTS)], remarks={REVENUE.id: "ask them"})
    energy, projects = text.split("## ")[1:3]
    assert "| Metric | Value | Period | Of | Note |" in energy
    assert "| ask them |" in energy
    assert "| corrected; extracted: value 447 million |" in energy
    assert "Note" not in projects


@given(texts)
def test_no_note_is_read_as_markdown(text: str) -> None:
    written = export_facts([row(REVENUE)], group="list", remarks={REVENUE.id: text})
    tokens = parser.parse(written)
    cells = [token for token in tokens if token.type in ("th_open", "td_open")]
    assert len(cells) in (8, 10)
    allowed = {"text", "footnote_ref", "softbreak", "em_open", "em_close", "footnote_anchor"}
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert kinds <= allowed
