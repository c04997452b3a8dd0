"""What follows from the reader's word: facts under reviews, in the text they were made in and in others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from samples import Said, item

from store.marks import Mark, place_of
from store.records import Article, Extraction, Fact, source_digest
from store.review import Review, Verdict, differences, fact_at, flaw_of, overlay, reading_of

ARTICLE, EXTRACTED = item(
    "a",
    Said("Its GDP was ‹53.19 billion yuan› in 2021.", "GDP", 53.19e9),
    Said("It has ‹1,500› jobs.", "jobs", 1500, "jobs", "count"),
)
GDP, JOBS = EXTRACTED.facts


def review(fact: Fact, verdict: Verdict, **fields: Any) -> Review:
    reading = {} if verdict == "rejected" else reading_of(fact) | fields
    return Review(Mark.of(fact, ARTICLE.text), ARTICLE.digest, verdict, reading, fact)


def changed(article: Article, text: str) -> Article:
    return replace(article, text=text, digest=source_digest(text.encode()))


def number(article: Article, quote: str) -> Fact:
    start = article.text.index(quote)
    return fact_at(article, start, start + len(quote))


def test_without_reviews_nothing_changes() -> None:
    assert overlay(ARTICLE, EXTRACTED, []) == (EXTRACTED, ())


def test_a_rejected_fact_is_a_number_set_aside() -> None:
    whole, standing = overlay(ARTICLE, EXTRACTED, [review(GDP, "rejected")])
    assert whole.facts == (JOBS,)
    assert [(aside.quote, aside.reason) for aside in whole.asides] == [
        ("53.19 billion yuan", "rejected"), ("2021", "date"),
    ]  # fmt: skip
    assert [(each.fact, each.extracted) for each in standing] == [(GDP.id, GDP)]


def test_a_corrected_fact_has_the_readers_reading_and_keeps_the_rest() -> None:
    said = review(GDP, "corrected", metric="gross product", value=54, clusters=["zone"])
    whole, standing = overlay(ARTICLE, EXTRACTED, [said])
    assert whole.facts == (replace(GDP, metric="gross product", value=54, clusters=("zone",)), JOBS)
    assert standing[0].extracted == GDP
    assert differences(whole.facts[0], GDP) == ("metric", "value", "clusters")


def test_what_was_accepted_stays_when_the_rules_read_it_otherwise() -> None:
    other = replace(GDP, metric="output")
    whole, standing = overlay(ARTICLE, Extraction((other, JOBS)), [review(GDP, "accepted")])
    assert whole.facts == (GDP, JOBS)
    assert standing[0].extracted == other


@pytest.mark.parametrize("verdict", ["accepted", "corrected", "added"])
def test_a_reading_stands_alone_where_the_rules_find_nothing_any_more(verdict: Verdict) -> None:
    whole, standing = overlay(ARTICLE, Extraction((JOBS,)), [review(GDP, verdict, metric="product")])
    assert [(fact.id, fact.metric, fact.quote) for fact in whole.facts] == [
        (GDP.id, "product", GDP.quote), (JOBS.id, "jobs", "1,500"),
    ]  # fmt: skip
    assert whole.facts[0].sentence == "Its GDP was 53.19 billion yuan in 2021."
    assert standing[0].extracted is None


def test_a_rejection_of_what_is_not_extracted_any_more_stands_nowhere() -> None:
    whole, standing = overlay(ARTICLE, Extraction((JOBS,)), [review(GDP, "rejected")])
    assert whole.facts == (JOBS,)
    assert standing == ()


def test_a_number_set_aside_becomes_a_fact() -> None:
    year = number(ARTICLE, "2021")
    reading = reading_of(year) | {"metric": "year", "value": 2021}
    said = Review(Mark.of(year, ARTICLE.text), ARTICLE.digest, "added", reading)
    whole, _ = overlay(ARTICLE, EXTRACTED, [said])
    assert [fact.metric for fact in whole.facts] == ["GDP", "year", "jobs"]
    assert whole.facts[1].sentence == "Its GDP was 53.19 billion yuan in 2021."
    assert whole.asides == ()


def test_rules_that_read_more_of_a_quote_keep_their_place_and_the_readers_reading() -> None:
    longer = replace(GDP, id="longer", end=GDP.end + 8, quote=GDP.quote + " in 2021")
    whole, standing = overlay(ARTICLE, Extraction((longer, JOBS)), [review(GDP, "corrected", unit="USD")])
    assert whole.facts[0] == replace(longer, unit="USD")
    assert standing[0].fact == "longer"


def test_in_a_changed_text_the_same_words_in_the_same_surroundings_are_meant() -> None:
    twice = changed(ARTICLE, f"It paid 53.19 billion yuan to others. {ARTICLE.text} More.")
    start, end = place_of(Mark.of(GDP, ARTICLE.text), twice) or (0, 0)
    assert twice.text[start - 12 : end] == "Its GDP was 53.19 billion yuan"


def test_words_in_other_surroundings_are_not_meant() -> None:
    other = changed(ARTICLE, "They were told that 1,500 ducks live there.")
    assert place_of(Mark.of(JOBS, ARTICLE.text), other) is None


def test_another_number_in_the_same_surroundings_is_not_meant() -> None:
    other = changed(ARTICLE, ARTICLE.text.replace("1,500", "1,501"))
    assert place_of(Mark.of(JOBS, ARTICLE.text), other) is None
    whole, standing = overlay(other, Extraction(), [review(JOBS, "corrected", value=9)])
    assert (whole, standing) == (Extraction(), ())


def test_two_words_on_one_place_are_the_first_one() -> None:
    whole, standing = overlay(
        ARTICLE, EXTRACTED, [review(GDP, "corrected", value=1), review(GDP, "corrected", value=2)]
    )
    assert [fact.value for fact in whole.facts] == [1, 1500]
    assert len(standing) == 1


def test_a_review_is_written_and_read_again() -> None:
    said = review(GDP, "corrected", clusters=["one", "two"])
    assert Review.from_json(said.to_json()).to_json() == said.to_json()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", "many"), ("value", float("nan")), ("upper", float("inf")), ("kind", "sum"), ("bound", "odd"),
        ("change", "up"), ("status", "done"), ("metric", 3), ("clusters", [1]), ("period", 2021),
    ],
)  # fmt: skip
def test_a_reading_that_is_none_is_seen(field: str, value: object) -> None:
    assert flaw_of(reading_of(GDP)) is None
    assert flaw_of(reading_of(GDP) | {field: value})
    with pytest.raises(ValueError):
        Review.from_json(review(GDP, "corrected", **{field: value}).to_json())
