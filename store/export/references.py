"""Articles as references for other programs: BibTeX and CSL-JSON, which Zotero, Pandoc and LaTeX read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from store.reading.clean import clean
from store.records import Article

_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
}  # fmt: skip
_SPECIAL = re.compile(r"[\\{}~^&%$#_]")
_UNSAFE_IN_ADDRESS = str.maketrans({character: f"%{ord(character):02X}" for character in "\\{}~^ "})


def bibtex(articles: Iterable[Article]) -> Iterator[str]:
    """A BibTeX entry for each article, its key made from its id."""
    taken: set[str] = set()
    for article in articles:
        year, month, day = [*(article.published or "").split("-"), "", "", ""][:3]
        fields = {
            "title": f"{{{_latex(article.title)}}}",
            "author": f"{{{_latex(article.author)}}}" if article.author else "",
            "journal": _latex(article.publisher or ""),
            "year": year,
            "month": month.lstrip("0"),
            "day": day.lstrip("0"),
            "address": _latex(article.place or ""),
            "url": clean(article.address or "").translate(_UNSAFE_IN_ADDRESS),
            "language": article.language,
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
        yield f"@article{{{_key(article.id, taken)},\n{lines}}}\n\n"


def csl_items(articles: Iterable[Article]) -> Iterator[dict[str, Any]]:
    """A CSL-JSON item for each article."""
    for article in articles:
        item = {
            "id": article.id,
            "type": "article-newspaper",
            "title": _line(article.title),
            "author": [{"literal": _line(article.author)}] if article.author else None,
            "container-title": _line(article.publisher or ""),
            "issued": _issued(article.published),
            "publisher-place": _line(article.place or ""),
            "URL": clean(article.address or ""),
            "language": article.language,
        }
        yield {name: value for name, value in item.items() if value}


def _issued(published: str | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[int(part) for part in published.split("-")]]} if published else None


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _latex(text: str) -> str:
    return _SPECIAL.sub(lambda match: _LATEX[match[0]], _line(text))


def _key(id: str, taken: set[str]) -> str:
    """A key of plain letters that no entry before has."""
    plain = unicodedata.normalize("NFKD", id).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-") or "article"
    key, number = stem, 2
    while key in taken:
        key, number = f"{stem}-{number}", number + 1
    taken.add(key)
    return key
