"""The dialog that writes the selected facts to a Markdown file."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from store.errors import UserError
from store.export.files import NameTakenError, default_name, write_new
from store.export.markdown import Group, export_facts
from store.index import FactRow
from tui.cells import counted
from tui.desk import Desk
from tui.dialogs.dialog import Dialog

GROUPS: tuple[tuple[Group, str], ...] = (("cluster", "by cluster"), ("article", "by article"))
"""How the facts can be grouped, and the words for it."""


class GroupChoice(Widget, can_focus=True):
    """One of `GROUPS`; space and the arrows change it."""

    BINDINGS: ClassVar = [Binding("space,left,right,h,l", "change", show=False)]
    DEFAULT_CSS = """
    GroupChoice { height: 1; width: 1fr; color: $ink; }
    GroupChoice:focus { text-style: bold; color: $accent; }
    """

    def __init__(self) -> None:
        """The first group."""
        super().__init__()
        self.place = 0

    @property
    def group(self) -> Group:
        """The group chosen."""
        return GROUPS[self.place][0]

    def render(self) -> RenderResult:
        """All groups, the chosen one marked."""
        return Content(
            "   ".join(f"{'●' if at == self.place else '○'} {words}" for at, (_, words) in enumerate(GROUPS))
        )

    def action_change(self) -> None:
        """The other group."""
        self.place = (self.place + 1) % len(GROUPS)
        self.refresh()

    def on_click(self) -> None:
        """The other group."""
        self.action_change()


class Question(Static, can_focus=True):
    """A question that y and n answer."""

    BINDINGS: ClassVar = [
        Binding("y", "screen.overwrite", show=False),
        Binding("n,escape", "screen.rename", show=False),
    ]


class ExportDialog(Dialog[str]):
    """Asks for the file and the grouping; the result is what was done, in a sentence."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "write", show=False)]
    CSS = """
    ExportDialog > #box { width: 76; padding: 1 2; }
    ExportDialog Horizontal { height: 1; margin-top: 1; }
    ExportDialog .label { width: 9; color: $dim; }
    ExportDialog Input { height: 1; border: none; padding: 0 1; background: $bar; color: $ink; width: 1fr; }
    ExportDialog #trouble { margin-top: 1; height: auto; color: $warn; }
    ExportDialog #ways { margin-top: 1; color: $dim; }
    """

    def __init__(self, desk: Desk) -> None:
        """The selected facts of this desk."""
        super().__init__()
        index = desk.library.index
        found = (index.fact(id) for id in desk.library.notebook.selected)
        self._rows: list[FactRow] = [row for row in found if row is not None]
        self._desk = desk

    def compose(self) -> ComposeResult:
        """Scope, file, grouping, and what stands in the way."""
        articles = len({row.fact.article for row in self._rows})
        with Vertical(id="box") as box:
            box.border_title = "Export to Markdown"
            yield Static(
                Content(f"{counted(len(self._rows), 'selected fact')} from {counted(articles, 'article')}")
            )
            with Horizontal():
                yield Static(Content("File"), classes="label")
                yield Input(default_name(self._rows), id="file", compact=True)
            with Horizontal():
                yield Static(Content("Tables"), classes="label")
                yield GroupChoice()
            yield Question("", id="trouble", markup=False)
            yield Static(
                Content("enter writes   tab goes on   space changes the tables   esc closes"), id="ways"
            )

    def on_mount(self) -> None:
        """Begin in the file's name."""
        self.query_one("#trouble").display = False
        self.query_one(Input).cursor_blink = False
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _write(self) -> None:
        self._save(overwrite=False)

    def action_write(self) -> None:
        """Enter writes, also from the grouping."""
        self._save(overwrite=False)

    def action_overwrite(self) -> None:
        """The reader said yes."""
        self._save(overwrite=True)

    def action_rename(self) -> None:
        """The reader said no: another name."""
        self.query_one("#trouble").display = False
        self.query_one(Input).focus()

    def _save(self, overwrite: bool) -> None:
        name = self.query_one(Input).value.strip()
        if not name:
            self._object("Name a file first.")
            return
        group = self.query_one(GroupChoice).group
        index = self._desk.library.index
        articles = (index.article(id) for id in dict.fromkeys(row.fact.article for row in self._rows))
        text = export_facts(self._rows, [it for it in articles if it is not None], group)
        try:
            path = write_new(Path(name), text, overwrite)
        except NameTakenError:
            self._object(f"{name} exists already. Overwrite it?   y yes   n no, another name", question=True)
        except UserError as error:
            self._object(str(error))
        else:
            self.dismiss(f"{counted(len(self._rows), 'fact')} written to {path}.")

    def _object(self, text: str, question: bool = False) -> None:
        trouble = self.query_one(Question)
        trouble.update(Content(text))
        trouble.display = True
        if question:
            trouble.focus()
