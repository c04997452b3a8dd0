"""E-mails (.eml): the subject is the headline, the sender the publisher."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime

from store.errors import UserError
from store.reading.formats import Found
from store.reading.formats.markup import text_of


def read(data: bytes) -> list[Found]:
    """The article of an e-mail. Raises `UserError` for one without text."""
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain", "html"))
    text = ""
    if body is not None:
        content = body.get_payload(decode=True)
        raw = content if isinstance(content, bytes) else b""
        try:
            text = raw.decode(body.get_content_charset("utf-8"), "replace")
        except LookupError:
            text = raw.decode("utf-8", "replace")
        if body.get_content_type() == "text/html":
            text = text_of(text)
    if not text.strip():
        raise UserError("it has no text")
    name, address = parseaddr(str(message["from"] or ""))
    fields = {"title": str(message["subject"] or ""), "publisher": name or address, "published": _day(message)}
    return [Found(text, {name: " ".join(value.split()) for name, value in fields.items() if value.strip()})]


def _day(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(str(message["date"])).date().isoformat()
    except (TypeError, ValueError):
        return ""
