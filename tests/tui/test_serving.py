"""The app in a web browser: what the server answers, and the page in a real one."""

from __future__ import annotations

import asyncio
import base64
import io
import json
import os
import shutil
import socket
import subprocess
import sys
import zlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from store.library import open_library
from tui.command_line import main

aiohttp = pytest.importorskip("aiohttp", reason="the extra serve is not installed")
pytest.importorskip("textual_serve", reason="the extra serve is not installed")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--remote-debugging-port=0", "--window-size=1200,800",
)  # fmt: skip
PROGRAM = "import sys; from tui.command_line import main; sys.exit(main())"


@contextmanager
def served(tmp_path: Path) -> Iterator[str]:
    """The address of the app, served on a library of the seeds."""
    library = tmp_path / "library"
    open_library(library).close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"XDG_STATE_HOME": str(tmp_path), "JINING_TUI_CONFIG": str(tmp_path / "none")}
    command = [sys.executable, "-c", PROGRAM, "--library", str(library), "serve", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line == f"Serving at http://127.0.0.1:{port}/ until ctrl+c.\n"
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


async def status(address: str, path: str = "/", **headers: str) -> int:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://{address}{path}", headers=headers) as answer,
    ):
        return int(answer.status)


async def test_only_its_own_page_is_answered(tmp_path: Path) -> None:
    with served(tmp_path) as address:
        port = address.partition(":")[2]
        assert await status(address) == 200
        assert await status(address, Host=f"localhost:{port}") == 200
        assert await status(address, Host=f"rebound.example:{port}") == 403
        assert await status(address, "/ws", Origin="http://elsewhere.example") == 403
        assert await status(address, "/ws", Origin=f"http://localhost:{port}") == 403
        assert await status(address, "/ws", Origin="null") == 403
        with pytest.raises(aiohttp.WSServerHandshakeError):
            async with aiohttp.ClientSession() as session:
                await session.ws_connect(f"ws://{address}/ws", origin="http://elsewhere.example")


async def test_the_page_names_nothing_from_elsewhere(tmp_path: Path) -> None:
    with served(tmp_path) as address:
        async with aiohttp.ClientSession() as session, session.get(f"http://{address}/") as answer:
            text = await answer.text()
            assert "https:" not in text
            assert "http:" not in text
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'self';")


def test_a_port_that_is_taken_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM, "serve", "--port", str(port)],
            capture_output=True,
            text=True,
            check=False,
        )
    assert run.returncode == 1
    assert run.stderr.startswith(f"jining-tui: 127.0.0.1, port {port} can't be served")


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    monkeypatch.delitem(sys.modules, "tui.serving", raising=False)
    assert main(["serve"]) == 1
    assert "pip install 'jining-tui[serve]'" in capsys.readouterr().err


class Page:
    """A page of a browser, driven by its debugging protocol."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._number = 0
        self.requests: list[str] = []
        self.drawn = ""

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Do something, and note what the browser says meanwhile."""
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": params})
        while True:
            said = await self._hear()
            if said.get("id") == self._number:
                assert "error" not in said, said
                result: dict[str, Any] = said["result"]
                return result

    async def _hear(self) -> dict[str, Any]:
        said: dict[str, Any] = json.loads((await self._socket.receive()).data)
        params = said.get("params", {})
        if said.get("method") == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif said.get("method") == "Network.webSocketCreated":
            self.requests.append(params["url"])
        elif said.get("method") == "Network.webSocketFrameReceived" and params["response"]["opcode"] == 2:
            self.drawn += base64.b64decode(params["response"]["payloadData"]).decode("utf-8", "replace")
        return said

    async def until_drawn(self, text: str) -> None:
        """Wait until the app has sent this."""
        while text not in self.drawn:
            await self._hear()

    async def until(self, expression: str) -> None:
        """Wait until this holds in the page."""
        while not (await self.call("Runtime.evaluate", expression=expression))["result"].get("value"):
            await asyncio.sleep(0.1)

    async def press(self, key: str) -> None:
        for kind in ("keyDown", "keyUp"):
            await self.call("Input.dispatchKeyEvent", type=kind, key=key, text=key if kind == "keyDown" else "")


@asynccontextmanager
async def browsed(profile: Path) -> AsyncIterator[Page]:
    """An empty page in a browser of its own."""
    assert CHROMIUM is not None
    process = subprocess.Popen(
        [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", "about:blank"], stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stderr is not None
        address = next(line.split()[-1] for line in process.stderr if line.startswith("DevTools listening on"))
        host = address.split("/")[2]
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://{host}/json/list") as answer:
                target = next(it for it in await answer.json() if it["type"] == "page")
            async with session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                yield Page(socket)
    finally:
        process.terminate()
        process.wait()


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
async def test_the_app_runs_in_a_browser(tmp_path: Path) -> None:
    """It is drawn, answers keys, asks for nothing from elsewhere, and ends."""
    with served(tmp_path) as address:
        async with asyncio.timeout(90), browsed(tmp_path / "profile") as page:
            await page.call("Network.enable")
            await page.call("Page.enable")
            await page.call("Page.navigate", url=f"http://{address}/")
            await page.until("document.body.classList.contains('-first-byte')")
            await page.until_drawn("4 Compare")
            await page.until_drawn("goes to the first")
            assert colours(await page.call("Page.captureScreenshot")) > 4
            await page.until("document.activeElement.tagName == 'TEXTAREA'")
            await page.press("2")
            await page.until_drawn("in reading order")
            await page.press("q")
            await page.until("document.body.classList.contains('-closed')")
            assert page.requests
            assert {url.split("/")[2] for url in page.requests if not url.startswith("data:")} == {address}


def colours(shot: dict[str, Any]) -> int:
    """How many different bytes the pixels of a picture have: a blank page has few."""
    data, at = io.BytesIO(base64.b64decode(shot["data"])), b""
    data.read(8)
    while size := data.read(4):
        kind, chunk = data.read(4), data.read(int.from_bytes(size, "big") + 4)[:-4]
        at += chunk if kind == b"IDAT" else b""
    return len(set(zlib.decompress(at)))


@pytest.mark.skipif(os.name == "nt", reason="Windows does not tell that the server has gone")
def test_the_app_of_a_page_ends_with_a_server_that_is_gone(tmp_path: Path) -> None:
    library = tmp_path / "library"
    open_library(library).close()
    environment = os.environ | {
        "XDG_STATE_HOME": str(tmp_path),
        "JINING_TUI_CONFIG": str(tmp_path / "none"),
        "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
    }
    command = [sys.executable, "-c", PROGRAM, "--library", str(library)]
    app = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )
    assert app.stdin is not None
    assert app.stdout is not None
    painted = b""
    while b"Read" not in painted:
        painted += os.read(app.stdout.fileno(), 65536)
    app.stdin.close()
    app.stdout.close()
    try:
        app.wait(20)
    finally:
        app.kill()
