"""Texts for the tests of extraction: articles made of a text, and texts made of what numbers are made of."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from store.records import Article

CORPUS = Path(__file__).parents[1] / "corpus"
OPEN_TEXTS = sorted(path for folder in ("seeds", "development") for path in (CORPUS / folder).glob("*.txt"))
"""The articles of the corpus that one may look at."""

ALL_TEXTS = [*OPEN_TEXTS, *sorted((CORPUS / "held_out").glob("*.txt"))]

_WORDS = """
0 1 7 10 12 25 100 180 1,332 1,2 1,23,456 12,500 1.5 90.26 3.5.2 2021 2025 1990s 007 1/2 3/4 ½ ² 10-12 ٣
۷ １２ 三 one two seven ten twelve twenty twenty-five hundred thousand million billion trillion crore lakh
dozen dozens tens several half third thirds quarter first second doubled tripled a an and of the to by
from between over nearly more than at least up down about some or percent % per-cent pp points yuan $
US$ € £ Rs RM ¥ mn bn m k tonnes kWh km km² square metres mu days years month hours companies jobs
projects reached rose fell grew was is had The company Jining zone January May Q1 H1 last year since
until end quarter respectively 5G 220-kV 14th No. 1+1+4 COVID-19 ⟨U+200B⟩ , . ; : ( ) [ ] “ ” ' ’s - – —
/ + x × ° ~ ≈ @ # & *
"""
_BLANKS = ("\t", "\n", "\n\n", "\u00a0", "\u2009")

fragments = st.sampled_from((*_WORDS.split(), *_BLANKS))
"""Words, signs and white space that stand in and round numbers."""

number_texts = st.lists(st.tuples(fragments, st.sampled_from((" ", " ", " ", "", "-", "\n"))), max_size=40).map(
    lambda pairs: "".join(fragment + blank for fragment, blank in pairs)
)
"""Texts full of numbers, hardly one of which makes sense."""

any_texts = st.one_of(st.text(max_size=300), number_texts)


def article_of(text: str, published: str | None = "2022-03-14", place: str | None = None) -> Article:
    """An article that consists of this text."""
    return Article(id="article", title="", text=text, digest="0" * 64, published=published, place=place)


def in_lakhs(number: int) -> str:
    """The digits in Indian groups.

    >>> in_lakhs(1_200_000)
    '12,00,000'
    """
    head, tail = divmod(number, 1000)
    pairs = []
    while head:
        head, pair = divmod(head, 100)
        pairs.append(f"{pair:02}" if head else str(pair))
    return ",".join((*reversed(pairs), f"{tail:03}"))


_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()


def spelled(number: int, british: bool = False) -> str:
    """The number in words; `british` puts an "and" behind the hundreds.

    >>> spelled(1_200_325, british=True)
    'one million two hundred thousand three hundred and twenty-five'
    """
    words = []
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (1, "")):
        group, number = divmod(number, scale)
        hundreds, rest = divmod(group, 100)
        if hundreds:
            words += [_UNITS[hundreds], "hundred", *(["and"] if british and rest else [])]
        if rest:
            words.append(
                _UNITS[rest]
                if rest < 20
                else _TENS[rest // 10] + (f"-{_UNITS[rest % 10]}" if rest % 10 else "")
            )
        if group:
            words.append(name)
    return " ".join(words).strip()
