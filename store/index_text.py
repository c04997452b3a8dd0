"""Words as the text index knows them: how a text is cut into words, and where words stand in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tantivy import TextAnalyzer

SEPARATOR = "\x03"
"""Stands between characters of scripts without spaces, so that each is a word; never in a cleaned text."""

_WITHOUT_SPACES = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED = re.compile(f"([{_WITHOUT_SPACES}])")
_WORD = re.compile(rf"[{_WITHOUT_SPACES}]|[^\W_{_WITHOUT_SPACES}]+")
_REST = re.compile(r"[^\W_]*")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_LONGEST = 200_000
"""Characters of a text in which words are marked."""

Span = tuple[int, int]


class Phrase(NamedTuple):
    """Words that follow one another, by their stems; `typed` is the last one as typed where it may go on."""

    stems: tuple[str, ...]
    typed: str = ""


@cache
def analyzer() -> TextAnalyzer:
    """What cuts a text into words: without case and accents, and by their English stems."""
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    builder = TextAnalyzerBuilder(Tokenizer.simple())
    for step in (Filter.lowercase(), Filter.ascii_fold(), Filter.stemmer("english")):
        builder = builder.filter(step)
    return builder.build()


@cache
def _plain_analyzer() -> TextAnalyzer:
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    return (
        TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase()).filter(Filter.ascii_fold()).build()
    )


def searchable(text: str) -> str:
    """The text with the characters of scripts without spaces kept apart."""
    return text if text.isascii() else _UNSPACED.sub(rf"{SEPARATOR}\1{SEPARATOR}", text)


def phrase(text: str, beginning: bool = False) -> Phrase:
    """The words of a text as a phrase; the last may be the beginning of a word."""
    stems = tuple(analyzer().analyze(searchable(text)))
    typed = _plain_analyzer().analyze(searchable(text))[-1] if beginning and stems else ""
    return Phrase(stems, typed)


@lru_cache(maxsize=50_000)
def _stem(word: str) -> tuple[str, str]:
    """A word's stem, and the word without case and accents."""
    stems, plain = analyzer().analyze(word), _plain_analyzer().analyze(word)
    return (stems[0] if stems else "", plain[0] if plain else "")


def find_marks(text: str, phrases: Sequence[Phrase]) -> tuple[Span, ...]:
    """Where phrases stand in a text: character offsets, in order, never overlapping."""
    text = text[:_LONGEST]
    wanted = [each for each in phrases if each.stems]
    if not wanted:
        return ()
    if all(len(each.stems) == 1 for each in wanted) and not any(map(str.isalnum, _NOT_ASCII.findall(text))):
        return tuple(_single_words(text.lower(), wanted))
    found: list[Span] = []
    words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    for at in range(len(words)):
        length = max((len(each.stems) for each in wanted if _stands(each, words, at)), default=0)
        if length and (not found or words[at][1] >= found[-1][1]):
            found.append((words[at][1], words[at + length - 1][2]))
    return tuple(found)


def _single_words(text: str, wanted: Sequence[Phrase]) -> list[Span]:
    """Where words stand in a text in small letters: looked for by their first letters, which is quick."""
    found = set()
    for each in wanted:
        heads = {each.stems[0][: max(2, len(each.stems[0]) - 1)], *([each.typed] if each.typed else ())}
        for head in heads:
            start = text.find(head)
            while start >= 0:
                end = start + len(head)
                if not (start and text[start - 1].isalnum()):
                    match = _REST.match(text, end)
                    end = match.end() if match else end
                    if _fits(each, 0, text[start:end]):
                        found.add((start, end))
                start = text.find(head, end)
    return sorted(found)


def _stands(wanted: Phrase, words: Sequence[tuple[str, int, int]], at: int) -> bool:
    return len(wanted.stems) <= len(words) - at and all(
        _fits(wanted, index, words[at + index][0]) for index in range(len(wanted.stems))
    )


def _fits(wanted: Phrase, index: int, word: str) -> bool:
    stem, plain = _stem(word)
    if wanted.typed and index == len(wanted.stems) - 1 and plain.startswith(wanted.typed):
        return True
    return stem == wanted.stems[index]
