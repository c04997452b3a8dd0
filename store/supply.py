"""Who supplies whom: the sentences of articles that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from store.extraction.tokens import sentence_spans
from store.records import Article

_SAYS = re.compile(
    r"\bsuppl(?:y|ies|ied|ying) (?!of\b)(?:\S+ ){0,6}?(?:to|with)\b|\bsupplied (?:\S+ )?by\b"
    r"|\bsuppliers? (?:of|to|for)\b|\b(?:sourc|procur|purchas)(?:e|es|ed|ing) (?:\S+ ){0,8}?from\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"(?:^|, |\b(?:the|its|their|and|of) )(?P<what>[\w-]+(?: [\w-]+){0,3}),? "
    r"(?:is|are|was|were|will be|has been|have been) (?:\w+ly )?supplied by (?P<who>[^;:]+)"
)


@dataclass(frozen=True, slots=True)
class Supply:
    """A sentence about supply at `start` of a text; `what` and `who` supplies it where it says so plainly."""

    article: str
    start: int
    sentence: str
    what: str = ""
    who: str = ""


def supplies(article: Article) -> Iterator[Supply]:
    """The sentences of an article that say who supplies whom, in reading order."""
    for begin, end, _ in sentence_spans(article.text):
        sentence = article.text[begin:end]
        if _SAYS.search(sentence):
            plain = _PASSIVE.search(sentence)
            what, who = (plain["what"], plain["who"].rstrip(' ,.”"')) if plain else ("", "")
            yield Supply(article.id, begin, sentence, what, who)
