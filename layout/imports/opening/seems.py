"""What a file that nobody reads seems to be, by its first bytes, and what would help."""

from __future__ import annotations

import re
import zipfile
from enum import Enum

from layout.imports.opening.zip_files import is_zip
from layout.imports.source import Source

_SAVE_DOCX = "open it in a word processor and save it as .docx or .odt"
_NAME_A_FORMAT = "docs/import.md lists the formats; save or export it as one of them"


class Seems(Enum):
    """What a file may be; its value says so to people."""

    EMPTY = "the file is empty"
    PICTURE = "it seems to be a picture"
    MEDIA = "it seems to be sound or video, or a font"
    PDF = "it seems to be a PDF, of which no text can be had in its order"
    OLD_WORD = "it seems to be an old Word, Excel or PowerPoint file"
    RTF = "it seems to be an RTF file"
    SHEET = "it seems to be a spreadsheet"
    SLIDES = "it seems to be a presentation"
    BOOK = "it seems to be an e-book or an InDesign file"
    OFFICE = "it seems to be a document of Word or OpenDocument that is damaged or locked"
    ZIP = "it seems to be a zip"
    PACKED = "it seems to be a packed archive"
    STYLE = "it seems to be a style sheet or a script"
    SETTINGS = "it seems to be settings of a program"
    XML = "it seems to be XML of a kind that nobody here knows"
    JSON = "it seems to be JSON of a kind that nobody here knows"
    HTML = "it seems to be HTML without an article in it"
    TEXT = "it seems to be plain text"
    BINARY = "it is no text, and nobody here knows its kind"

    @property
    def remedy(self) -> str:
        """What would help."""
        return _REMEDIES.get(self, _NAME_A_FORMAT)


_REMEDIES = {
    Seems.EMPTY: "check that it was saved or fetched whole",
    Seems.PICTURE: "put it beside the story that shows it, or hand in its folder with --media",
    Seems.MEDIA: "leave it out: a story has a link to it",
    Seems.PDF: "ask for the text it was made of, or save that as .docx",
    Seems.OLD_WORD: _SAVE_DOCX,
    Seems.RTF: _SAVE_DOCX,
    Seems.SHEET: "copy its table into a story, or save it as a page of text",
    Seems.SLIDES: "copy its text into a document, and save that as .docx",
    Seems.BOOK: "export its text as .docx or HTML",
    Seems.OFFICE: "open it in a word processor and save it again, without a password",
    Seems.PACKED: "unpack it, and import the folder",
    Seems.STYLE: "leave it out: it has no story in it",
    Seems.SETTINGS: "leave it out: it has no story in it",
    Seems.TEXT: "newsgrid reads plain text as it is: copy it into stories/ of the publication",
}

_STARTS = (
    (b"\xff\xd8\xff", Seems.PICTURE),
    (b"\x89PNG", Seems.PICTURE),
    (b"GIF8", Seems.PICTURE),
    (b"II*\0", Seems.PICTURE),
    (b"MM\0*", Seems.PICTURE),
    (b"BM", Seems.PICTURE),
    (b"\0\0\1\0", Seems.PICTURE),
    (b"8BPS", Seems.PICTURE),
    (b"%PDF", Seems.PDF),
    (b"\xd0\xcf\x11\xe0", Seems.OLD_WORD),
    (b"{\\rtf", Seems.RTF),
    (b"\x1f\x8b", Seems.PACKED),
    (b"BZh", Seems.PACKED),
    (b"7z\xbc\xaf", Seems.PACKED),
    (b"\xfd7zXZ", Seems.PACKED),
    (b"Rar!", Seems.PACKED),
    (b"ID3", Seems.MEDIA),
    (b"OggS", Seems.MEDIA),
    (b"\x1aE\xdf\xa3", Seems.MEDIA),
    (b"wOFF", Seems.MEDIA),
    (b"wOF2", Seems.MEDIA),
    (b"\0\1\0\0", Seems.MEDIA),
    (b"OTTO", Seems.MEDIA),
)
_SVG = re.compile(rb"<svg[\s>]")
_STYLE = re.compile(
    rb"(?:[@.#\w\[:][^{}<>]*\{[^{}<>]*:[^{}<>]*\}|(?:!|;|\()?\s*function\b|[\"']use strict|"
    rb"(?:var|let|const|import|export|window|jQuery|\(\()\W)"
)
_COMMENT = re.compile(rb"/\*.*?\*/|^//[^\n]*\n", re.DOTALL | re.MULTILINE)
_OOXML = ((b"word/", Seems.OFFICE), (b"xl/", Seems.SHEET), (b"ppt/", Seems.SLIDES))
_MIMES = (
    (b"opendocument.text", Seems.OFFICE),
    (b"opendocument.spreadsheet", Seems.SHEET),
    (b"opendocument.presentation", Seems.SLIDES),
    (b"epub", Seems.BOOK),
    (b"idml", Seems.BOOK),
)


_SETTING = re.compile(
    rb"\s*(?:[#;].*|\[{1,2}[\w.\"' -]+\]{1,2}|[A-Za-z_][\w.\"'-]*\s*=\s*\S.*|[\"'].*,|[]})],?)?",
    re.DOTALL,
)
_YAML = re.compile(rb"(?:#.*|[a-z_][\w-]*:(?: .*)?|\s*- .*|\s+\S.*|---)?\s*", re.DOTALL)
_KEY = re.compile(rb"^[A-Za-z_][\w.\"'-]*\s*(?:=|:(?:\s|$))", re.MULTILINE)


def is_settings(start: bytes) -> bool:
    """Whether a text is nothing but settings, as a site's config.toml and _config.yml are: each of
    its lines one of TOML's or of YAML's, with two keys at least and no paragraph among them."""
    lines = start[:20_000].split(b"\n")
    if len(start) > 20_000:
        lines.pop()
    if len(_KEY.findall(b"\n".join(lines))) < 2:
        return False
    return any(all(form.fullmatch(line.rstrip()) for line in lines) for form in (_SETTING, _YAML))


def seems(source: Source) -> Seems:
    """What a source seems to be."""
    start = source.start
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not bare:
        return Seems.EMPTY
    if is_zip(bare):
        return _zipped(source)
    for signature, what in _STARTS:
        if start.startswith(signature):
            return what
    if start[4:8] == b"ftyp":
        return Seems.PICTURE if start[8:12] in (b"avif", b"heic", b"mif1") else Seems.MEDIA
    if start.startswith(b"RIFF"):
        return Seems.PICTURE if start[8:12] == b"WEBP" else Seems.MEDIA
    return _text(bare)


def _text(bare: bytes) -> Seems:
    """What a text is, where it is one."""
    if b"\0" in bare and not bare.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Seems.BINARY
    head = bare[:2_000].lower()
    if b"<!doctype html" in head or re.search(rb"<(?:html|body|head|article)[\s>]", head):
        return Seems.HTML
    if bare.startswith(b"<"):
        return Seems.PICTURE if _SVG.search(head) else Seems.XML
    if bare[:1] in b"{[" and bare[1:200].lstrip()[:1] in b'"{[]}':
        return Seems.JSON
    if is_settings(bare):
        return Seems.SETTINGS
    return Seems.STYLE if _STYLE.match(_COMMENT.sub(b"", bare[:4_000]).lstrip()) else Seems.TEXT


def _zipped(source: Source) -> Seems:
    """What a zip is of: an office's file by the names and words it begins with."""
    try:
        with source.stream() as stream, zipfile.ZipFile(stream) as packed:
            names = packed.namelist()[:1_000]
            mime = _mime(packed) if "mimetype" in names else b""
    except Exception:  # whoever opens it to read says what is wrong
        return Seems.ZIP
    for word, what in _MIMES:
        if word in mime:
            return what
    if "[Content_Types].xml" not in names:
        return Seems.ZIP
    for prefix, what in _OOXML:
        if any(name.encode().startswith(prefix) for name in names):
            return what
    return Seems.OFFICE


def _mime(packed: zipfile.ZipFile) -> bytes:
    with packed.open("mimetype") as file:
        return file.read(200)
