"""Web pages, PDF files, feeds, e-mails and JSON Lines become articles; damaged and hostile ones are named."""

from __future__ import annotations

import contextlib
import json
import random
import signal
import threading
from pathlib import Path

import pytest

from store.errors import UserError
from store.reading import read_article, read_articles, read_source, sandbox
from store.reading.formats import FORMATS, Format, format_of
from store.reading.formats.markup import text_of

FIRST = "The industrial park in the region has 52 tenants and recorded revenue of 3 billion yuan last year."
SECOND = "It plans to add 20 more firms by 2025 as part of its expansion, officials said on Monday in Jining."
BODY = f"{FIRST}\n\n{SECOND}"
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Park adds tenants | The Daily Post</title>
<meta property="og:title" content="Park adds tenants"><meta property="og:site_name" content="The Daily Post">
<meta property="article:published_time" content="2023-05-03T10:00:00Z">
<link rel="canonical" href="https://news.example/2023/05/03/park.html">
<script>var n = 4711;</script></head>
<body><nav><a href="/">Home</a> <a href="/b">Business</a></nav>
<div id="cookies">We use cookies on this site. Accept all</div>
<article><h1>Park adds tenants</h1><p>{FIRST}</p><p>{SECOND}</p></article>
<aside><h3>Related stories</h3><ul><li><a href="/1">Port opens 12 berths</a></li></ul></aside>
<footer>Copyright 2023 The Daily Post. All rights reserved.</footer></body></html>"""
ENTRY = f"<p>{FIRST}</p><p>{SECOND}</p>"
FEED = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Daily Post</title>
<item><title>Park adds tenants</title><link>https://news.example/park</link>
<pubDate>Wed, 03 May 2023 10:00:00 GMT</pubDate>
<content:encoded><![CDATA[{ENTRY}]]></content:encoded></item>
<item><title>Port grows</title><link>javascript:alert(1)</link>
<content:encoded><![CDATA[{ENTRY}]]></content:encoded></item>
<item><title>Only a teaser</title><description>Read it on our site.</description></item>
</channel></rss>"""
MAIL = f"""From: The Daily Post <news@example.com>\r
To: reader@example.com\r
Subject: =?utf-8?q?Park_adds_tenants?=\r
Date: Wed, 03 May 2023 10:00:00 +0200\r
MIME-Version: 1.0\r
Content-Type: multipart/alternative; boundary="b"\r
\r
--b\r
Content-Type: text/html; charset=utf-8\r
\r
<p>{FIRST}</p><p>{SECOND}</p>\r
--b--\r
"""


def pdf(*pages: list[str]) -> bytes:
    """A small PDF file with these lines on its pages."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        text = "".join(f"1 0 0 1 50 {780 - 14 * place} Tm ({line}) Tj " for place, line in enumerate(lines))
        stream = f"BT /F1 11 Tf {text}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {len(objects)} 0 R >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF"
    return written + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


def read(data: str | bytes, name: str = "file") -> list[tuple[str, str, str | None, str | None]]:
    articles = read_source(data.encode() if isinstance(data, str) else data, name, name)
    return [(article.title, article.text, article.publisher, article.published) for article in articles]


@pytest.mark.parametrize(
    ("data", "module"),
    [
        (PAGE, "pages"),
        ("<!-- saved --><!DOCTYPE HTML>", "pages"),
        ('<?xml version="1.0"?><html xmlns="x">', "pages"),
        ("<script>dataLayer = []</script><html>", "pages"),
        ("<article><h1>Park adds tenants</h1>", "pages"),
        (FEED, "feeds"),
        ('<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">', "feeds"),
        (MAIL, "mail"),
        ("Received: from a\n by b\nSubject: x\n", "mail"),
        ("%PDF-1.7", "pdf"),
        ('{"text": "x"}\n', "jsonl"),
        ('[\n {"text": "x"}]', "jsonl"),
        (BODY, None),
        ("Date: 2023-05-03\nSource: Xinhua\n\nThe zone grew.", None),
        ("< 5 percent", None),
        ("[Photo] {x}", None),
    ],
)
def test_formats_are_recognized_by_content(data: str, module: str | None) -> None:
    found = format_of(data.encode())
    assert (found and found.module) == module
    wide = format_of(b"\xff\xfe" + data.encode("utf-16-le"))
    assert (wide and wide.module) == module


def test_a_web_page_gives_its_article_and_what_its_markup_says() -> None:
    assert read(PAGE) == [("Park adds tenants", BODY, "The Daily Post", "2023-05-03")]
    assert (
        read_source(PAGE.encode(), "a.html", "a.html")[0].address == "https://news.example/2023/05/03/park.html"
    )


@pytest.mark.parametrize(
    ("body", "published"),
    [
        (f"<h1>Park</h1><p>{FIRST} It was founded on March 3, 2011.</p>", None),
        (f"<h1>Park</h1><p>{FIRST}</p><p>In 2021 it grew.</p></article><footer>Copyright 2015</footer>", None),
        (f"<h1>Park</h1><p class=info>Updated: July 29, 2022</p><p>{FIRST}</p>", "2022-07-29"),
        (f"<h1>Park</h1><p>JINING, China, July 29, 2022 /PRNewswire/ -- {FIRST}</p>", "2022-07-29"),
    ],
)
def test_the_day_of_a_page_is_stated_and_never_one_that_it_tells_of(body: str, published: str | None) -> None:
    pytest.importorskip("trafilatura")
    [(_, _, _, day)] = read(
        f"<html><head><title>Park</title></head><body><article>{body}<p>{SECOND}</p>", "a.html"
    )
    assert day == published


def test_a_pdf_file_gives_its_paragraphs_without_running_heads() -> None:
    parks = ["northern", "southern", "eastern", "western"]
    bodies = [
        [
            f"The {park} industrial park in the region has 52 tenants and recorded revenue of 3",
            f"billion yuan last year, officials of the {park} county said at a conference held there.",
            f"It is the {park} one of four parks, which together employ 20,000 people in the city.",
        ]
        for park in parks
    ]
    pages = [[f"The Daily Post, page {number}", *body] for number, body in enumerate(bodies, 1)]
    pages[0].insert(1, "Park adds tenants")
    [(title, text, *_)] = read(pdf(*pages))
    assert title == "Park adds tenants"
    assert text.split() == " ".join(line for body in bodies for line in body).split()


def test_a_feed_gives_an_article_for_each_entry_with_a_text() -> None:
    assert read(FEED) == [
        ("Park adds tenants", BODY, "The Daily Post", "2023-05-03"),
        ("Port grows", BODY, "The Daily Post", None),
    ]
    addresses = [article.address for article in read_source(FEED.encode(), "f.xml", "f.xml")]
    assert addresses == ["https://news.example/park", None]


def test_an_email_gives_its_text_under_its_subject() -> None:
    assert read(MAIL) == [("Park adds tenants", BODY, "The Daily Post", "2023-05-03")]


def test_json_lines_give_an_article_each() -> None:
    record = {"headline": "Park adds tenants", "body": BODY, "date": "2023-05-03", "source": "The Daily Post"}
    lines = "\n".join(json.dumps(record | {"headline": f"Park {number}"}) for number in (1, 2))
    assert [title for title, *_ in read(lines)] == ["Park 1", "Park 2"]
    assert read(json.dumps([record])) == [("Park adds tenants", BODY, "The Daily Post", "2023-05-03")]


def test_articles_of_one_file_have_ids_and_sources_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(FEED)
    articles = read_articles(path)
    assert [article.id for article in articles] == ["feed-1", "feed-2"]
    assert [article.source for article in articles] == ["https://news.example/park", f"{path}#2"]
    assert len({article.digest for article in articles}) == 2
    with pytest.raises(UserError, match="holds 2 articles"):
        read_article(path)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("<html><body></body></html>", "is a web page, and no article was found"),
        (b"%PDF-1.7 nothing", "is a PDF file, and it is damaged"),
        (pdf([]), "is a PDF file, and it holds no text, only pictures"),
        ("<rss><channel></channel></rss>", "is a feed, and no entry of it holds"),
        ("MIME-Version: 1.0\n\n", "is an e-mail, and it has no text"),
        ('{"title": "x"}', "is JSON Lines, and no object in it holds a text"),
        ('{"text": "x"}\n{broken', "is JSON Lines, and line 2 is not JSON"),
        ("<html>" + "<div>" * 100_000, "is a web page, and "),
    ],
)
def test_what_holds_no_article_is_named(data: str | bytes, said: str) -> None:
    with pytest.raises(UserError, match=f"^file {said}.*[.]$"):
        read(data)


def test_a_feed_that_names_its_document_type_is_a_feed() -> None:
    told = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.example/rss-0.91.dtd">'
    told += '<!-- made by hand --><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    found = read(FEED.replace('<?xml version="1.0"?>', f'<?xml version="1.0"?>{told}'))
    assert [title for title, *_ in found] == ["Park adds tenants", "Port grows"]


@pytest.mark.parametrize("begins", ["<p>", "<h1>Park adds tenants</h1>\n<p>", "<section><p>"])
def test_a_piece_of_a_page_is_a_page(begins: str) -> None:
    [(_, text, *_)] = read(f"{begins}{FIRST}</p><p>{SECOND}</p>")
    assert text.endswith(BODY)
    assert "<" not in text


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 0.4)
    with pytest.raises(UserError, match="took more than 0 seconds"):
        read(f"<html><body>{'<p>A paragraph of the page.</p>' * 60_000}")
    monkeypatch.setattr(sandbox, "SECONDS", 20.0)
    assert read(PAGE)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="computing cannot be told from waiting here")
def test_a_machine_that_is_busy_makes_no_file_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    read(PAGE)
    [child] = sandbox._child
    monkeypatch.setattr(sandbox, "SECONDS", 1.0)
    child.send_signal(signal.SIGSTOP)
    going_on = threading.Timer(2.0, child.send_signal, [signal.SIGCONT])
    going_on.start()
    try:
        assert read(PAGE)
    finally:
        going_on.join()


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_ask", lambda module, data: ("missing", None))
    with pytest.raises(UserError, match=r"pip install 'jining-tui\[web\]'"):
        read(PAGE)


def test_markup_becomes_paragraphs() -> None:
    assert text_of("<p>A &amp; B<br>C</p><script>x</script><ul><li>1<li>2</ul>") == "A & B\n\nC\n\n1\n\n2"
    assert text_of("plain < 5 text") == "plain < 5 text"


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.module)
def test_mutated_files_give_an_article_or_a_sentence(format: Format) -> None:
    samples: dict[str, str | bytes] = {
        "pages": PAGE,
        "feeds": FEED,
        "mail": MAIL,
        "jsonl": json.dumps({"text": BODY}),
        "pdf": pdf([FIRST] * 3),
    }
    sample = samples[format.module]
    data = sample.encode() if isinstance(sample, str) else sample
    chance = random.Random(7)
    for _ in range(40):
        mutated = bytearray(data)
        for _ in range(chance.randrange(1, 12)):
            place = chance.randrange(len(mutated))
            mutated[place : place + chance.choice((0, 1, 40))] = chance.randbytes(chance.randrange(4))
        with contextlib.suppress(UserError):
            assert all(article.text for article in read_source(bytes(mutated), "file", "file"))


def page(inside: str) -> str:
    """The text that is read in a page with this body."""
    pytest.importorskip("trafilatura")
    data = (
        f"<html><head><meta charset=utf-8><title>Park adds tenants</title></head><body>{inside}</body></html>"
    )
    [article] = read_source(data.encode(), "page.html", "page.html")
    return article.text


LONG = [
    f"Hall {number} of the park was let to {number + 3} makers of pumps, and {number + 40} people work there."
    for number in range(9)
]


def test_rows_of_teasers_are_no_part_of_an_article() -> None:
    teasers = "".join(
        f"<div class=c{at}><a href=/{at}><h3>Port {at} opens</h3></a><p>It has {at + 12} berths. Ships call "
        "at it twice a week, and more are to come in spring.</p></div>"
        for at in range(30)
    )
    body = "".join(f"<p>{each}</p>" for each in LONG)
    assert page(f"<div><div>{body}</div><div>{teasers}</div></div>") == "\n\n".join(LONG)


def test_boxes_are_the_article_where_little_else_is_there() -> None:
    boxes = "".join(
        f"<div><h3><a href=/{at}>Hall {at}</a></h3><p>{each}</p></div>" for at, each in enumerate(LONG)
    )
    text = page(f"<article><p>These are the halls.</p><div>{boxes}</div></article>")
    assert all(each in text for each in LONG)


@pytest.mark.parametrize("name", ['id="sf_comment_list"', 'class="box comments"', 'class="kommentare"'])
def test_comments_of_readers_are_no_part_of_an_article(name: str) -> None:
    said = "".join(
        f"<div><p>Two hours ago</p><p>I counted {at} ships and {at + 7} more.</p></div>" for at in range(30)
    )
    body = "".join(f"<p>{each}</p>" for each in LONG)
    assert page(f"<article>{body}<section><div {name}>{said}</div></section></article>") == "\n\n".join(LONG)


def test_tables_for_the_layout_are_opened() -> None:
    links = "".join(f"<td><a href=/{at}>Section {at}</a></td>" for at in range(9))
    body = "<br><br>".join(LONG)
    text = page(
        f"<table><tr>{links}</tr><tr><td><table><tr><td>{body}</td></tr></table></td><td>Poll</td></tr></table>"
    )
    assert text.startswith("\n\n".join(LONG))
    assert "Section" not in text


def test_a_heading_that_is_never_closed_is_no_headline() -> None:
    pytest.importorskip("trafilatura")
    body = "".join(f"<p>{each}</p>" for each in LONG)
    head = "<head><meta charset=utf-8><title>Park adds tenants_The Daily Post</title></head>"
    data = f"<html>{head}<body><h1>Park adds tenants</h2>{body}".encode()
    [article] = read_source(data, "page.html", "page.html")
    assert article.title == "Park adds tenants"
