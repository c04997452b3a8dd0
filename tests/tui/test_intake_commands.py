"""`add`, `watch` and `export` as a reader types them."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tui.command_line import main

TEXT = "The park in {} recorded revenue of {} billion yuan in 2021, and {} firms of it employ {},000 people."
TOOL = [sys.executable, "-c", "import sys; from tui.command_line import main; sys.exit(main())"]


def text(number: int) -> str:
    return TEXT.format(number, number + 3, number + 50, number + 9)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JINING_TUI_LIBRARY", str(tmp_path / "library"))
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(text(number))
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    status = main([str(each) for each in arguments])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_a_failure_is_named_with_its_reason(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "empty.txt").touch()
    status, out, err = run(capsys, "add", folder, "--report", folder.parent / "report.jsonl")
    assert (status, out) == (1, "3 added, 1 failed.\n")
    assert err == f"jining-tui: {folder}/empty.txt is empty: there is nothing to read in it.\n"
    assert len((folder.parent / "report.jsonl").read_text().splitlines()) == 4


def test_a_folder_without_files_is_said_to_hold_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = folder / "empty"
    (empty / "inner").mkdir(parents=True)
    (empty / ".hidden.txt").write_text(text(1))
    assert run(capsys, "add", empty) == (0, "0 added: no file was found, hidden ones aside.\n", "")


def test_failures_are_named_before_what_is_only_skipped(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        for number in range(1100):
            archive.writestr(f"{number}.bin", b"")
    (folder / "empty.txt").touch()
    status, out, err = run(capsys, "add", folder)
    assert (status, out) == (1, "3 added, 1,100 skipped, 1 failed.\n")
    assert err.startswith(f"jining-tui: {folder}/empty.txt is empty")
    assert err.endswith("1,051 more were skipped or failed: add --report FILE names them all.\n")


def test_fields_are_given(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "add", folder, "--publisher", "The Daily", "--published", "2022-03-14")[0] == 0
    _, out, _ = run(capsys, "articles", "publisher:daily", "--format", "jsonl")
    assert [json.loads(line)["published"] for line in out.splitlines()] == ["2022-03-14"] * 3
    status, _, err = run(capsys, "add", folder, "--published", "last spring")
    assert status == 1
    assert "last spring is no date: give it as 2022-03-14." in err


def test_everything_goes_into_another_library(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "add", folder)
    file = folder.parent / "all.jsonl"
    assert run(capsys, "export", "--all", "--format", "articles", "-o", file)[0] == 0
    facts = run(capsys, "export", "--all", "--format", "jsonl")[1]
    other = folder.parent / "other"
    status, out, _ = run(capsys, "add", file, "--library", other)
    assert (status, out) == (0, "3 added, 5 unchanged.\n")
    assert sorted(run(capsys, "export", "--all", "--format", "jsonl", "--library", other)[1].splitlines()) == (
        sorted(facts.splitlines())
    )


def test_facts_without_articles_are_refused_with_the_way_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = folder.parent / "facts.jsonl"
    facts.write_text(run(capsys, "export", "--all", "--format", "jsonl")[1])
    status, _, err = run(capsys, "add", facts)
    assert status == 1
    assert "export --format articles" in err


@pytest.mark.parametrize("format", ["csv", "parquet", "bibtex", "csl", "md"])
def test_every_format_is_written(folder: Path, capsys: pytest.CaptureFixture[str], format: str) -> None:
    path = folder.parent / f"out.{format}"
    assert run(capsys, "export", "metric:revenue", "--format", format, "-o", path)[0] == 0
    assert path.stat().st_size > 100
    if format == "csl":
        assert {item["type"] for item in json.loads(path.read_bytes())} == {"article-newspaper"}
    status, _, err = run(capsys, "export", "metric:nosuchthing", "--format", format)
    assert status == 1
    assert "matches the query" in err


def test_ctrl_c_keeps_what_is_done_and_the_same_command_carries_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(3, 150):
        (folder / f"{number}.txt").write_text("\n\n".join(text(number * 12 + part) for part in range(12)))
    running = subprocess.Popen(
        [*TOOL, "add", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    time.sleep(1.8)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    if "Stopped" not in err:
        pytest.skip("this machine was done before it could be stopped")
    assert running.returncode == 1
    done = int(out.partition(" added")[0].replace(",", ""))
    status, out, _ = run(capsys, "add", folder)
    assert status == 0
    assert out.startswith(f"{150 - done:,} added")


def test_a_bar_shows_where_somebody_watches(folder: Path) -> None:
    parent, child = pty.openpty()
    running = subprocess.Popen([*TOOL, "add", str(folder)], stdout=subprocess.DEVNULL, stderr=child)
    os.close(child)
    shown = b""
    while True:
        try:
            block = os.read(parent, 4096)
        except OSError:
            break
        if not block:
            break
        shown += block
    os.close(parent)
    assert running.wait(60) == 0
    assert b"3 of 3 files" in shown


def test_watching_ends_with_ctrl_c(folder: Path) -> None:
    running = subprocess.Popen([*TOOL, "watch", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout
    assert running.stdout.readline() == b"3 added.\n"
    running.send_signal(signal.SIGINT)
    assert running.wait(30) == 0
    running.communicate()
