"""Numbers as news prints them: digits, words, fractions and mixtures of them, with their values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from store.extraction.tables import rows
from store.extraction.tokens import Token

Form = Literal["digits", "words", "vague", "fraction", "ratio", "multiple", "rank", "ordinal", "unreadable"]


@dataclass(frozen=True, slots=True)
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


_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_LAKHS = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_HYPHENS = frozenset("-‐‑–")
_GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
_ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th"))
_BEFORE_A_VERB = frozenset(
    "to will would could can should may might must not nearly almost roughly they we than".split()
)
_RANKING = frozenset("rank ranks ranked ranking placed places placing place finished".split())
_STANDING = frozenset("stood stands came comes is was are were still it now".split())
_AFTER_A_RANK = frozenset(
    "in among nationwide worldwide globally nationally behind for place and by with of on after out".split()
)
_NOT_SUPERLATIVE = frozenset(
    "forest west interest request guest invest harvest contest latest rest test quest protest".split()
)


@cache
def _words(kind: str) -> dict[str, float]:
    """The words of one kind of the table of numbers, with their values."""
    table: dict[str, float] = {}
    for row in rows("numbers.tsv"):
        if row[0] == kind:
            table |= dict.fromkeys(row[2].split(), float(row[1]))
    return table


@cache
def _starts() -> frozenset[str]:
    kinds = ("unit", "ten", "scale", "vague", "part", "ordinal")
    return frozenset(word for kind in kinds for word in _words(kind)) | {"a", "an", "several"}


def read_digits(literal: str) -> float | None:
    """The value of digits with their separators in any standard grouping, or None.

    >>> read_digits("1,332"), read_digits("12,34,567"), read_digits("1.234.567"), read_digits("3,2")
    (1332.0, 1234567.0, 1234567.0, 3.2)
    """
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


def find_numbers(tokens: list[Token], *, space_groups: bool = False) -> list[Number]:
    """The numbers that the tokens spell, in order, never overlapping, each as long as it can be.

    `space_groups` lets an ordinary space group thousands ("12 500"), as some countries write; a no-break or
    thin space always may.
    """
    found = []
    i = 0
    starts, multiples = _starts(), _words("multiple")
    while i < len(tokens):
        token = tokens[i]
        number = None
        if token.kind == "number":
            number = _digits(tokens, i, space_groups)
        elif token.lower in starts:
            number = _spelled(tokens, i)
        elif token.text in _GLYPHS:
            value = _GLYPHS[token.text]
            number = Number(i, i + 1, value, value, 1.0, "fraction")
        elif token.lower in multiples:
            number = _multiple(tokens, i)
        if number is None:
            i += 1
            continue
        number = _ratio(tokens, number) or _rank(tokens, number)
        found.append(number)
        i = number.last
    return found


def _multiple(tokens: list[Token], i: int) -> Number | None:
    """ "doubled", "to triple", "halving", but not "double-digit" or "double the price"."""
    word, before = tokens[i].lower, tokens[i - 1].lower if i else ""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is not None and after.text in _HYPHENS and not after.spaced:
        return None
    base = word in ("double", "triple", "treble", "quadruple", "halve")
    if base and (
        before not in _BEFORE_A_VERB
        or (before == "than" and after is not None and after.lower in ("the", "that"))
    ):
        return None
    value = _words("multiple")[word]
    return Number(i, i + 1, value, value, 1.0, "multiple")


def _ratio(tokens: list[Token], number: Number) -> Number | None:
    """ "one in eight", "seven out of 10", "one out of every 13": a part of one, as a fraction is."""
    if number.form not in ("digits", "words") or number.scale > 1 or not 0 < number.value < 100:
        return None
    j = number.last
    words = [token.lower for token in tokens[j : j + 3]]
    skip = 3 if words == ["out", "of", "every"] else 2 if words[:2] in (["out", "of"], ["in", "every"]) else 1
    if words[:1] != ["in"] and words[:2] != ["out", "of"]:
        return None
    j += skip
    if j >= len(tokens):
        return None
    whole = _digits(tokens, j, False) if tokens[j].kind == "number" else _spelled(tokens, j)
    if (
        whole is None
        or whole.form not in ("digits", "words")
        or whole.scale > 1
        or not number.value < whole.value <= 1000
    ):
        return None
    if skip == 1 and (number.value > 9 or whole.value > 100 or _measured(tokens, whole.last)):
        return None
    value = number.value / whole.value
    return Number(number.first, whole.last, value, value, 1.0, "ratio")


def _measured(tokens: list[Token], i: int) -> bool:
    """Whether a unit of time or a percent sign follows: "three in 10 years" is no ratio."""
    return i < len(tokens) and tokens[i].lower in (
        "years",
        "months",
        "days",
        "weeks",
        "hours",
        "minutes",
        "percent",
        "%",
        "per",
        "million",
    )


def _rank(tokens: list[Token], number: Number) -> Number:
    """ "No. 3", "ranked third", "third-highest": an ordinal that states a rank; others stay what they are."""
    i, j = number.first, number.last
    before = [token.lower for token in tokens[max(0, i - 5) : i]]
    if number.form in ("digits", "words") and number.scale == 1 and number.value == int(number.value):
        label = 2 if before[-2:] == ["no", "."] else 1 if i and tokens[i - 1].text in ("No", "Nr") else 0
        if label and number.value <= 1000:
            return Number(i - label, j, number.value, number.value, 1.0, "rank")
        return number
    if number.form != "ordinal":
        return number
    superlative = _superlative(tokens, j)
    if superlative:
        return Number(i, superlative, number.value, number.value, 1.0, "rank")
    ranked = any(word in _RANKING for word in before) or (
        any(word in _STANDING for word in before[-2:])
        and j < len(tokens)
        and tokens[j].lower
        in ("in", "among", "nationwide", "worldwide", "globally", "nationally", "behind", "for", "place")
    )
    if ranked and (j >= len(tokens) or tokens[j].kind != "word" or tokens[j].lower in _AFTER_A_RANK):
        return Number(i, j, number.value, number.value, 1.0, "rank")
    return number


def _superlative(tokens: list[Token], j: int) -> int:
    """The index behind "-largest" or " largest" behind an ordinal, or 0."""
    if j < len(tokens) and tokens[j].text in _HYPHENS and not tokens[j].spaced:
        j += 1
    if j < len(tokens) and (
        (tokens[j].lower.endswith("est") and len(tokens[j].lower) > 4) or tokens[j].lower == "most"
    ):
        return j + 1 if tokens[j].lower not in _NOT_SUPERLATIVE else 0
    return 0


def _digits(tokens: list[Token], i: int, space_groups: bool) -> Number:
    value, last = _grouped(tokens, i, space_groups)
    if value is None:
        return Number(i, i + 1, 0.0, 0.0, 1.0, "unreadable")
    if last < len(tokens) and not tokens[last].spaced and tokens[last].lower in _ORDINAL_ENDINGS:
        return Number(i, last + 1, value, value, 1.0, "ordinal")
    value, last, fraction = _with_fraction(tokens, last, value)
    if fraction:
        return Number(i, last, value, value, 1.0, "fraction")
    scale, last = _scales(tokens, last)
    return Number(i, last, value * scale, value, scale, "digits")


def _grouped(tokens: list[Token], i: int, space_groups: bool) -> tuple[float | None, int]:
    """The value of the digits at i, with the groups of three that spaces cut off, and the next token's index."""
    literal = tokens[i].text
    last = i + 1
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


def _with_fraction(tokens: list[Token], last: int, value: float) -> tuple[float, int, bool]:
    """Adds "1/2" or "½" behind a whole number; a lone "3/4" is a fraction of one."""

    def slash(at: int) -> float | None:
        if at + 2 < len(tokens) and tokens[at].kind == "number" and tokens[at + 1].text == "/":
            top, bottom = read_digits(tokens[at].text), read_digits(tokens[at + 2].text)
            tight = not tokens[at + 1].spaced and not tokens[at + 2].spaced
            if tight and top and bottom and top < bottom <= 100:
                return top / bottom
        return None

    if last < len(tokens) and tokens[last].text in _GLYPHS:
        return value + _GLYPHS[tokens[last].text], last + 1, False
    part = slash(last)
    if part is not None and tokens[last].spaced:
        return value + part, last + 3, False
    part = slash(last - 1)
    if part is not None:
        return part, last + 2, True
    return value, last, False


def _scales(tokens: list[Token], i: int) -> tuple[float, int]:
    """The product of the scale words from i on ("million", "-billion", "lakh crore"), and the index behind
    them.
    """
    product = 1.0
    words, suffixes = _words("scale"), _words("suffix")
    while True:
        j = i
        if (
            j + 1 < len(tokens)
            and tokens[j].text in _HYPHENS
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


def _spelled(tokens: list[Token], i: int) -> Number | None:
    """A number that begins with a word at i, or None."""
    return _vague(tokens, i) or _fraction(tokens, i) or _ordinal(tokens, i) or _cardinal(tokens, i)


def _vague(tokens: list[Token], i: int) -> Number | None:
    """ "dozens of", "tens of millions of", "several hundred": at least that many."""
    vague, scales = _words("vague"), _words("scale")
    if tokens[i].lower == "several":
        scale, last = _scales(tokens, i + 1)
        return Number(i, last, scale, 1.0, scale, "vague") if last > i + 1 else None
    if tokens[i].lower not in vague:
        return None
    value = vague[tokens[i].lower]
    j = i + 1
    while j + 1 < len(tokens) and tokens[j].lower == "of":
        word = tokens[j + 1].lower
        if word not in vague and word not in scales:
            break
        value *= vague.get(word) or scales[word]
        j += 2
    return Number(i, j, value, 1.0, value, "vague")


def _fraction(tokens: list[Token], i: int) -> Number | None:
    """ "half", "a third", "two-thirds", "three quarters", "one and a half" is a cardinal."""
    parts = _words("part")
    token = tokens[i]
    if token.lower == "half":
        return Number(i, i + 1, 0.5, 0.5, 1.0, "fraction") if not _half_of_scale(tokens, i) else None
    top = _numerators()
    if token.lower not in top:
        return None
    j = i + 1
    if j < len(tokens) and tokens[j].text in _HYPHENS and not tokens[j].spaced:
        j += 1
    if j >= len(tokens) or tokens[j].lower not in parts or tokens[j].lower in ("second", "seconds"):
        return None
    bottom = parts[tokens[j].lower]
    singular = top[token.lower] == 1
    if singular == tokens[j].lower.endswith("s") and tokens[j].lower != "half":
        return None
    value = top[token.lower] / bottom
    return Number(i, j + 1, value, value, 1.0, "fraction") if value < 1 else None


@cache
def _numerators() -> dict[str, float]:
    return {"a": 1.0, "an": 1.0} | {word: value for word, value in _words("unit").items() if 0 < value < 10}


def _half_of_scale(tokens: list[Token], i: int) -> bool:
    """ "half a million", "half a dozen"."""
    return i + 2 < len(tokens) and tokens[i + 1].lower in ("a", "an") and tokens[i + 2].lower in _words("scale")


def _ordinal(tokens: list[Token], i: int) -> Number | None:
    """ "third", "twenty-first"."""
    ordinals, tens = _words("ordinal"), _words("ten")
    word = tokens[i].lower
    if word in ordinals:
        return Number(i, i + 1, ordinals[word], ordinals[word], 1.0, "ordinal")
    if (
        word in tens
        and i + 2 < len(tokens)
        and tokens[i + 1].text in _HYPHENS
        and tokens[i + 2].lower in ordinals
    ):
        value = tens[word] + ordinals[tokens[i + 2].lower]
        return Number(i, i + 3, value, value, 1.0, "ordinal")
    return None


def _cardinal(tokens: list[Token], i: int) -> Number | None:
    """A number in words: "seven", "twenty-five", "three hundred and twelve thousand", "a million", "half a
    million".
    """
    units, tens, scales = _words("unit"), _words("ten"), _words("scale")
    if tokens[i].lower in ("a", "an"):
        scale, last = _scales(tokens, i + 1)
        if last > i + 1 and tokens[i + 1].text not in _HYPHENS:
            return Number(i, last, scale, 1.0, scale, "words")
        return None
    if tokens[i].lower == "half":
        scale, last = _scales(tokens, i + 2)
        return Number(i, last, scale / 2, 0.5, scale, "words")
    total, group, j, last, said = 0.0, 0.0, i, i, ""
    while j < len(tokens):
        word = tokens[j].lower
        if word in units and said not in ("unit", "ten-unit") and not (said == "ten" and units[word] > 9):
            group += units[word]
            said = "unit"
        elif word in tens and said not in ("unit", "ten"):
            group += tens[word]
            said = "ten"
        elif word in scales and (group or total) and said != "start":
            if scales[word] == 100:
                group *= 100
            else:
                total += group * scales[word] if group else total * (scales[word] - 1)
                group = 0.0
            said = "scale"
        else:
            break
        last = j + 1
        j = _joint(tokens, last, said)
        if j < 0:
            break
    if last == i:
        return None
    value = total + group
    if said == "unit" or said == "ten":
        half = _and_a_half(tokens, last)
        if half:
            value, last = value + 0.5, half
            scale, last = _scales(tokens, last)
            return Number(i, last, value * scale, value, scale, "words")
    literal = value
    scale = 1.0
    for k in range(last - 1, i, -1):
        if tokens[k].lower in scales and scales[tokens[k].lower] > 100 and value % scales[tokens[k].lower] == 0:
            scale = scales[tokens[k].lower]
            literal = value / scale
            break
    return Number(i, last, value, literal, scale, "words")


def _joint(tokens: list[Token], i: int, said: str) -> int:
    """The index of the next word of the number behind a hyphen or an "and", or -1."""
    if i >= len(tokens):
        return -1
    if tokens[i].text in _HYPHENS and not tokens[i].spaced:
        return i + 1 if i + 1 < len(tokens) and not tokens[i + 1].spaced else -1
    if tokens[i].lower == "and" and said == "scale":
        follows = i + 1 < len(tokens) and (
            tokens[i + 1].lower in _words("unit") or tokens[i + 1].lower in _words("ten")
        )
        return i + 1 if follows and (tokens[i - 1].lower == "hundred" or not _own_scale(tokens, i + 1)) else -1
    return i if tokens[i].spaced else -1


def _own_scale(tokens: list[Token], i: int) -> bool:
    """Whether the number at i has a large scale of its own: "two million and one billion" are two numbers."""
    return i + 1 < len(tokens) and tokens[i + 1].lower in _words("scale") and tokens[i + 1].lower != "hundred"


def _and_a_half(tokens: list[Token], i: int) -> int:
    """The index behind "and a half", or 0."""
    words = [token.lower for token in tokens[i : i + 3]]
    return i + 3 if words == ["and", "a", "half"] else 0
