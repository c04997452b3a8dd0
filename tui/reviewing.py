"""The app's commands by which a reader has a word on facts: accept, reject, correct, note, undo and redo."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from textual import work
from textual.app import App

from store.errors import UserError
from store.reading.clean import clean
from store.records import Fact
from store.review import Verdict
from tui.desk import Desk
from tui.notices import tell
from tui.panes.pane import Pane

NO_FACT = "No fact is current: {next_fact} goes to the first one."
NO_ARTICLE = "No article is current: {show_read} shows the list."
NO_CLUSTER = "The current fact names no cluster. {show_compare} lists all clusters."


class Reviewing(App[None]):
    """An app whose panes show facts. What is said of one is on disk when its notice appears."""

    desk: Desk

    @property
    @abstractmethod
    def pane(self) -> Pane:
        """The pane that is shown."""

    @abstractmethod
    def renew(self) -> None:
        """Show what the library says now."""

    def action_accept(self) -> None:
        """Say that the current fact is right."""
        self._say(self.desk.reviews.accept)

    def action_reject(self) -> None:
        """Say that the current fact is none, and go on to the next."""
        self._say(self.desk.reviews.reject)

    def _say(self, act: Callable[[Fact], str]) -> None:
        fact = self.pane.number
        if fact is None:
            tell(self, NO_FACT)
            return
        self._review(partial(act, fact), fact)

    def action_correct(self) -> None:
        """Ask how the current fact is to be read, or what the current number states."""
        fact = self.pane.number
        article = self.desk.library.article(fact.article) if fact else None
        if fact is None or article is None:
            tell(self, NO_FACT)
            return
        from tui.dialogs.correct import CorrectDialog

        row = self.desk.library.index.fact(fact.id)
        number, extracted, title = fact, (row.extracted if row else None), "Correct the fact"
        if row is None:
            number, title = self.desk.reviews.guess(article, fact), "Make the number a fact"

        def keep(reading: dict[str, Any] | None) -> None:
            if reading is None:
                return
            if row is None:
                act = partial(self.desk.reviews.add, article, fact.start, fact.end, reading)
            else:
                act = partial(self.desk.reviews.correct, fact, reading)
            self._review(act, fact)

        self.push_screen(CorrectDialog(title, number, extracted, article), keep)

    def action_note(self) -> None:
        """Ask for a note on the current fact."""
        fact = self.pane.fact
        if fact is None:
            tell(self, NO_FACT)
            return
        self.ask_note(fact)

    def ask_note(self, fact: Fact, done: Callable[[], object] = lambda: None) -> None:
        """Ask for a note on a fact; `done` is called when it is kept."""
        from tui.dialogs.ask import AskDialog

        def note(lines: Sequence[str]) -> str:
            return self.desk.in_turn(partial(self.desk.reviews.note, fact, clean(" ".join(lines[0].split()))))

        def noted(words: str | None) -> None:
            if words:
                tell(self, words)
                self.renew()
                done()

        known = self.desk.note_on(fact)
        ways = "enter keeps it   an empty line takes it away   esc closes"
        self.push_screen(AskDialog(f"Note on {clean(fact.quote)}", [("Note", known)], note, ways), noted)

    def action_undo(self) -> None:
        """Undo what was last said of a fact."""
        self._review(self.desk.reviews.undo)

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self._review(self.desk.reviews.redo)

    @work(thread=True, group="review")
    def _review(self, act: Callable[[], str], fact: Fact | None = None) -> None:
        """Keep it, away from the keys, since another process may be writing."""
        before = fact and self._verdict(fact)
        try:
            done = self.desk.in_turn(act)
        except UserError as error:
            self.call_from_thread(tell, self, str(error), severity="error")
            return
        now = fact and self._verdict(fact)
        self.call_from_thread(self.renew)
        if now is None or now == before:  # else the fact itself shows it
            self.call_from_thread(tell, self, done)

    def _verdict(self, fact: Fact) -> Verdict | None:
        row = self.desk.library.index.fact(fact.id)
        return row.verdict if row else None
