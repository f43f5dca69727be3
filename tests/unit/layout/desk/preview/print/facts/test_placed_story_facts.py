"""Facts of a story in an edition: where it stands and since when, its jump, what was done to make
it fit, which ads are near it, and why it has no page."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from layout.desk.preview.print.facts.known import Facts
from layout.desk.preview.print.facts.placed_story import NAMED, NOWHERE, story_facts
from layout.makeup.edition.shapes.item import turned_id
from layout.publication.closed_pages import NONE_CLOSED, Closed, ClosedPage, ClosedStory
from layout.story.as_written import Story
from layout.story.run import plain
from slots.book.booking import Booking
from slots.finding import Finding, Severity, Where
from slots.stacking.task.ad_plan import AdPlace

FERRY = Story("ferry", plain("The ferry"), (), source="ferry.md", tags=("boats",), rank=2)


def setting(**more: Any) -> Any:
    """How a story is set, as far as facts need it: nothing special about it."""
    hung = SimpleNamespace(
        rows=more.pop("pictures", ()), insets=more.pop("insets", ()), quote=more.pop("quote", None)
    )
    footed = SimpleNamespace(rows=more.pop("footed", ()))
    usual = {"columns": 3, "rows": 40, "size": 36_000, "body": 30, "lines": 0, "deck": True}
    return SimpleNamespace(**{**usual, **more}, hung=hung, footed=footed)


def stood(name: str = "ferry", slugs: tuple[str, ...] = ("ferry",), **more: Any) -> Any:
    """A story, or a part of one, in its place."""
    turned = name not in slugs and "/" not in name
    left = [SimpleNamespace(picture=SimpleNamespace(src=src)) for src in more.pop("left_out", ())]
    return SimpleNamespace(
        id=name, slugs=slugs, turned=turned, left_out=left, setting=setting(**more)
    )


def edition(*placed: tuple[int, Any], story: Story = FERRY, **more: Any) -> Any:
    """An edition with parts of stories on its pages, of which facts need no more than this."""
    shapes = [SimpleNamespace(picture=SimpleNamespace(src=src)) for src in more.pop("pictures", ())]
    article = SimpleNamespace(
        story=story,
        every=shapes,
        mugs=(),
        tables=more.pop("tables", ()),
        boxes=more.pop("boxes", ()),
    )
    numbers = dict.fromkeys(page for page, _ in placed)
    pages = [
        SimpleNamespace(page=number, placed=[one for page, one in placed if page == number])
        for number in numbers
    ]
    bookings, places = more.pop("bookings", ()), more.pop("places", ())
    copy = SimpleNamespace(articles=[article], unset=more.pop("unset", {}), ranks={})
    closed = more.pop("closed", NONE_CLOSED)
    usual: dict[str, Any] = {"promos": (), "findings": (), "shortened": (), "before": {}}
    return SimpleNamespace(
        copy=copy,
        plan=SimpleNamespace(pages=pages),
        document=SimpleNamespace(pages=()),
        stacked=SimpleNamespace(bookings=bookings, plan=SimpleNamespace(places=places)),
        closed=closed,
        **{**usual, **more},
    )


def facts(of: Any, slug: str = "ferry") -> Facts:
    found = story_facts(of, slug)
    assert found is not None
    return found


def said(of: Any) -> tuple[str, ...]:
    return facts(of).sentences


HELD = Finding("held-over", Severity.WARNING, "no page is free", Where("ferry.md"), "cut it")


def test_a_story_without_a_page_says_why_and_what_helps() -> None:
    other = Finding("held-over", Severity.WARNING, "too long", Where("fire.md"), "cut it")
    quiet = Finding("small", Severity.WARNING, "small", Where("ferry.md"))
    of = edition(findings=(other, quiet, HELD))
    assert dict(facts(of).facts)["page"] == NOWHERE
    assert said(of) == ("No page is free.", "What helps: cut it.")


def test_a_story_that_was_never_set_says_why() -> None:
    found = facts(edition(unset={"fire": HELD}), "fire")
    assert (found.title, found.facts) == ("fire", (("page", NOWHERE),))
    assert found.sentences[0] == "No page is free." and found.file == "ferry.md"
    assert story_facts(edition(), "none") is None


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ({}, "No edition was printed before: its page was chosen for it."),
        ({"fire": 2}, "It is new in this edition."),
        ({"ferry": 3}, "It stays on the page where it was printed the last time."),
        ({"ferry": 5}, "It stood on page 5 the last time, and moved to page 3."),
    ],
)
def test_where_it_stood_the_last_time_is_told(before: dict[str, int], words: str) -> None:
    told = said(edition((3, stood()), before=before))
    assert told == ("It stands on page 3 alone.", words)


def test_others_on_its_page_are_counted_each_once() -> None:
    fire, rail = stood("fire", ("fire",)), stood("brief/a/1", ("fire", "cars"))
    told = said(edition((3, stood()), (3, fire), (3, rail), (4, stood("sea", ("sea",)))))
    assert told[0] == "It stands on page 3 with 2 other stories."


SECOND = turned_id("ferry")


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ({"ferry": 1, SECOND: 4}, None),
        ({"ferry": 1, SECOND: 6}, "Its second part stood on page 6 the last time, and moved to"),
        ({"ferry": 1}, "Its second part is new."),
    ],
)
def test_a_jump_is_told_with_its_pages(before: dict[str, int], words: str | None) -> None:
    parts = (4, stood(SECOND, body=12)), (1, stood(body=1))
    of = edition(*parts, before=before)
    assert dict(facts(of).facts)["page"] == "1 and 4"
    assert "It jumps: 1 row of text on page 1, the other 12 on page 4." in said(of)
    about = [one for one in said(of) if one.startswith("Its second part")]
    assert [one.startswith(words or "") for one in about] == ([True] if words else [])


def test_a_story_that_must_not_jump_says_so() -> None:
    whole = Story("ferry", plain("The ferry"), (), jump=False)
    words = "It says that it must not jump."
    assert words in said(edition((3, stood()), story=whole))
    assert words not in said(edition((3, stood())))


def test_a_story_that_page_one_promotes_says_so() -> None:
    promos = [SimpleNamespace(slug=slug) for slug in ("fire", "ferry")]
    words = "Page 1 promotes it."
    assert words in said(edition((3, stood()), promos=promos))
    assert words not in said(edition((3, stood()), promos=promos[:1]))


def test_what_it_is_printed_without_is_told_with_its_reason() -> None:
    cuts = [
        SimpleNamespace(id=name, what="its last paragraph", why="no room")
        for name in ("fire", "ferry")
    ]
    words = "It is printed without its last paragraph: no room."
    assert said(edition((3, stood()), shortened=cuts)).count(words) == 1
    assert words not in said(edition((3, stood()), shortened=cuts[:1]))


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (2, "Its text is set 2 lines longer than it falls, so that its legs end level."),
        (-1, "Its text is set 1 line shorter than it falls, so that its legs end level."),
    ],
)
def test_lines_that_are_gained_or_lost_are_told(lines: int, words: str) -> None:
    assert words in said(edition((3, stood(lines=lines))))
    assert not any("legs end level" in one for one in said(edition((3, stood()))))


def test_quotes_and_boxes_that_stand_in_it_are_told() -> None:
    one = said(edition((3, stood(insets=(1,), quote=object(), footed=(9,))), boxes=("a",)))
    assert {"1 pull quote stands in it.", "A pull quote stands in it."} <= set(one)
    assert "1 box stands at its foot." in one
    two = said(edition((3, stood(insets=(1, 2), footed=(9, 9))), boxes=("a", "b")))
    assert {"2 pull quotes stand in it.", "2 boxes stand at its foot."} <= set(two)


def test_a_second_part_tells_its_quotes_and_no_deck_twice() -> None:
    told = said(edition((1, stood(lines=1)), (4, stood(SECOND, lines=-2, insets=(1,), deck=False))))
    assert (
        "Its second part is set 2 lines shorter than it falls, so that its legs end level." in told
    )
    assert "1 pull quote stands in it." in told
    assert not any("deck" in one for one in told)


def test_what_is_left_out_is_told_by_name() -> None:
    decked = Story("ferry", plain("The ferry"), (), deck=plain("Boats sail"))
    of = edition(
        (3, stood(deck=False, pictures=(20,), footed=(9,), left_out=("boat.jpg", "sea.jpg"))),
        story=decked,
        pictures=("pier.jpg", "boat.jpg", "sea.jpg"),
        tables=("t",),
        boxes=("a", "b"),
    )
    assert dict(facts(of).facts)["pictures"] == "1 of 3"
    assert {
        "Its deck is left out.",
        "2 pictures are left out: boat.jpg, sea.jpg.",
        "2 boxes are left out.",
    } <= set(said(of))
    whole = edition((3, stood(pictures=(20,), footed=(9,))), pictures=("a.jpg",), boxes=("a",))
    assert not any("left out" in one for one in said(whole))


def test_stories_under_one_head_say_how_many_and_nothing_of_levers() -> None:
    rail = stood("brief/a/1", ("ferry", "fire", "cars"), lines=3, columns=2)
    told = said(edition((3, rail)))
    assert "It stands with 2 other stories under one head, 2 columns wide." in told
    assert not any("legs end level" in one for one in told)


def booked(name: str, **more: Any) -> Booking:
    return Booking(name, "Quay Bank", 2, 300_000, **more)


def test_ads_that_want_to_be_near_it_are_told_where_they_are() -> None:
    ads = (booked("A1", near=("boats", "sea")), booked("A2", near=("boats",)), booked("A3"))
    places = tuple(AdPlace(name, page, 4, 70, 2, 30) for name, page in (("A1", 3), ("A2", 5)))
    told = [
        one for one in said(edition((3, stood()), bookings=ads, places=places)) if "near" in one
    ]
    assert len(told) == 1
    assert told[0].startswith("A1") and told[0].endswith(" wants to be near boats, and is.")


def test_ads_that_must_not_see_it_are_named_up_to_a_few() -> None:
    def told(count: int) -> str:
        ads = [booked(f"A{number}", away_from=("boats",)) for number in range(count)]
        (line,) = (
            one
            for one in said(edition((3, stood()), bookings=(*ads, booked("B"))))
            if one.startswith("Ads that must not be seen with it: ")
        )
        return line

    assert "more" not in told(NAMED) and told(NAMED).count("Quay Bank") == NAMED
    assert " and 2 more. None is on its page or facing it." in told(NAMED + 2)
    assert not any("must not" in one for one in said(edition((3, stood()), bookings=[booked("B")])))


def test_a_story_of_a_closed_page_stands_there_as_it_was() -> None:
    kept = (ClosedStory("ferry", "abc"),)
    page = ClosedPage(6, "News", "digest", "grid", kept, ("ferry",), (), ())
    found = facts(edition(closed=Closed((page,))))
    assert dict(found.facts)["page"] == "6"
    assert found.sentences == ("It stands as it was closed on page 6.",)
