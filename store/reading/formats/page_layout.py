"""A page's tree made plain before its article is looked for: no tables for layout, no teasers, no comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any

HEADINGS = ("h2", "h3", "h4", "h5")

FEWEST_TEASERS = 4
"""Boxes of one kind in a row, each with a headline that is a link, that are teasers of other articles."""

LONGEST_TEASER = 800
"""Characters of text in one of them."""

FEWEST_LEFT = 500
"""Characters of text that must stand elsewhere on the page, or else what is dropped is what it is about."""

LONGEST_CELL = 400
"""Characters of the longest cell of a table of figures; one with more is there for the layout."""

LINKED = 0.6
"""Share of the text of a cell that is links where it is a menu."""

_COMMENTS = re.compile(
    r"(?:^|\s)(?:[\w-]+[_-])?(?:comments?|comentarios?|kommentare?|commentaires?|commenti|disqus)"
    r"(?:[_-](?:list|area|section|thread|block|wrapper|container))?(?:$|\s)",
    re.IGNORECASE,
)
"""What the names of the parts of a page that hold its readers' comments look like."""

_CELLS = frozenset(["table", "thead", "tbody", "tfoot", "tr", "td", "th"])
_CLIMB = 6


def make_plain(page: Any) -> None:
    """Change the tree of a page (lxml) in place, in a time that grows with its size alone."""
    _open_layout(page)
    _drop(page, _teasers(page))
    _drop(page, _comments(page))


def _open_layout(page: Any) -> None:
    """Let the cells of tables that hold a table or long text be divisions, and drop those that are menus."""
    for table in list(page.iter("table")):
        if next(table.iterdescendants("table"), None) is not None or _has_long_cell(table):
            table.tag = "div"
            for part in list(_parts(table)):
                if part.tag in ("td", "th") and _is_menu(part):
                    part.drop_tree()
                else:
                    part.tag = "div"


def _has_long_cell(table: Any) -> bool:
    return any(_length(cell) > LONGEST_CELL for cell in table.iter("td"))


def _is_menu(cell: Any) -> bool:
    """Whether a cell that holds no table says hardly anything but links."""
    if next(cell.iterdescendants("table"), None) is not None:
        return False
    length = _length(cell)
    return length > 0 and sum(map(_length, cell.iter("a"))) > LINKED * length


def _parts(table: Any) -> Iterator[Any]:
    """The rows and cells of a table, without those of tables in it."""
    for child in table:
        if child.tag in _CELLS and child.tag != "table":
            yield child
            if child.tag not in ("td", "th"):
                yield from _parts(child)


def _drop(page: Any, parts: Sequence[Any]) -> None:
    """Drop parts of which none lies in another, where enough is left."""
    if parts and _length(page) - sum(map(_length, parts)) >= FEWEST_LEFT:
        for part in parts:
            part.drop_tree()


def _comments(page: Any) -> list[Any]:
    """The parts that hold what readers wrote, as their names say."""
    found: list[Any] = []
    for part in page.iter("div", "section", "aside", "ol", "ul"):
        named = _COMMENTS.search(part.get("id", "")) or _COMMENTS.search(part.get("class", ""))
        if named and not (found and any(outer is found[-1] for outer in part.iterancestors())):
            found.append(part)
    return found


def _teasers(page: Any) -> list[Any]:
    rows: dict[Any, dict[Any, int]] = {}
    for heading in page.iter(*HEADINGS):
        box = _box(heading)
        if box is not None:
            boxes = rows.setdefault(box.getparent(), {})
            boxes[box] = boxes.get(box, 0) + 1
    return [
        box
        for boxes in rows.values()
        if len(boxes) >= FEWEST_TEASERS
        for box, headings in boxes.items()
        if headings == 1 and _length(box) <= LONGEST_TEASER
    ]


def _box(heading: Any) -> Any | None:
    """The box round a headline that is a link, one of a row of its kind."""
    linked = next(heading.iter("a"), None) is not None
    box = heading
    for _ in range(_CLIMB):
        linked = linked or box.tag == "a"
        row = box.getparent()
        if row is None or row.tag in ("body", "html"):
            return None
        if linked and box is not heading and _is_in_row(box):
            return box
        box = row
    return None


def _is_in_row(box: Any) -> bool:
    """Whether some neighbours are of the same kind."""
    near = chain(box.itersiblings(box.tag), box.itersiblings(box.tag, preceding=True))
    return sum(1 for _ in islice(near, FEWEST_TEASERS - 1)) == FEWEST_TEASERS - 1


def _length(element: Any) -> int:
    return sum(len(text.strip()) for text in element.itertext())
