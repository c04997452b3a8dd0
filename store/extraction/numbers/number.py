"""A number in the text, and the words that numbers are made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from store.extraction.tables import rows
from store.extraction.tokens import Token

Form = Literal["digits", "words", "vague", "fraction", "ratio", "multiple", "rank", "ordinal", "unreadable"]
HYPHENS = frozenset("-‐‑–")
LARGEST = 1e24  # no quantity in the news is larger


@dataclass(slots=True, repr=False)
class Number:
    """The number that tokens[first:last] spell.

    `value` is the number in full, `literal` the part before its scale words and `scale` their product. A
    fraction's value is a part of one (a third: 0.333…). A vague number ("tens of millions") is its lower end.
    """

    first: int
    last: int
    value: float
    literal: float
    scale: float
    form: Form


_DOTTED_SCALES = frozenset(("mio", "mrd", "mln", "bln"))


@cache
def number_words(kind: str) -> dict[str, float]:
    """The words of one kind of the table of numbers, with their values."""
    table: dict[str, float] = {}
    for row in rows("numbers.tsv"):
        if row[0] == kind:
            table |= dict.fromkeys(row[2].split(), float(row[1]))
    return table


def exact(number: float) -> float:
    """The number without the last digits that floating-point products add: 16.4 x 10^6 is 16400000.

    >>> exact(16.4 * 1e6)
    16400000.0
    """
    return number if number < 1e15 and number.is_integer() else float(f"{number:.15g}")


def read_scales(tokens: list[Token], i: int) -> tuple[float, int]:
    """The product of the scale words from i on ("million", "-billion", "lakh crore"), and the index behind
    them.
    """
    product = 1.0
    words, suffixes = number_words("scale"), number_words("suffix")
    while True:
        j = i
        if (
            j + 1 < len(tokens)
            and tokens[j].text in HYPHENS
            and not tokens[j].spaced
            and not tokens[j + 1].spaced
        ):
            j += 1
        if j >= len(tokens):
            return product, i
        token = tokens[j]
        value = words.get(token.lower)
        if value is None and not token.spaced and j == i:
            value = suffixes.get(token.lower)
        if value is None or (value == 12 and product > 1):
            return product, i
        product *= value
        i = j + 1
        if i < len(tokens) and tokens[i].text == "." and token.lower in _DOTTED_SCALES:
            i += 1
