"""Work is done by one process, by several or by a cluster, all the same; a worker's death costs little."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Any

import pytest
from samples import contents

from store.errors import UserError
from store.intake.adding import Request, add_paths
from store.intake.crew import Alone, Processes, Workers, cluster, processes
from store.intake.work import Result, Task, work
from store.library import Library

TEXT = "The park in {} recorded revenue of {} billion yuan in 2021, and {} firms of it employ {},000 people."


def tasks(count: int) -> list[Task]:
    return [
        Task(
            TEXT.format(number, number + 3, number + 50, number + 9).encode(), f"{number}.txt", f"/{number}.txt"
        )
        for number in range(count)
    ]


def batches(count: int, size: int = 3) -> list[list[Task]]:
    every = tasks(count)
    return [every[at : at + size] for at in range(0, count, size)]


def deadly(batch: Sequence[Task]) -> list[Result]:
    """The work, but for one file that ends its process."""
    if any(task.file == "7.txt" for task in batch):
        os.kill(os.getpid(), signal.SIGKILL)
    return work(batch)


class Deadly(ProcessPoolExecutor):
    def submit(self, function: Any, /, *arguments: Any, **options: Any) -> Future[Any]:
        return super().submit(deadly, *arguments)


def poisoned() -> Executor:
    return Deadly(2, mp_context=get_context("fork"))


def test_processes_give_what_one_gives_in_the_same_order() -> None:
    crew = processes(2)
    try:
        assert list(crew.run(batches(20))) == list(Alone().run(batches(20)))
    finally:
        crew.close()


def test_the_file_that_ends_a_worker_is_named_and_no_other_is_lost() -> None:
    crew = Workers(poisoned, 2)
    results = {
        task.file: result
        for batch, found in crew.run(batches(30))
        for task, result in zip(batch, found, strict=True)
    }
    crew.close()
    failed = [file for file, result in results.items() if result.reason]
    assert failed == ["7.txt"]
    assert "ended the process" in (results["7.txt"].reason or "")
    assert len(results) == 30


def test_processes_that_never_begin_to_work_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.intake.crew._SILENCE", 1)
    context = get_context("fork")
    stuck = Processes(lambda: ProcessPoolExecutor(2, context, initializer=time.sleep, initargs=(900,)), 2)
    with pytest.raises(UserError, match=r"^No process that should help has begun to work within 1 seconds"):
        list(stuck.run(batches(6)))
    hired = [child.pid or 0 for child in active_children()]
    stuck.close()
    assert len(hired) == 2
    for pid in hired:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_only_its_own_processes_are_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.intake.crew._PATIENCE", 0)
    context = get_context("fork")
    other = context.Process(target=time.sleep, args=(900,), daemon=True)
    other.start()
    crew = Processes(lambda: ProcessPoolExecutor(2, context), 2)
    try:
        list(crew.run(batches(6)))
        crew.close()
        assert active_children() == [other]
    finally:
        other.kill()


def test_a_library_is_the_same_whoever_did_the_work(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for task in tasks(40):
        (folder / task.file).write_bytes(task.data)
    found = []
    for jobs in (0, 2):
        with Library(tmp_path / f"library-{jobs}") as library:
            add_paths(library, [str(folder)], Request(jobs=jobs))
            found.append(contents(library))
    assert found[0] == found[1]


def test_a_scheduler_that_is_not_there_is_named() -> None:
    pytest.importorskip("distributed")
    with pytest.raises(UserError, match=r"^There is no Dask scheduler at nonsense://x"):
        cluster("nonsense://x")


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A cluster of two workers on this machine: its address, its workers and its scheduler."""
    pytest.importorskip("distributed")
    file = tmp_path / "scheduler.json"
    tool = [sys.executable, "-m"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}
    place = ["--scheduler-file", str(file)]
    alone = ["--host", "127.0.0.1", "--no-dashboard"]
    running = [
        subprocess.Popen([*tool, "distributed.cli.dask_scheduler", "--port", "0", *alone, *place], **quiet)  # type: ignore[call-overload]
    ]
    workers = [
        subprocess.Popen(
            [*tool, "distributed.cli.dask_worker", *place, "--nthreads", "1", "--no-nanny", *alone], **quiet
        )  # type: ignore[call-overload]
        for _ in range(2)
    ]
    try:
        deadline = time.monotonic() + 30
        while not file.is_file() and time.monotonic() < deadline:
            time.sleep(0.1)
        yield json.loads(file.read_text())["address"], [*workers, *running]
    finally:
        for process in (*workers, *running):
            process.kill()
            process.wait()


def test_a_cluster_loses_nothing_and_doubles_nothing_when_a_worker_dies(
    scheduler: tuple[str, list[subprocess.Popen[bytes]]],
) -> None:
    address, processes = scheduler
    crew = cluster(address)
    try:
        found = []
        for place, (batch, results) in enumerate(crew.run(batches(60))):
            if place == 4:
                processes[0].kill()
            found.append((batch, results))
        assert found == list(Alone().run(batches(60)))
    finally:
        crew.close()


def test_a_cluster_that_goes_away_is_told(scheduler: tuple[str, list[subprocess.Popen[bytes]]]) -> None:
    address, processes = scheduler
    crew = cluster(address)
    results = crew.run(batches(600))
    next(results)
    for process in processes:
        process.kill()
    with pytest.raises(UserError, match=r"^The cluster is gone: what was read is kept"):
        list(results)
    crew.close()


def test_a_cluster_without_workers_is_given_up(
    scheduler: tuple[str, list[subprocess.Popen[bytes]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.intake.crew._SILENCE", 2)
    address, processes = scheduler
    crew = cluster(address)
    results = crew.run(batches(600))
    next(results)
    for worker in processes[:2]:
        worker.kill()
    with pytest.raises(UserError, match=r"^The cluster has no workers any more: what was read is kept"):
        list(results)
    crew.close()
