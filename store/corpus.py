"""The volumes and their index, kept in step: every change goes through here, with the library's lock held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection, Error

from store.index.file import IndexFile
from store.index.ledger import Ledger, Place, by_volume
from store.index.reviews import ReviewBook
from store.index.words_files import WordsDamagedError, WordsFullError
from store.notebook import Notebook
from store.recovery import salvage, set_aside
from store.storage import DamagedFileError, Stamp, digest_of, read_file
from store.volumes import Entry, Volumes, whole_entries

Progress = Callable[[int, int], None]
"""Told how much of a long piece of work is done, and of how much."""

_MUCH = 20
"""Volumes from which on filling the index is a work of its own."""

_AT_ONCE = 16
"""Volumes that are written in one transaction then."""

_DAMAGE = (DamagedFileError, KeyError, TypeError, ValueError, AttributeError)


class Corpus:
    """All articles of a library: the truth in volumes, and the index that is derived from them.

    A volume is written before the index, and the index says beforehand which volumes are about to change, so
    that whatever a killed process left undone is seen and done by the next one.
    """

    def __init__(
        self, volumes: Volumes, file: IndexFile, notebook: Notebook, damaged: Path | None, progress: Progress
    ) -> None:
        """`progress` hears of volumes read into the index, the facts of which are as `notebook` has them.

        Damaged volumes are set aside in the folder `damaged`; where that is None no volume is ever touched.
        """
        self.volumes = volumes
        self.ledger = Ledger(file)
        self._file = file
        self._notebook = notebook
        self._seen: Stamp | None = None
        self.notices: list[str] = []
        self._damaged = damaged
        self._progress = progress

    def put(self, entries: Mapping[int, Sequence[Entry]]) -> None:
        """Write articles into volumes, each volume once, in the place of those that have their numbers."""
        self._suspect(entries)
        for number, mine in entries.items():
            with self.volumes.change(number) as change:
                change.put(mine)
            with self._file.writing() as connection:
                self.ledger.put(connection, number, mine, self._reviews())
                self._stamp(connection, number)
        self._note_folder()
        self._write_words()

    def drop(self, places: Iterable[Place]) -> None:
        """Take articles out of their volumes, each volume written once."""
        numbers = by_volume(places)
        self._suspect(numbers)
        for number, mine in numbers.items():
            with self.volumes.change(number) as change:
                change.drop(mine)
            with self._file.writing() as connection:
                self.ledger.drop(connection, number, mine)
                self._stamp(connection, number)
        self._note_folder()
        self._write_words()

    def catch_up(self, thorough: bool) -> bool:
        """Write into the index what it lacks; whether that was anything.

        `thorough` looks at the stamp of every volume, without reading one; otherwise only when their folder has
        changed, as it does whenever a volume is replaced.
        """
        folder = Stamp.of(self.volumes.folder)
        if not thorough and folder is not None and self.ledger.folder() == folder.modified:
            self._write_words()
            return False
        if thorough:
            self._file.words.check()
        known = self.ledger.volumes()
        stamps = self.volumes.stamps()
        stale = [number for number, stamp in stamps.items() if number not in known or known[number][0] != stamp]
        missing = [number for number in known if number not in stamps]
        much = len(stale) >= _MUCH and not known
        with self._file.filling() if much else nullcontext():
            numbers = missing + stale
            for start in range(0, len(numbers), _AT_ONCE):
                with self._file.writing() if much else nullcontext():
                    for done, number in enumerate(numbers[start : start + _AT_ONCE], start):
                        self._progress(done, len(numbers))
                        self._read_in(number)
                self._write_words()
        self._file.make_orders()
        self._note_folder()
        self._write_words()
        return bool(stale or missing)

    def keep_reviews(self) -> None:
        """Have the facts in the index as the notebook has them now."""
        stamp = self._notebook.version()
        if stamp in (self._seen, self.ledger.notebook()):
            return
        changed = self.ledger.changed(self._reviews())
        if changed:
            with self._file.writing() as connection:
                self.ledger.review(connection, changed)
                self.ledger.set_notebook(connection, stamp)
            self._write_words()
        self._seen = stamp

    @contextmanager
    def filling(self) -> Iterator[None]:
        """Write very many articles, one batch after another, each with the lock held."""
        with self._file.filling():
            yield

    def keep_index(self) -> None:
        """Make the index anew when its file is gone or another one."""
        if not self._file.in_place():
            self.renew_index()

    def renew_index(self) -> None:
        """Make the index anew from the volumes, wherever it can be written to."""
        self._file.renew()
        self._seen = None
        self.catch_up(thorough=True)
        self.keep_reviews()

    def renew_words(self) -> None:
        """Make the text index anew from the rows of the index."""
        self._file.words.reset()
        self._file.words.catch_up()

    def is_current(self) -> bool:
        """Whether the index holds what the volumes hold; volumes are read where their stamps say nothing."""
        try:
            known = self.ledger.volumes()
        except Error:
            return False
        stamps = self.volumes.stamps()
        if self.ledger.notebook() != self._notebook.version() and self.ledger.changed(self._reviews()):
            return False
        return known.keys() == stamps.keys() and all(
            known[number][0] == stamp
            or known[number][1] == digest_of(read_file(self.volumes.path(number)) or b"")
            for number, stamp in stamps.items()
        )

    def _reviews(self) -> ReviewBook:
        return ReviewBook(self._notebook.reviews())

    def _read_in(self, number: int) -> None:
        """Make the index hold a volume as it is now."""
        try:
            entries = self.volumes.entries(number)
        except _DAMAGE as error:
            self._recover(number, error)
            return
        if not entries and Stamp.of(self.volumes.path(number)) is None:
            self._recover(number, None)
            return
        known = self.ledger.volumes().get(number)
        with self._file.writing() as connection:
            if known is None or known[1] != self.volumes.digest(number):
                self._replace(connection, number, entries)
            self._stamp(connection, number)

    def _replace(self, connection: Connection, number: int, entries: Sequence[Entry]) -> None:
        """Make the index hold exactly these entries of a volume."""
        present = {entry.number for entry in entries}
        gone = [each for each in self.ledger.numbers(connection, number) if each not in present]
        self.ledger.drop(connection, number, gone)
        doubled = self.ledger.put(connection, number, entries, self._reviews())
        if doubled:
            self.notices.append(
                f"{self.volumes.path(number).name} holds articles that another volume holds too, passed "
                f"over: {', '.join(doubled[:5])}{' …' if len(doubled) > 5 else ''}."
            )

    def _recover(self, number: int, error: Exception | None) -> None:
        """Write a volume that is damaged, or missing, again from its whole lines and from the index."""
        path = self.volumes.path(number)
        self.volumes.forget()
        saved = self._saved(number)
        problem = "was missing" if error is None else f"was damaged ({error})"
        saving = "article of it was" if len(saved) == 1 else "articles of it were"
        notice = f"{path.name} {problem}: {len(saved)} {saving} recovered."
        if self._damaged is not None:
            if Stamp.of(path) is not None:
                notice += f" The damaged file is kept as {set_aside(path, self._damaged)}."
            if saved or error is not None:
                self.volumes.rewrite(number, saved)
        if not all(entry.rules for entry in saved):
            notice += " Facts are missing: `jining-tui check --repair` extracts them again."
        if saved or error is not None:
            self.notices.append(notice)
        with self._file.writing() as connection:
            self._replace(connection, number, saved)
            self._stamp(connection, number)

    def _saved(self, number: int) -> list[Entry]:
        """What is still known of a damaged volume.

        What its whole lines say goes before the index, which may be older. But lines of facts may be lost, so
        such an article is marked as extracted by no rules, to be extracted again.
        """
        entries = {entry.number: entry for entry in self.ledger.entries(number)}
        for entry in whole_entries(salvage(self.volumes.path(number))):
            known = entries.get(entry.number)
            if known is None or known.article != entry.article or known.rules != entry.rules:
                entries[entry.number] = replace(entry, rules="")
        return [entries[each] for each in sorted(entries)]

    def _suspect(self, numbers: Iterable[int]) -> None:
        with self._file.writing() as connection:
            self.ledger.suspect(connection, numbers)

    def _stamp(self, connection: Connection, number: int) -> None:
        self.ledger.stamp(connection, number, Stamp.of(self.volumes.path(number)), self.volumes.digest(number))

    def _write_words(self) -> None:
        """Write into the text index what it lacks; a damaged one is made anew."""
        try:
            try:
                self._file.words.catch_up()
            except WordsDamagedError:
                self.renew_words()
        except (WordsDamagedError, WordsFullError) as error:
            notice = f"What was added cannot be searched yet: {error}."
            if notice not in self.notices:
                self.notices.append(notice)

    def _note_folder(self) -> None:
        folder = Stamp.of(self.volumes.folder)
        if folder is not None and self.ledger.folder() != folder.modified:
            with self._file.writing() as connection:
                self.ledger.set_folder(connection, folder.modified)
