"""What a reader would expect first comes first: queries on the seeds, with the hit that they are after."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from store.library import Library, open_library
from store.search import search

FACTS = {
    "GDP": "53.19 billion yuan",
    "gross domestic product": "10 percent",
    "fixed asset investment": "27.7 billion yuan",
    "import export": "$2.37 billion",
    "industrial output value designated": "60.23 billion yuan",
    "share of land": "2.3 percent",
    "main business revenue 90": "90.26 billion yuan",
    "foreign investment": "$1.067 billion",
    "tenants": "52",
    "jobs": "178,000",
    "green coverage": "45.5 percent",
    "disposable income": "47,815 yuan",
    "nobel": "two",
    "academicians": "12",
    "talents": "23",
    "foreign professionals": "300",
    "countries": "180",
    "innovation platforms": "208",
    "combined profits": "448 million yuan",
    '"combined revenues" new energy': "6.84 billion yuan",
    "new projects": "144",
    "signed contract": "44",
    "technological transformation": "1,000",
    "komatsu investment": "10.6-billion-yuan",
    "CATL negotiations": "40",
    "annual output value wenshang": "three billion yuan",
    "organic amine capacity": "100,000 tonnes",
    "designed annual capacity": "30 million",
    "transport books": "seven to 10 days",
    "sales revenue": "13.6 billion yuan",
    "change:increase sales": "10 percent",
    "kind:money period:2021 gdp": "53.19 billion yuan",
    "value>60bn kind:money -output": "90.26 billion yuan",
    "unit:yuan educational": "13.6 billion yuan",
    "metric:capacity kind:mass": "100,000 tonnes",
    "sci-tech firms": "13",
}
ARTICLES = {
    "thrives": "004_98ac90d33ad9f071",
    "30-year development": "004_98ac90d33ad9f071",
    "energy conservation": "002_c0217c0ed69ef4de",
    "high-quality industrial revamp": "001_3252b3c33370b869",
    "improving industrial chain": "000_b546ec91a13d74f4",
    "investment": "003_c9aa914be15e371c",
    "empowering": "003_c9aa914be15e371c",
    "Komatsu": "003_c9aa914be15e371c",
    "nobel laureate": "004_98ac90d33ad9f071",
    "books publishing": "000_b546ec91a13d74f4",
    "publisher:kyodo": "002_c0217c0ed69ef4de",
    "published:2024-07": "001_3252b3c33370b869",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The library of the seeds."""
    with open_library(tmp_path_factory.mktemp("ranking") / "library") as library:
        yield library


def test_what_is_expected_first_comes_first(library: Library) -> None:
    ranks = {}
    for query, quote in FACTS.items():
        quotes = [hit.row.fact.quote for hit in search(library.index, query).facts]
        ranks[query] = quotes.index(quote) + 1 if quote in quotes else 0
    for query, id in ARTICLES.items():
        ids = [hit.row.id for hit in search(library.index, query).articles]
        ranks[query] = ids.index(id) + 1 if id in ids else 0
    assert len(ranks) >= 40
    mean_reciprocal_rank = sum(1 / rank for rank in ranks.values() if rank) / len(ranks)
    assert mean_reciprocal_rank >= 0.9, {query: rank for query, rank in ranks.items() if rank != 1}
