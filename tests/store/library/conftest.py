"""Libraries in real folders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.library import Library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the library of a test is."""
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    """An empty library."""
    with Library(folder) as library:
        yield library


@pytest.fixture
def small_volumes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Volumes that are full after a few articles, so that there are many."""
    monkeypatch.setattr("store.placing.VOLUME_BYTES", 4000)
