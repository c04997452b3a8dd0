"""Files in any common encoding are read; what is not text is named in one sentence."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import UserError
from store.reading.decode import decode

ENGLISH = "Output rose 10 percent to €1.2 billion, the “highest” ever – so far.\n" * 3
CHINESE = "济宁高新区实现生产总值531.9亿元,同比增长6.5%。工业园区有52家企业。\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "cp1252"),
        ("Plain words only, 10 percent.", "utf-16-le"),
        ("Plain words only, 10 percent.", "utf-16-be"),
        (CHINESE, "utf-8"),
        (CHINESE, "gb18030"),
        ("The “zone” has 52 tenants, 25 of which ‘have begun’ production — in Jining.", "gb18030"),
        ("La fábrica de Almussafes emplea a 3.400 personas en la región.", "cp1252"),
    ],
)
def test_common_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


def test_a_few_bad_bytes_do_not_change_the_encoding_of_the_rest() -> None:
    data = ("Exporte im Wert von 5 Mrd. € über Häfen, für Öl größer als für Gas. " * 2).encode()
    assert decode(data + b"\xff", "a.txt").endswith("\ufffd")
    assert "größer" in decode(data + b"\xff", "a.txt")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\n\t ", "empty"),
        (b"\xfe\xff", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG picture"),
        (b"%PDF-1.7\n%plain", "PDF"),
        (b"PK\x03\x04\x14\x00\x00\x00", "zip archive"),
        (gzip.compress(b"text"), "gzip"),
        (b"\x7fELF\x02\x01\x01\x00", "program"),
        (b"words\x00\x00\x01words", "not a text file"),
        (bytes(range(1, 32)) * 20, "not a text file"),
    ],
)
def test_what_is_not_text_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(UserError, match=said):
        decode(data, "a.txt")


@given(st.binary(max_size=300))
def test_any_bytes_give_characters_or_one_sentence(data: bytes) -> None:
    try:
        text = decode(data, "a.txt")
    except UserError:
        return
    assert text.strip()
    assert text.encode("utf-8")
