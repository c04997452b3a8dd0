"""Telling the reader something in a corner of the screen, and errors instead of a traceback."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, Literal, ParamSpec, TypeVar, cast

from textual import work
from textual.app import App
from textual.widget import Widget
from textual.worker import Worker, get_current_worker

from store.errors import UserError

if TYPE_CHECKING:
    from tui.app import JiningApp

P = ParamSpec("P")
W = TypeVar("W", bound=Widget)


SECONDS = 5
_READ_A_SECOND = 15
"""Seconds that a notice stays at least, and characters of it that are read in one."""


def tell(
    node: App[Any] | Widget,
    text: str,
    severity: Literal["information", "warning", "error"] = "information",
) -> None:
    """Show a notice until it can have been read; its text is never read as markup.

    Commands that it names in braces are shown as their keys: `{next_fact} goes on`.
    """
    seconds = max(SECONDS, len(text) / _READ_A_SECOND)
    node.notify(keyed(node, text), severity=severity, markup=False, timeout=seconds)


def keyed(node: App[Any] | Widget, text: str) -> str:
    """The text with the reader's keys where it names commands in braces."""
    return cast("JiningApp", node.app).keyed(text)


def attempt(node: App[Any] | Widget, action: Callable[[], object]) -> None:
    """Do it; an error that the reader can mend is told."""
    try:
        action()
    except UserError as error:
        tell(node, str(error), severity="error")


def away(
    group: str,
) -> Callable[[Callable[Concatenate[W, P], None]], Callable[Concatenate[W, P], Worker[None]]]:
    """Run a widget's method away from the keys, the newest call of a group alone.

    An error that the reader can mend is told, unless a newer call has taken its place: in a thread it would
    otherwise end the app.
    """

    def decorate(method: Callable[Concatenate[W, P], None]) -> Callable[Concatenate[W, P], Worker[None]]:
        @wraps(method)
        def guarded(self: W, *args: P.args, **kwargs: P.kwargs) -> None:
            try:
                method(self, *args, **kwargs)
            except UserError as error:
                if not get_current_worker().is_cancelled:
                    self.app.call_from_thread(tell, self, str(error), severity="error")

        return work(thread=True, exclusive=True, group=group)(guarded)

    return decorate
