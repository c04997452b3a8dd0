"""Collecting facts: by article and cluster, in the basket, to the clipboard; and where an article is from."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from driving import Driver, opened

from store.library import Library
from tui.dialogs.source import address_to_open


def lines(at: Driver) -> list[str]:
    """The facts of the basket as they are listed."""
    return [line for line in at.screen.splitlines() if re.match(r".*│ [ ▌] +\d ", line)]


async def test_all_facts_of_an_article_are_selected_and_released(library: Library) -> None:
    async with opened(library) as at:
        await at.press("a")
        assert "● 4 selected" in at.screen.splitlines()[0]
        assert "Selected 4 facts of the article." in at.notices
        await at.press("a")
        assert library.notebook.selected == ()


async def test_all_facts_about_a_cluster_are_selected_and_released(library: Library) -> None:
    async with opened(library) as at:
        await at.press("j", "n", "C")
        assert "● 5 selected" in at.screen.splitlines()[0]
        assert "Selected 5 facts about new energy industrial cluster." in at.notices
        await at.press("C")
        assert library.notebook.selected == ()


async def test_an_empty_basket_says_how_it_is_filled(library: Library) -> None:
    async with opened(library) as at:
        await at.press("b")
        assert "The basket is empty. space selects the current fact" in at.notices


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_basket_lists_what_is_selected(library: Library, size: tuple[int, int]) -> None:
    async with opened(library, *size) as at:
        await at.press("a", "b")
        assert "Basket: 4 facts from 1 article" in at.screen
        assert len(lines(at)) == 4
        assert "↑ 10 %" in lines(at)[0]
        assert "13.6 bn CNY" in lines(at)[1]
        assert "In the first half of this year" in at.screen
        await at.press("escape")
        assert "Basket" not in at.screen


async def test_its_order_is_changed_and_kept(library: Library) -> None:
    async with opened(library) as at:
        await at.press("a", "b")
        before = library.notebook.selected
        await at.press("J", "J", "K")
        first, second, *rest = before
        assert library.notebook.selected == (second, first, *rest)
        await at.press("G", "J")
        assert library.notebook.selected == (second, first, *rest)
    with Library(library.folder) as again:
        assert again.notebook.selected == (second, first, *rest)


async def test_facts_are_taken_out_and_noted_there(library: Library) -> None:
    async with opened(library) as at:
        await at.press("a", "b", "x")
        assert "Basket: 3 facts" in at.screen
        await at.press("i")
        await at.type("ask them")
        await at.press("enter")
        assert "note: ask them" in at.screen
        assert list(library.notebook.notes()) == [library.notebook.selected[0]]


async def test_enter_opens_a_fact_of_the_basket(library: Library) -> None:
    async with opened(library) as at:
        await at.press("a", "b", "j", "enter")
        assert "fact 2 of 4" in at.screen


async def test_the_export_has_its_order_and_notes_and_shows_them_before(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened(library) as at:
        await at.press("a", "b", "J", "i")
        await at.type("odd")
        await at.press("enter", "e")
        assert "What is written" in at.screen
        assert "## Educational book" in at.screen
        await at.press("tab", "space", "space")
        assert "## " not in at.screen
        assert "| odd |" in at.screen
        await at.press("enter")
    (written,) = tmp_path.glob("*.md")
    text = written.read_text("utf-8")
    assert text.index("13.6 billion CNY") < text.index("↑ 10 %")
    assert "| odd |" in text
    assert "## " not in text


async def test_rejected_facts_leave_the_basket_and_come_back(library: Library) -> None:
    async with opened(library) as at:
        await at.press("a", "n", "minus", "b")
        assert "Basket: 3 facts" in at.screen
        assert "1 more rejected or not in the library now" in at.screen
        await at.press("escape", "z", "b")
        assert "Basket: 4 facts" in at.screen


async def test_a_fact_goes_to_the_clipboard_with_its_sentence(library: Library) -> None:
    async with opened(library) as at:
        await at.press("n", "n", "y")
        assert at.app.clipboard.splitlines() == [
            "output value: 13.6 billion CNY, 2022 H1, educational book industrial cluster",
            "“In the first half of this year, the output value of the educational book cluster in Liangshan "
            "county rose 10 percent to 13.6 billion yuan.”",
            "Liangshan prints the country's textbooks, Global Times, 2022-09-16",
        ]
        assert "went to the clipboard" in at.notices


async def test_the_whole_basket_goes_to_the_clipboard(library: Library) -> None:
    async with opened(library) as at:
        await at.press("a", "Y")
        assert at.app.clipboard.startswith("# Facts\n\n4 facts from 1 article.")
        await at.press("b", "y")
        assert at.app.clipboard.startswith("output value: ↑ 10 %")


async def test_what_is_copied_cannot_steer_a_terminal(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    async with opened(library) as at:
        monkeypatch.setattr(at.app._driver, "write", sent.append)
        await at.press("n", "i")
        note: Any = at.app.screen.query_one("Input")
        note.value = "a\x1b]52;c;aGk=\x07b\u202ec"
        await at.press("enter", "y")
    (copied,) = [text for text in sent if "]52;c;" in text]
    payload = copied.removeprefix("\x1b]52;c;").removesuffix("\a")
    text = base64.b64decode(payload).decode()
    assert "Note: a⟨U+001B⟩]52;c;aGk=⟨U+0007⟩b⟨U+202E⟩c" in text
    assert not set(text) & set("\x1b\x07\u202e")


async def test_the_source_is_one_key_away(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    article = library.article("books")
    assert article is not None
    library.revise(replace(article, address="https://example.org/books?a=1"))
    opened_by_hand: list[str] = []

    def open_address(address: str) -> bool:
        opened_by_hand.append(address)
        return True

    monkeypatch.setattr("webbrowser.open", open_address)
    monkeypatch.setenv("DISPLAY", ":0")
    async with opened(library) as at:
        await at.press("o")
        assert "https://example.org/books?a=1" in at.screen
        assert "books.txt" in at.screen
        assert opened_by_hand == []
        await at.press("y")
        assert at.app.clipboard == "https://example.org/books?a=1"
        await at.press("o", "enter")
        assert opened_by_hand == ["https://example.org/books?a=1"]


async def test_what_no_browser_shows_is_not_opened(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webbrowser.open", lambda address: pytest.fail(address))
    async with opened(library) as at:
        await at.press("o", "enter")
        assert "There is nothing here that a browser can show." in at.notices


def test_only_web_addresses_and_files_are_opened(tmp_path: Path) -> None:
    there = tmp_path / "a b.txt"
    there.touch()
    (tmp_path / "run.sh").touch()
    wrong = [
        "javascript:alert(1)", "file:///etc/passwd", "https://a b", "https://a\x1bb", "ftp://a", "-x", "a.txt",
        str(tmp_path), str(tmp_path / "run.sh"), str(tmp_path / "gone.txt"), "https://", "\0",
    ]  # fmt: skip
    assert [place for place in wrong if address_to_open([place])] == []
    assert address_to_open([*wrong, str(there)]) == there.as_uri()
    assert address_to_open(["HTTPS://example.org/a"]) == "HTTPS://example.org/a"
