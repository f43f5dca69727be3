"""The parts of a Word file, and the same file with nothing in it but what mammoth knows.

What mammoth is handed has styles, lists and relations of ours, so that it says of each paragraph
what we found it to be, and opens no part of the source: a picture in it is its address.
"""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr

from lxml import etree

from layout.imports.documents.archive import Archive, xml_of
from layout.imports.documents.word_names import SPACES, transitional
from slots.files.decoding import Undecodable

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "word/document.xml"


@dataclass(frozen=True, slots=True)
class _Relation:
    """What a part names by an id: a part by its full name, or, outside, an address."""

    kind: str
    target: str
    outside: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the text, with all that it names."""

    name: str
    root: etree._Element
    relations: dict[str, _Relation]

    def of_kind(self, *kinds: str) -> list[str]:
        """The names of the parts of certain kinds that it names, in their order, each once."""
        found = (each for each in self.relations.values() if each.kind in kinds)
        return list(dict.fromkeys(each.target for each in found if not each.outside))


def main_part(archive: Archive) -> Part:
    """The part with the document's text. Raises Undecodable where there is none."""
    relations = _relations(archive, "")
    named = [each.target for each in relations.values() if each.kind == "officeDocument"]
    for name in (*named, _MAIN):
        part = part_of(archive, name)
        if part is not None:
            return part
    raise Undecodable("it has no part with a text")


def part_of(archive: Archive, name: str) -> Part | None:
    """A part of XML, None where there is none. Raises Undecodable."""
    data = archive.part(name)
    if not data.strip():
        return None
    return Part(name, xml_of(transitional(data), name), _relations(archive, name))


def _relations(archive: Archive, name: str) -> dict[str, _Relation]:
    """What a part names, by its ids; "" is the package itself."""
    folder, base = posixpath.split(name)
    root = archive.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
    found: dict[str, _Relation] = {}
    for element in () if root is None else root.iter(_RELATION):
        target, outside = element.get("Target", ""), element.get("TargetMode") == "External"
        if not outside:
            target = unquote(target)
            whole = target if target.startswith("/") else posixpath.join(folder, target)
            target = posixpath.normpath(whole).lstrip("/")
        kind = element.get("Type", "").rpartition("/")[2]
        found[element.get("Id", "")] = _Relation(kind, target, outside)
    return found


@dataclass(slots=True)
class Relations:
    """The relations of a part of ours: addresses of links, and pictures by their address."""

    targets: dict[tuple[str, bool], str] = field(default_factory=dict)

    def link(self, address: str) -> str:
        """The id of a link."""
        return self.targets.setdefault((address, False), f"id{len(self.targets)}")

    def picture(self, address: str) -> str:
        """The id of a picture."""
        return self.targets.setdefault((address, True), f"id{len(self.targets)}")

    def pictures(self) -> dict[str, bytes]:
        """What lies under the names of pictures: their addresses."""
        return {
            f"word/media/{id}.png": address.encode()
            for (address, picture), id in self.targets.items()
            if picture
        }

    def xml(self) -> str:
        """The part that has them."""
        lines = [
            f'<Relationship Id="{id}" Type="{SPACES["r"]}/image" Target="media/{id}.png"/>'
            if picture
            else f'<Relationship Id="{id}" Type="{SPACES["r"]}/hyperlink" '
            f'Target={quoteattr(address)} TargetMode="External"/>'
            for (address, picture), id in self.targets.items()
        ]
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        return f'<Relationships xmlns="{space}">{"".join(lines)}</Relationships>'


_LEVELS = 9
BULLETS, NUMBERS = "1", "2"
"""The lists of the file that is handed on."""


def _numbering() -> str:
    definitions = "".join(
        f'<w:abstractNum w:abstractNumId="{id}">'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{kind}"/></w:lvl>'
            for level in range(_LEVELS)
        )
        + "</w:abstractNum>"
        for id, kind in ((BULLETS, "bullet"), (NUMBERS, "decimal"))
    )
    lists = "".join(
        f'<w:num w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>'
        for id in (BULLETS, NUMBERS)
    )
    return f'<w:numbering xmlns:w="{SPACES["w"]}">{definitions}{lists}</w:numbering>'


def _styles(names: tuple[str, ...]) -> str:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/></w:style>'
        for name in names
    )
    return f'<w:styles xmlns:w="{SPACES["w"]}">{styles}</w:styles>'


def package_of(
    parts: dict[str, etree._Element], relations: Relations, styles: tuple[str, ...]
) -> bytes:
    """A Word file of parts by their names ("document", "footnotes", "endnotes")."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/styles.xml", _styles(styles))
        archive.writestr("word/numbering.xml", _numbering())
        for name, root in parts.items():
            archive.writestr(f"word/{name}.xml", etree.tostring(root, encoding="UTF-8"))
            archive.writestr(f"word/_rels/{name}.xml.rels", relations.xml())
        for name, address in relations.pictures().items():
            archive.writestr(name, address)
    return data.getvalue()
