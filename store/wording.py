"""The words for a fact's parts: one wording for the screen, the commands and the exports.

Every function is pure. `short` asks for what fits a table's cell ("53.19 bn CNY"), `ascii_only` for a variant
without arrows, dashes and signs beyond ASCII.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from store.patterns import pattern
from store.records import Bound, Change, Fact

SCALES: tuple[tuple[int, str, str], ...] = (
    (10**12, "trillion", "tn"),
    (10**9, "billion", "bn"),
    (10**6, "million", "m"),
)
"""Factor, word and abbreviation, the largest first."""

_MOST_DECIMALS = 4
"""A number that needs more decimals at its scale is written out instead: 1,234,567."""

_BOUND_WORDS: dict[Bound, str] = {
    "about": "about",
    "over": "over",
    "at_least": "at least",
    "under": "under",
    "at_most": "at most",
}
_BOUND_SIGNS: dict[Bound, tuple[str, str]] = {
    "about": ("~", "~"),
    "over": (">", ">"),
    "at_least": ("≥", ">="),
    "under": ("<", "<"),
    "at_most": ("≤", "<="),
}
"""The sign in short texts, and its ASCII variant."""

_CHANGE_SIGNS: dict[Change, tuple[str, str]] = {"increase": ("↑", "up"), "decrease": ("↓", "down")}

_PLURALS = {
    "foot": "feet", "person": "people", "man": "men", "woman": "women",
    "child": "children", "memorandum": "memoranda",
}  # fmt: skip
_SINGULARS = {plural: singular for singular, plural in _PLURALS.items()} | {
    "businesses": "business", "bases": "base", "movies": "movie", "campuses": "campus", "buses": "bus",
}  # fmt: skip
_UNCHANGING = frozenset(
    "mu li jin rai pyeong hertz kilohertz megahertz gigahertz lux kelvin celsius fahrenheit horsepower "
    "series species staff personnel workforce headcount employment manpower livestock poultry cattle "
    "aircraft equipment".split()
)
"""Words that are written alike after one and after many."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WRITTEN_NUMBER = pattern(r"\d+(?:,\d{3})*\.\d+")


def value_text(fact: Fact, short: bool = False, ascii_only: bool = False) -> str:
    """What the fact states, in full: `53.19 billion CNY`, `over 300 professionals`, `↑ 10 %`."""
    quantity = quantity_text(fact.value, fact.unit, fact.upper, fact.quote, short, ascii_only)
    if fact.kind == "rank":
        quantity = f"No. {number_text(fact.value)}"
    bound = bound_text(fact.bound, short, ascii_only)
    joint = "" if short else " "
    stated = f"{bound}{joint}{quantity}" if bound else quantity
    change = change_text(fact.change, ascii_only)
    return f"{change} {stated}" if change else stated


def quantity_text(
    value: float,
    unit: str,
    upper: float | None = None,
    quote: str = "",
    short: bool = False,
    ascii_only: bool = False,
) -> str:
    """A number or a range with its unit; `quote` lends its trailing zeros (`20.0 %`)."""
    number = number_text(value, short, quote)
    if upper is not None:
        number = _range_text(number, number_text(upper, short, quote), ascii_only)
    unit = unit_text(unit, 1 if upper is None and value == 1 else 2)
    return f"{number} {unit}" if unit else number


def number_text(value: float, short: bool = False, quote: str = "") -> str:
    """The number with its scale in words and no digit that is not its own: `6.84 billion`, `1,332`."""
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    for factor, word, abbreviation in SCALES:
        scaled = (number / factor).normalize()
        if abs(scaled) >= 1 and _decimals(scaled) <= _MOST_DECIMALS:
            return f"{_written(scaled, quote)} {abbreviation if short else word}"
    return _written(number.normalize(), quote)


def rounded(value: float, digits: int = 4) -> float:
    """A computed number to `digits` significant digits: more would claim what no article states."""
    return float(f"{value:.{digits}g}")


def unit_text(unit: str, number: float) -> str:
    """The unit as it is written after `number`: `tonne` after 5 is `tonnes`, `jobs` after 1 is `job`."""
    if unit == "%" or not unit or unit.isupper():
        return unit
    head, per, rest = unit.partition(" per ")
    if " and " in head:
        return unit
    noun, of, what = head.partition(" of ")
    words = noun.split(" ")
    place = 0 if words[0] in {"degree", "tonne", "ton"} else -1
    inflect = singular if number == 1 else plural
    words[place] = inflect(words[place])
    return " ".join(words) + of + what + per + rest


def bound_text(bound: Bound, short: bool = False, ascii_only: bool = False) -> str:
    """The word before a number that is not exact: `over`, `at least`; empty for an exact one and a range."""
    if short and bound in _BOUND_SIGNS:
        return _BOUND_SIGNS[bound][ascii_only]
    return _BOUND_WORDS.get(bound, "")


def change_text(change: Change | None, ascii_only: bool = False) -> str:
    """The arrow of a change: `↑` or `↓` (`up`, `down`); empty where the quantity is no change."""
    return _CHANGE_SIGNS[change][ascii_only] if change else ""


def equivalent_text(fact: Fact, short: bool = False) -> str:
    """The article's own conversion and, for money, its rate: `= 7.94 billion USD (1 USD = 6.70 CNY)`."""
    if fact.equivalent is None:
        return ""
    text = "= " + quantity_text(fact.equivalent.value, fact.equivalent.unit, short=short)
    if fact.kind != "money" or not fact.value or not fact.equivalent.value:
        return text
    return f"{text} ({rate_text(fact.value, fact.unit, fact.equivalent.value, fact.equivalent.unit)})"


def rate_text(value: float, unit: str, other_value: float, other_unit: str) -> str:
    """The rate at which two amounts are equal, with the digits that they support: `1 USD = 6.70 CNY`."""
    if value < other_value:
        value, unit, other_value, other_unit = other_value, other_unit, value, unit
    digits = max(3, min(4, _significant(value), _significant(other_value)))
    rate = value / other_value
    decimals = min(2, max(0, digits - len(str(int(rate)))))
    return f"1 {other_unit} = {rate:,.{decimals}f} {unit}"


def period_text(period: str | None, ascii_only: bool = False) -> str:
    """An ISO 8601 interval in the shortest words: `2022 H1`, `2021`, `2021-08 –`, `until 2025`.

    Empty where no period is stated; what is no interval is returned as it is.
    """
    if not period:
        return ""
    start_text, slash, end_text = period.partition("/")
    start, end = _date(start_text), _date(end_text)
    if not slash or (start is None and start_text != "..") or (end is None and end_text != ".."):
        return period
    dash = "-" if ascii_only else "–"
    if start is None:
        return f"until {_end_text(end)}" if end else "at any time"
    if end is None:
        return f"{_start_text(start)} {dash}"
    return _closed_period(start, end, dash)


def _closed_period(start: date, end: date, dash: str) -> str:
    if start == end:
        return start.isoformat()
    whole_months = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if not whole_months:
        return f"{start} {dash} {end}"
    first, last = start.month, end.month
    if (first, last) == (1, 12):
        return f"{start.year}" if start.year == end.year else f"{start.year}{dash}{end.year}"
    if start.year != end.year:
        return f"{start:%Y-%m} {dash} {end:%Y-%m}"
    if first == last:
        return f"{start.year} {_MONTHS[first - 1]}"
    if last - first == 5 and first in (1, 7):
        return f"{start.year} H{1 if first == 1 else 2}"
    if last - first == 2 and first % 3 == 1:
        return f"{start.year} Q{last // 3}"
    return f"{start.year} {_MONTHS[first - 1]}{dash}{_MONTHS[last - 1]}"


def _start_text(start: date) -> str:
    if start.day != 1:
        return start.isoformat()
    return f"{start.year}" if start.month == 1 else f"{start:%Y-%m}"


def _end_text(end: date) -> str:
    if end.day != monthrange(end.year, end.month)[1]:
        return end.isoformat()
    return f"{end.year}" if end.month == 12 else f"{end:%Y-%m}"


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _range_text(low: str, high: str, ascii_only: bool) -> str:
    """`7–10`, `1.2–1.5 billion`, and with different scales `800 million – 1.2 billion`."""
    dash = "-" if ascii_only else "–"
    low_number, _, low_scale = low.partition(" ")
    _, _, high_scale = high.partition(" ")
    if low_scale == high_scale:
        return f"{low_number}{dash}{high}"
    return f"{low} {dash} {high}"


def _written(number: Decimal, quote: str) -> str:
    """The number with thousands separators and the trailing zeros that the quote writes."""
    decimals = max(_decimals(number), 0)
    for written in _written_decimals(quote):
        if written.normalize().as_tuple().digits == number.normalize().as_tuple().digits:
            extra = len(written.as_tuple().digits) - len(number.normalize().as_tuple().digits)
            decimals = min(max(decimals, _decimals(number.normalize()) + extra), _MOST_DECIMALS)
            break
    return f"{number:,.{decimals}f}"


def _written_decimals(quote: str) -> Iterator[Decimal]:
    for match in _WRITTEN_NUMBER.finditer(quote):
        yield Decimal(match.group().replace(",", ""))


def _decimals(number: Decimal) -> int:
    """Digits after the point; negative for a number that ends in zeros before it."""
    exponent = number.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _significant(value: float) -> int:
    return len(Decimal(repr(value)).normalize().as_tuple().digits)


def plural(word: str) -> str:
    """The plural of an English noun; a word that is plural, or a name, stays as it is."""
    if word in _PLURALS:
        return _PLURALS[word]
    if word in _UNCHANGING or word in _SINGULARS or word.endswith("s") or not word.islower():
        return word
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("x", "ch", "sh", "z")) else "s")


def singular(word: str) -> str:
    """The singular of an English noun; a word that is singular stays as it is."""
    if word in _SINGULARS:
        return _SINGULARS[word]
    if word in _UNCHANGING:
        return word
    for ending, singular in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + singular
    return word.removesuffix("s") if not word.endswith(("ss", "us", "is")) else word
