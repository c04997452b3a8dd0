"""How the facts that a query finds spread over kinds, clusters, places, publishers and years."""

from __future__ import annotations

from sqlite3 import Connection

import orjson
from tantivy import Query, Searcher

_FACETS = {
    "kind": "kind",
    "cluster": "about",
    "place": "in_place",
    "publisher": "from_publisher",
    "year": "year",
}
"""The facets, and where the text index keeps them."""

MOST_VALUES = 12
"""So many values of a facet are handed out."""


def facets(searcher: Searcher, connection: Connection, asked: Query) -> dict[str, list[tuple[str, int]]]:
    """The most frequent values of every facet with the numbers of their facts, the most frequent first."""
    wanted = {
        name: {"terms": {"field": field, "size": MOST_VALUES, "segment_size": 10_000}}
        for name, field in _FACETS.items()
    }
    found = searcher.aggregate(asked, wanted)
    counted = {
        name: [(bucket["key"], int(bucket["doc_count"])) for bucket in found[name]["buckets"]]
        for name in wanted
    }
    numbers = orjson.dumps([int(number) for number, _ in counted["cluster"]]).decode()
    names = dict(
        connection.execute(
            "SELECT n, json_extract(record, '$.name') FROM clusters "
            "WHERE n IN (SELECT value FROM json_each(?))",
            (numbers,),
        )
    )
    counted["cluster"] = [(names[int(n)], count) for n, count in counted["cluster"] if int(n) in names]
    return {
        name: sorted(((_text(value), count) for value, count in values), key=lambda each: (-each[1], each[0]))
        for name, values in counted.items()
    }


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, int | float) else str(value)
