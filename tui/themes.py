"""The inks that the app draws with, derived from any theme so that every pair drawn is legible.

`INKS` names them, `PAIRS` says which is drawn on which; `inks()` mixes them for a theme and moves each towards
black or white until it reaches `CONTRAST` on all it is drawn on. The themes of our own name their inks in full.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.color import Color
from textual.theme import Theme

CONTRAST = 4.5
"""The least ratio of luminance between a letter and what it is drawn on (WCAG AA)."""

TONES = ("money", "share", "count", "amount", "time")
"""The hues of the kinds of facts; a sign in the margin says the same without a hue."""

PAIRS: Mapping[str, tuple[str, ...]] = {
    "ink": ("paper", "rest", "glow", "bar"),
    "dim": ("paper", "rest", "bar"),
    "accent": ("paper", "rest", "bar"),
    "warn": ("paper", "rest", "glow", "bar"),
    "cursor-ink": ("cursor",),
    "hit-ink": ("hit",),
    **dict.fromkeys(TONES, ("paper", "rest", "glow")),
}
"""Each ink and the papers that it is drawn on."""

DEFAULT = "jining-dark"


def _theme(name: str, dark: bool, **named: str) -> Theme:
    """A theme of our own; the colours that Textual's widgets ask for follow from the inks."""
    return Theme(
        name=name,
        dark=dark,
        primary=named["accent"],
        secondary=named["count"],
        accent=named["money"],
        warning=named["warn"],
        error=named["warn"],
        success=named["share"],
        foreground=named["ink"],
        background=named["paper"],
        surface=named["bar"],
        panel=named["bar"],
        variables={ink.replace("_", "-"): value for ink, value in named.items()},
    )


OWN_THEMES: Mapping[str, Theme] = {
    theme.name: theme
    for theme in (
        _theme(
            "jining-dark", True,
            paper="#14181d", ink="#d6dad5", dim="#8f99a3", rule="#333b44", accent="#7fb8d8", warn="#f2a272",
            bar="#1e242b", glow="#1d2a33", rest="#222a32", cursor="#2b536f", cursor_ink="#ffffff",
            hit="#e8d27a", hit_ink="#14181d",
            money="#e6bd6a", share="#93cf8e", count="#8dbdf0", amount="#cba6e6", time="#67cdc2",
        ),
        _theme(
            "jining-light", False,
            paper="#fbfaf6", ink="#22262a", dim="#5c646b", rule="#c9c7bf", accent="#16608f", warn="#a4400c",
            bar="#edebe3", glow="#eef3e4", rest="#e6eaec", cursor="#bcd8ea", cursor_ink="#0d1a24",
            hit="#ffe27a", hit_ink="#22262a",
            money="#7d5200", share="#28672b", count="#1a5598", amount="#6f3796", time="#08625f",
        ),
        _theme(
            "jining-contrast", True,
            paper="#000000", ink="#ffffff", dim="#d0d0d0", rule="#8a8a8a", accent="#7fd4ff", warn="#ffb070",
            bar="#161616", glow="#202020", rest="#262626", cursor="#ffff00", cursor_ink="#000000",
            hit="#ffffff", hit_ink="#000000",
            money="#ffd75f", share="#8cff8c", count="#9fd0ff", amount="#f0b3ff", time="#6ff5e6",
        ),
        _theme(
            "jining-mono", True,
            paper="#121212", ink="#dadada", dim="#949494", rule="#3a3a3a", accent="#ffffff", warn="#ffffff",
            bar="#1e1e1e", glow="#242424", rest="#2a2a2a", cursor="#d0d0d0", cursor_ink="#000000",
            hit="#8a8a8a", hit_ink="#000000",
            money="#eeeeee", share="#eeeeee", count="#eeeeee", amount="#eeeeee", time="#eeeeee",
        ),
    )
}  # fmt: skip

_ANSI_INKS: Mapping[str, str] = {
    "paper": "ansi_default", "ink": "ansi_default", "dim": "ansi_default", "rule": "ansi_default",
    "accent": "ansi_blue", "warn": "ansi_red", "bar": "ansi_default", "glow": "ansi_default",
    "rest": "ansi_default", "cursor": "ansi_blue", "cursor-ink": "ansi_bright_white", "hit": "ansi_yellow",
    "hit-ink": "ansi_black", "money": "ansi_yellow", "share": "ansi_green", "count": "ansi_blue",
    "amount": "ansi_magenta", "time": "ansi_cyan",
}  # fmt: skip
"""For the themes that leave the colours to the terminal: its own names, whose contrast only its owner knows."""


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours by WCAG, from 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def legible(ink: Color, papers: tuple[Color, ...]) -> Color:
    """The ink, moved towards black or white only as far as every paper needs."""
    if min(contrast(ink, paper) for paper in papers) >= CONTRAST:
        return ink
    ends = (Color(255, 255, 255), Color(0, 0, 0))
    end = max(ends, key=lambda colour: min(contrast(colour, paper) for paper in papers))
    steps = (ink.blend(end, step / 20) for step in range(1, 21))
    return next((it for it in steps if min(contrast(it, paper) for paper in papers) >= CONTRAST), end)


def inks(theme: Theme) -> dict[str, str]:
    """The app's inks in this theme, as CSS variables; also those of Textual's own widgets that it uses."""
    named = dict(_ANSI_INKS) if theme.ansi else _mixed(theme)
    return named | _widget_variables(named)


def _mixed(theme: Theme) -> dict[str, str]:
    system = theme.to_color_system()
    paper = system.background or Color.parse("#121212" if theme.dark else "#efefef")
    ink = system.foreground or paper.inverse
    primary = system.primary
    accent = system.accent or primary
    bar = paper.blend(ink, 0.07)
    base: dict[str, Color] = {
        "paper": paper,
        "ink": ink,
        "dim": ink.blend(paper, 0.35),
        "rule": ink.blend(paper, 0.75),
        "accent": primary,
        "warn": system.warning or accent,
        "bar": bar,
        "glow": paper.blend(primary, 0.10),
        "rest": paper.blend(ink, 0.12),
        "cursor": paper.blend(primary, 0.45),
        "cursor-ink": ink,
        "hit": paper.blend(accent, 0.75),
        "hit-ink": paper,
        "money": accent,
        "share": system.success or accent,
        "count": system.secondary or primary,
        "amount": primary,
        "time": system.warning or accent,
    }
    base |= {name: Color.parse(theme.variables[name]) for name in base if name in theme.variables}
    for name, papers in PAIRS.items():
        base[name] = legible(base[name], tuple(base[paper] for paper in papers))
    return {name: colour.hex6 for name, colour in base.items()}


def _widget_variables(named: Mapping[str, str]) -> dict[str, str]:
    return {
        "block-cursor-background": named["cursor"],
        "block-cursor-foreground": named["cursor-ink"],
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": named["rest"],
        "block-cursor-blurred-foreground": named["ink"],
        "block-hover-background": named["rest"],
        "input-cursor-background": named["ink"],
        "input-cursor-foreground": named["paper"],
        "input-selection-background": named["cursor"],
        "input-selection-foreground": named["cursor-ink"],
        "text-muted": named["dim"],
        "foreground-muted": named["dim"],
        "border": named["accent"],
        "border-blurred": named["rule"],
        "scrollbar": named["rule"],
        "scrollbar-hover": named["dim"],
        "scrollbar-active": named["accent"],
        "scrollbar-background": named["paper"],
        "scrollbar-background-hover": named["paper"],
        "scrollbar-background-active": named["paper"],
        "scrollbar-corner-color": named["paper"],
    }


def _luminance(colour: Color) -> float:
    red, green, blue = (_linear(part / 255) for part in colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)
