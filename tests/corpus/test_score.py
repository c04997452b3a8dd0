"""What the scorer says of clusters and links that differ from gold."""

from __future__ import annotations

from pathlib import Path

from tests.corpus.score import Gold, Prediction, Record, score_clusters, score_links


def gold_fact(quote: str, cluster: str | None) -> Record:
    return {
        "quote": quote, "kind": "count", "value": float(quote), "upper": None, "unit": "firms",
        "bound": "exact", "change": None, "metric": ["firms"], "subject": ["firms"], "period": None,
        "optional": False, "cluster": cluster,
    }  # fmt: skip


def found_fact(quote: str, start: int, *clusters: str) -> Record:
    return {"quote": quote, "value": float(quote), "start": start, "clusters": clusters}


def cluster(name: str) -> Record:
    return {"name": name, "aliases": [], "kind": "park"}


def test_clusters_that_are_missed_and_those_that_are_none_are_told_apart() -> None:
    score = score_clusters([cluster("Suzhou Park"), cluster("Marl")], [cluster("Suzhou Park"), cluster("Zibo")])
    assert [record["name"] for record in score.missed] == ["Marl"]
    assert [record["name"] for record in score.extra] == ["Zibo"]
    assert (score.counts.gold, score.counts.predicted, score.counts.right["name"]) == (2, 2, 1)


def test_facts_linked_to_another_cluster_or_to_none_are_told() -> None:
    gold = Gold(
        "a",
        Path("a.txt"),
        [gold_fact(quote, of) for quote, of in (("90", "Marl"), ("80", "Marl"), ("70", None), ("60", "Marl"))],
        {"clusters": [cluster("Marl")]},
    )
    found = [found_fact("90", 0, "Marl"), found_fact("80", 1), found_fact("70", 2, "Marl")]
    score = score_links(gold, Prediction(found, [cluster("Marl")], {}))
    assert [(ours["quote"], ours["clusters"]) for _, ours in score.wrong] == [("80", ()), ("70", ("Marl",))]
    assert (score.counts.gold, score.counts.predicted, score.counts.right["link"]) == (3, 2, 1)
