"""Two readers that share no code count the same: the engine's on its pages, ours on the PDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.counted.by_pdf import count_pdf
from support.counted.facts import facts_of
from support.counted.printed_by_hand import page_by_hand

from layout.edition.counted.count import count, counted
from layout.edition.make_edition import Order
from layout.edition.print_edition import edition_pdf, print_edition
from layout.edition.workshop import Workshop
from layout.press.pdf import write_pdf
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme

pytestmark = pytest.mark.slow

WEEKLY = Path(__file__).parents[5] / "seeds" / "weekly"


# a page by hand -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The engine's figures of the page by hand, and those of its PDF."""
    folder = tmp_path_factory.mktemp("by-hand")
    theme = load_theme()
    foundry = Foundry(theme.fallback)
    made = page_by_hand(theme, foundry, folder)
    pdf = folder / "page.pdf"
    pdf.write_bytes(write_pdf(made.document, theme, foundry))
    return counted((made.page,), theme), count_pdf(pdf, (made.facts,))


def test_pictures_by_hand(both):
    ours, theirs = both
    large, small = 3 * 48 + 2 * 4, 48
    (page,), (sheet,) = ours.pages, theirs.pages
    assert page.pictures.columns == (3, 1) and page.pictures.led
    for ratio in (page.pictures.dominance, sheet.dominance):
        assert ratio == pytest.approx(large * 23 / (small * 20), abs=0.01)
    assert sum(sheet.pictures) == pytest.approx(page.pictures.area, rel=0.001)
    assert ours.paper == theirs.paper


def test_grey_by_hand(both):
    (page,), (sheet,) = both[0].pages, both[1].pages
    # below the large picture 248 mm are left, three columns wide: three bills of 66 mm; upright one
    # stands under the head, one under it, and one beside them below the picture
    assert (page.grey.windows, page.grey.standing) == sheet.grey == (3, 3)


def test_legs_by_hand(both):
    (page,), (sheet,) = both[0].pages, both[1].pages
    assert (page.legs.legs, page.legs.briefs) == (4, 2)
    assert (page.legs.shallow, page.legs.deep) == (1, 2)
    depths = [rows * 10.5 / 72 * 25.4 for rows in (90, 68, 13, 15)]
    assert sorted(sheet.legs) == pytest.approx(sorted(depths), abs=0.1)


def test_heads_by_hand(both):
    (page,), (sheet,) = both[0].pages, both[1].pages
    assert (page.heads.heads, page.heads.climb, page.heads.tombstones) == (2, 1, 0)
    assert (sheet.heads, sheet.climb, sheet.tombstones) == (2, 1, 0)
    assert page.heads.leads


def test_lines_by_hand(both):
    ours, theirs = both[0].lines, both[1].lines
    assert (ours.justified, ours.wide, ours.gaping) == (208, 5, 2)
    assert (theirs.justified, theirs.wide, theirs.gaping) == (208, 5, 2)
    assert (ours.last_lines, ours.short) == (theirs.last_lines, theirs.short) == (8, 1)
    assert (ours.ladders, ours.longest) == (1, 3) and theirs.ladders == 1


# the sample weekly --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def weekly(tmp_path_factory):
    """Both counts of the weekly."""
    pdf = tmp_path_factory.mktemp("weekly") / "edition.pdf"
    shop = Workshop()
    order = Order(WEEKLY, fresh=True)
    made, painted = print_edition(order, shop, lambda made: edition_pdf(made, shop))
    pdf.write_bytes(painted)
    return count(made), count_pdf(pdf, facts_of(made))


def test_the_weekly_page_by_page(weekly):
    ours, theirs = weekly
    assert ours.paper == theirs.paper and len(ours.pages) == len(theirs.pages) == 24
    for page, sheet in zip(ours.pages, theirs.pages, strict=True):
        assert len(sheet.pictures) == len(page.pictures.columns), page.number
        assert sum(sheet.pictures) == pytest.approx(page.pictures.area, rel=0.005), page.number
        ratio = page.pictures.dominance
        expected = ratio and pytest.approx(ratio, rel=0.02)
        assert sheet.dominance == expected, page.number
        seen = (sheet.heads, sheet.climb, sheet.tombstones)
        heads = page.heads
        assert seen == (heads.heads, heads.climb, heads.tombstones), page.number
        # a raster of a point, and the ink of letters for their capitals: one bill more or less
        for bills, own in zip(sheet.grey, (page.grey.windows, page.grey.standing), strict=True):
            assert abs(bills - own) <= 1, page.number
        # of a leg that a quote or a table ends, the PDF shows the last line of text
        assert len(sheet.legs) == pytest.approx(page.legs.legs, abs=1), page.number


def test_the_weekly_in_all(weekly):
    ours, theirs = weekly
    windows = sum(page.grey.windows for page in ours.pages)
    assert sum(sheet.grey[0] for sheet in theirs.pages) == pytest.approx(windows, abs=3)
    depths = [leg for sheet in theirs.pages for leg in sheet.legs]
    shallow, deep = (sum(getattr(page.legs, n) for page in ours.pages) for n in ("shallow", "deep"))
    assert sum(leg < 50 for leg in depths) == pytest.approx(shallow, abs=3)
    assert sum(leg > 250 for leg in depths) == pytest.approx(deep, abs=3)


def test_the_weeklys_lines(weekly):
    ours, theirs = weekly[0].lines, weekly[1].lines
    assert theirs.justified == pytest.approx(ours.justified, rel=0.01)
    assert theirs.wide / theirs.justified == pytest.approx(ours.part(ours.wide), abs=0.01)
    assert theirs.gaping / theirs.justified == pytest.approx(ours.part(ours.gaping), abs=0.005)
    # ragged lists look like last lines, and a last line that is full like any other
    assert theirs.last_lines == pytest.approx(ours.last_lines, rel=0.05)
    assert theirs.short == pytest.approx(ours.short, abs=5)
    assert theirs.ladders == pytest.approx(ours.ladders, abs=1)
