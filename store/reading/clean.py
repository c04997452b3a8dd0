"""Text from outside, made safe to show: nothing in it can steer a terminal or hide from the eye."""

from __future__ import annotations

import re

UNSAFE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters; line feed and tab stay
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u3164\uffa0"  # fillers that draw nothing
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # zero width, line separators, directions
    "\ud800-\udfff\U000e0000-\U000e007f"  # half characters and tags
    "]"
)
"""A character that steers a terminal or hides from the eye."""

_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILE = re.compile(f"(?<={_MARK}{_MARK}{_MARK}{_MARK}){_MARK}")


def clean(text: str) -> str:
    """The text with every control, escape, direction and invisible character shown as `⟨U+XXXX⟩`.

    Line feeds and tabs stay. Accents beyond the fourth on one letter are shown in the same way: they would draw
    over the neighbouring lines. Cleaning twice is the same as cleaning once.
    """
    if text.isascii() and text.isprintable():
        return text
    return _PILE.sub(_named, UNSAFE.sub(_named, text))


def _named(match: re.Match[str]) -> str:
    return f"⟨U+{ord(match.group()):04X}⟩"
