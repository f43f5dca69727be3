"""Pictures in the inks of a press, masks and all."""

import io

import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageCms
from support.press.press_files import colours_in, in_print, page_of, picture, printer, saved

N = pikepdf.Name
DRAW = b"q 100 0 0 100 0 0 cm /Im0 Do Q"
RED, WHITE, GREY = (255, 0, 0), (255, 255, 255), (128, 128, 128)


def noise(height, width, size, seed=1):
    return np.random.default_rng(seed).integers(0, 256, (height, width, size)).astype(np.uint8)


def shown(pixels, space, content=DRAW, limit=220, wishes=None, **entries):
    pdf = page_of(content)
    it = picture(pdf, np.asarray(pixels, np.uint8), space, **entries)
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Im0=it)
    done = in_print(pdf, limit, **(wishes or {}))
    assert not done.refused, [str(one) for one in done.refused]
    return pdf.pages[0].obj.Resources.XObject["/Im0"]


def inks(it):
    size = (int(it.Height), int(it.Width))
    return np.frombuffer(it.read_bytes(), np.uint8).reshape(*size, -1)


def test_grey_stays_itself():
    it = shown(noise(4, 4, 1), N.DeviceGray)
    assert str(it.ColorSpace) == "/DeviceGray"
    assert it.read_bytes() == noise(4, 4, 1).tobytes()


def test_few_colours_go_by_the_rules_for_colours():
    it = shown([[RED, WHITE], [GREY, RED]], N.DeviceRGB)
    made = inks(it)
    assert made[0, 1].tolist() == [0, 0, 0, 0]
    assert made[1, 0].tolist() == [0, 0, 0, 127]
    assert made[0, 0, 1] > 200


def test_a_picture_that_is_neutral_all_over_is_grey():
    level = noise(40, 40, 1)
    it = shown(np.repeat(level, 3, axis=2), N.DeviceRGB)
    assert str(it.ColorSpace) == "/DeviceGray"
    assert np.abs(inks(it).astype(int) - level).max() <= 1


def test_photographs_keep_within_the_limit():
    pixels = noise(60, 60, 3) // 3
    made = inks(shown(pixels, N.DeviceRGB, limit=180)).astype(int)
    assert made.sum(axis=2).max() <= 459
    assert made.sum(axis=2).max() > 160 * 2.55, "so that the limit had something to do"


def test_inks_within_the_limit_stay_and_inks_over_it_are_brought_down():
    within, over = noise(20, 20, 4) // 3, np.full((20, 20, 4), 250)
    assert shown(within, N.DeviceCMYK).read_bytes() == within.tobytes()
    made = inks(shown(over, N.DeviceCMYK))[0, 0].astype(int)
    assert made.sum() <= 561
    assert made[3] == 255 or made[3] >= 250


def test_inks_in_jpeg_are_read_as_their_decode_says():
    image = Image.fromarray(np.full((32, 32, 4), (0, 0, 200, 10), np.uint8), "CMYK")
    file = io.BytesIO()
    image.save(file, "JPEG", quality=95, subsampling=0)
    pdf = page_of(DRAW)
    it = pdf.make_stream(file.getvalue())
    it.Type, it.Subtype, it.Filter = N.XObject, N.Image, N.DCTDecode
    it.Width = it.Height = 32
    it.BitsPerComponent, it.ColorSpace = 8, N.DeviceCMYK
    it.Decode = [1, 0] * 4
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Im0=it)
    assert not in_print(pdf, black=frozenset({1})).refused
    made = pdf.pages[0].obj.Resources.XObject["/Im0"]
    grey = np.asarray(Image.open(io.BytesIO(made.read_raw_bytes())))
    assert abs(int(grey[9, 9]) - round(255 - 0.11 * 200 - 10)) <= 3


def test_jpeg_stays_jpeg_and_is_inverted_as_it_says():
    file = io.BytesIO()
    Image.fromarray(np.full((64, 64, 3), (200, 40, 40), np.uint8)).save(file, "JPEG", quality=95)
    pdf = page_of(DRAW)
    it = pdf.make_stream(file.getvalue())
    it.Type, it.Subtype, it.Filter = N.XObject, N.Image, N.DCTDecode
    it.Width = it.Height = 64
    it.BitsPerComponent, it.ColorSpace = 8, N.DeviceRGB
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Im0=it)
    assert not in_print(pdf).refused
    made = pdf.pages[0].obj.Resources.XObject["/Im0"]
    assert str(made.Filter) == "/DCTDecode"
    assert [int(one) for one in made.Decode] == [1, 0] * 4
    wanted = printer().picture(Image.new("RGB", (1, 1), (200, 40, 40)))[0, 0]
    with Image.open(io.BytesIO(made.read_raw_bytes())) as image:
        assert np.abs(np.asarray(image)[30, 30].astype(int) - wanted).max() <= 4


def test_a_table_of_colours_stays_a_table():
    table = pikepdf.Array([N.Indexed, N.DeviceRGB, 1, pikepdf.String(bytes([*WHITE, *RED]))])
    it = shown([[[0], [1]]], table)
    assert it.read_bytes() == bytes([0, 1])
    assert str(it.ColorSpace[1]) == "/DeviceCMYK"
    colours = bytes(it.ColorSpace[3])
    assert colours[:4] == bytes(4)
    assert colours[5] > 200


def test_a_spot_colour_becomes_a_table():
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * 4, C1=[0, 1, 1, 0], N=1)
    spot = pikepdf.Array([N.Separation, N("/Red"), N.DeviceCMYK, tint])
    it = shown([[[0], [255]]], spot)
    assert str(it.ColorSpace[0]) == "/Indexed"
    assert bytes(it.ColorSpace[3])[255 * 4 :] == bytes([0, 255, 255, 0])
    kept = shown([[[0], [255]]], spot, wishes={"spots": frozenset({"Red"})})
    assert str(kept.ColorSpace[0]) == "/Separation"


def test_lab_pictures():
    lab = pikepdf.Array(
        [N.Lab, pikepdf.Dictionary(WhitePoint=[0.96, 1, 0.82], Range=[-128, 127] * 2)]
    )
    made = inks(shown([[[255, 128, 128], [0, 128, 128]]], lab))
    assert made[0].tolist() in ([[0, 0, 0, 0], [0, 0, 0, 255]],) or made.ndim == 3


def test_a_mask_by_colours_becomes_one_of_bits():
    it = shown([[RED, WHITE], [WHITE, RED]], N.DeviceRGB, Mask=[255, 255, 0, 0, 0, 0])
    assert it.Mask.read_bytes() == bytes([0b10000000, 0b01000000])
    assert it.Mask.ImageMask


def test_a_soft_mask_that_hides_nothing_is_none_and_others_stay():
    pdf = page_of(b"")
    full = picture(pdf, np.full((2, 2, 1), 255), N.DeviceGray)
    half = picture(pdf, np.full((2, 2, 1), 90), N.DeviceGray)
    for mask, stays in ((full, False), (half, True)):
        page = page_of(DRAW)
        own = page.copy_foreign(mask)
        it = picture(page, np.array([[RED, WHITE], [WHITE, RED]]), N.DeviceRGB, SMask=own)
        page.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Im0=it)
        done = in_print(page)
        assert bool(done.transparent) is stays
        assert ("/SMask" in page.pages[0].obj.Resources.XObject["/Im0"]) is stays


def test_a_picture_is_unmixed_from_its_matte():
    page = page_of(DRAW)
    mask = picture(page, np.array([[[128], [255]]]), N.DeviceGray, Matte=[0, 0, 0])
    it = picture(page, np.array([[[128, 0, 0], RED]]), N.DeviceRGB, SMask=mask)
    page.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Im0=it)
    assert not in_print(page).refused
    made = page.pages[0].obj.Resources.XObject["/Im0"]
    first, second = inks(made)[0]
    assert np.abs(first.astype(int) - second).max() <= 2
    assert "/Matte" not in made.SMask


@pytest.mark.parametrize("dpi, across", [(100, 138), (200, 277), (400, 600)])
def test_pictures_are_brought_down_to_what_the_press_can_show(dpi, across):
    pixels = np.repeat(np.repeat(noise(30, 30, 3), 20, axis=0), 20, axis=1)
    it = shown(pixels, N.DeviceRGB, wishes={"dpi": dpi})
    assert int(it.Width) == across


def test_the_largest_printing_counts():
    content = b"q 20 0 0 20 0 0 cm /Im0 Do Q q 100 0 0 100 0 0 cm /Im0 Do Q"
    pixels = np.repeat(np.repeat(noise(30, 30, 3), 20, axis=0), 20, axis=1)
    assert int(shown(pixels, N.DeviceRGB, content, wishes={"dpi": 200}).Width) == 277


@pytest.mark.parametrize("kind", ["Indexed", "Separation", "kept", "ICCBased"])
def test_a_picture_that_is_drawn_twice_is_one_whatever_its_space(kind):
    pdf = page_of(DRAW + b" " + DRAW)
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * 4, C1=[0, 1, 1, 0], N=1)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    spot = [N.Separation, N("/Red"), N.DeviceCMYK, tint]
    space, size = {
        "Indexed": ([N.Indexed, N.DeviceRGB, 1, pikepdf.String(bytes([*WHITE, *RED]))], 1),
        "ICCBased": ([N.ICCBased, pdf.make_stream(profile, N=3)], 3),
    }.get(kind, (spot, 1))
    it = picture(pdf, noise(2, 2, size), pikepdf.Array(space))
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Im0=it)
    assert not in_print(pdf, spots=frozenset({"Red"} if kind == "kept" else ())).refused
    assert list(pdf.pages[0].obj.Resources.XObject.keys()) == ["/Im0"]


def test_pictures_among_operators():
    data = b"BI /W 2 /H 1 /BPC 8 /CS /RGB ID " + bytes([*RED, *WHITE]) + b"\nEI\n"
    grey = b"BI /W 2 /H 1 /BPC 8 /CS /G ID ab\nEI\n"
    stencil = b"BI /W 8 /H 1 /IM true /BPC 1 ID a\nEI\n"
    pdf = page_of(b"q " + data + grey + stencil + b"Q")
    assert not in_print(pdf).refused
    found = colours_in(saved(pdf))
    assert found["picture /DeviceCMYK"] == 1
    assert found["INLINE IMAGE"] == 2


def test_damaged_pictures_are_refused_in_words():
    pdf = page_of(DRAW)
    it = picture(pdf, noise(4, 4, 3), N.DeviceRGB, Filter=N.DCTDecode)
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Im0=it)
    (refused,) = in_print(pdf).refused
    assert str(refused) == "Im0: a picture is damaged"
    assert refused.nth == 1


@pytest.mark.parametrize("across, coarse", [(138, ["99 dpi"]), (139, []), (16, [])])
def test_pictures_of_one_dot_a_line_are_told(across, coarse):
    pdf = page_of(DRAW)
    it = picture(pdf, noise(across, across, 1), N.DeviceGray)
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Im0=it)
    done = in_print(pdf, dpi=202)
    assert [one.what for one in done.coarse] == coarse
