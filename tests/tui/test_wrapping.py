"""Wrapping: lines are no wider than asked for, and no character gets lost."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.wrapping import wrap

TEXTS = st.text(alphabet=st.sampled_from("ab wörter\n 济宁市新能源e\u0301. "), max_size=200)


def lines_of(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width).spans()]


def test_lines_break_at_blanks() -> None:
    assert lines_of("the zone thrives on industry", 12) == ["the zone", "thrives on", "industry"]


def test_a_word_that_is_too_long_is_broken() -> None:
    assert lines_of("abcdefghij kl", 4) == ["abcd", "efgh", "ij", "kl"]


def test_wide_characters_take_two_cells() -> None:
    assert lines_of("济宁市新能源", 5) == ["济宁", "市新", "能源"]


def test_paragraphs_keep_their_blank_line() -> None:
    assert lines_of("one\n\ntwo", 20) == ["one", "", "two"]


@given(TEXTS, st.integers(2, 30))
def test_no_line_is_wider_than_asked_for(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in lines_of(text, width))


@given(TEXTS, st.integers(1, 30))
def test_every_character_but_blanks_is_in_exactly_one_line(text: str, width: int) -> None:
    lines = wrap(text, width)
    spans = list(lines.spans())
    assert "".join(text.split()) == "".join("".join(text[start:end] for start, end in spans).split())
    assert all(end <= following for (_, end), (following, _) in pairwise(spans))


@given(TEXTS, st.integers(1, 30))
def test_a_place_is_found_in_its_line(text: str, width: int) -> None:
    lines = wrap(text, width)
    for number, (start, end) in enumerate(lines.spans()):
        if end > start:
            assert lines.line_of(start) == number
            assert lines.line_of(end - 1) == number
