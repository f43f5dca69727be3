"""The frames of a page, as an IDML package has them: where they are, what they are called, what
type is in them.

A package comes from anywhere. It is read in memory, within limits, by a parser that expands and
fetches nothing (`layout.imports.documents.archive`); numbers are checked before they are reckoned
with. Coordinates are points from the top left corner of the page.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from layout.imports.documents.archive import Archive, archive_in
from layout.imports.source import source_of
from slots.files.decoding import Undecodable

_PACKAGING = "{http://ns.adobe.com/AdobeInDesign/idml/1.0/packaging}"
_MIMETYPE = b"application/vnd.adobe.indesign-idml-package"
_ITEMS = frozenset({"TextFrame", "Rectangle", "Polygon", "Oval", "GraphicLine", "Group", "Button"})
_PLACED = frozenset({"Image", "PDF", "EPS", "ImportedPage", "PICT", "WMF", "SVG", "Movie"})
_MOST_PARTS = 2_000
"""Spreads, stories and other parts that a document may name."""
_MOST_ITEMS = 5_000
"""Frames on the spreads of a document."""
_FARTHEST = 1_000_000.0
"""Points that anything may be from anything else: InDesign's pasteboard ends long before."""

_Matrix = tuple[float, float, float, float, float, float]
_STILL: _Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Bounds:
    """A rectangle on a page, in points."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def area(self) -> float:
        """Square points."""
        return self.width * self.height

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def joined(self, other: Bounds) -> Bounds:
        """The least rectangle around both."""
        return Bounds(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def shared(self, other: Bounds) -> float:
        """The area that both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        deep = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, wide) * max(0.0, deep)


@dataclass(frozen=True, slots=True)
class DrawnFrame:
    """A frame: its kind (the element's name), its place, what it is called and on which layer;
    `group` is the id of the outermost group that it is in, `story` that of its text. `placed` says
    that a graphic hangs in it or is meant to; `styles` are the names of its paragraph styles, in
    their order, `size` the size of its first line in points (0: not known), `letters` how many
    characters its story has."""

    kind: str
    bounds: Bounds
    name: str = ""
    layer: str = ""
    group: str = ""
    story: str = ""
    placed: bool = False
    styles: tuple[str, ...] = ()
    size: float = 0
    letters: int = 0


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page: its name, its width and height, the rectangle within its margins, and its frames in
    the order in which they lie, the lowest first."""

    name: str
    width: float
    height: float
    live: Bounds
    columns: int
    frames: tuple[DrawnFrame, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Text:
    """What a story says: the names of its styles, the size of its first line, its characters."""

    styles: tuple[str, ...]
    size: float
    letters: int


@dataclass(slots=True)
class _Document:
    """What a package says of the document: parts by their kinds, layers, sizes of styles."""

    archive: Archive
    parts: Mapping[str, list[str]]
    layers: Mapping[str, str]
    sizes: Mapping[str, float]
    texts: dict[str, _Text] = field(default_factory=dict)


def drawn_pages(data: bytes, name: str) -> tuple[DrawnPage, ...]:
    """All pages of a package, in its order. Raises Undecodable where it is none, is damaged, or is
    made to do harm."""
    with archive_in(source_of(data, name)) as archive:
        if archive.part("mimetype", 200).strip() != _MIMETYPE:
            raise Undecodable("it is no IDML package: export it as InDesign Markup (IDML)")
        document = _document(archive)
        pages: list[DrawnPage] = []
        count = 0
        for part in document.parts.get("Spread", ()):
            spread = _first(_part(archive, part), "Spread")
            if spread is None:
                continue
            items = list(_items(spread, _STILL, "", document))
            count += len(items)
            if count > _MOST_ITEMS:
                raise Undecodable(f"it has over {_MOST_ITEMS:,} frames")
            pages += _pages(spread, items)
        return tuple(pages)


def _document(archive: Archive) -> _Document:
    root = _part(archive, "designmap.xml")
    parts: dict[str, list[str]] = {}
    for child in root:
        if isinstance(child.tag, str) and child.tag.startswith(_PACKAGING):
            parts.setdefault(child.tag.removeprefix(_PACKAGING), []).append(child.get("src", ""))
    if sum(map(len, parts.values())) > _MOST_PARTS:
        raise Undecodable(f"it names over {_MOST_PARTS:,} parts")
    layers = {
        layer.get("Self", ""): layer.get("Name", "")
        for layer in root.iter("Layer")
        if layer.get("Visible") != "false"
    }
    hidden = {layer.get("Self", "") for layer in root.iter("Layer")} - layers.keys()
    layers |= dict.fromkeys(hidden, _HIDDEN)
    document = _Document(archive, parts, layers, _sizes(archive, parts.get("Styles", ())))
    for part in parts.get("Story", ()):
        story = _first(_part(archive, part), "Story")
        if story is not None:
            document.texts[story.get("Self", "")] = _text_of(story, document.sizes)
    return document


_HIDDEN = "\0hidden"
"""The name of a layer that is not shown."""


def _part(archive: Archive, name: str) -> etree._Element:
    """The root of a part that the document needs. Raises Undecodable where it is not there."""
    root = archive.xml(name)
    if root is None:
        raise Undecodable(f"its part {name[:80] or 'without a name'} is not there")
    return root


def _first(root: etree._Element, tag: str) -> etree._Element | None:
    return root if root.tag == tag else root.find(tag)


# --- styles and stories ---------------------------------------------------------------------------


def _sizes(archive: Archive, parts: tuple[str, ...] | list[str]) -> dict[str, float]:
    """The size of each paragraph style, in points, its own or that of the style it is based on."""
    own: dict[str, float] = {}
    based: dict[str, str] = {}
    for part in parts:
        for style in _part(archive, part).iter("ParagraphStyle", "CharacterStyle"):
            name = style.get("Self", "")
            size = style.get("PointSize")
            if size is not None:
                own[name] = _number(size)
            found = style.find("Properties/BasedOn")
            if found is not None and found.text:
                base = found.text
                based[name] = base if "/" in base else f"ParagraphStyle/{base}"
    sizes = {}
    for name in {*own, *based}:
        at, seen = name, {name}
        while at not in own and at in based and based[at] not in seen:
            at = based[at]
            seen.add(at)
        sizes[name] = own.get(at, 0.0)
    return sizes


def _text_of(story: etree._Element, sizes: Mapping[str, float]) -> _Text:
    styles: dict[str, None] = {}
    size, letters = 0.0, 0
    for paragraph in story.iter("ParagraphStyleRange"):
        applied = paragraph.get("AppliedParagraphStyle", "")
        said = applied.partition("/")[2].removeprefix("$ID/")
        styles[said.replace("%3a", ":")] = None
        for range_ in paragraph.iter("CharacterStyleRange"):
            text = sum(len(content.text or "") for content in range_.iter("Content"))
            if text and not size:
                named = sizes.get(range_.get("AppliedCharacterStyle", ""), 0.0)
                size = _size_in(range_) or _size_in(paragraph) or named or sizes.get(applied, 0.0)
            letters += text
    return _Text(tuple(styles), size, letters)


def _size_in(range_: etree._Element) -> float:
    said = range_.get("PointSize")
    return _number(said) if said is not None else 0.0


# --- frames ---------------------------------------------------------------------------------------


def _items(
    parent: etree._Element, outer: _Matrix, group: str, document: _Document
) -> Iterator[DrawnFrame]:
    """The frames of a spread or group, as they lie, in the coordinates of the spread."""
    for child in parent:
        if child.tag not in _ITEMS or child.get("Visible") == "false":
            continue
        layer = document.layers.get(child.get("ItemLayer", ""), "")
        if layer == _HIDDEN:
            continue
        matrix = _times(_matrix(child.get("ItemTransform")), outer)
        inside = group or child.get("Self", "")
        if child.tag == "Group":
            yield from _items(child, matrix, inside, document)
            continue
        bounds = _bounds(child, matrix)
        if bounds is not None:
            yield _frame(child, bounds, layer, group, document)


def _frame(
    item: etree._Element, bounds: Bounds, layer: str, group: str, document: _Document
) -> DrawnFrame:
    name = item.get("Name", "").removeprefix("$ID/")
    label = item.find("Properties/Label/KeyValuePair")
    if not name and label is not None:
        name = label.get("Value", "")
    placed = any(child.tag in _PLACED for child in item) or item.get("ContentType") == "GraphicType"
    story = item.get("ParentStory", "")
    text = document.texts.get(story, _Text((), 0, 0))
    kind = str(item.tag)
    return DrawnFrame(
        kind, bounds, name, layer, group, story, placed, text.styles, text.size, text.letters
    )


def _bounds(item: etree._Element, matrix: _Matrix) -> Bounds | None:
    """The rectangle around an item's path on its spread; None where it has no path."""
    a, b, c, d, e, f = matrix
    xs, ys = [], []
    for point in item.iterfind("Properties/PathGeometry//PathPointType"):
        x, y = _numbers(point.get("Anchor", ""), 2)
        xs.append(_near(a * x + c * y + e))
        ys.append(_near(b * x + d * y + f))
    return Bounds(min(xs), min(ys), max(xs), max(ys)) if xs else None


def _pages(spread: etree._Element, items: list[DrawnFrame]) -> Iterator[DrawnPage]:
    """The pages of a spread, each with the frames of which it has the middle."""
    placed: dict[int, list[DrawnFrame]] = {}
    found = [(page, *_page_bounds(page)) for page in spread.iter("Page")]
    for item in items:
        shares = [
            (item.bounds.shared(bounds), -number) for number, (_, bounds, _) in enumerate(found)
        ]
        most = max(shares, default=(0.0, 0))
        if most[0] > 0:
            placed.setdefault(-most[1], []).append(item)
    for number, (page, bounds, own) in enumerate(found):
        frames = tuple(_moved(frame, bounds) for frame in placed.get(number, ()))
        live, columns = _live(page, own)
        yield DrawnPage(page.get("Name", ""), own.width, own.height, live, columns, frames)


def _page_bounds(page: etree._Element) -> tuple[Bounds, Bounds]:
    """A page's rectangle on its spread, and by itself."""
    top, left, bottom, right = _numbers(page.get("GeometricBounds", ""), 4)
    a, b, c, d, e, f = _matrix(page.get("ItemTransform"))
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (top, bottom)]
    xs, ys = [_near(x) for x, _ in corners], [_near(y) for _, y in corners]
    own = Bounds(0, 0, abs(right - left), abs(bottom - top))
    if not own.width or not own.height:
        raise Undecodable("it has a page without a size")
    return Bounds(min(xs), min(ys), max(xs), max(ys)), own


def _moved(frame: DrawnFrame, page: Bounds) -> DrawnFrame:
    """A frame in the coordinates of its page."""
    at = frame.bounds
    bounds = Bounds(
        at.left - page.left, at.top - page.top, at.right - page.left, at.bottom - page.top
    )
    return replace(frame, bounds=bounds)


def _live(page: etree._Element, own: Bounds) -> tuple[Bounds, int]:
    """The rectangle within a page's margins, all of it where they leave nothing; its columns."""
    margins = page.find("MarginPreference")
    if margins is None:
        return own, 1
    left, top, right, bottom = (
        _number(margins.get(side, "0")) for side in ("Left", "Top", "Right", "Bottom")
    )
    live = Bounds(left, top, own.width - right, own.height - bottom)
    columns = margins.get("ColumnCount", "1")
    count = int(columns) if columns.isascii() and columns.isdecimal() and len(columns) < 4 else 1
    return (live if live.width > 0 < live.height else own), count


# --- numbers --------------------------------------------------------------------------------------


def _number(text: str) -> float:
    """A number. Raises Undecodable for what is none, or beyond all pages."""
    try:
        value = float(text)
    except ValueError:
        raise Undecodable(f"{text[:40]!r} stands where a number should") from None
    return _near(value)


def _near(value: float) -> float:
    if not math.isfinite(value) or abs(value) > _FARTHEST:
        raise Undecodable("something in it lies beyond any page")
    return value


def _numbers(text: str, count: int) -> list[float]:
    parts = text.split()
    if len(parts) != count:
        raise Undecodable(f"{text[:40]!r} stands where {count} numbers should")
    return [_number(part) for part in parts]


def _matrix(text: str | None) -> _Matrix:
    if text is None:
        return _STILL
    a, b, c, d, e, f = _numbers(text, 6)
    return a, b, c, d, e, f


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    """What is moved by one matrix, and then by another."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    product = (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip
    return tuple(map(_near, product))  # type: ignore[return-value]
