"""The app in a web browser: one page that draws a terminal, served by textual-serve.

Whoever can open the page can read and change the library, so it is served to this machine alone unless another
address is named; pages of other origins are refused, and the page asks nobody but its own server for anything.
"""

from __future__ import annotations

import html
import shlex
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from secrets import token_urlsafe
from string import Template

from aiohttp import web
from textual_serve.server import Server

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""The addresses that only this machine reaches."""

_APP = "import sys; from tui.command_line import main; sys.exit(main())"
_POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-$nonce'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self' ws://$host; frame-ancestors 'none'"
)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class AppServer(Server):
    """Serves the app, a process of its own for each page that is open."""

    def __init__(self, options: list[str], host: str, port: int, say: Callable[[str], None]) -> None:
        """The app with these options of the command line; `say` is told once that it is served."""
        command = shlex.join([sys.executable, "-c", _APP, *options])
        super().__init__(command, host, port, title="jining-tui")
        self._say = say

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guard)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer this page alone: one of another origin, or under another name of the machine, gets nothing."""
        names = {f"{_bracketed(name)}:{self.port}" for name in LOOPBACK}
        origin = request.headers.get("Origin")
        if (self.host in LOOPBACK and request.host not in names) or origin not in (
            None,
            f"http://{request.host}",
        ):
            raise web.HTTPForbidden(
                text=f"This is served at http://{_bracketed(self.host)}:{self.port}/ alone."
            )
        return await handler(request)

    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        """The page."""
        size = request.query.get("fontsize", "")
        page = Template(Path(__file__).with_name("page.html").read_text(encoding="utf-8"))
        nonce = token_urlsafe(16)
        size = size if size.isdecimal() else "16"
        text = page.substitute(host=html.escape(request.host), size=size, nonce=nonce)
        policy = Template(_POLICY).substitute(host=request.host, nonce=nonce)
        return web.Response(text=text, content_type="text/html", headers={"Content-Security-Policy": policy})

    async def on_startup(self, app: web.Application) -> None:
        """Nothing is said before the page can be reached."""

    def serve(self, debug: bool = False) -> None:
        """Serve until the process is told to end. OSError when the address can't be served at."""
        where = f"Serving at http://{_bracketed(self.host)}:{self.port}/ until ctrl+c."
        web.run_app(
            self._make_app(), host=self.host, port=self.port, access_log=None, print=lambda _: self._say(where)
        )


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
