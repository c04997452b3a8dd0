"""Starting the app: what is done once, before its first paint."""

from __future__ import annotations

import gc

from store.library import Library


def start(library: Library) -> int:
    """Import the app and run it on an open library; its exit status.

    What is imported lives as long as the process. The collector is kept from looking through it, which costs a
    tenth of the time to the first paint.
    """
    gc.disable()
    from tui.app import JiningApp
    from tui.memory import Memory, memory_path

    app = JiningApp(library, Memory(memory_path(), library.folder))
    gc.freeze()
    gc.enable()
    app.run()
    return app.return_code or 0
