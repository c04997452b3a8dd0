"""The dialog that lists the keys of the pane, grouped, and the signs in the margin."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.cells import fit
from tui.commands import Command
from tui.dialogs.dialog import Dialog
from tui.kinds import SIGNS

KEYS = 16
"""Cells for the keys of a command."""


class KeysDialog(Dialog[None]):
    """Shows what every key does here; any of escape, enter, ? and q closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,question_mark,f1,q", "dismiss", show=False)]
    CSS = """
    KeysDialog > #box { width: 72; height: auto; }
    KeysDialog #keys { height: auto; width: 1fr; }
    KeysDialog .group { color: $accent; text-style: bold; }
    KeysDialog .key { text-style: bold; }
    KeysDialog .rest { color: $dim; }
    """

    def __init__(self, commands: Sequence[Command]) -> None:
        """The commands that can be given."""
        super().__init__()
        self._commands = commands

    def compose(self) -> ComposeResult:
        """Groups in the order in which they first come."""
        with VerticalScroll(id="box") as box:
            box.border_title = "Keys here"
            box.border_subtitle = "esc closes"
            order = list(dict.fromkeys(command.group for command in self._commands))
            by_group = sorted(self._commands, key=lambda command: order.index(command.group))
            for group, commands in groupby(by_group, key=lambda command: command.group):
                yield Static(Content(group), classes="group")
                lines = dict.fromkeys(f"{fit(it.signs, KEYS)}{it.title}" for it in commands)
                yield Static(Content("\n".join(lines)))
            yield Static(Content("Signs in the margin of a text"), classes="group")
            signs = [f"{sign} {kind}" for kind, sign in SIGNS.items()]
            yield Static(Content("   ".join([*signs, "? not understood", "● selected"])))

    def on_mount(self) -> None:
        """The box scrolls by the keyboard."""
        self.query_one("#box").focus()
