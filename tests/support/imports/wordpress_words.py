"""The words of posts of a WordPress export, read by the standard library and by rules of the tests'
own: what a reader of the site sees of a title, an excerpt, a post and its comments.

Typographic signs that WordPress sets are no difference between words: `plain_words` says how.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from support.imports.visible_words import visible_words, words, words_left_out, words_of_copy

from layout.imports.item import Item
from layout.story.block import Embed
from layout.story.run import text_of

_ITEM = re.compile(r"<item[\s>].*?(?:</item>|(?=<item[\s>])|\Z)", re.DOTALL)
_OWN = re.compile(r"\[/?(?:caption|wp_caption|gallery|audio|video|playlist|embed)\b([^\]]*)\]")
_CAPTION = re.compile(r"\bcaption=(?:\"([^\"]*)\"|'([^']*)')")
_SIGNS = re.compile("[\"'“”‘’„‚«»′″`]")
_HYPHENS = re.compile("[-–—]+")
_MACHINES = ("attachment", "nav_menu_item", "wp_block", "revision", "guest-author")


@dataclass(frozen=True)
class Wanted:
    """A post as the tests read it: its number or title, and all its words."""

    title: str
    words: list[str]


def plain_words(found: list[str]) -> list[str]:
    """Words without what WordPress's typography changes: quotes, the length of dashes, the cross
    between figures, and the capital P in its name."""
    bare = (_HYPHENS.sub("-", _SIGNS.sub("", word)).replace("×", "x") for word in found)
    return [part for word in bare for part in words(word.lower().strip("-"))]


def posts_of(text: str) -> list[Wanted]:
    """The posts and pages of an export, in its order."""
    root = re.search(r"<rss\b[^>]*>", text)
    opening = root[0] if root else "<rss>"
    found = []
    for match in _ITEM.finditer(text):
        item = _parsed(opening, match[0])
        if item is not None and _texts(item, "post_type")[:1] not in [[kind] for kind in _MACHINES]:
            title = (_texts(item, "title") or [""])[0]
            found.append(Wanted(title, plain_words(list(_words(item)))))
    return found


def _parsed(opening: str, item: str) -> ET.Element | None:
    """An item; of one that does not end, what its lines say."""
    closing = "" if item.endswith("</item>") else "</item>"
    return ET.fromstring(f"{opening}{item}{closing}</rss>").find("item")


def _texts(item: ET.Element, name: str, space: str = "") -> list[str]:
    return [
        child.text or ""
        for child in item
        if child.tag.rpartition("}")[2] == name and space in child.tag.rpartition("}")[0]
    ]


def _words(item: ET.Element) -> Iterator[str]:
    for title in _texts(item, "title")[:1]:
        yield from visible_words(title)
    for content in _texts(item, "encoded", "content")[:1]:
        captions = [
            one or other
            for found in _OWN.findall(content)
            for one, other in _CAPTION.findall(found)
        ]
        yield from visible_words(_OWN.sub(" ", content))
        for caption in captions:
            yield from visible_words(caption)
    for excerpt in _texts(item, "encoded", "excerpt")[:1]:
        yield from visible_words(excerpt)
    for comment in item.iter():
        if _texts(comment, "comment_approved")[:1] == ["1"]:
            for part in ("comment_author", "comment_content"):
                yield from visible_words((_texts(comment, part) or [""])[0])


def words_given(item: Item) -> list[str]:
    """All words of an item: of its head, its pieces, and those it says it left out."""
    head = item.head
    lines = [
        text_of(head.headline), text_of(head.print_headline), head.kicker, text_of(head.deck),
        head.byline,
    ]  # fmt: skip
    embeds = [piece.href for piece in item.copy.pieces if isinstance(piece, Embed)]
    found = [word for line in (*lines, *embeds) for word in words(line)]
    return plain_words([*found, *words_of_copy(item.copy), *words_left_out(item.copy)])
