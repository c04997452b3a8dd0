"""How numbers are written in news: digits in any grouping, words, fractions, scales, and their values."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import in_lakhs, spelled

from store.extraction.numbers import find_numbers, read_digits
from store.extraction.tokens import tokenize

# Numbers in brackets, and for each "value form".
Case = tuple[str, str]

DIGITS: list[Case] = [
    ("[1,332] companies", "1332 digits"),
    ("[178,000] jobs", "178000 digits"),
    ("[12,34,567] rupees", "1234567 digits"),
    ("[1.234.567] euros", "1234567 digits"),
    ("[1.234,5] euros", "1234.5 digits"),
    ("[3,2] percent", "3.2 digits"),
    ("[90.26 billion] yuan", "90260000000 digits"),
    ("[1.2 mln] tonnes", "1200000 digits"),
    ("[450mn] shares", "450000000 digits"),
    ("[1,200 crore] rupees", "12000000000 digits"),
    ("[2 lakh crore]", "2000000000000 digits"),
    ("the existing [11 crores]", "110000000 digits"),
    ("RM[149bil] worth", "149000000000 digits"),
    ("RM[5.4 mil]", "5400000 digits"),
    ("a [10.6-billion]-yuan base", "10600000000 digits"),
    ("[10 thousand] mu", "10000 digits"),
    ("[30k] visitors", "30000 digits"),
    ("[12\u00a0500] tonnes", "12500 digits"),
    ("[1\u202f234\u202f567] tonnes", "1234567 digits"),
    ("[12½] hectares", "12.5 digits"),
    ("[3 1/2] years", "3.5 digits"),
    ("[3/4] of it", "0.75 fraction"),
    ("[½] of it", "0.5 fraction"),
    ("[46.1]percent", "46.1 digits"),
    ("[220]-kV", "220 digits"),
    ("[5]G", "5 digits"),
]

WORDS: list[Case] = [
    ("[four] clusters", "4 words"),
    ("[seventeen] firms", "17 words"),
    ("[twenty-five] firms", "25 words"),
    ("[three billion] yuan", "3000000000 words"),
    ("[three hundred and twelve thousand] jobs", "312000 words"),
    ("[one million two hundred thousand]", "1200000 words"),
    ("[a million] euros", "1000000 words"),
    ("[a dozen] firms", "12 words"),
    ("[half a million] euros", "500000 words"),
    ("[two and a half] years", "2.5 words"),
    ("[two dozen] firms", "24 words"),
    ("[six lakh] people", "600000 words"),
    ("[two million] and [one billion]", "2000000 words; 1000000000 words"),
    ("[seven] to [10] days", "7 words; 10 digits"),
]

VAGUE: list[Case] = [
    ("[dozens] of firms", "12 vague"),
    ("[tens of millions] of dollars", "10000000 vague"),
    ("[hundreds of thousands] of jobs", "100000 vague"),
    ("[several hundred] firms", "100 vague"),
    ("several firms", ""),
]

PARTS: list[Case] = [
    ("[a third] of it", "0.333333333333 fraction"),
    ("[one-sixth] of it", "0.166666666667 fraction"),
    ("[two-thirds] of it", "0.666666666667 fraction"),
    ("[three quarters] of it", "0.75 fraction"),
    ("[one fourth] of it", "0.25 fraction"),
    ("[half] of it", "0.5 fraction"),
    ("[one in eight] firms", "0.125 ratio"),
    ("[seven out of 10] firms", "0.7 ratio"),
    ("[one out of every 13] firms", "0.076923076923 ratio"),
    ("[three] in [10] years", "3 words; 10 digits"),
]

PLACES: list[Case] = [
    ("its [first] plant", "1 ordinal"),
    ("the [21st] plant", "21 ordinal"),
    ("it ranked [third] in the province", "3 rank"),
    ("the [third-largest] port", "3 rank"),
    ("the [second most] visited", "2 rank"),
    ("it is [No. 3] in the world", "3 rank"),
    ("the [first] test", "1 ordinal"),
]

MULTIPLES: list[Case] = [
    ("revenue [doubled]", "100 multiple"),
    ("it will [triple] output", "200 multiple"),
    ("output [halved]", "-50 multiple"),
    ("double the price", ""),
]

NOT_READ: list[Case] = [
    ("a code of [1,23,4]", "0 unreadable"),
    ("the address [192.168.1.2]", "0 unreadable"),
    ("a key of [" + "9" * 40 + "]", "0 unreadable"),
]


def numbers(text: str, space_groups: bool = False) -> list[tuple[str, float, str]]:
    tokens = tokenize(text, 0, len(text))
    return [
        (text[tokens[each.first].start : tokens[each.last - 1].end], each.value, each.form)
        for each in find_numbers(tokens, space_groups=space_groups)
    ]


@pytest.mark.parametrize(
    ("marked", "expected"),
    DIGITS + WORDS + VAGUE + PARTS + PLACES + MULTIPLES + NOT_READ,
    ids=lambda text: text[:40],
)
def test_numbers_with_their_values(marked: str, expected: str) -> None:
    quotes = re.findall(r"\[(.*?)\]", marked)
    found = numbers(re.sub(r"[\[\]]", "", marked))
    assert [quote for quote, _, _ in found] == quotes
    assert "; ".join(f"{round(value, 12):.15g} {form}" for _, value, form in found) == expected


def test_a_plain_blank_groups_thousands_only_where_the_country_does_so() -> None:
    assert [value for _, value, _ in numbers("9 003 hectares", space_groups=True)] == [9003]
    assert [value for _, value, _ in numbers("9 003 hectares")] == [9, 3]


def test_a_blank_may_follow_a_decimal_comma_before_a_scale_where_blanks_group() -> None:
    assert [value for _, value, _ in numbers("R343, 4 million", space_groups=True)] == [343_400_000]
    assert [value for _, value, _ in numbers("R343, 4 plants", space_groups=True)] == [343, 4]


WHOLE = st.integers(min_value=1_000, max_value=10**12)


class TestStandardForms:
    """A number has the same value in every standard form."""

    @given(WHOLE, st.sampled_from((",", ".", "\u00a0", "\u2009", "\u202f")))
    def test_groups_of_three(self, number: int, separator: str) -> None:
        if separator == "." and number < 1_000_000:
            separator = ","  # "1.234" is a decimal
        assert [value for _, value, _ in numbers(f"{number:,}".replace(",", separator))] == [number]

    @given(WHOLE)
    def test_groups_of_three_by_blanks_where_usual(self, number: int) -> None:
        assert [value for _, value, _ in numbers(f"{number:,}".replace(",", " "), space_groups=True)] == [
            number
        ]

    @given(st.integers(min_value=100_000, max_value=10**11))
    def test_lakh_groups(self, number: int) -> None:
        assert read_digits(in_lakhs(number)) == number

    @given(
        st.integers(1, 9_999),
        st.integers(0, 3),
        st.sampled_from(("million", "billion", "mln", "bn", "crore", "lakh")),
    )
    def test_scales_are_exact(self, literal: int, decimals: int, scale: str) -> None:
        value = {"million": 6, "mln": 6, "billion": 9, "bn": 9, "crore": 7, "lakh": 5}[scale]
        text = f"{literal / 10**decimals:.{decimals}f} {scale}"
        assert [value for _, value, _ in numbers(text)] == [literal * 10 ** (value - decimals)]

    @given(st.integers(1, 10**12 - 1), st.booleans())
    def test_words(self, number: int, british: bool) -> None:
        assert [value for _, value, _ in numbers(spelled(number, british))] == [number]
