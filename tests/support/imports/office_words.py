"""The words that somebody who opens an office file can see, in the text, beside it or hidden in it,
with changes accepted: read off the raw XML with the standard library alone."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

_DELETED = ("del", "moveFrom")
_APART = ("p", "tab", "br", "cr", "tc", "h", "line-break", "s", "list-item", "table-cell")


def word_text(data: bytes) -> str:
    """The text of a Word file: body, notes, comments with their authors, headers and footers."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = [
            name
            for name in archive.namelist()
            if re.fullmatch(
                r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml", name
            )
        ]
        return " ".join(" ".join(_word(ElementTree.fromstring(archive.read(n)))) for n in names)


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _word(element: ElementTree.Element) -> Iterator[str]:
    """Pieces of text, joined without a space where Word sets them so."""
    yield "".join(_word_parts(element, []))


def _word_parts(element: ElementTree.Element, fields: list[str]) -> Iterator[str]:
    name = _local(element)
    if name in _DELETED or name in ("pPr", "rPr", "Fallback", "instrText") or _is_rule(element):
        return
    if name == "fldChar":
        _count_field(element, fields)
    apart = " " if name in _APART else ""
    yield apart + _SIGNS.get(name, "")
    if name == "comment":
        yield " ".join(v for k, v in element.attrib.items() if k.endswith("}author")) + " "
    if name == "t" and "code" not in fields:
        yield element.text or ""
    for child in element:
        yield from _word_parts(child, fields)
    yield apart


_SIGNS = {"noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def _is_rule(element: ElementTree.Element) -> bool:
    """Whether a note holds only the rule above the notes."""
    kinds = [value for key, value in element.attrib.items() if key.endswith("}type")]
    return _local(element) in ("footnote", "endnote") and kinds not in ([], ["normal"])


def _count_field(sign: ElementTree.Element, fields: list[str]) -> None:
    """Keeps book of which fields are open, and whether in their code or in what they show."""
    kind = next(value for key, value in sign.attrib.items() if key.endswith("fldCharType"))
    if kind == "begin":
        fields.append("code")
    elif fields and kind == "separate":
        fields[-1] = "shown"
    elif fields:
        fields.pop()


def open_text(data: bytes) -> str:
    """The text of an OpenDocument file, zipped or flat: body, notes, annotations, and what stands
    above and below pages."""
    if not data.startswith(b"PK"):
        return "".join(_open_parts(ElementTree.fromstring(data)))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = [name for name in ("content.xml", "styles.xml") if name in archive.namelist()]
        return " ".join(
            "".join(_open_parts(ElementTree.fromstring(archive.read(n)))) for n in names
        )


_NEVER = (
    *("tracked-changes", "note-citation", "desc", "binary-data", "date", "meta", "annotation"),
    *("automatic-styles", "number", "soft-page-break"),
)


def _open_parts(element: ElementTree.Element) -> Iterator[str]:
    name = _local(element)
    if name == "annotation":
        yield from (f" {_all_text(child)} " for child in element if _local(child) != "date")
        return
    if name in _NEVER:
        return
    if name in _APART:
        yield " "
    yield element.text or ""
    for child in element:
        yield from _open_parts(child)
        yield child.tail or ""
    if name in _APART:
        yield " "


def _all_text(element: ElementTree.Element) -> str:
    return " ".join(element.itertext())
