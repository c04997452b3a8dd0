"""The form in which a fact is read otherwise than it was extracted, or a number is made a fact."""

from __future__ import annotations

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from store.errors import UserError
from store.records import Article, Fact
from store.review import differences
from store.spelled import FIELDS, read_reading, spelled
from tui.dialogs.dialog import Dialog
from tui.lines import Sentence

LEAST = 22
"""Lines that the whole form needs."""


class CorrectDialog(Dialog[dict[str, Any]]):
    """A line for every field of a fact; the result is the reading that they spell."""

    DEFAULT_CSS = """
    CorrectDialog > #box { width: 92; padding: 0 1; }
    CorrectDialog #fields { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
    CorrectDialog Horizontal { height: 1; }
    CorrectDialog .label { width: 10; color: $dim; }
    CorrectDialog .before {
        width: 30; padding-left: 1; color: $dim; text-wrap: nowrap; text-overflow: ellipsis;
    }
    CorrectDialog Sentence { height: 4; border-top: none; padding: 0; margin-bottom: 1; }
    CorrectDialog #trouble { height: auto; color: $warn; margin-top: 1; display: none; }
    CorrectDialog #ways { color: $dim; margin-top: 1; }
    CorrectDialog.-low > #box { height: 100%; }
    CorrectDialog.-low Sentence { display: none; }
    CorrectDialog.-low #fields { height: 1fr; }
    CorrectDialog.-low #ways { margin-top: 0; }
    """

    def __init__(self, title: str, fact: Fact, extracted: Fact | None, article: Article) -> None:
        """The fields of a fact as it is read now, beside what was extracted where that differs."""
        super().__init__()
        self._title, self._fact, self._extracted, self._article = title, fact, extracted, article
        self._sentence = Sentence()

    def compose(self) -> ComposeResult:
        """The sentence, the fields, what stands in the way, the keys."""
        shown = spelled(self._fact)
        before = spelled(self._extracted) if self._extracted else {}
        differing = differences(self._fact, self._extracted) if self._extracted else ()
        with Vertical(id="box") as box:
            box.border_title = Content(self._title)
            yield self._sentence
            with VerticalScroll(id="fields", can_focus=False):
                for name, (label, hint) in FIELDS.items():
                    with Horizontal():
                        yield Static(Content(label), classes="label")
                        yield Input(shown[name], hint, id=name, compact=True, select_on_focus=False)
                        if differing:
                            text = f"extracted: {before[name] or 'nothing'}" if name in differing else ""
                            yield Static(Content(text), classes="before")
            yield Static("", id="trouble", markup=False)
            yield Static(Content("enter keeps it   tab goes on   esc closes"), id="ways")

    def on_mount(self) -> None:
        """Begin in the first field."""
        for entry in self.query(Input):
            entry.cursor_blink = False
        article = self._article
        source = " · ".join(it for it in (article.title, article.publisher, article.published) if it)
        self._sentence.show(self._fact, source)
        self.query(Input).first().focus()

    def on_resize(self) -> None:
        """Where it is low, the fields scroll and the sentence, which is in the pane, gives way."""
        self.set_class(self.app.size.height < LEAST, "-low")

    @on(Input.Submitted)
    def _keep(self) -> None:
        fields = {name: self.query_one(f"#{name}", Input).value for name in FIELDS}
        try:
            self.dismiss(read_reading(fields, self._fact, self._article))
        except UserError as error:
            trouble = self.query_one("#trouble", Static)
            trouble.update(Content(str(error)))
            trouble.display = True
