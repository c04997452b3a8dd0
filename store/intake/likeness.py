"""Near-duplicates: the same article from two sites, or with another headline, footer or a word changed.

A text is taken as the set of its shingles, runs of four words. Two texts are the same article when their sets
have at least `ALIKE` of all their shingles in common. Candidates are found by a sketch: the smallest hash of
each of 36 parts of the shingles (one-permutation MinHash), three by three in 12 bands; texts that share a band
are compared shingle by shingle. At `ALIKE` a pair is missed once in 150 times, far above it never.

The sketches of a library are kept beside it in `likeness.sqlite`, which is derived from its articles: deleted,
it is made again.
"""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

from store.index.damage import healing

Sketch = tuple[int, ...]
"""Twelve numbers; near-duplicates share at least one of them. Empty for a text too short to compare."""

ALIKE = 0.7
"""Share of all shingles that two texts have in common when they are the same article."""

FEWEST_WORDS = 40
"""Shorter texts are too often alike by chance."""

_RUN = 4
_BANDS, _ROWS = 12, 3
_PARTS = _BANDS * _ROWS
_WORD = re.compile(r"\w+")
_NONE = 1 << 32


_TABLES = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS sketched(n INTEGER PRIMARY KEY, digest TEXT UNIQUE);
CREATE TABLE IF NOT EXISTS bands(band INTEGER, n INTEGER, PRIMARY KEY (band, n)) WITHOUT ROWID;
"""


def shingles(text: str) -> set[int]:
    """The hashes of all runs of four words of a text."""
    words = _WORD.findall(text.lower())
    hash_of = zlib.crc32
    if not text.isascii() and len(words) * 12 < len(text):  # a script that does not part its words
        words = list("".join(words))
    return {hash_of(" ".join(words[at : at + _RUN]).encode()) for at in range(len(words) - _RUN + 1)}


def sketch(text: str) -> Sketch:
    """The sketch of a text."""
    found = shingles(text)
    if len(found) < FEWEST_WORDS:
        return ()
    least = [_NONE] * _PARTS
    for each in found:
        part = each % _PARTS
        if each < least[part]:
            least[part] = each
    # A part that no shingle fell into borrows from the next one that has any.
    for part in range(_PARTS - 1, -_PARTS - 1, -1):
        if least[part] == _NONE:
            least[part] = least[(part + 1) % _PARTS]
    bands = (least[at : at + _ROWS] for at in range(0, _PARTS, _ROWS))
    return tuple(
        zlib.crc32(f"{number}:{' '.join(map(str, band))}".encode()) | number << 32
        for number, band in enumerate(bands)
    )


def likeness(one: str, other: str) -> float:
    """The share of all shingles of two texts that they have in common, 0 to 1."""
    mine, theirs = shingles(one), shingles(other)
    return len(mine & theirs) / (len(mine | theirs) or 1)


class Likenesses:
    """The sketches of a library's articles, each known by its digest.

    A file that is found damaged is made anew, empty; UserError when it cannot be used.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, or make it anew where it is missing or damaged."""
        self.path = path
        self._connection: sqlite3.Connection | None = None
        self._open()

    @healing
    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = sqlite3.connect(self.path, timeout=30)
            self._connection.executescript(_TABLES)
        return self._connection

    def heal(self, error: sqlite3.Error) -> None:
        """Remove the damaged file, after this error; the next to use it makes an empty one."""
        from store.index.file import discard

        self.close()
        discard(self.path)

    @healing
    def missing(self, digests: Iterable[str]) -> list[str]:
        """Those of the digests whose articles have not been sketched."""
        known = self._open().execute
        return [
            digest
            for digest in digests
            if not known("SELECT 1 FROM sketched WHERE digest = ?", (digest,)).fetchone()
        ]

    @healing
    def find(self, bands: Sketch, text: str, text_of: Callable[[str], str | None]) -> str | None:
        """The digest of the earliest article that the text is a near-duplicate of; None when there is none.

        `text_of` gives the text of a digest, None for an article that is gone.
        """
        if not bands:
            return None
        marks = ",".join("?" * len(bands))
        rows = self._open().execute(
            f"SELECT DISTINCT s.n, s.digest FROM bands b JOIN sketched s ON s.n = b.n "
            f"WHERE b.band IN ({marks}) ORDER BY s.n",
            bands,
        )
        for _, digest in rows.fetchall():
            other = text_of(digest)
            if other is not None and likeness(text, other) >= ALIKE:
                return str(digest)
        return None

    @healing
    def add(self, items: Iterable[tuple[str, Sketch]]) -> None:
        """Take in the sketches of articles, given by their digests; `save` puts them on disk."""
        connection = self._open()
        for digest, bands in items:
            added = connection.execute("INSERT OR IGNORE INTO sketched(digest) VALUES (?)", (digest,))
            if added.rowcount:
                number = added.lastrowid
                connection.executemany(
                    "INSERT OR IGNORE INTO bands VALUES (?, ?)", ((band, number) for band in bands)
                )

    @healing
    def save(self) -> None:
        """Write what was taken in. Where that is cut short, the sketches are made again."""
        self._open().commit()

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None
