"""Text laid out in lines of a given width, each known by its place in the text."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from rich.cells import get_character_cell_size


@dataclass(slots=True)
class Lines:
    """Where each line starts and ends in the text; a blank line is empty. `starts` never falls."""

    starts: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self.starts)

    def spans(self) -> Iterator[tuple[int, int]]:
        """Start and end of each line."""
        return zip(self.starts, self.ends, strict=True)

    def line_of(self, offset: int) -> int:
        """The line in which this place of the text is shown."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def add(self, start: int, end: int) -> None:
        """Put a line at the end."""
        self.starts.append(start)
        self.ends.append(end)


def wrap(text: str, width: int) -> Lines:
    """The text's lines, none wider than `width` cells; broken at blanks, inside a word only where it must be.

    Every character but the blanks and line breaks at which lines end lies in exactly one line.
    """
    lines = Lines()
    width = max(1, width)
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        _wrap_paragraph(text, start, end, width, lines)
        start = end + 1
    return lines


def _wrap_paragraph(text: str, start: int, end: int, width: int, lines: Lines) -> None:
    narrow = text[start:end].isascii()
    while True:
        reach = start + width if narrow else _reach(text, start, end, width)
        if reach >= end:
            lines.add(start, end)
            return
        blank = text.rfind(" ", start + 1, reach + 1)
        if blank < 0:
            stop = following = max(reach, start + 1)
        else:
            stop = following = blank
            while following < end and text[following] == " ":
                following += 1
        lines.add(start, stop)
        if following >= end:
            return
        start = following


def _reach(text: str, start: int, end: int, width: int) -> int:
    """How far a line of `width` cells reaches from `start` on."""
    used = 0
    for at in range(start, min(end, start + 8 * width)):
        used += get_character_cell_size(text[at])
        if used > width:
            return at
    return min(end, start + 8 * width)
