"""The seed article in print, measured on the PDF by readers that know nothing of newsgrid."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pdfplumber
import pytest
from click.testing import CliRunner

from layout.desk.command import newsgrid

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[4]
SEED = ROOT / "seeds" / "000_c245132f38cc56cf.txt"
POINTS = 72 / 25.4  # a millimetre
SIDE, GUTTER, COLUMNS, MEASURE = 12 * POINTS, 4 * POINTS, 5, 256 * POINTS
WIDTH = (MEASURE - (COLUMNS - 1) * GUTTER) / COLUMNS
LEADING = 10.5
TOLERANCE = 0.01  # of a point
FORGOTTEN = 0.45  # of a point
"""What three shows of a line have between letters behind their last glyphs, or less: pdfminer
forgets it, poppler and PDFium do not."""


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("print") / "article.pdf"
    result = CliRunner().invoke(newsgrid, ["print", str(SEED), "-o", str(target)])
    assert result.exit_code == 0, result.output
    return target


def text_of(pdf: Path, *options: str) -> str:
    command = ["pdftotext", *options, str(pdf), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def bare(text: str) -> str:
    """The letters of a text, words joined across hyphens at line ends."""
    return re.sub(r"\s", "", re.sub("[\u00ad\u2060]\n", "", text))


def article() -> str:
    return SEED.read_text(encoding="utf-8").split("Blue Box")[0]


def test_every_word_of_the_article_stands_in_order_once(pdf: Path) -> None:
    assert bare(text_of(pdf, "-raw")).count(bare(article())) == 1


def test_layout_analysis_finds_the_words_in_order_too(pdf: Path) -> None:
    found = iter(re.sub("[\u00ad\u2060]\n", "", text_of(pdf)).split())
    missing = [word for word in article().split() if word not in found]
    assert missing == []


def test_modules_and_ads_are_there_with_their_content(pdf: Path) -> None:
    text = bare(text_of(pdf))
    for words in (
        "Blue Box",
        "The Cuenca Dispatch",
        "Week of September 17.",
        "Correismo candidate Luisa González says she was the target of an assassination plan",
        "CNE announces topics for widely anticipated second-round presidential debate",
        "Customs Reforms Allow for Tax-Free Imports of a Wider Range of Products via Air Travel",
        "Subscribe to our newsletter",
        "reports about the expat life and living in Ecuador.",
    ):
        assert bare(words) in text, words
    assert text.count("Advertisement") == 2


def body_lines(pdf: Path) -> list[list[dict[str, object]]]:
    """The characters of the body face, line by line: by column and baseline."""
    lines: dict[tuple[int, float], list[dict[str, object]]] = {}
    with pdfplumber.open(pdf) as document:
        for page in document.pages:
            for char in page.chars:
                if "SourceSerif4-400-9pt" in char["fontname"] and abs(char["matrix"][3]) < 8.8:
                    column = int((char["x0"] - SIDE + 1) // (WIDTH + GUTTER))
                    baseline = round(float(page.height) - char["matrix"][5], 3)
                    lines.setdefault((column, baseline), []).append(char)
    return [sorted(line, key=lambda char: char["x0"]) for _, line in sorted(lines.items())]


def test_body_lines_stand_on_the_baseline_grid(pdf: Path) -> None:
    lines = body_lines(pdf)
    assert len(lines) > 40
    with pdfplumber.open(pdf) as document:
        height = float(document.pages[0].height)
    first = 14 * POINTS
    rows = [(height - line[0]["matrix"][5] - first) / LEADING for line in lines]
    shares = [(row % 1) * LEADING for row in rows]
    assert max(shares) - min(shares) <= TOLERANCE


def test_body_lines_are_justified_to_the_measure(pdf: Path) -> None:
    ragged = 0
    for line in body_lines(pdf):
        printed = [char for char in line if char["text"].strip()]
        column = int((printed[0]["x0"] - SIDE + 1) // (WIDTH + GUTTER))
        edge = SIDE + column * (WIDTH + GUTTER) + WIDTH
        last = printed[-1]
        if edge - last["x1"] > FORGOTTEN:
            ragged += 1
            assert last["text"] in ".”’", f"a line in mid-paragraph ends {edge - last['x1']} short"
        assert last["x1"] - edge <= FORGOTTEN
    assert ragged <= 4


def test_qpdf_finds_nothing_and_all_fonts_are_embedded_subsets(pdf: Path) -> None:
    checked = subprocess.run(["qpdf", "--check", str(pdf)], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    fonts = subprocess.run(["pdffonts", str(pdf)], capture_output=True, text=True, check=True)
    rows = fonts.stdout.splitlines()[2:]
    assert len(rows) >= 4
    for row in rows:
        name, embedded, subset = row.split()[0], row.split()[-5], row.split()[-4]
        assert re.match(r"[A-Z]{6}\+", name) and (embedded, subset) == ("yes", "yes"), row


def test_the_same_bytes_twice_and_under_another_hash_seed(pdf: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.pdf"
    code = "from layout.desk.command import main; main()"
    subprocess.run(
        [sys.executable, "-c", code, "print", str(SEED), "-o", str(again)],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        check=True,
        capture_output=True,
        cwd=ROOT,
    )
    assert again.read_bytes() == pdf.read_bytes()
