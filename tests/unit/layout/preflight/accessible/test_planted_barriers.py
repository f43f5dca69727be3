"""One fault a time planted into a sound page: its rule is found, and no other."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from support.press.sample_documents import DATE, text_page

from layout.page.document import Document
from layout.preflight.accessible.annotations import annotation_barriers
from layout.preflight.accessible.barrier import Barrier
from layout.preflight.accessible.check import accessible_findings
from layout.preflight.accessible.fonts import font_barriers
from layout.preflight.accessible.headings import description_barriers, heading_barriers
from layout.preflight.accessible.languages import language_barriers
from layout.preflight.accessible.marked import marked_content
from layout.preflight.accessible.nesting import nesting_barriers
from layout.preflight.accessible.tables import table_barriers
from layout.preflight.accessible.tree import tree_of
from layout.preflight.accessible.whole_file import claim_barriers, file_barriers
from layout.preflight.accessible.xmp import packet_of
from layout.press.pdf import write_pdf
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme

_CLAIM = (
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    b"<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF>"
)


@pytest.fixture(scope="module")
def printed() -> bytes:
    theme = load_theme()
    foundry = Foundry(theme.fallback)
    page = text_page(theme, foundry, 1)
    return write_pdf(Document("Gazette", "en", DATE, (page,)), theme, foundry)


@pytest.fixture
def sound(printed):
    """A printed page with a claim, a link, a list, a table and a note besides."""
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        packet = pdf.Root.Metadata.read_bytes()
        if b"pdfuaid" not in packet:
            packet = packet.replace(b"</rdf:RDF>", _CLAIM)
        pdf.Root.Metadata = pdf.make_indirect(pdf.make_stream(packet))
        document = pdf.Root.StructTreeRoot.K
        note = element(pdf, "Note", ID=String("n1"))
        lists = element(pdf, "L", element(pdf, "LI", element(pdf, "Lbl"), element(pdf, "LBody")))
        head = element(pdf, "TR", cell(pdf, "TH", Scope=Name.Column), cell(pdf, "TH", "Column"))
        row = element(pdf, "TR", cell(pdf, "TD"), cell(pdf, "TD"))
        thead, body = element(pdf, "THead", head), element(pdf, "TBody", row)
        table = element(pdf, "Table", thead, body)
        figure = element(pdf, "Figure", Alt=String("A dam"))
        link = element(pdf, "Link")
        for each in (note, lists, table, figure, link):
            add(document, each)
        annotate(pdf, link, Subtype=Name.Link, Contents=String("More"))
        yield pdf


def element(pdf: Pdf, kind: str, *kids: Dictionary, **entries) -> Dictionary:
    made = pdf.make_indirect(Dictionary(S=Name(f"/{kind}"), K=Array(kids), **entries))
    for kid in kids:
        kid.P = made
    return made


def cell(pdf: Pdf, kind: str, scope: str = "", **attributes) -> Dictionary:
    if scope:
        attributes["Scope"] = Name(f"/{scope}")
    return element(pdf, kind, A=Dictionary(O=Name.Table, **attributes))


def add(parent: Dictionary, kid: Dictionary) -> None:
    kids = parent.K if isinstance(parent.K, Array) else Array([parent.K])
    kids.append(kid)
    parent.K, kid.P = kids, parent


def annotate(pdf: Pdf, into: Dictionary | None, **entries) -> Dictionary:
    """An annotation of the first page, in an element."""
    made = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([10, 10, 50, 50]), **entries))
    page = pdf.pages[0].obj
    if entries["Subtype"] == Name.Widget:
        pdf.Root.AcroForm = Dictionary(Fields=Array([made]))
    page.Annots = Array([*page.get("/Annots", ()), made])
    if into is not None:
        number = 100 + len(page.Annots)
        made.StructParent = number
        pdf.Root.StructTreeRoot.ParentTree.Nums.extend([number, into])
        add(into, pdf.make_indirect(Dictionary(Type=Name.OBJR, Obj=made, Pg=page)))
    return made


def found_in(pdf: Pdf) -> set[str]:
    return {barrier.rule for barrier in accessible_findings(pdf)}


def of_kind(pdf: Pdf, kind: str) -> Dictionary:
    """The first element of a kind."""
    return next(each.entry for each in tree_of(pdf).elements if each.tag == kind)


def content(pdf: Pdf, change: Callable[[bytes], bytes]) -> None:
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(change(page.Contents.read_bytes()))


def font_of(pdf: Pdf) -> Dictionary:
    fonts = pdf.pages[0].Resources.Font
    return fonts[min(fonts.keys())]


def cid_font(pdf: Pdf) -> Dictionary:
    return font_of(pdf).DescendantFonts[0]


def packet(pdf: Pdf, old: bytes, new: bytes) -> None:
    data = pdf.Root.Metadata.read_bytes()
    assert old in data
    pdf.Root.Metadata = pdf.make_stream(data.replace(old, new))


def cmap(pdf: Pdf, body: bytes, **entries) -> None:
    """Gives the font a CMap of its own, in which all codes are what they are in Identity-H."""
    lines = b"".join(b"<%02X00> <%02XFF> %d\n" % (i, i, i * 256) for i in range(64))
    head = b"/WMode 0 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    data = head + b"64 begincidrange\n" + lines + b"endcidrange\n" + body
    system = entries.pop("CIDSystemInfo", cid_font(pdf).CIDSystemInfo)
    font_of(pdf).Encoding = pdf.make_stream(data, CIDSystemInfo=system, **entries)


def test_a_sound_page_has_nothing(sound):
    assert accessible_findings(sound) == ()


def test_the_checks_are_those_of_the_parts(sound):
    """Each part says nothing of a sound page by itself, and says it without the others."""
    tree = tree_of(sound)
    marked = marked_content(sound, tree)
    parts = (
        claim_barriers(sound),
        file_barriers(sound, tree),
        language_barriers(sound, tree, marked),
        nesting_barriers(tree),
        table_barriers(tree),
        description_barriers(tree),
        heading_barriers(tree),
        annotation_barriers(sound, tree),
        font_barriers(marked),
    )
    assert [list(part) for part in parts] == [[]] * len(parts)
    assert packet_of(sound).part == "1" and packet_of(sound).has_title_without_language
    assert str(Barrier("7.1", "unmarked", "text is untagged", 2)) == (
        "page 2: text is untagged (7.1, unmarked)"
    )


def claim_another_part(pdf):
    packet(pdf, b"<pdfuaid:part>1", b"<pdfuaid:part>2")


def claim_nothing(pdf):
    packet(pdf, b"<pdfuaid:part>1</pdfuaid:part>", b"")


def claim_by_another_name(pdf):
    packet(pdf, b"pdfuaid", b"ua")


def untitled(pdf):
    packet(pdf, b">Gazette<", b"><")


def unsaid(pdf):
    del pdf.Root["/Metadata"]


def add_to(kind: str, *new: str):
    """Puts elements into the first of a kind."""

    def planted(pdf):
        for each in new:
            add(of_kind(pdf, kind), element(pdf, each))

    return planted


def put(kind: str, key: str, value):
    def planted(pdf):
        of_kind(pdf, kind)[key] = value

    return planted


def drop(kind: str, key: str):
    def planted(pdf):
        del of_kind(pdf, kind)[key]

    return planted


def roles(**mapped: str):
    def planted(pdf):
        add(of_kind(pdf, "Document"), element(pdf, "Mine"))
        new = {f"/{tag}": Name(f"/{to}") for tag, to in mapped.items()}
        pdf.Root.StructTreeRoot.RoleMap = Dictionary(new)

    return planted


def root(key: str, value):
    def planted(pdf):
        pdf.Root[key] = value

    return planted


def wider_cell(pdf):
    of_kind(pdf, "TD").A.ColSpan = 2


def deeper_cell(pdf):
    of_kind(pdf, "TD").A.RowSpan = 2


def overlapping_cells(pdf):
    row = element(pdf, "TR", cell(pdf, "TD", ColSpan=2))
    add(of_kind(pdf, "TBody"), row)
    of_kind(pdf, "TBody").K[0].K[1].A.RowSpan = 2


def unknown_head(pdf):
    of_kind(pdf, "TD").A.Headers = Array([String("nobody")])


def two_notes(pdf):
    add(of_kind(pdf, "Document"), element(pdf, "Note", ID=String("n1")))


def layers(**entries):
    return root("/OCProperties", Dictionary(D=Dictionary(**entries)))


def attachment(pdf):
    pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String("a"), EF=Dictionary()))
    pdf.Root.AF = Array([pdf.objects[-1]])


def dynamic(pdf):
    form = b"<config><dynamicRender >required</dynamicRender></config>"
    pdf.Root.AcroForm = Dictionary(XFA=Array([String("config"), pdf.make_stream(form)]))


def unmarked_line(pdf):
    content(pdf, lambda data: data + b"\n0 0 m 9 9 l S")


def artifact_inside(pdf):
    content(pdf, lambda data: data.replace(b"BT\n", b"/Artifact BMC 0 0 m 9 9 l S EMC BT\n", 1))


def content_in_artifact(pdf):
    content(pdf, lambda data: b"/Artifact BMC\n" + data + b"\nEMC")


def form(again: int, **entries):
    def planted(pdf):
        box = Array([0, 0, 9, 9])
        made = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=box, **entries)
        resources = pdf.pages[0].Resources
        resources.XObject = Dictionary(Extra=made)
        content(pdf, lambda data: data + b"\n/Artifact BMC\n" + b"/Extra Do\n" * again + b"EMC")

    return planted


def speechless(pdf):
    del pdf.Root.Lang
    packet(pdf, b'"x-default"', b'"en"')
    pdf.Root.Outlines = Dictionary()
    del of_kind(pdf, "Figure")["/Alt"]
    of_kind(pdf, "Figure").ActualText, of_kind(pdf, "Figure").Lang = String("dam"), String("en")


def only_bookmarks_speechless(pdf):
    speechless(pdf)
    of_kind(pdf, "Document").Lang = String("en")
    pdf.Root.Outlines = Dictionary(First=Dictionary())


def title_speechless(pdf):
    speechless(pdf)
    of_kind(pdf, "Document").Lang = String("en")
    packet(pdf, b'xml:lang="en"', b'xml:lang="x-default"')


def silent(key: str):
    def planted(pdf):
        speechless(pdf)
        content(pdf, lambda data: data.replace(b"BDC", b"BDC /Span<</Lang(en)>>BDC", 100))
        content(pdf, lambda data: data.replace(b"EMC", b"EMC EMC"))
        of_kind(pdf, "Note")[key] = String("text")

    return planted


def wrong_language(pdf):
    content(pdf, lambda data: data.replace(b"BT\n", b"/Span<</Lang(_)>>BDC EMC BT\n", 1))


def annotation(kind: str, into: str = "Annot", **entries):
    def planted(pdf):
        parent = element(pdf, into) if into else None
        if parent is not None:
            add(of_kind(pdf, "Document"), parent)
        annotate(pdf, parent, Subtype=Name(f"/{kind}"), **entries)

    return planted


def no_tab_order(pdf):
    del pdf.pages[0].obj["/Tabs"]


def unembedded(pdf):
    for key in ("/FontFile2", "/FontFile3"):
        if key in cid_font(pdf).FontDescriptor:
            del cid_font(pdf).FontDescriptor[key]


def damaged_font(pdf):
    cid_font(pdf).FontDescriptor.FontFile2 = pdf.make_stream(b"no font")


def other_widths(pdf):
    cid_font(pdf).W, cid_font(pdf).DW = Array(), 50


def show(code: bytes):
    """Shows a code with the font, which is the first."""

    def planted(pdf):
        name = min(pdf.pages[0].Resources.Font.keys()).encode("ascii")
        shown = b"\n/Artifact BMC BT %b 9 Tf <%b> Tj ET EMC" % (name, code)
        content(pdf, lambda data: data + shown)
        unicode = font_of(pdf).ToUnicode.read_bytes()
        entry = b"1 beginbfchar <%b> <0041> endbfchar\nendcmap" % code
        font_of(pdf).ToUnicode = pdf.make_stream(unicode.replace(b"endcmap", entry, 1))

    return planted


def no_text(pdf):
    del font_of(pdf)["/ToUnicode"]


def no_character(pdf):
    data = font_of(pdf).ToUnicode.read_bytes()
    font_of(pdf).ToUnicode = pdf.make_stream(data.replace(b"<0065>", b"<FEFF>"))


def unknown_cmap(pdf):
    font_of(pdf).Encoding = Name("/Adobe-Korea1-2")


def other_writing_mode(pdf):
    cmap(pdf, b"", WMode=1)


def unknown_used_cmap(pdf):
    cmap(pdf, b"", UseCMap=Name("/Adobe-Korea1-2"))


def other_characters(pdf):
    system = Dictionary(Registry=String("Adobe"), Ordering=String("Japan1"), Supplement=0)
    cmap(pdf, b"", CIDSystemInfo=system)


def no_glyph_map(pdf):
    cid_font(pdf).CIDToGIDMap = Name("/NoIdentity")


def short_cid_set(pdf):
    cid_font(pdf).FontDescriptor.CIDSet = pdf.make_stream(b"\x80")


PLANTED = {
    "claim": claim_nothing,
    "part": claim_another_part,
    "prefix": claim_by_another_name,
    "title": untitled,
    "metadata title claim": unsaid,
    "marked": root("/MarkInfo", Dictionary()),
    "suspects": root("/MarkInfo", Dictionary(Marked=True, Suspects=True)),
    "title-shown": root("/ViewerPreferences", Dictionary()),
    "role-unmapped": roles(Other="Sect"),
    "role-circular": roles(Mine="Yours", Yours="Mine"),
    "role-remapped": roles(Mine="P", P="H1"),
    "unmarked": unmarked_line,
    "artifact-in-content": artifact_inside,
    "content-in-artifact": content_in_artifact,
    "reference-xobject": form(1, Ref=Dictionary()),
    "form-painted-again": form(2, StructParents=99),
    "language-text": speechless,
    "language-bookmarks": only_bookmarks_speechless,
    "language-title": title_speechless,
    "language-actual-text": silent("/ActualText"),
    "language-alternative": silent("/Alt"),
    "language-expansion": silent("/E"),
    "language-invalid": put("Note", "/Lang", String("portugues")),
    "language-invalid ": root("/Lang", String("")),
    "language-invalid  ": wrong_language,
    "nesting-outside": add_to("Document", "TOCI"),
    "nesting-inside": add_to("TR", "Span"),
    "nesting-twice nesting-caption": add_to("L", "Caption", "Caption"),
    "nesting-twice": add_to("Table", "THead"),
    "nesting-caption": add_to("L", "Caption"),
    "table-ragged": wider_cell,
    "table-depth": deeper_cell,
    "table-overlap": overlapping_cells,
    "table-scope": put("TH", "/A", Dictionary(O=Name.Table)),
    "table-unknown-head": unknown_head,
    "figure-undescribed": drop("Figure", "/Alt"),
    "figure-undescribed ": put("Figure", "/Alt", String("")),
    "formula-undescribed": add_to("Document", "Formula"),
    "heading-skipped": add_to("Document", "H3"),
    "heading-mixed": add_to("Document", "H"),
    "heading-mixed heading-twice": add_to("Document", "H", "H"),
    "note-unnamed": drop("Note", "/ID"),
    "note-alike": two_notes,
    "layer-name": layers(BaseState=Name.ON),
    "layer-states": layers(Name=String("all"), AS=Array()),
    "file-name": attachment,
    "dynamic-form": dynamic,
    "tab-order": no_tab_order,
    "trap-net": annotation("TrapNet", Contents=String("x")),
    "annotation-untagged": annotation("Highlight", "P", Contents=String("x")),
    "annotation-untagged ": annotation("Link", "", Contents=String("x")),
    "annotation-undescribed": annotation("Highlight"),
    "field-undescribed": annotation("Widget", "Form"),
    "printer-mark": annotation("PrinterMark"),
    "attachment-name": annotation("FileAttachment", Contents=String("x"), FS=Dictionary()),
    "font-not-embedded": unembedded,
    "font-damaged": damaged_font,
    "font-width": other_widths,
    "font-notdef": show(b"0000"),
    "font-glyph-missing": show(b"FFF0"),
    "font-without-text": no_text,
    "font-no-character": no_character,
    "font-cmap": unknown_cmap,
    "font-writing-mode": other_writing_mode,
    "font-used-cmap": unknown_used_cmap,
    "font-characters": other_characters,
    "font-glyph-map": no_glyph_map,
    "font-cid-set": short_cid_set,
}


@pytest.mark.parametrize("rules", PLANTED)
def test_a_planted_fault_is_found_and_no_other(rules, sound):
    PLANTED[rules](sound)
    file = io.BytesIO()
    sound.save(file)
    with pikepdf.open(file) as pdf:
        assert found_in(pdf) == set(rules.split())


def test_a_file_that_may_not_be_read_aloud_says_so(sound):
    file = io.BytesIO()
    allowed = pikepdf.Permissions(accessibility=False)
    sound.save(
        file,
        encryption=pikepdf.Encryption(owner="x", R=3, aes=False, metadata=False, allow=allowed),
    )
    with pikepdf.open(file) as pdf:
        assert found_in(pdf) == {"permission"}


def test_a_file_of_nothing_is_judged_too():
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        assert found_in(pdf) == {"claim", "untagged", "marked", "metadata", "title", "title-shown"}


def test_a_claim_is_not_asked_of_who_makes_none(sound):
    claim_nothing(sound)
    assert accessible_findings(sound, claimed=False) == ()
