"""Facets: how the facts of a search spread over kinds, clusters, places, publishers and years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.segment import Segment

from store.query.text import FACETS, condition, holds
from tui.cells import cut, width_of
from tui.rowlist import RowList
from tui.rows import Listed

_SHOWN = 6
"""Values of a facet that are listed."""


class Facet(NamedTuple):
    """A row: a facet's value with the number of its facts, or with no value the facet's heading."""

    facet: str
    value: str = ""
    facts: int = 0
    on: bool = False

    @property
    def condition(self) -> str:
        """What the query says for it."""
        return condition(FACETS[self.facet], self.value)


class FacetList(RowList[Facet]):
    """The values of the facets; what the query asks for already is ticked."""

    def __init__(self) -> None:
        """No facets yet."""
        super().__init__(id="facets", hints={"choose": "narrow/widen"})
        self.add_class("-empty")

    def show_facets(self, facets: Mapping[str, Sequence[tuple[str, int]]], query: str) -> None:
        """List these, with those ticked that the query asks for."""
        rows = []
        for name, values in facets.items():
            found = [
                Facet(name, value, facts, holds(query, condition(FACETS[name], value)))
                for value, facts in values
            ]
            ticked = [row for row in found if row.on]
            shown = [*ticked, *(row for row in found if not row.on)][:_SHOWN]
            if shown:
                rows += [Facet(name), *shown]
        self.set_class(not rows, "-empty")
        here = self.id_of(self.row) if self.row else None
        self.show(Listed(rows, self.id_of), here, "")

    def id_of(self, row: Facet) -> str:
        """The facet and its value."""
        return f"{row.facet}:{row.value}"

    def selectable(self, row: Facet) -> bool:
        """Headings are passed over."""
        return bool(row.value)

    def draw_row(self, row: Facet, line: int, width: int, paper: str) -> Sequence[Segment]:
        """A heading, or a value with its number at the right end."""
        if not row.value:
            return [Segment(f" {row.facet.capitalize()}", self.ink("dim", bold=True))]
        count = f"{row.facts:,}"
        text = cut(row.value, width - width_of(count) - 5)
        gap = " " * max(1, width - width_of(text) - width_of(count) - 4)
        sign = Segment("✓ " if row.on else "  ", self.ink("accent", paper, bold=True))
        return [
            self.bar(paper),
            sign,
            Segment(text, self.ink("ink", paper)),
            Segment(f"{gap}{count}", self.ink("dim", paper)),
        ]
