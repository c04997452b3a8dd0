"""The command line: what may be typed, and how mistakes are answered.

Only what a command needs is imported, when it runs: the app and Textual to open the app and for nothing else.
"""

from __future__ import annotations

import codecs
import os
import sys
from argparse import (
    SUPPRESS,
    Action,
    ArgumentError,
    ArgumentParser,
    ArgumentTypeError,
    Namespace,
    RawDescriptionHelpFormatter,
)
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from typing import Any

_FORMATS = ("table", "jsonl", "csv", "md")
_PATHS = frozenset({"files", "paths", "library", "report", "output"})
"""Arguments that name files, whose names may hold bytes that are no characters."""

_GIVEN = (
    ("title", "TEXT"), ("publisher", "NAME"), ("author", "NAME"), ("published", "DATE"), ("place", "NAME"),
    ("address", "URL"), ("language", "CODE"),
)  # fmt: skip
_QUERY = "words and conditions, as in the search pane: revenue kind:money period:2021 -profit"

_DESCRIPTION = """\
Reads news on regional industry and shows every figure in it with its sentence.

Without a command, the app opens on the library; the first start makes one from
five articles on Jining's industry."""

_EXAMPLES = """\
examples:
  jining-tui                                   open the app
  jining-tui extract report.txt                the figures of a file
  jining-tui extract --format jsonl *.txt      the same for other programs
  jining-tui add ~/articles                    read a folder into the library
  jining-tui search new energy revenue
  jining-tui facts kind:money period:2021 --sort=-value
  jining-tui export kind:money > money.md      Markdown with a footnote for every figure

exit status: 0 done, 1 some input failed (named on standard error), 2 wrong usage
A query that begins with a minus sign goes after --, and one with spaces in a value into quotes.
jining-tui COMMAND --help says more of each command."""


class _Version(Action):
    """`--version`: the version is looked up only when asked for."""

    def __init__(self, **options: Any) -> None:
        super().__init__(nargs=0, default=SUPPRESS, help="print the version", **options)

    def __call__(self, parser: ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"jining-tui {version('jining-tui')}")
        parser.exit()


def build_parser() -> ArgumentParser:
    """The parser of all commands. Each sets `task`, the name of its function in `tui.tasks`."""
    parser = ArgumentParser(
        "jining-tui", description=_DESCRIPTION, epilog=_EXAMPLES, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action=_Version)
    _add_app(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, help: str, *more: str) -> ArgumentParser:
        added = commands.add_parser(
            name,
            help=help,
            description=f"{help[0].upper()}{help[1:]}.",
            epilog="\n".join(("examples:", *(f"  jining-tui {name} {each}" for each in more))),
            formatter_class=RawDescriptionHelpFormatter,
        )
        added.set_defaults(task=name)
        return added

    extract = command(
        "extract", "print the facts of files; no library is touched", "report.txt",
        "--format jsonl seeds/*.txt > facts.jsonl", "- < report.txt",
    )  # fmt: skip
    extract.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a text file, web page, PDF, feed, e-mail or JSON Lines; or - for standard input",
    )
    told = extract.add_mutually_exclusive_group()
    told.add_argument(
        "--account", dest="told", action="store_const", const="account",
        help="instead, every number of the text and what became of it: nothing is left out",
    )  # fmt: skip
    told.add_argument(
        "--explain", dest="told", action="store_const", const="explain",
        help="instead, what every stage made of each sentence: tokens, numbers, units, phrases, rules",
    )  # fmt: skip
    _add_format(extract)

    add = command(
        "add", "read files, folders and archives into the library", "report.txt", "~/articles --jobs 4",
        "'news-*.html' crawl.warc.gz", "--publisher 'China Daily' --published 2022-03-14 - < report.txt",
    )  # fmt: skip
    add.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a file, a folder (with all in it), a pattern, an archive, or -",
    )
    _add_intake(add)
    add.add_argument("--report", metavar="FILE", help="write there what became of each file, as JSON Lines")

    watch = command("watch", "add what appears in folders, until ctrl+c", "~/Downloads/news")
    watch.add_argument("paths", nargs="+", metavar="DIR", help="a folder (with all in it)")
    _add_intake(watch)

    articles = command("articles", "list the articles", "", "publisher:xinhua published:2023 --format csv")
    _add_query(articles)
    _add_format(articles)

    facts = command(
        "facts",
        "list the facts",
        "kind:money period:2021",
        "--sort=-value,metric",
        "--format jsonl cluster:wenshang",
    )
    _add_query(facts)
    facts.add_argument("--article", metavar="ID", help="only those of this article")
    facts.add_argument(
        "--sort", default="", metavar="COLUMNS",
        help="metric, value, unit, period, subject, place, cluster, article, published or kind; "
        "-value for the largest first",
    )  # fmt: skip
    _add_format(facts)

    clusters = command(
        "clusters", "list clusters, chains, parks, zones and bases", "", "wenshang --format jsonl"
    )
    clusters.add_argument("name", nargs="*", metavar="NAME", help="only those that have or contain this name")
    _add_format(clusters)

    search = command(
        "search", "search facts and articles, best hits first", "new energy revenue", '"per capita" kind:money'
    )
    _add_query(search)
    search.add_argument(
        "--limit", type=_whole_number, default=20, metavar="N", help="at most N facts and N articles (20)"
    )
    _add_format(search, ("table", "jsonl"))

    compare = command(
        "compare", "put clusters side by side",
        '"wenshang chemical" "educational books"', "'new energy' 'health care' --format md > compared.md",
        "place:jining place:liangshan --currency usd", "--agreements",
    )  # fmt: skip
    compare.add_argument(
        "clusters", nargs="*", metavar="CLUSTER",
        help="a name as jining-tui clusters lists it, its words, or a search such as place:jining",
    )  # fmt: skip
    compare.add_argument(
        "--agreements", action="store_true", help="instead, what articles contradict each other in, or confirm"
    )
    compare.add_argument(
        "--currency", metavar="CODE", type=str.upper, help="convert money to it, by rates the articles state"
    )
    _add_format(compare)

    export = command(
        "export", "write the selected facts, or those that match a query, or their articles",
        "> selected.md", "kind:money period:2021 -o money.md", "--format csv cluster:wenshang > wenshang.csv",
        "--all --format articles -o all.jsonl", "--format bibtex publisher:xinhua > xinhua.bib",
        "--corrections > corrections.jsonl",
    )  # fmt: skip
    _add_query(export)
    export.add_argument("--all", action="store_true", help="everything, instead of what is selected")
    export.add_argument(
        "--corrections", action="store_true",
        help="instead, as JSON Lines, what you said of facts: each as extracted, and as you read it",
    )  # fmt: skip
    export.add_argument(
        "--format", choices=("md", "csv", "jsonl", "parquet", "articles", "bibtex", "csl"),
        help="facts as md (Markdown; so unless the settings say otherwise), csv, jsonl or parquet; articles as "
        "articles (JSON Lines that can be added to another library), bibtex or csl (CSL-JSON)",
    )  # fmt: skip
    export.add_argument(
        "--group",
        choices=("cluster", "article", "list"),
        default="cluster",
        help="a Markdown table for each cluster or article, or one in the order of the selection (cluster)",
    )
    export.add_argument("-o", "--output", metavar="FILE", help="the file to write; standard output otherwise")
    export.add_argument("--force", action="store_true", help="overwrite the file if it is there")

    check = command("check", "verify the library", "", "--repair")
    check.add_argument("--repair", action="store_true", help="make again what is derived, then verify")

    config = command("config", "print the settings that hold, and where each is from", "", "--check", "--edit")
    asked = config.add_mutually_exclusive_group()
    asked.add_argument("--check", action="store_true", help="instead, look for mistakes in the file")
    asked.add_argument(
        "--edit", action="store_true", help="open the file in $EDITOR (made first if there is none), then check"
    )
    asked.add_argument("--path", action="store_true", help="instead, print where the file is")

    serve = command("serve", "show the app in a web browser on this machine, until ctrl+c", "", "--port 8080")
    serve.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS",
        help="the address to serve at (127.0.0.1: this machine alone); there is no password",
    )  # fmt: skip
    serve.add_argument("--port", type=_whole_number, default=8000, metavar="N", help="the port (8000)")

    command("tutorial", "learn the app step by step, on a library that is thrown away afterwards", "")

    completion = command(
        "completion", "print what lets a shell complete commands and options",
        "bash > ~/.local/share/bash-completion/completions/jining-tui", "zsh > ~/.zfunc/_jining-tui",
        "fish > ~/.config/fish/completions/jining-tui.fish",
    )  # fmt: skip
    completion.add_argument("shell", choices=("bash", "zsh", "fish"), help="the shell to write for")

    for name in commands.choices:
        if name not in ("extract", "completion", "tutorial"):
            _add_library(commands.choices[name], default=SUPPRESS)
    return parser


def parse(argv: Sequence[str] | None = None) -> Namespace:
    """What was typed. What only opens the app is read without making the parsers of all commands."""
    opening = ArgumentParser(add_help=False, exit_on_error=False)
    _add_app(opening)
    with suppress(ArgumentError):
        arguments, more = opening.parse_known_args(argv)
        if not more:
            return arguments
    return build_parser().parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command; the exit status is 0 when it is done, 1 when some input failed, 2 for wrong usage."""
    try:
        arguments = parse(argv)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    for name, value in vars(arguments).items():
        if name not in _PATHS:
            setattr(arguments, name, _characters(value))
    try:
        status = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has had enough; what is left in the buffer must not fail at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return status


def _run(arguments: Namespace) -> int:
    """The command's exit status; a mistake is answered in one sentence on standard error."""
    from store.errors import UserError
    from tui import tasks
    from tui.plain import plain_error

    codecs.register_error("plain", plain_error)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="plain" if stream.isatty() else "backslashreplace")
    try:
        status: int = getattr(tasks, arguments.task)(arguments)
    except UserError as error:
        sys.stdout.flush()
        tasks.complain(str(error))
        return tasks.MISUSED if isinstance(error, tasks.UsageError) else tasks.FAILED
    return status


def _characters(value: Any) -> Any:
    """What was typed, with a question mark for every byte that is no character."""
    if isinstance(value, list):
        return [_characters(each) for each in value]
    return value.encode(errors="replace").decode() if isinstance(value, str) else value


def _add_app(parser: ArgumentParser) -> None:
    """What may be typed where the app is opened."""
    parser.add_argument(
        "--ascii", action="store_true", help="draw the app with ASCII alone, for a terminal that has no more"
    )
    _add_library(parser, default=None)
    parser.set_defaults(task="open_app")


def _add_query(parser: ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help=_QUERY)
    parser.add_argument("--saved", metavar="NAME", help="what the saved search of this name finds")


def _add_format(parser: ArgumentParser, formats: Sequence[str] = _FORMATS) -> None:
    parser.add_argument(
        "--format", choices=formats, default=formats[0], help=f"how to print them ({formats[0]})"
    )


def _add_intake(parser: ArgumentParser) -> None:
    """The options of the commands that read into the library."""
    parser.add_argument(
        "--jobs", type=_whole_number, default=1, metavar="N", help="work in N processes (1)"
    )  # fmt: skip
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="work on a Dask cluster, tcp://HOST:PORT, instead"
    )
    filled = parser.add_argument_group("for articles that do not state it themselves")
    for name, metavar in _GIVEN:
        filled.add_argument(f"--{name}", metavar=metavar)


def _add_library(parser: ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--library",
        metavar="DIR",
        default=default,
        help="the library's folder; else JINING_TUI_LIBRARY, else your own",
    )


def _whole_number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text} is no whole number from 1 on")
    return int(text)
