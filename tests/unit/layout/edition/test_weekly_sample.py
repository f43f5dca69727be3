"""The sample weekly: its book is one that can be sold, its artwork has the size that was booked
and can be read on newsprint."""

from __future__ import annotations

import re
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
from PIL import Image

from layout.page.format import FORMATS, grid_of
from layout.publication.ads.book_file import ad_book_of, sheet_of
from layout.publication.settings.newsgrid_toml import load_house
from slots.book.booking import Booking, Position
from slots.book.sheet import Sheet

pytestmark = pytest.mark.slow

WEEKLY = Path(__file__).resolve().parents[4] / "seeds" / "weekly"
SECTIONS = ("News", "Business", "Living", "Sport")
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return sheet_of(grid_of(FORMATS["compact"], 5))


@pytest.fixture(scope="module")
def book() -> tuple[Booking, ...]:
    house = load_house(WEEKLY / "newsgrid.toml")
    bookings, findings = ad_book_of(house, grid_of(FORMATS["compact"], 5))
    assert findings == ()
    return bookings


def test_the_edition_has_twenty_four_pages_in_its_sections() -> None:
    plan = load_house(WEEKLY / "newsgrid.toml").publication.print_plan
    assert plan.pages == 24
    assert tuple(section.name for section in plan.sections) == SECTIONS
    assert sum(section.pages or 0 for section in plan.sections) == 24


def test_the_book_asks_for_everything_that_can_be_asked(book: tuple[Booking, ...]) -> None:
    assert 70 <= len(book) <= 90
    assert len({booking.id for booking in book}) == len(book)
    assert {booking.section for booking in book} == {*SECTIONS, ""}
    assert sum(booking.coupon for booking in book) >= 8
    assert sum(booking.label for booking in book) >= 5
    assert sum(booking.lock is not None for booking in book) >= 3
    positions = {booking.position for booking in book}
    assert positions >= {Position.FRONT_STRIP, Position.BACK_PAGE, Position.OUTSIDE, Position.FOOT}
    for asked in ("double_truck", "solus", "far_forward", "colour", "away_from", "near"):
        assert any(getattr(booking, asked) for booking in book), asked
    assert {booking.side for booking in book} == {"any", "left", "right"}
    assert any(booking.pages_apart for booking in book)


def test_ads_fit_their_page_and_leave_it_to_the_news(
    book: tuple[Booking, ...], sheet: Sheet
) -> None:
    cells = 0
    for booking in book:
        assert booking.columns <= sheet.columns, booking.id
        assert booking.depth <= sheet.depth, booking.id
        pages = 2 if booking.double_truck else 1
        cells += booking.columns * sheet.rows_of(booking.depth) * pages
    assert 0.3 < cells / (24 * sheet.columns * sheet.rows) < 0.5


def test_artwork_is_there_in_the_size_booked(book: tuple[Booking, ...], sheet: Sheet) -> None:
    kinds = set()
    for booking in book:
        file = WEEKLY / booking.artwork
        wanted = (sheet.width(booking.columns, booking.double_truck) / 1000, booking.depth / 1000)
        kinds.add(file.suffix)
        if file.suffix == ".pdf":
            with pikepdf.open(file) as pdf:
                (page,) = pdf.pages
                left, foot, right, top = map(float, page.mediabox)
                assert not page.get_images(), f"{file.name} is drawn, not printed from pixels"
            assert (right - left, top - foot) == pytest.approx(wanted, abs=0.01), file.name
            assert file.stat().st_size < 40_000, file.name
        else:
            with Image.open(file) as picture:
                dpi = picture.info["dpi"]
                size = (picture.width / dpi[0] * 72, picture.height / dpi[1] * 72)
            assert size == pytest.approx(wanted, abs=0.6), file.name
    assert kinds == {".pdf", ".png", ".jpg"}
    used = {booking.artwork for booking in book}
    assert used == {f"ads/{file.name}" for file in (WEEKLY / "ads").iterdir()}


def test_no_type_of_an_ad_is_too_small_for_newsprint() -> None:
    for file in sorted((WEEKLY / "ads").glob("*.pdf")):
        with pdfplumber.open(file) as pdf:
            sizes = [letter["size"] for letter in pdf.pages[0].chars]
        assert sizes and min(sizes) >= 6.49, file.name


def test_pictures_are_those_that_stories_show() -> None:
    shown = {
        name
        for story in (WEEKLY / "stories").glob("*.md")
        for name in re.findall(r"\]\(media/([^) ]+)", story.read_text(encoding="utf-8"))
    }
    files = {file.name: file for file in (WEEKLY / "stories" / "media").iterdir()}
    assert shown == set(files) and len(files) >= 45
    for name, file in files.items():
        with Image.open(file) as picture:
            assert 900 <= max(picture.size) <= 1400, name
        assert file.stat().st_size < 130_000, name


def test_the_weekly_is_light_and_says_whose_it_is() -> None:
    size = sum(file.stat().st_size for file in WEEKLY.rglob("*"))
    assert size < 7 * MEGABYTE
    assert "licence" in (WEEKLY / "README.md").read_text(encoding="utf-8")
