"""Names of organizations, places and people, and the descriptions that stand for them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from store.extraction.names import find_names


def named(text: str, kind: str, title: str = "", place: str | None = None) -> list[tuple[str, str]]:
    """The mentions of a kind as (what the text says, the name it stands for)."""
    return [(text[m.start : m.end], m.name) for m in find_names(text, title, place).mentions if m.kind == kind]


def test_a_company_with_its_suffix_is_an_organization_under_every_short_form() -> None:
    text = (
        "Brightwave Electronics Co., Ltd. runs a plant in Hefei. Brightwave Electronics hired 300 people. "
        "The company will expand."
    )
    assert named(text, "organization") == [
        ("Brightwave Electronics Co., Ltd.", "Brightwave Electronics Co., Ltd."),
        ("Brightwave Electronics", "Brightwave Electronics Co., Ltd."),
        ("The company", "Brightwave Electronics Co., Ltd."),
    ]


def test_an_acronym_in_brackets_stands_for_the_name_before_it() -> None:
    text = "Northern Battery Technology Co Ltd's (NBTC) plant opened. NBTC's project employs 200."
    assert {name for _, name in named(text, "organization")} == {"Northern Battery Technology Co Ltd"}


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_gives_mentions_within_it_in_reading_order(text: str, title: str) -> None:
    mentions = find_names(text, title, None).mentions
    assert all(0 <= m.start < m.end <= len(text) for m in mentions)
    assert list(mentions) == sorted(mentions, key=lambda m: (m.start, -m.end))
