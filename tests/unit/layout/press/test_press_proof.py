"""The proof: everything drawn, everything said, nothing lost in its margin."""

import io
from dataclasses import replace

import pdfplumber
import pikepdf
import pytest
from support.press.sample_documents import leg, text_document
from support.press.sample_pictures import corners, document_of, image_in, pdf_file, saved

from layout.page.rect import Rect
from layout.press.pdf import write_pdf
from layout.press.proof import MARGIN
from layout.press.proof_marks import Clearance, Proof, Tick, missing, refusal_text
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from slots.finding import Finding, Severity
from slots.strip.refusal import Kind, Refusal, Rule
from slots.units import parse_length

NOTHING_MORE = Proof()
REFUSAL = Refusal(
    "p3",
    "inline-1",
    Rule(Kind.CLEARANCE, ("heading", "below")),
    parse_length("100px"),
    parse_length("62px"),
    "The dam",
)


@pytest.fixture(scope="module")
def theme():
    return load_theme()


@pytest.fixture(scope="module")
def foundry(theme):
    return Foundry(theme.fallback)


def proved(theme, foundry, refusals=(REFUSAL,), proof=NOTHING_MORE):
    document = text_document(theme, foundry, 3)
    page = replace(document.pages[0], legs=(leg(document.pages[0]),))
    finding = Finding("empty", Severity.WARNING, "cutline: found nothing")
    document = replace(document, pages=(page,), findings=(finding,), refusals=tuple(refusals))
    return document, write_pdf(document, theme, foundry, proof)


def lines_of(data: bytes) -> str:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        margin = page.crop((float(page.width) - MARGIN / 1000, 0, page.width, page.height))
        return " ".join(margin.extract_text().split())


def test_the_margin_says_why_and_how_much_is_missing(theme, foundry):
    _, data = proved(theme, foundry)
    text = lines_of(data)
    assert "Proof: page 1 of 1" in text
    assert "Refused for inline-1" in text
    assert 'clearance below heading against "The dam" needs 100px, has 62px' in text
    assert "(missing 38px)" in text
    assert "cutline: found nothing" in text


@pytest.mark.slow
def test_what_finds_no_room_is_counted(theme, foundry):
    refusals = [replace(REFUSAL, candidate=f"p{i}") for i in range(60)]
    _, data = proved(theme, foundry, refusals)
    text = lines_of(data)
    shown = text.count("(missing 38px)")
    assert 0 < shown < 60
    assert f"and {60 - shown + 2} more: see newsgrid explain" in text  # and the finding, with head


def test_the_sheet_grows_and_the_trim_stays(theme, foundry):
    document, data = proved(theme, foundry)
    width = document.pages[0].grid.trim[0]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        assert float(page.MediaBox[2]) == pytest.approx((width + MARGIN) / 1000)
        assert float(page.TrimBox[2]) == pytest.approx(width / 1000)


def test_the_page_under_the_proof_is_the_page(theme, foundry):
    document, data = proved(theme, foundry)
    with pikepdf.open(io.BytesIO(data)) as proof:
        over = proof.pages[0].Contents.read_bytes()
    with pikepdf.open(io.BytesIO(write_pdf(document, theme, foundry))) as plain:
        under = plain.pages[0].Contents.read_bytes()
    assert over.startswith(under + b"\n/Artifact BMC q\n")


def test_grid_legs_ticks_and_clearances_are_drawn(theme, foundry):
    document = text_document(theme, foundry, 3)
    grid = document.pages[0].grid
    band = Rect(grid.columns[0][0], grid.row_top(20), grid.columns[0][1], 3 * grid.leading)
    proof = Proof(
        (
            Tick(1, grid.columns[0][0], grid.row_top(9), True, "p2 allowed"),
            Tick(1, grid.columns[0][0], grid.row_top(19), False, "p3 missing 38px"),
            Tick(2, 0, 0, True, "on another page"),
        ),
        (Clearance(1, band), Clearance(2, band)),
    )
    document, data = proved(theme, foundry, (), proof)
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        text = page.extract_text()
        lines, rects = page.lines, page.rects
    assert "p2 allowed" in text and "p3 missing 38px" in text and "on another page" not in text
    colour = {name: [line for line in lines if line["stroking_color"] == ink] for name, ink in INKS}
    assert len(colour["baseline"]) == grid.rows
    ys = {round(line["top"], 3) for line in colour["baseline"]}
    assert ys == {round(grid.baseline(row) / 1000, 3) for row in range(grid.rows)}
    assert len(colour["allowed"]) == 1 and len(colour["refused"]) == 1
    assert len(colour["hatch"]) == -(-(band.width + band.height) // 6_000)
    columns = [rect for rect in rects if rect["stroking_color"] == (1, 0, 0, 0)]
    assert len(columns) == len(grid.columns) + 1
    assert any(
        rect["stroking_color"] == (0, 0.9, 0.1, 0)
        and rect["x0"] == pytest.approx(document.pages[0].legs[0].rect.x / 1000, abs=0.001)
        for rect in rects
    )


INKS = (
    ("baseline", (0.4, 0, 0, 0)),
    ("allowed", (0.85, 0.1, 1, 0)),
    ("refused", (0, 1, 1, 0)),
    ("hatch", (0, 0.55, 1, 0)),
)


@pytest.mark.parametrize(
    ("asks", "has", "expected"),
    [
        ("100px", "62px", "38px"),
        ("3 paragraphs", "1 paragraph", "2 paragraphs"),
        ("10.5pt", "0.25pt", "10.25pt"),
        ("100px", "2 lines", None),
    ],
)
def test_missing_is_said_where_units_agree(asks, has, expected):
    assert missing(replace(REFUSAL, needed=parse_length(asks), has=parse_length(has))) == expected


def test_columns_and_rows_that_are_missing_are_counted_and_an_excess_is_not():
    assert missing(Refusal("page 1", "ad", Rule(Kind.ROWS), 40, 30)) == "10 rows"
    assert missing(Refusal(None, "ad", Rule(Kind.ROOM), "4 columns x 9 rows", "3 cells")) is None


def test_a_refusal_at_the_end_says_so():
    assert refusal_text(replace(REFUSAL, candidate=None)).startswith("at the end: ")


def test_a_proof_repeats_itself(theme):
    made = {proved(theme, Foundry(theme.fallback))[1] for _ in range(2)}
    assert len(made) == 1


def test_images_are_outlined_and_their_resolution_is_told(theme, foundry, tmp_path):
    fine = image_in(tmp_path, "fine.jpg", saved(corners(3000, 1500), "JPEG"), border=500)
    coarse = image_in(tmp_path, "coarse.png", saved(corners(), "PNG"), Rect(0, 0, 144_000, 72_000))
    ad = image_in(tmp_path, "ad.pdf", pdf_file(), Rect(0, 300_000, 200_000, 100_000), role="ad")
    data = write_pdf(document_of(fine, coarse, ad), theme, foundry, NOTHING_MORE)
    text = lines_of(data)
    assert "fine.jpg (picture): 70.6 × 35.3 mm, 1080 dpi, printed with 300" in text
    assert "coarse.png (picture): 50.8 × 25.4 mm, 100 dpi" in text
    assert "ad.pdf (ad): 70.6 × 35.3 mm, PDF" in text
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        drawn = [rect for rect in page.rects if rect["stroke"] and rect["linewidth"] == 1.2]
        assert len(drawn) == 3
        assert "coarse.png" in page.crop((0, 0, 144, 72)).extract_text()
