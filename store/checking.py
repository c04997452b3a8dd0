"""Whether a library is sound: every law of its volumes, and the index beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from store.storage import DamagedFileError
from store.volumes import Volumes, flaw

if TYPE_CHECKING:
    from store.library import Library


def find_problems(library: Library) -> Iterator[str]:
    """What is wrong with an open library, a sentence each; nothing where it is sound.

    Every volume is read: each can be, no article is there twice, every fact is what its article's text says,
    the index holds as much as the volumes do, and every fact that the reader selected is still there.
    """
    volumes = Volumes(library.folder / "volumes")
    articles: Counter[str] = Counter()
    facts = 0
    for number in volumes.stamps():
        name = volumes.path(number).name
        try:
            entries = volumes.entries(number)
        except (DamagedFileError, KeyError, TypeError, ValueError) as error:
            yield f"{name} cannot be read ({error})."
            continue
        for entry in entries:
            articles[entry.article.id] += 1
            facts += len(entry.extraction.facts)
            for fact in entry.extraction.facts:
                wrong = flaw(entry.article, fact)
                if wrong:
                    yield f"The fact {fact.id} of {entry.article.id} in {name} is unsound: {wrong}."
    for id, times in articles.items():
        if times > 1:
            yield f"The article {id} is there {times} times."
    totals = library.index.totals()
    if (totals.articles, totals.facts) != (len(articles), facts):
        yield (
            f"The index holds {totals.articles:,} articles and {totals.facts:,} facts, "
            f"the volumes {len(articles):,} and {facts:,}."
        )
    lost = len(library.notebook.lost)
    if lost:
        yield f"{lost:,} selected facts are in no article any more; they are kept for when it comes back."


def discard_index(folder: Path) -> None:
    """Removes the index of a library that is not open; the next one to open the library makes it again."""
    for path in folder.glob("index.sqlite*"):
        path.unlink(missing_ok=True)
