"""Reading what may be hostile in a process of its own, with limits of time and memory.

The readers of pages, PDF files and feeds are large, and some files make them run without end or eat all
memory. The process is started with the first such file, serves one after another, and is replaced when it
had to be ended.
"""

from __future__ import annotations

import atexit
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from importlib import import_module
from typing import IO, Any

from store.errors import UserError
from store.reading.formats import Format, Found

SECONDS = 20.0
"""How long one file may take: of computing where the system can tell, else on the clock."""

_PATIENCE = 10 if hasattr(signal, "setitimer") else 1
"""How many times longer it may take on the clock, since a machine may be busy with other work."""

_MEMORY = 2 * 1024**3
_SIZE_BYTES = 8


def read_apart(format: Format, data: bytes) -> Sequence[Found]:
    """What the format's reader finds in the bytes of a file.

    Raises `UserError` with the reason alone (the caller names the file) where it finds nothing or is too slow.
    """
    with _lock:
        answer = _ask(format.module, data)
    if answer is None:
        _end()
        raise UserError(f"reading it took more than {SECONDS:.0f} seconds of computing or too much memory")
    kind, value = answer
    if kind == "missing":
        raise UserError(f"reading it needs more: pip install 'jining-tui[{format.extra}]'")
    if kind == "refused":
        raise UserError(value)
    return [Found(text, fields) for text, fields in value]


_lock = threading.Lock()
_child: list[subprocess.Popen[bytes]] = []


def _ask(module: str, data: bytes) -> tuple[str, Any] | None:
    """The answer of the process, None where it was ended or broke."""
    if not _child:
        command = [sys.executable, "-m", "store.reading.sandbox"]
        _child.append(
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        )
    process = _child[0]
    assert process.stdin is not None
    assert process.stdout is not None
    timer = threading.Timer(SECONDS * _PATIENCE, process.kill)
    timer.start()
    try:
        _send(process.stdin, (SECONDS, module, data))
        answer: tuple[str, Any] | None = _receive(process.stdout)
    except OSError:
        answer = None
    finally:
        timer.cancel()
    return answer


def _end() -> None:
    while _child:
        process = _child.pop()
        process.kill()
        process.communicate()


atexit.register(_end)


def _send(stream: IO[bytes], message: object) -> None:
    packed = pickle.dumps(message)
    stream.write(len(packed).to_bytes(_SIZE_BYTES, "big") + packed)
    stream.flush()


def _receive(stream: IO[bytes]) -> Any:
    """The next message, None at the end of the stream."""
    size = stream.read(_SIZE_BYTES)
    packed = stream.read(int.from_bytes(size, "big")) if len(size) == _SIZE_BYTES else b""
    return pickle.loads(packed) if packed else None


def _serve() -> None:
    """The process: answers one request after another until its input ends."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # no such limits on this system; that of time holds
    sys.setrecursionlimit(5000)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl+c is for the program; this ends with its input
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    while (request := _receive(requests)) is not None:
        seconds, *question = request
        _limit(seconds)
        _send(answers, _answer(*question))
        _limit(0)


def _limit(seconds: float) -> None:
    """End this process when it computes for longer, or is left alone by the program; 0 is no limit."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, seconds and seconds * _PATIENCE + 10)


def _answer(module: str, data: bytes) -> tuple[str, Any]:
    try:
        found = import_module(f"store.reading.formats.{module}").read(data)
    except ModuleNotFoundError:
        return "missing", None
    except UserError as error:
        return "refused", str(error)
    except MemoryError:
        return "refused", "reading it took too much memory"
    except RecursionError:
        return "refused", "it is nested too deeply"
    except Exception as error:
        return "refused", f"it is damaged ({type(error).__name__})"
    return "found", [(each.text, dict(each.fields)) for each in found]


if __name__ == "__main__":
    _serve()
