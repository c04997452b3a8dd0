"""Where the articles of a batch go: which are new, which replace one, and into which volumes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from store.index.ledger import Ledger, Place
from store.records import Article, Extraction
from store.storage import Stamp
from store.volumes import VOLUME_BYTES, Entry, Volumes, sound

Item = tuple[Article, Extraction]

SAME_PAGE = 0.4
"""Share of all runs of words that two versions of one page have in common at least."""

_PAGE = re.compile(r"[a-z][a-z0-9+.-]*://[^/]+/[^/?#]", re.IGNORECASE)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@dataclass(slots=True)
class Placing:
    """Which volume holds which articles of a batch afterwards, and what becomes of each."""

    entries: dict[int, list[Entry]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    waiting: list[Item] = field(default_factory=list)


def place(items: Iterable[Item], ledger: Ledger, volumes: Volumes, rules: str, whole: bool) -> Placing:
    """Place the articles of a batch.

    An article whose source is known to the last byte is unchanged, unless it has fields that the library's
    lacks; one from the same address or file, or a later version of the page of an address, replaces what came
    from there; any other is new and goes into the last volume while that has room. Unless the batch is
    `whole`, the articles of a volume that is not yet full keep `waiting` for those that follow.
    """
    placing = Placing()
    digests: dict[str, str] = {}
    ids: set[str] = set()
    fresh: list[tuple[Item, Entry]] = []
    for article, extraction in items:
        same = ledger.place_of_digest(article.digest)
        known = digests.get(article.digest) or _id(same)
        if known is not None and (same is None or same.id in ids or not _fills(article, same, ledger)):
            placing.unchanged.append(known)
            continue
        source = _lasting(article.source)
        old = same or (ledger.place_of_source(source) if _lasts(source) else None)
        if old is None:
            version = _version(article, ledger)
            if version and version[0].id not in ids:
                if _is_older(source, version[1].source):
                    placing.unchanged.append(version[0].id)
                    continue
                old = version[0]
        id = old.id if old and old.id not in ids else _free_id(article.id, ledger, ids)
        ids.add(id)
        digests[article.digest] = id
        mine = (
            article if (article.id, article.source) == (id, source) else replace(article, id=id, source=source)
        )
        if any(fact.article != id for fact in extraction.facts):
            extraction = replace(
                extraction, facts=tuple(replace(fact, article=id) for fact in extraction.facts)
            )
        found = sound(mine, extraction)
        if old and old.id == id:
            placing.entries.setdefault(old.volume, []).append(Entry(old.number, mine, found, rules))
            placing.updated.append(id)
        else:
            fresh.append(((article, extraction), Entry(0, mine, found, rules)))
    _fill(fresh, placing, ledger, volumes, whole)
    return placing


def _fill(
    fresh: list[tuple[Item, Entry]], placing: Placing, ledger: Ledger, volumes: Volumes, whole: bool
) -> None:
    """Put new articles into the last volume while it has room, then into new ones."""
    last = ledger.last_volume() or 1
    stamp = Stamp.of(volumes.path(last))
    size = stamp.size if stamp else 0
    number = ledger.last_number(last)
    run: list[tuple[Item, Entry]] = []
    for item, entry in fresh:
        if size >= VOLUME_BYTES:
            _settle(run, last, placing)
            last, size, number, run = last + 1, 0, 0, []
        number += 1
        numbered = replace(entry, number=number)
        size += numbered.size()
        run.append((item, numbered))
    if whole or size >= VOLUME_BYTES:
        _settle(run, last, placing)
    else:
        placing.waiting = [item for item, _ in run]


def _settle(run: list[tuple[Item, Entry]], volume: int, placing: Placing) -> None:
    if run:
        placing.entries.setdefault(volume, []).extend(entry for _, entry in run)
        placing.added.extend(entry.article.id for _, entry in run)


def _free_id(id: str, ledger: Ledger, taken: set[str]) -> str:
    """The id itself, or with a number behind it that makes it unique."""

    def is_free(id: str) -> bool:
        return id not in taken and ledger.place(id) is None

    id = id or "article"
    if is_free(id):
        return id
    number = step = 2
    while not is_free(f"{id}-{number}"):
        step *= 2
        number += step
    while step > 1:
        step //= 2
        if number - step >= 2 and is_free(f"{id}-{number - step}"):
            number -= step
    return f"{id}-{number}"


def _version(article: Article, ledger: Ledger) -> tuple[Place, Article] | None:
    """The article that this one is another version of: that of the same page, with most of the same words."""
    from store.intake.likeness import likeness

    address = article.address or ""
    if not _PAGE.match(address) or article.duplicate_of:
        return None
    return next(
        (
            (place, known)
            for place, known in ledger.at_address(address)
            if known.language == article.language and likeness(article.text, known.text) >= SAME_PAGE
        ),
        None,
    )


def _is_older(source: str, known: str) -> bool:
    """Whether a file was written before the one from which the library has another version of its article."""
    try:
        return Path(source).stat().st_mtime_ns < Path(known).stat().st_mtime_ns
    except (OSError, ValueError):
        return False


def _fills(article: Article, place: Place, ledger: Ledger) -> bool:
    """Whether the article has a field that the library's article at this place lacks."""
    return any(getattr(article, name) for name in ledger.lacking(place.id))


def _id(place: Place | None) -> str | None:
    return place.id if place else None


def _lasting(source: str) -> str:
    """A source as it is understood wherever the program runs: the full path of a file."""
    if _ADDRESS.match(source) or not source:
        return source
    try:
        path = Path(source)
        return str(path.absolute()) if path.is_file() else source
    except (OSError, ValueError):
        return source


def _lasts(source: str) -> bool:
    return bool(_ADDRESS.match(source)) or (bool(source) and Path(source).is_absolute())
