"""Clusters as the reader has them: those that the articles speak of, after the reader's own edits.

Two may be merged, one split, one renamed, and a saved search is a cluster of its own: lists, pages and
comparisons all ask here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import islice
from typing import Any, TypeVar

import orjson

from store.cluster_edits import Arranged, ClusterEdit, Part, arrange, split_key
from store.errors import UserError
from store.index import ArticleRow, ClusterRow, FactRow, Index
from store.index.clusters import cluster_key, merge, words_of
from store.index.damage import healing
from store.index.records import MOST_NAMES
from store.notebook import Notebook
from store.query import Query, parse_whole
from store.records import Cluster, Fact

T = TypeVar("T")

SEARCH = "search"
"""The kind of a cluster that a saved search defines."""


class Clusters:
    """The clusters of one library. Edits are on disk, in the notebook, when their methods return."""

    def __init__(self, index: Index, notebook: Notebook) -> None:
        """The index's clusters under the notebook's edits."""
        self.path = index.path
        self._index = index
        self._notebook = notebook
        self._known: dict[str, tuple[object, Any]] = {}

    # reading

    def all(self) -> Sequence[ClusterRow]:
        """Every cluster: the reader's searches first, then those that most articles speak of."""
        return self._keep("all", self._state(), self._all)

    def find(self, name: str) -> list[ClusterRow]:
        """The clusters that a reader may mean by a name, a key or some of its words; only one where it is sure.

        What is called exactly so goes before what is only also called so, and that before what holds the words.
        A query with conditions (`place:jining`) is a cluster too.
        """
        wanted = name.strip().casefold()
        if not wanted:
            return []
        own = [*self._searches(), *self._edited()]
        plain = [row for row in self._index.cluster(name) if row.key not in self._arranged]
        rows = [*own, *plain]
        for tier in _TIERS:
            if found := [row for row in rows if tier(row, wanted)]:
                return found
        if plain:
            return plain
        if ":" in name and (query := parse_whole(name)).node is not None and query.problem is None:
            return [self._search_row(f"query:{name.strip()}", name.strip(), query)]
        return []

    def get(self, key: str) -> ClusterRow | None:
        """The cluster with this key; None when it is not there, or merged into another."""
        if (query := self._query(key)) is not None:
            return self._search_row(key, key.partition(":")[2], query)
        if key in self._arranged:
            return next((row for row in self._edited() if row.key == key), None)
        return next((row for row in self._index.cluster(key) if row.key == key), None)

    @healing
    def of(self, fact: Fact) -> list[ClusterRow]:
        """The clusters that a fact is about."""
        keys = [key for (key,) in self._index.connection().execute(_OF_FACT, (fact.id,))]
        homes = dict.fromkeys(self._home(key, fact.article) for key in keys)
        return [row for key in homes if (row := self.get(key)) is not None]

    def edits(self, key: str) -> tuple[ClusterEdit, ...]:
        """What the reader changed about a cluster, oldest first."""
        return tuple(edit for edit in self._notebook.cluster_edits() if edit.cluster == key)

    def facts(self, key: str) -> list[FactRow]:
        """The facts about a cluster, in reading order."""
        return self._index.facts_of(self.fact_numbers(key))

    @healing
    def fact_numbers(self, key: str) -> list[int]:
        """The facts about a cluster by their numbers in the index, in reading order."""
        if (query := self._query(key)) is not None:
            return self._index.fact_numbers(query)
        if key not in self._arranged:
            return [n for (n,) in self._index.connection().execute(_LINKED, (key,))]
        numbers = {n for part in self._parts(key) for (n,) in self._select(_LINKS, part)}
        return sorted(numbers)

    @healing
    def articles(self, key: str) -> list[ArticleRow]:
        """The articles that speak of a cluster, the newest first."""
        if self._query(key) is not None:
            ids: Iterable[str] = dict.fromkeys(row.fact.article for row in self.facts(key))
        else:
            ids = {id for part in self._parts(key) for id, _ in self._mentions(part)}
        rows = [row for id in ids if (row := self._index.article_row(id)) is not None]
        return sorted(rows, key=lambda row: (row.published or "", row.id), reverse=True)

    def within(self, row: ClusterRow) -> list[ClusterRow]:
        """The clusters that lie in this one."""
        names = {name.casefold() for name in (row.name, *row.aliases)}
        return [
            one for one in self.all() if one.part_of and one.part_of.casefold() in names and one.key != row.key
        ]

    def chain(self, row: ClusterRow) -> list[ClusterRow | str]:
        """What the cluster lies in, the nearest first: the clusters, or names that no cluster has."""
        found: list[ClusterRow | str] = []
        keys = {row.key}
        name = row.part_of
        while name:
            parent = next((one for one in self.find(name) if one.key not in keys), None)
            found.append(parent or name)
            keys |= {parent.key} if parent else set()
            name = parent.part_of if parent else None
        return found

    # editing

    def merge(self, key: str, other: str) -> None:
        """Make one cluster of two, under the first one's name; both must be clusters of the articles."""
        if key == other:
            raise UserError("A cluster cannot be merged with itself: choose another one.")
        if self._query(key) is not None or self._query(other) is not None:
            raise UserError("A search is not merged with a cluster: write a search that finds both.")
        self._notebook.edit_cluster(ClusterEdit("merge", key, other))

    def rename(self, key: str, name: str) -> None:
        """Give a cluster another name."""
        if not name.strip():
            raise UserError("A cluster needs a name.")
        query = self._notebook.searches().get(key.partition(":")[2]) if key.startswith("search:") else None
        if query is not None:
            if name.strip() in self._notebook.searches():
                raise UserError(f"A search is called {name.strip()} already: choose another name.")
            self._notebook.save_search(name.strip(), query)
            self._notebook.save_search(key.partition(":")[2], "")
            return
        self._notebook.edit_cluster(ClusterEdit("rename", key, name.strip()))

    def split(self, key: str, article: str) -> str:
        """Make what one article says of a cluster a cluster of its own; the key of that."""
        if self._query(key) is not None:
            raise UserError("A search is not split: write another search.")
        if len(self.articles(key)) < 2:
            raise UserError("Only one article speaks of this cluster: there is nothing to split off.")
        self._notebook.edit_cluster(ClusterEdit("split", key, article))
        return split_key(key, article)

    def define(self, name: str, query: str) -> str:
        """Make the facts that a search finds a cluster of this name; its key."""
        name = name.strip()
        if not name or not query.strip():
            raise UserError("A cluster by a search needs a name and a search.")
        parsed = parse_whole(query)
        if parsed.problem:
            raise UserError(
                f"The search was not understood: {parsed.problem.removesuffix(': searched as words')}."
            )
        if name in self._notebook.searches():
            raise UserError(f"A search is called {name} already: choose another name.")
        self._notebook.save_search(name, query.strip())
        return f"search:{name}"

    def take_back(self, key: str) -> str | None:
        """Take back what was last done to a cluster; what that was in words, None where nothing was done."""
        name = key.partition(":")[2]
        if key.startswith("search:") and name in self._notebook.searches():
            self._notebook.save_search(name, "")
            return f"The search {name} is no cluster any more."
        edit = self._notebook.take_back_edit(key)
        if edit is None:
            edits = self._notebook.cluster_edits()
            made = (
                each for each in edits if each.kind == "split" and split_key(each.cluster, each.value) == key
            )
            split = next(made, None)
            edit = self._notebook.take_back_edit(split.cluster, split.value) if split else None
        return _TAKEN_BACK[edit.kind] if edit else None

    # how it is read

    def heal(self, error: sqlite3.Error) -> None:
        """Make the index anew, after this error."""
        self._index.heal(error)

    @property
    def _arranged(self) -> Mapping[str, Arranged]:
        """The clusters that the reader changed."""
        return self._keep("arranged", self._notebook.version(), lambda: arrange(self._notebook.cluster_edits()))

    def _edited(self) -> Sequence[ClusterRow]:
        return self._keep(
            "edited",
            self._state(),
            lambda: [row for each in self._arranged.values() if (row := self._row(each)) is not None],
        )

    def _searches(self) -> Sequence[ClusterRow]:
        return self._keep(
            "searches",
            self._state(),
            lambda: [
                self._search_row(f"search:{name}", name, parse_whole(text))
                for name, text in self._notebook.searches().items()
            ],
        )

    def _all(self) -> Sequence[ClusterRow]:
        plain = [row for row in self._index.clusters() if row.key not in self._arranged]
        spoken_of = sorted([*plain, *self._edited()], key=lambda row: (-row.articles, -row.facts, row.key))
        return (*self._searches(), *spoken_of)

    def _state(self) -> object:
        """What changes whenever the articles' clusters or the reader's changes do."""
        return self._notebook.version(), self._index.generation()

    def _keep(self, name: str, state: object, make: Callable[[], T]) -> T:
        """What `make` returns, made once for each state."""
        known = self._known.get(name)
        if known is None or known[0] != state:
            known = self._known[name] = (state, make())
        made: T = known[1]
        return made

    def _query(self, key: str) -> Query | None:
        """The query of a key that stands for one."""
        kind, _, rest = key.partition(":")
        text = {"search": self._notebook.searches().get(rest), "query": rest}.get(kind) if rest else None
        return parse_whole(text) if text else None

    def _search_row(self, key: str, name: str, query: Query) -> ClusterRow:
        facts, articles = self._index.count(query)
        return ClusterRow(key, name, SEARCH, None, None, None, (name,), (), articles, facts)

    def _home(self, key: str, article: str) -> str:
        """The key of the cluster that holds now what an article says of the one with this key."""
        for arranged in self._arranged.values():
            if any(part.holds(key, article) for part in arranged.parts):
                return arranged.key
        return key

    def _parts(self, key: str) -> Sequence[Part]:
        arranged = self._arranged.get(key)
        return arranged.parts if arranged else [Part(key)]

    @healing
    def _row(self, arranged: Arranged) -> ClusterRow | None:
        """An edited cluster from the mentions that it is made of; None where there are none."""
        mentions = {(part.key, id): record for part in arranged.parts for id, record in self._mentions(part)}
        if not mentions:
            return None
        clusters = [Cluster.from_json(orjson.loads(record)) for record in mentions.values()]
        whole = reduce(merge, clusters)
        first = [one for (key, _), one in zip(mentions, clusters, strict=True) if key == arranged.parts[0].key]
        name = arranged.name or reduce(merge, first or clusters).name
        aliases = tuple(sorted({name, whole.name, *whole.aliases}))
        return ClusterRow(
            arranged.key, name, whole.kind, whole.level, whole.place, whole.part_of,
            tuple(islice(aliases, MOST_NAMES)), tuple(islice(whole.organizations, MOST_NAMES)),
            len({id for _, id in mentions}), len(self.fact_numbers(arranged.key)),
        )  # fmt: skip

    def _mentions(self, part: Part) -> Iterator[tuple[str, str]]:
        """Ids of articles, each with the record of what it says of a cluster."""
        yield from self._select(
            "SELECT a.id, m.record FROM clusters c JOIN mentions m ON m.cluster = c.n "
            "JOIN articles a ON a.n = m.article",
            part,
        )

    def _select(self, what: str, part: Part) -> sqlite3.Cursor:
        return self._index.connection().execute(
            f"{what} WHERE c.key = ?1 AND (?2 IS NULL OR a.id = ?2) "
            "AND a.id NOT IN (SELECT value FROM json_each(?3))",
            (part.key, part.only, orjson.dumps(sorted(part.without)).decode()),
        )


_OF_FACT = (
    "SELECT c.key FROM facts f JOIN fact_clusters l ON l.fact = f.n JOIN clusters c ON c.n = l.cluster "
    "WHERE f.id = ? ORDER BY c.facts, c.key"
)
_LINKED = (
    "SELECT l.fact FROM clusters c JOIN fact_clusters l ON l.cluster = c.n WHERE c.key = ? ORDER BY l.fact"
)
_LINKS = (
    "SELECT l.fact FROM clusters c JOIN fact_clusters l ON l.cluster = c.n "
    "JOIN facts f ON f.n = l.fact JOIN articles a ON a.n = f.article"
)

_TAKEN_BACK = {
    "merge": "They are two clusters again.",
    "rename": "It has its former name again.",
    "split": "It is one cluster again.",
}


_TIERS: tuple[Callable[[ClusterRow, str], bool], ...] = (
    lambda row, wanted: wanted in (row.name.casefold(), row.key.casefold()),
    lambda row, wanted: wanted in (alias.casefold() for alias in row.aliases),
    lambda row, wanted: wanted in row.name.casefold(),
    lambda row, wanted: set(cluster_key(wanted).split()) <= words_of(row.place, (row.name, *row.aliases)),
)
"""How well a cluster answers to a name, the best first."""
