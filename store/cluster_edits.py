"""What the reader changed about clusters, and the clusters that follow from it.

An edit belongs to the cluster that it was made to and is never rewritten: the newest one of a cluster can be
taken back. Edits of clusters that no article speaks of any more change nothing; when they return, they hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

EditKind = Literal["merge", "rename", "split"]


@dataclass(frozen=True, slots=True)
class ClusterEdit:
    """One change to the cluster with the key `cluster`.

    `value` is the key of the cluster that is merged into it, its new name, or the id of the article whose
    mention is split off as a cluster of its own.
    """

    kind: EditKind
    cluster: str
    value: str

    def to_json(self) -> dict[str, object]:
        """The edit as the notebook keeps it."""
        return {"kind": self.kind, "cluster": self.cluster, "value": self.value}

    @classmethod
    def from_json(cls, record: Mapping[str, object]) -> ClusterEdit:
        """The edit that `to_json` wrote."""
        return cls(record["kind"], record["cluster"], record["value"])  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Part:
    """What a cluster is made of: mentions of the cluster `key`, of one article only or of all but some."""

    key: str
    only: str | None = None
    without: frozenset[str] = frozenset()

    def holds(self, key: str, article: str) -> bool:
        """Whether an article's mention of the cluster with this key belongs to it."""
        return key == self.key and self.only in (None, article) and article not in self.without


@dataclass(slots=True)
class Arranged:
    """A cluster after the edits: the parts that it consists of, and the name that the reader gave it."""

    key: str
    parts: list[Part]
    name: str | None = None


def split_key(cluster: str, article: str) -> str:
    """The key of the cluster that the mention of one article makes after it was split off."""
    return f"{cluster} / {article}"


def arrange(edits: Iterable[ClusterEdit]) -> dict[str, Arranged]:
    """The clusters that the edits touch, by their keys; those merged into another have no parts left."""
    clusters: dict[str, Arranged] = {}

    def of(key: str) -> Arranged:
        return clusters.setdefault(key, Arranged(key, [Part(key)]))

    for edit in edits:
        cluster = of(edit.cluster)
        if edit.kind == "rename":
            cluster.name = edit.value
        elif edit.kind == "merge" and edit.value != edit.cluster:
            other = of(edit.value)
            cluster.parts += other.parts
            other.parts = []
        elif edit.kind == "split":
            _split(cluster, of(split_key(edit.cluster, edit.value)), edit.value)
    return clusters


def _split(cluster: Arranged, new: Arranged, article: str) -> None:
    whole = [part for part in cluster.parts if part.only is None]
    new.parts = [replace(part, only=article) for part in whole if article not in part.without]
    new.parts += [part for part in cluster.parts if part.only == article]
    kept = [replace(part, without=part.without | {article}) for part in whole]
    cluster.parts = kept + [part for part in cluster.parts if part.only not in (None, article)]
