"""Which cluster a quantity is about."""

from __future__ import annotations

import pytest

from store.extraction.focus import Focus
from store.extraction.names import find_names


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
