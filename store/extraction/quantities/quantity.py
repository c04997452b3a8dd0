"""A quantity as the text prints it."""

from __future__ import annotations

from dataclasses import dataclass

from store.extraction.units import Unit
from store.records import Bound, Equivalent

COUNT = Unit("count", "")


@dataclass(slots=True, eq=False, repr=False)
class Quantity:
    """A quantity as printed: `text[start:end]` is its quote, tokens[first:last] its tokens.

    The outer span takes in its bound words, its sign of currency and its conversion in brackets. A count's
    unit is still open (""). `listed` says that its unit stands behind a later number of its list, `joined`
    that a hyphen ties it to the noun it modifies ("30-year"), `negative` that a minus stands before it. `form`
    is the form of its number, `literal` the number before its scale.
    """

    start: int
    end: int
    first: int
    last: int
    outer_first: int
    outer_last: int
    value: float
    upper: float | None
    unit: Unit
    bound: Bound = "exact"
    equivalent: Equivalent | None = None
    joined: bool = False
    form: str = "digits"
    literal: float = 0.0
    scaled: bool = False
    negative: bool = False
    listed: bool = False
