"""A text as words and marks, the form in which names are looked for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, chain

from store.extraction.names.tables import words as words_of
from store.patterns import pattern

# What joins words to one; a possessive ending is none of it.
_JOINED = r"(?:(?!['’]s(?![^\W_]|[-’'&‑][^\W_]))[-’'&‑][^\W_]+)*"
# What is no token, then a token or the end. Every alternative begins with its own class of character and
# repeats disjoint classes, so the cost is linear.
_TOKEN = pattern(
    r"([^\S\n]*(?:(?:_|\n(?![^\S\n]*\n))[^\S\n]*)*+)"
    r"((?:[A-Za-z]\.){2,}"  # U.S., p.m.
    rf"|[0-9]+(?:[.,][0-9]+)*[^\W_]*{_JOINED}"  # 1,332, 10.6-billion-yuan, 5G
    r"|[Ii]nternet[ -][Oo]f[ -][Tt]hings\b"  # one word in all but its writing
    rf"|[^\W_]+{_JOINED}"  # word, Xi'an, new-generation, R&D
    r"|(?<=[^\W_])['’]s(?![^\W_])"
    r"|\n[^\S\n]*\n"  # end of a paragraph
    r"|[^\w\s]|\Z)"
)
_BREAKS = frozenset(".!?;。！？；…\n")
OPENING_MARKS = frozenset("\"'“‘«")


class Tokens:
    """The words and marks of a text, as columns of `size` each.

    `breaks[i]` tells that no name reaches over token `i`, `capitals[i]` that it begins with a capital letter
    (a number within a name, such as `21st`, does not).
    """

    __slots__ = ("breaks", "capitals", "ends", "lowers", "size", "starts", "text", "words")

    def __init__(
        self,
        text: str,
        words: Sequence[str],
        starts: Sequence[int],
        ends: Sequence[int],
        breaks: Sequence[bool],
    ) -> None:
        """Takes the columns, all of one length."""
        self.text, self.words, self.starts, self.ends, self.breaks = text, words, starts, ends, breaks
        self.size = len(words)
        self.lowers: Sequence[str] = [word.lower() for word in words]
        self.capitals: Sequence[bool] = [word[0].isupper() for word in words]

    def capital(self, index: int) -> bool:
        """Whether the word begins with a capital letter."""
        return self.capitals[index]

    def is_word(self, index: int) -> bool:
        """Whether the token is a word and no mark."""
        return self.words[index][0].isalnum()

    def sentence_start(self, index: int) -> bool:
        """Whether the word opens a sentence (or a quotation), where everything has a capital."""
        before = index - 1
        while before >= 0 and self.words[before] in OPENING_MARKS:
            before -= 1
        return before < 0 or self.breaks[before] or self.words[before] == ":" or before != index - 1

    def span(self, first: int, last: int) -> str:
        """The text from token `first` to token `last`, white space made single."""
        if first == last:
            return self.words[first]
        return " ".join(self.text[self.starts[first] : self.ends[last]].split())


def tokenize(text: str) -> Tokens:
    """The words and marks of a text; a possessive `'s` is a token of its own."""
    found: list[tuple[str, str]] = _TOKEN.findall(text)
    places = list(accumulate(map(len, chain.from_iterable(found))))
    words = [word for _, word in found if word]
    starts, ends = places[: 2 * len(words) : 2], places[1 : 2 * len(words) : 2]
    breaks = [word[0] in _BREAKS for word in words]
    for at, word in enumerate(words):
        if word == "." and at and _abbreviated(words[at - 1], ends[at - 1] == starts[at]):
            breaks[at] = False
    return Tokens(text, words, starts, ends, breaks)


def _abbreviated(word: str, touching: bool) -> bool:
    return touching and (word.lower() in words_of("abbreviations") or (len(word) == 1 and word.isupper()))
