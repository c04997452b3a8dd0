"""What finding names yields: each mention of a name in a text, and the clusters spoken of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from store.records import Cluster

MentionKind = Literal["organization", "place", "cluster", "person"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, or a description that stands for one, at `start:end` of a text (code points).

    `name` is the canonical, fullest name in the article; `reference` is true for a description ("the zone",
    "the company") in place of the name.
    """

    start: int
    end: int
    kind: MentionKind
    name: str
    reference: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """Mentions in reading order (they may nest; the longest first where two begin together) and clusters."""

    mentions: tuple[Mention, ...] = ()
    clusters: tuple[Cluster, ...] = ()
