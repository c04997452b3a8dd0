"""Where an article comes from, as far as it settles money and number forms: which dollar, which pound."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from store.extraction.tables import cell, rows

DEFAULT_MONEY: Mapping[str, str] = {
    "$": "USD", "dollar": "USD", "£": "GBP", "pound": "GBP", "¥": "CNY", "￥": "CNY", "rupee": "INR",
    "peso": "MXN", "krone": "NOK", "shilling": "KES", "dinar": "KWD", "R": "ZAR",
}  # fmt: skip
"""What unmarked signs and names mean where no country says otherwise."""

_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d,.]\d|\d)")
_COMMAS = re.compile(r"\d,\d{3}(?!\d)")
_LOOK_AT = 20_000  # characters of the text that decide; a longer text says no more about its country


@dataclass(frozen=True, slots=True)
class Locale:
    """`money` maps unmarked signs and names to ISO 4217 codes; `space_groups`: a space groups thousands."""

    country: str
    money: Mapping[str, str]
    space_groups: bool


@cache
def _countries() -> dict[str, tuple[re.Pattern[str], Locale]]:
    table = {}
    for row in rows("countries.tsv"):
        own = dict(pair.split("=") for pair in cell(row, 2).split())
        words = re.compile(r"\b(?:" + "|".join(re.escape(word) for word in row[1].split("|")) + r")\b")
        table[row[0]] = (words, Locale(row[0], {**DEFAULT_MONEY, **own}, cell(row, 3) == "yes"))
    return table


def locale_of(text: str, place: str | None, publisher: str | None = None) -> Locale:
    """The locale of an article: its dateline's country, else its publisher's, else the one named most.

    A space groups thousands where the country writes so or the text does so twice, and no comma does it.
    """
    text = text[:_LOOK_AT]
    found = Locale("", DEFAULT_MONEY, False)
    for source in ((place or "").title(), publisher or "", text):
        named = [(len(words.findall(source)), country) for country, (words, _) in _countries().items()]
        count, country = max(named, key=lambda pair: pair[0])
        if count:
            found = _countries()[country][1]
            break
    spaced = (found.space_groups or len(_SPACED.findall(text)) > 1) and not _COMMAS.search(text)
    return replace(found, space_groups=spaced)
