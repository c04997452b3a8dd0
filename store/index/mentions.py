"""Which article mentions which cluster, and what all mentions together say of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from sqlite3 import Connection

import orjson

from store.index.clusters import cluster_key, merge
from store.records import Article, Cluster, Extraction, Fact


def put_clusters(
    connection: Connection, n: int, article: Article, extraction: Extraction, facts: list[tuple[int, Fact]]
) -> dict[int, list[int]]:
    """Write the clusters that article number `n` mentions; which of them its facts are about, by numbers."""
    mentions = mentions_of(article, extraction)
    numbers: dict[str, int] = {}
    for key, mention in mentions.items():
        row = connection.execute("SELECT n, record FROM clusters WHERE key = ?", (key,)).fetchone()
        if row is None:
            record = (key, _record(_core(mention)))
            (numbers[key],) = connection.execute(
                "INSERT INTO clusters (key, record, articles, facts) VALUES (?, ?, 1, 0) RETURNING n", record
            ).fetchone()
        else:
            numbers[key], known = row[0], Cluster.from_json(orjson.loads(row[1]))
            connection.execute(
                "UPDATE clusters SET record = ?, articles = articles + 1 WHERE n = ?",
                (_record(_core(merge(known, _core(mention)))), numbers[key]),
            )
        connection.execute("INSERT INTO mentions VALUES (?, ?, ?)", (numbers[key], n, _record(mention)))
        connection.executemany(
            "INSERT INTO cluster_names VALUES (?, ?, ?, 1) "
            "ON CONFLICT (cluster, role, name) DO UPDATE SET mentions = mentions + 1",
            ((numbers[key], role, name) for role, name in _names(mention)),
        )
    return link_facts(connection, article, extraction, facts)


def link_facts(
    connection: Connection, article: Article, extraction: Extraction, facts: list[tuple[int, Fact]]
) -> dict[int, list[int]]:
    """Write which facts of an article are about the clusters that it mentions; the same by numbers."""
    if not facts:
        return {}
    mentions = mentions_of(article, extraction)
    wordings = {name: key for key, cluster in mentions.items() for name in (*cluster.aliases, cluster.name)}
    rows = connection.execute(
        "SELECT key, n FROM clusters WHERE key IN (SELECT value FROM json_each(?))",
        (orjson.dumps(list(mentions)).decode(),),
    )
    numbers = dict(rows.fetchall())
    links = {
        (numbers[key], number)
        for number, fact in facts
        for name in fact.clusters
        if (key := wordings.get(name) or cluster_key(name, article.place)) in numbers
    }
    connection.executemany("INSERT INTO fact_clusters VALUES (?, ?)", links)
    connection.executemany(
        "UPDATE clusters SET facts = facts + 1 WHERE n = ?", ((cluster,) for cluster, _ in links)
    )
    about: dict[int, list[int]] = {}
    for cluster, number in links:
        about.setdefault(number, []).append(cluster)
    return about


def unlink_facts(connection: Connection, facts: list[int]) -> None:
    """Take away what clusters facts are about."""
    for fact in facts:
        connection.execute(
            "UPDATE clusters SET facts = facts - 1 "
            "WHERE n IN (SELECT cluster FROM fact_clusters WHERE fact = ?)",
            (fact,),
        )
        connection.execute("DELETE FROM fact_clusters WHERE fact = ?", (fact,))


def drop_clusters(connection: Connection, n: int, facts: list[int]) -> None:
    """Take the mentions in the article with the number `n` away, and clusters that nobody mentions any more."""
    unlink_facts(connection, facts)
    mentions = connection.execute("SELECT cluster, record FROM mentions WHERE article = ?", (n,)).fetchall()
    connection.execute("DELETE FROM mentions WHERE article = ?", (n,))
    for cluster, record in mentions:
        names = [(cluster, role, name) for role, name in _names(_cluster(record))]
        same = "cluster = ? AND role = ? AND name = ?"
        connection.executemany(f"UPDATE cluster_names SET mentions = mentions - 1 WHERE {same}", names)
        connection.executemany(f"DELETE FROM cluster_names WHERE {same} AND mentions = 0", names)
        left = connection.execute("SELECT record FROM mentions WHERE cluster = ?", (cluster,)).fetchall()
        if left:
            core = reduce(merge, (_core(_cluster(each)) for (each,) in left))
            connection.execute(
                "UPDATE clusters SET record = ?, articles = ? WHERE n = ?",
                (_record(_core(core)), len(left), cluster),
            )
        else:
            connection.execute("DELETE FROM clusters WHERE n = ?", (cluster,))


def mentions_of(article: Article, extraction: Extraction) -> dict[str, Cluster]:
    """The clusters that an article mentions, by what they are known by."""
    mentions: dict[str, Cluster] = {}
    for cluster in _clusters(extraction):
        key = cluster_key(cluster.name, cluster.place or article.place)
        mentions[key] = merge(mentions[key], cluster) if key in mentions else cluster
    return mentions


def _clusters(extraction: Extraction) -> Iterator[Cluster]:
    """The clusters of an article, with those that only its facts name."""
    yield from extraction.clusters
    known = {name for cluster in extraction.clusters for name in (cluster.name, *cluster.aliases)}
    for name in dict.fromkeys(name for fact in extraction.facts for name in fact.clusters):
        if name not in known:
            yield Cluster(name, "cluster")


def _core(cluster: Cluster) -> Cluster:
    """A cluster without its aliases and organizations, of which thousands of articles may name thousands."""
    return replace(cluster, aliases=(), organizations=())


def _names(mention: Cluster) -> Iterator[tuple[str, str]]:
    for name in {mention.name, *mention.aliases}:
        yield "alias", name
    for name in set(mention.organizations):
        yield "organization", name


def _cluster(record: str) -> Cluster:
    return Cluster.from_json(orjson.loads(record))


def _record(cluster: Cluster) -> str:
    return orjson.dumps(cluster.to_json()).decode()
