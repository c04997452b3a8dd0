"""The app's commands by which a reader collects facts: by article and cluster, basket and clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual import work

from store.errors import UserError
from store.index import FactRow
from store.records import Fact
from tui.cells import counted
from tui.notices import attempt, tell
from tui.reviewing import NO_ARTICLE, NO_CLUSTER, NO_FACT, Reviewing

CLIPBOARD = 74_000
"""Bytes that every terminal takes which takes any: some cut off what is longer, or take nothing of it."""


class Collecting(Reviewing):
    """An app whose reader collects facts."""

    def action_select_article(self) -> None:
        """Select all facts of the current article; when all are selected, release them."""
        sheet = self.desk.sheet
        if sheet is None or not sheet.facts:
            tell(self, "No article with facts is current: {show_read} shows the list.")
            return
        self._collect(sheet.facts, "of the article")

    def action_select_cluster(self) -> None:
        """Select all facts about the cluster of the current fact; when all are selected, release them."""
        rows = self.pane.clusters
        if not rows:
            tell(self, NO_CLUSTER)
            return
        self._collect_cluster(rows[0].key, rows[0].name)

    @work(thread=True, exclusive=True, group="collect")
    def _collect_cluster(self, key: str, name: str) -> None:
        try:
            facts = [row.fact for row in self.desk.clusters.facts(key)]
        except UserError as error:
            self.call_from_thread(tell, self, str(error), severity="error")
        else:
            self.call_from_thread(self._collect, facts, f"about {name}")

    def _collect(self, facts: Sequence[Fact], which: str) -> None:
        ids = [fact.id for fact in facts]
        if self.desk.selected.issuperset(ids):
            attempt(self, partial(self.desk.release, ids))
            tell(self, f"Released {counted(len(ids), 'fact')} {which}{self.desk.selection.remark}.")
        else:
            attempt(self, partial(self.desk.select, facts))
            tell(self, f"Selected {counted(len(ids), 'fact')} {which}{self.desk.selection.remark}.")

    def action_basket(self) -> None:
        """Show the selected facts, to put in order, to note, to take out."""
        from tui.dialogs.basket import BasketDialog, Next

        def go_on(wanted: Next | None) -> None:
            if isinstance(wanted, FactRow):
                fact = wanted.fact
                self.desk.go(pane="read", article=fact.article, fact=fact.id, place=None, hits="")
            elif wanted == "export":
                self.call_later(self.run_action, "export")
            elif wanted == "copy":
                self.action_copy_basket()

        if not self.desk.selected:
            tell(
                self,
                "The basket is empty. {select} selects the current fact, {select_article} all of an article.",
            )
            return
        dialog = BasketDialog(self.desk, self._copy, lambda row: self.ask_note(row.fact, dialog.renew))
        self.push_screen(dialog, go_on)

    def action_copy(self) -> None:
        """Copy the current fact, with its sentence and its source, to the clipboard."""
        fact = self.pane.fact
        row = self.desk.library.index.fact(fact.id) if fact else None
        if row is None:
            tell(self, NO_FACT)
            return
        self._copy(row)

    def _copy(self, row: FactRow) -> None:
        from store.export.selection import text_of

        self._to_clipboard(text_of(self.desk.library, row), "The fact")

    def action_copy_basket(self) -> None:
        """Copy all selected facts, as Markdown in the order of the basket, to the clipboard."""
        if not self.desk.selected:
            tell(self, "Nothing is selected yet. {select} selects the current fact.")
            return
        self._copy_all()

    @work(thread=True, exclusive=True, group="copy")
    def _copy_all(self) -> None:
        from store.export.selection import markdown_of

        library = self.desk.library
        try:
            self.desk.settle()
            rows = library.index.fact_rows(library.notebook.selected)
            text = markdown_of(library, rows, "list")
        except UserError as error:
            self.call_from_thread(tell, self, str(error), severity="error")
        else:
            self.call_from_thread(self._to_clipboard, text, counted(len(rows), "selected fact"))

    def _to_clipboard(self, text: str, what: str) -> None:
        """Hand a text to the terminal, which puts it into the clipboard where it may (OSC 52)."""
        self.copy_to_clipboard(text)
        size = len(text.encode())
        more = f" {size:,} bytes: some terminals take no more than {CLIPBOARD:,}; {{export}} writes a file."
        tell(
            self, f"{what} went to the clipboard, if your terminal allows it.{more if size > CLIPBOARD else ''}"
        )

    def action_source(self) -> None:
        """Show where the current article is from, to open it or to copy that."""
        sheet = self.desk.sheet
        if sheet is None:
            tell(self, NO_ARTICLE)
            return
        from tui.dialogs.source import SourceDialog

        self.push_screen(SourceDialog(sheet.article, self._to_clipboard))
