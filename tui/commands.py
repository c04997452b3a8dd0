"""Every command of the app, once: bindings, footer, command palette and key help are made from this table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.keynames import key_sign

if TYPE_CHECKING:
    from textual.binding import Binding, BindingType

Keymap = Mapping[str, str]
"""Keys, separated by commas, by the name of what they do; of what is not named, the keys of the table hold."""


@dataclass(frozen=True, slots=True)
class Command:
    """A thing that a reader can do with a key.

    `action` is what Textual runs, `keys` are separated by commas, `title` is for the palette and the help,
    `hint` the short word in the footer (empty: not there; commands in a row with one hint share it), `where`
    the widgets that answer, `group` the heading in the help.
    """

    action: str
    keys: str
    title: str
    hint: str
    where: str
    group: str

    @property
    def id(self) -> str:
        """What its binding is known by."""
        return f"{self.where}.{self.action}"

    @property
    def name(self) -> str:
        """The name under which its keys can be changed; commands that do the like in other places share it."""
        return re.sub(r"\W+", "_", self.action.removeprefix("app.")).strip("_")

    def keys_in(self, keymap: Keymap) -> Sequence[str]:
        """Its keys."""
        return keymap.get(self.name, self.keys).split(",")

    def signs(self, keymap: Keymap) -> str:
        """Its keys as they are written on screen."""
        return " ".join(map(key_sign, self.keys_in(keymap)))


COMMANDS: tuple[Command, ...] = (
    Command("show('read')", "1", "Read the articles", "", "app", "Panes"),
    Command("show('facts')", "2", "All facts in a table", "", "app", "Panes"),
    Command("show('search')", "3", "Search articles and facts", "", "app", "Panes"),
    Command("show('compare')", "4", "Compare clusters", "", "app", "Panes"),
    Command("go_back", "less_than_sign,alt+left", "Back to where you were", "", "app", "Panes"),
    Command("go_forward", "greater_than_sign,alt+right", "Forward again", "", "app", "Panes"),
    Command("submit", "enter", "Take what is found", "take", "entry", "Typing"),
    Command("leave_entry", "escape", "Leave the line, keep what it says", "done", "entry", "Typing"),
    Command("complete", "tab", "Complete the field or the value", "complete", "query", "Typing"),
    Command("complete_back", "shift+tab", "The completion before", "", "query", "Typing"),
    Command("list_down", "down", "Next row while typing", "", "entry", "Typing"),
    Command("list_up", "up", "Previous row while typing", "", "entry", "Typing"),
    Command("list_page_down", "pagedown", "A page of rows down while typing", "", "entry", "Typing"),
    Command("list_page_up", "pageup", "A page of rows up while typing", "", "entry", "Typing"),
    Command("next_fact", "n", "Next fact", "fact", "app", "Facts"),
    Command("previous_fact", "p", "Previous fact", "fact", "app", "Facts"),
    Command("choose", "enter", "Open what is under the cursor", "open", "list", "Facts"),
    Command("put", "space", "Into the comparison, or out of it", "in/out", "clusters", "Clusters"),
    Command("other_part", "tab", "The table, or the list of clusters", "table/list", "compare", "Clusters"),
    Command("statements", "o", "All statements behind the cell", "others", "compare", "Clusters"),
    Command("wordings", "w", "The articles' own wordings, or the figures", "wording", "comparison", "Clusters"),
    Command("chart", "v", "The row as a chart", "chart", "compare", "Clusters"),
    Command("money", "m", "Choose the currency; see the rates", "money", "compare", "Clusters"),
    Command("agreements", "d", "All contradictions and confirmations", "disputes", "compare", "Clusters"),
    Command("merge_cluster", "M", "Merge the cluster with another", "", "compare", "Clusters"),
    Command("rename_cluster", "R", "Rename the cluster", "", "compare", "Clusters"),
    Command("split_cluster", "S", "Split off what the article says of the cluster", "", "compare", "Clusters"),
    Command("define_cluster", "N", "Define a cluster by a search", "", "compare", "Clusters"),
    Command("take_back", "u", "Take back your last change to the cluster", "", "compare", "Clusters"),
    Command("export_comparison", "e", "Export the comparison", "export", "compare", "Clusters"),
    Command("leave_page", "escape", "Leave the page of the cluster", "", "compare", "Clusters"),
    Command("open_fact", "enter", "The fact's row in the table", "table", "read", "Facts"),
    Command("select", "space", "Select or release the fact", "select", "app", "Facts"),
    Command("app.select_article", "a", "Select or release all of the article", "", "read", "Facts"),
    Command("select_all", "a", "Select or release all that match", "all", "facts", "Facts"),
    Command("compare", "c", "Compare the fact's cluster", "compare", "app", "Facts"),
    Command("find", "slash", "Search from anywhere", "search", "app", "Facts"),
    Command("facets", "f", "Facets: narrow what is found", "facets", "search", "Searching"),
    Command("save_search", "ctrl+s", "Save the search under a name", "save", "search", "Searching"),
    Command("open_search", "ctrl+o", "Saved searches, and those made last", "searches", "search", "Searching"),
    Command("filter", "f", "Filter the list as you type", "filter", "facts", "Tables"),
    Command("filter", "f", "Filter the clusters as you type", "filter", "compare", "Tables"),
    Command("only_selected", "v", "Show only what is selected, or all", "", "facts", "Tables"),
    Command("scope", "t", "Facts of this article, or of all", "this/all", "facts", "Tables"),
    Command("sort", "s", "Sort by a column; again reverses", "sort", "table", "Tables"),
    Command("columns", "w", "Columns: choose, order, width", "columns", "columns", "Tables"),
    Command("column_left", "left,h", "One column to the left", "", "columns", "Tables"),
    Command("column_right", "right,l", "One column to the right", "", "columns", "Tables"),
    Command("column_wider", "ctrl+right", "The column wider", "", "columns", "Tables"),
    Command("column_narrower", "ctrl+left", "The column narrower", "", "columns", "Tables"),
    Command("column_later", "shift+right", "The column to the right of the next", "", "columns", "Tables"),
    Command(
        "column_earlier", "shift+left", "The column to the left of the one before", "", "columns", "Tables"
    ),
    Command("copy_cell", "ctrl+y", "Copy the cell", "", "columns", "Tables"),
    Command("reverse", "S", "Reverse the order", "", "table", "Tables"),
    Command("release_cluster", "x", "Take the cluster out of the comparison", "take out", "compare", "Tables"),
    Command("export", "e", "Export the selected facts", "export", "app", "Facts"),
    Command("select_cluster", "C", "Select or release all about the cluster", "", "app", "Facts"),
    Command("basket", "b", "The basket: order, notes, taking out", "basket", "app", "Facts"),
    Command("copy", "y", "Copy the fact with its sentence", "", "app", "Facts"),
    Command("copy_basket", "Y", "Copy all selected facts", "", "app", "Facts"),
    Command("find_in_text", "ctrl+f", "Find words in the article", "find", "read", "Reading"),
    Command("next_paragraph", "right_curly_bracket", "Next paragraph", "", "text", "Reading"),
    Command("previous_paragraph", "left_curly_bracket", "Previous paragraph", "", "text", "Reading"),
    Command("goto_paragraph", "number_sign", "Go to a paragraph by its number", "", "read", "Reading"),
    Command("previous_article", "left_square_bracket", "Previous article", "article", "read", "Reading"),
    Command("next_article", "right_square_bracket", "Next article", "article", "read", "Reading"),
    Command("app.source", "o", "Where the article is from; open that", "", "read", "Reading"),
    Command("asides", "x", "Mark the numbers that were set aside", "set aside", "read", "Reading"),
    Command("accept", "plus", "Accept the fact as it is", "judge", "app", "Review"),
    Command("reject", "minus", "Reject the fact: it is none", "judge", "app", "Review"),
    Command("correct", "r", "Correct it; make a number a fact", "correct", "app", "Review"),
    Command("note", "i", "Write a note on the fact", "note", "app", "Review"),
    Command("undo", "z", "Undo the last review or note", "undo", "app", "Review"),
    Command("redo", "Z", "Do it again", "undo", "app", "Review"),
    Command("back", "escape", "Back to the list", "", "read", "Reading"),
    Command("cursor_down", "down,j", "Down", "", "list", "Moving"),
    Command("cursor_up", "up,k", "Up", "", "list", "Moving"),
    Command("cursor_left", "left,h", "Left", "", "comparison", "Moving"),
    Command("cursor_right", "right,l", "Right", "", "comparison", "Moving"),
    Command("scroll_down", "down,j", "Down", "", "text", "Moving"),
    Command("scroll_up", "up,k", "Up", "", "text", "Moving"),
    Command("page_down", "pagedown,ctrl+d", "Page down", "", "list,text", "Moving"),
    Command("page_up", "pageup,ctrl+u", "Page up", "", "list,text", "Moving"),
    Command("first", "home,g", "To the beginning", "", "list,text", "Moving"),
    Command("last", "end,G", "To the end", "", "list,text", "Moving"),
    Command("other_part", "tab", "Next part of the pane", "", "read", "Moving"),
    Command("app.focus_next", "tab", "Next part of the pane", "", "app", "Moving"),
    Command("app.focus_previous", "shift+tab", "Previous part of the pane", "", "app", "Moving"),
    Command("describe", "m", "Publisher, date, place of the article", "", "app", "Reading"),
    Command("add", "A", "Add files to the library", "", "app", "Program"),
    Command("skip_step", "f2", "Next step of the tutorial", "", "app", "Program"),
    Command("keys", "question_mark,f1", "The keys of this pane", "keys", "app", "Program"),
    Command("command_palette", "ctrl+p", "Command palette: find anything", "palette", "app", "Program"),
    Command("change_theme", "ctrl+t", "Choose a theme", "", "app", "Program"),
    Command("quit", "q", "Quit", "quit", "app", "Program"),
)


def bindings(where: str) -> list[BindingType]:
    """The bindings of the widget that goes by this name in the table."""
    return [_binding(command) for command in COMMANDS if where in command.where.split(",")]


def command_of(binding: Binding) -> Command | None:
    """The command that a binding was made from; None for one of Textual's own."""
    return _BY_ID.get(binding.id or "")


def with_keys(text: str, keymap: Keymap) -> str:
    """The text with the first key of a command wherever its name stands in braces: `{next_fact} goes on`."""
    return re.sub(r"\{(\w+)\}", lambda name: _first_sign(name[1], keymap) or name[0], text)


def _first_sign(name: str, keymap: Keymap) -> str:
    return next((key_sign(it.keys_in(keymap)[0]) for it in COMMANDS if it.name == name), "")


def _binding(command: Command) -> Binding:
    from textual.binding import Binding

    return Binding(command.keys, command.action, command.title, id=command.id, show=bool(command.hint))


_BY_ID = {command.id: command for command in COMMANDS}
