"""Adding files and folders to the library: which files, in which order, and what became of each."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import UserError

if TYPE_CHECKING:
    from store.library import Library
    from store.records import Article, Extraction

ARTICLE_SUFFIXES = frozenset(
    ".txt .text .md .markdown .html .htm .xhtml .pdf .rss .atom .xml .eml .jsonl .json".split()
)
"""Files in a folder that are expected to be articles; others are passed over if they are none."""

_PROGRESS_STEP = 10


@dataclass(slots=True)
class Adding:
    """What became of the files so far: `failed` and `skipped` are sentences, one for each file."""

    files: int = 0
    failed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    stopped: bool = False


def add_paths(library: Library, paths: Iterable[str]) -> tuple[Adding, str]:
    """Adds what the paths name; the outcome, and its summary in a sentence.

    Interrupted, it keeps what was read so far; the same paths again carry on from there.
    """
    outcome = Adding()
    try:
        report = library.add(_items(paths, outcome))
    finally:
        _show_progress(outcome, done=True)
    counts = {
        "added": len(report.added),
        "updated": len(report.updated),
        "unchanged": len(report.unchanged),
        "skipped": len(outcome.skipped),
        "failed": len(outcome.failed),
    }
    summary = ", ".join(f"{count:,} {word}" for word, count in counts.items() if count or word == "added")
    return outcome, f"{summary}."


def _items(paths: Iterable[str], outcome: Adding) -> Iterator[tuple[Article, Extraction]]:
    from store.extraction import extract

    try:
        for name, wanted in find_files(paths):
            outcome.files += 1
            _show_progress(outcome)
            try:
                articles = _read(name)
            except UserError as error:
                (outcome.failed if wanted else outcome.skipped).append(str(error))
                continue
            for article in articles:
                yield article, extract(article)
    except KeyboardInterrupt:
        outcome.stopped = True


def find_files(paths: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """The files that paths name, folders searched in order of names; whether each is expected to be an article.

    Hidden files and folders are left out, and links to folders are not followed.
    """
    for path in paths:
        if path == "-" or not Path(path).is_dir():
            yield path, True
            continue
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                if not name.startswith("."):
                    yield str(Path(folder) / name), Path(name).suffix.lower() in ARTICLE_SUFFIXES


def _read(name: str) -> list[Article]:
    from tui.tasks import read_input

    with suppress(OSError):
        return read_input(name if name == "-" else str(Path(name).absolute()))
    raise UserError(f"{name} cannot be read: check its name.")


def _show_progress(outcome: Adding, done: bool = False) -> None:
    """A line on a terminal that counts the files, and goes away at the end."""
    if not sys.stderr.isatty():
        return
    if done:
        sys.stderr.write("\r\x1b[K")
    elif outcome.files % _PROGRESS_STEP == 1:
        sys.stderr.write(f"\r{outcome.files:,} files read, {len(outcome.failed):,} failed ")
    sys.stderr.flush()
