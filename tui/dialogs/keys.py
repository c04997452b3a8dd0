"""The dialog that lists the keys of the pane, grouped, and the signs in the margin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.cells import fit
from tui.commands import Command, Keymap
from tui.dialogs.dialog import Dialog
from tui.kinds import SIGNS
from tui.verdicts import SIGNS as VERDICTS

KEYS = 14
"""Cells for the keys of a command."""

LEFT = ("Facts", "Tables", "Review")
"""The groups of the left column; the others stand on the right, or below where it is narrow."""


class KeysDialog(Dialog[None]):
    """Shows what every key does here; any of escape, enter, ? and q closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,question_mark,f1,q", "dismiss", show=False)]
    DEFAULT_CSS = """
    KeysDialog > #box { width: 68; scrollbar-size-vertical: 1; }
    KeysDialog #columns { height: auto; layout: vertical; }
    KeysDialog .column { height: auto; width: 1fr; }
    KeysDialog .group { color: $accent; text-style: bold; }
    KeysDialog.-medium > #box, KeysDialog.-wide > #box { width: 116; padding: 1 2; }
    KeysDialog.-medium #columns, KeysDialog.-wide #columns { layout: horizontal; }
    """

    def __init__(self, commands: Sequence[Command], keymap: Keymap) -> None:
        """The commands that can be given, and the reader's keys."""
        super().__init__()
        self._commands = commands
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """What one does with facts on the left, the rest on the right, the signs below."""
        with VerticalScroll(id="box") as box:
            box.border_title = "Keys here"
            box.border_subtitle = "esc closes"
            with Horizontal(id="columns"):
                for left in (True, False):
                    commands = [it for it in self._commands if (it.group in LEFT) == left]
                    yield Static(Content("\n").join(self._lines(commands)), classes="column")
            yield Static(Content("Signs in the margin of a text"), classes="group")
            signs = [f"{sign} {kind}" for kind, sign in SIGNS.items()]
            said = [f"{sign} {verdict}" for verdict, sign in VERDICTS.items()]
            yield Static(Content("   ".join([*signs, "? not understood", "/ found", "● selected", *said])))

    def on_mount(self) -> None:
        """The box scrolls by the keyboard."""
        self.query_one("#box").focus()

    def _lines(self, commands: Sequence[Command]) -> Iterator[Content]:
        """The commands under the names of their groups, an empty line after each group."""
        order = list(dict.fromkeys(command.group for command in commands))
        by_group = sorted(commands, key=lambda command: order.index(command.group))
        for group, members in groupby(by_group, key=lambda command: command.group):
            yield Content.styled(group, "bold $accent")
            lines = dict.fromkeys(f"{fit(it.signs(self._keymap), KEYS)}{it.title}" for it in members)
            yield from (Content(line) for line in (*lines, ""))
