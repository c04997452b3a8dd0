"""Whom the article is speaking of: what "it", "they", "the zone" and an unsaid subject stand for."""

from __future__ import annotations

from dataclasses import dataclass

from store.extraction.chunks import Chunk
from store.extraction.items import Item, Tag, is_plural
from store.extraction.phrases import is_bearer, owner_and_rest, plain

_SINGULAR = frozenset("it its itself he she his her him".split())
_PLURAL = frozenset("they their them we our us themselves".split())


@dataclass
class Topics:
    """The latest singular and plural subjects, and the article's own topic for when nothing else is said."""

    article: str
    singular: str = ""
    plural: str = ""
    latest: str = ""

    def note(self, chunk: Chunk) -> None:
        """Remembers a clause's subject as what the next pronoun may stand for."""
        if chunk.kind != "noun" or chunk.pronoun or chunk.head.mention and chunk.head.mention.kind == "person":
            return
        if not is_bearer(chunk):
            owner, _ = owner_and_rest(chunk.items)
            if owner and owner[-1].tag is not Tag.DETERMINER:
                self._set(self.name(owner), plural=False)
            return
        named = chunk.head.mention is not None
        self._set(self.name(chunk.items), plural=not named and is_plural(chunk.head.lower))

    def _set(self, name: str, *, plural: bool) -> None:
        if not name:
            return
        self.latest = name
        if plural:
            self.plural = name
        else:
            self.singular = name

    def name(self, items: list[Item]) -> str:
        """What the items name, pronouns and descriptions resolved."""
        items = [item for item in items if not (item.tag is Tag.MARK and item.text in "\"“”'")]
        if not items:
            return ""
        last = items[-1]
        if len(items) == 1 and last.lower in _SINGULAR:
            return self.singular or self.latest or self.article
        if len(items) == 1 and last.lower in _PLURAL:
            return self.plural or self.latest or self.article
        if last.mention is not None and all(item.tag is not Tag.POSSESSIVE for item in items):
            front = [
                item
                for item in items[:-1]
                if item.tag in (Tag.ADJECTIVE, Tag.NOUN, Tag.QUANTITY) and item.start < last.mention.start
            ]
            if not front or last.mention.reference:
                return last.mention.name
        owner, rest = owner_and_rest(items)
        if owner and rest:
            whose = self.name(owner)
            rest_text = plain(rest)
            return f"{whose}'s {rest_text}" if whose else rest_text
        return plain(items)
