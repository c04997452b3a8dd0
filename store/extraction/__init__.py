"""From an article's text to its facts: rules over tables, in stages."""

from store.extraction.facts import extract

__all__ = ["extract"]
