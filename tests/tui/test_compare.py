"""Compare: choosing clusters, the table, from a cell to its sentence."""

from pathlib import Path

import pytest
from conftest import NEW_ENERGY, article, fact
from driving import Driver, opened

from store.errors import UserError
from store.library import Library
from store.records import Cluster, Extraction


async def choose_all(at: Driver) -> None:
    await at.press("4", "g", "space", "j", "space", "j", "space", "tab")


async def test_the_list_shows_what_the_articles_speak_of(library: Library) -> None:
    async with opened(library) as at:
        await at.press("4")
        assert "Jining High-tech Zone" in at.screen
        assert "national zone · Jining" in at.screen
        assert "8 facts · 1 art." in at.screen
        assert "provincial cluster" in at.screen


async def test_chosen_clusters_stand_side_by_side(library: Library) -> None:
    async with opened(library, 160, 40) as at:
        await choose_all(at)
        assert "53.19 bn CNY" in at.screen
        assert "6.84 bn CNY" in at.screen
        assert "not stated" in at.screen
        assert "2022 H1" in at.screen


async def test_enter_on_a_cell_opens_its_sentence(library: Library) -> None:
    async with opened(library, 160, 40) as at:
        await choose_all(at)
        await at.press("g", "j")
        while "GDP" not in next(line for line in at.screen.splitlines() if "▌  " in line):
            await at.press("j")
        await at.press("enter")
        assert at.pane == "read"
        assert "53.19 billion CNY" in at.screen


async def test_a_cell_that_is_not_stated_says_so(library: Library) -> None:
    async with opened(library, 160, 40) as at:
        await choose_all(at)
        await at.press("g")
        while "GDP" not in next(line for line in at.screen.splitlines() if "▌  " in line):
            await at.press("j")
        await at.press("l", "l", "enter")
        assert at.pane == "compare"
        assert "No article of the library states it" in at.notices


async def test_c_puts_the_cluster_of_a_fact_into_the_comparison(library: Library) -> None:
    async with opened(library) as at:
        await at.press("n", "c")
        assert "is in the comparison" in at.notices
        await at.press("2", "G", "g", "c", "4")
        assert len(at.app.desk.state.clusters) == 2
        assert "Jining High-tech Zone" in at.screen


async def test_a_cluster_can_be_taken_out(library: Library) -> None:
    async with opened(library) as at:
        await choose_all(at)
        await at.press("x")
        assert len(at.app.desk.state.clusters) == 2
        await at.press("x", "x", "x")
        assert not at.app.desk.state.clusters
        assert "No cluster is chosen yet" in at.screen


async def test_the_list_is_filtered_as_one_types(library: Library) -> None:
    async with opened(library) as at:
        await at.press("4", "f")
        await at.type("liangshan")
        assert "educational book" in at.screen
        assert "new energy" not in at.screen
        await at.press("enter", "space")
        assert len(at.app.desk.state.clusters) == 1


async def test_columns_scroll_where_they_do_not_fit(library: Library) -> None:
    async with opened(library, 80, 24) as at:
        await choose_all(at)
        assert "1–2 of 3" in at.screen
        await at.press("l", "l")
        assert "2–3 of 3" in at.screen


async def test_space_takes_a_cluster_out_again(library: Library) -> None:
    async with opened(library) as at:
        await at.press("4", "g", "space", "space")
        assert not at.app.desk.state.clusters


async def test_enter_opens_the_page_of_a_cluster(library: Library) -> None:
    async with opened(library) as at:
        await at.press("4", "g", "j", "enter")
        assert "new energy industrial cluster" in at.screen
        assert "6.84 bn CNY" in at.screen
        assert "until 2025, plan" in at.screen
        assert "Articles" in at.screen
        await at.press("escape")
        assert at.app.desk.state.cluster is None


async def test_a_line_of_the_page_leads_to_its_sentence(library: Library) -> None:
    async with opened(library) as at:
        await at.press("4", "g", "enter", "enter")
        assert at.pane == "read"
        assert at.app.desk.state.fact is not None


async def test_o_lists_all_statements_behind_a_cell(library: Library) -> None:
    async with opened(library, 160, 40) as at:
        await choose_all(at)
        await at.press("g", "o")
        assert "enter opens the sentence" in at.screen
        await at.press("enter")
        assert at.pane == "read"


async def test_w_shows_the_wordings_of_the_articles(library: Library) -> None:
    async with opened(library, 160, 40) as at:
        await choose_all(at)
        await at.press("w")
        assert "“combined revenues”" in at.screen
        await at.press("w")
        assert "“combined revenues”" not in at.screen


async def test_v_draws_the_row_as_a_chart(library: Library) -> None:
    async with opened(library, 100, 40) as at:
        await choose_all(at)
        await at.press("g", "v")
        assert "t bars or over time" in at.screen
        assert "█" in at.screen
        await at.press("t", "t", "v")
        assert "t bars or over time" not in at.screen


async def test_m_lists_the_currencies_and_the_rates_with_their_source(library: Library) -> None:
    async with opened(library, 120, 40) as at:
        await choose_all(at)
        await at.press("m")
        assert "Money in USD" in at.screen
        assert "1 USD = 6.70 CNY" in at.screen
        await at.press("j", "enter")
        assert at.app.desk.state.currency == "USD"
        assert "7.94 bn USD" in at.screen


async def test_d_says_when_no_articles_agree_or_disagree(library: Library) -> None:
    async with opened(library) as at:
        await at.press("4", "d")
        assert "nothing contradicts" in at.notices


async def test_two_clusters_are_merged_and_split_again(library: Library) -> None:
    async with opened(library) as at:
        await at.press("4", "g", "M")
        assert "Merge with Jining High-tech Zone" in at.screen
        await at.press("enter")
        assert len(at.app.desk.clusters.all()) == 2
        assert "Merged into" in at.notices
        await at.press("u")
        assert len(at.app.desk.clusters.all()) == 3


async def test_a_cluster_is_renamed(library: Library) -> None:
    async with opened(library) as at:
        await at.press("4", "g", "R")
        await at.press(*["backspace"] * 30)
        await at.type("zone X")
        await at.press("enter")
        assert "zone X" in at.screen


async def test_a_search_becomes_a_column(library: Library) -> None:
    async with opened(library) as at:
        await at.press("4", "g", "N")
        await at.type("all money")
        await at.press("tab")
        await at.type("kind:money")
        await at.press("enter")
        assert "all money" in at.screen
        await at.press("g", "space")
        assert at.app.desk.state.clusters == ("search:all money",)


async def test_a_search_that_is_not_understood_is_asked_again(library: Library) -> None:
    async with opened(library) as at:
        await at.press("4", "g", "N", "enter")
        assert "needs a name and a search" in at.screen


async def test_the_comparison_is_exported(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened(library) as at:
        await choose_all(at)
        await at.press("e", "enter")
        assert "is written to" in at.notices
        text = (tmp_path / "comparison.md").read_text(encoding="utf-8")
        assert "53.19 billion CNY, 2021[^" in text
        await at.press("e", "enter")
        assert "exists already" in at.screen
        await at.press("enter")
        assert "exists already" not in at.screen


async def test_bars_show_how_large_figures_are(library: Library) -> None:
    async with opened(library, 160, 40) as at:
        await choose_all(at)
        line = next(line for line in at.screen.splitlines() if " companies " in line)
        assert line.count("█") > 4


async def test_what_cannot_be_compared_is_told(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise UserError("The index cannot be read.")

    async with opened(library) as at:
        monkeypatch.setattr("tui.panes.compare.compare_clusters", refuse)
        monkeypatch.setattr("tui.panes.compare.page_lines", refuse)
        await at.press("4", "space")
        assert "The index cannot be read." in at.notices
        at.app.clear_notifications()
        await at.press("enter")
        assert "The index cannot be read." in at.notices


def add_clusters(library: Library, count: int) -> None:
    """So many parks with one figure each."""
    texts = [f"Park {number} has {number + 20} tenants." for number in range(count)]
    for number, text in enumerate(texts):
        one = article(f"park{number}", f"Park {number}", text, "2022-01-01", "", "Jining")
        name = f"Park {number}"
        said = fact(
            one, str(number + 20), "count", number + 20, "tenants", "tenants", subject=name, clusters=(name,)
        )
        library.add([(one, Extraction((said,), (Cluster(name, "park"),), ()))])


async def test_a_seventh_cluster_finds_no_room_wherever_it_comes_from(library: Library) -> None:
    add_clusters(library, 6)
    async with opened(library) as at:
        await at.press("4", "G")
        for _ in range(7):
            await at.press("space", "k")
        assert len(at.app.desk.state.clusters) == 6
        assert "At most 6 clusters stand side by side: take one out first." in at.notices
        at.app.clear_notifications()
        await at.press("ctrl+p")
        await at.type(NEW_ENERGY)
        await at.press("enter")
        assert len(at.app.desk.state.clusters) == 6
        assert "At most 6 clusters" in at.notices
        at.app.clear_notifications()
        at.app.desk.go(pane="read", article="books", fact=None)
        await at.press("n", "c")
        assert "At most 6 clusters" in at.notices


async def test_the_palette_finds_clusters_as_the_reader_has_them(library: Library) -> None:
    async with opened(library) as at:
        clusters = at.app.desk.clusters
        clusters.rename(clusters.all()[0].key, "zone X")
        await at.press("ctrl+p")
        await at.type("zone X")
        assert "Cluster · compare it" in at.screen
        await at.press("enter")
        assert at.pane == "compare"
        assert at.app.desk.state.clusters == (clusters.all()[0].key,)


async def test_c_on_a_fact_of_a_merged_cluster_compares_the_whole(library: Library) -> None:
    async with opened(library) as at:
        clusters = at.app.desk.clusters
        first, second, _ = clusters.all()
        clusters.merge(second.key, first.key)
        at.app.desk.go(article="zone", fact=None)
        await at.press("n", "c")
        assert at.app.desk.state.clusters == (second.key,)


async def test_on_a_narrow_screen_the_keys_to_choose_and_to_compare_are_named(library: Library) -> None:
    async with opened(library, 60, 15) as at:
        await at.press("4")
        footer = at.screen.splitlines()[-1]
        assert "space in/out" in footer
        assert "tab table/list" in footer


async def test_the_focused_cell_is_named_in_full_with_all_its_reasons(library: Library) -> None:
    async with opened(library, 80, 24) as at:
        await choose_all(at)
        await at.press("g", "l")
        assert f"companies of {NEW_ENERGY} · only leading enterprises" in at.screen
        while "imports and" not in next(line for line in at.screen.splitlines() if "▌  " in line):
            await at.press("j")
        await at.press("h")
        below = at.screen.partition("imports and exports of")[2]
        assert "from $2.37 billion at 1 USD = 6.70 CNY, a rate of “Jining high-tech zone" in " ".join(
            below.split()
        )


async def test_one_cluster_is_told_how_another_comes_beside_it(library: Library) -> None:
    async with opened(library, 80, 24) as at:
        await at.press("4", "g", "space", "tab")
        assert "space in the list puts another cluster beside it" in " ".join(at.screen.split())


async def test_a_cluster_without_figures_says_so_at_its_head(library: Library) -> None:
    add_clusters(library, 1)
    one = article("bare", "A bare park", "Bare Park is green.", "2022-01-01", "", "Jining")
    library.add([(one, Extraction((), (Cluster("Bare Park", "park"),), ()))])
    async with opened(library, 160, 40) as at:
        keys = [row.key for row in at.app.desk.clusters.all() if "Park" in row.name]
        at.app.desk.go(pane="compare", clusters=tuple(keys))
        await at.rest()
        assert "park · no figures" in at.screen
        assert "20 tenants" in at.screen


async def test_on_a_narrow_screen_the_list_says_what_to_do_next(library: Library) -> None:
    async with opened(library, 80, 24) as at:
        await at.press("4")
        assert "none is chosen yet: space puts in two to six" in at.screen
        await at.press("space")
        assert "1 chosen: space puts another beside it" in at.screen
        await at.press("down", "space")
        assert "2 chosen: tab shows them side by side" in at.screen


async def test_what_an_empty_comparison_says_is_broken_into_lines(library: Library) -> None:
    async with opened(library, 100, 30) as at:
        await at.press("4")
        table = at.app.query_one("#comparison")
        words = " ".join(line[table.region.x :].strip() for line in at.screen.splitlines())
        assert "Choose two to six in the list: space puts one in, space again takes it out." in words
