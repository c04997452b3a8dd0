"""The page of one cluster: all that the articles say of it, each line leading to where it is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.segment import Segment

from store.cluster_edits import ClusterEdit
from store.clusters import Clusters
from store.comparison import Cell, Row, compare
from store.index import ClusterRow, FactRow, Index
from store.supply import Supply, supplies
from store.wording import period_text
from tui.cells import counted, cut, fit, width_of
from tui.charts import sparkline
from tui.comparison import signs_of
from tui.rowlist import RowList
from tui.rows import Listed

MOST_READ = 40
"""Of so many articles, the newest ones, the sentences about supply are looked for."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page, and what it leads to: a fact, a place in an article, a cluster, or an organization.

    A heading leads nowhere.
    """

    text: str
    right: str = ""
    heading: bool = False
    fact: FactRow | None = None
    article: str | None = None
    place: int | None = None
    cluster: ClusterRow | None = None
    organization: str = ""

    @property
    def leads(self) -> bool:
        """Whether enter opens something."""
        return bool(self.fact or self.article or self.cluster or self.organization)


class ClusterPage(RowList[Line]):
    """The lines of one cluster under its name."""

    header_height = 2

    def __init__(self, id: str) -> None:
        """A page without a cluster."""
        super().__init__(id=id, empty="No article speaks of it any more.", hints={"choose": "open"})
        self.cluster: ClusterRow | None = None

    def show_cluster(self, cluster: ClusterRow | None, lines: Sequence[Line]) -> None:
        """Show these lines of this cluster, the cursor where it was when it is the same one."""
        same = self.cluster is not None and cluster is not None and self.cluster.key == cluster.key
        self.cluster = cluster
        here = str(self.cursor) if same else None
        self.show(Listed(lines, lambda line: str(lines.index(line))), here)

    def selectable(self, row: Line) -> bool:
        """Headings lead nowhere."""
        return row.leads

    def draw_header(self, line: int, width: int) -> Sequence[Segment]:
        """The name; what and where it is, and how much is known of it."""
        cluster = self.cluster
        if cluster is None:
            return []
        if line == 0:
            return [Segment(f" {cut(cluster.name, width - 2)}", self.ink("ink", bold=True))]
        return [Segment(f" {cut(about(cluster), width - 2)}", self.ink("dim"))]

    def draw_row(self, row: Line, line: int, width: int, paper: str) -> Sequence[Segment]:
        """A heading, or a line with what stands at its right end."""
        if row.heading:
            return [Segment(f" {cut(row.text, width - 2)}", self.ink("accent", bold=True))]
        right = cut(row.right, max(0, width // 2))
        text = fit(row.text, max(1, width - width_of(right) - 5))
        ink = "ink" if row.leads else "dim"
        return [
            self.bar(paper),
            Segment(f"  {text}", self.ink(ink, paper)),
            Segment(f" {right} ", self.ink("dim", paper)),
        ]


def about(row: ClusterRow) -> str:
    """What a cluster is, in a line: `provincial park · Wenshang county · 1 article · 5 facts`."""
    kind = " ".join(it for it in (row.level, row.kind) if it)
    organizations = counted(len(row.organizations), "organization") if row.organizations else ""
    numbers = (counted(row.articles, "article"), counted(row.facts, "fact"), organizations)
    return " · ".join(it for it in (kind, row.place, *numbers) if it)


def page_lines(clusters: Clusters, index: Index, row: ClusterRow) -> list[Line]:
    """All lines of a cluster's page; it reads the library."""
    parts = (
        ("Your changes", _changes(clusters.edits(row.key))),
        ("Part of", _chain(clusters.chain(row))),
        ("In it", _within(clusters.within(row))),
        ("Also called", [Line(name) for name in row.aliases if name != row.name]),
        *_figures(row, clusters.facts(row.key)),
        ("Members", [Line(name, organization=name) for name in row.organizations]),
        ("Who supplies whom", list(_supplies(clusters, index, row))),
        ("Articles", _articles(clusters, row)),
    )
    return [line for title, lines in parts if lines for line in (Line(title, heading=True), *lines)]


def _figures(row: ClusterRow, facts: Sequence[FactRow]) -> Iterator[tuple[str, list[Line]]]:
    """The figures by group and indicator, each over time."""
    if not facts:
        yield "Figures", [Line("The articles state no figure for it.")]
    for group in compare([(row, facts)]).groups:
        lines = [line for indicator in group.rows for line in _indicator(indicator)]
        yield group.name.capitalize(), lines


def _indicator(row: Row) -> Iterator[Line]:
    """A line for each statement, oldest first, under the indicator's name; one line where there is one."""
    cell = row.cells[0]
    if not cell.sources:
        return
    if cell.computed is not None:
        text = f"{row.label}: {cell.computed.text(short=True)}"
        yield Line(text, f"computed: {cell.computed.formula}", fact=cell.computed.sources[0])
        return
    if len(cell.statements) == 1:
        yield Line(f"{row.label}: {_stated(cell, 0)}", _when(cell, 0), fact=cell.statements[0].row)
        return
    series = [one.value for one in cell.series()]
    yield Line(f"{row.label} {sparkline(series) if len(series) > 1 else ''}".rstrip())
    order = sorted(range(len(cell.statements)), key=lambda at: cell.statements[at].row.fact.period or "")
    for at in order:
        yield Line(f"  {_stated(cell, at)}", _when(cell, at), fact=cell.statements[at].row)


def _stated(cell: Cell, at: int) -> str:
    one = cell.statements[at]
    signs = signs_of(cell) if at == 0 else ""
    return f"{one.text(short=True)} {signs} {one.scope.text}".strip().replace("  ", " ")


def _when(cell: Cell, at: int) -> str:
    fact = cell.statements[at].row.fact
    plan = "plan" if fact.status == "planned" else ""
    return ", ".join(it for it in (period_text(fact.period), plan) if it)


def _changes(edits: Sequence[ClusterEdit]) -> list[Line]:
    words = {"merge": "merged with {}", "rename": "renamed {}", "split": "without what {} says"}
    return [Line(words[edit.kind].format(edit.value)) for edit in edits]


def _chain(chain: Sequence[ClusterRow | str]) -> list[Line]:
    return [Line(one) if isinstance(one, str) else Line(one.name, about(one), cluster=one) for one in chain]


def _within(rows: Sequence[ClusterRow]) -> list[Line]:
    return [Line(row.name, about(row), cluster=row) for row in rows]


def _supplies(clusters: Clusters, index: Index, row: ClusterRow) -> Iterator[Line]:
    """The sentences about supply that name the cluster or a member, or stand in a paragraph about it."""
    names = [name.casefold() for name in (*row.aliases, row.name, *row.organizations)]
    facts = clusters.facts(row.key)
    for known in clusters.articles(row.key)[:MOST_READ]:
        article = index.article(known.id)
        starts = [fact.fact.start for fact in facts if fact.fact.article == known.id]
        for one in supplies(article) if article else ():
            first, last = _paragraph(article.text, one.start) if article else (0, 0)
            named = any(name in one.sentence.casefold() for name in names)
            if not named and not any(first <= start < last for start in starts):
                continue
            yield Line(_supply(one), known.published or "", article=one.article, place=one.start)


def _paragraph(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n\n", at)
    return text.rfind("\n\n", 0, at) + 1, len(text) if end < 0 else end


def _supply(one: Supply) -> str:
    return f"{one.what} ← {one.who}" if one.what else f"“{one.sentence}”"


def _articles(clusters: Clusters, row: ClusterRow) -> list[Line]:
    return [
        Line(one.title, " · ".join(it for it in (one.publisher, one.published) if it), article=one.id)
        for one in clusters.articles(row.key)
    ]
