"""The hits of a search as a list: facts and articles, each with the words round the match."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from rich.segment import Segment

from store.search import ArticleHit, FactHit
from store.wording import period_text, value_text
from tui.cells import counted, cut, fit, width_of
from tui.desk import Desk
from tui.kinds import SIGNS, tone
from tui.rowlist import RowList
from tui.verdicts import sign_of

Hit: TypeAlias = FactHit | ArticleHit | str
"""A row of the list; a string is a group's heading."""


class HitList(RowList[Hit]):
    """Hits in two lines each: what it is, and the words round the match."""

    row_height = 2

    def __init__(self, desk: Desk) -> None:
        """No hits yet."""
        super().__init__(id="hits", hints={"choose": "open"})
        self._desk = desk

    def id_of(self, row: Hit) -> str:
        """The id of the fact or article."""
        if isinstance(row, str):
            return ""
        return row.row.fact.id if isinstance(row, FactHit) else row.row.id

    def selectable(self, row: Hit) -> bool:
        """Headings can't be chosen."""
        return not isinstance(row, str)

    def draw_row(self, row: Hit, line: int, width: int, paper: str) -> Sequence[Segment]:
        """A line of a hit, or of a heading with a blank line over it."""
        if isinstance(row, str):
            return [Segment(f" {row}", self.ink("dim", bold=True))] if line else []
        if line:
            return [self.bar(paper), *self._snippet(row, width, paper)]
        if isinstance(row, FactHit):
            return [self.bar(paper), *self._fact_title(row, width - 1, paper)]
        return [self.bar(paper), *self._article_title(row, width - 1, paper)]

    def _fact_title(self, hit: FactHit, width: int, paper: str) -> list[Segment]:
        fact = hit.row.fact
        value, period = value_text(fact, short=True), period_text(fact.period)
        words = f"{fact.metric} · {fact.subject}" if fact.subject else fact.metric
        right = f"{period}  {hit.row.published or ''}".strip()
        cells = min(max(18, width_of(value)), width // 2)
        room = width - cells - width_of(right) - 9
        mark = self._desk.selection.mark(fact.id) + (sign_of(hit.row) or " ")
        return [
            Segment(mark, self.ink("accent", paper, bold=True)),
            Segment(f"{SIGNS[fact.kind]} {fit(value, cells)}  ", self.ink(tone(fact.kind), paper)),
            Segment(fit(words, max(room, 8)), self.ink("ink", paper)),
            Segment(f"  {right}", self.ink("dim", paper)),
        ]

    def _article_title(self, hit: ArticleHit, width: int, paper: str) -> list[Segment]:
        row = hit.row
        right = f"{counted(row.facts, 'fact')}  {row.published or ''}".strip()
        room = width - width_of(right) - 5
        return [
            Segment(f"  {fit(row.title, max(room, 8))}", self.ink("ink", paper)),
            Segment(f"  {right}", self.ink("dim", paper)),
        ]

    def _snippet(self, hit: FactHit | ArticleHit, width: int, paper: str) -> list[Segment]:
        """The words round the first match, the marked ones lit; what is cut off is cut with a sign."""
        dim, lit = self.ink("dim", paper), self.ink("accent", paper, bold=True, underline=True)
        room = width - 6
        first = hit.marks[0] if hit.marks else (0, 0)
        start = 0 if width_of(hit.snippet[: first[1]]) <= room - 8 else max(0, first[0] - room // 3)
        segments = [Segment("    …" if start else "    ", dim)]
        room, at = room - bool(start), start
        for left, right in (*hit.marks, (len(hit.snippet), len(hit.snippet))):
            for text, style in ((hit.snippet[at:left], dim), (hit.snippet[left:right], lit)):
                text = "".join(" " if letter in "\n\t" else letter for letter in text)
                segments.append(Segment(cut(text, room), style))
                room -= width_of(text)
                if room <= 0:
                    return segments
            at = right
        return segments
