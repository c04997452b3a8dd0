"""Text measured in terminal cells: cut with a sign, padded to an exact width, always one line."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells

ELLIPSIS = "…"


def one_line(text: str) -> str:
    """The text with line breaks and tabs as single spaces, so that it cannot leave its cell."""
    return " ".join(text.split()) if not text.isprintable() else text


def width_of(text: str) -> int:
    """How many cells the text takes; wide characters take two, combining ones none."""
    return len(text) if text.isascii() else cell_len(text)


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 fact`, `1,332 facts`."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def cut(text: str, width: int) -> str:
    """The text in at most `width` cells; what was cut ends in an ellipsis."""
    text = one_line(text)
    if width_of(text) <= width:
        return text
    if width < 1:
        return ""
    if text.isascii():
        return text[: width - 1] + ELLIPSIS
    kept = next(iter(chop_cells(text[: 8 * width], width - 1)), "") if width > 1 else ""
    return kept + ELLIPSIS


def fit(text: str, width: int, right: bool = False) -> str:
    """The text in exactly `width` cells: cut or padded, to the right edge where `right`."""
    text = cut(text, width)
    padding = " " * (width - width_of(text))
    return padding + text if right else text + padding
