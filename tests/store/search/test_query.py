"""The query language: what a text asks for, and what is said of a mistake."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.query import ALL, parse
from store.query.nodes import All, Between, During, Either, Marked, Match, Node, Not, Same
from store.query.values import Span, find_number, find_span

ASKED: list[tuple[str, Node]] = [
    ("revenue ", Match("revenue")),
    ("new energy ", All((Match("new"), Match("energy")))),
    ("new energy", All((Match("new"), Match("energy", beginning=True)))),
    ("in ", Match("in")),
    ("in", Match("in", begun=True)),
    ("rev* jobs ", All((Match("rev", beginning=True), Match("jobs")))),
    ('"main business" jobs ', All((Match("main business"), Match("jobs")))),
    ("jobs -planned ", All((Match("jobs"), Not(Match("planned"))))),
    ('-"main business"', Not(Match("main business"))),
    ("jobs OR firms parks ", All((Either((Match("jobs"), Match("firms"))), Match("parks")))),
    ("a OR b OR c ", Either((Match("a"), Match("b"), Match("c")))),
    ("jobs AND firms ", All((Match("jobs"), Match("firms")))),
    ("metric:GDP ", Match("GDP", field="metric")),
    ('subject:"high-tech zone"', Match("high-tech zone", field="subject")),
    ("unit:CNY ", Same("unit", "CNY")),
    ("unit:CNY", Same("unit", "CNY", beginning=True)),
    ("kind:money -status:planned ", All((Same("kind", "money"), Not(Same("status", "planned"))))),
    ("value>1bn", Between(1e9, None, over=True)),
    ("value > 1.5 billion ", Between(1.5e9, None, over=True)),
    ("value>=1,000", Between(1000, None)),
    ("value<10%", Between(None, 10, under=True)),
    ("value:10m..1bn", Between(1e7, 1e9)),
    ("value:..3k", Between(None, 3000)),
    ("value:52", Between(52, 52)),
    ("value:>5", Between(5, None, over=True)),
    ("value=-3.5", Between(-3.5, -3.5)),
    ("published:2022..2024", During("published", Span("2022-01-01", "2024-12-31"))),
    ("published:2022-07", During("published", Span("2022-07-01", "2022-07-31"))),
    ("published>2022", During("published", Span("2023-01-01", None))),
    ("published<2022-03-01", During("published", Span(None, "2022-02-28"))),
    ("period:2022H1", During("period", Span("2022-01-01", "2022-06-30"))),
    ("period:2020Q3..", During("period", Span("2020-07-01", None))),
    ("is:selected has:note", All((Marked("selected"), Marked("note")))),
    ("metric: revenue", Match("revenue", beginning=True, field="metric")),
    ("http://a.b/c ", Match("http://a.b/c")),
    ("co-op C++ ", All((Match("co-op"), Match("C++")))),
]


@pytest.mark.parametrize(("text", "node"), ASKED)
def test_what_a_query_asks_for(text: str, node: Node) -> None:
    query = parse(text)
    assert query.node == node
    assert query.problem is None or "//" in text


@pytest.mark.parametrize("text", ["", " ", "-", "OR", "AND", "( )", "***", "''", "…"])
def test_what_asks_for_nothing_is_no_mistake(text: str) -> None:
    assert parse(text).node is None
    assert parse(text).problem is None
    assert parse("") == ALL


PROBLEMS = [
    ("colour:red", "there is no field “colour”", True),
    ('"never closed', "the quotation mark is still open", True),
    ("metric:", "after metric: comes what is measured", False),
    ("jobs value>", "after value> comes 1bn", True),
    ("value:lots", "value: cannot be “lots”; it takes 1bn", False),
    ("value:1..x", "cannot be “1..x”", False),
    ("value:..", "cannot be “..”", False),
    ("period:2022-13", "period: cannot be “2022-13”", False),
    ("published:2022-02-30", "cannot be “2022-02-30”", False),
    ("published:yesterday", "published: cannot be “yesterday”", False),
    ("is:lovely", "is: cannot be “lovely”; it takes selected", False),
    ("metric>5", "metric: cannot be “5”", False),
    ("a " * 200, "only the first 64 words count", True),
    ("a" * 5000, "only the first 1000 characters count", True),
]


@pytest.mark.parametrize(("text", "problem", "asks"), PROBLEMS)
def test_a_mistake_is_said_in_a_few_words_and_the_rest_holds(text: str, problem: str, asks: bool) -> None:
    query = parse(text)
    assert query.problem is not None
    assert problem in query.problem
    assert len(query.problem) < 80
    assert (query.node is not None) == asks


def test_the_words_to_mark_are_those_that_a_hit_may_hold() -> None:
    assert parse('new "high tech" -old metric:GDP kind:money job').words == ("new", "high tech", "GDP", "job*")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5", 5), ("1bn", 1e9), ("1.5 billion", 1.5e9), ("10,000", 1e4), ("3k", 3e3), ("2 Trillion", 2e12),
        ("7%", 7), (".5m", 5e5), ("-4", -4), ("x", None), ("1 bnx", None), ("", None), ("1e5", None),
    ],
)  # fmt: skip
def test_numbers_as_people_spell_them(text: str, number: float | None) -> None:
    assert find_number(text) == number


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2021", Span("2021-01-01", "2021-12-31")),
        ("2020-02", Span("2020-02-01", "2020-02-29")),
        ("2020-2-9", Span("2020-02-09", "2020-02-09")),
        ("2022-H2", Span("2022-07-01", "2022-12-31")),
        ("2022q4", Span("2022-10-01", "2022-12-31")),
        ("..2021", Span(None, "2021-12-31")),
        ("2020..2021-06", Span("2020-01-01", "2021-06-30")),
        ("2022H3", None),
        ("0000", None),
        ("2021-00", None),
        ("21", None),
        ("..", None),
        ("9999..", Span("9999-01-01", None)),
    ],
)
def test_spans_as_people_spell_them(text: str, span: Span | None) -> None:
    assert find_span(text) == span


ANYTHING = st.text(st.characters(), max_size=60) | st.text("ab-\"':.<>=*()OR 12bnvalue", max_size=60)


@settings(max_examples=500)
@given(ANYTHING)
def test_any_text_is_a_query(text: str) -> None:
    query = parse(text)
    assert query.problem is None or 0 < len(query.problem) < 80


PIECES = ['"', "-", "a:", "value>", "value ", "1..", " ", "x*", "(", "OR ", "value: ", "\u202e"]


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_query_takes_no_long_time(piece: str) -> None:
    began = time.process_time()
    parse(piece * 10_000)
    assert time.process_time() - began < 1
