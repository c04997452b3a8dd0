"""Starting the app: what is done once, before its first paint."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.library import Library
    from tui.app import JiningApp
    from tui.settings import Found


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector from looking through what is imported meanwhile, all of which stays.

    It would cost a tenth of the time to the first paint.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def make_app(library: Library, found: Found, lesson: bool = False) -> JiningApp:
    """Import the app and make it, on an open library with the reader's settings.

    With `lesson` it leads through the tutorial and remembers nothing.
    """
    from tui.escape import hasten

    hasten()
    from tui.app import JiningApp
    from tui.memory import Memory, memory_path

    memory = None if lesson else Memory(memory_path(), library.folder)
    guide = None
    if memory is None or memory.new:
        from tui.guide import HINT, LESSON, GuideLine

        guide = GuideLine(LESSON if lesson else HINT)
    return JiningApp(library, memory, found.settings, [found.notice] if found.notice else [], guide)


def run(app: JiningApp) -> int:
    """Run the app; its exit status."""
    if "web_driver" in os.environ.get("TEXTUAL_DRIVER", ""):
        _end_with_server()
    app.run()
    return app.return_code or 0


def _end_with_server() -> None:
    """Served in a browser, end when the server has gone without a word: nobody sees this process any more.

    What the reader did is on disk by then, and the screen cannot be written to.
    """
    import select
    from threading import Thread

    if not hasattr(select, "poll"):
        return
    poll = select.poll()
    poll.register(0, 0)  # no events: it reports the other end as gone, and leaves what is to be read alone

    def wait() -> None:
        poll.poll()
        os._exit(1)

    Thread(target=wait, name="server-gone", daemon=True).start()
