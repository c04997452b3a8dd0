"""The escape key is answered soon, and what only begins with an escape is not cut."""

from __future__ import annotations

import os
import selectors
import time
from collections.abc import Iterator
from types import ModuleType

import pytest
from textual.drivers import linux_driver

from tui.escape import hasten

LONG = 20.0
"""Seconds that Textual is ready to wait, here."""


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[selectors.BaseSelector, int, int]]:
    """What waits for the terminal, its end, and the end that is typed into."""
    monkeypatch.setenv("ESCDELAY", "25")
    monkeypatch.setattr(linux_driver, "selectors", selectors)
    hasten()
    made: ModuleType = vars(linux_driver)["selectors"]
    reader, writer = os.pipe()
    waiting = made.SelectSelector()
    waiting.register(reader, made.EVENT_READ)
    yield waiting, reader, writer
    waiting.close()
    os.close(reader)
    os.close(writer)


def test_after_an_escape_one_looks_again_soon(terminal: tuple[selectors.BaseSelector, int, int]) -> None:
    waiting, reader, writer = terminal
    os.write(writer, b"\x1b")
    assert waiting.select(LONG)
    os.read(reader, 10)
    began = time.monotonic()
    assert not waiting.select(LONG)
    assert time.monotonic() - began < LONG / 2


def test_what_follows_at_once_is_read_with_it(terminal: tuple[selectors.BaseSelector, int, int]) -> None:
    waiting, reader, writer = terminal
    os.write(writer, b"\x1b")
    assert waiting.select(LONG)
    os.read(reader, 10)
    os.write(writer, b"[A")
    assert waiting.select(LONG)
    assert os.read(reader, 10) == b"[A"
    assert not waiting.select(0.0)
