"""A synthetic corpus: articles of about 2.5 KB with twelve facts each, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

from store.records import Article, Aside, Cluster, Extraction, Fact, fact_id, source_digest

_CITIES = (
    "Jining", "Qingdao", "Weifang", "Yantai", "Linyi", "Suzhou", "Wuxi", "Ningbo", "Hefei", "Changsha",
    "Chemnitz", "Bilbao", "Penang", "Pune",
)  # fmt: skip
_FIELDS = (
    "new energy", "high-end equipment", "health care", "fine chemicals", "textiles", "optical fibre",
    "marine engineering", "biomedicine", "smart vehicles", "advanced ceramics", "food processing",
    "rare earths", "robotics", "photovoltaic glass",
)  # fmt: skip
_MEASURES = (
    "output value", "revenue", "profit", "investment", "exports", "imports", "tax", "sales", "capacity",
    "wages", "research spending", "fixed asset investment", "added value", "orders", "turnover",
)  # fmt: skip
_MODIFIERS = (
    "annual", "combined", "total", "industrial", "main business", "average", "new", "planned", "online",
    "foreign", "direct", "net",
)  # fmt: skip
_COUNTED = (
    "companies", "projects", "jobs", "enterprises", "patents", "laboratories", "workshops", "suppliers",
    "tenants", "products",
)  # fmt: skip
_PUBLISHERS = ("PRNewswire", "chinadaily.com.cn", "Xinhua", "Reuters", "Handelsblatt", "El Correo")
_SYLLABLES = (
    "ka", "lo", "mi", "ren", "sha", "tuo", "ber", "ging", "fu", "dan", "el", "wen", "ro", "zhi", "pra",
    "san", "ter", "quo", "vin", "hal", "os", "dre",
)  # fmt: skip

FACTS = 12
"""The facts of one article."""


def corpus(articles: int, seed: int = 1, first: int = 0) -> Iterator[tuple[Article, Extraction]]:
    """Articles with what was extracted from them, numbered from `first` on."""
    vocabulary = _vocabulary(seed)
    for number in range(first, first + articles):
        yield _article(number, random.Random(f"{seed}:{number}"), vocabulary)


def _vocabulary(seed: int) -> list[str]:
    """Words of falling frequency, so that there are common and rare ones as in a language."""
    choose = random.Random(seed)
    words = {"".join(choose.choices(_SYLLABLES, k=choose.randint(1, 4))) for _ in range(40_000)}
    return sorted(words, key=lambda word: (len(word), word))


def _article(number: int, choose: random.Random, vocabulary: list[str]) -> tuple[Article, Extraction]:
    city, field = choose.choice(_CITIES), choose.choice(_FIELDS)
    publisher = choose.choice(_PUBLISHERS)
    published = f"{choose.randint(2012, 2024)}-{choose.randint(1, 12):02}-{choose.randint(1, 28):02}"
    cluster = f"{field} industrial cluster"
    id = f"article-{number:07}"
    digest = source_digest(id.encode())
    sentences: list[str] = []
    facts: list[Fact] = []
    position = 0
    for index in range(FACTS + 4):
        if index < FACTS:
            sentence, fact = _stated(choose, vocabulary, city, cluster, id, digest, position)
            facts.append(fact)
        else:
            sentence = f"{_filler(choose, vocabulary, 22).capitalize()}."
        sentences.append(sentence)
        position += len(sentence) + 1
    article = Article(
        id=id,
        title=f"{city} {choose.choice(['expands', 'builds', 'plans', 'opens'])} {cluster} {number}",
        text=" ".join(sentences),
        digest=digest,
        source=f"/news/{id}.txt",
        publisher=publisher,
        published=published,
        place=city,
    )
    mention = Cluster(
        cluster, "cluster", place=city, organizations=(f"{vocabulary[choose.randrange(9000)]} Group",)
    )
    return article, Extraction(tuple(facts), (mention,), (Aside(0, 1, article.text[0], "name"),))


def _stated(
    choose: random.Random,
    vocabulary: list[str],
    city: str,
    cluster: str,
    article: str,
    digest: str,
    position: int,
) -> tuple[str, Fact]:
    year = choose.randint(2010, 2024)
    subject = f"{_word(choose, vocabulary).capitalize()} {choose.choice(['Group', 'Works', 'Park', 'Holding'])}"
    if choose.random() < 0.5:
        amount = round(choose.lognormvariate(2, 1.5), 2)
        quote, value = f"{amount} billion yuan", amount * 1e9
        kind, unit = "money", "CNY"
        metric = f"{choose.choice(_MODIFIERS)} {choose.choice(_MEASURES)}"
    elif choose.random() < 0.5:
        amount = round(choose.uniform(0.1, 60), 1)
        quote, value, kind, unit, metric = f"{amount} percent", amount, "percent", "%", choose.choice(_MEASURES)
    else:
        count = int(choose.lognormvariate(5, 2)) + 1
        unit = choose.choice(_COUNTED)
        quote, value, kind = f"{count:,}", float(count), "count"
        metric = f"{choose.choice(_MODIFIERS)} {unit}"
    head = f"In {year} the {metric} of {subject} in {city} reached "
    sentence = f"{head}{quote} {_filler(choose, vocabulary, choose.randint(4, 14))}."
    start = position + len(head)
    fact = Fact(
        id=fact_id(digest, start, start + len(quote)),
        article=article,
        start=start,
        end=start + len(quote),
        quote=quote,
        sentence=sentence,
        kind=kind,  # type: ignore[arg-type]
        value=value,
        upper=None,
        bound="exact",
        unit=unit,
        equivalent=None,
        change=None,
        metric=metric,
        subject=subject,
        period=f"{year}-01-01/{year}-12-31" if choose.random() < 0.8 else None,
        status="actual" if choose.random() < 0.9 else "planned",
        place=city,
        clusters=(cluster,) if choose.random() < 0.6 else (),
    )
    return sentence, fact


def _filler(choose: random.Random, vocabulary: list[str], words: int) -> str:
    return " ".join(_word(choose, vocabulary) for _ in range(words))


def _word(choose: random.Random, vocabulary: list[str]) -> str:
    """A word of the vocabulary, the first ones often and the last ones seldom."""
    return vocabulary[int(len(vocabulary) * choose.random() ** 4)]
