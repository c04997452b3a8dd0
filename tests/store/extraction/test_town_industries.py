"""A town's industry, or a hub of it, that an article speaks of as of a cluster."""

from __future__ import annotations

import pytest

from store.extraction.names.finding import find_names
from store.records import Cluster


def clusters(text: str, title: str = "", place: str | None = None) -> dict[str, Cluster]:
    return {cluster.name: cluster for cluster in find_names(text, title, place).clusters}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The city's hosiery industry has 900 units.", "Ludhiana hosiery industry"),
        ("Solingen's cutlery industry has 150 firms.", "Solingen cutlery industry"),
        ("The county's hanfu sector sells more.", "Ludhiana hanfu sector"),
        ("Looms are idle in India's largest man-made fabric hub.", "Ludhiana man-made fabric hub"),
        ("It makes socks. Some socks sell.\n\nThe sock hub has 90 firms.", "Ludhiana sock hub"),
    ],
)
def test_an_industry_of_one_town_is_a_cluster(text: str, name: str) -> None:
    found = clusters(text, "", "Ludhiana")
    assert {name: "cluster"} == {cluster.name: cluster.kind for cluster in found.values()}
    assert found[name].aliases


@pytest.mark.parametrize(
    "text",
    [
        "Germany's chemical industry shrank.",
        "The country's textile industry shrank.",
        "The city's tourism industry grew.",
        "The town is the logistics hub of the north.",
        "Wages rose.\n\nThe city's hosiery industry has 900 units.",  # named in passing
    ],
)
def test_a_country_s_industry_and_services_and_what_is_told_in_passing_are_none(text: str) -> None:
    assert clusters(text, "", "Ludhiana") == {}


def test_where_a_cluster_is_named_the_industry_is_none_besides() -> None:
    assert list(clusters("The city's hosiery industry grew. The Ludhiana knitwear cluster has 90 firms.")) == [
        "Ludhiana knitwear cluster"
    ]


def test_the_hub_takes_it_up_again() -> None:
    text = "Looms are idle in India's largest man-made fabric hub. The hub has 900 looms."
    spoken = [
        (text[m.start : m.end], m.name) for m in find_names(text, "", "Surat").mentions if m.kind == "cluster"
    ]
    assert spoken == [
        ("man-made fabric hub", "Surat man-made fabric hub"),
        ("The hub", "Surat man-made fabric hub"),
    ]
