"""Tagging: the word class of each item, by itself and by what stands round it."""

from __future__ import annotations

from functools import cache, lru_cache

from store.extraction.phrases import measure_nouns, words_of
from store.extraction.tables import rows
from store.extraction.tags import Item, Tag, is_plural
from store.extraction.verb_tags import AUXILIARIES, BE, verb_tag
from store.extraction.verbs import Form, forms

_NO_ADVERBS = frozenset(("family", "supply", "assembly", "italy", "july"))
_ADJECTIVE_ENDINGS = ("al", "ic", "ive", "ous", "ful", "able", "ible", "ary", "less")
_DEMONSTRATIVES = frozenset(("that", "those", "this", "these", "such", "another", "other", "others"))
_COMPASS = frozenset(("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"))
_LINKS = frozenset(("as", "since", "than", "before", "after", "until"))
_SETTLED = frozenset((
    Tag.PREPOSITION, Tag.MARK, Tag.QUANTITY, Tag.TIME, Tag.CONJUNCTION, Tag.POSSESSIVE, Tag.MODAL,
    Tag.ADJECTIVE, Tag.PRONOUN, Tag.SUBORDINATOR,
))  # fmt: skip
_LOOKED_AT = _DEMONSTRATIVES | {
    "per",
    "total",
    "top",
    "there",
    "here",
    "first",
    "high",
    "low",
    "latter",
    "former",
    "each",
    "value-added",
    *_COMPASS,
}  # whatever word class they have
_SKIPPED = frozenset((Tag.ADVERB, Tag.TIME))


@cache
def _word_classes() -> dict[str, str]:
    """Function words by class; the first class that lists a word wins."""
    tags = {
        "determiner": Tag.DETERMINER, "pronoun": Tag.PRONOUN, "preposition": Tag.PREPOSITION,
        "conjunction": Tag.CONJUNCTION, "subordinator": Tag.SUBORDINATOR, "modal": Tag.MODAL, "be": Tag.VERB,
        "have": Tag.VERB, "do": Tag.VERB, "adverb": Tag.ADVERB, "adjective": Tag.ADJECTIVE, "noun": Tag.NOUN,
    }  # fmt: skip
    table: dict[str, str] = {}
    for row in rows("words.tsv"):
        for word in row[1].split():
            if row[0] in tags:
                table.setdefault(word, tags[row[0]])
    return table


@lru_cache(maxsize=2**15)
def classified(text: str) -> tuple[str, Form | None]:
    """The word class, and the verb's form, that a word as it is printed has on its own."""
    word, capital = text.lower(), text[0].isupper()
    if word == "to":
        return Tag.TO, None
    if word in _word_classes():
        return _word_classes()[word], _verb_form(word)
    if "-" in word:
        last = word.rpartition("-")[2]
        adjective = last.endswith(("ed", "ing", "al", "ic", "ive")) or last in _word_classes()
        return (Tag.ADJECTIVE if adjective else Tag.NOUN), None
    if word.endswith("ly") and len(word) > 4 and word not in _NO_ADVERBS:
        return Tag.ADVERB, None
    if capital and word not in forms():
        return Tag.NOUN, None
    form = _verb_form(word)
    if form is not None:
        return Tag.VERB, form
    if word.endswith(_ADJECTIVE_ENDINGS) and not word.endswith("capital"):
        return Tag.ADJECTIVE, None
    if word.endswith("ed") and len(word) > 4:
        return Tag.VERB, Form(word, "past")
    return Tag.NOUN, None


def _verb_form(word: str) -> Form | None:
    entries = forms().get(word)
    return entries[0] if entries else None


def disambiguate(items: list[Item]) -> None:
    """Settles the words that may be verbs by what stands round them, left to right."""
    for i, item in enumerate(items):
        settled = item.tag in _SETTLED or (item.tag == Tag.NOUN and not _stands_as_verb(items, i))
        if settled and item.lower not in _LOOKED_AT:
            continue
        before = _before(items, i)
        after = items[i + 1] if i + 1 < len(items) else None
        if _ends_name(item, before):
            item.tag = Tag.NOUN
        elif item.lower == "per" and after and after.lower == "capita":
            item.tag = Tag.ADJECTIVE
        elif item.lower in ("high", "low") and after is not None and after.lower == "of":
            item.tag = Tag.NOUN  # "an all-time high of 5 percent"
        elif item.lower in _COMPASS and before is not None and before.tag == Tag.NOUN and item.tag == Tag.NOUN:
            if after is not None and after.lower == "of":
                item.tag = Tag.ADVERB  # "the park east of Halle"
        elif item.lower == "each" and before is not None and before.tag == Tag.NOUN and after is not None:
            if after.form is not None and after.form.tense in ("base", "past"):
                item.tag = Tag.ADVERB  # "Pegatron and Regina each employ"
        elif item.lower in ("latter", "former") and before is not None and before.lower == "the":
            alone = after is None or after.tag not in (Tag.NOUN, Tag.ADJECTIVE, Tag.QUANTITY)
            item.tag = Tag.NOUN if alone else Tag.ADJECTIVE  # "the latter's profit"
        elif item.lower == "value-added":
            described = after is not None and after.tag in (Tag.NOUN, Tag.ADJECTIVE)
            item.tag = Tag.ADJECTIVE if described else Tag.NOUN
        elif item.lower == "first" and _dates_a_verb(items, i):
            item.tag = Tag.ADVERB  # ", first approved in 2016,"
        elif item.lower == "top" and after is not None and after.tag == Tag.QUANTITY:
            item.tag = Tag.ADJECTIVE  # "the top 30 zones"
        elif item.lower == "total" and _sums_up(items, i):
            item.tag = Tag.ADJECTIVE
        elif item.lower in _DEMONSTRATIVES:
            _settle_demonstrative(item, before, after)
        elif item.lower in _LINKS and item.tag == Tag.PREPOSITION:
            continue
        elif item.tag == Tag.VERB and item.form and item.lower not in AUXILIARIES:
            item.tag = verb_tag(items, i, item, before, after)
        elif item.tag == Tag.ADVERB and before is items[i - 1] and _before_noun(before, after):
            item.tag = Tag.ADJECTIVE  # "its overseas revenue"
        elif item.lower in ("there", "here"):
            item.tag = (
                Tag.PRONOUN if after is not None and after.lower in BE and item.lower == "there" else Tag.ADVERB
            )
        elif (
            item.tag == Tag.ADVERB
            and item.lower in forms()
            and before is not None
            and before.tag in (Tag.MODAL, Tag.TO)
        ):
            item.tag, item.form = Tag.VERB, forms()[item.lower][0]
        elif item.tag == Tag.NOUN and before is not None and _stands_as_verb(items, i):
            _settle_unknown(item, before)
        elif item.tag == Tag.TO and not (after and after.form and after.form.tense == "base"):
            item.tag = Tag.PREPOSITION


def _ends_name(item: Item, before: Item | None) -> bool:
    """Whether a capital article is part of a name: "Nghe An", "Hoi An"."""
    capital = item.tag == Tag.DETERMINER and item.text[0].isupper()
    return capital and before is not None and before.tag == Tag.NOUN and before.text[0].isupper()


def _sums_up(items: list[Item], i: int) -> bool:
    """Whether the "total" at i belongs to the measure behind it: "the total registered capital"."""
    for behind in items[i + 1 : i + 5]:
        if behind.tag == Tag.NOUN or behind.lower in measure_nouns():
            return True
        if behind.tag != Tag.ADJECTIVE and not (behind.form is not None and behind.form.tense != "base"):
            return False
    return False


def _dates_a_verb(items: list[Item], i: int) -> bool:
    """Whether "first" says when something was done rather than which thing: ", first approved in 2016"."""
    after = items[i + 1] if i + 1 < len(items) else None
    behind = items[i + 2] if i + 2 < len(items) else None
    past = after is not None and after.form is not None and after.form.tense in ("past", "participle")
    determined = i > 0 and items[i - 1].tag in (Tag.DETERMINER, Tag.POSSESSIVE, Tag.ADJECTIVE, Tag.QUANTITY)
    return past and not determined and (behind is None or behind.tag not in (Tag.NOUN, Tag.ADJECTIVE))


def _before_noun(before: Item | None, after: Item | None) -> bool:
    """Whether a noun phrase begins before the word and its noun follows."""
    opens = before is not None and before.tag in (Tag.DETERMINER, Tag.POSSESSIVE)
    return opens and after is not None and after.tag == Tag.NOUN


def _before(items: list[Item], i: int) -> Item | None:
    """The item before, adverbs and times skipped."""
    for j in range(i - 1, max(i - 5, -1), -1):
        if items[j].tag not in _SKIPPED:
            return items[j]
    return None


def _stands_as_verb(items: list[Item], i: int) -> bool:
    """Whether an object may follow the word of no table at i: an article or a quantity."""
    if items[i].form is not None or items[i].mention is not None or i + 1 == len(items):
        return False
    after = items[i + 1]
    return after.tag in (Tag.QUANTITY, Tag.DETERMINER) and after.lower != "that"


def _settle_unknown(item: Item, before: Item) -> None:
    """A word of no table that stands where a verb would: "the estate sprawls over", "plants recycle 13 crore
    litres".
    """
    if before.tag != Tag.NOUN or not item.lower.isalpha() or item.text[0].isupper():
        return
    plural = is_plural(before.lower.split()[-1]) and not before.proper
    fits = (item.lower.endswith("s") and not item.lower.endswith("ss") and not plural) or (
        plural and not is_plural(item.lower)
    )
    if fits:
        item.tag = Tag.VERB
        item.form = Form(item.lower, "s" if item.lower.endswith("s") else "base")


def _settle_demonstrative(item: Item, before: Item | None, after: Item | None) -> None:
    if item.lower in ("other", "such", "another"):
        item.tag = Tag.ADJECTIVE
    elif item.lower == "that" and after is not None and after.lower == "of":
        item.tag = Tag.NOUN  # "than that of its rivals": no clause begins
    elif item.lower == "that" and before is not None and before.tag != Tag.PREPOSITION:
        item.tag = Tag.SUBORDINATOR
    elif (after is not None and after.tag in (Tag.NOUN, Tag.ADJECTIVE, Tag.QUANTITY)) or (
        after is not None and after.form is not None and after.form.lemma in words_of("noun-verb")
    ):
        item.tag = Tag.DETERMINER
    else:
        item.tag = Tag.PRONOUN
