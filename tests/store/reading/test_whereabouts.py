"""An article without a dateline has the place that its headline and its opening speak of."""

from __future__ import annotations

import pytest

from store.reading import read_bytes
from store.reading.whereabouts import find_place

REST = "It plans to add 20 more firms by 2025 as part of its expansion, according to the plan."

PLACES = [
    # headline, opening of the text, place
    ("Wuxi IoT cluster gathers pace", "The cluster in Wuxi, Jiangsu province, has 3,000 firms.", "Wuxi"),
    ("Park adds tenants", "The park in Hai Duong, northern Vietnam, has 52 tenants.", "Hai Duong"),
    ("Aerospace firm to move to Samlesbury", "It will rent a factory in Samlesbury, Lancashire.", "Samlesbury"),
    (
        "Bengaluru leads India in chips",
        "Karnataka's capital Bengaluru won 40 percent of projects.",
        "Bengaluru",
    ),
    ("Johor draws investors", "The state of Johor attracted RM11 billion in the first quarter.", "Johor"),
    ("Zone grows", "The zone in the county of Wenshang in Jining is growing.", "Jining"),
    ("Tuttlingen firms invest", 'Tuttlingen. The "world capital" is preparing for leaner times.', "Tuttlingen"),
    (
        "Guzhen lamps light the world",
        "Guzhen town in Zhongshan makes 70 percent of China's lamps.",
        "Guzhen",
    ),
    ("Vietnam's parks fill up", "Industrial parks across Vietnam are filling up.", "Vietnam"),
    (
        "Chip plant planned",
        "Calder Precision, a Burnley-based supplier, plans a plant. Burnley is glad.",
        "Burnley",
    ),
    ("Sagunto gets battery plant", "The plant in Sagunto, near Valencia, will open in 2026.", "Sagunto"),
    ("Nissan raises output", "The new models from Nissan sell well. Buyers of Nissan cars are glad.", None),
    ("Supreme Court hears case", "A case for the Supreme Court began.", None),
    ("Output climbs", "The company's output climbed by a tenth.", None),
    ("Naivasha SEZ signs up firms", "Four makers will come to the Naivasha Special Economic Zone.", "Naivasha"),
    ("Freight hub in Chongqing grows", "Beijing has approved the hub. Chongqing will build it.", "Chongqing"),
    ("Nghe An joins top FDI destinations", "The central province of Nghe An lured $961 million.", "Nghe An"),
    ("Park in Kulim wins projects", "A park in Kulim, in Malaysia's Kedah state, won 19 projects.", "Kulim"),
    ("May brings record exports", "Exports from the city of Pune rose in May.", "Pune"),
    (
        "China's zones grow",
        "Zones in China grew, Shanghai Securities News reported on Tuesday.",
        "China",
    ),
    ("Vietnam's zones draw US$194 billion", "Zones drew US$194 billion.", "Vietnam"),
    ("Port Elizabeth's neighbour Coega grows", "The Coega zone near Gqeberha grew.", "Coega"),
]


@pytest.mark.parametrize(("title", "opening", "place"), PLACES)
def test_place_of_the_whole(title: str, opening: str, place: str | None) -> None:
    assert find_place(title, [opening, REST]) == place


def test_a_country_in_the_headline_goes_before_a_town_named_in_passing() -> None:
    late = f"{REST * 10} Most of these are in Hanoi."
    assert find_place("Investors like Vietnam's zones", ["Zones drew $194 billion.", late]) == "Vietnam"
    assert find_place("Investors like zones", ["Zones drew $194 billion.", late]) == "Hanoi"


def test_the_dateline_goes_before_what_the_headline_names() -> None:
    text = f"Wuxi IoT cluster gathers pace\n\nNANJING, May 3, 2023 (Xinhua) -- The cluster in Wuxi grew. {REST}"
    assert read_bytes(text.encode(), "x.txt", "").place == "Nanjing"


def test_a_path_of_sections_is_no_place() -> None:
    text = f"Location: Home > Business\nYongkang grows\n2021-03-09\n\nYongkang, in Jinhua, grew. {REST}"
    assert read_bytes(text.encode(), "x.txt", "").place in ("Yongkang", "Jinhua")
