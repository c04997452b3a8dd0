"""The commands on the seeds: what they print, what they refuse, and how they end."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis.strategies import lists, sampled_from

from store.index.words_files import WordsFullError
from store.library import open_library
from store.review import reading_of
from store.reviewing import Reviews
from tui.command_line import build_parser, main, parse

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
FACT_FIELDS = (
    "id", "article", "start", "end", "quote", "sentence", "kind", "value", "upper", "bound", "unit",
    "equivalent", "change", "metric", "subject", "period", "status", "place", "clusters", "organizations",
)  # fmt: skip

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a library that the commands use; it is not there yet."""
    folder = tmp_path / "library"
    monkeypatch.setenv("JINING_TUI_LIBRARY", str(folder))
    return folder


@pytest.fixture
def run(library: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command: exit status, standard output, standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


class TestExtract:
    def test_json_lines_have_exactly_the_documented_fields(self, run: Run) -> None:
        status, out, err = run("extract", "--format", "jsonl", *map(str, SEEDS))
        facts = [json.loads(line) for line in out.splitlines()]
        assert (status, err) == (0, "")
        assert {tuple(fact) for fact in facts} == {FACT_FIELDS}
        assert {fact["article"] for fact in facts} == {path.stem for path in SEEDS}

    def test_it_touches_no_library(self, run: Run, library: Path) -> None:
        assert run("extract", str(SEEDS[0]))[0] == 0
        assert not library.exists()

    def test_a_file_that_cannot_be_read_is_named_and_the_others_are_done(
        self, run: Run, tmp_path: Path
    ) -> None:
        empty = tmp_path / "empty.txt"
        empty.touch()
        status, out, err = run("extract", "--format", "jsonl", str(empty), str(SEEDS[1]), "missing.txt")
        assert status == 1
        assert json.loads(out.splitlines()[0])["article"] == SEEDS[1].stem
        assert f"{empty} is empty" in err
        assert "missing.txt does not exist" in err

    def test_standard_input(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SEEDS[1].read_bytes())))
        status, out, _ = run("extract", "-", "--format", "csv")
        assert status == 0
        assert {row["article"] for row in csv.DictReader(io.StringIO(out))} == {"standard-input"}

    def test_the_account_leaves_no_number_out(self, run: Run) -> None:
        status, out, _ = run("extract", "--account", str(SEEDS[1]))
        assert status == 0
        assert out.splitlines()[0] == SEEDS[1].stem
        assert "not understood" not in out
        assert out.splitlines()[-1].startswith("9 numbers: ")

    def test_the_explanation_shows_the_stages(self, run: Run) -> None:
        status, out, _ = run("extract", "--explain", str(SEEDS[1]))
        assert status == 0
        assert {"sentence", "tokens", "number", "quantity", "chunks", "fact"} <= {
            line[:11].strip() for line in out.splitlines()
        }

    def test_nothing_of_an_article_steers_the_terminal(self, run: Run, tmp_path: Path) -> None:
        hostile = tmp_path / "hostile\x1b[31m.txt"
        hostile.write_text("The \x1b]52;c;x\x07zone has 52 tenants\x9b2J and 30 \u202ejobs.\n")
        for shape in ("table", "csv", "md", "jsonl"):
            _, out, err = run("extract", "--format", shape, str(hostile), str(tmp_path / "no\x1b[2J"))
            assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(out + err)


class TestLists:
    def test_the_first_command_makes_a_library_from_the_seeds(self, run: Run) -> None:
        status, out, _ = run("articles", "--format", "jsonl")
        assert status == 0
        assert [json.loads(line)["id"][:3] for line in out.splitlines()] == ["001", "003", "000", "002", "004"]

    def test_articles_of_a_query(self, run: Run) -> None:
        _, out, _ = run("articles", "published:2024", "--format", "csv")
        assert [row["id"][:3] for row in csv.DictReader(io.StringIO(out))] == ["001", "003"]

    @pytest.mark.parametrize(
        "arguments",
        [("facts", "metric:zzz"), ("articles", "zzz"), ("clusters", "zzz"), ("compare", "--agreements")],
    )
    def test_a_table_without_lines_has_its_header_still(self, run: Run, arguments: tuple[str, ...]) -> None:
        whole = {"facts": "facts", "articles": "articles", "clusters": "clusters"}.get(arguments[0])
        status, out, _ = run(*arguments, "--format", "csv")
        [header] = csv.reader(io.StringIO(out))
        assert status == 0
        assert len(header) > 4
        if whole:
            assert run(whole, "--format", "csv")[1].startswith(out)

    def test_facts_filtered_and_sorted(self, run: Run) -> None:
        _, out, _ = run("facts", "kind:money", "--sort=-value", "--format", "jsonl")
        values = [json.loads(line)["value"] for line in out.splitlines()]
        assert values[0] == 90260000000
        assert values == sorted(values, reverse=True)

    def test_facts_of_an_article(self, run: Run) -> None:
        _, out, _ = run("facts", "--article", SEEDS[1].stem, "--format", "jsonl")
        assert {json.loads(line)["article"] for line in out.splitlines()} == {SEEDS[1].stem}

    def test_a_table_has_aligned_columns_under_its_heads(self, run: Run) -> None:
        _, out, _ = run("facts", "kind:money")
        head, *lines = out.splitlines()
        at = head.index("Metric")
        assert lines
        assert all(line[at - 2 : at] == "  " != line[at] for line in lines)

    def test_markdown_is_a_table(self, run: Run) -> None:
        _, out, _ = run("clusters", "--format", "md")
        head, rule, *rows = out.splitlines()
        assert head.startswith("| Name | Kind |")
        assert set(rule) <= set("|-: ")
        assert all(row.count("|") >= head.count("|") for row in rows)

    def test_clusters_by_name(self, run: Run) -> None:
        _, out, _ = run("clusters", "wenshang", "chemical", "--format", "jsonl")
        assert "Wenshang chemical industrial park" in [json.loads(line)["name"] for line in out.splitlines()]


class TestSearchAndCompare:
    def test_hits_are_facts_and_articles(self, run: Run) -> None:
        status, out, _ = run("search", "disposable", "income", "--format", "jsonl")
        hits = [json.loads(line) for line in out.splitlines()]
        assert status == 0
        assert [hit["hit"] for hit in hits] == ["fact", "article"]
        assert hits[0]["value"] == 47815

    def test_what_a_limit_leaves_out_is_said(self, run: Run) -> None:
        status, out, err = run("search", "jining", "--limit", "1", "--format", "jsonl")
        assert status == 0
        assert len(out.splitlines()) == 2
        assert "--limit shows more" in err

    def test_clusters_side_by_side(self, run: Run) -> None:
        status, out, _ = run("compare", "Wenshang chemical", "educational books")
        assert status == 0
        assert "Wenshang chemical industrial park" in out
        assert "not stated" in out

    @pytest.mark.parametrize("shape", ["md", "csv", "jsonl"])
    def test_comparisons_for_other_programs(self, run: Run, shape: str) -> None:
        status, out, _ = run("compare", "Wenshang chemical", "educational books", "--format", shape)
        assert status == 0
        assert "13600000000" in out or "13.6 billion" in out

    def test_a_name_that_no_cluster_has(self, run: Run) -> None:
        status, out, err = run("compare", "atlantis", "wenshang chemical")
        assert (status, out) == (1, "")
        assert "No cluster is called “atlantis”" in err

    def test_a_name_that_several_clusters_answer_to_offers_them(self, run: Run) -> None:
        status, out, err = run("compare", "wenshang", "educational books")
        assert (status, out) == (1, "")
        assert "“wenshang” may mean" in err
        offered = re.findall("“([^”]+)”", err.partition("in full: ")[2])
        assert len(offered) > 1
        for name in offered:
            assert run("compare", name, "educational books")[0] == 0

    def test_what_is_odd_about_the_choice_is_said(self, run: Run) -> None:
        assert "without a name" in run("compare", " ")[2]
        assert "One cluster stands alone" in run("compare", "new energy")[2]
        twice = run("compare", "new energy", "New Energy", "educational books")
        assert "named twice: it is shown once" in twice[2]
        assert "no figure for salt chemical" in run("compare", "salt chemical", "educational books")[2]


class TestExport:
    def test_facts_of_a_query_with_their_sources(self, run: Run) -> None:
        status, out, _ = run("export", "metric:gdp", "kind:money")
        assert status == 0
        assert "53.19 billion CNY" in out
        assert "[^1]: “The zone's GDP was 53.19 billion yuan" in out

    def test_the_selected_facts(self, run: Run, library: Path) -> None:
        with open_library(library) as opened:
            opened.notebook.select([opened.index.article_facts(SEEDS[1].stem)[0]])
        status, out, _ = run("export", "--format", "jsonl")
        assert status == 0
        assert json.loads(out)["article"] == SEEDS[1].stem

    def test_nothing_selected(self, run: Run) -> None:
        status, out, err = run("export")
        assert (status, out) == (1, "")
        assert "No facts are selected" in err

    def test_a_file_is_overwritten_only_when_told_so(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "facts.md"
        assert run("export", "kind:money", "-o", str(path))[0] == 0
        first = path.read_text()
        status, _, err = run("export", "kind:percent", "-o", str(path))
        assert status == 1
        assert "exists already" in err
        assert path.read_text() == first
        assert run("export", "kind:percent", "-o", str(path), "--force")[0] == 0
        assert path.read_text() != first


class TestAdd:
    def test_twice_is_once(self, run: Run, tmp_path: Path) -> None:
        folder = tmp_path / "articles"
        (folder / "deeper").mkdir(parents=True)
        (folder / "one.txt").write_text("Park grows\n\nThe park has 52 tenants and 300 jobs, officials said.\n")
        (folder / "deeper" / "two.md").write_text(
            "# Port grows\n\nThe port has 12 berths and 40 cranes, it says.\n"
        )
        (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
        (folder / ".hidden.txt").write_text("nothing")
        assert run("add", str(folder))[:2] == (0, "2 added, 1 skipped.\n")
        assert run("add", str(folder))[1] == "0 added, 2 unchanged, 1 skipped.\n"
        (folder / "one.txt").write_text("Park grows\n\nThe park has 60 tenants and 300 jobs, officials said.\n")
        assert run("add", str(folder / "one.txt"))[1] == "0 added, 1 updated.\n"
        assert "The park has 60 tenants" in run("facts", "--article", "one", "--format", "jsonl")[1]

    def test_a_file_that_is_no_article_is_named(self, run: Run, tmp_path: Path) -> None:
        bad = tmp_path / "bad.txt"
        bad.write_bytes(b"\x00\x01\x02")
        status, out, err = run("add", str(bad), str(tmp_path / "missing.txt"))
        assert (status, out) == (1, "0 added, 2 failed.\n")
        assert "bad.txt is not a text file" in err
        assert "missing.txt does not exist" in err


class TestCheck:
    def test_a_sound_library(self, run: Run) -> None:
        status, out, _ = run("check")
        assert status == 0
        assert "5 articles" in out
        assert out.endswith("sound.\n")

    def test_what_is_wrong_is_named_and_mended(self, run: Run, library: Path) -> None:
        run("articles")
        volume = library / "volumes" / "0001.json"
        tables = json.loads(volume.read_bytes())
        next(iter(tables["facts"].values()))["quote"] = "nonsense"
        volume.write_text(json.dumps(tables))
        status, out, err = run("check")
        assert status == 1
        assert "0001.json" in out
        assert "--repair" in err
        assert run("check", "--repair")[0] == 0
        assert run("check")[1].endswith("sound.\n")

    def test_what_could_not_be_saved_is_not_called_sound(self, run: Run, library: Path) -> None:
        run("articles")
        volume = library / "volumes" / "0001.json"
        volume.write_bytes(volume.read_bytes()[:5000])
        for path in library.glob("index.sqlite*"):
            path.unlink()
        status, out, _ = run("check")
        assert status == 1
        assert "0001.json was damaged" in out
        assert out.endswith("0 articles, 0 facts, sound now.\n")
        status, out, _ = run("check")
        assert status == 0
        assert "set aside as damaged. Add again what you miss of it" in out


class TestDamage:
    def test_every_command_says_what_it_found_damaged(self, run: Run, library: Path) -> None:
        run("articles")
        (library / "volumes" / "0001.json").write_bytes(b"")
        status, out, err = run("articles", "--format", "jsonl")
        assert (status, len(out.splitlines())) == (0, 5)
        assert err.startswith(
            "jining-tui: 0001.json was damaged (it is empty): 5 articles of it were recovered."
        )
        assert run("articles")[2] == ""

    def test_what_is_found_while_a_command_works_is_said_at_its_end(
        self, run: Run, library: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        def full(words: object) -> None:
            raise WordsFullError("the disk is full")

        run("articles")
        article = tmp_path / "one.txt"
        article.write_text("Park grows\n\nThe park has 52 tenants and 300 jobs, officials said.\n")
        monkeypatch.setattr("store.index.words.Words.catch_up", full)
        assert "What was added cannot be searched yet: the disk is full." in run("add", str(article))[2]


class TestMistakes:
    @pytest.mark.parametrize(
        "arguments",
        [
            ("bogus",),
            ("extract",),
            ("facts", "--format", "xml"),
            ("facts", "nofield:3"),
            ("facts", "--sort", "beauty"),
            ("search",),
            ("search", "x", "--limit", "none"),
            ("search", 'kind:money "open'),
        ],
    )
    def test_wrong_usage_ends_with_2(self, run: Run, arguments: tuple[str, ...]) -> None:
        status, out, err = run(*arguments)
        assert (status, out) == (2, "")
        assert err
        assert "Traceback" not in err

    @pytest.mark.parametrize("number", ["0", "-1", "many", "²"])
    def test_a_number_that_is_none_is_named(self, run: Run, number: str) -> None:
        status, _, err = run("search", "revenue", f"--limit={number}")
        assert status == 2
        assert f"{number} is no whole number from 1 on" in err

    def test_an_unknown_article(self, run: Run) -> None:
        status, _, err = run("facts", "--article", "nope")
        assert status == 1
        assert "There is no article nope" in err

    def test_a_library_that_cannot_be_one(self, run: Run, tmp_path: Path) -> None:
        file = tmp_path / "file"
        file.write_text("x")
        status, out, err = run("articles", "--library", str(file))
        assert (status, out) == (1, "")
        assert err.count("\n") == 1
        assert str(file) in err

    def test_the_app_needs_a_terminal(self, run: Run) -> None:
        status, _, err = run()
        assert status == 1
        assert "needs a terminal" in err


class TestHelp:
    def test_every_command_explains_itself_with_an_example(self, run: Run) -> None:
        _, out, _ = run("--help")
        names = re.findall(
            r"^    (\w+) ", out.partition("commands:")[2].partition("examples:")[0], re.MULTILINE
        )
        assert len(names) == 14
        for name in names:
            assert f"    {name} " in out
            status, help, _ = run(name, "--help")
            assert status == 0
            assert f"jining-tui {name}" in help.partition("examples:")[2]

    @pytest.mark.parametrize("command", ["articles", "facts", "clusters", "search", "compare", "check"])
    def test_the_examples_work_on_the_seeds(self, run: Run, command: str) -> None:
        _, help, _ = run(command, "--help")
        for line in help.partition("examples:")[2].strip().splitlines():
            arguments = shlex.split(line.partition(" > ")[0])[1:]
            assert run(*arguments)[0] == 0, line

    def test_the_examples_of_the_readme_work_on_the_seeds(self, run: Run, library: Path) -> None:
        with open_library(library) as opened:
            Reviews(opened).accept(opened.index.facts().page(0, 1)[0].fact)
        readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
        examples = re.findall(
            r"^    jining-tui ((?:search|facts|compare|export|articles|clusters) .+)$", readme, re.M
        )
        assert len(examples) > 2
        for line in examples:
            command = re.split(r"  +| > ", line)[0]
            assert run(*shlex.split(command))[0] == 0, line

    def test_version(self, run: Run) -> None:
        status, out, _ = run("--version")
        assert status == 0
        assert out.startswith("jining-tui 0.")


PROGRAM = """
import sys
from tui.command_line import build_parser, main, parse
status = main({arguments!r})
print(*sorted(name for name in sys.modules if name.split(".")[0] in {heavy!r}), file=sys.stderr)
raise SystemExit(status)
"""


def program(library: Path, *arguments: str, heavy: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    code = PROGRAM.format(arguments=list(arguments), heavy=heavy)
    environment = os.environ | {"JINING_TUI_LIBRARY": str(library)}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("extract", str(SEEDS[0])),
        ("facts",),
        ("search", "revenue"),
        ("compare", "Wenshang chemical", "educational books"),
        ("export", "kind:money"),
        ("check",),
    ],
    ids=lambda arguments: arguments[0],
)
def test_no_command_imports_textual(library: Path, arguments: tuple[str, ...]) -> None:
    done = program(library, *arguments, heavy=("textual",))
    assert (done.returncode, done.stderr.strip()) == (0, "")


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("facts", "--help")])
def test_help_imports_nothing_heavy(library: Path, arguments: tuple[str, ...]) -> None:
    done = program(library, *arguments, heavy=("textual", "rich", "sqlite3", "tinydb", "orjson", "store"))
    assert (done.returncode, done.stderr.strip()) == (0, "")


def answer(parser: Callable[[list[str]], Namespace], typed: list[str]) -> tuple[object, str]:
    """What is read from the words typed, or the exit status; and all that is printed."""
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        try:
            return vars(parser(typed)), printed.getvalue()
        except SystemExit as stop:
            return stop.code, printed.getvalue()


WORDS = ("--library", "--lib=x", "x", "--ascii", "--as", "facts", "--help", "-h", "--version", "--", "--no", "")


@given(lists(sampled_from(WORDS), max_size=4))
@settings(deadline=None, max_examples=60)
def test_the_short_way_into_the_app_reads_what_the_whole_parser_reads(typed: list[str]) -> None:
    assert answer(parse, typed) == answer(build_parser().parse_args, typed)


def test_a_reader_that_has_had_enough(library: Path) -> None:
    code = "from tui.command_line import main; raise SystemExit(main(['facts', '--format', 'jsonl']))"
    environment = os.environ | {"JINING_TUI_LIBRARY": str(library)}
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


class TestCorrections:
    def test_reviews_are_written_beside_what_was_extracted(self, run: Run, library: Path) -> None:
        with open_library(library) as opened:
            rows = opened.index.facts().page(0, 3)
            reviews = Reviews(opened)
            reviews.correct(rows[0].fact, reading_of(rows[0].fact) | {"metric": "another metric", "value": 5})
            reviews.reject(rows[1].fact)
            reviews.accept(rows[2].fact)
            reviews.note(rows[2].fact, "sure")
        status, out, _ = run("export", "--corrections")
        one, two, three = map(json.loads, out.splitlines())
        assert status == 0
        assert [it["verdict"] for it in (one, two, three)] == ["corrected", "rejected", "accepted"]
        assert one["extracted"] == rows[0].fact.to_json()
        assert one["fact"] == rows[0].fact.to_json() | {"metric": "another metric", "value": 5}
        assert (two["extracted"], two["fact"]) == (rows[1].fact.to_json(), None)
        assert (three["fact"], three["note"]) == (rows[2].fact.to_json(), "sure")
        assert all(it["stands"] for it in (one, two, three))

    def test_they_go_to_a_file_too(self, run: Run, library: Path, tmp_path: Path) -> None:
        with open_library(library) as opened:
            Reviews(opened).reject(opened.index.facts().page(0, 1)[0].fact)
        file = tmp_path / "gold.jsonl"
        status, _, err = run("export", "--corrections", "-o", str(file))
        assert (status, err) == (0, f"jining-tui: 1 review written to {file}.\n")
        assert json.loads(file.read_text())["verdict"] == "rejected"

    def test_without_any_or_with_a_query_they_are_refused(self, run: Run) -> None:
        assert "You have said nothing of any fact yet" in run("export", "--corrections")[2]
        assert run("export", "--corrections", "kind:money")[0] == 2

    def test_lists_show_facts_as_the_reader_has_them(self, run: Run, library: Path) -> None:
        with open_library(library) as opened:
            first, second, *_ = (row.fact for row in opened.index.facts().page(0, 9))
            Reviews(opened).correct(first, reading_of(first) | {"metric": "another metric"})
            Reviews(opened).reject(second)
        known = [json.loads(line) for line in run("facts", "--format", "jsonl")[1].splitlines()]
        assert known[0]["metric"] == "another metric"
        assert second.id not in [fact["id"] for fact in known]
        listed = run("facts", "is:rejected", "--format", "jsonl")[1].splitlines()
        assert [json.loads(line)["id"] for line in listed] == [second.id]
        assert "corrected" in run("facts", "is:corrected")[1]
        assert second.id not in run("export", "--all", "--format", "jsonl")[1]


def test_saved_searches_are_used_by_every_command_that_takes_a_query(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    with open_library(folder) as library:
        library.notebook.save_search("big money", "kind:money value>50bn")
    for command in (["facts"], ["search"], ["export", "--format", "jsonl"]):
        code, by_name, _ = run("--library", str(folder), *command, "--saved", "big money")
        assert code == 0
        assert "53.19 billion yuan" in by_name or "53190000000" in by_name or "53.19" in by_name
        assert run("--library", str(folder), *command, 'saved:"big money"')[1] == by_name
    code, _, complaint = run("--library", str(folder), "facts", "--saved", "nothing")
    assert code != 0
    assert "No saved search is called “nothing”: choose from big money." in complaint
    assert run("--library", str(folder), "search")[0] != 0
