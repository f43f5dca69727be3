"""An export as text, mended and cut: items one by one, and what stands between them.

An export of 100 MB is never in memory: of each stream so much is held as one item has. Each item is
parsed by itself, so that what is broken in one harms no other: tags that are not closed, signs that
XML forbids, bytes that are no UTF-8. Entities and document types are not read at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from lxml import etree

from layout.imports.safe_xml import xml_parser
from layout.imports.source import Source
from layout.imports.wordpress.characters import ILLEGAL, Characters
from slots.finding import Finding, Severity, Where

_LONGEST_ITEM = 8_000_000
"""So many characters an item has at most: libxml2 reads no text of over 10 MB."""
_ROOT = re.compile(r"<(?:\w+:)?rss\b[^>]*>")
_MARK = re.compile(r"<!\[CDATA\[|<item(?=[\s>/])|</item\s*>")
_CHANNEL = re.compile(r"</?(?:channel|rss)\b[^>]*>")
_LONE = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&[#\w]{0,32};?|<(?![a-zA-Z_!/?])", re.DOTALL)
_XML_NAMES = ("&amp;", "&lt;", "&gt;", "&quot;", "&apos;")
_DEFAULT_ROOT = (
    '<rss xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">'
)


@dataclass(frozen=True, slots=True)
class Part:
    """An item, or what stands between two: its text, the line it begins on, whether it ends."""

    text: str
    line: int
    item: bool
    whole: bool = True


@dataclass(slots=True)
class Export:
    """One reading of an export: its text, its root's tag, where a document type stands."""

    source: Source
    root: str = _DEFAULT_ROOT
    doctype_line: int = 0
    characters: Characters | None = None
    _line: int = 1
    _buffer: str = ""
    _at: int = 0
    _open: int | None = None
    _cdata: int | None = None
    _read: list[Part] = field(default_factory=list)

    def parts(self) -> Iterator[Part]:
        """The parts of the export, in its order."""
        self.characters = Characters(self.source)
        with self.source.stream() as stream:
            for text in self.characters.of(stream):
                self._buffer += text
                self._cut()
                if len(self._buffer) > _LONGEST_ITEM:
                    self._cut_long()
                yield from self._read
                self._read.clear()
        self._last()
        yield from self._read

    def findings(self) -> Iterator[Finding]:
        """What was wrong with its text, once all parts have been read."""
        name = self.source.name
        if self.doctype_line:
            message = "the export has a document type of its own: it is not read, nor its entities"
            hint = "an export of WordPress has none: look where it is from"
            where = Where(name, self.doctype_line)
            yield Finding("export-doctype", Severity.WARNING, message, where, hint)
        if self.characters is not None:
            yield from self.characters.findings()

    # --- parts -----------------------------------------------------------------------------------

    def _cut(self) -> None:
        """Takes all whole parts off the text that is held."""
        while True:
            if self._cdata is not None:
                end = self._buffer.find("]]>", self._at)
                if end < 0:
                    self._at = max(self._at, len(self._buffer) - 2)
                    return
                self._cdata, self._at = None, end + 3
            match = _MARK.search(self._buffer, self._at)
            if match is None:
                self._at = max(self._at, len(self._buffer) - 16)
                return
            self._mark(match)

    def _mark(self, match: re.Match[str]) -> None:
        if match[0].startswith("<!"):
            self._cdata, self._at = match.start(), match.end()
        elif match[0].startswith("<item"):
            self._take(match.start(), whole=False)
            self._open, self._at = 0, len(match[0])
        elif self._open is None:
            self._at = match.end()
        else:
            self._take(match.end(), whole=True)
            self._open = None

    def _take(self, end: int, whole: bool) -> None:
        """What is held up to a place, as a part; the text goes on after it."""
        text = self._buffer[:end]
        if text.strip():
            is_item = self._open is not None
            if not is_item:
                self._find_root(text)
            self._read.append(Part(text, self._line, is_item, whole or not is_item))
        self._line += text.count("\n")
        self._buffer = self._buffer[end:]
        self._at, self._cdata = 0, None

    def _find_root(self, text: str) -> None:
        match = _ROOT.search(text)
        if match:
            self.root = match[0].replace("\n", " ").removesuffix("/>").removesuffix(">") + ">"
        doctype = text.find("<!DOCTYPE")
        if doctype >= 0 and not self.doctype_line:
            self.doctype_line = self._line + text.count("\n", 0, doctype)

    def _cut_long(self) -> None:
        """An item that does not end: most likely a CDATA section that nobody closed."""
        end = self._buffer.find("</item>") if self._cdata is not None else -1
        if end >= 0:
            self._take(end + len("</item>"), whole=False)
            self._open = None
        else:
            self._take(len(self._buffer), whole=False)
        self._cut()

    def _last(self) -> None:
        """What is held when all was read; a CDATA section that is open ends with its item."""
        while self._cdata is not None and "</item>" in self._buffer:
            self._take(self._buffer.find("</item>") + len("</item>"), whole=False)
            self._open = None
            self._cut()
        self._take(len(self._buffer), whole=False)


# --- a part as XML ----------------------------------------------------------------------------


def element_of(part: Part, export: Export) -> tuple[etree._Element | None, Finding | None]:
    """The root around a part, and what is wrong with it: what can be read of it is."""
    text = part.text if part.item else _CHANNEL.sub("", _after_root(part.text))
    closing = "</item>" if part.item and not part.whole and not text.endswith("</item>") else ""
    if not part.whole and text.rfind("<![CDATA[") > text.rfind("]]>"):
        at = len(text) - len("</item>") if text.endswith("</item>") else len(text)
        text = f"{text[:at]}]]>{text[at:]}"
    whole = f"{export.root}{text}{closing}</rss>"
    finding = None
    if not part.whole:
        finding = _broken("this item does not end", part.line, export)
    try:
        return etree.fromstring(whole, xml_parser()), finding
    except etree.XMLSyntaxError as error:
        line = part.line + (error.lineno or 1) - 1
        finding = finding or _broken(_message(error), line, export)
    try:
        root = etree.fromstring(_LONE.sub(_escaped, whole), xml_parser(recover=True))
    except etree.XMLSyntaxError:
        root = None
    return root, finding


def _after_root(text: str) -> str:
    """Text without its prolog: line ends stay, so that lines do."""
    match = _ROOT.search(text)
    return text if match is None else "\n" * text.count("\n", 0, match.end()) + text[match.end() :]


def _escaped(match: re.Match[str]) -> str:
    """A character that XML cannot have there, as what its author meant."""
    found = match[0]
    if found.startswith("<![CDATA[") or found in _XML_NAMES:
        return found
    if found == "<":
        return "&lt;"
    meant = unescape(found) if found.endswith(";") else found
    meant = ILLEGAL.sub("", meant)
    return meant.replace("&", "&amp;").replace("<", "&lt;")


def _message(error: etree.XMLSyntaxError) -> str:
    message = str(error.msg or "it is not well-formed").split(", line ")[0]
    return f"damaged XML: {message}"


def _broken(message: str, line: int, export: Export) -> Finding:
    hint = "what could be read was: compare this item with the site"
    where = Where(export.source.name, line)
    return Finding("damaged-export", Severity.WARNING, message, where, hint)
