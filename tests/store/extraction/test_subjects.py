"""Whom a figure is about: what a careful reader takes from its sentence, its paragraph and its speaker."""

from __future__ import annotations

import pytest

from store.extraction import extract
from store.records import Article


def subjects(text: str, place: str | None = None) -> dict[str, str]:
    """The subject of each fact, by its quote."""
    article = Article(id="a", title="", text=text, digest="0" * 64, published="2024-08-20", place=place)
    return {fact.quote: fact.subject for fact in extract(article).facts}


@pytest.mark.parametrize(
    ("text", "quote", "subject"),
    [
        # Relative clauses, and what their words stand for.
        ("At the Tanjung Free Zone, where 52 firms operate, rents rose.", "52", "Tanjung Free Zone"),
        ("The power plant, whose two units burn gas, is old.", "two", "power plant"),
        (
            "One of the newcomers is Luxwin Precision Co., which raised its capital to $290 million.",
            "$290 million",
            "Luxwin Precision Co.",
        ),
        (
            "The Muar Furniture Cluster, which has firms in Muar, Tangkak and Batu, shipped 5 million tonnes.",
            "5 million tonnes",
            "Muar Furniture Cluster",
        ),
        ("Coahuila came second after Chihuahua, whose share was 16.4%.", "16.4%", "Chihuahua"),
        # A second clause measures what belongs to whom the first one told of.
        ("Vacancy in Saltillo's parks fell to 0.9% and rents climbed 12%.", "12%", "Saltillo's parks"),
        ("Nord AG hired 600 people, with the City of Ulm adding 70.", "70", "Ulm"),
        # Insertions that describe what stands before them.
        ("In Guzhen, a town of 49 sq km near Macao, everybody sells lamps.", "49 sq km", "Guzhen"),
        ("In Una district, home to 84 units, the state has built a road.", "84", "Una district"),
        ("Power comes from two gas-fired plants with a capacity of 300 MW.", "300 MW", "gas-fired plants"),
        # The verb left out.
        ("China took 27% of exports, Germany 19% and Japan 16%.", "19%", "Germany"),
        ("China took 27% of exports, Germany 19% and Japan 16%.", "16%", "Japan"),
        (
            "Sales to France hit 90 million euros, followed by Italy, with 61 million euros.",
            "61 million euros",
            "Italy",
        ),
        ("Unemployment in Kent stood at 6.1%, compared with 4.4% across Britain.", "4.4%", "Britain"),
        # Deeds and reckonings have no figures of their own.
        ("Ulm Port Area grew in 2023. Construction involved 19 projects.", "19", "Ulm Port Area"),
        ("Nord AG grew in 2023. The number of employees rose by 2 percent.", "2 percent", "Nord AG"),
        ("Meanwhile, Daeyang Co. said its loss widened. Sales fell 18 percent.", "18 percent", "Daeyang Co."),
        (
            "Luolai Lifestyle makes beds. Its factory has cut labor costs by 40 percent.",
            "40 percent",
            "Luolai Lifestyle's factory",
        ),
        (
            "Of the capacity, 87 percent was in Europe, 9 percent in Latin America.",
            "9 percent",
            "Latin America",
        ),
        ("Nord AG, which owns the 4,500-acre site, is growing.", "4,500-acre", "site"),
        ("Nord AG will invest $6 million, and Vega Steels ($4 million) follows.", "$4 million", "Vega Steels"),
        (
            "Hanwha Ocean Co. grew. The world's third-largest shipbuilder made a profit. Sales rose 8 percent.",
            "8 percent",
            "Hanwha Ocean Co.",
        ),
        # Speakers.
        (
            'Output is up in Lorca. "We hired 260 people," said Ana Reverte, head of Carnes Lorca S.A.',
            "260",
            "Carnes Lorca S.A.",
        ),
        (
            '"Orders have risen by one third," said Li Wei, deputy manager of a toy factory in Lianxia.',
            "one third",
            "toy factory",
        ),
        (
            "The region has 109 parks, followed by the Red River Delta with 83 parks (26 percent).",
            "83",
            "Red River Delta",
        ),
        # A list is about what its heading names.
        (
            "Nord AG bought a site. The Anping Industrial Park in figures:\n\n• Employees: 26,000",
            "26,000",
            "Anping Industrial Park",
        ),
        (
            "At the Tanjung Free Zone, where 52 companies operate, occupancy has risen to 98.5%.",
            "98.5%",
            "Tanjung Free Zone",
        ),
        (
            "The province has eight industrial parks. They employ 190,000 workers.",
            "190,000",
            "industrial parks",
        ),
        (
            "More than 450 companies in the field operate here and employ 17,800 people.",
            "17,800",
            "companies in field",
        ),
        ("Every day 200,000 buyers come to Yiwu.", "200,000", "Yiwu"),
        ("The zone has four parks. The largest, Gliwice, hosts 130 firms.", "130", "Gliwice"),
        ("Some of Nord AG's members have lost 30% of their hours.", "30%", "Nord AG's members"),
        ("Dunsbury Park 53.9 hectares", "53.9 hectares", "Dunsbury Park"),
        ("France took 18 per cent, Portugal 12 and Italy 9 per cent.", "12", "Portugal"),
        ("The node has 1,034 hectares, Kanpur 222 and Lucknow 199.", "222", "Kanpur"),
        ("Tata Steel grew. Analysts expect growth of 4.5% in sales.", "4.5%", "Tata Steel"),
        ("Tata Steel grew. The council put the loss at 3,000 jobs.", "3,000", "Tata Steel"),
        (
            "Ford created 200 jobs, but the zone's second phase, budgeted at R1.2bn, is late.",
            "R1.2bn",
            "zone's second phase",
        ),
        ("Ford AG's R16bn investment in the Ulm Business Park is large.", "R16bn", "Ford AG"),
        ("Motorcycles (1.4 million units) and sets (11.2 million) led.", "11.2 million", "sets"),
        ("Nord AG and Vega Steels grew. The latter has 300 workers.", "300", "Vega Steels"),
        ("Nord AG and Vega Steels grew; the latter's profit doubled.", "doubled", "Vega Steels"),
        ("Zhuji sells socks in China. Rents rose 5 percent, CBRE Ltd. said.", "5 percent", "Zhuji"),
        ("Civmec Ltd. and Austal Ltd. posted revenue of $1.03bn and $1.47bn.", "$1.47bn", "Austal Ltd."),
        (
            "Trade with Africa and Asia came to 83 billion yuan and 55.7 billion yuan.",
            "83 billion yuan",
            "Africa",
        ),
        ("Hwaseung Vina, a South Korean shoemaker, cut 1,900 of its 14,000 jobs.", "1,900", "Hwaseung Vina"),
        ("Ulm grew. Additionally, Lukas and Vega Steels each secured land for 54 plants.", "54", "Lukas"),
        (
            "Exports from the parks stood at $9 million, as per data from the Trade Ministry.",
            "$9 million",
            "parks",
        ),
        ("Jurong Island grows. Micron will add 1,500 jobs.", "1,500", "Micron"),
        (
            "Output of the toy, car and bus making industries rose 4%, 6% and 9% respectively.",
            "9%",
            "bus making industries",
        ),
        (
            "Output of the toy trade, young and high-tech industries rose 4%, 6% and 9% respectively.",
            "6%",
            "young industries",
        ),
        (
            "Reporters learned from the Ulm Trade Office that Nord AG grew by 4%. Its exports rose 6%.",
            "6%",
            "Nord AG",
        ),
        (
            "The city's output and the park's sales hit 4 million tonnes and 2 million tonnes, respectively.",
            "4 million tonnes",
            "city",
        ),
        (
            "The logistics park east of Halle is full. Around 2,800 people work there.",
            "2,800",
            "logistics park",
        ),
        ("Unemployment in Kent stood at 6.1%, against 4.4% in the UK.", "4.4%", "UK"),
        ("Nord AG invested 3 million euros in a kiln that needs 28 workers.", "28", "kiln"),
        ("Ulm has a rate of 3.9%, compared to 3.7% nationally.", "3.7%", "Ulm"),
        ("The chemical park employs 10,000 people at 18 companies.", "18", "chemical park"),
        (
            "Ulm's Plaza logistics park, the biggest in Europe with 13 hectares, provides work for 500 people.",
            "500",
            "Ulm's Plaza logistics park",
        ),
        (
            "Nord AG said 74.2ha of the 1,012ha Pengerang Industrial Park had been sold.",
            "74.2ha",
            "Pengerang Industrial Park",
        ),
        (
            "Nord AG said 74.2ha of the 1,012ha Pengerang Industrial Park had been sold.",
            "1,012ha",
            "Pengerang Industrial Park",
        ),
        ("Germany took €142m, the US €118m and Italy €97m.", "€118m", "US"),
    ],
)
def test_the_subject_of_a_figure(text: str, quote: str, subject: str) -> None:
    assert subjects(text)[quote] == subject


def test_an_office_of_the_state_speaks_for_the_articles_place() -> None:
    text = (
        'Richards Bay grows. Richards Bay is a port. Nord AG is new.\n\n"Our unemployment rate stood at 31%. '
        'We want 10,000 jobs," said the Mayor.'
    )
    assert subjects(text, place="Richards Bay")["31%"] == "Richards Bay"


def test_what_is_said_in_general_is_no_topic_of_the_next_sentence() -> None:
    text = "Vigo is rich. Manufacturers abound. There are 9,300 shops."
    assert subjects(text, place="Vigo")["9,300"] == "Vigo"
