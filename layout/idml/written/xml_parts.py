"""XML as IDML has it: elements, the parts of the package, numbers and names."""

from __future__ import annotations

import re

from lxml import etree

from layout.story.text.sanitise import legal

PACKAGING = "http://ns.adobe.com/AdobeInDesign/idml/1.0/packaging"
DOM_VERSION = "21.5"
"""The version of the object model that the parts are written for: what the schemas describe."""

_UNSAFE = re.compile(r"[:/%<>&\"\x00-\x1f]")
"""What names of styles and swatches do without: ":" makes groups, "/" and "%" addresses."""

Element = etree._Element


def plain_name(text: str) -> str:
    """A text as the name of a style or swatch."""
    return _UNSAFE.sub("-", legal(text)).strip() or "-"


def points(length: float) -> str:
    """Millipoints as points.

    >>> points(10_500), points(-1), points(12_000)
    ('10.5', '-0.001', '12')
    """
    return decimal(length / 1000)


def decimal(value: float, places: int = 6) -> str:
    """A number without an exponent or needless zeros.

    >>> decimal(0.5), decimal(-0.0000001), decimal(100.0)
    ('0.5', '0', '100')
    """
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def element(tag: str, attributes: dict[str, str] | None = None, *children: Element) -> Element:
    """An element with attributes and children."""
    made = etree.Element(tag, {key: legal(value) for key, value in (attributes or {}).items()})
    made.extend(children)
    return made


def texted(tag: str, text: str, kind: str = "") -> Element:
    """An element that holds a text; `kind` is that of a property's value."""
    made = element(tag, {"type": kind} if kind else None)
    made.text = legal(text)
    return made


def properties(*children: Element) -> Element:
    """The properties of an object: what attributes cannot hold."""
    return element("Properties", None, *children)


def part(tag: str, *children: Element) -> bytes:
    """A part of the package, as bytes: `tag` is Spread, Story, Styles, ..."""
    root = etree.Element(
        f"{{{PACKAGING}}}{tag}", {"DOMVersion": DOM_VERSION}, nsmap={"idPkg": PACKAGING}
    )
    root.extend(children)
    return serialised(root)


def serialised(root: Element, before: tuple[Element, ...] = ()) -> bytes:
    """A part as bytes, with processing instructions before its root."""
    for each in before:
        root.addprevious(each)
    made: bytes = etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return made
