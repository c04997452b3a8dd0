"""Completion in real shells, and the manual page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tui.command_line import build_parser, main
from tui.completion import SHELLS, completion
from tui.parts import commands, program

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file and a folder in it."""
    (tmp_path / "report one.txt").touch()
    (tmp_path / "reports").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def needs(shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")


def bash(*words: str) -> list[str]:
    """What bash completes the last word to; `=` is a word of its own, as bash takes a line apart."""
    needs("bash")
    script = completion(build_parser(), "bash") + (
        f"COMP_WORDS=({' '.join(map(repr, words))}); COMP_CWORD={len(words) - 1}; _jining_tui\n"
        'printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    run = subprocess.run(["bash", "--norc", "-u"], input=script, capture_output=True, text=True, check=True)
    assert not run.stderr
    return [line for line in run.stdout.splitlines() if line]


def fish(line: str) -> list[str]:
    needs("fish")
    script = completion(build_parser(), "fish") + f"complete --do-complete {line!r}\n"
    run = subprocess.run(
        ["fish", "--no-config", "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"HOME": "."},
    )
    assert not run.stderr
    return [each.split("\t")[0] for each in run.stdout.splitlines()]


def zsh(line: str, folder: Path, until: str) -> str:
    """What an interactive zsh shows on two tabs, up to some words, driven through a pseudo-terminal."""
    needs("zsh")
    (folder / "_jining-tui").write_text(completion(build_parser(), "zsh"))
    (folder / "rc").write_text(
        f"PS1= RPS1=; stty -echo; TERM=dumb; fpath=({folder} $fpath)\n"
        "autoload -U compinit; compinit -u -D; LISTMAX=0; unsetopt zle_bracketed_paste; print READY\n"
    )
    driver = (
        "zmodload zsh/zpty; zpty shell zsh -f -i\n"
        f"zpty -w shell '. {folder}/rc'; zpty -r shell text '*READY*'\n"
        f"zpty -w -n shell $'{line}\\t\\t'; zpty -r shell text '*{until}*'; print -r -- $text; zpty -d shell\n"
    )
    run = subprocess.run(["zsh", "-f", "-c", driver], capture_output=True, text=True, check=True, timeout=60)
    return run.stdout


COMMANDS = [part.name for part in commands(build_parser())]


class TestBash:
    def test_commands(self) -> None:
        assert bash("jining-tui", "") == COMMANDS
        assert bash("jining-tui", "co") == ["compare", "config", "completion"]

    def test_options(self) -> None:
        assert bash("jining-tui", "--l") == ["--library"]
        assert "--sort" in bash("jining-tui", "facts", "--")
        assert "--sort" not in bash("jining-tui", "articles", "--")
        assert bash("jining-tui", "--library", "/tmp", "ch") == ["check"]

    def test_words_of_an_option(self) -> None:
        assert bash("jining-tui", "export", "--format", "b") == ["bibtex"]
        assert bash("jining-tui", "export", "--format", "=") == bash("jining-tui", "export", "--format", "")
        assert bash("jining-tui", "export", "--format", "=", "c") == ["csv", "csl"]

    def test_words_of_a_command(self) -> None:
        assert bash("jining-tui", "completion", "") == ["bash", "zsh", "fish"]
        assert bash("jining-tui", "facts", "") == []

    def test_files_and_folders(self, folder: Path) -> None:
        assert sorted(bash("jining-tui", "add", "rep")) == ["report one.txt", "reports"]
        assert bash("jining-tui", "facts", "--library", "rep") == ["reports"]


class TestFish:
    def test_commands(self) -> None:
        assert sorted(fish("jining-tui ")) == sorted(COMMANDS)

    def test_options_and_words(self) -> None:
        assert "--sort" in fish("jining-tui facts --")
        assert "--sort" not in fish("jining-tui articles --")
        assert sorted(fish("jining-tui export --format c")) == ["csl", "csv"]
        assert sorted(fish("jining-tui completion ")) == ["bash", "fish", "zsh"]

    def test_files_and_folders(self, folder: Path) -> None:
        assert sorted(fish("jining-tui add rep")) == ["report one.txt", "reports/"]
        assert fish("jining-tui facts --library rep") == ["reports/"]
        assert fish("jining-tui facts rep") == []


class TestZsh:
    def test_commands_options_and_files(self, folder: Path) -> None:
        shown = zsh("jining-tui ", folder, "watch ")
        assert set(COMMANDS) - {"watch"} <= set(shown.split())
        assert "bibtex" in zsh("jining-tui export --format ", folder, "parquet")
        assert "--library" in zsh("jining-tui facts --", folder, "--sort")
        assert "ort" in zsh("jining-tui add rep", folder, "ort")


@pytest.mark.parametrize("shell", SHELLS)
def test_the_command_prints_the_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    out = capsys.readouterr().out
    assert out == completion(build_parser(), shell)
    for part in (program(build_parser()), *commands(build_parser())):
        for option in part.options:
            assert all(flag.lstrip("-") in out for flag in option.flags)


MADE = "from make_manual import *; print(page() == PAGE.read_text(), keys() == KEYS.read_text())"


def test_manual_and_keys_are_made_of_the_program_as_it_is() -> None:
    run = subprocess.run(
        [sys.executable, "-c", MADE],
        cwd=ROOT / "docs", env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip
    assert run.stdout == "True True\n", "python docs/make_manual.py makes it anew"


def test_man_finds_nothing_wrong_with_the_manual() -> None:
    needs("groff")
    run = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", str(ROOT / "docs" / "jining-tui.1")],
        capture_output=True, text=True, check=True, env=os.environ | {"GROFF_NO_SGR": "1"},
    )  # fmt: skip
    assert not run.stderr
    for part in commands(build_parser()):
        assert f"jining-tui {part.name}" in run.stdout
