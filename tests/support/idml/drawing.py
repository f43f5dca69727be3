"""IDML packages of a few frames, as a designer would draw them: for tests of what is read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

_PACKAGING = 'xmlns:idPkg="http://ns.adobe.com/AdobeInDesign/idml/1.0/packaging" DOMVersion="15.0"'
MIMETYPE = b"application/vnd.adobe.indesign-idml-package"


@dataclass(frozen=True)
class Drawn:
    """A frame: its place in points from the top left corner of the page; text of a style and size,
    or a picture where it has no text."""

    x: float
    y: float
    width: float
    height: float
    name: str = ""
    text: str = ""
    style: str = "$ID/NormalParagraphStyle"
    size: float = 10
    layer: str = "Layer 1"
    group: str = ""


def package(frames: Iterable[Drawn], width: float, height: float, page: str = "1") -> bytes:
    """A package with one right-hand page."""
    frames = list(frames)
    layers = dict.fromkeys([frame.layer for frame in frames])
    ids = {layer: f"l{number}" for number, layer in enumerate(layers)}
    spread = "".join(_grouped(frames, ids, height))
    page_ = (
        f'<Page Self="p1" Name="{page}" GeometricBounds="0 0 {height} {width}" '
        f'ItemTransform="1 0 0 1 0 {-height / 2}"/>'
    )
    stories = {
        f"Stories/Story_s{n}.xml": _story(n, frame) for n, frame in enumerate(frames) if frame.text
    }
    named = "".join(f'<idPkg:Story src="{name}"/>' for name in stories)
    layers_ = "".join(f'<Layer Self="{i}" Name={quoteattr(layer)}/>' for layer, i in ids.items())
    parts = {
        "designmap.xml": f'<Document {_PACKAGING} Self="d">{layers_}'
        f'<idPkg:Spread src="Spreads/Spread_a.xml"/>{named}</Document>',
        "Spreads/Spread_a.xml": f'<idPkg:Spread {_PACKAGING}><Spread Self="a">{page_}{spread}'
        "</Spread></idPkg:Spread>",
        **stories,
    }
    return zipped({name: text.encode() for name, text in parts.items()})


def zipped(parts: Mapping[str, bytes], mimetype: bytes = MIMETYPE) -> bytes:
    """Parts as a package."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype)
        for name, data in parts.items():
            archive.writestr(name, data)
    return kept.getvalue()


def _grouped(frames: list[Drawn], ids: Mapping[str, str], height: float):
    groups: dict[str, list[str]] = {}
    for number, frame in enumerate(frames):
        drawn = _frame(number, frame, ids[frame.layer], height)
        if frame.group:
            groups.setdefault(frame.group, []).append(drawn)
        else:
            yield drawn
    for name, members in groups.items():
        yield f'<Group Self="{name}" ItemTransform="1 0 0 1 0 0">{"".join(members)}</Group>'


def _frame(number: int, frame: Drawn, layer: str, height: float) -> str:
    x, y, w, h = frame.x, frame.y - height / 2, frame.width, frame.height
    points = "".join(
        f'<PathPointType Anchor="{px} {py}" LeftDirection="{px} {py}" RightDirection="{px} {py}"/>'
        for px, py in ((0, 0), (0, h), (w, h), (w, 0))
    )
    path = (
        f"<Properties><PathGeometry><GeometryPathType><PathPointArray>{points}</PathPointArray>"
        "</GeometryPathType></PathGeometry></Properties>"
    )
    tag = "TextFrame" if frame.text else "Rectangle"
    more = f'ParentStory="s{number}"' if frame.text else 'ContentType="GraphicType"'
    return (
        f'<{tag} Self="f{number}" Name={quoteattr(frame.name)} ItemLayer="{layer}" '
        f'ItemTransform="1 0 0 1 {x} {y}" {more}>{path}</{tag}>'
    )


def _story(number: int, frame: Drawn) -> str:
    return (
        f'<idPkg:Story {_PACKAGING}><Story Self="s{number}"><ParagraphStyleRange '
        f"AppliedParagraphStyle={quoteattr('ParagraphStyle/' + frame.style)}>"
        f'<CharacterStyleRange PointSize="{frame.size}"><Content>{frame.text}</Content>'
        "</CharacterStyleRange></ParagraphStyleRange></Story></idPkg:Story>"
    )
