"""The corpus on disk: TinyDB files of bounded size with the tables `articles` and `facts`.

An article's record holds its clusters and asides; a fact's record holds the place of its sentence in the
article's text instead of a copy of it.
"""

from __future__ import annotations

import hashlib
import math
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson
from tinydb import TinyDB
from tinydb.table import Document, Table

from store.records import Article, Aside, Cluster, Extraction, Fact
from store.storage import DurableStorage, Stamp, explain

VOLUME_BYTES = 512 * 1024
"""A volume takes no further article once it is as large as this."""

_NAME = re.compile(r"(\d{4,9})\.json")


@dataclass(frozen=True)
class Entry:
    """An article as a volume holds it: with its number, what was extracted from it, and by which rules."""

    number: int
    article: Article
    extraction: Extraction
    rules: str

    def digest(self) -> bytes:
        """What tells this entry from any other content under the same number."""
        return hashlib.blake2b(self._content, digest_size=12).digest()

    def size(self) -> int:
        """About how many bytes the entry takes in a volume."""
        return len(self._content) + 10 * len(self.packed_facts)

    @cached_property
    def packed(self) -> dict[str, Any]:
        """The article's record in a volume; it does not hold the number."""
        return pack_article(self)

    @cached_property
    def packed_facts(self) -> list[dict[str, Any]]:
        """The facts' records in a volume."""
        return [pack_fact(self, fact) for fact in self.extraction.facts]

    @cached_property
    def _content(self) -> bytes:
        return orjson.dumps([self.packed, self.packed_facts])


class Volumes:
    """The folder of volumes. Its callers hold the library's lock while they write."""

    def __init__(self, folder: Path) -> None:
        """The volumes in `folder`, which need not exist yet."""
        self.folder = folder
        self._kept: tuple[int, DurableStorage] | None = None

    def make_folder(self) -> None:
        """Make the folder where there is none."""
        try:
            self.folder.mkdir(exist_ok=True)
        except OSError as error:
            raise explain(error, self.folder) from error

    def path(self, number: int) -> Path:
        """The file of the volume with this number."""
        return self.folder / f"{number:04}.json"

    def stamps(self) -> dict[int, Stamp]:
        """Every volume's number with its stamp, in order; no volume is read."""
        found = {}
        try:
            with os.scandir(self.folder) as files:
                for file in files:
                    if match := _NAME.fullmatch(file.name):
                        # Windows knows no inode here.
                        status = file.stat() if os.name != "nt" else os.stat(file.path)  # noqa: PTH116
                        found[int(match[1])] = Stamp(status.st_mtime_ns, status.st_size, status.st_ino)
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise explain(error, self.folder, "read") from error
        return dict(sorted(found.items()))

    def entries(self, number: int) -> list[Entry]:
        """The articles of a volume in order; DamagedFileError when it cannot be read as one."""
        return unpack(self._storage(number).read() or {})

    def digest(self, number: int) -> bytes:
        """The digest of a volume's file as it was last read or written here."""
        return self._storage(number).digest

    @contextmanager
    def change(self, number: int) -> Iterator[Change]:
        """Change a volume and write it once, at the end."""
        storage = self._storage(number)
        with storage.transaction():
            yield Change(TinyDB(storage=lambda: storage))

    def rewrite(self, number: int, entries: Iterable[Entry]) -> None:
        """Write a volume with these articles alone, whatever its file holds."""
        entries = list(entries)
        facts = [pack_fact(entry, fact) for entry in entries for fact in entry.extraction.facts]
        self._kept = None
        self._storage(number).write(
            {
                "articles": {str(entry.number): pack_article(entry) for entry in entries},
                "facts": {str(id): fact for id, fact in enumerate(facts, 1)},
            }
        )

    def forget(self) -> None:
        """Let go of what is kept in memory."""
        self._kept = None

    def _storage(self, number: int) -> DurableStorage:
        """The storage of a volume; that of the last one used is kept, since articles are added in runs."""
        if self._kept is None or self._kept[0] != number:
            self._kept = (number, DurableStorage(self.path(number)))
        return self._kept[1]


class Change:
    """The tables of one volume while it is being changed."""

    def __init__(self, database: TinyDB) -> None:
        """A change of the volume behind `database`."""
        self._articles: Table = database.table("articles", cache_size=0)
        self._facts: Table = database.table("facts", cache_size=0)

    def put(self, entries: Iterable[Entry]) -> None:
        """Put articles in, each in the place of the one that has its number."""
        entries = list(entries)
        self.drop(entry.number for entry in entries)
        self._articles.insert_multiple(Document(entry.packed, entry.number) for entry in entries)
        self._facts.insert_multiple(fact for entry in entries for fact in entry.packed_facts)

    def drop(self, numbers: Iterable[int]) -> None:
        """Take articles out, with their facts."""
        wanted = set(numbers)
        documents = [document for document in self._articles if document.doc_id in wanted]
        ids = {document["id"] for document in documents}
        if documents:
            self._articles.remove(doc_ids=[document.doc_id for document in documents])
            self._facts.remove(doc_ids=[fact.doc_id for fact in self._facts if fact["article"] in ids])


def pack_article(entry: Entry) -> dict[str, Any]:
    """The record of an article in a volume."""
    return entry.article.to_json() | {
        "rules": entry.rules,
        "clusters": [cluster.to_json() for cluster in entry.extraction.clusters],
        "asides": [
            {"start": aside.start, "end": aside.end, "quote": aside.quote, "reason": aside.reason}
            for aside in entry.extraction.asides
        ],
    }


def pack_fact(entry: Entry, fact: Fact) -> dict[str, Any]:
    """The record of a fact in a volume: the documented fields, with the place of the sentence for its words."""
    record = fact.to_json()
    start = fact.sentence_start(entry.article.text)
    record["sentence"] = [start, start + len(fact.sentence)]
    for name in ("value", "upper"):
        if record[name] is not None:
            record[name] = _storable(record[name])
    if record["equivalent"] is not None:
        record["equivalent"]["value"] = _storable(record["equivalent"]["value"])
    return record


def unpack(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> list[Entry]:
    """The entries of a volume's tables in order; KeyError or TypeError when they are not those of a volume."""
    facts: dict[str, list[Mapping[str, Any]]] = {}
    for record in tables.get("facts", {}).values():
        facts.setdefault(record["article"], []).append(record)
    return [
        unpack_entry(int(number), record, facts.get(record["id"], ()))
        for number, record in sorted(tables.get("articles", {}).items(), key=lambda item: int(item[0]))
    ]


def unpack_entry(number: int, record: Mapping[str, Any], facts: Iterable[Mapping[str, Any]]) -> Entry:
    """The entry of an article's record and its facts' records."""
    article = Article.from_json(record)
    stated = sorted(facts, key=lambda fact: (fact["start"], fact["end"]))
    extraction = Extraction(
        facts=tuple(
            Fact.from_json({**fact, "sentence": article.text[slice(*fact["sentence"])]}) for fact in stated
        ),
        clusters=tuple(Cluster.from_json(cluster) for cluster in record.get("clusters", ())),
        asides=tuple(Aside(**aside) for aside in record.get("asides", ())),
    )
    entry = Entry(number, article, extraction, record.get("rules", ""))
    # What was read need not be packed again.
    entry.__dict__.update(packed=dict(record), packed_facts=[dict(fact) for fact in stated])
    return entry


def whole_entries(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> list[Entry]:
    """The entries that can be made of the records saved from a damaged volume; the others are passed over."""
    entries = []
    facts = [fact for fact in tables.get("facts", {}).values() if isinstance(fact.get("article"), str)]
    for number, record in tables.get("articles", {}).items():
        with suppress(KeyError, TypeError, ValueError, AttributeError):
            mine = [fact for fact in facts if fact["article"] == record["id"]]
            entries.append(unpack_entry(int(number), record, mine))
    return entries


def sound(article: Article, extraction: Extraction) -> Extraction:
    """The extraction with every fact that breaks a law of the library set aside as not understood.

    The laws: the quote and the sentence are what the text says at their places, and the numbers are finite.
    """
    broken = [fact for fact in extraction.facts if flaw(article, fact)]
    if not broken:
        return extraction
    asides = [
        Aside(fact.start, fact.end, article.text[fact.start : fact.end], "not understood") for fact in broken
    ]
    return replace(
        extraction,
        facts=tuple(fact for fact in extraction.facts if fact not in broken),
        asides=tuple(sorted([*extraction.asides, *asides], key=lambda aside: (aside.start, aside.end))),
    )


def flaw(article: Article, fact: Fact) -> str | None:
    """What is wrong with a fact of an article, in a few words; None when it keeps the laws."""
    if not fact.quote or article.text[fact.start : fact.end] != fact.quote:
        return f"its quote is not what the text says at {fact.start}:{fact.end}"
    start = fact.sentence_start(article.text)
    if start < 0 or not start <= fact.start <= fact.end <= start + len(fact.sentence):
        return "its sentence is not the text round its quote"
    numbers = [fact.value, fact.upper or 0.0, fact.equivalent.value if fact.equivalent else 0.0]
    return None if all(map(math.isfinite, numbers)) else "its value is not a finite number"


def _storable(number: int | float) -> int | float:
    """The number as JSON can hold it: a whole one of more than 53 bits as a floating-point one."""
    return number if abs(number) <= 2**53 else float(number)
