"""The account of an article's numbers, and how each fact of it came about, as plain lines to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from store.extraction.asides import NOT_UNDERSTOOD, Cover, Span, merged
from store.extraction.attribution import Attribution
from store.extraction.chunks import Chunk
from store.extraction.facts import Reading, read
from store.extraction.locale import locale_of
from store.extraction.names.finding import find_names
from store.extraction.numbers import Number
from store.extraction.quantities import Quantity, numbers_of
from store.extraction.tables import rows
from store.extraction.tags import Item
from store.patterns import pattern
from store.records import Article, Equivalent, Fact, plain_number

FACT = "fact"
PART_OF_FACT = "part of the fact"
NAME = "name"

_SPELLED_KINDS = frozenset(("unit", "ten", "scale", "vague", "ordinal", "multiple"))
_NUMBER_OR_WORD = pattern(r"(?P<digits>\d+(?:[.,]\d+)*|[½¼¾⅓⅔⅛])|[^\W\d_]+")
_LABEL = 11  # columns of the label in front of an explanation's line


@dataclass(frozen=True, slots=True)
class Entry:
    """A number of the text at `start:end` (code points), and what became of it.

    `fate` is `fact`, `part of the fact` (a conversion, or a number among its bound words), `not understood`,
    or the reason why it was set aside (`date`, `name`, …). `fact` is the fact that it belongs to.
    """

    start: int
    end: int
    quote: str
    fate: str
    fact: Fact | None = None

    def line(self) -> str:
        """The entry as a line: its place, its quote, what became of it."""
        told = self.fate
        if self.fact is not None:
            told += f" {self.fact.id}: {self.fact.metric or '?'} of {self.fact.subject or '?'}"
        return f"{self.start:7}–{self.end:<7} {_shown(self.quote):32} {told}"


def account(article: Article) -> list[Entry]:
    """Every number of the article's text, in reading order, with what became of it; nothing is left out."""
    entries: list[Entry] = []
    names = find_names(article.text, article.title, article.place)
    locale = locale_of(article.text, article.place, article.publisher)
    named = Cover(merged(Span(each.start, each.end, NAME) for each in names.mentions if not each.reference))
    for reading in read(article, names):
        entries += _entries(article.text, reading, numbers_of(reading.sentence.tokens, locale), named)
    return entries


def account_lines(article: Article) -> Iterator[str]:
    """The account as lines to print: one for each number, then how many had which fate."""
    entries = account(article)
    for entry in entries:
        yield entry.line()
    fates = Counter(entry.fate for entry in entries)
    tally = ", ".join(f"{count} {fate}" for fate, count in fates.most_common())
    yield f"{len(entries)} numbers" + (f": {tally}" if tally else "")


def explain(article: Article) -> Iterator[str]:
    """For each sentence with a number, as lines to print, what every stage of extraction made of it."""
    locale = locale_of(article.text, article.place, article.publisher)
    yield _labelled("locale", f"{locale.country or 'no country'}, $ is {locale.money['$']}")
    for reading in read(article, find_names(article.text, article.title, article.place)):
        numbers = numbers_of(reading.sentence.tokens, locale)
        if numbers:
            yield ""
            yield from _explained(article.text, reading, numbers)


def is_number_word(word: str) -> bool:
    """Whether a lower-case word is one that numbers are spelled with.

    >>> is_number_word("seventeen"), is_number_word("doubled"), is_number_word("quarter")
    (True, True, False)
    """
    return word in _number_words()


@cache
def _number_words() -> frozenset[str]:
    spelled = (row[2].split() for row in rows("numbers.tsv") if row[0] in _SPELLED_KINDS)
    return frozenset(word for words in spelled for word in words) | {"half"}


def _entries(text: str, reading: Reading, numbers: Sequence[Number], named: Cover) -> list[Entry]:
    """The entries of one sentence; a number that no stage speaks of is not understood, or a word of a name."""
    sentence, tokens = reading.sentence, reading.sentence.tokens
    entries = [Entry(fact.start, fact.end, fact.quote, FACT, fact) for fact in reading.facts]
    entries += [Entry(aside.start, aside.end, aside.quote, aside.reason) for aside in reading.asides]
    spelled = [(tokens[number.first].start, tokens[number.last - 1].end) for number in numbers]
    pieces = [
        match.span()
        for match in _NUMBER_OR_WORD.finditer(text, sentence.start, sentence.end)
        if match.lastgroup == "digits" or is_number_word(match.group().lower())
    ]
    outer, owners = _surroundings(reading)
    for spans in (spelled, pieces):
        told = Cover(merged(Span(entry.start, entry.end, "") for entry in entries))
        for start, end in spans:
            if told.over(start, end) is not None:
                continue
            around = outer.over(start, end)
            owner = owners.get(around.start) if around is not None else None
            fate = PART_OF_FACT if owner else NOT_UNDERSTOOD
            if owner is None and named.over(start, end) is not None and not text[start:end].isdigit():
                fate = NAME
            entries.append(Entry(start, end, text[start:end], fate, owner))
    return sorted(entries, key=lambda entry: entry.start)


def _surroundings(reading: Reading) -> tuple[Cover, dict[int, Fact]]:
    """Where quantities stand with their bound words and conversions, and the fact of each by its start."""
    facts = {fact.start: fact for fact in reading.facts}
    owners: dict[int, Fact] = {}
    spans = []
    for quantity in reading.quantities:
        if quantity.start in facts:
            start, end = _outer(reading, quantity)
            spans.append(Span(start, end, FACT))
            owners[start] = facts[quantity.start]
    return Cover(merged(spans)), owners


def _outer(reading: Reading, quantity: Quantity) -> tuple[int, int]:
    """Where the quantity begins and ends in the text with its bound words and its conversion."""
    tokens = reading.sentence.tokens
    return tokens[quantity.outer_first].start, tokens[quantity.outer_last - 1].end


# ---------------------------------------------------------------------------------------------- explanations


def _explained(text: str, reading: Reading, numbers: list[Number]) -> Iterator[str]:
    sentence = reading.sentence
    yield _labelled("sentence", f"{sentence.start}–{sentence.end}, paragraph {sentence.paragraph + 1}")
    yield _labelled("text", _flat(text[sentence.start : sentence.end]))
    yield _labelled("tokens", "|".join(token.text for token in sentence.tokens))
    for number in numbers:
        start, end = sentence.tokens[number.first].start, sentence.tokens[number.last - 1].end
        yield _labelled("number", f"{_shown(text[start:end])} = {_digits(number.value)}, {number.form}")
    for quantity in reading.quantities:
        yield _labelled("quantity", _quantity_told(text, reading, quantity))
    yield _labelled("chunks", " ".join(_chunk_told(chunk) for chunk in reading.chunks))
    for item in (item for chunk in reading.chunks for item in chunk.items):
        if item.period is not None:
            yield _labelled(
                "period", f"{_shown(item.text)} = {item.period.interval or '?'}, {item.period.role}"
            )
    for fact in reading.facts:
        yield from _fact_told(fact, reading.attributions.get(fact.start))
    for aside in reading.asides:
        yield _labelled("aside", f"{_shown(aside.quote)}: {aside.reason}")


def _quantity_told(text: str, reading: Reading, quantity: Quantity) -> str:
    start, end = _outer(reading, quantity)
    value = _digits(quantity.value) + ("" if quantity.upper is None else f" to {_digits(quantity.upper)}")
    parts = [value, f"{quantity.unit.kind} {quantity.unit.name}".strip(), quantity.bound]
    if quantity.joined:
        parts.append("joined to a noun")
    if quantity.equivalent is not None:
        parts.append(_conversion(quantity.equivalent))
    if (start, end) != (quantity.start, quantity.end):
        parts.append(f"with its surroundings {_shown(text[start:end])}")
    return f"{_shown(text[quantity.start : quantity.end])} = {', '.join(parts)}"


def _chunk_told(chunk: Chunk) -> str:
    return f"[{chunk.kind}: {' '.join(_item_told(item) for item in chunk.items)}]"


def _item_told(item: Item) -> str:
    kind = f"={item.mention.kind}" if item.mention is not None else ""
    return f"{_flat(item.text)}/{item.tag}{kind}"


def _fact_told(fact: Fact, attribution: Attribution | None) -> Iterator[str]:
    rule = attribution.rule if attribution is not None else "no rule"
    yield _labelled("fact", f"{_shown(fact.quote)} by {rule}: {fact.metric or '?'} of {fact.subject or '?'}")
    upper = "" if fact.upper is None else f" to {_digits(fact.upper)}"
    parts = [f"{_digits(fact.value)}{upper} {fact.unit}", fact.bound, fact.status, fact.period or "no period"]
    if fact.change is not None:
        parts.append(fact.change)
    if fact.equivalent is not None:
        parts.append(_conversion(fact.equivalent))
    yield _labelled("", ", ".join(parts))


def _conversion(equivalent: Equivalent) -> str:
    return f"that is {_digits(equivalent.value)} {equivalent.unit}"


def _labelled(label: str, told: str) -> str:
    return f"{label:{_LABEL}}{told}"


def _digits(value: float) -> str:
    return f"{plain_number(value):,}"


def _shown(quote: str) -> str:
    return f"“{_flat(quote)}”"


def _flat(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())
