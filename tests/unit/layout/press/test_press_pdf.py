"""The PDF as a file: sound, tagged, embedded, the same every time."""

import hashlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
from support.press.sample_documents import DATE, TEXT, text_document, text_page, with_boxes

from layout.page.document import Box, Document
from layout.page.rect import Rect
from layout.press.boxes.house_ads import house_ad_html
from layout.press.boxes.module_markup import module_html
from layout.press.pdf import write_pdf
from layout.story.block import Paragraph
from layout.story.module import Module, ModuleItem
from layout.story.publication import Publication
from layout.story.run import plain
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[4]
PAPER = Publication(name="Cuenca High Life", site="https://cuencahighlife.com")
DIGEST = Module(
    "digest",
    "digest-1",
    plain("The Cuenca Dispatch"),
    note=plain("Week of September 17."),
    items=(ModuleItem(plain("CNE announces topics"), "Read more."),),
)
SIGN_UP = Module(
    "newsletter", "newsletter-1", plain("Subscribe"), blocks=(Paragraph(plain("Local news.")),)
)


@pytest.fixture(scope="module")
def theme():
    return load_theme()


@pytest.fixture(scope="module")
def foundry(theme):
    return Foundry(theme.fallback)


def boxed_document(theme, foundry) -> Document:
    page = text_page(theme, foundry, 3)
    grid = page.grid
    x, width = grid.columns[3][0], grid.columns[5][0] + grid.columns[5][1] - grid.columns[3][0]
    boxes = []
    for i, module in enumerate((DIGEST, SIGN_UP)):
        rect = Rect(x, grid.row_top(8 + 20 * i), width, 14 * grid.leading)
        html = module_html(module, width, PAPER, theme, foundry)
        boxes.append(Box(module.kind, module.id, rect, html))
    rect = Rect(x, grid.row_top(60), width, 20 * grid.leading)
    html = house_ad_html(0, rect, PAPER, theme, foundry)
    boxes.append(Box("ad", "ad-1", rect, html, "Advertisement"))
    return Document("Boxed", "en", DATE, (with_boxes(page, tuple(boxes)), page))


@pytest.fixture(scope="module")
def plain_pdf(theme, foundry) -> bytes:
    return write_pdf(text_document(theme, foundry, 5), theme, foundry)


@pytest.fixture(scope="module")
def boxed_pdf(theme, foundry) -> bytes:
    return write_pdf(boxed_document(theme, foundry), theme, foundry)


@pytest.fixture(params=["plain_pdf", "boxed_pdf"])
def data(request) -> bytes:
    return request.getfixturevalue(request.param)


def test_qpdf_finds_nothing_to_complain_of(data, tmp_path):
    file = tmp_path / "page.pdf"
    file.write_bytes(data)
    run = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "No syntax or stream encoding errors" in run.stdout


def test_all_fonts_are_embedded_subset_and_readable(data, tmp_path):
    file = tmp_path / "page.pdf"
    file.write_bytes(data)
    run = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True, check=True)
    rows = run.stdout.splitlines()[2:]
    assert rows
    for row in rows:
        assert re.match(r"[A-Z]{6}\+", row), row
        assert row.split()[-5:-2] == ["yes", "yes", "yes"], row
        assert "Identity-H" in row


def operators(data: bytes) -> set[str]:
    found: set[str] = set()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            found |= {str(item.operator) for item in pikepdf.parse_content_stream(page)}
            for form in page.Resources.get("/XObject", {}).values():
                found |= {str(item.operator) for item in pikepdf.parse_content_stream(form)}
    return found


def test_no_page_has_a_colour_that_is_not_ink(boxed_pdf):
    assert not operators(boxed_pdf) & {"rg", "RG", "g", "G"}
    with pikepdf.open(io.BytesIO(boxed_pdf)) as pdf:
        text = b"".join(
            form.read_bytes() for form in pdf.pages[0].Resources.XObject.values()
        ).decode("latin-1")
    assert set(re.findall(r"/(\w+) cs\b", text, re.IGNORECASE)) == {"DeviceCMYK"}


def test_pages_are_tagged(boxed_pdf):
    with pikepdf.open(io.BytesIO(boxed_pdf)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
        document = pdf.Root.StructTreeRoot.K
        tags = [str(kid.S) for kid in document.K]
        article = document.K[0]
        assert tags[0] == "/Art" and tags[1:] == ["/Aside"] * 3
        assert [str(kid.S) for kid in article.K][:3] == ["/H1", "/P", "/P"]
        # the same story on two pages, whole on each: one element, with all of it twice
        assert len(article.K) == 8
        assert [int(article.K[part].K[0].MCID) for part in (0, 4)] == [0, 0]
        assert article.K[0].K[0].Pg.objgen == pdf.pages[0].objgen
        assert article.K[4].K[0].Pg.objgen == pdf.pages[1].objgen


def test_title_dates_and_boxes_are_set(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo.CreationDate) == "D:20221216000000Z"
        assert str(pdf.docinfo.Producer) == "newsgrid"
        with pdf.open_metadata() as packet:
            assert packet["dc:title"] == str(pdf.docinfo.Title)
        page = pdf.pages[0]
        assert page.MediaBox == page.TrimBox
        assert float(page.MediaBox[2]) == pytest.approx(280 / 25.4 * 72, abs=0.001)


def test_right_edges_and_baselines_are_exact(plain_pdf, theme, foundry):
    page = text_document(theme, foundry, 5).pages[0]
    height = page.grid.trim[1]
    rows = {round((height - page.grid.baseline(row)) / 1000, 3) for row in range(page.grid.rows)}
    rights = [(x + width) / 1000 for x, width in page.grid.columns]
    with pdfplumber.open(io.BytesIO(plain_pdf)) as pdf:
        chars = [char for char in pdf.pages[0].chars if "SourceSerif" in char["fontname"]]
    lines: dict[tuple[int, float], list[float]] = {}
    for char in chars:
        baseline = round(char["matrix"][5], 3)
        assert baseline in rows
        column = next(i for i, right in enumerate(rights) if char["x0"] < right)
        if char["text"] != " ":
            lines.setdefault((column, baseline), []).append(char["x1"])
    placed = [p for fragment in page.fragments[1:] for p in fragment.lines]
    assert len(lines) == len(placed)
    justified = 0
    for (column, _), edges in lines.items():
        assert max(edges) < rights[column] + 0.01
        justified += abs(max(edges) - rights[column]) < 0.01
    full = sum(p.line.indent + p.line.width == p.line.measure for p in placed)
    assert justified == full > 80


def test_the_same_bytes_twice(plain_pdf, boxed_pdf, theme):
    foundry = Foundry(theme.fallback)
    assert write_pdf(text_document(theme, foundry, 5), theme, foundry) == plain_pdf
    assert write_pdf(boxed_document(theme, foundry), theme, foundry) == boxed_pdf


PROGRAM = """
import hashlib, os, sys
sys.path[:0] = [{unit!r}, {tests!r}]
from test_press_pdf import boxed_document, load_theme, Foundry, write_pdf
theme = load_theme(); foundry = Foundry(theme.fallback)
made = write_pdf(boxed_document(theme, foundry), theme, foundry)
print(hashlib.sha256(made).hexdigest(), flush=True)
os._exit(0)  # as the command ends: a thread that Pango left may still be in its libraries
"""


def test_the_same_bytes_under_another_hash_seed(boxed_pdf):
    program = PROGRAM.format(unit=str(Path(__file__).parent), tests=str(ROOT / "tests"))
    own = os.environ.get("PYTHONHASHSEED", "random")
    run = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "2" if own == "1" else "1"},
    )
    assert run.stdout.strip() == hashlib.sha256(boxed_pdf).hexdigest()


def test_tracking_of_type_does_not_reach_into_boxes(boxed_pdf):
    """A form inherits the text state of its page; the ad's label is letterspaced."""
    with pikepdf.open(io.BytesIO(boxed_pdf)) as pdf:
        depth, spaced = 0, 0.0
        for item in pikepdf.parse_content_stream(pdf.pages[0]):
            operator = str(item.operator)
            if operator in "qQ":
                depth += 1 if operator == "q" else -1
                spaced = spaced if depth else 0.0
            elif operator == "Tc":
                spaced = float(item.operands[0])
            elif operator == "Do":
                assert spaced == 0.0


def test_modules_and_ads_are_in_the_text(boxed_pdf, tmp_path):
    file = tmp_path / "page.pdf"
    file.write_bytes(boxed_pdf)
    run = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True)
    text = " ".join(run.stdout.decode().split())
    for expected in ("The Cuenca Dispatch", "Week of September 17.", "Read more.", "Subscribe"):
        assert expected in text
    assert "Advertisement" in text and "Tomorrow’s paper," in text
    assert text.count(" ".join(TEXT.split())) == 6


def test_a_page_without_type_is_still_a_page(theme, foundry):
    page = text_page(theme, foundry)
    empty = Document("Empty", "en", None, (type(page)(1, page.grid, ()),))
    with pikepdf.open(io.BytesIO(write_pdf(empty, theme, foundry))) as pdf:
        assert len(pdf.pages) == 1
        assert str(pdf.docinfo.CreationDate).startswith("D:2000")
