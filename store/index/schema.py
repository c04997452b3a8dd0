"""The tables of the index, and connections to them."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

SCHEMA = 8
"""Raised whenever the tables change, or what is written into them: an index of another schema is made anew."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE volumes (
    number INTEGER PRIMARY KEY, modified INTEGER, size INTEGER, inode INTEGER, digest BLOB
);
CREATE TABLE articles (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL COLLATE NOCASE, digest TEXT NOT NULL,
    source TEXT NOT NULL, publisher TEXT NOT NULL COLLATE NOCASE, author TEXT NOT NULL, published TEXT NOT NULL,
    place TEXT NOT NULL COLLATE NOCASE, address TEXT NOT NULL, language TEXT NOT NULL,
    duplicate_of TEXT NOT NULL,
    volume INTEGER NOT NULL, number INTEGER NOT NULL, entry BLOB NOT NULL, rules TEXT NOT NULL,
    facts INTEGER NOT NULL, aside INTEGER NOT NULL, not_understood INTEGER NOT NULL
);
CREATE TABLE texts (n INTEGER PRIMARY KEY, text BLOB NOT NULL, asides BLOB NOT NULL, clusters BLOB NOT NULL);
CREATE TABLE facts (
    n INTEGER PRIMARY KEY, article INTEGER NOT NULL, id TEXT NOT NULL,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
    kind TEXT NOT NULL COLLATE NOCASE, value REAL NOT NULL, upper REAL, bound TEXT NOT NULL,
    unit TEXT NOT NULL COLLATE NOCASE, equivalent_value REAL, equivalent_unit TEXT, change TEXT COLLATE NOCASE,
    metric TEXT NOT NULL COLLATE NOCASE, subject TEXT NOT NULL COLLATE NOCASE,
    period TEXT, period_first TEXT NOT NULL, period_last TEXT NOT NULL, status TEXT NOT NULL COLLATE NOCASE,
    place TEXT NOT NULL COLLATE NOCASE, cluster TEXT NOT NULL COLLATE NOCASE,
    clusters TEXT NOT NULL, organizations TEXT NOT NULL, selects INTEGER NOT NULL
);
CREATE TABLE reviewed (
    article INTEGER PRIMARY KEY, first INTEGER NOT NULL, digest BLOB NOT NULL, extraction BLOB NOT NULL
);
CREATE TABLE reviews (
    fact TEXT PRIMARY KEY, article INTEGER NOT NULL, number INTEGER NOT NULL, verdict TEXT NOT NULL,
    extracted TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE clusters (
    n INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, record TEXT NOT NULL,
    articles INTEGER NOT NULL, facts INTEGER NOT NULL
);
CREATE TABLE mentions (
    cluster INTEGER NOT NULL, article INTEGER NOT NULL, record TEXT NOT NULL, PRIMARY KEY (cluster, article)
) WITHOUT ROWID;
CREATE TABLE cluster_names (
    cluster INTEGER NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL, mentions INTEGER NOT NULL,
    PRIMARY KEY (cluster, role, name)
) WITHOUT ROWID;
CREATE TABLE fact_clusters (
    cluster INTEGER NOT NULL, fact INTEGER NOT NULL, PRIMARY KEY (cluster, fact)
) WITHOUT ROWID;
CREATE TABLE rates (
    pair TEXT NOT NULL, published TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (pair, published, fact)
) WITHOUT ROWID;
CREATE TABLE unwritten (article INTEGER PRIMARY KEY);
"""

KEYS = {
    "articles_digest": "articles(digest)",
    "articles_source": "articles(source)",
    "articles_address": "articles(address) WHERE address > ''",
    "articles_volume": "articles(volume, number)",
    "facts_id": "facts(id)",
    "facts_article": "facts(article)",
    "reviews_article": "reviews(article)",
    "cluster_names_name": "cluster_names(name COLLATE NOCASE)",
    "mentions_article": "mentions(article)",
    "fact_clusters_fact": "fact_clusters(fact)",
}
"""The indexes that rows are found by; there from the beginning."""

ORDERS = {
    "articles_title": "articles(title)",
    "articles_published": "articles(published)",
    "articles_publisher": "articles(publisher)",
    "articles_place": "articles(place)",
    "articles_facts": "articles(facts)",
    "facts_kind": "facts(kind)",
    "facts_value": "facts(value)",
    "facts_unit": "facts(unit)",
    "facts_metric": "facts(metric)",
    "facts_subject": "facts(subject)",
    "facts_period": "facts(period_first)",
    "facts_place": "facts(place)",
    "facts_cluster": "facts(cluster)",
}
"""The indexes that tables are sorted by; made after the rows where very many are written."""

CACHE = 8_000
"""KiB of the index that a connection keeps in memory."""

BULK_CACHE = 64_000
"""KiB of the index that are kept in memory while very much is written."""


def connect(path: Path, writable: bool) -> sqlite3.Connection:
    """A connection to the index at `path`, which is made when it is writable and not there yet."""
    connection = _connection(path, "mode=rwc" if writable else "mode=ro")
    if writable:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA journal_size_limit = 16000000")
    else:
        try:
            connection.execute("SELECT name FROM sqlite_master LIMIT 1").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            connection = _connection(path, "mode=ro&immutable=1")
    connection.execute(f"PRAGMA cache_size = -{CACHE}")
    return connection


def _connection(path: Path, options: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"file:{quote(str(path))}?{options}",
        uri=True,
        timeout=30,
        isolation_level=None,
        check_same_thread=False,
    )


def set_memory(connection: sqlite3.Connection, size: int) -> None:
    """Let a connection keep `size` KiB of the index in memory."""
    connection.execute(f"PRAGMA cache_size = -{size}")
    connection.execute("PRAGMA shrink_memory")


def prepare(connection: sqlite3.Connection) -> None:
    """Make the tables where there are none yet."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not schema_of(connection):
            for statement in TABLES.split(";\n"):
                connection.execute(statement)
            for name, columns in KEYS.items():
                connection.execute(f"CREATE INDEX {name} ON {columns}")
            connection.execute(f"PRAGMA user_version = {SCHEMA}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def drop_orders(connection: sqlite3.Connection) -> None:
    """Take away the indexes that tables are sorted by."""
    for name in ORDERS:
        connection.execute(f"DROP INDEX IF EXISTS {name}")


def make_orders(connection: sqlite3.Connection) -> None:
    """Make the indexes that are missing."""
    for name, columns in (KEYS | ORDERS).items():
        connection.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {columns}")


def schema_of(connection: sqlite3.Connection) -> int:
    """The schema of the index; 0 when it is still empty."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)
