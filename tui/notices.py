"""Telling the reader something in a corner of the screen, and errors instead of a traceback."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from textual.app import App
from textual.widget import Widget

from store.errors import UserError


def tell(
    node: App[Any] | Widget,
    text: str,
    severity: Literal["information", "warning", "error"] = "information",
) -> None:
    """Show a notice for a while; its text is never read as markup."""
    node.notify(text, severity=severity, markup=False, timeout=5)


def attempt(node: App[Any] | Widget, action: Callable[[], object]) -> None:
    """Do it; an error that the reader can mend is told."""
    try:
        action()
    except UserError as error:
        tell(node, str(error), severity="error")
