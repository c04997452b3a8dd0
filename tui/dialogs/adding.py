"""The dialog that adds files to the library, and shows how far that is; the reader may close it and read on."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from store.errors import UserError
from store.folder import named_path
from store.intake.adding import Progress, Request, add_paths
from store.intake.report import Report
from store.library import Library
from store.reading.clean import clean
from tui.adding import words_of
from tui.dialogs.dialog import Dialog

_SHOWN = 8  # troubles that are named in the dialog
_BAR = 40


class Intake:
    """Files being added, away from the keys: in a thread of its own, with the work in another process."""

    def __init__(self, folder: Path, paths: list[str]) -> None:
        """What these paths name goes into the library in this folder."""
        self._folder = folder
        self._paths = paths
        self._stopped = False
        self.progress: Progress | None = None
        self.report: Report | None = None
        self.trouble = ""

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self.report is None and not self.trouble

    def run(self) -> None:
        """Add everything, through a library object of its own, as another program would."""
        try:
            with Library(self._folder) as library:
                request = Request(jobs=1, stop=lambda: self._stopped)
                self.report = add_paths(library, self._paths, request, self._hear)
        except UserError as error:
            self.trouble = str(error)

    def stop(self) -> None:
        """End soon; what was read is kept."""
        self._stopped = True

    def _hear(self, progress: Progress) -> None:
        self.progress = progress

    def lines(self) -> list[str]:
        """How far it is, or what became of it."""
        if self.trouble:
            return [self.trouble]
        if self.report is None:
            return self._bar()
        named, more = self.report.worst(_SHOWN)
        lines = [self.report.summary(), *map(str, named)]
        if more:
            lines.append(f"… and {more:,} more: jining-tui add --report FILE names them all.")
        return lines

    def _bar(self) -> list[str]:
        if self.progress is None:
            return ["Looking at the files …"]
        done = min(1.0, self.progress.size / max(1, self.progress.total.size))
        filled = round(done * _BAR)
        return ["█" * filled + "░" * (_BAR - filled), words_of(self.progress)]


class AddDialog(Dialog[list[str]]):
    """Asks for files and folders; the result is their paths. While files are being added, it shows how far."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("x", "stop", show=False)]
    DEFAULT_CSS = """
    AddDialog > #box { width: 84; padding: 1 2; }
    AddDialog Horizontal { height: 1; margin-bottom: 1; }
    AddDialog .label { width: 9; color: $dim; }
    AddDialog #ways { margin-top: 1; color: $dim; }
    """

    def __init__(self, intake: Intake | None, start: Callable[[list[str]], Intake]) -> None:
        """`intake` is what is going on, or has been; `start` begins another."""
        super().__init__()
        self._intake = intake
        self._start = start

    def compose(self) -> ComposeResult:
        """The line for the paths, what goes on, the keys."""
        with Vertical(id="box") as box:
            box.border_title = "Add articles"
            with Horizontal(id="line"):
                yield Static(Content("Paths"), classes="label")
                yield Input(placeholder="files, folders, patterns, archives", id="paths", compact=True)
            yield Static("", id="state", markup=False)
            yield Static("", id="ways", markup=False)

    def on_mount(self) -> None:
        """Begin in the line, or with what goes on."""
        self.query_one(Input).cursor_blink = False
        self._show()
        self.set_interval(0.25, self._show)

    @on(Input.Submitted)
    def _begin(self) -> None:
        try:
            paths = split_paths(self.query_one(Input).value)
        except UserError as error:
            self.query_one("#state", Static).update(Content(clean(str(error))))
            return
        self._intake = self._start(paths)
        self._show()

    def action_stop(self) -> None:
        """End what goes on."""
        if self._intake is not None:
            self._intake.stop()

    def _show(self) -> None:
        running = self._intake is not None and self._intake.running
        line = self.query_one("#line")
        line.display = not running
        entry = self.query_one(Input)
        if running and entry.has_focus:
            self.set_focus(None)
        elif not running and not entry.has_focus:
            entry.focus()
        if self._intake is not None:
            self.query_one("#state", Static).update(Content("\n".join(map(clean, self._intake.lines()))))
        ways = "esc reads on meanwhile   x stops" if running else "enter adds   esc closes"
        self.query_one("#ways", Static).update(Content(ways))


def split_paths(line: str) -> list[str]:
    """The paths in a line: one that is there as it stands, else as a shell would split them, with ~ resolved.

    UserError where a quotation mark is left open, or nothing is named.
    """
    line = line.strip()
    whole = named_path(line)
    if line and os.path.lexists(whole):
        return [str(whole)]
    try:
        parts = shlex.split(line)
    except ValueError:
        raise UserError("A quotation mark is open: close it.") from None
    if not parts:
        raise UserError("Name a file or a folder first.")
    return [str(named_path(part)) for part in parts]
