"""Names of organizations, places and people, and the descriptions that stand for them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.extraction.names.finding import Names, find_names


def named(text: str, kind: str, title: str = "", place: str | None = None) -> list[tuple[str, str]]:
    """The mentions of a kind as (what the text says, the name it stands for)."""
    return [(text[m.start : m.end], m.name) for m in find_names(text, title, place).mentions if m.kind == kind]


def names_of(text: str, kind: str) -> set[str]:
    return {name for _, name in named(text, kind)}


def test_a_company_with_its_suffix_is_an_organization_under_every_short_form() -> None:
    text = (
        "Brightwave Electronics Co., Ltd. runs a plant in Hefei. Brightwave Electronics hired 300 people. "
        "The company will expand."
    )
    assert named(text, "organization") == [
        ("Brightwave Electronics Co., Ltd.", "Brightwave Electronics Co., Ltd."),
        ("Brightwave Electronics", "Brightwave Electronics Co., Ltd."),
        ("The company", "Brightwave Electronics Co., Ltd."),
    ]


def test_an_acronym_in_brackets_stands_for_the_name_before_it() -> None:
    text = "Northern Battery Technology Co Ltd's (NBTC) plant opened. NBTC's project employs 200."
    assert names_of(text, "organization") == {"Northern Battery Technology Co Ltd"}


@pytest.mark.parametrize(
    ("sentence", "organization"),
    [
        ("Rahim Foundry Sdn Bhd opened a line in Ipoh.", "Rahim Foundry Sdn Bhd"),
        ("Elbtal Guss GmbH spends €40m.", "Elbtal Guss GmbH"),
        ("Orders at Veldskoen Castings (Pty) Ltd rose.", "Veldskoen Castings (Pty) Ltd"),
        ("A loan by Cerámicas Ruiz S.A. was repaid.", "Cerámicas Ruiz S.A."),
        ("PT Sulawesi Laterit pays royalties.", "PT Sulawesi Laterit"),
        ("Finland's Kuusi is building a mill.", "Kuusi"),
        ("The carmaker Volteo hires 200 people.", "Volteo"),
        ("Tenants such as Anlux, Bremont and Corvid pay rent.", "Bremont"),
        ("The park is home to Anlux.", "Anlux"),
        ("Kestrel, founded in 1998, makes valves.", "Kestrel"),
        ("Kestrel, a valve maker, has 90 staff.", "Kestrel"),
        ("Kestrel, whose headquarters are in Derby, grew.", "Kestrel"),
        ("According to the Ministry of Industry and Trade, exports fell.", "Ministry of Industry and Trade"),
        ("The Weifang Development and Reform Commission agreed.", "Weifang Development and Reform Commission"),
        ("The Tiruppur Weavers' Association (TWA) protested.", "Tiruppur Weavers' Association"),
        ("The survey by the University of Leeds covers 40 firms.", "University of Leeds"),
    ],
)
def test_organizations_are_told_by_suffix_by_institution_and_by_the_words_beside_them(
    sentence: str, organization: str
) -> None:
    assert organization in names_of(sentence, "organization")


@pytest.mark.parametrize(
    ("sentence", "person"),
    [
        ('"We grow," said Ni Ping, general manager of a toolmaker.', "Ni Ping"),
        ("Chief Minister Chow Kon Yeow opened the plant.", "Chow Kon Yeow"),
        ("The chairman, Guo Tianming, agreed.", "Guo Tianming"),
        ("Jarrod Lyons said rents would rise.", "Jarrod Lyons"),
        ("The firm was founded by Zhang Bin in 2016.", "Zhang Bin"),
    ],
)
def test_people_are_no_organizations(sentence: str, person: str) -> None:
    assert names_of(sentence, "person") == {person}
    assert person not in names_of(sentence, "organization")


def test_a_surname_stands_for_the_person_named_last_before_it() -> None:
    text = "Wang Li, mayor of Zibo, came. Wang Tao, manager of the plant, spoke. Wang said it grew."
    assert named(text, "person")[-1] == ("Wang", "Wang Tao")


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("It lies in Feixi County.", "Feixi County"),
        ("Liangshan county grew.", "Liangshan county"),
        ("Zibo city grew.", "Zibo"),
        ("East China's Shandong province grew.", "Shandong"),
        ("Exports of Tamil Nadu rose.", "Tamil Nadu"),
        ("Chashan, a town of 43,000 people, grew.", "Chashan"),
        ("Plants in Radeberg closed.", "Radeberg"),
        ("Six Japanese firms came.", "Japan"),
        ("The northern province of Bac Giang grew.", "Bac Giang"),
    ],
)
def test_places_are_told_by_the_gazetteer_and_by_the_words_beside_them(sentence: str, place: str) -> None:
    assert place in names_of(sentence, "place")


def test_a_misprinted_place_is_the_place_spelt_right_before_it() -> None:
    text = "Liangshan county prints books. Firms in Lianshan county bind them."
    assert names_of(text, "place") == {"Liangshan county"}


def test_the_us_dollar_is_no_mention_of_a_country() -> None:
    assert names_of("The park earned US$12 billion.", "place") == set()


@pytest.mark.parametrize(
    ("text", "described", "name"),
    [
        ("Wenshang county grew. The county exports salt.", "The county", "Wenshang county"),
        ("Firms in Gujarat grew. The state exports salt.", "The state", "Gujarat"),
        ("Suzhou Industrial Park grew. The industrial park has 90 tenants.", "The industrial park", None),
        ("Kandla SEZ grew. The zone has 90 tenants.", "The zone", "Kandla SEZ"),
        ("Guoyuan Port grew. The port has 16 berths.", "The port", "Guoyuan Port"),
        ("Infineon Technologies AG grew. The German chipmaker hired 20.", "The German chipmaker", None),
    ],
)
def test_a_description_stands_for_the_latest_name_with_a_fitting_noun(
    text: str, described: str, name: str | None
) -> None:
    expected = name or text.split(" grew")[0]
    references = {text[m.start : m.end]: m.name for m in find_names(text, "", None).mentions if m.reference}
    assert references == {described: expected}


def test_the_city_is_the_one_that_the_article_is_about() -> None:
    text = "Jining grew. It held fairs in Beijing, Hangzhou and Shanghai. The city signed 40 contracts."
    assert ("The city", "Jining") in named(text, "place", "", "JINING, China")


def test_the_city_of_the_news_desk_is_not_the_one_that_the_article_is_about() -> None:
    text = "A campus near Zaragoza will cost 7 billion euros. It lies 45 km from the city."
    assert ("the city", "Zaragoza") in named(text, "place", "", "MADRID")


def test_the_company_is_the_subject_of_the_sentence_before_rather_than_its_object() -> None:
    text = "Kestrel GmbH will supply Volteo AG with valves. The company employs 90."
    assert ("The company", "Kestrel GmbH") in named(text, "organization")


def test_a_company_without_a_name_is_called_as_the_article_calls_it() -> None:
    text = '"Our company saves costs," said Ni Ping, manager of a new material manufacturer. The company grew.'
    assert named(text, "organization") == [
        ("Our company", "new material manufacturer"),
        ("new material manufacturer", "new material manufacturer"),
        ("The company", "new material manufacturer"),
    ]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.text(max_size=40), st.none() | st.text(max_size=20))
def test_any_text_gives_mentions_within_it_in_reading_order(text: str, title: str, place: str | None) -> None:
    assert_sound(text, find_names(text, title, place))


_WORDS = st.sampled_from(
    [
        "Jining",
        "Tamil",
        "Nadu",
        "the",
        "The",
        "a",
        "zone",
        "Zone",
        "park",
        "Park",
        "parks",
        "cluster",
        "clusters",
        "chain",
        "base",
        "of",
        "in",
        "for",
        "and",
        ",",
        ".",
        ";",
        "(",
        ")",
        "'",
        "'s",
        "SEZ",
        "Industrial",
        "industrial",
        "steel",
        "chemical",
        "Ltd",
        "Co",
        "Inc",
        "Group",
        "said",
        "chairman",
        "company",
        "city",
        "county",
        "port",
        "four",
        "12",
        "-",
        "our",
        "one",
        "largest",
        "provincial-level",
        "national",
        "featuring",
        "such",
        "as",
        "including",
        "Bank",
        "University",
        "Silicon",
        "Saxony",
        "Valley",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS, max_size=60), st.lists(_WORDS, max_size=12))
def test_any_order_of_the_words_of_names_gives_sound_mentions(text: list[str], title: list[str]) -> None:
    written = " ".join(text)
    assert_sound(written, find_names(written, " ".join(title), "Jining"))


def assert_sound(text: str, names: Names) -> None:
    """Mentions lie in the text, in reading order; clusters have a name and are part of no one but another."""
    assert all(0 <= m.start < m.end <= len(text) and m.name for m in names.mentions)
    assert list(names.mentions) == sorted(names.mentions, key=lambda m: (m.start, -m.end, m.kind, m.name))
    clusters = {cluster.name for cluster in names.clusters}
    for cluster in names.clusters:
        assert cluster.name
        assert cluster.part_of is None or (cluster.part_of in clusters and cluster.part_of != cluster.name)
        assert cluster.name not in cluster.aliases
    spoken = {m.name for m in names.mentions if m.kind == "cluster"}
    assert spoken <= clusters


_PIECES = (
    "Aa |Industrial Park |Steel Zone, |clusters of steel, |Steel and |Bank of |the zone |Co., |"
    "XYZ Industrial Park (XIP) |A - |A.|a|工业园|Zhao, |A, B and |our company |((|'s "
)


@pytest.mark.parametrize("piece", _PIECES.split("|"))
def test_a_long_line_of_one_thing_is_read_to_its_end(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    assert_sound(text, find_names(text, text[:2000], None))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vireo Packaging, employing 420 people, is growing.", "Vireo Packaging"),
        ("The plan of Norfrost chief executive Karen Bell is bold.", "Norfrost"),
        ("The site suits Norfrost, which turned over 214 million pounds.", "Norfrost"),
        ("Among them is Bosch, with its 1,000-strong workforce.", "Bosch"),
        ("The association Aprecu runs a school.", "Aprecu"),
        ("Rival Polymart said it would close.", "Polymart"),
        ("Jyoti Automation, the city's biggest maker of tools, is growing.", "Jyoti Automation"),
    ],
)
def test_a_firm_is_known_by_its_company(text: str, name: str) -> None:
    assert name in names_of(text, "organization")


def test_a_name_before_a_noun_of_people_is_no_firm() -> None:
    assert not names_of("The plan was passed by Holderness councillors.", "organization")
