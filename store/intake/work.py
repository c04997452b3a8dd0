"""The work on a handful of sources: bytes -> articles with their facts. A pure function that runs anywhere."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from types import FrameType
from typing import Any

from store.errors import UserError
from store.intake.likeness import Sketch, sketch
from store.reading.clean import clean
from store.reading.formats import format_of
from store.records import Article, Extraction, Record, source_digest

SECONDS = 60
"""Seconds of computing that the articles of one source may take, where the system can tell."""

LONGEST_TEXT = 1_000_000
"""Characters of the longest text that is taken for one article."""

LARGEST_PLAIN = 4_000_000
"""Bytes of the largest plain text that is looked at."""

GIVEN = ("title", "publisher", "author", "published", "place", "address", "language")
"""The fields of an article that may be given where it does not state them itself."""

_DIGEST = re.compile("[0-9a-f]{64}")
_SIGN = re.compile(r"[{}()\[\];=<>\\|_*&#@$~^\t]|,(?!\s|[0-9]{3})|:(?!\s|//)")
_LETTERS_FOR_A_SIGN = 30


@dataclass(frozen=True, slots=True)
class Task:
    """Bytes to read articles from. `given` fills in what the articles do not state.

    What is not `expected` to hold an article, such as any file of a folder, has to look like one.
    """

    data: bytes
    file: str
    origin: str
    address: str | None = None
    record: bool = False
    given: Mapping[str, str] = field(default_factory=dict)
    expected: bool = True


@dataclass(frozen=True, slots=True)
class Piece(Record):
    """An article with what was extracted from it, and the sketch that its near-duplicates are found by."""

    article: Article
    extraction: Extraction
    sketch: Sketch


@dataclass(frozen=True, slots=True)
class Result(Record):
    """The articles of a task, or the reason why there are none."""

    pieces: tuple[Piece, ...] = ()
    reason: str | None = None


def work(tasks: Sequence[Task]) -> list[Result]:
    """A result for each task; it never raises for what a task holds."""
    return [_result(task) for task in tasks]


def _result(task: Task) -> Result:
    try:
        with _limit(SECONDS):
            return Result(tuple(_piece(article) for article in _articles(task)))
    except UserError as error:
        label = clean(task.origin or task.file)
        return Result(reason=str(error).removeprefix(label).strip().removesuffix("."))
    except TimeoutError:
        return Result(reason=f"took more than {SECONDS} seconds of computing to understand")
    except MemoryError:
        return Result(reason="took too much memory to understand")
    except Exception as error:
        return Result(reason=f"could not be understood ({type(error).__name__})")


def _articles(task: Task) -> Iterator[Article]:
    from store.reading import read_source

    if len(task.data) > LARGEST_PLAIN and not task.record and format_of(task.data) is None:
        raise UserError(f"holds more text than an article ({len(task.data):,} bytes): split it into articles")
    articles = _of_record(task) if task.record else read_source(task.data, task.file, task.origin)
    for article in articles:
        if len(article.text) > LONGEST_TEXT:
            raise UserError(
                f"holds more text than an article ({len(article.text):,} characters): split it into articles"
            )
        if not (task.expected or is_written(article.text)):
            raise UserError("is a program, a table or markup, and no article")
        found = {"address": task.address} | dict(task.given)
        missing = {
            name: clean(" ".join(value.split()))
            for name, value in found.items()
            if value and not _stated(article, name)
        }
        yield replace(article, **missing) if missing else article


def is_written(text: str) -> bool:
    """Whether a text is written for people: programs, tables and markup have far more signs in it."""
    letters = sum(map(len, text.split()))
    return not text.startswith("<") and len(_SIGN.findall(text)) * _LETTERS_FOR_A_SIGN < letters


def _stated(article: Article, name: str) -> bool:
    """Whether the article says it itself; every article has a language, and English is only supposed."""
    value = getattr(article, name)
    return bool(value) and not (name == "language" and value == "en")


def _of_record(task: Task) -> list[Article]:
    """The article of a JSON object: as a library has written it, or in the simple form."""
    import orjson

    try:
        record = orjson.loads(task.data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        raise UserError("is not JSON") from None
    written = _as_written(record)
    if written is not None:
        return [written]
    if isinstance(record, dict) and "quote" in record and "sentence" in record:
        raise UserError("holds a fact without its article: export --format articles writes what can be added")
    from store.reading.article import read_text
    from store.reading.formats.jsonl import read

    try:
        [found] = read(orjson.dumps([record]))
    except UserError:
        raise UserError("holds no text: the object of an article has a field text") from None
    article = read_text(found.text, task.file, task.origin, found.fields)
    return [replace(article, digest=source_digest(task.data))]


def _as_written(record: Any) -> Article | None:
    """The article that `Article.to_json` wrote, None for any other object."""
    if not isinstance(record, dict) or not _DIGEST.fullmatch(str(record.get("digest"))):
        return None
    fields = {name: record.get(name) for name in Article.__dataclass_fields__ if name in record}
    texts = {name: clean(value) for name, value in fields.items() if isinstance(value, str)}
    if not all(texts.get(name, "").strip() for name in ("id", "title", "text")):
        return None
    return Article.from_json({name: value for name, value in texts.items() if name != "duplicate_of"})


def _piece(article: Article) -> Piece:
    from store.extraction import extract

    return Piece(article, extract(article), sketch(article.text))


@contextmanager
def _limit(seconds: float) -> Iterator[None]:
    """TimeoutError in what takes longer; only the main thread of a process can be told."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def give_up(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
