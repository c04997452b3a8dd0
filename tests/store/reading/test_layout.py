"""Paragraphs come out as they were written, whichever way the text was wrapped."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.reading.layout import join_paragraphs, split_lines

FIRST = (
    "Jining city has achieved important results in facilitating the growth of clusters in energy conservation, "
    "environmental protection, and new energy industries, according to a press conference held on July 19."
)
SECOND = (
    "The working group has identified a total of 197 companies as members of the clusters. Among these "
    "companies, 114 are enterprises with annual main business revenue of at least 20 million yuan. In 2021 "
    "they grew fast."
)
THIRD = (
    "Since the beginning of this year, one of the 40 enterprises has been granted the status of a "
    "demonstration enterprise, and 13 have been recognized as small and medium firms, said Xie, head of the "
    "working group."
)


def paragraphs(text: str) -> list[str]:
    lines = split_lines(text)
    return join_paragraphs(lines, ["joins"] * len(lines))


@pytest.mark.parametrize("width", [50, 64, 72, 80, 100])
@pytest.mark.parametrize(("within", "between"), [(1, 2), (2, 3), (2, 4), (3, 6)])
def test_wrapped_text(width: int, within: int, between: int) -> None:
    wrapped = ("\n" * within).join
    blocks = [wrapped(textwrap.wrap(text, width, break_on_hyphens=False)) for text in (FIRST, SECOND, THIRD)]
    assert paragraphs(("\n" * between).join(blocks)) == [FIRST, SECOND, THIRD]


def test_the_same_number_of_blank_lines_everywhere() -> None:
    lines = [
        line for text in (FIRST, SECOND, THIRD) for line in textwrap.wrap(text, 76, break_on_hyphens=False)
    ]
    assert paragraphs("\n\n\n".join(lines)) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n\n", "\r\n", "\r\n\r\n", "\r", "\u2029", "\n  \t \n"])
def test_one_paragraph_a_line(between: str) -> None:
    assert paragraphs(between.join([FIRST, SECOND, THIRD])) == [FIRST, SECOND, THIRD]


def test_a_sentence_cut_off_in_the_source_stays_cut() -> None:
    cut = "The group will focus on faster growth, according to Zhang, deputy head of the special working"
    blocks = ["\n\n".join(textwrap.wrap(text, 70)) for text in (FIRST, cut, SECOND)]
    assert paragraphs("\n\n\n\n".join(blocks)) == [FIRST, cut, SECOND]


def test_lists_and_headings_stay_apart() -> None:
    lines = ["Key figures", "- 52 tenants", "- 25 in production", "1. Roads", "2. Ports"]
    assert paragraphs("\n".join(lines)) == lines


def test_short_lines_of_a_table_stay_apart() -> None:
    lines = ["City", "Output", "Jinan", "3.1 billion yuan", "Qingdao", "4.5 billion yuan"]
    assert paragraphs("\n".join(lines)) == lines


def test_a_compound_broken_after_its_hyphen_is_whole_again() -> None:
    assert paragraphs("The chains of water treatment and energy-\nefficient materials grew.") == [
        "The chains of water treatment and energy-efficient materials grew."
    ]
    assert paragraphs("The park helped a number of small-\nand medium-sized firms.") == [
        "The park helped a number of small- and medium-sized firms."
    ]


def test_white_space_of_every_kind_is_one_space() -> None:
    assert paragraphs("GDP\u00a0 grew\t5\u3000percent\u200b.") == ["GDP grew 5 percent."]


def test_a_space_inside_a_number_is_kept_as_such() -> None:
    assert paragraphs("9\u202f003 hectares and 20\u00a0580 jobs") == [
        "9\u00a0003 hectares and 20\u00a0580 jobs"
    ]


@given(st.text(st.sampled_from("ab1.,- \n\t\r\u00a0é济"), max_size=400))
def test_only_white_space_is_lost(text: str) -> None:
    assert "".join("".join(paragraphs(text)).split()) == "".join(text.split())
