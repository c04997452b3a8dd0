"""Text in cells: exact widths, and never cut without a sign."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.cells import cut, fit

TEXTS = st.text(alphabet=st.sampled_from("ab 济宁e\u0301😀\t\n"), max_size=40)


@given(TEXTS, st.integers(0, 30), st.booleans())
def test_fitted_text_has_exactly_the_width(text: str, width: int, right: bool) -> None:
    assert cell_len(fit(text, width, right)) == width


@given(TEXTS, st.integers(1, 30))
def test_what_is_cut_says_so(text: str, width: int) -> None:
    shown = cut(text, width)
    assert shown.endswith("…") or cell_len(shown) <= width
    assert "\n" not in shown
    assert "\t" not in shown


def test_numbers_stand_at_the_right_edge() -> None:
    assert fit("5", 4, right=True) == "   5"
