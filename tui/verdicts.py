"""How the reader's word on a fact is shown: a sign, a word, and what had been extracted instead."""

from __future__ import annotations

from collections.abc import Mapping

from store.index import FactRow
from store.review import Verdict
from store.spelled import extracted_words

SIGNS: Mapping[Verdict, str] = {"accepted": "✓", "corrected": "✎", "added": "◆", "rejected": "✗"}
"""One sign for each verdict, so that it shows without colour."""

WORDS: Mapping[Verdict, str] = {
    "accepted": "accepted by you",
    "corrected": "corrected by you",
    "added": "made a fact by you",
    "rejected": "rejected by you",
}


def sign_of(row: FactRow) -> str:
    """The sign of what the reader said of a fact; empty where nothing was said."""
    return SIGNS[row.verdict] if row.verdict else ""


def about_review(row: FactRow) -> str:
    """What is to be known of the reader's word on a fact: `corrected by you (extracted: value 5 billion)`."""
    if row.verdict is None:
        return ""
    before = extracted_words(row.fact, row.extracted)
    return WORDS[row.verdict] + (f" (extracted: {before})" if before else "")
