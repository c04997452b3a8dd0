"""Who speaks in a paragraph's quotations: whose "we" and "our" are, and what a quoted figure is about."""

from __future__ import annotations

from bisect import bisect_left

from store.extraction.mentions import Mention
from store.patterns import pattern

_QUOTED = pattern(r"[“\"][^”\"\n]*[”\"]?")
_REACH = 60  # characters from a person's office to the name of whom it is held for
# An office held for a firm, and what stands behind it. An office of the state speaks for the place.
_OFFICE = pattern(
    r"\b(?:chief executive(?: officer)?|[Cc]hief (?:financial|operating|technology) officer|CEO|CFO|COO|MD"
    r"|managing director|general manager|manager|founder|owner|president|chair(?:man|woman)?|head|director|boss"
    r"|chief|technician|engineer|worker|executive|partner|spokes(?:man|woman|person))"
    r"(?: [a-z]+){0,3}? (?:of|at|for|with) (?:the |an? )?"
    r"|\bwho (?:owns|runs|manages|heads|founded) (?:the |an? )?"
)
_OF_THE_STATE = pattern(
    r"\b(?:[Mm]ayor|[Mm]inister|[Gg]overnor|[Pp]remier|[Cc]ouncillor|[Ss]ecretary|[Cc]ommissioner|officials?"
    r"|administrative committee|management committee|commission|bureau|department|municipality|government)\b"
)
_PHRASE = pattern(r"[^,.;:()“”\"\n]{3,60}?(?=[,.;:()“”\"\n]| (?:in|who|which|that|said|says|and|told|near)\b)")
_BUSINESS = pattern(
    r"\b(?:company|firm|group|maker|manufacturer|factory|plant|forwarder|producer|supplier|operator|mill|workshop"
    r"|start-?up|exporter|carrier|builder|shipyard|brewery|farm)\b"
)


class Speakers:
    """Follows the paragraphs of an article, and the offices of the people whom it quotes."""

    def __init__(self, text: str, mentions: tuple[Mention, ...]) -> None:
        """`mentions` are the article's names in reading order."""
        self._text = text
        self._mentions = mentions
        self._starts = [mention.start for mention in mentions]
        self._firms: dict[str, str] = {}

    def of(self, start: int) -> str | None:
        """The firm whose person speaks in the paragraph at `start`; "" for an office of the state, or None."""
        end = self._text.find("\n\n", start)
        end = len(self._text) if end < 0 else end
        quotes = [match.span() for match in _QUOTED.finditer(self._text, start, end)]
        if not quotes:
            return None
        people = [m for m in self._between(start, end) if m.kind == "person" and not _inside(m.start, quotes)]
        for office in _OFFICE.finditer(self._text, start, end):
            firm = "" if _inside(office.start(), quotes) else self._firm(office.end())
            if firm:
                for person in people:
                    self._firms.setdefault(person.name.split()[-1], firm)
                    self._firms.setdefault(person.name.split()[0], firm)
                return firm
        outside = (m for m in _OF_THE_STATE.finditer(self._text, start, end) if not _inside(m.start(), quotes))
        if next(outside, None) is not None:
            return ""
        told = (self._firms.get(word) for person in people for word in person.name.split())
        return next((firm for firm in told if firm), None)

    def _between(self, start: int, end: int) -> tuple[Mention, ...]:
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _firm(self, at: int) -> str:
        """The firm named at a place, or the words of a factory, a maker, a forwarder; "" for anything else."""
        for mention in self._between(at, at + _REACH):
            if mention.kind == "organization" and mention.start <= at + 4:
                state = _OF_THE_STATE.search(mention.name)
                return "" if state else mention.name
        phrase = _PHRASE.match(self._text, at)
        return phrase.group().strip() if phrase and _BUSINESS.search(phrase.group()) else ""


def _inside(at: int, quotes: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in quotes)
