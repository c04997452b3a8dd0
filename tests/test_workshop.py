"""The README's commands are what is tested, and the package holds what it needs."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_has_one_command_to_open_the_app_and_one_to_test() -> None:
    opens, tests = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)
    assert opens.endswith("/jining-tui")
    assert tests.endswith("pytest")


def test_the_checks_run_the_readmes_test_command() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    pattern = re.search(r"grep -E '(.*)' README.md", script)
    assert pattern is not None
    assert len(re.findall(pattern[1], README, re.MULTILINE)) == 1
    assert 'eval "$tests"' in script


def test_pictures_and_pages_that_the_readme_points_to_are_there() -> None:
    targets = re.findall(r"\]\(([^)]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_wheel_holds_both_packages_and_the_seeds() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"] == ["store", "tui", "seeds"]
    assert len(list((ROOT / "seeds").glob("*.txt"))) == 5


def _imported(path: Path) -> set[str]:
    """The packages that a module names in its imports, wherever they stand in it."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    named = [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    return {name.partition(".")[0] for name in (*plain, *named)}


@pytest.mark.parametrize(
    ("folder", "unwanted"),
    [("store", {"tui", "textual", "rich"}), ("store/extraction", {"tinydb", "sqlite3"})],
)
def test_no_part_knows_of_those_that_build_on_it(folder: str, unwanted: set[str]) -> None:
    modules = sorted((ROOT / folder).rglob("*.py"))
    assert modules
    assert {path.name: found for path in modules if (found := _imported(path) & unwanted)} == {}
