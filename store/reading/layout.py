"""Lines as they were saved -> paragraphs as they were written.

Texts arrive with every paragraph on one line, hard-wrapped at a width, or hard-wrapped with a blank line after
every line (a copy from a page of `<br>`s). Which of them it is shows in the lines themselves: a wrapped line
breaks off in mid-sentence, and the first word of the next would not have fitted on it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE_SPACES = re.compile("[\u200b\u2060\ufeff\xad]")
_SPACES = re.compile("[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_GROUPED_DIGITS = re.compile("(?<=[0-9])[\xa0\u2009\u202f](?=[0-9]{3}(?![0-9]))")

_WIDE_SPACE = re.compile(r"(?<=[^\s.!?])(?: {2,}|\t+)(?=\S)")

_SENTENCE_END = re.compile(r"""[.!?:;…。！？][)\]"'”’»]*$""")
_GOES_ON = re.compile(r"""["'“‘(\[$€£¥]?[a-z0-9]""")
_BREAKS_OFF = re.compile(
    r"(?:[,–—-]|\b(?:a|an|the|of|in|on|at|to|by|for|from|with|and|or|than|its|their|is|was|were))$"
)
_ITEM = re.compile(r"(?:[-*•·●▪◦–—+]|\(?[0-9]{1,2}[.)]|\(?[a-z][.)])\s")
_HYPHEN = re.compile(r"[^\W\d_]-$")
_HYPHEN_ALONE = re.compile(r"(?:and|or|to)\b")

_TAIL = 40
_LEFTOVER_WORDS = 2
_WIDEST_WRAP = 160
_SHORTEST_WRAP = 30
_WIDEST_GAP = 3


Role = Literal["joins", "first", "alone"]
"""What a line is to its paragraph: any part of it, only its beginning, or all of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank: its text with single spaces, the blank lines before it, its indentation.

    `columns` counts the pieces that wide spaces set apart.
    """

    text: str
    gap: int
    indent: int
    columns: int = 1

    def is_menu(self) -> bool:
        """Whether the line is a row of short labels without figures."""
        words = len(self.text.split(None, 41))
        return self.columns >= 3 and words <= min(40, 4 * self.columns) and not re.search("[0-9]", self.text)


def split_lines(text: str) -> list[Line]:
    """The lines of a text, white space reduced to single spaces.

    Zero-width spaces and soft hyphens are dropped; between groups of digits a no-break space stays one
    (U+00A0), since there it belongs to the number.
    """
    text = _INVISIBLE_SPACES.sub("", _LINE_ENDS.sub("\n", text))
    lines: list[Line] = []
    gap = 0
    for raw in text.split("\n"):
        line = _single_spaces(raw)
        if line:
            bare = raw.strip()
            spaced = 0 if line == bare else len(_WIDE_SPACE.findall(bare))
            lines.append(Line(line, gap, len(raw) - len(raw.lstrip()), 1 + spaced))
            gap = 0
        else:
            gap += 1
    return lines


def _single_spaces(raw: str) -> str:
    if not raw.isascii():
        # A private character keeps the place of a no-break space while all others become plain spaces.
        kept = _GROUPED_DIGITS.sub("\ue000", raw.replace("\ue000", "\ufffd"))
        return _SPACES.sub(" ", kept).strip().replace("\ue000", "\xa0")
    if "  " not in raw and "\t" not in raw:
        return raw.strip()
    return _SPACES.sub(" ", raw).strip()


def ends_sentence(text: str) -> bool:
    """Whether a line closes a sentence or a clause: it ends with `. ! ? : ;`, brackets and quotes aside."""
    return _SENTENCE_END.search(text[-_TAIL:]) is not None


def join_paragraphs(lines: Sequence[Line], roles: Sequence[Role]) -> list[str]:
    """The paragraphs that the lines make.

    A few words that a wrapped sentence leaves for its last line join it even in the role of furniture.
    """
    wrap = _find_wrap(lines)
    paragraphs: list[list[str]] = []
    previous: Line | None = None
    open_end = False
    for line, role in zip(lines, roles, strict=True):
        leftover = wrap is not None and len(line.text.split(None, _LEFTOVER_WORDS)) <= _LEFTOVER_WORDS
        joins = open_end and (role == "joins" or (role == "alone" and leftover))
        if previous and joins and _continues(previous, line, wrap):
            if not _hyphenated(previous.text, line.text):
                paragraphs[-1].append(" ")
            paragraphs[-1].append(line.text)
        else:
            paragraphs.append([line.text])
            joins = False
        open_end = joins or role != "alone"
        previous = line
    return ["".join(parts) for parts in paragraphs]


def _hyphenated(line: str, after: str) -> bool:
    """Whether a compound was broken after its hyphen: `energy-`, `efficient`; not `small-`, `and medium`."""
    return _HYPHEN.search(line[-2:]) is not None and after[0].islower() and not _HYPHEN_ALONE.match(after)


@dataclass(frozen=True, slots=True)
class _Wrap:
    """How a text is wrapped: the width, the blank lines between two lines of one paragraph, and whether more of
    them stand between paragraphs."""

    width: int
    gap: int
    separates: bool


def _find_wrap(lines: Sequence[Line]) -> _Wrap | None:
    widths = sorted(len(line.text) for line in lines if _SHORTEST_WRAP <= len(line.text) <= _WIDEST_WRAP)
    if len(widths) < 2 or sum(len(line.text) > _WIDEST_WRAP for line in lines) > len(lines) / 10:
        return None
    width = widths[max(0, int(len(widths) * 0.95) - 1)]
    for gap in range(_WIDEST_GAP + 1):
        pairs = [
            (line, after)
            for line, after in pairwise(lines)
            if after.gap == gap and len(line.text) >= _SHORTEST_WRAP
        ]
        broken = [pair for pair in pairs if not ends_sentence(pair[0].text)]
        full = [pair for pair in broken if _is_full(*pair, width)]
        if (
            len(full) >= (4 if gap else 2)
            and len(broken) >= 0.5 * len(pairs)
            and len(full) >= 0.75 * len(broken)
        ):
            ends = [after.gap > gap for line, after in pairwise(lines) if ends_sentence(line.text)]
            return _Wrap(width, gap, separates=sum(ends) >= 2)
    return None


def _is_full(line: Line, after: Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this one."""
    return len(line.text) + 1 + len(after.text.partition(" ")[0]) > width


def _continues(line: Line, after: Line, wrap: _Wrap | None) -> bool:
    broken_off = not ends_sentence(line.text)
    if after.gap == 0:
        if _ITEM.match(after.text) or (wrap and after.indent > line.indent + 1):
            return False
        if wrap and wrap.gap == 0 and _SHORTEST_WRAP <= len(line.text) <= _WIDEST_WRAP:
            return _is_full(line, after, wrap.width) or (broken_off and len(line.text) >= 0.75 * wrap.width)
    if after.gap > (wrap.gap if wrap else 0):
        return False
    if wrap and wrap.gap and _is_full(line, after, wrap.width):
        return broken_off or wrap.separates
    goes_on = _GOES_ON.match(after.text) or _BREAKS_OFF.search(line.text[-_TAIL:])
    return broken_off and len(line.text) >= _SHORTEST_WRAP and goes_on is not None
