"""How each kind of fact is shown: its sign in the margin, its hue, its word."""

from __future__ import annotations

from collections.abc import Mapping

from store.records import Kind

SIGNS: Mapping[Kind, str] = {
    "money": "$",
    "count": "#",
    "percent": "%",
    "duration": "d",
    "mass": "m",
    "length": "l",
    "area": "a",
    "volume": "v",
    "energy": "e",
    "power": "p",
    "rate": "r",
    "rank": "k",
    "other": "o",
}
"""One sign for each kind: what the hue says, said without colour."""

TONES: Mapping[Kind, str] = {
    "money": "money",
    "count": "count",
    "percent": "share",
    "duration": "time",
    "rate": "share",
    "rank": "count",
}
"""The hue of a kind; the physical quantities share one."""


def tone(kind: Kind) -> str:
    """The hue (one of `tui.themes.TONES`) of a kind."""
    return TONES.get(kind, "amount")
