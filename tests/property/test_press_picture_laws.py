"""Laws of pictures: where a crop stands, what a matrix does, and that no file does any harm."""

import io
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from support.press.sample_pictures import (
    corners,
    document_of,
    image_in,
    pdf_file,
    saved,
    turned_jpeg,
)

from layout.page.document import Crop
from layout.page.rect import Rect
from layout.press.pdf import write_pdf
from layout.press.pictures.crop_and_place import TURNS, matrix, place, seen
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from slots.finding import BadInput

EDGE = st.integers(0, 99_999)
SIDES = st.integers(1, 20_000)
RECTS = st.builds(
    Rect,
    st.integers(-50_000, 800_000),
    st.integers(-50_000, 900_000),
    st.integers(5_000, 900_000),
    st.integers(5_000, 900_000),
)


@st.composite
def crops(draw) -> Crop:
    left, top = draw(EDGE), draw(EDGE)
    return Crop(
        left, top, draw(st.integers(left + 1, 100_000)), draw(st.integers(top + 1, 100_000))
    )


def close(one: float, other: float, by: float = 2) -> bool:
    return abs(one - other) <= by + abs(other) * 1e-6


@given(RECTS, SIDES, SIDES, crops())
def test_what_shows_is_the_crop_inside_the_rect(rect, width, height, crop):
    placed = place(rect, (width, height), crop)
    clip = placed.clip
    assert rect.contains(clip)
    assert close(placed.left + placed.width * crop.left / 100_000, clip.x)
    assert close(placed.left + placed.width * crop.right / 100_000, clip.right)
    assert close(placed.top + placed.height * crop.top / 100_000, clip.y)
    assert close(placed.top + placed.height * crop.bottom / 100_000, clip.bottom)


@given(RECTS, SIDES, SIDES, crops())
def test_it_is_as_large_as_it_fits_in_the_middle(rect, width, height, crop):
    clip = place(rect, (width, height), crop).clip
    assert clip.width == rect.width or clip.height == rect.height
    assert abs((clip.x - rect.x) - (rect.right - clip.right)) <= 1
    assert abs((clip.y - rect.y) - (rect.bottom - clip.bottom)) <= 1


@given(RECTS, crops())
def test_make_ups_proportions_fill_their_rect(rect, crop):
    """A picture whose crop has the rect's proportions, its sides rounded to whole px."""
    width = 4000 * 100_000 // (crop.right - crop.left)
    height = 4000 * rect.height * 100_000 // (rect.width * (crop.bottom - crop.top))
    if min(width, height) > 2000:
        assert place(rect, (width, height), crop).clip == rect


@given(RECTS, SIDES, SIDES, crops(), st.sampled_from(sorted(TURNS)))
def test_the_matrix_takes_the_stored_corners_to_those_of_the_place(rect, width, height, crop, turn):
    placed = place(rect, seen((width, height), turn), crop)
    a, b, c, d, e, f = (float(term) for term in matrix(placed, 1_000_000, turn).split())
    at = {(x, y): (a * x + c * y + e, b * x + d * y + f) for x in (0, 1) for y in (0, 1)}
    left, right = placed.left / 1000, (placed.left + placed.width) / 1000
    top = (1_000_000 - placed.top) / 1000
    foot = top - placed.height / 1000
    # where the stored picture's top left corner is seen, by the Exif specification
    first = {1: "tl", 2: "tr", 3: "br", 4: "bl", 5: "tl", 6: "tr", 7: "br", 8: "bl"}[turn]
    expected = (left if "l" in first else right, top if "t" in first else foot)
    assert all(close(got, want, 0.001) for got, want in zip(at[0, 1], expected, strict=True))
    assert {round(x - left) for x, _ in at.values()} == {0, round(right - left)}
    assert {round(y - foot) for _, y in at.values()} == {0, round(top - foot)}
    upright = abs(a) > 0
    assert upright is (turn < 5)


THEME = load_theme()
FOUNDRY = Foundry(THEME.fallback)


@cache
def whole_files() -> tuple[bytes, ...]:
    with_alpha = corners(40, 20).convert("RGBA")
    with_alpha.putalpha(Image.linear_gradient("L").resize((40, 20)))
    return (
        saved(corners(40, 20), "JPEG"),
        saved(corners(40, 20), "JPEG", progressive=True),
        turned_jpeg(6, 40, 20),
        saved(corners(2000, 1000), "JPEG", quality=20),
        saved(corners(40, 20), "PNG"),
        saved(corners(40, 20).quantize(4), "PNG"),
        saved(with_alpha, "PNG"),
        saved(corners(40, 20), "WEBP"),
        saved(corners(40, 20), "GIF"),
        saved(corners(40, 20), "TIFF"),
        pdf_file(),
    )


@st.composite
def damaged_files(draw) -> bytes:
    """A file with some of its bytes changed, cut out or doubled, or cut short."""
    data = bytearray(draw(st.sampled_from(whole_files())))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        match draw(st.sampled_from(("change", "cut", "double", "end"))):
            case "change" if data:
                data[at] = draw(st.integers(0, 255))
            case "cut":
                del data[at : at + draw(st.integers(1, 20))]
            case "double":
                data[at:at] = data[at : at + draw(st.integers(1, 40))]
            case _:
                del data[at:]
    return bytes(data)


@given(damaged_files())
def test_no_file_does_any_harm(data):
    """Either it is printed, in a PDF that can be read, or it is refused with its name.

    The pixels of a JPEG that is embedded as it is are the one thing that nobody has looked at.
    """
    with TemporaryDirectory() as folder:
        image = image_in(Path(folder), "damaged", data, Rect(40_000, 50_000, 90_000, 45_000))
        try:
            made = write_pdf(document_of(image), THEME, FOUNDRY)
        except BadInput as error:
            assert [it.where.file for it in error.findings] == [str(image.file)]
            return
    with pikepdf.open(io.BytesIO(made)) as pdf:
        if data not in made:
            assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages[0].Resources.XObject) == 1
