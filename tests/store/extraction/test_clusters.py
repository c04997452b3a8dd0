"""Clusters, chains, parks, zones and bases: which there are, under which wordings, and what is told of them."""

from __future__ import annotations

import pytest

from store.extraction.names.finding import find_names
from store.records import Cluster


def clusters(text: str, title: str = "", place: str | None = None) -> dict[str, Cluster]:
    return {cluster.name: cluster for cluster in find_names(text, title, place).clusters}


def spoken_of(text: str, title: str = "", place: str | None = None) -> list[tuple[str, str]]:
    return [
        (text[m.start : m.end], m.name) for m in find_names(text, title, place).mentions if m.kind == "cluster"
    ]


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("Suzhou Industrial Park has 90 tenants.", "Suzhou Industrial Park", "park"),
        ("Yeeda chemical industrial park has 52 tenants.", "Yeeda chemical industrial park", "park"),
        ("The Weifang National High-tech Industrial Development Zone grew.",
         "Weifang National High-tech Industrial Development Zone", "zone"),
        ("Harbin Economic-Technological Development Area grew.",
         "Harbin Economic-Technological Development Area", "zone"),
        ("Haikou Comprehensive Bonded Zone traded more.", "Haikou Comprehensive Bonded Zone", "zone"),
        ("China (Fujian) Pilot Free Trade Zone grew.", "China (Fujian) Pilot Free Trade Zone", "zone"),
        ("Xihai New Area grew.", "Xihai New Area", "zone"),
        ("The Optics Valley of China grew.", "Optics Valley of China", "cluster"),
        ("The Nam Son - Hap Linh Industrial Zone grew.", "Nam Son - Hap Linh Industrial Zone", "zone"),
        ("Van Trung IP is full.", "Van Trung IP", "park"),
        ("The electronics cluster in Hosur grew.", "electronics cluster in Hosur", "cluster"),
        ("The Chennai-Bengaluru Industrial Corridor grew.", "Chennai-Bengaluru Industrial Corridor", "zone"),
        ("Mandideep Industrial Estate is full.", "Mandideep Industrial Estate", "park"),
        ("Senai Hi-Tech Park is full.", "Senai Hi-Tech Park", "park"),
        ("Tanjung Pelepas Free Zone is full.", "Tanjung Pelepas Free Zone", "zone"),
        ("Chemical Park Marl is full.", "Chemical Park Marl", "park"),
        ("Industriepark Wolfgang is full.", "Industriepark Wolfgang", "park"),
        ("Silicon Saxony counts 650 members.", "Silicon Saxony", "cluster"),
        ("The Food Cluster of Catalonia counts 90 members.", "Food Cluster of Catalonia", "cluster"),
        ("Parque Tecnológico de Bizkaia is full.", "Parque Tecnológico de Bizkaia", "park"),
        ("Parc Castelló II is full.", "Parc Castelló II", "park"),
        ("Solent Freeport is open.", "Solent Freeport", "zone"),
        ("Harwell Science Park is full.", "Harwell Science Park", "park"),
        ("Saldanha Bay Industrial Development Zone grew.", "Saldanha Bay Industrial Development Zone", "zone"),
        ("Jazan Industrial City grew.", "Jazan Industrial City", "park"),
        ("The port cluster of Qinzhou grew.", "port cluster of Qinzhou", "cluster"),
        ("It will build an industrial park for auto chips in Feixi County.",
         "industrial park for auto chips", "park"),
        ("Land is kept for a toy park in Shipai.", "toy park in Shipai", "park"),
        ("Vinfer's battery base employs 90.", "Vinfer's battery base", "base"),
        ("The lithium battery industrial chain earned 9 billion.", "lithium battery industrial chain", "chain"),
        ("It will move to Ashford Park.", "Ashford Park", "park"),
        ("Trafford Park employs 35,000 people.", "Trafford Park", "park"),
        ("It leased 90 square metres in Trade Zone 2.", "Trade Zone 2", "zone"),
        ("Thang Long Industrial Park II is full.", "Thang Long Industrial Park II", "park"),
        ("Rents at Hung Phu A Industrial Park rose.", "Hung Phu A Industrial Park", "park"),
        ("A float line is planned in the park's Areal E.", "Areal E", "park"),
        ("Ochang Techno Polis is full.", "Ochang Techno Polis", "park"),
        ("The council will upgrade the Alton industrial area.", "Alton industrial area", "zone"),
        ("The Logistics and Industrial Platform of Salvaterra sells plots.",
         "Logistics and Industrial Platform of Salvaterra", "park"),
        ("VSIP Bac Ninh is full.", "VSIP Bac Ninh", "park"),
        ("The Gewerbegebiet Nord is full.", "Gewerbegebiet Nord", "park"),
        ("Wissenschaftspark Golm is full.", "Wissenschaftspark Golm", "park"),
        ("The Prato textile district earned 4 billion.", "Prato textile district", "zone"),
        ("Quang Trung Software City is full.", "Quang Trung Software City", "park"),
        ("The Bremen freight village is full.", "Bremen freight village", "park"),
        ("The OR Tambo SEZ exports more.", "OR Tambo SEZ", "zone"),
        ("Zhongguancun Science Park is full.", "Zhongguancun Science Park", "park"),
        ("A hydrogen industrial park will be built in Ordos.", "hydrogen industrial park", "park"),
        ("Pune district is home to 13 industrial parks.", "industrial parks of Pune", "park"),
        ("Pune district has more than 40 industrial clusters.", "industrial clusters of Pune", "cluster"),
        ("Three Bulk Drug Parks were approved.", "Bulk Drug Parks", "park"),
        ("In Terengganu, Kertih Biopolymer Park has grown.", "Kertih Biopolymer Park", "park"),
        ("China Medical City is full.", "China Medical City", "park"),
    ],
)  # fmt: skip
def test_names_of_many_countries(sentence: str, name: str, kind: str) -> None:
    found = clusters(sentence)
    assert {name: kind} == {cluster.name: cluster.kind for cluster in found.values()}


@pytest.mark.parametrize(
    "sentence",
    [
        "The city fosters industrial clusters of its top 10 industries.",
        "Industrial clusters help firms.",
        "A cluster of cases was found in the national park.",
        "Supply chains broke in this time zone.",
        "The hotel chain widened its customer base.",
        "The housing estate has a theme park.",
        "It covers an area in the northern region.",
        "The company, a blockchain firm, serves 12 cities.",
    ],
)
def test_general_and_other_uses_are_no_clusters(sentence: str) -> None:
    assert clusters(sentence) == {}


def test_a_list_names_each_cluster_and_the_park_they_lie_in() -> None:
    text = (
        "Yeeda chemical industrial park grew. In recent years the park has cultivated four major industrial "
        "clusters featuring salt chemical, fine chemicals, new chemical materials, and coal-derived chemicals."
    )
    found = clusters(text)
    children = {name for name, cluster in found.items() if cluster.part_of == "Yeeda chemical industrial park"}
    assert children == {"salt chemical", "fine chemicals", "new chemical materials", "coal-derived chemicals"}


def test_the_count_tells_how_a_list_is_taken_apart() -> None:
    text = "Zibo has four clusters of robots, health care, chips, and new energy and materials."
    assert set(clusters(text)) == {"robots", "health care", "chips", "new energy and materials"}
    assert set(clusters("Zibo has two clusters of steel and glass.")) == {"steel", "glass"}
    assert set(clusters("Zibo grows clusters in steel and glass industries.")) == {"steel and glass"}


def test_items_that_the_article_joins_later_are_one_cluster() -> None:
    text = (
        "Zibo grew clusters in energy conservation, environmental protection, and new energy industries. "
        "The clusters in energy conservation and environmental protection industries have 197 members."
    )
    found = clusters(text)
    assert set(found) == {"energy conservation and environmental protection", "new energy"}
    assert set(found["energy conservation and environmental protection"].aliases) == {
        "energy conservation",
        "environmental protection",
    }


def test_an_industry_spoken_of_as_a_clusters_content_speaks_of_the_cluster() -> None:
    text = "A group fosters clusters of the new energy industry. Firms in the new energy industry earn more."
    assert spoken_of(text) == [("new energy", "new energy"), ("new energy industry", "new energy")]


def test_clusters_of_a_rank_are_a_group_and_so_is_their_number_before() -> None:
    text = "Four industrial clusters in the city were named provincial-level featured industrial clusters."
    found = clusters(text, "", "ZIBO, China")
    group = found["provincial-level featured industrial clusters"]
    assert (group.level, group.place) == ("provincial", "Zibo")
    assert {name for _, name in spoken_of(text, "", "ZIBO, China")} == {group.name}


def test_one_zone_under_several_wordings_is_one() -> None:
    text = (
        "Zibo National High-tech Industrial Development Zone grew. The zone has 90 firms. Zibo high-tech zone "
        "exports more."
    )
    (zone,) = clusters(text).values()
    assert zone.name == "Zibo National High-tech Industrial Development Zone"
    assert zone.aliases == ("Zibo high-tech zone",)
    assert (zone.level, zone.place) == ("national", "Zibo")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kandla Special Economic Zone", "Kandla SEZ"),
        ("Dinh Vu Economic Zone", "Dinh Vu EZ"),
        ("Chemical Park Leuna", "Leuna chemical park"),
        ("Senai Hi-Tech Park", "Senai High-Tech Park"),
        ("Hefei's new energy vehicle cluster", "Hefei's NEV cluster"),
        ("Tiruppur knitwear cluster", "knitwear cluster of Tiruppur"),
    ],
)
def test_wordings_that_say_the_same_are_one_cluster(one: str, other: str) -> None:
    assert len(clusters(f"The {one} grew. The {other} hired 20 people.")) == 1


def test_clusters_that_only_sound_alike_are_several() -> None:
    text = "The textile cluster in Tiruppur grew. The textile cluster in Surat shrank."
    assert len(clusters(text)) == 2
    assert len(clusters("Wuhan East Lake Development Zone and Wuhan Economic Development Zone grew.")) == 2


def test_a_short_name_in_brackets_stands_for_the_zone() -> None:
    text = "Vietnam-Korea Industrial Park (VKIP) grew. VKIP hired 20 people."
    assert spoken_of(text)[-1] == ("VKIP", "Vietnam-Korea Industrial Park")
    assert clusters(text)["Vietnam-Korea Industrial Park"].aliases == ("VKIP",)


def test_a_description_in_apposition_tells_the_rank_and_names_no_other() -> None:
    text = "Yeeda industrial park, a provincial-level chemical industrial park, has 52 tenants."
    (park,) = clusters(text).values()
    assert (park.name, park.level) == ("Yeeda industrial park", "provincial")


def test_a_place_in_the_name_or_beside_it_is_the_clusters() -> None:
    text = (
        "In Liangshan county, the first phase opened. The county's industrial cluster of educational books "
        "earned 13 billion yuan."
    )
    (cluster,) = clusters(text).values()
    assert (cluster.name, cluster.place) == ("industrial cluster of educational books", "Liangshan county")


def test_companies_named_with_a_cluster_are_its_members() -> None:
    text = "The rail equipment cluster in Zhuzhou, led by Tielong Locomotive Co Ltd and Zhongche Motors, grew."
    (cluster,) = clusters(text).values()
    assert cluster.organizations == ("Tielong Locomotive Co Ltd", "Zhongche Motors")


def test_a_company_named_after_a_park_is_no_park() -> None:
    assert clusters("Laguna Technopark Inc earned 9 million dollars.") == {}


def test_parks_of_a_province_are_a_group() -> None:
    text = (
        "Industrial parks in the northern province of Bac Giang grew. The province has eight industrial parks."
    )
    (group,) = clusters(text, "Bac Giang industrial parks post strong half").values()
    assert (group.kind, group.place) == ("park", "Bac Giang")
    assert "Bac Giang industrial parks" in group.aliases


def test_a_chain_that_is_only_described_is_that_of_the_industry_spoken_of() -> None:
    text = "The lithium battery industry of Zibo forms a complete chain. The chain earned 9 billion yuan."
    assert set(clusters(text)) == {"lithium battery industrial chain"}
    assert spoken_of(text)[-1] == ("The chain", "lithium battery industrial chain")


def test_a_headlines_looser_wording_is_the_cluster_of_the_text() -> None:
    text = "Zhuzhou is home to a rail transit equipment cluster. The cluster has 400 firms."
    (cluster,) = clusters(text, "Rail cluster on track").values()
    assert cluster.name == "rail transit equipment cluster"
    assert cluster.aliases == ("Rail cluster",)


@pytest.mark.parametrize(
    "sentence",
    [
        "Hyde Park and the National Park are near the car park.",
        "Park said that Kim Park will lead the firm.",
        "The Free Zone Consortium invested 5 million euros.",
        "The Manufacturing Clusters (MC 2.0) Scheme was approved.",
        "27,000 people work in the supply chain.",
        "The city will build 12 more industrial parks.",
    ],
)
def test_what_is_no_cluster(sentence: str) -> None:
    assert clusters(sentence) == {}


def test_several_together_are_none_of_them_alone() -> None:
    found = clusters("Three Bulk Drug Parks were approved. The Bulk Drug Park at Una is one of them.")
    assert set(found) == {"Bulk Drug Parks", "Bulk Drug Park"}


def test_an_industry_that_is_called_a_cluster_or_a_chain_is_one() -> None:
    text = "The wire mesh industry of Anping earned 8 billion. It has become a modern cluster."
    assert set(clusters(text)) == {"wire mesh cluster"}
    text = "The rare earth industry of Baotou earned 8 billion."
    assert set(clusters(text, "Baotou builds a full industrial chain")) == {"rare earth industrial chain"}


def test_the_sector_takes_up_a_cluster_and_they_the_parks() -> None:
    text = "The Vigo automotive cluster earned 8 billion. The sector hires. The industry association agreed."
    assert spoken_of(text)[1:] == [("The sector", "Vigo automotive cluster")]
    text = "Pune district has 13 industrial parks. The parks are full."
    assert spoken_of(text)[1:] == [("The parks", "industrial parks of Pune")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Málaga TechPark is full.", "Málaga TechPark"),
        ("Plots are left in Parc de l'Alba.", "Parc de l'Alba"),
        ("Berlin-Adlershof, Germany's largest science park, is full.", "Berlin-Adlershof"),
        ("Tatu City is an industrial park near Nairobi.", "Tatu City"),
    ],
)
def test_a_site_may_be_named_without_a_noun_of_its_own(text: str, name: str) -> None:
    assert [*clusters(text)] == [name]


def test_a_name_at_which_things_are_is_the_site_that_a_description_takes_up() -> None:
    text = (
        "Brynfa will take a unit at Llanelli Gate. The 54-acre business park opened in 2011. The park is full."
    )
    assert spoken_of(text) == [
        ("Llanelli Gate", "Llanelli Gate"),
        ("The 54-acre business park", "Llanelli Gate"),
        ("The park", "Llanelli Gate"),
    ]


def test_a_description_takes_up_no_company_and_no_city() -> None:
    assert clusters("He spoke at Brynfa Castings Ltd. The park is full.") == {}
    assert clusters("He spoke at Berlin. The park is full.") == {}


def test_initials_of_a_name_stand_for_it_without_an_introduction() -> None:
    text = "Sumgait Chemical Industrial Park grew. SCIP is full."
    assert spoken_of(text)[-1] == ("SCIP", "Sumgait Chemical Industrial Park")


def test_the_site_and_the_complex_take_up_a_park() -> None:
    text = "Chemiepark Marl grew. The site is full."
    assert spoken_of(text)[-1] == ("The site", "Chemiepark Marl")


def test_an_amount_tells_no_industry() -> None:
    assert clusters("We want to build a cluster of 100 billion yuan.") == {}


def test_a_further_site_is_taken_up_where_no_other_is_named_since() -> None:
    text = "Trang Due Industrial Park grew. At Nam Dinh Vu, much land is let. The park has 72 tenants."
    assert spoken_of(text)[-1] == ("The park", "Nam Dinh Vu")
    text = "Toys are made at Nam Dinh Vu. Trang Due Industrial Park grew. The park has 72 tenants."
    assert spoken_of(text)[-1] == ("The park", "Trang Due Industrial Park")
