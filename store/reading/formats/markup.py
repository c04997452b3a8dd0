"""A piece of HTML -> plain text, a paragraph for each block; for feeds and e-mails, which are no pages."""

from __future__ import annotations

from html.parser import HTMLParser

_BLOCKS = frozenset(
    "address article aside blockquote br caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table td th tr ul".split()
)
_UNSEEN = frozenset("script style template noscript head title svg math object iframe".split())


def text_of(html: str) -> str:
    """The words of a piece of HTML, blocks separated by blank lines. Text without tags stays as it is."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    paragraphs = (" ".join(paragraph.split()) for paragraph in "".join(parser.parts).split("\n\n"))
    return "\n\n".join(filter(None, paragraphs))


class _Text(HTMLParser):
    """Collects what a reader would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unseen += tag in _UNSEEN
        self._separate(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        self._separate(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data.replace("\n", " "))

    def _separate(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n\n")
