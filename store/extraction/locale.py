"""Where an article comes from, as far as it settles money and number forms: which dollar, which pound."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from store.extraction.tables import cell, rows
from store.gazetteer import gazetteer
from store.patterns import pattern

DEFAULT_MONEY: Mapping[str, str] = {
    "$": "USD", "dollar": "USD", "£": "GBP", "pound": "GBP", "¥": "CNY", "￥": "CNY", "rupee": "INR",
    "peso": "MXN", "krone": "NOK", "crown": "NOK", "shilling": "KES", "dinar": "KWD", "R": "ZAR",
}  # fmt: skip
"""What unmarked signs and names mean where no country says otherwise."""

# A pattern that begins with a character is found many times as fast as one that begins with what is before it.
_SPACED = pattern(r"\d(?<![\d.,]\d)\d{0,2}(?: \d{3})+(?![\d,.]\d|\d)")
_COMMAS = pattern(r",(?<=\d,)\d{3}(?!\d)")
_LEVELS = 5  # town, district, province, region, country
_LOOK_AT = 20_000  # characters of the text that decide; a longer text says no more about its country


@dataclass(slots=True, eq=False, repr=False)
class Locale:
    """`money` maps unmarked signs and names to ISO 4217 codes; `space_groups`: a space groups thousands."""

    country: str
    money: Mapping[str, str]
    space_groups: bool


@cache
def _countries() -> tuple[dict[str, Locale], dict[str, str], re.Pattern[str]]:
    """The locales by country, the country of each word that points to one, and the pattern of these words."""
    locales: dict[str, Locale] = {}
    countries: dict[str, str] = {}
    for row in rows("countries.tsv"):
        own = dict(pair.split("=") for pair in cell(row, 2).split())
        locales[row[0]] = Locale(row[0], {**DEFAULT_MONEY, **own}, cell(row, 3) == "yes")
        countries |= dict.fromkeys(row[1].split("|"), row[0])
    endings: dict[str, list[str]] = {}  # by first letter: most words of a text are passed over by it
    for word in sorted(countries, key=len, reverse=True):
        endings.setdefault(re.escape(word[0]), []).append(re.escape(word[1:]))
    spellings = (f"{first}(?<!\\w{first})(?:{'|'.join(rest)})" for first, rest in endings.items())
    return locales, countries, re.compile(rf"(?:{'|'.join(spellings)})\b")


def locale_of(text: str, place: str | None, publisher: str | None = None) -> Locale:
    """The locale of an article: its dateline's country, else its publisher's, else the one named most.

    A space groups thousands where the country writes so, or the text does so twice and no comma does it.
    """
    text = text[:_LOOK_AT]
    locales, countries, words = _countries()
    found = Locale("", DEFAULT_MONEY, False)
    place = place or ""
    for source in (f"{place} {place.title()}", _lies_in(place), publisher or "", text):
        counts = Counter(countries[word] for word in words.findall(source))
        if counts:
            found = max(locales.values(), key=lambda locale: counts[locale.country])
            break
    spaced = found.space_groups or (not _COMMAS.search(text) and len(_SPACED.findall(text)) > 1)
    return replace(found, space_groups=spaced)


def _lies_in(place: str) -> str:
    """The country of a dateline's town: India for "PUNE"."""
    places = gazetteer().places
    found = next((known for part in place.split(",") if (known := places.get(part.strip().title()))), None)
    for _ in range(_LEVELS):
        if found is None or found.kind == "country":
            break
        found = places.get(found.part_of)
    return found.name if found else ""
