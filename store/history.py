"""What the reader did, so that it can be undone and done again: kept in the notebook, and so durable with it.

A step is the change of one entry of a table: what it was before and after, None where there was none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from tinydb.table import Document, Table

Tables = Callable[[str], Table]
"""The tables of the notebook by their names, while it is being changed."""

MOST = 200
"""So many steps are kept."""

STEP = {"what": str, "table": str, "entry": int, "undone": bool}
"""What a step holds beside the entry as it was before and after."""


def change(tables: Tables, name: str, entry: int | None, after: Mapping[str, Any] | None, what: str) -> None:
    """Put an entry into a table, in the place of the one with this number, or take that away; keep the step.

    What had been undone before can't be done again any more.
    """
    table, history = tables(name), tables("history")
    before = None if entry is None else table.get(doc_id=entry)
    if entry is None:
        entry = max((document.doc_id for document in table), default=0) + 1
    _put(table, entry, after)
    steps = sorted(document.doc_id for document in history)
    undone = [document.doc_id for document in history if document.get("undone")]
    old = [step for step in steps if step not in undone][: -(MOST - 1)]
    if undone or old:
        history.remove(doc_ids=undone + old)
    step = {"what": what, "table": name, "entry": entry, "before": before, "after": after, "undone": False}
    history.insert(Document(step, max(steps, default=0) + 1))


def turn(tables: Tables, way: Literal["undo", "redo"]) -> str | None:
    """Undo the last step, or redo the one that was undone last; what it was, None where there is none.

    A step whose entry is not what the step made of it is forgotten, and so it is said.
    """
    history = tables("history")
    whole = [each for each in history if all(isinstance(each.get(key), kind) for key, kind in STEP.items())]
    steps = sorted((each for each in whole if each["undone"] == (way == "redo")), key=lambda each: each.doc_id)
    if not steps:
        return None
    step = steps[-1] if way == "undo" else steps[0]
    table = tables(step["table"])
    now, then = (step.get("after"), step.get("before"))[:: 1 if way == "undo" else -1]
    if table.get(doc_id=step["entry"]) != now:
        history.remove(doc_ids=[step.doc_id])
        return f"passed over, since it was changed elsewhere: {step['what']}"
    _put(table, step["entry"], then)
    history.upsert(Document({**step, "undone": way == "undo"}, step.doc_id))
    return str(step["what"])


def _put(table: Table, entry: int, record: Mapping[str, Any] | None) -> None:
    if record is not None:
        table.upsert(Document(dict(record), entry))
    elif table.contains(doc_id=entry):
        table.remove(doc_ids=[entry])
