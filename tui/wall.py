"""What every line drawn goes through: the second wall against hostile text, and ASCII where that is wanted."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.plain import plain


class Wall(LineFilter):
    """Deletes what is not printable from every line drawn.

    Texts are cleaned when they are read; this holds for what came another way (a file name, an error, something
    typed or pasted). It deletes, because a visible sign here would widen lines that are already laid out.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without unprintable characters; the terminal's own control segments stay."""
        return [
            segment if segment.control or segment.text.isprintable() else _printable(segment)
            for segment in segments
        ]


class Plain(LineFilter):
    """Draws every line with ASCII alone: frames, bars and marks of all widgets, and what articles say."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, each as wide as it was."""
        return [
            segment
            if segment.control or segment.text.isascii()
            else Segment(plain(segment.text), segment.style)
            for segment in segments
        ]


def _printable(segment: Segment) -> Segment:
    return Segment("".join(filter(str.isprintable, segment.text)), segment.style)
