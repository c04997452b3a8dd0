"""Text for terminals that can show ASCII alone: every character becomes as many as it takes cells."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_GROUPS = {
    "-": "─━═┄┅┈┉╌╍╴╶╸╺–—―−‐‑‒▔¯",
    "|": "│┃║┆┇┊┋╎╏╵╷╹╻▏▎▍▌▋▊▉▐▕·•¦",
    "+": "┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋"
         "╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬╭╮╯╰✓✔▆",
    "!": "✎",
    "&": "◆",
    "#": "█▓■▇",
    ":": "▒░▃",
    "_": "▁",
    ".": "▂○",
    "=": "▄▅≈",
    "*": "●◉★",
    "o": "◌°",
    "@": "◐",
    "/": "≠÷",
    "$": "¤",
    "~": "…",
    "^": "↑▲",
    "v": "↓▼",
    ">": "→›»▶▸",
    "<": "←‹«◀◂",
    '"': "“”„‟″",
    "'": "‘’‚‛′´",
    "x": "×✗✘",
    "E": "€",
    "L": "£",
    "Y": "¥",
    " ": "\u00a0\u2002\u2003\u2009\u202f",
}  # fmt: skip
"""The characters that the app draws with or articles often hold, by what stands for them."""

_PLAIN = {character: sign for sign, characters in _GROUPS.items() for character in characters}

UNKNOWN = "?"
"""What stands for a character that has no likeness in ASCII, once for each of its cells."""


def plain(text: str) -> str:
    """The text in ASCII, as wide as it was."""
    if text.isascii():
        return text
    from rich.cells import cell_len

    return "".join(map(_plain_character, text))[: cell_len(text)].ljust(cell_len(text), UNKNOWN)


def plain_error(error: UnicodeError) -> tuple[str, int]:
    """An error handler for `codecs`: what an encoding can't hold, in ASCII."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return plain(error.object[error.start : error.end]), error.end


@lru_cache(maxsize=4096)
def _plain_character(character: str) -> str:
    if character.isascii():
        return character
    from rich.cells import cell_len

    base = unicodedata.normalize("NFKD", character)
    letters = "".join(part for part in base if not unicodedata.combining(part))
    width = cell_len(character)
    if letters.isascii() and len(letters) == width:
        return letters
    return _PLAIN.get(character, UNKNOWN * width)


def unicode_locale() -> bool:
    """Whether what the locale calls its encoding can hold every character."""
    import locale

    return locale.getencoding().lower().replace("-", "").startswith("utf")
