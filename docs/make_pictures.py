"""Makes the pictures of the README and the guide: the app on the seeds, driven without a terminal.

    python docs/make_pictures.py

Each picture is a pane at 120 by 32 cells after some keys, written to `docs/pictures/NAME.svg`.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from store.library import open_library
from tui.app import JiningApp

FOLDER = Path(__file__).parent / "pictures"
SIZE = (120, 32)
PICTURES: dict[str, tuple[str, ...]] = {
    "read": (*["right_square_bracket"] * 4, *["n"] * 4, "space", "n"),
    "facts": ("2", "s", "down", "down", "enter", "S", "f", *"kind:money", "escape"),
    "search": ("3", *"new energy revenue"),
    "compare": ("4", "space", *["down"] * 5, "space", "tab"),
}
"""The name of each picture, and the keys that lead to it."""

_FONT_FACES = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)


async def make(name: str, keys: tuple[str, ...], library: Path) -> None:
    """One picture, without the fonts that it would fetch from elsewhere."""
    with open_library(library) as opened:
        app = JiningApp(opened)
        async with app.run_test(size=SIZE) as pilot:
            for key in keys:
                await pilot.press("space" if key == " " else "colon" if key == ":" else key)
                await app.workers.wait_for_complete()
                await pilot.pause()
            picture = app.export_screenshot(title="jining-tui")
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.svg").write_text(_FONT_FACES.sub("", picture), encoding="utf-8")


def main() -> None:
    """All pictures, each on a library of its own."""
    for name, keys in PICTURES.items():
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(make(name, keys, Path(folder) / "library"))


if __name__ == "__main__":
    main()
