"""The package: a zip whose first part says what it is, a map of the document, and its resources.

The same parts give the same bytes: times are those of the first day that a zip can name.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from layout.idml.matter.set_matter import Layer, Swatch
from layout.idml.written.fonts import FontName
from layout.idml.written.languages import language_element
from layout.idml.written.spreads import Sheet, layer_id, page_id
from layout.idml.written.stories import BACKING
from layout.idml.written.styles import colour_address
from layout.idml.written.xml_parts import (
    DOM_VERSION,
    PACKAGING,
    Element,
    decimal,
    element,
    part,
    plain_name,
    points,
    properties,
    serialised,
    texted,
)

MIMETYPE = "application/vnd.adobe.indesign-idml-package"
_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX, _FILE = 3, 0o100644 << 16
_PROCESS = {"Model": "Process", "Space": "CMYK", "Visible": "true"}
_LAYER_COLOURS = {
    Layer.ADS: "Red",
    Layer.PICTURES: "Green",
    Layer.COPY: "LightBlue",
    Layer.FURNITURE: "Gold",
}
_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="designmap.xml" media-type="text/xml"/></rootfiles></container>'
)
_AID = 'style="50" type="document" readerVersion="6.0" featureSet="257" product="21.5(64)" '


def zipped(parts: Mapping[str, bytes], mimetype: str = "") -> bytes:
    """A zip of parts; with a `mimetype` as its first, stored, as IDML and EPUB begin."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        if mimetype:
            _add(archive, "mimetype", mimetype.encode(), zipfile.ZIP_STORED)
        for name, data in parts.items():
            _add(archive, name, data, zipfile.ZIP_DEFLATED)
    return kept.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes, how: int) -> None:
    info = zipfile.ZipInfo(name, _TIME)
    info.compress_type, info.create_system, info.external_attr = how, _UNIX, _FILE
    archive.writestr(info, data)


def container() -> bytes:
    """The part that says where the map of the document is."""
    return _CONTAINER.encode()


def graphic_part(swatches: Iterable[Swatch]) -> bytes:
    """The colours, all of them in inks."""
    black = {"ColorOverride": "Specialblack", "ColorEditable": "false", "ColorRemovable": "false"}
    paper = {"ColorOverride": "Specialpaper", "ColorEditable": "true", "ColorRemovable": "false"}
    marks = {
        "Model": "Registration",
        "ColorOverride": "Specialregistration",
        "ColorEditable": "false",
        "ColorRemovable": "false",
    }
    own = {"ColorOverride": "Normal", "ColorEditable": "true", "ColorRemovable": "true"}
    none = {
        "Self": "Swatch/None",
        "Name": "None",
        "ColorEditable": "false",
        "ColorRemovable": "false",
        "Visible": "true",
    }
    solid = {"Self": "StrokeStyle/$ID/Solid", "Name": "$ID/Solid"}
    return part(
        "Graphic",
        _colour("Color/Black", "Black", (0, 0, 0, 100), black),
        _colour("Color/Paper", "Paper", (0, 0, 0, 0), paper),
        _colour("Color/Registration", "Registration", (100, 100, 100, 100), marks),
        *(
            _colour(colour_address(one), plain_name(one.name), one.cmyk, own)
            for one in dict.fromkeys(swatches)
        ),
        element("Swatch", none),
        element("StrokeStyle", solid),
    )


def _colour(
    address: str, name: str, inks: tuple[float, float, float, float], how: Mapping[str, str]
) -> Element:
    value = " ".join(decimal(ink, 2) for ink in inks)
    said = {"Self": address, **_PROCESS, "ColorValue": value, "Name": name, **how}
    return element("Color", said)


def fonts_part(names: Sequence[FontName]) -> bytes:
    """The fonts, by their families."""
    families: dict[str, list[FontName]] = {}
    for name in names:
        families.setdefault(name.family, []).append(name)
    held = []
    for number, (family, cuts) in enumerate(families.items()):
        fonts = [
            element(
                "Font",
                {
                    "Self": f"family{number}Font{plain_name(one.style).replace(' ', '')}",
                    "FontFamily": family,
                    "Name": one.full,
                    "PostScriptName": one.postscript,
                    "Status": "Installed",
                    "FontStyleName": one.style,
                    "FontType": "TrueType",
                    "WritingScript": "0",
                    "FullName": one.full,
                },
            )
            for one in cuts
        ]
        held.append(element("FontFamily", {"Self": f"family{number}", "Name": family}, *fonts))
    return part("Fonts", *held)


def preferences_part(sheet: Sheet, pages: int) -> bytes:
    """The format, the facing pages, and the baseline grid."""
    grid = sheet.grid
    sides = ("Top", "Bottom", "InsideOrLeft", "OutsideOrRight")
    document = {
        "PageHeight": points(sheet.height),
        "PageWidth": points(sheet.width),
        "PagesPerDocument": str(pages),
        "FacingPages": "true",
        **{f"DocumentBleed{side}Offset": "0" for side in sides},
        "PageBinding": "LeftToRight",
        "Intent": "PrintIntent",
    }
    baselines = {
        "BaselineStart": points(grid.baseline(0)),
        "BaselineDivision": points(grid.leading),
        "BaselineGridShown": "false",
        "BaselineGridRelativeOption": "TopOfPageOfBaselineGridRelativeOption",
    }
    units = {
        "HorizontalMeasurementUnits": "Millimeters",
        "VerticalMeasurementUnits": "Millimeters",
        "RulerOrigin": "PageOrigin",
    }
    return part(
        "Preferences",
        element("DocumentPreference", document),
        element("GridPreference", baselines),
        element("ViewPreference", units),
    )


def tags_part() -> bytes:
    """The one tag of a document without a structure of XML."""
    colour = properties(texted("TagColor", "LightBlue", "enumeration"))
    return part("Tags", element("XMLTag", {"Self": "XMLTag/Root", "Name": "Root"}, colour))


def design_map(
    name: str,
    parts: Sequence[str],
    stories: Sequence[str],
    languages: Iterable[str],
    pages: Sequence[int],
) -> bytes:
    """The map of the document: its languages, layers, parts and pages. `stories` are their ids."""
    root = etree.Element(
        "Document",
        {
            "DOMVersion": DOM_VERSION,
            "Self": "d",
            "StoryList": " ".join([*stories, BACKING]),
            "Name": name,
            "ZeroPoint": "0 0",
            "ActiveLayer": layer_id(Layer.COPY),
        },
        nsmap={"idPkg": PACKAGING},
    )
    root.extend([language_element(one) for one in dict.fromkeys(languages)])
    first, rest = parts[:_RESOURCES], parts[_RESOURCES:]
    root.extend(map(_source, first))
    root.extend(map(_layer, Layer))
    ahead = [one for one in rest if one.startswith(("MasterSpreads/", "Spreads/"))]
    root.extend(map(_source, ahead))
    root.append(_section(pages))
    behind = [one for one in rest if one not in ahead]
    root.extend(map(_source, sorted(behind, key=lambda one: one.startswith("Stories/"))))
    return serialised(root, (etree.ProcessingInstruction("aid", _AID),))


_RESOURCES = 5
"""The parts that come before layers: colours, fonts, styles, preferences, tags."""


def _source(name: str) -> Element:
    """A part, by the kind of what it holds."""
    folder, _, file = name.partition("/")
    kinds = {"MasterSpreads": "MasterSpread", "Spreads": "Spread", "Stories": "Story"}
    kind = kinds.get(folder, file.removesuffix(".xml"))
    return element(f"{{{PACKAGING}}}{kind}", {"src": name})


def _layer(layer: Layer) -> Element:
    said = {
        "Self": layer_id(layer),
        "Name": layer.value,
        "Visible": "true",
        "Locked": "false",
        "IgnoreWrap": "false",
        "ShowGuides": "true",
        "LockGuides": "false",
        "UI": "true",
        "Expendable": "true",
        "Printable": "true",
    }
    colour = texted("LayerColor", _LAYER_COLOURS[layer], "enumeration")
    return element("Layer", said, properties(colour))


def _section(pages: Sequence[int]) -> Element:
    said = {
        "Self": "section1",
        "Length": str(len(pages)),
        "Name": "",
        "ContinueNumbering": "false",
        "PageNumberStart": str(pages[0]),
        "PageStart": page_id(pages[0]),
        "SectionPrefix": "",
    }
    return element("Section", said, properties(texted("PageNumberStyle", "Arabic", "enumeration")))
