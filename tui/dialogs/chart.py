"""One row of a comparison as a chart: horizontal bars side by side, or columns over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from store.comparison import Cell, Row, Statement
from store.wording import period_text, quantity_text, rounded
from tui.cells import cut, fit, width_of
from tui.charts import bar, columns
from tui.comparison import signs_of, unit_of
from tui.dialogs.dialog import Dialog
from tui.inks import Inked

_LABEL = 28
_COLUMN = 8
_HEIGHT = 6


class Chart(Inked, can_focus=True):
    """Draws a row for the width that it has."""

    DEFAULT_CSS = "Chart { height: auto; }"

    def __init__(self, row: Row, names: Sequence[str]) -> None:
        """The cells of a row under the names of the columns."""
        super().__init__()
        self._row, self._names = row, names
        self.over_time = False

    def render(self) -> RenderResult:
        """The bars, or the columns."""
        width = max(self.size.width, 30)
        lines = self._columns(width) if self.over_time else self._bars(width)
        return Content("\n").join(lines)

    def _cells(self) -> list[tuple[str, Cell]]:
        return list(zip(self._names, self._row.cells, strict=True))

    def _bars(self, width: int) -> list[Content]:
        """A line for the bar of each column, and one for the reason of each mark."""
        label = min(_LABEL, width // 3)
        texts = [self._told(cell) for _, cell in self._cells()]
        room = max(4, width - label - max(map(width_of, texts)) - 3)
        lines: list[Content] = []
        for (name, cell), told in zip(self._cells(), texts, strict=True):
            drawn = self._bar(cell, room)
            ink = "ink" if cell.sources else "dim"
            lines.append(
                Content.assemble(
                    fit(name, label), " ", (drawn + " " if drawn else "", self.written("accent")),
                    (cut(told, width - label - width_of(drawn) - 2), self.written(ink)),
                )
            )  # fmt: skip
            lines += [self._note(f"{mark.reason}", label, width) for mark in cell.marks]
            lines.append(Content(""))
        return lines

    def _told(self, cell: Cell) -> str:
        """The value with its signs and its period."""
        parts = (cell.text(short=True), signs_of(cell), period_text(cell.period))
        return " ".join(it for it in parts if it)

    def _bar(self, cell: Cell, room: int) -> str:
        """The bar of a cell; none for a unit that not all bars are in."""
        units = {unit_of(one) for _, one in self._cells() if one.value is not None}
        top = max((one.value for _, one in self._cells() if one.value is not None), default=0)
        if cell.value is None or len(units) > 1 or top <= 0:
            return ""
        return bar(cell.value / top, room)

    def _note(self, text: str, indent: int, width: int) -> Content:
        return Content.styled(" " * (indent + 1) + cut(text, width - indent - 1), self.written("dim"))

    def _columns(self, width: int) -> list[Content]:
        """A small chart for each column of the table, all on one scale of time and of value."""
        series = {
            name: {one.row.fact.period or "": one for one in cell.series()} for name, cell in self._cells()
        }
        known = sorted({period for one in series.values() for period in one}, key=_last_day)
        periods = known[-max(1, (width - 2) // (_COLUMN + 1)) :]
        top = max((one.value for own in series.values() for one in own.values()), default=0)
        lines: list[Content] = []
        for name, cell in self._cells():
            lines.append(Content.styled(cut(name, width), self.written("ink", bold=True)))
            own = series[name]
            if not own:
                words = "stated without a period, or as a plan" if cell.shown else cell.text()
                lines += [Content.styled(f"  {words}", self.written("dim")), Content("")]
                continue
            stated = [own.get(period) for period in periods]
            drawn = columns([one.value if one else None for one in stated], top, _COLUMN, _HEIGHT)
            lines += [Content.styled("  " + line, self.written("accent")) for line in drawn]
            for texts, ink in (
                ([_short(one) for one in stated], "ink"),
                ([period_text(period) for period in periods], "dim"),
            ):
                line = "".join(fit(text, _COLUMN) + " " for text in texts)
                lines.append(Content.styled("  " + line, self.written(ink)))
            lines.append(Content(""))
        return lines


class ChartDialog(Dialog[None]):
    """The chart of a row; t changes between bars and time, v and escape close it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "dismiss", show=False),
        Binding("t", "turn", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
    ]
    DEFAULT_CSS = """
    ChartDialog > #box { width: 90%; height: auto; padding: 1 2; }
    ChartDialog VerticalScroll { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
    """

    def __init__(self, row: Row, names: Sequence[str]) -> None:
        """The cells of a row under the names of the columns; over time where there is more than one period."""
        super().__init__()
        self._title = row.label
        self._chart = Chart(row, names)

    def compose(self) -> ComposeResult:
        """The box with the chart."""
        with Vertical(id="box") as box:
            box.border_title = Content(self._title)
            box.border_subtitle = "t bars or over time   v closes"
            with VerticalScroll(can_focus=False):
                yield self._chart

    def on_mount(self) -> None:
        """Keep the keys."""
        self._chart.focus()

    def action_turn(self) -> None:
        """From bars to time, or back."""
        self._chart.over_time = not self._chart.over_time
        self._chart.refresh(layout=True)

    def action_scroll(self, step: int) -> None:
        """A few lines down or up."""
        self.query_one(VerticalScroll).scroll_relative(y=3 * step, animate=False)


def _short(one: Statement | None) -> str:
    """A value in the cells of a column: `6.84 bn`; without its unit, which the row's label names."""
    if one is None:
        return "–"
    return quantity_text(rounded(one.stated_value, 3), "%" if one.unit == "%" else "", short=True)


def _last_day(period: str) -> str:
    return period.partition("/")[2]
