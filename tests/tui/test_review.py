"""A reader's word on facts: accepting, rejecting, correcting, noting, making facts of other numbers."""

from __future__ import annotations

import pytest
from driving import Driver, opened

from store.library import Library
from store.query import parse
from store.records import Fact

TO_ZONE = ("right_square_bracket", "right_square_bracket")


def found(library: Library, query: str) -> list[Fact]:
    return [row.fact for row in library.index.facts(parse(query)).page(0, 99)]


async def write(at: Driver, field: str, text: str) -> None:
    """Put a text into a field of the form."""
    from textual.widgets import Input

    at.app.screen.query_one(f"#{field}", Input).value = text
    await at.rest()


async def test_a_fact_is_accepted_and_the_word_taken_back(library: Library) -> None:
    async with opened(library) as at:
        await at.press("n", "plus")
        assert "✓ accepted by you" in at.screen
        assert at.notices == ""
        assert len(found(library, "is:accepted")) == 1
        await at.press("plus")
        assert "accepted by you" not in at.screen
        assert found(library, "is:accepted") == []


async def test_a_rejected_fact_leaves_the_text_and_can_be_taken_back_there(library: Library) -> None:
    async with opened(library) as at:
        await at.press("n", "n", "minus")
        assert "3 facts · 1 set aside" in at.screen
        assert "rejected by you" in at.screen
        assert "✗" in at.screen
        assert "16 facts" in at.screen.splitlines()[0]
        await at.press("minus")
        assert "fact 2 of 4" in at.screen
        assert found(library, "is:rejected") == []


async def test_n_goes_on_from_a_rejected_fact(library: Library) -> None:
    async with opened(library) as at:
        await at.press("n", "n", "minus", "n")
        assert "fact 2 of 3" in at.screen
        assert "200 firms" in at.screen


async def test_a_rejected_fact_leaves_the_table_and_the_cursor_stays(library: Library) -> None:
    async with opened(library) as at:
        await at.press("2", "j", "j")
        before = at.screen
        line = next(line for line in before.splitlines() if line.startswith("▌"))
        await at.press("minus")
        assert "16 of 16" in at.screen
        now = next(line for line in at.screen.splitlines() if line.startswith("▌"))
        assert line not in at.screen
        assert before.splitlines().index(line) == at.screen.splitlines().index(now)


async def test_rejected_facts_are_listed_opened_and_taken_back(library: Library) -> None:
    async with opened(library) as at:
        await at.press("2", "minus", "f")
        await at.type("is:rejected")
        await at.press("escape")
        assert "1 of 16" in at.screen
        line = next(line for line in at.screen.splitlines() if line.startswith("▌"))
        assert "✗" in line
        await at.press("enter")
        assert at.pane == "read"
        assert "rejected by you" in at.screen
        await at.press("2", "minus")
        assert "0 of 17" in at.screen


async def test_a_corrected_fact_shows_both_readings_everywhere(library: Library) -> None:
    async with opened(library) as at:
        await at.press("n", "n", "r")
        assert "Correct the fact" in at.screen
        await write(at, "metric", "gross output")
        await write(at, "value", "14 billion")
        await write(at, "period", "2021")
        await at.press("enter")
        assert "✎ corrected by you" in at.screen
        assert "14 billion CNY" in at.screen
        assert "extracted metric output value, value 13.6 billion, period 2022 H1" in at.screen
        await at.press("2")
        assert "corrected by you (extracted: metric output value, value 13.6 billion" in at.screen
        line = next(line for line in at.screen.splitlines() if line.startswith("▌"))
        assert "✎" in line
        assert "gross output" in line
        await at.press("slash")
        await at.type("gross output")
        assert "1 fact" in at.screen
        assert "✎$ 14 bn CNY" in at.screen
        await at.press("escape", "1", "r")
        assert "extracted: output value" in at.screen
        await write(at, "metric", "output value")
        await write(at, "value", "13.6 billion")
        await write(at, "period", "2022 H1")
        await at.press("enter")
        assert "is again as it was extracted" in at.notices
        assert found(library, "is:corrected") == []


async def test_a_mistake_in_the_form_is_told_and_nothing_lost(library: Library) -> None:
    async with opened(library, 80, 24) as at:
        await at.press("n", "r")
        await write(at, "value", "many")
        await write(at, "metric", "something")
        await at.press("enter")
        assert "“many” is not understood as a number" in at.screen
        assert "something" in at.screen
        await at.press("escape")
        assert found(library, "is:corrected") == []


async def test_in_the_smallest_window_every_field_and_mistake_is_seen(library: Library) -> None:
    async with opened(library, 60, 15) as at:
        await at.press("n", "r")
        await write(at, "value", "many")
        await at.press("enter")
        assert "“many” is not understood as a number" in at.screen
        await at.press(*["tab"] * 9)
        assert "Clusters" in at.screen
        assert "esc closes" in at.screen


async def test_a_number_that_was_not_understood_is_made_a_fact(library: Library) -> None:
    async with opened(library) as at:
        await at.press(*TO_ZONE, "x", "n", *["n"] * 8)
        assert "a number that is no fact" in at.screen
        assert "“101”" in at.screen
        assert "not understood" in at.screen
        await at.press("r")
        assert "Make the number a fact" in at.screen
        await at.press("enter")
        assert "A fact needs a metric" in at.screen
        await write(at, "metric", "number of the room")
        await at.press("enter")
        assert "◆ made a fact by you" in at.screen
        assert "fact 9 of 9" in at.screen
        assert "9 facts · 0 set aside · 0 not understood" in at.screen
        (own,) = found(library, "is:added")
        assert (own.quote, own.value, own.metric) == ("101", 101, "number of the room")
        await at.press("minus")
        assert "1 not understood" in at.screen


async def test_a_number_is_reached_by_a_click(library: Library) -> None:
    async with opened(library) as at:
        await at.press(*TO_ZONE, "G")
        lines = at.screen.splitlines()
        y = next(number for number, line in enumerate(lines) if "Room 101" in line)
        await at.pilot.click(offset=(lines[y].index("101"), y))
        await at.rest()
        assert "“101”" in at.screen


async def test_undo_and_redo(library: Library) -> None:
    async with opened(library) as at:
        await at.press("n", "minus", "z")
        assert "fact 1 of 4" in at.screen
        assert "Undone: rejected 10 percent." in at.notices
        await at.press("Z")
        assert "3 facts · 1 set aside" in at.screen
        await at.press("z", "z")
        assert "There is nothing to undo." in at.notices
    async with opened(library) as at:
        await at.press("Z")
        assert "Done again: rejected 10 percent." in at.notices


async def test_a_note_is_written_shown_and_taken_away(library: Library) -> None:
    async with opened(library) as at:
        await at.press("n", "i")
        await at.type("ask them")
        await at.press("enter")
        assert "note ask them" in at.screen
        await at.press("2")
        assert "note: ask them" in at.screen
        await at.press("f")
        await at.type("has:note")
        assert "1 of 17" in at.screen
        await at.press("escape", "i", "ctrl+a", "ctrl+k", "enter")
        assert library.notebook.notes() == {}


async def test_without_a_fact_the_keys_say_so(library: Library) -> None:
    async with opened(library) as at:
        await at.press("plus", "minus", "r", "i")
        assert at.notices.count("No fact is current") == 4


@pytest.mark.parametrize(
    "text", ["[@click=app.quit]x[/]", "[red", "\x1b]52;c;aGk=\x07", "=HYPERLINK(1)", "a|b\u202e"]
)
async def test_hostile_words_are_shown_as_they_are(library: Library, text: str) -> None:
    async with opened(library) as at:
        await at.press("n", "r")
        await write(at, "metric", text)
        await write(at, "subject", text)
        await write(at, "clusters", text)
        await at.press("enter")
        await at.press("i")
        from textual.widgets import Input

        at.app.screen.query_one(Input).value = text
        await at.press("enter")
        shown = found(library, "is:corrected")[0].metric
        assert "\x1b" not in shown
        assert shown in at.screen
        for key in ("2", "3", "4", "1", "r"):
            await at.press(key)
            assert not set(at.screen) & set("\x1b\x07\u202e")
        assert at.app.is_running


async def test_a_library_that_cannot_be_written_to_says_so(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(library) as at:
        monkeypatch.setattr(library.notebook, "_writable", False)
        await at.press("n", "plus", "i")
        await at.type("x")
        await at.press("enter")
        assert "is read-only" in at.notices
        assert "is read-only" in at.screen
