"""Search: hits as one types, from anywhere, and from a hit to its place."""

import time

import pytest
from driving import opened

from store.errors import UserError
from store.index import Index
from store.library import Library
from store.search import SearchResult, mark_words, parse, search
from tui.panes.search import SearchPane


async def test_slash_searches_from_anywhere(library: Library) -> None:
    async with opened(library) as at:
        for pane in "1234":
            await at.press(pane, "escape", "slash")
            assert at.pane == "search"
            assert at.app.focused is not None
            assert at.app.focused.id == "query"


async def test_hits_are_grouped_with_counts(library: Library) -> None:
    async with opened(library) as at:
        await at.press("slash")
        await at.type("revenue")
        assert "Facts  " in at.screen
        assert "Articles  1" in at.screen
        assert "combined revenues" in at.screen
        assert " ms" in at.screen


async def test_enter_opens_the_first_hit_while_typing(library: Library) -> None:
    async with opened(library) as at:
        await at.press("slash")
        await at.type("textbooks")
        await at.press("enter")
        assert at.pane == "read"
        assert "Liangshan prints" in at.screen


async def test_enter_waits_for_the_answer(library: Library) -> None:
    async with opened(library) as at:
        await at.press("slash")
        at.app.desk.go(query="GDP")
        await at.pilot.press("enter")
        await at.rest()
        assert at.pane == "read"
        assert "GDP" in at.app.desk.fact.metric if at.app.desk.fact else False


async def test_arrows_move_in_the_hits_while_typing(library: Library) -> None:
    async with opened(library) as at:
        await at.press("slash")
        await at.type("yuan")
        await at.press("down", "down", "enter")
        assert at.pane == "read"
        assert at.app.desk.fact is not None


async def test_an_article_opens_at_the_words(library: Library) -> None:
    async with opened(library, 80, 24) as at:
        await at.press("slash")
        await at.type("Fortune Monday")
        await at.press("enter")
        assert at.pane == "read"
        assert "Room 101 is open" in at.screen


async def test_nothing_found_says_so(library: Library) -> None:
    async with opened(library) as at:
        await at.press("slash")
        await at.type("xylophone")
        assert "Nothing found" in at.screen
        assert "0 facts, 0 articles" in at.screen


async def test_odd_input_is_only_input(library: Library) -> None:
    async with opened(library) as at:
        await at.press("slash")
        for text in ('"', "kind:", "[red]", "value:>>", "-", "AND OR", "*", "济宁"):
            at.app.desk.go(query=text)
            await at.rest()
        assert "济宁 textbooks" in at.screen


async def test_leaving_the_line_gives_the_keys_back(library: Library) -> None:
    async with opened(library) as at:
        await at.press("slash")
        await at.type("GDP")
        await at.press("escape", "space")
        assert "● 1 selected" in at.screen
        await at.press("2")
        assert at.pane == "facts"


async def test_facets_narrow_and_widen(library: Library) -> None:
    async with opened(library) as at:
        await at.press("slash")
        await at.type("yuan")
        assert "Kind" in at.screen
        await at.press("escape", "f", "enter")
        assert at.app.desk.state.query == "yuan kind:money "
        assert "✓ money" in at.screen
        await at.press("enter")
        assert at.app.desk.state.query == "yuan "
        assert "✓" not in at.screen


async def test_facets_take_the_place_of_the_hits_where_it_is_narrow(library: Library) -> None:
    async with opened(library, 80, 24) as at:
        await at.press("slash")
        await at.type("yuan")
        assert "Publisher" not in at.screen
        await at.press("escape", "f")
        assert "Publisher" in at.screen
        await at.press("f")
        assert "Publisher" not in at.screen


async def test_tab_completes_fields_and_values_with_their_numbers(library: Library) -> None:
    async with opened(library) as at:
        await at.press("slash")
        await at.type("gdp ki")
        await at.press("tab")
        assert at.app.desk.state.query == "gdp kind:"
        assert "money, count, percent" in at.screen
        await at.press("tab", "tab")
        second = at.app.desk.state.query
        await at.press("shift+tab")
        first = at.app.desk.state.query
        assert {first, second} <= {"gdp kind:money", "gdp kind:count", "gdp kind:percent"}
        assert first != second
        await at.type(" ")
        assert "▌count" not in at.screen


async def test_tab_goes_on_where_nothing_can_be_completed(library: Library) -> None:
    async with opened(library) as at:
        await at.press("slash")
        await at.type("xyz")
        await at.press("tab")
        assert at.app.focused is not None
        assert at.app.focused.id != "query"


async def test_a_search_is_saved_opened_renamed_and_deleted(library: Library) -> None:
    async with opened(library) as at:
        await at.press("slash")
        await at.type("kind:money")
        await at.press("ctrl+s")
        await at.type("my money")
        await at.press("enter")
        assert library.notebook.searches() == {"my money": "kind:money"}
        assert 'saved:"my money"' in at.notices
        await at.press("ctrl+u")
        await at.press("ctrl+o")
        assert "my money" in at.screen
        await at.press("r", "end")
        await at.type("!")
        await at.press("enter")
        assert library.notebook.searches() == {"my money!": "kind:money"}
        await at.press("enter")
        assert at.app.desk.state.query == "kind:money"
        await at.press("ctrl+o", "d")
        assert library.notebook.searches() == {}


async def test_what_was_searched_for_is_remembered(library: Library) -> None:
    async with opened(library) as at:
        await at.press("slash")
        await at.type("GDP")
        await at.press("enter", "slash", "ctrl+u", "ctrl+o")
        assert library.notebook.recent_searches() == ("GDP",)
        await at.press("enter")
        assert at.app.desk.state.query == "GDP"


async def test_a_word_that_was_meant_is_searched_for(library: Library) -> None:
    async with opened(library) as at:
        await at.press("slash")
        await at.type("revenu zzzz")
        assert "Nothing found" in at.screen
        at.app.desk.go(query="tekstbooks ")
        await at.rest()
        assert "Did you mean “textbooks”" in at.screen
        await at.press("enter")
        assert at.app.desk.state.query == "textbooks"


async def test_from_one_place_of_the_words_to_the_next(library: Library) -> None:
    async with opened(library) as at:
        await at.press("slash")
        await at.type("yuan")
        await at.press("enter")
        assert at.pane == "read"
        places = []
        for key in "nnp":
            await at.press(key)
            places.append(at.app.desk.state.place)
        sheet = at.app.desk.sheet
        assert sheet is not None
        assert all(place is not None and sheet.article.text[place:].startswith("yuan") for place in places)
        assert places[0] == places[2] != places[1]
        hits = [start for start, _ in mark_words(parse("yuan"), sheet.article.text)]
        assert places[0] is not None
        assert f"hit {hits.index(places[0]) + 1} of {len(hits)} · n goes to the next" in at.screen
        await at.press("escape", "n")
        assert at.app.desk.fact is not None


async def test_a_mistake_is_named_and_what_was_understood_is_shown(library: Library) -> None:
    async with opened(library) as at:
        await at.press("slash")
        await at.type("gdp colour:")
        assert "there is no field “colour”" in at.screen
        assert "Facts  " in at.screen


async def test_an_older_answer_never_takes_the_place_of_a_newer_one(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def slowly(index: Index, text: str, limit: int = 50) -> SearchResult:
        asked.append(text)
        time.sleep(0.3 if len(asked) == 1 else 0)
        return search(index, text, limit)

    monkeypatch.setattr("tui.panes.search.search", slowly)
    async with opened(library) as at:
        await at.press("slash")
        await at.type("textbooks")
        assert at.app.desk.state.query == "textbooks"
        assert at.app.query_one(SearchPane).answered == "textbooks"
        assert "Liangshan prints" in at.screen
        assert len(asked) < len("textbooks")


async def test_search_goes_on_after_an_error(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(index: Index, text: str, limit: int = 50) -> SearchResult:
        raise UserError("The disk is gone.")

    async with opened(library) as at:
        await at.press("slash")
        with monkeypatch.context() as patched:
            patched.setattr("tui.panes.search.search", failing)
            await at.type("yu")
            assert "The disk is gone." in at.notices
        await at.type("an")
        assert at.app.query_one(SearchPane).answered == "yuan"
