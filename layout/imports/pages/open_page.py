"""A saved page, opened: bytes to characters, characters to a tree.

The encoding is found as browsers find it (WHATWG, Encoding and HTML standards): a byte order mark,
else what the page declares in its first bytes, else UTF-8 where all bytes are that, else
Windows-1252. One thing differs: browsers save pages in UTF-8 that still declare what they came in,
so what is valid UTF-8, and not ASCII alone, is read as that.
"""

from __future__ import annotations

import codecs
import html
import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.etree import _Element as Element

from layout.imports.encodings import declared_encoding, line_at, marked_encoding
from layout.imports.item import Title
from layout.imports.source import Source
from slots.finding import Finding, Severity, Where, bad_input

_MOST = 16_000_000
"""Bytes of a page: ten times the largest of a newspaper that is known to us."""

_DECLARED_IN = 4_096
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_STANDS_FOR = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
}
"""What a label means on the web; one in UTF-16 could not be read to its end, so it is none."""

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_FORMATTING = re.compile(
    r"</?(?:font|span|b|i|u|em|strong|small|big|center|tt|s|strike|sub|sup|nobr|a|div)(?:\s[^>]*)?>",
    re.IGNORECASE,
)
_GROUPING = re.compile(
    r"</?(?!p\b|br\b|h1\b|title\b|script\b|style\b|img\b)[a-z][^>]*>", re.IGNORECASE
)


_OPENS = re.compile(
    r"(?:[\s\ufeff]++|<\?xml[^>]*+>|(?><!--.*?-->))*+"  # nothing is tried twice
    r"<(?:!doctype\s+html\b|html[\s>]|head[\s>]|body[\s>])",
    re.IGNORECASE | re.DOTALL,
)


def opens_as_page(source: Source) -> bool:
    """Whether a source is a web page, by how it opens: with HTML's doctype, html, head or body,
    which comments may stand before."""
    start = source.start[:8_192]
    text = start.decode(marked_encoding(start) or "latin-1", "replace")
    return _OPENS.match(text) is not None


_TITLE = re.compile(r"<title\b[^<>]*+>([^<]++)", re.IGNORECASE)
_LINKS = re.compile(r"<(?:link|meta)\b([^<>]{1,2000})>", re.IGNORECASE)
_CANONICAL = re.compile(r"""(?:rel|property)\s*=\s*["']?(?:canonical|og:url)\b""", re.IGNORECASE)
_ADDRESS = re.compile(r"""(?:href|content)\s*=\s*["']?(https?://[^\s"'<>]{1,300})""", re.IGNORECASE)


def title_of_page(source: Source) -> Title | None:
    """The title in the head of a page, None where its first bytes have none."""
    whole = source.start.rpartition(b">")[0] + b">"  # the last character may be cut in two
    text, _ = _characters(whole, source.where)
    found = _TITLE.search(text)
    title = " ".join(html.unescape(found[1]).split()) if found else ""
    if not title:
        return None
    links = (link[1] for link in _LINKS.finditer(text) if _CANONICAL.search(link[1]))
    addresses = (address[1] for address in map(_ADDRESS.search, links) if address)
    return Title(title, _host(next(addresses, source.address)))


def _host(address: str) -> str:
    try:
        return urlsplit(html.unescape(address)).hostname or ""
    except ValueError:
        return ""


_AMP = {"amp-img": "img", "amp-anim": "img", "amp-iframe": "iframe", "amp-video": "video"}
"""Elements of AMP, and those of HTML that they stand for."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its tree, the address that its links start from, what was wrong with it."""

    root: Element
    body: Element
    address: str
    where: Where
    findings: tuple[Finding, ...] = ()

    def absolute(self, href: str) -> str:
        """An address on the page as one that leads there from anywhere, if the page's is known."""
        try:
            return urljoin(self.address, href.strip())
        except ValueError:  # "http://[": no address at all
            return href.strip()


def open_page(source: Source) -> Page:
    """The page in a source. Raises BadInput where it is too long, or has nothing in it."""
    data = source.whole(_MOST)
    if data is None:
        raise bad_input(
            "too-large",
            f"a page of over {_MOST:,} bytes",
            source.where,
            "save the page without its pictures in it, or the article alone",
        )
    text, findings = _characters(data, source.where)
    root, deep = _tree(text)
    if root is None and deep:
        hint = "save the article alone, or clean the page up"
        raise bad_input("deep-page", "elements stand in each other too deep", source.where, hint)
    if root is None:
        hint = "save the page again, as HTML with all that belongs to it"
        raise bad_input("empty-page", "a page with nothing in it", source.where, hint)
    if deep:
        message = "elements stand in each other too deep: formatting was taken out to read the page"
        findings = (*findings, Finding("deep-page", Severity.INFO, message, source.where))
    for element in root.iter(*_AMP):
        element.tag = _AMP[element.tag]
    body = root.find("body")
    return Page(
        root, root if body is None else body, _address(root, source), source.where, findings
    )


def _characters(data: bytes, where: Where) -> tuple[str, tuple[Finding, ...]]:
    if marked := marked_encoding(data):
        return _decoded(data, marked, where)
    try:
        return _clean(data.decode("utf-8")), ()
    except UnicodeDecodeError:
        encoding = _declared_encoding(data) or "cp1252"
    if encoding == "utf-8" and _is_not_even_mostly(data.decode("utf-8", "replace")):
        encoding = "cp1252"
    return _decoded(data, encoding, where)


def _is_not_even_mostly(text: str) -> bool:
    """Whether a text that should be UTF-8 has more bytes that are not than characters beyond ASCII
    that are: then its page says what is not so."""
    beyond = sum(sign > "\x7f" for sign in text)
    return 2 * text.count("\ufffd") > beyond


def _declared_encoding(data: bytes) -> str:
    """The encoding that a page declares, as Python calls it; "" where it declares none we know."""
    start = data[:_DECLARED_IN]
    found = _DECLARED.search(start)
    label = declared_encoding(start) or (found[1].decode("ascii").lower() if found else "")
    try:
        return codecs.lookup(_STANDS_FOR.get(label, label)).name if label else ""
    except LookupError:
        return ""


def _decoded(data: bytes, encoding: str, where: Where) -> tuple[str, tuple[Finding, ...]]:
    try:
        return _clean(data.decode(encoding)), ()
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    first = text.find("\ufffd")
    place = Where(where.file, line_at(max(first, 0), text))
    message = f"{text.count(chr(0xFFFD)):,} bytes are no characters of {encoding}"
    hint = "save the page again, in UTF-8; until then there is \ufffd for each of them"
    return _clean(text), (Finding("encoding", Severity.WARNING, message, place, hint),)


def _clean(text: str) -> str:
    """Without characters that no tree takes."""
    return _NOT_TEXT.sub(" ", text)


def _tree(text: str) -> tuple[Element | None, bool]:
    """The tree of a page, and whether it was too deep for its formatting. Browsers flatten what is
    nested deeper than 512 elements; libxml2 ends there, so it gets a page that is not so deep."""
    for attempt in (text, _FORMATTING.sub(" ", text), _GROUPING.sub(" ", text)):
        parser = etree.HTMLParser(
            encoding="utf-8", no_network=True, remove_pis=True, huge_tree=False, recover=True
        )
        try:
            root = etree.fromstring(attempt.encode("utf-8"), parser)
        except etree.XMLSyntaxError:
            root = None
        if not any("xcessive depth" in error.message for error in parser.error_log):
            return root, attempt is not text
    return None, True


def _address(root: Element, source: Source) -> str:
    """Where links of the page start: its base, else where it says it is, else where it was."""
    own = source.address
    for path in (".//base[@href]", ".//link[@rel='canonical']"):
        found = root.find(path)
        href = "" if found is None else (found.get("href") or "").strip()
        try:
            whole = urljoin(own, href)
            if href and urlsplit(whole).scheme in ("http", "https"):
                return whole
        except ValueError:
            continue
    return own
