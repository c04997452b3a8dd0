"""Headline, publisher, author, place and date are found in every common form of a header."""

from __future__ import annotations

import pytest

from store.reading import read_bytes
from store.reading.dateline import find_dateline
from store.reading.dates import address_date, find_dates

TITLE = "Industrial park adds tenants as revenue climbs"
BODY = (
    "The industrial park in the region has 52 tenants and recorded revenue of 3 billion last year, "
    "officials said.\n\n"
    "It plans to add 20 more firms by 2025 as part of its expansion, according to the plan released this week."
)

HEADERS = [
    # what stands above or before the text ({} is the headline): published, publisher, place, author
    ("{}\n\nchinadaily.com.cn| Updated: July 8, 2022\n\n", "2022-07-08", "chinadaily.com.cn", None, None),
    ("{}\n\nHANOI, March 3 (Reuters) - ", None, "Reuters", "Hanoi", None),
    ("{}\nUpdated: 4 March 2023\n\nHANOI, March 3 (Reuters) - ", "2023-03-03", "Reuters", "Hanoi", None),
    ("{}\n\nKUALA LUMPUR, 12 May 2023 (Bernama) -- ", "2023-05-12", "Bernama", "Kuala Lumpur", None),
    ("{}\n\nKUALA LUMPUR, May 12 (Bernama) -- ", None, "Bernama", "Kuala Lumpur", None),
    ("{}\n\nPublished: 03/05/2023 14:20 IST\n\n", "2023-05-03", None, None, None),
    ("{}\n\nPublished: 03/05/2023 2:20 PM EST\n\n", "2023-03-05", None, None, None),
    ("{}\n\nBy Jane Doe | 5 June 2021\n\n", "2021-06-05", None, None, "Jane Doe"),
    ("{}\n\nBy Jane Doe\n5 June 2021\n\n", "2021-06-05", None, None, "Jane Doe"),
    ("{}\n\nDate: 2023年6月12日\n\n", "2023-06-12", None, None, None),
    ("{}\n\n2023-06-12\n\n", "2023-06-12", None, None, None),
    ("{}\n\nMon, 12 Jun 2023\n\n", "2023-06-12", None, None, None),
    ("{}\n\nMonday, June 12th, 2023, 09:30 AM\n\n", "2023-06-12", None, None, None),
    ("{}\n\nXinhua | Updated: 2021-11-02 09:15\n\n", "2021-11-02", "Xinhua", None, None),
    (
        "{}\n\nBy ZHAO RUIXUE in Jinan | China Daily | Updated: 2021-11-02 09:15\n\n",
        "2021-11-02",
        "China Daily",
        "Jinan",
        "ZHAO RUIXUE",
    ),
    ("{}\n\nNEW DELHI: ", None, None, "New Delhi", None),
    ("{}\nJun 12, 2023, 09:15 IST\n\nNew Delhi: ", "2023-06-12", None, "New Delhi", None),
    ("{}\n\nAUSTIN, Texas--(BUSINESS WIRE)--", None, "BUSINESS WIRE", "Austin, Texas", None),
    ("{}\n\nMUNICH--(BUSINESS WIRE)--", None, "BUSINESS WIRE", "Munich", None),
    ("{}\n\nPosted on June 5, 2022 by admin\n\n", "2022-06-05", None, None, None),
    ("{}\n\nPosted on 5 June 2022 in News\n\n", "2022-06-05", None, None, None),
    ("{}\n\nLast updated 3 weeks ago\n\n", None, None, None, None),
    (
        "Ministry of Heavy Industries\n\n{}\n\nPosted On: 12 JUN 2023 4:15PM by PIB Delhi\n\n",
        "2023-06-12",
        "PIB Delhi",
        None,
        None,
    ),
    (
        "{}\n\nhttps://www.example.com/business/2023/05/03/park-adds-tenants.html\n\n",
        "2023-05-03",
        None,
        None,
        None,
    ),
    (
        "{}\n\nJINING, China, Sept. 16, 2022 /PRNewswire/ -- A news report from GLOBAL TIMES ONLINE: ",
        "2022-09-16",
        "PRNewswire",
        "Jining, China",
        "GLOBAL TIMES ONLINE",
    ),
    ("{}\n\nSHANGHAI, June 5, 2023 (GLOBE NEWSWIRE) -- ", "2023-06-05", "GLOBE NEWSWIRE", "Shanghai", None),
    ("{}\n\nBEIJING, Nov. 2 (Xinhua) -- ", None, "Xinhua", "Beijing", None),
    (
        "{}\nSource: Xinhua | 2021-11-02 18:30:12 | Editor: huaxia\n\nBEIJING, Nov. 2 (Xinhua) -- ",
        "2021-11-02",
        "Xinhua",
        "Beijing",
        None,
    ),
    ("{}\n\nHanoi (VNA) – ", None, "VNA", "Hanoi", None),
    ("{}\nFriday, March 03, 2023 - 08:15\n\nHanoi (VNA) – ", "2023-03-03", "VNA", "Hanoi", None),
    ("{}\n\nPublished May 3, 2023 | Updated May 4, 2023, 10:00 IST\n\n", "2023-05-03", None, None, None),
    ("{}\n\nFirst published: 3 May 2023. Last updated: 9 May 2023\n\n", "2023-05-03", None, None, None),
    ("{}\n\nBerlin, 12 May 2023 – ", "2023-05-12", None, "Berlin", None),
    ("{}\n\n12.05.2023\n\n", "2023-05-12", None, None, None),
    ("{}\n\nMay 12, 2023 — Munich, Germany — ", "2023-05-12", None, "Munich, Germany", None),
    ("{}\n\nFor immediate release\n\nMadrid, Spain, 12 May 2023: ", "2023-05-12", None, "Madrid, Spain", None),
    ("{}\n\nLONDON (AP) — ", None, "AP", "London", None),
    ("{}\n\nDURBAN – ", None, None, "Durban", None),
    (
        "{}\n\nBy Tom Smith, Staff Reporter\nPublished 14:02 GMT, 3 May 2023\n\n",
        "2023-05-03",
        None,
        None,
        "Tom Smith",
    ),
    ("{}\n\nNEW DELHI, June 12 (PTI) ", None, "PTI", "New Delhi", None),
    ("{}\n\nMumbai, Jun 12 (PTI): ", None, "PTI", "Mumbai", None),
    ("{}\n\nKUALA LUMPUR (May 12): ", None, None, "Kuala Lumpur", None),
    (
        "{}\n\nTHE HINDU BUREAU\nCHENNAI, June 12, 2023 09:41 pm | Updated 09:45 pm IST\n\n",
        "2023-06-12",
        "THE HINDU BUREAU",
        "Chennai",
        None,
    ),
    (
        "Title: {}\nDate: 2023-06-12\nSource: Viet Nam News\nURL: https://example.vn/a/1.html\n\n",
        "2023-06-12",
        "Viet Nam News",
        None,
        None,
    ),
    ("---\ntitle: {}\ndate: 2023-06-12\nauthor: Jane Doe\n---\n\n", "2023-06-12", None, None, "Jane Doe"),
    ("# {}\n\n*By Jane Doe, 5 June 2021*\n\n", "2021-06-05", None, None, "Jane Doe"),
    ("BUSINESS\n\n{}\n\nJane Doe\nMay 3, 2023 Updated: May 4, 2023\n\n", "2023-05-03", None, None, "Jane Doe"),
    ("{}\n\nPretoria, 5 June 2023 - ", "2023-06-05", None, "Pretoria", None),
    ("{}\n\nMonday, June 5, 2023\n\n", "2023-06-05", None, None, None),
    (
        "Home / News / Business\n\n{}\n\nShare\nTweet\nWednesday 12 July 2023 | 10:15 CET\n3 min read\n\n",
        "2023-07-12",
        None,
        None,
        None,
    ),
    (
        "{}\n\nPublished 5 June 2023\n\nDepartment for Business and Trade\n\n",
        "2023-06-05",
        "Department for Business and Trade",
        None,
        None,
    ),
    (
        "{}\n\nFrom: Department for Business and Trade\nPublished\n5 June 2023\n\n",
        "2023-06-05",
        "Department for Business and Trade",
        None,
        None,
    ),
    ("{}\n\nUpdated: Jan 2, 2024\n\nHANOI, Dec 30 (Reuters) - ", "2023-12-30", "Reuters", "Hanoi", None),
    ("{}\n\n03/05/2023\n\nMUMBAI, May 3 (Reuters) - ", "2023-05-03", "Reuters", "Mumbai", None),
    ("{}\n\n05/03/2023\n\nNEW YORK, May 3 (Reuters) - ", "2023-05-03", "Reuters", "New York", None),
]


@pytest.mark.parametrize(("header", "published", "publisher", "place", "author"), HEADERS)
def test_header(
    header: str, published: str | None, publisher: str | None, place: str | None, author: str | None
) -> None:
    article = read_bytes((header.format(TITLE) + BODY).encode(), "x.txt", "x.txt")
    assert (article.published, article.publisher, article.place, article.author) == (
        published,
        publisher,
        place,
        author,
    )
    assert article.title == TITLE
    assert article.text == BODY


DATED_LINES = """
Updated: 14:35, May 19, 2023
19 May 2023, 14:35 BST
Fri 19 May 2023 06.00 BST
Last modified on Fri 19 May 2023 09.15 BST
First Published: 19 May, 2023, 10:51 AM
Posted 19 May 2023 at 10:30am
Published 19/05/2023, 10:30:12
PUBLISHED : 19 MAY 2023 AT 05:00
2023.05.19 13:35
2023-05-19 (Fri)
May. 19, 2023
Input: 2023.05.19. 14:35
Published : May 19, 2023 - 14:33:09   Updated : May 19, 2023 - 14:35
Viernes, 19 mayo 2023
19 may 2023 06:00CET
Freitag, 19. Mai 2023
19/05/23
Madrid - 19 MAY 2023 - 05:30 CEST
19 May, 2023 | 10:15
May 19, 2023 at 10:15 a.m. EDT
Date published: 19 May 2023
Release date: Friday, 19 May 2023
By Jane Doe, Business Correspondent | Published: May 19, 2023, 10:15 IST | Mumbai
Friday 19th May 2023
[2023-05-19 10:15:33]
Time: 2023-05-19 Source: Suzhou Daily Views: 123 Font size: Big Medium Small
Release time：2023-05-19 10:00
2023-05-19 Source：Xinhua
Publish Date: May 19, 2023 Source: chinadaily.com.cn
Pub Date:2023-05-19
THU, 19 MAY 2023
May 19 2023 12:10 AM | Last Updated : May 19 2023 01:10 AM IST
Last Updated : 19 May 2023 01:10 AM IST
19 May 2023 | Press release
Press release | 19 May 2023 | Berlin
News | 19.05.2023
Munich, May 19, 2023
Issued on: 19/05/2023 - 10:11
Published on 19/05/2023 at 10:11
Written by Jane Doe | Updated: May 19, 2023 10:11 IST
Story by Jane Doe May 19, 2023
Posted : 2023-05-19 16:30  Updated : 2023-05-19 16:35
By Jane Doe and John Smith, Johannesburg, 19 May 2023
19 May 2023 - 05:00 by Jane Doe
BY JANE DOE 19 May 2023
Publicado 19/05/2023
(Yonhap) 10:15 May 19, 2023
All News 10:15 May 19, 2023
May 19, 2023 10:15 JST
BY JOHN SMITH, Nikkei staff writer, May 19, 2023 10:15 JST
Updated on: May 19, 2023 / 10:15 AM / MoneyWatch
Last Updated: Friday, May 19, 2023 - 10:15
Friday, 19 May 2023 10:15 AM MYT
By BERNAMA - May 19, 2023 @ 10:15am
May 19, 2023 @ 10:15am
May 19, 2023 10:15 am +08
Nation | Friday, 19 May 2023
Friday, 19 May 2023
12:00 AM May 19, 2023
By: Jane Doe - Reporter / @JaneDoe INQUIRER.net / 10:15 AM May 19, 2023
Date: 19/05/2023 Time: 10:15
Date of publication: 19 May 2023
Date:May 19,2023
19 de mayo de 2023
VietNamNet - 19/05/2023 10:15 (GMT+7)
Friday, May 19, 2023, 15:30 (GMT+7)
19/05/2023 | 10:15 GMT+7
May 19, 2023 | 10:15:22 am GMT+7
Vietnam+ (VietnamPlus) Friday, May 19, 2023 10:15
SAnews.gov.za  19 May 2023
Updated 19 May 2023 | 10:15 AM
2 min read . Updated: 19 May 2023, 10:15 AM IST
ET Bureau | Last Updated: May 19, 2023, 10:15 AM IST
Our Bureau | Chennai | Updated on May 19, 2023
May 19, 2023
PTI | New Delhi | May 19, 2023
Datum: 19.05.2023
Stand: 19.05.2023
Veröffentlicht am 19. Mai 2023
Fecha: 19/05/2023
Publicado el 19 de mayo de 2023
Release No. 19 | 19 May 2023
Published: 14:05, 19 May 2023
By Jane Doe | Updated 19 May 2023, 11:32
New Delhi | Jagran Business Desk: Fri, 19 May 2023 10:15 AM IST
""".strip().splitlines()


@pytest.mark.parametrize("line", DATED_LINES)
def test_a_line_with_the_date_below_the_headline(line: str) -> None:
    article = read_bytes(f"{TITLE}\n\n{line}\n\n{BODY}".encode(), "x.txt", "x.txt")
    assert (article.title, article.published, article.text) == (TITLE, "2023-05-19", BODY)


@pytest.mark.parametrize(
    ("paragraph", "place", "agency", "rest"),
    [
        (
            "SAN JOSE, Calif., May 3, 2023 (GLOBE NEWSWIRE) -- Revenue rose.",
            "San Jose, Calif.",
            "GLOBE NEWSWIRE",
            "Revenue rose.",
        ),
        ("RIO DE JANEIRO - Output fell.", "Rio de Janeiro", None, "Output fell."),
        ("BEIJING/SHANGHAI, Nov 2 (Reuters) - China said.", "Beijing/Shanghai", "Reuters", "China said."),
        ("DUBAI, UAE, June 5 — The emirate", "Dubai, UAE", None, "The emirate"),
        ("Ho Chi Minh City (VNS) - The park", "Ho Chi Minh City", "VNS", "The park"),
        ("Spremberg, 15 June 2023. More people", "Spremberg", None, "More people"),
        ("Castellón (Spain), Feb 21 (EFE).- Spain's makers", "Castellón, Spain", "EFE", "Spain's makers"),
        ("/PRNewswire/ -- The park", None, "PRNewswire", "The park"),
    ],
)
def test_datelines(paragraph: str, place: str | None, agency: str | None, rest: str) -> None:
    dateline = find_dateline(paragraph)
    assert dateline is not None
    assert (dateline.place, dateline.agency, paragraph[dateline.end :]) == (place, agency, rest)


@pytest.mark.parametrize(
    "sentence",
    [
        "NOTE: The figures are preliminary.",
        "GDP - the sum of all goods - rose 5 percent.",
        "Siemens Energy (ENR) - the maker of turbines - rose.",
        "In July 2022, the zone - the oldest - had 52 tenants.",
        "The park: a success story.",
        "Revenue: 3 billion yuan in 2021.",
        "Foxconn said on May 3 (Tuesday) that it will add lines.",
        "Two-thirds of the companies - 52 in all - are new.",
        "CATL: a photovoltaic base with 3 GW",
    ],
)
def test_sentences_are_no_datelines(sentence: str) -> None:
    assert find_dateline(sentence) is None


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("Sept. 16, 2022", "2022-09-16"),
        ("12th of June, 2023", "2023-06-12"),
        ("12-Jun-2023", "2023-06-12"),
        ("12. Juni 2023", "2023-06-12"),
        ("12 de junio de 2023", "2023-06-12"),
        ("2023/6/12", "2023-06-12"),
        ("2023-06-12T10:15:00Z", "2023-06-12"),
        ("25.12.2023", "2023-12-25"),
        ("12/25/2023", "2023-12-25"),
        ("JUNE 12,2023", "2023-06-12"),
        ("30 February 2023", None),
        ("1.2.3.2023", None),
        ("10 march workers", None),
    ],
)
def test_dates(printed: str, date: str | None) -> None:
    assert next((mention.resolve() for mention in find_dates(printed)), None) == date


def test_a_date_in_an_address() -> None:
    assert address_date("https://example.cn/a/202407/03/WS6684.html") == "2024-07-03"
    assert address_date("https://example.com/2023/13/45/x") is None


@pytest.mark.parametrize("body", [BODY, BODY.split("\n\n")[0], "one word", "a\nb\nc", "Overview\n\n" + BODY])
def test_a_text_without_a_header_comes_through_whole(body: str) -> None:
    article = read_bytes(body.encode(), "x.txt", "x.txt")
    assert (article.title + article.text).split()[-1] == body.split()[-1]
    assert set(body.split()) <= set((article.title + "\n" + article.text).split())


def test_the_date_in_the_name_of_the_file_is_the_last_resort() -> None:
    assert read_bytes(BODY.encode(), "2023-06-12_park.txt", "").published == "2023-06-12"
    assert (
        read_bytes(f"{TITLE}\n\nUpdated: 2021-01-02\n\n{BODY}".encode(), "2023-06-12.txt", "").published
        == "2021-01-02"
    )


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (
            "Tiles sell\n\nCastellón (Spain), Feb 21 (EFE).- Makers sold less in 2022, the body said Tuesday.",
            "2023-02-21",
        ),
        ("Pay rises\n\nUlm, 9 Mar (EFE).- Pay rose in 2023, Nord AG said on Monday.", None),
        ("Pay rises\n\nUlm, 9 Mar (EFE).- Pay rose, Nord AG said on Thursday.", None),
        (
            "Pay to rise\n\nUlm, 9 Mar (EFE).- Pay is to rise by 2030 after 2022, Nord AG said on Thursday.",
            "2023-03-09",
        ),
    ],
)
def test_the_weekday_tells_the_year_of_a_dateline_that_prints_none(text: str, published: str | None) -> None:
    assert read_bytes(text.encode(), "a.txt", "a.txt").published == published
