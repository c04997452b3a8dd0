"""What each command does: reads what it was given, prints to standard output, returns the exit status."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import UserError
from store.reading.clean import clean

if TYPE_CHECKING:
    from store.index import FactRow, Sort
    from store.library import Library
    from store.query import Query
    from store.records import Article
    from tui.settings import Found

DONE, FAILED, MISUSED = 0, 1, 2
"""The exit statuses: done, some input failed, wrong usage."""


class UsageError(UserError):
    """A command was given something that it cannot mean."""


def complain(sentence: str) -> None:
    """Writes a sentence to standard error, with nothing in it that could steer the terminal."""
    sys.stderr.write(f"jining-tui: {clean(sentence)}\n")


def open_app(arguments: Namespace) -> int:
    """The app on the library."""
    _need_terminal()
    from tui.starting import make_app, run, uncollected

    with ExitStack() as stack:
        with uncollected():
            library = stack.enter_context(_opened(arguments))
            app = make_app(library, _app_settings(arguments))
        return run(app)


def tutorial(arguments: Namespace) -> int:
    """The app on the seeds in a temporary library, with a line that leads through it."""
    _need_terminal()
    from tempfile import TemporaryDirectory

    from store.library import open_library
    from tui.starting import make_app, run

    found = _app_settings(arguments)
    with TemporaryDirectory(prefix="jining-tutorial-") as folder:
        exports = Path(folder, "exports")
        exports.mkdir()
        with open_library(Path(folder, "library")) as library:
            found = replace(found, settings=replace(found.settings, folder=exports))
            return run(make_app(library, found, lesson=True))


def serve(arguments: Namespace) -> int:
    """The app in a web browser, until ctrl+c."""
    try:
        from tui.serving import LOOPBACK, AppServer
    except ModuleNotFoundError as error:
        raise UserError("Serving needs the extra of that name: pip install 'jining-tui[serve]'.") from error
    if arguments.host not in LOOPBACK:
        complain(
            f"Whoever reaches {arguments.host} can now read and change your library: there is no password."
        )
    options = ["--library", arguments.library] if arguments.library else []
    try:
        AppServer(options, arguments.host, arguments.port, partial(print, flush=True)).serve()
    except OSError as error:
        place = f"{arguments.host}, port {arguments.port}"
        raise UserError(f"{place} can't be served ({error.strerror}): name another --port.") from error
    return DONE


def _served() -> bool:
    """Whether the app runs for a web browser, which needs no terminal."""
    return "TEXTUAL_DRIVER" in os.environ


def _need_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()) and not _served():
        raise UserError("The app needs a terminal: start it in one, or give a command (see jining-tui --help).")


def _app_settings(arguments: Namespace) -> Found:
    """The reader's settings, with what the options and the locale say of ASCII."""
    from tui.plain import unicode_locale
    from tui.settings import find_settings

    found = find_settings()
    wanted = True if arguments.ascii else found.settings.ascii
    if wanted is None:
        wanted = not (_served() or unicode_locale())
    return replace(found, settings=replace(found.settings, ascii=wanted))


def extract(arguments: Namespace) -> int:
    """The facts of files; no library is touched."""
    from tui.listings import FACTS
    from tui.printing import print_items

    failures: list[str] = []
    articles = _read(arguments.files, failures)
    if arguments.told:
        _tell(articles, arguments.told)
    else:
        print_items(_extracted(articles), FACTS, arguments.format)
    return FAILED if failures else DONE


def add(arguments: Namespace) -> int:
    """Files, folders and archives into the library."""
    from tui import adding

    with _library(arguments) as library:
        report = adding.add(library, arguments, complain)
    print(report.summary())
    return FAILED if report.failed else DONE


def articles(arguments: Namespace) -> int:
    """The articles of the library that match a query."""
    from store.index.rows import each
    from tui.listings import ARTICLES
    from tui.printing import print_items

    with _library(arguments) as library:
        rows = library.index.articles(_known(library, _query(arguments)))
        print_items(each(rows), ARTICLES, arguments.format)
    return DONE


def facts(arguments: Namespace) -> int:
    """The facts of the library that match a query."""
    from store.index.rows import each
    from tui.listings import FACTS
    from tui.printing import print_items

    with _library(arguments) as library:
        if arguments.article and library.article(arguments.article) is None:
            raise UserError(f"There is no article {arguments.article}: jining-tui articles lists their ids.")
        rows = library.index.facts(
            _known(library, _query(arguments)), _sorts(arguments.sort), arguments.article
        )
        print_items(each(rows), FACTS, arguments.format)
    return DONE


def clusters(arguments: Namespace) -> int:
    """The clusters that the library's articles speak of."""
    from store.clusters import Clusters
    from tui.listings import CLUSTERS
    from tui.printing import print_items

    with _library(arguments) as library:
        name = " ".join(arguments.name)
        known = Clusters(library.index, library.notebook)
        rows = known.find(name) if name else known.all()
        print_items(rows, CLUSTERS, arguments.format)
    return DONE


def search(arguments: Namespace) -> int:
    """The facts and articles that a query finds, best first."""
    from store.search import search as find
    from tui.listings import ARTICLE_HITS, FACT_HITS
    from tui.printing import print_items

    query = _query(arguments)
    if not query.text:
        raise UsageError("Say what to search for: words, a query, or --saved NAME.")
    with _library(arguments) as library:
        found = find(library.index, _known(library, query).text, arguments.limit)
        print_items(found.facts, FACT_HITS, arguments.format)
        if arguments.format in ("table", "md"):
            print()
        print_items(found.articles, ARTICLE_HITS, arguments.format)
        shown = len(found.facts) + len(found.articles)
        if shown < found.fact_count + found.article_count:
            complain(
                f"Showing {shown:,} of {found.fact_count:,} facts and {found.article_count:,} articles: "
                "--limit shows more."
            )
    return DONE


def compare(arguments: Namespace) -> int:
    """Clusters side by side."""
    from tui import compared
    from tui.settings import find_settings

    if not arguments.clusters and not arguments.agreements:
        raise UsageError("Name the clusters to compare: jining-tui clusters lists them all.")
    with _library(arguments) as library:
        if arguments.agreements:
            compared.print_agreements(library, arguments.format)
        else:
            arguments.currency = arguments.currency or find_settings().settings.currency
            compared.compare(library, arguments, complain)
    return DONE


def export(arguments: Namespace) -> int:
    """The selected facts, those that match a query or all, or their articles, for use elsewhere."""
    from tui import exporting
    from tui.settings import find_settings

    query = _query(arguments) if arguments.query or arguments.saved else None
    if arguments.corrections and (query or arguments.all or arguments.format):
        raise UsageError("--corrections writes all that you said of facts, as JSON Lines: leave the rest away.")
    arguments.format = arguments.format or find_settings().settings.format or "md"
    with _library(arguments) as library:
        exporting.export(library, query and _known(library, query), arguments, complain)
    return DONE


def watch(arguments: Namespace) -> int:
    """What appears in folders, into the library, until ctrl+c."""
    from tui import adding

    with _library(arguments) as library:
        adding.watch(library, arguments, complain, print)
    return DONE


def check(arguments: Namespace) -> int:
    """Whether the library is sound; with `repair`, what can be mended is.

    What opening it found damaged counts as a failure too, even when all of it was mended.
    """
    with _opened(arguments) as library:
        findings = library.check(arguments.repair)
        notices = library.notices
        for line in (*notices, *findings):
            print(clean(str(line)))
        for path in library.set_aside():
            print(f"{clean(str(path))}: set aside as damaged. Add again what you miss of it, then delete it.")
        totals = library.index.totals()
        unmended = sum(not finding.mended for finding in findings)
        verdict = f"{unmended:,} problems" if unmended else "sound now" if notices else "sound"
        print(f"{clean(str(library.folder))}: {totals.articles:,} articles, {totals.facts:,} facts, {verdict}.")
    if unmended and not arguments.repair:
        complain("jining-tui check --repair mends what can be mended.")
    return FAILED if unmended or (notices and not arguments.repair) else DONE


def config(arguments: Namespace) -> int:
    """The settings: printed, checked or edited."""
    from tui import configuring

    return DONE if configuring.config(arguments, complain) else FAILED


def completion(arguments: Namespace) -> int:
    """A script for a shell."""
    from tui.command_line import build_parser
    from tui.completion import completion as script

    sys.stdout.write(script(build_parser(), arguments.shell))
    return DONE


def read_input(name: str) -> list[Article]:
    """The articles in a file, or on standard input where the name is `-`."""
    from store.reading import read_articles, read_source

    if name == "-":
        return read_source(sys.stdin.buffer.read(), "standard-input", "")
    return read_articles(Path(name))


def _opened(arguments: Namespace) -> Library:
    from store.library import open_library
    from tui.settings import library_folder

    return open_library(library_folder(arguments.library))


@contextmanager
def _library(arguments: Namespace) -> Iterator[Library]:
    """The library; what is found damaged in it is told at once, and at the end."""
    with _opened(arguments) as library:
        try:
            _tell_notices(library)
            yield library
        finally:
            _tell_notices(library)


def _tell_notices(library: Library) -> None:
    for notice in library.notices:
        complain(notice)
    library.notices.clear()


def _read(files: Sequence[str], failures: list[str]) -> Iterator[Article]:
    """The articles in files one after another; a file that cannot be read is named, and goes to `failures`."""
    for name in files:
        try:
            yield from read_input(name)
        except UserError as error:
            failures.append(name)
            complain(str(error))


def _extracted(articles: Iterable[Article]) -> Iterator[FactRow]:
    """The facts of articles one after another."""
    from store.extraction import extract as facts_of
    from store.index.records import FactRow

    for article in articles:
        for fact in facts_of(article).facts:
            yield FactRow(fact, article.title, article.publisher, article.published)


def _tell(articles: Iterable[Article], told: str) -> None:
    """Prints the ledger of each article's numbers (`account`), or how its facts came about (`explain`)."""
    from store.extraction.ledger import account_lines, explain

    tell = {"account": account_lines, "explain": explain}[told]
    for number, article in enumerate(articles):
        if number:
            print()
        for line in (article.id, *tell(article)):
            print(clean(line))


def _query(arguments: Namespace) -> Query:
    """The query in the words of a command; a space at its end says that its last word is whole."""
    from store.query import parse

    words = list(arguments.query)
    if arguments.saved:
        words.append('saved:"{}"'.format(arguments.saved.replace('"', " ")))
    query = parse(" ".join(words) + " " if words else "")
    if query.problem:
        problem = query.problem.removesuffix(": searched as words")
        raise UsageError(f"The query was not understood: {problem}.")
    return query


def _known(library: Library, query: Query) -> Query:
    """The query, when the saved searches that it names are there."""
    problem = library.index.resolve(query).problem
    if problem:
        names = ", ".join(library.notebook.searches())
        known = f"choose from {names}" if names else "none is saved yet"
        raise UserError(f"{problem[0].upper()}{problem[1:]}: {known}.")
    return query


def _sorts(columns: str) -> tuple[Sort, ...]:
    """`-value,metric` as an order of columns."""
    from store.index import FACT_COLUMNS, Sort

    sorts = []
    for column in filter(None, columns.split(",")):
        name = column.removeprefix("-")
        if name not in FACT_COLUMNS:
            raise UsageError(f"There is no column {name} to sort by: choose from {', '.join(FACT_COLUMNS)}.")
        sorts.append(Sort(name, descending=column.startswith("-")))
    return tuple(sorts)
