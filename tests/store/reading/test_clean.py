"""Nothing in a text from outside steers a terminal or hides from the eye."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.reading.clean import clean


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b]52;c;cGF5\x07", "⟨U+001B⟩]52;c;cGF5⟨U+0007⟩"),
        ("a\x9b31m", "a⟨U+009B⟩31m"),
        ("\u202eeulav", "⟨U+202E⟩eulav"),
        ("1\u200b000", "1⟨U+200B⟩000"),
        ("x\U000e0041", "x⟨U+E0041⟩"),
        ("\ud800", "⟨U+D800⟩"),
        ("a\rb\x00", "a⟨U+000D⟩b⟨U+0000⟩"),
    ],
)
def test_dangerous_characters_are_named(hostile: str, shown: str) -> None:
    assert clean(hostile) == shown


@pytest.mark.parametrize(
    "text", ["Fu’an, €1.2 bn – 30 % · 济宁", "line\n\tline", "S\u0303a\u0303o", "👍🏽 20 m²"]
)
def test_ordinary_text_stays(text: str) -> None:
    assert clean(text) == text


def test_accents_piled_on_one_letter_are_named_from_the_fifth_on() -> None:
    assert clean("e" + "\u0301" * 6) == "e" + "\u0301" * 4 + "⟨U+0301⟩" * 2


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_becomes_harmless_and_stays_so(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not {"Cc", "Cs"} & {unicodedata.category(character) for character in re.sub(r"[\n\t]", "", cleaned)}
