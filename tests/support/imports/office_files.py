"""Word and OpenDocument files made in code, for tests: paragraphs as XML, the rest around them."""

from __future__ import annotations

import zipfile
from io import BytesIO

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
_STYLE_NAMES = {
    **{f"Heading{level}": f"heading {level}" for level in range(1, 5)},
    "Title": "Title", "Subtitle": "Subtitle", "Caption": "caption", "Quote": "Quote",
    "Byline": "Byline",
}  # fmt: skip


def zipped(parts: dict[str, bytes | str]) -> bytes:
    """A zip of parts in their order: the same bytes at any time, for they name tests."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 9, 12, 0, 0)), part, stored)
    return data.getvalue()


def relations(*targets: tuple[str, str, str]) -> str:
    """A part of relations: id, kind and target of each; addresses are external."""
    lines = "".join(
        f'<Relationship Id="{id}" Type="{_KINDS}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for id, kind, target in targets
    )
    return f'<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'


def run(text: str, looks: str = "") -> str:
    """A run; `looks` are its properties."""
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, style: str = "", more: str = "") -> str:
    """A paragraph of runs, or of texts."""
    runs = "".join(each if each.startswith("<") else run(each) for each in content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{runs}</w:p>"


def docx(
    *body: str,
    parts: dict[str, bytes | str] | None = None,
    links: tuple[tuple[str, str, str], ...] = (),
) -> bytes:
    """A Word file with a body, and more parts and relations."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/></w:style>'
        for id, name in _STYLE_NAMES.items()
    )
    known: dict[str, bytes | str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"/>',
        "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {W}><w:body>{''.join(body)}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(("s", "styles", "styles.xml"), *links),
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
    }
    return zipped(known | (parts or {}))


_O = "urn:oasis:names:tc:opendocument:xmlns"
ODF = (
    f'xmlns:office="{_O}:office:1.0" xmlns:text="{_O}:text:1.0" xmlns:draw="{_O}:drawing:1.0" '
    f'xmlns:table="{_O}:table:1.0" xmlns:style="{_O}:style:1.0" xmlns:meta="{_O}:meta:1.0" '
    f'xmlns:fo="{_O}:xsl-fo-compatible:1.0" xmlns:svg="{_O}:svg-compatible:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:math="http://www.w3.org/1998/Math/MathML"'
)
_AUTOMATIC = (
    '<style:style style:name="Strong" style:family="text"><style:text-properties '
    'fo:font-weight="bold"/></style:style>'
    '<style:style style:name="Slanted" style:family="text"><style:text-properties '
    'fo:font-style="italic"/></style:style>'
    '<style:style style:name="Hidden" style:family="text"><style:text-properties '
    'text:display="none"/></style:style>'
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" '
    'style:num-format="1"/><text:list-level-style-bullet text:level="2" text:bullet-char="-"/>'
    "</text:list-style>"
)
TEXT_TYPE = "application/vnd.oasis.opendocument.text"


def odt(*body: str, parts: dict[str, bytes | str] | None = None) -> bytes:
    """An OpenDocument text with a body, and more parts."""
    content = (
        f'<office:document-content {ODF} office:version="1.3"><office:automatic-styles>{_AUTOMATIC}'
        f"</office:automatic-styles><office:body><office:text>{''.join(body)}</office:text>"
        "</office:body></office:document-content>"
    )
    return zipped({"mimetype": TEXT_TYPE, "content.xml": content} | (parts or {}))


def fodt(*body: str) -> bytes:
    """The same as one flat file."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {ODF} office:version="1.3" '
        f'office:mimetype="{TEXT_TYPE}"><office:automatic-styles>{_AUTOMATIC}'
        f"</office:automatic-styles><office:body><office:text>{''.join(body)}</office:text>"
        "</office:body></office:document>"
    ).encode()
