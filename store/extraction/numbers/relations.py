"""Numbers that relate: ratios ("one in eight"), ranks ("third-largest"), multiples ("doubled")."""

from __future__ import annotations

from store.extraction.numbers.digits import read_number
from store.extraction.numbers.number import HYPHENS, Number, number_words
from store.extraction.numbers.spelled import read_spelled
from store.extraction.tokens import Token

_BEFORE_A_VERB = frozenset(
    "to will would could can should may might must not nearly almost roughly they we than".split()
)
_COMPARED_TO = frozenset("the that its their his her our what".split())  # "more than double its earlier goal"
_RANKING = frozenset("rank ranks ranked ranking placed places placing place finished".split())
_STANDING = frozenset("stood stands came comes is was are were still it now".split())
_AFTER_A_RANK = frozenset(
    "in among nationwide worldwide globally nationally behind for place and by with of on after out".split()
)
_NOT_SUPERLATIVE = frozenset(
    "forest west interest request guest invest harvest contest latest rest test quest protest".split()
)


def read_multiple(tokens: list[Token], i: int) -> Number | None:
    """ "doubled", "to triple", "halving", but not "double-digit" or "double the price"."""
    word, before = tokens[i].lower, tokens[i - 1].lower if i else ""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is not None and after.text in HYPHENS and not after.spaced:
        return None
    base = word in ("double", "triple", "treble", "quadruple", "halve")
    if base and (
        before not in _BEFORE_A_VERB or (before == "than" and after is not None and after.lower in _COMPARED_TO)
    ):
        return None
    value = number_words("multiple")[word]
    return Number(i, i + 1, value, value, 1.0, "multiple")


def widen_to_ratio(tokens: list[Token], number: Number) -> Number | None:
    """ "one in eight", "seven out of 10", "one out of every 13": a part of one, as a fraction is."""
    if number.form not in ("digits", "words") or number.scale > 1 or not 0 < number.value < 100:
        return None
    j = number.last
    if j == len(tokens) or tokens[j].lower not in ("in", "out", "of"):
        return None
    words = [token.lower for token in tokens[j : j + 3]]
    skip = (
        3
        if words == ["out", "of", "every"]
        else 2
        if words[:2] in (["out", "of"], ["in", "every"], ["of", "every"])
        else 1
    )
    if words[:1] != ["in"] and words[:2] not in (["out", "of"], ["of", "every"]):
        return None
    j += skip
    if j >= len(tokens):
        return None
    whole = read_number(tokens, j, False) if tokens[j].kind == "number" else read_spelled(tokens, j)
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


def turn_to_rank(tokens: list[Token], number: Number) -> Number:
    """ "No. 3", "ranked third", "third-highest": an ordinal that states a rank; others stay what they are."""
    i, j = number.first, number.last
    if number.form in ("digits", "words"):
        label = _label_before(tokens, i)
        if label and number.scale == 1 and number.value == int(number.value) and number.value <= 1000:
            return Number(i - label, j, number.value, number.value, 1.0, "rank")
        return number
    if number.form != "ordinal":
        return number
    before = [token.lower for token in tokens[max(0, i - 5) : i]]
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


def _label_before(tokens: list[Token], i: int) -> int:
    """How many tokens "No." or "No" right before i takes."""
    if i > 1 and tokens[i - 1].text == "." and tokens[i - 2].lower == "no":
        return 2
    return int(i > 0 and tokens[i - 1].text in ("No", "Nr"))


def _superlative(tokens: list[Token], j: int) -> int:
    """The index behind "-largest" or " largest" behind an ordinal, or 0."""
    if j < len(tokens) and tokens[j].text in HYPHENS and not tokens[j].spaced:
        j += 1
    if j < len(tokens) and (
        (tokens[j].lower.endswith("est") and len(tokens[j].lower) > 4) or tokens[j].lower == "most"
    ):
        return j + 1 if tokens[j].lower not in _NOT_SUPERLATIVE else 0
    return 0
