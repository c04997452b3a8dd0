"""Numbers in words: "twenty-five", "half a million", "two-thirds", "tens of thousands"."""

from __future__ import annotations

from functools import cache

from store.extraction.numbers.number import HYPHENS, Number, exact, number_words, read_scales
from store.extraction.tokens import Token

_AFTER_A_PART = frozenset(
    "of more less fewer higher lower in to from by since last this and or were was is are have has had as "
    "on over"
    "during between while for after than within each when compared year versus against at with the its "
    "their".split()
)


def read_spelled(tokens: list[Token], i: int) -> Number | None:
    """A number that begins with a word at i, or None."""
    return _vague(tokens, i) or _fraction(tokens, i) or _ordinal(tokens, i) or _cardinal(tokens, i)


def _vague(tokens: list[Token], i: int) -> Number | None:
    """ "dozens of", "tens of millions of", "several hundred": at least that many."""
    vague, scales = number_words("vague"), number_words("scale")
    several = _several(tokens, i)
    if several:
        scale, last = read_scales(tokens, several)
        return Number(i, last, scale, 1.0, scale, "vague") if last > several else None
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


def _several(tokens: list[Token], i: int) -> int:
    """The index behind "several", "a few", "a couple of", or 0."""
    words = [token.lower for token in tokens[i : i + 3]]
    if words[0] == "several":
        return i + 1
    if words[:2] == ["a", "few"]:
        return i + 2
    return i + 3 if words == ["a", "couple", "of"] else 0


def _fraction(tokens: list[Token], i: int) -> Number | None:
    """ "half", "a third", "two-thirds", "three quarters", "one and a half" is a cardinal."""
    parts = number_words("part")
    token = tokens[i]
    if token.lower == "half":
        scale, last = _scale_of_part(tokens, i + 1)
        if scale > 1:
            return Number(i, last, scale / 2, 0.5, scale, "words")
        return Number(i, i + 1, 0.5, 0.5, 1.0, "fraction") if not _half_of_scale(tokens, i) else None
    top = _numerators()
    if token.lower not in top:
        return None
    j = i + 1
    if j < len(tokens) and tokens[j].text in HYPHENS and not tokens[j].spaced:
        j += 1
    if j >= len(tokens) or tokens[j].lower not in parts or tokens[j].lower in ("second", "seconds"):
        return None
    bottom = parts[tokens[j].lower]
    singular = top[token.lower] == 1
    scaled = j + 1 < len(tokens) and number_words("scale").get(tokens[j + 1].lower, 1) >= 1000
    if token.lower in ("a", "an") and bottom != 2 and not scaled and _names_the_next(tokens, j + 1):
        return None  # "a third shift"
    if singular == tokens[j].lower.endswith("s") and tokens[j].lower != "half":
        return None
    value = top[token.lower] / bottom
    scale, last = _scale_of_part(tokens, j + 1)
    if scale > 1:  # "three quarters of a billion"
        return Number(i, last, exact(value * scale), value, scale, "words")
    return Number(i, j + 1, value, value, 1.0, "fraction") if value < 1 else None


def _scale_of_part(tokens: list[Token], i: int) -> tuple[float, int]:
    """The scale of which the part is taken, "million", "of a million", and the index behind it; 1 where
    none.
    """
    words = [token.lower for token in tokens[i : i + 2]]
    skip = 2 if words in (["of", "a"], ["of", "one"]) else 1 if words[:1] == ["a"] else 0
    scale, last = read_scales(tokens, i + skip)
    return (scale, last) if last > i + skip and scale >= 1000 else (1.0, i)


def _names_the_next(tokens: list[Token], i: int) -> bool:
    """Whether a noun follows that the ordinal before it numbers."""
    return i < len(tokens) and tokens[i].kind == "word" and tokens[i].lower not in _AFTER_A_PART


@cache
def _numerators() -> dict[str, float]:
    return {"a": 1.0, "an": 1.0} | {
        word: value for word, value in number_words("unit").items() if 0 < value < 10
    }


def _half_of_scale(tokens: list[Token], i: int) -> bool:
    """ "half a million", "half a dozen"."""
    return (
        i + 2 < len(tokens)
        and tokens[i + 1].lower in ("a", "an")
        and tokens[i + 2].lower in number_words("scale")
    )


def _ordinal(tokens: list[Token], i: int) -> Number | None:
    """ "third", "twenty-first"."""
    ordinals, tens = number_words("ordinal"), number_words("ten")
    word = tokens[i].lower
    if word in ordinals:
        return Number(i, i + 1, ordinals[word], ordinals[word], 1.0, "ordinal")
    if (
        word in tens
        and i + 2 < len(tokens)
        and tokens[i + 1].text in HYPHENS
        and tokens[i + 2].lower in ordinals
    ):
        value = tens[word] + ordinals[tokens[i + 2].lower]
        return Number(i, i + 3, value, value, 1.0, "ordinal")
    return None


def _cardinal(tokens: list[Token], i: int) -> Number | None:
    """A number in words: "seven", "twenty-five", "three hundred and twelve thousand", "a million", "half a
    million".
    """
    units, tens, scales = number_words("unit"), number_words("ten"), number_words("scale")
    if tokens[i].lower in ("a", "an"):
        scale, last = read_scales(tokens, i + 1)
        if last > i + 1 and tokens[i + 1].text not in HYPHENS:
            return Number(i, last, scale, 1.0, scale, "words")
        return None
    if tokens[i].lower == "half":
        scale, last = read_scales(tokens, i + 2)
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
        elif word in scales and j == i and said == "" and _own_scale(tokens, i):
            group, said = scales[word], "scale"  # "hundred thousand"
        elif word in scales and (group or total):
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
    if said in ("unit", "ten"):
        part, behind = further_part(tokens, last)
        if part:
            value += part
            scale, last = read_scales(tokens, behind)
            return Number(i, last, exact(value * scale), value, scale, "words")
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
    if tokens[i].text in HYPHENS and not tokens[i].spaced:
        return i + 1 if i + 1 < len(tokens) and not tokens[i + 1].spaced else -1
    if tokens[i].lower == "and" and said == "scale":
        follows = i + 1 < len(tokens) and (
            tokens[i + 1].lower in number_words("unit") or tokens[i + 1].lower in number_words("ten")
        )
        return i + 1 if follows and (tokens[i - 1].lower == "hundred" or not _own_scale(tokens, i + 1)) else -1
    return i if tokens[i].spaced else -1


def _own_scale(tokens: list[Token], i: int) -> bool:
    """Whether the number at i has a large scale of its own: "two million and one billion" are two numbers."""
    return (
        i + 1 < len(tokens)
        and tokens[i + 1].lower in number_words("scale")
        and tokens[i + 1].lower != "hundred"
    )


def further_part(tokens: list[Token], i: int) -> tuple[float, int]:
    """What "and a half", "and three quarters", "point five" adds to the number before i, and the index
    behind it.
    """
    words = [token.lower for token in tokens[i : i + 3]]
    units, parts = number_words("unit"), number_words("part")
    if len(words) == 3 and words[0] == "and" and words[1] in _numerators() and words[2] in parts:
        return _numerators()[words[1]] / parts[words[2]], i + 3
    digits = 0.0
    j = i + 1
    if words[:1] == ["point"]:
        while j < len(tokens) and units.get(tokens[j].lower, 10) < 10:
            digits += units[tokens[j].lower] / 10 ** (j - i)
            j += 1
    return (exact(digits), j) if j > i + 1 else (0.0, i)
