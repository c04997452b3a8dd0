"""What the export command writes: each format with how it is made, from the facts or from the articles."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from store.errors import UserError
from store.reviewing import Reviews

if TYPE_CHECKING:
    from store.export.markdown import Group
    from store.index import FactRow
    from store.library import Library
    from store.query import Query
    from store.records import Article

_Item = TypeVar("_Item")
_NOTHING_FOUND = "No {} matches the query: jining-tui search shows what it finds."
_NOTHING_REVIEWED = (
    "You have said nothing of any fact yet: in the app + accepts one, - rejects and r corrects it."
)
_NOTHING_SELECTED = "No facts are selected: select some in the app with space, give a query, or --all."


def export(
    library: Library, query: Query | None, arguments: Namespace, complain: Callable[[str], None]
) -> None:
    """Writes the selected facts, those that match the query, or all, or their articles, to where it is wanted.

    UserError where there is nothing to write, or it cannot be written.
    """
    counted = _Counted()
    problem = _NOTHING_SELECTED
    if arguments.corrections:
        noun, problem = "review", _NOTHING_REVIEWED
        pieces = _reviews(counted.through(Reviews(library).records()))
    elif arguments.format in OF_ARTICLES:
        noun = "article"
        pieces = OF_ARTICLES[arguments.format](counted.through(_articles(library, query, arguments.all)))
    else:
        noun = "fact"
        rows = counted.through(_facts(library, query, arguments.all))
        pieces = (
            _markdown(library, rows, arguments.group)
            if arguments.format == "md"
            else OF_FACTS[arguments.format](rows)
        )
    pieces = _not_empty(pieces, counted, _NOTHING_FOUND.format(noun) if query else problem)
    if arguments.output is None:
        if arguments.format == "parquet" and sys.stdout.isatty():
            raise UserError("Parquet is not for a terminal: name a file with -o.")
        sys.stdout.flush()
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        return
    from store.export.files import write_new

    path = write_new(Path(arguments.output), pieces, arguments.force)
    complain(f"{counted.count:,} {noun}{'' if counted.count == 1 else 's'} written to {path}.")


def _csv(rows: Iterable[FactRow]) -> Iterator[bytes]:
    from store.export.csv import csv_lines

    return (line.encode() for line in csv_lines(rows))


def _jsonl(rows: Iterable[FactRow]) -> Iterator[bytes]:
    from store.export.jsonl import jsonl_text

    return (jsonl_text([row.fact.to_json()]).encode() for row in rows)


def _reviews(records: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    from store.export.jsonl import jsonl_text

    return (jsonl_text([record]).encode() for record in records)


def _parquet(rows: Iterable[FactRow]) -> Iterator[bytes]:
    from store.export.parquet import export_facts

    return export_facts(rows)


def _markdown(library: Library, rows: Iterable[FactRow], group: str) -> Iterator[bytes]:
    from store.export.selection import markdown_of

    yield markdown_of(library, list(rows), cast("Group", group)).encode()


def _records(articles: Iterable[Article]) -> Iterator[bytes]:
    from store.export.jsonl import jsonl_text

    return (jsonl_text([article.to_json()]).encode() for article in articles)


def _bibtex(articles: Iterable[Article]) -> Iterator[bytes]:
    from store.export.references import bibtex

    return (entry.encode() for entry in bibtex(articles))


def _csl(articles: Iterable[Article]) -> Iterator[bytes]:
    import orjson

    from store.export.references import csl_items

    yield b"["
    for number, item in enumerate(csl_items(articles)):
        yield (b",\n" if number else b"\n") + orjson.dumps(item)
    yield b"\n]\n"


OF_FACTS: dict[str, Callable[[Iterable[FactRow]], Iterator[bytes]]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "parquet": _parquet,
}
"""The formats of facts besides Markdown."""

OF_ARTICLES: dict[str, Callable[[Iterable[Article]], Iterator[bytes]]] = {
    "articles": _records,
    "bibtex": _bibtex,
    "csl": _csl,
}
"""The formats of articles: as JSON Lines that can be added to another library, and as references."""


def _facts(library: Library, query: Query | None, everything: bool) -> Iterator[FactRow]:
    from store.index.rows import each
    from store.query import ALL

    index = library.index
    if query is None and not everything:
        return iter(index.fact_rows(library.notebook.selected))
    return each(index.facts(query or ALL))


def _articles(library: Library, query: Query | None, everything: bool) -> Iterator[Article]:
    from store.index.rows import each
    from store.query import ALL

    index = library.index
    if query is None and not everything:
        ids: Iterable[str] = dict.fromkeys(
            row.fact.article for row in index.fact_rows(library.notebook.selected)
        )
    else:
        ids = (row.id for row in each(index.articles(query or ALL)))
    return (article for id in ids if (article := library.article(id)))


class _Counted:
    """Counts what goes through it."""

    def __init__(self) -> None:
        self.count = 0

    def through(self, items: Iterable[_Item]) -> Iterator[_Item]:
        for item in items:
            self.count += 1
            yield item


def _not_empty(pieces: Iterator[bytes], counted: _Counted, problem: str) -> Iterator[bytes]:
    """The pieces; UserError before the first where nothing was counted."""
    first = next(pieces, b"")
    held: Sequence[bytes] = [first]
    while not counted.count:
        following = next(pieces, None)
        if following is None:
            raise UserError(problem)
        held = [*held, following]

    def all_of() -> Iterator[bytes]:
        yield from held
        yield from pieces

    return all_of()
