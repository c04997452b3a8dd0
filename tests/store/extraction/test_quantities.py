"""Quantities: numbers with unit, bound, range and conversion, as facts state them."""

from __future__ import annotations

import re

import pytest
from texts import article_of

from store.extraction import extract
from store.records import Fact

# Quotes in brackets, and for each "value[ to upper] unit bound[ = conversion]".
Case = tuple[str, str]

BOUNDS: list[Case] = [
    ("Revenue exceeded [90 billion yuan].", "90000000000 CNY over"),
    ("Revenue was more than [90 billion yuan].", "90000000000 CNY over"),
    ("As many as [90] workers lost their jobs.", "90 workers exact"),
    ("Revenue topped [90 billion yuan].", "90000000000 CNY over"),
    ("Revenue reached nearly [90 billion yuan].", "90000000000 CNY about"),
    ("Revenue was about [90 billion yuan].", "90000000000 CNY about"),
    ("Revenue was some [90 billion yuan].", "90000000000 CNY about"),
    ("Revenue was at least [90 billion yuan].", "90000000000 CNY at_least"),
    ("Revenue was no less than [90 billion yuan].", "90000000000 CNY at_least"),
    ("Revenue was less than [90 billion yuan].", "90000000000 CNY under"),
    ("Revenue was just under [90 billion yuan].", "90000000000 CNY under"),
    ("Revenue was up to [90 billion yuan].", "90000000000 CNY at_most"),
    ("Revenue was no more than [90 billion yuan].", "90000000000 CNY at_most"),
    ("Revenue was [90 billion yuan] or more.", "90000000000 CNY at_least"),
    ("It takes [30 days] at most.", "30 day at_most"),
    ("The road spread over [5 hectares].", "5 hectare exact"),
    ("The firm spent [€50m] over [three years].", "50000000 EUR exact; 3 year exact"),
    ("The share added up to [58 percent].", "58 % exact"),
    ("The state passed [two] laws.", "2 laws exact"),
    ("It allotted [1,832 sq mt] of land.", "1832 square meter exact"),
    ("It took in [450,000 tons] of twenty-foot equivalent units.", "450000 tonne exact"),
    (
        "The port passed [two] million visitors.".replace("[two] million", "[two million]"),
        "2000000 visitors over",
    ),
]

RANGES: list[Case] = [
    ("Delivery takes [seven to 10 days].", "7 to 10 day between"),
    ("Growth of [3-4 percent] is expected.", "3 to 4 % between"),
    ("Growth of between [5 and 7 percent] is expected.", "5 to 7 % between"),
    ("It will invest [$5 million to $10 million].", "5000000 to 10000000 USD between"),
    ("It will invest [$5 to $10 million].", "5000000 to 10000000 USD between"),
    ("It will invest [5 to 10 million yuan].", "5000000 to 10000000 CNY between"),
    ("It will invest [5 million-10 million yuan].", "5000000 to 10000000 CNY between"),
    ("Pipes of [2 to 3 metres] are made.", "2 to 3 meter between"),
    ("Revenue rose by [5 to 7 percent].", "5 to 7 % between"),
    ("The wage rose by [$1] to [$8.25 per hour].", "1 USD exact; 8.25 USD per hour exact"),
    ("Output grew by [5 percent] to [7.2 million tonnes].", "5 % exact; 7200000 tonne exact"),
    ("The price rose [€1.40] to [€19.10].", "1.4 EUR exact; 19.1 EUR exact"),
    ("Firms grew by [33] to [164].", "33 firms exact; 164 firms exact"),
    (
        "Output is to rise [5] to [7] million tonnes.".replace(
            "[5] to [7] million tonnes", "[5 to 7 million tonnes]"
        ),
        "5000000 to 7000000 tonne between",
    ),
    (
        "Capacity will grow by [3], [5] and [7 million tonnes].",
        "3000000 tonne exact; 5000000 tonne exact; 7000000 tonne exact",
    ),
    ("Tea and nuts took [9] and [6 per cent].", "9 % exact; 6 % exact"),
    (
        "Revenue rose from [3.1 billion yuan] to [4.5 billion yuan].",
        "3100000000 CNY exact; 4500000000 CNY exact",
    ),
]

CONVERSIONS: list[Case] = [
    ("Revenue was [90.26 billion yuan] ($12.95 billion).", "90260000000 CNY exact = 12950000000 USD"),
    ("Revenue was [90.26 billion yuan] (about $12.95 billion).", "90260000000 CNY exact = 12950000000 USD"),
    (
        "Revenue was [90.26 billion yuan], or $12.95 billion, last year.",
        "90260000000 CNY exact = 12950000000 USD",
    ),
    ("The park covers [1,500 mu] (100 hectares).", "1500 mu exact = 100 hectare"),
    ("Revenue was [90 million yuan] (up [10 percent]).", "90000000 CNY exact; 10 % exact"),
]

COMPOUNDS: list[Case] = [
    ("The [10.6-billion-yuan] base opened.", "10600000000 CNY exact"),
    ("A [220-kV] line was built.", "220 kilovolt exact"),
    ("A [30-year] lease was signed.", "30 year exact"),
    ("Profit fell [46.1percent].", "46.1 % exact"),
    ("A [60-second] wait is usual.", "60 second exact"),
    ("Revenue was [120 MEUR].", "120000000 EUR exact"),
    ("Power costs [15 cents per kilowatt-hour].", "0.15 USD per kilowatt-hour exact"),
    ("It earned [12 cents a share].".replace("cents a share]", "cents] a share"), "0.12 USD exact"),
    ("The engine has [197 Nm] of torque and [151 PS].", "197 newton meter exact; 151 metric horsepower exact"),
    ("Revenue was [1901.1 million yuan].", "1901100000 CNY exact"),
    ("Land costs [RM70 psf].", "70 MYR per square foot exact"),
    ("It has [3 million and a half] customers.", "3500000 customers exact"),
    ("It has [a quarter million] customers.", "250000 customers exact"),
    ("The fund is worth [10 tln yen].", "1e+13 JPY exact"),
    ("The state approved [RM63.4bil] in projects.", "63400000000 MYR exact"),
    ("It pumps [650,000bpd].", "650000 barrel per day exact"),
    ("Unemployment fell by [0.3 points] to [6.9%].", "0.3 percentage point exact; 6.9 % exact"),
    ("It signed [28] memoranda.", "28 memoranda exact"),
    ("Investment came to [OMR 180 million] (USD 467 million).", "180000000 OMR exact = 467000000 USD"),
]


def told(fact: Fact) -> str:
    upper = "" if fact.upper is None else f" to {fact.upper:.12g}"
    conversion = "" if fact.equivalent is None else f" = {fact.equivalent.value:.12g} {fact.equivalent.unit}"
    return f"{fact.value:.12g}{upper} {fact.unit} {fact.bound}{conversion}"


@pytest.mark.parametrize(
    ("marked", "expected"), BOUNDS + RANGES + CONVERSIONS + COMPOUNDS, ids=lambda text: text[:60]
)
def test_quantities_with_bound_range_and_conversion(marked: str, expected: str) -> None:
    facts = extract(article_of(re.sub(r"[\[\]]", "", marked))).facts
    assert [fact.quote for fact in facts] == re.findall(r"\[(.*?)\]", marked)
    assert "; ".join(map(told, facts)) == expected


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Profit rose by 3,000 yuan.", "increase"),
        ("Profit was up 10 percent.", "increase"),
        ("Profit saw a 15% rise.", "increase"),
        ("Profit fell 10 percent.", "decrease"),
        ("Profit was down 10 percent.", "decrease"),
        ("The firm cut its emissions by 20 percent.", "decrease"),
        ("The firm cut emissions by 20 percent.", "decrease"),
        ("The share was 4.2 percentage points higher.", "increase"),
        ("Profit doubled.", "increase"),
        ("The share was 40 percent.", None),
    ],
)
def test_a_quantity_that_is_a_change_tells_its_direction(text: str, change: str | None) -> None:
    (fact,) = extract(article_of(text)).facts
    assert fact.change == change


@pytest.mark.parametrize(
    "text",
    [
        "It was founded in 2008.",
        "It opened on March 3, 2021.",
        "Call 0537-2348765 for details.",
        "The 14th Five-Year Plan was passed.",
        "The COVID-19 pandemic ended.",
        "It launched a 5G network.",
        "A fourth extension is planned.",
        "It follows a “1+1+4” scheme.",
        "In Q2 it was founded.",
        "It is one of the best.",
        "The new Batu Kawan Industrial Park 2 is large.",
        "Its Batu Kawan 2 plant is large.",
        "It is a 50:50 joint venture.",
        "Nord and Vega are firms; the two also make tiles.",
        "Its first plant opened.",
        "Document No. 23 was issued.",
        "In the 70's it was founded.",
        "The meeting began at 10:30 a.m.",
        "It drives the 2020 Sentra.",
        "It is told by a 2021 PwC study.",
        "It belongs to the “Four New” economy.",
        "Land in Industrial Zone Phase 1, 2, 3 and 4 is leased.",
        "The new park is KHTP 2.",
        "It has comfortable Zero Gravity Seats.",
        "One prohibits them from fishing.",
        "It is legal for buyers over 21 at a shop.",
        "It helps people aged 65 or older.",
    ],
)
def test_numbers_that_are_no_quantities_are_set_aside(text: str) -> None:
    extraction = extract(article_of(text))
    assert extraction.facts == ()
    assert all(aside.reason != "not understood" for aside in extraction.asides)
    assert extraction.asides or not any(mark.isdigit() for mark in text)


def test_a_number_beyond_any_quantity_is_not_understood() -> None:
    extraction = extract(article_of("It cost a " + "million " * 50 + "yuan."))
    assert extraction.facts == ()
    assert {aside.reason for aside in extraction.asides} == {"not understood"}
