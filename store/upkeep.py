"""What a library does to stay as it should be: extracting again, and mending what a check has found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path

from store.checking import Finding, check_folder, check_index, check_notebook, check_rules, check_volumes
from store.corpus import Corpus, Progress
from store.index.file import IndexFile
from store.index.ledger import by_volume
from store.notebook import Notebook
from store.storage import sweep
from store.volumes import Entry, sound


def extract_again(corpus: Corpus, volume: int, numbers: set[int], rules: str) -> int:
    """Extract articles of a volume by the present rules, and write it once; how many there were."""
    from store.extraction import extract

    def again(entry: Entry) -> Entry:
        return replace(entry, extraction=sound(entry.article, extract(entry.article)), rules=rules)

    entries = [again(entry) for entry in corpus.volumes.entries(volume) if entry.number in numbers]
    if entries:
        corpus.put({volume: entries})
    return len(entries)


def extract_outdated(
    corpus: Corpus,
    rules: str,
    changing: Callable[[], AbstractContextManager[None]],
    progress: Progress,
    stop: Callable[[], bool],
) -> int:
    """Extract the articles anew that other rules have extracted; how many that were.

    Every volume is a change of its own, within `changing`; `stop` is asked between two.
    """
    volumes = by_volume(corpus.ledger.outdated(rules))
    count = 0
    for done, (volume, numbers) in enumerate(volumes.items()):
        if stop():
            break
        progress(done, len(volumes))
        with changing():
            count += extract_again(corpus, volume, numbers, rules)
    return count


def find_faults(
    folder: Path, corpus: Corpus, file: IndexFile, notebook: Notebook, rules: str, progress: Progress
) -> list[Finding]:
    """Everything that is wrong in a library."""
    return [
        *check_folder(folder, corpus.volumes),
        *check_index(file),
        *check_volumes(corpus.volumes, corpus.ledger, progress),
        *check_rules(corpus.ledger, rules),
        *check_notebook(notebook, corpus.ledger.standing()),
    ]


def mend(
    findings: Sequence[Finding], folder: Path, corpus: Corpus, notebook: Notebook, rules: str
) -> list[Finding]:
    """Make again what is derived and found wrong; the findings, with what was mended.

    A mark may have found its fact again by that: what is left of them is looked for anew.
    """
    mends = {finding.mends for finding in findings}
    sweep(folder)
    sweep(corpus.volumes.folder)
    if "index" in mends:
        corpus.renew_index()
    elif "volume" in mends:
        corpus.catch_up(thorough=True)
    wrong = dict.fromkeys(finding.article for finding in findings if finding.article)
    places = [place for id in wrong if (place := corpus.ledger.place(id))]
    for volume, numbers in by_volume(places).items():
        extract_again(corpus, volume, numbers, rules)
    extract_outdated(corpus, rules, nullcontext, lambda done, of: None, lambda: False)
    return [
        *(
            replace(finding, mended=finding.mends is not None)
            for finding in findings
            if finding.where != notebook.path.name
        ),
        *check_notebook(notebook, corpus.ledger.standing()),
    ]
