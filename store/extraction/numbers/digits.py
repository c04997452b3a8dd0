"""Numbers in digits: grouping, decimals, fractions and the scale words behind them."""

from __future__ import annotations

import unicodedata

from store.extraction.numbers.number import Number, exact, number_words, read_scales
from store.extraction.tokens import Token
from store.patterns import pattern

_THOUSANDS = pattern(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_LAKHS = pattern(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_PLAIN = pattern(r"\d*\.?\d+")
_DOTTED = pattern(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+")
_DECIMAL_COMMA = pattern(r"\d+,\d{1,2}")
GLYPHS = {glyph: unicodedata.numeric(glyph) for glyph in "½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
_ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th"))


def read_digits(literal: str) -> float | None:
    """The value of digits with their separators in any standard grouping, or None.

    >>> read_digits("1,332"), read_digits("12,34,567"), read_digits("1.234.567"), read_digits("3,2")
    (1332.0, 1234567.0, 1234567.0, 3.2)
    """
    if literal.isdecimal():
        return _bounded(literal)
    if _THOUSANDS.fullmatch(literal) or _LAKHS.fullmatch(literal):
        return _bounded(literal.replace(",", ""))
    if _PLAIN.fullmatch(literal):
        return _bounded(literal)
    if _DOTTED.fullmatch(literal):
        return _bounded(literal.replace(".", "").replace(",", "."))
    if _DECIMAL_COMMA.fullmatch(literal):
        return _bounded(literal.replace(",", "."))
    return None


def _bounded(digits: str) -> float | None:
    """The number, unless it has more digits than any quantity in the news."""
    return float(digits) if len(digits) <= 24 else None


def read_number(tokens: list[Token], i: int, space_groups: bool) -> Number:
    """The number whose digits begin at i; `unreadable` where they have no standard form."""
    value, last = _grouped(tokens, i, space_groups)
    if value is None:
        return Number(i, i + 1, 0.0, 0.0, 1.0, "unreadable")
    if last < len(tokens) and not tokens[last].spaced and tokens[last].lower in _ORDINAL_ENDINGS:
        return Number(i, last + 1, value, value, 1.0, "ordinal")
    value, last, fraction = _with_fraction(tokens, last, value)
    if fraction:
        return Number(i, last, value, value, 1.0, "fraction")
    scale, last = read_scales(tokens, last)
    return Number(i, last, exact(value * scale), value, scale, "digits")


def _grouped(tokens: list[Token], i: int, space_groups: bool) -> tuple[float | None, int]:
    """The value of the digits at i, with the groups of three that spaces cut off, and the next token's
    index.
    """
    literal = tokens[i].text
    last = i + 1
    if space_groups and _spaced_decimal(tokens, i):
        return read_digits(f"{literal}.{tokens[i + 2].text}"), i + 3
    if last == len(tokens) or tokens[last].kind != "number":
        return read_digits(literal), last
    space_groups = space_groups or _long_run(tokens, i)
    if len(literal) <= 3 and literal.isdigit() and literal != "0":
        while last < len(tokens) and tokens[last].kind == "number" and tokens[last].spaced:
            head, _, tail = tokens[last].text.replace(",", ".").partition(".")
            gap = tokens[last].start - tokens[last - 1].end
            if len(head) != 3 or gap != 1 or not (space_groups or tokens[last].narrow):
                break
            literal += tokens[last].text.replace(",", ".")
            last += 1
            if tail:
                break
    return read_digits(literal), last


def _spaced_decimal(tokens: list[Token], i: int) -> bool:
    """Whether a decimal comma with a blank behind it follows, as in "R343, 4 million"."""
    if i + 3 >= len(tokens) or tokens[i + 1].text != "," or tokens[i + 1].spaced or not tokens[i + 2].spaced:
        return False
    whole, decimals = tokens[i].text, tokens[i + 2].text
    return (
        whole.isdecimal()
        and decimals.isdecimal()
        and len(decimals) <= 3
        and tokens[i + 3].lower in number_words("scale")
    )


def _long_run(tokens: list[Token], i: int) -> bool:
    """Whether two or more groups of three digits follow, as in "1 414 021 100": no country reads them apart."""
    groups = 0
    for token in tokens[i + 1 : i + 4]:
        if token.kind != "number" or not token.spaced or len(token.text) != 3 or not token.text.isdigit():
            break
        groups += 1
    return groups > 1


def _with_fraction(tokens: list[Token], last: int, value: float) -> tuple[float, int, bool]:
    """Adds "1/2" or "½" behind a whole number; a lone "3/4" is a fraction of one."""
    following = tokens[last] if last < len(tokens) else None
    if following is None:
        return value, last, False
    if following.text in GLYPHS:
        return value + GLYPHS[following.text], last + 1, False
    if following.kind == "number" and following.spaced:
        part = _slashed(tokens, last)
        if part is not None:
            return value + part, last + 3, False
    elif following.text == "/":
        part = _slashed(tokens, last - 1)
        if part is not None:
            return part, last + 2, True
    return value, last, False


def _slashed(tokens: list[Token], at: int) -> float | None:
    """The part of one that "3/4" at `at` tells, or None."""
    if at + 2 < len(tokens) and tokens[at].kind == "number" and tokens[at + 1].text == "/":
        top, bottom = read_digits(tokens[at].text), read_digits(tokens[at + 2].text)
        tight = not tokens[at + 1].spaced and not tokens[at + 2].spaced
        if tight and top and bottom and top < bottom <= 100:
            return top / bottom
    return None
