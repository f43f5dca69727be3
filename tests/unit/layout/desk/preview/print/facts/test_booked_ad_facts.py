"""Facts of an ad: what was booked, where it stands and why, what leaves it no place."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from layout.desk.preview.print.facts.booked_ad import ad_facts
from layout.desk.preview.print.facts.known import Facts
from layout.edition.stacked_ads import Stacked
from layout.makeup.edition.all_pages import EditionPlan
from layout.makeup.edition.assign.last_edition import LastEdition
from layout.story.as_written import Story
from layout.story.run import plain
from slots.book.booking import Booking, Lock, Position
from slots.book.sheet import Sheet
from slots.finding import Where
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan, Conflict, Move

COLUMNS, ROWS = 6, 100
SHEET = Sheet(COLUMNS, 98 * 10_500, 117_000, 11_339, 10_500, first_row=2)
FOOT = AdPlace("A1", 3, 4, 70, 2, 30)


def booked(name: str = "A1", advertiser: str = "Quay Bank", **more: Any) -> Booking:
    return Booking(name, advertiser, 2, 300_000, **more)


def newspaper(
    *bookings: Booking,
    places: tuple[AdPlace, ...] = (FOOT,),
    stories: tuple[tuple[Story, int], ...] = (),
    compared: bool = False,
    **plan: Any,
) -> Any:
    """An edition of eight pages, of which facts of ads need no more than this."""
    pages = tuple(StackPage(n, "News", COLUMNS, ROWS, 2) for n in range(1, 9))
    ads = AdPlan(places, **plan)
    stacked = Stacked(None, None, SHEET, None, None, bookings, pages, ads, compared, ())
    made = LastEdition({story.slug: page for story, page in stories})
    copy = SimpleNamespace(articles=[SimpleNamespace(story=story) for story, _ in stories])
    return SimpleNamespace(stacked=stacked, plan=EditionPlan((), made, 0, 0, (), ()), copy=copy)


def facts(of: Any, name: str = "A1") -> Facts:
    found = ad_facts(of, name)
    assert found is not None
    return found


def said(of: Any, name: str = "A1") -> list[str]:
    return facts(of, name).data()["said"]


def test_what_was_booked_is_told_and_what_was_not_is_left_out() -> None:
    ad = booked(priority=2, price=123_450, artwork="a.pdf", where=Where("ads.csv", 7))
    found = facts(newspaper(ad))
    assert found.title == "A1, Quay Bank" and (found.file, found.line) == ("ads.csv", 7)
    told = dict(found.data()["facts"])
    assert told["page"] == "3" and told["place"] == "columns 5-6, rows 71-100"
    assert told["priority"] == "2 of 1 to 9" and told["price"] == "1,234.50"
    assert told["artwork"] == "a.pdf" and "category" not in told and "section" not in told
    bare = dict(facts(newspaper(booked())).data()["facts"])
    assert bare["artwork"] == "to come" and "price" not in bare


def test_a_double_truck_stands_on_two_pages() -> None:
    ad = booked(double_truck=True)
    both = (AdPlace("A1", 4, 4, 70, 2, 30), AdPlace("A1", 5, 0, 70, 2, 30))
    told = dict(facts(newspaper(ad, places=both)).facts)
    assert told["page"] == "4 and 5"
    assert told["place"] == "columns 5-6, rows 71-100; columns 1-2, rows 71-100"


def test_what_is_in_no_book_is_unknown() -> None:
    assert ad_facts(newspaper(booked()), "A9") is None


@pytest.mark.parametrize(
    ("objective", "bound", "words"),
    [
        (900, 900, "is proven to be worth the most there is."),
        (900, 1000, "short of the best there could be."),
    ],
)
def test_its_place_is_as_good_as_its_stack(objective: int, bound: int, words: str) -> None:
    first = said(newspaper(booked(), objective=objective, bound=bound))[0]
    assert first.startswith("Its place is one of a stack that ") and first.endswith(words)


def test_a_lock_is_reason_enough() -> None:
    told = said(newspaper(booked(lock=Lock(3), position=Position.FOOT)))
    assert "It is locked to its place." in told and not any("wished" in one for one in told)


@pytest.mark.parametrize(
    ("position", "place", "words"),
    [
        (Position.FOOT, FOOT, "It stands at the foot, as wished."),
        (
            Position.TOP,
            AdPlace("A1", 3, 4, 70, 2, 30),
            "It stands at the top, as wished.",
        ),
        (Position.OUTSIDE, FOOT, "It stands outside, as wished."),
        (
            Position.INSIDE,
            FOOT,
            "It would like to stand inside, for which there was no room.",
        ),
        (
            Position.FOOT,
            AdPlace("A1", 3, 4, 60, 2, 30),
            "It would like to stand at the foot, for which there was no room.",
        ),
    ],
)
def test_whether_a_wish_is_met_is_told(position: Position, place: AdPlace, words: str) -> None:
    assert words in said(newspaper(booked(position=position), places=(place,)))


@pytest.mark.parametrize("position", [Position.ANY, Position.FRONT_STRIP, Position.BACK_PAGE])
def test_of_what_is_no_wish_nothing_is_told(position: Position) -> None:
    told = said(newspaper(booked(position=position)))
    assert not any("wished" in one or "would like" in one for one in told)


def test_an_ad_without_a_place_says_why_and_what_helps() -> None:
    conflicts = (
        Conflict("A1", (("colour", "only on colour pages"),), (), "move B3"),
        Conflict("B3", (), (), ""),
    )
    found = facts(newspaper(booked(), booked("B3"), places=(), conflicts=conflicts))
    assert dict(found.facts)["page"] == "none" and dict(found.facts)["place"] == ""
    why, helps = found.data()["said"]
    assert why.startswith("A1 (Quay Bank, ") and "only on colour pages" in why
    assert helps == "What helps: move B3."


def test_stories_it_wants_or_must_not_see_are_told() -> None:
    fire, cars = (Story(tag, plain("x"), (), tags=(tag,)) for tag in ("fire", "cars"))
    ad = booked(near=("cars", "boats"), away_from=("fire",))
    near = said(newspaper(ad, stories=((cars, 3), (fire, 3))))
    wants = "It wants to be near a story about cars or boats"
    assert f"{wants}: cars is on its page." in near
    far = said(newspaper(ad, stories=((cars, 5),)))
    assert f"{wants}; there is none on its page." in far
    assert any(one.startswith("No story about fire may stand on its page") for one in far)


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ((("B", 5),), "2 competitors in bank stand on page 5."),
        ((("B", 7), ("C", 5)), "2 competitors in bank stand on pages 5, 7."),
        ((), "2 competitors in bank stand nowhere."),
    ],
)
def test_competitors_are_told_with_their_pages(places: Any, words: str) -> None:
    """Other advertisers of its category: neither its own other ads nor other trades."""
    rivals = (booked("B", "Mill Bank", category="bank"), booked("C", "Sea Bank", category="bank"))
    others = (booked("D", category="bank"), booked("E", "Cars Ltd", category="cars"))
    stand = tuple(AdPlace(name, page, 0, 70, 2, 30) for name, page in (*places, ("D", 8), ("E", 8)))
    paper = newspaper(booked(category="bank"), *rivals, *others, places=(FOOT, *stand))
    assert words in said(paper)
    alone = newspaper(booked(category="bank"), *rivals[:1], places=(FOOT,))
    assert "1 competitor in bank stands nowhere." in said(alone)
    assert not any("competitor" in one for one in said(newspaper(booked(), *rivals)))


def test_what_moved_is_told_where_there_was_a_plan_before() -> None:
    before = AdPlace("A1", 5, 0, 70, 2, 30)
    ad, still = booked(), "It stays where it stood the last time."
    assert said(newspaper(ad, compared=True))[-1] == still
    assert still not in said(newspaper(ad))
    moved = said(newspaper(ad, compared=True, moves=(Move("A1", before, FOOT, "B3 came"),)))
    assert still not in moved and "B3 came" in moved[-1]
    new = said(newspaper(ad, compared=True, moves=(Move("A1", None, FOOT, "new"),)))
    assert new[-1].startswith("It is new since the last plan, on page 3")


def test_a_label_is_told() -> None:
    word = 'The word "Advertisement" is printed above it.'
    assert word in said(newspaper(booked(label=True))) and word not in said(newspaper(booked()))
