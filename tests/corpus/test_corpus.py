"""The articles of the corpus and their gold are well formed, so that a score means something."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from store.records import BOUNDS, KINDS

CORPUS = Path(__file__).parent
ARTICLES = sorted(
    path for path in CORPUS.glob("*/*.txt") if path.parent.name in ("seeds", "development", "held_out")
)

FACT_FIELDS = [
    "quote", "nth", "kind", "value", "upper", "bound", "unit", "equivalent",
    "metric", "subject", "change", "period", "status", "cluster", "optional",
]  # fmt: skip
PERIOD = re.compile(r"(\d{4}-\d\d-\d\d|\.\.)/(\d{4}-\d\d-\d\d|\.\.)")
LEVELS = ("national", "provincial", "city", "county", None)
CLUSTER_KINDS = ("cluster", "chain", "park", "zone", "base")


def facts_of(article: Path) -> list[dict[str, Any]]:
    lines = article.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def about(article: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(article.with_suffix(".meta.json").read_text(encoding="utf-8"))
    return record


def occurrences(quote: str, text: str) -> list[int]:
    """Where `quote` stands in `text` as whole words and whole numbers; line breaks count as spaces."""
    words = r"\s+".join(map(re.escape, quote.split()))
    return [found.start() for found in re.finditer(rf"(?<!\w)(?<!\d[.,]){words}(?!\w)(?![.,]\d)", text)]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_every_quote_stands_in_the_text_in_reading_order(article: Path) -> None:
    text = article.read_text(encoding="utf-8")
    last = -1
    for fact in facts_of(article):
        places = occurrences(fact["quote"], text)
        assert len(places) >= fact["nth"], f"{fact['quote']!r} no. {fact['nth']} is not there"
        place = places[fact["nth"] - 1]
        assert place > last, f"{fact['quote']!r} no. {fact['nth']} stands before the fact above it"
        last = place


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_every_fact_has_all_fields_with_values_of_their_kind(article: Path) -> None:
    for fact in facts_of(article):
        assert list(fact) == FACT_FIELDS, fact["quote"]
        assert fact["kind"] in KINDS, fact["quote"]
        assert fact["bound"] in BOUNDS, fact["quote"]
        assert fact["status"] in ("actual", "planned"), fact["quote"]
        assert fact["change"] in ("increase", "decrease", None), fact["quote"]
        assert (fact["bound"] == "between") == (fact["upper"] is not None), fact["quote"]
        assert fact["upper"] is None or fact["upper"] > fact["value"], fact["quote"]
        for names in (fact["metric"], fact["subject"]):
            assert names, fact["quote"]
            assert all(isinstance(name, str) and name for name in names), fact["quote"]
        assert isinstance(fact["optional"], bool), fact["quote"]
        assert re.fullmatch("[A-Z]{3}", fact["unit"]) if fact["kind"] == "money" else fact["unit"], fact[
            "quote"
        ]
        if fact["kind"] == "percent":
            assert fact["unit"] in ("%", "percentage point"), fact["quote"]
        if fact["equivalent"] is not None:
            assert sorted(fact["equivalent"]) == ["unit", "value"], fact["quote"]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_every_period_is_an_interval(article: Path) -> None:
    for fact in facts_of(article):
        for period in fact["period"] if isinstance(fact["period"], list) else [fact["period"]]:
            if period is not None:
                match = PERIOD.fullmatch(period)
                assert match, f"{fact['quote']!r}: {period}"
                start, end = match.groups()
                assert ".." in (start, end) or start <= end, f"{fact['quote']!r}: {period}"


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_what_is_said_about_the_article_is_complete(article: Path) -> None:
    record = about(article)
    assert list(record) == ["title", "publisher", "published", "place", "clusters"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", record["published"])
    for cluster in record["clusters"]:
        assert list(cluster) == ["name", "aliases", "kind", "level", "place", "part_of"], cluster["name"]
        assert cluster["kind"] in CLUSTER_KINDS, cluster["name"]
        assert cluster["level"] in LEVELS, cluster["name"]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_every_linked_cluster_is_one_of_the_articles_clusters(article: Path) -> None:
    names = {name for cluster in about(article)["clusters"] for name in (cluster["name"], *cluster["aliases"])}
    for fact in facts_of(article):
        assert fact["cluster"] is None or fact["cluster"] in names, f"{fact['quote']!r}: {fact['cluster']}"
    for cluster in about(article)["clusters"]:
        assert cluster["part_of"] is None or cluster["part_of"] in names, cluster["name"]
