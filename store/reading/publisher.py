"""Who published an article: of the places that may say so, the surest that does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum

from store.gazetteer import gazetteer
from store.reading.dates import find_dates
from store.reading.furniture import is_furniture, is_kicker, is_label
from store.reading.header_line import is_name, is_outlet, is_role
from store.reading.words import word_list, word_set

_TOP_LINES = 5
_LAST_LINES = 10
_LONGEST_LINE = 300
_LONGEST_NAME = 6  # words
_COLUMNS = re.compile(r"\s*[|>»›·•]\s*|\s+[/–—-]\s+|\s{2,}|\t")
_SUFFIX = re.compile(r"\s+(?:[|–—·-]|::|»)\s+(?P<name>[^|–—·»]{2,40})$")
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright|&copy;)[\s:©]*(?:\(c\)|©|copyright|by|the year|[0-9]{4}|[-–,\s])*"
    r"(?P<name>[^\d\W][^|–—]*)",
    re.IGNORECASE,
)
_RESERVED = re.compile(
    r"[.,;]?\s*(?:and its|and/or|(?:all|some) rights?\b|no part\b|reproduction\b|reserved\b|unauthori[sz]ed\b|"
    r"terms\b|privacy\b|powered by\b).*$",
    re.IGNORECASE,
)
_RIGHTS_BY = re.compile(r"all rights reserved (?:by|to) (?P<name>[^.|;,]{2,60})", re.IGNORECASE)
_YEARS = re.compile(r"[\s,]*(?:[0-9]{4}(?:\s?[-–]\s?[0-9]{4})?)[\s,]*$")
_CREDIT = re.compile(
    r"(?:^|[.!?:\"”'’)\]/\s])\s*[-–—(\[/]{0,3}\s*(?P<name>[A-Z][\w. -]{1,24}?)\s*[)\]/.*]{0,3}$"
)
_MAIL = re.compile(
    r"(?:@|www\.|https?://)(?:[\w-]+\.)*?(?P<domain>[\w-]+(?:\.(?:com?|org|net|gov|ac))?\.[a-z]{2,3})\b"
)
_SOURCE = re.compile(r"SOURCE:? (?P<name>[A-Z][^|:/]{1,80})$")
_ABOUT = re.compile(r"about (?:the )?(?P<name>[A-ZÀ-Þ][^.:!?]{1,60}?)\s*(?::|$|\n)", re.IGNORECASE)
_RELEASE = re.compile(
    r"\b(?:press|media|news) release\b|\bpressemitteilung\b|\bnota de prensa\b", re.IGNORECASE
)


class Evidence(IntEnum):
    """Where a publisher's name was found, the surest first."""

    LABEL = 0
    """Behind `Source:` and the like."""
    LINE = 1
    """Beside the date, a name that tells an outlet."""
    DATELINE = 2
    MASTHEAD = 3
    """Above the headline, or behind it: `… - BBC News`."""
    CREDIT = 4
    """Behind the last word: `-- BERNAMA`."""
    RIGHTS = 5
    """`© 2024 Penang Economic Daily`."""
    GUESS = 6
    """Beside the date, a name that may also be a person's or a section's."""
    BOILERPLATE = 7
    """`About InfraLeuna GmbH` below a press release."""
    ADDRESS = 8
    """The domain of an address that is known (`[domains]`)."""


def weigh(name: str, labelled: bool) -> Evidence | None:
    """How sure a name in a header line is a publisher's; None where it is a section, a place or a desk."""
    if _is_no_publisher(name):
        return None
    if labelled:
        return Evidence.LABEL
    return Evidence.LINE if names_outlet(name) else Evidence.GUESS


def names_outlet(name: str) -> bool:
    """Whether a name tells by itself that it is an outlet's: by a word such as `Daily`, or as a domain."""
    return is_name(name) and not _is_no_publisher(name) and is_outlet(name) and not _is_single(name)


def _is_single(name: str) -> bool:
    known = name.lower() in word_set("agencies") or name.lower() in word_set("outlets") or "." in name
    return len(name.split()) == 1 and not known


def _is_no_publisher(name: str) -> bool:
    words = name.lower().split()
    places = gazetteer().places
    if all(place in places or place.title() in places for place in map(str.strip, name.split(","))):
        return True
    return not words or is_role(name) or is_label(name) or is_kind_of_text(name)


def is_kind_of_text(name: str) -> bool:
    """Whether a line only says what the text is: `MEDIA STATEMENT`, `Press release`."""
    return _RELEASE.fullmatch(name) is not None or name.lower() in word_set("not places")


def split_title(title: str) -> tuple[str, str | None]:
    """A headline without the name of the site behind it, and that name: `… | Reuters`."""
    match = _SUFFIX.search(title)
    if match and len(title[: match.start()].split()) >= 4:
        name = match["name"].strip()
        if names_outlet(name) or name.lower() in word_set("agencies"):
            return title[: match.start()].rstrip(), name
    return title, None


def at_the_top(lines: Sequence[str]) -> Iterator[tuple[Evidence, str]]:
    """The name of the paper or site in the first lines: alone, or in front of a row of sections.

    `lines` are as printed, white space kept, since it sets columns apart.
    """
    for position, line in enumerate(lines[:_TOP_LINES]):
        if len(line) > _LONGEST_LINE:
            return
        first, *others = [piece.strip() for piece in _COLUMNS.split(line) if piece.strip()] or [""]
        if ":" in first or len(first.split()) > _LONGEST_NAME or find_dates(first):
            continue
        if not is_name(first) or _is_no_publisher(first):
            continue
        beside = [piece for piece in others if not find_dates(piece)]
        if sum(is_kicker(piece) or is_label(piece) or is_furniture(piece) for piece in beside) * 2 < len(
            beside
        ):
            continue
        if names_outlet(first) or (position == 0 and (others or _masthead(first))):
            yield Evidence.MASTHEAD, first
        elif position == 0:
            yield Evidence.GUESS, first


def _is_furnishing(piece: str) -> bool:
    return is_kicker(piece) or is_label(piece) or is_furniture(piece)


def _masthead(line: str) -> bool:
    """Whether a first line alone is written as one: `THE HINDU`, `The Kyushu Ledger`, `StokeonTrentLive`."""
    words = line.split()
    return (
        (line.isupper() and 2 <= len(words) <= 4)
        or words[0].lower() == "the"
        or (len(words) <= 2 and any(letter.isupper() for letter in words[0][1:]) and not words[0].isupper())
    )


def at_the_foot(lines: Sequence[str], release: bool) -> Iterator[tuple[Evidence, str]]:
    """What the last lines say: a wire's credit, rights, the boilerplate of a press release, addresses."""
    agencies = word_set("agencies")
    for line in reversed(lines[-_LAST_LINES:]):
        end = line[-_LONGEST_LINE:]
        credit = _CREDIT.search(end[-40:])
        if credit and credit["name"].strip().lower() in agencies:
            yield Evidence.CREDIT, credit["name"].strip()
        if len(line) <= _LONGEST_LINE and (owner := _owner(line)):
            yield Evidence.RIGHTS, owner
        source = _SOURCE.match(line)
        if source:
            yield Evidence.LABEL, source["name"].strip()
        about = _ABOUT.match(line) if release else None
        if about:
            yield Evidence.BOILERPLATE, about["name"].strip()
        for address in _MAIL.finditer(end):
            if known := _domains().get(address["domain"].lower()):
                yield Evidence.ADDRESS, known


def is_release(lines: Sequence[str]) -> bool:
    """Whether the first lines call the text a press release."""
    return any(_RELEASE.search(line) for line in lines[:_TOP_LINES] if len(line) <= _LONGEST_LINE)


def _owner(line: str) -> str | None:
    """Whose rights a line reserves."""
    match = _RIGHTS_BY.search(line) or _RIGHTS.search(line)
    if not match:
        return None
    name = _YEARS.sub("", _RESERVED.sub("", match["name"])).strip(" .,;:-–—|()")
    if not is_name(name) or len(name) < 3 or _is_no_publisher(name):
        return None
    return name


def _domains() -> dict[str, str]:
    return dict(line.split(" = ", 1) for line in word_list("domains"))
