"""Adding, changing and removing articles, and what that writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import Item, Said, contents, item, numbered, shown

from store.errors import UserError
from store.folder import default_folder, seed_files
from store.library import AddReport, Library, open_library
from store.manifest import FORMAT
from store.records import Extraction
from store.storage import Stamp, write_atomically


def stamps(library: Library) -> dict[int, Stamp]:
    return library._volumes.stamps()


def test_a_new_library_holds_the_seeds_and_the_second_start_opens_the_same(folder: Path) -> None:
    with open_library(folder) as library:
        assert library.index.totals().articles == len(seed_files()) == 5
        assert library.index.totals().facts > 50
        before = stamps(library)
    with open_library(folder) as library:
        assert library.index.totals().articles == 5
        assert stamps(library) == before
        assert library.notices == []


def test_a_seed_that_was_removed_stays_removed(folder: Path) -> None:
    with open_library(folder) as library:
        library.remove([library.index.articles().page(0, 1)[0].id])
    with open_library(folder) as library:
        assert library.index.totals().articles == 4


def test_a_first_start_that_was_cut_short_is_finished_by_the_next(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("store.library.write_manifest", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            open_library(folder)
    with open_library(folder) as library:
        assert library.index.totals().articles == 5


def test_the_environment_names_a_library(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("JINING_TUI_LIBRARY", str(folder))
    assert default_folder() == folder
    monkeypatch.delenv("JINING_TUI_LIBRARY")
    assert default_folder().is_absolute()


def test_what_is_added_is_in_the_volumes_and_in_the_index(library: Library) -> None:
    items = [numbered(number) for number in range(5)]
    assert library.add(items) == AddReport(added=tuple(article.id for article, _ in items))
    assert contents(library) == shown(library) == {article.id: (article, found) for article, found in items}


def test_a_volume_is_readable_json_with_the_documented_tables(library: Library) -> None:
    library.add([numbered(1)])
    tables = orjson.loads(library._volumes.path(1).read_bytes())
    assert set(tables) == {"articles", "facts"}
    assert tables["articles"]["1"]["title"] == "Article 1"
    fact = tables["facts"]["1"]
    start, end = fact["sentence"]
    assert tables["articles"]["1"]["text"][start:end] == "Revenue number 1 reached 1 million yuan in 2021."
    assert (fact["quote"], fact["value"], fact["article"]) == ("1 million yuan", 1000000, "article-00001")


def test_the_same_source_again_is_unchanged(library: Library) -> None:
    library.add([numbered(1), numbered(2)])
    before = stamps(library)
    report = library.add([numbered(2), numbered(1), numbered(1)])
    assert report == AddReport(unchanged=("article-00002", "article-00001", "article-00001"))
    assert stamps(library) == before


def test_another_text_from_the_same_source_replaces_the_old_one(library: Library) -> None:
    library.add([item("a", Said("GDP was ‹5 yuan›.", "GDP", 5)), numbered(1)])
    new = item("a", Said("GDP was ‹6 yuan› after all.", "GDP", 6))
    assert library.add([new]) == AddReport(updated=("a",))
    assert contents(library) == shown(library) == {"a": new, "article-00001": numbered(1)}


def test_two_articles_of_one_name_get_different_ids(library: Library) -> None:
    said = Said("GDP was ‹5 yuan›.", "GDP", 5)
    for number in range(9):
        library.add([item("a", replace(said, subject=str(number), sentence=f"{number}: ‹5 yuan›."), source="")])
    ids = sorted(contents(library))
    assert len(ids) == 9
    assert "a" in ids
    assert all(fact.article == id for id, (_, found) in contents(library).items() for fact in found.facts)


def test_a_file_is_known_by_its_full_path(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("one", "other"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "a.txt").touch()
        monkeypatch.chdir(tmp_path / place)
        library.add([item("a", Said(f"In {place}: ‹5 yuan›.", "GDP", 5), source="a.txt")])
    assert len(contents(library)) == 2


def test_a_fact_that_breaks_a_law_is_set_aside_as_not_understood(library: Library) -> None:
    article, found = item(
        "a", Said("GDP was ‹5 yuan›.", "GDP", 5), Said("It has ‹7› parks.", "parks", 7, "parks")
    )
    wrong = [
        replace(found.facts[0], quote="6 yuan"),
        replace(found.facts[0], value=float("inf")),
        replace(found.facts[0], sentence="Elsewhere."),
        replace(found.facts[0], start=-3),
    ]
    for number, fact in enumerate(wrong):
        mine = replace(article, digest=f"{number}", source="", id=f"a{number}")
        library.add([(mine, Extraction((fact, found.facts[1])))])
    for _, extraction in contents(library).values():
        assert [fact.quote for fact in extraction.facts] == ["7"]
        assert [aside.reason for aside in extraction.asides] == ["not understood"]


@pytest.mark.parametrize("value", [1e300, 2.0**70, -1.5, 0.1 + 0.2, 12345678901234567890.0])
def test_a_value_comes_back_as_it_was(library: Library, folder: Path, value: float) -> None:
    library.add([item("a", Said("It is ‹much›.", "much", value, upper=value))])
    for held in (contents(library), shown(library)):
        (fact,) = held["a"][1].facts
        assert (fact.value, fact.upper) == (value, value)


def test_removed_articles_are_gone_and_the_others_stay(library: Library) -> None:
    library.add(numbered(number) for number in range(6))
    assert library.remove(["article-00002", "article-00004", "nobody"]) == ("article-00002", "article-00004")
    assert sorted(contents(library)) == [f"article-0000{number}" for number in (0, 1, 3, 5)]
    assert contents(library) == shown(library)
    assert library.article("article-00002") is None


@pytest.mark.usefixtures("small_volumes")
class TestVolumes:
    def test_are_bounded_and_filled_in_order(self, library: Library) -> None:
        library.add(numbered(number) for number in range(40))
        sizes = [stamp.size for stamp in stamps(library).values()]
        assert len(sizes) > 4
        assert max(sizes) < 4000 + 2000
        assert list(contents(library)) == [f"article-{number:05}" for number in range(40)]

    def test_adding_one_article_rewrites_one_volume(self, library: Library) -> None:
        library.add(numbered(number) for number in range(40))
        for number in range(40, 50):
            before = stamps(library)
            library.add([numbered(number)])
            after = stamps(library)
            assert sum(before.get(volume) != stamp for volume, stamp in after.items()) == 1

    def test_changing_one_article_rewrites_its_volume(self, library: Library) -> None:
        library.add(numbered(number) for number in range(40))
        before = stamps(library)
        library.add([item("article-00003", Said("Now ‹5 yuan›.", "GDP", 5))])
        after = stamps(library)
        assert [volume for volume in after if before[volume] != after[volume]] == [1]
        assert contents(library) == shown(library)

    def test_a_batch_writes_each_volume_once(self, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("store.library.BATCH_BYTES", 1000)
        library.add(numbered(number) for number in range(5))
        written: list[str] = []

        def spy(path: Path, data: bytes) -> None:
            written.append(path.name)
            write_atomically(path, data)

        monkeypatch.setattr("store.storage.write_atomically", spy)
        library.add(numbered(number) for number in range(5, 80))
        assert len(written) == len(set(written)) > 5
        assert len(contents(library)) == 80

    def test_opening_reads_no_volume(
        self, library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        library.add(numbered(number) for number in range(40))
        read: list[Path] = []
        real = Path.read_bytes

        def spy(path: Path) -> bytes:
            read.append(path)
            return real(path)

        monkeypatch.setattr(Path, "read_bytes", spy)
        with Library(folder) as again:
            assert again.index.totals().articles == 40
        assert not [path for path in read if path.parent.name == "volumes"]

    def test_what_a_batch_has_written_stays_when_it_is_cut_short(
        self, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("store.library.BATCH_BYTES", 500)

        def interrupted() -> Iterator[Item]:
            yield from (numbered(number) for number in range(60))
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            library.add(interrupted())
        held = len(contents(library))
        assert held > 30
        assert contents(library) == shown(library)
        report = library.add(numbered(number) for number in range(60))
        assert (len(report.unchanged), len(report.added)) == (held, 60 - held)


STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "change", "remove", "open"]), st.lists(st.integers(0, 12), max_size=6)),
    max_size=8,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
@pytest.mark.usefixtures("small_volumes")
def test_whatever_is_done_the_index_holds_what_the_volumes_hold(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, list[int]]]
) -> None:
    folder = tmp_path_factory.mktemp("library")
    library = Library(folder)
    expected: dict[str, Item] = {}
    for turn, (step, numbers) in enumerate(steps):
        if step == "open":
            library.close()
            library = Library(folder)
        elif step == "remove":
            library.remove(f"article-{number:05}" for number in numbers)
            for number in numbers:
                expected.pop(f"article-{number:05}", None)
        else:
            suffix = f" {turn}" if step == "change" else ""
            items = [item(f"article-{n:05}", Said(f"It was ‹{n} yuan›{suffix}.", "GDP", n)) for n in numbers]
            library.add(items)
            expected.update((article.id, (article, found)) for article, found in items)
        assert contents(library) == shown(library) == expected
        assert library.index.totals().facts == len(expected)
    library.close()


def test_articles_that_older_rules_extracted_are_extracted_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr("store.rules.rules", lambda: "older")
        library.add([item("a", Said("The GDP was ‹53 billion yuan› in 2021.", "?", 1.0, "?"))])
    assert library.outdated() == 1
    assert library.reextract() == 1
    (fact,) = contents(library)["a"][1].facts
    assert (fact.value, fact.unit) == (53e9, "CNY")
    assert contents(library) == shown(library)
    assert library.outdated() == 0


@pytest.mark.usefixtures("small_volumes")
def test_extracting_again_can_be_stopped_and_goes_on_where_it_was(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr("store.rules.rules", lambda: "older")
        library.add(numbered(number) for number in range(30))
    steps = iter([False, False, True])
    done = library.reextract(stop=lambda: next(steps))
    assert 0 < done < 30
    assert library.outdated() == 30 - done
    assert library.reextract() == 30 - done


def test_the_format_is_recorded(library: Library, folder: Path) -> None:
    assert orjson.loads((folder / "library.json").read_bytes())["format"] == FORMAT


def test_a_newer_library_is_refused_and_left_alone(library: Library, folder: Path) -> None:
    (folder / "library.json").write_text('{"format": 99, "seeded": true}')
    before = {path: path.read_bytes() for path in folder.rglob("*.json")}
    with pytest.raises(UserError, match=r"has format 99, .* install a newer jining-tui"):
        Library(folder)
    assert {path: path.read_bytes() for path in folder.rglob("*.json")} == before


def test_an_older_library_is_migrated_and_a_copy_kept(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add([numbered(1)])
    library.notebook.select(library.index.article_facts("article-00001"))
    library.close()
    old = library._volumes.path(1).read_bytes()

    def newer(tables: dict[str, dict[str, dict[str, object]]]) -> dict[str, dict[str, dict[str, object]]]:
        for article in tables.get("articles", {}).values():
            article["author"] = "migrated"
        return tables

    monkeypatch.setattr("store.manifest.FORMAT", FORMAT + 1)
    monkeypatch.setattr("store.manifest.MIGRATIONS", {FORMAT: newer})
    with Library(folder) as migrated:
        assert migrated.index.article("article-00001") == replace(numbered(1)[0], author="migrated")
        assert len(migrated.notebook.selected) == 2
    assert (folder / f"format-{FORMAT}" / "volumes" / "0001.json").read_bytes() == old
    assert orjson.loads((folder / "library.json").read_bytes())["format"] == FORMAT + 1


@pytest.mark.parametrize("number", [0, -3])
def test_a_format_that_never_was_is_damage(library: Library, folder: Path, number: int) -> None:
    library.add([numbered(1)])
    (folder / "library.json").write_text(f'{{"format": {number}, "seeded": true}}')
    with Library(folder) as opened:
        assert f"no library has ever had format {number}" in opened.notices[0]
        assert opened.index.totals().articles == 1
    assert orjson.loads((folder / "library.json").read_bytes())["format"] == FORMAT


def test_a_folder_of_other_files_is_not_made_a_library(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").touch()
    with pytest.raises(UserError, match=r"is not a library: it holds other files \(thesis.doc\)"):
        Library(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]


def test_a_file_is_no_folder_for_a_library(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(UserError, match="is a file: name a folder"):
        Library(tmp_path / "a")


def test_a_vanished_folder_is_a_sentence_and_is_not_made_again(library: Library, folder: Path) -> None:
    library.add([numbered(1)])
    folder.rename(folder.with_name("moved"))
    with pytest.raises(UserError, match="folder is not there any more"):
        library.add([numbered(2)])
    with pytest.raises(UserError, match="folder is not there any more"):
        library.notebook.toggle(numbered(1)[1].facts[0])
    assert not folder.exists()
