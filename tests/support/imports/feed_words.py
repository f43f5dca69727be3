"""The words that somebody who reads a feed sees of each story: title, text, names, categories,
captions. By the standard library's parsers, over feeds that are well-formed."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from xml.etree import ElementTree

from support.imports.item_words import words

_ENTRIES = ("item", "entry")
_TEXTS = ("title", "encoded", "content", "description", "summary", "credit", "creator", "category")


class _Shown(HTMLParser):
    """The text of HTML without scripts, in parts that its blocks keep apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self.silent = tag
        elif tag not in ("b", "i", "em", "strong", "a", "span"):
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.silent = "" if tag == self.silent else self.silent
        if tag not in ("b", "i", "em", "strong", "a", "span"):
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


def shown(markup: str) -> str:
    """The text of HTML."""
    reader = _Shown()
    reader.feed(markup)
    reader.close()
    return "".join(reader.parts)


def entries_words(feed: bytes) -> list[Counter[str]]:
    """The words of each entry of a feed."""
    root = ElementTree.fromstring(feed)
    entries = (one for one in root.iter() if one.tag.rpartition("}")[2] in _ENTRIES)
    return [words(" ".join(_texts(one))) for one in entries]


def _texts(entry: ElementTree.Element) -> list[str]:
    found = []
    for one in entry.iter():
        name = one.tag.rpartition("}")[2]
        if name == "name":
            found.append(one.text or "")
        elif name == "category" and one.get("term"):
            found.append(one.get("label") or one.get("term") or "")
        elif name == "content" and "mrss" in one.tag:
            continue
        elif name in _TEXTS and len(one):
            found.append(" ".join(one.itertext()))
        elif name in _TEXTS:
            kind = one.get("type", "html")
            text = one.text or ""
            found.append(text if kind in ("text", "text/plain") else shown(text))
    return found
