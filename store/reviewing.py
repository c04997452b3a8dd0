"""The reader's word on facts: accepting, rejecting, correcting, adding, noting; undone and done again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from store.marks import Mark
from store.query.values import find_number
from store.records import Article, Fact, plain_number
from store.review import Review, Verdict, fact_at, reading_of

if TYPE_CHECKING:
    from store.library import Library


class Reviews:
    """The reviews of one library.

    Every method returns what was done, in a sentence. The notebook is on disk by then, and the index shows it.
    """

    def __init__(self, library: Library) -> None:
        """The reviews in the notebook of a library."""
        self._library = library
        self._notebook = library.notebook

    def accept(self, fact: Fact) -> str:
        """Say that a fact is as it was extracted; said again, take that back."""
        number, known = self._known(fact)
        if known is not None and known.verdict in ("corrected", "added"):
            return "It has your own reading: that is what holds."
        if known is not None and known.verdict == "accepted":
            self._keep(number, None, f"accepting {fact.quote}")
            return f"{fact.quote} is not accepted any more."
        extracted = known.extracted if known and known.extracted else fact
        self._keep(number, self._review(extracted, "accepted", reading_of(extracted), extracted), fact.quote)
        return f"Accepted: {fact.quote}."

    def reject(self, fact: Fact) -> str:
        """Say that a number is no such fact; said again, take that back. A fact of the reader's own goes."""
        number, known = self._known(fact)
        if known is not None and known.verdict in ("rejected", "added"):
            self._keep(number, None, fact.quote)
            return f"{fact.quote} is {'no fact any more' if known.verdict == 'added' else 'a fact again'}."
        extracted = known.extracted if known and known.extracted else fact
        self._keep(number, self._review(extracted, "rejected", {}, extracted), fact.quote)
        return f"Rejected: {fact.quote}."

    def correct(self, fact: Fact, reading: Mapping[str, Any]) -> str:
        """Hold another reading of a fact true, with all the fields that a reader reads."""
        number, known = self._known(fact)
        extracted = known.extracted if known is not None else fact
        if extracted is not None and dict(reading) == reading_of(extracted):
            if known is None:
                return "Nothing is different from what was extracted."
            self._keep(number, None, fact.quote)
            return f"{fact.quote} is again as it was extracted."
        verdict: Verdict = "added" if known is not None and known.verdict == "added" else "corrected"
        self._keep(number, self._review(fact, verdict, reading, extracted), fact.quote)
        return f"Corrected: {fact.quote}."

    def add(self, article: Article, start: int, end: int, reading: Mapping[str, Any]) -> str:
        """Make a number of an article's text, which is no fact, a fact."""
        fact = fact_at(article, start, end)
        number, known = self._known(fact)
        extracted = known.extracted if known is not None else None
        verdict: Verdict = "added" if extracted is None else "corrected"
        self._keep(number, self._review(fact, verdict, reading, extracted), fact.quote)
        return f"{fact.quote} is a fact of your own now."

    def guess(self, article: Article, number: Fact) -> Fact:
        """What a number that is no fact may state: what was extracted before it was rejected, or its value."""
        _, known = self._known(number)
        if known is not None and known.extracted is not None:
            return known.extracted
        value = find_number(number.quote)
        return replace(number, value=0 if value is None else plain_number(value), place=article.place)

    def note(self, fact: Fact, text: str) -> str:
        """Write a note on a fact, in the place of the one it has; an empty text takes it away."""
        article = self._library.article(fact.article)
        self._notebook.note(fact, text, article.text if article else "")
        return f"Noted on {fact.quote}." if text.strip() else f"No note on {fact.quote}."

    def undo(self) -> str:
        """Undo the last review or note."""
        what = self._notebook.turn("undo")
        self._library.keep_reviews()
        return f"Undone: {what}." if what else "There is nothing to undo."

    def redo(self) -> str:
        """Do again what was undone last."""
        what = self._notebook.turn("redo")
        self._library.keep_reviews()
        return f"Done again: {what}." if what else "There is nothing to do again."

    def lost(self) -> list[Review]:
        """The reviews that stand for no fact now: their article is gone, or says something else there."""
        standing = self._library.index.review_numbers()
        return [review for number, review in self._notebook.reviews().items() if number not in standing]

    def records(self) -> Iterator[dict[str, Any]]:
        """Every review as plain JSON values: the fact as extracted, and beside it as the reader has it.

        `fact` is None for what is no fact in the reader's eyes, `extracted` for what was not extracted. One
        that does not find its place any more `stands` no longer, and has the reader's reading alone.
        """
        index = self._library.index
        standing = index.review_numbers()
        notes = self._notebook.notes()
        for number, review in self._notebook.reviews().items():
            id = standing.get(number)
            row = index.fact(id) if id is not None else None
            extracted = row.extracted if row else review.extracted
            fact: Mapping[str, Any] | None = row.fact.to_json() if row else (review.reading or None)
            mark = review.mark
            yield {
                "verdict": review.verdict,
                "article": row.fact.article if row else mark.article,
                "digest": review.digest,
                "start": row.fact.start if row else mark.start,
                "end": row.fact.end if row else mark.end,
                "quote": mark.quote,
                "before": mark.before,
                "after": mark.after,
                "extracted": extracted and extracted.to_json(),
                "fact": fact,
                "note": notes.get(id or mark.fact),
                "stands": id is not None,
            }

    def _known(self, fact: Fact) -> tuple[int | None, Review | None]:
        """The review of a fact, with the number of its entry."""
        reviews = self._notebook.reviews()
        ids = self._library.index.review_numbers()
        for number, review in reviews.items():
            if fact.id in (ids.get(number), review.mark.fact):
                return number, review
        return None, None

    def _review(
        self, fact: Fact, verdict: Verdict, reading: Mapping[str, Any], extracted: Fact | None
    ) -> Review:
        article = self._library.article(fact.article)
        mark = Mark.of(fact, article.text if article else "")
        return Review(mark, article.digest if article else "", verdict, reading, extracted)

    def _keep(self, number: int | None, review: Review | None, quote: str) -> None:
        what = f"{review.verdict if review else 'took back'} {quote}"
        self._notebook.review(number, review, what)
        self._library.keep_reviews()
