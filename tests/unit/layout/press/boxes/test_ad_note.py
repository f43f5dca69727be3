"""The note in the place of an ad without artwork: readable at every size, nothing cut off."""

from __future__ import annotations

import io

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.press.sample_documents import frames_pdf

from layout.edition.furniture_and_house_ads import note_for
from layout.makeup.type.furniture_words import wording
from layout.page.format import FORMATS, grid_of
from layout.page.rect import Rect
from layout.press.boxes.house_ads import AdNote, ad_note_html
from layout.press.frames.skeleton import Frame
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from slots.book.booking import Booking

pytestmark = pytest.mark.slow

GRID = grid_of(FORMATS["compact"])
CELLS = [(1, 4), (1, 12), (1, 40), (2, 6), (2, 22), (4, 5), (6, 8), (6, 99)]
NAMES = ["Late Lamps", "Netley & <Sons> Motor Repairs", "Sociedad Anónima de Transportes Marítimos"]
THEME = load_theme()
FOUNDRY = Foundry(THEME.fallback)


def rect_of(columns: int, rows: int) -> Rect:
    right, width = GRID.columns[columns - 1]
    return Rect(0, 0, right + width - GRID.live.x, rows * GRID.leading)


def note_of(name: str, rect: Rect, booked: str = "A5 · 2 × 83.6 mm") -> str:
    return ad_note_html(AdNote(name, booked, "Artwork to come"), rect, THEME, FOUNDRY)


@pytest.fixture(scope="module")
def pages():
    """Every name in every rectangle."""
    keys = [(name, rect_of(*cells)) for name in NAMES for cells in CELLS]
    frames = tuple(Frame("ad", note_of(name, r), r.width, r.height) for name, r in keys)
    with pdfplumber.open(io.BytesIO(frames_pdf(frames, THEME, FOUNDRY))) as pdf:
        yield [(name, page) for (name, _), page in zip(keys, pdf.pages, strict=True)]


def test_all_is_said_and_readable(pages):
    for name, page in pages:
        text = "".join(char["text"] for char in page.chars).replace(" ", "")
        for said in (name, "A5 · 2 × 83.6 mm", "Artwork to come"):
            assert said.replace(" ", "") in text, (name, page.width, page.height)
        assert min(char["size"] for char in page.chars) >= 5.5, (name, page.width, page.height)


def test_every_letter_stands_inside(pages):
    for name, page in pages:
        for char in page.chars:
            baseline, size = float(page.height) - char["matrix"][5], char["size"]
            case = (name, page.width, page.height, char["text"])
            assert char["x0"] > 1 and char["x1"] < float(page.width) - 1, case
            assert baseline - 0.7 * size > 1 and baseline < float(page.height) - 1, case


def test_lines_do_not_run_into_each_other(pages):
    for name, page in pages:
        letters = [char for char in page.chars if char["text"].strip()]
        for number, one in enumerate(letters):
            for other in letters[number + 1 :]:
                upper, lower = sorted((one, other), key=lambda char: -char["matrix"][5])
                apart = upper["matrix"][5] - lower["matrix"][5]
                if apart < 0.01:  # a line: its letters may be kerned
                    continue
                beside = one["x1"] <= other["x0"] + 0.01 or other["x1"] <= one["x0"] + 0.01
                assert beside or apart > 0.45 * lower["size"], (name, page.width, page.height)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=300), st.text(max_size=20))
def test_any_name_makes_a_note(name, booked):
    assert 'class="house note"' in note_of(name, rect_of(1, 12), f"A {booked}")


def test_signs_that_no_face_has_are_left_out():
    rect = rect_of(2, 12)
    html = note_of("日本 Bar 🚀", rect)
    assert ">Bar<" in html and "日" not in html
    assert html.count("A5 · 2 × 83.6 mm") == 1
    assert note_of("日本", rect).count("A5 · 2 × 83.6 mm") == 2
    frames_pdf((Frame("ad", html, rect.width, rect.height),), THEME, FOUNDRY)


def test_a_note_says_whose_place_it_is_and_what_is_missing():
    late = Booking("A5", "Late Lamps", 2, 236_976)
    assert note_for(late, wording("en")) == AdNote(
        "Late Lamps", "A5 · 2 × 83.6 mm", "Artwork to come"
    )
    lost = Booking("A5", "Late Lamps", 2, 236_976, artwork="none.png")
    assert note_for(lost, wording("en-GB")).waiting == "Artwork missing"
    assert note_for(late, wording("es")).waiting == "Original pendiente"
