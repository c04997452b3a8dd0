"""Hostile text on the command line: what any command prints or writes, byte by byte, in every format."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from test_hostile_text import HOSTILE, PAYLOADS, hostile_items

from store.library import Library
from store.records import Article
from store.review import reading_of
from store.reviewing import Reviews

FORMULAS = ("=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1")
MARKUP = "<script>alert(1)</script>![x](http://evil.example/a.png)[y](javascript:alert(1))|`\\end{document}"
GOOD = "The park recorded revenue of 3 billion yuan in 2021, and 52 firms of it employ 300 people."
SHOWN = HOSTILE.replace("\0", "")
TYPED = SHOWN + "\udcff"
"""What may stand on a command line: no nought, but bytes that are no characters."""
TOOL = [sys.executable, "-c", "import sys; from tui.command_line import main; sys.exit(main())"]
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\ufeff\U000e0000-\U000e007f]")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library whose every text is poisoned: titles, texts, names, notes, searches, readings."""
    folder = tmp_path_factory.mktemp("hostile")
    with Library(folder / "library") as library:
        poisoned = [
            (article if number else _worse(article), extraction)
            for number, (article, extraction) in enumerate(hostile_items())
        ]
        library.add(poisoned)
        facts = library.index.article_facts("books")
        for fact, formula in zip(library.index.article_facts("zone"), FORMULAS, strict=False):
            poison = {
                "metric": formula,
                "subject": HOSTILE + MARKUP,
                "unit": HOSTILE,
                "clusters": [formula + MARKUP],
            }
            Reviews(library).correct(fact, {**reading_of(fact), **poison})
        library.notebook.note(facts[0], HOSTILE + MARKUP)
        library.notebook.save_search("poison" + HOSTILE, "kind:money")
        library.notebook.select(library.index.article_facts("zone"))
    (folder / "news").mkdir()
    (folder / "news" / "=cmd \x1b[31m\u202e\n.txt").write_text("")
    (folder / "news" / "page.html").write_text(
        f"<html><title>{HOSTILE}{MARKUP}</title><body><p>{GOOD} {HOSTILE}"
    )
    (folder / "news" / "text.txt").write_text(f"{SHOWN}{MARKUP}\n\n{GOOD}\n\n{SHOWN}")
    with open(os.fsencode(folder / "news") + b"/\xff\x1b]0;x\x07.txt", "wb") as file:  # noqa: PTH123
        file.write(b"\x1b[2J\x9b31m" * 30)
    return folder


def _worse(article: Article) -> Article:
    """The article with formulas and markup in what stands round its text."""
    from dataclasses import replace

    return replace(
        article,
        title=f"={article.title}{MARKUP}",
        author=f"@{HOSTILE}{MARKUP}",
        address=f"https://news.example/a\x1b[31m b)>{MARKUP}",
    )


COMMANDS = (
    *(
        (name, *more, "--format", format)
        for name, *more in (["articles"], ["facts"], ["clusters"], ["compare", "--agreements"])
        for format in ("table", "md", "csv", "jsonl")
    ),
    *(("compare", "place:jining", NAMED, "--format", format) for NAMED in (MARKUP,) for format in ("table",)),
    *(
        ("compare", "place:jining", "place:liangshan", "--format", format)
        for format in ("table", "md", "csv", "jsonl")
    ),
    *(("search", "zone", "--format", format) for format in ("table", "jsonl")),
    *(
        ("export", *what, "--format", format)
        for what in (["--all"], [], ["kind:money"])
        for format in ("md", "csv", "jsonl", "articles", "bibtex", "csl")
    ),
    ("export", "--corrections"),
    ("export", "--all", "--group", "article"),
    ("export", "--all", "--group", "list"),
    ("add", "news", "--library", "other"),
    ("add", TYPED + "*"),
    ("add", "news", "--report", TYPED),
    ("extract", "news/page.html"),
    ("extract", "news/page.html", "--explain"),
    ("extract", "news/page.html", "--account"),
    ("search", TYPED + '"'),
    ("search", "--saved", TYPED),
    ("facts", "--sort", TYPED),
    ("clusters", TYPED),
    ("compare", TYPED),
    ("export", TYPED),
    ("export", "--all", "-o", TYPED + "/x"),
    ("watch", TYPED),
    ("check", "--library", TYPED),
    ("check",),
    (TYPED,),
    ("articles", "--format", TYPED),
    ("config",),
    ("config", "--path"),
)


def run(hostile: Path, *arguments: str) -> tuple[bytes, bytes]:
    """What a command writes on standard output and on standard error."""
    environment = {**os.environ, "JINING_TUI_LIBRARY": str(hostile / "library"), "HOME": str(hostile)}
    environment["PYTHONPATH"] = os.pathsep.join(
        filter(None, [str(Path(__file__).parents[2]), environment.get("PYTHONPATH")])
    )
    done = subprocess.run([*TOOL, *arguments], cwd=hostile, env=environment, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr, done.stderr.decode("utf-8", "replace")
    return done.stdout, done.stderr


@pytest.mark.parametrize(
    "arguments", COMMANDS, ids=lambda arguments: " ".join(arguments).encode("ascii", "replace").decode()[:40]
)
def test_no_command_prints_what_acts_or_hides(hostile: Path, arguments: tuple[str, ...]) -> None:
    for written in run(hostile, *arguments):
        text = written.decode()
        found = UNSEEN.search(text)
        assert found is None, text[max(0, found.start() - 60) : found.end() + 20]
        for payload in PAYLOADS[:6]:
            assert payload not in text


@pytest.mark.parametrize(
    "arguments",
    [command for command in COMMANDS if "csv" in command],
    ids=" ".join,
)
def test_no_spreadsheet_runs_a_cell(hostile: Path, arguments: tuple[str, ...]) -> None:
    written = run(hostile, *arguments)[0].decode()
    cells = [cell for line in csv.reader(io.StringIO(written)) for cell in line]
    assert cells
    for cell in cells:
        assert not re.match(r"[=+@\t\r]|-[^0-9.]", cell), cell


@pytest.mark.parametrize(
    "arguments",
    [command for command in COMMANDS if "md" in command or "--group" in command],
    ids=" ".join,
)
def test_no_viewer_of_markdown_runs_anything(hostile: Path, arguments: tuple[str, ...]) -> None:
    markdown_it = pytest.importorskip("markdown_it")
    written = run(hostile, *arguments)[0].decode()
    rendered = markdown_it.MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(written)
    assert "<script" not in rendered
    assert "<img" not in rendered
    assert not re.search(r'(?:href|src)="(?!https://news\.example/|#)', rendered), rendered


def test_no_reference_runs_latex(hostile: Path) -> None:
    written = run(hostile, "export", "--all", "--format", "bibtex")[0].decode()
    assert "\\end{document}" not in written
    assert "\\textbackslash{}end\\{document\\}" in written


def test_references_are_whole_json(hostile: Path) -> None:
    items = json.loads(run(hostile, "export", "--all", "--format", "csl")[0])
    assert {"books", "energy", "zone"} <= {item["id"] for item in items}


def test_what_is_read_is_clean_in_every_format(hostile: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    run(hostile, "add", "news", "--library", "read", "--author", TYPED, "--title", TYPED, "--publisher", TYPED)
    written = run(hostile, "export", "--all", "--format", "parquet", "--library", "read")[0]
    texts = [
        str(value) for column in parquet.read_table(io.BytesIO(written)).columns for value in column.to_pylist()
    ]
    assert any("billion" in text for text in texts)
    articles = run(hostile, "export", "--all", "--format", "articles", "--library", "read")[0]
    texts += [str(value) for line in articles.splitlines() for value in json.loads(line).values()]
    assert any("U+001B" in text for text in texts)
    assert not [text for text in texts if UNSEEN.search(text.replace("\n", ""))]
