"""What may follow in a query that is being typed: the names of fields, and their values with their counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from store.index import Index
from store.index.damage import healing
from store.query.reading import FIELDS, MARKS
from store.query.text import condition

_LAST = re.compile(
    r'(?P<before>(?:.*[\s-])?)(?:(?P<field>[a-z]{1,12}):)?"?(?P<typed>[^\s":]*)', re.IGNORECASE | re.DOTALL
)

_VALUES: Mapping[str, str] = {
    **{
        field: f"SELECT {field}, count(*) FROM facts WHERE {field} >= ?1 AND {field} < ?3 AND {field} > '' "
        "GROUP BY 1"
        for field in ("kind", "unit", "status", "change", "metric", "subject", "place")
    },
    "publisher": "SELECT publisher, sum(facts) FROM articles "
    "WHERE publisher > '' AND publisher >= ?1 AND publisher < ?3 GROUP BY 1",
    "cluster": "SELECT n.name, c.facts FROM cluster_names n JOIN clusters c ON c.n = n.cluster "
    "WHERE n.role = 'alias' AND n.name >= ?1 COLLATE NOCASE AND n.name < ?3 COLLATE NOCASE GROUP BY n.cluster",
    "org": "SELECT name, sum(mentions) FROM cluster_names WHERE role = 'organization' "
    "AND name >= ?1 COLLATE NOCASE AND name < ?3 COLLATE NOCASE GROUP BY 1",
}


class Completion(NamedTuple):
    """A way to go on: the whole query with it, what is added, and how many facts have it; None for a field."""

    query: str
    value: str
    facts: int | None


@healing
def complete(index: Index, text: str, limit: int = 20) -> list[Completion]:
    """How the last word of a query may go on, what most facts have first."""
    match = _LAST.fullmatch(text)
    if match is None:
        return []
    before, field, typed = match["before"], (match["field"] or "").lower(), match["typed"]
    if not field:
        names = [name for name in FIELDS if name.startswith(typed.lower())]
        return [Completion(f"{before}{name}:", f"{name}:", None) for name in names]
    if field == "saved":
        found = [(name, None) for name in index.searches() if name.lower().startswith(typed.lower())]
    elif field in MARKS:
        found = [(value, None) for value in MARKS[field] if value.startswith(typed.lower())]
    elif field in _VALUES:
        found = (
            index.connection()
            .execute(
                f"{_VALUES[field]} ORDER BY 2 DESC, 1 LIMIT ?2",
                (typed, limit, typed + "\U0010ffff"),
            )
            .fetchall()
        )
    else:
        found = []
    return [Completion(f"{before}{condition(field, value)}", value, count) for value, count in found]
