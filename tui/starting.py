"""Starting the app: what is done once, before its first paint."""

from __future__ import annotations

import gc

from store.library import Library
from tui.settings import Found


def start(library: Library, found: Found) -> int:
    """Import the app and run it on an open library with the reader's settings; its exit status.

    What is imported lives as long as the process. The collector is kept from looking through it, which costs a
    tenth of the time to the first paint.
    """
    gc.disable()
    from tui.app import JiningApp
    from tui.memory import Memory, memory_path

    memory = Memory(memory_path(), library.folder)
    app = JiningApp(library, memory, found.settings, [found.notice] if found.notice else [])
    gc.freeze()
    gc.enable()
    app.run()
    return app.return_code or 0
