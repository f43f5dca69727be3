"""House ads fill any rectangle, and nothing in them is cut off."""

import io

import pdfplumber
import pytest
from support.press.sample_documents import frames_pdf

from layout.page.format import FORMATS, MM, grid_of
from layout.page.rect import Rect
from layout.press.boxes.house_ads import HOUSE_ADS, Fitter, house_ad_html
from layout.press.frames.skeleton import Frame
from layout.story.publication import Publication
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme

pytestmark = pytest.mark.slow

ENGLISH = Publication(name="Cuenca High Life", site="https://cuencahighlife.com")
SPANISH = Publication(
    name="El Mercurio de los Andes y del Litoral", language="es", short_address="emal.example/r"
)
GRID = grid_of(FORMATS["compact"])
CELLS = [(1, 6), (1, 12), (1, 40), (2, 6), (2, 14), (2, 30), (3, 22), (4, 5), (6, 8), (6, 50)]


def rect_of(columns: int, rows: int) -> Rect:
    right, width = GRID.columns[columns - 1]
    return Rect(0, 0, right + width - GRID.live.x, rows * GRID.leading)


RECTS = [rect_of(*cells) for cells in CELLS]
# The sizes of the trade on screens, at 72 points to 96 px, for ads shared by both editions.
RECTS += [Rect(0, 0, w * 750, h * 750) for w, h in ((300, 250), (728, 90), (320, 50), (160, 600))]


@pytest.fixture(scope="module")
def theme():
    return load_theme()


@pytest.fixture(scope="module")
def foundry(theme):
    return Foundry(theme.fallback)


@pytest.fixture(scope="module", params=[ENGLISH, SPANISH], ids=["en", "es"])
def pages(request, theme, foundry):
    """Every house ad in every rectangle."""
    keys = [(i, rect) for i in range(len(HOUSE_ADS)) for rect in RECTS]
    frames = tuple(
        Frame("ad", house_ad_html(i, rect, request.param, theme, foundry), rect.width, rect.height)
        for i, rect in keys
    )
    with pdfplumber.open(io.BytesIO(frames_pdf(frames, theme, foundry))) as pdf:
        yield [(i, rect, page) for (i, rect), page in zip(keys, pdf.pages, strict=True)]


def test_every_letter_stands_inside_with_air_around(pages):
    for i, rect, page in pages:
        for char in page.chars:
            if char["text"] == "“" or char["text"].isspace():  # lines end in their space
                continue
            baseline, size = float(page.height) - char["matrix"][5], char["size"]
            case = (HOUSE_ADS[i], rect, char["text"])
            assert char["x0"] > 2, case
            assert char["x1"] < float(page.width) - 2, case
            assert baseline - 0.7 * size > 1, case
            assert baseline < float(page.height) - 1, case


def test_every_ad_says_who_speaks_and_where_to_answer(pages):
    for i, rect, page in pages:
        text = "".join(char["text"] for char in page.chars).replace(" ", "")
        assert "CuencaHighLife" in text or "ElMercurio" in text, (HOUSE_ADS[i], rect)
        assert "cuencahighlife.com/" in text or "emal.example/r/" in text, (HOUSE_ADS[i], rect)


def test_lines_of_an_ad_do_not_run_into_each_other(pages):
    """Letters of two sizes never share a place: lines that meet overlap in their x-heights."""
    for i, rect, page in pages:
        letters = [
            (c["x0"], c["x1"], h - c["matrix"][5] - 0.45 * c["size"], h - c["matrix"][5], c)
            for h in [float(page.height)]
            for c in page.chars
            if c["text"].strip() and c["text"] != "“"
        ]
        for n, one in enumerate(letters):
            for other in letters[n + 1 :]:
                if abs(one[3] - other[3]) < 0.01:
                    continue
                apart = (
                    one[1] <= other[0] + 0.01
                    or other[1] <= one[0] + 0.01
                    or one[3] <= other[2] + 0.01
                    or other[3] <= one[2] + 0.01
                )
                assert apart, (HOUSE_ADS[i], rect, one[4]["text"], other[4]["text"])


def test_neighbours_differ_and_a_slot_keeps_its_ad(theme, foundry):
    count = len(HOUSE_ADS)
    made = [house_ad_html(i, RECTS[4], ENGLISH, theme, foundry) for i in range(count + 2)]
    assert len(set(made[:count])) == count
    assert made[count] == made[0] and made[count + 1] == made[1]


def test_what_the_space_says_of_its_size_is_true(theme, foundry):
    rect = Rect(0, 0, round(83 * MM), round(52 * MM))
    assert "83 × 52 mm" in house_ad_html(3, rect, ENGLISH, theme, foundry)


def test_a_name_is_escaped(theme, foundry):
    paper = Publication(name="Salt & <Light>", short_address="s.example")
    html = house_ad_html(0, RECTS[4], paper, theme, foundry)
    assert "Salt &amp; &lt;Light&gt;" in html


def test_fitted_lines_are_as_wide_as_they_can_be(theme, foundry):
    fit = Fitter(theme, foundry)
    lines = fit(["Tomorrow’s", "paper"], "italic", (100, 1000))
    assert fit.advance("Tomorrow’s", "italic") * lines.size == pytest.approx(100)
    assert fit(["x"], "sans", (1000, 20)).height == 20
    assert fit(["x"], "sans", (1000, 20), 7).size == 7


def test_the_best_of_several_breaks_is_the_largest_and_then_the_deepest(theme, foundry):
    fit = Fitter(theme, foundry)
    wide, deep = ["at your door."], ["at your", "door."]
    assert fit.best([wide, deep], "italic", (400, 30)).lines == tuple(wide)
    assert fit.best([wide, deep], "italic", (60, 300)).lines == tuple(deep)
    same = fit.best([wide, deep], "italic", (1000, 1000), 20)
    assert same.lines == tuple(deep) and same.size == 20
