"""Files, folders and archives go into a library: each is accounted for, none harms another."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from store.errors import UserError
from store.index.schema import ORDERS
from store.intake.adding import Progress, Request, add_paths
from store.intake.report import Report
from store.library import Library, open_library

PARKS = ("eastern", "western", "northern", "southern", "upper", "lower", "inner", "outer")


def article(number: int = 0, closing: str = "") -> str:
    """A short article; each number gives another one."""
    park = f"{PARKS[number % 8]} {PARKS[number // 8 % 8]}"
    return (
        f"The {park} park takes in firms\n\n"
        f"The {park} industrial park recorded revenue of {number + 3} billion yuan in 2021, officials said.\n\n"
        f"Its {number + 52} tenants of the {park} zone employ {number + 20},000 people, and {number + 7} more "
        f"{park} firms are to move in next year, which the {park} council calls a sign of trust. {closing}\n"
    )


LONG = " ".join(
    f"Workshop {number} of the complex turned out {number * 17 + 5} tonnes of parts for buyers in the region."
    for number in range(20)
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return open_library(tmp_path / "library")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    return folder


def add(library: Library, *paths: Path | str, **options: object) -> Report:
    return add_paths(library, [str(path) for path in paths], Request(**options))  # type: ignore[arg-type]


def counts(report: Report) -> dict[str, int]:
    return {str(word): count for word, count in report.counts.items()}


def reasons(report: Report) -> dict[str, str]:
    return {Path(each.source).name: each.reason or "" for each in report.troubles}


def orders(library: Library) -> set[str]:
    names = library.index.connection().execute("SELECT name FROM sqlite_master WHERE type = 'index'")
    return {name for (name,) in names} & ORDERS.keys()


def test_a_large_intake_is_written_without_orders_and_has_them_at_the_end(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        (folder / f"{number}.txt").write_text(article(number))
    during: list[set[str]] = []
    add_paths(library, [str(folder)], tell=lambda progress: during.append(orders(library)))
    assert all(found == ORDERS.keys() for found in during)
    (folder / "large.json").write_bytes(b" " * (100 + library.index.path.stat().st_size // 8))
    monkeypatch.setattr("store.library.BATCH_BYTES", 1000)
    during.clear()
    add_paths(library, [str(folder)], tell=lambda progress: during.append(orders(library)))
    assert set() in during
    assert orders(library) == ORDERS.keys()


def test_a_folder_is_read_with_all_in_it(library: Library, folder: Path) -> None:
    (folder / "deep" / "deeper").mkdir(parents=True)
    (folder / "one.txt").write_text(article(1))
    (folder / "deep" / "two.md").write_text(article(2))
    (folder / "deep" / "deeper" / "three").write_text(article(3))
    (folder / ".hidden.txt").write_text(article(4))
    assert counts(add(library, folder)) == {"added": 3}
    assert library.article("three") is not None


def test_twice_is_once(library: Library, folder: Path) -> None:
    for number in range(5):
        (folder / f"{number}.txt").write_text(article(number))
    assert counts(add(library, folder)) == {"added": 5}
    assert counts(add(library, folder, folder)) == {"unchanged": 10}


def test_a_file_saved_again_after_an_edit_is_an_update_that_keeps_the_marks(
    library: Library, folder: Path
) -> None:
    path = folder / "park.txt"
    path.write_text(article(1))
    add(library, path)
    fact = next(fact for fact in library.index.article_facts("park") if "billion" in fact.quote)
    library.notebook.select([fact])
    path.write_text("Updated: a new headline\n\n" + article(1).partition("\n\n")[2] + "One more sentence.\n")
    assert counts(add(library, path)) == {"updated": 1}
    library.refresh()
    [selected] = library.notebook.selected
    row = library.index.fact(selected)
    assert row is not None
    assert row.fact.quote == fact.quote


def saved_page(figure: int, address: str = "https://gazette.example/2022/park") -> str:
    paragraphs = "".join(
        f"<p>Hall {number} of the park is let to {number + 3} firms, and {number + 40} people work in it.</p>"
        for number in range(8)
    )
    lead = f"<h1>The park grows</h1><p>The park recorded revenue of {figure} billion yuan in 2021.</p>"
    head = f'<head><title>The park grows</title><link rel="canonical" href="{address}"></head>'
    return f"<html>{head}<body><article>{lead}{paragraphs}</article></body></html>"


def test_a_page_saved_again_under_another_name_is_an_update(library: Library, folder: Path) -> None:
    pytest.importorskip("trafilatura")
    (folder / "page.html").write_text(saved_page(7))
    os.utime(folder / "page.html", (1_000_000, 1_000_000))
    add(library, folder)
    (folder / "page (1).html").write_text(saved_page(8))
    assert counts(add(library, folder)) == {"updated": 1, "unchanged": 1}
    article = library.article("page")
    assert article is not None
    assert "8 billion" in article.text
    assert article.source == str(folder / "page (1).html")
    assert counts(add(library, folder)) == {"unchanged": 2}
    assert "8 billion" in getattr(library.article("page"), "text", "")


def test_pages_that_only_name_the_same_address_stay_two(library: Library, folder: Path) -> None:
    for number in range(2):
        text = f"https://gazette.example/news/park\n\n{article(number)}"
        (folder / f"{number}.txt").write_text(text)
    assert counts(add(library, folder)) == {"added": 2}


def test_patterns_and_files_are_named(library: Library, folder: Path) -> None:
    (folder / "a1.txt").write_text(article(1))
    (folder / "a2.txt").write_text(article(2))
    (folder / "b[1].txt").write_text(article(3))
    report = add(library, f"{folder}/a*.txt", folder / "b[1].txt", f"{folder}/c*", folder / "gone.txt")
    assert counts(report) == {"added": 3, "failed": 2}
    assert reasons(report) == {
        "c*": "matches no file: check the pattern",
        "gone.txt": "does not exist (any more): check the file's name",
    }


def test_fields_that_are_given_fill_in_what_is_missing(library: Library, folder: Path) -> None:
    (folder / "bare.txt").write_text(article(1))
    (folder / "dated.txt").write_text(article(2).replace("\n\n", "\n\nSource: The Post\n2020-05-06\n\n", 1))
    assert counts(add(library, folder)) == {"added": 2}
    report = add(
        library, folder, given={"publisher": "The Daily", "published": "2022-03-14", "place": "Jining"}
    )
    assert report.counts["updated"] == 2
    bare, dated = library.article("bare"), library.article("dated")
    assert bare
    assert (bare.publisher, bare.published, bare.place) == ("The Daily", "2022-03-14", "Jining")
    assert dated
    assert (dated.publisher, dated.published, dated.place) == ("The Post", "2020-05-06", "Jining")
    again = add(library, folder, given={"publisher": "The Weekly"})
    assert counts(again) == {"unchanged": 2}


def test_copies_of_an_article_are_linked_to_it(library: Library, folder: Path) -> None:
    (folder / "a.txt").write_text(f"Parts for the region\n\n{LONG}\n")
    (folder / "b.txt").write_text(f"Region gets its parts\n\n{LONG} The editors added this.\n")
    (folder / "c.txt").write_text(article(1))
    report = add(library, folder)
    assert (counts(report), report.copies) == ({"added": 3}, 1)
    found = {id: library.article(id) for id in ("a", "b", "c")}
    assert {id: each and each.duplicate_of for id, each in found.items()} == {"a": None, "b": "a", "c": None}
    (folder / "d.txt").write_text(f"Later\n\n{LONG} Printed once more.\n")
    add(library, folder)
    later = library.article("d")
    assert later
    assert later.duplicate_of == "a"


def test_archives_give_what_they_hold(library: Library, folder: Path) -> None:
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("x/one.txt", article(1))
        archive.writestr("picture.png", b"\x89PNG\r\n\x1a\n\0\0")
    with tarfile.open(folder / "b.tar.gz", "w:gz") as tar:
        for number in (2, 3):
            data = article(number).encode()
            info = tarfile.TarInfo(f"{number}.txt")
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    (folder / "c.txt.gz").write_bytes(gzip.compress(article(4).encode()))
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("five.txt", article(5))
    with zipfile.ZipFile(folder / "d.bin", "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
    report = add(library, folder)
    assert counts(report) == {"added": 5, "skipped": 1}
    one = library.article("one")
    assert one
    assert one.source == f"{folder}/a.zip#x/one.txt"
    assert counts(add(library, folder)) == {"unchanged": 5, "skipped": 1}


def test_lines_of_json_give_an_article_each(library: Library, folder: Path) -> None:
    lines = [json.dumps({"title": f"Title {number}", "text": article(number)}) for number in range(3)]
    (folder / "news.jsonl").write_text("\n".join([*lines, "{broken"]) + "\n")
    report = add(library, folder)
    assert counts(report) == {"added": 3, "failed": 1}
    assert counts(add(library, folder)) == {"unchanged": 3, "failed": 1}


def test_articles_as_a_library_writes_them_come_back_the_same(library: Library, folder: Path) -> None:
    (folder / "park.txt").write_text(article(1))
    add(library, folder / "park.txt")
    ids = [row.id for row in library.index.articles().page(0, 100)]
    records = [record.to_json() for id in ids if (record := library.article(id))]
    (folder / "all.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    with Library(folder.parent / "other") as other:
        assert counts(add(other, folder / "all.jsonl")) == {"added": len(ids)}
        for id in ids:
            assert other.article(id) == library.article(id)
            assert other.index.article_facts(id) == library.index.article_facts(id)


def test_web_archives_give_their_pages(library: Library, folder: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with (folder / "crawl.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for name, kind, status, data in (
            ("park", "text/plain; charset=utf-8", "200 OK", article(1).encode()),
            ("logo", "image/png", "200 OK", b"\x89PNG"),
            ("lost", "text/html", "404 Not Found", b"<html>"),
        ):
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            address = f"https://news.example/{name}"
            writer.write_record(
                writer.create_warc_record(address, "response", payload=io.BytesIO(data), http_headers=headers)
            )
    assert counts(add(library, folder)) == {"added": 1}
    park = library.article("park")
    assert park
    assert (park.address, park.source) == ("https://news.example/park", "https://news.example/park")


def test_bad_input_is_named_and_harms_nothing_else(library: Library, folder: Path) -> None:
    (folder / "good.txt").write_text(article(1))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 50)
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    (folder / "page.txt").write_text("<!DOCTYPE html><html><body></body></html>")
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj")
    (folder / "cut.zip").write_bytes(b"PK\x03\x04" + bytes(60))
    (folder / "cut.gz").write_bytes(gzip.compress(article(2).encode() * 20)[:-30])
    (folder / "line.txt").write_text("revenue of 3 million yuan " * 200_000)
    (folder / "loop").symlink_to(folder)
    (folder / "new\nline.txt").write_text(article(3))
    os.mkfifo(folder / "pipe")
    with open(os.fsencode(folder) + b"/bad\xff.txt", "w") as file:  # noqa: PTH123
        file.write(article(4))
    report = add(library, folder)
    said = reasons(report)
    assert report.counts["added"] == 3
    assert said["empty.txt"] == "is empty: there is nothing to read in it"
    assert said["noise.txt"].startswith("is not a text file")
    assert said["photo.jpg"].startswith("is a JPEG picture")
    assert said["page.txt"].startswith("is a web page, and no article was found")
    assert said["cut.pdf"] == "is a PDF file, and it is damaged"
    assert said["cut.zip"].startswith("is a damaged zip archive")
    assert "damaged gzip" in said["cut.gz"] or "unpacked" in said["cut.gz"]
    assert said["line.txt"].startswith("holds more text than an article")
    assert said["loop"] == "is a link to a folder: name that folder to add it"
    assert said["pipe"] == "is no file that could be read"
    assert report.counts["skipped"] == 2


def test_a_bomb_ends_at_its_budget(library: Library, folder: Path) -> None:
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", article(1))
        for number in range(4):
            archive.writestr(f"{number}.txt", bytes(60 * 1024 * 1024))
    report = add(library, folder)
    assert report.counts["added"] == 1
    assert any("unpacks to more than 100 times its size" in (each.reason or "") for each in report.troubles)


def test_an_archive_with_a_password_is_named(library: Library, folder: Path) -> None:
    path = folder / "secret.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", article(1))
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the sign that a member is encrypted
    path.write_bytes(data)
    assert "password" in str(add(library, folder).troubles[0])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "cp1252"])
def test_common_encodings_are_read(library: Library, folder: Path, encoding: str) -> None:
    text = article(1) + (
        "济宁市工业园区去年营业收入增长。" if encoding == "gb18030" else "Café „Überblick“ opened."
    )
    (folder / "a.txt").write_bytes(text.encode(encoding))
    add(library, folder)
    found = library.article("a")
    assert found
    assert found.text.endswith(text.split()[-1])


def test_stopped_it_keeps_what_is_done_and_carries_on(library: Library, folder: Path) -> None:
    for number in range(60):
        (folder / f"{number:02}.txt").write_text(article(number))
    asked = iter(range(1000))
    report = add(library, folder, stop=lambda: next(asked) >= 55)
    assert report.stopped
    assert counts(report) == {"added": 55}
    assert counts(add(library, folder)) == {"added": 5, "unchanged": 55}


def test_progress_is_told(library: Library, folder: Path) -> None:
    for number in range(3):
        (folder / f"{number}.txt").write_text(article(number))
    told: list[Progress] = []
    add_paths(library, [str(folder)], None, told.append)
    last = told[-1]
    assert (last.files, last.total.files, last.articles) == (3, 3, 3)
    assert last.size == last.total.size == sum(path.stat().st_size for path in folder.iterdir())
    assert last.facts > 3


def test_a_report_names_everything(library: Library, folder: Path) -> None:
    (folder / "a.txt").write_text(article(1))
    (folder / "b.txt").write_bytes(b"")
    target = folder.parent / "report.jsonl"
    add(library, folder, report=target)
    records = sorted(map(json.loads, target.read_text().splitlines()), key=lambda each: each["source"])
    assert [(Path(each["source"]).name, each["outcome"], each["articles"]) for each in records] == [
        ("a.txt", "added", ["a"]),
        ("b.txt", "failed", []),
    ]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full here")
def test_a_report_that_cannot_be_written_is_one_sentence(library: Library, folder: Path) -> None:
    (folder / "a.txt").write_text(article(1))
    with pytest.raises(UserError, match=r"/dev/full cannot be written .*: choose another file"):
        add(library, folder, report=Path("/dev/full"))


@pytest.mark.parametrize("damage", ["noise", "a folder", "no tables"])
def test_damaged_sketches_are_made_anew(library: Library, folder: Path, damage: str) -> None:
    (folder / "a.txt").write_text(article(1))
    add(library, folder)
    sketches = library.folder / "likeness.sqlite"
    sketches.unlink()
    if damage == "noise":
        sketches.write_bytes(b"noise" * 1000)
    elif damage == "a folder":
        sketches.mkdir()
    (folder / "copy.txt").write_text(article(1, closing="Copied."))
    assert add(library, folder).copies == 1
