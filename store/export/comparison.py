"""A comparison as Markdown, CSV and JSON Lines: every figure with its source, every mark with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from store.comparison import Cell, Comparison, Computed, Group, Row, Statement
from store.comparison.currency import TOLERANCE, Rate
from store.export.csv import csv_text
from store.export.jsonl import jsonl_text
from store.export.markdown import Footnotes, md_inline, md_table
from store.export.tables import source_of
from store.records import plain_number
from store.wording import period_text

_CSV_COLUMNS = (
    "group", "indicator", "cluster", "cell", "text", "value", "upper", "unit", "period", "status", "bound",
    "part", "marks", "rate", "formula", "ratio_to_first", "share_of_total", "fact", "quote", "sentence",
    "title", "publisher", "published",
)  # fmt: skip


def to_markdown(comparison: Comparison) -> str:
    """A table per group of indicators; a footnote for every figure, a note for every mark."""
    notes = Footnotes()
    heading = " / ".join(md_inline(name) for name in comparison.columns)
    parts = [f"# {heading}"]
    if comparison.currency:
        parts.append(f"Money in {comparison.currency} where the articles state a rate, else as stated.")
    parts += [_group_table(group, comparison, notes) for group in comparison.groups]
    remarks = [remark for row, name, cell in _cells(comparison) for remark in _remarks(row, name, cell, notes)]
    remarks += [_odd_rate(rate) + notes.mark(rate.row) for rate in comparison.rates if rate.odd]
    if remarks:
        parts.append("\n".join(["## Notes\n", *remarks]))
    return "\n\n".join([*parts, *notes.written()]) + "\n"


def to_csv(comparison: Comparison) -> str:
    """One line per statement: those shown, the others behind them, computed figures, and cells not stated."""
    records = list(_flat(comparison))
    return csv_text(_CSV_COLUMNS, ([record.get(column) for column in _CSV_COLUMNS] for record in records))


def to_jsonl(comparison: Comparison) -> str:
    """One object per cell, with the documented JSON of each fact behind it."""
    return jsonl_text(_record(group, row, name, cell) for group, row, name, cell in _grouped_cells(comparison))


def _group_table(group: Group, comparison: Comparison, notes: Footnotes) -> str:
    header = ("Indicator", *(md_inline(name) for name in comparison.columns))
    alignment = ("---", *("---:" for _ in comparison.columns))
    lines = [(md_inline(row.label), *(_cell_text(cell, notes) for cell in row.cells)) for row in group.rows]
    return f"## {group.name.capitalize()}\n\n{md_table(header, alignment, lines)}"


def _cell_text(cell: Cell, notes: Footnotes) -> str:
    """`13.6 billion CNY, 2022 H1[^3] (≠ period)`; a computed figure bears the footnotes of its sources."""
    text = md_inline(cell.text())
    if cell.period:
        text += f", {md_inline(period_text(cell.period))}"
    sources = cell.computed.sources if cell.computed else cell.sources[:1]
    text += "".join(dict.fromkeys(notes.mark(row) for row in sources))
    marks = ", ".join(mark.kind for mark in cell.marks)
    return f"{text} ({marks})" if marks else text


def _remarks(row: Row, name: str, cell: Cell, notes: Footnotes) -> Iterator[str]:
    """What a reader must know of a cell beside its figure, as items of a list."""
    where = f"- {md_inline(row.label)}, {md_inline(name)}"
    for mark in cell.marks:
        rate = cell.shown.rate if cell.shown and mark.kind == "converted" else None
        source = notes.mark(rate.row) if rate else ""
        yield f"{where}, {mark.kind}: {md_inline(mark.reason)}{source}."
    if cell.computed:
        yield f"{where}, computed: {md_inline(cell.computed.formula)}."
    if cell.ratio:
        first = md_inline(cell.ratio.text())
        yield f"{where}, {first} times the first: {md_inline(cell.ratio.formula)}."
    if cell.share:
        share = md_inline(cell.share.text())
        yield f"{where}, {share} of the total: {md_inline(cell.share.formula)}."
    if cell.others:
        texts = [_statement_text(one) + notes.mark(one.row) for one in cell.others]
        yield f"{where}, also stated: {'; '.join(texts)}."


def _odd_rate(rate: Rate) -> str:
    share = f"{TOLERANCE:.0%}".replace("%", " percent")
    return f"- {md_inline(rate.text)} is over {share} off every other rate of its time; no other fact uses it."


def _statement_text(statement: Statement) -> str:
    period = period_text(statement.row.fact.period)
    return md_inline(f"{statement.text()} ({period})" if period else statement.text())


def _grouped_cells(comparison: Comparison) -> Iterator[tuple[Group, Row, str, Cell]]:
    for group in comparison.groups:
        for row in group.rows:
            for name, cell in zip(comparison.columns, row.cells, strict=True):
                yield group, row, name, cell


def _cells(comparison: Comparison) -> Iterator[tuple[Row, str, Cell]]:
    return ((row, name, cell) for _, row, name, cell in _grouped_cells(comparison))


def _record(group: Group, row: Row, name: str, cell: Cell) -> dict[str, Any]:
    record: dict[str, Any] = {"group": group.name, "indicator": row.label, "cluster": name, "text": cell.text()}
    if cell.computed:
        return record | {"computed": _computed_record(cell.computed)}
    return record | {
        "stated": [_statement_record(statement) for statement in cell.statements],
        "marks": [{"kind": mark.kind, "reason": mark.reason} for mark in cell.marks],
        "ratio_to_first": _computed_record(cell.ratio) if cell.ratio else None,
        "share_of_total": _computed_record(cell.share) if cell.share else None,
    }


def _computed_record(computed: Computed) -> dict[str, Any]:
    return {
        "value": plain_number(computed.value),
        "unit": computed.unit,
        "formula": computed.formula,
        "facts": [row.fact.id for row in computed.sources],
    }


def _statement_record(statement: Statement) -> dict[str, Any]:
    row = statement.row
    return {
        "value": plain_number(statement.value),
        "upper": None if statement.upper is None else plain_number(statement.upper),
        "unit": statement.unit,
        "part": statement.scope.text or None,
        "rate": None
        if statement.rate is None
        else {"text": statement.rate.text, "fact": statement.rate.row.fact.id},
        "fact": row.fact.to_json(),
    } | source_of(row)


def _flat(comparison: Comparison) -> Iterator[dict[str, Any]]:
    for group, row, name, cell in _grouped_cells(comparison):
        start = {"group": group.name, "indicator": row.label, "cluster": name, "text": cell.text()}
        if cell.computed:
            yield start | _flat_computed(cell.computed)
        elif not cell.shown:
            yield start | {"cell": cell.text()}
        for place, statement in enumerate(cell.statements):
            yield start | _flat_statement(statement) | (_flat_shown(cell) if place == 0 else {"cell": "other"})


def _flat_computed(computed: Computed) -> dict[str, Any]:
    record = _computed_record(computed)
    ids = "; ".join(record["facts"])
    return {"cell": "computed", **{key: record[key] for key in ("value", "unit", "formula")}, "fact": ids}


def _flat_shown(cell: Cell) -> dict[str, Any]:
    marks = "; ".join(f"{mark.kind}: {mark.reason}" for mark in cell.marks)
    computed = {"ratio_to_first": cell.ratio, "share_of_total": cell.share}
    values = {name: one.value if one else None for name, one in computed.items()}
    return {"cell": "shown", "marks": marks} | values


def _flat_statement(statement: Statement) -> dict[str, Any]:
    record, fact = _statement_record(statement), statement.row.fact
    kept = {key: record[key] for key in ("value", "upper", "unit", "part", "title", "publisher", "published")}
    rate = record["rate"]["text"] if record["rate"] else None
    texts = {name: getattr(fact, name) for name in ("period", "status", "bound", "quote", "sentence")}
    return kept | texts | {"text": statement.text(), "rate": rate, "fact": fact.id}
