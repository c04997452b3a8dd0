"""The app round the panes: tabs, footer, palette, keys, themes, sizes, changes by another process."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import items
from driving import opened
from textual.theme import BUILTIN_THEMES

from store.library import Library
from tui.commands import COMMANDS
from tui.themes import OWN_THEMES


async def test_keys_and_clicks_change_the_pane(library: Library) -> None:
    async with opened(library) as at:
        for key, pane in (("2", "facts"), ("4", "compare"), ("1", "read"), ("3", "search")):
            await at.press(key)
            assert at.pane == pane
        await at.pilot.click(offset=(at.screen.splitlines()[0].index("2 Facts") + 2, 0))
        await at.rest()
        assert at.pane == "facts"


async def test_a_click_on_a_hint_presses_its_key(library: Library) -> None:
    async with opened(library) as at:
        last = at.screen.splitlines()[-1]
        await at.pilot.click(offset=(last.index("search") + 1, 39))
        await at.rest()
        assert at.pane == "search"


async def test_the_footer_shows_what_works_here(library: Library) -> None:
    async with opened(library) as at:
        assert "article" in at.screen.splitlines()[-1]
        await at.press("2")
        footer = at.screen.splitlines()[-1]
        assert "sort" in footer
        assert "article" not in footer
        await at.press("f")
        assert "export" not in at.screen.splitlines()[-1]
        assert "done" in at.screen.splitlines()[-1]


@pytest.mark.parametrize("width", [60, 80, 100])
async def test_the_way_to_all_keys_is_always_shown(library: Library, width: int) -> None:
    async with opened(library, width, 24) as at:
        for key in "124":
            await at.press(key)
            assert "? keys" in at.screen.splitlines()[-1]


async def test_the_help_lists_every_command_of_the_pane(library: Library) -> None:
    async with opened(library, 120, 60) as at:
        await at.press("2", "question_mark")
        help_text = at.screen
        for command in COMMANDS:
            if command.where in {"app", "facts", "table", "list", "entry"} and command.name != "skip_step":
                assert command.title in help_text
        await at.press("question_mark")
        assert len(at.app.screen_stack) == 1


async def test_every_command_has_its_action(library: Library) -> None:
    async with opened(library) as at:
        for key in "1234":
            await at.press("escape", key)
            for command, node in at.app.reachable():
                name = command.action.removeprefix("app.").partition("(")[0]
                owner = at.app if command.action.startswith("app.") else node
                assert hasattr(owner, f"action_{name}") or name == "submit", command


async def test_the_palette_finds_commands_articles_and_clusters(library: Library) -> None:
    async with opened(library) as at:
        await at.press("ctrl+p")
        await at.type("liangshan prints")
        assert "Article · read it" in at.screen
        await at.press("enter")
        await at.rest()
        assert at.app.desk.state.article == "books"
        await at.press("ctrl+p")
        await at.type("high-tech zone")
        assert "Cluster · compare it" in at.screen
        await at.press("escape", "escape", "ctrl+p")
        await at.type("export the")
        await at.press("enter")
        assert "Nothing is selected yet" in at.notices


@pytest.mark.parametrize("key", ["ctrl+p", "question_mark", "b"])
async def test_what_is_closed_twice_at_once_is_closed_once(library: Library, key: str) -> None:
    async with opened(library) as at:
        await at.press("n", "space", key)
        dialog = at.app.screen
        dialog.dismiss()
        dialog.dismiss()
        await at.press("2")
        assert at.pane == "facts"


@pytest.mark.parametrize("action", ["keys", "command_palette"])
async def test_a_dialog_that_opens_while_the_app_closes_is_no_error(library: Library, action: str) -> None:
    async with opened(library) as at:
        await at.app.run_action(action)
        at.app.exit()
    assert at.app.return_code == 0


async def test_what_is_typed_into_a_palette_that_closes_is_no_error(library: Library) -> None:
    async with opened(library) as at:
        await at.press("ctrl+p")
        palette = at.app.screen
        await palette.dismiss()
        palette._gather_commands("zone")  # type: ignore[attr-defined]
        await at.press("2")
        assert at.pane == "facts"


@pytest.mark.parametrize("theme", [*OWN_THEMES, *BUILTIN_THEMES])
async def test_every_theme_can_be_worn(library: Library, theme: str) -> None:
    async with opened(library, 80, 24) as at:
        at.app.theme = theme
        await at.press("n", "2")
        assert "17 of 17" in at.screen


@pytest.mark.parametrize("keys", [("2",), ("3", "g")], ids=["facts", "search"])
async def test_an_error_of_the_library_is_told_and_ends_nothing(
    library: Library, keys: tuple[str, ...]
) -> None:
    async with opened(library) as at:
        shutil.rmtree(library.folder)
        await at.press(*keys)
        assert "its folder is not there any more" in at.notices
        assert at.app.is_running


async def test_without_colour_everything_is_still_there(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(library) as at:
        await at.press("n", "space", "2")
        row = next(line for line in at.screen.splitlines() if line.startswith("▌●"))
        assert "output value" in row
        for strip in at.app.screen._compositor.render_strips():
            for segment in strip:
                colour = segment.style.color.triplet if segment.style and segment.style.color else None
                assert colour is None or colour.red == colour.green == colour.blue


async def test_below_sixty_by_fifteen_one_sentence_says_so(library: Library) -> None:
    async with opened(library, 120, 40) as at:
        await at.pilot.resize_terminal(59, 20)
        await at.rest()
        assert "Please make the window at least 60 columns by 15 rows." in at.screen
        await at.pilot.resize_terminal(60, 15)
        await at.rest()
        assert "Please" not in at.screen
        assert "Liangshan" in at.screen


async def test_a_small_window_leaves_the_focus_where_it_is(library: Library) -> None:
    async with opened(library, 80, 24) as at:
        await at.press("slash")
        await at.type("reven")
        for size in ((50, 12), (80, 24)):
            await at.pilot.resize_terminal(*size)
            await at.rest()
        await at.type("ue")
        assert at.app.desk.state.query == "revenue"


async def test_what_another_process_adds_appears(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with Library(folder) as library:
        library.add(items()[:1])
        async with opened(library) as at:
            assert "1 article " in at.screen
            code = (
                "from pathlib import Path; from conftest import items; from store.library import Library\n"
                f"with Library(Path({str(folder)!r})) as library: library.add(items()[1:])"
            )
            environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
            subprocess.run([sys.executable, "-c", code], check=True, env=environment)
            at.app._poll()
            await at.rest()
            assert "3 articles" in at.screen
            assert "Liangshan prints" in at.screen
            assert at.app.desk.state.article == "zone"


async def test_damage_is_told_whenever_it_is_found(library: Library) -> None:
    volume = library.folder / "volumes" / "0001.json"
    async with opened(library) as at:
        volume.unlink()
        at.app._poll()
        await at.rest()
        assert "0001.json was missing: 3 articles of it were recovered." in at.notices
        assert library.notices == []
        assert volume.is_file()


def test_the_first_paint_needs_no_heavy_module(tmp_path: Path) -> None:
    code = "import sys, tui.app; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    unwanted = {
        "markdown_it", "textual.widgets._markdown", "textual.widgets._data_table", "textual.widgets._text_area",
        "store.extraction", "store.search", "store.comparison", "tui.panes.facts", "tui.palette", "argparse",
    }  # fmt: skip
    assert not unwanted & set(run.stdout.split())


async def test_the_footer_says_when_it_leaves_hints_out(library: Library) -> None:
    async with opened(library, 60, 15) as at:
        assert at.screen.splitlines()[-1].rstrip().endswith("… ? keys")
    async with opened(library, 200, 60) as at:
        assert "…" not in at.screen.splitlines()[-1]


async def test_the_footer_says_what_the_keys_walk_among(library: Library) -> None:
    async with opened(library) as at:
        assert "n/p fact" in at.screen.splitlines()[-1]
        await at.press("slash")
        await at.type("zone")
        await at.press("enter", "down")
        assert at.pane == "read"
        assert "n/p hit" in at.screen.splitlines()[-1]
        await at.press("escape")
        assert "n/p fact" in at.screen.splitlines()[-1]
        await at.press("4")
        assert "n/p row" in at.screen.splitlines()[-1]
