"""Finding words in an article, and going to its paragraphs."""

from __future__ import annotations

import re

import pytest
from driving import Driver, opened
from hypothesis import given
from hypothesis import strategies as st

from store.library import Library
from tui.app import JiningApp
from tui.finding import next_place, paragraphs, places_of
from tui.settings import Settings

TEXT = "One firm.\n\nTwo  firms\nof the FIRM.\n\n  Three.\n \nFour."


def test_words_are_found_in_any_case_and_over_line_breaks() -> None:
    assert [TEXT[start:end] for start, end in places_of(TEXT, "firm")] == ["firm", "firm", "FIRM"]
    assert [TEXT[start:end] for start, end in places_of(TEXT, "two firms of")] == ["Two  firms\nof"]
    assert not places_of(TEXT, "  ")
    assert not places_of(TEXT, "fi.m")


def test_places_are_gone_through_in_turn() -> None:
    places = [(3, 4), (7, 8)]
    assert [next_place(places, at, 1) for at in (0, 3, 7)] == [0, 1, 0]
    assert [next_place(places, at, -1) for at in (0, 3, 7, 9)] == [1, 1, 0, 1]
    assert next_place(places, 3, 0) == 0


def test_paragraphs_are_what_blank_lines_separate() -> None:
    assert [TEXT[start:].split()[0] for start in paragraphs(TEXT)] == ["One", "Two", "Three.", "Four."]
    assert paragraphs("") == []


@given(st.text(alphabet="a \n", max_size=60))
def test_every_paragraph_begins_with_something(text: str) -> None:
    starts = paragraphs(text)
    assert starts == sorted(set(starts))
    assert bool(starts) == bool(text.strip())


async def test_typing_finds_and_enter_goes_on(library: Library) -> None:
    async with opened(library) as at:
        await at.press("right_square_bracket", "right_square_bracket", "ctrl+f")
        await at.type("billion")
        assert "1 of 5" in at.screen
        await at.press("enter", "down")
        assert "3 of 5" in at.screen
        await at.press("up")
        assert "2 of 5" in at.screen
        assert len(re.findall(r"│ +/\$? +\S.*billion", at.screen)) > 1
        await at.press("escape", "n")
        assert "3 of 5" in at.screen
        await at.press("p", "p", "p")
        assert "5 of 5" in at.screen
        await at.press("escape")
        assert "5 of 5" not in at.screen
        assert at.app.focused is not None
        assert at.app.focused.id == "reader"


async def test_what_is_not_there_is_told(library: Library) -> None:
    async with opened(library) as at:
        await at.press("ctrl+f")
        await at.type("zeppelin")
        assert "not in this article" in at.screen
        await at.press("enter")
        assert at.app.desk.state.place is None


async def test_found_and_fact_and_current_fact_differ_without_colour(library: Library) -> None:
    """By reverse, bold, underline and the sign in the margin: what a terminal without colour keeps."""
    async with opened(library) as at:
        await at.press("right_square_bracket", "right_square_bracket", "n", "n", "n", "ctrl+f")
        await at.type("investments")
        looks = {}
        for strip in at.app.screen._compositor.render_strips():
            for segment in strip:
                for words in ("investments", "27.7 billion yuan", "fixed"):
                    if segment.text.strip().startswith(words) and segment.style:
                        style = segment.style
                        looks[words] = (style.bold, style.underline, style.reverse)
        assert len(set(looks.values())) == 3


@pytest.mark.parametrize("ascii_alone", [False, True])
async def test_the_find_line_fits_a_small_terminal(library: Library, ascii_alone: bool) -> None:
    app = JiningApp(library, settings=Settings(ascii=ascii_alone))
    async with app.run_test(size=(60, 15)) as pilot:
        at = Driver(app, pilot)
        await at.press("ctrl+f")
        await at.type("yuan")
        assert "1 of " in at.screen
        assert at.screen.isascii() == ascii_alone


async def test_paragraphs_are_gone_to(library: Library) -> None:
    async with opened(library, 60, 15) as at:
        await at.press("right_square_bracket", "right_square_bracket", "right_curly_bracket")
        assert at.app.desk.in_view() is not None
        await at.press("left_curly_bracket")
        assert at.app.desk.in_view() is None
        await at.press("number_sign")
        assert "The article has 3 paragraphs." in at.screen
        await at.press("backspace", "9", "enter")
        assert "Give a number from 1 to 3." in at.screen
        await at.press("backspace", "2", "enter")
        assert any("The zone's GDP was" in line for line in at.screen.splitlines()[2:5])
