"""The dialog that fills in, or mends, what an article says about itself: title, publisher, date, place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from store.errors import UserError
from store.reading.clean import clean
from store.records import Article
from tui.dialogs.dialog import Dialog

FIELDS: tuple[tuple[str, str, str], ...] = (
    ("title", "Title", ""),
    ("publisher", "Publisher", ""),
    ("author", "Author", ""),
    ("published", "Published", "2022-03-14"),
    ("place", "Place", "the place of the dateline"),
    ("address", "Address", "https://…"),
)
"""The fields of an article that can be changed: name, label, what may stand there."""


class DescribeDialog(Dialog[Article]):
    """Asks for the fields of an article; the result is the article with them."""

    DEFAULT_CSS = """
    DescribeDialog > #box { width: 84; padding: 1 2; }
    DescribeDialog Horizontal { height: 1; }
    DescribeDialog .label { width: 11; color: $dim; }
    DescribeDialog #trouble { margin-top: 1; height: auto; color: $warn; }
    DescribeDialog #ways { margin-top: 1; color: $dim; }
    """

    def __init__(self, article: Article) -> None:
        """The fields as they are known of this article."""
        super().__init__()
        self._article = article

    def compose(self) -> ComposeResult:
        """A line for each field."""
        with Vertical(id="box") as box:
            box.border_title = "About the article"
            for name, label, placeholder in FIELDS:
                with Horizontal():
                    yield Static(Content(label), classes="label")
                    value = getattr(self._article, name) or ""
                    yield Input(value, placeholder, id=name, compact=True, select_on_focus=False)
            yield Static("", id="trouble", markup=False)
            yield Static(Content("enter keeps it   tab goes on   esc closes"), id="ways")

    def on_mount(self) -> None:
        """Begin in the first field that is not known."""
        for entry in self.query(Input):
            entry.cursor_blink = False
        self.query_one("#trouble").display = False
        empty = [name for name, _, _ in FIELDS if not getattr(self._article, name)]
        self.query_one(f"#{(empty or ['title'])[0]}").focus()

    @on(Input.Submitted)
    def _keep(self) -> None:
        values = {name: self.query_one(f"#{name}", Input).value for name, _, _ in FIELDS}
        try:
            self.dismiss(described(self._article, values))
        except UserError as error:
            trouble = self.query_one("#trouble", Static)
            trouble.update(Content(str(error)))
            trouble.display = True


def described(article: Article, values: dict[str, str]) -> Article:
    """The article with these fields, empty ones unknown. UserError for a date that is none, or no title."""
    fields = {name: clean(" ".join(value.split())) or None for name, value in values.items()}
    if not fields["title"]:
        raise UserError("An article needs a title.")
    if day := fields["published"]:
        try:
            fields["published"] = date.fromisoformat(day).isoformat()
        except ValueError:
            raise UserError(f"{day} is no date: give it as 2022-03-14.") from None
    return replace(article, **fields)  # type: ignore[arg-type]
