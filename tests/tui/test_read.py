"""Read: the list of articles, the text with its facts, the panel."""

from driving import opened

from store.library import Library
from store.records import Article, Extraction, source_digest


async def test_it_opens_on_the_newest_article(library: Library) -> None:
    async with opened(library) as at:
        assert "Liangshan prints the country's textbooks" in at.screen
        assert "2022-09-16" in at.screen
        assert "Global Times" in at.screen
        assert "rose 10 percent to 13.6 billion yuan" in at.screen


async def test_the_header_says_what_the_library_holds(library: Library) -> None:
    async with opened(library) as at:
        assert "3 articles   17 facts   3 clusters" in at.screen.splitlines()[0]


async def test_n_and_p_walk_the_facts(library: Library) -> None:
    async with opened(library) as at:
        assert "4 facts" in at.screen
        await at.press("n")
        assert "fact 1 of 4" in at.screen
        assert "↑ 10 %" in at.screen
        await at.press("n", "n", "n", "n")
        assert "fact 4 of 4" in at.screen
        assert "7–10 days" in at.screen
        await at.press("p")
        assert "fact 3 of 4" in at.screen


async def test_the_panel_shows_the_fact_whole(library: Library) -> None:
    async with opened(library) as at:
        await at.press("right_square_bracket", "right_square_bracket", "n", "n", "n")
        panel = at.screen
        assert "GDP" in panel
        assert "53.19 billion CNY" in panel
        assert "= 7.94 billion USD (1 USD = 6.70 CNY)" in panel
        assert "of Jining High-tech Zone" in panel
        assert "for 2021" in panel
        assert "actual, exact" in panel
        assert "in Jining" in panel


async def test_a_fact_is_marked_without_colour_too(library: Library) -> None:
    async with opened(library) as at:
        line = next(line for line in at.screen.splitlines() if "13.6 billion yuan" in line)
        assert "%$" in line.partition("cluster in")[0]


async def test_selected_facts_are_counted_and_marked(library: Library) -> None:
    async with opened(library) as at:
        await at.press("n", "space")
        assert "● 1 selected" in at.screen.splitlines()[0]
        assert "● selected" in at.screen
        await at.press("n", "space", "2", "3", "escape", "4")
        assert "● 2 selected" in at.screen.splitlines()[0]
        await at.press("1", "space")
        assert "● 1 selected" in at.screen.splitlines()[0]
        assert len(library.notebook.selected) == 1


async def test_the_ledger_counts_what_is_no_fact(library: Library) -> None:
    async with opened(library) as at:
        await at.press("G")
        assert "8 facts · 1 not understood" in at.screen
        assert any("?" in line and "Room 101" in line for line in at.screen.splitlines())


async def test_moving_in_the_list_opens_the_article(library: Library) -> None:
    async with opened(library) as at:
        await at.press("j")
        assert "Last year, the combined revenues" in at.screen
        await at.press("k")
        assert "of the educational book" in at.screen


async def test_a_click_on_a_fact_makes_it_current(library: Library) -> None:
    async with opened(library) as at:
        lines = at.screen.splitlines()
        y = next(number for number, line in enumerate(lines) if "13.6 billion" in line)
        await at.pilot.click(offset=(lines[y].index("13.6 billion") + 3, y))
        await at.rest()
        assert "fact 2 of 4" in at.screen


async def test_at_eighty_columns_the_list_folds_into_a_line(library: Library) -> None:
    async with opened(library, 80, 24) as at:
        assert "1/3  2022-09-16" in at.screen.splitlines()[1]
        assert "Jining speeds up" not in at.screen
        await at.press("right_square_bracket")
        assert "2/3  2022-07-29" in at.screen.splitlines()[1]
        await at.press("tab")
        assert "Jining high-tech zone thrives" in at.screen
        await at.press("j", "enter")
        assert "3/3  2022-07-08" in at.screen.splitlines()[1]
        await at.press("n", "n", "n")
        assert "fact 3 of 8" in at.screen


async def test_a_text_of_a_megabyte_opens_at_its_end_too(library: Library) -> None:
    text = "\n\n".join(f"Paragraph {number} tells of the zone and its industry." for number in range(20_000))
    long = Article("long", "Long", text, source_digest(text.encode()), published="2030-01-01")
    library.add([(long, Extraction())])
    async with opened(library) as at:
        assert "Paragraph 0 tells" in at.screen
        await at.press("tab", "G")
        assert "Paragraph 19999 tells" in at.screen


async def test_another_width_keeps_the_place(library: Library) -> None:
    text = "\n\n".join(f"Paragraph {number} tells of the zone and its industry." for number in range(500))
    long = Article("long", "Long", text, source_digest(text.encode()), published="2030-01-01")
    library.add([(long, Extraction())])
    async with opened(library) as at:
        await at.press("tab", "pagedown", "pagedown", "pagedown")
        top = next(line for line in at.screen.splitlines() if "Paragraph" in line).split("Paragraph")[1]
        await at.pilot.resize_terminal(64, 30)
        await at.rest()
        assert "Paragraph" + top.split(" tells")[0] in at.screen


async def test_an_empty_library_says_what_to_do(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with Library(tmp_path / "empty") as empty:
        async with opened(empty) as at:
            assert "No articles yet" in at.screen
            assert "jining-tui add" in at.screen
            await at.press(
                "n", "p", "space", "c", "e", "j", "G", "enter", "2", "3", "escape", "4", "enter", "x"
            )
            assert at.pane == "compare"
