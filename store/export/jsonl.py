"""Facts as JSON Lines: one object per line with exactly the documented fields, nothing changed or left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from store.reading.clean import UNSAFE

if TYPE_CHECKING:
    from store.index import FactRow


def export_facts(rows: Iterable[FactRow]) -> str:
    """The facts, each as `Fact.to_json` documents it."""
    return jsonl_text(row.fact.to_json() for row in rows)


def jsonl_text(records: Iterable[Mapping[str, Any]]) -> str:
    """The records as JSON, one on each line; what `clean` would show is escaped, so that it acts nowhere."""
    import orjson

    return "".join(UNSAFE.sub(_escaped, orjson.dumps(record).decode()) + "\n" for record in records)


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]
