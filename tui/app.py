"""The terminal application: one screen with a header, the current pane and a footer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache, partial
from importlib import import_module
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.command import Provider
from textual.containers import Container
from textual.content import Content
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme
from textual.widget import MountError
from textual.widgets import Static
from textual.worker import WorkerFailed

from store.errors import UserError
from store.index import ClusterRow
from store.library import Library
from tui.cells import counted
from tui.collecting import Collecting
from tui.commands import COMMANDS, Command, bindings, with_keys
from tui.desk import Desk, State
from tui.footer import KeyLine
from tui.header import TabLine
from tui.memory import Memory, Remembered, wished_theme
from tui.notices import attempt, tell
from tui.panes.pane import Pane
from tui.panes.read import ReadPane
from tui.reviewing import NO_ARTICLE, NO_CLUSTER, NO_FACT
from tui.settings import Settings
from tui.themes import DEFAULT, OWN_THEMES, inks
from tui.wall import Plain, Wall

LATER_PANES = {
    "facts": ("tui.panes.facts", "FactsPane"),
    "search": ("tui.panes.search", "SearchPane"),
    "compare": ("tui.panes.compare", "ComparePane"),
}
"""The panes that are imported when they are first shown: module and class."""

POLL = 2.0
"""Seconds between two looks at whether another process has changed the library."""

SETTLED = 0.5
"""Seconds after the first paint from which on what may be needed next is imported."""

if TYPE_CHECKING:
    from store.records import Article
    from tui.dialogs.adding import Intake
    from tui.guide import GuideLine


class JiningApp(Collecting):
    """Explores the articles of a library and every figure in them."""

    TITLE = "jining-tui"
    CSS_PATH = Path(__file__).with_name("styles.tcss")
    BINDINGS = bindings("app")
    AUTO_FOCUS = None
    COMMANDS = {lambda: _palette()}  # noqa: RUF012
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny-width"), (60, "-narrow"), (100, "-medium"), (160, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-tiny-height"), (15, "-short"), (30, "-tall")]  # noqa: RUF012

    desk: Desk

    inks: Mapping[str, str]
    """The colours of the present theme by name, for what is drawn without CSS."""

    theme: Reactive[str] = Reactive(environ.get("TEXTUAL_THEME", DEFAULT))

    def __init__(
        self,
        library: Library,
        memory: Memory | None = None,
        settings: Settings | None = None,
        notices: Sequence[str] = (),
        guide: GuideLine | None = None,
    ) -> None:
        """The app on an open library, which the caller closes; where the reader was last, if that is kept.

        `notices` are told first of all; `guide` leads the reader, step by step.
        """
        super().__init__()
        self.settings = settings or Settings()
        self.animation_level = "none"
        self.desk = Desk(library, self._changed)
        self._memory = memory
        self._wall = Wall()
        self._plain = [Plain()] if self.settings.ascii else []
        self._panes: dict[str, Pane] = {}
        self._stale: set[str] = set()
        self._trouble = ""
        self._intake: Intake | None = None
        self._header = TabLine()
        self._notices = notices
        self._guide = guide
        if self.settings.keys:
            keys = self.settings.keys
            self.set_keymap({it.id: keys[it.name] for it in COMMANDS if it.name in keys})
        self._recall()
        self._settle_in()

    def _settle_in(self) -> None:
        """What the settings say goes before what is remembered."""
        if self.settings.theme in self.available_themes and wished_theme() is None:
            self.theme = self.settings.theme
        if self.settings.facts is not None:
            self.desk.shapes["facts"] = tuple((name, 0) for name in self.settings.facts)
        self.desk.folder = self.settings.folder
        if self.settings.currency is not None:
            self.desk.state = replace(self.desk.state, currency=self.settings.currency)

    def _recall(self) -> None:
        if self._memory is None:
            return
        kept = self._memory.recall()
        if kept.state.pane in {"read", *LATER_PANES}:
            self.desk.state = kept.state
        self.desk.orders.update(kept.orders)
        self.desk.shapes.update(kept.shapes)
        if kept.theme in self.available_themes and wished_theme() is None:
            self.theme = kept.theme

    def _keep(self) -> None:
        if self._memory is not None:
            with suppress(UserError):
                self._memory.keep(Remembered(self.desk.state, self.desk.orders, self.theme, self.desk.shapes))

    # looks

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Our own themes first, then Textual's."""
        return {**OWN_THEMES, **super().available_themes}

    def get_theme(self, theme_name: str) -> Theme | None:
        """The theme of this name; our own are looked up first, since Textual asks hundreds of times a paint."""
        return OWN_THEMES.get(theme_name) or super().get_theme(theme_name)

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables and the inks derived from it."""
        self.inks = inks(self.current_theme)
        self.theme_variables = super().get_css_variables() | self.inks
        return self.theme_variables

    def get_line_filters(self) -> list[LineFilter]:
        """Textual's filters, the wall against unprintable characters, and ASCII alone where that is wanted."""
        return [*super().get_line_filters(), self._wall, *self._plain]

    # the screen

    def pop_screen(self) -> AwaitComplete:
        """Close the dialog on top; nothing where two events at once mean to close the same one."""
        return super().pop_screen() if len(self.screen_stack) > 1 else AwaitComplete()

    def _handle_exception(self, error: Exception) -> None:
        """Textual's end with a traceback.

        That a widget is missed while the app closes, or by the search of a closed palette, is no error.
        """
        searching = isinstance(error, WorkerFailed) and isinstance(error.error, NoMatches)
        closing = self._exit and isinstance(error, NoMatches | MountError)
        if not (searching or closing):
            super()._handle_exception(error)

    def get_default_screen(self) -> Screen[object]:
        """The screen, laid out for the present size from the first paint on."""
        width, height = self.size
        sizes = (_widest(self.HORIZONTAL_BREAKPOINTS, width), _widest(self.VERTICAL_BREAKPOINTS, height))
        return Screen(id="_default", classes=" ".join(sizes))

    def compose(self) -> ComposeResult:
        """Header, pane, footer; one sentence instead of them where the terminal is too small."""
        yield self._header
        with Container(id="body"):
            yield self._make_pane()
        if self._guide is not None:
            yield self._guide
        yield KeyLine()
        yield Static(Content("Please make the window at least 60 columns by 15 rows."), id="small")

    def on_mount(self) -> None:
        """Begin in the list of articles."""
        self._update_header()
        self.pane.arrive()
        self.set_interval(POLL, self._poll)
        self.set_timer(SETTLED, self._import_ahead)
        remembered = [self._memory.notice] if self._memory else []
        for notice in (*self._notices, *remembered):
            if notice:
                tell(self, notice, severity="warning")
        self._tell_damage()

    @work(thread=True, group="ahead")
    def _import_ahead(self) -> None:
        """Import panes and dialogs before they are asked for, away from the keys."""
        from pkgutil import iter_modules

        for package in ("tui.panes", "tui.dialogs"):
            for module in iter_modules(import_module(package).__path__, f"{package}."):
                import_module(module.name)

    @property
    def pane(self) -> Pane:
        """The pane that is shown."""
        return self._panes[self.desk.state.pane]

    @property
    def HINTS(self) -> Mapping[str, str]:  # noqa: N802
        """The footer's words for the keys that walk: what they walk among in this pane."""
        return dict.fromkeys(("next_fact", "previous_fact"), self.pane.walked)

    def _changed(self, before: State) -> None:
        """Draw a change of the state: another pane, or the present one anew."""
        name = self.desk.state.pane
        if name != before.pane:
            self._panes[before.pane].display = False
            if name not in self._panes:
                self.query_one("#body").mount(self._make_pane())
            else:
                self.pane.display = True
                self.pane.recall()
                self._draw_pane()
            self.call_after_refresh(self.pane.arrive)
        elif self.pane.is_mounted:
            self._draw_pane()
        self._update_header()
        self.look_on()
        self.refresh_bindings()
        if not self.desk.selection.settled:
            self._settle()

    def look_on(self) -> None:
        """Let the guide see what the reader has done."""
        if self._guide is not None:
            self._guide.look(self)

    def _make_pane(self) -> Pane:
        """The pane that the state names, which is not there yet."""
        name = self.desk.state.pane
        module, title = LATER_PANES.get(name, ("", ""))
        made: Pane = getattr(import_module(module), title)(self.desk) if module else ReadPane(self.desk)
        self._panes[name] = made
        return made

    def _draw_pane(self) -> None:
        name = self.desk.state.pane
        if name in self._stale:
            self._stale.discard(name)
            self.pane.renew()
        else:
            self.pane.follow()

    def _update_header(self) -> None:
        self._header.show(self.desk.state.pane, self.desk.totals, self.desk.selection.total)

    @work(thread=True, group="selection")
    def _settle(self) -> None:
        """Write the selection, away from the keys."""
        try:
            self.desk.settle()
        except UserError as error:
            self.call_from_thread(tell, self, str(error), severity="error")
            self.call_from_thread(self.renew)
        else:
            self.call_from_thread(self.desk.show_settled)

    @work(thread=True, exclusive=True, group="poll")
    def _poll(self) -> None:
        """Look whether the library has changed; away from the keys, since another process may hold its lock."""
        try:
            changed, trouble = self.desk.library.refresh(), ""
            _ = self.desk.library.notebook.selected  # found again here, not when the screen asks
        except UserError as error:
            changed, trouble = False, str(error)
        if changed or trouble != self._trouble:
            self._trouble = trouble
            if trouble:
                self.call_from_thread(tell, self, trouble, severity="error")
            else:
                self.call_from_thread(self.renew)
        if self.desk.library.notices:
            self.call_from_thread(self._tell_damage)

    def _tell_damage(self) -> None:
        """Tell what was found damaged in the library, once."""
        notices = self.desk.library.notices
        while notices:
            tell(self, notices.pop(0), severity="warning")

    def renew(self) -> None:
        """Show what the library says now."""
        self._stale = set(self._panes)
        self.desk.reload()

    def on_tab_line_pressed(self, event: TabLine.Pressed) -> None:
        """Show the pane whose tab was clicked."""
        self.desk.go(pane=event.pane)

    # commands

    def action_show(self, pane: str) -> None:
        """Show a pane; the one that is shown gets the focus back to where it begins."""
        if pane == self.desk.state.pane:
            self.pane.arrive()
        self.desk.go(pane=pane)

    def action_go_back(self) -> None:
        """To where the reader was before: pane, article, fact, place."""
        self._step(back=True)

    def action_go_forward(self) -> None:
        """Forward again, after going back."""
        self._step(back=False)

    def _step(self, back: bool) -> None:
        if not self.desk.step(back):
            tell(self, "You began here." if back else "There is nothing to go forward to.")
            return
        self.pane.recall()
        self.call_after_refresh(self.pane.arrive)

    def action_find(self) -> None:
        """To the line of the search pane, from anywhere."""
        self.action_show("search")

    def action_next_fact(self) -> None:
        """To the next fact of the pane."""
        self.pane.walk(1)

    def action_previous_fact(self) -> None:
        """To the previous fact of the pane."""
        self.pane.walk(-1)

    def action_select(self) -> None:
        """Select the current fact for export, or release it."""
        fact = self.pane.fact
        if fact is None:
            tell(self, NO_FACT)
            return
        attempt(self, partial(self.desk.toggle, fact))

    def action_compare(self) -> None:
        """Put the cluster of the current fact into the comparison, or the cluster that is pointed at."""
        rows = self.pane.clusters
        if not rows:
            tell(self, NO_CLUSTER)
            return
        attempt(self, partial(self._compare, rows))

    def _compare(self, rows: Sequence[ClusterRow]) -> None:
        before = self.desk.state.clusters
        self.desk.compare(row.key for row in rows)
        new = [row.name for row in rows if row.key not in before]
        names = " and ".join(new or [row.name for row in rows])
        already = "" if new else "already "
        are = "are" if len(new or rows) > 1 else "is"
        count = counted(len(self.desk.state.clusters), "column")
        tell(self, f"{names} {are} {already}in the comparison, now of {count}. {{show_compare}} shows it.")

    def action_export(self) -> None:
        """Ask for a file and write the selected facts to it."""
        if not self.desk.selected:
            tell(
                self,
                "Nothing is selected yet. {select} selects a fact, {select_all} all in Facts.",
            )
            return
        from tui.dialogs.export import ExportDialog

        def written(message: str | None) -> None:
            if message:
                tell(self, message)
                self.look_on()

        self.push_screen(ExportDialog(self.desk), written)

    def action_describe(self) -> None:
        """Ask for what the current article does not say about itself, and understand it anew with that."""
        sheet = self.desk.sheet
        if sheet is None:
            tell(self, NO_ARTICLE)
            return
        from tui.dialogs.describing import DescribeDialog

        def keep(article: Article | None) -> None:
            if article is not None and article != sheet.article:
                attempt(self, partial(self.desk.library.revise, article))
                self.renew()

        self.push_screen(DescribeDialog(sheet.article), keep)

    def action_add(self) -> None:
        """Ask for files to add, or show how far they are."""
        from tui.dialogs.adding import AddDialog, Intake

        def start(paths: list[str]) -> Intake:
            intake = self._intake = Intake(self.desk.library.folder, paths)
            self._add(intake)
            return intake

        self.push_screen(AddDialog(self._intake, start))

    @work(thread=True, group="add")
    def _add(self, intake: Intake) -> None:
        intake.run()
        self.call_from_thread(
            tell, self, intake.lines()[0], severity="error" if intake.trouble else "information"
        )
        self._poll()

    def on_unmount(self) -> None:
        """Files that are being added stop with the app, and those read are kept; so are selection and place."""
        with suppress(UserError):
            self.desk.settle()
        self._keep()
        if self._intake is not None:
            self._intake.stop()

    def action_skip_step(self) -> None:
        """To the next step of the tutorial, though this one is not done."""
        if self._guide is not None:
            self._guide.skip()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done now: steps are skipped only where there are any."""
        return self._guide is not None if action == "skip_step" else super().check_action(action, parameters)

    def action_keys(self) -> None:
        """Show the keys of this pane."""
        from tui.dialogs.keys import KeysDialog

        self.push_screen(KeysDialog([command for command, _ in self.reachable()], self.settings.keys))

    def keyed(self, text: str) -> str:
        """The text with the reader's keys where it names commands in braces."""
        return with_keys(text, self.settings.keys)

    def perform(self, pane: str, command: Command) -> None:
        """Show a pane and do there what a command does."""

        def do() -> None:
            self.pane.arrive()
            node = next((node for it, node in self.reachable() if it == command), None)
            if node is not None:
                self.call_later(self.run_action, command.action, node)

        self.desk.go(pane=pane)
        self.call_after_refresh(do)

    def reachable(self) -> list[tuple[Command, DOMNode]]:
        """The commands of this pane, each with the node that answers it."""
        parts = self.pane.parts
        nodes = (*parts, *parts[0].ancestors)
        answering = ((command, _answering(command, nodes)) for command in COMMANDS)
        return [
            (command, node)
            for command, node in answering
            if node is not None and self.check_action(command.action, ())
        ]


def _answering(command: Command, nodes: Sequence[DOMNode]) -> DOMNode | None:
    """The first node that binds the command."""
    return next((node for node in nodes if command.id in _bound(type(node))), None)


def _widest(breakpoints: Sequence[tuple[int, str]], size: int) -> str:
    """The class of the last breakpoint that the size reaches."""
    return [name for least, name in breakpoints if size >= least][-1]


def _palette() -> type[Provider]:
    from tui.palette import Palette

    return Palette


@cache
def _bound(node_class: type) -> frozenset[str | None]:
    """The ids of the bindings of a class of nodes."""
    lists = (vars(it).get("BINDINGS", ()) for it in node_class.__mro__)
    return frozenset(binding.id for bindings in lists for binding in bindings if isinstance(binding, Binding))
