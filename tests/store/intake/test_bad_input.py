"""What cannot be read is named in plain words, takes bounded time and memory, and harms no other file."""

from __future__ import annotations

import errno
import os
import struct
import time
import zipfile
from pathlib import Path

import pytest

from store.comparison.agreement import agreements
from store.index import FactRow
from store.intake import sources
from store.intake.adding import add_paths
from store.intake.report import Report
from store.library import Library
from store.records import Fact

GOOD = "The park in the east recorded revenue of 3 billion yuan in 2021, and 52 firms of it employ 300 people."
LOCKED = b"""%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [] /Count 0 >>
endobj
3 0 obj
<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4
/O <2055c756c72e1ad702608e8196acad447ad32d17cff583235f6dd15fed7dab67>
/U <2055c756c72e1ad702608e8196acad447ad32d17cff583235f6dd15fed7dab67> >>
endobj
trailer << /Size 4 /Root 1 0 R /Encrypt 3 0 R /ID [<00><00>] >>
%%EOF"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    return folder


def add(folder: Path) -> Report:
    """What became of the folder; the good article in it is read whatever else is there."""
    with Library(folder.parent / "library") as library:
        report = add_paths(library, [str(folder)])
        assert library.article("good") is not None
    return report


def reason(report: Report) -> str:
    [trouble] = report.troubles
    return trouble.reason or ""


def test_half_a_gigabyte_on_one_line(folder: Path) -> None:
    with (folder / "long.txt").open("wb") as file:
        file.truncate(500_000_000)
    assert reason(add(folder)) == "is larger than 64 MB: split it into articles first"


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ('{"text": "', "has a line 1 of more than 64 MB: split it into articles first"),
        (
            '{"text": "A short one."}\n{"text": "',
            "has a line 2 of more than 64 MB: split it into articles first",
        ),
        ('{"text": "' + "x" * 5_000_000 + '"\n', "is larger than 64 MB unpacked"),
    ],
)
def test_json_of_half_a_gigabyte(folder: Path, head: str, said: str) -> None:
    with (folder / "long.jsonl").open("wb") as file:
        file.write(head.encode())
        file.truncate(500_000_000)
    assert reason(add(folder)) == said


def test_a_page_nested_a_hundred_thousand_deep(folder: Path) -> None:
    (folder / "deep.html").write_text("<html><body>" + "<div>" * 100_000 + GOOD)
    report = add(folder)
    assert report.counts["added"] == 2 or "is a web page" in reason(report)


def test_a_page_of_a_million_attributes(folder: Path) -> None:
    attributes = " ".join(f"a{number}=1" for number in range(1_000_000))
    (folder / "wide.html").write_text(f"<html><body {attributes}><p>{GOOD}")
    began = time.monotonic()
    assert "is a web page, and it is larger than" in reason(add(folder))
    assert time.monotonic() - began < 60


def test_a_pdf_file_with_a_password(folder: Path) -> None:
    (folder / "locked.pdf").write_bytes(LOCKED)
    assert reason(add(folder)) == "is a PDF file, and it is protected by a password: save it without one"


def test_a_feed_without_dates(folder: Path) -> None:
    entry = f"<item><title>Park</title><description>{GOOD * 3}</description></item>"
    (folder / "feed.rss").write_text(f"<rss version='2.0'><channel><title>Post</title>{entry}</channel></rss>")
    assert add(folder).counts["added"] == 2


def test_a_file_that_changes_while_it_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "growing.txt"
    path.write_text(GOOD * 2)
    monkeypatch.setattr(os, "fstat", _Changing(path))
    assert "changed while it was read" in reason(add(folder))


class _Changing:
    """The state of an open file, which another program changes between two looks."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fstat = os.fstat

    def __call__(self, descriptor: int) -> os.stat_result:
        status = self._fstat(descriptor)
        if status.st_ino == self._path.stat().st_ino:
            with self._path.open("a") as file:
                file.write("More.")
        return status


def test_a_file_that_vanishes_before_it_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "gone.txt"
    path.write_text(GOOD)
    opened = sources._open

    def opened_too_late(name: str) -> object:
        path.unlink(missing_ok=True)
        return opened(name)

    monkeypatch.setattr(sources, "_open", opened_too_late)
    assert "does not exist (any more)" in reason(add(folder))


def test_what_may_not_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "closed.txt").write_text(GOOD)
    (folder / "closed.txt").chmod(0)
    if getattr(os, "geteuid", lambda: 0)() == 0:  # nothing is forbidden to this user
        opened = os.open

        def forbidding(path: str, flags: int, *more: int) -> int:
            if str(path).endswith("closed.txt"):
                raise PermissionError(errno.EACCES, "Permission denied")
            return opened(path, flags, *more)

        monkeypatch.setattr("store.intake.sources.os.open", forbidding)
    assert reason(add(folder)) == "may not be read: change the file's permissions"


def test_an_office_document_is_no_archive(folder: Path) -> None:
    with zipfile.ZipFile(folder / "report.docx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert "is an office document" in reason(add(folder))


def test_a_zip_archive_with_an_endless_table_of_contents(folder: Path) -> None:
    with zipfile.ZipFile(folder / "wide.zip", "w") as archive:
        archive.writestr("a.txt", GOOD)
    data = bytearray((folder / "wide.zip").read_bytes())
    struct.pack_into("<L", data, data.rindex(b"PK\5\6") + 12, 2**31)
    (folder / "wide.zip").write_bytes(data)
    assert "holds too many files" in reason(add(folder))


def test_a_copy_of_an_article_does_not_confirm_it() -> None:
    def row(article: str, duplicate_of: str | None = None) -> FactRow:
        fact = Fact(
            id=article, article=article, start=0, end=17, quote="53.19 billion yuan", sentence="",
            kind="money", value=53.19e9, upper=None, bound="exact", unit="CNY", equivalent=None, change=None,
            metric="GDP", subject="the zone", period="2021-01-01/2021-12-31", status="actual",
        )  # fmt: skip
        return FactRow(fact, article, None, None, duplicate_of)

    assert [each.verdict for each in agreements([row("a"), row("b")])] == ["confirmed"]
    assert agreements([row("a"), row("b", "a"), row("c", "a")]) == ()
