"""Where the reader was, kept from one start to the next: a small file in the platform's folder for state."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import orjson

from store.errors import UserError
from store.index import Sort
from store.storage import write_atomically
from tui.columns import Shape
from tui.desk import State

_FIELDS: Mapping[str, type | tuple[type, ...]] = {
    "pane": str,
    "article": (str, type(None)),
    "fact": (str, type(None)),
    "place": (int, type(None)),
    "hits": str,
    "filter": str,
    "here": bool,
    "query": str,
    "clusters": list,
    "currency": (str, type(None)),
}
"""The parts of the state that are kept, and what they may be."""

_MOST = 50
"""Libraries that are remembered; of more, those opened last."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is kept: the state, the orders and columns of the lists by the lists' names, and the theme."""

    state: State = field(default_factory=State)
    orders: Mapping[str, tuple[Sort, ...]] = field(default_factory=dict)
    theme: str | None = None
    shapes: Mapping[str, Shape] = field(default_factory=dict)


class Memory:
    """The file, for one library. `notice` says what was wrong with it, in a sentence for the reader."""

    def __init__(self, path: Path, library: Path) -> None:
        """What the file at `path`, which need not exist, keeps of the library in a folder."""
        self.path = path
        self.notice = ""
        self._library = str(library)

    @property
    def new(self) -> bool:
        """Whether nothing was ever kept: it is the reader's first start."""
        return not self.path.exists()

    def recall(self) -> Remembered:
        """What was kept last; as if nothing had been where the file can't be understood."""
        try:
            kept = self._read()
            return _remembered(kept.get("libraries", {}).get(self._library, {}), kept.get("theme"))
        except FileNotFoundError:
            pass
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            self.notice = f"{self.path} is damaged: the app starts as if it were new."
        return Remembered()

    def keep(self, what: Remembered) -> None:
        """Keep this instead. UserError when it can't be written."""
        try:
            kept = self._read()
            libraries = dict(kept["libraries"])
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            libraries = {}
        libraries.pop(self._library, None)
        state = {name: value for name, value in asdict(what.state).items() if name in _FIELDS}
        orders = {name: [[it.column, it.descending] for it in sorts] for name, sorts in what.orders.items()}
        shapes = {name: [list(column) for column in shape] for name, shape in what.shapes.items()}
        libraries[self._library] = {"state": state, "orders": orders, "columns": shapes}
        newest = dict(list(libraries.items())[-_MOST:])
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(f"{self.path.parent} can't be made ({error.strerror}).") from error
        data = {"theme": what.theme, "libraries": newest}
        write_atomically(self.path, orjson.dumps(data, option=orjson.OPT_INDENT_2))

    def _read(self) -> Any:
        return orjson.loads(self.path.read_bytes())


def memory_path() -> Path:
    """The file, in the platform's folder for what programs remember."""
    from platformdirs import user_state_path

    return user_state_path("jining-tui", appauthor=False) / "state.json"


def wished_theme() -> str | None:
    """The theme that the environment asks for, which goes before the one that is remembered."""
    return os.environ.get("TEXTUAL_THEME")


def _remembered(kept: Mapping[str, Any], theme: str | None) -> Remembered:
    """ValueError, TypeError or KeyError where what was kept is not what it should be."""
    fields = {name: value for name, value in kept.get("state", {}).items() if name in _FIELDS}
    for name, value in fields.items():
        if not isinstance(value, _FIELDS[name]):
            raise TypeError(name)
    fields["clusters"] = tuple(map(str, fields.get("clusters", ())))
    orders = {
        str(name): tuple(Sort(str(column), bool(descending)) for column, descending in sorts)
        for name, sorts in kept.get("orders", {}).items()
    }
    if not isinstance(theme, str | None):
        raise TypeError("theme")
    shapes = {
        str(name): tuple((str(key), int(cells)) for key, cells in shape)
        for name, shape in kept.get("columns", {}).items()
    }
    return Remembered(replace(State(), **fields), orders, theme, shapes)
