"""The XMP metadata of a file, as names and values. Source: ISO 16684-1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pikepdf
from lxml import etree

from layout.preflight.opened.unpacked import TooMuch, unpacked
from slots.files.decoding import Undecodable, decoding

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
"""Before the names of elements of RDF."""

SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfx": "http://ns.adobe.com/pdfx/1.3/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}
"""The namespaces of the properties that are asked for, by their usual prefixes."""

_MOST = 1 << 24
"""Bytes of metadata, at most, where nobody asks for less."""


class Unmarked(Exception):
    """A file without metadata that can be read: its text says why."""


def xmp_of(pdf: pikepdf.Pdf) -> Mapping[str, str]:
    """The properties of a file's metadata, as in "pdf:Trapped"; of lists the first entry. Raises
    Unmarked."""
    return _properties(xmp_tree(pdf))


def xmp_tree(pdf: pikepdf.Pdf, most: int = _MOST) -> Any:
    """A file's metadata, of at most so many bytes, as a tree of elements. Raises Unmarked."""
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        raise Unmarked("it has no XMP metadata")
    try:
        data = unpacked(stream, most)
        with decoding():
            parser = etree.XMLParser(
                resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
            )
            return etree.fromstring(data.strip(b"\x00 \r\n\t"), parser)
    except (Undecodable, TooMuch) as error:
        raise Unmarked(f"its XMP metadata cannot be read: {error}") from None


def _properties(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for described in root.iter(f"{RDF}Description"):
        for name, value in described.attrib.items():
            found.setdefault(_prefixed(name), str(value))
        for element in described:
            if isinstance(element.tag, str):
                first = next(element.iter(f"{RDF}li"), None)
                held = element if first is None else first
                found.setdefault(_prefixed(element.tag), (held.text or "").strip())
    return found


def _prefixed(name: str) -> str:
    for prefix, space in SPACES.items():
        if name.startswith(f"{{{space}}}"):
            return f"{prefix}:{name[len(space) + 2 :]}"
    return name
