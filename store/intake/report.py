"""What became of everything that was to be added: counts, troubles by name, on request all of it in a file."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Literal, Self

from store.errors import UserError
from store.folder import named_path
from store.reading.clean import clean

Word = Literal["added", "updated", "unchanged", "skipped", "failed"]
WORDS: tuple[Word, ...] = ("added", "updated", "unchanged", "skipped", "failed")

MOST_TROUBLES = 1000
"""Failures that are kept in memory, and things that were skipped; a report file has them all."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a source or of an article in it: the reason where it was skipped or failed.

    `articles` are ids in the library, `copy_of` the id of the article that this one repeats.
    """

    source: str
    outcome: Word
    reason: str | None = None
    articles: tuple[str, ...] = ()
    copy_of: str | None = None

    def __str__(self) -> str:
        """One sentence for the reader."""
        return f"{clean(self.source)} {self.reason or f'was {self.outcome}'}."


class Report:
    """The account of one intake. With a file, each outcome is written there as a line of JSON at once.

    UserError when the file cannot be written.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Nothing yet; the file at `path`, where one is named, is made anew."""
        self.counts: Counter[Word] = Counter()
        self.copies = 0
        self.facts = 0
        self.stopped = False
        self.troubles: list[Outcome] = []
        self._path = path
        self._file: IO[bytes] | None = None
        if path is not None:
            try:
                self._file = named_path(path).open("wb", buffering=0)
            except OSError as error:
                raise self._unwritten(error) from error

    def add(self, outcome: Outcome, facts: int = 0) -> None:
        """Account for something."""
        self.counts[outcome.outcome] += 1
        self.copies += outcome.copy_of is not None
        self.facts += facts
        if outcome.reason and self.counts[outcome.outcome] <= MOST_TROUBLES:
            self.troubles.append(outcome)
        if self._file is not None:
            import orjson

            record = asdict(outcome) | {"source": clean(outcome.source)}
            line = orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
            try:
                while line:
                    line = line[self._file.write(line) :]
            except OSError as error:
                raise self._unwritten(error) from error

    @property
    def failed(self) -> bool:
        """Whether anything failed, or was left out since the reader stopped."""
        return self.stopped or self.counts["failed"] > 0

    def worst(self, most: int) -> tuple[list[Outcome], int]:
        """The first troubles, failures before what was skipped, and how many there are besides."""
        named = sorted(self.troubles, key=lambda outcome: outcome.outcome != "failed")[:most]
        return named, self.counts["failed"] + self.counts["skipped"] - len(named)

    def summary(self) -> str:
        """The counts in a sentence."""
        if not self.counts and not self.stopped:
            return "0 added: no file was found, hidden ones aside."
        parts = [f"{self.counts[word]:,} {word}" for word in WORDS if self.counts[word] or word == "added"]
        text = ", ".join(parts)
        if self.copies:
            text += f"; {self.copies:,} of the articles repeat one that is there already"
        return f"{text}."

    def _unwritten(self, error: OSError) -> UserError:
        return UserError(f"{self._path} cannot be written ({error.strerror}): choose another file.")

    def __enter__(self) -> Self:
        """The report itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Complete the file."""
        if self._file is not None:
            self._file.close()
