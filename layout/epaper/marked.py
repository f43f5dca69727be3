"""Markup as trees: elements with text and children, escaped when they are written, without the
characters that XML cannot have.
"""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from layout.story.text.sanitise import legal

Element: TypeAlias = etree._Element
Content: TypeAlias = "str | Element | None"


def element(name: str, /, *content: Content, **attributes: str | int | None) -> Element:
    """An element with its content in this order. Attributes whose names are Python's end in "_",
    "__" in them is "-"; those that are None are left out."""
    made = etree.Element(name)
    for key, value in attributes.items():
        if value is not None:
            made.set(key.rstrip("_").replace("__", "-"), legal(str(value)))
    return fill(made, *content)


def fill(made: Element, *content: Content) -> Element:
    """An element with more content at its end."""
    for part in content:
        if part is None:
            continue
        if not isinstance(part, str):
            made.append(part)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + legal(part)
        else:
            made.text = (made.text or "") + legal(part)
    return made


def child(parent: Element, name: str, **attributes: str) -> Element:
    """An element at the end of its parent, in the namespace of that; attributes are called as they
    are written."""
    namespace = etree.QName(parent).namespace
    made = etree.SubElement(parent, etree.QName(namespace, name))
    for key, value in attributes.items():
        made.set(key, legal(value))
    return made


def as_html(tree: Element) -> str:
    """An element as HTML has it."""
    return etree.tostring(tree, method="html", encoding="unicode", with_tail=False)


def as_xml(tree: Element) -> str:
    """An element as XML has it."""
    return etree.tostring(tree, encoding="unicode", with_tail=False)


def document(tree: Element, pretty: bool = False) -> bytes:
    """A whole XML document in UTF-8; a `pretty` one has an element a line, where that cannot change
    what it says."""
    made = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", pretty_print=pretty)
    return made if made.endswith(b"\n") else made + b"\n"
