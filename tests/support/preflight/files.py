"""PDF files made for preflight: sound PDF/X-4 and X-1a, on which one thing can be made wrong."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name

from layout.preflight.profile import Profile, Rule, own_profile
from layout.preflight.run import Verdict, preflight

SIDE = 200
"""Points: the side of the page, all of which is trim."""

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" pdfxid:GTS_PDFXVersion="PDF/X-4"
 xmp:CreateDate="2026-11-26T08:00:00Z" xmp:ModifyDate="2026-11-26T08:00:00Z"
 xmp:MetadataDate="2026-11-26T08:00:00Z" xmpMM:DocumentID="uuid:1" xmpMM:VersionID="1"
 xmpMM:RenditionClass="default" pdf:Trapped="False"><dc:title><rdf:Alt><rdf:li
 xml:lang="x-default">An ad</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""

PLAIN = b"0.2 0 0 0 k 20 20 160 160 re f"
"""Content that breaks no rule: a pale area."""

Change = Callable[[pikepdf.Pdf], object]


def profile_bytes(space: str = "CMYK", kind: str = "prtr", version: int = 2) -> bytes:
    """The head of an ICC profile, which is all that preflight reads of one."""
    head = bytearray(132)
    head[8] = version
    head[12:16], head[16:20], head[36:40] = kind.encode(), space.encode(), b"acsp"
    return bytes(head)


def icc(pdf: pikepdf.Pdf, space: str = "CMYK", count: int = 4, **head: object) -> Array:
    """A colour space by a profile."""
    stream = pdf.make_stream(profile_bytes(space, **head), N=count)  # type: ignore[arg-type]
    return Array([Name.ICCBased, stream])


def font(pdf: pikepdf.Pdf, name: str = "Sans", embedded: bool = True) -> Dictionary:
    """A font with letters half as wide as high."""
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name(f"/{name}"), Flags=32)
    if embedded:
        descriptor["/FontFile2"] = pdf.make_stream(b"no glyphs")
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name(f"/{name}"),
            FirstChar=32,
            LastChar=126,
            Widths=Array([500] * 95),
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )


def spot(pdf: pikepdf.Pdf, name: str = "Gold", top: float = 1.0) -> Array:
    """A spot colour that is mixed of magenta and yellow."""
    tint = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * 4), C1=Array([0, 0.3, top, 0]), N=1
    )
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])


def image(
    pdf: pikepdf.Pdf, width: int, height: int, *, bits: int = 8, space: object = Name.DeviceGray
) -> pikepdf.Stream:
    """An image of one grey."""
    count = {"/DeviceRGB": 3, "/DeviceCMYK": 4}.get(str(space), 1)
    row = (width * bits * count + 7) // 8
    return pdf.make_stream(
        b"\x80" * (row * height),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        BitsPerComponent=bits,
        ColorSpace=space,
    )


def state(**keys: object) -> Dictionary:
    """A graphics state."""
    return Dictionary(Type=Name.ExtGState, **keys)


def over(pdf: pikepdf.Pdf, kind: str, name: str, value: object) -> None:
    """Put a resource on the first page, as in `over(pdf, "XObject", "I", image(...))`."""
    resources = pdf.pages[0].obj["/Resources"]
    if f"/{kind}" not in resources:
        resources[f"/{kind}"] = Dictionary()
    resources[f"/{kind}"][f"/{name}"] = value


def new(content: bytes = PLAIN, pages: int = 1) -> pikepdf.Pdf:
    """A sound PDF/X-4 of pages with some content; its fonts are F (embedded) and G (not)."""
    pdf = pikepdf.new()
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(SIDE, SIDE))
        page.obj["/TrimBox"] = Array([0, 0, SIDE, SIDE])
        page.obj["/Resources"] = Dictionary(
            Font=Dictionary(F=font(pdf), G=font(pdf, "Other", embedded=False)),
            ExtGState=Dictionary(
                Over=state(OP=True, op=True, OPM=1), Zero=state(OP=True, op=True, OPM=0)
            ),
        )
        page.obj["/Contents"] = pdf.make_stream(content)
    pdf.Root["/OutputIntents"] = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFX,
                OutputConditionIdentifier=pikepdf.String("IFRA26"),
                DestOutputProfile=pdf.make_stream(profile_bytes(), N=4),
            )
        ]
    )
    metadata = pdf.make_stream(XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root["/Metadata"] = metadata
    pdf.trailer["/Info"] = pdf.make_indirect(
        Dictionary(Title=pikepdf.String("An ad"), Trapped=Name.False_)
    )
    pdf.trailer["/Info"]["/Trapped"] = Name("/False")
    return pdf


def bytes_of(pdf: pikepdf.Pdf, version: str = "1.6", **saving: object) -> bytes:
    """The bytes of a file, the same each time."""
    out = io.BytesIO()
    keys: dict[str, object] = {
        "deterministic_id": True,
        "object_stream_mode": pikepdf.ObjectStreamMode.disable,
        "fix_metadata_version": False,
        "stream_decode_level": pikepdf.StreamDecodeLevel.none,
        "compress_streams": False,
        "force_version": version,
        **saving,
    }
    pdf.save(out, **keys)  # type: ignore[arg-type]
    return out.getvalue()


def made(content: bytes = PLAIN, change: Change | None = None, pages: int = 1) -> bytes:
    """A sound PDF/X-4 with content, after a change."""
    pdf = new(content, pages)
    if change:
        change(pdf)
    return bytes_of(pdf)


def new_x1a(content: bytes = PLAIN) -> pikepdf.Pdf:
    """A sound PDF/X-1a:2003."""
    pdf = new(content)
    del pdf.Root["/Metadata"]
    info = pdf.trailer["/Info"]
    info["/GTS_PDFXVersion"] = pikepdf.String("PDF/X-1a:2003")
    info["/CreationDate"] = info["/ModDate"] = pikepdf.String("D:20261126080000Z")
    return pdf


@cache
def alone(rule: str, profile: str = "gwg-2022-newspaper") -> Profile:
    """A profile of one rule, as it stands in one of ours."""
    found = own_profile(profile).rules[rule]
    return Profile(rule, rule, {rule: found})


def with_limits(rule: str, **limits: float) -> Profile:
    """A profile of one rule with other limits."""
    found = alone(rule).rules[rule]
    changed = Rule(found.id, found.asks, found.remedy, found.severity, {**found.limits, **limits})
    return Profile(rule, rule, {rule: changed})


def held(data: bytes, rule: str, profile: str = "gwg-2022-newspaper") -> Verdict:
    """What one rule makes of a file."""
    return preflight(data, alone(rule, profile))


def broken(data: bytes, profile: str) -> set[str]:
    """The rules that a file breaks of one of our profiles."""
    return {each.rule for each in preflight(data, own_profile(profile)).broken}
