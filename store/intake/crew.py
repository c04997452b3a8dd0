"""Who does the work: this process, several processes, or the workers of a Dask cluster.

All of them give the results in the order of the work, so that a library comes out the same. Workers never
touch the library.
"""

from __future__ import annotations

import logging
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, wait
from contextlib import redirect_stderr
from typing import Any, Protocol

from store.errors import UserError
from store.intake.work import Result, Task, work

Batch = Sequence[Task]

_AHEAD = 4  # batches that wait for each worker, so that none is idle while the library is written

_PATIENCE = 20  # seconds to wait for a scheduler and its first worker, and for a process to end

_SILENCE = 60  # seconds after which workers that have not begun, or are gone, are given up

_GLANCE = 1  # seconds between two looks at workers that are waited for


class Crew(Protocol):
    """Does batches of work."""

    def run(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, list[Result]]]:
        """Each batch with its results, in order."""

    def close(self) -> None:
        """Send everybody home."""


class Alone:
    """This process does the work itself."""

    def run(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, list[Result]]]:
        """Each batch with its results."""
        for batch in batches:
            yield batch, work(batch)

    def close(self) -> None:
        """Nothing to do."""


class Workers:
    """Any `concurrent.futures` executor. One that breaks is replaced, and the task that broke it is named."""

    def __init__(self, hire: Callable[[], Executor], count: int) -> None:
        """`hire` makes an executor of `count` workers."""
        self._hire = hire
        self._ahead = max(2, count * _AHEAD)
        self._begin()

    def run(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, list[Result]]]:
        """Each batch with its results, in order; as many are under way as keep every worker busy."""
        waiting: deque[tuple[Batch, Future[list[Result]]]] = deque()
        for batch in batches:
            waiting.append((batch, self._submit(batch)))
            while len(waiting) > self._ahead or (waiting and waiting[0][1].done()):
                yield self._collect(waiting)
        while waiting:
            yield self._collect(waiting)

    def close(self) -> None:
        """End the workers; what they have not begun is dropped."""
        self._dismiss(wait=True)

    def _begin(self) -> None:
        """Hire workers. The first of them who is ready says so."""
        self._executor = self._hire()
        self._ready: Future[None] = self._executor.submit(_ready)
        self._heard = time.monotonic()

    def _answer(self, future: Future[list[Result]]) -> list[Result]:
        """The results, as soon as they are there; UserError when nobody is there to give them."""
        while not future.done():
            if self._hears():
                self._heard = time.monotonic()
            elif time.monotonic() - self._heard > _SILENCE:
                raise UserError(self._unheard())
            wait([future], _GLANCE)
        return future.result()

    def _hears(self) -> bool:
        """Whether there are workers."""
        return self._ready.done()

    def _unheard(self) -> str:
        return (
            f"No process that should help has begun to work within {_SILENCE} seconds: try it without --jobs."
        )

    def _submit(self, batch: Batch) -> Future[list[Result]]:
        try:
            return self._executor.submit(work, batch)
        except (BrokenExecutor, RuntimeError) as error:
            failed: Future[list[Result]] = Future()
            failed.set_exception(BrokenExecutor(str(error)))
            return failed

    def _collect(self, waiting: deque[tuple[Batch, Future[list[Result]]]]) -> tuple[Batch, list[Result]]:
        batch, future = waiting.popleft()
        try:
            return batch, self._answer(future)
        except Exception as error:
            if not _broke(error):
                raise
        self._replace()
        results = [self._one(task) for task in batch]
        for place, (other, pending) in enumerate(waiting):
            if pending.cancelled() or not pending.done() or pending.exception() is not None:
                waiting[place] = (other, self._submit(other))
        return batch, results

    def _one(self, task: Task) -> Result:
        """The result of one task alone, so that it is known which one ends a worker."""
        try:
            return self._answer(self._submit([task]))[0]
        except Exception as error:
            if not _broke(error):
                raise
            self._replace()
            return Result(reason="ended the process that read it: it is damaged, or too large for the memory")

    def _replace(self) -> None:
        self._dismiss(wait=False)
        self._begin()

    def _dismiss(self, wait: bool) -> None:
        self._executor.shutdown(wait, cancel_futures=True)


class Processes(Workers):
    """Processes of this machine; one that does not end when it should is ended."""

    def _dismiss(self, wait: bool) -> None:
        mine = dict(getattr(self._executor, "_processes", None) or {})  # nothing public names them
        self._executor.shutdown(wait=False, cancel_futures=True)
        patience = time.monotonic() + (_PATIENCE if self._ready.done() else 0)
        for process in mine.values() if wait else ():
            process.join(max(0, patience - time.monotonic()))
            if process.is_alive():
                process.kill()
                process.join()


def processes(jobs: int) -> Processes:
    """So many processes of this machine."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context, resource_tracker

    context = get_context("spawn")
    # Its helper inherits the standard error, in the place of which an app may have put what is no file.
    with redirect_stderr(sys.__stderr__):
        resource_tracker.ensure_running()
    return Processes(lambda: ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin), jobs)


def cluster(address: str) -> Workers:
    """The workers of the Dask cluster whose scheduler has this address, `tcp://HOST:PORT`."""
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise UserError(
            "A cluster needs more: pip install 'jining-tui[dask]', here and where it runs."
        ) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is said in a sentence
    try:
        client: Any = Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise UserError(f"There is no Dask scheduler at {address} ({error}): start it, or check it.") from None
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError:
        client.close()
        raise UserError(
            f"The scheduler at {address} has no workers: start one, dask worker {address}."
        ) from None
    return Cluster(client, sum(client.nthreads().values()))


class Cluster(Workers):
    """The workers of a Dask cluster; work that a worker takes down with it is done again by another."""

    def __init__(self, client: Any, count: int) -> None:
        """The workers that a client knows."""
        self._client = client
        super().__init__(lambda: client.get_executor(pure=False, retries=3), count)

    def close(self) -> None:
        """Leave the cluster, which goes on."""
        self._dismiss(wait=False)
        self._client.close()

    def _replace(self) -> None:
        if self._client.status != "running":
            raise UserError(self._unheard())
        super()._replace()

    def _hears(self) -> bool:
        try:
            return self._client.status == "running" and bool(self._client.nthreads())
        except (OSError, ValueError):
            return False

    def _unheard(self) -> str:
        what = "has no workers any more" if self._client.status == "running" else "is gone"
        return f"The cluster {what}: what was read is kept, and the same command again carries on."

    def _dismiss(self, wait: bool) -> None:
        if self._client.status == "running":
            self._executor.shutdown(wait)


def _broke(error: Exception) -> bool:
    """Whether the worker ended, rather than the work failed."""
    return isinstance(error, BrokenExecutor) or type(error).__name__ in ("KilledWorker", "CancelledError")


def _ready() -> None:
    """Nothing to do, and done as soon as a worker has begun."""


def _begin() -> None:
    """A process starts: ctrl+c is for the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
