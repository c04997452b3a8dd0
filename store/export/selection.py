"""Facts of a library as they are handed on: a Markdown file with sources and notes, or one fact as a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.export.markdown import Group, export_facts
from store.reading.clean import clean
from store.wording import equivalent_text, period_text, value_text

if TYPE_CHECKING:
    from store.index import FactRow
    from store.library import Library


def markdown_of(library: Library, rows: Sequence[FactRow], group: Group) -> str:
    """The facts as Markdown, with the addresses of their articles and the reader's notes."""
    ids = dict.fromkeys(row.fact.article for row in rows)
    articles = [article for id in ids if (article := library.article(id))]
    return export_facts(rows, articles, group, library.notebook.notes())


def text_of(library: Library, row: FactRow) -> str:
    """A fact as a plain text for elsewhere: what is stated, the sentence, where it stands."""
    fact = row.fact
    article = library.article(fact.article)
    stated = [
        f"{fact.metric}: {value_text(fact)}",
        equivalent_text(fact),
        period_text(fact.period),
        fact.subject,
    ]
    stated += ["planned" if fact.status == "planned" else ""]
    source = [row.title, row.publisher, row.published, article.address if article else None]
    note = library.notebook.notes().get(fact.id, "")
    lines = [", ".join(it for it in stated if it), f"“{fact.sentence}”", ", ".join(it for it in source if it)]
    lines += [f"Note: {note}"] if note else []
    return "\n".join(clean(" ".join(line.split())) for line in lines) + "\n"
