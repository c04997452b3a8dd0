"""Search: hits as one types, from anywhere, and from a hit to its place."""

from driving import opened

from store.library import Library


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
