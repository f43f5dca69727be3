"""Spreads and master spreads: pages that face each other, and all that stands on them.

The origin of a spread is its spine at half its height; a left page begins a page's width left of
it. Frames have their own origin at their top left corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from layout.idml.matter.graphics import Graphic
from layout.idml.matter.masters import Master
from layout.idml.matter.set_matter import Layer, Panel, Ruled, TextFrame, Thread
from layout.idml.written.styles import NO_OBJECT, colour_address
from layout.idml.written.xml_parts import (
    Element,
    decimal,
    element,
    part,
    points,
    properties,
    texted,
)
from layout.page.grid import Grid
from layout.page.rect import Rect

_NONE = "n"
_NO_SWATCH = "Swatch/None"
_APART = 100_000
"""Millipoints between two spreads on the pasteboard."""
_STILL = "1 0 0 1 0 0"
_SOLID = "StrokeStyle/$ID/Solid"


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """What all pages have: their grid; and how addresses of links read."""

    grid: Grid
    packaged: bool

    @property
    def width(self) -> int:
        """The width of a page."""
        return self.grid.trim[0]

    @property
    def height(self) -> int:
        """The height of a page."""
        return self.grid.trim[1]

    def corner(self, page: int) -> tuple[int, int]:
        """Where the top left corner of a page stands in its spread: even pages are left ones."""
        return (0 if page % 2 else -self.width), -(self.height // 2)


@dataclass(frozen=True, slots=True, eq=False)
class Threaded:
    """Threads with the ids of their stories and frames."""

    ids: Mapping[int, str]

    def story(self, thread: Thread) -> str:
        """The id of a thread's story."""
        return self.ids[id(thread)]

    def frame(self, thread: Thread, number: int) -> str:
        """The id of one of its frames; that of none beyond either end."""
        inside = 0 <= number < len(thread.frames)
        return f"{self.ids[id(thread)]}f{number}" if inside else _NONE


@dataclass(frozen=True, slots=True)
class PageOf:
    """A page of a spread by its number, and the id of its master ("n": none)."""

    number: int
    master: str


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """What stands on pages."""

    threads: Sequence[Thread]
    panels: Sequence[Panel] = ()
    rules: Sequence[Ruled] = ()
    graphics: Sequence[Graphic] = ()


class SpreadWriter:
    """Writes the spreads of one document."""

    def __init__(self, sheet: Sheet, threaded: Threaded) -> None:
        self._sheet, self._threaded = sheet, threaded
        self._count = 0

    def spread(self, name: str, number: int, pages: Sequence[PageOf], contents: Contents) -> bytes:
        """A spread: `number` counts from 0."""
        drop = number * (self._sheet.height + _APART)
        first = pages[0].number
        attributes = {
            "Self": name,
            "PageCount": str(len(pages)),
            "BindingLocation": "0" if first % 2 else "1",
            "AllowPageShuffle": "true",
            "ShowMasterItems": "true",
            "FlattenerOverride": "Default",
            "ItemTransform": f"1 0 0 1 0 {points(drop)}",
        }
        shown = [
            self._page(page_id(one.number), str(one.number), one.number, one.master)
            for one in pages
        ]
        numbers = frozenset(one.number for one in pages)
        return part(
            "Spread", element("Spread", attributes, *shown, *self._items(contents, numbers))
        )

    def master(self, name: str, master: Master) -> bytes:
        """A master spread: a left page and a right one."""
        attributes = {
            "Self": name,
            "Name": f"{master.prefix}-{master.name}",
            "NamePrefix": master.prefix,
            "BaseName": master.name,
            "PageCount": "2",
            "ItemTransform": _STILL,
        }
        sides = [self._page(f"{name}p{side}", master.prefix, side, _NONE) for side in (2, 3)]
        contents = Contents(master.threads, (), master.rules)
        return part(
            "MasterSpread", element("MasterSpread", attributes, *sides, *self._items(contents))
        )

    def _page(self, name: str, said: str, number: int, master: str) -> Element:
        x, y = self._sheet.corner(number)
        grid, live = self._sheet.grid, self._sheet.grid.live
        positions: list[int] = []
        for left, width in grid.columns:
            positions += [left - live.x, left + width - live.x]
        margins = element(
            "MarginPreference",
            {
                "ColumnCount": str(len(grid.columns)),
                "ColumnGutter": points(grid.gutter),
                "Top": points(live.y),
                "Bottom": points(self._sheet.height - live.bottom),
                "Left": points(live.x),
                "Right": points(self._sheet.width - live.right),
                "ColumnDirection": "Horizontal",
                "ColumnsPositions": " ".join(map(points, positions)),
            },
        )
        attributes = {
            "Self": name,
            "Name": said,
            "AppliedMaster": master,
            "GeometricBounds": f"0 0 {points(self._sheet.height)} {points(self._sheet.width)}",
            "ItemTransform": f"1 0 0 1 {points(x)} {points(y)}",
            "MasterPageTransform": _STILL,
            "OverrideList": "",
            "TabOrder": "",
        }
        return element("Page", attributes, margins)

    def _items(self, contents: Contents, pages: frozenset[int] | None = None) -> Iterator[Element]:
        """What stands on pages, layer by layer, the lowest first; in each, grounds come before
        graphics, lines and text."""

        def here(page: int) -> bool:
            return pages is None or page in pages

        for layer in Layer:
            yield from (
                self._panel(it) for it in contents.panels if it.layer is layer and here(it.page)
            )
            yield from (
                self._graphic(it) for it in contents.graphics if it.layer is layer and here(it.page)
            )
            yield from (
                self._rule(it) for it in contents.rules if it.layer is layer and here(it.page)
            )
            for thread in contents.threads:
                if thread.layer is layer:
                    for number, frame in enumerate(thread.frames):
                        if here(frame.page):
                            yield self._text(thread, number, frame)

    def _next(self) -> str:
        self._count += 1
        return f"i{self._count:x}"

    def _common(
        self, name: str, said: str, layer: Layer, page: int, at: tuple[int, int]
    ) -> dict[str, str]:
        x, y = self._sheet.corner(page)
        return {
            "Self": name,
            "Name": said,
            "ItemLayer": layer_id(layer),
            "AppliedObjectStyle": NO_OBJECT,
            "ItemTransform": f"1 0 0 1 {points(x + at[0])} {points(y + at[1])}",
        }

    def _text(self, thread: Thread, number: int, frame: TextFrame) -> Element:
        rect, threaded = frame.rect, self._threaded
        name = threaded.frame(thread, number)
        attributes = {
            **self._common(name, thread.name, thread.layer, frame.page, (rect.x, rect.y)),
            "ParentStory": threaded.story(thread),
            "PreviousTextFrame": threaded.frame(thread, number - 1),
            "NextTextFrame": threaded.frame(thread, number + 1),
            "ContentType": "TextType",
            "FillColor": _NO_SWATCH,
            "StrokeColor": _NO_SWATCH,
            "StrokeWeight": "0",
        }
        insets = element(
            "InsetSpacing", {"type": "list"}, *(texted("ListItem", "0", "unit") for _ in range(4))
        )
        preference = element(
            "TextFramePreference",
            {
                "TextColumnCount": "1",
                "FirstBaselineOffset": "FixedHeight",
                "MinimumFirstBaselineOffset": points(frame.first),
                "VerticalJustification": "TopAlign",
                "AutoSizingType": "Off",
            },
            properties(insets),
        )
        return element("TextFrame", attributes, properties(_path(rect)), preference, _no_wrap())

    def _panel(self, panel: Panel) -> Element:
        rect = panel.rect
        attributes = {
            **self._common(self._next(), panel.name, panel.layer, panel.page, (rect.x, rect.y)),
            "ContentType": "Unassigned",
            "FillColor": colour_address(panel.fill),
            "StrokeColor": _NO_SWATCH,
            "StrokeWeight": "0",
        }
        return element("Rectangle", attributes, properties(_path(rect)), _no_wrap())

    def _rule(self, rule: Ruled) -> Element:
        (x1, y1), (x2, y2) = rule.start, rule.end
        corners = ((0, 0), (x2 - x1, y2 - y1))
        attributes = {
            **self._common(self._next(), "rule", rule.layer, rule.page, (x1, y1)),
            "FillColor": _NO_SWATCH,
            "StrokeColor": colour_address(rule.colour),
            "StrokeWeight": points(rule.thickness),
            "StrokeType": _SOLID,
        }
        return element("GraphicLine", attributes, properties(_outline(corners, True)), _no_wrap())

    def _graphic(self, graphic: Graphic) -> Element:
        rect, link, name = graphic.rect, graphic.link, self._next()
        attributes = {
            **self._common(name, graphic.name, graphic.layer, graphic.page, (rect.x, rect.y)),
            "ContentType": "GraphicType",
            "FillColor": _NO_SWATCH,
            "StrokeColor": _NO_SWATCH,
            "StrokeWeight": "0",
        }
        if graphic.border and graphic.colour:
            attributes |= {
                "StrokeColor": colour_address(graphic.colour),
                "StrokeWeight": points(graphic.border),
                "StrokeType": _SOLID,
                "StrokeAlignment": "InsideAlignment",
            }
        held = [properties(_path(rect)), _no_wrap()]
        if graphic.alternative:
            said = {"AltTextSourceType": "SourceCustom", "CustomAltText": graphic.alternative}
            held.append(element("ObjectExportOption", said))
        held += [element("FrameFittingOption", {"AutoFit": "false"}), self._placed(graphic, name)]
        assert link.size[0] > 0 < link.size[1], link
        return element("Rectangle", attributes, *held)

    def _placed(self, graphic: Graphic, frame: str) -> Element:
        """What hangs in a frame, with its link."""
        link = graphic.link
        (across, down), (x, y) = graphic.scale, graphic.shift
        hung = f"{decimal(across, 9)} 0 0 {decimal(down, 9)} {decimal(x)} {decimal(y)}"
        attributes = {
            "Self": f"{frame}g",
            "ImageTypeName": link.kind,
            "AppliedObjectStyle": NO_OBJECT,
            "ItemTransform": hung,
        }
        wide, deep = link.size
        bounds = element(
            "GraphicBounds",
            {"Left": "0", "Top": "0", "Right": decimal(wide), "Bottom": decimal(deep)},
        )
        embedded = not self._sheet.packaged and link.file is None
        held = [texted("Contents", _base64(link.content()))] if embedded else []
        target = {
            "Self": f"{frame}l",
            "LinkResourceURI": link.address(self._sheet.packaged),
            "LinkResourceFormat": link.kind,
            "StoredState": "Embedded" if embedded else "Normal",
        }
        if link.is_pdf:
            page = {"PageNumber": "1", "PDFCrop": "CropTrim", "TransparentBackground": "true"}
            held_by = [element("PDFAttribute", page), element("Link", target)]
            return element("PDF", attributes, properties(*held, bounds), *held_by)
        ppi = link.ppi
        attributes |= {
            "ActualPpi": " ".join(decimal(value, 2) for value in ppi),
            "EffectivePpi": f"{decimal(ppi[0] / across, 2)} {decimal(ppi[1] / down, 2)}",
        }
        return element("Image", attributes, properties(*held, bounds), element("Link", target))


def _base64(data: bytes) -> str:
    from base64 import b64encode

    return b64encode(data).decode("ascii")


def _path(rect: Rect) -> Element:
    wide, deep = rect.width, rect.height
    return _outline(((0, 0), (0, deep), (wide, deep), (wide, 0)), False)


def _outline(corners: Iterable[tuple[int, int]], open_: bool) -> Element:
    points_ = []
    for x, y in corners:
        at = f"{points(x)} {points(y)}"
        said = {"Anchor": at, "LeftDirection": at, "RightDirection": at}
        points_.append(element("PathPointType", said))
    path = element(
        "GeometryPathType",
        {"PathOpen": "true" if open_ else "false"},
        element("PathPointArray", None, *points_),
    )
    return element("PathGeometry", None, path)


def _no_wrap() -> Element:
    return element("TextWrapPreference", {"TextWrapMode": "None"})


def layer_id(layer: Layer) -> str:
    """The id of a layer."""
    return f"layer{layer.value}"


def page_id(number: int) -> str:
    """The id of a page."""
    return f"page{number}"
