"""Where the reader has been: back and forward, like the pages of a browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

MOST = 200
"""Places that are remembered."""

WHERE = ("pane", "article", "fact", "place", "hits", "filter", "here", "query", "cluster")
"""The parts of the state that say where the reader is; the others say what is collected."""

Place = dict[str, Any]
"""The values of `WHERE`."""


@dataclass(slots=True)
class Trail:
    """The places behind the present one, and those before it after going back."""

    past: list[Place] = field(default_factory=list)
    future: list[Place] = field(default_factory=list)

    def leave(self, place: Place) -> None:
        """The reader went on from here to somewhere new."""
        self.past = [*self.past[1 - MOST :], place]
        self.future.clear()

    def step(self, back: bool, here: Place, there_still: Callable[[Place], bool]) -> Place | None:
        """The place behind, or before; None where there is none. Places that are gone are passed over."""
        source, target = (self.past, self.future) if back else (self.future, self.past)
        while source:
            place = source.pop()
            if there_still(place):
                target.append(here)
                return place
        return None


def same_place(one: Place, other: Place) -> bool:
    """Whether both are one page: the same article, the same cluster, or another pane that is the same."""
    pane = one["pane"]
    name = {"read": "article", "compare": "cluster"}.get(pane)
    return bool(pane == other["pane"] and (name is None or one[name] == other[name]))
