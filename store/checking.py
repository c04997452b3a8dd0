"""Whether a library keeps its promises: what is wrong in its files, and the mending of what is derived."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from store.index.file import IndexFile
from store.index.ledger import Ledger
from store.marks import Mark
from store.notebook import Notebook
from store.records import fact_id
from store.storage import DamagedFileError, Tables, leftovers, read_tables
from store.volumes import Entry, Volumes, flaw, unpack_entry


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a library: in which file, what it is, and what can be done about it.

    `mends` says how it is mended: the `index` is made again, an `article` or all that other `rules` extracted
    is extracted again, a damaged `volume` is written again from what can be saved, a `folder` is swept; None
    for what only the reader can decide.
    """

    where: str
    what: str
    advice: str
    mends: str | None = None
    article: str | None = None
    mended: bool = False

    def __str__(self) -> str:
        """The finding as a line for the reader."""
        return f"{self.where}: {self.what}. {'Mended.' if self.mended else self.advice}"


@dataclass(slots=True)
class _Seen:
    """What the volumes looked at so far hold, by which others are compared."""

    ids: dict[str, str] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    facts: int = 0


def check_volumes(volumes: Volumes, ledger: Ledger, progress: Callable[[int, int], None]) -> Iterator[Finding]:
    """What is wrong in the volumes, and where the index differs from them."""
    known = ledger.volumes()
    stamps = volumes.stamps()
    seen = _Seen()
    for number in sorted(known.keys() - stamps.keys()):
        name = volumes.path(number).name
        yield Finding(name, "the volume is missing", "Opening the library writes it again.", mends="volume")
    unknown = sorted(set(range(1, max(stamps, default=1))) - known.keys() - stamps.keys())
    if unknown:
        more = f" and {len(unknown) - 1:,} more volumes are" if unknown[1:] else " is"
        yield Finding(
            volumes.folder.name,
            f"{volumes.path(unknown[0]).name}{more} missing, and the index knows nothing of it",
            "Copy it from a backup, or add its articles again.",
        )
    for done, number in enumerate(stamps):
        progress(done, len(stamps))
        path = volumes.path(number)
        try:
            tables = read_tables(path) or {}
        except DamagedFileError as error:
            yield Finding(
                path.name,
                f"the volume is damaged: {error}",
                "`check --repair` saves what it can.",
                mends="volume",
            )
            continue
        entries = yield from _entries(path.name, tables)
        for entry in entries:
            yield from _check_entry(path.name, entry, seen)
        yield from _compare(path.name, entries, ledger, number)
    yield from _compare_totals(ledger, seen)


def check_index(file: IndexFile) -> Iterator[Finding]:
    """What is wrong in the file of the index itself."""
    name = file.path.name
    try:
        problems = [row[0] for row in file.connection().execute("PRAGMA quick_check(5)") if row[0] != "ok"]
        if not problems and not file.words.is_whole():
            problems = ["what stands in the text index is not what stands in the articles"]
    except sqlite3.DatabaseError as error:
        problems = [str(error)]
    for problem in problems[:1]:
        yield _index_finding(name, f"the index is damaged ({problem})")


def check_rules(ledger: Ledger, rules: str) -> Iterator[Finding]:
    """Which articles were extracted by other rules than the program has now."""
    count = len(ledger.outdated(rules))
    if count:
        noun = "article was" if count == 1 else "articles were"
        yield Finding(
            "volumes",
            f"{count:,} {noun} extracted by another version of the program, or saved without all facts",
            "`check --repair` extracts again.",
            mends="rules",
        )


def check_notebook(notebook: Notebook, standing: Container[int]) -> Iterator[Finding]:
    """What is wrong in the notebook, and which of its marks have lost their facts.

    `standing` are the numbers of the reviews that have found theirs.
    """
    name = notebook.path.name
    for problem in notebook.malformed():
        yield Finding(name, problem, "It is kept, and passed over; correct it or delete it by hand.")
    lost = [("selected", mark) for mark in notebook.lost] + [
        ("noted", mark) for mark, _ in notebook.lost_notes()
    ]
    lost += [
        ("reviewed", review.mark) for number, review in notebook.reviews().items() if number not in standing
    ]
    for how, mark in lost:
        yield Finding(
            name,
            f"the {how} fact {_words(mark)} of {mark.article} is not in the library any more",
            "It is kept; it holds again when the article says so again.",
        )


def check_folder(folder: Path, volumes: Volumes) -> Iterator[Finding]:
    """What does not belong into the folders of a library."""
    for each in (*leftovers(folder), *leftovers(volumes.folder)):
        yield Finding(
            each.name,
            "a writer that was killed left this file",
            "Opening the library removes it.",
            mends="folder",
        )
    named = {volumes.path(number) for number in volumes.stamps()}
    if volumes.folder.is_dir():
        for each in sorted(set(volumes.folder.iterdir()) - named - set(leftovers(volumes.folder))):
            yield Finding(
                f"volumes/{each.name}", "this is not a volume", "It is passed over; move it elsewhere."
            )


def _entries(name: str, tables: Tables) -> Any:
    """The entries of a volume that can be read as such; a generator of findings that returns them."""
    entries: list[Entry] = []
    facts: dict[Any, list[dict[str, Any]]] = {}
    for record in tables.get("facts", {}).values():
        facts.setdefault(record.get("article"), []).append(record)
    for number, record in tables.get("articles", {}).items():
        mine = facts.pop(record.get("id"), [])
        try:
            entries.append(unpack_entry(int(number), record, mine))
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            yield Finding(
                name,
                f"article {number} is not a whole record ({error!r})",
                "`check --repair` saves what it can.",
                mends="volume",
            )
    for article, left in facts.items():
        yield Finding(
            name,
            f"{len(left)} facts belong to the article {article!r}, which is not in the volume",
            "They are passed over; add the article again.",
        )
    return entries


def _check_entry(name: str, entry: Entry, seen: _Seen) -> Iterator[Finding]:
    article = entry.article
    for kind, key, known in (("id", article.id, seen.ids), ("source", article.digest, seen.digests)):
        if key in known:
            yield Finding(
                name,
                f"the article {article.id} has the {kind} of one in {known[key]}",
                "The first is shown; remove one of them.",
            )
        known.setdefault(key, name)
    seen.facts += len(entry.extraction.facts)
    for fact in entry.extraction.facts:
        problem = flaw(article, fact)
        if problem is None and fact.id != fact_id(article.digest, fact.start, fact.end):
            problem = "its id is not that of its place"
        if problem is not None:
            yield _article_finding(
                name, article.id, f"the fact {fact.id} of {article.id} is not sound: {problem}"
            )
    for aside in entry.extraction.asides:
        if article.text[aside.start : aside.end] != aside.quote:
            yield _article_finding(
                name,
                article.id,
                f"a number of {article.id} is not what the text says at {aside.start}:{aside.end}",
            )


def _compare(name: str, entries: Iterable[Entry], ledger: Ledger, number: int) -> Iterator[Finding]:
    """Where the index does not hold what the volume says."""
    try:
        held = ledger.digests(number)
    except sqlite3.DatabaseError:
        return
    said = {entry.number: entry.digest() for entry in entries if _is_first(entry, ledger, number)}
    if held != said:
        wrong = sum(held.get(each) != said.get(each) for each in held.keys() | said.keys())
        yield _index_finding(name, f"the index differs from the volume in {wrong} articles")


def _is_first(entry: Entry, ledger: Ledger, volume: int) -> bool:
    """Whether the index should hold an entry: not when another place holds its id."""
    place = ledger.place(entry.article.id)
    return place is None or (place.volume, place.number) == (volume, entry.number)


def _compare_totals(ledger: Ledger, seen: _Seen) -> Iterator[Finding]:
    counted, kept = ledger.counts()
    if counted != kept:
        yield _index_finding(
            ledger.file.path.name, f"the index counts {kept} articles and facts, and holds {counted}"
        )


def _index_finding(where: str, what: str) -> Finding:
    return Finding(where, what, "`check --repair` makes the index again.", mends="index")


def _article_finding(where: str, article: str, what: str) -> Finding:
    return Finding(
        where, what, "`check --repair` extracts the article again.", mends="article", article=article
    )


def _words(mark: Mark) -> str:
    return f"“{mark.quote}”" + (f" ({mark.metric})" if mark.metric else "")
