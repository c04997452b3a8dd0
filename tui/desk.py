"""What the reader has before them: one small state, and the library it points into.

The panes draw it and change it through `Desk.go`; nothing else holds what is current.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from store.clusters import Clusters
from store.errors import UserError
from store.index import Sort, Totals
from store.library import Library
from store.reading.clean import clean
from store.records import Article, Aside, Fact
from store.review import Verdict
from store.reviewing import Reviews
from tui.columns import Shape
from tui.trail import WHERE, Place, Trail, same_place

_AT_ONCE = 100  # facts selected at once that are on disk before the key is answered
_QUICK = 1_000  # facts in a notebook that is still written within a blink


@dataclass(frozen=True, slots=True)
class State:
    """Where the reader is.

    `article` and `fact` are the current ids, `hits` is the query whose words are marked, `place` an offset of
    the text to show when there is no current fact, `filter` and `here` the facts table's query and whether it
    is confined to the current article, `query` what is searched for, `clusters` the keys of the columns,
    `cluster` that of the cluster whose page is open, `currency` what money is compared in.
    """

    pane: str = "read"
    article: str | None = None
    fact: str | None = None
    place: int | None = None
    hits: str = ""
    filter: str = ""
    here: bool = False
    query: str = ""
    clusters: tuple[str, ...] = ()
    cluster: str | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The current article with its facts and the numbers set aside, both in reading order."""

    article: Article
    facts: tuple[Fact, ...]
    asides: tuple[Aside, ...]
    said: Mapping[str, tuple[Verdict, Fact | None]]
    """What the reader said of facts, by their ids, each with the fact as it was extracted."""


def ledger(sheet: Sheet) -> str:
    """What became of the article's numbers: how many are facts, set aside, and not understood."""
    unknown = sum(aside.reason == "not understood" for aside in sheet.asides)
    noun = "fact" if len(sheet.facts) == 1 else "facts"
    known = len(sheet.asides) - unknown
    return f"{len(sheet.facts):,} {noun} · {known:,} set aside · {unknown:,} not understood"


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """The ids of the selected facts, and of those that the notebook had when it was last `settled`."""

    ids: frozenset[str] = frozenset()
    saved: frozenset[str] = frozenset()
    settled: bool = True

    def mark(self, id: str) -> str:
        """Before a fact: ● when it is selected, ○ while that is not on disk yet, else a blank."""
        return " " if id not in self.ids else "●" if id in self.saved else "○"

    @property
    def total(self) -> str:
        """How many are selected; with ○ while that is not on disk yet."""
        count = f"{len(self.ids):,}"
        if not self.settled:
            return f"○ {count} saving"
        return f"● {count} selected" if self.ids else ""

    @property
    def remark(self) -> str:
        """What is to be added where a change of it is told."""
        return "" if self.settled else "; ○ until that is saved"


class Desk:
    """The state, and what follows from it. `changed` is called after every change with the state before it.

    A change of the selection shows at once, as one that is not on disk yet: `settle` writes it to the notebook,
    which takes long where much is selected.
    """

    orders: dict[str, tuple[Sort, ...]]
    """What the lists of the panes are sorted by, where the reader has sorted them."""

    folder: Path | None = None
    """Where exports go, where the reader has settled that."""

    in_view: Callable[[], int | None] = staticmethod(lambda: None)
    """The offset of the text at the top of the view, where one reads in the midst of it."""

    shapes: dict[str, Shape]
    """How the reader wants the columns of the tables."""

    def __init__(self, library: Library, changed: Callable[[State], None]) -> None:
        """A desk in front of a library, nothing on it."""
        self.library = library
        self.clusters = Clusters(library.index, library.notebook)
        self.reviews = Reviews(library)
        self.state = State()
        self.orders = {}
        self.shapes = {}
        self.selection = Selection()
        self._show_saved()
        self._changed = changed
        self._trail = Trail()
        self._sheet: Sheet | None = None
        self._totals: Totals | None = None
        self._waiting: deque[Callable[[], None]] = deque()
        self._turn = Lock()

    def go(self, **changes: Any) -> None:
        """Change the state; a fact brings its article along when that is named too."""
        self._go(changes, passing=False)

    def pass_by(self, **changes: Any) -> None:
        """The same for what is only passed in a list: a place where nothing was read leaves no trace."""
        self._go(changes, passing=True)

    def step(self, back: bool) -> bool:
        """Go back to where the reader was before, or forward again; whether there is such a place."""
        place = self._trail.step(back, self._place, self._there_still)
        if place is not None:
            before = self.state
            self.state = replace(before, **place)
            self._changed(before)
        return place is not None

    def _go(self, changes: Mapping[str, Any], passing: bool) -> None:
        before, place = self.state, self._place
        self.state = replace(before, **changes)
        if self.state == before:
            return
        read = place["fact"] is not None or place["place"] is not None
        somewhere = place["pane"] != "read" or place["article"] is not None
        if not same_place(place, self._place) and somewhere and (read or not passing):
            self._trail.leave(place)
        self._changed(before)

    @property
    def _place(self) -> Place:
        place = {name: getattr(self.state, name) for name in WHERE}
        if self.state.pane == "read" and self.state.fact is None:
            place["place"] = self.in_view() or self.state.place
        return place

    def _there_still(self, place: Place) -> bool:
        return place["pane"] != "read" or self.library.index.article(place["article"]) is not None

    def compare(self, keys: Iterable[str], **changes: Any) -> None:
        """Put clusters into the comparison, after those that stand in it; UserError where there is no room."""
        from store.comparison.library import check_columns

        chosen = tuple(dict.fromkeys((*self.state.clusters, *keys)))
        check_columns(len(chosen))
        self.go(clusters=chosen, **changes)

    def leave_out(self, key: str) -> None:
        """Take a cluster out of the comparison."""
        self.go(clusters=tuple(one for one in self.state.clusters if one != key))

    @property
    def sheet(self) -> Sheet | None:
        """The current article; None when there is none (any more)."""
        current = self.state.article
        if self._sheet is not None and self._sheet.article.id == current:
            return self._sheet
        index = self.library.index
        article = index.article(current) if current is not None else None
        self._sheet = None
        if article is not None:
            facts = tuple(index.article_facts(article.id))
            asides = tuple(index.asides(article.id))
            self._sheet = Sheet(article, facts, asides, index.reviews(article.id))
        return self._sheet

    def offered(self, name: str) -> str:
        """The name of a file to offer for an export."""
        return str(self.folder / name) if self.folder else name

    @property
    def totals(self) -> Totals:
        """How much the library holds."""
        if self._totals is None:
            self._totals = self.library.index.totals()
        return self._totals

    @property
    def fact(self) -> Fact | None:
        """The current fact; None when there is none."""
        if self.state.fact is None:
            return None
        row = self.library.index.fact(self.state.fact)
        return row.fact if row is not None else None

    def note_on(self, fact: Fact) -> str:
        """The reader's note on a fact, in one line; empty where there is none."""
        return clean(" ".join(self.library.notebook.notes().get(fact.id, "").split()))

    def walk(self, step: int) -> None:
        """Go to the next (1) or previous (-1) fact of the current article."""
        sheet = self.sheet
        if sheet is not None:
            self.walk_among(sheet.facts, step)

    def walk_among(self, numbers: Sequence[Fact | Aside], step: int) -> None:
        """Go to the next (1) or previous (-1) of some numbers of the current article, in reading order."""
        if not numbers:
            return
        state, starts = self.state, [number.start for number in numbers]
        ids = [number.id if isinstance(number, Fact) else None for number in numbers]
        if state.fact is not None and state.fact in ids:
            place = ids.index(state.fact) + step
        elif state.place is not None:
            place = bisect_right(starts, state.place) if step > 0 else bisect_left(starts, state.place) - 1
        else:
            place = 0 if step > 0 else len(numbers) - 1
        number = numbers[min(max(place, 0), len(numbers) - 1)]
        if isinstance(number, Fact):
            self.go(fact=number.id, place=None)
        else:
            self.go(fact=None, place=number.start)

    @property
    def selected(self) -> frozenset[str]:
        """The ids of the selected facts."""
        return self.selection.ids

    def toggle(self, fact: Fact) -> None:
        """Select the fact or release it."""
        if fact.id in self.selected:
            self.release([fact.id])
        else:
            self.select([fact])

    def select(self, facts: Iterable[Fact]) -> None:
        """Select these facts too."""
        new = [fact for fact in facts if fact.id not in self.selected]
        chosen = self.selected.union(fact.id for fact in new)
        self._choose(chosen, partial(self.library.notebook.select, new), len(new))

    def release(self, ids: Iterable[str]) -> None:
        """Release these facts."""
        old = frozenset(ids)
        self._choose(self.selected - old, partial(self.library.notebook.deselect, old), len(old))

    def arrange(self, ids: Sequence[str]) -> None:
        """Put the selected facts into this order."""
        self._choose(self.selected, partial(self.library.notebook.arrange, list(ids)), len(ids))

    @property
    def unsettled(self) -> bool:
        """Whether a change of the selection is not in the notebook yet."""
        return bool(self._waiting) or self._turn.locked()

    def settle(self) -> None:
        """Write the changes of the selection that wait, in their order; from any thread.

        UserError when one can't be written: `reload` shows what is selected then.
        """
        with self._turn:
            while self._waiting:
                self._waiting.popleft()()
            _ = self.library.notebook.selected  # found again here, not when the screen asks

    def in_turn(self, change: Callable[[], str]) -> str:
        """Change the notebook after all that waits for it; from any thread. What was done, in a sentence."""
        self.settle()
        with self._turn:
            return change()

    def reload(self) -> None:
        """Forget what was read: the library has changed."""
        before, self._sheet, self._totals = self._sheet, None, None
        if not self.unsettled:
            self._show_saved()
        if before is not None and self.sheet is not None:
            self.state = _moved(self.state, before, self.sheet)
        self._changed(self.state)

    def show_settled(self) -> None:
        """Show what is selected as saved, once nothing waits."""
        if not self.unsettled and not self.selection.settled:
            self._show_saved()
            self._changed(self.state)

    def _choose(self, selected: frozenset[str], change: Callable[[], None], size: int) -> None:
        """Takes the change into the notebook: a small one before the key is answered, a large one behind it."""
        saved = self.selection.saved
        quick = size <= _AT_ONCE and len(saved) <= _QUICK and not self.unsettled
        self.selection = Selection(selected, saved, settled=False)
        self._waiting.append(change)
        try:
            if quick:
                self.settle()
                self._show_saved()
        except UserError:
            self._show_saved()
            raise
        finally:
            self._changed(self.state)

    def _show_saved(self) -> None:
        """Show as selected what the notebook says is."""
        ids = frozenset(self.library.notebook.selected)
        self.selection = Selection(ids, ids)


def _moved(state: State, before: Sheet, now: Sheet) -> State:
    """The state on the same number, where a fact has become a number set aside, or the other way round."""
    if before.article.id != state.article or any(fact.id == state.fact for fact in now.facts):
        return state
    start = next((fact.start for fact in before.facts if fact.id == state.fact), None)
    if state.fact is None and any(aside.start == state.place for aside in before.asides):
        start = state.place
    fact = next((fact.id for fact in now.facts if fact.start == start), None)
    if fact is not None:
        return replace(state, fact=fact, place=None)
    if any(aside.start == start for aside in now.asides):
        return replace(state, fact=None, place=start)
    return state
