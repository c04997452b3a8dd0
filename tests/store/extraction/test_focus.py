"""Which cluster a quantity is about."""

from __future__ import annotations

import pytest

from store.extraction.focus import Focus
from store.extraction.names.finding import find_names


def about(text: str, title: str = "", place: str | None = None) -> list[str | None]:
    """The cluster in focus at the end of each sentence."""
    names = find_names(text, title, place)
    focus = Focus(names, title, text.split("\n\n")[0])
    found = []
    at = 0
    for number, paragraph in enumerate(text.split("\n\n")):
        for sentence in paragraph.split(". "):
            start = text.index(sentence, at)
            at = start + len(sentence)
            inside = [m for m in names.mentions if start <= m.start and m.end <= at]
            found.append(focus.sentence(text, start, at, number, inside).at(at))
    return found


def test_a_sentence_that_names_a_cluster_is_about_it_and_so_is_what_follows_in_the_paragraph() -> None:
    text = (
        "Zibo grew 5 percent.\n\nSuzhou Industrial Park has 90 tenants. They employ 900 people.\n\nIron fell."
    )
    assert about(text) == [None, "Suzhou Industrial Park", "Suzhou Industrial Park", None]


def test_the_cluster_of_the_headline_holds_through_the_article() -> None:
    text = "The cluster of Tiruppur exports knitwear.\n\nSome 312 units were asked.\n\nYarn costs 262 rupees."
    title = "Tiruppur knitwear cluster hopes"
    assert set(about(text, title)) == {"Tiruppur knitwear cluster"}


def test_another_city_or_a_country_leads_away_from_it_until_it_is_named_again() -> None:
    text = (
        "Senai Hi-Tech Park has 90 tenants. Malaysia exported more. Penang earned 5 billion ringgit.\n\n"
        "It will hire 20 people."
    )
    park = "Senai Hi-Tech Park"
    assert about(text, "Senai Hi-Tech Park fills up") == [park, None, None, park]


def test_a_company_leads_to_the_cluster_that_it_was_named_with() -> None:
    text = (
        "Volteo GmbH makes cells in Chemical Park Marl.\n\nSenai Hi-Tech Park has 90 tenants.\n\n"
        "Volteo employs 300 people."
    )
    assert about(text)[-1] == "Chemical Park Marl"


@pytest.mark.parametrize("title", ["", "Zone"])
def test_of_several_clusters_the_nearest_before_the_quantity_counts(title: str) -> None:
    text = "Kandla SEZ and Dahej SEZ earned 5 and 6 billion rupees."
    names = find_names(text, title, None)
    sentence = Focus(names, title, text).sentence(text, 0, len(text), 0, names.mentions)
    assert sentence.at(text.index(" and Dahej")) == "Kandla SEZ"
    assert sentence.at(text.index("5")) == "Dahej SEZ"
    assert sentence.at(text.index("5"), "Kandla SEZ") == "Kandla SEZ"


def test_what_comes_before_the_cluster_of_the_headline_is_brought_up_is_not_about_it() -> None:
    text = "Tile makers sold 500 million tiles.\n\nThe Onda ceramics cluster has 150 firms.\n\nGas fell."
    assert about(text, "Tile exports fall in Onda ceramics cluster") == [
        None,
        "Onda ceramics cluster",
        "Onda ceramics cluster",
    ]


def linked(text: str, figure: str, subject: str = "", measured: str = "", title: str = "") -> str | None:
    """The cluster of a figure in a text of one paragraph."""
    names = find_names(text, title, None)
    focus = Focus(names, title, text)
    at = 0
    for sentence in text.split(". "):
        start = text.index(sentence, at)
        at = start + len(sentence)
        inside = [m for m in names.mentions if start <= m.start and m.end <= at]
        found = focus.sentence(text, start, at, 0, inside)
        if figure in sentence:
            return found.at(text.index(figure), subject, measured)
    raise AssertionError(figure)


def test_a_figure_lies_in_the_site_that_is_named_behind_it() -> None:
    text = "Solent Freeport is open. Halden will invest 62 million in a factory at Dunsbury Business Park."
    assert linked(text, "62") == "Dunsbury Business Park"


def test_the_wider_cluster_is_not_meant_where_a_narrower_is_named() -> None:
    text = "Senai Tech Park is part of the wider Johor Special Economic Zone. It has 90 tenants."
    assert linked(text, "90") == "Senai Tech Park"


def test_the_subject_decides_over_the_cluster_named_last() -> None:
    text = "The Vizag pharma cluster surrounds JN Pharma Park. Its turnover was 9 billion."
    assert linked(text, "9") == "JN Pharma Park"
    assert linked(text, "9", "Vizag pharma cluster") == "Vizag pharma cluster"


@pytest.mark.parametrize(
    ("sentence", "subject", "measured"),
    [
        ("GDP grew 9 percent", "Wuxi", "GDP %"),
        ("The port handled 9 million TEUs", "port", "TEUs"),
        ("Unemployment stood at 9 percent", "Senai Tech Park", "unemployment rate %"),
        ("The company's net profit was 9 million", "company", "net profit"),
        ("The ministry received 9 applications nationwide", "ministry", "applications"),
    ],
)
def test_what_is_about_no_cluster(sentence: str, subject: str, measured: str) -> None:
    assert linked(f"Senai Tech Park is full. {sentence}.", "9", subject, measured) is None


def test_a_citys_figure_is_its_clusters_where_it_measures_the_industry() -> None:
    text = "Penang is booming. Luoyang sold 9 million bearings. The Luoyang bearing cluster is old."
    assert linked(text, "9", "Luoyang", "bearings") == "Luoyang bearing cluster"
    assert linked(text.replace("bearings", "lamps"), "9", "Luoyang", "lamps") is None


def test_the_items_of_a_list_are_about_what_introduces_it() -> None:
    text = "Greenpark Industrial Estate will get:\n\n- a road of 9 km"
    title = "Solent Freeport expands"
    assert about(text, title)[-1] == "Greenpark Industrial Estate"


def test_a_province_leads_away_from_the_zone_that_bears_its_name() -> None:
    text = "Limpopo Economic Zone has 22 tenants. Limpopo earned 9 million more."
    assert about(text, "Limpopo Economic Zone fills up") == ["Limpopo Economic Zone", None]


def test_a_place_that_only_tells_which_plant_does_not_lead_away() -> None:
    text = "Senai Hi-Tech Park is full. It has 10 suppliers of Foxford's Penang plant."
    assert about(text, "Senai Hi-Tech Park fills up")[-1] == "Senai Hi-Tech Park"


@pytest.mark.parametrize(
    ("sentence", "leads_away"),
    [
        ("Malaysia's exports rose 9 percent", True),
        ("The country's exports rose 9 percent", True),
        ("Malaysia's largest bank leased 9 plots", False),
        ("Finland's Norvik leased 9 plots", False),
    ],
)
def test_what_a_country_has_leads_away_unless_it_only_tells_who_or_which(
    sentence: str, leads_away: bool
) -> None:
    text = f"Senai Hi-Tech Park in Malaysia is full. {sentence}"
    assert about(text, "Senai Hi-Tech Park fills up")[-1] == (None if leads_away else "Senai Hi-Tech Park")


def test_a_headline_on_a_town_s_makers_speaks_of_the_cluster_that_bears_its_name() -> None:
    text = "The Morbi ceramic cluster has 90 units.\n\nGas costs 40 rupees."
    assert about(text, "Morbi tile makers see exports rise", "Morbi")[-1] == "Morbi ceramic cluster"
    assert about(text, "Morbi opens a bridge", "Morbi")[-1] is None


def test_a_province_before_zone_does_not_lead_away() -> None:
    text = "Dube Tradeport Special Economic Zone is full. The KwaZulu-Natal zone has 90 tenants"
    assert about(text, "Dube Tradeport Special Economic Zone fills up")[-1] is not None


def test_an_industry_as_the_subject_is_its_cluster() -> None:
    text = "The Luoyang bearing cluster is old. Zibo is near. The county has 9 firms."
    assert linked(text, "9", "county's bearing industry", "firms") == "Luoyang bearing cluster"
    assert linked(text, "9", "county's glass industry", "firms") != "Luoyang bearing cluster"


def test_what_is_added_to_a_site_is_about_it() -> None:
    text = "Solent Freeport is open. The state will add 62 hectares to Dunsbury Business Park."
    assert linked(text, "62") == "Dunsbury Business Park"


def test_the_industry_is_the_only_cluster_of_one() -> None:
    text = "The Luoyang bearing cluster is old. Zibo is near. It has 9 firms."
    assert linked(text, "9", "industry", "firms") == "Luoyang bearing cluster"
    assert linked(text, "9", "bearing industry in Luoyang", "firms") == "Luoyang bearing cluster"
    two = text.replace("Zibo is near", "The Zibo glass cluster is near. Shenzhen is far")
    assert linked(two, "9", "industry", "firms") is None
