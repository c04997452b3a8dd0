"""`check` finds every broken promise, and mends what is derived."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from samples import Said, contents, item, numbered, shown

from store.library import Library


@pytest.fixture
def filled(library: Library) -> Library:
    """A library with five articles and a selected fact."""
    library.add(
        [*(numbered(number) for number in range(4)), item("gdp", Said("GDP was ‹5 yuan›.", "GDP", 5.0))]
    )
    library.notebook.toggle(library.index.article_facts("article-00003")[0])
    return library


def edit(library: Library, old: bytes, new: bytes) -> None:
    path = library._volumes.path(1)
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))


def test_a_sound_library_has_no_findings(filled: Library) -> None:
    assert filled.check() == []
    assert filled.check(repair=True) == []


def edited(old: str, new: str) -> Callable[[Library], None]:
    """The volume with a piece of it changed."""
    return lambda library: edit(library, old.encode(), new.encode())


def changed(statement: str) -> Callable[[Library], None]:
    """The index after a statement."""
    return lambda library: sql(library, statement)


BROKEN: list[tuple[str, Callable[[Library], None], bool]] = [
    ("is not sound: its quote", edited('"quote":"5 yuan"', '"quote":"6 yuan"'), True),
    ("is not sound: its sentence", edited('"sentence":[0,15]', '"sentence":[9,15]'), True),
    ("its id is not that of its place", edited('"facts": {\n"1": {"id":"', '"facts": {\n"1": {"id":"0'), True),
    ("is not what the text says", edited('"quote":"2021"', '"quote":"2022"'), True),
    ("is not a whole record", edited('"digest"', '"digset"'), True),
    ("the volume is damaged", edited('"facts": {', '"facts": ('), True),
    ("the index differs", edited('"title":"Article 1"', '"title":"Article X"'), True),
    ("which is not in the volume", edited('"article":"gdp"', '"article":"pdg"'), False),
    ("the volume is missing", lambda library: library._volumes.path(1).unlink(), True),
    ("this is not a volume", lambda library: (library._volumes.folder / "x.json").touch(), False),
    ("a writer that was killed", lambda library: (library.folder / ".notebook.json.1-2.tmp").touch(), True),
    ("the index differs", changed("UPDATE articles SET entry = x'00' WHERE id = 'gdp'"), True),
    ("the index differs", changed("DELETE FROM articles WHERE id = 'gdp'"), True),
    ("the index counts", changed("UPDATE meta SET value = 7 WHERE key = 'facts'"), True),
    ("the index is damaged", lambda library: spoil(library, "*.idx"), True),
    ("the index is damaged", lambda library: spoil(library, "meta.json"), True),
    ("the index is damaged", lambda library: library._file.words.reset(), True),
]


def spoil(library: Library, files: str) -> None:
    """Files of the text index with a few other bytes."""
    folder = library._file.words.folder
    assert folder is not None
    for path in folder.glob(files):
        data = bytearray(path.read_bytes())
        data[:8] = b"\xff\0\xff\0\xff\0\xff\0"
        path.write_bytes(data)


def sql(library: Library, statement: str) -> None:
    with sqlite3.connect(library._file.path) as connection:
        connection.execute(statement)


@pytest.mark.parametrize(("finding", "break_it", "mendable"), BROKEN)
def test_what_is_broken_is_found_and_mended(
    filled: Library, finding: str, break_it: Callable[[Library], None], mendable: bool
) -> None:
    break_it(filled)
    found = filled.check()
    assert any(finding in str(each) for each in found), list(map(str, found))
    assert not any(each.mended for each in found)
    mended = filled.check(repair=True)
    assert any(each.mended for each in mended) or not mendable
    left = filled.check()
    assert (left == []) == mendable, list(map(str, left))
    assert contents(filled) == shown(filled)
    assert filled.notebook.selected


def test_a_mark_without_its_fact_is_found_and_kept(filled: Library) -> None:
    filled.remove(["article-00003"])
    (finding,) = filled.check(repair=True)
    assert "“3 million yuan” (revenue) of article-00003 is not in the library any more" in str(finding)
    assert len(filled.notebook.lost) == 1


def test_an_entry_of_the_notebook_that_is_not_whole_is_found_and_kept(filled: Library, folder: Path) -> None:
    path = folder / "notebook.json"
    path.write_bytes(path.read_bytes().replace(b'"quote"', b'"qoute"'))
    (finding,) = filled.check(repair=True)
    assert "entry 1 of “selection” is not whole" in str(finding)
    filled.notebook.toggle(filled.index.article_facts("gdp")[0])
    assert b'"qoute"' in path.read_bytes()


def test_articles_of_another_version_are_found_and_extracted_again(
    filled: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr("store.rules.rules", lambda: "older")
        filled.add([item("old", Said("The GDP was ‹53 billion yuan› in 2021.", "?", 1.0, "?"))])
    (finding,) = filled.check()
    assert "1 article was extracted by another version" in str(finding)
    (finding,) = filled.check(repair=True)
    assert finding.mended
    assert [fact.value for fact in filled.index.article_facts("old")] == [53e9]
    assert filled.check() == []
