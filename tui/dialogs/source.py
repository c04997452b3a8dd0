"""Where an article is from: its web address and its file, to open or to copy."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from store.reading.clean import clean
from store.records import Article
from tui.dialogs.dialog import Dialog
from tui.notices import tell

_WEB = re.compile(r"https?://[^\s\x00-\x20\x7f]+", re.IGNORECASE)
_READABLE = (".txt", ".md", ".html", ".htm", ".pdf")


class SourceDialog(Dialog[None]):
    """The places of an article, the first of which opens and is copied; nothing opens by itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", show=False),
        Binding("y", "copy", show=False),
        Binding("o", "dismiss", show=False),
    ]
    DEFAULT_CSS = """
    SourceDialog > #box { width: 96; padding: 1 2; }
    SourceDialog #ways { margin-top: 1; color: $dim; }
    """

    def __init__(self, article: Article, copy: Callable[[str, str], None]) -> None:
        """The places of an article; `copy` copies one and says so."""
        super().__init__()
        self._article, self._copy = article, copy
        self._places = places_of(article)

    def compose(self) -> ComposeResult:
        """The title, the places, the keys."""
        article = self._article
        about = " · ".join(it for it in (article.publisher, article.author, article.published) if it)
        lines = [article.title, about, "", *(self._places or ["No address and no file is known."])]
        ways = "y copies it   esc closes"
        if address_to_open(self._places):
            ways = f"enter opens it in the browser   {ways}"
        with Vertical(id="box") as box:
            box.border_title = "The source"
            yield Static(Content(clean("\n".join(lines))))
            yield Static(Content(ways if self._places else "esc closes"), id="ways")

    def action_open(self) -> None:
        """Open the first place that a browser can show."""
        import webbrowser

        address = address_to_open(self._places)
        if address is None:
            tell(self, "There is nothing here that a browser can show.")
        elif _has_desktop() and webbrowser.open(address):
            self.dismiss()
        else:
            tell(self, "There is no browser here beside this terminal: y copies the address.")

    def action_copy(self) -> None:
        """Copy the first place."""
        if self._places:
            self._copy(clean(self._places[0]), "The address")
            self.dismiss()


def places_of(article: Article) -> list[str]:
    """Where an article is from: its web address, then its file or what it was read from."""
    return list(dict.fromkeys(place for place in (article.address, article.source) if place))


def address_to_open(places: list[str]) -> str | None:
    """What a browser can open of these: a web address, or a file that is there; nothing else."""
    for place in places:
        if _WEB.fullmatch(place):
            return place
        path = Path(place)
        try:
            if path.is_absolute() and path.suffix.lower() in _READABLE and path.is_file():
                return path.as_uri()
        except (OSError, ValueError):
            continue
    return None


def _has_desktop() -> bool:
    """Whether a browser has another place to show itself than this terminal."""
    named = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    return named or sys.platform in ("darwin", "win32")
