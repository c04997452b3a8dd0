"""What every pane is: a part of the screen that draws the desk's state."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from textual.containers import Container
from textual.widget import Widget

from store.index import ClusterRow
from store.records import Fact
from tui.desk import Desk


class Pane(Container):
    """One of the four panes. It reads the desk, draws it in `follow`, and changes it through `Desk.go`."""

    def __init__(self, desk: Desk, name: str) -> None:
        """The pane of this name on a desk."""
        super().__init__(id=name)
        self.desk = desk

    @property
    @abstractmethod
    def parts(self) -> Sequence[Widget]:
        """The widgets that can have the focus, the one that the pane is about first."""

    @property
    def fact(self) -> Fact | None:
        """The fact that a key means in this pane."""
        return self.desk.fact

    @property
    def number(self) -> Fact | None:
        """What a review means in this pane: the fact, or a number that is no fact as one that says nothing."""
        return self.fact

    @property
    def clusters(self) -> Sequence[ClusterRow]:
        """The clusters that a key means in this pane: those of its fact."""
        return self.desk.clusters.of(self.fact) if self.fact else []

    @property
    def walked(self) -> str:
        """What `walk` goes to the next of, in a word."""
        return "fact"

    def walk(self, step: int) -> None:
        """Go to the next (1) or previous (-1) fact."""
        self.desk.walk(step)

    @abstractmethod
    def follow(self) -> None:
        """Draw the desk's present state; called after every change while the pane is shown."""

    @abstractmethod
    def renew(self) -> None:
        """Read the library again: it has changed."""

    def recall(self) -> None:
        """Write what the state asks for into the line that it is typed in: the reader has come here."""

    @abstractmethod
    def arrive(self) -> None:
        """Put the focus where the reader begins in this pane."""
