"""Names of Word's XML, and the few things that every chapter does with its elements.

Word writes each name in one of two namespaces, "transitional" or "strict" (ISO/IEC 29500); strict
ones are read as transitional.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_OFFICE = "http://schemas.openxmlformats.org"
SPACES = {
    "w": f"{_OFFICE}/wordprocessingml/2006/main",
    "r": f"{_OFFICE}/officeDocument/2006/relationships",
    "wp": f"{_OFFICE}/drawingml/2006/wordprocessingDrawing",
    "a": f"{_OFFICE}/drawingml/2006/main",
    "pic": f"{_OFFICE}/drawingml/2006/picture",
    "m": f"{_OFFICE}/officeDocument/2006/math",
    "c": f"{_OFFICE}/drawingml/2006/chart",
    "dgm": f"{_OFFICE}/drawingml/2006/diagram",
    "mc": f"{_OFFICE}/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_STRICT = "http://purl.oclc.org/ooxml"
_SAME = (
    (f"{_STRICT}/wordprocessingml/main", SPACES["w"]),
    (f"{_STRICT}/officeDocument/relationships", SPACES["r"]),
    (f"{_STRICT}/drawingml/wordprocessingDrawing", SPACES["wp"]),
    (f"{_STRICT}/drawingml/main", SPACES["a"]),
    (f"{_STRICT}/drawingml/picture", SPACES["pic"]),
    (f"{_STRICT}/officeDocument/math", SPACES["m"]),
    (f"{_STRICT}/drawingml/chart", SPACES["c"]),
    (f"{_STRICT}/drawingml/diagram", SPACES["dgm"]),
)
_OFF = ("0", "false", "off", "none")


def transitional(data: bytes) -> bytes:
    """A part with the namespaces of the transitional form, whichever it has."""
    if _STRICT.encode() not in data:
        return data
    for strict, known in _SAME:
        data = data.replace(strict.encode(), known.encode())
    return data


def tag(name: str) -> str:
    """The full name of "w:p".

    >>> tag("v:shape")
    '{urn:schemas-microsoft-com:vml}shape'
    """
    space, _, local = name.partition(":")
    return f"{{{SPACES[space]}}}{local}"


def made(name: str, /, **attributes: str) -> etree._Element:
    """A new element of Word; attributes are of its own namespace."""
    element = etree.Element(tag(name), nsmap=SPACES)
    for key, value in attributes.items():
        element.set(tag(f"w:{key}"), value)
    return element


def value_of(element: etree._Element | None, name: str = "w:val") -> str:
    """An attribute's value, "" where there is none, or no element."""
    return "" if element is None else element.get(tag(name), "")


def child_of(element: etree._Element | None, path: str) -> etree._Element | None:
    """The first element down a path such as "w:pPr/w:numPr"."""
    for name in path.split("/"):
        if element is None:
            return None
        element = element.find(tag(name))
    return element


def is_on(element: etree._Element) -> bool:
    """Whether a property such as <w:b/> is set, and not to off."""
    return value_of(element) not in _OFF


def every(root: etree._Element, *names: str) -> list[etree._Element]:
    """All elements of these names below a root, in their order, so that the tree may change."""
    return list(root.iter(*map(tag, names)))


def within(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements of these names that an element stands in, nearest first."""
    return element.iterancestors(*map(tag, names))


def dropped(element: etree._Element) -> None:
    """Takes an element out of its tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrapped(element: etree._Element) -> None:
    """Puts an element's children in its place."""
    for child in list(element):
        element.addprevious(child)
    dropped(element)


def words_in(element: etree._Element) -> str:
    """The text that is shown of an element: paragraphs and cells apart by a space."""
    parts: list[str] = []
    for node in element.iter():
        if node.tag in _SHOWN:
            parts.append(node.text or "")
        elif node.tag in _APART:
            parts.append(" ")
        elif node.tag in _SIGNS:
            parts.append(_SIGNS[node.tag])
    return " ".join("".join(parts).split())


_SHOWN = frozenset(map(tag, ("w:t", "w:delText", "a:t", "m:t")))
_APART = frozenset(map(tag, ("w:p", "w:tab", "w:br", "w:cr", "w:ptab", "a:p", "a:br", "w:tc")))
_SIGNS = {tag("w:noBreakHyphen"): "\u2011", tag("w:softHyphen"): "\u00ad"}
