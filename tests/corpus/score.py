"""Score the extractor on a set of articles whose facts were written down by reading.

    python tests/corpus/score.py seeds|development|held_out [--misses]

A set is a folder beside this file; README.md there says what its files hold. Within an article gold and
extracted facts are aligned in reading order, so that as many values as possible agree. A level counts a fact
as right when everything that the level names is right:

    value     value and upper
    reading   value, upper, unit, bound and change
    metric    value and metric (content-word F1 >= 0.5 with an accepted name)
    subject   value and subject (likewise)
    period    value and period (the same interval)
    whole     all of the above at once

Gold facts marked optional are neither rewarded nor punished: a fact aligned with one is left out, and so is one
that falls on it unaligned. The clusters, the links from facts to them and what was read about the article are
scored as well.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Record = Mapping[str, Any]

CORPUS = Path(__file__).parent
SETS = ("seeds", "development", "held_out")
LEVELS = ("value", "reading", "metric", "subject", "period", "whole")
FIELDS_OF_LEVEL = {
    "value": ("value", "upper"),
    "reading": ("unit", "bound", "change"),
    "metric": ("metric",),
    "subject": ("subject",),
    "period": ("period",),
}
ABOUT_ARTICLE = ("title", "publisher", "published", "place")
STOP_WORDS = frozenset((
    "a", "an", "and", "at", "by", "for", "from", "in", "into", "its",
    "of", "on", "or", "the", "their", "to", "with", "s",
))  # fmt: skip
UNIT_NAMES = {
    "tonnes": "tonne", "ton": "tonne", "tons": "tonne", "t": "tonne", "metric ton": "tonne",
    "metric tons": "tonne", "km": "kilometer", "kilometre": "kilometer", "km²": "square kilometer",
    "km2": "square kilometer", "square kilometre": "square kilometer", "kwh": "kilowatt-hour",
    "kilowatt hour": "kilowatt-hour", "mw": "megawatt", "gw": "gigawatt", "gwh": "gigawatt-hour",
    "kw": "kilowatt", "kg": "kilogram", "ha": "hectare", "m²": "square meter", "m2": "square meter",
    "square metre": "square meter", "sq ft": "square foot", "ft²": "square foot",
    "square feet": "square foot", "m": "meter", "metre": "meter", "percent": "%", "pp": "percentage point",
}  # fmt: skip


@dataclass(frozen=True)
class Gold:
    """What a reader wrote down for one article: its facts, and in `about` its title, clusters and so on."""

    name: str
    text: Path
    facts: list[Record]
    about: Record


@dataclass(frozen=True)
class Prediction:
    """What the program makes of one article, as plain JSON values."""

    facts: list[Record]
    clusters: list[Record]
    about: Record


@dataclass
class Counts:
    """Gold items, counted predictions and right ones; they add up over articles."""

    gold: int = 0
    predicted: int = 0
    right: Counter[str] = field(default_factory=Counter)

    def __iadd__(self, other: Counts) -> Counts:
        self.gold += other.gold
        self.predicted += other.predicted
        self.right.update(other.right)
        return self

    def line(self, level: str) -> str:
        """Precision, recall and F1 of `level`, for a table."""
        right = self.right[level]
        precision = right / self.predicted if self.predicted else 0.0
        recall = right / self.gold if self.gold else 0.0
        return f"{level:10}    {precision:6.3f}  {recall:6.3f}  {self.f1(level):5.3f}"

    def f1(self, level: str) -> float:
        """The harmonic mean of precision and recall of `level`; 0 where nothing is right."""
        both = self.gold + self.predicted
        return 2 * self.right[level] / both if both else 0.0


@dataclass(frozen=True)
class FactScore:
    """The facts of one article compared, with everything that is not right."""

    counts: Counts
    missed: list[Record]
    spurious: list[Record]
    wrong: list[tuple[Record, Record, list[str]]]


@dataclass(frozen=True)
class ClusterScore:
    """The clusters of one article compared: those not found, and those that are none."""

    counts: Counts
    missed: list[Record]
    extra: list[Record]


@dataclass(frozen=True)
class LinkScore:
    """What the facts of one article are about, compared: pairs of gold and found facts that differ in it."""

    counts: Counts
    wrong: list[tuple[Record, Record]]


@dataclass
class SetScore:
    """A whole set: facts, clusters, links from facts to clusters, and the fields about the article."""

    facts: Counts = field(default_factory=Counts)
    clusters: Counts = field(default_factory=Counts)
    links: Counts = field(default_factory=Counts)
    about: Counter[str] = field(default_factory=Counter)
    articles: int = 0


def content_words(text: str | None) -> set[str]:
    """The words of `text` by which names are compared: lower case, singular, without the stop words."""
    words = re.findall(r"[^\W_]+", (text or "").lower())
    return {_singular(word) for word in words if word not in STOP_WORDS}


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def likeness(text: str | None, accepted: Iterable[str]) -> float:
    """The best content-word F1 of `text` with an accepted name, 0 to 1."""
    ours = content_words(text)
    scores = [0.0]
    for theirs in map(content_words, accepted):
        if ours and theirs:
            scores.append(2 * len(ours & theirs) / (len(ours) + len(theirs)))
    return max(scores)


def unit_name(unit: str | None) -> str:
    """One spelling for a unit: `km²`, `square kilometres` -> `square kilometer`."""
    name = " ".join((unit or "").lower().split())
    name = " ".join(_singular(word) for word in UNIT_NAMES.get(name, name).split())
    return UNIT_NAMES.get(name, name)


def _close(a: float | None, b: float | None, tolerance: float) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= tolerance * max(abs(a), abs(b), 1e-12)


def same_value(gold: Record, fact: Record) -> bool:
    """Whether both ends agree; percentages more loosely, since "one sixth" is 16.67."""
    tolerance = 1e-3 if gold["kind"] == "percent" else 1e-6
    return all(_close(gold[end], fact.get(end), tolerance) for end in ("value", "upper"))


def same_unit(gold: Record, fact: Record) -> bool:
    """Whether the units mean the same; a count's head noun may be any word of the accepted counted phrases."""
    if gold["kind"] != "count":
        return unit_name(gold["unit"]) == unit_name(fact.get("unit"))
    accepted = content_words(gold["unit"]).union(*map(content_words, gold["metric"]))
    words = [
        word for word in re.findall(r"[^\W_]+", str(fact.get("unit") or "").lower()) if word not in STOP_WORDS
    ]
    return bool(words) and _singular(words[-1]) in accepted


def levels(gold: Record, fact: Record) -> dict[str, bool]:
    """Which levels `fact` reaches, compared with `gold`."""
    value = same_value(gold, fact)
    periods = gold["period"] if isinstance(gold["period"], list) else [gold["period"]]
    reached = {
        "value": value,
        "reading": value
        and same_unit(gold, fact)
        and fact.get("bound") == gold["bound"]
        and (fact.get("change") or None) == gold["change"],
        "metric": value and likeness(fact.get("metric"), gold["metric"]) >= 0.5,
        "subject": value and likeness(fact.get("subject"), gold["subject"]) >= 0.5,
        "period": value and (fact.get("period") or None) in periods,
    }
    return reached | {"whole": all(reached.values())}


def align(gold: Sequence[Record], facts: Sequence[Record]) -> list[tuple[int, int]]:
    """The pairs (gold index, fact index) of the best alignment in reading order."""
    best = [[(0.0, "")] * (len(facts) + 1) for _ in range(len(gold) + 1)]
    for i in range(1, len(gold) + 1):
        for j in range(1, len(facts) + 1):
            score, step = max((best[i - 1][j][0], "gold"), (best[i][j - 1][0], "fact"))
            reached = levels(gold[i - 1], facts[j - 1])
            if reached["value"]:
                pair = best[i - 1][j - 1][0] + 1 + 0.01 * sum(reached.values())
                if pair >= score:
                    score, step = pair, "pair"
            best[i][j] = (score, step)
    i, j, pairs = len(gold), len(facts), []
    while i and j:
        step = best[i][j][1]
        if step == "pair":
            pairs.append((i - 1, j - 1))
        i, j = i - (step in ("pair", "gold")), j - (step in ("pair", "fact"))
    return pairs[::-1]


def score_facts(gold: Sequence[Record], facts: Sequence[Record]) -> FactScore:
    """Compare the facts of one article."""
    facts = sorted(facts, key=lambda fact: fact.get("start", 0))
    pairs = align(gold, facts)
    right: Counter[str] = Counter()
    wrong = []
    for i, j in pairs:
        if not gold[i]["optional"]:
            reached = levels(gold[i], facts[j])
            right.update(level for level in LEVELS if reached[level])
            if not reached["whole"]:
                wrong.append((gold[i], facts[j], [level for level in LEVELS if not reached[level]]))
    found, taken = {i for i, _ in pairs}, {j for _, j in pairs}
    left_out = sum(gold[i]["optional"] for i, _ in pairs)
    open_optional = [g for i, g in enumerate(gold) if g["optional"] and i not in found]
    alone = [fact for j, fact in enumerate(facts) if j not in taken]
    spurious = [fact for fact in alone if not any(same_value(g, fact) for g in open_optional)]
    counts = Counts(
        gold=sum(not g["optional"] for g in gold),
        predicted=len(pairs) - left_out + len(spurious),
        right=right,
    )
    missed = [g for i, g in enumerate(gold) if not g["optional"] and i not in found]
    return FactScore(counts, missed, spurious, wrong)


def _names(cluster: Record) -> list[str]:
    return [cluster["name"], *cluster.get("aliases", ())]


def score_clusters(gold: Sequence[Record], clusters: Sequence[Record]) -> ClusterScore:
    """Pair gold and found clusters one to one, the most alike first, by their names and aliases."""
    ranked = sorted(
        (
            (max(likeness(name, _names(g)) for name in _names(found)), i, j)
            for i, g in enumerate(gold)
            for j, found in enumerate(clusters)
        ),
        key=lambda pair: -pair[0],
    )
    pairs: dict[int, int] = {}
    for score, i, j in ranked:
        if score >= 0.5 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return ClusterScore(
        Counts(len(gold), len(clusters), Counter(name=len(pairs))),
        [cluster for i, cluster in enumerate(gold) if i not in pairs],
        [cluster for j, cluster in enumerate(clusters) if j not in pairs.values()],
    )


def score_links(gold: Gold, prediction: Prediction) -> LinkScore:
    """Compare the clusters that facts are linked to; optional facts and spurious ones are left out."""
    accepted = {name: _names(cluster) for cluster in gold.about["clusters"] for name in _names(cluster)}
    aliases = {cluster["name"]: _names(cluster) for cluster in prediction.clusters}
    facts = sorted(prediction.facts, key=lambda fact: fact.get("start", 0))
    counts = Counts(gold=sum(bool(g["cluster"]) for g in gold.facts if not g["optional"]))
    wrong = []
    for i, j in align(gold.facts, facts):
        named, linked = gold.facts[i]["cluster"], facts[j].get("clusters", ())
        if gold.facts[i]["optional"]:
            continue
        counts.predicted += bool(linked)
        wanted = accepted.get(named, [named]) if named else []
        ours = [name for link in linked for name in aliases.get(link, [link])]
        right = any(likeness(name, wanted) >= 0.5 for name in ours)
        counts.right["link"] += right
        if not right and (named or linked):
            wrong.append((gold.facts[i], facts[j]))
    return LinkScore(counts, wrong)


def score_about(gold: Record, about: Record) -> Counter[str]:
    """Which of title, publisher, published and place are right; case and spacing are not looked at."""
    return Counter(key for key in ABOUT_ARTICLE if _plain(about.get(key)) in map(_plain, _as_list(gold[key])))


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _plain(text: str | None) -> str | None:
    return " ".join(text.casefold().split()) if text else None


def read_set(name: str) -> list[Gold]:
    """The articles of a set in the order of their names. Raises SystemExit where there are none."""
    folder = CORPUS / name
    articles = [
        Gold(
            name=path.stem,
            text=path.with_suffix(".txt"),
            facts=[json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()],
            about=json.loads(path.with_suffix(".meta.json").read_text(encoding="utf-8")),
        )
        for path in sorted(folder.glob("*.jsonl"))
    ]
    if not articles:
        raise SystemExit(f"There are no articles in {folder}.")
    return articles


def predict(path: Path) -> Prediction:
    """Read and extract one article with the program's own code, in this process."""
    from store.extraction import extract
    from store.reading import read_article

    article = read_article(path)
    extraction = extract(article)
    return Prediction(
        facts=[fact.to_json() for fact in extraction.facts],
        clusters=[cluster.to_json() for cluster in extraction.clusters],
        about=article.to_json(),
    )


def score_set(name: str, misses: bool = False) -> SetScore:
    """Score one set, printing a line for each article and, on request, everything that is not right."""
    total = SetScore()
    for gold in read_set(name):
        prediction = predict(gold.text)
        facts = score_facts(gold.facts, prediction.facts)
        about = score_about(gold.about, prediction.about)
        total.facts += facts.counts
        clusters = score_clusters(gold.about["clusters"], prediction.clusters)
        links = score_links(gold, prediction)
        total.clusters += clusters.counts
        total.links += links.counts
        total.about.update(about)
        total.articles += 1
        counts = facts.counts
        print(
            f"{gold.name:28} gold {counts.gold:4} predicted {counts.predicted:4}  "
            + "  ".join(f"{level} {counts.right[level]}" for level in LEVELS)
        )
        if misses:
            print_misses(facts)
            print_cluster_misses(clusters, links)
            for key in ABOUT_ARTICLE:
                if not about[key]:
                    print(f"    about     {key}: {prediction.about.get(key)!r}, gold {gold.about[key]!r}")
    return total


def print_misses(score: FactScore) -> None:
    """Print the missed, spurious and wrongly read facts of one article."""
    for gold in score.missed:
        print(f"    missed    {gold['quote']!r} ({gold['metric'][0]})")
    for fact in score.spurious:
        quantity = f"{fact.get('value')} {fact.get('unit')}"
        print(f"    spurious  {fact.get('quote')!r} = {quantity} ({fact.get('metric')})")
    for gold, fact, bad in score.wrong:
        print(f"    wrong     {gold['quote']!r}: {', '.join(bad)}")
        for key in (key for level in bad for key in FIELDS_OF_LEVEL.get(level, ())):
            print(f"              {key}: {fact.get(key)!r}, gold {gold[key]!r}")


def print_cluster_misses(clusters: ClusterScore, links: LinkScore) -> None:
    """Print the missed and extra clusters of one article, and the facts that are linked wrongly."""
    for label, records in (("unnamed", clusters.missed), ("extra", clusters.extra)):
        for record in records:
            print(f"    {label:<9} {record['name']!r} ({record['kind']})")
    for gold, fact in links.wrong:
        linked = ", ".join(fact["clusters"]) or None
        print(f"    link      {gold['quote']!r} ({gold['metric'][0]}): {linked!r}, gold {gold['cluster']!r}")


def print_totals(score: SetScore) -> None:
    """Print precision, recall and F1 of the whole set."""
    for name, counts, table in (
        ("level", score.facts, LEVELS),
        ("clusters", score.clusters, ("name",)),
        ("links", score.links, ("link",)),
    ):
        print(f"{name:10} precision  recall     F1   ({counts.gold} gold, {counts.predicted} predicted)")
        for level in table:
            print(counts.line(level))
    fields = "  ".join(f"{key} {score.about[key]}" for key in ABOUT_ARTICLE)
    print(f"about the article, of {score.articles}: {fields}")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=SETS)
    parser.add_argument("--misses", action="store_true", help="list everything that is not right")
    args = parser.parse_args()
    print_totals(score_set(args.set, args.misses))


if __name__ == "__main__":
    main()
