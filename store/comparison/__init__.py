"""Clusters side by side, honestly compared: `compare` and the records that it returns."""

from store.comparison.agreement import Agreement, agreements
from store.comparison.derived import Computed
from store.comparison.statements import Statement
from store.comparison.table import NOT_STATED, Cell, Comparison, Group, Mark, Row, compare

__all__ = [
    "NOT_STATED",
    "Agreement",
    "Cell",
    "Comparison",
    "Computed",
    "Group",
    "Mark",
    "Row",
    "Statement",
    "agreements",
    "compare",
]
