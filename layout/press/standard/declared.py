"""What a PDF says of itself to be a print file: PDF/X-4 (ISO 15930-7), PDF/X-1a:2003 (15930-4).

The output intent with the profile of the press, metadata, the key that says nothing is trapped; and
nothing that acts, is filled in or looked at on a screen. Identifiers come from the content: the
same edition has the same.
"""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass
from html import escape
from typing import Any

import pikepdf

from layout.press.ink.metadata import UNDATED
from layout.press.pictures.painting_cost import contents_of
from layout.press.standard.press_settings import Condition, Standard

_PRODUCER = "newsgrid"
_ACTING = ("/AcroForm", "/OpenAction", "/AA", "/URI", "/Perms", "/Collection", "/AF", "/Threads")
_ACTING_ON_PAGES = ("/Annots", "/AA", "/B", "/Thumb", "/PresSteps", "/UserUnit", "/ArtBox")
_ACTING_NAMES = ("/JavaScript", "/EmbeddedFiles", "/AlternatePresentations", "/Renditions")

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
<pdfxid:GTS_PDFXVersion>{version}</pdfxid:GTS_PDFXVersion>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate><xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of a file: its title, language and date, the standard it keeps, the condition it
    is printed in and its profile."""

    title: str
    language: str
    date: datetime.date | None
    standard: Standard
    condition: Condition
    profile: bytes


def declare(pdf: pikepdf.Pdf, facts: Facts) -> None:
    """Makes a PDF say what a print file must say, and nothing that it must not."""
    _still(pdf)
    _layers(pdf)
    pdf.Root["/OutputIntents"] = pikepdf.Array([_intent(pdf, facts)])
    date = facts.date or UNDATED
    stamp = f"D:{date:%Y%m%d}000000Z"
    info: Any = pikepdf.Dictionary(
        Title=facts.title,
        Producer=_PRODUCER,
        Creator=_PRODUCER,
        CreationDate=stamp,
        ModDate=stamp,
    )
    info["/Trapped"] = pikepdf.Name("/False")
    if facts.standard is Standard.X1A:
        info["/GTS_PDFXVersion"] = pikepdf.String(facts.standard.value)
    pdf.trailer["/Info"] = pdf.make_indirect(info)
    pdf.Root["/Metadata"] = _metadata(pdf, facts, date)
    pdf.Root["/Lang"] = pdf.Root.get("/Lang", pikepdf.String(facts.language))


def _intent(pdf: pikepdf.Pdf, facts: Facts) -> Any:
    condition = facts.condition
    made: Any = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFX,
        OutputConditionIdentifier=condition.identifier,
        OutputCondition=condition.info,
        Info=condition.info,
    )
    if condition.registry:
        made["/RegistryName"] = pikepdf.String(condition.registry)
    profile: Any = pdf.make_stream(facts.profile, N=4, Alternate=pikepdf.Name.DeviceCMYK)
    made["/DestOutputProfile"] = profile
    return pdf.make_indirect(made)


def _metadata(pdf: pikepdf.Pdf, facts: Facts, date: datetime.date) -> Any:
    content = _digest_of(pdf)
    paper = f"{facts.title} {date.isoformat()} {facts.standard.value}"
    packet = _PACKET.format(
        title=escape(facts.title, quote=False),
        language=escape(facts.language, quote=False),
        producer=_PRODUCER,
        version=escape(facts.standard.value),
        date=f"{date.isoformat()}T00:00:00Z",
        document=_identifier(paper.encode("utf-8")),
        instance=_identifier(paper.encode("utf-8") + content),
    )
    made: Any = pdf.make_stream(packet.encode("utf-8"))
    made["/Type"], made["/Subtype"] = pikepdf.Name.Metadata, pikepdf.Name.XML
    return made


def _digest_of(pdf: pikepdf.Pdf) -> bytes:
    """A digest of what the pages show: their content, in order."""
    whole = hashlib.sha256()
    for page in pdf.pages:
        for part in contents_of(page):
            whole.update(part.read_bytes())
    return whole.digest()


def _identifier(content: bytes) -> str:
    """A UUID of some content (RFC 9562, version 8: made by a rule of one's own)."""
    name = hashlib.sha256(content).hexdigest()
    variant = "89ab"[int(name[16], 16) % 4]
    return f"{name[:8]}-{name[8:12]}-8{name[13:16]}-{variant}{name[17:20]}-{name[20:32]}"


def _still(pdf: pikepdf.Pdf) -> None:
    """Takes away what acts, is filled in or is seen on screens only."""
    for key in _ACTING:
        if key in pdf.Root:
            del pdf.Root[key]
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        for key in _ACTING_NAMES:
            if key in names:
                del names[key]
    for page in pdf.pages:
        for key in _ACTING_ON_PAGES:
            if key in page.obj:
                del page.obj[key]


def _layers(pdf: pikepdf.Pdf) -> None:
    """Layers as ISO 15930-7 has them: each way to show them has a name, and none is chosen by
    itself."""
    layers: Any = pdf.Root.get("/OCProperties")
    if not isinstance(layers, pikepdf.Dictionary):
        return
    every = [layers.get("/D"), *(layers.get("/Configs") or ())]
    for number, way in enumerate(every):
        if not isinstance(way, pikepdf.Dictionary):
            continue
        if "/Name" not in way:
            way["/Name"] = pikepdf.String("Print" if not number else f"Print {number + 1}")
        if "/AS" in way:
            del way["/AS"]
        if "/Order" in way:
            way["/Order"] = pikepdf.Array(list(layers.get("/OCGs") or ()))
