"""A small library of hand-made records, so that the screen's tests do not depend on extraction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from store.library import Library
from store.records import Article, Aside, Cluster, Equivalent, Extraction, Fact, Kind, fact_id, source_digest

ZONE = "Jining High-tech Zone"
NEW_ENERGY = "new energy industrial cluster"
BOOKS = "educational book industrial cluster"

ZONE_TEXT = (
    "The zone, which occupies 2.3 percent of Jining's land area, has generated more than 10 percent of the "
    "city's regional gross domestic product (GDP).\n\n"
    "The zone's GDP was 53.19 billion yuan ($7.94 billion) in 2021, along with fixed asset investments of 27.7 "
    "billion yuan, import and export volumes of $2.37 billion, and an industrial output value above designated "
    "size at 60.23 billion yuan.\n\n"
    "It is home to 1,500 companies, among them three on the Fortune 500 list. Room 101 is open from Monday to "
    "Friday."
)
ENERGY_TEXT = (
    "Last year, the combined revenues and profits of 46 leading enterprises in the new energy industry hit "
    "6.84 billion yuan and 448 million yuan, respectively.\n\n"
    "By 2025, the cluster's revenue is planned to exceed 12 billion yuan, and its companies are to employ "
    "9,000 people."
)
BOOKS_TEXT = (
    "In the first half of this year, the output value of the educational book cluster in Liangshan county "
    "rose 10 percent to 13.6 billion yuan. Its 200 firms print 济宁 textbooks within seven to 10 days."
)


def article(name: str, title: str, text: str, published: str, publisher: str, place: str) -> Article:
    digest = source_digest(text.encode())
    return Article(name, title, text, digest, source=f"{name}.txt", publisher=publisher,
                   published=published, place=place)  # fmt: skip


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of these simple texts begin and end."""
    return [match.span() for match in re.finditer(r"\S.*?\.(?=\s|$)", text)]


def fact(of: Article, quote: str, kind: Kind, value: float, unit: str, metric: str, **more: Any) -> Fact:
    start = of.text.index(quote)
    end = start + len(quote)
    first, last = next(span for span in sentences(of.text) if span[0] <= start < span[1])
    fields: dict[str, Any] = {
        "upper": None, "bound": "exact", "equivalent": None, "change": None, "subject": "",
        "period": None, "status": "actual", "place": of.place,
    } | more  # fmt: skip
    return Fact(id=fact_id(of.digest, start, end), article=of.id, start=start, end=end, quote=quote,
                sentence=of.text[first:last], kind=kind, value=value, unit=unit, metric=metric,
                **fields)  # fmt: skip


def items() -> list[tuple[Article, Extraction]]:
    """Three articles with their facts, clusters and numbers set aside."""
    year = "2021-01-01/2021-12-31"
    zone = article("zone", "Jining high-tech zone thrives on 30-year development pattern", ZONE_TEXT,
                   "2022-07-08", "chinadaily.com.cn", "Jining")  # fmt: skip
    of_zone: dict[str, Any] = {"subject": ZONE, "clusters": (ZONE,)}
    energy = article("energy", "Jining speeds up development of clusters in new energy", ENERGY_TEXT,
                     "2022-07-29", "PRNewswire", "Jining")  # fmt: skip
    of_energy: dict[str, Any] = {"subject": "46 leading enterprises", "clusters": (NEW_ENERGY,)}
    books = article("books", "Liangshan prints the country's textbooks", BOOKS_TEXT,
                    "2022-09-16", "Global Times", "Liangshan")  # fmt: skip
    of_books: dict[str, Any] = {"subject": BOOKS, "clusters": (BOOKS,)}
    half = "2022-01-01/2022-06-30"
    start = zone.text.index("101")
    return [
        (zone, Extraction(
            (
                fact(zone, "2.3 percent", "percent", 2.3, "%", "share of land area", **of_zone),
                fact(zone, "10 percent", "percent", 10, "%", "share of GDP", bound="over", **of_zone),
                fact(zone, "53.19 billion yuan", "money", 53.19e9, "CNY", "GDP", period=year,
                     equivalent=Equivalent(7.94e9, "USD"), **of_zone),
                fact(zone, "27.7 billion yuan", "money", 27.7e9, "CNY", "fixed asset investments",
                     period=year, **of_zone),
                fact(zone, "$2.37 billion", "money", 2.37e9, "USD", "import and export volumes",
                     period=year, **of_zone),
                fact(zone, "60.23 billion yuan", "money", 60.23e9, "CNY",
                     "industrial output value above designated size", period=year, **of_zone),
                fact(zone, "1,500", "count", 1500, "companies", "companies", **of_zone),
                fact(zone, "three", "count", 3, "companies", "companies on the Fortune 500 list", **of_zone),
            ),
            (Cluster(ZONE, "zone", level="national", place="Jining"),),
            (Aside(start, start + 3, "101", "not understood"),),
        )),
        (energy, Extraction(
            (
                fact(energy, "46", "count", 46, "enterprises", "leading enterprises", **of_energy),
                fact(energy, "6.84 billion yuan", "money", 6.84e9, "CNY", "combined revenues", period=year,
                     **of_energy),
                fact(energy, "448 million yuan", "money", 448e6, "CNY", "combined profits", period=year,
                     **of_energy),
                fact(energy, "12 billion yuan", "money", 12e9, "CNY", "revenue", bound="over",
                     status="planned", period="../2025-12-31", **of_energy),
                fact(energy, "9,000", "count", 9000, "people", "employees", status="planned",
                     period="../2025-12-31", **of_energy),
            ),
            (Cluster(NEW_ENERGY, "cluster", place="Jining"),),
        )),
        (books, Extraction(
            (
                fact(books, "10 percent", "percent", 10, "%", "output value", change="increase", period=half,
                     **of_books),
                fact(books, "13.6 billion yuan", "money", 13.6e9, "CNY", "output value", period=half,
                     **of_books),
                fact(books, "200", "count", 200, "firms", "firms", **of_books),
                fact(books, "seven to 10 days", "duration", 7, "day", "printing time", upper=10,
                     bound="between", **of_books),
            ),
            (Cluster(BOOKS, "cluster", level="provincial", place="Liangshan"),),
        )),
    ]  # fmt: skip


@pytest.fixture(autouse=True)
def state_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The app that a test starts as a program of its own remembers nothing, and nothing of it is remembered."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An open library of the three articles."""
    with Library(tmp_path / "library") as opened:
        opened.add(items())
        yield opened
