"""Figures drawn with block characters: bars, sparklines, columns; legible without any colour."""

from __future__ import annotations

from collections.abc import Sequence

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_LEVELS = " ▁▂▃▄▅▆▇█"


def bar(fraction: float, width: int) -> str:
    """A horizontal bar of at most `width` cells, exact to an eighth of a cell; something for any amount."""
    if width < 1 or fraction <= 0:
        return ""
    eighths = max(1, round(min(fraction, 1.0) * width * 8))
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def sparkline(values: Sequence[float]) -> str:
    """A cell for each value, as high as it is large beside the largest; losses are at the bottom."""
    top = max(values, default=0)
    if top <= 0:
        return "▁" * len(values)
    return "".join(_LEVELS[max(1, min(8, round(value / top * 8)))] for value in values)


def columns(values: Sequence[float | None], top: float, width: int, height: int) -> list[str]:
    """Vertical bars, each `width` cells wide with a blank one behind it, as lines from the top down.

    `top` is the value that fills the whole height; a value that is None or not above zero leaves a gap.
    """
    lines = []
    for level in range(height - 1, -1, -1):
        line = ""
        for value in values:
            eighths = 0 if value is None or value <= 0 or top <= 0 else max(1, round(value / top * height * 8))
            line += _LEVELS[max(0, min(8, eighths - level * 8))] * width + " "
        lines.append(line)
    return lines
