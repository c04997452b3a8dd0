"""Where the name of a site ends, and which phrases only describe one."""

from __future__ import annotations

import pytest

from store.extraction.names.finding import find_names


def names(text: str) -> list[str]:
    return [cluster.name for cluster in find_names(text).clusters]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The Sao Mai Township and Industrial Park is full.", "Sao Mai Township and Industrial Park"),
        ("Hoa Lac University and Science Park has 40 labs.", "Hoa Lac University and Science Park"),
        ("Rents in Song Than 2A Industrial Park rose.", "Song Than 2A Industrial Park"),
        ("Firms in the Lotus Industrial Park Thai Nguyen hired 300.", "Lotus Industrial Park Thai Nguyen"),
        (
            "It is home to one of the country's main technology parks, Campo Aberto.",
            "Campo Aberto",
        ),
        ("It is home to one of Brazil's largest innovation hubs, Campo Aberto.", "Campo Aberto"),
    ],
)  # fmt: skip
def test_a_name_of_several_parts_is_read_whole(sentence: str, name: str) -> None:
    assert names(sentence) == [name]


def test_a_bracket_behind_a_name_with_its_place_is_its_short_name() -> None:
    text = "Firms in Lotus Industrial Park Thai Nguyen (LIP Thai Nguyen) hired 300. LIP Thai Nguyen grew."
    (cluster,) = find_names(text).clusters
    assert "LIP Thai Nguyen" in cluster.aliases


@pytest.mark.parametrize(
    "sentence",
    [
        "The Industrial Zone Phase 4A measures 247 acres.",
        "The Silver Star-rated industrial site opened in May.",
        "A Beijing-backed industrial park opened in May.",
        "The firm plans a new supply chain around 40 suppliers.",
        "Li Hua, director of the Spark High Technology Industry Development Center, spoke.",
    ],
)
def test_a_part_a_description_or_an_agency_names_no_site(sentence: str) -> None:
    assert names(sentence) == []


def test_what_a_zone_is_said_to_be_is_no_other_zone() -> None:
    text = "Xiamen High-tech Zone, set up in 1990, is the first national demonstration zone in southern China."
    assert names(text) == ["Xiamen High-tech Zone"]


def test_a_quarter_of_the_compass_before_a_city_is_no_place() -> None:
    (cluster,) = find_names("Lach Huyen Industrial Park in the Northern city of Hai Phong is full.").clusters
    assert cluster.place == "Hai Phong"
