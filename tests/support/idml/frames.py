"""The frames, threads and texts of an IDML package, read with the standard library alone.

Lengths are points from the top left corner of the page that a frame begins on.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

TAGS = ("TextFrame", "Rectangle", "GraphicLine", "Polygon", "Oval")


@dataclass(frozen=True)
class SeenFrame:
    """A frame as the package has it; `page` is the name of the page that its left edge is on,
    `hung` the matrix of the graphic in it, `bounds` that graphic's natural size."""

    id: str
    tag: str
    page: str
    x: float
    y: float
    width: float
    height: float
    name: str
    layer: str
    attributes: dict[str, str]
    first: float = 0.0
    link: str = ""
    hung: tuple[float, ...] = ()
    bounds: tuple[float, float] = (0.0, 0.0)


@dataclass
class SeenIdml:
    """What a package has: its frames in their order, those of masters apart, and the text of each
    story by its id: a paragraph each, "\\n" between them, a cell of a table each, "\\t" between."""

    names: list[str]
    frames: list[SeenFrame] = field(default_factory=list)
    on_masters: list[SeenFrame] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    masters: dict[str, str] = field(default_factory=dict)

    def thread(self, story: str) -> list[SeenFrame]:
        """The frames of a story, from its first on."""
        own = {
            f.id: f
            for f in (*self.frames, *self.on_masters)
            if f.attributes.get("ParentStory") == story
        }
        at = next(f for f in own.values() if f.attributes["PreviousTextFrame"] == "n")
        found = [at]
        while found[-1].attributes["NextTextFrame"] != "n":
            found.append(own[found[-1].attributes["NextTextFrame"]])
        assert len(found) == len(own), f"{story}: frames are not all in its thread"
        return found


def seen(idml: Path) -> SeenIdml:
    """A package, looked at."""
    with zipfile.ZipFile(idml) as archive:
        found = SeenIdml(archive.namelist())
        for name in found.names:
            if name.startswith(("Spreads/", "MasterSpreads/")):
                root = _root(archive.read(name))
                frames = _frames(root)
                if root.tag == "Spread":
                    found.frames += frames
                else:
                    found.on_masters += frames
                    found.masters[root.attrib["Self"]] = root.attrib["Name"]
            elif name.startswith("Stories/"):
                story = _root(archive.read(name))
                found.texts[story.attrib["Self"]] = _text(story)
                found.titles[story.attrib["Self"]] = story.attrib["StoryTitle"]
    return found


def _root(data: bytes) -> ElementTree.Element:
    """What a part holds, markers such as that of a page's number with it."""
    builder = ElementTree.TreeBuilder(insert_pis=True)
    parser = ElementTree.XMLParser(target=builder)
    return ElementTree.fromstring(data, parser)[0]


def _frames(spread: ElementTree.Element) -> list[SeenFrame]:
    pages = []
    for page in spread.iter("Page"):
        matrix = _numbers(page.attrib["ItemTransform"])
        top, left, bottom, right = _numbers(page.attrib["GeometricBounds"])
        pages.append(
            (page.attrib["Name"], matrix[4] + left, matrix[5] + top, right - left, bottom - top)
        )
    return [_frame(item, pages) for item in spread if item.tag in TAGS]


def _frame(item: ElementTree.Element, pages) -> SeenFrame:
    a, b, c, d, e, f = _numbers(item.attrib["ItemTransform"])
    xs, ys = [], []
    for point in item.iterfind("Properties/PathGeometry//PathPointType"):
        x, y = _numbers(point.attrib["Anchor"])
        xs.append(a * x + c * y + e)
        ys.append(b * x + d * y + f)
    left, top = min(xs), min(ys)
    on = [page for page in pages if page[1] - 0.01 <= left < page[1] + page[3] - 0.01]
    name, x, y, _, _ = on[0] if on else pages[0]
    preference = item.find("TextFramePreference")
    link, hung, bounds = "", (), (0.0, 0.0)
    for graphic in item:
        if graphic.tag in ("Image", "PDF"):
            link = graphic.find("Link").attrib["LinkResourceURI"]
            hung = tuple(_numbers(graphic.attrib["ItemTransform"]))
            edges = graphic.find("Properties/GraphicBounds").attrib
            bounds = (
                float(edges["Right"]) - float(edges["Left"]),
                float(edges["Bottom"]) - float(edges["Top"]),
            )
    return SeenFrame(
        item.attrib["Self"], item.tag, name, left - x, top - y, max(xs) - left, max(ys) - top,
        item.attrib["Name"], item.attrib["ItemLayer"], dict(item.attrib),
        float(preference.attrib["MinimumFirstBaselineOffset"]) if preference is not None else 0.0,
        link, hung, bounds,
    )  # fmt: skip


def _numbers(text: str) -> list[float]:
    return [float(part) for part in text.split()]


def _text(story: ElementTree.Element) -> str:
    """The text of a story, without the end of the paragraph that a table stands in."""
    parts: list[str] = []
    for paragraph in story.findall("ParagraphStyleRange"):
        for range_ in paragraph.findall("CharacterStyleRange"):
            for child in range_:
                if child.tag == "Content":
                    parts.append((child.text or "") if len(child) == 0 else "#")
                elif child.tag == "Br":
                    parts.append("\n")
                elif child.tag == "Table":
                    parts.append(_table(child))
    return "".join(parts)


def _table(table: ElementTree.Element) -> str:
    cells = {
        tuple(map(int, cell.attrib["Name"].split(":"))): _text(cell) for cell in table.iter("Cell")
    }
    columns, rows = int(table.attrib["ColumnCount"]), int(table.attrib["BodyRowCount"])
    assert len(cells) == columns * rows
    return "\n".join(
        "\t".join(cells[column, row] for column in range(columns)) for row in range(rows)
    )
