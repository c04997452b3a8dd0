"""The command palette: every command, article, cluster and saved search, and the columns to sort by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from store.search import parse
from tui.cells import cut, one_line
from tui.commands import COMMANDS
from tui.notices import attempt
from tui.ordering import SortableList

if TYPE_CHECKING:
    from store.index import ClusterRow
    from tui.app import JiningApp

PANE_OF = (
    {"read": "read", "text": "read", "facts": "facts", "table": "facts", "columns": "facts"}
    | dict.fromkeys(("compare", "comparison", "clusters"), "compare")
    | {"search": "search"}
)
"""The pane in which a command is found that only some widgets answer."""

QUIET_GROUPS = frozenset({"Moving", "Typing"})
"""Groups of commands that nobody looks up by name."""

LIMIT = 12
"""Articles offered, and clusters."""

Entry = tuple[str, str, Callable[[], object]]
"""Title, help (never from an article: Textual reads it as markup), what to do."""


class Palette(Provider):
    """Finds what the reader may want by a few letters of its name."""

    @property
    def jining(self) -> JiningApp:
        """The app, by its own type."""
        return cast("JiningApp", self.app)

    async def discover(self) -> Hits:
        """All commands, before anything is typed."""
        for title, help_text, action in self._commands():
            yield DiscoveryHit(Content(title), action, text=title, help=help_text)

    async def search(self, query: str) -> Hits:
        """What matches, commands first."""
        matcher = self.matcher(query)
        for title, help_text, action in self._commands():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), action, text=title, help=help_text)
        for title, help_text, action in (*self._searches(query), *self._places(query)):
            yield Hit(matcher.match(title) / 2, Content(title), action, text=title, help=help_text)

    def _commands(self) -> Iterator[Entry]:
        for command, node in self.jining.reachable():
            if command.group not in QUIET_GROUPS:
                action = partial(self.app.run_action, command.action, node)
                signs = command.signs(self.jining.settings.keys)
                yield command.title, f"{command.group} · {signs}".replace("[", r"\["), action
        here = {command.title for command, _ in self.jining.reachable()}
        for command in COMMANDS:
            pane = PANE_OF.get(command.where)
            if pane and command.group not in QUIET_GROUPS and command.title not in here:
                perform = partial(self.jining.perform, pane, command)
                yield command.title, f"{command.group} · in {pane.capitalize()}", perform
        for part in self.jining.pane.parts:
            if isinstance(part, SortableList):
                for key, title in part.sortable:
                    yield f"Sort by {title.lower()}", "Tables · again reverses", partial(part.sort_by, key)

    def _searches(self, query: str) -> Iterator[Entry]:
        """The saved searches that hold the words in their name or in what they search for."""
        for name, searched in self.jining.desk.library.notebook.searches().items():
            if query.casefold() in f"{name} {searched}".casefold():
                go = partial(self.jining.desk.go, pane="search", query=searched)
                yield one_line(cut(name, 100)), "Saved search · search again", go

    def _places(self, query: str) -> Iterator[Entry]:
        """Articles whose title holds the words, and clusters whose name does."""
        desk = self.jining.desk
        words = " ".join(f'article:"{word}"' for word in query.replace('"', " ").split())
        for row in desk.library.index.articles(parse(words)).page(0, LIMIT) if words else ():
            go = partial(desk.go, pane="read", article=row.id, fact=None, place=None, hits="")
            yield one_line(cut(row.title, 100)), "Article · read it", go
        found = (row for row in desk.clusters.all() if _holds(row, query.casefold()))
        for cluster in islice(found, LIMIT):
            go = partial(attempt, self.app, partial(desk.compare, [cluster.key], pane="compare", cluster=None))
            yield one_line(cut(cluster.name, 100)), "Cluster · compare it", go


def _holds(row: ClusterRow, letters: str) -> bool:
    return any(letters in name.casefold() for name in (row.name, *row.aliases))
