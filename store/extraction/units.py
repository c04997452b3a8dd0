"""Units and currencies: what the words and signs round a number make of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from store.extraction.locale import DEFAULT_MONEY, Locale
from store.extraction.tables import cell, rows
from store.extraction.tokens import Token
from store.records import Kind

HYPHENS = frozenset("-‐‑–")
_SHARED_NAMES = {
    name + ending: name
    for name, plural in {
        "dollar": "s", "pound": "s", "rupee": "s", "peso": "s", "krone": "r", "shilling": "s", "dinar": "s",
        "crown": "s",
    }.items()
    for ending in ("", plural)
}  # fmt: skip
_MONEY_ADJECTIVES = frozenset(
    "public private government foreign new taxpayers damage european additional state".split()
)
_LOCAL_SIGNS = ("R", "P", "N", "Rs", "Rs.")  # a country's own, as countries.tsv says
_WRITTEN_BEHIND = frozenset(("元", "zł", "円", "원"))
_PER_A = frozenset(
    "week day hour minute second ton tonne kilogram kilo kg liter litre barrel piece unit".split()
)
_NOT_PER = frozenset(
    "capita cent se annum year month quarter person head household worker employee".split()
)  # "a year" says that the metric is annual


@dataclass(slots=True, repr=False)
class Unit:
    """A kind and the unit's name as a fact prints it; money's name is its ISO 4217 code."""

    kind: Kind
    name: str
    factor: float = 1.0  # how many of the unit the word in the text stands for: a decade is ten years


@dataclass(slots=True, eq=False, repr=False)
class Match:
    """A unit found in the text, up to token `last` (exclusive) and character `end`."""

    unit: Unit
    last: int
    end: int


@cache
def _unit_rows() -> tuple[tuple[str, ...], ...]:
    return tuple(row for row in rows("units.tsv") if row[0] != "per")


@cache
def _paid_for() -> dict[str, str]:
    """What one pays for by its abbreviation: "psf" is per square foot."""
    return {word: row[1] for row in rows("units.tsv") if row[0] == "per" for word in row[3].split()}


@cache
def _names() -> dict[str, list[tuple[tuple[str, ...], Unit]]]:
    """Unit and currency names by their first word, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], Unit]]] = {}
    for row in _unit_rows():
        for name in filter(None, cell(row, 2).split("|")):
            _enter(table, name, Unit(row[0], row[1], float(cell(row, 4) or 1)))  # type: ignore[arg-type]
    for row in rows("currencies.tsv"):
        for name in filter(None, cell(row, 2).split("|")):
            _enter(table, name, Unit("money", row[0], float(cell(row, 3) or 1)))
    for names in table.values():
        names.sort(key=lambda entry: -len(entry[0]))
    return table


def _enter(table: dict[str, list[tuple[tuple[str, ...], Unit]]], name: str, unit: Unit) -> None:
    words = tuple(re.findall(r"[^\W\d_]+", name.lower()))
    table.setdefault(words[0], []).append((words, unit))


@cache
def _abbreviations() -> tuple[re.Pattern[str], dict[str, Unit]]:
    table: dict[str, Unit] = {}
    for row in _unit_rows():
        unit = Unit(row[0], row[1], float(cell(row, 4) or 1))  # type: ignore[arg-type]
        table |= dict.fromkeys(cell(row, 3).split(), unit)
    spellings = sorted(table, key=len, reverse=True)
    return re.compile(r"[ \u00a0\u202f-]?(" + "|".join(map(re.escape, spellings)) + r")(?![\w²³])"), table


@cache
def _signs() -> tuple[re.Pattern[str], dict[str, str]]:
    """What stands before the digits of money; a letter sign must not be the tail of a word."""
    table = {sign: sign for sign in DEFAULT_MONEY if not sign.isalpha()}
    for row in rows("currencies.tsv"):
        table |= dict.fromkeys(row[1].split(), row[0])
    spellings = sorted({*table, *_LOCAL_SIGNS}, key=len, reverse=True)
    return re.compile(r"(?<![\w$])(" + "|".join(map(re.escape, spellings)) + r")[ \u00a0\u202f]?$"), table


@cache
def _sign_ends() -> frozenset[str]:
    """The last characters of signs: before most numbers stands none of them."""
    return frozenset(sign[-1] for sign in (*_signs()[1], *_LOCAL_SIGNS))


@cache
def _codes() -> frozenset[str]:
    return frozenset(row[0] for row in rows("currencies.tsv"))


def currency_before(text: str, start: int, locale: Locale) -> tuple[str, int] | None:
    """The currency whose sign or code stands right before `start`, and where that begins, or None.

    A sign that several countries use, such as `$` or `R`, means what the locale says.
    """
    if text[max(0, start - 2) : start].rstrip()[-1:] not in _sign_ends():
        return None
    pattern, table = _signs()
    match = pattern.search(text, max(0, start - 8), start)
    if match is None:
        return None
    sign = match.group(1)
    code = locale.money.get(sign.rstrip(".")) or table.get(sign)
    if code is None or len(code) != 3:
        return None
    return code, match.start(1)


def unit_after(text: str, tokens: list[Token], last: int, locale: Locale) -> Match | None:
    """The unit or currency that the tokens from `last` on name, after a blank, a hyphen or nothing."""
    return _named(tokens, last, locale) or _abbreviated(text, tokens, last)


def _named(tokens: list[Token], last: int, locale: Locale) -> Match | None:
    at = _skip_hyphen(tokens, last)
    if at >= len(tokens):
        return None
    for words, unit in _names().get(tokens[at].lower, ()):
        end = _spells(tokens, at, words)
        if end and not (
            words == ("won",) and locale.country != "South Korea" and not _after_scale(tokens, last)
        ):
            return Match(unit, end, tokens[end - 1].end)
    return _sign_behind(tokens, at, locale) or _shared_name(tokens, at, locale)


def _sign_behind(tokens: list[Token], at: int, locale: Locale) -> Match | None:
    """A sign of currency written behind the amount: "10 €", "30元"."""
    sign = tokens[at].text
    code = locale.money.get(sign) or _signs()[1].get(sign)
    if len(sign) == 4 and sign[0] == "M" and sign.isupper() and sign[1:] in _codes():
        return Match(Unit("money", sign[1:], 1e6), at + 1, tokens[at].end)  # "120 MEUR"
    digits_follow = at + 1 < len(tokens) and tokens[at + 1].kind == "number" and not tokens[at + 1].spaced
    if (
        (tokens[at].kind != "mark" and sign not in _WRITTEN_BEHIND)
        or digits_follow
        or code is None
        or len(code) != 3
    ):
        return None
    return Match(Unit("money", code), at + 1, tokens[at].end)


def _shared_name(tokens: list[Token], at: int, locale: Locale) -> Match | None:
    """ "dollars", "pounds", "cents": whose they are, the locale says; "pounds of gold" are a mass."""
    word = tokens[at].lower
    glued = tokens[at].text == "c" and not tokens[at].spaced and "cent" in locale.money
    if word in ("cents", "cent", "pence") or glued:
        code = "GBP" if word == "pence" else locale.money.get("cent") or locale.money["dollar"]
        return Match(Unit("money", code, 0.01), at + 1, tokens[at].end)
    shared = _SHARED_NAMES.get(word)
    if shared is None:
        return None
    behind = [token.lower for token in tokens[at + 1 : at + 3]]
    if shared == "pound" and locale.country == "United States":
        return Match(Unit("mass", "pound"), at + 1, tokens[at].end)
    if shared == "pound" and behind[:1] == ["of"] and behind[-1] not in _money_nouns():
        return Match(Unit("mass", "pound"), at + 1, tokens[at].end)
    return Match(Unit("money", locale.money[shared]), at + 1, tokens[at].end)


@cache
def _money_nouns() -> frozenset[str]:
    """Nouns of which an amount of money can be: "20 million pounds of funding"."""
    measures = (word for row in rows("measures.tsv") if row[0] == "money" for word in row[1].split())
    return frozenset(measures) | _MONEY_ADJECTIVES


def _after_scale(tokens: list[Token], last: int) -> bool:
    return last > 0 and tokens[last - 1].lower in ("thousand", "million", "billion", "trillion")


def _spells(tokens: list[Token], at: int, words: tuple[str, ...]) -> int:
    """The index behind the words, if the tokens from `at` on spell them, blanks, hyphens and dots between;
    else 0.
    """
    for n, word in enumerate(words):
        if n and at < len(tokens) and (tokens[at].text in HYPHENS or tokens[at].text == "."):
            at += 1
        if at >= len(tokens) or tokens[at].lower != word:
            return 0
        at += 1
    return at


def _abbreviated(text: str, tokens: list[Token], last: int) -> Match | None:
    pattern, table = _abbreviations()
    match = pattern.match(text, tokens[last - 1].end)
    if match is None:
        return None
    end = match.end(1)
    while last < len(tokens) and tokens[last].start < end:
        last += 1
    return Match(table[match.group(1)], last, end)


def _skip_hyphen(tokens: list[Token], i: int) -> int:
    joined = (
        i + 1 < len(tokens) and tokens[i].text in HYPHENS and not tokens[i].spaced and not tokens[i + 1].spaced
    )
    return i + 1 if joined else i


def per_after(tokens: list[Token], match: Match) -> Match:
    """The match, widened by "per mu", "a day" or "/tonne" where the text goes on so."""
    i = match.last
    if match.unit.kind == "money" and i < len(tokens) and tokens[i].text in _paid_for():
        unit = Unit("money", f"{match.unit.name} per {_paid_for()[tokens[i].text]}", match.unit.factor)
        return Match(unit, i + 1, tokens[i].end)
    if i + 1 >= len(tokens) or match.unit.kind == "percent":
        return match
    if tokens[i].lower == "of":
        i = _behind_product(tokens, i)
        if i + 1 >= len(tokens) or tokens[i + 1].lower not in ("day", "hour", "week"):
            return match
        unit = Unit("rate", f"{match.unit.name} per {tokens[i + 1].lower}", match.unit.factor)
        return Match(unit, match.last, match.end)
    sign, word = tokens[i].lower, tokens[i + 1]
    if word.text in _signs()[1] or word.text in _LOCAL_SIGNS:
        return match  # "3.8 km per Rs 580 crore"
    if (sign == "per" and word.kind == "word" and word.lower not in _NOT_PER) or (
        (sign in ("a", "an") and word.lower in _PER_A)
        or (sign == "/" and not tokens[i].spaced and word.kind == "word" and word.lower not in _NOT_PER)
    ):
        name, last = _unit_or_noun(tokens, i + 1)
    else:
        return match
    kind: Kind = "money" if match.unit.kind == "money" else "rate"
    unit = Unit(kind, f"{match.unit.name} per {name}", match.unit.factor)
    return Match(unit, last, tokens[last - 1].end)


def _behind_product(tokens: list[Token], i: int) -> int:
    """The index of "a" or "per" behind "of water", "of stainless steel", or the end of the tokens."""
    for j in range(i + 2, min(i + 5, len(tokens) - 1)):
        if tokens[j].lower in ("a", "per"):
            return j
        if tokens[j].kind != "word":
            break
    return len(tokens)


def _unit_or_noun(tokens: list[Token], at: int) -> tuple[str, int]:
    for words, unit in _names().get(tokens[at].lower, ()):
        end = _spells(tokens, at, words)
        if end:
            return unit.name, end
    abbreviated = _abbreviations()[1].get(tokens[at].text)
    return (abbreviated.name if abbreviated else tokens[at].lower), at + 1


def money_scale_after(tokens: list[Token], last: int) -> tuple[float, int] | None:
    """The scale of a letter written right after an amount of money ("£450m", "$3B"), and the index behind
    it.
    """
    if last < len(tokens) and not tokens[last].spaced and tokens[last].kind == "word":
        value = _money_suffixes().get(tokens[last].text)
        if value:
            return value, last + 1
    return None


@cache
def _money_suffixes() -> dict[str, float]:
    table: dict[str, float] = {}
    for row in rows("numbers.tsv"):
        if row[0] == "money-suffix":
            table |= dict.fromkeys(row[2].split(), float(row[1]))
    return table
