"""Compare: choosing clusters, the table, from a cell to its sentence."""

from driving import Driver, opened

from store.library import Library


async def choose_all(at: Driver) -> None:
    await at.press("4", "g", "enter", "j", "enter", "j", "enter", "tab")


async def test_the_list_shows_what_the_articles_speak_of(library: Library) -> None:
    async with opened(library) as at:
        await at.press("4")
        assert "Jining High-tech Zone" in at.screen
        assert "national zone · Jining · 8 facts" in at.screen
        assert "provincial cluster · Liangshan" in at.screen


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
        await at.press("enter", "enter")
        assert len(at.app.desk.state.clusters) == 1


async def test_columns_scroll_where_they_do_not_fit(library: Library) -> None:
    async with opened(library, 80, 24) as at:
        await choose_all(at)
        assert "1–2 of 3" in at.screen
        await at.press("l", "l")
        assert "2–3 of 3" in at.screen
