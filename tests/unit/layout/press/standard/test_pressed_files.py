"""Print files: what PDF/X-4 and PDF/X-1a want to be said, boxes, marks, what is refused."""

import datetime
import io
import re
import shutil
import subprocess

import pikepdf
import pytest
from support.press.press_files import page_of, printer, saved
from support.press.press_profile import press_profile

from layout.page.format import MM
from layout.press.standard.declared import Facts
from layout.press.standard.press_settings import CONDITIONS, PressSettings, Standard
from layout.press.standard.pressed import Pressed, Sheets, pressed

N = pikepdf.Name
DAY = datetime.date(2026, 11, 26)
CONDITION = CONDITIONS["SNAP"]
X4, X1A = Standard.X4, Standard.X1A
ONE_PAGE = Sheets((1,))


def settings(standard=X4, **more):
    return PressSettings(None, CONDITION, standard, 220, **more)


def made(pdf, standard=X4, sheets=ONE_PAGE, date=DAY, **more) -> Pressed:
    facts = Facts("The <Gazette>", "en-GB", date, standard, CONDITION, press_profile())
    return pressed(saved(pdf), sheets, settings(standard, **more), printer(), facts)


def opened(done: Pressed) -> pikepdf.Pdf:
    assert not done.refused, [str(one) for one in done.refused]
    return pikepdf.open(io.BytesIO(done.data))


def plain():
    return page_of(b"1 0 0 rg 0 0 50 50 re f")


def said(pdf, key):
    packet = pdf.Root.Metadata.read_bytes().decode("utf-8")
    found = re.search(rf"<{key}>([^<]*)</{key}>", packet)
    assert found, key
    return found[1]


def test_a_file_says_all_that_pdf_x4_wants():
    done = made(plain())
    assert done.data.startswith(b"%PDF-1.6")
    pdf = opened(done)
    (intent,) = pdf.Root.OutputIntents
    assert str(intent.S) == "/GTS_PDFX"
    assert str(intent.OutputConditionIdentifier) == "CGATS TR 002"
    assert str(intent.RegistryName) == "http://www.color.org"
    assert int(intent.DestOutputProfile.N) == 4
    assert intent.DestOutputProfile.read_bytes() == press_profile()
    assert pdf.docinfo["/Trapped"] == "/False"
    assert str(pdf.docinfo["/Title"]) == "The <Gazette>"
    assert str(pdf.docinfo["/CreationDate"]) == "D:20261126000000Z"
    assert said(pdf, "pdfxid:GTS_PDFXVersion") == "PDF/X-4"
    assert said(pdf, "pdf:Trapped") == "False"
    assert said(pdf, "xmpMM:VersionID") == "1"
    assert said(pdf, "xmpMM:RenditionClass") == "default"
    for key in ("CreateDate", "ModifyDate", "MetadataDate"):
        assert said(pdf, f"xmp:{key}") == "2026-11-26T00:00:00Z"
    form = r"uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    assert re.fullmatch(form, said(pdf, "xmpMM:DocumentID"))
    assert "/Filter" not in pdf.Root.Metadata
    assert "/ID" in pdf.trailer
    assert "/Encrypt" not in pdf.trailer


def test_the_same_file_twice_and_another_has_another_name():
    assert made(plain()).data == made(plain()).data
    one, other = opened(made(plain())), opened(made(page_of(b"0 g 0 0 9 9 re f")))
    assert said(one, "xmpMM:InstanceID") != said(other, "xmpMM:InstanceID")
    assert said(one, "xmpMM:DocumentID") == said(other, "xmpMM:DocumentID")


def test_boxes_and_marks():
    pdf = opened(made(plain(), bleed=3 * MM, marks=True))
    page = pdf.pages[0].obj
    assert [float(edge) for edge in page.TrimBox] == [0, 0, 200, 200]
    three, eleven = 3 * 72 / 25.4, 11 * 72 / 25.4
    assert [float(edge) for edge in page.BleedBox] == pytest.approx(
        [-three, -three, 200 + three, 200 + three], abs=0.01
    )
    assert [float(edge) for edge in page.MediaBox] == pytest.approx(
        [-eleven, -eleven, 200 + eleven, 200 + eleven], abs=0.01
    )
    drawn = page.Contents[0].read_bytes()
    assert drawn.count(b" l S") == 8
    assert b"0 0 0 1 K" in drawn
    pdf = opened(made(plain()))
    page = pdf.pages[0].obj
    assert page.MediaBox == page.TrimBox == page.BleedBox
    assert isinstance(page.Contents, pikepdf.Stream)


def test_what_acts_or_is_seen_on_screens_is_gone():
    pdf = plain()
    page = pdf.pages[0].obj
    page.Annots = [pikepdf.Dictionary(Type=N.Annot, Subtype=N.Link, Rect=[0, 0, 9, 9])]
    page.CropBox, page.ArtBox, page.UserUnit = [0, 0, 90, 90], [0, 0, 9, 9], 2
    pdf.Root.OpenAction = pikepdf.Dictionary(S=N.JavaScript, JS="app.beep()")
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[])
    pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=[]))
    done = opened(made(pdf))
    assert not {"/OpenAction", "/AcroForm"} & set(done.Root.keys())
    assert "/JavaScript" not in done.Root.Names
    keys = set(done.pages[0].obj.keys())
    assert not {"/Annots", "/CropBox", "/ArtBox", "/UserUnit"} & keys


def test_page_labels_are_the_numbers_in_print():
    pdf = plain()
    for _ in range(2):
        pdf.pages.append(pdf.pages[0])
    done = opened(made(pdf, sheets=Sheets((6, 7, 3))))
    labels = list(done.Root.PageLabels.Nums)
    assert [int(labels[0]), int(labels[1].St), int(labels[2]), int(labels[3].St)] == [0, 6, 2, 3]


def test_pages_in_black_go_by_their_numbers():
    pdf = plain()
    pdf.pages.append(pdf.pages[0])
    done = opened(made(pdf, sheets=Sheets((6, 7), frozenset({7}))))
    first, second = (page.obj.Contents.read_bytes() for page in done.pages)
    assert b"0 0 0 0.7 k" in second
    assert b"0 0 0 0.7 k" not in first


def test_layers_have_names_and_choose_nothing_themselves():
    pdf = plain()
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=N.OCG, Name="Layer"))
    way = pikepdf.Dictionary(AS=[pikepdf.Dictionary()], Order=[])
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=way)
    done = opened(made(pdf))
    way = done.Root.OCProperties.D
    assert "/AS" not in way
    assert str(way.Name) == "Print"
    assert len(way.Order) == 1


def test_pdf_x1a_has_no_object_streams_and_says_so_in_its_information():
    done = made(plain(), X1A)
    assert done.data.startswith(b"%PDF-1.4")
    assert b"/ObjStm" not in done.data
    assert b"/XRef" not in done.data
    pdf = opened(done)
    assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-1a:2003"
    assert said(pdf, "pdfxid:GTS_PDFXVersion") == "PDF/X-1a:2003"


def test_pdf_x1a_drops_groups_in_which_nothing_is_transparent():
    pdf = plain()
    pdf.pages[0].obj.Group = pikepdf.Dictionary(S=N.Transparency, CS=N.DeviceRGB)
    done = opened(made(pdf, X1A))
    assert "/Group" not in done.pages[0].obj
    pdf.pages[0].obj.Group = pikepdf.Dictionary(S=N.Transparency, CS=N.DeviceRGB)
    done = opened(made(pdf, X4))
    assert str(done.pages[0].obj.Group.CS) == "/DeviceCMYK"


@pytest.mark.parametrize(
    "state, message",
    [
        ({"ca": 0.5}, "areas are 0.5 opaque"),
        ({"CA": 0.25}, "lines are 0.25 opaque"),
        ({"BM": N.Multiply}, "the blend mode is Multiply"),
    ],
)
def test_pdf_x1a_refuses_what_is_seen_through_with_its_place(state, message):
    pdf = page_of(b"/G0 gs 0 0 9 9 re f", ExtGState={"/G0": pikepdf.Dictionary(**state)})
    done = made(pdf, X1A, sheets=Sheets((7,)))
    assert not done.data
    (refused,) = done.refused
    assert (refused.page, str(refused)) == (7, f"G0: {message}, which PDF/X-1a has not")
    assert "PDF/X-4" in refused.remedy
    assert made(pdf, X4).data


def test_pdf_x1a_refuses_layers():
    pdf = plain()
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[], D=pikepdf.Dictionary())
    (refused,) = made(pdf, X1A).refused
    assert "layers" in str(refused)


def test_pdf_x1a_names_every_page_on_which_the_same_thing_is_drawn():
    """Artwork that several pages draw is brought into inks once, and told on each of them."""
    pdf = plain()
    clear = pikepdf.Dictionary({"/G0": pikepdf.Dictionary(ca=0.5)})
    inner = pdf.make_stream(b"/G0 gs 0 0 9 9 re f")
    inner.Type, inner.Subtype, inner.BBox = N.XObject, N.Form, [0, 0, 9, 9]
    inner.Resources = pikepdf.Dictionary(ExtGState=clear)
    form = pdf.make_stream(b"/In Do")
    form.Type, form.Subtype, form.BBox = N.XObject, N.Form, [0, 0, 9, 9]
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(In=pdf.make_indirect(inner)))
    form = pdf.make_indirect(form)
    shared = pdf.make_indirect(pikepdf.Dictionary(ExtGState=clear))
    for content, resources in (
        (b"/Fm0 Do", pikepdf.Dictionary(XObject=pikepdf.Dictionary(Fm0=form))),
        (b"/Fm0 Do", pikepdf.Dictionary(XObject=pikepdf.Dictionary(Fm0=form))),
        (b"/G0 gs 0 0 9 9 re f", shared),
        (b"/G0 gs 0 0 9 9 re f", shared),
    ):
        pdf.add_blank_page(page_size=(200, 200))
        page = pdf.pages[-1].obj
        page.Contents, page.Resources = pdf.make_stream(content), resources
    done = made(pdf, X1A, sheets=Sheets((1, 2, 3, 4, 5)))
    assert [(one.page, one.path, one.nth) for one in done.refused] == [
        (2, "Fm0 > In > G0", 1),
        (3, "Fm0 > In > G0", 1),
        (4, "G0", 0),
        (5, "G0", 0),
    ]


def test_pdf_x1a_names_the_page_and_the_object_with_a_layer():
    pdf = plain()
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=N.OCG, Name="Dutch"))
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer]))
    form = pdf.make_stream(b"/OC /L0 BDC 0 0 9 9 re f EMC")
    form.Type, form.Subtype, form.BBox = N.XObject, N.Form, [0, 0, 9, 9]
    form.Resources = pikepdf.Dictionary(Properties=pikepdf.Dictionary(L0=layer))
    form = pdf.make_indirect(form)
    for _ in range(2):
        pdf.add_blank_page(page_size=(200, 200))
        page = pdf.pages[-1].obj
        page.Contents = pdf.make_stream(b"/Fm0 Do")
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Fm0=form))
    refused = made(pdf, X1A, sheets=Sheets((4, 5, 6))).refused
    assert [(one.page, one.path) for one in refused] == [(5, "Fm0"), (6, "Fm0")]
    assert "there are layers, which PDF/X-1a has not" in str(refused[0])


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("jhove"), reason="JHOVE is not installed")
def test_jhove_knows_it_for_pdf_x1a(tmp_path):
    file = tmp_path / "x1a.pdf"
    file.write_bytes(made(plain(), X1A).data)
    run = subprocess.run(["jhove", "-m", "PDF-hul", str(file)], capture_output=True, text=True)
    assert "Well-Formed and valid" in run.stdout
    assert "PDF/X-1a" in run.stdout, run.stdout


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
@pytest.mark.parametrize("standard", Standard)
def test_qpdf_finds_nothing(standard, tmp_path):
    file = tmp_path / "print.pdf"
    file.write_bytes(made(plain(), standard, marks=True).data)
    run = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
