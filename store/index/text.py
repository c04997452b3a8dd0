"""Words as the text index knows them: how a text is cut into words, and where words stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from store.patterns import pattern

if TYPE_CHECKING:
    from tantivy import TextAnalyzer

SEPARATOR = "\x03"
"""Stands between characters of scripts without spaces, so that each is a word; never in a cleaned text."""

_WITHOUT_SPACES = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED = pattern(f"([{_WITHOUT_SPACES}])")
_WORD = pattern(rf"[{_WITHOUT_SPACES}]|[^\W_{_WITHOUT_SPACES}]+")
_NOT_ASCII = pattern(r"[^\x00-\x7f]")
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
    """Where phrases stand in a text: character offsets, in order, never overlapping.

    They are looked for by the letters that they begin with, which is quick, and then word by word.
    """
    text = _folded(text[:_LONGEST])
    found = sorted({span for each in phrases if each.stems for span in _stands(text, each)})
    kept: list[Span] = []
    for start, end in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)


def _folded(text: str) -> str:
    """The text in small letters without accents, as far as that leaves every letter in its place."""
    if not text.isascii():
        foreign = {letter for letter in _NOT_ASCII.findall(text) if letter.isalpha()}
        text = text.translate({ord(letter): _base(letter) for letter in foreign})
    small = text.lower()
    return small if len(small) == len(text) else text


@lru_cache(maxsize=5_000)
def _base(letter: str) -> str:
    base = normalize("NFD", letter)[0].lower()
    return base if len(base) == 1 else letter


def _stands(text: str, wanted: Phrase) -> Iterator[Span]:
    first, alone = wanted.stems[0], len(wanted.stems) == 1
    heads = {first[: max(1, len(first) - 1 - (len(first) > 4))]}
    if wanted.typed and alone:
        heads.add(wanted.typed)
    for head in heads:
        start = text.find(head)
        while start >= 0:
            word = _WORD.match(text, start) if _begins(text, start) else None
            if word and (end := _end(text, word, wanted)):
                yield start, end
            start = text.find(head, start + 1)


def _begins(text: str, start: int) -> bool:
    """Whether a word begins here."""
    return not start or not text[start - 1].isalnum() or bool(_UNSPACED.match(text[start - 1]))


def _end(text: str, word: re.Match[str], wanted: Phrase) -> int:
    """Where the phrase ends that begins with this word; 0 when it is another."""
    last = len(wanted.stems) - 1
    found: re.Match[str] | None = word
    for index in range(len(wanted.stems)):
        if found is None or not _fits(wanted, index, found[0]):
            return 0
        end = found.end()
        if index < last:
            found = _WORD.search(text, end)
    return end


def _fits(wanted: Phrase, index: int, word: str) -> bool:
    stem, plain = _stem(word)
    if wanted.typed and index == len(wanted.stems) - 1 and plain.startswith(wanted.typed):
        return True
    return stem == wanted.stems[index]
