"""The panel that shows one fact whole: metric, value, subject, period, status, place and links."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.style import Style

from store.records import Aside, Fact
from store.review import REJECTED
from store.spelled import extracted_words
from store.wording import equivalent_text, period_text, value_text
from tui.cells import cut, fit, width_of
from tui.desk import Sheet, ledger
from tui.inks import Inked
from tui.kinds import tone
from tui.notices import keyed
from tui.verdicts import SIGNS, WORDS
from tui.wrapping import wrap

LABEL = 10
"""Cells for a label in the tall layout."""

NOT_STATED = "not stated"

_SELECTED = {"●": "   ● selected", "○": "   ○ selected, not saved yet"}


class FactPanel(Inked):
    """Draws the current fact: label by label where it is tall, in two or three lines where it is not."""

    DEFAULT_CSS = """
    FactPanel {
        height: 5; padding: 0 1;
        border-top: solid $rule; border-title-color: $accent; border-title-style: bold;
    }
    """

    def __init__(self, id: str | None = None) -> None:
        """No fact yet."""
        super().__init__(id=id)
        self._fact: Fact | None = None
        self._note = ""
        self._any = False
        self._aside: Aside | None = None
        self._hit = ""
        self._more: list[tuple[str, str]] = []

    def show(
        self,
        fact: Fact | None,
        sheet: Sheet | None,
        mark: str,
        note: str = "",
        aside: Aside | None = None,
        hit: str = "",
    ) -> None:
        """Show this fact of this article with its mark and note, or a number set aside; else what there is.

        `hit` says at which of the words searched for the reader is, when they are marked.
        """
        verdict, extracted = sheet.said.get(fact.id, (None, None)) if fact and sheet else (None, None)
        self._fact, self._aside, self._hit = fact, aside, hit
        word = f"   {SIGNS[verdict]} {WORDS[verdict]}" if verdict else ""
        self.border_title = _heading(fact, sheet, aside) + _SELECTED.get(mark, "") + word
        before = extracted_words(fact, extracted) if fact else ""
        self._more = [(name, text) for name, text in (("extracted", before), ("note", note)) if text]
        self._note = ledger(sheet) if sheet else ""
        self._any = sheet is not None and bool(sheet.facts)
        self.refresh()

    def render(self) -> RenderResult:
        """The layout that the size allows."""
        width, height = self.size
        if width < 8 or height < 1:
            return Content("")
        if self._aside is not None:
            return Content("\n").join(self._of_aside(self._aside, width)[:height])
        if self._fact is None:
            if self._hit:
                note = f"{self._hit} · {keyed(self, '{next_fact} goes to the next')}"
            else:
                way = keyed(self, "{next_fact} goes to the first")
                note = f"{self._note} · {way}" if self._any else self._note
            return Content.styled(cut(note, width), self.written("dim"))
        lines = self._tall(self._fact, width) if height > 8 else self._flat(self._fact, width, height)
        return Content("\n").join(lines[:height])

    def _of_aside(self, aside: Aside, width: int) -> list[Content]:
        """The number, why it is no fact, and what can be done about it."""
        rejected = aside.reason == REJECTED
        ways = "{reject} takes that back, {correct} corrects it" if rejected else "{correct} makes it a fact"
        known = aside.reason != "not understood"
        why = WORDS["rejected"] if rejected else f"set aside: {aside.reason}" if known else aside.reason
        return [
            *self._wrapped(f"“{aside.quote}”", width, self.written("warn", bold=True)),
            *self._wrapped(why, width, self.written("ink")),
            *self._wrapped(keyed(self, ways), width, self.written("dim")),
        ]

    def _tall(self, fact: Fact, width: int) -> list[Content]:
        label = self.written("dim")
        lines = [
            *self._wrapped(str(self.border_title or ""), width, self.written("accent", bold=True)),
            Content(""),
            *self._wrapped(fact.metric, width, self.written("ink", bold=True)),
            *self._wrapped(value_text(fact), width, self.written(tone(fact.kind), bold=True)),
        ]
        if fact.equivalent is not None:
            lines += self._wrapped(equivalent_text(fact), width, self.written("ink"))
        lines.append(Content(""))
        for name, text in [*_details(fact), *self._more]:
            for number, line in enumerate(_broken(text, width - LABEL)):
                lines.append(Content.assemble((fit("" if number else name, LABEL), label), line))
        lines += [Content(""), *self._wrapped(self._note, width, label)]
        return lines

    def _flat(self, fact: Fact, width: int, height: int) -> list[Content]:
        label = self.written("dim")
        value = value_text(fact)
        metric = cut(fact.metric, max(12, width - width_of(value) - 3))
        room = width - width_of(metric + value) - 6
        equivalent = equivalent_text(fact)
        if width_of(equivalent) > room:
            equivalent = cut(equivalent.partition(" (")[0], room)
        first = Content.assemble(
            (metric, self.written("ink", bold=True)),
            "   ",
            (value, self.written(tone(fact.kind), bold=True)),
            "   " if equivalent else "",
            equivalent,
        )
        details = dict(_details(fact))
        status = details.pop("status")
        if height < 3:
            rest = f"{details['of']} · {details['for']} · {status}"
            return [first, Content.assemble(("of ", label), cut(rest, width - 3))]
        rows: Sequence[tuple[tuple[str, str], ...]] = (
            (("of", details["of"]), ("in", details.get("in", ""))),
            (("for", details["for"]), ("", status), ("cluster", details.get("cluster", ""))),
            tuple(self._more),
            (("with", details.get("with", "")),),
        )
        return [first, *(line for row in rows if (line := self._row(row, width)).plain)]

    def _row(self, parts: Sequence[tuple[str, str]], width: int) -> Content:
        """Labelled texts side by side; the last one is cut when they do not all fit."""
        label = self.written("dim")
        line: list[Content] = []
        left = width
        for name, text in parts:
            if not text or left < width_of(name) + 8:
                continue
            shown = cut(text, left - width_of(name) - 1)
            line.append(Content.assemble((f"{name} " if name else "", label), shown, "    "))
            left -= width_of(name) + 5 + width_of(shown)
        return Content("").join(line)

    def _wrapped(self, text: str, width: int, style: Style) -> list[Content]:
        return [Content.styled(line, style) for line in _broken(text, width)]


def _details(fact: Fact) -> list[tuple[str, str]]:
    """Label and text of all that is known of the fact beside its metric and value."""
    details = [
        ("of", fact.subject or NOT_STATED),
        ("for", period_text(fact.period) or "period " + NOT_STATED),
        ("status", f"{fact.status}, {fact.bound.replace('_', ' ')}"),
        ("in", fact.place or ""),
        ("cluster", ", ".join(fact.clusters)),
        ("with", ", ".join(fact.organizations)),
    ]
    return [(name, text) for name, text in details if text]


def _heading(fact: Fact | None, sheet: Sheet | None, aside: Aside | None) -> str:
    if sheet is None:
        return ""
    if aside is not None:
        return "a number that is no fact"
    number = next((at for at, it in enumerate(sheet.facts, 1) if fact is not None and it.id == fact.id), None)
    return f"fact {number} of {len(sheet.facts)}" if number else "facts"


def _broken(text: str, width: int) -> list[str]:
    text = " ".join(text.split())
    lines = wrap(text, max(1, width))
    return [text[start:end] for start, end in lines.spans()]
