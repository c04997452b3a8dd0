"""The columns and records in which facts, articles, clusters and hits are printed."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from store.wording import period_text, value_text
from tui.printing import Column, Listing

if TYPE_CHECKING:
    from store.index import ArticleRow, ClusterRow, FactRow
    from store.search import ArticleHit, FactHit


def _fact_row(row: FactRow) -> dict[str, Any]:
    source = {"title": row.title, "publisher": row.publisher, "published": row.published}
    return row.fact.to_json() | source


def _article_hit(hit: ArticleHit) -> dict[str, Any]:
    return asdict(hit.row) | {"snippet": hit.snippet, "start": hit.start}


FACTS: Listing[FactRow] = Listing(
    columns=(
        Column("Value", lambda row: value_text(row.fact, short=True), right=True),
        Column("Metric", lambda row: row.fact.metric),
        Column("Of", lambda row: row.fact.subject),
        Column("Period", lambda row: period_text(row.fact.period)),
        Column("Status", lambda row: row.fact.status),
        Column("Article", lambda row: row.fact.article),
    ),
    record=lambda row: row.fact.to_json(),
    row=_fact_row,
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
)

FACT_HITS: Listing[FactHit] = Listing(
    columns=(
        Column("Value", lambda hit: value_text(hit.row.fact, short=True), right=True),
        Column("Metric", lambda hit: hit.row.fact.metric),
        Column("Period", lambda hit: period_text(hit.row.fact.period)),
        Column("Sentence", lambda hit: hit.snippet),
    ),
    record=lambda hit: {"hit": "fact"} | hit.row.fact.to_json(),
    row=lambda hit: {"hit": "fact"} | _fact_row(hit.row),
)

ARTICLE_HITS: Listing[ArticleHit] = Listing(
    columns=(
        Column("Date", lambda hit: hit.row.published or "–"),
        Column("Title", lambda hit: hit.row.title),
        Column("Text", lambda hit: hit.snippet),
    ),
    record=lambda hit: {"hit": "article"} | _article_hit(hit),
)
