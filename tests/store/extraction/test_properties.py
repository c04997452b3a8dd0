"""What holds for any text: facts point at their words, in order, and the work grows linearly with the text."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from texts import any_texts, article_of, in_lakhs, number_texts, spelled

from store.extraction import extract
from store.reading import read_bytes
from store.records import BOUNDS, KINDS, Article, fact_id

PLACES = st.sampled_from((None, "JINING", "New Delhi", "Johannesburg", "SEOUL", "London", "Hanoi"))
DATES = st.sampled_from((None, "2022-03-14", "1999-12-31", "2024-02-29"))


class TestAnyText:
    @settings(max_examples=250, deadline=None)
    @given(any_texts, DATES, PLACES)
    @example("408 km2 and a 60-second wait", "2022-03-14", None)
    @example("0/0 1/0 $ - % (", None, None)
    @example("9" * 400 + " yuan", None, None)
    @example("a " + "million " * 60, None, None)
    @example("5 " + "billion " * 60 + "yuan", None, None)
    @example("between 5 and", None, None)
    @example("İ5 percent ß ﬁ ｆ 12", None, None)
    @example("\ud800 5 percent", None, None)
    def test_facts_point_at_their_words_in_order(
        self, text: str, published: str | None, place: str | None
    ) -> None:
        article = article_of(text, published, place)
        extraction = extract(article)
        last = 0
        for fact in extraction.facts:
            assert text[fact.start : fact.end] == fact.quote
            assert last <= fact.start < fact.end
            start = fact.sentence_start(text)
            assert text[start : start + len(fact.sentence)] == fact.sentence
            assert start <= fact.start
            assert fact.end <= start + len(fact.sentence)
            last = fact.end

    @settings(max_examples=200, deadline=None)
    @given(number_texts, DATES, PLACES)
    def test_facts_have_values_of_their_kind(self, text: str, published: str | None, place: str | None) -> None:
        article = article_of(text, published, place)
        for fact in extract(article).facts:
            assert fact.id == fact_id(article.digest, fact.start, fact.end)
            assert fact.kind in KINDS
            assert fact.bound in BOUNDS
            assert (fact.upper is not None) == (fact.bound == "between")
            assert fact.upper is None or fact.value < fact.upper
            assert abs(fact.value) < float("inf")
            assert len(fact.unit) == 3 or fact.kind != "money" or " per " in fact.unit
            assert fact.unit.startswith(("%", "percentage point", "basis point")) or fact.kind != "percent"
            assert fact == type(fact).from_json(fact.to_json())

    @settings(max_examples=200, deadline=None)
    @given(any_texts)
    @example("408 km2 and a 60-second wait")
    def test_facts_and_asides_are_in_order_and_never_overlap(self, text: str) -> None:
        extraction = extract(article_of(text))
        facts = [(fact.start, fact.end) for fact in extraction.facts]
        asides = [(aside.start, aside.end) for aside in extraction.asides]
        assert facts == sorted(facts)
        assert asides == sorted(asides)
        assert all(end <= start for (_, end), (start, _) in pairwise(sorted(facts + asides)))
        for aside in extraction.asides:
            assert text[aside.start : aside.end] == aside.quote

    @settings(max_examples=60, deadline=None)
    @given(st.binary(min_size=1, max_size=200))
    def test_any_bytes_that_are_text_are_extracted(self, data: bytes) -> None:
        from store.errors import UserError

        try:
            article = read_bytes(data, "any.txt", "any.txt")
        except UserError:
            return
        for fact in extract(article).facts:
            assert article.text[fact.start : fact.end] == fact.quote


class TestStandardForms:
    @settings(max_examples=60, deadline=None)
    @given(st.integers(100, 99_999_999), st.sampled_from(("yuan", "tonnes", "people")))
    @example(12, "yuan")
    @example(164, "tonnes")
    def test_a_fact_has_the_same_value_in_every_standard_form(self, hundred_thousands: int, unit: str) -> None:
        number = hundred_thousands * 100_000
        forms = [
            f"{number:,}",
            f"{number:,}".replace(",", "\u2009"),
            f"{number:,}".replace(",", "\u00a0"),
            in_lakhs(number),
            f"{hundred_thousands / 10} million",
            f"{hundred_thousands / 10:,}-million".replace(",", ""),
            f"{hundred_thousands} lakh",
            *([spelled(number), spelled(number, british=True)] if number < 10**12 else []),
        ]
        for form in forms:
            facts = extract(article_of(f"The total was {form} {unit}.")).facts
            assert [fact.value for fact in facts] == [number], form


def steps(work: Callable[[], object]) -> int:
    """How many calls of Python and built-in functions the work makes."""
    count = 0

    def note(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        if event in ("call", "c_call"):
            count += 1

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


SENTENCE = (
    "The zone's revenue rose 12.5 percent to 90.26 billion yuan ($12.95 billion) in 2021, and 25 of 52 export. "
)
HOSTILE = {
    "sentences": SENTENCE,
    "a sentence without an end": SENTENCE.replace(".", ",").replace("12,5", "12.5"),
    "digits": "1234567890",
    "groups": "123,456,",
    "points": "1.2.",
    "spaced groups": "123 456 ",
    "pluses": "1+1+4+",
    "slashes": "1/2/",
    "letters": "a",
    "words": "a a a ",
    "number words": "one hundred and twenty-five thousand ",
    "scales": "million ",
    "hyphens": "-",
    "hyphenated": "one-two-",
    "brackets": "(",
    "bracketed numbers": "(5 ",
    "conversions": "5 yuan ($6 ",
    "quotes": "“5 ",
    "signs": "$",
    "amounts": "$5 ",
    "percents": "5% ",
    "ranges": "5-6 to 7-8 ",
    "of": "5 of 6 of ",
    "respectively": "5 and 6, respectively, ",
    "commas": "5, ",
    "years": "2021 ",
    "dates": "May 5, 2021 and ",
    "since": "since 2021 from January to ",
    "names": "Jining Zone ",
    "initials": "J. K. ",
    "abbreviations": "Co. Ltd. ",
    "references": "the zone and the company ",
    "clusters": "the new energy industrial cluster of ",
    "relatives": "which has 5 that is 6 ",
    "verbs": "rose fell grew ",
    "line ends": "5\n",
    "paragraphs": "5\n\n",
    "stops": "5. ",
    "ellipses": "…",
    "blanks": " ",
    "urls": "http://a.b/5?c=",
    "accents": "5\u0301",
    "percentage points": "4.2 percentage points higher than ",
}


def article(text: str) -> Article:
    return article_of("The zone has 5 parks and " + text)


class TestWork:
    @pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
    def test_four_times_the_text_is_about_four_times_the_work(self, piece: str) -> None:
        """Calls are counted, not seconds; what a regular expression costs inside is measured elsewhere."""
        size = 900 // len(piece)
        once, again = (article(piece * size * times) for times in (1, 4))
        extract(once)  # fills the tables
        assert steps(lambda: extract(again)) <= 6 * steps(lambda: extract(once)) + 2000

    @pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
    def test_reading_does_not_blow_up_either(self, piece: str) -> None:
        size = 2000 // len(piece)
        once, again = ((piece * size * times).encode("utf-8") or b"x" for times in (1, 4))

        def read(data: bytes) -> None:
            from store.errors import UserError

            try:
                read_bytes(data, "hostile.txt", "hostile.txt")
            except UserError:
                return

        read(once)
        assert steps(lambda: read(again)) <= 6 * steps(lambda: read(once)) + 2000
