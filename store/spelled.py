"""A fact's fields as a person writes them, and back: what a form shows, and what is made of what was typed.

Every mistake is one sentence that says how it is written rightly.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from store.errors import UserError
from store.patterns import pattern
from store.query.values import Span, find_number, find_span
from store.reading.clean import clean
from store.records import Article, Bound, Change, Fact, Kind, Status, plain_number
from store.review import differences, reading_of
from store.wording import number_text, period_text, plural, unit_text

FIELDS: Mapping[str, tuple[str, str]] = {
    "metric": ("Metric", "what is measured: output value"),
    "subject": ("Subject", "of whom or what: the city"),
    "value": ("Value", "53.19 billion"),
    "upper": ("Upper", "the other end of a range"),
    "unit": ("Unit", "yuan, %, tonnes, companies"),
    "bound": ("Bound", "exact, about, over, at least, under, at most, between"),
    "change": ("Change", "increase or decrease, where it is one"),
    "period": ("Period", "2021, 2022 H1, Aug 2021, since 2020, until 2025"),
    "status": ("Status", "actual or planned"),
    "clusters": ("Clusters", "names, with a semicolon between two"),
}
"""The fields of a form: label, and what may stand there."""

_BOUNDS: Mapping[Bound, str] = {
    "exact": "exact exactly =",
    "about": "about around approximately roughly nearly almost some ~ ≈",
    "over": "over above more_than exceeding >",
    "at_least": "at_least no_less_than minimum >= ≥",
    "under": "under below less_than fewer_than <",
    "at_most": "at_most up_to no_more_than maximum <= ≤",
    "between": "between range from_to",
}
_CHANGES: Mapping[Change, str] = {
    "increase": "increase increased up rise rose growth grew + ↑",
    "decrease": "decrease decreased down fall fell drop decline - ↓",
}
_STATUSES: Mapping[Status, str] = {
    "actual": "actual real achieved stated",
    "planned": "planned plan target forecast expected goal",
}
_NOTHING = frozenset(("", "-", "–", "none", "no", "not stated", "unknown", "?"))
_DASH = pattern(r"\s+[-–]\s*|\s*–\s*|\s*\.\.\s*|\s+to\s+|(?<=\d{4})-(?=\d{4}\b)", re.IGNORECASE)
_FROM = pattern(r"(?:since|from|after)\s+(.+)|(.+?)\s*(?:[–]|\s-|\.\.|on)$", re.IGNORECASE)
_UNTIL = pattern(r"(?:until|till|by|to|through|[–]|-|\.\.)\s*(.+)", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "|".join(f"{month}[a-z]*" for month in _MONTHS)
_OF_YEAR = pattern(rf"(\d{{4}})\s+({_MONTH})(?:\s*[-–]\s*({_MONTH}))?", re.IGNORECASE)
_PART = pattern(r"(\d{4})\s*([HQ]\d)|([HQ]\d)\s*(\d{4})", re.IGNORECASE)
_LONGEST = 400
_GREATEST = 1e300


def spelled(fact: Fact) -> dict[str, str]:
    """The fields of a fact as a person writes them, by the names of `FIELDS`."""
    return {
        "metric": fact.metric,
        "subject": fact.subject,
        "value": number_text(fact.value),
        "upper": "" if fact.upper is None else number_text(fact.upper),
        "unit": unit_text(fact.unit, 2),
        "bound": fact.bound.replace("_", " "),
        "change": fact.change or "",
        "period": period_text(fact.period),
        "status": fact.status,
        "clusters": "; ".join(fact.clusters),
    }


def extracted_words(fact: Fact, extracted: Fact | None) -> str:
    """What had been extracted where it differs from the reader's reading: `metric revenue, period 2020`."""
    if extracted is None:
        return ""
    shown = spelled(extracted)
    names = [name for name in differences(fact, extracted) if name in FIELDS]
    return ", ".join(f"{FIELDS[name][0].lower()} {shown[name] or 'not stated'}" for name in names)


def read_reading(fields: Mapping[str, str], fact: Fact, article: Article) -> dict[str, Any]:
    """The reading that the fields spell, for a review of `fact`; what was not touched is as it was.

    UserError with the first mistake.
    """
    shown, known = spelled(fact), reading_of(fact)
    text = {name: clean(" ".join(value.split())) for name, value in fields.items()}
    touched = {name for name in FIELDS if text[name] != clean(" ".join(shown[name].split()))}
    for name, (label, _) in FIELDS.items():
        if len(text[name]) > _LONGEST:
            raise UserError(f"{label} is longer than {_LONGEST} characters: shorten it.")
    if not text["metric"]:
        raise UserError("A fact needs a metric: say what is measured.")
    reading = known | {"metric": text["metric"], "subject": text["subject"]}
    if "value" in touched or not shown["value"]:
        reading["value"] = _number("Value", text["value"])
    if "upper" in touched:
        reading["upper"] = None if text["upper"].casefold() in _NOTHING else _number("Upper", text["upper"])
    if "unit" in touched or (fact.kind == "other" and text["unit"]):
        kind, name, factor = read_unit(text["unit"], article)
        reading["kind"], reading["unit"] = kind, name
        for end in ("value", "upper"):
            if reading[end] is not None and factor != 1:
                reading[end] = plain_number(reading[end] * factor)
    if "bound" in touched:
        reading["bound"] = _word("Bound", text["bound"], _BOUNDS, "exact")
    if "change" in touched:
        reading["change"] = _word("Change", text["change"], _CHANGES, None)
    if "period" in touched:
        reading["period"] = read_period(text["period"], article.published)
    if "status" in touched:
        reading["status"] = _word("Status", text["status"], _STATUSES, "actual")
    if "clusters" in touched:
        names = (name.strip() for name in text["clusters"].split(";"))
        reading["clusters"] = list(dict.fromkeys(name for name in names if name))
    return _consistent(reading, "bound" in touched)


def read_period(text: str, published: str | None = None) -> str | None:
    """The ISO 8601 interval of a time as people spell it; None for no time.

    What stands in relation to a day ("last year") is resolved against the day of publication. UserError for
    what is no time.
    """
    text = " ".join(text.split())
    if text.casefold() in _NOTHING:
        return None
    found = _interval(text) or _span(text) or _open(text) or _range(text) or _phrase(text, published)
    if found is None:
        raise UserError(
            f"“{text}” is not understood as a time: write 2021, 2022 H1, Aug 2021, since 2020, until 2025."
        )
    first, _, last = found.partition("/")
    if first != ".." and last != ".." and first > last:
        raise UserError(f"“{text}” ends before it begins: write the earlier time first.")
    return found


def read_unit(text: str, article: Article) -> tuple[Kind, str, float]:
    """The kind and the name of a unit as people spell it, and how many of the unit its word stands for.

    What is no measure and no currency is a noun that is counted.
    """
    from store.extraction.locale import locale_of
    from store.extraction.tokens import tokenize
    from store.extraction.units import unit_after

    if not text:
        return "other", "", 1.0
    if any(character.isdigit() for character in text):
        raise UserError(f"“{text}” holds a number: write the number in the field of the value.")
    locale = locale_of(article.text, article.place, article.publisher)
    head, per, rest = text.partition(" per ")
    sample = f"2 {head}"
    found = unit_after(sample, tokenize(sample, 0, len(sample)), 1, locale)
    if found is not None and found.end == len(sample):
        return found.unit.kind, found.unit.name + per + rest, found.unit.factor
    words = head.split(" ")
    return "count", " ".join([*words[:-1], plural(words[-1])]) + per + rest, 1.0


def _number(label: str, text: str) -> int | float:
    number = find_number(text)
    if number is None or abs(number) > _GREATEST:
        words = text.split(" ")
        for cut in range(len(words) - 1, 0, -1):
            if find_number(" ".join(words[:cut])) is not None:
                more = " ".join(words[cut:])
                raise UserError(f"{label} is a number alone, as 53.19 billion: “{more}” has another field.")
        raise UserError(f"“{text}” is not understood as a number: write it as 1,500 or 53.19 billion.")
    return plain_number(number)


def _word(label: str, text: str, words: Mapping[Any, str], nothing: Any) -> Any:
    """Which of some values a word means: one of its words, or their beginning."""
    wanted = text.casefold().replace(" ", "_")
    if text.casefold() in _NOTHING - {"-"} and wanted not in words:
        return nothing
    for value, spellings in words.items():
        if wanted in spellings.split():
            return value
    meant = [value for value in words if len(wanted) > 1 and value.startswith(wanted)]
    if len(meant) == 1:
        return meant[0]
    known = ", ".join(value.replace("_", " ") for value in words)
    raise UserError(f"{label} is one of {known}: “{text}” is none of them.")


def _consistent(reading: dict[str, Any], bound_was_said: bool) -> dict[str, Any]:
    """The reading, where its fields fit one another: a range has two ends and the bound `between`."""
    value, upper = reading["value"], reading["upper"]
    if upper is not None and upper < value:
        raise UserError("The upper end is less than the value: write the smaller number as the value.")
    if reading["bound"] == "between" and upper is None:
        if bound_was_said:
            raise UserError("A value between two needs the upper end as well.")
        reading["bound"] = "exact"
    if upper is not None and reading["bound"] != "between":
        if bound_was_said:
            raise UserError(
                "A value with an upper end is between two: leave the upper end out, or say between."
            )
        reading["bound"] = "between"
    return reading


def _interval(text: str) -> str | None:
    first, slash, last = text.partition("/")
    try:
        days = [date.fromisoformat(end).isoformat() if end != ".." else ".." for end in (first, last)]
    except ValueError:
        return None
    return "/".join(days) if slash and days != ["..", ".."] else None


def _span(text: str) -> str | None:
    """A time that has both ends: a day, a month, a quarter, a half, a year, some months of a year."""
    span = _point(text)
    return f"{span.first}/{span.last}" if span and span.first and span.last else None


def _point(text: str) -> Span | None:
    part = _PART.fullmatch(text)
    if part:
        return find_span(f"{part[1] or part[4]}{part[2] or part[3]}")
    months = _OF_YEAR.fullmatch(text)
    if months:
        first, last = (_MONTHS.index((name or months[2])[:3].lower()) + 1 for name in months.group(2, 3))
        one, other = (find_span(f"{months[1]}-{month:02}") for month in (first, last))
        return Span(one.first, other.last) if one and other else None
    return find_span(text) if ".." not in text else None


def _open(text: str) -> str | None:
    """A time with one end: since 2020, 2021-08 –, until 2025."""
    since, until = _FROM.fullmatch(text), _UNTIL.fullmatch(text)
    if since and (span := _point(since[1] or since[2])):
        return f"{span.first}/.."
    if until and (span := _point(until[1])):
        return f"../{span.last}"
    return None


def _range(text: str) -> str | None:
    ends = _DASH.split(text)
    spans = [_point(end) for end in ends]
    if len(spans) != 2 or spans[0] is None or spans[1] is None:
        return None
    return f"{spans[0].first}/{spans[1].last}"


def _phrase(text: str, published: str | None) -> str | None:
    """A time in words, as articles say it."""
    from store.extraction.periods import find_periods

    day = date.fromisoformat(published) if published else None
    for phrase in (text, f"in {text}"):
        found = find_periods(phrase, day)
        if len(found) == 1 and found[0].interval and (found[0].start, found[0].end) == (0, len(phrase)):
            return found[0].interval
    return None
