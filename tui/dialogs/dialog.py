"""What every dialog is: a box in the middle that escape closes."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

Result = TypeVar("Result")


class Dialog(ModalScreen[Result], Generic[Result]):
    """A box with a title in its frame; escape closes it with no result."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Close", show=False)]
    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > #box {
        width: auto; max-width: 100%; height: auto; max-height: 100%;
        background: $paper; color: $ink; padding: 0 1;
        border: round $accent; border-title-color: $accent; border-title-style: bold;
        border-subtitle-color: $dim;
    }
    Dialog > #box Input { height: 1; border: none; padding: 0 1; background: $bar; color: $ink; width: 1fr; }
    """
