"""Read: the list of articles, the text with its facts, the panel."""

import pytest
from conftest import article, fact
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
        assert "8 facts · 0 set aside · 1 not understood" in at.screen
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


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (80, 15)])
async def test_a_fact_of_another_article_comes_with_its_whole_sentence(
    library: Library, size: tuple[int, int]
) -> None:
    paragraphs = [f"In {year} the zone built, mended and opened {year - 1900} plants by its river, its road, "
                  "its railway and its port, to which ships come from far away, and this year it will have "
                  f"no fewer than {year - 1800} plants." for year in range(1950, 2000)]  # fmt: skip
    long = article("long", "Long", "\n\n".join(paragraphs), "2010-01-01", "Daily", "Jining")
    quotes = ["191 plants", "199 plants", "157 plants"]
    facts = [fact(long, quote, "count", int(quote[:3]), "plants", "plants") for quote in quotes]
    library.add([(long, Extraction(tuple(facts)))])
    async with opened(library, *size) as at:
        await at.press("2", "f")
        await at.type("plants")
        await at.press("escape", "g")
        for quote in reversed(quotes):
            await at.press("enter")
            assert at.pane == "read"
            sentence = "".join(line for line in at.screen.splitlines() if "▌" in line)
            assert f"In {int(quote[:3]) + 1800} the zone" in sentence
            assert quote in sentence
            await at.press("2", "j")


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
