"""Clauses: which verb governs a place in the sentence, and what that verb's subject is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from store.extraction.chunks import RELATIVES, Chunk
from store.extraction.quantities import Quantity
from store.extraction.tags import Tag

_BREAKS = frozenset((";", ":", "—", "–"))
_PLACED = frozenset("in near at from".split())
_PASSED_OVER = ("time", "adverb")
_FRAMING = ("time", "adverb", "mark")  # between "that" and its subject: "that, by the end of April, there were"
_CONJUNCTIONS = (
    "as",
    "since",
    "before",
    "after",
    "until",
)  # that open a clause as well: "even as revenue rose"
_TIMES = frozenset("day week month quarter year hour night season".split())
_DEPTH = 6  # verbs followed back in search of a subject


class Clauses:
    """The chunks of a sentence with the questions that attribution asks of them."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        """Takes the chunks in order; their `index` is their place."""
        self.chunks = chunks
        self._places = {quantity.start: chunk.index for chunk in chunks for quantity in chunk.quantities}
        self._subjects: dict[int, Chunk | None] = {}
        self._governors: dict[int, Chunk | None] = {}
        self._before = _nearest(chunks)
        self._after = _nearest(chunks[::-1])[::-1]

    @cached_property
    def words(self) -> str:
        """The words of the sentence in lower case."""
        return " ".join([chunk.lower for chunk in self.chunks])

    def place(self, quantity: Quantity) -> int | None:
        """The index of the chunk that holds the quantity."""
        return self._places.get(quantity.start)

    def before(self, index: int, *, over: tuple[str, ...] = _PASSED_OVER) -> Chunk | None:
        """The nearest chunk before `index` of another kind than `over`."""
        if over is _PASSED_OVER:  # as nearly always
            return self._before[index]
        i = self._left(index, over)
        return self.chunks[i] if i >= 0 else None

    def after(self, index: int, *, over: tuple[str, ...] = _PASSED_OVER) -> Chunk | None:
        """The nearest chunk behind `index` of another kind than `over`."""
        if over is _PASSED_OVER:
            return self._after[index]
        i, chunks = index + 1, self.chunks
        while i < len(chunks) and chunks[i].kind in over:
            i += 1
        return chunks[i] if i < len(chunks) else None

    def governor(self, index: int) -> Chunk | None:
        """The verb group that the chunk at `index` depends on: the nearest one before it in its clause."""
        if index not in self._governors:
            self._governors[index] = self._governor(index)
        return self._governors[index]

    def _governor(self, index: int) -> Chunk | None:
        numbers, chunks = self.numbers, self.chunks
        for i in range(index - 1, -1, -1):
            chunk = chunks[i]
            if chunk.kind == "verb" and not chunk.modifier and numbers[i] == numbers[index]:
                return chunk
            if chunk.kind == "mark" and chunk.items[0].text in _BREAKS:
                return None
        return None

    def parent(self, verb: Chunk) -> Chunk | None:
        """The verb before this one in the sentence, whatever its clause: "reported that sales had slipped"."""
        for chunk in reversed(self.chunks[: verb.index]):
            if chunk.kind == "verb" and not chunk.modifier:
                return chunk
            if chunk.kind == "mark" and chunk.items[0].text in _BREAKS:
                return None
        return None

    def in_other_relative(self, verb: Chunk, index: int) -> bool:
        """Whether the verb stands in a relative clause that the chunk at `index` is not in: "at the zone, where
        52 firms operate, occupancy has risen".
        """
        numbers = self.numbers
        if numbers[verb.index] == numbers[index]:
            return False
        start = numbers.index(numbers[verb.index])
        return self.chunks[start].relative and self.chunks[start].lower in RELATIVES

    def following_verb(self, index: int) -> Chunk | None:
        """The finite verb whose subject may be the chunk at `index`: nothing but its own complements
        between.
        """
        relative = False
        for chunk in self.chunks[index + 1 :]:
            if chunk.kind == "verb" and chunk.finite:
                if not relative:
                    return chunk
                relative = False
            elif chunk.relative:
                relative = True
            elif chunk.kind == "mark" and chunk.items[0].text in _BREAKS:
                return None
        return None

    def subject(self, verb: Chunk) -> Chunk | None:
        """The noun phrase that is the verb's subject, or None."""
        if verb.index not in self._subjects:
            self._subjects[verb.index] = self._subject(verb, _DEPTH)
        return self._subjects[verb.index]

    def subject_at(self, index: int) -> Chunk | None:
        """The subject that a finite verb at `index` would have."""
        return self._walk(index, _DEPTH)

    def antecedent(self, index: int) -> Chunk | None:
        """The noun phrase that a relative word at `index` stands for."""
        i = self._left(index, ("mark", "preposition", "conjunction", "time", "adverb"))
        while (
            i >= 2
            and self.chunks[i - 1].lower in _PLACED
            and (
                self.chunks[i - 2].kind == "noun"
                or (self.chunks[i - 2].kind == "quantity" and self.chunks[i].head.proper)
            )
        ):
            i -= 2  # "a kiln in Burslem that uses": the kiln
        if i >= 1 and self.chunks[i].kind == "noun" and self.chunks[i + 1].lower == "of":
            i = self._left(i, ("mark", "conjunction"))  # ", the scales of which": not the scales
        while i >= 0 and self.chunks[i].kind != "noun":
            i -= 1
        return self.chunks[i] if i >= 0 else None

    @cached_property
    def numbers(self) -> list[int]:
        """The number of the clause that each chunk stands in; a relative clause ends where its main clause
        goes on.
        """
        numbers: list[int] = []
        count = 0
        open_: list[int] = [0]
        told: set[int] = set()  # the clauses that have their verb
        for chunk in self.chunks:
            if (chunk.relative and chunk.lower != "than") or (
                chunk.kind == "mark" and chunk.items[0].text in (";", ":")
            ):
                count += 1
                if chunk.kind == "mark":
                    open_ = [count]
                else:
                    open_.append(count)
            elif len(open_) > 1 and chunk.kind == "conjunction" and self.chunks[chunk.index - 1].lower == ",":
                if not any(later.kind == "verb" and later.finite for later in self.chunks[chunk.index :]):
                    open_.pop()
            elif chunk.kind == "verb" and chunk.finite and chunk.index:
                start = self._clause_start(chunk)
                if start is not None and open_[-1] in told:
                    if len(open_) > 1 and self.chunks[start].kind == "mark" and start == chunk.index - 1:
                        open_.pop()
                    else:
                        count += 1
                        open_[-1] = count
                    numbers[start:] = [open_[-1]] * (len(numbers) - start)
            if chunk.kind == "verb" and chunk.finite:
                told.add(open_[-1])
            numbers.append(open_[-1])
        return numbers

    def _clause_start(self, verb: Chunk) -> int | None:
        """Where the clause of a verb that is not the first of its clause begins: the comma or "and" before
        it.
        """
        seen = False
        boundary = None
        for chunk in reversed(self.chunks[: verb.index]):
            if chunk.kind in ("mark", "conjunction") and boundary is None:
                boundary = chunk.index
            elif chunk.kind == "verb" and chunk.finite:
                seen = True
                break
            elif chunk.relative:
                seen = boundary is not None and any(
                    between.kind not in _FRAMING for between in self.chunks[chunk.index + 1 : boundary]
                )
                break
        if (
            boundary is not None
            and self.chunks[boundary].kind == "conjunction"
            and self.chunks[boundary - 1].kind == "verb"
        ):
            return None  # "could be created or protected"
        return boundary if seen else None

    def _left(self, index: int, over: Sequence[str]) -> int:
        i = index - 1
        while i >= 0 and self.chunks[i].kind in over:
            i -= 1
        return i

    def _subject(self, verb: Chunk, depth: int) -> Chunk | None:
        if depth == 0:
            return None
        if self._is_enclosed(verb):
            return self._phrase_head(self.chunks[verb.index - 2])
        return self._walk(verb.index, depth) if verb.finite else self._subject_of_participle(verb, depth)

    def _walk(self, index: int, depth: int) -> Chunk | None:
        """Leftwards from `index` to the first noun phrase that no preposition governs, over asides and lists.

        A noun phrase behind another finite verb is that verb's object once a comma or an "and" stands between;
        then both verbs share their subject.
        """
        segment: list[Chunk] = []
        crossed = False
        i = index - 1
        while i >= 0:
            chunk = self.chunks[i]
            free = None if crossed else _first_free(segment)
            if (
                chunk.kind == "verb"
                and not chunk.finite
                and not (chunk.infinitive and crossed)
                and (free is None or segment[-1].kind == "preposition")
            ):
                segment.append(chunk)  # a participle inside the subject: "products made in the zone have sold"
            elif chunk.kind == "verb" and not chunk.finite and not crossed and self._modifies_noun(i):
                segment = []  # "firms doing business there rose": the firms
            elif chunk.kind == "verb" and (chunk.finite or (chunk.infinitive and crossed)):
                return free or self._subject(chunk, depth - 1)
            elif chunk.kind == "conjunction":
                if free is not None and not self._coordinates(i):
                    return free
                crossed = crossed or free is None
                segment.append(chunk)
            elif chunk.relative:
                return free or self._of_relative(chunk, depth)
            elif chunk.lower in _CONJUNCTIONS and len(segment) == 1 and segment[0].kind == "noun":
                return segment[0]
            elif chunk.lower == ")":
                while i > 0 and self.chunks[i].lower != "(":
                    i -= 1
            elif chunk.kind == "mark":
                if free is not None and chunk.items[0].text == "," and self._goes_on(i, segment):
                    segment.append(chunk)
                    i -= 1
                    continue
                if free is not None and (not self._is_apposition(i, segment) or chunk.items[0].text in _BREAKS):
                    return free
                if chunk.items[0].text in _BREAKS:
                    return None
                if free is not None or not segment:
                    before = self._skip_aside(i)
                    crossed = crossed or (not segment and before == i - 1)  # "reached 3 billion, rose by"
                    i = before
                    segment = []
                    continue
                crossed = True
                joined = segment[-1].kind == "conjunction"
                segment = []
                start = self._relative_start(i) if joined else None
                if (
                    start is not None
                ):  # "Exports hit 5 billion in the year, which ended in May, and are to rise"
                    i = start - 1
                    continue
            else:
                segment.append(chunk)
            i -= 1
        return _first_free(segment)

    def _modifies_noun(self, index: int) -> bool:
        """Whether the participle at `index` stands right behind the noun that it describes."""
        return index > 0 and not self.chunks[index].infinitive and self.chunks[index - 1].kind == "noun"

    def _of_relative(self, chunk: Chunk, depth: int) -> Chunk | None:
        holder = self.chunks[chunk.index - 2] if chunk.index > 1 else None
        if holder is not None and holder.kind == "noun" and self.chunks[chunk.index - 1].lower == "of":
            return holder  # "the scales of which accounted for"
        if chunk.kind == "subordinator" and chunk.head.lower not in RELATIVES:
            verb = next(
                (c for c in reversed(self.chunks[: chunk.index]) if c.kind == "verb" and c.finite), None
            )
            return self._subject(verb, depth - 1) if verb is not None else None
        return self.antecedent(chunk.index)

    def _subject_of_participle(self, verb: Chunk, depth: int) -> Chunk | None:
        """The noun right before the participle, or the subject of the clause that it hangs on."""
        before = self.before(verb.index)
        if before is not None and before.kind in ("noun", "quantity") and not verb.infinitive:
            return self._phrase_head(before)
        governor = self.governor(verb.index)
        if governor is not None and governor is not verb:
            wished = governor.is_of("plan") and verb.infinitive and governor.finite
            if wished and before is not None and before.kind == "noun" and before.index > governor.index:
                return self._phrase_head(before)  # "wants the cluster's value to reach"
            subject = self._subject(governor, depth - 1)
            vague = subject is not None and subject.lower in ("others", "some", "there", "these")
            listed = (
                self.chunks[verb.index - 2]
                if verb.index > 1 and before is not None and before.lower == ","
                else None
            )
            return (
                self._phrase_head(listed) if vague and listed is not None and listed.kind == "noun" else subject
            )
        main = next(
            (chunk for chunk in self.chunks[verb.index + 1 :] if chunk.kind == "verb" and chunk.finite), None
        )
        return self._subject(main, depth - 1) if main is not None else None

    def _is_enclosed(self, verb: Chunk) -> bool:
        """Whether commas enclose the participle between a noun and its verb: "the phase, budgeted at Q, is"."""
        past = verb.verb.form is not None and verb.verb.form.tense in ("past", "participle")
        around = self.chunks[verb.index - 2 : verb.index + 2] if verb.index > 1 else []
        if len(around) < 4 or not past or len(verb.items) > 1:
            return False
        if around[0].kind != "noun" or around[1].lower != "," or around[3].kind != "preposition":
            return False
        end = next((c.index for c in self.chunks[verb.index + 1 :] if c.kind == "mark"), 0)
        goes_on = self.chunks[end + 1 : end + 2] if end and self.chunks[end].lower == "," else []
        return bool(goes_on) and goes_on[0].kind == "verb" and goes_on[0].finite

    def _phrase_head(self, chunk: Chunk) -> Chunk:
        """The first noun phrase of a chain "A of B" that ends with the chunk."""
        i = chunk.index
        while i >= 2 and self.chunks[i - 1].lower == "of" and self.chunks[i - 2].kind == "noun":
            i -= 2
        return self.chunks[i]

    def _coordinates(self, index: int) -> bool:
        """Whether the "and" at `index` joins two noun phrases of one subject: "chips and displays took up"."""
        if not index or self.chunks[index - 1].kind not in ("noun", "quantity", "mark"):
            return False
        for chunk in reversed(self.chunks[:index]):
            if chunk.kind == "verb" and not chunk.finite and self.chunks[chunk.index + 1].kind == "preposition":
                continue  # "enterprises operating in parks and zones suffered"
            if chunk.kind in ("verb", "subordinator"):
                return False
            if chunk.kind == "mark" and chunk.items[0].text != ",":
                return True
        return True

    def _goes_on(self, mark: int, segment: Sequence[Chunk]) -> bool:
        """Whether the comma at `mark` joins a list of noun phrases: "leading enterprises, backbone enterprises
        and firms".
        """
        if not mark or not _listed(self.chunks[mark - 1]) or not any(_joins(chunk) for chunk in segment):
            return False
        first = segment[-1]
        listed = _listed(first) or (first.kind == "conjunction" and len(segment) > 1)
        return listed and not self._led_by_preposition(mark) and not self._in_aside(mark)

    def _in_aside(self, mark: int) -> bool:
        """Whether the list before the comma at `mark` only tells who is meant: ", among them A, B and C,"."""
        i = mark - 1
        while i > 0 and (_listed(self.chunks[i]) or self.chunks[i].lower in (",", "and", "or")):
            i -= 1
        return i > 0 and self.chunks[i].kind == "preposition" and self.chunks[i - 1].lower == ","

    def _led_by_preposition(self, mark: int) -> bool:
        """Whether what stands before the comma at `mark` is a frame, not a subject: "After two years and 40
        talks,".
        """
        i = mark - 1
        while i >= 0 and self.chunks[i].kind != "mark":
            if self.chunks[i].kind == "verb":
                return False
            i -= 1
        while i + 1 < mark and self.chunks[i + 1].kind in ("adverb", "time", "conjunction"):
            i += 1
        return self.chunks[i + 1].kind == "preposition"

    def _is_apposition(self, mark: int, segment: Sequence[Chunk]) -> bool:
        """Whether the segment behind the comma at `mark` merely renames the noun phrase before it."""
        first = segment[-1]
        if first.kind != "noun" or self.chunks[mark].items[0].text != "," or mark == 0:
            return False
        before = self.chunks[mark - 1]
        closed = segment[0].kind == "mark" or self.chunks[segment[0].index + 1].kind == "mark"
        if self._led_by_preposition(mark):
            return False
        return (
            before.kind == "noun"
            and closed
            and first.items[0].lower in ("a", "an", "the")
            and len(segment) < 12
        )

    def _relative_start(self, mark: int) -> int | None:
        """The comma that opens the relative clause which the comma at `mark` ends: ", which comprises firms in
        Muar, Tangkak and Gambir,"; or None.
        """
        verbs = 0
        for i in range(mark - 1, 0, -1):
            chunk = self.chunks[i]
            verbs += chunk.kind == "verb" and chunk.finite
            if verbs > 1 or (chunk.kind == "mark" and chunk.items[0].text != ","):
                return None
            if verbs and chunk.relative and chunk.pronoun and self.chunks[i - 1].lower == ",":
                return i - 1
        return None

    def _skip_aside(self, mark: int) -> int:
        """The index before the aside that ends with the comma at `mark`: ", which occupies 2 percent of
        it,".
        """
        start = self._relative_start(mark)
        if start is not None:
            return start - 1
        for i in range(mark - 1, 0, -1):
            chunk = self.chunks[i]
            if chunk.kind == "mark" and chunk.items[0].text in (",", "(", "-", "–", "—"):
                return i - 1
        return mark - 1


def _listed(chunk: Chunk) -> bool:
    """Whether the chunk may be a member of a list: a noun phrase, or an adjective whose noun comes later."""
    return chunk.kind == "noun" or (chunk.kind == "adverb" and chunk.head.tag == Tag.ADJECTIVE)


def _joins(chunk: Chunk) -> bool:
    """Whether the chunk is an "and", or a noun phrase with one in it: "bus and car parts"."""
    within = chunk.kind == "noun" and any(item.tag == Tag.CONJUNCTION for item in chunk.items)
    return within or chunk.kind == "conjunction"


def _nearest(chunks: Sequence[Chunk]) -> list[Chunk | None]:
    """For each chunk the nearest before it that is not passed over."""
    nearest: list[Chunk | None] = []
    last: Chunk | None = None
    for chunk in chunks:
        nearest.append(last)
        if chunk.kind not in _PASSED_OVER:
            last = chunk
    return nearest


def _first_free(segment: Sequence[Chunk]) -> Chunk | None:
    """The first noun phrase of a segment (listed from its end) that no preposition governs, alone or in a
    list; "every day" is no such phrase.
    """
    for i in range(len(segment) - 1, -1, -1):
        when = segment[i].items[0].lower in ("every", "each") and segment[i].head.lower in _TIMES
        if segment[i].kind in ("noun", "quantity") and not when and not _governed(segment, i):
            return segment[i]
    return None


def _governed(segment: Sequence[Chunk], i: int) -> bool:
    while i + 1 < len(segment):
        before = segment[i + 1]
        if before.kind == "preposition":
            return True
        if before.kind != "conjunction" or i + 2 >= len(segment) or segment[i + 2].kind != "noun":
            return False
        i += 2
    return False
