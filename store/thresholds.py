"""Quantities that state nothing of their own: they say which things are counted."""

from __future__ import annotations

import re

from store.records import Fact

_SELECTS = (
    r"\b(?:enterprises|companies|firms|projects|businesses|units|factories|plants|clusters|parks|industries)"
    r" (?:each )?(?:with|whose|worth|valued|exceeding|above|over|of|that|which|having)\b[^,.;]{0,80}"
)


def is_threshold(fact: Fact) -> bool:
    """Whether the quantity only selects: `114 enterprises with revenue of at least 20 million yuan`."""
    if fact.bound in ("exact", "about", "between"):
        return False
    return bool(re.search(_SELECTS + re.escape(fact.quote), fact.sentence))
