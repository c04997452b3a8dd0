"""Every pair of colours that the app draws is legible, in every theme."""

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from tui.themes import CONTRAST, OWN_THEMES, PAIRS, contrast, inks

THEMES = [theme for theme in {**OWN_THEMES, **BUILTIN_THEMES}.values() if not theme.ansi]
ANSI_THEMES = [theme for theme in BUILTIN_THEMES.values() if theme.ansi]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_pair_drawn_is_legible(theme: Theme) -> None:
    colours = inks(theme)
    for ink, papers in PAIRS.items():
        for paper in papers:
            reached = contrast(Color.parse(colours[ink]), Color.parse(colours[paper]))
            assert reached >= CONTRAST, f"{ink} on {paper}: {reached:.2f}"


@pytest.mark.parametrize("theme", OWN_THEMES.values(), ids=lambda theme: theme.name)
def test_own_themes_are_drawn_as_they_are_written(theme: Theme) -> None:
    colours = inks(theme)
    for name in PAIRS:
        assert Color.parse(colours[name]) == Color.parse(theme.variables[name]), name


@pytest.mark.parametrize(
    "theme", [it for it in BUILTIN_THEMES.values() if it.ansi], ids=lambda theme: theme.name
)
def test_themes_of_the_terminal_keep_the_terminals_colours(theme: Theme) -> None:
    assert all(colour.startswith("ansi_") for name, colour in inks(theme).items() if name in PAIRS)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(Color.parse("#ffffff"), Color.parse("#000000")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)
