"""Killed at every system call of a write: the old state or the new one, and the index in step with it."""

from __future__ import annotations

import os
import subprocess
import sys
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
import store.placing
from store import rules
from store.library import Library
from samples import Said, item, numbered

store.placing.VOLUME_BYTES = 4000
library = Library(Path(sys.argv[1]))
stop, calls = int(sys.argv[2]), 0
_exit, WATCHED = os._exit, {"open", "os.rename", "os.remove", "os.link", "os.mkdir", "sqlite3.connect"}

def step(*_):
    global calls
    calls += 1
    if calls == stop:
        _exit(9)

def spied(name):
    real = getattr(os, name)
    def call(*args, **kwargs):
        step()
        result = real(*args, **kwargs)
        step()
        return result
    setattr(os, name, call)

for name in ("fsync", "replace", "rename", "link", "unlink"):
    spied(name)
sys.addaudithook(lambda event, args: step() if event in WATCHED else None)
for number, connection in enumerate(library._file._connections):
    connection.set_trace_callback(step)
CHANGE
_exit(0)
"""


def run(folder: Path, change: str, stop: int) -> int:
    here = Path(__file__).parents[1]
    script = SCRIPT.replace("CHANGE", CHANGES[change])
    return subprocess.run(
        [sys.executable, "-c", script, str(folder), str(stop)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(here), str(here.parents[1])])},
        timeout=60,
        check=False,
    ).returncode


EVERY = int(os.environ.get("JINING_TUI_KILL_EVERY", "41"))
"""Every how-many-th step is tried; each of them with `JINING_TUI_KILL_EVERY=1`."""


@pytest.mark.usefixtures("small_volumes")
@pytest.mark.parametrize("change", CHANGES)
def test_a_kill_at_any_step_leaves_the_old_state_or_the_new(tmp_path: Path, change: str) -> None:
    for stop in range(1, 2000, EVERY):
        folder = tmp_path / f"{change}-{stop}"
        with Library(folder) as library:
            library.add(numbered(number) for number in range(8))
            library.notebook.toggle(library.index.article_facts("article-00002")[0])
            before = contents(library)
        finished = run(folder, change, stop) == 0
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
            if finished:
                assert faults(library) == []
                return
    raise AssertionError("the change never finished")
