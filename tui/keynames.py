"""The names of keys: how they are written in the settings, known to Textual, and shown on screen."""

from __future__ import annotations

import re
import unicodedata

_OTHER_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Characters that Textual calls otherwise than Unicode."""

_SHORT = {"escape": "esc", "pagedown": "pgdn", "pageup": "pgup"}

_NAMED = frozenset(
    "enter escape space tab backspace delete insert up down left right home end pageup pagedown".split()
) | {f"f{number}" for number in range(1, 25)}
_MODIFIERS = frozenset({"ctrl", "alt", "shift"})

_GOOD_KEYS = "a character, or a key such as enter, space or f1, with ctrl+, alt+ or shift+ before it"


def key_name(written: str) -> str:
    """Textual's name of a key as one writes it: `?` is `question_mark`, `ctrl+p` is `ctrl+p`.

    ValueError, with what is a key, where it is none.
    """
    *modifiers, last = written.split("+") if len(written) > 1 and not written.endswith("+") else [written]
    if written.endswith("++"):
        modifiers, last = written[:-2].split("+"), "+"
    last = _name_of(last) if len(last) == 1 else last
    known = last in _NAMED or last in _SIGNS or (len(last) == 1 and last.isalnum())
    if not known or not _MODIFIERS.issuperset(modifiers):
        raise ValueError(_GOOD_KEYS)
    return "+".join((*modifiers, last))


def key_sign(key: str) -> str:
    """A key as it is written on screen: `slash` is `/`, `ctrl+p` is `ctrl+p`."""
    *modifiers, last = key.split("+")
    return "+".join((*modifiers, _SHORT.get(last) or _SIGNS.get(last, last)))


def _name_of(character: str) -> str:
    if character == " ":
        return "space"
    if character.isalnum():
        return character
    name = re.sub(r"[- ]", "_", unicodedata.name(character, "").lower())
    return _OTHER_NAMES.get(name, name)


_SIGNS = {_name_of(chr(code)): chr(code) for code in range(33, 127) if not chr(code).isalnum()}
"""The punctuation of ASCII by the names that Textual gives it."""
