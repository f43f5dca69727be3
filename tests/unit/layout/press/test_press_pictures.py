"""Pictures in the PDF: the right part in the right place and colour, once, no finer than needed.

pdfium is the oracle: what a pixel shows says what part of which picture stands there.
"""

import io
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from support.press.sample_pictures import (
    BLUE,
    CORNERS,
    GREEN,
    WHITE,
    corners,
    document_of,
    image_in,
    page_of,
    saved,
    turned_jpeg,
)

from layout.page.document import Crop, Document
from layout.page.rect import Rect
from layout.press.pdf import write_pdf
from layout.story.pictures.pixels import decoded
from layout.story.pictures.unreadable import Unreadable
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from slots.finding import BadInput

THEME = load_theme()
FOUNDRY = Foundry(THEME.fallback)
RECT = Rect(40_000, 50_000, 200_000, 100_000)
PAPER = (255, 255, 255)
SCALE = 2


def printed(document: Document) -> bytes:
    return write_pdf(document, THEME, FOUNDRY)


def raster(data: bytes, page: int = 0) -> Image.Image:
    with pypdfium2.PdfDocument(data) as pdf:
        return pdf[page].render(scale=SCALE).to_pil().convert("RGB")


def seen(image: Image.Image, rect: Rect, x: float, y: float) -> tuple[int, int, int]:
    """The colour at some parts of a rectangle's width and height."""
    at = ((rect.x + rect.width * x) / 1000 * SCALE, (rect.y + rect.height * y) / 1000 * SCALE)
    return image.getpixel((round(at[0]), round(at[1])))


def four(image: Image.Image, rect: Rect = RECT) -> list[tuple[int, int, int]]:
    return [seen(image, rect, x, y) for y in (0.25, 0.75) for x in (0.25, 0.75)]


def alike(colours, expected, by: int = 12) -> bool:
    return all(
        abs(a - b) <= by
        for one, other in zip(colours, expected, strict=True)
        for a, b in zip(one, other, strict=True)
    )


def grey(colour: tuple[int, int, int]) -> tuple[int, int, int]:
    return (Image.new("RGB", (1, 1), colour).convert("L").getpixel((0, 0)),) * 3


def with_hole() -> Image.Image:
    """The four colours, the red one cut out."""
    made = corners().convert("RGBA")
    made.paste((220, 20, 20, 0), (0, 0, 100, 50))
    return made


def deep_grey() -> bytes:
    """A PNG of 16 bits a pixel."""
    made = Image.new("I;16", (2, 2))
    made.putdata([round(sum(colour) / 3 * 257) for colour in CORNERS])
    return saved(made.resize((200, 100), Image.Resampling.NEAREST), "PNG")


FILES = {
    "baseline.jpg": saved(corners(), "JPEG", quality=95, subsampling=0),
    "progressive.jpg": saved(corners(), "JPEG", quality=95, subsampling=0, progressive=True),
    "plain.png": saved(corners(), "PNG"),
    "palette.png": saved(corners().quantize(4), "PNG", bits=2),
    "opaque.png": saved(corners().convert("RGBA"), "PNG"),
    "lossless.webp": saved(corners(), "WEBP", lossless=True),
    "flat.gif": saved(corners(), "GIF"),
    "packed.tif": saved(corners(), "TIFF", compression="tiff_lzw"),
    "small.avif": saved(corners(), "AVIF", quality=95),
}


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_file_shows_its_four_corners(name, tmp_path):
    data = printed(document_of(image_in(tmp_path, name, FILES[name])))
    assert alike(four(raster(data)), CORNERS)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_its_exif_says(orientation, tmp_path):
    image = image_in(tmp_path, "turned.jpg", turned_jpeg(orientation))
    assert alike(four(raster(printed(document_of(image)))), CORNERS)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_large_one_too_when_it_is_brought_down(orientation, tmp_path):
    large = turned_jpeg(orientation, 3000, 1500)
    data = printed(document_of(image_in(tmp_path, "turned.jpg", large)))
    assert alike(four(raster(data)), CORNERS)
    assert max(size_of(data)) == 834  # 200 pt at 300 dpi, rounded up


def test_crops_show_what_they_leave_and_nothing_else(tmp_path):
    file = FILES["baseline.jpg"]
    quarters = [(0, 0), (50_000, 0), (0, 50_000), (50_000, 50_000)]
    for (left, top), expected in zip(quarters, CORNERS, strict=True):
        crop = Crop(left, top, left + 50_000, top + 50_000)
        shown = raster(printed(document_of(image_in(tmp_path, "a.jpg", file, crop=crop))))
        inside = [seen(shown, RECT, x, y) for x in (0.02, 0.5, 0.97) for y in (0.03, 0.5, 0.96)]
        assert alike(inside, [expected] * 9)
        outside = [seen(shown, RECT, *at) for at in ((-0.02, 0.5), (1.02, 0.5), (0.5, 1.03))]
        assert outside == [PAPER] * 3


def test_a_turned_picture_is_cropped_as_it_is_seen(tmp_path):
    crop = Crop(50_000, 0, 100_000, 50_000)
    image = image_in(tmp_path, "turned.jpg", turned_jpeg(6), crop=crop)
    assert alike(four(raster(printed(document_of(image)))), [GREEN] * 4)


def test_other_proportions_are_shown_whole_in_the_middle_on_white(tmp_path):
    tall = saved(corners(100, 100), "PNG")
    shown = raster(printed(document_of(image_in(tmp_path, "a.png", tall))))
    assert alike(four(shown, Rect(90_000, 50_000, 100_000, 100_000)), CORNERS)
    assert seen(shown, RECT, 0.1, 0.5) == seen(shown, RECT, 0.9, 0.5) == PAPER


def test_greys_palettes_and_deep_pictures(tmp_path):
    for name, data, expected in (
        ("a.jpg", saved(corners().convert("L"), "JPEG"), [grey(it) for it in CORNERS]),
        ("a.png", saved(corners().convert("L"), "PNG"), [grey(it) for it in CORNERS]),
        ("b.png", deep_grey(), [(round(sum(it) / 3),) * 3 for it in CORNERS]),
    ):
        shown = raster(printed(document_of(image_in(tmp_path, name, data))))
        assert alike(four(shown), expected), name


def test_what_is_transparent_shows_the_paper(tmp_path):
    for name, data in (
        ("a.png", saved(with_hole(), "PNG")),
        ("a.webp", saved(with_hole(), "WEBP", lossless=True)),
        ("p.png", saved(with_hole().quantize(8), "PNG")),
    ):
        shown = raster(printed(document_of(image_in(tmp_path, name, data))))
        assert alike(four(shown), [PAPER, GREEN, BLUE, WHITE]), name


INKS = ((0, 100, 100, 0), (100, 0, 0, 50), (0, 0, 0, 100), (0, 0, 0, 0))


def inks() -> Image.Image:
    made = Image.new("CMYK", (2, 2))
    made.putdata([tuple(round(part * 2.55) for part in ink) for ink in INKS])
    return made.resize((200, 100), Image.Resampling.NEAREST)


def unmarked(jpeg: bytes) -> bytes:
    """A CMYK JPEG as others than Adobe write it: no segment of theirs, inks not inverted."""
    made = saved(
        Image.merge("CMYK", [it.point(lambda v: 255 - v) for it in inks().split()]), "JPEG"
    )
    at = made.index(b"\xff\xee")
    return made[:at] + made[at + 2 + int.from_bytes(made[at + 2 : at + 4], "big") :]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("adobe.jpg", saved(inks(), "JPEG", quality=98)),
        ("other.jpg", unmarked(saved(inks(), "JPEG", quality=98))),
        ("inks.tif", saved(inks(), "TIFF")),
    ],
)
def test_inks_are_printed_as_they_are(name, data, tmp_path):
    pdf = printed(document_of(image_in(tmp_path, name, data)))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        (picture,) = opened.pages[0].Resources.XObject.values()
        assert str(picture.ColorSpace) == "/DeviceCMYK"
    shown = four(raster(pdf))
    assert shown[0][0] > 200 and shown[0][1] < 60 and shown[0][2] < 60  # M and Y make red
    assert shown[1][2] > shown[1][0]  # cyan and black
    assert max(shown[2]) < 70 and min(shown[3]) > 245


def size_of(data: bytes) -> tuple[int, int]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (picture,) = pdf.pages[0].Resources.XObject.values()
        return int(picture.Width), int(picture.Height)


def streams(data: bytes) -> list[pikepdf.Stream]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            it.read_raw_bytes()
            for it in pdf.objects
            if isinstance(it, pikepdf.Stream) and it.get("/Subtype") == "/Image"
        ]


def test_a_jpeg_is_embedded_byte_for_byte_up_to_450_dpi(tmp_path):
    for width, whole in ((1249, True), (1300, False)):  # 450 dpi at 200 pt are 1250 px
        file = saved(corners(width, round(width / 2)), "JPEG")
        data = printed(document_of(image_in(tmp_path, f"{width}.jpg", file)))
        assert (streams(data) == [file]) is whole
        assert size_of(data)[0] == (width if whole else 834)


@pytest.mark.slow
def test_line_art_keeps_1200_dpi(tmp_path):
    for width, left in ((3300, 3300), (8000, 3334)):
        file = saved(corners(width, width // 2).convert("1"), "PNG")
        data = printed(document_of(image_in(tmp_path, f"{width}.png", file)))
        assert size_of(data)[0] == left
        with pikepdf.open(io.BytesIO(data)) as pdf:
            (picture,) = pdf.pages[0].Resources.XObject.values()
            assert int(picture.BitsPerComponent) == 1


def test_a_file_is_embedded_once_and_for_its_largest_use(tmp_path):
    file = saved(corners(4000, 2000), "JPEG")
    small = image_in(tmp_path, "a.jpg", file, Rect(10_000, 10_000, 50_000, 25_000))
    large = image_in(tmp_path, "copy of a.jpg", file)
    pages = (page_of(small), page_of(large, small, number=2))
    data = printed(Document("Twice", "en", None, pages))
    assert len(streams(data)) == 1
    assert size_of(data)[0] == 834
    assert alike(four(raster(data, 1)), CORNERS)


def test_a_crop_counts_for_the_resolution(tmp_path):
    file = saved(corners(2000, 1000), "JPEG")
    crop = Crop(0, 0, 25_000, 25_000)
    data = printed(document_of(image_in(tmp_path, "a.jpg", file, crop=crop)))
    assert streams(data) == [file]  # 500 px over 200 pt: 180 dpi


def test_borders_lie_inside_and_labels_above(tmp_path):
    image = image_in(
        tmp_path, "ad.png", saved(corners(), "PNG"), border=4_000, label="Advertisement", role="ad"
    )
    data = printed(document_of(image))
    shown = raster(data)
    edges = [(0.01, 0.5), (0.99, 0.5), (0.5, 0.02), (0.5, 0.98)]
    assert all(max(seen(shown, RECT, *at)) < 50 for at in edges)
    assert seen(shown, RECT, -0.008, 0.5) == PAPER
    with pypdfium2.PdfDocument(data) as pdf:
        assert "Advertisement" in pdf[0].get_textpage().get_text_bounded()


def test_colour_profiles_stay_with_their_pictures(tmp_path):
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for width in (200, 3000):
        file = saved(corners(width, width // 2), "JPEG", icc_profile=profile)
        data = printed(document_of(image_in(tmp_path, f"{width}.jpg", file)))
        with pikepdf.open(io.BytesIO(data)) as pdf:
            (picture,) = pdf.pages[0].Resources.XObject.values()
            assert picture.ColorSpace[1].read_bytes() == profile
    broken = saved(corners(), "JPEG", icc_profile=profile[:-9])
    data = printed(document_of(image_in(tmp_path, "broken.jpg", broken)))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (picture,) = pdf.pages[0].Resources.XObject.values()
        assert str(picture.ColorSpace) == "/DeviceRGB"


def test_files_that_cannot_be_printed_are_all_named(tmp_path):
    jpeg, png, webp = (FILES[it] for it in ("baseline.jpg", "plain.png", "lossless.webp"))
    wrong = {
        "short.jpg": (jpeg[: len(jpeg) // 2], "ends before its picture"),
        "head.jpg": (jpeg[:20], "segments do not follow"),
        "short.png": (png[:-30], "ends before its picture"),
        "bits.png": (png[:60] + bytes([png[60] ^ 1]) + png[61:], "checksum is wrong"),
        "short.webp": (webp[:-20], "is damaged"),
        "text.jpg": (b"not a picture", "is no picture"),
        "empty.png": (b"", "is no picture"),
        "draw.svg": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        "bad.pdf": (b"%PDF-1.7\nnothing", "is damaged"),
        "huge.jpg": (saved(Image.new("L", (10_000, 10_000)), "JPEG", quality=1), "too large"),
    }
    images = [image_in(tmp_path, name, data) for name, (data, _) in wrong.items()]
    gone = image_in(tmp_path, "gone.jpg", jpeg)
    gone.file.unlink()
    with pytest.raises(BadInput) as caught:
        printed(document_of(*images, gone))
    told = {finding.where.file: finding for finding in caught.value.findings}
    assert set(told) == {str(image.file) for image in (*images, gone)}
    for name, (_, why) in wrong.items():
        assert why in told[str(tmp_path / name)].message, name
    assert "is not there" in told[str(gone.file)].message
    assert all(finding.hint for finding in told.values())


def test_independent_readers_find_nothing_wrong(tmp_path):
    images = [image_in(tmp_path, name, data) for name, data in FILES.items()]
    images.append(image_in(tmp_path, "hole.png", saved(with_hole(), "PNG")))
    file = tmp_path / "all.pdf"
    file.write_bytes(printed(document_of(*images)))
    check = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True)
    assert check.returncode == 0, check.stdout + check.stderr
    listed = subprocess.run(
        ["pdfimages", "-list", str(file)], capture_output=True, text=True, check=True
    )
    assert listed.stderr == ""
    assert len(listed.stdout.splitlines()) == 2 + len(images) + 1  # and a soft mask


def test_the_same_bytes_twice(tmp_path):
    large = saved(corners(3000, 1500), "JPEG")
    images = [image_in(tmp_path, name, data) for name, data in (*FILES.items(), ("l.jpg", large))]
    assert printed(document_of(*images)) == printed(document_of(*images))


@pytest.mark.slow
def test_a_page_without_pictures_needs_no_pillow():
    program = (
        "import sys; sys.path.insert(0, 'tests'); from support.press.sample_documents import *;"
        "from layout.press.pdf import write_pdf; from layout.typeset.words.theme import load_theme;"
        "theme = load_theme(); foundry = Foundry(theme.fallback);"
        "write_pdf(text_document(theme, foundry), theme, foundry);"
        "sys.exit('PIL' in sys.modules or 'weasyprint' in sys.modules)"
    )
    root = Path(__file__).parents[4]
    assert subprocess.run([sys.executable, "-c", program], cwd=root).returncode == 0


def test_a_picture_that_unpacks_to_far_too_much_is_told(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 4)
    out = io.BytesIO()
    Image.new("RGB", (40, 40)).save(out, "PNG")
    with pytest.raises(Unreadable, match="is too large"):
        decoded(out.getvalue())
