"""Sentences and tokens: the pieces of the text that every later stage speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from store.extraction.tables import rows
from store.patterns import pattern

TokenKind = Literal["number", "word", "possessive", "mark"]


class Token:
    """A number, a word, a possessive ending or a single mark, with its place in the text (code points).

    `spaced` tells that white space stands before it, `narrow` that a single no-break or thin space does.
    """

    __slots__ = ("end", "kind", "lower", "narrow", "spaced", "start", "text")

    def __init__(
        self, text: str, start: int, end: int, kind: TokenKind, spaced: bool, narrow: bool = False
    ) -> None:
        """Takes the token's text as printed."""
        self.text, self.lower = text, text.lower()
        self.start, self.end, self.kind = start, end, kind
        self.spaced, self.narrow = spaced, narrow


@dataclass(slots=True, eq=False, repr=False)
class Sentence:
    """A sentence: `text[start:end]`, its tokens, and the number of its paragraph."""

    start: int
    end: int
    paragraph: int
    tokens: list[Token]


# White space, then a word, a number, a possessive ending or a mark.
_TOKEN = pattern(
    r"(\s*)(?:"
    r"([A-Z]&[A-Z](?![^\W\d_])|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?)"
    r"|(\d+(?:[.,]\d+)*|(?<![\w.])\.\d+)"
    r"|(['’]s\b|(?<=s)['’](?=\s+\w))"
    r"|(\S)"
    r")"
)
_NARROW_SPACES = frozenset("\u00a0\u2009\u202f")
_PARAGRAPH = pattern(r"[^\n]+(?:\n(?![^\S\n]*\n)[^\n]+)*")
# A run of stops is tried once, from its beginning, and never given back: "……………" costs what it is long. A
# pattern that begins with a class of characters passes over all others fast.
_STOP = pattern(
    r"[.!?…;:](?:"
    r"(?<=[.!?…])(?<![.!?…].)[.!?…]*+(?:[\"”’')\]]*+\s++(?=[\"“‘'(\[]*[A-Z0-9€$£¥₹])|[”\"]\s++(?=\w))"
    r"|(?<=[;:])\s*\n"
    r")"
)
_LONGEST = 200  # tokens; no reader's sentence has more, and no later stage sees more of the text at once
_LAST_WORD = pattern(r"[^\W_]+(?:\.[^\W_]+)*$")
_NEXT_WORD = pattern(r"[\"“‘'(\[]*([^\W_]+)")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sr jr st no nos vs approx gen gov rep sen capt col dept fig rs sq cu est "
    "jan feb mar apr jun jul aug sep sept oct nov dec mio mrd e.g i.e a.k.a ca cf vol pp art sec".split()
)
_CAN_END = frozenset("co ltd inc corp bhd pvt plc cos bros llc u.s u.k u.n e.u a.m p.m etc".split())


@cache
def openers() -> frozenset[str]:
    """Words that open a sentence rather than go on with a name."""
    classes = {"determiner", "pronoun", "preposition", "subordinator", "adverb", "conjunction"}
    return frozenset(word for kind, words in rows("words.tsv") if kind in classes for word in words.split())


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]`; a digit and a letter never share one."""
    tokens: list[Token] = []
    at = start
    kind: TokenKind
    for space, word, number, possessive, mark in _TOKEN.findall(text, start, end):
        begin = at + len(space)
        if word:
            piece, kind = word, "word"
        elif mark:
            piece, kind = mark, "mark"
        elif number:
            piece, kind = number, "number"
        else:
            piece, kind = possessive, "possessive"
        spaced = space != "" or begin == start
        at = begin + len(piece)
        tokens.append(Token(piece, begin, at, kind, spaced, space in _NARROW_SPACES))
    return tokens


def sentence_spans(text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, paragraph) of each sentence, in order; a sentence never crosses a paragraph."""
    for number, paragraph in enumerate(_PARAGRAPH.finditer(text)):
        start, stop = paragraph.span()
        begin = start
        for match in _STOP.finditer(text, start, stop):
            if _ends_sentence(text, begin, match):
                yield begin, _rstrip(text, begin, match.end()), number
                begin = match.end()
        if begin < stop:
            end = _rstrip(text, begin, stop)
            if begin < end:
                yield begin, end, number


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of the text with their tokens, in order; one that never ends is cut at a comma or blank."""
    for start, end, paragraph in sentence_spans(text):
        tokens = tokenize(text, start, end)
        first = 0
        while len(tokens) - first > _LONGEST:
            last = _cut(tokens, first)
            yield Sentence(tokens[first].start, tokens[last - 1].end, paragraph, tokens[first:last])
            first = last
        if first:
            yield Sentence(tokens[first].start, end, paragraph, tokens[first:])
        else:
            yield Sentence(start, end, paragraph, tokens)


def _cut(tokens: list[Token], first: int) -> int:
    """Behind which token an endless sentence is cut: the last semicolon or comma, else the last blank."""
    last = first + _LONGEST
    places = range(last, first + _LONGEST // 2, -1)
    at_mark = next((i for i in places if tokens[i - 1].text in (";", ",")), None)
    return at_mark or next((i for i in places if tokens[i].spaced), last)


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _ends_sentence(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether the stop ends the sentence rather than an abbreviation, an initial or a list number."""
    if not match.group().startswith(".") or match.group().startswith(".."):
        return True
    piece = text[max(begin, match.start() - 40) : match.start()].rpartition(" ")[2]
    before = _LAST_WORD.search(piece)
    if before is None:
        return True
    word = before.group()
    following = _NEXT_WORD.match(text, match.end())
    opener = following is not None and following.group(1).lower() in openers()
    if word.lower() in _ABBREVIATIONS:
        return False
    if word.lower() in _CAN_END or re.fullmatch(r"(?:[A-Z]\.)*[A-Z]", word):
        return opener
    return True
