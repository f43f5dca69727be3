"""Ads that come as PDF: their first page as it is to be seen, and nothing that acts."""

import io
import subprocess
import zlib

import pikepdf
import pytest
from support.press.sample_pictures import (
    CORNERS,
    CORNERS_CONTENT,
    document_of,
    image_in,
    kept,
    pdf_file,
)
from test_press_pictures import RECT, alike, four, printed, raster

from layout.page.rect import Rect
from layout.press.pictures import pdf_artwork
from slots.finding import BadInput

RED, GREEN, BLUE, WHITE = CORNERS
QUARTERS = {
    0: (RED, GREEN, BLUE, WHITE),
    90: (BLUE, RED, WHITE, GREEN),
    180: (WHITE, BLUE, GREEN, RED),
    270: (GREEN, WHITE, RED, BLUE),
    -90: (GREEN, WHITE, RED, BLUE),
}


def array(*edges: float) -> pikepdf.Array:
    return pikepdf.Array(edges)


def shown(tmp_path, data: bytes, rect: Rect = RECT):
    return four(raster(printed(document_of(image_in(tmp_path, "ad.pdf", data, rect)))), rect)


@pytest.mark.parametrize("turn", QUARTERS)
def test_a_turned_page_is_turned(turn, tmp_path):
    rect = RECT if turn % 180 == 0 else Rect(40_000, 50_000, 100_000, 200_000)
    assert alike(shown(tmp_path, pdf_file(Rotate=turn), rect), QUARTERS[turn])


def test_the_trim_box_is_shown_else_crop_box_else_media_box(tmp_path):
    right = array(100, 0, 200, 100)
    square = Rect(40_000, 50_000, 100_000, 100_000)
    half = [GREEN, GREEN, WHITE, WHITE]
    assert alike(shown(tmp_path, pdf_file(TrimBox=right), square), half)
    assert alike(shown(tmp_path, pdf_file(CropBox=right), square), half)
    both = pdf_file(TrimBox=right, CropBox=array(0, 0, 100, 100))
    assert alike(shown(tmp_path, both, square), half)
    for useless in (array(0, 0, 0, 0), array(500, 0, 900, 400), array(1, 2), "no box"):
        assert alike(shown(tmp_path, pdf_file(TrimBox=useless)), CORNERS)


def test_what_lies_outside_the_trim_box_is_not_printed(tmp_path):
    data = pdf_file(TrimBox=array(100, 0, 200, 100))
    rect = Rect(90_000, 50_000, 100_000, 100_000)
    image = raster(printed(document_of(image_in(tmp_path, "ad.pdf", data, rect))))
    assert image.getpixel((2 * 85, 2 * 75)) == (255, 255, 255)


def test_a_page_larger_than_any_sheet_is_brought_down(tmp_path):
    content = b"70 0 0 70 0 0 cm " + CORNERS_CONTENT
    assert alike(shown(tmp_path, pdf_file(content, (14_000, 7_000))), CORNERS)


def test_content_in_parts_and_resources_from_above(tmp_path):
    with pikepdf.open(io.BytesIO(pdf_file())) as pdf:
        page = pdf.pages[0]
        half = len(CORNERS_CONTENT) // 2
        cut = CORNERS_CONTENT.index(b" ", half)
        parts = [CORNERS_CONTENT[:cut], b"/Fade gs", CORNERS_CONTENT[cut:]]
        page.obj.Contents = pdf.make_indirect(pikepdf.Array([pdf.make_stream(it) for it in parts]))
        state = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, ca=1.0))
        above = pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(Fade=state))
        pdf.Root.Pages.Resources = pdf.make_indirect(above)
        if "/Resources" in page.obj:
            del page.obj.Resources
        box = page.obj.MediaBox
        del page.obj.MediaBox
        pdf.Root.Pages.MediaBox = box
        data = kept(pdf)
    assert alike(shown(tmp_path, data), CORNERS)


def test_names_of_resources_are_free(tmp_path):
    """A form may be called A, a colour space B: words that mean actions and beads elsewhere."""
    with pikepdf.open(io.BytesIO(pdf_file(b"/A Do"))) as pdf:
        form = pdf.make_stream(CORNERS_CONTENT)
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = array(0, 0, 200, 100)
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=form))
        data = kept(pdf)
    assert alike(shown(tmp_path, data), CORNERS)


def test_a_form_that_draws_itself_does_no_harm(tmp_path):
    with pikepdf.open(io.BytesIO(pdf_file())) as pdf:
        form = pdf.make_stream(b"/X Do")
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = array(0, 0, 200, 100)
        form.Resources = pdf.make_indirect(pikepdf.Dictionary())
        form.Resources.XObject = pikepdf.Dictionary(X=form)
        pdf.pages[0].obj.Resources = form.Resources
        data = kept(pdf)
    assert alike(shown(tmp_path, data), CORNERS)


def dangerous() -> bytes:
    """A PDF that wants to run scripts, open files and take the reader elsewhere."""
    with pikepdf.open(io.BytesIO(pdf_file())) as pdf:
        script = pikepdf.Dictionary(
            Type=pikepdf.Name.Action, S=pikepdf.Name.JavaScript, JS="app.alert(1)"
        )
        pdf.Root.OpenAction = script
        pdf.attachments["bad.exe"] = b"MZ payload"
        page = pdf.pages[0]
        page.obj.AA = pikepdf.Dictionary(O=script)
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=script, Rect=array(0, 0, 9, 9)
        )
        page.obj.Annots = pikepdf.Array([pdf.make_indirect(link)])
        form = pdf.make_stream(CORNERS_CONTENT)
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = array(0, 0, 200, 100)
        form.Ref = pikepdf.Dictionary(F="other.pdf", Page=0)
        form.PieceInfo = pikepdf.Dictionary(Private=script)
        page.obj.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(F=form), Properties=pikepdf.Dictionary(P=page.obj, S=script)
        )
        return kept(pdf)


def test_what_acts_embeds_or_leads_away_is_left_behind(tmp_path):
    assert b"JavaScript" in dangerous()
    data = printed(document_of(image_in(tmp_path, "ad.pdf", dangerous())))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        whole = b"".join(
            it.unparse(resolved=True) if not isinstance(it, pikepdf.Stream) else repr(it).encode()
            for it in pdf.objects
        )
        for word in (b"JavaScript", b"/JS", b"/AA", b"/Annot", b"/Ref", b"PieceInfo", b"/EF"):
            assert word not in whole, word
        assert "/Names" not in pdf.Root and "/OpenAction" not in pdf.Root
        assert len(pdf.pages) == 1
    assert b"payload" not in data
    assert alike(four(raster(data)), CORNERS)


def test_streams_from_outside_are_refused(tmp_path):
    with pikepdf.open(io.BytesIO(pdf_file())) as pdf:
        pdf.pages[0].obj.Contents.F = pikepdf.String("/etc/passwd")
        data = kept(pdf)
    with pytest.raises(BadInput, match="from another file"):
        shown(tmp_path, data)


@pytest.mark.parametrize("password", ["", "secret"])
def test_encrypted_files_are_refused(password, tmp_path):
    with pikepdf.open(io.BytesIO(pdf_file())) as pdf:
        data = kept(pdf, encryption=pikepdf.Encryption(user=password, owner="owner"))
    with pytest.raises(BadInput, match="is encrypted") as caught:
        shown(tmp_path, data)
    assert caught.value.findings[0].where.file == str(tmp_path / "ad.pdf")


def test_a_file_without_pages_is_refused(tmp_path):
    with pikepdf.new() as pdf:
        data = kept(pdf)
    with pytest.raises(BadInput, match="has no pages"):
        shown(tmp_path, data)


def test_streams_stay_packed_and_the_same_ones_are_one(tmp_path):
    """Two ads with the same picture in them, in files that differ: one copy of it."""
    noise = bytes(range(256)) * 40
    made = []
    for number in (1, 2):
        with pikepdf.open(io.BytesIO(pdf_file(b"%d 0 0 50 0 0 cm /I Do" % (100 * number)))) as pdf:
            picture = pdf.make_stream(noise)
            picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
            picture.Width, picture.Height, picture.BitsPerComponent = 128, 80, 8
            picture.ColorSpace = pikepdf.Name.DeviceGray
            pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
            data = kept(pdf, compress_streams=False)
        rect = Rect(40_000, 50_000 * number, 80_000, 40_000)
        made.append(image_in(tmp_path, f"{number}.pdf", data, rect))
    data = printed(document_of(*made))
    assert data.count(noise) == 1
    file = tmp_path / "edition.pdf"
    file.write_bytes(data)
    check = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True)
    assert check.returncode == 0, check.stdout + check.stderr


@pytest.mark.parametrize("state", ["/ON", "/OFF"])
def test_layers_that_are_off_stay_off(state, tmp_path):
    """An ad with two layers: the lower one is never seen, the upper one is."""
    with pikepdf.open(io.BytesIO(pdf_file())) as pdf:
        name, kind = pikepdf.String("layer"), pikepdf.Name.OCG
        off, on = (pdf.make_indirect(pikepdf.Dictionary(Type=kind, Name=name)) for _ in range(2))
        setting = pikepdf.Dictionary(BaseState=pikepdf.Name(state))
        setting.OFF, setting.ON = pikepdf.Array([off]), pikepdf.Array([on])
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([off, on]), D=setting)
        page = pdf.pages[0].obj
        page.Resources = pikepdf.Dictionary(Properties=pikepdf.Dictionary(L=off, M=on))
        page.Contents = pdf.make_stream(
            b"/OC /M BDC " + CORNERS_CONTENT + b" EMC /OC /L BDC 0 g 0 0 200 100 re f EMC"
        )
        data = kept(pdf)
    assert alike(shown(tmp_path, data), CORNERS)
    second = image_in(tmp_path, "plain.pdf", pdf_file())
    with pikepdf.open(io.BytesIO(printed(document_of(second)))) as pdf:
        assert "/OCProperties" not in pdf.Root


def test_a_small_file_that_unpacks_to_far_too_much_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf_artwork, "MOST_UNPACKED", 1 << 20)
    with pikepdf.open(io.BytesIO(pdf_file())) as pdf:
        content = zlib.compress(b" " * (4 << 20))
        pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, content, Filter=pikepdf.Name.FlateDecode)
        out = io.BytesIO()
        pdf.save(out, compress_streams=False)
    before = pikepdf.settings.get_qpdf_limits()
    with pytest.raises(BadInput, match=r"is damaged: .*memory limit exceeded") as caught:
        shown(tmp_path, out.getvalue())
    assert "BytesIO" not in str(caught.value)
    assert pikepdf.settings.get_qpdf_limits() == before


def with_picture(packed: bytes) -> bytes:
    """An ad that shows a picture of 128 by 80 px, deflated so."""
    with pikepdf.open(io.BytesIO(pdf_file(b"100 0 0 50 0 0 cm /I Do"))) as pdf:
        picture = pikepdf.Stream(pdf, packed, Filter=pikepdf.Name.FlateDecode)
        picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        picture.Width, picture.Height, picture.BitsPerComponent = 128, 80, 8
        picture.ColorSpace = pikepdf.Name.DeviceGray
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
        return kept(pdf, compress_streams=False)


NOISE = bytes(byte * byte % 251 for byte in range(128 * 80))


def test_a_picture_inside_that_cannot_be_unpacked_is_told(tmp_path):
    """It came through as it was, and the edition was damaged: found by damaged publications."""
    packed = bytearray(zlib.compress(NOISE))
    packed[len(packed) // 2 : len(packed) // 2 + 8] = b"\xff" * 8
    with pytest.raises(BadInput, match="is damaged: a part of it cannot be unpacked"):
        shown(tmp_path, with_picture(bytes(packed)))


def test_a_picture_inside_that_lacks_its_end_is_packed_anew(tmp_path):
    """Every pixel is there: readers show it, and complain."""
    data = printed(
        document_of(image_in(tmp_path, "ad.pdf", with_picture(zlib.compress(NOISE)[:-4])))
    )
    file = tmp_path / "edition.pdf"
    file.write_bytes(data)
    check = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True)
    assert check.returncode == 0, check.stdout + check.stderr
    with pikepdf.open(file) as pdf:
        pictures = [each for each in pdf.objects if getattr(each, "Width", None) == 128]
        assert [each.read_bytes() for each in pictures] == [NOISE]
