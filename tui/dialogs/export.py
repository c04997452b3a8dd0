"""The dialog that writes the selected facts to a Markdown file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from store.errors import UserError
from store.export.files import NameTakenError, default_name, write_new
from store.export.markdown import Group
from store.export.selection import markdown_of
from store.index import FactRow
from tui.cells import counted, width_of
from tui.desk import Desk
from tui.dialogs.dialog import Dialog
from tui.notices import away, tell
from tui.preview import MOST, Preview

GROUPS: tuple[tuple[Group, str], ...] = (
    ("cluster", "by cluster"),
    ("article", "by article"),
    ("list", "one, as listed"),
)
"""How the facts can be grouped, and the words for it."""

MANY = 1000
"""From this number of facts on, writing takes long enough to say so."""


class GroupChoice(Widget, can_focus=True):
    """One of `GROUPS`; space and the arrows change it."""

    BINDINGS: ClassVar = [Binding("space,left,right,h,l", "change", show=False)]
    DEFAULT_CSS = """
    GroupChoice { height: 1; width: 1fr; color: $ink; }
    GroupChoice:focus { text-style: bold; color: $accent; }
    """

    class Changed(Message):
        """Another group is chosen."""

    def __init__(self) -> None:
        """The first group."""
        super().__init__()
        self.place = 0

    @property
    def group(self) -> Group:
        """The group chosen."""
        return GROUPS[self.place][0]

    def render(self) -> RenderResult:
        """All groups with the chosen one marked; that one alone, and which it is, where there is no room."""
        marked = [f"{'●' if at == self.place else '○'} {words}" for at, (_, words) in enumerate(GROUPS)]
        line = "   ".join(marked)
        if width_of(line) > self.size.width:
            line = f"{marked[self.place]}   {self.place + 1} of {len(GROUPS)}"
        return Content(line)

    def action_change(self) -> None:
        """The next group."""
        self.place = (self.place + 1) % len(GROUPS)
        self.refresh()
        self.post_message(self.Changed())

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
    DEFAULT_CSS = """
    ExportDialog > #box { width: 100; height: 90%; padding: 0 2; }
    ExportDialog #scope { margin-top: 1; }
    ExportDialog Horizontal { height: 1; margin-top: 1; }
    ExportDialog .label { width: 9; color: $dim; }
    ExportDialog #trouble { margin-top: 1; height: auto; color: $warn; }
    ExportDialog #ways { margin-top: 1; color: $dim; }
    """

    def __init__(self, desk: Desk) -> None:
        """The selected facts of this desk."""
        super().__init__()
        self._desk = desk
        self._rows: Sequence[FactRow] = ()
        self._writing = False
        self._preview = Preview()

    def compose(self) -> ComposeResult:
        """Scope, file, grouping, and what stands in the way."""
        with Vertical(id="box") as box:
            box.border_title = "Export to Markdown"
            yield Static(Content(self._count), id="scope")
            with Horizontal():
                yield Static(Content("File"), classes="label")
                yield Input(
                    self._desk.offered(default_name(())), id="file", compact=True, select_on_focus=False
                )
            with Horizontal():
                yield Static(Content("Tables"), classes="label")
                yield GroupChoice()
            yield Question("", id="trouble", markup=False)
            yield self._preview
            yield Static(
                Content("enter writes   tab goes on   space changes the tables   esc closes"), id="ways"
            )

    def on_mount(self) -> None:
        """Begin in the file's name."""
        self.query_one("#trouble").display = False
        self.query_one(Input).cursor_blink = False
        self.query_one(Input).focus()
        self._collect()

    @property
    def _count(self) -> str:
        return counted(len(self._desk.selected), "selected fact")

    @away("export")
    def _collect(self) -> None:
        rows = self._read()
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._found, rows)

    def _read(self) -> Sequence[FactRow]:
        self._desk.settle()
        library = self._desk.library
        return library.index.fact_rows(library.notebook.selected)

    def _found(self, rows: Sequence[FactRow]) -> None:
        """Say where the facts are from, and offer a name that tells of them."""
        if not self.is_attached:
            return
        self._rows = rows
        articles = len({row.fact.article for row in rows})
        self.query_one("#scope", Static).update(Content(f"{self._count} from {counted(articles, 'article')}"))
        field = self.query_one(Input)
        if field.value == self._desk.offered(default_name(())):
            field.value = self._desk.offered(default_name(rows))
            field.cursor_position = len(field.value)
        self._show_preview()

    @on(GroupChoice.Changed)
    def _show_preview(self) -> None:
        self._write_preview(self.query_one(GroupChoice).group)

    @away("preview")
    def _write_preview(self, group: Group) -> None:
        shown = self._rows[:MOST]
        text = markdown_of(self._desk.library, shown, group)
        if not get_current_worker().is_cancelled and self.is_attached:
            self.app.call_from_thread(self._preview.show, text, len(self._rows) - len(shown))

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
        if self._writing:
            return
        self._writing = True
        if len(self._desk.selected) > MANY:
            self._say("Writing…")
        self._write_file(name, self.query_one(GroupChoice).group, overwrite)

    @away("export")
    def _write_file(self, name: str, group: Group, overwrite: bool) -> None:
        """Write away from the keys; how it went is said in the dialog, or without it when it was closed."""
        tell_dialog = self.app.call_from_thread
        try:
            rows = self._rows or self._read()
            path = write_new(Path(name), self._pieces(rows, group), overwrite)
        except NameTakenError:
            question = f"{name} exists already. Overwrite it?   y yes   n no, another name"
            tell_dialog(self._object, question, question=True)
        except UserError as error:
            tell_dialog(self._object, str(error))
        else:
            tell_dialog(self._close, f"{counted(len(rows), 'fact')} written to {path}.")

    def _pieces(self, rows: Sequence[FactRow], group: Group) -> Iterator[bytes]:
        yield markdown_of(self._desk.library, rows, group).encode()

    def _close(self, message: str) -> None:
        if self.is_current:
            self.dismiss(message)
        else:
            tell(self.app, message)

    def _object(self, text: str, question: bool = False) -> None:
        self._writing = False
        if not self.is_attached:
            tell(self.app, text, severity="error")
            return
        self._say(text)
        if question:
            self.query_one(Question).focus()

    def _say(self, text: str) -> None:
        trouble = self.query_one(Question)
        trouble.update(Content(text))
        trouble.display = True
