"""The checker can fail: in overlaps, in ads and their rules, and in the PDF as a file."""

from dataclasses import replace

import pikepdf
import pytest
from support.editions.checker import check_edition
from support.editions.forgery import DEPTH, GRID, LEADING, Forger, drawing, printed

from layout.page.document import Crop
from layout.page.rect import Rect
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from slots.book.booking import Apart, Lock, Position
from slots.rules.size import Pages
from slots.stacking.task.ad_plan import Conflict

pytestmark = pytest.mark.slow

THEME = load_theme()
FOUNDRY = Foundry(THEME.fallback)


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    return Forger(THEME, FOUNDRY, tmp_path_factory.mktemp("pictures")).forge()


@pytest.fixture(scope="module")
def clean_pdf(clean, tmp_path_factory):
    return printed(clean, THEME, FOUNDRY, tmp_path_factory.mktemp("clean"))


def checked(pdf, said):
    return check_edition(pdf, said.document, said.stories, said.book, said.pages, said.plan)


@pytest.fixture
def problems(tmp_path):
    return lambda forgery: checked(printed(forgery, THEME, FOUNDRY, tmp_path), forgery)


def booked(forgery, id: str):
    return next(booking for booking in forgery.book if booking.id == id)


def imaged(page, id: str, **more):
    """The page with an image changed."""
    return replace(page, images=tuple(replace(i, **more) if i.id == id else i for i in page.images))


def grown(rect: Rect, right: int = 0, down: int = 0, wide: int = 0, deep: int = 0) -> Rect:
    return Rect(rect.x + right, rect.y + down, rect.width + wide, rect.height + deep)


def one(found, text: str) -> str:
    hits = [problem for problem in found if text in problem]
    assert hits, found
    return hits[0]


# --- space ------------------------------------------------------------------------------------


def test_type_on_a_picture(clean, problems):
    page = clean.page(1)
    picture = page.images[0]
    page = imaged(page, "bakery-1", rect=grown(picture.rect, deep=2 * LEADING))
    found = problems(clean.with_page(page))
    one(found, "picture bakery-1 and cutline “The oven on Friday” of bakery overlap")


def test_type_on_type(clean, problems):
    page = clean.page(2)
    body = next(f for f in page.fragments if f.role == "body")
    lines = tuple(replace(line, baseline=line.baseline + 6_000) for line in body.lines)
    page = replace(
        page,
        fragments=tuple(replace(f, lines=lines) if f is body else f for f in page.fragments),
    )
    found = problems(clean.with_page(page))
    one(found, "overlap")
    one(found, "of tides stands 6.0 pt off the grid")


def test_type_too_near_to_an_ad(clean, problems):
    page = clean.page(2)
    rect = grown(page.images[0].rect, down=-13_000)
    found = problems(clean.with_page(imaged(page, "coupon", rect=rect)))
    assert "mm from ad coupon" in one(found, "page 2: body")


def test_ads_that_overlap_and_leave_the_page(clean, problems):
    page = clean.page(2)
    rect = grown(page.images[0].rect, right=20_000)
    one(problems(clean.with_page(imaged(page, "coupon", rect=rect))), "and ad garage overlap")
    rect = grown(page.images[0].rect, right=-50_000)
    one(problems(clean.with_page(imaged(page, "coupon", rect=rect))), "leaves the live area")


def test_type_outside_the_live_area(clean, problems):
    page = clean.page(2)
    head = page.fragments[0]
    lines = tuple(replace(line, x=line.x - 5_000) for line in head.lines)
    page = replace(page, fragments=(replace(head, lines=lines), *page.fragments[1:]))
    one(problems(clean.with_page(page)), "leaves the live area")


# --- ads --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"columns": 3}, "mm wide, sold are"),
        ({"depth": DEPTH + 200}, "mm deep, sold are"),
        ({"section": "Sport"}, "the page is in News, sold was Sport"),
        ({"pages": Pages("3..4")}, "sold was page 3..4"),
        ({"side": "right"}, "sold was a right-hand page"),
        ({"position": Position.BACK_PAGE}, "sold was the back page"),
        ({"position": Position.FRONT_STRIP}, "is not the strip at the foot of page 1"),
        ({"solus": True}, "is solus, but 2 ads are on the page"),
        ({"lock": Lock(3)}, "is locked to page 3"),
        ({"lock": Lock(2, 1)}, "is locked to column 2"),
        ({"lock": Lock(2, 0, 9)}, "is locked to row 10"),
        ({"away_from": ("tides",)}, "wants to be away from the story tides (tides) on page 2"),
        ({"away_from": ("final",)}, "wants to be away from the story final (final) on page 3"),
        ({"double_truck": True}, "is printed 1 times"),
    ],
)
def test_an_ad_that_is_not_as_it_was_sold(clean, clean_pdf, change, said):
    said_book = clean.with_booking(replace(booked(clean, "coupon"), **change))
    assert "coupon" in one(checked(clean_pdf, said_book), said)


def test_what_an_ad_may_have_is_no_problem(clean, clean_pdf):
    fits = {"section": "News", "pages": Pages("2"), "side": "left", "far_forward": True}
    exact = {"lock": Lock(2, 0, 23), "depth": DEPTH + 140, "away_from": ("ferry",)}
    said = clean.with_booking(replace(booked(clean, "coupon"), **fits, colour=True))
    assert checked(clean_pdf, said) == ()
    far = {**exact, "away_from": ("rowers",)}
    assert checked(clean_pdf, clean.with_booking(replace(booked(clean, "coupon"), **far))) == ()


def test_far_forward_and_colour(clean, clean_pdf):
    said = clean.with_booking(replace(booked(clean, "bank"), far_forward=True, colour=True))
    one(checked(clean_pdf, said), "ad bank, page 4: is not in the first half")
    pages = tuple(replace(page, colour=page.number != 4) for page in clean.pages)
    one(checked(clean_pdf, replace(said, pages=pages)), "ad bank, page 4: the page has no colour")


def test_a_page_with_too_many_ads(clean, clean_pdf):
    pages = tuple(replace(page, most=200) for page in clean.pages)
    one(checked(clean_pdf, replace(clean, pages=pages)), "page 2: ads take")


@pytest.mark.parametrize(
    ("other", "change", "near"),
    [
        ("garage", {}, True),  # on one page
        ("garage", {"apart": Apart.NONE}, False),
        ("cafe", {}, False),  # pages 2 and 3: one spread
        ("cafe", {"apart": Apart.SPREAD}, True),
        ("bank", {"apart": Apart.SPREAD}, False),  # pages 2 and 4
        ("bank", {"pages_apart": 3}, True),
        ("bank", {"pages_apart": 2}, False),
    ],
)
def test_competitors(clean, clean_pdf, other, change, near):
    apart = {"apart": Apart.NONE} if change.get("apart") is Apart.NONE else {}
    said = clean.with_booking(replace(booked(clean, "coupon"), category="motors", **change))
    said = said.with_booking(replace(booked(said, "garage"), category=""))
    said = said.with_booking(replace(booked(said, other), category="motors", **apart))
    found = [p for p in checked(clean_pdf, said) if "competitors" in p]
    assert bool(found) is near


def test_coupons_are_seen_through_the_leaf(clean, clean_pdf):
    """Page 3 is the front of the leaf whose back is page 4: cafe stands in column 2 of the one, in
    column 3 seen from the other, where the bank is not, and a house ad is no coupon."""
    said = clean.with_booking(replace(booked(clean, "bank"), coupon=True))
    said = said.with_booking(replace(booked(said, "cafe"), coupon=True))
    assert not [p for p in checked(clean_pdf, said) if "back to back" in p]
    page = said.page(4)
    right = GRID.columns[2][0] - GRID.columns[0][0]
    page = replace(imaged(page, "bank", rect=grown(page.images[0].rect, right=right)), boxes=())
    document = said.with_page(page)
    assert [p for p in checked(clean_pdf, document) if "back to back" in p]


def test_bookings_without_place_are_named(clean, clean_pdf):
    more = replace(booked(clean, "bank"), id="late")
    said = replace(clean, book=(*clean.book, more))
    one(checked(clean_pdf, said), "ad late: is printed 0 times, with 0 conflicts named")
    conflicts = (Conflict("late", (), ("bank",), "hint"),)
    said = replace(said, plan=replace(said.plan, conflicts=conflicts))
    assert checked(clean_pdf, said) == ()


def test_a_double_truck_touches_the_spine_on_facing_pages(clean, clean_pdf):
    page = clean.page(4)
    page = replace(page, images=(replace(page.images[0], id="garage"),))
    said = clean.with_page(page).with_booking(replace(booked(clean, "garage"), double_truck=True))
    found = checked(clean_pdf, said)
    one(found, "pages 2 and 4 do not face each other")
    one(found, "ad garage, page 4: does not touch the spine")
    page = imaged(page, "garage", rect=grown(page.images[0].rect, down=-LEADING))
    one(checked(clean_pdf, said.with_page(page)), "its halves are not level")


def test_an_ad_outside_its_cells_or_not_in_the_pdf(clean, clean_pdf):
    page = clean.page(2)
    rect = grown(page.images[0].rect, down=-3 * LEADING)
    found = checked(clean_pdf, clean.with_page(imaged(page, "coupon", rect=rect)))
    one(found, "ad coupon, page 2: stands outside the cells it was given")
    one(found, "ad coupon, page 2: the PDF shows nothing of its size there")
    one(found, "page 2: ad coupon is not in its place")


# --- the file ---------------------------------------------------------------------------------


def altered(pdf, to, change):
    with pikepdf.open(pdf) as file:
        change(file)
        file.save(to)
    return to


def painted(text: bytes):
    """Adds operators in front of the second page's own."""

    def change(file):
        page = file.pages[1]
        page.contents_coalesce()
        page.Contents.write(text + page.Contents.read_bytes())

    return change


@pytest.mark.parametrize(
    ("ink", "said"),
    [
        (b"1 0 0 rg", "page 2: text is set in RGB"),
        (b"/DeviceRGB cs 0 0 0 sc", "page 2: text is set in RGB"),
        (b"0.6 0.4 0.4 1 k", "page 2: text is set in rich black"),
    ],
)
def test_text_in_the_wrong_ink(clean, clean_pdf, tmp_path, ink, said):
    with pikepdf.open(clean_pdf) as file:
        font = next(iter(file.pages[1].Resources.Font)).encode()
    change = painted(b"q BT " + ink + b" " + font + b" 1 Tf <0001> Tj ET Q\n")
    one(checked(altered(clean_pdf, tmp_path / "a.pdf", change), clean), said)


def test_a_page_too_few_and_one_too_large(clean, clean_pdf, tmp_path):
    def shorter(file):
        del file.pages[3]

    one(checked(altered(clean_pdf, tmp_path / "a.pdf", shorter), clean), "has 3 pages")

    def wider(file):
        file.pages[1].MediaBox = pikepdf.Array([0, 0, 600, 396])

    one(checked(altered(clean_pdf, tmp_path / "b.pdf", wider), clean), "page 2: is 600000 x")


def test_a_font_that_is_not_embedded(clean, clean_pdf, tmp_path):
    def bare(file):
        for item in file.objects:
            if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
                del item["/FontFile2"]
            if isinstance(item, pikepdf.Dictionary) and "/FontFile3" in item:
                del item["/FontFile3"]

    one(checked(altered(clean_pdf, tmp_path / "a.pdf", bare), clean), "is not embedded")


def test_a_file_that_is_not_sound(clean, clean_pdf, tmp_path):
    broken = tmp_path / "a.pdf"
    data = clean_pdf.read_bytes()
    at = data.rindex(b"startxref")
    broken.write_bytes(data[:at] + b"startxref\n12\n%%EOF\n")
    one(checked(broken, clean), "qpdf: ")


def test_a_picture_that_is_not_shown(clean, clean_pdf, tmp_path):
    def hidden(file):
        page = file.pages[0]
        page.contents_coalesce()
        page.Contents.write(page.Contents.read_bytes().replace(b" Do", b" pop"))

    found = checked(altered(clean_pdf, tmp_path / "a.pdf", hidden), clean)
    one(found, "page 1: picture bakery-1 is not in its place")


def test_a_cropped_picture_is_in_its_place(clean, problems, tmp_path):
    page = clean.page(1)
    rect = page.images[0].rect
    wide = drawing(tmp_path, "wide", Rect(0, 0, rect.width * 2, rect.height))
    page = imaged(page, "bakery-1", file=wide, crop=Crop(25_000, 0, 75_000, 100_000))
    assert problems(clean.with_page(page)) == ()
