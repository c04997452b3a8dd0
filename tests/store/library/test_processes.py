"""Several processes on one library: nothing is lost, nobody is blocked, and everybody sees it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from samples import contents, faults, numbered, shown

from store.library import Library
from store.lock import BusyError, WriteLock
from store.storage import leftovers

ADDING = """
import sys
from pathlib import Path
import store.placing
from samples import numbered
from store.library import Library
store.placing.VOLUME_BYTES = 3000
first, last = int(sys.argv[2]), int(sys.argv[3])
with Library(Path(sys.argv[1])) as library:
    print("ready", flush=True)
    for number in range(first, last):
        library.add([numbered(number)])
        print(number, flush=True)
"""
SELECTING = """
import sys
from pathlib import Path
from store.library import Library
with Library(Path(sys.argv[1])) as library:
    facts = [row.fact for row in library.index.facts().page(0, 999)]
    print("ready", flush=True)
    for fact in facts[int(sys.argv[2])::2]:
        library.notebook.select([fact])
        print(fact.id, flush=True)
"""
HOLDING = """
import sys, time
from pathlib import Path
from store.lock import WriteLock
with WriteLock(Path(sys.argv[1]) / sys.argv[2]).held():
    print("ready", flush=True)
    time.sleep(60)
"""


def start(script: str, folder: Path, *arguments: object) -> subprocess.Popen[str]:
    """Another process that runs a script on the library, once it says that it is ready."""
    here = Path(__file__).parents[1]
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(folder), *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(here), str(here.parents[1])])},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def acknowledged(process: subprocess.Popen[str]) -> list[str]:
    """What a process said that it had done, whether it ended or was killed."""
    out, _ = process.communicate(timeout=60)
    lines = out.split("\n")
    return lines[:-1]


def test_two_writers_lose_no_article(folder: Path) -> None:
    Library(folder).close()
    writers = [start(ADDING, folder, first, first + 25) for first in (0, 25)]
    assert [len(acknowledged(writer)) for writer in writers] == [25, 25]
    with Library(folder) as library:
        assert len(contents(library)) == 50
        assert contents(library) == shown(library)
        assert faults(library) == []


def test_two_writers_of_the_same_articles_add_each_once(folder: Path) -> None:
    Library(folder).close()
    writers = [start(ADDING, folder, 0, 15) for _ in range(2)]
    assert all(len(acknowledged(writer)) == 15 for writer in writers)
    with Library(folder) as library:
        assert sorted(contents(library)) == [f"article-{number:05}" for number in range(15)]
        assert faults(library) == []


def test_two_readers_lose_no_selection(folder: Path) -> None:
    with Library(folder) as library:
        library.add(numbered(number) for number in range(20))
    readers = [start(SELECTING, folder, half) for half in (0, 1)]
    said = {id for reader in readers for id in acknowledged(reader)}
    with Library(folder) as library:
        assert len(said) == 40
        assert set(library.notebook.selected) == said


def test_opening_a_library_disturbs_no_writer(folder: Path) -> None:
    with Library(folder) as library:
        library.add(numbered(number) for number in range(30))
    reader = start(SELECTING, folder, 0)
    while reader.poll() is None:
        Library(folder).close()
    assert len(acknowledged(reader)) == 30


def test_a_change_by_one_appears_in_the_other(folder: Path) -> None:
    with Library(folder) as one, Library(folder) as other:
        assert other.refresh() is False
        one.add([numbered(1)])
        assert other.refresh() is True
        assert other.index.totals().articles == 1
        assert other.refresh() is False
        one.notebook.select(one.index.article_facts("article-00001"))
        assert other.refresh() is True
        assert len(other.notebook.selected) == 2
        other.remove(["article-00001"])
        assert one.refresh() is True
        assert one.index.totals().articles == 0
        assert len(one.notebook.lost) == 2


def test_a_refresh_never_waits_for_a_writer(folder: Path) -> None:
    with Library(folder) as library:
        holder = start(HOLDING, folder, "library.lock")
        began = time.monotonic()
        assert library.refresh() is False
        library.notebook.select(library.index.article_facts("nobody"))
        assert time.monotonic() - began < 5
        holder.kill()
        holder.communicate()


def test_opening_shows_what_is_known_while_another_process_writes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library(folder) as library:
        library.add([numbered(1)])
    monkeypatch.setattr("store.library.SHORT_PATIENCE", 0.05)
    holder = start(HOLDING, folder, "library.lock")
    with Library(folder) as library:
        assert library.index.totals().articles == 1
    holder.kill()
    holder.communicate()


def test_a_writer_that_waits_too_long_says_so(folder: Path) -> None:
    Library(folder).close()
    holder = start(HOLDING, folder, "library.lock")
    with (
        pytest.raises(BusyError, match="Another jining-tui is still writing"),
        WriteLock(folder / "library.lock").held(patience=0.05),
    ):
        pass
    holder.kill()
    holder.communicate()


@pytest.mark.parametrize("lock", ["library.lock", "notebook.lock"])
def test_the_lock_of_a_killed_holder_blocks_nobody(folder: Path, lock: str) -> None:
    with Library(folder) as library:
        holder = start(HOLDING, folder, lock)
        holder.kill()
        holder.communicate()
        library.add([numbered(1)])
        assert library.notebook.toggle(library.index.article_facts("article-00001")[0])


ROUNDS = int(os.environ.get("JINING_TUI_KILLS", "12"))
"""How often a writer is killed; more of them from one command with `JINING_TUI_KILLS=500`."""


def test_a_writer_killed_at_any_time_loses_nothing_that_it_acknowledged(folder: Path) -> None:
    choose = random.Random(ROUNDS)
    said: set[str] = set()
    Library(folder).close()
    for turn in range(ROUNDS):
        writer = start(ADDING, folder, turn * 1000, turn * 1000 + 1000)
        time.sleep(choose.uniform(0, 0.12))
        writer.send_signal(signal.SIGKILL)
        said |= {f"article-{int(number):05}" for number in acknowledged(writer)}
        with Library(folder) as library:
            held = contents(library)
            assert said <= held.keys()
            assert held == shown(library)
            assert leftovers(folder) == leftovers(folder / "volumes") == []
            assert library.notices == []
    with Library(folder) as library:
        assert faults(library) == []
