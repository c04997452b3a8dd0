"""Items and their word classes: what the pieces of a sentence are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from store.extraction.mentions import Mention
from store.extraction.periods import PeriodMention
from store.extraction.quantities import Quantity
from store.extraction.verbs import Form


class Tag:
    """Word classes, as coarse as the rules need them.

    Plain text: members of an `Enum` take five times as long to look up, and the rules look up little else.
    """

    DETERMINER: Final = "D"
    PRONOUN: Final = "O"
    PREPOSITION: Final = "P"
    CONJUNCTION: Final = "C"
    SUBORDINATOR: Final = "S"
    MODAL: Final = "M"
    TO: Final = "T"
    VERB: Final = "V"
    PARTICIPLE: Final = (
        "G"  # a verb form that modifies or subordinates: "reaching 45 percent", "based in the park"
    )
    ADJECTIVE: Final = "A"
    NOUN: Final = "N"
    ADVERB: Final = "R"
    POSSESSIVE: Final = "'"
    QUANTITY: Final = "Q"
    TIME: Final = "t"
    MARK: Final = ","


@dataclass(slots=True, eq=False, repr=False)
class Item:
    """A piece of a sentence at `start:end` of the text. `lower` is its text in lower case."""

    start: int
    end: int
    text: str
    lower: str
    tag: str
    form: Form | None = None
    mention: Mention | None = None
    quantity: Quantity | None = None
    period: PeriodMention | None = None

    @property
    def proper(self) -> bool:
        """Whether it is a name."""
        return self.mention is not None and not self.mention.reference


_PLURALS = frozenset(
    "people men women children staff personnel aircraft cattle sheep police talent equipment feet data media "
    "criteria memoranda bacteria phenomena alumni livestock poultry fish headcount manpower spacecraft series "
    "species".split()
)


_SINGULARS_IN_S = frozenset(
    "business gas process access progress success bus campus status analysis basis crisis news economics "
    "logistics electronics mathematics physics address express census press congress class glass mass pass "
    "loss plus less his its this was is has does as us across always perhaps besides towards versus "
    "headquarters means aerospace photovoltaics robotics plastics textiles genomics optics pus lens thus "
    "various previous serious famous continuous precious obvious ambitious religious dangerous enormous "
    "tremendous numerous".split()
)


def is_plural(word: str) -> bool:
    """Whether a lower-case noun looks plural.

    >>> is_plural("companies"), is_plural("staff"), is_plural("business")
    (True, True, False)
    """
    if word in _PLURALS:
        return True
    return (
        word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s"))
        and word not in _SINGULARS_IN_S
        and len(word) > 2
    )
