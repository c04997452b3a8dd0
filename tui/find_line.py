"""The line in which one types what to find in the article."""

from __future__ import annotations

from textual import on
from textual.message import Message
from textual.widgets import Input

from tui.entry import Entry, EntryLine
from tui.lines import Remark


class FindEntry(Entry):
    """Typing finds, enter and the arrows go from place to place, escape goes over to the text."""

    def action_list_down(self) -> None:
        """To the next place."""
        self.post_message(FindLine.Stepped(1))

    def action_list_up(self) -> None:
        """To the place before."""
        self.post_message(FindLine.Stepped(-1))

    def action_leave_entry(self) -> None:
        """Over to the text."""
        self.post_message(FindLine.Left())


class FindLine(EntryLine):
    """The entry, and which place of how many the reader is at."""

    class Stepped(Message):
        """The reader wants the next place, or the one before."""

        def __init__(self, step: int) -> None:
            """`step` is 1 or -1."""
            super().__init__()
            self.step = step

    class Sought(Message):
        """The reader wants other words."""

        def __init__(self, words: str) -> None:
            """`words` are what to find."""
            super().__init__()
            self.words = words

    class Left(Message):
        """The reader is done with typing."""

    DEFAULT_CSS = """
    #find-line { display: none; }
    .-finding #find-line { display: block; }
    .-narrow #find-line Remark { width: 20; }
    #find-line Remark { width: 24; text-align: right; }
    """

    def __init__(self) -> None:
        """An empty line."""
        self._entry = FindEntry("find in the article", id="find-entry", enter="next")
        self._remark = Remark()
        super().__init__(self._entry, self._remark)
        self.id = "find-line"
        self.remove_class("-remarked")

    @property
    def words(self) -> str:
        """What is to be found."""
        return self._entry.value

    def begin(self) -> None:
        """Type here, in place of what was typed before."""
        self._entry.focus()
        self._entry.action_select_all()

    def clear(self) -> None:
        """Nothing is to be found any more."""
        self._entry.value = ""

    def tell_place(self, at: int | None, count: int) -> None:
        """Say which of how many places is shown."""
        if not self.words.strip():
            self._remark.say("")
        elif not count:
            self._remark.say("not in this article", problem=True)
        else:
            self._remark.say(f"{at + 1} of {count}" if at is not None else f"{count} times")

    @on(Input.Changed, "#find-entry")
    def _seek(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Sought(event.value))

    @on(Input.Submitted, "#find-entry")
    def _next(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Stepped(1))
