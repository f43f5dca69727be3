"""OpenDocument text (.odt, .ott, .fodt): opened by odfdo, read to HTML here.

    content.xml ──▶ paragraphs, headings, lists, tables, frames, notes ──▶ Written
    styles.xml  ──▶ which of them is a title, what is bold, what is hidden

Changes are tracked so that the text stands as if they were accepted; what was deleted is kept
apart, and not read. Source: OASIS OpenDocument 1.3, parts 2 and 3.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from layout.imports.documents.archive import (
    MOST_PICTURE,
    MOST_XML,
    Archive,
    archive_in,
    damaged,
    names_in,
    xml_of,
)
from layout.imports.documents.heads import item_of
from layout.imports.documents.open_styles import OpenStyles
from layout.imports.documents.open_text import Page, bytes_of, html_of, words_in
from layout.imports.documents.written import (
    Album,
    Properties,
    Written,
    base_of,
    findings_of,
    keywords_of,
)
from layout.imports.item import Format, Given, LeftOut
from layout.imports.source import Source
from slots.files.decoding import Undecodable, decoding
from slots.finding import Where

if TYPE_CHECKING:
    from odfdo import Document

_TEXTS = b"application/vnd.oasis.opendocument.text"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_STYLES = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_MIMETYPE_AT = 38
"""Where the type stands in a zip of OpenDocument: its first part, stored as it is."""
_PARTS = ("content.xml", "styles.xml", "meta.xml")
_EMPTY = {
    "styles.xml": f'<office:document-styles xmlns:office="{_OFFICE}" office:version="1.3"/>',
    "meta.xml": f'<office:document-meta xmlns:office="{_OFFICE}" office:version="1.3">'
    "<office:meta/></office:document-meta>",
    "META-INF/manifest.xml": "<manifest:manifest "
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
}


def _recognises(source: Source) -> bool:
    """Whether a source is a text in OpenDocument, as a zip or flat, or the beginning of one."""
    if _is_flat(source):
        return True
    if not source.start.startswith(b"PK\x03\x04"):
        return False
    if source.start[30:].startswith(b"mimetype"):
        return source.start[_MIMETYPE_AT:].startswith(_TEXTS)
    return {"content.xml", "META-INF/manifest.xml"} <= names_in(source)


def _is_flat(source: Source) -> bool:
    head = source.start[:4_000]
    return b"<office:document" in head and _TEXTS in head and not head.startswith(b"PK")


def _read(source: Source) -> Iterator[Given]:
    """The item of a document, or a finding where it cannot be read."""
    try:
        written = _flat(source) if _is_flat(source) else _zipped(source)
    except Undecodable as error:
        yield damaged(source, "the OpenDocument text", error)
        return
    yield item_of(written, source, "opendocument")


def _zipped(source: Source) -> Written:
    with archive_in(source) as archive:
        if "content.xml" not in archive.names:
            raise Undecodable("it has no part with a text")
        parts = {name: archive.part(name) for name in _PARTS}
        _check_password(archive)
        return _written(_opened(_package(parts)), archive, source)


def _check_password(archive: Archive) -> None:
    manifest = archive.part("META-INF/manifest.xml")
    if b"encryption-data" in manifest:
        raise Undecodable("it has a password")


def _flat(source: Source) -> Written:
    data = source.whole(MOST_XML)
    if data is None:
        raise Undecodable(f"it has over {MOST_XML:,} bytes")
    root = xml_of(data, source.name)
    for picture in root.iter(f"{{{_OFFICE}}}binary-data"):
        if not bytes_of(picture.text or ""):
            picture.text = None  # odfdo would say so itself, on stderr
    with decoding():
        document = _opened(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
    return _written(document, None, source)


def _package(parts: dict[str, bytes]) -> bytes:
    """The parts that are read, as a package of their own, without a document type in any."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as package:
        package.writestr("mimetype", _TEXTS)
        for name, part in parts.items():
            if part.strip():
                package.writestr(name, etree.tostring(xml_of(part, name), encoding="UTF-8"))
        for name, empty in _EMPTY.items():
            if not parts.get(name, b"").strip():
                package.writestr(name, empty)
    return data.getvalue()


def _opened(data: bytes) -> Document:
    import odfdo

    with decoding():
        return odfdo.Document(BytesIO(data))


def _written(document: Document, archive: Archive | None, source: Source) -> Written:
    container = document.container
    assert container is not None
    with decoding(Undecodable):
        parts = {name: container.get_part(name) for name in container.parts}
    root = xml_of(_bytes(parts.get("content.xml")), "content.xml")
    for name, empty in _EMPTY.items():
        if not _bytes(parts.get(name)).strip():
            container.set_part(name, empty.encode())

    def part(name: str) -> bytes:
        path = posixpath.normpath(name).lstrip("/")
        return archive.part(path, MOST_PICTURE) if archive else _bytes(parts.get(path))

    album = Album(base_of(source.name), source.where)
    with decoding(Undecodable):
        page = Page(OpenStyles(document), album, part)
        body = html_of(root, page)
        aside = tuple(_aside(document, parts, source.where))
        properties = _properties(document)
    left_out = tuple(LeftOut(what, text, source.where) for what, text in page.left_out)
    findings = (*findings_of(page.deleted, page.formulas, source.where), *album.findings)
    return Written(body, tuple(album.media.values()), (*left_out, *aside), findings, properties)


def _bytes(part: object) -> bytes:
    return part if isinstance(part, bytes) else str(part or "").encode()


def _aside(document: Document, parts: Mapping[str, object], where: Where) -> Iterator[LeftOut]:
    """What stands above and below each page."""
    data = _bytes(parts.get("styles.xml"))
    if not data.strip():
        return
    root = xml_of(data, "styles.xml")
    for kind, what in (("header", "a page's header"), ("footer", "a page's footer")):
        for ending in ("", "-left", "-first"):
            for element in root.iter(f"{{{_STYLES}}}{kind}{ending}"):
                shown = element.get(f"{{{_STYLES}}}display", "true") != "false"
                if shown and words_in(element):
                    yield LeftOut(what, words_in(element), where)


def _properties(document: Document) -> Properties:
    meta = document.meta
    keywords = [str(each.text or "") for each in meta.root.get_elements("descendant::meta:keyword")]
    return Properties(
        title=" ".join(str(meta.title or "").split()),
        creator=" ".join(str(meta.initial_creator or meta.creator or "").split()),
        created=meta.creation_date,
        modified=meta.date,
        keywords=keywords_of(keywords),
        language=str(meta.language or ""),
        revision=str(meta.editing_cycles or ""),
    )


OPEN_DOCUMENT = Format("OpenDocument", _recognises, _read)
