"""Makes the manual page from the command line's parser: `python docs/make_manual.py` writes it anew."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from tui.command_line import build_parser
from tui.manual import manual

PAGE = Path(__file__).with_name("jining-tui.1")


def page() -> str:
    """The page as it must be now."""
    return manual(build_parser(), version("jining-tui"))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
