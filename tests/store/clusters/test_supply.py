"""Who supplies whom, as the articles' sentences say it."""

from __future__ import annotations

import pytest

from store.records import Article
from store.supply import supplies


def article(text: str) -> Article:
    return Article("one", "Title", text, "digest")


def test_a_plain_sentence_tells_what_is_supplied_by_whom() -> None:
    text = (
        "It makes amines. The raw material of the project, cyclohexanone, will be supplied by its close "
        "neighbor Jining Zhongyin Electrochemical Co., Ltd. The rest is sold."
    )
    (found,) = supplies(article(text))
    assert (found.what, found.who) == (
        "cyclohexanone",
        "its close neighbor Jining Zhongyin Electrochemical Co., Ltd",
    )
    assert text[found.start :].startswith(found.sentence)


@pytest.mark.parametrize(
    "text",
    [
        "The plant supplies hydrogen to its neighbors.",
        "It is a supplier of glass to three carmakers.",
        "The factory sources most of its steel from the park.",
    ],
)
def test_other_wordings_are_found(text: str) -> None:
    assert [one.sentence for one in supplies(article(text))] == [text]


@pytest.mark.parametrize("text", ["The supply of power is safe.", "It will ensure the supply of coal to them."])
def test_what_names_no_supplier_is_not_taken_for_one(text: str) -> None:
    assert list(supplies(article(text))) == []
