"""Numbers as news prints them: digits, words, fractions and mixtures of them, with their values."""

from __future__ import annotations

from functools import cache

from store.extraction.numbers.digits import GLYPHS, read_digits, read_number
from store.extraction.numbers.number import LARGEST, Number, exact, number_words
from store.extraction.numbers.relations import read_multiple, turn_to_rank, widen_to_ratio
from store.extraction.numbers.spelled import further_part, read_spelled
from store.extraction.tokens import Token

__all__ = ["Number", "find_numbers", "read_digits"]


@cache
def _starts() -> frozenset[str]:
    kinds = ("unit", "ten", "scale", "vague", "part", "ordinal")
    return frozenset(word for kind in kinds for word in number_words(kind)) | {"a", "an", "several"}


@cache
def _openers() -> frozenset[str]:
    """Every word or sign that a number may begin with."""
    return _starts() | number_words("multiple").keys() | {glyph.lower() for glyph in GLYPHS}


def find_numbers(tokens: list[Token], *, space_groups: bool = False) -> list[Number]:
    """The numbers that the tokens spell, in order, never overlapping, each as long as it can be.

    `space_groups` lets an ordinary space group thousands ("12 500"), as some countries write; a no-break or
    thin space always may.
    """
    found: list[Number] = []
    behind = 0  # the first token that no number has yet
    openers, starts, multiples = _openers(), _starts(), number_words("multiple")
    for i, token in enumerate(tokens):
        if (token.kind != "number" and token.lower not in openers) or i < behind:
            continue
        number = None
        if token.kind == "number":
            number = read_number(tokens, i, space_groups)
        elif token.lower in starts:
            number = read_spelled(tokens, i)
        elif token.text in GLYPHS:
            value = GLYPHS[token.text]
            number = Number(i, i + 1, value, value, 1.0, "fraction")
        elif token.lower in multiples:
            number = read_multiple(tokens, i)
        if number is None:
            continue
        if (
            not number.value <= LARGEST
        ):  # "a million million million …", endlessly; the product may be no number
            number = Number(number.first, number.last, 0.0, 0.0, 1.0, "unreadable")
        number = _with_part(tokens, number)
        if found and _continues(found[-1], number):
            number = _sum(found.pop(), number)
        number = widen_to_ratio(tokens, number) or turn_to_rank(tokens, number)
        found.append(number)
        behind = number.last
    return found


def _with_part(tokens: list[Token], number: Number) -> Number:
    """The number with the part of its scale that follows it: "3 million and a half"."""
    if number.scale < 1000 or number.form not in ("digits", "words"):
        return number
    part, behind = further_part(tokens, number.last)
    following = tokens[behind].lower if behind < len(tokens) else ""
    if not part or tokens[number.last].lower != "and" or following in ("of", "the", "its", "their", "a"):
        return number
    value = exact(number.value + part * number.scale)
    return Number(number.first, behind, value, value / number.scale, number.scale, number.form)


def _continues(before: Number, number: Number) -> bool:
    """Whether a smaller scale goes on with the number before: "2 crore 50 lakh", "4 thousand 3 hundred"."""
    adjacent = number.first == before.last and number.form == before.form and before.form in ("digits", "words")
    return adjacent and before.scale > number.scale > 1 and number.value < before.scale


def _sum(before: Number, number: Number) -> Number:
    value = before.value + number.value
    return Number(before.first, number.last, value, value / before.scale, before.scale, before.form)
