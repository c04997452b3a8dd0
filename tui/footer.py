"""The footer: one line with the keys that work here and now."""

from __future__ import annotations

from itertools import groupby

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.keys import key_to_character

from tui.cells import ELLIPSIS, width_of
from tui.commands import COMMANDS, command_of
from tui.inks import Inked
from tui.keynames import key_sign

ALWAYS = "keys"
"""The hint that is shown however narrow the terminal is: it leads to all others."""

MORE = f" {ELLIPSIS}"
"""Stands before it where others are left out."""


class KeyLine(Inked):
    """Draws the hints of the active bindings, those that fit; a click on one does what its key does."""

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; background: $bar; color: $dim; }
    """

    def __init__(self) -> None:
        """A line that fills when the keys are known."""
        super().__init__()
        self._spots: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Draw again whenever the keys that work may have changed."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def render(self) -> RenderResult:
        """The hints in the order of the table of commands; where not all fit, a sign for the last ones."""
        hints = [(keys, hint, key, width_of(keys) + width_of(hint) + 3) for keys, hint, key in self._hints()]
        whole = sum(width for *_, width in hints) <= self.size.width
        room = self.size.width - sum(width for _, hint, _, width in hints if hint == ALWAYS)
        room -= 0 if whole else width_of(MORE) - 1  # the blank at the very end may go
        style = self.written("accent", bold=True)
        parts: list[Content] = []
        self._spots = []
        used = 0
        for keys, hint, key, width in hints:
            if hint != ALWAYS:
                room -= width
                if room < 0:
                    continue
            elif not whole:
                parts.append(Content.styled(MORE, self.written("dim")))
                used += width_of(MORE)
            self._spots.append((used, used + width, key))
            used += width
            parts.append(Content.assemble((f" {keys}", style), f" {hint} "))
        return Content("").join(parts)

    def on_click(self, event: events.Click) -> None:
        """Press the key whose hint was clicked."""
        for start, end, key in self._spots:
            if start <= event.x < end:
                self.app.simulate_key(key)

    def _typed(self, key: str) -> bool:
        """Whether the line that one types in takes the key as text."""
        focused = self.screen.focused
        return focused is not None and focused.check_consume_key(key, key_to_character(key))

    def _hints(self) -> list[tuple[str, str, str]]:
        """Keys as shown, words, and the key to press, of everything that works now."""
        active: dict[str, tuple[str, str]] = {}
        for entry in self.screen.active_bindings.values():
            command = command_of(entry.binding)
            if command is None or not entry.enabled or command.id in active or self._typed(entry.binding.key):
                continue
            hint = getattr(entry.node, "HINTS", {}).get(command.action, command.hint)
            if hint:
                active[command.id] = (entry.binding.key, hint)
        shown = [active[command.id] for command in COMMANDS if command.id in active]
        return [
            ("/".join(key_sign(key) for key, _ in group), hint, group[0][0])
            for hint, group in ((hint, list(group)) for hint, group in groupby(shown, key=lambda it: it[1]))
        ]
