"""Saved web pages as they are: table layouts, wrong nesting, walls, teasers without end, long threads.

Each template takes what fills it (`Filler`) and gives the page's markup; `benchmarks.pages` runs through all.
"""

from __future__ import annotations

import html
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filler:
    """What a template is filled with; `sentence` makes another sentence of the same kind."""

    chance: random.Random
    title: str
    paragraphs: Sequence[str]
    published: str
    number: int
    sentence: Callable[[], str]

    def sentences(self, count: int) -> str:
        """So many sentences that are no part of the article."""
        return " ".join(self.sentence() for _ in range(count))


_MENU = "Home World Business Markets Technology Regions Opinion Sport Video Archive Subscribe Contact".split()
_CHINESE_MENU = "首页 时政 国际 财经 科技 地方 评论 体育 视频 图片 专题 English".split()
_MONTHS = ("May 2023", "April 2023", "March 2023", "February 2023")
_CHINESE_NEWS = ("园区一季度产值增长两成", "新厂房六月投产", "产业链招商推介会举行")
_OPINIONS = (
    "I have lived here for thirty years and nobody ever asked us before another hall was put up.",
    "The council should publish the contracts first, then we can talk about who gains from all this.",
    "My brother works there and says that half of the machines stand still since the summer.",
    "You clearly did not read the report, it says the opposite on its second page.",
    "Well written, but where do these numbers come from? I would like to see the source of them.",
    "Moderator: please stay on the topic, further insults will be deleted without a warning.",
)


def _bars(names: Sequence[str], tag: str = "li") -> str:
    return "".join(f'<{tag}><a href="/{at}">{name}</a></{tag}>' for at, name in enumerate(names))


def _teasers(fill: Filler, count: int, sentences: int) -> str:
    return "".join(
        f'<div class="card"><a href="/{fill.chance.randrange(9999)}.html"><h3>{fill.sentence()[:70]}</h3></a>'
        f"<p>{fill.sentences(sentences)}</p><span>{fill.chance.randrange(2, 23)} hours ago</span></div>"
        for _ in range(count)
    )


def tables(fill: Filler) -> str:
    """A page laid out with tables in tables, its paragraphs parted by two line breaks."""
    body = "<BR><BR>&nbsp;&nbsp;".join(fill.paragraphs)
    menu = "".join(
        f"<TD BGCOLOR=#003366><A HREF=/{name}><FONT COLOR=white>{name}</FONT></A></TD>" for name in _MENU
    )
    side = "<BR>".join(f'<A HREF="/n{at}.htm">· {fill.sentence()[:55]}</A>' for at in range(12))
    return f"""<HTML><HEAD><TITLE>{fill.title}</TITLE><META NAME=date CONTENT="{fill.published}"></HEAD>
<BODY><CENTER><TABLE WIDTH=760 BORDER=0><TR><TD COLSPAN=3><TABLE><TR>{menu}</TR></TABLE></TD></TR>
<TR VALIGN=top><TD WIDTH=150><TABLE><TR><TD><B>Latest news</B></TD></TR><TR><TD>{side}</TD></TR></TABLE></TD>
<TD WIDTH=460><TABLE WIDTH=100%><TR><TD><FONT
SIZE=+2><B>{fill.title}</B></FONT><BR><I>{fill.published}</I></TD></TR>
<TR><TD><FONT FACE=Arial SIZE=2>{body}</FONT></TD></TR></TABLE></TD>
<TD WIDTH=150><TABLE><TR><TD BGCOLOR=#eeeeee><B>Poll</B><BR>Should the zone be enlarged?<BR>Yes<BR>No</TD></TR>
</TABLE></TD></TR><TR><TD COLSPAN=3 ALIGN=center><FONT SIZE=1>Copyright 2003 The Gazette. All rights
reserved.</FONT>
</TD></TR></TABLE></CENTER></BODY></HTML>"""


def wordpress(fill: Filler) -> str:
    """A blog with captions, links in the middle of the text, a box about the author and many widgets."""
    pieces = [f"<p>{each}</p>" for each in fill.paragraphs]
    pieces.insert(
        1,
        '<figure class="wp-block-image"><img src="a.jpg" alt=""><figcaption>The new hall. Photo: Lin Wei / '
        "Notes</figcaption></figure>",
    )
    pieces.insert(
        4, f'<p class="inline-related"><strong>Read also: <a href="/2">{fill.sentence()}</a></strong></p>'
    )
    related = "".join(f'<div class="jp-relatedposts-post"><h4><a href="/{at}">{fill.sentence()}</a></h4>'
                      f"<p>{fill.sentence()}</p></div>" for at in range(3))  # fmt: skip
    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>{fill.title} | Notes</title>
<meta property="og:title" content="{fill.title}"><meta property="og:site_name" content="Notes">
<meta property="article:published_time" content="{fill.published}T07:00:00+00:00"></head>
<body class="post-template-default single single-post"><div id="page" class="site"><header id="masthead">
<nav><ul id="primary-menu" class="menu">{_bars(_MENU)}</ul></nav></header><div id="content"
class="site-content">
<main id="main"><article id="post-{fill.number}" class="post type-post hentry"><header class="entry-header">
<h1 class="entry-title">{fill.title}</h1><div class="entry-meta">Posted on
<time>{fill.published}</time></div></header>
<div class="entry-content">{"".join(pieces)}<div
id="jp-relatedposts"><h3><em>Related</em></h3>{related}</div></div>
<footer class="entry-footer"><span class="cat-links">Posted in <a
href="/c">Business</a></span></footer></article>
<div class="author-box"><h4>About Lin Wei</h4><p>Lin Wei writes about industry and ports. She lives in Arden
with two
cats and has won a prize for her work on ceramics.</p></div><nav class="post-navigation"><a rel="prev"
href="/p">
{fill.sentence()}</a><a rel="next" href="/n">{fill.sentence()}</a></nav></main>
<aside id="secondary" class="widget-area"><section class="widget"><h2>Recent Comments</h2><ul>
<li>Max on <a href="/x">{fill.sentence()}</a></li></ul></section><section class="widget"><h2>Archives</h2><ul>
{_bars(_MONTHS)}</ul></section></aside></div></div></body></html>"""


def government(fill: Filler) -> str:
    """An office's portal: tags that are never closed or closed in the wrong order, styles in every tag."""
    body = "".join(
        f'<p style="text-indent:2em"><font face="宋体"><span style="font-size:16px">'
        f"{each}</p></span></font><o:p></o:p>"
        if at % 2
        else f'<div><p class=MsoNormal style="line-height:150%"><span lang=EN-US>{each}</div>'
        for at, each in enumerate(fill.paragraphs)
    )
    return f"""<html><head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><title>{fill.title}
_County Government</title></head><body><div class=top><ul>{_bars(_MENU)}</div><div class=position>Your location:
<a href=/>Home</a>&gt;<a href=/news>News</a>&gt;<a href=/dept>Departments</a></div><div class=main><h1
align=center>
{fill.title}</h2><div class=info>Published: {fill.published}  Source: County Office  Views:
<span id=hits>{fill.chance.randrange(999)}</span>  Font size: [<a>Large</a> <a>Medium</a> <a>Small</a>]</div>
<div id=UCAP-CONTENT class=TRS_Editor>{body}<div class=attach>Attachment: <a href=a.doc>Annex
1.doc</a></div></div>
<div class=tool><a>Print</a><a>Close</a></div></div><div class=links><select><option>Departments<option>Counties
</select></div><div class=foot>Sponsored by the General Office of the County Government<br>Site map | Contact
us<br>
ICP No. 05012345</div></body></html>"""


def endless(fill: Filler) -> str:
    """An article followed by teasers without end, each with some sentences of its own."""
    body = "".join(f'<p class="css-x{at % 3}">{each}</p>' for at, each in enumerate(fill.paragraphs))
    data = {"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline":
            html.unescape(fill.title), "datePublished": fill.published}]}  # fmt: skip
    return f"""<!doctype html><html><head><meta charset=utf-8><title>{fill.title}</title>
<script type="application/ld+json">{json.dumps(data)}</script></head><body><div id="root"><div
class="css-1a"><header
class="css-2b">{_bars(_MENU, "span")}</header><div class="css-3c"><h1>{fill.title}</h1><div
class="css-4d">{body}</div>
</div><div class="css-9z recommendations"><h2>More stories for
you</h2>{_teasers(fill, 40, 2)}</div></div></div></body>
</html>"""


def talked(fill: Filler) -> str:
    """An article with a thread of comments that is much longer than itself."""
    body = "".join(f"<p>{each}</p>" for each in fill.paragraphs)
    said = "".join(
        f'<li class="comment depth-{at % 4}"><div class="comment-author">user{at}</div>'
        '<div class="comment-content"><p>'
        f"{' '.join(fill.chance.sample(_OPINIONS, 3))}</p><p>{fill.chance.choice(_OPINIONS)}</p></div>"
        '<a class="reply">Reply</a></li>'
        for at in range(45)
    )
    return f"""<!doctype html><html lang=en><head><meta charset=utf-8><title>{fill.title} - Herald</title>
<meta name="date" content="{fill.published}"></head><body><nav>{_bars(_MENU)}</nav><div
class="content"><h1>{fill.title}
</h1><div class="story">{body}</div><div class="discussion" id="comments"><h3>45 comments</h3>
<ol class="comment-list">{said}</ol></div></div></body></html>"""


def walled(fill: Filler) -> str:
    """A page behind a wall of consent that is written like an article."""
    body = "".join(f"<p>{each}</p>" for each in fill.paragraphs)
    wall = "".join(
        f"<p>{purpose} With your agreement, we and our {at + 100} partners may use precise data for this, and "
        "keep them for up to thirteen months. You can withdraw at any time.</p>"
        for at, purpose in enumerate(
            ("Store and access information on a device.", "Create a profile for personalised advertising.",
             "Measure the performance of content.", "Develop and improve products.")
        )
    )  # fmt: skip
    return f"""<!doctype html><html><head><meta charset=utf-8><title>{fill.title}</title><meta
property="og:title"
content="{fill.title}"><meta property="article:published_time" content="{fill.published}"></head><body>
<div id="sp_message_container_1" class="cmp-modal" role="dialog"><h2>Your privacy matters to us</h2>{wall}
<button>Agree to all</button><button>Settings</button></div><main><h1>{fill.title}</h1><div
class="article__body">{body}
</div></main><div class="push-overlay"><p>Allow notifications to be the first to
know.</p></div></body></html>"""


def paywalled(fill: Filler) -> str:
    """The beginning of an article, and an offer to subscribe in the place of the rest."""
    body = "".join(f"<p>{each}</p>" for each in fill.paragraphs[: SHOWN["paywalled"]])
    return f"""<!doctype html><html><head><meta charset=utf-8><title>{fill.title} | The Ledger</title>
<meta name="pubdate" content="{fill.published}"></head><body><nav><ul>{_bars(_MENU)}</ul></nav><article><h1>
{fill.title}</h1><div class="article-body">{body}</div><div class="paywall"><h2>Subscribe to continue
reading</h2><p>Get
unlimited
access for one dollar a week.</p><ul><li>All articles on every device</li><li>The weekend edition at your
door</li></ul>
<p>Already a subscriber? Log in</p></div></article><footer>© 2024 The Ledger</footer></body></html>"""


def ticker(fill: Filler) -> str:
    """An article between live quotations and a column of short messages."""
    chance = fill.chance
    quotes = "".join(
        f"<tr><td>{name}</td><td>{chance.uniform(1, 900):.2f}</td><td>{chance.uniform(-4, 4):+.2f}%</td></tr>"
        for name in ("Composite", "Copper", "Steel", "Yuan", "Crude", "Lithium", "Freight", "Tech 50")
    )
    live = "".join(
        f"<li><time>{chance.randrange(24):02}:{chance.randrange(60):02}</time> "
        f'<a href="#">{fill.sentence()}</a></li>'
        for _ in range(14)
    )
    body = "".join(f"<p>{each}</p>" for each in fill.paragraphs)
    return f"""<!doctype html><html lang=en><head><meta charset=utf-8><title>{fill.title}</title><meta
property="article:published_time" content="{fill.published}T01:02:03Z"></head><body><div
class="ticker"><table>{quotes}
</table></div><div class="wrap"><div class="col-main"><h1>{fill.title}</h1><div class="text">{body}</div></div>
<div class="col-live"><h2>Live</h2><ul class="live-feed">{live}</ul></div></div></body></html>"""


def lists(fill: Filler) -> str:
    """An article of paragraphs, a list and a table."""
    *first, listed, also, told, last = fill.paragraphs
    head, _, rest = told.partition(". ")
    body = "".join(f"<p>{each}</p>" for each in first)
    return f"""<!doctype html><html lang=en><head><meta charset=utf-8><title>{fill.title} — Review</title><meta
property="og:title" content="{fill.title}"><meta name="date"
content="{fill.published}"></head><body><header><nav>
{_bars(_MENU, "span")}</nav></header><article><h1>{fill.title}</h1>{body}<ul><li>{listed}</li><li>{also}</li>
</ul><table class="figures"><tr><td>{head}.</td><td>{rest}</td></tr></table><p>{last}</p></article>
<section class="more"><h2>Read
next</h2><ul>{_bars([fill.sentence() for _ in range(6)])}</ul></section></body></html>"""


def amp(fill: Filler) -> str:
    """A page for telephones."""
    body = '<amp-ad type="x"><div placeholder>Advertisement</div></amp-ad>'.join(
        f"<p>{each}</p>" for each in fill.paragraphs
    )
    return f"""<!doctype html><html ⚡ lang="en"><head><meta charset="utf-8"><title>{fill.title}</title><link
rel="canonical" href="https://daily.example/{fill.number}/story"><meta property="article:published_time"
content="{fill.published}"><style amp-custom>p{{margin:0}}</style></head><body><amp-sidebar
id="side"><ul>{_bars(_MENU)}
</ul></amp-sidebar><main role="main"><article class="amp-wp-article"><header><h1
class="amp-wp-title">{fill.title}</h1>
</header><amp-img src="a.jpg" width="10" height="6"></amp-img><p class="wp-caption-text">A view of the hall.
(Photo:
Agency)</p><div class="amp-wp-article-content">{body}</div></article></main><amp-accordion><section><h4>About
us</h4>
<p>The Daily is read in every town of the region.</p></section></amp-accordion></body></html>"""


def chinese(fill: Filler) -> str:
    """A Chinese portal with an English article, in GBK, with a style in every tag."""
    body = "".join(
        f'<p style="text-indent: 2em; font-family: Arial"><span style="color:#333">　　{each}</span></p>'
        for each in fill.paragraphs
    )
    return f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html;
charset=gbk"><title>
{fill.title}</title><meta name="publishdate" content="{fill.published}"></head><body><div class="nav">
{_bars(_CHINESE_MENU, "span")}</div><div class="crumb">当前位置：<a href="/">首页</a> &gt; <a
href="/e">English</a></div>
<div class="h-title">{fill.title}</div><div class="h-info"><span>{fill.published}</span> 来源：新闻网
字体：大 中 小</div>
<div id="p-detail">{body}</div><div class="zan-wap">【纠错】 责任编辑：王小明</div><div
class="share">分享到：微信 微博</div>
<div class="xgxw"><h3>相关新闻</h3><ul>{_bars(_CHINESE_NEWS)}</ul></div>
<div class="foot">版权所有 新闻网 京ICP备05012345号</div></body></html>"""


def bare(fill: Filler) -> str:
    """Text that stands in no tag but a division, its lines parted by single breaks."""
    body = "<br>\n<br/>\n".join(fill.paragraphs)
    return f"""<html><head><title>{fill.title}</title></head><body><div>{" | ".join(_MENU)}</div><hr>
<div><b>{fill.title}</b><br>{fill.published}<br><br>{body}<br><br></div><hr><div><a href="/">Back</a> <a
href="/top">Top</a></div></body></html>"""


ODD_TEMPLATES = (
    tables, wordpress, government, endless, talked, walled, paywalled, ticker, lists, amp, chinese, bare,
)  # fmt: skip
"""The templates; each writes a page from a `Filler`."""

SHOWN = {"paywalled": 2}
"""How many paragraphs of the article a template shows, where those are not all."""
