"""Articles as BibTeX and CSL-JSON; facts as Parquet; addresses that open at a sentence."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest

from store.export import csv
from store.export.markdown import sentence_address
from store.export.parquet import export_facts
from store.export.references import bibtex, csl_items
from store.export.tables import COLUMNS
from store.index import FactRow
from store.records import Article, Equivalent, Fact

ARTICLE = Article(
    id="济宁-park", title="Park & zone: 5% {more}", text="x", digest="0", publisher="The Post_Daily",
    author="Ada Moreau", published="2022-03-04", place="Jining", address="https://x.example/a b",
)  # fmt: skip
FACT = Fact(
    id="1" * 16, article="zone", start=3, end=21, quote="53.19 billion yuan",
    sentence="It was 53.19 billion yuan.", kind="money", value=53_190_000_000.0, upper=None, bound="exact",
    unit="CNY", equivalent=Equivalent(7_940_000_000.0, "USD"), change=None, metric="GDP", subject="the zone",
    period=None, status="actual", place="Jining", clusters=("the zone", "health care"),
)  # fmt: skip


def test_bibtex_escapes_what_latex_would_run() -> None:
    [entry] = bibtex([ARTICLE])
    assert entry == (
        "@article{park,\n"
        "  title = {{Park \\& zone: 5\\% \\{more\\}}},\n"
        "  author = {{Ada Moreau}},\n"
        "  journal = {The Post\\_Daily},\n"
        "  year = {2022},\n"
        "  month = {3},\n"
        "  day = {4},\n"
        "  address = {Jining},\n"
        "  url = {https://x.example/a%20b},\n"
        "  language = {en},\n"
        "}\n\n"
    )


def test_every_entry_has_a_key_of_its_own() -> None:
    entries = bibtex([ARTICLE, replace(ARTICLE, id="park"), replace(ARTICLE, id="园区")])
    assert re.findall(r"@article{([^,]+),", "".join(entries)) == ["park", "park-2", "article"]


def test_csl_items_hold_what_is_known() -> None:
    [item, bare] = csl_items([ARTICLE, Article(id="b", title="B", text="x", digest="1")])
    assert item["issued"] == {"date-parts": [[2022, 3, 4]]}
    assert item["author"] == [{"literal": "Ada Moreau"}]
    assert bare == {"id": "b", "type": "article-newspaper", "title": "B", "language": "en"}


def test_parquet_has_the_columns_of_csv_with_types() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    row = FactRow(FACT, "Title", None, "2022-03-04")
    table = parquet.read_table(io.BytesIO(b"".join(export_facts([row, row]))))
    assert tuple(table.column_names) == COLUMNS
    record = table.to_pylist()[1]
    assert (record["value"], record["clusters"]) == (FACT.value, ["the zone", "health care"])
    assert (record["equivalent_unit"], record["publisher"]) == ("USD", None)


def test_csv_by_lines_is_the_same_csv() -> None:
    rows = [FactRow(FACT, "=Title", None, "2022-03-04"), FactRow(FACT, "a, “b”", "P", None)]
    assert "".join(csv.csv_lines(rows)) == csv.export_facts(rows)


@pytest.mark.parametrize(
    ("sentence", "address"),
    [
        ("Short-term, it rose.", "https://x.example/a#:~:text=Short%2Dterm%2C%20it%20rose."),
        ("", "https://x.example/a"),
        ("With ⟨U+200B⟩ inside.", "https://x.example/a"),
        (
            "one two three four five six seven eight nine ten eleven twelve thirteen",
            "https://x.example/a#:~:text=one%20two%20three%20four%20five%20six,"
            "eight%20nine%20ten%20eleven%20twelve%20thirteen",
        ),
    ],
)
def test_an_address_opens_at_the_sentence(sentence: str, address: str) -> None:
    assert sentence_address("https://x.example/a", sentence) == address


def test_a_place_in_the_page_stays_in_the_address() -> None:
    assert sentence_address("https://x.example/a#b", "Up.") == "https://x.example/a#b:~:text=Up."
