"""Tagging: the word class of each item, by itself and by what stands round it."""

from __future__ import annotations

from functools import cache, lru_cache

from store.extraction.tables import rows
from store.extraction.tags import Item, Tag, is_plural
from store.extraction.verbs import Form, forms, forms_of_class, verbs

_BE = frozenset("be is are was were been being am".split())


_HAVE = frozenset("have has had having".split())


_AUXILIARIES = _BE | _HAVE
_NO_ADVERBS = frozenset(("family", "supply", "assembly", "italy", "july"))
_ADJECTIVE_ENDINGS = ("al", "ic", "ive", "ous", "ful", "able", "ible", "ary", "less")
_DEMONSTRATIVES = frozenset(("that", "those", "this", "these", "such", "another", "other", "others"))
_CLAUSE_OPENERS = frozenset("while whereas although though as when because if since after before".split())
_LINKS = frozenset(("as", "since", "than", "before", "after", "until"))
_SETTLED = frozenset((
    Tag.PREPOSITION, Tag.MARK, Tag.QUANTITY, Tag.TIME, Tag.CONJUNCTION, Tag.POSSESSIVE, Tag.MODAL,
    Tag.ADJECTIVE, Tag.PRONOUN, Tag.SUBORDINATOR,
))  # fmt: skip
_LOOKED_AT = _DEMONSTRATIVES | {
    "per",
    "total",
    "there",
    "here",
    "first",
    "high",
    "low",
}  # whatever word class they have
_SKIPPED = frozenset((Tag.ADVERB, Tag.TIME))
_NOMINAL_BEFORE = (Tag.DETERMINER, Tag.ADJECTIVE, Tag.POSSESSIVE, Tag.QUANTITY)


_OBJECT_AFTER = (Tag.DETERMINER, Tag.QUANTITY, Tag.TIME, Tag.PRONOUN)


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


@cache
def _measure_nouns() -> frozenset[str]:
    """Nouns that name something measured: "R&D spending in GDP"."""
    return frozenset(word for row in rows("measures.tsv") for word in row[1].split())


@cache
def _noun_verbs() -> frozenset[str]:
    """Base forms of verbs that stand mostly as nouns: plan, export, record."""
    return frozenset(word for row in rows("words.tsv") if row[0] == "noun-verb" for word in row[1].split())


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
        elif item.lower == "first" and _dates_a_verb(items, i):
            item.tag = Tag.ADVERB  # ", first approved in 2016,"
        elif item.lower in _DEMONSTRATIVES:
            _settle_demonstrative(item, before, after)
        elif item.lower in _LINKS and item.tag == Tag.PREPOSITION:
            continue
        elif item.tag == Tag.VERB and item.form and item.lower not in _AUXILIARIES:
            item.tag = _verb_tag(items, i, item, before, after)
        elif (
            item.lower == "total"
            and after is not None
            and (
                after.tag in (Tag.NOUN, Tag.ADJECTIVE)
                or (after.form is not None and after.form.tense != "base")
            )
        ):
            item.tag = Tag.ADJECTIVE
        elif item.tag == Tag.ADVERB and before is items[i - 1] and _before_noun(before, after):
            item.tag = Tag.ADJECTIVE  # "its overseas revenue"
        elif item.lower in ("there", "here"):
            item.tag = (
                Tag.PRONOUN
                if after is not None and after.lower in _BE and item.lower == "there"
                else Tag.ADVERB
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
    return items[i + 1].tag in (Tag.QUANTITY, Tag.DETERMINER)


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
        after is not None and after.form is not None and after.form.lemma in _noun_verbs()
    ):
        item.tag = Tag.DETERMINER
    else:
        item.tag = Tag.PRONOUN


def _verb_tag(items: list[Item], i: int, item: Item, before: Item | None, after: Item | None) -> str:
    auxiliary = before is not None and before.lower in _AUXILIARIES
    if auxiliary:
        item.form = next(
            (form for form in forms().get(item.lower, ()) if form.tense in ("participle", "ing")), item.form
        )
    tense = item.form.tense if item.form else "base"
    prior = before.tag if before else Tag.MARK
    following = after.tag if after else Tag.MARK
    if prior in (Tag.MODAL, Tag.TO):
        return Tag.VERB
    if tense in ("past", "participle"):
        if auxiliary:
            return Tag.VERB
        if prior in (Tag.DETERMINER, Tag.ADJECTIVE, Tag.POSSESSIVE, Tag.PREPOSITION) or (
            prior == Tag.QUANTITY and following in (Tag.NOUN, Tag.VERB)
        ):
            return (
                Tag.ADJECTIVE if following in (Tag.NOUN, Tag.ADJECTIVE, Tag.VERB, Tag.CONJUNCTION) else Tag.NOUN
            )
        if prior == Tag.VERB and following in (Tag.NOUN, Tag.ADJECTIVE, Tag.VERB):
            return Tag.ADJECTIVE
        if (
            prior == Tag.CONJUNCTION
            and following in (Tag.NOUN, Tag.ADJECTIVE)
            and i >= 2
            and items[i - 2].tag == Tag.ADJECTIVE
        ):
            return Tag.ADJECTIVE
        if (
            following == Tag.PREPOSITION
            and after
            and after.lower in ("by", "in", "as", "at", "on", "with", "for", "from")
            and not _intransitive(item)
            and _finite_later(items, i)
        ):
            return Tag.PARTICIPLE
        return Tag.VERB
    if tense == "ing":
        if auxiliary:
            return Tag.VERB
        if prior in (Tag.VERB, Tag.PARTICIPLE) and after is not None and after.lower in _measure_nouns():
            changing = before is not None and before.lower in forms_of_class("rise") | forms_of_class("fall")
            return Tag.ADJECTIVE if changing else Tag.PARTICIPLE  # "cutting shipping costs"
        if prior in (Tag.DETERMINER, Tag.ADJECTIVE, Tag.POSSESSIVE, Tag.QUANTITY):
            return Tag.NOUN if following not in (Tag.NOUN, Tag.ADJECTIVE) else Tag.ADJECTIVE
        if (
            prior == Tag.NOUN
            and following in (Tag.NOUN, Tag.VERB, Tag.PREPOSITION)
            and before is not None
            and not before.mention
            and not is_plural(before.lower)
        ):
            gerund = following == Tag.PREPOSITION and item.lower not in _measure_nouns()
            return Tag.PARTICIPLE if gerund else Tag.NOUN
        if prior == Tag.NOUN and following in (Tag.MARK, Tag.CONJUNCTION, Tag.POSSESSIVE):
            return Tag.NOUN
        return Tag.PARTICIPLE
    usually_noun = item.form is not None and item.form.lemma in _noun_verbs()
    taking = (Tag.DETERMINER, Tag.TO) if usually_noun else (Tag.DETERMINER, Tag.PREPOSITION, Tag.TO)
    if prior == Tag.QUANTITY and tense == "base" and following in taking and after and after.lower != "that":
        return Tag.VERB  # "25 employ a", "62 hectares belong to"
    if prior == Tag.NOUN and tense == "base" and following in _OBJECT_AFTER and _ends_list(items, i):
        return Tag.VERB
    told = i > 1 and before is not None and before.lower == "that" and items[i - 2].tag == Tag.VERB
    if usually_noun and told and following in (Tag.NOUN, Tag.ADJECTIVE):
        return Tag.NOUN  # "announced that lease rent"
    if usually_noun and tense in ("base", "s") and _is_subject(items, i, prior, before):
        return Tag.NOUN  # "while imports fell", "Exports in June stood"
    if prior == Tag.NOUN and following == Tag.QUANTITY and _is_seen(items, i):
        return Tag.VERB
    people = before is not None and before.lower in ("workers", "employees", "people", "staff", "women", "men")
    if item.lower == "work" and prior == Tag.NOUN and people and following in (Tag.PREPOSITION, Tag.ADVERB):
        return Tag.VERB
    many = prior == Tag.NOUN and before is not None and is_plural(before.lower) and tense == "base"
    if (prior == Tag.CONJUNCTION or many) and after is not None and _takes_particle(item, after.lower):
        return Tag.VERB
    if auxiliary or prior in _NOMINAL_BEFORE or prior == Tag.PREPOSITION:
        return Tag.NOUN
    if tense == "s":
        if item.lower == "leads" and prior == Tag.NOUN and following in (Tag.PREPOSITION, Tag.DETERMINER):
            return Tag.VERB
        if (
            not usually_noun
            and prior != Tag.CONJUNCTION
            and following not in (Tag.MARK, Tag.POSSESSIVE, Tag.VERB, Tag.CONJUNCTION)
        ):
            return Tag.VERB
        if prior in (Tag.NOUN, Tag.PRONOUN, Tag.SUBORDINATOR, Tag.CONJUNCTION, Tag.MARK) and not (
            before is not None and before.tag == Tag.NOUN and is_plural(before.lower) and not before.proper
        ):
            if following in _OBJECT_AFTER or (
                after is not None
                and after.lower
                in (
                    "for",
                    "at",
                    "to",
                    "that",
                    "as",
                    "up",
                    "out",
                    "over",
                    "about",
                    "around",
                    "more",
                    "nearly",
                    "in",
                )
            ):
                return Tag.VERB
            if prior in (Tag.PRONOUN, Tag.SUBORDINATOR) or (
                before is not None and before.mention and following in (Tag.ADJECTIVE, Tag.NOUN)
            ):
                return Tag.VERB
        return Tag.NOUN
    if prior in (Tag.PRONOUN, Tag.SUBORDINATOR):
        return Tag.VERB
    objects = (
        _OBJECT_AFTER
        if usually_noun
        else (*_OBJECT_AFTER, Tag.NOUN, Tag.ADJECTIVE, Tag.PREPOSITION, Tag.ADVERB)
    )
    if (
        prior == Tag.NOUN
        and before is not None
        and is_plural(before.lower)
        and (following in objects or following == Tag.TO)
    ):
        return Tag.VERB
    if (
        prior == Tag.NOUN
        and before is not None
        and is_plural(before.lower)
        and following == Tag.NOUN
        and after is not None
        and is_plural(after.lower)
    ):
        return Tag.VERB  # "manufacturers supply parts"
    if (
        prior == Tag.NOUN
        and (following in _OBJECT_AFTER or _has_changed_object(items, i))
        and any(form.tense == "past" for form in forms().get(item.lower, ()))
    ):
        return Tag.VERB
    if prior == Tag.NOUN and following == Tag.QUANTITY and i and items[i - 1].tag == Tag.ADVERB:
        return Tag.VERB
    if (
        prior in (Tag.CONJUNCTION, Tag.MARK)
        and following in objects
        and (not usually_noun or prior == Tag.CONJUNCTION)
    ):
        return Tag.VERB
    return Tag.NOUN


def _is_seen(items: list[Item], i: int) -> bool:
    """Whether a change is told as seen: "the maker saw net profit dip 17 percent"."""
    seeing = any(item.form is not None and item.form.lemma == "see" for item in items[max(0, i - 5) : i])
    return seeing and items[i].lower in forms_of_class("rise") | forms_of_class("fall")


def _is_subject(items: list[Item], i: int, prior: str, before: Item | None) -> bool:
    """Whether a word that is mostly a noun opens a clause whose verb stands behind it."""
    opening = prior == Tag.MARK or (before is not None and before.lower in _CLAUSE_OPENERS)
    if not opening:
        return False
    for later in items[i + 1 : i + 7]:
        if later.tag in (Tag.MARK, Tag.QUANTITY, Tag.SUBORDINATOR):
            return False
        if later.form is not None and later.form.tense == "past" and later.tag == Tag.VERB:
            return True
    return False


def _ends_list(items: list[Item], i: int) -> bool:
    """Whether two or more names stand before the verb: "Dafeng and Funing employ"."""
    return i >= 3 and items[i - 2].lower == "and" and items[i - 1].proper and items[i - 3].proper


def _has_changed_object(items: list[Item], i: int) -> bool:
    """Whether things and by how much they change stand behind: "(the firm cut) emissions by 20 percent"."""
    if i + 3 >= len(items):
        return False
    thing, link, amount = items[i + 1 : i + 4]
    return (
        thing.tag == Tag.NOUN
        and is_plural(thing.lower)
        and link.lower in ("by", "to", "from")
        and amount.tag == Tag.QUANTITY
    )


def _takes_particle(item: Item, word: str) -> bool:
    """Whether the verb and the word behind it make one verb of the table: "turn out"."""
    return item.form is not None and any(verb.particle == word for verb in verbs().get(item.form.lemma, ()))


def _intransitive(item: Item) -> bool:
    """Whether the verb tells a rise or fall of its subject: its past form is hardly ever a modifier behind a
    noun.
    """
    return item.lower in _changing_forms()


@cache
def _changing_forms() -> frozenset[str]:
    transitive = {"increased", "reduced", "cut", "raised"}
    return (forms_of_class("rise") | forms_of_class("fall")) - transitive


def _finite_later(items: list[Item], i: int) -> bool:
    """Whether a finite verb follows before the next comma: then the form at i is a participle."""
    for item in items[i + 1 : i + 14]:
        if item.tag == Tag.MARK or item.tag == Tag.SUBORDINATOR:
            return False
        if (
            item.lower in _AUXILIARIES
            or item.tag == Tag.MODAL
            or (item.tag == Tag.VERB and item.form and item.form.tense == "past")
        ):
            return True
    return False
