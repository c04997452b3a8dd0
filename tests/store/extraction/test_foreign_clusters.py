"""Parks, zones and bases under the words of their own countries, as English articles quote them."""

from __future__ import annotations

import pytest

from store.extraction.names.finding import find_names


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("Firms in the polígono industrial La Viña lost 2 million.", "polígono industrial La Viña", "park"),
        ("The parque tecnológico de Álava is full.", "parque tecnológico de Álava", "park"),
        ("Factories in the Polo Industrial de Suape closed.", "Polo Industrial de Suape", "park"),
        ("Kawasan Industri Terpadu Kendal is full.", "Kawasan Industri Terpadu Kendal", "park"),
        ("The Kawasan Perindustrian Bukit Minyak will grow.", "Kawasan Perindustrian Bukit Minyak", "park"),
        ("The council will double the Gewerbegebiet Am Weiher.", "Gewerbegebiet Am Weiher", "park"),
        ("Firms in Bursa OSB exported more.", "Bursa OSB", "zone"),
        ("Plots in Gebze Organize Sanayi Bölgesi are sold.", "Gebze Organize Sanayi Bölgesi", "zone"),
        ("Rents in the Zone Industrielle de Bouskoura rose.", "Zone Industrielle de Bouskoura", "zone"),
        ("The Chakan MIDC has 750 units.", "Chakan MIDC", "park"),
    ],
)  # fmt: skip
def test_a_site_is_known_by_the_word_of_its_country(sentence: str, name: str, kind: str) -> None:
    found = find_names(sentence).clusters
    assert {name: kind} == {cluster.name: cluster.kind for cluster in found}


def test_a_word_of_another_language_alone_names_no_site() -> None:
    assert find_names("A parque tecnológico is a park, and MIDC runs some. Polo shirts sell.").clusters == ()


@pytest.mark.parametrize(
    "name",
    ["Long Duc 3 Industrial Park", "Tan Phu 2 Specialised Industrial Park", "Rayong 36 Industrial Estate"],
)
def test_a_number_may_stand_within_a_name(name: str) -> None:
    assert [cluster.name for cluster in find_names(f"Rents at {name} rose.").clusters] == [name]


def test_a_number_before_parks_counts_them() -> None:
    assert "3" not in "".join(c.name for c in find_names("Bac Ninh 3 industrial parks are full.").clusters)


def test_syllables_that_are_english_words_belong_to_a_name() -> None:
    found = find_names(
        "Rents at Phu My 3 Specialised Industrial Park rose, and at Hoa An Industrial Park."
    ).clusters
    assert [cluster.name for cluster in found] == [
        "Phu My 3 Specialised Industrial Park",
        "Hoa An Industrial Park",
    ]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Land in the Güterverkehrszentrum (GVZ) Leipzig is gone.", "Güterverkehrszentrum (GVZ) Leipzig"),
        ("Elche Parque Empresarial is home to 725 firms.", "Elche Parque Empresarial"),
        ("The biomedical district of Mirandola grew.", "biomedical district of Mirandola"),
    ],
)
def test_brackets_and_further_words_do_not_end_a_name(sentence: str, name: str) -> None:
    assert [cluster.name for cluster in find_names(sentence).clusters] == [name]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The Ribera del Loira business park is full.", "Ribera del Loira business park"),
        ("Technopark in Thiruvananthapuram hosts 490 firms.", "Technopark in Thiruvananthapuram"),
        ("The Bat Trang pottery village has 200 kilns.", "Bat Trang pottery village"),
        ("Aerópolis, the aerospace park in Seville, has 90 firms.", "Aerópolis"),
    ],
)
def test_particles_compounds_and_craft_villages(sentence: str, name: str) -> None:
    assert [cluster.name for cluster in find_names(sentence).clusters] == [name]


def test_a_village_of_leisure_is_none() -> None:
    assert find_names("The Vilamoura fishing village has 200 boats.").clusters == ()
