"""NITF's own words for a body (IPTC NITF 2.5 to 3.6) to HTML, at one place, so that `copy_of` makes
copy of it as of any other HTML.

    hl1 hl2            headings         org person location ...   their words
    media              a picture        bq                        a quotation with its credit
    tagline            italics          nitf-table, table         a table
    note type="npa"    left out         copyrite                  left out
    dl fn pre ol ul    as in HTML       num frac                  their figures

Elements that NITF has from HTML (p, em, a, br, ...) stay; those that nobody knows give their words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from layout.imports.item import LeftOut
from layout.imports.wires.xml_tree import Node, all_text, child, children, line_of, name_of
from slots.finding import Where

_SAME = frozenset(
    "a b i u em strong p br hr ol ul li dl dt dd pre table thead tbody tfoot tr th td caption col"
    " colgroup sub sup q h1 h2 h3 h4 h5 h6 blockquote cite div section article aside figure"
    " figcaption img span code header footer small s del ins mark abbr details summary iframe video"
    " audio source time main nav label form input button center font strike tt big".split()
)
_VOID = frozenset("br hr img col input source".split())
_KEPT = frozenset(
    "href src alt title width height class id start colspan rowspan align srcset type name value"
    " data-src cite".split()
)
_AS = {
    **{"hl1": "h2", "hl2": "h2", "hedline": "div", "block": "div", "body.content": "div"},
    **{"body.end": "div", "bibliography": "p", "datasource": "p", "nitf-table": "div"},
    **{"custom-table": "table", "fn": "p", "nitf-caption": "p", "nitf-col": "span"},
    **{"credit": "cite", "media-producer": "p", "lang": "span", "series": "p", "byline": "p"},
    **{"byttl": "span", "distributor": "p", "abstract": "div", "note": "blockquote"},
    **{"rights": "p", "summary": "p", "object.title": "em", "tagline": "p", "dateline": "span"},
}
_LEFT_OUT = {
    "copyrite": "a notice of rights",
    "rights": "a notice of rights",
    "script": "a script",
    "style": "a style sheet",
}
_NOT_FOR_READERS = frozenset({"npa"})
_DATA = frozenset("media-metadata custom-table-metadata nitf-table-metadata object-data".split())
_DATA |= {"media-object", "meta", "link", "title", "head"}
_BLOCKS = frozenset(
    "p div li h1 h2 h3 h4 h5 h6 hl1 hl2 br tr td th ul ol dl dt dd section header footer block bq"
    " blockquote media media-caption media-producer note table tagline body.content"
    " body.end".split()
)


@dataclass(slots=True)
class _Bare:
    """HTML of a body, and the words in it that are no copy."""

    where: Where
    html: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def html_of(nodes: Iterator[Node] | list[Node], where: Where) -> tuple[str, tuple[LeftOut, ...]]:
    """HTML of elements of NITF (or of XHTML), and their words that are not for readers."""
    bare = _Bare(where)
    for node in nodes:
        _element(node, bare)
    return "".join(bare.html), tuple(bare.left_out)


def html_inside(node: Node, where: Where) -> tuple[str, tuple[LeftOut, ...]]:
    """HTML of what stands in an element: its text and its children."""
    bare = _Bare(where)
    _inside(node, bare)
    return "".join(bare.html), tuple(bare.left_out)


def block_text(node: Node | None) -> str:
    """All text of an element on one line, with a space between its paragraphs."""
    if node is None:
        return ""
    texts: list[str] = []
    for each in node.iter():
        if name_of(each) in _BLOCKS:
            texts.append(" ")
        texts.append(each.text or "")
        if each is not node:
            texts.append(f" {each.tail or ''}" if name_of(each) in _BLOCKS else each.tail or "")
    return " ".join("".join(texts).split())


def _inside(node: Node, bare: _Bare) -> None:
    bare.html.append(escape(node.text or "", quote=False))
    for each in node:
        _element(each, bare)
        bare.html.append(escape(each.tail or "", quote=False))


def _element(node: Node, bare: _Bare) -> None:
    name = name_of(node)
    if not name:
        bare.html.append(escape(node.text or "", quote=False))
    elif what := _why_left_out(name, node):
        bare.left_out.append(LeftOut(what, block_text(node), line_of(node, bare.where)))
    elif name == "media":
        _media(node, bare)
    elif name == "bq":
        _quotation(node, bare)
    elif name == "frac":
        _fraction(node, bare)
    elif name not in _DATA:
        _plain_element(name, node, bare)


def _why_left_out(name: str, node: Node) -> str:
    if name == "note" and (node.get("type") or "").lower() in _NOT_FOR_READERS:
        return "a note to editors"
    return _LEFT_OUT.get(name, "")


def _plain_element(name: str, node: Node, bare: _Bare) -> None:
    tag = name if name in _SAME else _AS.get(name, "")
    if not tag:
        _inside(node, bare)
        return
    bare.html.append(f"<{tag}{_attributes(node)}>")
    if tag in _VOID:
        return
    if name == "tagline":
        bare.html.append("<em>")
    _inside(node, bare)
    if name == "tagline":
        bare.html.append("</em>")
    bare.html.append(f"</{tag}>")


def _attributes(node: Node) -> str:
    kept = ((str(name), str(value)) for name, value in node.attrib.items() if name in _KEPT)
    return "".join(f' {name}="{escape(value)}"' for name, value in kept)


def _quotation(node: Node, bare: _Bare) -> None:
    """A quotation: its block, and its credit as the last line of it."""
    bare.html.append("<blockquote>")
    bare.html.append(escape(node.text or "", quote=False))
    for each in node:
        if name_of(each) == "credit":
            bare.html.append("<p><cite>")
            _inside(each, bare)
            bare.html.append("</cite></p>")
        else:
            _element(each, bare)
        bare.html.append(escape(each.tail or "", quote=False))
    bare.html.append("</blockquote>")


def _fraction(node: Node, bare: _Bare) -> None:
    parts = (all_text(part).strip() for part in children(node, "frac-num", "frac-den"))
    bare.html.append(escape("/".join(parts)))


_PICTURES = ("image", "photo", "graphic", "picture", "illustration", "")
_WIDEST = 1 << 30


def _media(node: Node, bare: _Bare) -> None:
    """A picture as a figure, with its caption and credit; a recording as a link with its words."""
    kind = (node.get("media-type") or "").lower()
    references = [each for each in children(node, "media-reference") if _source(each)]
    if kind in _PICTURES and references:
        _figure(node, max(references, key=_size), bare)
        return
    for reference in references[:1]:
        address = escape(_source(reference))
        words = reference.get("alternate-text") or reference.get("name") or _source(reference)
        bare.html.append(f'<p><a href="{address}">{escape(words)}</a></p>')
    for each in children(node):
        if name_of(each) in ("media-caption", "media-producer", "caption"):
            bare.html.append("<p>")
            _inside(each, bare)
            bare.html.append("</p>")


def _source(reference: Node) -> str:
    return reference.get("source") or reference.get("data-location") or ""


def _size(reference: Node) -> int:
    try:
        return min(int(reference.get("width") or 0), _WIDEST)
    except ValueError:
        return 0


def _figure(node: Node, reference: Node, bare: _Bare) -> None:
    alt = reference.get("alternate-text") or ""
    size = "".join(
        f' {side}="{value}"'
        for side in ("width", "height")
        if (value := reference.get(side) or "").isdigit()
    )
    src = escape(_source(reference))
    bare.html.append(f'<figure><img src="{src}" alt="{escape(alt)}"{size}>')
    captions = list(children(node, "media-caption", "caption"))
    credit = " ".join(filter(None, (block_text(each) for each in children(node, "media-producer"))))
    if captions or credit:
        bare.html.append("<figcaption>")
        for caption in captions:
            _inside(caption, bare)
            bare.html.append(" ")
        if credit:
            bare.html.append(f'<span class="credit">{escape(credit)}</span>')
        bare.html.append("</figcaption>")
    bare.html.append("</figure>")


def body_nodes(nitf: Node) -> list[Node]:
    """What holds the copy of an NITF document: its content, and what stands at its end."""
    body = child(nitf, "body")
    body = body if body is not None else nitf
    found = list(children(body, "body.content", "body.end"))
    return found or [each for each in children(body) if name_of(each) not in ("head", "body.head")]
