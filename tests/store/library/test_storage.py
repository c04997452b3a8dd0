"""A TinyDB file that is replaced as a whole, or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB, where

from store.errors import UserError
from store.storage import (
    DamagedFileError,
    DurableStorage,
    Stamp,
    dump_tables,
    leftovers,
    parse_tables,
    recover_tables,
    sweep,
    write_atomically,
)

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=3),
    max_leaves=5,
)
RECORDS = st.dictionaries(
    st.integers(1, 99).map(str),
    st.dictionaries(st.text('abcdé\n"', max_size=4), VALUES, max_size=3),
    max_size=5,
)
TABLES = st.dictionaries(st.text("artfcs", min_size=1, max_size=5), RECORDS, min_size=1, max_size=3)


def test_tinydb_reads_back_what_it_wrote(tmp_path: Path) -> None:
    with TinyDB(tmp_path / "a.json", storage=DurableStorage) as database:
        database.insert({"name": "Jining", "facts": 3})
    with TinyDB(tmp_path / "a.json", storage=DurableStorage) as database:
        assert database.search(where("name") == "Jining") == [{"name": "Jining", "facts": 3}]


def test_a_file_has_one_record_a_line_and_is_plain_json(tmp_path: Path) -> None:
    database = TinyDB(tmp_path / "a.json", storage=DurableStorage)
    database.table("articles").insert_multiple({"text": f"two\nlines {number}"} for number in range(3))
    text = (tmp_path / "a.json").read_text()
    assert orjson.loads(text) == {"articles": {str(n + 1): {"text": f"two\nlines {n}"} for n in range(3)}}
    assert sum(line.startswith('"') and line.rstrip(",").endswith("}") for line in text.splitlines()) == 3


@given(TABLES)
def test_what_is_dumped_is_parsed_again(tables: Any) -> None:
    assert parse_tables(dump_tables(tables)) == tables


@given(TABLES, st.data())
def test_every_whole_line_of_a_truncated_file_is_recovered(tables: Any, data: st.DataObject) -> None:
    whole = dump_tables(tables)
    cut = data.draw(st.integers(0, len(whole)))
    position = len("{\n")
    for name, records in tables.items():
        position += len(orjson.dumps(name)) + len(": {\n")
        for key, record in records.items():
            position += len(f'"{key}": ') + len(orjson.dumps(record))
            if position <= cut:
                assert recover_tables(whole[:cut])[name][key] == record
            position += len(",\n")
        position += len("\n},\n") - (len(",\n") if records else 0)


@given(st.binary())
def test_noise_is_damage_or_tables_and_nothing_else(noise: bytes) -> None:
    try:
        assert isinstance(parse_tables(noise), dict)
    except DamagedFileError:
        recover_tables(noise)


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"\0" * 100, b"[1]", b'{"a": 1}', b'{"a": {"x": {}}}', b"{", b"\xff"]
)
def test_what_is_not_a_tinydb_file_is_never_an_empty_one(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(DamagedFileError):
        DurableStorage(path).read()
    assert path.read_bytes() == content


def test_a_file_that_another_process_replaced_is_read_again(tmp_path: Path) -> None:
    one, other = DurableStorage(tmp_path / "a.json"), DurableStorage(tmp_path / "a.json")
    one.write({"a": {"1": {"x": 1}}})
    assert other.read() == {"a": {"1": {"x": 1}}}
    other.write({"a": {"1": {"x": 22}}})
    assert one.read() == {"a": {"1": {"x": 22}}}


def test_a_transaction_writes_once_and_at_its_end(tmp_path: Path) -> None:
    storage = DurableStorage(tmp_path / "a.json")
    storage.write({"a": {}})
    before = Stamp.of(storage.path)
    with storage.transaction():
        table = TinyDB(storage=lambda: storage).table("a")
        for number in range(5):
            table.insert({"x": number})
        assert Stamp.of(storage.path) == before
        assert len(table) == 5
    assert len((storage.read() or {})["a"]) == 5


def test_a_transaction_that_fails_leaves_the_old_tables(tmp_path: Path) -> None:
    storage = DurableStorage(tmp_path / "a.json")
    storage.write({"a": {"1": {"x": 1}}})
    content = storage.path.read_bytes()

    def change() -> None:
        with storage.transaction():
            TinyDB(storage=lambda: storage).table("a").insert({"x": 2})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change()
    assert storage.path.read_bytes() == content
    assert storage.read() == {"a": {"1": {"x": 1}}}


def test_a_transaction_without_a_change_writes_nothing(tmp_path: Path) -> None:
    storage = DurableStorage(tmp_path / "a.json")
    with storage.transaction():
        TinyDB(storage=lambda: storage).table("a").search(where("x") == 1)
    assert not storage.path.exists()


def test_the_file_before_is_kept_where_a_backup_is_named(tmp_path: Path) -> None:
    storage = DurableStorage(tmp_path / "a.json", tmp_path / "b.json")
    for number in range(3):
        storage.write({"a": {"1": {"x": number}}})
    assert parse_tables((tmp_path / "b.json").read_bytes()) == {"a": {"1": {"x": 1}}}


STEPS = ["open", "write", "fsync", "replace", "fsync of the folder"]


def break_at(monkeypatch: pytest.MonkeyPatch, step: str, code: int) -> None:
    """Let the operating system fail at a step of a write, as it does when a disk is full or goes away."""

    def fail(*args: Any, **kwargs: Any) -> Any:
        raise OSError(code, os.strerror(code))

    if step == "open":
        monkeypatch.setattr(Path, "open", fail)
    elif step == "write":
        real = Path.open

        def half(self: Path, *args: Any, **kwargs: Any) -> Any:
            file = real(self, *args, **kwargs)
            if "b" not in str(args):
                return file

            class Full:
                def __enter__(self) -> Any:
                    return self

                def __exit__(self, *error: Any) -> None:
                    file.close()

                def write(self, data: bytes) -> int:
                    file.write(bytes(data[: len(data) // 2]))
                    fail()
                    return 0

                def fileno(self) -> int:
                    return int(file.fileno())

            return Full()

        monkeypatch.setattr(Path, "open", half)
    elif step == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    elif step == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    else:
        monkeypatch.setattr("store.storage.sync_folder", fail)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT])
@pytest.mark.parametrize("step", STEPS)
def test_a_failing_disk_is_a_sentence_and_leaves_a_whole_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    path = tmp_path / "a.json"
    write_atomically(path, b"old")
    with monkeypatch.context() as broken:
        break_at(broken, step, code)
        with pytest.raises(UserError, match=r"^Cannot write .*a\.json: .*\.$"):
            write_atomically(path, b"new")
    assert path.read_bytes() == (b"new" if step == "fsync of the folder" else b"old")
    assert leftovers(tmp_path) == []


def test_a_full_disk_leaves_what_the_storage_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = DurableStorage(tmp_path / "a.json")
    storage.write({"a": {"1": {"x": 1}}})
    with monkeypatch.context() as broken:
        break_at(broken, "fsync", errno.ENOSPC)
        with pytest.raises(UserError, match="disk is full"):
            storage.write({"a": {}})
    assert storage.read() == {"a": {"1": {"x": 1}}}


def test_a_folder_that_vanished_is_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    with pytest.raises(UserError, match="folder is not there"):
        DurableStorage(folder / "a.json").write({"a": {}})
    assert not folder.exists()


def test_what_a_killed_writer_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / ".a.json.123-abcd.tmp").write_text("half")
    (tmp_path / "a.json").write_text("whole")
    sweep(tmp_path, "b")
    assert len(leftovers(tmp_path)) == 1
    sweep(tmp_path, "a")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
