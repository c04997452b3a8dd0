"""A library on a full disk: one sentence, nothing lost, and work goes on when there is room again."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from samples import contents, faults, numbered, shown

from store.errors import UserError
from store.library import Library
from store.search import search


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes in memory, where the machine allows one to be made."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no small disk can be made here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.mark.parametrize("kilobytes", [900, 960, 1024, 1100])
def test_a_full_disk_loses_nothing_and_hinders_nothing_afterwards(small_disk: Path, kilobytes: int) -> None:
    folder = small_disk / "library"
    filler = small_disk / "filler"
    filler.write_bytes(bytes(kilobytes * 1024))
    said: set[str] = set()
    with Library(folder) as library:
        with pytest.raises(UserError, match="disk is full; free some space"):
            add_until_it_fails(library, said)
        assert len(said) > 3
        fill(small_disk)
        fact = library.index.article_facts("article-00001")[0]
        with pytest.raises(UserError, match="disk is full"):
            library.notebook.toggle(fact)
        assert said <= contents(library).keys()
    with Library(folder) as library:
        assert said <= contents(library).keys()
        told = any("disk is full" in notice for notice in library.notices)
        assert told or contents(library) == shown(library)
    filler.unlink()
    (small_disk / "rest").unlink(missing_ok=True)
    with Library(folder) as library:
        assert contents(library) == shown(library)
        library.add([numbered(9000)])
        library.notebook.toggle(library.index.article_facts("article-00001")[0])
        assert faults(library) == []


def test_a_library_on_a_full_disk_is_read_as_it_was_left(small_disk: Path) -> None:
    folder = small_disk / "library"
    with Library(folder) as library:
        library.add(numbered(number) for number in range(8))
    index = (folder / "index.sqlite").read_bytes()
    fill(small_disk)
    for _ in range(2):
        with Library(folder) as library:
            assert len(shown(library)) == 8
            assert shown(library) == contents(library)
            assert search(library.index, "revenue").fact_count == 8
            with pytest.raises(UserError, match="disk is full"):
                library.add([numbered(9000)])
        assert (folder / "index.sqlite").read_bytes() == index


def add_until_it_fails(library: Library, said: set[str]) -> None:
    for number in range(5000):
        said |= set(library.add([numbered(number, words=50)]).added)


def fill(disk: Path) -> None:
    """Fill what is left of a disk."""
    with (disk / "rest").open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(1024))
