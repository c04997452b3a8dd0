"""Facts as CSV and JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.export import csv as csv_export
from store.export import jsonl as jsonl_export
from store.export.tables import COLUMNS
from store.index import FactRow
from store.reading.clean import clean
from store.records import Equivalent, Fact

GDP = Fact(
    id="1" * 16, article="zone", start=3, end=21, quote="53.19 billion yuan",
    sentence="It was 53.19 billion yuan.", kind="money", value=53_190_000_000.0, upper=None, bound="exact",
    unit="CNY", equivalent=Equivalent(7_940_000_000.0, "USD"), change=None, metric="GDP", subject="the zone",
    period="2021-01-01/2021-12-31", status="actual", place="Jining", clusters=("the zone", "health care"),
)  # fmt: skip


def row(fact: Fact) -> FactRow:
    return FactRow(fact=fact, title="The zone, a “success”", publisher=None, published="2022-07-08")


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_csv_line_has_the_facts_fields_and_its_source() -> None:
    [line] = read(csv_export.export_facts([row(GDP)]))
    assert tuple(line) == COLUMNS
    assert line["value"] == "53190000000"
    assert (line["equivalent_value"], line["equivalent_unit"]) == ("7940000000", "USD")
    assert (line["title"], line["publisher"], line["published"]) == ("The zone, a “success”", "", "2022-07-08")
    assert line["clusters"] == "the zone; health care"


def test_every_field_of_a_fact_has_a_column() -> None:
    names = {field.name for field in fields(Fact)} - {"equivalent"}
    assert names <= set(COLUMNS)


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_spreadsheet_runs_a_text_as_a_formula(formula: str) -> None:
    [line] = read(csv_export.export_facts([row(replace(GDP, subject=formula))]))
    assert line["subject"] == "'" + clean(formula)


def test_a_negative_number_stays_a_number() -> None:
    [line] = read(csv_export.export_facts([row(replace(GDP, value=-3.5))]))
    assert line["value"] == "-3.5"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20))
def test_a_text_comes_back_from_csv_but_for_the_guard(text: str) -> None:
    _, line = csv.reader(io.StringIO(csv_export.csv_text(("a",), [(text + ".",)]), newline=""), strict=True)
    assert line[0].removeprefix("'" if text[:1] in tuple("=+-@\t\r") else "") == clean(text + ".")


def test_json_lines_hold_exactly_the_documented_fields() -> None:
    [line] = jsonl_export.export_facts([row(GDP)]).splitlines()
    record = json.loads(line)
    assert tuple(record) == tuple(field.name for field in fields(Fact))
    assert Fact.from_json(record) == GDP
    assert '"value":53190000000,' in line


def test_no_facts_are_no_lines() -> None:
    assert jsonl_export.export_facts([]) == ""
    assert csv_export.export_facts([]).count("\n") == 1
