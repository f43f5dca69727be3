"""The blocks of a post's HTML: its outermost elements, and text that stands loose between them.

    <p>One</p> two <div><h2>A</h2><p>B</p></div>     paragraph, paragraph (two), embed (h2 and p)

What shows nothing (scripts, styles, comments, what is `hidden`, empty paragraphs) is no block.
What only holds blocks together is none, but they are: a group of WordPress's, and the <div> in
which a whole post stands. The plugin (templates/wordpress) counts them in the same way.
Nothing that it names is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from layout.imports.html.element import LOOSE, Element, parts_of
from layout.imports.html.tree import tree_of
from layout.service.measured.pieces import Beside, Box, Cells, Line, Piece, Texts
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
_WRAPPERS = ("div", "section", "article", "main", "center")
_GROUPS = {"wp-block-group", "wp-block-group__inner-container"}
_PARTED = re.compile(r"has-background|has-border-color|is-layout-(?:flex|grid)", re.IGNORECASE)
"""How a group names a ground of its own, or that its blocks stand beside each other."""
_BESIDE = re.compile(
    r"is-layout-(?:flex|grid)|wp-block-(?:columns|media-text|cover|gallery|buttons)"
    r"|\bgallery\b|display\s*:|column",
    re.IGNORECASE,
)
"""How an element names that what is in it stands side by side, or in one picture."""
_COLUMNS_FROM, _MEDIA_FROM, _GALLERY_FROM = 782, 601, 600
"""Px of a screen from which on WordPress's own style sheet sets columns, a picture with its text
and the pictures of a gallery as wide screens have them."""
_IN_A_ROW = 3
_LEAST = 192
"""Px of a column of a grid at least, where WordPress is told nothing else: 12rem."""
_GALLERY_COLUMNS = re.compile("columns-([1-9])")
_MEDIA = "wp-block-media-text"
_BASIS = re.compile(r"flex-basis\s*:\s*([0-9]{1,3}(?:\.[0-9]{1,6})?)%")
_PERCENT = re.compile(r"grid-template-columns\s*:[^;]*?\b([0-9]{1,3}(?:\.[0-9]{1,6})?)%")
_SPACES = re.compile("[ \t\n\r\f]+")
_NUMBER = re.compile(r"\s*([0-9]{1,5})(?:\.[0-9]+)?(?:px)?\s*")


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """A block of a post: what it is, its words, and what stands in it from top to bottom."""

    role: Role
    pieces: tuple[Piece, ...]
    text: str
    level: int = HIGHEST


@dataclass(frozen=True, slots=True)
class _Part:
    """A block, and the element that it is."""

    element: Element
    block: HtmlBlock


def blocks_of(html: str) -> tuple[HtmlBlock, ...]:
    """The blocks of a post, from top to bottom."""
    parts = tuple(_parts(tree_of(html).root.children))
    while len(parts) == 1 and _holds_a_post(parts[0].element):
        parts = tuple(_parts(parts[0].element.children))
    return tuple(part.block for part in parts)


def _blocks(children: Iterable[Element | str]) -> Iterator[HtmlBlock]:
    return (part.block for part in _parts(children))


def _parts(children: Iterable[Element | str]) -> Iterator[_Part]:
    for element in parts_of(children, _stands_alone):
        if _shows_nothing(element):
            continue
        if _is_group(element):
            yield from _parts(element.children)
            continue
        block = _block(element)
        if block.pieces:
            yield _Part(element, block)


def _is_group(element: Element) -> bool:
    """Whether it is a group that holds blocks one below the other, on no ground of its own."""
    return not _GROUPS.isdisjoint(element.classes) and not _PARTED.search(_manner(element))


def _holds_a_post(element: Element) -> bool:
    return element.name in _WRAPPERS and not _BESIDE.search(_manner(element))


def _manner(element: Element) -> str:
    """What it says of how it stands."""
    return f" {element.get('class')} {element.get('style')} "


def _stands_alone(element: Element) -> bool:
    return element.name not in _INLINE or _shows_nothing(element)


def _shows_nothing(element: Element) -> bool:
    return element.name in _SILENT or "hidden" in element.attributes


def _block(element: Element) -> HtmlBlock:
    name = element.name
    classes = element.classes
    for known, in_columns in _IN_COLUMNS.items():
        if known in classes:
            return in_columns(element)
    if name in ("p", LOOSE):
        return _paragraph(element)
    if name in _HEADS:
        level = max(_HEADS.index(name) + 1, HIGHEST)
        head = _of_texts(Role.HEADING, name, (_text(element),), level)
        return replace(head, pieces=(*_images(element), *head.pieces))
    if name in _LISTS:
        items = tuple(_items(element, 1))
        texts = tuple(text for text, _ in items)
        piece = Texts("list", texts, tuple(depth for _, depth in items))
        pieces: tuple[Piece, ...] = (*_images(element), piece) if items else ()
        return HtmlBlock(Role.LIST, pieces, "\n".join(texts))
    if name in _HOW:
        return _HOW[name](element)
    if name in _IMAGES or name == "picture":
        return HtmlBlock(Role.IMAGE, tuple(_images(element)), "")
    if name in _EMBEDS:
        return HtmlBlock(Role.EMBED, (_box("embed", element),), "")
    return _wrapped(element)


def _quote(element: Element) -> HtmlBlock:
    """A quotation; pictures in it stand above its words, and below them whose they are."""
    cites = [
        each
        for each in element.children
        if isinstance(each, Element) and each.name in ("cite", "footer")
    ]
    if any(isinstance(each, str) and each.strip() for each in element.children):
        cites = []  # it stands among the words
    rest = [each for each in element.children if each not in cites]
    own = [piece for block in _blocks(rest) for piece in block.pieces]
    texts = tuple(text for piece in own if isinstance(piece, Texts) for text in piece.texts)
    quote = _of_texts(Role.QUOTE, "quote", texts)
    cite = _of_texts(Role.QUOTE, "cite", tuple(map(_text, cites)))
    others = (piece for piece in own if not isinstance(piece, Texts))
    pieces = (*others, *quote.pieces, *cite.pieces)
    text = "\n".join(filter(None, (quote.text, cite.text)))
    return replace(quote, pieces=pieces, text=text)


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
    embeds = tuple(_box("embed", each) for each in _seen(element) if each.name in _EMBEDS)
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


def _columns(element: Element) -> HtmlBlock:
    """Columns: on narrow screens one below the other, if they do not say otherwise."""
    columns = _elements(element)
    shares = tuple(_percent(each.get("style"), _BASIS) for each in columns)
    narrow = len(columns) if "is-not-stacked-on-mobile" in element.classes else 1
    how = Beside((), max(narrow, 1), max(len(columns), 1), _COLUMNS_FROM, shares)
    return _in_columns(columns, how, Role.EMBED)


def _media_text(element: Element) -> HtmlBlock:
    """A picture beside its text."""
    columns = _elements(element)
    share = _percent(element.get("style"), _PERCENT) or 50.0
    shares = tuple(share if f"{_MEDIA}__media" in each.classes else 0.0 for each in columns)
    narrow = 1 if "is-stacked-on-mobile" in element.classes else len(columns)
    how = Beside((), max(narrow, 1), max(len(columns), 1), _MEDIA_FROM, shares)
    return _in_columns(columns, how, Role.EMBED)


def _row(element: Element) -> HtmlBlock:
    """A group whose blocks share a row, whatever its width; other groups are as any <div>."""
    parts = _elements(element)
    if "is-layout-grid" in element.classes:
        grid = Beside((), max(len(parts), 1), max(len(parts), 1), 0, (0.0,) * len(parts), _LEAST)
        return _in_columns(parts, grid, Role.EMBED)
    if "is-layout-flex" not in element.classes or "is-nowrap" not in element.classes:
        return _wrapped(element)
    row = Beside((), max(len(parts), 1), max(len(parts), 1), 0, (0.0,) * len(parts))
    return _in_columns(parts, row, Role.EMBED)


def _gallery(element: Element) -> HtmlBlock:
    """Pictures in rows, whose captions lie on them."""
    pictures = [each for each in _elements(element) if each.name == "figure"]
    if not pictures:
        return _figure(element)
    named = (_GALLERY_COLUMNS.fullmatch(each) for each in element.classes)
    wide = next((int(found[1]) for found in named if found), _IN_A_ROW)
    how = Beside((), min(wide, 2), wide, _GALLERY_FROM, (0.0,) * len(pictures))
    block = _in_columns(pictures, how, Role.IMAGE)
    captions = [each for each in _elements(element) if each.name == "figcaption"]
    caption = _of_texts(Role.IMAGE, "caption", tuple(_text(each) for each in captions))
    return replace(block, pieces=(*block.pieces, *caption.pieces))


def _in_columns(columns: list[Element], how: Beside, role: Role) -> HtmlBlock:
    """A block of elements that stand side by side; `how` says it, and is filled."""
    blocks = tuple(_block(each) for each in columns)
    if not any(block.pieces for block in blocks):
        return HtmlBlock(role, (), "")
    beside = replace(how, columns=tuple(_own(block, role) for block in blocks))
    return HtmlBlock(role, (beside,), "\n".join(block.text for block in blocks if block.text))


def _own(block: HtmlBlock, role: Role) -> tuple[Piece, ...]:
    """What stands in a column; of a picture of a gallery it alone."""
    if role is not Role.IMAGE:
        return block.pieces
    return tuple(piece for piece in block.pieces if isinstance(piece, Box))


def _elements(element: Element) -> list[Element]:
    """What shows in an element; loose text is one, too."""
    parts = parts_of(element.children, _stands_alone)
    return [each for each in parts if not _shows_nothing(each)]


def _percent(style: str, pattern: re.Pattern[str]) -> float:
    """The width that a style names, in percent of the column; 0: none."""
    found = pattern.search(style)
    return min(float(found[1]), 100.0) if found else 0.0


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
    one_column = all(len(row) == 1 for row in shown)  # as old blogs have pictures with captions
    images = tuple(_images(element)) if one_column else ()
    text = "\n".join(" ".join(row) for row in shown)
    return HtmlBlock(Role.TABLE, (*images, Cells(shown)) if shown else (), text)


def _images(element: Element) -> Iterator[Box]:
    own = (element,) if element.name in _IMAGES else _seen(element)
    return (_box("image", each) for each in own if each.name in _IMAGES)


def _seen(element: Element) -> Iterator[Element]:
    """All elements in it that show: a picture that waits has another in <noscript>."""
    for child in element.children:
        if isinstance(child, Element) and not _shows_nothing(child):
            yield child
            yield from _seen(child)


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

_IN_COLUMNS: dict[str, Callable[[Element], HtmlBlock]] = {
    "wp-block-columns": _columns,
    _MEDIA: _media_text,
    "wp-block-gallery": _gallery,
    "wp-block-group": _row,
}
"""What becomes of elements of a class whose parts WordPress sets side by side."""
