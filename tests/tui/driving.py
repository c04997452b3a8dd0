"""Driving the app in tests: opening it, waiting until it rests, reading the screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from store.library import Library
from tui.app import JiningApp


class Driver:
    """The running app under a pilot."""

    def __init__(self, app: JiningApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after another, each when the app rests."""
        for key in keys:
            await self.pilot.press(key)
            await self.rest()

    async def type(self, text: str) -> None:
        """Type a text as one goes, then wait."""
        names = {" ": "space", ":": "colon", '"': "quotation_mark", ">": "greater_than_sign"}
        await self.pilot.press(*(names.get(letter, letter) for letter in text))
        await self.rest()

    async def rest(self) -> None:
        """Wait until nothing is under way; work that was dropped for newer work is over as well."""
        await self.pilot.pause()
        while True:
            try:
                await self.app.workers.wait_for_complete()
                break
            except WorkerCancelled:
                await self.pilot.pause()
        await self.pilot.pause()

    @property
    def screen(self) -> str:
        """What is on the screen, as text."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    @property
    def notices(self) -> str:
        """What the app has told, one notice a line."""
        return "\n".join(notice.message for notice in self.app._notifications)

    @property
    def pane(self) -> str:
        """The name of the pane that is shown."""
        return self.app.desk.state.pane


@asynccontextmanager
async def opened(library: Library, width: int = 120, height: int = 40) -> AsyncIterator[Driver]:
    """The app on this library in a terminal of this size."""
    app = JiningApp(library)
    async with app.run_test(size=(width, height), notifications=True) as pilot:
        driver = Driver(app, pilot)
        await driver.rest()
        yield driver
