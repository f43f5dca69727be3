"""What a file says about itself in XMP. Source: ISO 16684-1; ISO 14289-1, 5."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pikepdf
from lxml import etree

from layout.preflight.opened.xmp import RDF, SPACES, Unmarked, xmp_tree

_UA, _DC = SPACES["pdfuaid"], SPACES["dc"]
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DEFAULT = ("", "x-default")
_MOST = 10_000_000
"""Bytes of a packet, at most."""


@dataclass(frozen=True, slots=True)
class Packet:
    """A file's XMP: whether there is any that can be read; the properties of PDF/UA's schema as
    (prefix, name, value); the titles by their language."""

    there: bool
    identification: tuple[tuple[str, str, str], ...] = ()
    titles: tuple[tuple[str, str], ...] = ()

    @property
    def part(self) -> str:
        """The part of PDF/UA that it claims, "" where none."""
        return next((value for _, name, value in self.identification if name == "part"), "")

    @property
    def has_title_without_language(self) -> bool:
        """Whether a title is in no language but the default, which may repeat one that has one."""
        spoken = {text for language, text in self.titles if language not in _DEFAULT}
        return any(text not in spoken for _, text in self.titles)


def packet_of(pdf: pikepdf.Pdf) -> Packet:
    """The XMP of a file."""
    try:
        root = xmp_tree(pdf, _MOST)
    except Unmarked:
        return Packet(False)
    return Packet(True, tuple(_identification(root)), tuple(_titles(root)))


def _identification(root: Any) -> list[tuple[str, str, str]]:
    found = []
    for description in root.iter(f"{RDF}Description"):
        prefixes = {uri: prefix or "" for prefix, uri in description.nsmap.items()}
        for key, value in description.attrib.items():
            if key.startswith(f"{{{_UA}}}"):
                found.append((prefixes.get(_UA, ""), key.removeprefix(f"{{{_UA}}}"), str(value)))
        for kid in description.iterchildren(f"{{{_UA}}}*"):
            name = etree.QName(kid).localname
            found.append((kid.prefix or "", name, (kid.text or "").strip()))
    return found


def _titles(root: Any) -> list[tuple[str, str]]:
    return [
        (str(item.get(_LANG, "")), (item.text or "").strip())
        for title in root.iter(f"{{{_DC}}}title")
        for item in title.iter(f"{RDF}li")
    ]
