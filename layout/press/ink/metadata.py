"""What a PDF says about itself: title, dates, language. Never from the clock."""

from __future__ import annotations

import datetime
from html import escape

from layout.page.document import Document
from layout.press.ink.pdf_objects import Objects
from layout.press.ink.pdf_operators import text_string

_PRODUCER = "newsgrid"
UNDATED = datetime.date(2000, 1, 1)
"""The date of a document that has none: the clock's would change its bytes every day."""

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"{schema}>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>{claim}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""

_UA_SCHEMA = '\n xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"'
UA_CLAIM = "\n<pdfuaid:part>1</pdfuaid:part>"
"""What says that a file is PDF/UA-1. Source: ISO 14289-1, 5."""


def issue_date(document: Document) -> datetime.date:
    """The date that stands for "now" in everything written about a document."""
    return document.date or UNDATED


def information(document: Document, objects: Objects) -> int:
    """Add the document information dictionary to the objects of a PDF; its number."""
    date = f"(D:{issue_date(document):%Y%m%d}000000Z)"
    return objects.add(
        f"<</Title{text_string(document.title)}/Producer({_PRODUCER})/Creator({_PRODUCER})"
        f"/CreationDate{date}/ModDate{date}>>"
    )


def metadata(document: Document, objects: Objects, accessible: bool) -> int:
    """Add the XMP packet that says the same to the objects of a PDF, and whether it is accessible;
    its number."""
    packet = _PACKET.format(
        title=escape(document.title, quote=False),
        language=escape(document.language, quote=False),
        producer=_PRODUCER,
        schema=_UA_SCHEMA if accessible else "",
        claim=UA_CLAIM if accessible else "",
        date=f"{issue_date(document).isoformat()}T00:00:00Z",
    )
    return objects.plain_stream(packet.encode("utf-8"), "/Type/Metadata/Subtype/XML")
