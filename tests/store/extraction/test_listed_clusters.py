"""Clusters that are told together: names in a list, a number of them, those of one agency."""

from __future__ import annotations

import pytest

from store.extraction.names.finding import find_names


def names(text: str) -> list[str]:
    return [cluster.name for cluster in find_names(text).clusters]


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Industrial parks such as Quang Chau, Van Trung and Dinh Tram are full.",
         ["Quang Chau", "Van Trung", "Dinh Tram"]),
        ("Two clusters, HyNet and the East Coast Cluster, were picked.", ["HyNet", "East Coast Cluster"]),
        ("It has two industrial estates: Bukit Rambai and Teluk Panglima Garang 2.",
         ["Bukit Rambai", "Teluk Panglima Garang 2"]),
    ],
)  # fmt: skip
def test_names_behind_a_noun_for_several_are_each_one(text: str, listed: list[str]) -> None:
    assert names(text) == listed


def test_companies_and_countries_behind_a_number_of_parks_are_none() -> None:
    assert names("In two industrial parks, Nordvik and Halden employ 900 people.") == []
    assert names("Industrial parks such as those in Malaysia and Vietnam are full.") == []
    assert names("Industrial parks, Penang and Johor said, are full.") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The country's 11 SEZs had 147 investors.", "SEZs"),
        ("Rents in SIPCOT parks fell.", "SIPCOT parks"),
    ],
)
def test_several_are_a_group_where_they_are_counted_or_one_agency_s(text: str, name: str) -> None:
    assert [known.split(" of ")[0] for known in names(text)] == [name]


def test_a_number_of_another_sort_is_another_group() -> None:
    text = "Four Electronics Manufacturing Clusters grew. Earlier, 19 greenfield clusters were taken up."
    assert names(text) == ["Electronics Manufacturing Clusters", "greenfield clusters"]


def test_a_base_is_told_apart_by_what_it_is_for() -> None:
    assert names("It is the largest production base for household electrical appliances.") == [
        "production base for household electrical appliances"
    ]
