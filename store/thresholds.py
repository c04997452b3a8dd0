"""Quantities that state nothing of their own: they say which things are counted."""

from __future__ import annotations

import re

from store.records import Fact

_SELECTS = re.compile(
    r"\b(?:enterprises|companies|firms|projects|businesses|units|factories|plants|clusters|parks|industries)"
    r" (?:each )?(?:with|whose|worth|valued|exceeding|above|over|of|that|which|having)\b"
)
_REACH = 80  # characters from there to the quantity, without a mark between


def is_threshold(fact: Fact) -> bool:
    """Whether the quantity only selects: `114 enterprises with revenue of at least 20 million yuan`."""
    if fact.bound in ("exact", "about", "between"):
        return False
    sentence, quote = fact.sentence, fact.quote
    for selecting in _SELECTS.finditer(sentence):
        begin = selecting.end()
        at = sentence.find(quote, begin, begin + _REACH + len(quote))
        if at >= 0 and not any(mark in sentence[begin:at] for mark in ",.;"):
            return True
    return False
