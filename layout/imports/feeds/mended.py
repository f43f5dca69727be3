"""XML of a feed as it can be read: in Unicode, without a document type, with every character
written as XML writes it. What had to be mended is reported with its line.

    caf&eacute; & bar     café &amp; bar      names of HTML, a bare &
    0x92 in UTF-8         ’                   bytes of Windows-1252
    U+0008                gone                characters that XML has not
"""

from __future__ import annotations

import codecs
import html
import html.entities
import re
from dataclasses import dataclass

from lxml import etree

from layout.imports.encodings import declared_encoding, line_at, marked_encoding, with_windows
from layout.imports.safe_xml import mistake_of, xml_parser
from layout.imports.source import Source
from slots.files.decoding import Undecodable, decoding
from slots.finding import Finding, Severity, Where

_MOST_BYTES = 64_000_000
"""Bytes of a feed: they hold the last stories, a few hundred."""

_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,300}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,500}(?:\[[^\]]{0,20000}\]\s*)?>", re.IGNORECASE)
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_AMPERSAND = re.compile(r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6});|([A-Za-z][A-Za-z0-9]{0,31});)?")
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))


@dataclass(frozen=True, slots=True)
class _Mended:
    """The root of a feed, and what was wrong with it."""

    root: etree._Element
    findings: tuple[Finding, ...] = ()


def bytes_of(source: Source) -> bytes:
    """All bytes of a feed. Raises Undecodable where they are too many."""
    data = source.whole(_MOST_BYTES)
    if data is None:
        raise Undecodable(f"it has over {_MOST_BYTES:,} bytes")
    return data


def mended(source: Source) -> _Mended:
    """The XML of a source. Raises Undecodable where no element can be read of it."""
    text, findings = _decoded(bytes_of(source), source.where)
    text = _DECLARATION.sub("", text, count=1)
    text = _DOCTYPE.sub(lambda found: "\n" * found[0].count("\n"), text, count=1)
    text, removed = _UNWANTED.subn("", text)
    if removed:
        findings.append(_broken(f"{removed:,} control characters removed", source.where))
    data = _with_signs(text).encode("utf-8", "replace")
    parser = xml_parser(recover=True, huge=True)
    with decoding():
        root = etree.fromstring(data, parser)
    if root is None:
        raise Undecodable("no element of it can be read")
    if mistake := mistake_of(parser):
        message = f"not well-formed: {mistake.message}; read as far as it goes"
        findings.append(_broken(message, Where(source.name, mistake.line)))
    return _Mended(root, tuple(findings))


def _with_signs(text: str) -> str:
    """The text with its ampersands as XML takes them, outside of sections where all is text."""
    parts: list[str] = []
    at = 0
    while at < len(text):
        start = text.find(_CDATA, at)
        start = len(text) if start < 0 else start
        parts.append(_AMPERSAND.sub(_sign, text[at:start]))
        end = text.find(_CDATA_END, start)
        at = len(text) if end < 0 else end + len(_CDATA_END)
        parts.append(text[start:at])
    return "".join(parts)


def _sign(found: re.Match[str]) -> str:
    """An ampersand as XML takes it: names of HTML as their characters, others as text."""
    number, name = found[1], found[2]
    if number:
        character = html.unescape(f"&{number};")
        return found[0] if not _UNWANTED.search(character) else "\ufffd"
    if name in _OF_XML:
        return found[0]
    known = html.entities.html5.get(f"{name};") if name else None
    if known is None:
        return f"&amp;{found[0][1:]}"
    return html.escape(known, quote=False)


def _decoded(data: bytes, where: Where) -> tuple[str, list[Finding]]:
    """The text of a feed by its mark, its declaration, else as UTF-8; where that is wrong, each
    byte that does not fit as Windows-1252 has it."""
    if marked := marked_encoding(data):
        return data.decode(marked, "replace"), []
    encoding = declared_encoding(data) or "utf-8"
    findings: list[Finding] = []
    try:
        codecs.lookup(encoding)
        return data.decode(encoding), findings
    except LookupError:
        findings.append(_broken(f'no encoding is called "{encoding}": read as UTF-8', where))
    except UnicodeDecodeError as error:
        message = f"byte {error.start + 1} is not {encoding}: read as Windows-1252"
        findings.append(_broken(message, Where(where.file, line_at(error.start, data))))
    text, _, _ = with_windows(data.decode("utf-8", "surrogateescape"))
    return text, findings


def _broken(message: str, where: Where) -> Finding:
    hint = "see that what writes the feed writes it as its standard says"
    return Finding("broken-feed", Severity.WARNING, message, where, hint)
