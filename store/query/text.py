"""Conditions in the text of a query: whether one is there, adding it, taking it out."""

from __future__ import annotations

import re

from store.patterns import pattern

_PIECE = pattern(r'-?(?:[A-Za-z]{1,12}:)?"[^"]*"?|[^\s"]+(?:"[^"]*"?)?')

FACETS = {"kind": "kind", "cluster": "cluster", "place": "place", "publisher": "publisher", "year": "published"}
"""The facets of the index, and the fields by which a query asks for them."""


def condition(field: str, value: str) -> str:
    """The condition on a field, as one types it: `kind:money`, `place:"Jining, Shandong"`."""
    plain = value.replace('"', " ")
    return f'{field}:"{plain}"' if re.search(r"[\s:]", plain) else f"{field}:{plain}"


def holds(text: str, wanted: str) -> bool:
    """Whether a query's text has this condition."""
    return any(_same(piece, wanted) for piece in _PIECE.findall(text))


def toggled(text: str, wanted: str) -> str:
    """The text with the condition added at its end, or taken out where it is there. Words stay whole words."""
    if not holds(text, wanted):
        return f"{text.rstrip()} {wanted} ".lstrip()
    kept = [piece for piece in _PIECE.findall(text) if not _same(piece, wanted)]
    return "".join(f"{piece} " for piece in kept)


def _same(piece: str, wanted: str) -> bool:
    return piece.replace('"', "").casefold() == wanted.replace('"', "").casefold()
