"""The publisher is found wherever an outlet names itself: header, masthead, headline, foot."""

from __future__ import annotations

import pytest

from store.reading import read_bytes

TITLE = "Industrial park adds tenants as revenue climbs"
BODY = (
    "The industrial park in the region has 52 tenants and recorded revenue of 3 billion last year, "
    "officials said on Friday.\n\n"
    "It plans to add 20 more firms by 2025 as part of its expansion, according to the plan released this week."
)

ABOVE = [
    # what stands above the headline, and the publisher
    ("Penang Economic Daily\nHome | News | Business | Property | Opinion\n", "Penang Economic Daily"),
    ("THE COASTAL HERALD\nNEWS  BUSINESS  SPORT\n", "THE COASTAL HERALD"),
    ("The Port Ledger\n", "The Port Ledger"),
    ("Deccan Business Line   Markets   Companies   Opinion\n", "Deccan Business Line"),
    ("Mekong Investor > News > Industry\n", "Mekong Investor"),
    ("gov.sg > Press room\n", "gov.sg"),
    ("Engineering Weekly | Home | Automotive\n", "Engineering Weekly"),
    ("SaigonToday\nNews Business Travel Life\n", "SaigonToday"),
    ("en.suzhou.gov.cn\nHome > News > Local\n", "en.suzhou.gov.cn"),
    ("Welsh Government News\nPress release\n", "Welsh Government News"),
    # a section, a place or a kind of text is none
    ("Business\n", None),
    ("News / India / Tamil Nadu\n", None),
    ("SOURCE / ECONOMY\n", None),
    ("Home > Business > Companies\n", None),
    ("Press Release\n", None),
    ("MEDIA STATEMENT\n", None),
    ("Press release no. 07/2017\n", None),
    ("Font size: [Large] [Medium] [Small]\n", None),
    ("ANDHRA PRADESH\n", None),
    ("All News\n", None),
    ("Zhejiang, China\n", None),
    ("Local News\n", None),
    ("Economy & Markets\n", None),
]

BELOW = [
    # what stands between the headline and the text
    ("By MND Staff\nOctober 9, 2024\n", None),
    ("Source: Xinhua | 2023-05-06\n", "Xinhua"),
    ("Source: Jilin Daily    Date: 2021-05-20    Views: 342\n", "Jilin Daily"),
    ("Publisher: Rand Review\n", "Rand Review"),
    ("Our Correspondent\nMay 3, 2023\n", None),
    ("By Rachel Hargreaves | Manufacturing | 4th October 2022\n", None),
    ("All News 15:04 August 17, 2023\n", None),
    ("By Aidana Serik in Business on 16 April 2024\n", None),
    ("From: Ministry of Trade\nPublished 12 March 2024\n", "Ministry of Trade"),
    ("India | 3 May 2023\n", None),
    ("The Straits Ledger | 3 May 2023\n", "The Straits Ledger"),
]

FOOT = [
    # what stands below the text
    ("© 2024 Penang Economic Daily", "Penang Economic Daily"),
    ("© 2023 Neckar Business Journal – All rights reserved", "Neckar Business Journal"),
    ("Copyright © 2019-2024 Mekong Investor. All Rights Reserved.", "Mekong Investor"),
    ("Copyright 1994 - 2023. All rights reserved by China Daily.", "China Daily"),
    ("(c) Rand Review 2022", "Rand Review"),
    ("©The Port Ledger. Reproduction prohibited.", "The Port Ledger"),
    ("Contact us | Advertise with us | © Copyright 1997 VnExpress.net. All rights reserved.", "VnExpress.net"),
    ("Copyright 1995 - 2022. All rights reserved.", None),
    ("© 2024 All rights reserved.", None),
    ("-- BERNAMA", "BERNAMA"),
    ("— Bernama", "Bernama"),
    ("(PTI)", "PTI"),
    ("VNA", "VNA"),
    ("EFE", "EFE"),
    ("SOURCE Xinhua Silk Road", "Xinhua Silk Road"),
    ("khj@yna.co.kr\n(END)", "Yonhap"),
    ("Contact the writer at liwenfang@chinadaily.com.cn", "China Daily"),
    ("Press contact: presse@chempark.example", None),
    ("Related news:\nWorld markets at a glance", None),
]


@pytest.mark.parametrize(("above", "publisher"), ABOVE)
def test_above_the_headline(above: str, publisher: str | None) -> None:
    article = read_bytes(f"{above}\n{TITLE}\n\n3 May 2023\n\n{BODY}".encode(), "x.txt", "")
    assert (article.title, article.publisher, article.text) == (TITLE, publisher, BODY)


@pytest.mark.parametrize(("below", "publisher"), BELOW)
def test_between_headline_and_text(below: str, publisher: str | None) -> None:
    article = read_bytes(f"{TITLE}\n{below}\n{BODY}".encode(), "x.txt", "")
    assert (article.title, article.publisher, article.text) == (TITLE, publisher, BODY)


@pytest.mark.parametrize(("foot", "publisher"), FOOT)
def test_below_the_text(foot: str, publisher: str | None) -> None:
    article = read_bytes(f"{TITLE}\n\n3 May 2023\n\n{BODY}\n\n{foot}".encode(), "x.txt", "")
    assert (article.title, article.publisher) == (TITLE, publisher)


@pytest.mark.parametrize(
    ("headline", "publisher"),
    [
        (f"{TITLE} - BBC News", "BBC News"),
        (f"{TITLE} | Reuters", "Reuters"),
        (f"{TITLE} – The Straits Times", "The Straits Times"),
        (f"{TITLE} | Viet Nam News", "Viet Nam News"),
        (f"{TITLE} - and profits fall", None),
        (f"{TITLE} - minister", None),
    ],
)
def test_the_site_behind_the_headline(headline: str, publisher: str | None) -> None:
    article = read_bytes(f"{headline}\n\n3 May 2023\n\n{BODY}".encode(), "x.txt", "")
    assert (article.title, article.publisher) == (TITLE if publisher else headline, publisher)


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (f"The Star\n{TITLE}\nSource: Xinhua | 2023-05-06\n\n{BODY}", "Xinhua"),
        (f"{TITLE}\nAll News 15:04 August 17, 2023\n\nSEOUL, Aug. 17 (Yonhap) -- {BODY}", "Yonhap"),
        (f"{TITLE}\n3 May 2023\n\nHANOI, May 3 (VNA) - {BODY}\n\n© 2023 Mekong Investor", "VNA"),
        (f"Mekong Investor\n{TITLE}\n3 May 2023\n\n{BODY}\n\n© 2023 Indochina Media Group", "Mekong Investor"),
        (
            f"Press release\n{TITLE}\nLeuna, 3 May 2023\n\n{BODY}\n\nAbout InfraWerk GmbH\nIt runs it.",
            "InfraWerk GmbH",
        ),
        (f"{TITLE}\nLeuna, 3 May 2023\n\n{BODY}\n\nAbout InfraWerk GmbH\nIt runs it.", None),
    ],
)
def test_the_surest_evidence_decides(text: str, publisher: str | None) -> None:
    assert read_bytes(text.encode(), "x.txt", "").publisher == publisher


def test_a_headline_is_no_publisher() -> None:
    text = "New Jobs, Investments Increased\n\nMonday, May 11, 2009\n\nFRANKFURT - The parks grew by 4 percent."
    assert read_bytes(text.encode(), "x.txt", "").publisher is None
