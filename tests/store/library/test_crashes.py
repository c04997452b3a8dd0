"""Killed at every system call of a write: the old state or the new one, and the index in step with it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path

import pytest
from samples import contents, faults, numbered, shown

from store.library import Library
from store.storage import leftovers

CHANGES = {
    "add": "library.add([numbered(100)])",
    "replace": "library.add([item('article-00003', Said('Now ‹5 yuan›.', 'GDP', 5))])",
    "remove": "library.remove(['article-00003'])",
    "batch": "library.add(numbered(number) for number in range(100, 110))",
    "select": "library.notebook.toggle(library.index.article_facts('article-00005')[0])",
    "reextract": "rules.rules = lambda: 'newer'; library.reextract()",
}
SCRIPT = """
import os, sys
from pathlib import Path
import store.index.documents, store.index.writing, store.placing, store.upkeep, tantivy
from samples import Said, item, numbered
from store import rules
from store.extraction import extract
from store.library import Library

_exit = os._exit
CALLS = {"open", "write", "close", "fsync", "replace", "rename", "link", "unlink", "mkdir", "connect", "commit"}
OWNERS = {"posix", "io", "_io", "_sqlite3", "tantivy", "tantivy.tantivy"}
store.placing.VOLUME_BYTES = 4000
extract(numbered(1)[0])
rules.rules()

def change(folder, stop):
    library, calls = Library(Path(folder)), 0

    def step(*_):
        nonlocal calls
        calls += 1
        if calls == stop:
            _exit(9)

    def watch(frame, event, call):
        if event in ("c_call", "c_return") and call.__name__ in CALLS:
            if (call.__module__ or type(call.__self__).__module__) in OWNERS:
                step()

    for connection in library._file._connections:
        connection.set_trace_callback(step)
    sys.setprofile(watch)
    CHANGE
    sys.setprofile(None)
    _exit(0)

for line in sys.stdin:
    folder, stop = line.rstrip().rsplit(" ", 1)
    child = os.fork()
    if child == 0:
        try:
            change(folder, int(stop))
        finally:
            _exit(1)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@contextmanager
def changing(change: str) -> Iterator[Callable[[Path, int], int]]:
    """What makes a change in a process that is killed at a step, and gives its exit status.

    Each is forked from one that has loaded everything, so that only the change itself has steps.
    """
    here = Path(__file__).parents[1]
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT.replace("CHANGE", CHANGES[change])],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(here), str(here.parents[1])])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        asked, told = process.stdin, process.stdout
        assert asked is not None
        assert told is not None

        def run(folder: Path, stop: int) -> int:
            print(folder, stop, file=asked, flush=True)
            return int(told.readline())

        yield run
        asked.close()


EVERY = int(os.environ.get("JINING_TUI_KILL_EVERY", "19"))
"""Every how-many-th step is tried; each of them with `JINING_TUI_KILL_EVERY=1`."""


@pytest.mark.usefixtures("small_volumes")
@pytest.mark.parametrize("change", CHANGES)
def test_a_kill_at_any_step_leaves_the_old_state_or_the_new(tmp_path: Path, change: str) -> None:
    with changing(change) as run:
        steps = takewhile(
            lambda stop: stopped(run, tmp_path / f"{change}-{stop}", change, stop), range(1, 4000, EVERY)
        )
        assert 0 < sum(1 for _ in steps) < len(range(1, 4000, EVERY)), "it never began, or never ended"


def stopped(run: Callable[[Path, int], int], folder: Path, change: str, stop: int) -> bool:
    """Whether the change was killed at this step of it, which has done no harm."""
    with Library(folder) as library:
        library.add(numbered(number) for number in range(8))
        library.notebook.toggle(library.index.article_facts("article-00002")[0])
        before = contents(library)
    status = run(folder, stop)
    assert status in (0, 9)
    with Library(folder) as library:
        held = contents(library)
        assert held == shown(library)
        changed = {id for id in held.keys() | before.keys() if held.get(id) != before.get(id)}
        expected = {
            f"article-{number:05}"
            for number in (3, *range(8 if change == "reextract" else 0), *range(100, 110))
        }
        assert changed <= expected
        assert library.notices == []
        assert 1 <= len(library.notebook.selected) <= 2
        assert leftovers(folder) == leftovers(folder / "volumes") == []
        assert status == 9 or faults(library) == []
    return status == 9
