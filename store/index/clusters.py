"""The same cluster in two articles is one: by what it is known, and how two mentions become one record."""

from __future__ import annotations

import re
from collections.abc import Iterable

from store.records import Cluster

_GENERIC = frozenset(
    (
        "a", "an", "the", "of", "and", "for", "in", "industrial", "industry", "industries", "cluster",
        "clusters", "chain", "chains", "national", "provincial", "level", "city", "county", "district",
        "development", "featured", "key",
    )
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_LEVELS = ("county", "city", "provincial", "national")


def cluster_key(name: str, place: str | None = None) -> str:
    """What a cluster is known by: its name's own words and its city, in whatever order.

    Case and generic words (`industrial`, `cluster`, `chain`, `national`, …) say nothing about which cluster it
    is, so `Jining National High-tech Industrial Development Zone` and `high-tech zone` in Jining are the same.
    The place's first part (`Jining` of `Jining, Shandong`) belongs to the key, since another city's cluster of
    the same name is another cluster. A name of generic words alone is its own key.
    """
    words = _WORD.findall(name.casefold())
    own = [word for word in words if word not in _GENERIC] or words
    city = [word for word in _WORD.findall((place or "").split(",")[0].casefold()) if word not in _GENERIC]
    return " ".join(sorted({*city, *own}))


def words_of(place: str | None, names: Iterable[str]) -> set[str]:
    """The words by which a cluster in a place answers to any of its names."""
    return {word for name in names for word in cluster_key(name, place).split()}


def merge(one: Cluster, other: Cluster) -> Cluster:
    """One record of two mentions of a cluster, the same whichever comes first."""
    fuller, lesser = sorted((one, other), key=lambda cluster: (-len(cluster.name), cluster.name, cluster.kind))
    names = {*one.aliases, *other.aliases, lesser.name} - {fuller.name}
    return Cluster(
        name=fuller.name,
        kind=fuller.kind,
        aliases=tuple(sorted(names)),
        level=max(one.level, other.level, key=lambda level: _LEVELS.index(level) if level else -1),
        place=_longer(one.place, other.place),
        part_of=_longer(one.part_of, other.part_of),
        organizations=tuple(sorted({*one.organizations, *other.organizations})),
    )


def _longer(one: str | None, other: str | None) -> str | None:
    return min((one or "", other or ""), key=lambda text: (-len(text), text)) or None
