"""Conversions that the article itself gives: "90.26 billion yuan ($12.95 billion)"."""

from __future__ import annotations

from dataclasses import replace

from store.extraction.quantities.quantity import Quantity
from store.extraction.tokens import Token
from store.records import Equivalent


def fold_conversions(tokens: list[Token], amounts: list[Quantity]) -> list[Quantity]:
    """Folds a conversion in brackets into the quantity before it."""
    kept: list[Quantity] = []
    i = 0
    while i < len(amounts):
        quantity = amounts[i]
        following = amounts[i + 1] if i + 1 < len(amounts) else None
        close = _conversion_end(tokens, quantity, following) if following else 0
        if following and close:
            equivalent = Equivalent(following.value, following.unit.name)
            quantity = replace(quantity, equivalent=equivalent, outer_last=close)
            i += 1
            while i + 1 < len(amounts) and amounts[i + 1].last <= close:
                i += 1
        kept.append(quantity)
        i += 1
    return kept


def _conversion_end(tokens: list[Token], quantity: Quantity, following: Quantity) -> int:
    """The index behind a conversion that `following` gives for `quantity`, or 0."""
    if (
        following.unit == quantity.unit
        or following.unit.kind != quantity.unit.kind
        or quantity.unit.kind in ("count", "percent")
    ):
        return 0
    if quantity.unit.kind == "duration":
        return 0
    between = [token.lower for token in tokens[quantity.outer_last : following.outer_first]]
    if between and between[0] in "([（":
        fillers = {
            "or",
            "about",
            "equal",
            "equivalent",
            "to",
            "around",
            "approximately",
            "roughly",
            "some",
            ",",
            "=",
            "i",
            "e",
            ".",
            "at",
            "nearly",
            "us",
        }
        if all(word in fillers for word in between[1:]):
            for close in range(following.outer_last, min(len(tokens), following.outer_last + 12)):
                if tokens[close].text in ")]）":
                    return close + 1
            return following.outer_last
        return 0
    phrases = (
        [",", "or"],
        ["or"],
        [",", "equivalent", "to"],
        ["equivalent", "to"],
        [",", "equal", "to"],
        ["/"],
        ["="],
        [",", "or", "equivalent", "to"],
    )
    if between in phrases and quantity.unit.kind == "money":
        end = following.outer_last
        return end + 1 if between[0] == "," and end < len(tokens) and tokens[end].text == "," else end
    return 0
