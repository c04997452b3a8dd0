"""Comparisons of clusters, and what articles agree on, on standard output."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from store.clusters import Clusters
from store.comparison import Agreement, Cell, Comparison, Group, Row, Statement
from store.comparison.library import compare_clusters
from store.comparison.library_agreements import library_agreements
from store.errors import UserError
from store.export import comparison as written
from store.export.tables import COLUMNS, fact_line, source_of
from store.wording import period_text, value_text
from tui.printing import Column, Format, Listing, print_items

if TYPE_CHECKING:
    from store.index import ClusterRow
    from store.library import Library

_MOST_NAMED = 6
_WRITERS = {"md": written.to_markdown, "csv": written.to_csv, "jsonl": written.to_jsonl}


def compare(library: Library, arguments: Namespace, complain: Callable[[str], None]) -> None:
    """Clusters side by side in the format asked for; UserError where a name means none or several."""
    clusters = Clusters(library.index, library.notebook)
    chosen: dict[str, ClusterRow] = {}
    for name in arguments.clusters:
        if not name.strip():
            raise UserError("A cluster without a name was asked for: jining-tui clusters lists them all.")
        row = one_cluster(clusters, name)
        if row.key in chosen:
            complain(f"{row.name} is named twice: it is shown once.")
        chosen[row.key] = row
    if len(chosen) == 1:
        complain("One cluster stands alone: name two to six to compare them.")
    rows = list(chosen.values())
    compared = compare_clusters(clusters, library.index, rows, arguments.currency)
    known = compared.currencies
    if arguments.currency and arguments.currency not in known:
        complain(f"No article states an amount in {arguments.currency}: money is stated in {', '.join(known)}.")
    for row in rows:
        if not row.facts:
            complain(f"The articles state no figure for {row.name}.")
    if arguments.format in _WRITERS:
        sys.stdout.write(_WRITERS[arguments.format](compared))
    else:
        print_comparison(compared)


def print_agreements(library: Library, format: Format) -> None:
    """What the articles of a library contradict each other in, and what they confirm."""
    found = library_agreements(library.index)
    print_items([(one, at) for one in found for at in range(len(one.rows))], AGREEMENTS, format)


def one_cluster(clusters: Clusters, name: str) -> ClusterRow:
    """The cluster that a name means; UserError with what may be meant where that is none or several."""
    found = clusters.find(name)
    if not found:
        raise UserError(f"No cluster is called “{name}”: jining-tui clusters lists them all.")
    if len(found) > 1:
        alike = len({row.name for row in found}) < len(found)
        names = [f"“{row.key if alike else row.name}”" for row in found[:_MOST_NAMED]]
        more = len(found) - _MOST_NAMED
        listed = ", ".join(names) + (f", … ({more} more)" if more > 0 else "")
        raise UserError(f"“{name}” may mean {len(found)} clusters; give one of their names in full: {listed}.")
    return found[0]


def _agreement(item: tuple[Agreement, int]) -> dict[str, Any]:
    agreement, at = item
    row = agreement.rows[at]
    return _verdict(agreement) | row.fact.to_json() | source_of(row)


def _agreement_line(item: tuple[Agreement, int]) -> dict[str, Any]:
    agreement, at = item
    return _verdict(agreement) | fact_line(agreement.rows[at])


def _verdict(agreement: Agreement) -> dict[str, Any]:
    return {"verdict": agreement.verdict, "facts": [one.fact.id for one in agreement.rows]}


AGREEMENTS: Listing[tuple[Agreement, int]] = Listing(
    columns=(
        Column("Verdict", lambda item: "" if item[1] else item[0].verdict),
        Column("Metric", lambda item: item[0].rows[item[1]].fact.metric),
        Column("Of", lambda item: item[0].rows[item[1]].fact.subject),
        Column("Period", lambda item: period_text(item[0].rows[item[1]].fact.period)),
        Column("Value", lambda item: value_text(item[0].rows[item[1]].fact, short=True), right=True),
        Column("Article", lambda item: item[0].rows[item[1]].title),
        Column("Date", lambda item: item[0].rows[item[1]].published or "–"),
    ),
    record=_agreement,
    fields=("verdict", "facts", *COLUMNS),
    line=_agreement_line,
)
"""Statements of different articles about one thing, those of one verdict together."""


def print_comparison(comparison: Comparison) -> None:
    """A table per group of indicators, a column per cluster; a line for every mark and its reason."""
    label: Column[Row] = Column("", lambda row: row.label)
    columns = (label, *(_column(comparison, at) for at in range(len(comparison.columns))))
    listing = Listing(columns, lambda row: {"indicator": row.label}, fields=("indicator",))
    for group in comparison.groups:
        print(f"{group.name.upper()}")
        print_items(group.rows, listing, "table")
        for sentence in _reasons(comparison, group):
            print(f"  {sentence}")
        print()


def _column(comparison: Comparison, at: int) -> Column[Row]:
    return Column(comparison.columns[at], lambda row: cell_text(row.cells[at]), right=True)


def cell_text(cell: Cell) -> str:
    """The cell with its period and the signs of its marks: `13.6 bn CNY, 2022 H1 (period)`."""
    text = cell.text(short=True)
    if cell.period:
        text += f", {period_text(cell.period)}"
    marks = ", ".join(mark.kind for mark in cell.marks)
    return f"{text} ({marks})" if marks else text


def _reasons(comparison: Comparison, group: Group) -> list[str]:
    return [
        f"{row.label}, {name}: {note}"
        for row in group.rows
        for name, cell in zip(comparison.columns, row.cells, strict=True)
        for note in _notes(cell)
    ]


def _notes(cell: Cell) -> Sequence[str]:
    """What is to be known of a cell beside its value: marks, formulas, other statements."""
    notes = [mark.reason for mark in cell.marks]
    computed = ((cell.computed, "computed"), (cell.ratio, "times the first"), (cell.share, "of the total"))
    notes += [
        f"computed: {one.formula}" if one is cell.computed else f"{one.text(short=True)} {words}: {one.formula}"
        for one, words in computed
        if one is not None
    ]
    if cell.others:
        notes.append("also stated: " + "; ".join(stated(one) for one in cell.others))
    return notes


def stated(statement: Statement) -> str:
    """A statement with its period: `13.6 bn CNY, 2022 H1`."""
    period = period_text(statement.row.fact.period)
    return ", ".join(it for it in (statement.text(short=True), period) if it)
