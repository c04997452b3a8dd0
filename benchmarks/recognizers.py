"""How many of the public specifications' values the extractor reads the same.

    python benchmarks/recognizers.py [--misses] [NAME…]

The cases are those of Microsoft's Recognizers-Text in tests/corpus/recognizers/. An input counts as read the
same when each of its results is read at an overlapping place with the same value (numbers, percentages), value
and unit (currencies, dimensions), ends (ranges), or first day and day after the last (periods). Inputs that
should give nothing are left out: their conventions say what a number is, ours what a fact is.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from store.extraction.facts import read
from store.extraction.locale import locale_of
from store.extraction.names.finding import find_names
from store.extraction.periods import find_periods
from store.extraction.quantities import numbers_of
from store.records import Article, Fact

CASES = Path(__file__).parents[1] / "tests" / "corpus" / "recognizers"

Case = Mapping[str, Any]
Ends = tuple[float | None, float | None]

_CURRENCIES = {
    "Dollar": "USD", "United States dollar": "USD", "Canadian dollar": "CAD", "Australian dollar": "AUD",
    "Hong Kong dollar": "HKD", "New Zealand dollar": "NZD", "Euro": "EUR", "Pound": "GBP",
    "British pound": "GBP", "Chinese yuan": "CNY", "Japanese yen": "JPY", "Franc": "CHF", "Swiss franc": "CHF",
    "Turkish lira": "TRY",
    "Rupee": "INR", "Sri Lankan rupee": "LKR", "Mexican peso": "MXN",
}  # fmt: skip
_UNITS = {"ton": "tonne", "metric ton": "tonne"}
_LOWER = ("over", "at_least")
_UPPER = ("under", "at_most")
_TOLERANCE = 1e-6


@dataclass(frozen=True)
class Found:
    """Something read at `start:end` of an input, as it is compared, and as it is printed."""

    start: int
    end: int
    what: Any


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of {', '.join(MODELS)}; all of them otherwise"
    )
    parser.add_argument("--misses", action="store_true", help="list the inputs that are read otherwise")
    arguments = parser.parse_args()
    for name in arguments.names or MODELS:
        expected, found, same = MODELS[name]
        cases = [
            case for case in json.loads((CASES / f"{name}.json").read_text("utf-8-sig")) if case["Results"]
        ]
        missed = [case for case in cases if not _alike(list(expected(case)), list(found(case)), same)]
        right = len(cases) - len(missed)
        line = f"{name:18} {right:4} of {len(cases):4} inputs read the same ({right / len(cases):.0%})"
        if same is _same_period:
            but_one = sum(
                _alike(list(expected(case)), list(found(case)), _same_but_last_day) for case in missed
            )
            line += f", {but_one} more but for whether the last day named belongs to the period"
        print(line)
        if arguments.misses:
            for case in missed:
                wanted, got = (
                    "; ".join(str(each.what) for each in side(case)) or "nothing" for side in (expected, found)
                )
                print(f"    {case['Input']!r}\n        {wanted}  <>  {got}")


def _alike(expected: list[Found], found: list[Found], same: Callable[[Any, Any], bool]) -> bool:
    """Whether each expected result is read where it stands."""
    return all(
        any(one.start < other.end and other.start < one.end and same(one.what, other.what) for other in found)
        for one in expected
    )


def _results(case: Case) -> Iterator[tuple[int, int, Mapping[str, Any]]]:
    for result in case["Results"]:
        start = result["Start"]
        yield start, result.get("End", start + result.get("Length", 1) - 1) + 1, result


def _article(case: Case) -> Article:
    published = case.get("Context", {}).get("ReferenceDateTime", "2016-11-07")[:10]
    return Article(id="case", title="", text=case["Input"], digest="0" * 64, published=published)


def _facts(case: Case) -> Iterator[Fact]:
    article = _article(case)
    for reading in read(article, find_names(article.text, article.title, article.place)):
        yield from reading.facts


# ---- numbers, percentages


def _expected_numbers(case: Case) -> Iterator[Found]:
    for start, end, result in _results(case):
        yield Found(start, end, _number(result["Resolution"]["value"].rstrip("%")))


def _found_numbers(case: Case) -> Iterator[Found]:
    """Every number that the extractor reads, be it a fact later or not."""
    article = _article(case)
    locale = locale_of(article.text, None)
    for reading in read(article, find_names(article.text, article.title, article.place)):
        tokens = reading.sentence.tokens
        for number in numbers_of(tokens, locale):
            yield Found(tokens[number.first].start, tokens[number.last - 1].end, number.value)


def _found_percentages(case: Case) -> Iterator[Found]:
    for fact in _facts(case):
        if fact.kind == "percent":
            yield Found(fact.start, fact.end, fact.value)


def _close(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)


# ---- money, dimensions


def _expected_money(case: Case) -> Iterator[Found]:
    for start, end, result in _results(case):
        told = result["Resolution"]
        unit = told.get("isoCurrency") or _CURRENCIES.get(told["unit"], told["unit"])
        yield Found(start, end, (_number(told["value"]), unit))


def _expected_dimensions(case: Case) -> Iterator[Found]:
    for start, end, result in _results(case):
        told = result["Resolution"]
        unit = told["unit"].lower()
        yield Found(start, end, (_number(told["value"]), _UNITS.get(unit, unit)))


def _found_quantities(case: Case) -> Iterator[Found]:
    for fact in _facts(case):
        for value in (fact.value, fact.upper):
            if value is not None:
                yield Found(fact.start, fact.end, (value, fact.unit))
        if fact.equivalent is not None:
            yield Found(fact.start, len(case["Input"]), (fact.equivalent.value, fact.equivalent.unit))


def _number(text: str | None) -> float:
    return float(text) if text not in (None, "", "null") else math.nan


def _same_quantity(one: tuple[float, str], other: tuple[float, str]) -> bool:
    return _close(one[0], other[0]) and one[1] == other[1]


# ---- ranges, periods


def _expected_ranges(case: Case) -> Iterator[Found]:
    for start, end, result in _results(case):
        low, high = re.fullmatch(r"[\[(](.*),(.*)[\])]", result["Resolution"]["value"]).groups()  # type: ignore[union-attr]
        yield Found(start, end, (float(low) if low else None, float(high) if high else None))


def _found_ranges(case: Case) -> Iterator[Found]:
    for fact in _facts(case):
        for factor in (1.0, 0.01) if fact.unit == "%" else (1.0,):  # a fraction is a percentage of ours
            yield Found(fact.start, fact.end, _ends(fact, factor))


def _ends(fact: Fact, factor: float) -> Ends:
    value = fact.value * factor
    if fact.upper is not None:
        return value, fact.upper * factor
    return None if fact.bound in _UPPER else value, None if fact.bound in _LOWER else value


def _same_ends(one: Ends, other: Ends) -> bool:
    return all(
        (a is None) == (b is None) and (a is None or b is None or _close(a, b))
        for a, b in zip(one, other, strict=True)
    )


def _expected_periods(case: Case) -> Iterator[Found]:
    for start, end, result in _results(case):
        told = result["Value"]
        both = tuple(
            (told.get(key, {}).get("startDate"), told.get(key, {}).get("endDate"))
            for key in ("FutureResolution", "PastResolution")
        )
        yield Found(start, end, both)


def _found_periods(case: Case) -> Iterator[Found]:
    article = _article(case)
    for period in find_periods(article.text, date.fromisoformat(article.published or ""), article.place):
        if period.interval is not None:
            first, last = period.interval.split("/")
            after = None if last == ".." else (date.fromisoformat(last) + timedelta(1)).isoformat()
            yield Found(period.start, period.end, (None if first == ".." else first, after))


def _same_period(one: tuple[tuple[str | None, str | None], ...], other: tuple[str | None, str | None]) -> bool:
    return other in one


def _same_but_last_day(
    one: tuple[tuple[str | None, str | None], ...], other: tuple[str | None, str | None]
) -> bool:
    """Whether the periods are the same if the last day that the words name is counted in."""
    first, after = other
    last = after and (date.fromisoformat(after) - timedelta(1)).isoformat()
    return (first, last) in one


MODELS: dict[
    str, tuple[Callable[[Case], Iterator[Found]], Callable[[Case], Iterator[Found]], Callable[..., bool]]
] = {
    "NumberModel": (_expected_numbers, _found_numbers, _close),
    "PercentModel": (_expected_numbers, _found_percentages, _close),
    "CurrencyModel": (_expected_money, _found_quantities, _same_quantity),
    "DimensionModel": (_expected_dimensions, _found_quantities, _same_quantity),
    "NumberRangeModel": (_expected_ranges, _found_ranges, _same_ends),
    "DatePeriodParser": (_expected_periods, _found_periods, _same_period),
}


if __name__ == "__main__":
    main()
