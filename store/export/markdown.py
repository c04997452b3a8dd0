"""Facts as Markdown: tables in which every figure has a footnote with its sentence and its source.

The tables and footnotes are those of GitHub-flavoured Markdown. Every text of an article goes through
`md_inline`, so that none of it is read as Markdown or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from store.reading.clean import clean
from store.spelled import extracted_words
from store.wording import period_text, quantity_text, value_text

if TYPE_CHECKING:
    from store.index import FactRow
    from store.records import Article

Group = Literal["article", "cluster", "list"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$^={}@#])")
_LEADING = re.compile(r"^()([+\-:])|^(\d+)([.)])(?= |$)")
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
_FRAGMENT_WORDS = 6
_LINKABLE = re.compile(r"https?://[\w.~:/?#@!$&'()*+,;=%-]+", re.ASCII)


def export_facts(
    rows: Sequence[FactRow],
    articles: Iterable[Article] = (),
    group: Group = "cluster",
    remarks: Mapping[str, str] | None = None,
) -> str:
    """The facts as Markdown: a table per cluster or article, or one `list`; a footnote per sentence.

    Tables come in the order in which their first fact comes, facts in the order given. `articles` lend their
    web addresses, where they have one, to the footnotes, `remarks` are the reader's notes by the facts' ids.
    """
    notes = Footnotes({article.id: article.address for article in articles if article.address})
    scope = f"{_counted(len(rows), 'fact')} from {_counted(len({row.fact.article for row in rows}), 'article')}"
    parts = [f"# Facts\n\n{scope}. Every figure's footnote quotes its sentence."]
    parts += [_section(members, group, notes, remarks or {}) for members in _grouped(rows, group)]
    return "\n\n".join([*parts, *notes.written()]) + "\n"


def md_inline(text: str) -> str:
    """The text so that Markdown shows these very characters, on one line, and nothing but text.

    It holds in paragraphs, headings, table cells and emphasis; white space is collapsed.
    """
    escaped = _SPECIAL.sub(r"\\\1", " ".join(clean(text).split()))
    escaped = _LEADING.sub(r"\1\3\\\2\4", escaped)
    return _ADDRESS.sub(r"\\\g<0>", escaped)


def sentence_address(address: str, sentence: str) -> str:
    """A web address that opens the page at the sentence, where the reader's browser knows text fragments."""
    words = sentence.split()
    if not words or "⟨U+" in sentence:  # what was hidden in the page is not what the browser would look for
        return address
    ends = [words] if len(words) <= 2 * _FRAGMENT_WORDS else [words[:_FRAGMENT_WORDS], words[-_FRAGMENT_WORDS:]]
    quoted = ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return f"{address}{'' if '#' in address else '#'}:~:text={quoted}"


def md_table(header: Sequence[str], alignment: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already; `alignment` holds `---` or `---:` for each column."""
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (header, alignment, *rows))


class Footnotes:
    """Numbers sentences in the order in which they are cited, one footnote for each."""

    def __init__(self, addresses: Mapping[str, str] | None = None) -> None:
        """`addresses` are the web addresses of articles, by their ids."""
        self._addresses = addresses or {}
        self._cited: dict[tuple[str, str], tuple[int, FactRow]] = {}

    def mark(self, row: FactRow) -> str:
        """What stands after a figure of this fact: `[^3]`."""
        key = (row.fact.article, row.fact.sentence)
        number, _ = self._cited.setdefault(key, (len(self._cited) + 1, row))
        return f"[^{number}]"

    def written(self) -> list[str]:
        """The footnotes themselves: sentence, title, publisher, date."""
        return [self._written(number, row) for number, row in self._cited.values()]

    def _written(self, number: int, row: FactRow) -> str:
        title = f"*{md_inline(row.title or row.fact.article)}*"
        address = self._addresses.get(row.fact.article, "")
        if _LINKABLE.fullmatch(address):
            title = f"[{title}](<{sentence_address(address, row.fact.sentence)}>)"
        source = ", ".join([title, *(md_inline(part) for part in (row.publisher, row.published) if part)])
        return f"[^{number}]: “{md_inline(row.fact.sentence)}”\n    {source}."


def _grouped(rows: Sequence[FactRow], group: Group) -> list[list[FactRow]]:
    """The rows by what they are grouped by, each once: a fact of two clusters stands with its first."""
    groups: dict[str, list[FactRow]] = {}
    for row in rows:
        groups.setdefault(_GROUP_KEYS[group](row), []).append(row)
    return list(groups.values())


_GROUP_KEYS: Mapping[Group, Callable[[FactRow], str]] = {
    "list": lambda row: "",
    "article": lambda row: row.fact.article,
    "cluster": lambda row: row.fact.clusters[0] if row.fact.clusters else "",
}


def _section(rows: Sequence[FactRow], group: Group, notes: Footnotes, remarks: Mapping[str, str]) -> str:
    """A table under its heading; with a column for notes where there are any."""
    header, alignment = ["Metric", "Value", "Period", "Of"], ["---", "---:", "---", "---"]
    cells = [list(_cells(row, notes)) for row in rows]
    noted = [_remark(row, remarks) for row in rows]
    if any(noted):
        header, alignment = [*header, "Note"], [*alignment, "---"]
        cells = [[*row, md_inline(remark)] for row, remark in zip(cells, noted, strict=True)]
    table = md_table(header, alignment, cells)
    return table if group == "list" else f"## {_heading(rows, group)}\n\n{table}"


def _remark(row: FactRow, remarks: Mapping[str, str]) -> str:
    """What is to be known of a fact beside what it states: that it is the reader's own reading, and a note."""
    before = extracted_words(row.fact, row.extracted)
    word = (
        f"corrected; extracted: {before}" if before else "found by the reader" if row.verdict == "added" else ""
    )
    return ". ".join(it for it in (word, remarks.get(row.fact.id, "")) if it)


def _heading(rows: Sequence[FactRow], group: Group) -> str:
    first = rows[0]
    if group == "article":
        return ", ".join(
            md_inline(part) for part in (first.title or first.fact.article, first.published) if part
        )
    if not first.fact.clusters:
        return "About no cluster"
    name = md_inline(_capitalized(first.fact.clusters[0]))
    places = {row.fact.place for row in rows}
    place = md_inline(first.fact.place or "")
    return f"{name} ({place})" if place and len(places) == 1 else name


def _cells(row: FactRow, notes: Footnotes) -> tuple[str, str, str, str]:
    fact = row.fact
    value = value_text(fact)
    if fact.equivalent is not None:
        value += f" (= {quantity_text(fact.equivalent.value, fact.equivalent.unit)})"
    if fact.status == "planned":
        value += ", planned"
    period = period_text(fact.period) or "not stated"
    return (
        md_inline(fact.metric),
        md_inline(value) + notes.mark(row),
        md_inline(period),
        md_inline(fact.subject),
    )


def _capitalized(name: str) -> str:
    return name[:1].upper() + name[1:]


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
