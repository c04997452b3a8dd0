"""From an article to its facts: the stages one after the other, and what each of them found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from store.extraction.asides import NOT_UNDERSTOOD, Cover, Span, find_asides, merged
from store.extraction.attribution import Attribution, attribute
from store.extraction.chunks import Chunk, chunk
from store.extraction.clauses import Clauses
from store.extraction.clusters.about import SentenceFocus
from store.extraction.focus import Focus
from store.extraction.items import itemize
from store.extraction.locale import Locale, locale_of
from store.extraction.mentions import Mention, Names
from store.extraction.names.finding import find_names
from store.extraction.numbers import Number
from store.extraction.periods import PeriodMention, find_periods
from store.extraction.phrases import words_of
from store.extraction.quantities import Quantity, find_quantities, numbers_of
from store.extraction.speakers import Speakers
from store.extraction.status import status_of
from store.extraction.tags import is_plural
from store.extraction.timing import Timing
from store.extraction.tokens import Sentence, Token, openers, sentences
from store.extraction.topics import Topics
from store.extraction.units import currency_before
from store.gazetteer import gazetteer
from store.patterns import pattern
from store.records import Article, Aside, Extraction, Fact, Status, fact_id

_GAP = 8
_BULLETS = frozenset("-–—•*·▪●■◆►‣")
_DETERMINERS = frozenset("the a an this its their our new all-new".split())
_STUDIES = frozenset("study report survey census ranking".split())
_BRACKET = pattern(r"^\s*\([^)]*\)")  # initials behind a name
_HEARD = (
    ["according", "to"], ["learned", "from"], ["learnt", "from"], ["heard", "from"], ["released", "by"],
    ["data", "from"], ["figures", "from"], ["statistics", "from"],
)  # fmt: skip
"""What stands before those whose figures are told, not about whom they are."""
_OPENING = 300  # characters at the start of the text that say what it is about


@dataclass(slots=True, eq=False, repr=False)
class Reading:
    """One sentence with what every stage made of it."""

    sentence: Sentence
    chunks: list[Chunk]
    quantities: list[Quantity]
    attributions: dict[int, Attribution]
    facts: list[Fact]
    asides: list[Aside]


def extract(article: Article) -> Extraction:
    """The facts that the article states, the clusters it speaks of, and its numbers that are no facts."""
    text = article.text
    names = find_names(text, article.title, article.place)
    facts: list[Fact] = []
    asides: list[Aside] = []
    for reading in read(article, names):
        facts += reading.facts
        asides += reading.asides
    return Extraction(tuple(facts), names.clusters, tuple(asides))


def read(article: Article, names: Names) -> Iterator[Reading]:
    """The article's sentences in order, each with what every stage made of it."""
    text = article.text
    published = date.fromisoformat(article.published) if article.published else None
    locale = locale_of(text, article.place, article.publisher)
    periods = find_periods(text, published, locale.country or article.place)
    cover = Cover(merged(_asides(text, periods)))
    topics = Topics(_main_topic(article, names))
    article = replace(article, place=_home(article, names))
    inside = _Slices(periods, names)
    speakers = Speakers(text, names.mentions)
    focus = Focus(names, article.title, "\n\n".join(text.split("\n\n", 2)[:2]))
    context: str | None = None
    running: str | None = None
    heading: str | None = None
    outlook: str | None = None
    owner: str | None = None
    paragraph = -1
    for sentence in sentences(text):
        if sentence.paragraph != paragraph:
            listed = sentence.tokens[0].text in _BULLETS
            context, paragraph = heading if listed else None, sentence.paragraph
            outlook = None
            heading, owner = (heading, owner) if listed else (None, None)
            topics.turn(owner if listed else speakers.of(sentence.start))
        times, mentions = inside.of(sentence)
        spoken = focus.sentence(text, sentence.start, sentence.end, sentence.paragraph, mentions)
        numbers = numbers_of(sentence.tokens, locale)
        kept, asides = _sorted_out(text, sentence, numbers, cover, locale)
        quantities = find_quantities(text, sentence.tokens, kept, locale)
        chunks = chunk(itemize(text, sentence, quantities, times, mentions))
        clauses = Clauses(chunks)
        if _opens_list(text, sentence, clauses):
            heading = next((time.interval for time in reversed(times) if time.role == "within"), heading)
            owner = _owner(mentions, spoken) or owner
        attributions = attribute(clauses, topics)
        if not quantities:
            context = _told_in(times, published) or context
            yield Reading(sentence, chunks, quantities, attributions, [], asides)
            continue
        timing = Timing(clauses, attributions, context, running, published, outlook)
        facts = []
        place = next((mention.name for mention in mentions if mention.kind == "place"), article.place)
        organizations = tuple({m.name: None for m in mentions if m.kind == "organization"})
        for quantity in quantities:
            attribution = attributions.get(quantity.start)
            if attribution is None:
                quote = text[quantity.start : quantity.end]
                asides.append(Aside(quantity.start, quantity.end, quote, NOT_UNDERSTOOD))
                continue
            period = timing.period(quantity, attribution)
            status = status_of(clauses, quantity, period, published)
            metric = f"{attribution.metric} {attribution.unit}"
            cluster = spoken.at(quantity.start, attribution.subject, metric)
            named = (place, (cluster,) if cluster else (), organizations)
            facts.append(_fact(article, sentence, quantity, attribution, period, status, named))
            topics.remember(attribution.metric, attribution.unit, attribution.like or quantity.unit)
        context, outlook = timing.left(), timing.outlook_left()
        running = context or running
        asides = [
            aside
            for aside in asides
            if not any(aside.start < fact.end and fact.start < aside.end for fact in facts)
        ]
        asides.sort(key=lambda aside: aside.start)
        yield Reading(sentence, chunks, quantities, attributions, facts, asides)


class _Slices:
    """The periods and mentions of one sentence after the other."""

    def __init__(self, periods: list[PeriodMention], names: Names) -> None:
        self._periods = periods
        self._mentions = names.mentions
        self._period = self._mention = 0

    def of(self, sentence: Sentence) -> tuple[list[PeriodMention], list[Mention]]:
        """Those that lie in the sentence; sentences are asked for in order."""
        while self._period < len(self._periods) and self._periods[self._period].start < sentence.start:
            self._period += 1
        while self._mention < len(self._mentions) and self._mentions[self._mention].start < sentence.start:
            self._mention += 1
        periods, mentions = [], []
        i = self._period
        while i < len(self._periods) and self._periods[i].end <= sentence.end:
            periods.append(self._periods[i])
            i += 1
        i = self._mention
        while i < len(self._mentions) and self._mentions[i].start < sentence.end:
            if self._mentions[i].end <= sentence.end:
                mentions.append(self._mentions[i])
            i += 1
        return periods, mentions


_PERIOD_REASONS = {
    "date": "date",
    "name": "name",
    "comparison": "period",
    "within": "period",
    "since": "period",
    "until": "period",
    "future": "period",
}


def _asides(text: str, periods: list[PeriodMention]) -> Iterator[Span]:
    """The stretches whose numbers are set aside: expressions of time first, then the table of asides."""
    times = [
        Span(period.start, period.end, _PERIOD_REASONS[period.role])
        for period in periods
        if period.role != "span"
    ]
    cover = Cover(times)
    yield from times
    for span in find_asides(text):
        if cover.over(span.start, span.end) is None:
            yield span


def _sorted_out(
    text: str, sentence: Sentence, numbers: list[Number], cover: Cover, locale: Locale
) -> tuple[list[Number], list[Aside]]:
    """The numbers that may be quantities, and the others with the reason why they are not."""
    kept: list[Number] = []
    asides: list[Aside] = []
    for number in numbers:
        start, end = sentence.tokens[number.first].start, sentence.tokens[number.last - 1].end
        span = cover.over(start, end)
        if span is not None and span.reason == "name" and currency_before(text, start, locale):
            span = None  # "Sh9.2 billion": letters that are money's sign
        if span is not None and span.reason in ("period", "date") and _is_no_year(number):
            span = None
        reason = span.reason if span else _reason(sentence.tokens, number)
        if reason:
            asides.append(Aside(start, end, text[start:end], reason))
        else:
            kept.append(number)
    return kept, asides


def _is_no_year(number: Number) -> bool:
    """Whether the digits only look like a year: "1901.1 million yuan"."""
    return number.form == "digits" and number.literal >= 1000 and (number.scale > 1 or number.literal % 1 != 0)


def _reason(tokens: list[Token], number: Number) -> str:
    if number.form == "unreadable":
        return NOT_UNDERSTOOD
    if number.form == "ordinal":
        return "ordinal"
    return "date" if _is_bare_year(tokens, number) else ""


def _is_bare_year(tokens: list[Token], number: Number) -> bool:
    """Whether four digits stand as a year does: "closed 2022 with a record turnover", "a 2021 PwC study"."""
    digits = tokens[number.first].text
    if number.last - number.first > 1 or len(digits) != 4 or not 1900 <= number.value <= 2100:
        return False
    after = tokens[number.last] if number.last < len(tokens) else None
    before = tokens[number.first - 1] if number.first else None
    if before is not None and after is not None and before.lower in _DETERMINERS and after.kind == "word":
        behind = tokens[number.last : number.last + 3]
        if _is_title(after) or any(token.lower in _STUDIES for token in behind):
            return not any(is_plural(token.lower) for token in behind)
    if after is not None and (after.kind != "word" or not after.spaced) and after.text not in ",.;:)":
        return False
    in_words = before is not None and before.kind == "word"
    return in_words and (after is None or after.kind == "mark" or after.lower in openers())


def _is_title(token: Token) -> bool:
    return token.kind == "word" and token.spaced and token.text.istitle()


def _opens_list(text: str, sentence: Sentence, clauses: Clauses) -> bool:
    """Whether a list may follow the sentence: "Economy in 2019", "The zone in figures:"."""
    if text[sentence.end - 1] == "." or sentence.tokens[0].text in _BULLETS:
        return False
    if text[sentence.end : sentence.end + _GAP].lstrip()[:1] in _BULLETS:
        return True  # "Highlights of 2019", whose first word may be a verb
    return text[sentence.end - 1] == ":" or not any(c.kind == "verb" and c.finite for c in clauses.chunks)


def _told_in(times: list[PeriodMention], published: date | None) -> str | None:
    """The period that a sentence without quantities leaves: "The group returned to profit in 2022"."""
    over = (published or date.max).isoformat()
    told = [
        time.interval
        for time in times
        if time.role == "within" and time.interval and ".." not in time.interval and time.interval[11:] < over
    ]
    return told[0] if len(told) == 1 else None


def _owner(mentions: list[Mention], spoken: SentenceFocus) -> str | None:
    """Whom the items of a list are about: the last name of its heading, else the cluster spoken of before."""
    named = [mention.name for mention in mentions if mention.kind in ("cluster", "organization", "place")]
    return named[-1] if named else spoken.standing


def _home(article: Article, names: Names) -> str | None:
    """Where the article plays: its dateline's town, else the place that it names most."""
    if article.place:
        town = article.place.partition(",")[0].strip()
        return town.title() if town.isupper() else town
    counts = Counter(mention.name for mention in names.mentions if mention.kind == "place")
    return counts.most_common(1)[0][0] if counts else None


def _is_country(name: str) -> bool:
    place = gazetteer().places.get(name)
    return place is not None and place.kind == "country"


def _only_tells(text: str, mention: Mention) -> bool:
    """Whether somebody is only named as the one who says it: ", CBRE said", "data from CBRE"."""
    if mention.kind != "organization":
        return False
    words = text[max(0, mention.start - 24) : mention.start].lower().split()
    before = [word for word in words if word != "the"][-2:]
    after = _BRACKET.sub("", text[mention.end : mention.end + 32]).lower().split()[:1]
    return before in _HEARD or (bool(after) and after[0].strip(",.") in words_of("telling"))


def _main_topic(article: Article, names: Names) -> str:
    """Whom the article is about: what it names most, in its headline and its opening above all."""
    counts: dict[str, int] = {}
    for mention in names.mentions:
        if mention.kind in ("place", "cluster", "organization"):
            weight = 3 if mention.name and mention.name.split()[0] in article.title else 1
            weight *= 3 if mention.start < _OPENING else 1
            if _only_tells(article.text, mention):
                continue
            if _is_country(mention.name):
                weight = 1
            counts[mention.name] = counts.get(mention.name, 0) + weight
    if counts:
        return max(counts, key=lambda name: counts[name])
    return article.place or article.title


def _fact(
    article: Article,
    sentence: Sentence,
    quantity: Quantity,
    attribution: Attribution,
    period: str | None,
    status: Status,
    named: tuple[str | None, tuple[str, ...], tuple[str, ...]],
) -> Fact:
    """The fact that the sentence states; `named` are its place, clusters and organizations."""
    text = article.text
    unit = attribution.like or quantity.unit
    place, clusters, organizations = named
    return Fact(
        id=fact_id(article.digest, quantity.start, quantity.end),
        article=article.id,
        start=quantity.start,
        end=quantity.end,
        quote=text[quantity.start : quantity.end],
        sentence=text[sentence.start : sentence.end],
        kind=unit.kind,
        value=-quantity.value if quantity.negative and unit.kind == "other" else quantity.value,
        upper=quantity.upper,
        bound=quantity.bound,
        unit=unit.name or attribution.unit,
        equivalent=quantity.equivalent,
        change="decrease" if quantity.negative and unit.kind == "percent" else attribution.change,
        metric=attribution.metric,
        subject=attribution.subject,
        period=period,
        status=status,
        place=place,
        clusters=clusters,
        organizations=organizations,
    )
