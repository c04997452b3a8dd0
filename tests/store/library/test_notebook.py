"""The reader's own work: durable, and attached to facts wherever they go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from samples import Said, item, numbered

from store.index import Index
from store.library import Library
from store.marks import Mark
from store.query import parse
from store.records import Extraction, Fact

GDP = Said("Its GDP was ‹53.19 billion yuan› in 2021.", "GDP", 53.19e9)
JOBS = Said("It has ‹1,500› jobs.", "jobs", 1500, "jobs", "count")


@pytest.fixture
def facts(library: Library) -> list[Fact]:
    """The facts of two articles in a library."""
    library.add([item("a", GDP, JOBS), numbered(1)])
    return [row.fact for row in library.index.facts().page(0, 9)]


def test_facts_are_selected_in_order_and_once(library: Library, facts: list[Fact]) -> None:
    library.notebook.select([facts[2], facts[0], facts[2]])
    library.notebook.select([facts[1], facts[0]])
    assert library.notebook.selected == (facts[2].id, facts[0].id, facts[1].id)


def test_a_fact_is_toggled(library: Library, facts: list[Fact]) -> None:
    assert library.notebook.toggle(facts[0]) is True
    assert library.notebook.toggle(facts[1]) is True
    assert library.notebook.toggle(facts[0]) is False
    assert library.notebook.selected == (facts[1].id,)


def test_one_more_mark_looks_for_no_other(
    library: Library, facts: list[Fact], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    find = Index.find_marks

    def spied(self: Index, marks: Sequence[Mark]) -> list[str | None]:
        looked.extend(mark.fact for mark in marks)
        return find(self, marks)

    monkeypatch.setattr(Index, "find_marks", spied)
    with Library(library.folder) as other:
        other.notebook.select(facts[:2])
        assert len(other.notebook.selected) == 2
        looked.clear()
        other.notebook.toggle(facts[2])
        assert other.notebook.selected == tuple(fact.id for fact in facts[:3])
        assert looked == [facts[2].id]


def test_deselecting_passes_over_what_is_not_selected(library: Library, facts: list[Fact]) -> None:
    library.notebook.select(facts)
    library.notebook.deselect([facts[0].id, "nothing"])
    assert library.notebook.selected == tuple(fact.id for fact in facts[1:])


def test_the_selection_is_on_disk_before_the_call_returns(
    library: Library, facts: list[Fact], folder: Path
) -> None:
    library.notebook.toggle(facts[0])
    with Library(folder) as other:
        assert other.notebook.selected == (facts[0].id,)


def test_a_query_finds_selected_and_noted_facts(library: Library, facts: list[Fact]) -> None:
    library.notebook.select(facts[:2])
    library.notebook.note(facts[3], "ask them")
    assert library.index.fact_ids(parse("is:selected")) == [fact.id for fact in facts[:2]]
    assert library.index.fact_ids(parse("has:note")) == [facts[3].id]


def test_adding_changing_and_checking_never_touch_the_notebook(
    library: Library, facts: list[Fact], folder: Path
) -> None:
    library.notebook.select(facts)
    before = (folder / "notebook.json").stat()
    library.add([numbered(7), item("a", JOBS)])
    library.remove(["article-00001"])
    library.reextract()
    library.check(repair=True)
    (folder / "index.sqlite").unlink()
    library.refresh()
    after = (folder / "notebook.json").stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


def extracted_again(library: Library, monkeypatch: pytest.MonkeyPatch, *facts: Fact) -> None:
    """Let other rules extract these facts from article `a`."""
    monkeypatch.setattr("store.rules.rules", lambda: str(facts))
    monkeypatch.setattr(
        "store.extraction.extract", lambda article: Extraction(facts if article.id == "a" else ())
    )
    library.reextract()


def test_a_mark_finds_its_fact_when_the_rules_read_more_of_its_quote(
    library: Library, facts: list[Fact], monkeypatch: pytest.MonkeyPatch
) -> None:
    library.notebook.select(facts[:1])
    gdp = facts[0]
    longer = replace(gdp, id="1234", end=gdp.end + 8, quote=gdp.quote + " in 2021")
    extracted_again(library, monkeypatch, longer, facts[1])
    assert library.notebook.selected == ("1234",)
    assert library.index.fact_ids(parse("is:selected")) == ["1234"]
    library.notebook.deselect(["1234"])
    assert not library.notebook.selected


def test_a_mark_finds_its_fact_when_its_article_changed(library: Library, facts: list[Fact]) -> None:
    library.notebook.select(facts[:2])
    new = item(
        "a", Said("Before it were ‹3› parks.", "parks", 3, "parks", "count"), GDP, replace(JOBS, value=1501)
    )
    library.add([new])
    assert library.notebook.selected == (new[1].facts[1].id, new[1].facts[2].id)
    assert library.notebook.lost == ()


def test_a_mark_that_fits_no_fact_is_kept_and_listed(
    library: Library, facts: list[Fact], monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    library.notebook.select(facts[:2])
    extracted_again(library, monkeypatch, facts[1])
    assert list(library.notebook.selected) == [facts[1].id]
    (lost,) = library.notebook.lost
    assert (lost.article, lost.quote, lost.metric) == ("a", "53.19 billion yuan", "GDP")
    extracted_again(library, monkeypatch, facts[0], facts[1])
    assert list(library.notebook.selected) == [facts[0].id, facts[1].id]


def test_a_lost_mark_can_be_taken_away(library: Library, facts: list[Fact]) -> None:
    library.notebook.select(facts[:1])
    library.remove(["a"])
    assert [mark.fact for mark in library.notebook.lost] == [facts[0].id]
    library.notebook.deselect([facts[0].id])
    assert library.notebook.lost == ()


def test_notes_are_kept_replaced_and_taken_away(library: Library, facts: list[Fact], folder: Path) -> None:
    library.notebook.note(facts[0], "first")
    library.notebook.note(facts[0], "second\nline 🙂")
    library.notebook.note(facts[1], "other")
    with Library(folder) as other:
        assert other.notebook.notes() == {facts[0].id: "second\nline 🙂", facts[1].id: "other"}
    library.notebook.note(facts[0], " ")
    assert library.notebook.notes() == {facts[1].id: "other"}
    library.remove(["a"])
    assert library.notebook.notes() == {}
    assert [(mark.quote, text) for mark, text in library.notebook.lost_notes()] == [("1,500", "other")]


def test_searches_are_saved_under_names(library: Library) -> None:
    library.notebook.save_search("money", "kind:money")
    library.notebook.save_search("big", "value>1bn")
    library.notebook.save_search("money", "unit:CNY")
    assert library.notebook.searches() == {"big": "value>1bn", "money": "unit:CNY"}
    library.notebook.save_search("big", "")
    assert library.notebook.searches() == {"money": "unit:CNY"}
