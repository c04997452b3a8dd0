"""The index: every table, filter, count and text on screen, read from SQLite.

It is derived from the volumes and may be deleted at any time. Its methods may be called from any thread.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import orjson

from store.index.damage import healing
from store.index.file import IndexFile
from store.index.records import MOST_NAMES, ArticleRow, ClusterRow, FactRow, Totals, cluster_row
from store.index.rows import Column, ListedRows, Marks, OrderedRows, Rows, Sort, Table
from store.marks import Mark, find_again
from store.query import ALL, Query
from store.records import Article, Aside, Fact

if TYPE_CHECKING:
    from tantivy import Searcher

    from store.index.asking import Asking, Over
    from store.review import Verdict

__all__ = ["ArticleRow", "ClusterRow", "FactRow", "Index", "Rows", "Sort", "Totals"]

FACT_COLUMNS = {
    "metric": Column("f.metric"),
    "value": Column("f.value"),
    "unit": Column("f.unit"),
    "period": Column("f.period_first", empty=True),
    "subject": Column("f.subject"),
    "place": Column("f.place", empty=True),
    "cluster": Column("f.cluster", empty=True),
    "kind": Column("f.kind"),
    "article": Column("a.title", joined=True),
    "published": Column("a.published", empty=True, joined=True),
    "position": Column("f.n"),
}
"""The columns that facts are sorted by."""

ARTICLE_COLUMNS = {
    "title": Column("a.title"),
    "article": Column("a.title"),
    "published": Column("a.published", empty=True),
    "publisher": Column("a.publisher", empty=True),
    "place": Column("a.place", empty=True),
    "facts": Column("a.facts"),
    "position": Column("a.n"),
}
"""The columns that articles are sorted by."""

_CLUSTER_NAMES = """SELECT cluster, role, name FROM (
SELECT cluster, role, name, row_number() OVER (PARTITION BY cluster, role ORDER BY mentions DESC, name) AS place
FROM cluster_names WHERE cluster {}) WHERE place <= ?2 ORDER BY cluster, role, name"""

NEWEST_FIRST = Sort("published", descending=True)
"""The order of articles that no words were asked of."""


class Index:
    """The read model of one library. Every method mends a damaged index and tries again before it fails."""

    def __init__(self, file: IndexFile) -> None:
        """The index in a file."""
        self.file = file
        self.path = file.path
        self.marks: Marks = lambda mark: ()
        self.searches: Callable[[], Mapping[str, str]] = dict
        self._of_rejected: tuple[object, Index] | None = None

    @healing
    def totals(self) -> Totals:
        """How much the library holds."""
        (clusters,) = self.connection().execute("SELECT count(*) FROM clusters").fetchone()
        return Totals(self.file.meta("articles") or 0, self.file.meta("facts") or 0, int(clusters))

    @healing
    def articles(self, query: Query = ALL, sort: Sort | None = None) -> Rows[ArticleRow]:
        """The articles that match a query; in the order of a search unless sorted."""
        if self._asks_rejected(query):
            return self._rejected().articles(query, sort)
        table = Table(
            "a", "articles a", "articles a", ARTICLE_COLUMNS, Sort("position"),
            lambda numbers: self.file.reader().articles(numbers), self.file,
        )  # fmt: skip
        among = self._numbers(query, "articles")
        node = self.resolve(query).node
        if among and node is not None and sort is None:
            from store.index.ranking import in_order, ranks_articles

            asking = self.asking()
            if ranks_articles(asking.settled(node)):
                ranked = in_order(self.searcher(), asking, node, self.newest_first(among), "articles")
                return ListedRows(table, ranked, ())
        sort = sort or NEWEST_FIRST
        return OrderedRows(table, sort) if among is None else ListedRows(table, among, (sort,))

    @healing
    def newest_first(self, articles: Sequence[int]) -> list[int]:
        """The numbers of articles in the order of a search without words."""
        rows = self.connection().execute(
            "SELECT n FROM articles WHERE n IN (SELECT value FROM json_each(?)) "
            "ORDER BY +published DESC, +n DESC",
            (orjson.dumps(articles).decode(),),
        )
        return [row[0] for row in rows]

    @healing
    def facts(self, query: Query = ALL, sort: Sequence[Sort] = (), article: str | None = None) -> Rows[FactRow]:
        """The facts that match a query, of all articles or of one; in the order of a search unless sorted."""
        if self._asks_rejected(query):
            return self._rejected().facts(query, sort, article)
        table = Table(
            "f", "facts f", "articles a CROSS JOIN facts f ON f.article = a.n", FACT_COLUMNS, Sort("position"),
            lambda numbers: self.file.reader().facts(numbers), self.file,
        )  # fmt: skip
        among = self._numbers(query, "facts")
        node = self.resolve(query).node
        if among and node is not None and not sort and article is None:
            from store.index.ranking import in_order

            among = in_order(self.searcher(), self.asking(), node, among, "facts")
        if article is not None:
            of_article = self.connection().execute(
                "SELECT n FROM facts WHERE article = (SELECT n FROM articles WHERE id = ?) ORDER BY n",
                (article,),
            )
            wanted = None if among is None else set(among)
            among = [row[0] for row in of_article if wanted is None or row[0] in wanted]
        if among is None and len(sort) <= 1:
            return OrderedRows(table, sort[0] if sort else table.natural)
        return ListedRows(table, among, sort)

    @healing
    def article(self, id: str) -> Article | None:
        """The article with this id."""
        n = self._number(id)
        return None if n is None else self.file.reader().article(n)

    @healing
    def article_row(self, id: str) -> ArticleRow | None:
        """The article with this id, without its text."""
        n = self._number(id)
        return None if n is None else next(iter(self.file.reader().articles([n])), None)

    @healing
    def article_facts(self, article_id: str) -> list[Fact]:
        """The facts of an article in reading order."""
        n = self._number(article_id)
        return [] if n is None else list(self.file.reader().extraction(n).facts)

    @healing
    def asides(self, article_id: str) -> list[Aside]:
        """The numbers of an article that are no facts, in reading order."""
        n = self._number(article_id)
        return [] if n is None else list(self.file.reader().extraction(n).asides)

    @healing
    def reviews(self, article_id: str) -> Mapping[str, tuple[Verdict, Fact | None]]:
        """What the reader said of an article's facts, by their ids, with the fact as it was extracted."""
        n = self._number(article_id)
        rows = self.connection().execute("SELECT fact FROM reviews WHERE article = ?", (n,))
        return self.file.reader().reviews([row[0] for row in rows])

    @healing
    def reviewed(self, verdict: str) -> tuple[str, ...]:
        """The ids of the facts of which the reader said this."""
        rows = self.connection().execute("SELECT fact FROM reviews WHERE verdict = ?", (verdict,))
        return tuple(row[0] for row in rows)

    @healing
    def review_numbers(self) -> Mapping[int, str]:
        """The ids of all facts that the reader reviewed, by the numbers of the entries in the notebook."""
        return dict(self.connection().execute("SELECT number, fact FROM reviews").fetchall())

    @healing
    def fact(self, id: str) -> FactRow | None:
        """The fact with this id."""
        row = self.connection().execute("SELECT n FROM facts WHERE id = ?", (id,)).fetchone()
        return next(iter(self.file.reader().facts([row[0]])), None) if row else None

    @healing
    def fact_rows(self, ids: Iterable[str]) -> list[FactRow]:
        """The facts with these ids, in their order; those that are not there are left out."""
        return self.file.reader().facts_of_ids(list(ids))

    @healing
    def facts_of(self, numbers: Sequence[int]) -> list[FactRow]:
        """The facts with these numbers in the index."""
        return self.file.reader().facts(numbers)

    @healing
    def article_rows(self, numbers: Sequence[int]) -> list[ArticleRow]:
        """The articles with these numbers in the index, without their texts."""
        return self.file.reader().articles(numbers)

    @healing
    def fact_ids(self, query: Query) -> list[str]:
        """The ids of the facts that match a query, in reading order."""
        if self._asks_rejected(query):
            return self._rejected().fact_ids(query)
        if query.node is None:
            return [row[0] for row in self.connection().execute("SELECT id FROM facts ORDER BY n")]
        rows = self.connection().execute(
            "SELECT id FROM facts WHERE n IN (SELECT value FROM json_each(?)) ORDER BY n",
            (orjson.dumps(self.fact_numbers(query)).decode(),),
        )
        return [row[0] for row in rows]

    @healing
    def fact_numbers(self, query: Query) -> list[int]:
        """The facts that a query finds by their numbers in the index, in reading order."""
        asking = self.asking()
        return asking.numbers(asking.query(self.resolve(query).node, "facts"), "facts")

    @healing
    def last_fact(self) -> int:
        """The number of the fact that was added last."""
        (last,) = self.connection().execute("SELECT max(n) FROM facts").fetchone()
        return last or 0

    @healing
    def count(self, query: Query) -> tuple[int, int]:
        """How many facts match a query, and of how many articles they are."""
        asking = self.asking()
        asked = asking.query(self.resolve(query).node, "facts")
        return len(asking.numbers(asked, "facts")), len(asking.articles_of(asked))

    @healing
    def clusters(self) -> list[ClusterRow]:
        """All clusters; those that most articles speak of first."""
        return self._clusters()

    @healing
    def cluster(self, name: str) -> list[ClusterRow]:
        """The clusters that a reader may mean by a name: those of that name, else those that hold its words."""
        found = self.connection().execute(
            "SELECT cluster FROM cluster_names WHERE role = 'alias' AND name = ?1 COLLATE NOCASE "
            "UNION SELECT n FROM clusters WHERE key = lower(?1)",
            (name.strip(),),
        )
        numbers = [row[0] for row in found]
        if numbers or not name.strip():
            return self._clusters(numbers)
        from store.index.clusters import cluster_key, words_of

        words = set(cluster_key(name).split())
        return [row for row in self._clusters() if words <= words_of(row.place, (row.name, *row.aliases))]

    @healing
    def facets(self, query: Query = ALL) -> Mapping[str, list[tuple[str, int]]]:
        """How the facts that match a query spread over kinds, clusters, places, publishers and years."""
        if self._asks_rejected(query):
            return self._rejected().facets(query)
        from store.index.facets import facets

        return facets(
            self.searcher(), self.connection(), self.asking().query(self.resolve(query).node, "facts")
        )

    @healing
    def generation(self) -> tuple[int, int]:
        """What changes whenever the index does, whoever changes it."""
        return self.file.generation()

    @healing
    def find_marks(self, marks: Sequence[Mark]) -> list[str | None]:
        """The ids of the facts that marks stand for now; None for one that fits no fact any more."""
        rows = self.connection().execute(
            "SELECT id FROM facts WHERE id IN (SELECT value FROM json_each(?))",
            (orjson.dumps([mark.fact for mark in marks]).decode(),),
        )
        known = {row[0] for row in rows}
        return [mark.fact if mark.fact in known else self._find_again(mark) for mark in marks]

    def _find_again(self, mark: Mark) -> str | None:
        article = self.article(mark.article)
        if article is None:
            return None
        return find_again(mark, article, self.article_facts(mark.article))

    def connection(self) -> sqlite3.Connection:
        """The calling thread's connection to the file."""
        return self.file.connection()

    def heal(self, error: sqlite3.Error) -> None:
        """Make the index anew, after this error."""
        self.file.mend(error)

    def asked(self, query: Query) -> Index:
        """The index that a query is asked of: this one, or that of rejected facts when it asks for those."""
        return self._rejected() if self._asks_rejected(query) else self

    def _asks_rejected(self, query: Query) -> bool:
        if "is:" not in query.text.lower():
            return False
        from store.index.rejected import RejectedIndex, asks_for_rejected

        return asks_for_rejected(query.node) and not isinstance(self, RejectedIndex)

    def _rejected(self) -> Index:
        """The index of the rejected facts; the last one that was made is kept."""
        from store.index.rejected import RejectedIndex

        version = self.generation()
        if self._of_rejected is None or self._of_rejected[0] != version:
            self._of_rejected = (version, RejectedIndex(self))
        return self._of_rejected[1]

    def resolve(self, query: Query) -> Query:
        """The query with the reader's saved searches in the place of their names."""
        from store.saved_searches import resolve

        return resolve(query, self.searches()) if "saved" in query.text.casefold() else query

    def searcher(self) -> Searcher:
        """What is asked for words, in its newest state."""
        return self.file.words.searcher()

    def asking(self, most: int | None = None) -> Asking:
        """What makes queries of the text index."""
        from store.index.asking import Asking

        return Asking(self.searcher(), self._marked_numbers, self.last_fact(), most)

    def _numbers(self, query: Query, over: Over) -> Sequence[int] | None:
        """The numbers of the rows that match a query, in ascending order; None for one that asks nothing."""
        if query.node is None:
            return None
        asking = self.asking()
        return asking.numbers(asking.query(self.resolve(query).node, over), over)

    def _marked_numbers(self, mark: str) -> list[int]:
        ids = orjson.dumps(list(self.marks(mark))).decode()
        rows = self.connection().execute(
            "SELECT n FROM facts WHERE id IN (SELECT value FROM json_each(?))", (ids,)
        )
        return [row[0] for row in rows]

    def _number(self, id: str) -> int | None:
        row = self.connection().execute("SELECT n FROM articles WHERE id = ?", (id,)).fetchone()
        return row and int(row[0])

    def _clusters(self, numbers: Sequence[int] | None = None) -> list[ClusterRow]:
        """The clusters with these numbers, or all."""
        connection = self.connection()
        wanted = None if numbers is None else orjson.dumps(numbers).decode()
        among = "IN (SELECT value FROM json_each(?1))" if numbers is not None else "IS NOT ?1"
        rows = connection.execute(
            f"SELECT n, key, record, articles, facts FROM clusters WHERE n {among} "
            "ORDER BY articles DESC, facts DESC, key",
            (wanted,),
        ).fetchall()
        names: dict[tuple[int, str], list[str]] = {}
        for cluster, role, each in connection.execute(_CLUSTER_NAMES.format(among), (wanted, MOST_NAMES)):
            names.setdefault((cluster, role), []).append(each)
        return [
            cluster_row(row, names.get((n, "alias"), ()), names.get((n, "organization"), ()))
            for n, *row in rows
        ]
