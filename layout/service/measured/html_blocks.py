"""The blocks of a post's HTML: its outermost elements, and text that stands loose between them.

    <p>One</p> two <div><h2>A</h2><p>B</p></div>     paragraph, paragraph (two), embed (h2 and p)

What shows nothing (scripts, styles, comments, what is `hidden`, empty paragraphs) is no block.
Nothing that it names is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from layout.imports.html.element import LOOSE, Element, parts_of
from layout.imports.html.tree import tree_of
from slots.strip.measured_flow import HIGHEST, Role

_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("ul", "ol", "dl", "menu")
_ITEMS = ("li", "dt", "dd")
_IMAGES = ("img", "svg", "canvas")
_EMBEDS = ("iframe", "embed", "object", "video", "audio", "form")
_SILENT = ("script", "style", "template", "title", "link", "meta", "base", "noscript", "param")
_INLINE = frozenset(
    "a abbr b bdi bdo big br cite code data del dfn em font i img ins kbd label mark q s samp "
    "small span strike strong sub sup time tt u var wbr picture source svg math".split()
)
_SPACES = re.compile("[ \t\n\r\f]+")
_NUMBER = re.compile(r"\s*([0-9]{1,5})(?:\.[0-9]+)?(?:px)?\s*")


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts one above the other in the type of a role of the metrics, each so many times inset; a
    line feed in them is where a line must end."""

    name: str
    texts: tuple[str, ...]
    depths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A picture or an embed (`name`) with the width and height in px that it names, 0: none."""

    name: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Cells:
    """A table: the texts of its cells, row by row."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A dividing line."""


Piece = Texts | Box | Cells | Line


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """A block of a post: what it is, its words, and what stands in it from top to bottom."""

    role: Role
    pieces: tuple[Piece, ...]
    text: str
    level: int = HIGHEST


def blocks_of(html: str) -> tuple[HtmlBlock, ...]:
    """The blocks of a post, from top to bottom."""
    return tuple(_blocks(tree_of(html).root.children))


def _blocks(children: Iterable[Element | str]) -> Iterator[HtmlBlock]:
    for part in parts_of(children, _stands_alone):
        found = None if _shows_nothing(part) else _block(part)
        if found and found.pieces:
            yield found


def _stands_alone(element: Element) -> bool:
    return element.name not in _INLINE or _shows_nothing(element)


def _shows_nothing(element: Element) -> bool:
    return element.name in _SILENT or "hidden" in element.attributes


def _block(element: Element) -> HtmlBlock:
    name = element.name
    if name in ("p", LOOSE):
        return _paragraph(element)
    if name in _HEADS:
        level = max(_HEADS.index(name) + 1, HIGHEST)
        return _of_texts(Role.HEADING, name, (_text(element),), level)
    if name in _LISTS:
        items = tuple(_items(element, 1))
        texts = tuple(text for text, _ in items)
        piece = Texts("list", texts, tuple(depth for _, depth in items))
        return HtmlBlock(Role.LIST, (piece,) if items else (), "\n".join(texts))
    if name in _HOW:
        return _HOW[name](element)
    if name in _IMAGES or name == "picture":
        return HtmlBlock(Role.IMAGE, tuple(_images(element)), "")
    if name in _EMBEDS:
        return HtmlBlock(Role.EMBED, (_box("embed", element),), "")
    return _wrapped(element)


def _quote(element: Element) -> HtmlBlock:
    """A quotation; pictures in it stand above its words."""
    own = [piece for block in _blocks(element.children) for piece in block.pieces]
    texts = tuple(text for piece in own if isinstance(piece, Texts) for text in piece.texts)
    quote = _of_texts(Role.QUOTE, "quote", texts)
    others = (piece for piece in own if not isinstance(piece, Texts))
    return replace(quote, pieces=(*others, *quote.pieces))


def _code(element: Element) -> HtmlBlock:
    return _of_texts(Role.EMBED, "code", (element.text().strip("\n"),))


def _rule(_: Element) -> HtmlBlock:
    return HtmlBlock(Role.RULE, (Line(),), "")


def _of_texts(role: Role, name: str, texts: tuple[str, ...], level: int = HIGHEST) -> HtmlBlock:
    shown = tuple(text for text in texts if text.strip())
    pieces = (Texts(name, shown, (1,) * len(shown)),) if shown else ()
    return HtmlBlock(role, pieces, "\n".join(shown), level)


def _paragraph(element: Element) -> HtmlBlock:
    """A paragraph; one that has pictures alone is a picture, each in others a line of its own."""
    texts = _of_texts(Role.PARAGRAPH, "paragraph", (_text(element),))
    images = tuple(_images(element))
    embeds = tuple(_box("embed", each) for each in element.elements() if each.name in _EMBEDS)
    role = Role.PARAGRAPH if texts.pieces else Role.EMBED if embeds else Role.IMAGE
    return HtmlBlock(role, (*images, *embeds, *texts.pieces), texts.text)


def _wrapped(element: Element) -> HtmlBlock:
    """What is in a <div> or the like: its only block, or all of them as one that is not parted."""
    inner = tuple(_blocks(element.children))
    if len(inner) == 1:
        return inner[0]
    pieces = tuple(piece for block in inner for piece in block.pieces)
    return HtmlBlock(Role.EMBED, pieces, "\n".join(block.text for block in inner if block.text))


def _figure(element: Element) -> HtmlBlock:
    """What a figure shows, above its caption."""
    inside = [each for each in element.children if isinstance(each, Element)]
    captions = [each for each in inside if each.name == "figcaption"]
    rest = [each for each in element.children if each not in captions]
    inner = tuple(_blocks(rest))
    caption = _of_texts(Role.IMAGE, "caption", tuple(_text(each) for each in captions))
    pieces = tuple(piece for block in inner for piece in block.pieces)
    roles = {block.role for block in inner} or {Role.IMAGE}
    role = roles.pop() if len(roles) == 1 else Role.EMBED
    text = "\n".join(filter(None, (*(block.text for block in inner), caption.text)))
    return HtmlBlock(role, (*pieces, *caption.pieces), text)


def _items(element: Element, depth: int) -> Iterator[tuple[str, int]]:
    """The items of a list and of lists in it, with how deep each stands."""
    for child in element.children:
        if not isinstance(child, Element) or _shows_nothing(child):
            continue
        if child.name in _LISTS:
            yield from _items(child, depth + 1)
        elif child.name in _ITEMS:
            text = _text(child, without=_LISTS)
            yield text or "\u00a0", depth
            for inner in child.children:
                if isinstance(inner, Element) and inner.name in _LISTS:
                    yield from _items(inner, depth + 1)
        else:
            yield from _items(child, depth)


def _table(element: Element) -> HtmlBlock:
    rows = []
    for row in element.elements():
        if row.name == "tr":
            cells = (each for each in row.children if isinstance(each, Element))
            rows.append(tuple(_text(each) for each in cells if each.name in ("td", "th")))
    shown = tuple(row for row in rows if row)
    text = "\n".join(" ".join(row) for row in shown)
    return HtmlBlock(Role.TABLE, (Cells(shown),) if shown else (), text)


def _images(element: Element) -> Iterator[Box]:
    own = (element,) if element.name in _IMAGES else element.elements()
    return (_box("image", each) for each in own if each.name in _IMAGES)


def _box(name: str, element: Element) -> Box:
    sizes = [_NUMBER.fullmatch(element.get(side)) for side in ("width", "height")]
    width, height = (int(found[1]) if found else 0 for found in sizes)
    return Box(name, width, height)


def _text(element: Element, without: tuple[str, ...] = ()) -> str:
    """Its text as a browser folds it, with a line feed for each <br>."""
    parts: list[str] = []
    stack: list[Iterator[Element | str]] = [iter(element.children)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif isinstance(child, str):
            parts.append(_SPACES.sub(" ", child))
        elif child.name == "br":
            parts.append("\n")
        elif not (_shows_nothing(child) or child.foreign or child.name in (*without, *_EMBEDS)):
            stack.append(iter(child.children))
    lines = (_SPACES.sub(" ", line).strip(" ") for line in "".join(parts).split("\n"))
    return "\n".join(lines).strip("\n")


_HOW: dict[str, Callable[[Element], HtmlBlock]] = {
    "blockquote": _quote,
    "figure": _figure,
    "hr": _rule,
    "pre": _code,
    "table": _table,
}
"""What becomes of single elements."""
