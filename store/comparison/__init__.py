"""Clusters side by side, honestly compared: `compare` and the records that it returns."""

from store.comparison.agreement import Agreement, agreements
from store.comparison.cells import NOT_COMPUTED, NOT_STATED, Cell, Mark
from store.comparison.derived import Computed
from store.comparison.statements import Statement
from store.comparison.table import Comparison, Group, Row, compare

__all__ = [
    "NOT_COMPUTED",
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
