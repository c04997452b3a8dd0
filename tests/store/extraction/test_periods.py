"""How news speak of time: expressions, their intervals, and the part they play."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.extraction.periods import earlier, find_periods

PUBLISHED = date(2022, 7, 8)  # a Friday

# Expressions in brackets, and for each "interval role"; no brackets, no expression. "-" stands for no interval.
Case = tuple[str, str]

YEARS: list[Case] = [
    ("[Last year], output totaled three billion yuan.", "2021-01-01/2021-12-31 within"),
    ("[In 2021], revenues reached 20.58 billion yuan.", "2021-01-01/2021-12-31 within"),
    ("It had 52 tenants [in the year 2020].", "2020-01-01/2020-12-31 within"),
    ("Output will exceed 60 billion yuan [this year].", "2022-01-01/2022-12-31 within"),
    ("Sales should double [next year].", "2023-01-01/2023-12-31 within"),
    ("[The 2021] output was a record.", "2021-01-01/2021-12-31 within"),
    ("The group raised [its 2022] target.", "2022-01-01/2022-12-31 within"),
    ("[2023] revenue is put at 5 billion.", "2023-01-01/2023-12-31 within"),
    ("Net profit [for 2021] fell.", "2021-01-01/2021-12-31 within"),
    ("in all [of 2020] and [throughout 2021]", "2020-01-01/2020-12-31 within; 2021-01-01/2021-12-31 within"),
    ("[In 2020 and 2021], it hired 300.", "2020-01-01/2021-12-31 within"),
    (
        "It grew 5% and 7% [in 2020] and [2021], respectively.",
        "2020-01-01/2020-12-31 within; 2021-01-01/2021-12-31 within",
    ),
    ("[In 2016] and [2021], it hired 300.", "2016-01-01/2016-12-31 within; 2021-01-01/2021-12-31 within"),
    ("It closed [2021] with a record profit.", "2021-01-01/2021-12-31 within"),
    ("It ended [2021] up 5 percent.", "2021-01-01/2021-12-31 within"),
    ("The figure ([2021]) was lower.", "2021-01-01/2021-12-31 within"),
    ("[As early as 2015], it had a port.", "2015-01-01/2015-12-31 within"),
    ("Rents were RM45 [four years ago].", "2018-01-01/2018-12-31 within"),
    ("[A decade ago] it was a village.", "2012-01-01/2012-12-31 within"),
    ("[The year before last], 3 plants closed.", "2020-01-01/2020-12-31 within"),
    ("It was founded [in the 1990s].", "1990-01-01/1999-12-31 within"),
    ("It grew [in the early 1980s].", "1980-01-01/1983-04-30 within"),
    ("[Since the 1970's] it has exported.", "1970-01-01/.. since"),
    ("the boom [of the '90s]", "1990-01-01/1999-12-31 within"),
    ("It was built [in nineteen ninety-nine].", "1999-01-01/1999-12-31 within"),
    ("[for the whole of 2022]", "2022-01-01/2022-12-31 within"),
    ("the target [for the whole year]", "2022-01-01/2022-12-31 within"),
    ("[full-year 2021] profit", "2021-01-01/2021-12-31 within"),
]

PARTS: list[Case] = [
    ("[In the first half of this year], it sold 5.", "2022-01-01/2022-06-30 within"),
    ("144 projects [from January to April].", "2022-01-01/2022-04-30 within"),
    ("144 projects [in January-April].", "2022-01-01/2022-04-30 within"),
    ("Trade grew [between January and May].", "2022-01-01/2022-05-31 within"),
    ("Trade grew [from January through May this year].", "2022-01-01/2022-05-31 within"),
    ("[In the January-September period of 2021], 5 firms came.", "2021-01-01/2021-09-30 within"),
    ("[From Jan to June], 5 firms came.", "2022-01-01/2022-06-30 within"),
    ("[Jan-Apr 2023] exports", "2023-01-01/2023-04-30 within"),
    ("[In the first four months], 5 firms came.", "2022-01-01/2022-04-30 within"),
    ("[in the first 11 months of last year]", "2021-01-01/2021-11-30 within"),
    ("[In the first three quarters of 2021], 5 firms came.", "2021-01-01/2021-09-30 within"),
    ("[in the last two months of 2021]", "2021-11-01/2021-12-31 within"),
    ("[in the second and third quarters of 2021]", "2021-04-01/2021-09-30 within"),
    ("[In the first quarter], 5 firms came.", "2022-01-01/2022-03-31 within"),
    ("[in the fourth quarter]", "2021-10-01/2021-12-31 within"),
    ("[first-quarter] profit", "2022-01-01/2022-03-31 within"),
    ("[first-half 2021] sales", "2021-01-01/2021-06-30 within"),
    ("[last year's fourth quarter]", "2021-10-01/2021-12-31 within"),
    ("[2021's first half]", "2021-01-01/2021-06-30 within"),
    ("[In Q2 2021] and [H1 2021]", "2021-04-01/2021-06-30 within; 2021-01-01/2021-06-30 within"),
    ("[in 2021 Q3] and [in Q3/2021]", "2021-07-01/2021-09-30 within; 2021-07-01/2021-09-30 within"),
    (
        "[1H2021], [2Q21], [2016H2], [9M2021]",
        "2021-01-01/2021-06-30 within; 2021-04-01/2021-06-30 within; "
        "2016-07-01/2016-12-31 within; 2021-01-01/2021-09-30 within",
    ),
    ("[in the first nine months (9M) of 2021]", "2021-01-01/2021-09-30 within"),
    ("[Q1 to Q3 2021]", "2021-01-01/2021-09-30 within"),
    ("[In May], 5 firms came.", "2022-05-01/2022-05-31 within"),
    ("[In October], 5 firms came.", "2021-10-01/2021-10-31 within"),
    ("It broke ground [in July last year].", "2021-07-01/2021-07-31 within"),
    ("It broke ground [in July of last year].", "2021-07-01/2021-07-31 within"),
    (
        "[July 2021], [July, 2021], [in 2021 July]",
        "2021-07-01/2021-07-31 within; 2021-07-01/2021-07-31 within; 2021-07-01/2021-07-31 within",
    ),
    ("[the month of May]", "2022-05-01/2022-05-31 within"),
    ("[last month] and [last December]", "2022-06-01/2022-06-30 within; 2021-12-01/2021-12-31 within"),
    ("[this quarter] and [next quarter]", "2022-07-01/2022-09-30 within; 2022-10-01/2022-12-31 within"),
    (
        "[in the last quarter], [in the last quarter of 2021]",
        "2022-04-01/2022-06-30 within; 2021-10-01/2021-12-31 within",
    ),
    ("[last week], [this week]", "2022-06-27/2022-07-03 within; 2022-07-04/2022-07-10 within"),
    (
        "[last summer], [in the spring of 2021], [winter 2021]",
        "2021-06-01/2021-08-31 within; 2021-03-01/2021-05-31 within; 2021-12-01/2022-02-28 within",
    ),
    (
        "[in early 2021], [late last year], [in mid-2021]",
        "2021-01-01/2021-04-30 within; 2021-09-01/2021-12-31 within; 2021-05-01/2021-08-31 within",
    ),
    ("[at the beginning of 2021]", "2021-01-01/2021-04-30 within"),
    ("[earlier this year], [later this year]", "2022-01-01/2022-07-08 within; 2022-07-08/2022-12-31 within"),
    ("[the rest of the year]", "2022-07-08/2022-12-31 within"),
    ("[over the weekend]", "2022-07-02/2022-07-03 within"),
    ("[in the first week of June]", "2022-05-30/2022-06-05 within"),
    ("[in the first ten days of June]", "2022-06-01/2022-06-10 within"),
    ("[the year to March 2022]", "2021-04-01/2022-03-31 within"),
    ("[in the 12 months to June]", "2021-07-01/2022-06-30 within"),
    ("[the three months ended September 30]", "2021-07-01/2021-09-30 within"),
    ("[for the quarter ended June 30, 2022]", "2022-04-01/2022-06-30 within"),
    (
        "[the June quarter], [the March 2021 quarter]",
        "2022-04-01/2022-06-30 within; 2021-01-01/2021-03-31 within",
    ),
    ("[over the 10 years to 2021]", "2012-01-01/2021-12-31 within"),
    (
        "[In January and February] and [in July and August last year]",
        "2022-01-01/2022-02-28 within; 2021-07-01/2021-08-31 within",
    ),
    ("[during the Spring Festival holiday]", "2022-01-31/2022-02-07 within"),
    ("[over the National Day holiday last year]", "2021-10-01/2021-10-07 within"),
]

RANGES: list[Case] = [
    ("[Between 2016 and 2020], output doubled.", "2016-01-01/2020-12-31 within"),
    (
        "[from 2016 to 2020], [2016-2020], [2016–20]",
        "2016-01-01/2020-12-31 within; 2016-01-01/2020-12-31 within; 2016-01-01/2020-12-31 within",
    ),
    ("[During the 13th Five-Year Plan period (2016-20)], it rose.", "2016-01-01/2020-12-31 within"),
    ("[during the 14th Five-Year Plan]", "2021-01-01/2025-12-31 within"),
    ("[from July 2021 to June 2022]", "2021-07-01/2022-06-30 within"),
    ("[between March and August 2021]", "2021-03-01/2021-08-31 within"),
    ("[from November to February]", "2021-11-01/2022-02-28 within"),
    ("[from Jan. 1 to June 30]", "2022-01-01/2022-06-30 within"),
    ("[from Dec 20, 2021 to Jan 5]", "2021-12-20/2022-01-05 within"),
    (
        "[from July 10 to 15], [July 10-15, 2021], [10-15 July]",
        "2022-07-10/2022-07-15 within; 2021-07-10/2021-07-15 within; 2022-07-10/2022-07-15 within",
    ),
    ("[from mid-2021 to the end of March]", "2021-05-01/2022-03-31 within"),
    ("[from 2019 to date], [from 2019 until now]", "2019-01-01/.. since; 2019-01-01/.. since"),
    (
        "[from now until 2030], [between now and November 15]",
        "2022-07-08/2030-12-31 future; 2022-07-08/2022-11-15 future",
    ),
]

HALF_OPEN: list[Case] = [
    ("[Since August 2021], efforts were made.", "2021-08-01/.. since"),
    ("[Since 2019] it has hired 300.", "2019-01-01/.. since"),
    ("[Since the beginning of this year], 13 were named.", "2022-01-01/.. since"),
    ("[since the end of 2021], [since mid-2021]", "2021-12-31/.. since; 2021-07-01/.. since"),
    ("[since June 30]", "2022-06-30/.. since"),
    ("It has made 5 [so far this year].", "2022-01-01/.. since"),
    ("[Since its founding in 2008], it has drawn 5.", "2008-01-01/.. since"),
    ("[Since the group announced its plans in May 2021], 86 came.", "2021-05-01/.. since"),
    ("[year to date], [So far in 2022]", "2022-01-01/.. since; 2022-01-01/.. since"),
    ("[from 2023 on], [from July 1]", "2023-01-01/.. since; 2022-07-01/.. since"),
    ("[from 2023 onwards]", "2023-01-01/.. since"),
    ("[after 2025]", "2026-01-01/.. since"),
    ("[By 2025], it will have 5.", "../2025-12-31 until"),
    (
        "[by the end of 2025], [by end-2025], [by year-end 2025]",
        "../2025-12-31 until; ../2025-12-31 until; ../2025-12-31 until",
    ),
    ("[by the end of this year], [by the end of the decade]", "../2022-12-31 until; ../2029-12-31 until"),
    ("[As of the end of June], it had 52.", "../2022-06-30 until"),
    ("[as of June 30], [as of December 31]", "../2022-06-30 until; ../2021-12-31 until"),
    ("[at the end of last year], [at the end of 2021]", "../2021-12-31 until; ../2021-12-31 until"),
    ("[end of February], [year-end]", "../2022-02-28 until; ../2022-12-31 until"),
    (
        "[until 2030], [up to December 2021], [before 2025]",
        "../2030-12-31 until; ../2021-12-31 until; ../2024-12-31 until",
    ),
    (
        "[by mid-2023], [by early 2023], [by June 2023]",
        "../2023-06-30 until; ../2023-04-30 until; ../2023-06-30 until",
    ),
    ("[by July 31, 2023], [by 31 December 2025]", "../2023-07-31 until; ../2025-12-31 until"),
    ("[By the end of the 14th Five-Year Plan period (2021-2025)], it will.", "../2025-12-31 until"),
    ("a plan with a vision [to 2050]", "../2050-12-31 until"),
    ("[no later than 2027]", "../2027-12-31 until"),
]

COMPARISONS: list[Case] = [
    ("up 10 percent [year on year]", "- comparison"),
    ("a [year-on-year] rise, a [month-on-month] fall", "- comparison; - comparison"),
    (
        "up 5% [YoY], 3% [y-o-y], 2% [y/y] and 1% [QoQ]",
        "- comparison; - comparison; - comparison; - comparison",
    ),
    ("up 5 percent [on a yearly basis]", "- comparison"),
    ("up 5 percent [compared with 2020]", "2020-01-01/2020-12-31 comparison"),
    ("up 5 percent [from 2019]", "2019-01-01/2019-12-31 comparison"),
    ("it rose 3.2 percent [from June]", "2022-06-01/2022-06-30 comparison"),
    ("up 12.3 percent [over the previous year]", "- comparison"),
    ("up 5 percent [over last year]", "2021-01-01/2021-12-31 comparison"),
    ("down a fifth [on 2019]", "2019-01-01/2019-12-31 comparison"),
    ("up 5 percent [on the year]", "- comparison"),
    ("up 5 percent [from a year earlier], 140 percent [from a year ago]", "- comparison; - comparison"),
    ("more [than in 2021]", "2021-01-01/2021-12-31 comparison"),
    ("fewer [than in the year before]", "- comparison"),
    ("higher [than in the same period last year]", "- comparison"),
    ("up 5 percent [compared to the same period of 2021]", "- comparison"),
    ("up 5 percent [over the same period of last year]", "- comparison"),
    ("[Compared to the corresponding period last year], it fell.", "- comparison"),
    ("down 4 percent [from the same quarter of 2021]", "- comparison"),
    ("against 40 million [in the prior-year period]", "- comparison"),
    ("beating [the year-ago quarter]", "- comparison"),
    ("up 5 percent [from the previous month]", "- comparison"),
    ("higher [than the second quarter]", "2022-04-01/2022-06-30 comparison"),
    (
        "3% [above 2019 levels], cut by 68% [on 1990 levels]",
        "2019-01-01/2019-12-31 comparison; 1990-01-01/1990-12-31 comparison",
    ),
    ("compared with 3.2 billion [in 2015]", "2015-01-01/2015-12-31 within"),
    ("3.2 billion, up from 2.1 billion [in 2018]", "2018-01-01/2018-12-31 within"),
    ("will make 900 tons more [from 2027]", "2027-01-01/.. since"),
    ("orders should pick up [from August]", "2021-08-01/.. since"),
]

# Times counted from one that the text told before.
TOLD: list[Case] = [
    ("[In 2018] it fell. [That year], [in that year]",
     "2018-01-01/2018-12-31 within; 2018-01-01/2018-12-31 within; 2018-01-01/2018-12-31 within"),
    ("It opened [in May 2018]. [That year] it hired 50.",
     "2018-05-01/2018-05-31 within; 2018-01-01/2018-12-31 within"),
    ("[In 2018] it fell. [The following year] it rose.",
     "2018-01-01/2018-12-31 within; 2019-01-01/2019-12-31 within"),
    ("[in the first quarter of 2021] and [in the following quarter]",
     "2021-01-01/2021-03-31 within; 2021-04-01/2021-06-30 within"),
    ("[In 2008] it had 400 firms; [ten years later] it had 600.",
     "2008-01-01/2008-12-31 within; 2018-01-01/2018-12-31 within"),
    ("It opened [in 2015]. [Since then] it has hired 50.", "2015-01-01/2015-12-31 within; 2015-01-01/.. since"),
    ("[Since 2015] it has hired 50. [Over that period] it grew.", "2015-01-01/.. since; 2015-01-01/.. since"),
    ("It hopes for 50 [over the next five years]. [By then] it expects 60.",
     "2022-07-08/2027-07-08 future; ../2027-07-08 until"),
    ("[In January-May] it fell. [In the five-month period] exports rose.",
     "2022-01-01/2022-05-31 within; 2022-01-01/2022-05-31 within"),
    ("[In the first quarter] it fell. Exports [in the quarter] rose.",
     "2022-01-01/2022-03-31 within; 2022-01-01/2022-03-31 within"),
    ("Exports [for the six months] rose.", "2022-01-01/2022-06-30 within"),
    ("[In 2018] he said that half of them and that quarter of a million fell.", "2018-01-01/2018-12-31 within"),
]  # fmt: skip

LENGTHS: list[Case] = [
    ("[over the next 5-7 years]", "2022-07-08/2029-07-08 future"),
    ("[in the next three to five years]", "2022-07-08/2027-07-08 future"),
    ("[over the past 30 years]", "1992-07-08/2022-07-08 within"),
    ("[During the past two decades], it grew.", "2002-07-08/2022-07-08 within"),
    ("[in the last five years]", "2017-07-08/2022-07-08 within"),
    (
        "[in the past decade], [over the past year]",
        "2012-07-08/2022-07-08 within; 2021-07-08/2022-07-08 within",
    ),
    ("[over the last year]", "2021-07-08/2022-07-08 within"),
    ("[in the next five years]", "2022-07-08/2027-07-08 future"),
    (
        "[over the coming decade], [over the next 12 months]",
        "2022-07-08/2032-07-08 future; 2022-07-08/2023-07-08 future",
    ),
    ("to be built [within three years]", "2022-07-08/2025-07-08 future"),
    ("a rise of 3,500 [within twelve months]", "2021-07-08/2022-07-08 span"),
]

DATES: list[Case] = [
    ("JINING, China, [Sept. 16, 2022] /PRNewswire/ --", "2022-09-16/2022-09-16 date"),
    ("a press conference held [on July 19]", "2022-07-19/2022-07-19 date"),
    ("[on July 19 last year], [on the 5th]", "2021-07-19/2021-07-19 date; 2022-07-05/2022-07-05 date"),
    (
        "[19 July 2022], [19th of July], [July 19th]",
        "2022-07-19/2022-07-19 date; 2022-07-19/2022-07-19 date; 2022-07-19/2022-07-19 date",
    ),
    (
        "[2022-07-19], [19/07/2022], [2022.07.19], [19-07-2022]",
        "2022-07-19/2022-07-19 date; "
        "2022-07-19/2022-07-19 date; 2022-07-19/2022-07-19 date; 2022-07-19/2022-07-19 date",
    ),
    ("[On Tuesday], officials said [yesterday]", "2022-07-05/2022-07-05 date; 2022-07-07/2022-07-07 date"),
    ("[on Monday, July 4], [last Friday]", "2022-07-04/2022-07-04 date; 2022-07-01/2022-07-01 date"),
    ("open [at 10:30 am], closed [at 9 p.m.]", "- date; - date"),
    ("Updated: [2022-07-08 07:02]", "2022-07-08/2022-07-08 date"),
    ("[Friday, July 8, 2022 10:41 pm]", "2022-07-08/2022-07-08 date"),
]

NAMES: list[Case] = [
    ("the Made in China [2025] plan", "2025-01-01/2025-12-31 name"),
    ("under Vision [2030] and at Expo [2020].", "2030-01-01/2030-12-31 name; 2020-01-01/2020-12-31 name"),
    ("Industry [4.0] workshops", "- name"),
    ("[the 14th Five-Year Plan] says", "2021-01-01/2025-12-31 name"),
    ("under [the 14th Five-Year Plan (2021-25)]", "2021-01-01/2025-12-31 name"),
    ("the 12th Malaysia Plan ([2021-2025])", "2021-01-01/2025-12-31 name"),
    ("[The 2022] World Manufacturing Convention opened.", "2022-01-01/2022-12-31 name"),
    ("[At the 2021] China International Fair, 30 deals were signed.", "2021-01-01/2021-12-31 name"),
]

NOTHING: list[str] = [
    "2,025 tonnes and 2000 yuan", "2021 companies came", "a plant of 2000 square meters", "US$2021 and Rs 2000",
    "nearly 2000 people", "No. 2021", "in 2000 villages", "more than 2020 households", "in recent years",
    "24 hours a day", "100,000 tonnes a year", "three years in a row", "per year", "he may come and march",
    "a quarter of the output", "half of the firms", "two years of work", "currently 52 firms", "for decades",
    "the second project", "a 10-year high", "for 99 years", "Spring water, fall of prices", "a ratio of 1:20",
    "the first month free", "a three-year action plan", "At present", "T 023-6358-2021",
    "Report No. 2021-117", "GB/T 2022-118",
]  # fmt: skip


def _expected(marked: str, meanings: str) -> tuple[str, list[tuple[str, str | None, str]]]:
    """The text without the marks, and what is to be found in it."""
    text = marked.replace("[", "").replace("]", "")
    expressions = re.findall(r"\[(.*?)\]", marked)
    found = []
    for expression, meaning in zip(expressions, meanings.split(";"), strict=True):
        interval, role = meaning.split()
        found.append((expression, None if interval == "-" else interval, role))
    return text, found


def _found(
    text: str, published: date | None = PUBLISHED, place: str | None = None
) -> list[tuple[str, str | None, str]]:
    return [(text[m.start : m.end], m.interval, m.role) for m in find_periods(text, published, place)]


@pytest.mark.parametrize(
    ("marked", "meanings"),
    [*YEARS, *PARTS, *RANGES, *HALF_OPEN, *COMPARISONS, *TOLD, *LENGTHS, *DATES, *NAMES],
)
def test_an_expression_has_an_interval_and_a_role(marked: str, meanings: str) -> None:
    text, expected = _expected(marked, meanings)
    assert _found(text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_numbers_and_lengths_that_date_nothing_are_left(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("place", "marked", "meanings"),
    [
        ("New Delhi", "[In FY 2022-23], against 422 [in 2021-22]",
         "2022-04-01/2023-03-31 within; 2021-04-01/2022-03-31 within"),
        ("New Delhi", "[in Q1 FY24], [Q1FY23], [H1 FY23]",
         "2023-04-01/2023-06-30 within; 2022-04-01/2022-06-30 within; 2022-04-01/2022-09-30 within"),
        ("Mumbai, India", "[during April-January 2022-23]", "2022-04-01/2023-01-31 within"),
        ("Mumbai, India", "[in the April-June quarter of FY23]", "2022-04-01/2022-06-30 within"),
        ("India", "[in the first nine months of the current financial year]", "2022-04-01/2022-12-31 within"),
        ("Mumbai, India", "[this fiscal], [last fiscal], [in fiscal 2022]",
         "2022-04-01/2023-03-31 within; 2021-04-01/2022-03-31 within; 2021-04-01/2022-03-31 within"),
        ("India", "[in 2011-12], [in 2005-06]",
         "2011-04-01/2012-03-31 within; 2005-04-01/2006-03-31 within"),
        ("Mumbai, India", "[by FY26], [by 2024-25]", "../2026-03-31 until; ../2025-03-31 until"),
        ("Mumbai, India", "[for the year ended 31st March 2022]", "2021-04-01/2022-03-31 within"),
        ("India", "[2021-22 (April-December)], [the fiscal ended March 2022]",
         "2021-04-01/2021-12-31 within; 2021-04-01/2022-03-31 within"),
        # The end of its fiscal year that an article tells goes before what its country does.
        ("Germany", "[for the 2020/21 financial year], which ended [on 30 September]",
         "2020-10-01/2021-09-30 within; 2021-09-30/2021-09-30 date"),
        ("South Africa", "[in the year to end-February 2022], [the 2023 financial year]",
         "2021-03-01/2022-02-28 within; 2022-03-01/2023-02-28 within"),
        ("Johannesburg, South Africa", "[in the 2021/22 financial year]", "2021-04-01/2022-03-31 within"),
        ("Johannesburg, South Africa", "[in the third quarter of 2021/22]", "2021-10-01/2021-12-31 within"),
        ("Sheffield, UK", "[in 2021/22]", "2021-04-01/2022-03-31 within"),
        # "This year" and a quarter without a year go on with a fiscal year that was told.
        ("PUNE", "[in fiscal 2022] ... [in Q4], ... [this year]",
         "2021-04-01/2022-03-31 within; 2022-01-01/2022-03-31 within; 2022-04-01/2023-03-31 within"),
        ("PUNE", "[in the first quarter] ... [this year]",
         "2022-01-01/2022-03-31 within; 2022-01-01/2022-12-31 within"),
        ("PUNE", "[in the previous fiscal], [last fiscal]", "- comparison; 2021-04-01/2022-03-31 within"),
        ("London", "[in 2021/22], [compared with 2019/20]",
         "2021-04-01/2022-03-31 within; 2019-04-01/2020-03-31 comparison"),
        ("TOKYO", "[in fiscal 2021], [in the fiscal year ending March 2023]",
         "2021-04-01/2022-03-31 within; 2022-04-01/2023-03-31 within"),
        ("TOKYO", "up 5.2% [on year] [in May]", "- comparison; 2022-05-01/2022-05-31 within"),
        ("Washington, United States", "[in the third quarter of fiscal 2022]", "2022-04-01/2022-06-30 within"),
        ("Sydney, Australia", "[in FY22], [in the 2021-22 financial year]",
         "2021-07-01/2022-06-30 within; 2021-07-01/2022-06-30 within"),
        ("Berlin", "[in the 2021 financial year] ([previous year]: EUR 4 million)",
         "2021-01-01/2021-12-31 within; - comparison"),
        ("Jining, China", "[in fiscal 2021], [in 2021-22]",
         "2021-01-01/2021-12-31 within; 2021-01-01/2022-12-31 within"),
    ],
)  # fmt: skip
def test_fiscal_years_are_those_of_the_country(place: str, marked: str, meanings: str) -> None:
    text, expected = _expected(marked, meanings)
    assert _found(text, place=place) == expected


def test_months_with_no_name_are_those_just_over_since_a_year_began() -> None:
    text = "Profit rose in the nine months."
    assert _found(text, date(2022, 10, 25)) == [("in the nine months", "2022-01-01/2022-09-30", "within")]
    assert _found(text, date(2022, 1, 25), "India") == [
        ("in the nine months", "2021-04-01/2021-12-31", "within")
    ]
    assert _found(text, date(2022, 6, 25)) == []


def test_without_a_date_relative_expressions_stay_unresolved() -> None:
    assert _found("Last year, in May, since 2019 and on Tuesday", None) == [
        ("Last year", None, "within"),
        ("in May", None, "within"),
        ("since 2019", "2019-01-01/..", "since"),
        ("on Tuesday", None, "date"),
    ]


def test_a_year_earlier_is_counted_from_the_period_of_a_fact() -> None:
    assert earlier("2022-01-01/2022-06-30") == "2021-01-01/2021-06-30"
    assert earlier("../2024-02-29", 24) == "../2022-02-28"


def test_an_expression_does_not_reach_over_a_blank_line() -> None:
    assert _found("In July\n\n2021 was a good year") == [
        ("In July", "2022-07-01/2022-07-31", "within"),
        ("2021", "2021-01-01/2021-12-31", "within"),
    ]


def test_a_line_may_break_inside_an_expression() -> None:
    assert _found("in the first\nhalf of 2021") == [
        ("in the first\nhalf of 2021", "2021-01-01/2021-06-30", "within")
    ]


WORDS = re.findall(
    r"\S+",
    """
    in the of first half quarter quarters year years last this next 2021 2022-23 2021/22 - to from since by
    until may May March 15th 31 July 9:30 am . m , ( ) ' 's 1990s 70s FY23 fiscal financial five plan period
    century decade ago earlier before same end mid early late so far date and between within 3 ten 0 9999 1000
    31/12/9999 % Friday on
    """,
)
DAYS = st.sampled_from([None, date.min, date(2024, 2, 29), date.max])


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join)),
    DAYS,
    st.sampled_from([None, "Delhi", "Osaka"]),
)
def test_any_text_gives_ordered_expressions(text: str, published: date | None, place: str | None) -> None:
    end = 0
    for found in find_periods(text, published, place):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]
        end = found.end
        if found.interval and ".." not in found.interval:
            first, last = map(date.fromisoformat, found.interval.split("/"))
            assert first <= last


@pytest.mark.parametrize(
    "piece",
    [
        "2021 ",
        "2021-",
        "year ",
        "from May to ",
        "the first ",
        "1",
        "1,",
        "\n ",
        "FY22-",
        "July 1 - ",
        "last ",
        "(",
    ],
)
def test_a_long_line_of_anything_comes_to_an_end(piece: str) -> None:
    find_periods(piece * (100_000 // len(piece)), PUBLISHED)


def test_since_behind_a_superlative_dates_nothing() -> None:
    for text in ("It fell for the first time since 2013.", "It is the highest figure since 2008."):
        assert [mention.role for mention in find_periods(text, PUBLISHED)] == ["comparison"]


def test_a_year_that_was_closed_is_the_one_before_publication() -> None:
    (mention,) = find_periods("The cluster closed the year with a turnover of 5 billion.", date(2020, 2, 21))
    assert mention.interval == "2019-01-01/2019-12-31"


def test_two_years_together_are_one_stretch() -> None:
    (mention,) = find_periods("It will spend 5 billion over 2022 and 2023.", date(2022, 2, 21))
    assert mention.interval == "2022-01-01/2023-12-31"


def test_since_an_event_of_a_month_without_a_year() -> None:
    (mention,) = find_periods("sold since the launch last October", date(2024, 7, 15))
    assert mention.interval == "2023-10-01/.."
