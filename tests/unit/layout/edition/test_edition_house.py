"""What stands in the boxes of an edition: house ads take turns, ads without artwork have a note."""

from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace

import pytest

from layout.edition.furniture_and_house_ads import with_markup
from layout.edition.set_stories import Copy
from layout.page.document import Box, Document, Page
from layout.page.format import FORMATS, grid_of
from layout.page.rect import Rect
from layout.press.boxes.house_ads import HOUSE_ADS
from layout.story.decided import NOTHING_DECIDED, Decisions, PageDecided
from layout.story.publication import Publication
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from slots.book.booking import Booking

GRID = grid_of(FORMATS["compact"])
RECT = Rect(GRID.live.x, GRID.live.y, 200_000, 150_000)
COPY = Copy((), (), {("a-box", 2): "<p>Module</p>"}, ())


@pytest.fixture(scope="module")
def shelf():
    theme = load_theme()
    house = SimpleNamespace(publication=Publication(name="Gazette", site="https://gazette.example"))
    return SimpleNamespace(
        house=house,
        around=SimpleNamespace(theme=theme),
        foundry=Foundry(theme.fallback),
        decisions=NOTHING_DECIDED,
    )


def page(number, *names, role="ad"):
    return Page(number, GRID, (), boxes=tuple(Box(role, name, RECT, "") for name in names))


def markup(shelf, pages, bookings=()):
    document = with_markup(Document("Gazette", "en", None, tuple(pages)), COPY, bookings, shelf)
    return [[box.html for box in page.boxes] for page in document.pages]


@pytest.mark.parametrize("a_page", [1, 2, 3])
def test_each_house_ad_is_printed_before_one_is_printed_again(shelf, a_page):
    pages = [page(n, *(f"house-{n}-{i}" for i in range(a_page))) for n in range(1, 25)]
    made = [html for boxes in markup(shelf, pages) for html in boxes]
    count = len(HOUSE_ADS)
    turns = [made[start : start + count] for start in range(0, len(made), count)]
    assert all(len(set(turn)) == len(turn) for turn in turns)
    assert all(one != other for one, other in pairwise(made))
    spreads = zip(markup(shelf, pages)[1::2], markup(shelf, pages)[2::2], strict=False)
    assert all(len({*left, *right}) == 2 * a_page for left, right in spreads)


def test_a_page_has_the_house_ads_that_are_decided_by_turns_of_its_own(shelf):
    pages = [page(n, *(f"house-{n}-{i}" for i in range(3))) for n in range(1, 4)]
    decided = Decisions({}, {2: PageDecided(these=("tip", "letters"))})
    own = SimpleNamespace(**{**vars(shelf), "decisions": decided})
    document = with_markup(Document("Gazette", "en", None, tuple(pages)), COPY, (), own)
    kinds = [[box.house_ad for box in one.boxes] for one in document.pages]
    assert kinds == [[*HOUSE_ADS[:3]], ["tip", "letters", "tip"], [*HOUSE_ADS[3:6]]]


def test_an_ad_without_artwork_has_a_note_whatever_it_is_called(shelf):
    names = ("house-bank", "house-2", "A1", "a-box")
    bookings = [Booking(name, f"Client {name}", 2, 100_000) for name in names]
    (boxes,) = markup(shelf, [page(2, *names, "house-2-0")], bookings)
    assert all(f"Client {name}" in html for name, html in zip(names, boxes, strict=False))
    assert "Client" not in boxes[-1] and "Gazette" in boxes[-1]


def test_modules_keep_what_they_say(shelf):
    assert markup(shelf, [page(1, "a-box", role="blue_box")]) == [["<p>Module</p>"]]
