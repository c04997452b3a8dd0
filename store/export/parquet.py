"""Facts as Parquet, for data frames: the columns of CSV with types, nothing changed or joined."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from store.errors import UserError
from store.export.tables import COLUMNS, fact_line

if TYPE_CHECKING:
    from store.index import FactRow

_GROUP = 50_000
_TYPES = {
    "start": "int64", "end": "int64", "value": "float64", "upper": "float64", "equivalent_value": "float64",
    "clusters": "list", "organizations": "list",
}  # fmt: skip
"""The types of columns that hold no text."""


def export_facts(rows: Iterable[FactRow]) -> Iterator[bytes]:
    """The facts as a Parquet file, piece by piece. UserError where pyarrow is missing."""
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ModuleNotFoundError:
        raise UserError("Parquet needs more: pip install 'jining-tui[parquet]'.") from None
    kinds = {"int64": arrow.int64(), "float64": arrow.float64(), "list": arrow.list_(arrow.string())}
    schema = arrow.schema([(name, kinds.get(_TYPES.get(name, ""), arrow.string())) for name in COLUMNS])
    target = _Pieces()
    with parquet.ParquetWriter(target, schema, compression="zstd") as writer:
        left = iter(rows)
        while group := [_record(row) for row in islice(left, _GROUP)]:
            writer.write_table(arrow.Table.from_pylist(group, schema))
            yield from target.taken()
    yield from target.taken()


def _record(row: FactRow) -> dict[str, Any]:
    record = fact_line(row)
    floats = (name for name, kind in _TYPES.items() if kind == "float64")
    return record | {name: None if record[name] is None else float(record[name]) for name in floats}


class _Pieces(io.RawIOBase):
    """What the writer writes to; what was written is taken away piece by piece."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._pieces.append(piece)
        self._size += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._size

    def taken(self) -> list[bytes]:
        pieces, self._pieces = self._pieces, []
        return pieces
