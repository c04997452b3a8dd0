"""Clauses: which verb governs a place in the sentence, and what that verb's subject is."""

from __future__ import annotations

from collections.abc import Sequence

from store.extraction.chunks import Chunk
from store.extraction.items import Tag

_RELATIVES = frozenset("which who that whom whose where".split())
_BREAKS = frozenset((";", ":", "—", "–"))


class Clauses:
    """The chunks of a sentence with the questions that attribution asks of them."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        """Takes the chunks in order; their `index` is their place."""
        self.chunks = chunks

    def before(self, index: int, *, over: Sequence[str] = ("time", "adverb")) -> Chunk | None:
        """The nearest chunk before `index` of another kind than `over`."""
        for chunk in reversed(self.chunks[:index]):
            if chunk.kind not in over:
                return chunk
        return None

    def after(self, index: int, *, over: Sequence[str] = ("time", "adverb")) -> Chunk | None:
        """The nearest chunk behind `index` of another kind than `over`."""
        for chunk in self.chunks[index + 1 :]:
            if chunk.kind not in over:
                return chunk
        return None

    def governor(self, index: int) -> Chunk | None:
        """The verb group that the chunk at `index` depends on: the nearest one before it in its clause.

        The walk leaves a relative clause or a list behind a comma by the verb that opened it.
        """
        for chunk in reversed(self.chunks[:index]):
            if chunk.kind == "verb" and not _is_modifier(chunk):
                return chunk
            if chunk.kind == "mark" and chunk.items[0].text in _BREAKS:
                return None
        return None

    def following_verb(self, index: int) -> Chunk | None:
        """The finite verb whose subject may be the chunk at `index`: nothing but its own complements between."""
        depth = 0
        for chunk in self.chunks[index + 1 :]:
            if chunk.kind == "verb":
                if chunk.finite and depth == 0:
                    return chunk
                if chunk.finite:
                    depth = 0
            elif chunk.kind == "subordinator" or chunk.pronoun and chunk.head.lower in _RELATIVES:
                depth = 1
            elif chunk.kind == "mark" and chunk.items[0].text in _BREAKS:
                return None
        return None

    def subject(self, verb: Chunk) -> Chunk | None:
        """The noun phrase that is the verb's subject, or None."""
        return self._subject(verb, 6)

    def _subject(self, verb: Chunk, depth: int) -> Chunk | None:
        if depth == 0:
            return None
        if not verb.finite:
            return self._subject_of_participle(verb, depth)
        segment: list[Chunk] = []
        i = verb.index - 1
        while i >= 0:
            chunk = self.chunks[i]
            if chunk.kind == "verb" and (chunk.finite or not segment):
                if not chunk.finite and not _free(segment):
                    segment.append(
                        chunk
                    )  # a participle inside the subject: "products made in the zone have sold"
                    i -= 1
                    continue
                found = _first_free(segment)
                if found is not None:
                    return found
                return self._subject(chunk, depth - 1)
            if chunk.kind == "subordinator" or chunk.pronoun and chunk.head.lower in _RELATIVES:
                found = _first_free(segment)
                if found is not None:
                    return found
                if chunk.kind == "subordinator" and chunk.head.lower not in _RELATIVES:
                    return self._left_of(i, depth)
                return self._antecedent(i)
            if chunk.kind == "mark":
                found = _first_free(segment)
                if found is not None and not self._is_apposition(i, segment):
                    return found
                if chunk.items[0].text in _BREAKS:
                    return found
                if found is not None or not segment:
                    i = self._skip_aside(i)
                    segment = []
                    continue
                segment = []
            else:
                segment.append(chunk)
            i -= 1
        return _first_free(segment)

    def _subject_of_participle(self, verb: Chunk, depth: int) -> Chunk | None:
        """The noun right before the participle, or the subject of the clause that it hangs on."""
        before = self.before(verb.index)
        if before is not None and before.kind == "noun" and not verb.infinitive:
            return self._phrase_head(before)
        if before is not None and before.kind == "quantity" and not verb.infinitive:
            return before
        governor = self.governor(verb.index)
        if governor is not None and governor is not verb:
            return self._subject(governor, depth - 1)
        main = next(
            (chunk for chunk in self.chunks[verb.index + 1 :] if chunk.kind == "verb" and chunk.finite), None
        )
        return self._subject(main, depth - 1) if main is not None else None

    def _phrase_head(self, chunk: Chunk) -> Chunk:
        """The first noun phrase of a chain "A of B in C" that ends with the chunk."""
        i = chunk.index
        while (
            i >= 2
            and self.chunks[i - 1].kind == "preposition"
            and self.chunks[i - 1].head.lower in ("of",)
            and self.chunks[i - 2].kind == "noun"
        ):
            i -= 2
        return self.chunks[i]

    def _antecedent(self, index: int) -> Chunk | None:
        """The noun phrase that a relative word at `index` stands for."""
        i = index - 1
        while i >= 0 and self.chunks[i].kind in ("mark", "preposition", "conjunction", "time", "adverb"):
            i -= 1
        if (
            i >= 1
            and self.chunks[i].kind == "noun"
            and self.chunks[i + 1].kind == "preposition"
            and self.chunks[i + 1].head.lower == "of"
        ):
            i -= 1  # ", the scales of which": the noun before "of which" is no antecedent
            while i >= 0 and self.chunks[i].kind in ("mark", "conjunction"):
                i -= 1
        while i >= 0 and self.chunks[i].kind != "noun":
            i -= 1
        return self.chunks[i] if i >= 0 else None

    def _left_of(self, index: int, depth: int) -> Chunk | None:
        for chunk in reversed(self.chunks[:index]):
            if chunk.kind == "verb" and chunk.finite:
                return self._subject(chunk, depth - 1)
        return None

    def _is_apposition(self, mark: int, segment: Sequence[Chunk]) -> bool:
        """Whether the segment behind the comma at `mark` merely renames the noun phrase before it."""
        first = segment[-1]
        if first.kind != "noun" or self.chunks[mark].items[0].text != "," or mark == 0:
            return False
        before = self.chunks[mark - 1]
        closed = segment[0].kind == "mark" or self.chunks[segment[0].index + 1].kind == "mark"
        return (
            before.kind == "noun"
            and closed
            and first.items[0].lower in ("a", "an", "the")
            and len(segment) < 12
        )

    def _skip_aside(self, mark: int) -> int:
        """The index before the aside that ends with the comma at `mark`: ", which occupies 2 percent of it,"."""
        i = mark - 1
        while i > 0:
            chunk = self.chunks[i]
            if chunk.kind == "mark" and chunk.items[0].text in (",", "(", "-", "–", "—"):
                return i - 1
            i -= 1
        return mark - 1


def _is_modifier(chunk: Chunk) -> bool:
    """Whether a verb form only modifies a noun: "based in the park", "located"."""
    return (
        chunk.verb.tag is Tag.PARTICIPLE
        and chunk.verb.form is not None
        and chunk.verb.form.tense in ("past", "participle")
    )


def _free(segment: Sequence[Chunk]) -> list[Chunk]:
    """The noun phrases of a segment (listed from its end) that no preposition governs, first one first."""
    ordered = list(reversed(segment))
    return [
        chunk
        for i, chunk in enumerate(ordered)
        if chunk.kind in ("noun", "quantity") and not (i and ordered[i - 1].kind == "preposition")
    ]


def _first_free(segment: Sequence[Chunk]) -> Chunk | None:
    free = _free(segment)
    return free[0] if free else None
