"""A watched folder: what is there and what comes is added, once it is complete."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from store.errors import UserError
from store.intake.adding import Request
from store.intake.report import Report
from store.intake.watching import watch
from store.library import Library

TEXT = "The park in {} recorded revenue of {} billion yuan in 2021, and {} firms of it employ {},000 people."


def text(number: int) -> str:
    return TEXT.format(number, number + 3, number + 50, number + 9)


def test_what_comes_is_added_and_what_changes_updated(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "1.txt").write_text(text(1))
    steps: list[Callable[[], object]] = [
        lambda: (folder / "2.txt").write_text(text(2)),
        lambda: (folder / "1.txt").write_text(text(1) + " A sentence more."),
        lambda: (folder / "1.txt").unlink(),
    ]
    said: list[dict[str, int]] = []
    looks = iter(range(10_000))

    def hear(report: Report) -> None:
        said.append({str(word): count for word, count in report.counts.items()})
        if steps:
            steps.pop(0)()

    with Library(tmp_path / "library") as library:
        request = Request(stop=lambda: len(said) == 3 or next(looks) > 5_000)
        watch(library, [str(folder)], request, hear, pause=0.02)
        assert said == [{"added": 1}, {"added": 1}, {"updated": 1}]
        assert library.article("2") is not None


@pytest.mark.parametrize("name", ["a.txt", "long" * 2000], ids=["a file", "a name too long"])
def test_a_file_is_no_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("text")
    with Library(tmp_path / "library") as library, pytest.raises(UserError, match="is no folder"):
        watch(library, [str(tmp_path / name)], Request(), lambda report: None)
