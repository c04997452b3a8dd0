"""Any keys in any order at any size: the app goes on, and draws nothing wider than the terminal."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from driving import opened
from rich.cells import cell_len

from store.library import Library

KEYS = (
    *"1234npjkhlgGfstSaxce?/ q", *"+-rizZbYoCJK",
    "enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "pageup",
    "pagedown", "home", "end", "backspace", "ctrl+p", "ctrl+t", "f1", "y", "[", "]", '"', ":", "济", "é",
    *"<>{}#w", "ctrl+f", "ctrl+left", "ctrl+right", "shift+left", "shift+right", "ctrl+y",
)  # fmt: skip
SIZES = ((20, 5), (60, 15), (80, 24), (120, 40), (200, 60), (99, 31), (160, 15))
NAMES = {
    " ": "space", "?": "question_mark", "/": "slash", "[": "left_square_bracket", "]": "right_square_bracket",
    '"': "quotation_mark", ":": "colon", "+": "plus", "-": "minus", "<": "less_than_sign",
    ">": "greater_than_sign", "{": "left_curly_bracket", "}": "right_curly_bracket", "#": "number_sign",
}  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
async def test_any_keys_at_any_size(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.chdir(tmp_path)
    chance = random.Random(seed)
    async with opened(library) as at:
        at.app.exit = lambda *_, **__: None  # type: ignore[method-assign]
        for number in range(120):
            if number % 12 == 0:
                width, height = chance.choice(SIZES)
                await at.pilot.resize_terminal(width, height)
            key = chance.choice(KEYS)
            await at.pilot.press(NAMES.get(key, key))
            if number % 6 == 0:
                await at.rest()
                assert all(cell_len(line) <= width for line in at.screen.splitlines())
        assert at.app.is_running
    assert sum(len(entry.extraction.facts) for entry in library._volumes.entries(1)) == 17
    assert [str(finding) for finding in library.check() if finding.mends == "index"] == []
