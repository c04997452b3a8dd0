"""Records as lines of a table: a fact with its article, in one level, each field in a column of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.index import FactRow

COLUMNS = (
    "id", "article", "title", "publisher", "published", "start", "end", "quote", "sentence", "kind", "value",
    "upper", "bound", "unit", "equivalent_value", "equivalent_unit", "change", "metric", "subject", "period",
    "status", "place", "clusters", "organizations",
)  # fmt: skip
"""The fields of a fact, the source's title, publisher and date, and the equivalent in two columns."""


def source_of(row: FactRow) -> dict[str, Any]:
    """What is told of the article of a fact."""
    return {"title": row.title, "publisher": row.publisher, "published": row.published}


def fact_line(row: FactRow) -> dict[str, Any]:
    """A fact with its article under `COLUMNS`; names of clusters and organizations are lists still."""
    record = row.fact.to_json()
    equivalent = record.pop("equivalent") or {"value": None, "unit": None}
    record |= {f"equivalent_{name}": part for name, part in equivalent.items()} | source_of(row)
    return {name: record[name] for name in COLUMNS}


def joined(line: Mapping[str, Any]) -> dict[str, Any]:
    """The line for a table without lists: their texts are joined by `; `."""
    return {name: "; ".join(it) if isinstance(it, list | tuple) else it for name, it in line.items()}
