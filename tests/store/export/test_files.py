"""The file that an export goes to."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import UserError
from store.export.files import NameTakenError, file_name, write_new


def test_a_new_file_holds_the_text_as_it_is(tmp_path: Path) -> None:
    path = write_new(tmp_path / "facts.md", "one\r\n二\n")
    assert path.read_bytes() == "one\r\n二\n".encode()
    assert [entry.name for entry in tmp_path.iterdir()] == ["facts.md"]


def test_an_existing_file_is_kept_without_a_yes(tmp_path: Path) -> None:
    path = tmp_path / "facts.md"
    path.write_text("mine")
    with pytest.raises(NameTakenError, match="exists already"):
        write_new(path, "theirs")
    assert path.read_text() == "mine"
    assert write_new(path, "theirs", overwrite=True).read_text() == "theirs"


def test_overwriting_keeps_the_permissions(tmp_path: Path) -> None:
    path = tmp_path / "facts.md"
    path.write_text("mine")
    path.chmod(0o640)
    write_new(path, "theirs", overwrite=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_is_never_written_through(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("precious")
    link.symlink_to(target)
    with pytest.raises(NameTakenError):
        write_new(link, "facts")
    write_new(link, "facts", overwrite=True)
    assert target.read_text() == "precious"


def test_a_link_to_nowhere_counts_as_a_name_that_is_taken(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(NameTakenError):
        write_new(tmp_path / "link", "facts")


@pytest.mark.parametrize("name", ["", "missing/facts.md", "a\0b", "x" * 300])
def test_a_place_that_cannot_be_written_is_the_readers_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match=r"^[^\n]+\.$"):
        write_new(tmp_path / name, "facts")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_the_readers_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UserError, match="Permission denied"):
        write_new(tmp_path / "facts.md", "facts")


@given(st.text(max_size=400))
def test_a_file_name_is_safe_whatever_the_title(title: str) -> None:
    name = file_name(title)
    assert re.fullmatch(r"facts(-[^\W_]+)*\.md", name)
    assert len(name.encode()) <= 80


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("New energy", "facts-new-energy.md"),
        ("../..", "facts.md"),
        ("CON", "facts-con.md"),
        ("-rf", "facts-rf.md"),
        ("济宁高新区", "facts-济宁高新区.md"),
        ("．．／etc", "facts-etc.md"),
    ],
)
def test_a_title_becomes_a_file_name(title: str, name: str) -> None:
    assert file_name(title) == name
