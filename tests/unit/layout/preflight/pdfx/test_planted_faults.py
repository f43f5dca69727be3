"""Every requirement of PDF/X-4 and PDF/X-1a: a file with that fault planted, in which it is found,
and sound files in which nothing is."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from support.preflight.files import (
    PLAIN,
    XMP,
    Change,
    broken,
    bytes_of,
    font,
    icc,
    image,
    made,
    new,
    new_x1a,
    over,
    profile_bytes,
    spot,
    state,
)

from layout.preflight.pdfx import colours, forbidden, intents, metadata, pages
from layout.preflight.pdfx.x1a import X1A
from layout.preflight.pdfx.x4 import X4
from layout.preflight.profile import own_profile

Plant = Callable[[], bytes]


def x4(change: Change, content: bytes = PLAIN) -> Plant:
    return lambda: made(content, change)


def x1a(change: Change, content: bytes = PLAIN) -> Plant:
    def make() -> bytes:
        pdf = new_x1a(content)
        change(pdf)
        return bytes_of(pdf, "1.4")

    return make


def xmp(before: str, after: str) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        assert before in XMP
        pdf.Root["/Metadata"] = pdf.make_stream(XMP.replace(before, after).encode())

    return change


def info(key: str, value: object) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        if value is None:
            del pdf.trailer["/Info"][key]
        else:
            pdf.trailer["/Info"][key] = value

    return change


def page(key: str, value: object) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        if value is None:
            del pdf.pages[0].obj[key]
        else:
            pdf.pages[0].obj[key] = value

    return change


def root(key: str, value: object) -> Change:
    return lambda pdf: pdf.Root.__setitem__(key, value)


def intent(key: str, value: Callable[[pikepdf.Pdf], object] | None) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        if value is None:
            del pdf.Root.OutputIntents[0][key]
        else:
            pdf.Root.OutputIntents[0][key] = value(pdf)

    return change


def two_intents(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


def resource(kind: str, value: Callable[[pikepdf.Pdf], object]) -> Change:
    return lambda pdf: over(pdf, kind, "S", value(pdf))


def form(**keys: object) -> Callable[[pikepdf.Pdf], pikepdf.Stream]:
    return lambda pdf: pdf.make_stream(
        PLAIN, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 200, 200]), **keys
    )


def note(kind: str) -> Array:
    return Array([Dictionary(Subtype=Name(f"/{kind}"), Rect=Array([10, 10, 30, 30]))])


def two_golds(pdf: pikepdf.Pdf) -> None:
    over(pdf, "ColorSpace", "A", spot(pdf, "Gold", 1.0))
    over(pdf, "ColorSpace", "B", spot(pdf, "Gold", 0.9))


def by_profile(pdf: pikepdf.Pdf) -> None:
    over(pdf, "ColorSpace", "S", icc(pdf))


def picture(**keys: object) -> Callable[[pikepdf.Pdf], pikepdf.Stream]:
    def make(pdf: pikepdf.Pdf) -> pikepdf.Stream:
        found = image(pdf, 20, 20)
        for key, value in keys.items():
            found[f"/{key}"] = value(pdf) if callable(value) else value
        return found

    return make


def lzw(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj["/Annots"] = Array([])
    packed = pdf.make_stream(bytes.fromhex("800b6050220c0c8501"), Filter=Name.LZWDecode)
    pdf.Root["/PieceInfo"] = Dictionary(Ours=packed)


def trimmed_view(pdf: pikepdf.Pdf) -> None:
    page("/BleedBox", Array([0, 0, 200, 200]))(pdf)
    root("/ViewerPreferences", Dictionary(PrintClip=Name.TrimBox))(pdf)


def attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["words.txt"] = b"words"


def outside(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/PieceInfo"] = Dictionary(Ours=pdf.make_stream(b"", F=String("elsewhere.bin")))


def without_id() -> bytes:
    return made().replace(b"/ID [", b"/IX [")


def without_id_x1a() -> bytes:
    return bytes_of(new_x1a(), "1.4").replace(b"/ID [", b"/IX [")


def encrypted(pdf: pikepdf.Pdf, version: str) -> bytes:
    lock = pikepdf.Encryption(owner="o", user="", R=3, aes=False, metadata=False)
    return bytes_of(
        pdf,
        version,
        encryption=lock,
        deterministic_id=False,
        static_id=True,
        stream_decode_level=None,
    )


TRANSPARENT = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
HALFTONE = Dictionary(HalftoneType=6, Width=1, Height=1)
WRONG_TEXT = b"BT /G 12 Tf 20 20 Td (Words) Tj ET"
DRAWN = b" q 50 0 0 50 20 20 cm /S Do Q"
USED = b"/S cs 1 0 0 scn 20 20 60 60 re f"

FAULTS: dict[str, Plant] = {
    "X4-version": lambda: bytes_of(new(), "1.7"),
    "X4-encryption": lambda: encrypted(new(), "1.6"),
    "X4-file-id": without_id,
    "X4-metadata": x4(lambda pdf: pdf.Root.__delitem__("/Metadata")),
    "X4-identified": x4(xmp("PDF/X-4", "PDF/X-3")),
    "X4-title": x4(xmp(">An ad<", "><")),
    "X4-dates": x4(xmp('xmp:MetadataDate="2026-11-26T08:00:00Z"', "")),
    "X4-document-id": x4(xmp('xmpMM:RenditionClass="default"', "")),
    "X4-trapped": x4(lambda pdf: (xmp("False", "Unknown")(pdf), info("/Trapped", None)(pdf))),
    "X4-info-agrees": x4(info("/Title", String("Another"))),
    "X4-output-intent": x4(two_intents),
    "X4-condition": x4(intent("/OutputConditionIdentifier", None)),
    "X4-profile": x4(
        intent("/DestOutputProfile", lambda pdf: pdf.make_stream(profile_bytes(kind="mntr"), N=4))
    ),
    "X4-media-box": x4(page("/MediaBox", None)),
    "X4-trim-box": x4(page("/TrimBox", None)),
    "X4-boxes-nest": x4(page("/BleedBox", Array([10, 0, 200, 200]))),
    "X4-view-areas": x4(trimmed_view),
    "X4-annotations": x4(page("/Annots", note("Text"))),
    "X4-fonts": x4(lambda pdf: None, WRONG_TEXT),
    "X4-content": x4(lambda pdf: None, b"/Unknown cs 1 scn 9 9 9 9 re f"),
    "X4-device-colour": x4(lambda pdf: None, b"1 0 0 rg 20 20 60 60 re f"),
    "X4-profiles": x4(resource("ColorSpace", lambda pdf: icc(pdf, "CMYK", 3)), USED),
    "X4-profiles-overprint": x4(by_profile, b"/Over gs /S cs 1 0 0 0 scn 20 20 60 60 re f"),
    "X4-spots-agree": x4(two_golds, b"/A cs 1 scn 9 9 9 9 re f /B cs 1 scn 9 9 9 9 re f"),
    "X4-actions": x4(root("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))),
    "X4-postscript": x4(resource("XObject", form(PS=True, Subtype2=Name.PS))),
    "X4-opi": x4(resource("XObject", form(OPI=Dictionary()))),
    "X4-references": x4(resource("XObject", form(Ref=Dictionary(F=String("a.pdf"))))),
    "X4-alternates": x4(
        resource(
            "XObject",
            picture(Alternates=lambda pdf: Array([Dictionary(DefaultForPrinting=True)])),
        )
    ),
    "X4-external": x4(outside),
    "X4-filters": x4(lzw),
    "X4-transfer": x4(resource("ExtGState", lambda pdf: state(TR=Name.Identity))),
    "X4-halftones": x4(resource("ExtGState", lambda pdf: state(HT=HALFTONE))),
    "X4-blends": x4(resource("ExtGState", lambda pdf: state(BM=Name.Dodgy))),
    "X4-rendering-intents": x4(resource("ExtGState", lambda pdf: state(RI=Name.Dodgy))),
    "X4-layers": x4(root("/OCProperties", Dictionary(OCGs=Array([]), D=Dictionary(AS=Array([]))))),
    "X4-presentations": x4(page("/PresSteps", Dictionary(Type=Name.NavNode))),
    "X1A-version": lambda: bytes_of(new_x1a(), "1.5"),
    "X1A-encryption": lambda: encrypted(new_x1a(), "1.4"),
    "X1A-file-id": without_id_x1a,
    "X1A-packed-objects": lambda: bytes_of(
        new_x1a(), "1.5", object_stream_mode=pikepdf.ObjectStreamMode.generate
    ).replace(b"%PDF-1.5", b"%PDF-1.4"),
    "X1A-identified": x1a(info("/GTS_PDFXVersion", String("PDF/X-3:2003"))),
    "X1A-title": x1a(info("/Title", None)),
    "X1A-dates": x1a(info("/ModDate", None)),
    "X1A-trapped": x1a(info("/Trapped", Name("/Unknown"))),
    "X1A-output-intent": x1a(two_intents),
    "X1A-condition": x1a(intent("/OutputConditionIdentifier", None)),
    "X1A-profile": x1a(intent("/DestOutputProfile", None)),
    "X1A-media-box": x1a(page("/MediaBox", None)),
    "X1A-trim-box": x1a(page("/ArtBox", Array([0, 0, 200, 200]))),
    "X1A-boxes-nest": x1a(page("/BleedBox", Array([10, 0, 200, 200]))),
    "X1A-view-areas": x1a(trimmed_view),
    "X1A-composite": x1a(page("/SeparationInfo", Dictionary(DeviceColorant=Name.Cyan))),
    "X1A-annotations": x1a(page("/Annots", note("Text"))),
    "X1A-fonts": x1a(lambda pdf: None, WRONG_TEXT),
    "X1A-content": x1a(lambda pdf: None, b"/Unknown cs 1 scn 9 9 9 9 re f"),
    "X1A-colour": x1a(by_profile, b"/S cs 1 0 0 0 scn 20 20 60 60 re f"),
    "X1A-spots-agree": x1a(two_golds, b"/A cs 1 scn 9 9 9 9 re f /B cs 1 scn 9 9 9 9 re f"),
    "X1A-transparency": x1a(resource("ExtGState", lambda pdf: state(ca=0.5))),
    "X1A-layers": x1a(root("/OCProperties", Dictionary(OCGs=Array([]), D=Dictionary()))),
    "X1A-actions": x1a(page("/AA", Dictionary(O=Dictionary(S=Name.Named)))),
    "X1A-postscript": x1a(
        resource("XObject", lambda pdf: pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.PS))
    ),
    "X1A-opi": x1a(resource("XObject", picture(OPI=lambda pdf: Dictionary()))),
    "X1A-references": x1a(resource("XObject", form(Ref=Dictionary(F=String("a.pdf"))))),
    "X1A-alternates": x1a(
        resource(
            "XObject",
            picture(Alternates=lambda pdf: Array([Dictionary(DefaultForPrinting=True)])),
        )
    ),
    "X1A-external": x1a(outside),
    "X1A-attachments": x1a(attached),
    "X1A-filters": x1a(lzw),
    "X1A-transfer": x1a(resource("ExtGState", lambda pdf: state(TR2=Name.Identity))),
    "X1A-halftones": x1a(
        resource(
            "ExtGState", lambda pdf: state(HT=Dictionary(HalftoneType=1, HalftoneName=String("x")))
        )
    ),
    "X1A-rendering-intents": x1a(resource("XObject", picture(Intent=Name.Dodgy))),
}

MORE = {
    "no output intent": ("X4-output-intent", x4(root("/OutputIntents", Array([])))),
    "a profile of another press": (
        "X4-device-colour",
        x4(intent("/DestOutputProfile", lambda pdf: pdf.make_stream(profile_bytes("RGB "), N=3))),
    ),
    "both boxes": ("X4-trim-box", x4(page("/ArtBox", Array([0, 0, 200, 200])))),
    "an action on the page": ("X4-actions", x4(page("/AA", Dictionary(O=Dictionary())))),
    "a blended image": (
        "X1A-transparency",
        x1a(resource("XObject", picture(SMask=lambda pdf: image(pdf, 20, 20)))),
    ),
    "a group": ("X1A-transparency", x1a(page("/Group", TRANSPARENT))),
    "a blend mode": (
        "X1A-transparency",
        x1a(resource("ExtGState", lambda pdf: state(BM=Name.Multiply))),
    ),
    "a soft mask": (
        "X1A-transparency",
        x1a(resource("ExtGState", lambda pdf: state(SMask=Dictionary(S=Name.Alpha)))),
    ),
    "JPEG 2000": (
        "X1A-filters",
        x1a(resource("XObject", picture(Filter=Name.JPXDecode))),
    ),
    "JBIG2": (
        "X1A-filters",
        x1a(resource("XObject", picture(Filter=Name.JBIG2Decode))),
    ),
    "a phase of halftones": (
        "X1A-halftones",
        x1a(resource("ExtGState", lambda pdf: state(HTP=Array([0, 0])))),
    ),
    "a phase of halftones in PDF/X-4": (
        "X4-halftones",
        x4(resource("ExtGState", lambda pdf: state(HTP=Array([0, 0])))),
    ),
    "XMP that is no XML": ("X4-metadata", x4(xmp("</rdf:RDF>", ""))),
    "XMP with an entity": (
        "X4-identified",
        x4(xmp('pdfxid:GTS_PDFXVersion="PDF/X-4"', "")),
    ),
}

SOUND = {
    "PDF/X-4": ("pdf-x-4", made),
    "PDF/X-4 with transparency": (
        "pdf-x-4",
        x4(
            lambda pdf: (
                page("/Group", TRANSPARENT)(pdf),
                over(pdf, "ExtGState", "S", state(ca=0.5, BM=Name.Multiply, SMask=Name("/None"))),
                over(pdf, "ColorSpace", "S", icc(pdf, "RGB ", 3)),
            ),
            b"/S gs /S cs 1 0 0 scn 20 20 60 60 re f",
        ),
    ),
    "PDF/X-4 that is viewed with its bleed": (
        "pdf-x-4",
        x4(
            lambda pdf: (
                trimmed_view(pdf),
                root("/ViewerPreferences", Dictionary(ViewArea=Name.BleedBox))(pdf),
            )
        ),
    ),
    "PDF/X-4 without bleed, viewed as it is trimmed": (
        "pdf-x-4",
        x4(root("/ViewerPreferences", Dictionary(ViewArea=Name.TrimBox))),
    ),
    "PDF/X-4 with text": ("pdf-x-4", x4(lambda pdf: None, b"BT /F 9 Tf (Words) Tj ET")),
    "PDF/X-4 with packed objects": (
        "pdf-x-4",
        lambda: bytes_of(new(), "1.6", object_stream_mode=pikepdf.ObjectStreamMode.generate),
    ),
    "PDF/X-4 whose names look like keys": (
        "pdf-x-4",
        x4(
            lambda pdf: [
                over(pdf, "ExtGState", name, state(ca=1))
                for name in ("AA", "TR", "BM", "OPI", "HalftoneName")
            ]
        ),
    ),
    "PDF/X-4 with a note beside the page": (
        "pdf-x-4",
        x4(
            lambda pdf: (
                page("/MediaBox", Array([0, 0, 300, 200]))(pdf),
                page(
                    "/Annots",
                    Array([Dictionary(Subtype=Name.Text, Rect=Array([210, 10, 230, 30]))]),
                )(pdf),
            )
        ),
    ),
    "PDF/X-4 with a font unused": ("pdf-x-4", x4(lambda pdf: over(pdf, "Font", "H", font(pdf)))),
    "PDF/X-1a": ("pdf-x-1a", lambda: bytes_of(new_x1a(), "1.4")),
    "PDF/X-1a by a registered condition": (
        "pdf-x-1a",
        x1a(
            lambda pdf: (
                intent("/DestOutputProfile", None)(pdf),
                intent("/RegistryName", lambda pdf: String("http://www.color.org"))(pdf),
            )
        ),
    ),
    "PDF/X-1a with a spot": (
        "pdf-x-1a",
        x1a(resource("ColorSpace", lambda pdf: spot(pdf)), b"/S cs 0.5 scn 20 20 60 60 re f"),
    ),
}


def test_every_requirement_has_a_fault_planted():
    assert set(FAULTS) == {*X4, *X1A}
    assert {*own_profile("pdf-x-4").rules} == {*X4}
    assert {*own_profile("pdf-x-1a").rules} == {*X1A}
    assert (len(X4), len(X1A)) == (37, 34)
    for chapter in (colours, forbidden, intents, metadata, pages):
        assert chapter.__doc__


@pytest.mark.parametrize("rule", FAULTS)
def test_a_planted_fault_is_found_and_nothing_else(rule):
    profile = "pdf-x-4" if rule.startswith("X4") else "pdf-x-1a"
    assert broken(FAULTS[rule](), profile) == {rule}


@pytest.mark.parametrize("case", MORE)
def test_another_form_of_a_fault_is_found(case):
    rule, plant = MORE[case]
    profile = "pdf-x-4" if rule.startswith("X4") else "pdf-x-1a"
    assert rule in broken(plant(), profile)


@pytest.mark.parametrize("case", SOUND)
def test_nothing_is_found_in_a_sound_file(case):
    profile, make = SOUND[case]
    assert broken(make(), profile) == set()


def test_the_rule_of_gwg_says_which_requirement_is_not_met():
    from support.preflight.files import held

    (found,) = held(FAULTS["X4-transfer"](), "R0001").broken
    assert found.found.startswith("X4-transfer: ")
    assert found.remedy == "export it without them"
