"""Whatever happens to a file of a library: it opens, says what is wrong, and keeps what it can."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from samples import Said, contents, item, numbered, shown

from store.errors import UserError
from store.extraction import extract
from store.library import Library
from store.search import search


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])


def filled_with_noise(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(path.stat().st_size))


def scratched(path: Path) -> None:
    """A few bytes in the middle are others."""
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 8] = b"\xff\0\xff\0\xff\0\xff\0"
    path.write_bytes(data)


def replaced_by_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "thing").touch()


def deleted(path: Path) -> None:
    path.unlink()


DAMAGES = [emptied, truncated, filled_with_noise, scratched, replaced_by_a_folder, deleted]
FILES = ["library.json", "notebook.json", "index.sqlite", "volumes/0001.json", "volumes/0002.json"]

Damage = Callable[[Path], None]


@pytest.fixture
def filled(folder: Path, small_volumes: None) -> Path:
    """The folder of a closed library with ten articles in several volumes, and two facts selected."""
    with Library(folder) as library:
        library.add(numbered(number) for number in range(10))
        for number in (3, 4):
            library.notebook.toggle(library.index.article_facts(f"article-{number:05}")[0])
    return folder


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_mended_from_the_others(filled: Path, name: str, damage: Damage) -> None:
    before = (filled / name).read_bytes()
    damage(filled / name)
    broken = (filled / name).read_bytes() if (filled / name).is_file() else None
    with Library(filled) as library:
        if name == "index.sqlite":
            library.check(repair=True)
        assert sorted(contents(library)) == [f"article-{number:05}" for number in range(10)]
        assert contents(library) == shown(library)
        kept = 1 if name == "notebook.json" else 2
        assert len(library.notebook.selected) >= kept
        if name.startswith("volumes") or (name == "notebook.json"):
            assert any(Path(name).name in notice for notice in library.notices)
        assert search(library.index, "revenue").fact_count == 10
    aside = list((filled / "damaged").glob("*")) if (filled / "damaged").is_dir() else []
    if broken is not None and name != "index.sqlite":
        assert [path.read_bytes() for path in aside] == [broken]
    assert before
    with Library(filled) as library:
        assert library.notices == []
        assert contents(library) == shown(library)


@pytest.mark.parametrize("damage", [truncated, scratched])
def test_without_the_index_whole_lines_of_a_volume_are_saved(filled: Path, damage: Damage) -> None:
    damage(filled / "volumes" / "0001.json")
    for path in filled.glob("index.sqlite*"):
        path.unlink()
    with Library(filled) as library:
        held = contents(library)
        assert len(held) >= 8
        assert held == shown(library)
        assert library.outdated() > 0
        assert "Facts are missing: `jining-tui check --repair` extracts" in library.notices[0]
        assert any("saved without all facts" in str(finding) for finding in library.check(repair=True))
        assert library.outdated() == 0
        assert library.check() == []


def test_a_note_has_its_fact_again_when_a_repair_has_ended(folder: Path) -> None:
    with Library(folder) as library:
        article, _ = item(
            "park",
            Said("The park earned ‹12 million yuan›.", "?", 1.0, "?"),
            Said("It has ‹34 tenants›.", "?", 1.0, "?"),
        )
        library.add([(article, extract(article))])
        for fact in library.index.article_facts("park"):
            library.notebook.note(fact, "sure")
    (volume,) = (folder / "volumes").iterdir()
    lines = volume.read_bytes().splitlines(keepends=True)
    volume.write_bytes(b"".join(lines[:-3]))
    for path in folder.glob("index.sqlite*"):
        path.unlink()
    with Library(folder) as library:
        assert len(library.notebook.lost_notes()) == 1
        assert all(finding.mended for finding in library.check(repair=True))
        assert library.notebook.lost_notes() == ()


def test_a_volume_that_nothing_knows_any_more_is_missed(filled: Path) -> None:
    (filled / "volumes" / "0001.json").unlink()
    for path in filled.glob("index.sqlite*"):
        path.unlink()
    with Library(filled) as library:
        missed = [str(finding) for finding in library.check() if "0001.json is missing" in str(finding)]
        assert missed == [
            "volumes: 0001.json is missing, and the index knows nothing of it. "
            "Copy it from a backup, or add its articles again."
        ]


@pytest.mark.parametrize("damage", [truncated, filled_with_noise])
def test_a_damaged_index_is_told_of(filled: Path, damage: Damage) -> None:
    damage(filled / "index.sqlite")
    with Library(filled) as library:
        library.check()
        assert any("index.sqlite was damaged" in notice for notice in library.notices)


@pytest.mark.parametrize("name", ["library.lock", "notebook.lock"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_lock_is_taken_whatever_stands_in_its_place(filled: Path, name: str, damage: Damage) -> None:
    damage(filled / name)
    with Library(filled) as library:
        assert library.add([numbered(11)]).added == ("article-00011",)
        library.notebook.select(library.index.article_facts("article-00011"))
        assert len(library.notebook.selected) == 4
        assert library.notices == []
        assert library.check() == []
    assert (filled / name).is_file()


def test_all_volumes_gone_are_written_again_from_the_index(filled: Path) -> None:
    shutil.rmtree(filled / "volumes")
    with Library(filled) as library:
        assert len(contents(library)) == 10
        assert contents(library) == shown(library)
        assert "was missing" in library.notices[0]


def test_an_index_that_is_damaged_while_it_is_used_comes_back(filled: Path) -> None:
    with Library(filled) as library:
        assert library.index.totals().articles == 10
        rows = library.index.facts()
        overwrite(library, filled)
        assert len(rows.page(0, 99)) == 20
        overwrite(library, filled)
        assert search(library.index, "revenue").fact_count == 10
        overwrite(library, filled)
        assert rows.position(library.index.article_facts("article-00003")[1].id) == 7
        library.refresh()
        assert any("made again from the volumes" in notice for notice in library.notices)


def test_a_damaged_index_hinders_no_change(filled: Path) -> None:
    with Library(filled) as library:
        overwrite(library, filled)
        assert library.add([numbered(11)]).added == ("article-00011",)
        overwrite(library, filled)
        assert library.remove(["article-00011"]) == ("article-00011",)
        assert shown(library) == contents(library)


def overwrite(library: Library, folder: Path) -> None:
    """Fill all of the index but its header with zeros."""
    library._file.close()
    for path in folder.glob("index.sqlite-*"):
        path.unlink()
    data = bytearray((folder / "index.sqlite").read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    (folder / "index.sqlite").write_bytes(data)


WORDS = ["meta.json", ".managed.json", *(f"*.{part}" for part in ("term", "idx", "pos", "fast", "fieldnorm"))]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", WORDS)
def test_a_damaged_text_index_comes_back(filled: Path, name: str, damage: Damage) -> None:
    with Library(filled) as library:
        folder = library._file.words.folder
    assert folder is not None
    for path in folder.glob(name):
        damage(path)
    with Library(filled) as library:
        assert search(library.index, "revenue").fact_count == 10
        assert search(library.index, "metric:revenue kind:money").article_count == 10
        assert library.check() == []


@pytest.mark.parametrize("damage", [deleted, emptied, replaced_by_a_folder])
def test_a_text_index_that_is_gone_while_it_is_used_comes_back(filled: Path, damage: Damage) -> None:
    with Library(filled) as library:
        assert search(library.index, "revenue").fact_count == 10
        damage(next(filled.glob("words/*/meta.json")))
        assert search(library.index, "revenue").fact_count == 10
        assert any("was made again" in notice for notice in library.notices)
        shutil.rmtree(filled / "words")
        assert search(library.index, "revenue").fact_count == 10
        assert library.add([numbered(11)]).added == ("article-00011",)
        assert search(library.index, "revenue").fact_count == 11


def test_the_text_index_of_another_library_is_not_taken(filled: Path) -> None:
    with Library(filled.with_name("other")) as other:
        other.add([numbered(99)])
    (mine,), (others,) = filled.glob("words/*"), filled.with_name("other").glob("words/*")
    shutil.rmtree(mine)
    shutil.copytree(others, filled / "words" / others.name)
    with Library(filled) as library:
        assert search(library.index, "revenue").fact_count == 10


def test_articles_that_a_killed_writer_left_unwritten_are_found(filled: Path) -> None:
    with sqlite3.connect(filled / "index.sqlite") as connection:
        connection.execute("INSERT INTO unwritten SELECT n FROM articles WHERE id < 'article-00005'")
    with Library(filled) as library:
        assert search(library.index, "revenue").fact_count == 10
        assert library.check() == []


def test_an_index_that_is_deleted_while_it_is_used_comes_back(filled: Path) -> None:
    with Library(filled) as library:
        for path in filled.glob("index.sqlite*"):
            path.unlink()
        library.refresh()
        assert (filled / "index.sqlite").is_file()
        assert shown(library) == contents(library)
        library.add([numbered(11)])
        assert len(shown(library)) == 11


def test_an_index_of_another_program_version_is_made_again(filled: Path) -> None:
    with sqlite3.connect(filled / "index.sqlite") as connection:
        connection.execute("PRAGMA user_version = 999")
    with Library(filled) as library:
        assert shown(library) == contents(library)


def test_a_volume_that_somebody_edited_is_read_again(filled: Path) -> None:
    path = filled / "volumes" / "0001.json"
    path.write_bytes(path.read_bytes().replace(b'"title":"Article 1"', b'"title":"Corrected"'))
    with Library(filled) as library:
        row = library.index.article_row("article-00001")
        assert row is not None
        assert row.title == "Corrected"
        assert library.notices == []


def test_a_copied_library_needs_no_new_index(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(filled, filled.with_name("copy"))
    written: list[object] = []
    monkeypatch.setattr("store.index.writing.put", lambda *args: written.append(args))
    monkeypatch.setattr("store.index.words.documents", lambda *args: written.append(args))
    with Library(filled.with_name("copy")) as library:
        assert len(shown(library)) == 10
        assert search(library.index, "revenue").fact_count == 10
    assert written == []


def test_a_volume_that_was_copied_beside_itself_is_passed_over(filled: Path) -> None:
    shutil.copy(filled / "volumes" / "0001.json", filled / "volumes" / "0099.json")
    with Library(filled) as library:
        assert library.index.totals().articles == 10
        assert any("another volume holds too" in notice for notice in library.notices)


def test_a_read_only_library_shows_what_it_holds(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.folder.os.access", lambda *_: False)
    before = {path: path.stat().st_mtime_ns for path in filled.rglob("*.json")}
    with Library(filled) as library:
        assert library.index.totals().articles == 10
        assert len(library.notebook.selected) == 2
        assert library.refresh() is False
        for change in (lambda: library.add([numbered(12)]), lambda: library.remove(["article-00001"])):
            with pytest.raises(UserError, match="is read-only: name another one"):
                change()
        with pytest.raises(UserError, match="is read-only: copy the library"):
            library.notebook.toggle(library.index.article_facts("article-00001")[0])
    assert {path: path.stat().st_mtime_ns for path in filled.rglob("*.json")} == before


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_read_only_library_is_shown_without_its_index(
    filled: Path, monkeypatch: pytest.MonkeyPatch, damage: Damage
) -> None:
    damage(filled / "index.sqlite")
    monkeypatch.setattr("store.folder.os.access", lambda *_: False)
    names = {path.name for path in filled.iterdir()}
    with Library(filled) as library:
        assert library.index.totals().articles == 10
        assert len(library.notebook.selected) == 2
    assert {path.name for path in filled.iterdir()} - {"index.sqlite-shm", "index.sqlite-wal"} == names
