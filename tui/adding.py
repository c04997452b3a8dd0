"""The commands that add: progress on a terminal, ctrl+c, and what is said at the end."""

from __future__ import annotations

import signal
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from store.errors import UserError
from store.intake.adding import Progress, Request, add_paths
from store.intake.report import Report

if TYPE_CHECKING:
    from store.library import Library

MOST_NAMED = 50
"""Troubles that are named on standard error; the rest are counted."""


def add(library: Library, arguments: Namespace, complain: Callable[[str], None]) -> Report:
    """Adds what the arguments name, showing progress where somebody watches, and says what became of it."""
    with stopping() as stopped, _progress() as tell:
        request = replace(
            _request(arguments, stopped), report=Path(arguments.report) if arguments.report else None
        )
        report = add_paths(library, arguments.paths, request, tell)
    _name_troubles(report, complain)
    if report.stopped:
        complain("Stopped: what was read is kept, and the same command again carries on.")
    return report


def watch(
    library: Library, arguments: Namespace, complain: Callable[[str], None], say: Callable[[str], None]
) -> None:
    """Adds what is in folders and what comes, until ctrl+c."""
    from store.intake.watching import watch as watch_folders

    def said(report: Report) -> None:
        _name_troubles(report, complain)
        say(report.summary())
        sys.stdout.flush()

    with stopping() as stopped:
        complain("Watching: ctrl+c ends it.")
        watch_folders(library, arguments.paths, _request(arguments, stopped), said)


def _request(arguments: Namespace, stopped: Callable[[], bool]) -> Request:
    jobs = 0 if arguments.jobs == 1 else arguments.jobs
    return Request(given=given(arguments), jobs=jobs, scheduler=arguments.scheduler, stop=stopped)


def _name_troubles(report: Report, complain: Callable[[str], None]) -> None:
    named, more = report.worst(MOST_NAMED)
    for outcome in named:
        complain(str(outcome))
    if more:
        complain(f"{more:,} more were skipped or failed: add --report FILE names them all.")


def given(arguments: Namespace) -> Mapping[str, str]:
    """The fields given for articles that do not state them. Raises UserError for a date that is none."""
    from store.intake.work import GIVEN

    fields = {name: value for name in GIVEN if (value := getattr(arguments, name, None))}
    if "published" in fields:
        try:
            fields["published"] = date.fromisoformat(fields["published"]).isoformat()
        except ValueError:
            raise UserError(f"{fields['published']} is no date: give it as 2022-03-14.") from None
    return fields


@contextmanager
def stopping() -> Iterator[Callable[[], bool]]:
    """Whether the reader has pressed ctrl+c; pressed again, it interrupts at once."""
    pressed: list[bool] = []

    def stop(number: int, frame: FrameType | None) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(True)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None]]:
    """A bar on a terminal with files, articles, facts, rate and time left; nothing elsewhere."""
    if not sys.stderr.isatty():
        with nullcontext():
            yield lambda progress: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    words = TextColumn("{task.description}", markup=False)
    with Bar(BarColumn(), words, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def tell(progress: Progress) -> None:
            total = max(1, progress.total.size)
            bar.update(task, total=total, completed=min(progress.size, total), description=words_of(progress))

        yield tell


def words_of(progress: Progress) -> str:
    """The progress in words: `1,200 of 10,000 files   1,180 articles   23,000 facts   80/s   1:50 left`."""
    rate = progress.files / progress.seconds if progress.seconds > 0 else 0.0
    files = f"{progress.files:,} of {max(progress.files, progress.total.files):,} files"
    parts = [files, f"{progress.articles:,} articles", f"{progress.facts:,} facts", f"{rate:,.0f}/s"]
    if progress.left is not None:
        minutes, seconds = divmod(round(progress.left), 60)
        parts.append(f"{minutes}:{seconds:02} left")
    return "   ".join(parts)
