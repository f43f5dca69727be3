"""Word files (.docx, .docm, .dotx): a zip of parts of XML comes in, an item goes out.

Macros are parts that nobody opens. Comments, headers and footers, hidden text and what is drawn
are left out, with their words.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from layout.imports.dates import moment_of
from layout.imports.documents.accepted import Accepted, accept
from layout.imports.documents.archive import Archive, archive_in, damaged, names_in
from layout.imports.documents.heads import item_of
from layout.imports.documents.word_names import tag, value_of, words_in
from layout.imports.documents.word_package import Part, Relations, main_part, part_of
from layout.imports.documents.word_plain import Bench, html_of
from layout.imports.documents.word_styles import Styles, lists_in, styles_in
from layout.imports.documents.written import (
    NO_PROPERTIES,
    Album,
    Properties,
    Written,
    base_of,
    findings_of,
    keywords_of,
)
from layout.imports.item import Format, Given, LeftOut
from layout.imports.source import Source
from slots.files.decoding import Undecodable
from slots.finding import Finding, Severity, Where

_TYPES = "[Content_Types].xml"
_FIRST_NAME = 30
"""Where the name of its first part stands in a zip."""


def _recognises(source: Source) -> bool:
    """Whether a source is a Word file, or the beginning of one."""
    names = names_in(source)
    if names:
        return "word/document.xml" in names or (_TYPES in names and _is_main(source))
    first = source.start[_FIRST_NAME : _FIRST_NAME + 40]
    return source.start.startswith(b"PK\x03\x04") and (
        first.startswith(b"word/")
        or (first.startswith(_TYPES.encode()) and b"word/" in source.start)
    )


def _is_main(source: Source) -> bool:
    """Whether the types of a package have a Word document, whatever it is called."""
    try:
        with archive_in(source) as archive:
            return b"wordprocessingml.document.main+xml" in archive.part(_TYPES)
    except Undecodable:
        return False


def _read(source: Source) -> Iterator[Given]:
    """The item of a Word file, or a finding where it cannot be read."""
    try:
        with archive_in(source) as archive:
            written = _written(archive, source)
    except Undecodable as error:
        yield damaged(source, "the Word file", error)
        return
    yield item_of(written, source, "word")


def _written(archive: Archive, source: Source) -> Written:
    document = main_part(archive)
    styles = styles_in(_root(archive, document, "styles"))
    lists = lists_in(_root(archive, document, "numbering"))
    album = Album(base_of(source.name), source.where)
    accepted = Accepted()
    bench = Bench(archive, styles, lists, album, accepted, Relations())
    notes = _notes(archive, document)
    aside = tuple(_aside(archive, document, styles, source.where))
    outside = tuple(_imported(document, source.where))
    html = html_of(document, notes, bench)
    change_findings = findings_of(accepted.deleted, accepted.formulas, source.where)
    left_out = tuple(LeftOut(what, text, source.where) for what, text in accepted.left_out)
    return Written(
        html,
        tuple(album.media.values()),
        (*left_out, *aside),
        (*outside, *change_findings, *album.findings),
        _properties(archive),
    )


def _named(archive: Archive, document: Part, kind: str) -> Part | None:
    """The part of a kind that the document names, or the usual one."""
    for name in (*document.of_kind(kind), f"word/{kind}.xml"):
        part = part_of(archive, name)
        if part is not None:
            return part
    return None


def _root(archive: Archive, document: Part, kind: str) -> etree._Element | None:
    part = _named(archive, document, kind)
    return None if part is None else part.root


def _notes(archive: Archive, document: Part) -> dict[str, Part]:
    found = {kind: _named(archive, document, kind) for kind in ("footnotes", "endnotes")}
    return {kind: part for kind, part in found.items() if part is not None}


def _aside(archive: Archive, document: Part, styles: Styles, where: Where) -> Iterator[LeftOut]:
    """Comments, with who wrote them, and what stands above and below each page."""
    for name in document.of_kind("comments"):
        part = part_of(archive, name)
        for comment in () if part is None else part.root.iter(tag("w:comment")):
            author, words = value_of(comment, "w:author"), words_in(comment)
            yield LeftOut("a comment", f"{author}: {words}" if author else words, where)
    for kind, what in (("header", "a page's header"), ("footer", "a page's footer")):
        for name in document.of_kind(kind):
            part = part_of(archive, name)
            if part is None:
                continue
            accept(part.root, styles, Accepted(), boxes=False)
            words = words_in(part.root)
            if words:
                yield LeftOut(what, words, where)


def _imported(document: Part, where: Where) -> Iterator[Finding]:
    """Other files that the document only holds, for Word to take in when it is opened."""
    for chunk in document.root.iter(tag("w:altChunk"), tag("w:subDoc")):
        relation = document.relations.get(chunk.get(tag("r:id"), ""))
        name = relation.target if relation else "another file"
        message = f"the document takes in {name}, which is not read"
        hint = "open it in Word, save it anew, and import that"
        yield Finding("part-not-read", Severity.ERROR, message, where, hint)


_CORE = "docProps/core.xml"
_NAMES = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "creator": "{http://purl.org/dc/elements/1.1/}creator",
    "language": "{http://purl.org/dc/elements/1.1/}language",
    "created": "{http://purl.org/dc/terms/}created",
    "modified": "{http://purl.org/dc/terms/}modified",
}
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"


def _properties(archive: Archive) -> Properties:
    """What the file says of itself; nothing where that part is damaged: it is no copy."""
    try:
        root = archive.xml(_CORE)
    except Undecodable:
        root = None
    if root is None:
        return NO_PROPERTIES

    def text(name: str) -> str:
        return " ".join((root.findtext(name) or "").split())

    return Properties(
        title=text(_NAMES["title"]),
        creator=text(_NAMES["creator"]),
        created=moment_of(text(_NAMES["created"])),
        modified=moment_of(text(_NAMES["modified"])),
        keywords=keywords_of([text(f"{_PACKAGE}keywords")]),
        language=text(_NAMES["language"]),
        revision=text(f"{_PACKAGE}revision"),
    )


WORD = Format("Word", _recognises, _read)
