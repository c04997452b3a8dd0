from __future__ import annotations

from datetime import date

import pytest

from store.extraction.periods import find_periods

PUBLISHED = date(2022, 7, 8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Last year, output totaled three billion yuan.", [("Last year", "2021-01-01/2021-12-31", "within")]),
        ("Since August 2021, efforts were made.", [("Since August 2021", "2021-08-01/..", "since")]),
        ("up 10 percent year on year", [("year on year", None, "comparison")]),
        ("by the end of 2025", [("by the end of 2025", "../2025-12-31", "until")]),
        ("144 projects from January to April.", [("from January to April", "2022-01-01/2022-04-30", "within")]),
        ("2,025 tonnes and 2000 yuan", []),
    ],
)
def test_finds(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    found = [(text[m.start : m.end], m.interval, m.role) for m in find_periods(text, PUBLISHED)]
    assert found == expected
