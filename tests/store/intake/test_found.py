"""What lies among articles in folders and archives is told from them, and whatever is no article is named."""

from __future__ import annotations

import io
import socket
import tarfile
import zipfile
from pathlib import Path

import pytest

from store.intake.adding import add_paths
from store.intake.report import Report
from store.library import Library

GOOD = "The park in the east recorded revenue of 3 billion yuan in 2021, and 52 firms of it employ 300 people."
BETTER = GOOD.replace("east", "north").replace("3 billion", "4 billion")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    return folder


def add(*paths: Path) -> tuple[Report, list[str]]:
    """What became of the paths, and the ids of the articles in the library."""
    folder = paths[0] if paths[0].is_dir() else paths[0].parent
    with Library(folder.parent / "library") as library:
        report = add_paths(library, [str(path) for path in paths])
        return report, sorted(library.id_of(digest) or "" for digest in library.digests())


def reasons(report: Report) -> dict[str, tuple[str, str | None]]:
    return {Path(each.source).name: (each.outcome, each.reason) for each in report.troubles}


def zipped(path: Path, **members: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_link_that_leads_to_itself_is_named(folder: Path) -> None:
    (folder / "loop").symlink_to("loop")
    report, ids = add(folder)
    assert ids == ["good"]
    assert reasons(report) == {"loop": ("failed", "is a link that leads to itself: remove it")}


def test_a_socket_is_no_file(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)  # the path of a socket may only be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
        report, ids = add(folder)
    assert ids == ["good"]
    assert reasons(report) == {"socket": ("failed", "is no file that could be read")}


STYLES = "body { margin: 0; padding: 12px; }\n.nav a:hover { color: #ff0000; width: 300px; }\n" * 4
SCRIPT = "(function(){ var a = 12; window.dataLayer = window.dataLayer || []; gtag('config', 300); })();\n" * 4
TABLE = "name,year,revenue\nJining,2021,3.5\nWeifang,2022,4.5\n" * 4
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"><path d="M12 2 3 4"/></svg>'
PLACES = '<?xml version="1.0"?><urlset><url><loc>http://a.example/c</loc><age>0.5</age></url></urlset>'
NO_ARTICLES = {
    "style.css": STYLES, "app.js": SCRIPT, "data.csv": TABLE, "logo.svg": PICTURE, "sitemap.xml": PLACES,
    "list.json": "[1, 2, 3]",
    "tool.py": "import os\nfor x in range(3):\n    print(os.path.join('a', str(x)))\n",
}  # fmt: skip


def test_programs_and_tables_among_saved_pages_are_no_articles(folder: Path) -> None:
    files = folder / "page_files"
    files.mkdir()
    for name, content in NO_ARTICLES.items():
        (files / name).write_text(content)
    report, ids = add(folder)
    assert ids == ["good"]
    assert report.counts["skipped"] == len(NO_ARTICLES)
    assert reasons(report)["style.css"] == ("skipped", "is a program, a table or markup, and no article")


def test_programs_and_tables_in_an_archive_are_no_articles(folder: Path) -> None:
    zipped(folder / "site.zip", **NO_ARTICLES, report=BETTER)
    report, ids = add(folder)
    assert ids == ["good", "report"]
    assert report.counts["skipped"] == len(NO_ARTICLES)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "gb18030"])
def test_an_article_without_an_ending_to_its_name_is_read(folder: Path, encoding: str) -> None:
    (folder / "report").write_bytes(
        f"{BETTER}\n\n“济宁” (Jining) lies in Shandong; https://a.example/b.".encode(encoding)
    )
    assert add(folder)[1] == ["good", "report"]


def test_what_is_named_is_an_article(folder: Path) -> None:
    (folder / "data.csv").write_text(TABLE)
    assert add(folder / "data.csv")[1] == ["data"]


@pytest.mark.parametrize("name", ["empty.zip", "hidden.zip", "noise.warc"])
def test_an_archive_without_articles_is_named(folder: Path, name: str) -> None:
    zipped(folder / "empty.zip")
    zipped(folder / "hidden.zip", **{".hidden.txt": GOOD, "folder/": ""})
    (folder / "noise.warc").write_bytes(b"WARC/1.0\r\n" + bytes(range(256)) * 20)
    for each in ("empty.zip", "hidden.zip", "noise.warc"):
        if each != name:
            (folder / each).unlink()
    report, _ = add(folder / name)
    assert reasons(report) == {name: ("failed", "holds nothing that could be an article")}
    report, _ = add(folder)
    assert reasons(report) == {name: ("skipped", "holds nothing that could be an article")}


def test_a_folder_packed_with_a_dot_before_its_names_is_read(folder: Path) -> None:
    with tarfile.open(folder / "all.tar", "w") as archive:
        info = tarfile.TarInfo("./news/north.txt")
        info.size = len(BETTER)
        archive.addfile(info, io.BytesIO(BETTER.encode()))
    assert add(folder / "all.tar")[1] == ["north"]


def test_a_path_out_of_an_archive_leads_nowhere(folder: Path) -> None:
    zipped(folder / "out.zip", **{"../../out.txt": BETTER})
    assert add(folder / "out.zip")[1] == ["out"]
    assert sorted(path.name for path in folder.parent.iterdir()) == ["library", "news"]
    assert sorted(path.name for path in folder.iterdir()) == ["good.txt", "out.zip"]


def test_a_damaged_member_of_an_archive_is_named_in_words(folder: Path) -> None:
    path = zipped(folder / "flipped.zip", **{"a.txt": BETTER})
    data = bytearray(path.read_bytes())
    data[60] ^= 255
    path.write_bytes(data)
    report, _ = add(path)
    assert reasons(report) == {"flipped.zip › a.txt": ("failed", "is damaged, and could not be unpacked")}


def test_a_name_that_no_file_can_have_is_named(tmp_path: Path) -> None:
    path = tmp_path / ("long" * 2000)
    with Library(tmp_path / "library") as library:
        (trouble,) = add_paths(library, [str(path)]).troubles
    assert trouble.outcome == "failed"
    assert trouble.reason
