"""What a reader does in the compare pane beside looking: dialogs on a cell, changes to clusters, export."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from textual.worker import get_current_worker

from store.comparison import Cell, Comparison
from store.comparison.currency import TOLERANCE
from store.comparison.library_agreements import library_agreements
from store.errors import UserError
from store.export import comparison as written
from store.export.files import NameTakenError, write_new
from store.index import ClusterRow, FactRow
from store.wording import period_text, value_text
from tui.lines import source_of
from tui.notices import attempt, away, tell
from tui.panes.pane import Pane

WRITERS = {".md": written.to_markdown, ".csv": written.to_csv, ".jsonl": written.to_jsonl}
"""The formats of an exported comparison by the ending of the file's name."""


class Changing(Pane):
    """The commands of the compare pane that ask something or change something."""

    comparison: Comparison | None
    """What the table shows."""

    @property
    @abstractmethod
    def meant(self) -> ClusterRow | None:
        """The cluster that a change is about."""

    @property
    @abstractmethod
    def known(self) -> Sequence[ClusterRow]:
        """All clusters."""

    @property
    @abstractmethod
    def cell(self) -> Cell | None:
        """The cell under the cursor."""

    @property
    @abstractmethod
    def page_article(self) -> str | None:
        """The article that is under the cursor on a cluster's page."""

    # looking closer

    def open_fact(self, row: FactRow | None) -> None:
        """Show a fact's sentence in its article."""
        if row is not None:
            fact = row.fact
            self.desk.go(pane="read", article=fact.article, fact=fact.id, place=None, hits="")

    def action_statements(self) -> None:
        """List all statements behind the cell, each with its wording, its marks and its sentence."""
        from tui.dialogs.choice import Choice, ChoiceDialog

        cell = self.cell
        if cell is None or not cell.sources:
            tell(self, "No article of the library states it.")
            return
        rows: list[Choice[FactRow]] = []
        for at, one in enumerate(cell.statements):
            fact = one.row.fact
            marks = [mark.reason for mark in cell.marks] if at == 0 else [one.scope.text]
            plan = "plan" if fact.status == "planned" else ""
            about = " · ".join(it for it in (f"“{fact.metric}”", plan, *marks) if it)
            rows.append(Choice(one.row, one.text(), period_text(fact.period), about, one.row))
        for computed, words in (
            (cell.computed, "computed"), (cell.ratio, "times the first column, computed"),
            (cell.share, "of the total, computed"),
        ):  # fmt: skip
            if computed is not None:
                text = f"{computed.text()} {words}"
                rows.append(Choice(computed.sources[0], text, "", computed.formula, computed.sources[0]))
        title = f"{len(cell.statements)} statements" if len(cell.statements) > 1 else "The statement"
        self.app.push_screen(ChoiceDialog(title, rows, "enter opens the sentence   esc closes"), self.open_fact)

    def action_chart(self) -> None:
        """The row of the cursor as a chart."""
        from tui.comparison import ComparisonTable
        from tui.dialogs.chart import ChartDialog

        line = self.query_one(ComparisonTable).row
        if line is None or line.row is None or self.comparison is None:
            tell(self, "Put two clusters into the comparison first: {put} does it in the list.")
            return
        self.app.push_screen(ChartDialog(line.row, self.comparison.columns))

    def action_money(self) -> None:
        """Choose the currency of the comparison; the rates that the articles state are listed with it."""
        from tui.dialogs.choice import Choice, ChoiceDialog

        if self.comparison is None or not self.comparison.currencies:
            tell(self, "No article states money for these clusters.")
            return
        present = self.comparison.currency
        rows: list[Choice[str | FactRow]] = [
            Choice(code, f"Money in {code}", "● now" if code == present else "", "by the rates below")
            for code in self.comparison.currencies
        ]
        if self.comparison.rates:
            rows.append(Choice(None, "Rates that the articles state"))
        share = f"{TOLERANCE:.0%}".replace("%", " percent")
        for rate in self.comparison.rates:
            about = " · ".join(it for it in (rate.row.title, rate.row.published) if it)
            odd = f"! over {share} off the others of its time, not used" if rate.odd else ""
            rows.append(Choice(rate.row, rate.text, odd, about, rate.row))

        def take(chosen: str | FactRow | None) -> None:
            if isinstance(chosen, str):
                self.desk.go(currency=chosen)
            else:
                self.open_fact(chosen)

        self.app.push_screen(ChoiceDialog("Currency", rows, "enter takes it, or opens the sentence"), take)

    def action_agreements(self) -> None:
        """List what the articles of the library contradict each other in, and what they confirm."""
        tell(self, "Looking through all facts …")
        self._agree()

    @away("agreements")
    def _agree(self) -> None:
        from tui.dialogs.choice import Choice

        worker = get_current_worker()
        found = library_agreements(self.desk.library.index, stop=lambda: worker.is_cancelled)
        rows: list[Choice[FactRow]] = []
        for one in found:
            fact = one.rows[0].fact
            rows.append(Choice(None, f"{one.verdict}: {fact.metric} of {fact.subject}"))
            for row in one.rows:
                when = period_text(row.fact.period)
                rows.append(Choice(row, value_text(row.fact), when, source_of(row), row))
        if not worker.is_cancelled:
            contradictions = sum(one.verdict == "contradiction" for one in found)
            title = f"{contradictions:,} contradictions, {len(found) - contradictions:,} confirmations"
            self.app.call_from_thread(self._show_agreements, title, rows)

    def _show_agreements(self, title: str, rows: Sequence[object]) -> None:
        from tui.dialogs.choice import ChoiceDialog

        if not rows:
            tell(self, "No two articles state the same figure: nothing contradicts, nothing confirms.")
            return
        dialog: ChoiceDialog[FactRow] = ChoiceDialog(title, rows, "enter opens the sentence   esc closes")  # type: ignore[arg-type]
        self.app.push_screen(dialog, self.open_fact)

    # changing clusters

    def action_merge_cluster(self) -> None:
        """Ask for the cluster that is the same as this one."""
        from tui.dialogs.choice import Choice, ChoiceDialog
        from tui.panes.cluster import about

        one = self._changeable()
        if one is None:
            return
        others = [row for row in self.known if row.key != one.key and row.kind != "search"]
        others.sort(key=lambda row: -_shared(row, one))
        rows = [Choice(row.key, row.name, "", about(row)) for row in others]

        def merge(key: str | None) -> None:
            if key is not None:
                self._change(
                    partial(self.desk.clusters.merge, one.key, key),
                    f"Merged into {one.name}: {{take_back}} undoes it.",
                )

        self.app.push_screen(ChoiceDialog(f"Merge with {one.name}", rows), merge)

    def action_rename_cluster(self) -> None:
        """Ask for another name."""
        from tui.dialogs.ask import AskDialog

        one = self._changeable()
        if one is None:
            return

        def rename(lines: Sequence[str]) -> str:
            self.desk.clusters.rename(one.key, lines[0])
            return f"It is called {lines[0].strip()} now: {{take_back}} undoes it."

        self.app.push_screen(AskDialog("Rename", [("Name", one.name)], rename), self._changed)

    def action_define_cluster(self) -> None:
        """Ask for a name and a search that make a cluster."""
        from tui.dialogs.ask import AskDialog

        def define(lines: Sequence[str]) -> str:
            self.desk.clusters.define(lines[0], lines[1])
            return f"{lines[0].strip()} is a cluster now, first in the list: {{put}} puts it in."

        about = (
            "All facts that a search finds are compared like a cluster,\nfor example: place:jining kind:money"
        )
        lines = [("Name", ""), ("Search", self.desk.state.query)]
        self.app.push_screen(
            AskDialog(
                "A cluster by a search", lines, define, "enter makes it   tab next line   esc closes", about
            ),
            self._changed,
        )

    def action_split_cluster(self) -> None:
        """Split off what one article says of the cluster; of merged ones, take the merging back."""
        one = self._changeable()
        if one is None:
            return
        article = self.page_article
        if article is not None:
            done = "What this article says is a cluster of its own now: {take_back} undoes it."
            self._change(partial(self.desk.clusters.split, one.key, article), done)
        elif any(edit.kind == "merge" for edit in self.desk.clusters.edits(one.key)):
            self.action_take_back()
        else:
            tell(
                self, "{choose} opens its page, {split_cluster} there splits off an article that means another."
            )

    def action_take_back(self) -> None:
        """Take back what was last done to the cluster."""
        one = self._changeable()
        if one is not None:
            attempt(self, partial(self._take_back, one))

    def _take_back(self, one: ClusterRow) -> None:
        done = self.desk.clusters.take_back(one.key)
        if done is None:
            tell(self, f"You have changed nothing about {one.name}.")
        else:
            self._changed(done)

    def _changeable(self) -> ClusterRow | None:
        if self.meant is None:
            tell(self, "No cluster is under the cursor.")
        return self.meant

    def _change(self, change: Callable[[], object], done: str) -> None:
        def all_of_it() -> None:
            change()
            self._changed(done)

        attempt(self, all_of_it)

    def _changed(self, done: str | None) -> None:
        """Say what was done, and show the clusters as they are now."""
        if done:
            tell(self, done)
            self.renew()

    # export

    def action_export_comparison(self) -> None:
        """Ask for a file and write the comparison to it; without one, export the selected facts."""
        from tui.dialogs.ask import AskDialog

        comparison = self.comparison
        if comparison is None:
            self.app.call_later(self.app.run_action, "app.export")
            return
        asked: list[str] = []

        def write(lines: Sequence[str]) -> str:
            path = Path(lines[0].strip())
            if path.suffix not in WRITERS:
                raise UserError("Name a file that ends in .md, .csv or .jsonl: the ending is the format.")
            try:
                done = write_new(path, WRITERS[path.suffix](comparison), lines[0] in asked)
            except NameTakenError:
                asked.append(lines[0])
                raise UserError(f"{path} exists already: enter again overwrites it.") from None
            return f"The comparison is written to {done}."

        about = f"{len(comparison.columns)} columns; .md with a footnote for every figure, .csv or .jsonl"

        def tell_done(done: str | None) -> None:
            if done:
                tell(self, done)

        lines = [("File", self.desk.offered("comparison.md"))]
        self.app.push_screen(AskDialog("Export the comparison", lines, write, about=about), tell_done)


def _shared(one: ClusterRow, other: ClusterRow) -> int:
    """How many words two clusters' names share, and whether they are in one place."""
    words, others = (set(f"{row.name} {row.place or ''}".casefold().split()) for row in (one, other))
    return len(words & others)
