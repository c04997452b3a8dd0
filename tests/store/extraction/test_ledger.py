"""The account of an article's numbers: nothing vanishes, and every fact can be explained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from texts import ALL_TEXTS, any_texts, article_of, number_texts

from store.extraction import extract
from store.extraction.asides import NOT_UNDERSTOOD
from store.extraction.ledger import FACT, PART_OF_FACT, account, account_lines, explain, is_number_word
from store.reading import read_article
from store.records import Article
from tui.command_line import main

NUMBER_OR_WORD = re.compile(r"\d+|[^\W\d_]+")


def fates(text: str, **about: str) -> list[tuple[str, str]]:
    return [(entry.quote, entry.fate) for entry in account(article_of(text, **about))]


def check_account(article: Article) -> None:
    """The law: every digit and every number word is in an entry, entries are in order and quote the text."""
    entries = account(article)
    last = 0
    for entry in entries:
        assert article.text[entry.start : entry.end] == entry.quote
        assert last <= entry.start < entry.end
        last = entry.end
    covered = {place for entry in entries for place in range(entry.start, entry.end)}
    for match in NUMBER_OR_WORD.finditer(article.text):
        if match.group().isdecimal() or is_number_word(match.group().lower()):
            assert covered.issuperset(range(*match.span())), f"{match.group()!r} at {match.start()} vanished"


def check_facts(article: Article) -> None:
    """What is accounted for as a fact or as set aside is what extraction returns."""
    extraction = extract(article)
    entries = account(article)
    assert [entry.fact for entry in entries if entry.fate == FACT] == list(extraction.facts)
    told = {(entry.start, entry.end, entry.fate) for entry in entries}
    assert told.issuperset((aside.start, aside.end, aside.reason) for aside in extraction.asides)


class TestTheLaw:
    @pytest.mark.parametrize("path", ALL_TEXTS, ids=lambda path: path.stem)
    def test_no_number_of_an_article_vanishes(self, path: Path) -> None:
        article = read_article(path)
        check_account(article)
        check_facts(article)

    @settings(max_examples=150, deadline=None)
    @given(any_texts)
    @example("a few hundred companies and 5 per thousand")
    @example("one ½ ⅓ 12½ ٣ 一")
    @example("$5 million (about 4.6 million euros at 1.08 to 1) on 3 May")
    def test_no_number_of_any_text_vanishes(self, text: str) -> None:
        article = article_of(text)
        check_account(article)
        check_facts(article)


class TestFates:
    def test_a_fact_names_its_id_metric_and_subject(self) -> None:
        article = article_of("The zone has 52 tenants.")
        (entry,) = account(article)
        (fact,) = extract(article).facts
        assert (entry.quote, entry.fate, entry.fact) == ("52", FACT, fact)
        assert fact.id in entry.line()
        assert "tenants" in entry.line()

    def test_a_conversion_belongs_to_its_fact(self) -> None:
        assert fates("Revenue reached 90.26 billion yuan ($12.95 billion).") == [
            ("90.26 billion yuan", FACT),
            ("12.95 billion", PART_OF_FACT),
        ]

    def test_both_ends_of_a_range_are_one_fact(self) -> None:
        assert fates("Delivery takes seven to 10 days.") == [("seven to 10 days", FACT)]

    def test_dates_names_and_ordinals_are_set_aside_with_their_reason(self) -> None:
        told = dict(fates("On March 3, 2021 the COVID-19 plant opened its third hall."))
        assert told["third"] == "ordinal"
        assert told["19"] == "name"
        assert "date" in told.values()
        assert FACT not in told.values()

    def test_a_number_that_nobody_reads_is_not_understood(self) -> None:
        assert ("1,23,4", NOT_UNDERSTOOD) in fates("The code 1,23,4 was printed.")

    def test_the_lines_end_with_a_tally(self) -> None:
        *lines, tally = account_lines(article_of("The zone has 52 tenants and 3 schools."))
        assert len(lines) == 2
        assert tally == "2 numbers: 2 fact"

    def test_a_text_without_numbers_has_an_empty_account(self) -> None:
        assert list(account_lines(article_of("Nothing to count here."))) == ["0 numbers"]


class TestExplanations:
    def test_it_tells_what_every_stage_made_of_a_sentence(self) -> None:
        told = "\n".join(
            explain(article_of("Last year the zone's revenue exceeded 90.26 billion yuan ($12.95 billion)."))
        )
        for line in (
            "sentence   0–",
            "tokens     Last|year|the|zone",
            "number     “90.26 billion” = 90,260,000,000, digits",
            "quantity   “90.26 billion yuan” = 90,260,000,000, money CNY, over, that is 12,950,000,000 USD",
            "period     “Last year” = 2021-01-01/2021-12-31, within",
            "fact       “90.26 billion yuan” by ",
        ):
            assert line in told

    def test_it_passes_over_sentences_without_a_number(self) -> None:
        told = list(explain(article_of("Nothing to count here. The zone has 52 tenants.")))
        assert sum(line.startswith("text") for line in told) == 1

    @settings(max_examples=60, deadline=None)
    @given(number_texts)
    def test_every_line_is_one_line(self, text: str) -> None:
        for line in explain(article_of(text)):
            assert len(line.splitlines()) <= 1


class TestCommands:
    def run(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, option: str) -> list[str]:
        file = tmp_path / "zone.txt"
        file.write_text("The zone has 52 tenants, among whom 25 have begun production.\n", encoding="utf-8")
        assert main(["extract", option, str(file)]) == 0
        return capsys.readouterr().out.splitlines()

    def test_account_prints_every_number(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        lines = self.run(capsys, tmp_path, "--account")
        assert lines[0] == "zone"
        assert ["“52”" in lines[1], "“25”" in lines[2]] == [True, True]
        assert lines[-1] == "2 numbers: 2 fact"

    def test_explain_prints_the_stages(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        labels = [line.split()[0] for line in self.run(capsys, tmp_path, "--explain") if line.strip()]
        assert {"locale", "text", "tokens", "number", "quantity", "chunks", "fact"} <= set(labels)
