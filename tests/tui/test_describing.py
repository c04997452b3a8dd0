"""What an article does not say about itself is filled in, and its facts are dated anew."""

from __future__ import annotations

from driving import opened

from store.library import Library
from store.reading import read_bytes

TEXT = (
    b"Park grows\n\nLast year the park recorded revenue of 3 billion yuan, and its 52 firms employ 300 people."
)


async def test_a_day_of_publication_dates_the_facts(library: Library) -> None:
    from store.extraction import extract

    article = read_bytes(TEXT, "park.txt", "")
    library.add([(article, extract(article))])
    async with opened(library) as at:
        at.app.desk.go(article="park")
        await at.press("m")
        assert "About the article" in at.screen
        for name, value in (("publisher", "The  Daily"), ("published", "yesterday")):
            at.app.screen.query_one(f"#{name}").value = value  # type: ignore[attr-defined]
        await at.press("enter")
        assert "yesterday is no date" in at.screen
        at.app.screen.query_one("#published").value = "2022-03-14"  # type: ignore[attr-defined]
        await at.press("enter")
        assert "About the article" not in at.screen
    found = library.article("park")
    assert found
    assert (found.publisher, found.published) == ("The Daily", "2022-03-14")
    revenue = next(fact for fact in library.index.article_facts("park") if fact.kind == "money")
    assert revenue.period == "2021-01-01/2021-12-31"


async def test_escape_changes_nothing(library: Library) -> None:
    async with opened(library) as at:
        before = at.app.desk.sheet
        await at.press("m", "x", "escape")
        assert at.app.desk.sheet == before
