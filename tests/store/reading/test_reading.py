"""Files become articles: the seeds, the two laws, and what cannot be read."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import UserError
from store.reading import LARGEST_FILE, read_article, read_bytes
from store.reading.article import read_text
from store.reading.clean import clean
from store.reading.layout import split_lines
from store.records import source_digest

SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))
SEED_FIELDS = {
    "000_b546ec91a13d74f4": (
        "East China's Jining propels high-quality",
        "PRNewswire",
        "2022-09-16",
        "Jining, China",
    ),
    "001_3252b3c33370b869": ("Jining advances with high-quality", "chinadaily.com.cn", "2024-07-03", "Jining"),
    "002_c0217c0ed69ef4de": ("China's Jining speeds up", "PRNewswire/KYODO JBN", "2022-07-29", "Jining, China"),
    "003_c9aa914be15e371c": ("Investment in Jining empowers", "chinadaily.com.cn", "2024-02-22", "Jining"),
    "004_98ac90d33ad9f071": ("Jining high-tech zone thrives", "chinadaily.com.cn", "2022-07-08", "Jining"),
}
FIRST_WORDS = {
    "000_b546ec91a13d74f4": "Jining city in east China's Shandong province has made",
    "001_3252b3c33370b869": "Jining has been making significant strides",
    "002_c0217c0ed69ef4de": "Jining city in east China's Shandong province has achieved",
    "003_c9aa914be15e371c": "Over the past year, the city of Jining",
    "004_98ac90d33ad9f071": "Jining National High-tech Industrial Development Zone has made",
}
FURNITURE = (
    "Home>", "Home >", "Print Print", "L M S", ".jpg", "Photo/", "Copyright", "Relevant Information",
    "Advertorial",
    "PRNewswire", "Updated", "chinadaily.com.cn",
)  # fmt: skip


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
class TestSeeds:
    def test_fields(self, path: Path) -> None:
        article = read_article(path)
        title, *rest = SEED_FIELDS[path.stem]
        assert article.id == path.stem
        assert article.digest == source_digest(path.read_bytes())
        assert article.title.startswith(title)
        assert [article.publisher, article.published, article.place] == rest

    def test_only_the_article_is_left(self, path: Path) -> None:
        article = read_article(path)
        assert article.text.startswith(FIRST_WORDS[path.stem])
        assert article.title not in article.text
        assert not [piece for piece in FURNITURE if piece in article.text]

    def test_paragraphs_are_whole(self, path: Path) -> None:
        paragraphs = read_article(path).text.split("\n\n")
        assert all("\n" not in paragraph and "  " not in paragraph for paragraph in paragraphs)
        cut_off = [paragraph for paragraph in paragraphs if not paragraph.endswith((".", '."'))]
        assert len(cut_off) == (1 if path.stem.startswith("002") else 0)

    def test_every_word_occurs_in_the_source_in_the_same_order(self, path: Path) -> None:
        source = iter(path.read_text(encoding="utf-8").split())
        assert all(word in source for word in read_article(path).text.split())


PIECES = """
Jining the zone has 52 tenants, 10.5 percent billion yuan.
Home > Print Share Updated: 2022-07-08 (Reuters) -- -
JINING, China, [Photo/CFP]
By Jane Doe | £3bn. 济宁 é … “yes” Related stories a-b well- # * 1.
"""
WORDS = st.sampled_from([*PIECES.split(), "\n", "\n\n", "\n\n\n", "\t", "\xa0", "\u200b", "\x1b[31m", "\u202e"])
TEXTS = st.lists(WORDS, max_size=120).map(" ".join) | st.text(max_size=200)


def characters(text: str) -> str:
    return "".join(text.split())


def is_subsequence(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(character in rest for character in part)


@given(TEXTS)
def test_reading_only_deletes(text: str) -> None:
    try:
        article = read_text(text, "a.txt", "a.txt")
    except UserError:
        return
    cleaned = "\n".join(clean(line.text) for line in split_lines(text))
    assert is_subsequence(characters(article.text), characters(cleaned))
    assert article.title
    assert all(paragraph.strip() == paragraph != "" for paragraph in article.text.split("\n\n"))
    assert clean(article.text) == article.text


@given(st.lists(st.sampled_from(["alpha", "beta", "gamma", "12", "52", "percent"]), min_size=12, max_size=60))
def test_plain_sentences_come_through_whole(words: list[str]) -> None:
    text = f"The zone {' '.join(words)} grew."
    assert read_text(f"{text}\n\n{text}", "a.txt", "").text == f"{text}\n\n{text}"


@pytest.mark.parametrize(
    "text",
    [
        "The zone has 52 tenants and more. " * 150_000,
        "a" * 5_000_000,
        "- " * 1_000_000,
        "(" * 500_000 + "Photo",
        "Share " * 300_000,
        "\n".join(["Jane | "] * 100_000),
        "By " + "A b " * 200_000,
        "JINING, " * 200_000 + "--",
        "12 May " * 200_000,
        "." * 1_000_000,
        "“" * 1_000_000 + ".",
    ],
    ids=lambda text: text[:6].strip(),
)
def test_hostile_texts_of_megabytes_are_read_in_linear_time(text: str) -> None:
    with contextlib.suppress(UserError):
        assert read_text(text, "a.txt", "a.txt").title


def test_the_id_is_safe_in_a_path_and_a_table() -> None:
    assert read_bytes(b"The zone grew.", "../a b\n\x1b[31m.txt", "").id == "a-b-U-001B-31m"
    assert read_bytes(b"The zone grew.", "-", "").id == "article"
    assert len(read_bytes(b"The zone grew.", "x" * 300 + ".txt", "").id) == 80


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (b"\x00\x01\x02", "is not a text file"),
        (b"Print Print\n\nL M S\n", "holds no article text"),
    ],
)
def test_what_holds_no_article_is_named(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(data)
    with pytest.raises(UserError, match=f"article.txt {said}"):
        read_article(path)


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder"):
        read_article(tmp_path)
    with pytest.raises(UserError, match="does not exist"):
        read_article(tmp_path / "missing.txt")
    with pytest.raises(UserError, match="cannot be read"):
        read_article(Path("a\0b"))
    large = tmp_path / "large.txt"
    with large.open("wb") as stream:
        stream.truncate(LARGEST_FILE + 1)
    with pytest.raises(UserError, match="larger than 64 MB"):
        read_article(large)
