"""What a figure measures: what a careful reader takes from verbs, labels, comparisons and what is left out."""

from __future__ import annotations

import pytest

from store.extraction import extract
from store.records import Article, Fact


def facts(text: str) -> dict[str, Fact]:
    """The facts by their quotes."""
    article = Article(id="a", title="", text=text, digest="0" * 64, published="2024-08-20")
    return {fact.quote: fact for fact in extract(article).facts}


@pytest.mark.parametrize(
    ("text", "quote", "metric"),
    [
        # An amount that is the subject of what was done with it.
        ("In 2023, R212 million was spent on roads.", "R212 million", "spending on roads"),
        (
            "The budget, from which £40 million was set aside for kilns, is small.",
            "£40 million",
            "funds set aside",
        ),
        ("Nearly £4m will go to the Wakefield Business Park.", "£4m", "funding"),
        # Value added is a measure; what adds value to things is not.
        ("The value added of the zone's firms grew by 7 percent.", "7 percent", "value added"),
        ("Its industrial value added in May was $4 million.", "$4 million", "industrial value added"),
        ("The industrial value-added is to grow by 6 percent.", "6 percent", "industrial value-added"),
        ("Value-added products earned $4 million.", "$4 million", "earnings"),
        # A subject may be a list whose last member is a list itself.
        ("Sales of toys, bus and car parts rose 4 percent.", "4 percent", "Sales of toys"),
        (
            "The profits of the toy, glass and steel industries rose 4%, 6% and 9%, respectively.",
            "6%",
            "profits",
        ),
        ("Imports and exports of Ulm amounted to $4 million.", "$4 million", "Imports and exports"),
        (
            "Power use and freight, which respectively grew 9 percent and 4 percent, show it.",
            "4 percent",
            "freight",
        ),
        ("The state has approved 423 zones, and 280 are operational.", "280", "zones operational"),
        ("Toy exports saw an increase by 85 percent in the similar period.", "85 percent", "Toy exports"),
        (
            "Ulm drew investments of $9 million, which was 4% higher than the $8 million approved in 2022.",
            "$8 million",
            "investments",
        ),
        # Verbs in a row share their subject, also without an "and".
        ("The profits of the firms reached $9 million, rose by 4% in 2023.", "4%", "profits"),
        ("The reform led to an 18-percent increase in output.", "18-percent", "output"),
        ("Of the sum, $740 million went to new projects.", "$740 million", "funding"),
        ("Output rose. The ministry expects growth of 2 percent.", "2 percent", "growth"),
        ("Exports reached $3 million. They rose by 40 percent.", "40 percent", "Exports"),
        ("The state sanctioned 19 estates, of which 11 are complete.", "11", "estates complete"),
        # What is left unsaid was measured before.
        (
            "Investment in the state hit $9 billion. Gujarat leads with $4 billion.",
            "$4 billion",
            "Investment",
        ),
        ("Nord controls 65% of the market. Its rival has 15%.", "15%", "share of market"),
        ("Developers have 4.3 million square feet there.", "4.3 million square feet", "area"),
        # What a change or a verb of level brings about.
        ("The line was built, adding 40% to capacity.", "40%", "capacity"),
        ("Nord hired 600 people, bringing its headcount to 2,900.", "2,900", "headcount"),
        (
            "It plans two new lines that will bring total capacity to 95,000 tonnes.",
            "95,000 tonnes",
            "total capacity",
        ),
        ("Services accounted for RM6.2 billion of sales.", "RM6.2 billion", "sales"),
        (
            "Approved manufacturing investments came in at RM8.7 billion.",
            "RM8.7 billion",
            "Approved manufacturing investments",
        ),
        # Deeds.
        (
            "Nord AG plans to spend 25 million euros on logistics software.",
            "25 million euros",
            "spending on logistics software",
        ),
        ("A wastewater plant treats 8,500 cubic meters a day.", "8,500 cubic meters a day", "treatment"),
        ("The plant can handle 1.5 million litres a day.", "1.5 million litres a day", "capacity"),
        ("The cluster shipped $486 million worth of shrimp.", "$486 million", "shrimp"),
        # Clauses behind "while", "even as".
        ("Sales rose 9 percent, while imports fell by 3.4 percent.", "3.4 percent", "imports"),
        ("Profit fell 22 percent even as revenue rose by 1.4 percent.", "1.4 percent", "revenue"),
        ("Exports in June stood at $650 million.", "$650 million", "Exports"),
        # Comparisons go back to the figure that changed.
        ("Nord AG shipped tiles worth $16 million, down 4.7 percent from $17 million.", "$17 million", "tiles"),
        ("Nord AG sold 3.58 lakh cars in June, a 5% increase over 3.40 lakh a year ago.", "3.40 lakh", "cars"),
        ("It will raise annual capacity from 4 million to 5.2 million units.", "4 million", "annual capacity"),
        (
            "It will raise annual capacity from 4 million to 5.2 million units.",
            "5.2 million",
            "annual capacity",
        ),
        (
            "A terminal will open in May, cutting shipping costs by 1,000 yuan per vehicle.",
            "1,000 yuan per vehicle",
            "shipping costs",
        ),
        (
            "Exports hit $6 million in 2022, which was a good year, and are forecast to rise by 15%.",
            "15%",
            "Exports",
        ),
        ("The maker saw net profit dip 17 per cent.", "17 per cent", "net profit"),
        (
            "The number of units has gone up to 225 and cumulative investments to ₹48,000 crore.",
            "₹48,000 crore",
            "cumulative investments",
        ),
        ("Domestic orders were down 17% and foreign orders 8%.", "8%", "foreign orders"),
        ("Some 28% of companies have shut; another 15% plan to do so.", "15%", "share of companies"),
        (
            "The zone has 604 foreign projects worth $27 million and 219 domestic ones.",
            "219",
            "domestic projects",
        ),
        ("The zone drew 43 new projects and 27 others that grew.", "27", "projects"),
        ("Throughput hit an all-time high of 23 million tonnes.", "23 million tonnes", "Throughput"),
        (
            "Sales fell, while import and export cargo rose 3.9 percent.",
            "3.9 percent",
            "import and export cargo",
        ),
        ("The authority has set this year's target at 24 million tonnes.", "24 million tonnes", "target"),
        ("A total of $6 million has gone into the port.", "$6 million", "funding"),
        ("Sales were $34 million (H1/2023: $28 million).", "$28 million", "Sales"),
        (
            "Of the capacity, 87 percent was in Europe, 9 percent in Latin America.",
            "9 percent",
            "share of capacity",
        ),
        (
            "Revenue rose by 9% to $7 million, while expenditure was kept to $6 million.",
            "$6 million",
            "expenditure",
        ),
        ("Work has begun on a £150m plant that makes fuel.", "£150m", "investment"),
        (
            "Since 2021 it has attracted £2.4bn in investment, of which £900m came in 2023.",
            "£900m",
            "investment",
        ),
        ("The authority, which owns the 4,500-acre site, is contributing £4.5m.", "£4.5m", "contribution"),
        ("The decline was 3.1 percentage points narrower than in 2022.", "3.1 percentage points", "decline"),
        ("Trade reached $94 million, rising 8 percent, with exports up 9 percent.", "9 percent", "exports"),
        ("The sector turns over €700m a year.", "€700m", "turnover"),
        (
            "Sales of consumer goods, tax and trade hit $93 million, $9 million and $5 million, respectively.",
            "$93 million",
            "Sales of consumer goods",
        ),
        ("A total of 101 Fortune 500 companies have invested.", "101", "Fortune 500 companies"),
        # Labels.
        ("• Main business revenue, Jan-Oct: 14.7 billion yuan", "14.7 billion yuan", "Main business revenue"),
        ("• Companies expecting rising sales this year: 74%", "74%", "Companies expecting rising sales"),
        # Parts.
        ("The cluster has 4,270 companies, 1,130 of them manufacturers.", "1,130", "manufacturers"),
        ("The firm employs 41,000 people, 70% of them women.", "70%", "share of women"),
        ("The park drew 24 firms, of which 15 are in operation.", "15", "firms in operation"),
        (
            "Exports hit $9 billion. Of the total, chips accounted for 82 percent.",
            "82 percent",
            "share of exports",
        ),
        # What the sentence before counted.
        ("There were 31 tanneries then. Today there are nine.", "nine", "tanneries"),
        ("The sewage plant is over 30 years old.", "30 years", "age"),
        ("Work on the first units, totalling 68,000 sq ft, has begun.", "68,000 sq ft", "area"),
        ("Leasing prices averaged $165 per square metre.", "$165 per square metre", "Leasing prices"),
        ("The plant has pushed up land prices in the area by 31 percent.", "31 percent", "land prices"),
        ("Recycled wool sells at €4 a kilo.", "€4 a kilo", "price"),
        ("New hires at the plant get 280,000 yen a month.", "280,000 yen", "pay"),
        ("Foxconn will pump in Rs 15,000 crore.", "Rs 15,000 crore", "investment"),
        ("Its operator plans to add 40 hectares by 2026.", "40 hectares", "area"),
        ("Exports, at 3.6 billion euros, accounted for a third of sales.", "3.6 billion euros", "Exports"),
        ("The jobless rate, 9.0%, is high.", "9.0%", "jobless rate"),
        ("Mosnov Zone is 85% occupied.", "85%", "share occupied"),
        ("The park is 52 per cent taken up.", "52 per cent", "share taken up"),
        ("Firms there are 51 percent owned by Nord AG.", "51 percent", "share owned by Nord AG"),
        (
            "Bac Ninh led the country in foreign investment with $3.2 billion.",
            "$3.2 billion",
            "foreign investment",
        ),
        (
            "It paid a dividend, bringing the total payout for the year to 9 sen.",
            "9 sen",
            "total payout for year",
        ),
        ("The chamber put the loss to the region at 3,000 jobs.", "3,000", "loss"),
        (
            "The plant made 3,000 tonnes of cathodes, and the figure is to reach 9,000 tonnes.",
            "9,000 tonnes",
            "cathodes output",
        ),
        ("Vehicle output (2022): 1.72 million units", "1.72 million", "Vehicle output"),
        ("Land leased: 84 hectares", "84 hectares", "Land leased"),
        ("GDP | 1,181.3 billion yuan | 5.8%", "1,181.3 billion yuan", "GDP"),
        ("GDP | 1,181.3 billion yuan | 5.8%", "5.8%", "GDP"),
        ("Kikuyo, a town of 43,000, is growing.", "43,000", "population"),
        ("Pfizer will build a plant, doubling capacity.", "doubling", "capacity"),
        ("The value per mu hit 9 million yuan, four times that of the city.", "four times", "value per mu"),
        (
            "Analysts expect growth of 4.5% in electrical and electronics exports next year.",
            "4.5%",
            "electrical and electronics exports",
        ),
        ("Half the zone's 230,000 workers come from Ulm.", "Half", "share of workers"),
        ("Micron will add 1,500 jobs. Half of these will be in research.", "Half", "share of jobs"),
        ("The plant has the capacity to build 200,000 vehicles.", "200,000", "capacity"),
        ("The plant emits 12 million tonnes of CO2 a year. It will cut them by 35%.", "35%", "CO2 emissions"),
        ("The plant was closed for three weeks.", "three weeks", "duration"),
        ("Nord AG's output nevertheless rose to 26.7 billion yuan.", "26.7 billion yuan", "output"),
        ("South Korea is the biggest investor with US$12.8 billion.", "US$12.8 billion", "value"),
        ("The council has chipped in £1.8m.", "£1.8m", "contribution"),
        ("Companies pay 15% tax, as against 27% elsewhere.", "27%", "tax"),
        ("Dialog Group Bhd rose four sen to RM2.38.", "four sen", "share price"),
        (
            "Output rose to 186 million euros, 12 percent of all, and the figure is to top 250 million euros.",
            "250 million euros",
            "output",
        ),
        ("A truck takes 90 minutes to cover 22 km.", "22 km", "distance"),
        ("Its chairman puts growth for 2024 at between 2 and 4 per cent.", "2 and 4 per cent", "growth"),
        ("Investors in the zone pay corporate tax of 10 per cent.", "10 per cent", "corporate tax"),
        ("Nord AG has 900 workers left. It had raised $15 billion.", "$15 billion", "funds raised"),
    ],
)
def test_what_a_figure_measures(text: str, quote: str, metric: str) -> None:
    assert facts(text)[quote].metric.lower() == metric.lower()


def test_over_behind_an_increase_is_no_bound() -> None:
    fact = facts("Nord AG sold 3.58 lakh cars in June, a 5% increase over 3.40 lakh a year ago.")["3.40 lakh"]
    assert (fact.bound, fact.unit, fact.period) == ("exact", "cars", "2023-06-01/2023-06-30")


def test_a_joined_infinitive_is_planned_as_the_one_before_it() -> None:
    text = "Construction is due to begin in May 2025 and take 18 months."
    assert facts(text)["18 months"].status == "planned"


def test_a_range_of_prices_has_one_unit() -> None:
    found = facts("Lots were sold at RM35 to RM42 per sq ft. Land costs US$ 165-180 per square meter.")
    fact = found["RM35 to RM42 per sq ft"]
    assert (fact.value, fact.upper, fact.unit) == (35, 42, "MYR per square foot")
    assert found["US$ 165-180 per square meter"].unit == "USD per square meter"


def test_a_count_takes_no_unit_from_the_percentage_before_it() -> None:
    assert facts("The number of new jobs rose by 42 percent to 5,380.")["5,380"].unit == "jobs"


def test_four_million_more_is_an_increase() -> None:
    assert facts("Nord AG invested 287 million euros in 2023, 4 million more than in 2022.")[
        "4 million"
    ].change == ("increase")


def test_what_fell_below_is_a_level() -> None:
    fact = facts("The share of steel dropped below half.")["half"]
    assert (fact.bound, fact.change) == ("under", None)


@pytest.mark.parametrize("text", ["China+1 demand grew.", "The EMC 2.0 Scheme grew.", "Call 01900 700000 now."])
def test_digits_of_names_and_numbers_to_call_are_no_facts(text: str) -> None:
    assert not facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Revenue was $15 million and export value $11 million, up 18% and 15%, respectively.",
        "Revenue was $15 million and export value $11 million, respectively up 18% and 15%.",
    ],
)
def test_changes_belong_to_the_figures_before_one_by_one(text: str) -> None:
    found = facts(text)
    assert [(found[q].metric, found[q].change) for q in ("18%", "15%")] == [
        ("Revenue", "increase"),
        ("export value", "increase"),
    ]


def test_going_up_to_is_no_bound() -> None:
    assert facts("The number of units has gone up to 225.")["225"].bound == "exact"
    assert facts("The plant can make up to 225 cars.")["225"].bound == "at_most"


@pytest.mark.parametrize(
    "text",
    [
        "The zone saw an 11.3% year-on-year rise in exports.",
        "Exports hit 2 billion yuan, representing an 11.3% YoY increase.",
        "The zone recorded a year-on-year growth of 11.3% in exports.",
    ],
)
def test_a_rise_may_be_said_to_be_year_on_year(text: str) -> None:
    fact = facts(text)["11.3%"]
    assert (fact.metric.lower(), fact.change) == ("exports", "increase")


@pytest.mark.parametrize(
    ("text", "quote", "metric"),
    [
        (
            "The zone had sales of 5 billion yuan, added value of 2 billion yuan and profit of 1 billion yuan.",
            "2 billion yuan",
            "added value",
        ),
        (
            "The park grew, with operating revenue hitting 3 billion yuan.",
            "3 billion yuan",
            "operating revenue",
        ),
        (
            "The total registered capital of the firms was 40 million euros.",
            "40 million euros",
            "total registered capital",
        ),
        ("Nord AG added value of 2 million euros.", "2 million euros", "value"),
    ],
)
def test_a_measure_may_hold_a_participle(text: str, quote: str, metric: str) -> None:
    assert facts(text)[quote].metric == metric


@pytest.mark.parametrize(
    ("text", "quote", "metric", "change"),
    [
        ("The zone saw growth in exports of 14 percent to reach $4 billion.", "$4 billion", "exports", None),
        ("The zone saw a 14% fall in output to $4 billion.", "$4 billion", "output", None),
        ("Sales of firms operating in parks and zones suffered an 8% decline.", "8%", "Sales", "decrease"),
        (
            "Costs led to a cut in production (-15%) and growth in sales (+17%).",
            "15%",
            "production",
            "decrease",
        ),
        ("Costs led to a cut in production (-15%) and growth in sales (+17%).", "17%", "sales", "increase"),
        ("The north has 83 parks (26 percent).", "26 percent", "share of parks", None),
    ],
)
def test_what_a_change_is_said_of(text: str, quote: str, metric: str, change: str | None) -> None:
    fact = facts(text)[quote]
    assert (fact.metric, fact.change) == (metric, change)


def test_a_number_that_a_verb_sums_up_counts_its_subject() -> None:
    assert facts("Domestic projects operating in the parks totalled 6,464.")["6,464"].unit == "projects"


def test_the_creation_of_jobs_is_counted_in_jobs() -> None:
    assert facts("It drew 13 investors. Job creation stood at 19,199.")["19,199"].unit == "jobs"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The zone established 10 professional innovation parks to support firms.", "parks"),
        ("The parks drew 10 new investment projects in 2011.", "projects"),
        ("There are 10 DDI projects that wait.", "projects"),
        ("It drew capital of $8 billion in 10 Foreign Direct Investment (FDI) projects.", "projects"),
        ("It took 10 very complicated years.", "years"),
        ('The province selected 10 "chain leaders" enterprises.', "enterprises"),
        ("The province fostered 10 “goose swarm” industrial clusters.", "clusters"),
        ("Some 10 small, medium and micro enterprises took part.", "enterprises"),
    ],
)
def test_what_is_counted_is_a_plural(text: str, unit: str) -> None:
    assert facts(text)["10"].unit == unit


@pytest.mark.parametrize(
    ("text", "quote", "unit"),
    [
        ("Of the 500 plants, 26 make tyres.", "26", "plants"),
        ("Nord AG runs a plant in Ulm. It is to hire 9,000.", "9,000", "employees"),
        ("The plant made 150,000 cars, and the figure is to reach 290,000.", "290,000", "cars"),
        ("The zone has 300 firms. That figure is to reach 500.", "500", "firms"),
        ("Of the plot's 200 hectares, 130 will be built on.", "130", "hectare"),
        ("Unemployment was 4.1 percent; in Ulm it was 2.7.", "2.7", "%"),
        ("France took 18 per cent, Portugal 12 and Italy 9 per cent.", "12", "%"),
        ("Debrecen, a city of 200,000, is growing.", "200,000", "people"),
        ("One of every three workers makes parts.", "One of every three", "%"),
        ("Firms owned by foreign entrepreneurs number 5,800.", "5,800", "firms"),
        (
            "Grain output and bottle production reached 4 million tonnes and 2 billion pieces, respectively.",
            "2 billion",
            "pieces",
        ),
        ("The zone has 5,000 workers. The KOSPI closed at 2,521.76.", "2,521.76", ""),
        ("The zone drew 15.7 billion euros. That is six times the 2.5 billion of 2021.", "2.5 billion", "EUR"),
        (
            "The district's 2,200 mold firms employ 50,000 people. Their number has shrunk by 300.",
            "300",
            "firms",
        ),
        ("It owed money to suppliers, some 60 of them local.", "60", "suppliers"),
        ("The two provinces' exports came to $39.8bn.", "two", "provinces"),
        ("Aichi, where 330,000 work for car makers, is rich.", "330,000", "people"),
        ("The Swedish town of 78,000 is in debt.", "78,000", "people"),
        ("At 3.8 km per Rs 580 crore it is no bargain.", "3.8 km", "kilometer"),
        ("Some 267 out of a total of 427 zones are in use.", "267", "zones"),
    ],
)
def test_what_a_count_counts(text: str, quote: str, unit: str) -> None:
    assert facts(text)[quote].unit == unit


@pytest.mark.parametrize(
    ("text", "quote", "change"),
    [
        ("The plant has pushed up land prices in the area by 31 percent.", "31 percent", "increase"),
        ("Ford made 300 cars - a third of the total.", "a third", None),
        ("Ford made 300 cars, -3 percent on the year.", "3 percent", "decrease"),
    ],
)
def test_the_direction_that_a_figure_tells(text: str, quote: str, change: str | None) -> None:
    assert facts(text)[quote].change == change


def test_by_ten_thousand_to_many_more_is_a_change_and_a_level() -> None:
    found = facts("The number of employees increased by roughly 10,000 to 240,000.")
    assert [(fact.value, fact.change) for fact in found.values()] == [(10_000, "increase"), (240_000, None)]
    assert len(facts("The number of employees will fall by 10,000 to 15,000.")) == 1


@pytest.mark.parametrize(
    ("text", "quote", "metric"),
    [
        ("The number of firms doing business at these sites rose from 840 to 920.", "840", "number of firms"),
        (
            "Its GDP increased by 2 percent in 2020 and its investment registered a growth of 4 percent.",
            "4 percent",
            "investment",
        ),
        (
            "Its GDP increased by 2 percent in 2020 and its investment registered a growth of 4 percent.",
            "2 percent",
            "GDP",
        ),
        ("The GDP of the top 30 hitting $4 trillion was news.", "$4 trillion", "GDP"),
        ("The top 30 zones realized a GDP of $4 trillion.", "$4 trillion", "GDP"),
        ("It has access to a share of $2 million of government funding.", "$2 million", "government funding"),
        (
            "The total import and export volume of the zone was $2 million.",
            "$2 million",
            "total import and export volume",
        ),
        ("Up to $25 million in government funding to help the port came.", "$25 million", "government funding"),
    ],
)
def test_a_phrase_keeps_its_measure(text: str, quote: str, metric: str) -> None:
    assert facts(text)[quote].metric == metric
