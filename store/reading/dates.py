"""Calendar dates as headers and datelines print them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_MONTHS = (
    "january januar janvier enero jan",
    "february februar février febrero feb",
    "march märz mars marzo mar",
    "april avril abril apr",
    "may mai mayo",
    "june juni juin junio jun",
    "july juli juillet julio jul",
    "august août agosto aug",
    "september septembre septiembre sept sep",
    "october oktober octobre octubre oct okt",
    "november novembre noviembre nov",
    "december dezember décembre diciembre dec dez",
)
_MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}

MONTH = r"(?:" + "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_YEAR = r"(?:19|20)[0-9]{2}"

# Every form is tried at every place, the first that fits wins; `m` is a number or a name.
_FORMS = (
    rf"(?P<y>{_YEAR})\s?年\s?(?P<m>[0-9]{{1,2}})\s?月\s?(?P<d>[0-9]{{1,2}})\s?日",
    rf"(?P<y>{_YEAR})(?P<s>[-/.])(?P<m>[0-9]{{1,2}})(?P=s)(?P<d>[0-9]{{1,2}})(?![0-9])",
    rf"(?P<a>[0-9]{{1,2}})(?P<s>[-/.])(?P<b>[0-9]{{1,2}})(?P=s)(?P<y>{_YEAR})(?![0-9])",
    r"(?P<a>[0-9]{1,2})(?P<s>[/.])(?P<b>[0-9]{1,2})(?P=s)(?P<yy>[0-9]{2})(?![\w/.])",
    rf"(?P<m>{MONTH})\s?-?(?P<d>{_DAY})(?:st|nd|rd|th)?\b(?:\s?[,-]\s?|\s)(?P<y>{_YEAR})(?![0-9])",
    rf"(?P<d>{_DAY})(?:st|nd|rd|th|\.)?(?:\s|-|\sof\s|\sde\s)?(?P<m>{MONTH})(?:\s?[,-]\s?|\s|\sde\s)(?P<y>{_YEAR})(?![0-9])",
    rf"(?P<m>{MONTH})\s(?P<d>{_DAY})(?:st|nd|rd|th)?\b(?!,?\s?[0-9]{{4}})",
    rf"(?P<d>{_DAY})(?:st|nd|rd|th)?\s(?P<m>{MONTH})(?!,?\s?[0-9]{{4}})",
)
_DATES = tuple(re.compile(rf"(?<![\w/.-]){form}", re.IGNORECASE) for form in _FORMS)
_DATES_IN_FIGURES = tuple(form for form in _DATES if MONTH not in form.pattern)
_DIGIT = re.compile("[0-9]")
_MONTH_NAME = re.compile(MONTH)  # looked for in small letters, which is three times as quick
_ADDRESS_DATE = re.compile(
    rf"https?://[^\s/]+/\S*?/(?P<y>{_YEAR})(?:[-/]?)(?P<m>0[1-9]|1[0-2])(?:[-/]?)(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9])"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date printed at `start:end`. `readings` are (year, month, day), best first; a year may be None.

    There are two readings where only the country tells the day from the month (03/05/2023): the first has the
    day first.
    """

    start: int
    end: int
    readings: tuple[tuple[int | None, int, int], ...]

    def resolve(self, month_first: bool = False, year: int | None = None) -> str | None:
        """The ISO date, or None where the year is neither printed nor given."""
        own_year, month, day = self.readings[-1 if month_first else 0]
        chosen = own_year or year
        return iso(chosen, month, day) if chosen else None


def iso(year: int, month: int, day: int) -> str | None:
    """The ISO form of a date, None where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


@lru_cache(256)  # one line is looked at as a header line, as a dateline and as an edge of the text
def find_dates(text: str) -> tuple[DateMention, ...]:
    """The dates of a short text in reading order, without overlaps. One without a year names its month."""
    if not _DIGIT.search(text):
        return ()
    has_month = _MONTH_NAME.search(text.lower()) is not None
    taken: list[DateMention] = []
    for form in _DATES if has_month else _DATES_IN_FIGURES:
        for match in form.finditer(text):
            readings = _readings(match)
            free = all(match.end() <= other.start or match.start() >= other.end for other in taken)
            if readings and free:
                taken.append(DateMention(match.start(), match.end(), readings))
    return tuple(sorted(taken, key=lambda mention: mention.start))


def address_date(text: str) -> str | None:
    """The date in the path of a web address: `/2023/05/03/`, `/202305/03/`, `/2023-05-03`."""
    match = _ADDRESS_DATE.search(text)
    return iso(int(match["y"]), int(match["m"]), int(match["d"])) if match else None


def _readings(match: re.Match[str]) -> tuple[tuple[int | None, int, int], ...]:
    groups = match.groupdict()
    year = int(groups["y"]) if groups.get("y") else None
    if "yy" in groups:
        year = 2000 + int(groups["yy"])
    if "a" in groups:
        first, second = int(groups["a"]), int(groups["b"])
        pairs = [(second, first), (first, second)]
    else:
        name = groups["m"].rstrip(".").lower()
        pairs = [(int(name) if name.isdigit() else _MONTH_NUMBER[name], int(groups["d"]))]
    # 29 February of an unknown year is a day; 2000 was a leap year.
    return tuple(dict.fromkeys((year, month, day) for month, day in pairs if iso(year or 2000, month, day)))
