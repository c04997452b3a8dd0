"""When a fact holds: what a careful reader takes from its sentence, the one before and the list's heading."""

from __future__ import annotations

import pytest

from store.extraction import extract
from store.records import Article

FIRST_HALF = "2024-01-01/2024-06-30"


def periods(text: str, published: str = "2024-08-20") -> dict[str, str | None]:
    """The period of each fact, by its quote."""
    article = Article(id="a", title="", text=text, digest="0" * 64, published=published)
    return {fact.quote: fact.period for fact in extract(article).facts}


@pytest.mark.parametrize(
    ("text", "quote", "period"),
    [
        ("Over the past five years revenue has grown by 14%.", "14%", "2019-08-20/2024-08-20"),
        ("Sales were $3m in 2014. They doubled in the following four years.", "doubled", None),
        # Bases of comparison are counted from the figure's own period, not from the day of publication.
        (
            "Revenue was 5 billion yuan in the first half, up from 4 billion yuan a year ago.",
            "4 billion yuan",
            "2023-01-01/2023-06-30",
        ),
        (
            "Revenue was 5 billion yuan in the first half of 2022, against 4 billion yuan two years earlier.",
            "4 billion yuan",
            "2020-01-01/2020-06-30",
        ),
        (
            "Sales fell to 9 million euros in the first quarter from 12 million euros in the previous quarter.",
            "12 million euros",
            "2023-10-01/2023-12-31",
        ),
        (
            "In 2022 sales were 36 percent higher than in the year before (€11.3 billion).",
            "€11.3 billion",
            "2021-01-01/2021-12-31",
        ),
        ("Exports hit $9 billion in 2023, 2.2 times the figure of 2021.", "2.2 times", "2023-01-01/2023-12-31"),
        # "In the year" goes back to a year that was told, and that is over; a goal's year is not.
        (
            "Revenue was $9 million in 2022. The mill spent $1 million during the year.",
            "$1 million",
            "2022-01-01/2022-12-31",
        ),
        ("A plant is due in 2031. Grants came to $4 million for the year.", "$4 million", None),
        ("The year just ended brought orders of $7 million.", "$7 million", "2023-01-01/2023-12-31"),
        # A time inside a clause behind dates that clause alone.
        (
            "Output fell 3 percent in 2023 after a flood closed the mill in 2019.",
            "3 percent",
            "2023-01-01/2023-12-31",
        ),
        ("Output fell 3 percent after a flood closed the mill in 2019.", "3 percent", None),
        # What was sold or made is a base as what was recorded.
        ("Exports rose to 900 cars in 2023 from 700 cars sold in 2022.", "700", "2022-01-01/2022-12-31"),
        (
            "In the first quarter the port handled 90 ships, double the 45 ships of the year-ago period.",
            "45",
            "2023-01-01/2023-03-31",
        ),
        # A rate of each year until an end is no stretch that began with the year.
        ("The market should grow 15 percent a year through 2028.", "15 percent", None),
        # "Next" alone is the unit that "this" was said of.
        (
            "The firm expects growth of 7 percent this year and 3 percent next.",
            "3 percent",
            "2025-01-01/2025-12-31",
        ),
        ("The town comes next. It has 900 firms.", "900", None),
        ("Exports reached $5 billion in FY March 2024.", "$5 billion", "2023-04-01/2024-03-31"),
        # A time beside what is multiplied is that number's own.
        ("The zone has 900 firms, nearly triple the number in 2015.", "900", None),
        ("The zone has 900 firms, 2.2 times the figure of 2015.", "2.2 times", None),
        # A figure that is compared with an earlier one goes on with the period told before.
        (
            "Exports rose 4 percent in the first half. The park employed 5,400 people, up from 4,900 in 2021.",
            "5,400",
            FIRST_HALF,
        ),
        (
            "Exports rose 4 percent in the first half.\n\nRents ranged from $4 to $5 a month, up 3 percent.",
            "$4 to $5",
            FIRST_HALF,
        ),
        # What still holds, or held before, does not.
        (
            "Exports rose 4 percent in 2023. The firm said it now employed 5,400 people, most of them women.",
            "5,400",
            None,
        ),
        (
            "Rents rose 4 percent in 2023. He said the average price had reached $68 per square foot.",
            "$68 per square foot",
            None,
        ),
        # An insertion has a time of its own, or none.
        (
            "The park, established in 2015 near Ulm, has attracted investment of 3 billion euros.",
            "3 billion euros",
            None,
        ),
        (
            "The firm, founded in 1998 with 15 employees, invested 86 million yuan last year.",
            "15",
            "1998-01-01/1998-12-31",
        ),
        (
            "Chipmaker Nord, with 3,200 employees the largest in town, has invested $12 billion since 2009.",
            "3,200",
            None,
        ),
        ("The estate, first approved in 2016 near Ulm, now holds 17 firms.", "17", None),
        # A label dates what it stands before, and nothing else.
        ("- Employees in 2023: 15,300 (2015: 14,750)", "15,300", "2023-01-01/2023-12-31"),
        ("- Employees in 2023: 15,300 (2015: 14,750)", "14,750", "2015-01-01/2015-12-31"),
        # The same figure of another place is of the same time.
        (
            "Unemployment stood at 6.1% in July, compared with 4.4% across the UK.",
            "4.4%",
            "2024-07-01/2024-07-31",
        ),
        # A time told before, or counted from one.
        (
            "Exports rose 4 percent in the first half. In the same six months farms made 7 billion kWh.",
            "7 billion kWh",
            FIRST_HALF,
        ),
        (
            "In 2023 sales were $5 million. Four years earlier they were $3 million.",
            "$3 million",
            "2019-01-01/2019-12-31",
        ),
        # What somebody once spent has no period of the sentence before.
        (
            "Exports rose 4 percent in 2023. Nord AG spent 20 million euros on a new line.",
            "20 million euros",
            None,
        ),
        (
            "Sales hit 28 million euros in 2023, a firm said. A year earlier they had been 31 million euros.",
            "31 million euros",
            "2022-01-01/2022-12-31",
        ),
        (
            "Output rose by 17% in 2023. It had fallen to 775,014 cars the year before, the lowest since 1956.",
            "775,014",
            "2022-01-01/2022-12-31",
        ),
        (
            "Sales grew 5 percent in the first half. From three months earlier, sales were down 2.1 percent.",
            "2.1 percent",
            FIRST_HALF,
        ),
        (
            "It turned over 3.9 million euros in 2022, up from 2.2 million euros six years earlier.",
            "2.2 million euros",
            "2016-01-01/2016-12-31",
        ),
        # "The same period of last year" is a base, "the same period" is what was told before.
        (
            'Exports rose 4 percent in 2023. "This is 2 percent more than in the same month of 2020," he said.',
            "2 percent",
            "2023-01-01/2023-12-31",
        ),
        # Initials in brackets break nothing off.
        ("It handled 3,980 standard units (TEUs) of goods in the first half, it said.", "3,980", FIRST_HALF),
        # The size of what stands in an insertion, and what follows from a later clause.
        ("Its new park, covering an area of 80 hectares, will open at the end of 2025.", "80 hectares", None),
        ("It will spend 5 million yuan by 2027 to build a plant on 20 hectares in Ulm.", "20 hectares", None),
        ("The hall is to create 120 jobs, with 300 more to follow by 2027.", "120", None),
        (
            "It had 352 jobs by the end of March, well short of the 3,000 jobs promised by 2030.",
            "3,000",
            "../2030-12-31",
        ),
        (
            "It will invest 22 million euros in the next three years, 8 million euros of them in 2025.",
            "8 million euros",
            "2025-01-01/2025-12-31",
        ),
        ("It has won 7 firms since it was picked as the site of a base last month.", "7", "2024-07-01/.."),
        # A past time says nothing about what a later verb tells of now or of what is to come.
        ("A year ago, a container to Los Angeles cost $18,000; today it is $6,000.", "$6,000", None),
        ("Some 48 sites were let in 2023, and they were expected to create 8,122 jobs.", "8,122", None),
        # A change began before its own period, or at a time that is told.
        ("In 2023, sales rose to 5 million euros from 4 million euros.", "4 million euros", None),
        ("This year capacity will rise from 350,000 tonnes to 600,000 tonnes.", "350,000 tonnes", None),
        (
            "In the first half, profit rose to 5 million euros, from 4 million euros last year.",
            "4 million euros",
            "2023-01-01/2023-06-30",
        ),
        (
            "Profit hit 5 million euros in the first half, against 4 million euros in the same period of 2019.",
            "4 million euros",
            "2019-01-01/2019-06-30",
        ),
        (
            "Profit was 38 million euros in 2023 after a loss of 27 million euros in the previous year.",
            "27 million euros",
            "2022-01-01/2022-12-31",
        ),
        (
            "Profit was 38 million euros in the first quarter, against a loss of 27 million euros a year ago.",
            "27 million euros",
            "2023-01-01/2023-03-31",
        ),
        (
            "Orders fell 8 percent in 2023 from a year earlier, when they hit 39 million euros.",
            "39 million euros",
            "2022-01-01/2022-12-31",
        ),
        (
            "It made 214 tonnes in the first half of 2023. In the prior comparable period it made 221 tonnes.",
            "221 tonnes",
            "2022-01-01/2022-06-30",
        ),
        # A sentence without figures leaves its time to the next.
        ("The group cut its losses in 2022. Sales climbed by 4 percent.", "4 percent", "2022-01-01/2022-12-31"),
        (
            "Stocks stood at 5 GW by the end of the first half. In the same six months farms made 7 GWh.",
            "7 GWh",
            FIRST_HALF,
        ),
        # A list of three is no insertion, and "than that of" opens no clause.
        (
            "Firms shipped goods worth $486 million to Italy, Spain and France in 2023.",
            "$486 million",
            "2023-01-01/2023-12-31",
        ),
        ("The bill was 22% higher than that of its rivals last year.", "22%", "2023-01-01/2023-12-31"),
        # The subject of a clause is dated by it, whatever stands between.
        (
            "He recalled that three parks, in Pune, Surat and Una, were approved in 2022.",
            "three",
            "2022-01-01/2022-12-31",
        ),
        # "From" opens a base of comparison only where the same kind of figure stands before it.
        (
            "It drew investments worth $3 million from 12 companies in 2023.",
            "$3 million",
            "2023-01-01/2023-12-31",
        ),
        # A forecast made in a month that is past was made in that one.
        ("In February the association had forecast a fall of 2%.", "2%", "2024-02-01/2024-02-29"),
        # A base in brackets leaves no period to the next sentence.
        (
            "In the first half sales were $34 million (H1/2023: $28 million). Gross profit was $6 million.",
            "$6 million",
            FIRST_HALF,
        ),
        ("In the first half it built 600 mills (previous year: 590).", "590", "2023-01-01/2023-06-30"),
        (
            "It drew $63 million in 2023, more than four times the $13 million in 2022.",
            "$13 million",
            "2022-01-01/2022-12-31",
        ),
        # Parts of a total are of its time, also a paragraph later.
        (
            "The state drew $63 million in 2023.\n\nForeigners contributed $60 million, 95% of the total.",
            "$60 million",
            "2023-01-01/2023-12-31",
        ),
        # What somebody did behind a dated sentence, and what a forecast adds.
        ("Sales rose 4 percent in 2023. The state approved 158 projects.", "158", "2023-01-01/2023-12-31"),
        ("Sales rose 4 percent in 2023. The state has 158 firms.", "158", None),
        (
            "For 2025, Nord AG expects sales of $7 million. Capital expenditure will total $1 million.",
            "$1 million",
            "2025-01-01/2025-12-31",
        ),
        (
            "Output rose 4 percent in 2023. The park exported goods of $6 million.",
            "$6 million",
            "2023-01-01/2023-12-31",
        ),
        (
            "Unemployment was 4.2% in 2023, down from 5.1% a year before but still high.",
            "5.1%",
            "2022-01-01/2022-12-31",
        ),
        # A level told together with its change, and a share price, which is of the day.
        (
            "Exports rose 4 percent in 2023.\n\nImports reached $94 million, rising 8.2 percent.",
            "$94 million",
            "2023-01-01/2023-12-31",
        ),
        ("Profit rose 4 percent in 2023. Shares of Nord AG fell 2 percent.", "2 percent", None),
        # What describes a thing has no period.
        ("Unemployment in the town of 70,000 people stood at 31.5% in the first quarter.", "70,000", None),
        ("Its 180 members invoiced 17.9 billion euros in 2023.", "180", None),
        ("Since 2019, the 58-square-kilometer area has drawn 8,800 firms.", "58-square-kilometer", None),
        # A bare month that will come is the next one.
        (
            "A terminal with a capacity of 2 million tons will open in June.",
            "2 million tons",
            "2025-06-01/2025-06-30",
        ),
        ("A terminal handled 2 million tons in June.", "2 million tons", "2024-06-01/2024-06-30"),
        ("The office said that, by the end of July, there were 63 firms in the zone.", "63", "../2024-07-31"),
    ],
)
def test_the_period_of_a_figure(text: str, quote: str, period: str | None) -> None:
    assert periods(text)[quote] == period


def test_a_list_holds_in_the_time_that_its_heading_names() -> None:
    text = "Key figures for 2023:\n\n- Revenue: 4.5 billion yuan, up 6.2 percent\n\n- Exports: 300 million yuan"
    assert periods(text) == dict.fromkeys(("4.5 billion yuan", "6.2 percent", "300 million yuan"),
                                          "2023-01-01/2023-12-31")  # fmt: skip


@pytest.mark.parametrize("heading", ["Highlights of 2023", "Key figures for 2023", "Plans for 2023:"])
def test_what_stands_over_a_list_is_its_heading(heading: str) -> None:
    text = f"{heading}\n\n• Exports of 300 million yuan\n\n• 17 new national standards"
    assert periods(text) == dict.fromkeys(("300 million yuan", "17"), "2023-01-01/2023-12-31")


def test_a_heading_says_nothing_about_the_text_behind_its_list() -> None:
    text = "Economy in 2019\n\n- Exports: 3 million yuan\n\nThe budget was 7 million yuan."
    assert periods(text)["7 million yuan"] is None


def test_the_year_of_a_background_clause_is_not_carried_on() -> None:
    text = "The zone, where a bridge cost 3 million yuan in 1992, is growing. Exports grew 12 percent."
    assert periods(text)["12 percent"] is None


def test_more_than_half_a_year_was_half_over_when_it_was_told_of() -> None:
    assert periods("Exports grew 12 percent in the first 11 months.", "2024-01-10")["12 percent"] == (
        "2023-01-01/2023-11-30"
    )
    assert periods("Exports grew 12 percent in the first nine months.")["12 percent"] == "2024-01-01/2024-09-30"


@pytest.mark.parametrize(
    ("text", "quote", "status"),
    [
        # "Forecasts" and "targets" before a noun are verbs.
        ("The maker forecasts sales of $4 million.", "$4 million", "planned"),
        ("The state targets exports of $9 million.", "$9 million", "planned"),
        ("Output is going to fall by 10 percent.", "10 percent", "planned"),
        ("The line is going to 500 towns.", "500", "actual"),
        (
            "It has predicted a fall of 3 percent this year, after posting a rise of 2 percent last year.",
            "2 percent",
            "actual",
        ),
        # What holds now is where a change begins, not the lower end of a range.
        ("The share would rise from the current 29 percent to 50 percent.", "29 percent", "actual"),
        ("The share would rise from the current 29 percent to 50 percent.", "50 percent", "planned"),
        ("The target is 30 percent.", "30 percent", "planned"),
        ("Its goal remains 5,000 jobs.", "5,000", "planned"),
        ("Some 400 jobs are planned there.", "400", "planned"),
        ("Some 300 million yuan is earmarked for a plant.", "300 million yuan", "planned"),
        ("Some 30 hectares have been set aside.", "30 hectares", "actual"),
        ("It will spend $22 million, against $14 million last year.", "$14 million", "actual"),
        ("It will spend $22 million, against $14 million last year.", "$22 million", "planned"),
        (
            "It plans to spend $22 million this year, after spending $14 million last year.",
            "$14 million",
            "actual",
        ),
        # Where a change begins is no plan, but a forecast that is changed was one.
        ("Capacity will rise to 30 tonnes from 20 tonnes now.", "20 tonnes", "actual"),
        ("It will raise its staff from 140 to 280.", "140", "actual"),
        ("It will raise its staff from 140 to 280.", "280", "planned"),
        # Guidance, and what is said to be likely.
        ("Output guidance was kept at between 430 and 450 tonnes.", "430 and 450 tonnes", "planned"),
        ("The firm is on course to post sales of 280 million yuan.", "280 million yuan", "planned"),
        ("The firm is likely to invest 5 million euros.", "5 million euros", "planned"),
        ("It is poised to add 400 jobs.", "400", "planned"),
        ("We are confident of touching 5 million euros.", "5 million euros", "planned"),
        ("Nord AG is building a plant with 900 places.", "900", "planned"),
        # What is estimated is already so, unless it is to come; what is needed is needed now.
        ("Their income is estimated at 8 million yuan.", "8 million yuan", "actual"),
        ("Exports were estimated at 15 million USD in 2023.", "15 million USD", "actual"),
        ("Sales are estimated to hit 15 million USD.", "15 million USD", "planned"),
        ("The line needs 28 workers.", "28", "actual"),
        ("It has set up a fund of 50 million yuan.", "50 million yuan", "actual"),
        ("Exports were equal to 71% of the target and up 3.2% in May.", "3.2%", "actual"),
    ],
)
def test_what_is_planned(text: str, quote: str, status: str) -> None:
    article = Article(id="a", title="", text=text, digest="0" * 64, published="2024-08-20")
    assert {fact.quote: fact.status for fact in extract(article).facts}[quote] == status
