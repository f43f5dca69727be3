"""Facts of a page, and of what stands beside a story that is printed alone."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from layout.desk.preview.print.facts import by_kind
from layout.desk.preview.print.facts.by_kind import facts_of
from layout.edition.stacked_ads import Stacked
from layout.page.document import Leg, Page
from layout.page.format import FORMATS, grid_of
from layout.page.rect import Rect
from layout.story.as_written import Story
from layout.story.run import plain
from slots.book.booking import Booking
from slots.finding import bad_input
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan

GRID = grid_of(FORMATS["a4"])
ANYWHERE = Rect(0, 0, 9, 9)


def edition(
    *places: AdPlace,
    legs: tuple[Leg, ...] = (),
    bookings: tuple[Booking, ...] = (),
    reserved: int = 0,
    promos: tuple[Any, ...] = (),
    fillers: tuple[Any, ...] = (),
) -> Any:
    """An edition of two pages with ads, of which facts of pages need no more than this."""
    pages = tuple(StackPage(n, "News", 6, 100, 2, n > 1, reserved=reserved) for n in (1, 2))
    stacked = Stacked(None, None, None, None, None, bookings, pages, AdPlan(places), False, ())
    plan = SimpleNamespace(pages=[SimpleNamespace(page=2, fillers=fillers)])
    newspaper = SimpleNamespace(stacked=stacked, plan=plan, promos=promos)
    painted = {n: Page(n, GRID, (), legs=legs, section="News") for n in (1, 2)}
    return SimpleNamespace(newspaper=newspaper, pages=painted)


def said(of: Any, page: int = 1) -> tuple[str, ...]:
    found = facts_of(of, "page", str(page))
    assert found is not None
    return found.sentences


def told(of: Any, page: int = 1) -> dict[str, str]:
    found = facts_of(of, "page", str(page))
    assert found is not None
    return dict(found.facts)


def test_a_page_without_ads_says_so_and_one_with_ads_does_not() -> None:
    ads = (Booking("A1", "Quay Bank", 2, 300_000),)
    of = edition(AdPlace("A1", 2, 0, 70, 2, 30), bookings=ads)
    assert "No ad stands here." in said(of) and "No ad stands here." not in said(of, 2)
    assert (told(of)["ads"], told(of, 2)["ads"]) == ("0", "1")
    assert (told(of)["printed"], told(of, 2)["printed"]) == ("in black", "in colour")


def test_rows_that_are_kept_for_stories_are_told() -> None:
    words = "The first 20 rows below the masthead are kept for stories."
    assert words in said(edition(reserved=20)) and words not in said(edition())


def test_an_ad_that_is_alone_by_contract_is_told() -> None:
    ads = Booking("A1", "Quay Bank", 2, 300_000, solus=True), Booking("A2", "Mill", 2, 300_000)
    of = edition(*(AdPlace(ad.id, 2, 0, 70, 2, 30) for ad in ads), bookings=ads)
    (line,) = (one for one in said(of, 2) if "only ad" in one)
    assert line.startswith("A1") and line.endswith(" is booked as the only ad of its page.")


def test_page_one_tells_where_its_promos_lead() -> None:
    promos = (
        SimpleNamespace(slug="ferry", words="The ferry", page=3),
        SimpleNamespace(slug="", words="Weather", page=8),
    )
    of = edition(promos=promos)
    assert "Its promos lead to ferry on page 3, Weather on page 8." in said(of)
    assert not any("promos" in one for one in (*said(of, 2), *said(edition())))


def test_legs_that_end_early_are_told_by_story() -> None:
    legs = (
        *(Leg("ferry", ANYWHERE, 20, 20), Leg("ferry", ANYWHERE, 20, 17)),
        *(Leg("fire", ANYWHERE, 9, 9), Leg("cars", ANYWHERE, 9, 0)),
    )
    of = edition(legs=legs)
    assert [one for one in said(of) if "white" in one] == [
        "The text of ferry leaves 3 rows of its legs white."
    ]
    assert (told(of)["stories"], told(of)["legs"]) == ("2", "3")


def test_house_ads_of_a_page_are_counted() -> None:
    of = edition(fillers=("one", "other"))
    assert told(of, 2)["house ads"] == "2" and told(of)["house ads"] == ""


@pytest.mark.parametrize("name", ["3", "one", "00001", ""])
def test_a_page_that_is_not_there_has_no_facts(name: str) -> None:
    assert facts_of(edition(), "page", name) is None


FERRY = Story("ferry", plain("The ferry"), (), source="ferry.md", section="News")
AD = SimpleNamespace(
    id="ad-1", where="after paragraph 3", slot="inline", why="it fits", refusals=()
)


def alone(monkeypatch: pytest.MonkeyPatch, rules: object, **more: Any) -> Any:
    """A story that is printed alone, with an ad beside it."""
    seen: list[Any] = []

    def view(material: Any, _: Any) -> Any:
        seen.append(material)
        return SimpleNamespace(verdict="All ads stand.", standings=(AD,))

    monkeypatch.setattr(by_kind, "print_view", view)
    material = SimpleNamespace(rulebook=rules, story=FERRY)
    usual = {"newspaper": None, "lone": object(), "material": material, "pages": {}, "seen": seen}
    return SimpleNamespace(**{**usual, **more}, document=SimpleNamespace(pages=()))


def test_what_stands_beside_a_story_alone_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    of = alone(monkeypatch, "rules")
    story, ad = facts_of(of, "story", "ferry"), facts_of(of, "ad", "ad-1")
    assert story is not None and ad is not None
    assert story.sentences == ("All ads stand.", "ad-1: after paragraph 3.")
    assert ad.sentences[0] == "It fits."
    assert dict(ad.facts) == {"where": "after paragraph 3", "slot": "inline"}
    assert [one.rulebook for one in of.seen] == ["rules", "rules"], "they were read already"


@pytest.mark.parametrize(
    ("kind", "name"), [("story", "fire"), ("story", "ad-1"), ("ad", "ad-2"), ("ad", "ferry")]
)
def test_what_does_not_stand_there_has_no_facts(
    monkeypatch: pytest.MonkeyPatch, kind: str, name: str
) -> None:
    assert facts_of(alone(monkeypatch, "rules"), kind, name) is None


@pytest.mark.parametrize("missing", ["lone", "material"])
def test_a_story_that_could_not_be_made_has_no_facts(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    assert facts_of(alone(monkeypatch, "rules", **{missing: None}), "story", "ferry") is None


@pytest.mark.parametrize("error", [OSError(), bad_input("no-rules", "none", hint="write some")])
def test_rules_that_cannot_be_read_leave_the_facts_of_the_story(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def unreadable(*_: object) -> None:
        raise error

    monkeypatch.setattr(by_kind, "gather", unreadable)
    of = alone(monkeypatch, None)
    found = facts_of(of, "story", "ferry")
    assert found is not None and found.title == "The ferry"
    assert found.data()["said"] == []
    assert facts_of(of, "ad", "ad-1") is None


def test_rules_are_read_where_they_were_not(monkeypatch: pytest.MonkeyPatch) -> None:
    read = SimpleNamespace(rulebook="read", story=FERRY)
    monkeypatch.setattr(by_kind, "gather", lambda *_: read)
    of = alone(monkeypatch, None)
    found = facts_of(of, "story", "ferry")
    assert found is not None and found.sentences[0] == "All ads stand."
    assert of.seen == [read]
