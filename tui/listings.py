"""The columns and records in which facts, articles, clusters and hits are printed."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from store.export.tables import COLUMNS, fact_line
from store.index.records import ArticleRow, ClusterRow, FactRow
from store.wording import period_text, value_text
from tui.printing import Column, Listing

if TYPE_CHECKING:
    from store.search import ArticleHit, FactHit


def _names(record: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(record))


def _article_hit(hit: ArticleHit) -> dict[str, Any]:
    return asdict(hit.row) | {"snippet": hit.snippet, "start": hit.start}


FACTS: Listing[FactRow] = Listing(
    columns=(
        Column("Value", lambda row: value_text(row.fact, short=True), right=True),
        Column("Metric", lambda row: row.fact.metric),
        Column("Of", lambda row: row.fact.subject),
        Column("Period", lambda row: period_text(row.fact.period)),
        Column("Status", lambda row: ", ".join(it for it in (row.fact.status, row.verdict) if it)),
        Column("Article", lambda row: row.fact.article),
    ),
    record=lambda row: row.fact.to_json(),
    fields=COLUMNS,
    line=fact_line,
)
"""Facts; as JSON exactly the documented fields, as CSV with their article's title, publisher and date."""

ARTICLES: Listing[ArticleRow] = Listing(
    columns=(
        Column("Date", lambda row: row.published or "–"),
        Column("Title", lambda row: row.title),
        Column("Publisher", lambda row: row.publisher or "–"),
        Column("Place", lambda row: row.place or "–"),
        Column("Facts", lambda row: f"{row.facts:,}", right=True),
        Column("Id", lambda row: row.id),
    ),
    record=asdict,
    fields=_names(ArticleRow),
)

CLUSTERS: Listing[ClusterRow] = Listing(
    columns=(
        Column("Name", lambda row: row.name),
        Column("Kind", lambda row: row.kind),
        Column("Level", lambda row: row.level or "–"),
        Column("Place", lambda row: row.place or "–"),
        Column("Part of", lambda row: row.part_of or "–"),
        Column("Articles", lambda row: f"{row.articles:,}", right=True),
        Column("Facts", lambda row: f"{row.facts:,}", right=True),
    ),
    record=asdict,
    fields=_names(ClusterRow),
)

FACT_HITS: Listing[FactHit] = Listing(
    columns=(
        Column("Value", lambda hit: value_text(hit.row.fact, short=True), right=True),
        Column("Metric", lambda hit: hit.row.fact.metric),
        Column("Period", lambda hit: period_text(hit.row.fact.period)),
        Column("Sentence", lambda hit: hit.snippet),
    ),
    record=lambda hit: {"hit": "fact"} | hit.row.fact.to_json(),
    fields=("hit", *COLUMNS),
    line=lambda hit: {"hit": "fact"} | fact_line(hit.row),
)

ARTICLE_HITS: Listing[ArticleHit] = Listing(
    columns=(
        Column("Date", lambda hit: hit.row.published or "–"),
        Column("Title", lambda hit: hit.row.title),
        Column("Text", lambda hit: hit.snippet),
    ),
    record=lambda hit: {"hit": "article"} | _article_hit(hit),
    fields=("hit", *_names(ArticleRow), "snippet", "start"),
)
