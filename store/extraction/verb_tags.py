"""The word class of a form that may be a verb, by what stands round it."""

from __future__ import annotations

from functools import cache

from store.extraction.phrases import measure_nouns, words_of
from store.extraction.tags import Item, Tag, is_plural
from store.extraction.verbs import forms, forms_of_class, verbs

BE = frozenset("be is are was were been being am".split())
AUXILIARIES = BE | frozenset("have has had having".split())
_CLAUSE_OPENERS = frozenset("while whereas although though as when because if since after before".split())
_COMPOUNDED = frozenset("fish data media equipment livestock poultry cattle".split())  # "fish processing plant"
_NOMINAL_BEFORE = (Tag.DETERMINER, Tag.ADJECTIVE, Tag.POSSESSIVE, Tag.QUANTITY)
_OBJECT_AFTER = (Tag.DETERMINER, Tag.QUANTITY, Tag.TIME, Tag.PRONOUN)


def verb_tag(items: list[Item], i: int, item: Item, before: Item | None, after: Item | None) -> str:
    """The word class of the form at i; `before` is the word before it, adverbs skipped, `after` the next."""
    auxiliary = before is not None and before.lower in AUXILIARIES
    if auxiliary:
        item.form = next(
            (form for form in forms().get(item.lower, ()) if form.tense in ("participle", "ing")), item.form
        )
    tense = item.form.tense if item.form else "base"
    prior = before.tag if before else Tag.MARK
    following = after.tag if after else Tag.MARK
    if prior in (Tag.MODAL, Tag.TO):
        return Tag.VERB
    if _makes_measure(items, i, prior):
        return Tag.ADJECTIVE
    if tense in ("past", "participle"):
        if auxiliary:
            return Tag.VERB
        if item.lower == "added" and before is items[i - 1] and before.lower == "value" and _ends_phrase(after):
            return Tag.NOUN  # "the value added of the sector grew"
        if prior in (Tag.DETERMINER, Tag.ADJECTIVE, Tag.POSSESSIVE, Tag.PREPOSITION) or (
            prior == Tag.QUANTITY and following in (Tag.NOUN, Tag.VERB)
        ):
            return (
                Tag.ADJECTIVE if following in (Tag.NOUN, Tag.ADJECTIVE, Tag.VERB, Tag.CONJUNCTION) else Tag.NOUN
            )
        if prior == Tag.VERB and following in (Tag.NOUN, Tag.ADJECTIVE, Tag.VERB):
            return Tag.ADJECTIVE
        if before is None and following in (Tag.NOUN, Tag.ADJECTIVE, Tag.VERB) and _finite_later(items, i):
            return Tag.ADJECTIVE  # "Approved investments came to"
        if (
            prior == Tag.CONJUNCTION
            and following in (Tag.NOUN, Tag.ADJECTIVE)
            and i >= 2
            and items[i - 2].tag == Tag.ADJECTIVE
        ):
            return Tag.ADJECTIVE
        if item.lower in _changing() and _by_how_much(items, i):
            return Tag.VERB  # "GDP increased by 2 percent and investment rose"
        if (
            following == Tag.PREPOSITION
            and after
            and after.lower in ("by", "in", "as", "at", "on", "with", "for", "from")
            and not _intransitive(item)
            and prior != Tag.PRONOUN
            and not _tells_that(items, i)
            and _finite_later(items, i)
        ):
            return Tag.PARTICIPLE
        return Tag.VERB
    if tense == "ing":
        if auxiliary:
            return Tag.VERB
        if prior in (Tag.VERB, Tag.PARTICIPLE) and after is not None and after.lower in measure_nouns():
            changing = before is not None and before.lower in _changing()
            return Tag.ADJECTIVE if changing else Tag.PARTICIPLE  # "cutting shipping costs"
        if prior == Tag.QUANTITY and following in (Tag.QUANTITY, Tag.PREPOSITION, Tag.DETERMINER):
            return Tag.PARTICIPLE  # "the top 30 hitting 4 trillion", "R3 billion coming on stream"
        if prior in (Tag.DETERMINER, Tag.ADJECTIVE, Tag.POSSESSIVE, Tag.QUANTITY):
            return Tag.NOUN if following not in (Tag.NOUN, Tag.ADJECTIVE) else Tag.ADJECTIVE
        if prior == Tag.NOUN and following == Tag.TO and item.lower in measure_nouns():
            return Tag.NOUN  # "government funding to support"
        if (
            prior == Tag.NOUN
            and following in (Tag.NOUN, Tag.VERB, Tag.PREPOSITION)
            and before is not None
            and not before.mention
            and (not is_plural(before.lower) or before.lower in _COMPOUNDED)
        ):
            gerund = following == Tag.PREPOSITION and item.lower not in measure_nouns()
            return Tag.PARTICIPLE if gerund else Tag.NOUN
        if prior == Tag.NOUN and following in (Tag.MARK, Tag.CONJUNCTION, Tag.POSSESSIVE):
            return Tag.NOUN
        if before is None and after is not None and after.lower in measure_nouns() and _finite_later(items, i):
            return Tag.ADJECTIVE  # "Leasing prices averaged"
        return Tag.PARTICIPLE
    behind_noun = prior == Tag.NOUN and tense == "base" and not _is_caused(items, i)
    never_noun = item.form is not None and item.form.lemma in words_of("never-noun")
    more = before is not None and before.lower == "more" and i > 1 and items[i - 2].tag == Tag.QUANTITY
    singular = prior == Tag.NOUN and tense == "s"
    if never_noun and (prior == Tag.QUANTITY or behind_noun or singular or more):
        return Tag.VERB  # "three exceed 5 billion", "26 make tiles", "firms in the zone make tiles"
    usually_noun = item.form is not None and item.form.lemma in words_of("noun-verb")
    if (
        usually_noun
        and tense == "s"
        and (_counted(items, i) or (prior == Tag.NOUN and _has_its_verb(items, i)))
    ):
        return Tag.NOUN  # "has pushed up land prices in the area"
    taking = (Tag.DETERMINER, Tag.TO) if usually_noun else (Tag.DETERMINER, Tag.PREPOSITION, Tag.TO)
    if before is not None and before.quantity is not None and before.quantity.unit.name:
        taking = (*taking, Tag.QUANTITY)  # "firms within 100 kilometres receive 60 percent"
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
    ends = (Tag.MARK, Tag.CONJUNCTION, Tag.POSSESSIVE, *((Tag.PREPOSITION,) if usually_noun else ()))
    if prior == Tag.MARK and following not in ends and _lacks_verb(items, i):
        return Tag.VERB  # "Hwaseung, a shoemaker, cut 1,900 jobs"
    open_ = following in (Tag.DETERMINER, Tag.QUANTITY, Tag.ADJECTIVE, Tag.NOUN) and not usually_noun
    if prior == Tag.NOUN and tense == "base" and open_ and _has_plural_subject(items, i):
        return Tag.VERB  # "Investors in the zone pay corporate tax"
    if item.lower in ("work", "live", "commute") and prior == Tag.QUANTITY and following == Tag.PREPOSITION:
        return Tag.VERB  # "where 330,000 work for car makers"
    people = before is not None and before.lower in ("workers", "employees", "people", "staff", "women", "men")
    if item.lower == "work" and prior == Tag.NOUN and people and following in (Tag.PREPOSITION, Tag.ADVERB):
        return Tag.VERB
    many = prior == Tag.NOUN and before is not None and is_plural(before.lower) and tense == "base"
    if (prior == Tag.CONJUNCTION or many) and after is not None and _takes_particle(item, after.lower):
        return Tag.VERB
    if auxiliary or prior in _NOMINAL_BEFORE or prior == Tag.PREPOSITION:
        return Tag.NOUN
    if before is not None and before.lower == "whose":
        return Tag.NOUN  # "whose share was"
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


def _makes_measure(items: list[Item], i: int, prior: str) -> bool:
    """Whether the participle at i makes one measure with what follows: ", added value"."""
    behind = items[i + 1].lower if i + 1 < len(items) else ""
    fixed = items[i].lower in words_of("measure-participle") and behind in measure_nouns()
    return fixed and (prior not in (Tag.NOUN, Tag.PRONOUN) or items[i].lower == "operating")


def _tells_that(items: list[Item], i: int) -> bool:
    """Whether what is said follows the verb of saying at i: "reporters learned from the office that"."""
    said = items[i].lower in forms_of_class("say")
    return said and any(item.lower == "that" for item in items[i + 1 : i + 6])


def _ends_phrase(after: Item | None) -> bool:
    """Whether no object of a verb follows, nor what something is added to."""
    return after is None or (
        after.tag in (Tag.PREPOSITION, Tag.MARK, Tag.CONJUNCTION, Tag.VERB, Tag.MODAL, Tag.TIME)
        and after.lower not in ("to", "by")
    )


def _counted(items: list[Item], i: int) -> bool:
    """Whether the form at i is what is counted: "established 10 professional innovation parks to"."""
    for earlier in reversed(items[:i]):
        if earlier.quantity is not None:
            unit = earlier.quantity.unit
            return unit.kind == "count" and not unit.name and earlier.quantity.value != 1
        if earlier.tag not in (Tag.NOUN, Tag.ADJECTIVE) or is_plural(earlier.lower.split()[-1]):
            return False
    return False


def _has_its_verb(items: list[Item], i: int) -> bool:
    """Whether the clause has its verb before the word at i: what stands there is the verb's object."""
    for at in range(i - 1, -1, -1):
        item = items[at]
        if item.tag == Tag.CONJUNCTION and at and items[at - 1].tag == Tag.ADJECTIVE:
            continue  # "in electrical and electronics exports"
        if item.tag in (Tag.MARK, Tag.CONJUNCTION, Tag.SUBORDINATOR, Tag.PRONOUN):
            return False
        if item.tag == Tag.VERB:
            return item.form is None or item.lower not in forms_of_class("say")
    return False


def _lacks_verb(items: list[Item], i: int) -> bool:
    """Whether nothing but a noun and an insertion that a comma ends stands before the form at i."""
    if i < 4 or items[i - 1].text != "," or items[0].tag not in (Tag.NOUN, Tag.DETERMINER, Tag.ADJECTIVE):
        return False
    verbal = any(item.tag in (Tag.VERB, Tag.MODAL) for item in items[:i])
    return not verbal and sum(item.text == "," for item in items[:i]) == 2


def _has_plural_subject(items: list[Item], i: int) -> bool:
    """Whether a plural and what a preposition adds to it open the sentence: "Investors in the zone"."""
    link = next((at for at in range(i) if items[at].tag == Tag.PREPOSITION), 0)
    if not link or any(item.tag in (Tag.VERB, Tag.MODAL, Tag.MARK, Tag.QUANTITY) for item in items[:i]):
        return False
    return items[link - 1].tag == Tag.NOUN and is_plural(items[link - 1].lower) and link < i - 1


def _is_caused(items: list[Item], i: int) -> bool:
    """Whether the verb at i is what somebody lets another do: "make the output of the industry exceed"."""
    return any(
        item.form is not None and item.form.lemma in ("make", "let", "help", "see") for item in items[:i]
    )


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
    return item.lower in _changing() - {"increased", "reduced", "cut", "raised"}


@cache
def _changing() -> frozenset[str]:
    return forms_of_class("rise") | forms_of_class("fall")


def _by_how_much(items: list[Item], i: int) -> bool:
    """Whether "by" and an amount stand behind the form at i."""
    behind = items[i + 1 : i + 3]
    return len(behind) == 2 and behind[0].lower == "by" and behind[1].quantity is not None


def _finite_later(items: list[Item], i: int) -> bool:
    """Whether a finite verb follows before the next comma: then the form at i is a participle."""
    for item in items[i + 1 : i + 14]:
        if item.tag == Tag.MARK or item.tag == Tag.SUBORDINATOR:
            return False
        if (
            item.lower in AUXILIARIES
            or item.tag == Tag.MODAL
            or (item.tag == Tag.VERB and item.form and item.form.tense == "past")
        ):
            return True
    return False
