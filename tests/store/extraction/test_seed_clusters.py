"""The clusters of the articles that the program ships with, what lies in what, and which figures are theirs."""

from __future__ import annotations

from functools import cache

import pytest

from store.extraction import extract
from store.reading import read_article
from store.records import Extraction
from tests.corpus.score import CORPUS

WENSHANG = "Wenshang chemical industrial park"
JINING = "Jining National High-tech Industrial Development Zone"
ENVIRONMENT = "energy conservation and environmental protection"


@cache
def extracted() -> tuple[Extraction, ...]:
    return tuple(extract(read_article(path)) for path in sorted((CORPUS / "seeds").glob("*.txt")))


@pytest.mark.parametrize(
    ("name", "part_of"),
    [
        ("provincial-level featured industrial clusters", None),
        (WENSHANG, None),
        ("salt chemical", WENSHANG),
        ("fine chemicals", WENSHANG),
        ("new chemical materials", WENSHANG),
        ("new coal-derived chemicals", WENSHANG),
        ("industrial cluster of educational books", None),
        (ENVIRONMENT, None),
        ("new energy", None),
        ("ethanol and biodegradable plastics industrial chain", None),
        (JINING, None),
        ("high-end equipment", JINING),
        ("health care", JINING),
        ("new-generation information technology", JINING),
        ("new energy and materials", JINING),
    ],
)
def test_a_cluster_is_found_with_what_it_lies_in(name: str, part_of: str | None) -> None:
    found = [cluster for extraction in extracted() for cluster in extraction.clusters if cluster.name == name]
    assert [cluster.part_of for cluster in found] == [part_of]


@pytest.mark.parametrize(
    ("name", "quotes"),
    [
        ("provincial-level featured industrial clusters", ["four", "1,332", "178,000", "90.26 billion yuan"]),
        (WENSHANG, ["four", "52", "25", "three billion yuan", "100,000 tonnes"]),
        ("industrial cluster of educational books", ["13.6 billion yuan", "10 percent"]),
        (ENVIRONMENT, ["197", "20.58 billion yuan", "40", "two"]),
        ("new energy", ["46", "6.84 billion yuan", "448 million yuan"]),
        ("ethanol and biodegradable plastics industrial chain", ["five"]),
        (JINING, ["53.19 billion yuan", "60.23 billion yuan", "$2.37 billion", "35,000", "four"]),
        ("high-end equipment", ["58 percent"]),
        ("health care", ["79 percent"]),
        ("new-generation information technology", ["17.5 percent"]),
        ("new energy and materials", ["57.9 percent"]),
    ],
)
def test_a_cluster_has_its_figures(name: str, quotes: list[str]) -> None:
    theirs = {fact.quote for extraction in extracted() for fact in extraction.facts if name in fact.clusters}
    assert theirs >= set(quotes)
