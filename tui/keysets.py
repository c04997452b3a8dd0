"""Sets of keys for fingers trained elsewhere, by the names of commands; what is not named keeps its keys."""

from __future__ import annotations

from collections.abc import Mapping

KEY_SETS: Mapping[str, Mapping[str, str]] = {
    "default": {},
    "vim": {
        "previous_fact": "p,N",
        "find_in_text": "f",
        "command_palette": "colon,ctrl+p",
        "page_down": "pagedown,ctrl+f,ctrl+d",
        "page_up": "pageup,ctrl+b,ctrl+u",
    },
    "emacs": {
        "cursor_down": "down,ctrl+n",
        "cursor_up": "up,ctrl+p",
        "cursor_left": "left,ctrl+b",
        "cursor_right": "right,ctrl+f",
        "scroll_down": "down,ctrl+n",
        "scroll_up": "up,ctrl+p",
        "list_down": "down,ctrl+n",
        "list_up": "up,ctrl+p",
        "page_down": "pagedown,ctrl+v",
        "page_up": "pageup,alt+v",
        "list_page_down": "pagedown,ctrl+v",
        "list_page_up": "pageup,alt+v",
        "first": "home,alt+less_than_sign",
        "last": "end,alt+greater_than_sign",
        "find": "slash,ctrl+s",
        "command_palette": "alt+x,colon",
        "back": "escape,ctrl+g",
        "leave_page": "escape,ctrl+g",
        "leave_entry": "escape,ctrl+g",
    },
}
"""The sets by name."""
