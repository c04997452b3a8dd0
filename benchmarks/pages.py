"""Saved web pages whose article is known: templates of news sites, filled at random from a seed.

Round the article stands what sites put there: navigation, cookie banners, share buttons, related links, most
read lists, newsletters, comments, footers.
"""

from __future__ import annotations

import html
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps

from benchmarks.odd_pages import ODD_TEMPLATES, SHOWN, Filler

_PLACES = "Arden Bexley Corvin Dalmar Estrel Farrow Gadwin Harlow Istren Jorvik Kelmar Lorient".split()
_TRADES = "textile battery robotics ceramics furniture shipbuilding optics packaging bearing pump".split()
_MONTHS = "January February March April May June July August September October November December".split()
_OPENINGS = (
    "{trade} firms in {place} recorded revenue of {money} million yuan in {year}, up {rate} percent on a year.",
    "The {place} {trade} park took in {count} tenants between {month} and the end of {year}, officials said.",
    "Exports of {trade} goods from {place} came to {money} million dollars, the customs office reported.",
    "{count} workers found jobs in the {trade} workshops of {place} after the second plant was opened there.",
    "By {month} {year} the zone in {place} had attracted {count} {trade} companies from {few} countries.",
    "The county set aside {money} million yuan to widen the road between {place} and the {trade} cluster.",
)
_TAILS = (
    "Half of the sum goes to suppliers in the county, according to the statement of the council.",
    "“We had not expected it so early,” said the head of the {trade} association of {place}.",
    "The figure is expected to pass {money} million by {year}, with {count} more posts to be filled.",
    "A year before, it had stood at {rate} percent, the lowest since the park was founded.",
    "Two in three of the companies say they will invest in {place} again next year.",
)
_COMMENTS = (
    "Great news for the region!!!", "I doubt these {count} jobs will ever come.", "First!",
    "My cousin works in {place} and says the opposite is true.", "Who pays for this? {money} million of tax money",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is saved, and the paragraphs of the article in it."""

    data: bytes
    title: str
    paragraphs: tuple[str, ...]
    published: str
    template: str


def pages(count: int, seed: int = 1) -> list[Page]:
    """So many pages, by all templates in turn."""
    chance = random.Random(seed)
    every = (*TEMPLATES, *map(_plainly, ODD_TEMPLATES))
    return [_page(chance, every[number % len(every)], number) for number in range(count)]


def _plainly(template: Callable[[Filler], str]) -> Callable[..., str]:
    """An odd template as one that is called like the others."""

    @wraps(template)
    def filled(
        chance: random.Random, title: str, paragraphs: Sequence[str], published: str, number: int
    ) -> str:
        def sentence() -> str:
            return html.escape(_upper(_fill(chance, chance.choice(_OPENINGS))))

        return template(Filler(chance, title, paragraphs, published, number, sentence))

    return filled


def _fill(chance: random.Random, sentence: str) -> str:
    return sentence.format(
        place=chance.choice(_PLACES), trade=chance.choice(_TRADES), money=chance.randrange(10, 900),
        year=chance.randrange(2015, 2024), rate=round(chance.uniform(1, 40), 1), count=chance.randrange(12, 900),
        month=chance.choice(_MONTHS), few=chance.randrange(3, 12),
    ).replace("\n", " ")  # fmt: skip


def _page(chance: random.Random, template: Callable[..., str], number: int) -> Page:
    paragraphs = tuple(
        _upper(
            " ".join(
                [_fill(chance, chance.choice(_OPENINGS))]
                + [_fill(chance, chance.choice(_TAILS)) for _ in range(chance.randrange(1, 4))]
            )
        )
        for _ in range(chance.randrange(5, 14))
    )
    title = _upper(_fill(chance, chance.choice(_OPENINGS)).rstrip("."))[:80].rsplit(" ", 1)[0]
    published = f"20{chance.randrange(15, 24)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    data = template(chance, html.escape(title), list(map(html.escape, paragraphs)), published, number)
    shown = paragraphs[: SHOWN.get(template.__name__)]
    encoding = "gb18030" if "charset=gbk" in data else "utf-8"
    return Page(data.encode(encoding), title, shown, published, template.__name__.strip("_"))


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]


def _links(chance: random.Random, count: int) -> str:
    return "".join(
        f'<li><a href="/{chance.randrange(9999)}.html">{_fill(chance, chance.choice(_OPENINGS))[:60]}</a></li>'
        for _ in range(count)
    )


def _menu() -> str:
    names = "Home World Business Technology Regions Opinion Sport Video Archive Subscribe".split()
    return "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in names)


def _comments(chance: random.Random, name: str) -> str:
    return "".join(
        f'<div class="{name}"><b>reader{chance.randrange(99)}</b> <span>{chance.randrange(2, 23)} hours ago</span>'
        f"<p>{_fill(chance, chance.choice(_COMMENTS))}</p><a href='#'>Reply</a> <a href='#'>Report</a></div>"
        for _ in range(chance.randrange(2, 7))
    )


_COOKIES = (
    "<p>We and our 142 partners store and access information on your device to show personalised advertising. "
    "You can change your mind at any time in the settings.</p><button>Accept all</button><button>Reject</button>"
)


def _broadsheet(
    chance: random.Random, title: str, paragraphs: Sequence[str], published: str, number: int
) -> str:
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Broadsheet</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Broadsheet">
<meta property="article:published_time" content="{published}T08:00:00Z">
<link rel="canonical" href="https://broadsheet.example/{number}"></head><body>
<div id="cookie-banner" class="consent">{_COOKIES}</div><header><nav><ul>{_menu()}</ul></nav></header>
<main><article><h1>{title}</h1><div class="share"><a href="#">Share</a><a href="#">Tweet</a></div>{body}</article>
<section id="comments" class="comments"><h2>Comments</h2>{_comments(chance, "comment")}</section></main>
<aside class="related"><h3>More on this</h3><ul>{_links(chance, 8)}</ul></aside>
<footer><p>© 2024 The Broadsheet. All rights reserved.</p></footer></body></html>"""


def _portal(chance: random.Random, title: str, paragraphs: Sequence[str], published: str, number: int) -> str:
    inner = "".join(f"<p>{each}</p>" for each in paragraphs[:-1])
    ad = '<div class="ad-slot">Advertisement</div>'
    data = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": html.unescape(title),
        "datePublished": f"{published}T10:00:00+08:00", "publisher": {"@type": "Organization", "name": "Portal"},
        "author": {"@type": "Person", "name": "Ada Moreau"},
    }  # fmt: skip
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{title}</title><script type="application/ld+json">{json.dumps(data)}</script></head><body>
<div class="topbar"><ul class="menu">{_menu()}</ul></div><table width="100%"><tr><td class="left">
<h4>Most read</h4><ol class="most-read">{_links(chance, 6)}</ol></td><td><div class="breadcrumb">
<a href="/">Home</a> &gt; <a href="/business">Business</a></div><h1 class="headline">{title}</h1>
<div class="meta">By Ada Moreau | {published}</div><div class="article-body">{inner}{ad}<p>{paragraphs[-1]}</p></div>
<div class="tags">Tags: <a href="/t/1">park</a>, <a href="/t/2">industry</a></div>
<div class="disqus-comments" id="disqus_thread">{_comments(chance, "post")}</div></td></tr></table>
<div class="footer">Contact us | Privacy policy | Terms of use</div></body></html>"""


def _blog(chance: random.Random, title: str, paragraphs: Sequence[str], published: str, number: int) -> str:
    body = "\n".join(f"<p>{each}</p>" for each in paragraphs)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title} – Notes</title>
<meta name="author" content="Lin Wei"><meta name="date" content="{published}"></head><body class="single">
<div class="site-header"><a href="/">Notes</a><ul id="menu-main" class="nav">{_menu()}</ul></div>
<div id="content"><div class="post hentry"><h2 class="entry-title">{title}</h2>
<p class="post-meta">Posted on {published} by Lin Wei</p><div class="entry-content">{body}</div>
<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="#">Facebook</a></li><li><a href="#">X</a></li></ul></div>
</div><div id="comments"><h3>Responses</h3><ol class="commentlist">{_comments(chance, "comment-body")}</ol>
<form id="respond"><label>Leave a reply</label><textarea></textarea></form></div></div>
<div id="sidebar" class="widget-area"><h3>Recent posts</h3><ul>{_links(chance, 5)}</ul>
<div class="widget newsletter"><p>Get our letter every Friday. No spam, ever.</p></div></div></body></html>"""


def _agency(chance: random.Random, title: str, paragraphs: Sequence[str], published: str, number: int) -> str:
    body = "".join(f'<div class="paragraph"><p>{each}</p></div>' for each in paragraphs)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} - Agency</title>
<meta property="og:title" content="{title}"><meta name="pubdate" content="{published}">
<meta property="og:site_name" content="Agency"></head><body>
<div role="dialog" aria-label="cookies">{_COOKIES}</div><div role="navigation"><ul>{_menu()}</ul></div>
<div class="page"><div class="story"><div class="story-header"><h1>{title}</h1><time datetime="{published}">
{published}</time></div><div class="story-text">{body}</div></div><div class="story-related" role="complementary">
<h2>You may also like</h2><ul>{_links(chance, 9)}</ul></div>
<div class="newsletter-signup"><h3>Morning briefing</h3><p>Sign up and read the news before anyone else.</p></div>
</div><div role="contentinfo"><ul><li><a href="/about">About</a></li><li><a href="/jobs">Careers</a></li></ul></div>
</body></html>"""


def _county(chance: random.Random, title: str, paragraphs: Sequence[str], published: str, number: int) -> str:
    body = "<br><br>".join(paragraphs)
    return f"""<HTML><HEAD><META CHARSET="utf-8"><TITLE>{title}</TITLE></HEAD><BODY BGCOLOR="#ffffff">
<TABLE><TR><TD><UL CLASS="nav">{_menu()}</UL></TD></TR></TABLE><CENTER><FONT SIZE="5"><B>{title}</B></FONT></CENTER>
<CENTER><FONT SIZE="2">Source: County Office  Date: {published}  Font: <A HREF="#">Large</A> <A HREF="#">Small</A>
</FONT></CENTER><DIV ID="zoom" CLASS="content">{body}</DIV><CENTER>[<A HREF="#">Print</A>]
[<A HREF="#">Close</A>]</CENTER><DIV CLASS="related"><B>Related links</B><UL>{_links(chance, 5)}</UL></DIV>
<DIV CLASS="footer">Sponsored by the County Office. No reproduction without permission.</DIV></BODY></HTML>"""


TEMPLATES = (_broadsheet, _portal, _blog, _agency, _county)
"""The templates; each writes a page from a source of chance, title, paragraphs, date and number."""
