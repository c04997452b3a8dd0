"""Back and forward through where the reader has been, and the palette that leads anywhere."""

from __future__ import annotations

from driving import Driver, opened

from store.library import Library


def here(at: Driver) -> tuple[str, str | None, str | None]:
    state = at.app.desk.state
    return state.pane, state.article, state.fact


async def test_back_and_forward_lead_where_the_reader_was(library: Library) -> None:
    async with opened(library) as at:
        await at.press("n", "n")
        first = here(at)
        await at.press("2", "j", "j", "enter")
        second = here(at)
        assert second[0] == "read"
        await at.press("less_than_sign")
        assert at.pane == "facts"
        await at.press("less_than_sign")
        assert here(at) == first
        await at.press("less_than_sign")
        assert here(at) == first
        assert "You began here." in at.notices
        await at.press("greater_than_sign", "greater_than_sign")
        assert here(at) == second
        await at.press("greater_than_sign")
        assert "nothing to go forward to" in at.notices


async def test_a_new_way_forgets_the_old_one_ahead(library: Library) -> None:
    async with opened(library) as at:
        await at.press("2", "less_than_sign", "4", "greater_than_sign")
        assert at.pane == "compare"
        await at.press("less_than_sign")
        assert at.pane == "read"


async def test_articles_passed_in_the_list_leave_no_trace(library: Library) -> None:
    async with opened(library) as at:
        await at.press("n")
        first = here(at)
        await at.press("escape", "j", "j", "n")
        await at.press("less_than_sign")
        assert here(at) == first


async def test_what_was_searched_for_stands_in_the_line_again(library: Library) -> None:
    async with opened(library) as at:
        await at.press("slash")
        await at.type("yuan")
        await at.press("enter", "slash")
        await at.press(*["backspace"] * 4)
        await at.type("firms")
        await at.press("escape", "less_than_sign", "less_than_sign")
        assert at.pane == "search"
        assert at.screen.splitlines()[1].split()[0] == "yuan"


async def test_the_place_in_a_long_text_is_found_again(library: Library) -> None:
    async with opened(library, 60, 15) as at:
        await at.press("right_square_bracket", "right_square_bracket", "pagedown")
        seen = at.screen.splitlines()[2:6]
        await at.press("2", "less_than_sign")
        assert any(line in at.screen.splitlines() for line in seen if line.strip())
        assert at.app.desk.state.place is not None


async def test_an_article_that_is_gone_is_passed_over(library: Library) -> None:
    async with opened(library) as at:
        await at.press("n", "2")
        library.remove([at.app.desk.state.article or ""])
        at.app.desk.reload()
        await at.press("less_than_sign")
        assert at.pane == "facts"


async def test_a_name_chosen_on_a_clusters_page_is_searched_for(library: Library) -> None:
    async with opened(library) as at:
        await at.press("slash")
        await at.type("yuan")
        at.app.desk.go(pane="compare")
        at.app.desk.go(pane="search", query="textbooks")
        await at.rest()
        assert "textbooks" in at.screen.splitlines()[1]


async def test_the_palette_does_what_other_panes_can(library: Library) -> None:
    async with opened(library) as at:
        await at.press("ctrl+p")
        await at.type("filter the list")
        await at.press("enter")
        await at.rest()
        assert at.pane == "facts"
        assert at.app.focused is not None
        assert at.app.focused.id == "filter"
        await at.press("escape", "1", "ctrl+p")
        await at.type("sort by a column")
        await at.press("enter")
        await at.rest()
        assert "Sort by" in at.screen


async def test_the_palette_finds_saved_searches(library: Library) -> None:
    library.notebook.save_search("money of 2021", "kind:money period:2021")
    async with opened(library) as at:
        await at.press("ctrl+p")
        await at.type("money of")
        assert "Saved search · search again" in at.screen
        await at.press("enter")
        await at.rest()
        assert at.pane == "search"
        assert "kind:money period:2021" in at.screen
