"""Sites that are known by what an article says of them, or by another name."""

from __future__ import annotations

from store.extraction.names.finding import find_names
from store.records import Cluster


def clusters(text: str) -> dict[str, Cluster]:
    return {cluster.name: cluster for cluster in find_names(text).clusters}


def test_a_place_behind_a_known_name_tells_which_of_several_is_meant() -> None:
    assert [*clusters("Amata City Rayong is full. Amata City Chonburi has plots.")] == [
        "Amata City Rayong",
        "Amata City Chonburi",
    ]


def test_a_campus_is_a_park_where_the_article_says_that_firms_sit_there() -> None:
    assert [*clusters("Harwell Campus will grow. The 700-acre campus hosts 200 organisations.")] == [
        "Harwell Campus"
    ]
    assert clusters("Keele Campus will grow. The 700-acre campus has a lake.") == {}


def test_a_description_of_two_nouns_tells_a_site() -> None:
    assert [*clusters("Guanajuato Interior, a 90-hectare inland port and industrial park, is full.")] == [
        "Guanajuato Interior"
    ]


def test_what_a_zone_is_better_known_as_is_the_zone() -> None:
    text = "East Lake High-tech Development Zone, better known as Optics Valley, grew. Optics Valley is full."
    found = clusters(text)
    assert [(name, cluster.aliases) for name, cluster in found.items()] == [
        ("East Lake High-tech Development Zone", ("Optics Valley",))
    ]
    assert {m.name for m in find_names(text).mentions if m.kind == "cluster"} == {
        "East Lake High-tech Development Zone"
    }


def test_a_description_may_lead_to_the_name_behind_it() -> None:
    text = "Units in Peenya shut. Asia's largest industrial estate, Peenya employs 90 people."
    assert [*clusters(text)] == ["Peenya"]
    assert sum(m.name == "Peenya" for m in find_names(text).mentions) == 2
    assert clusters("The largest industrial estate, Siemens Ltd said, is full.") == {}
    assert clusters("In the industrial estate, Mumbai has a road.") == {}


def test_a_known_name_within_a_longer_one_is_none_of_its_own() -> None:
    assert [*clusters("Jiangsu Zhongguancun Science and Technology Industrial Park is full.")] == [
        "Jiangsu Zhongguancun Science and Technology Industrial Park"
    ]


def test_a_district_of_an_industry_is_known_by_the_town_behind_it() -> None:
    assert [*clusters("The textile district of Prato lost 300 firms.")] == ["textile district of Prato"]
    assert clusters("The textile district has cafes.") == {}


def test_another_name_may_follow_what_a_zone_is_for() -> None:
    text = "Xiamen Development Zone for High Technology Industries, known as the Torch Hi-tech Zone, grew."
    assert [*clusters(text)] == ["Xiamen Development Zone"]
