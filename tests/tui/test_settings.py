"""The file of settings: what it can say, how a mistake in it is told, and that it holds in the app."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from driving import Driver, opened
from textual.theme import BUILTIN_THEMES
from textual.widgets import Input, Static

from store.library import Library, open_library
from tui.app import JiningApp
from tui.command_line import build_parser, main
from tui.commands import COMMANDS, command_of
from tui.configuring import commented_default
from tui.guide import LESSON, GuideLine
from tui.keynames import key_name, key_sign
from tui.keysets import KEY_SETS
from tui.notices import tell
from tui.panes.facts import COLUMNS
from tui.settings import Found, Settings, find_settings
from tui.settings_file import FACT_COLUMNS, FORMATS, THEMES, read_settings
from tui.themes import OWN_THEMES


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "config.toml"
    monkeypatch.setenv("JINING_TUI_CONFIG", str(path))
    monkeypatch.delenv("JINING_TUI_LIBRARY", raising=False)
    monkeypatch.delenv("TEXTUAL_THEME", raising=False)
    return path


def found(file: Path, text: str) -> Found:
    file.write_text(text, encoding="utf-8")
    return find_settings()


def app(library: Library, settings: Settings) -> JiningApp:
    return JiningApp(library, settings=settings)


def test_without_a_file_the_program_decides(file: Path) -> None:
    assert find_settings() == Found(file)


def test_every_setting_is_read(file: Path) -> None:
    text = """
theme = "nord"
ascii = true
library = "~/elsewhere"
currency = "usd"
[columns]
facts = ["value", "metric"]
[export]
format = "csv"
folder = "/tmp/figures"
[keys]
quit = "ctrl+q"
next_fact = ["n", "="]
"""
    result = found(file, text)
    assert not result.problems
    assert result.settings == Settings(
        theme="nord",
        ascii=True,
        library=Path("~/elsewhere").expanduser(),
        currency="USD",
        facts=("value", "metric"),
        format="csv",
        folder=Path("/tmp/figures"),
        keys={"quit": "ctrl+q", "next_fact": "n,equals_sign"},
    )


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('theme = "noord"', 1, 'theme is "noord"; it must be one of jining-dark'),
        ('theme = "noord"', 1, "18 more (is nord meant?)."),
        ("\n\ntheme = 3", 3, "theme is 3"),
        ('# a\nascii = "yes"', 2, 'true, false or "auto"'),
        ('currency = "yuan"', 1, "three letters"),
        ("[export]\nfolder = 3", 2, "the name of a folder"),
        ('[export]\n\nfromat = "md"', 3, "is format meant?"),
        ('colour = "red"', 1, "There is no colour in the settings"),
        ('[colums]\nfacts = ["value"]', 1, "is columns meant?"),
        ('[columns]\nfacts = ["value", "value"]', 2, "each once"),
        ('[columns]\nfacts = ["worth"]', 2, "metric"),
        ('[keys]\nset = "nano"', 2, "one of default, vim, emacs"),
        ('[keys]\nnext_fcat = "n"', 2, "is next_fact meant?"),
        ('[keys]\nquit = "strg+q"', 2, "ctrl+, alt+ or shift+"),
        ("[keys]\nquit = []", 2, "a key, or a list of keys"),
        ('[keys]\nquit = "n"', 2, "n is the key of next_fact too"),
        ('keys.quit = "n"', 1, "n is the key of next_fact too"),
        ('theme = "nord"\nascii = yes', 2, "This is not TOML"),
        ('theme = "nord', 1, "This is not TOML"),
    ],
)
def test_a_mistake_is_told_with_its_line(file: Path, text: str, line: int, words: str) -> None:
    result = found(file, text)
    (problem,) = result.problems
    assert problem.line == line
    assert words in problem.sentence
    assert result.complaints[0].startswith(f"{file}:{line}: ")


def test_what_is_right_holds_beside_a_mistake(file: Path) -> None:
    result = found(file, 'theme = "nord"\nascii = 3\n[keys]\nquit = "n"\nfind = "ctrl+f"\n')
    assert [problem.line for problem in result.problems] == [2, 4]
    assert result.settings == Settings(theme="nord", keys={"find": "ctrl+f"})


def test_two_commands_may_change_keys_with_each_other(file: Path) -> None:
    result = found(file, '[keys]\nnext_fact = "p"\nprevious_fact = "n"\n')
    assert not result.problems


def test_a_key_of_ones_own_goes_before_the_set(file: Path) -> None:
    result = found(file, '[keys]\nset = "vim"\nfirst = "ctrl+f"\n')
    assert not result.problems
    assert result.settings.keys["first"] == "ctrl+f"
    assert result.settings.keys["page_down"] == "pagedown,ctrl+d"


def test_a_file_in_another_encoding_is_told(file: Path) -> None:
    file.write_bytes(b'theme = "nord"\n# \xff\n')
    assert find_settings().complaints == [f"{file}:2: This is not UTF-8: save the file in that encoding."]


@pytest.mark.parametrize("name", KEY_SETS)
def test_a_set_names_commands_and_keys_that_there_are(file: Path, name: str) -> None:
    assert KEY_SETS[name].keys() <= {command.name for command in COMMANDS}
    for keys in KEY_SETS[name].values():
        assert keys == ",".join(
            key_name(key_sign(key)) if len(key_sign(key)) == 1 else key for key in keys.split(",")
        )
    result = found(file, f'[keys]\nset = "{name}"\n')
    assert not result.problems
    assert result.settings.keys == KEY_SETS[name]


def test_what_can_be_chosen_is_what_there_is() -> None:
    assert set(THEMES) == {*OWN_THEMES, *BUILTIN_THEMES}
    assert tuple(column.key for column in COLUMNS) == FACT_COLUMNS
    export = build_parser()._subparsers._group_actions[0].choices["export"]  # type: ignore[union-attr,index]
    assert tuple(next(it for it in export._actions if it.dest == "format").choices) == FORMATS


def test_the_commented_file_says_nothing_and_uncommented_what_holds_anyway(file: Path) -> None:
    text = commented_default()
    assert found(file, text).settings == Settings()
    bare = "\n".join(line.removeprefix("# ") if " = " in line else line for line in text.splitlines())
    result = found(file, bare)
    assert not result.problems
    assert result.settings.keys == {command.name: command.keys for command in reversed(COMMANDS)}


async def test_every_command_can_have_another_key(library: Library) -> None:
    """All of them at once: each is bound to its new key alone, and footer and help show that one."""
    names = list(dict.fromkeys(command.name for command in COMMANDS))
    spare = [
        f"{modifier}+f{number}" for modifier in ("ctrl", "alt", "shift", "ctrl+alt") for number in range(1, 25)
    ]
    keys = dict(zip(names, spare, strict=False))
    assert keys.keys() == set(names)
    the_app = JiningApp(library, settings=Settings(keys=keys), guide=GuideLine(LESSON))
    reached: set[str] = set()
    async with the_app.run_test(size=(200, 60)) as pilot:
        at = Driver(the_app, pilot)
        for pane in ("read", "facts", "search", "compare"):
            the_app.desk.go(pane=pane)
            await at.rest()
            for part in the_app.pane.parts:
                part.focus()
                await at.rest()
                for key, active in the_app.screen.active_bindings.items():
                    command = command_of(active.binding)
                    if command is not None:
                        reached.add(command.name)
                        assert key == keys[command.name]
            the_app.action_keys()
            await at.rest()
            shown = [line.split()[0] for line in texts(the_app) if line.split()]
            assert {keys[command.name] for command, _ in the_app.reachable()} <= set(shown)
            await at.press("escape")
    assert reached == set(names)


def texts(the_app: JiningApp) -> list[str]:
    """The lines of the dialog that is open."""
    return [line for part in the_app.screen.query(Static) for line in str(part.content).splitlines()]


async def test_the_footer_and_the_sentences_name_the_readers_keys(library: Library) -> None:
    the_app = app(library, Settings(keys={"next_fact": "w", "select": "ctrl+s", "quit": "Q", "keys": "f2"}))
    async with the_app.run_test(size=(120, 40), notifications=True) as pilot:
        at = Driver(the_app, pilot)
        await at.rest()
        footer = at.screen.splitlines()[-1]
        assert "w/p fact" in footer
        assert "ctrl+s select" in footer
        assert "f2 keys" in footer
        assert "w goes to the first" in at.screen
        await at.press("ctrl+s")
        assert "w goes to the first one" in at.notices
        await at.press("n")
        assert the_app.desk.state.fact is None
        await at.press("w", "ctrl+s")
        assert len(the_app.desk.selected) == 1


async def test_what_one_types_is_no_key(library: Library) -> None:
    the_app = app(library, Settings(keys=KEY_SETS["vim"]))
    async with the_app.run_test(size=(120, 40)) as pilot:
        at = Driver(the_app, pilot)
        await at.rest()
        await at.press("colon")
        assert len(the_app.screen_stack) == 2
        await at.press("escape", "slash")
        await at.type("kind:money")
        assert the_app.desk.state.query == "kind:money"
        assert ": palette" not in at.screen


async def test_the_settings_hold_in_the_app(library: Library, tmp_path: Path) -> None:
    the_app = app(library, Settings(theme="nord", currency="USD", folder=tmp_path))
    async with the_app.run_test(size=(120, 40)) as pilot:
        at = Driver(the_app, pilot)
        await at.rest()
        assert the_app.theme == "nord"
        assert the_app.desk.state.currency == "USD"
        await at.press("n", "space", "e")
        assert the_app.screen.query_one(Input).value.startswith(f"{tmp_path}/facts-")


async def test_the_app_starts_with_a_mistake_in_the_file_and_tells_it(library: Library, file: Path) -> None:
    result = found(file, 'theme = "noord"\n[keys]\nkeys = "Q"')
    the_app = JiningApp(library, None, result.settings, [result.notice])
    async with the_app.run_test(size=(120, 40), notifications=True) as pilot:
        at = Driver(the_app, pilot)
        await at.rest()
        assert f"{file}:1: theme is" in at.notices
        assert "Q keys" in at.screen


def test_config_prints_what_holds_and_where_it_is_from(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text('theme = "nord"\n[keys]\nset = "vim"\nquit = "Q"\nadd = 3\n')
    monkeypatch.setenv("JINING_TUI_LIBRARY", "/somewhere")
    assert main(["config"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith('theme = "nord"') and line.endswith(f"# {file}:1") for line in lines)
    assert any(line.startswith('quit = "Q"') and line.endswith(f"# {file}:4") for line in lines)
    assert any(line.startswith('previous_fact = ["p", "N"]') and line.endswith(f"# {file}:3") for line in lines)
    assert any(line.startswith('library = "/somewhere"') and "JINING_TUI_LIBRARY" in line for line in lines)
    assert any(line.startswith('add = "A"') and line.endswith("# default") for line in lines)
    assert any(line.startswith('ascii = "auto"') and line.endswith("# default") for line in lines)
    printed = file.with_name("printed.toml")
    printed.write_text("\n".join(lines))
    assert not read_settings(printed).problems


def test_config_checks(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "--check"]) == 0
    assert "not there" in capsys.readouterr().out
    file.write_text("theme = 3\n")
    assert main(["config", "--check"]) == 1
    assert f"jining-tui: {file}:1: theme is 3" in capsys.readouterr().err
    file.write_text('theme = "nord"\n')
    assert main(["config", "--check"]) == 0
    assert f"{file}: no mistakes" in capsys.readouterr().out


def test_config_edit_makes_the_file_and_opens_it(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "an editor"
    editor.write_text('#!/bin/sh\necho "ascii = 3" >> "$2"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"'{editor}' --wait")
    assert main(["config", "--edit"]) == 1
    text = file.read_text()
    assert text.startswith("# Settings of jining-tui.")
    assert text.endswith("ascii = 3\n")


def test_an_editor_that_is_not_there_is_told(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor")
    assert main(["config", "--edit"]) == 1
    assert "no-such-editor can't be started: name your editor in EDITOR." in capsys.readouterr().err


def test_config_says_where_the_file_is(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "--path"]) == 0
    assert capsys.readouterr().out == f"{file}\n"


def test_commands_use_the_settings(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "library"
    open_library(folder).close()
    file.write_text(f'library = "{folder}"\n[export]\nformat = "jsonl"\n')
    assert main(["export", "--all"]) == 0
    assert capsys.readouterr().out.startswith('{"')
    assert main(["articles"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 6


def test_without_a_file_nothing_reads_toml(tmp_path: Path) -> None:
    code = "import sys; from tui.command_line import main; main(['articles']); print(*sys.modules)"
    environment = {
        **os.environ,
        "JINING_TUI_CONFIG": str(tmp_path / "none"),
        "JINING_TUI_LIBRARY": str(tmp_path / "l"),
    }
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert not {"tomllib", "tui.settings_file", "textual"} & set(run.stdout.splitlines()[-1].split())


async def test_a_long_notice_stays_until_it_can_have_been_read(library: Library) -> None:
    async with opened(library) as at:
        tell(at.app, "Short.")
        tell(at.app, "A long one. " * 30)
        await at.rest()
        short, long = (notice.timeout for notice in at.app._notifications)
        assert long > 4 * short > 0
