"""Rules for lines that are no sentences: "Land leased: 84 hectares", "GDP | 53 billion yuan | 5.8%"."""

from __future__ import annotations

from collections.abc import Sequence

from store.extraction.attribution.context import Attribution, Context
from store.extraction.chunks import Chunk
from store.extraction.phrases import is_bearer, is_measure, looks_named, plain
from store.extraction.quantities import Quantity
from store.records import Change

SIGNS: dict[str, Change] = {"+": "increase", "-": "decrease", "−": "decrease"}
_LONGEST = 12  # chunks of a label
_CELL = "|"


def after_colon(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "Cost: 300 million euros", "Foreign trade: RMB 240.6 billion"."""
    before = context.clauses.before(chunk.index)
    change = SIGNS.get(before.lower) if before is not None else None
    told = of_line(context, chunk)
    if told is not None:
        return Attribution(*told, "label", change=change)
    colon = context.clauses.before(before.index) if change and before is not None else before
    if colon is None or colon.lower != ":" or not colon.index:
        return None
    holder = context.clauses.chunks[colon.index - 1]
    if context.noun_behind(chunk, ("of",)) is not None or not is_measure(holder):
        return None
    return Attribution(*context.measure(holder), "after colon", change=change)


def of_line(context: Context, chunk: Chunk) -> tuple[str, str] | None:
    """Metric and subject that the label of a line tells for the quantity right behind it, in any cell of a
    row.
    """
    chunks = context.clauses.chunks
    cut = next((c.index for c in chunks[:_LONGEST] if c.lower in (":", _CELL)), 0)
    at = chunk.index - 1
    while at > cut and (chunks[at].lower in SIGNS or chunks[at].kind == "adverb"):
        at -= 1
    if not cut or at < cut or (at > cut and chunks[at].lower != _CELL):
        return None
    label = _outside_brackets(chunks[:cut])
    while label and label[0].kind == "mark":
        label.pop(0)
    nouns = [c for c in label if c.kind == "noun"]
    if not nouns or nouns[0].pronoun or any(c.quantities for c in label) or _tells(label, nouns[0]):
        return None
    if label[0] is nouns[0] and is_measure(nouns[0]) and label[-1].kind == "noun":
        return context.measure(nouns[0])
    told = [c for c in label if c.kind != "time"]
    while told[-1].kind == "mark":
        told.pop()
    return plain([item for c in told for item in c.items]), context.fallback(chunk)


def named_line(context: Context, chunk: Chunk, quantity: Quantity) -> Attribution | None:
    """ "Dunsbury Park 53.9 hectares": a line of a name and its size."""
    if quantity.unit.kind not in ("area", "length", "power", "energy"):
        return None
    told = [c for c in context.clauses.chunks if c.kind != "mark"]
    if len(told) != 2 or told[1] is not chunk or told[0].kind != "noun":
        return None
    if not (is_bearer(told[0]) or looks_named(told[0])):
        return None
    metric = quantity.unit.kind if quantity.unit.kind in ("area", "length") else "capacity"
    return Attribution(metric, context.name(told[0]), "line of a name")


def _outside_brackets(chunks: Sequence[Chunk]) -> list[Chunk]:
    kept: list[Chunk] = []
    open_ = False
    for chunk in chunks:
        open_ = chunk.lower == "(" or (open_ and chunk.lower != ")")
        if not open_ and chunk.lower != ")":
            kept.append(chunk)
    return kept


def _tells(label: list[Chunk], first: Chunk) -> bool:
    """Whether the words before the colon are a sentence of their own: "Zhuji also farms pearls:"."""
    verbs = [c for c in label if c.kind == "verb" and c.finite and c.index > first.index]
    return any(verb is not label[-1] for verb in verbs)
