"""Fronts: which stories stand where, in what order, each once."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from test_site_addresses import card

from layout.story.run import plain, text_of
from layout.web.cards.addresses import Placed, sections_of
from layout.web.cards.container_parts import (
    columns_of,
    has_all_columns,
    has_thumbnail,
    lead_has_half,
    look_of,
)
from layout.web.cards.order_on_fronts import (
    Container,
    ListTitles,
    Shape,
    edition_day,
    home_of,
    ordered,
    section_fronts,
)
from layout.web.cards.story_card import BRIEF, Thumbnail, brief
from layout.web.measure.column_and_rail_widths import STEPS

DAY = datetime.date(2026, 1, 9)
TITLES = ListTitles("Anteriores", "Sin fecha", "es")
SECTIONS = sections_of(["Town", "Sport", "Culture"], ("Town", "Sport", "Culture"), "News")


def story(slug: str, rank: int = 3, age: int | None = 0, section: int = 0) -> Placed:
    date = None if age is None else DAY - datetime.timedelta(days=age)
    own = replace(card(slug, SECTIONS[section].name), rank=rank, date=date)
    return Placed(own, SECTIONS[section], f"{SECTIONS[section].folder}/{slug}.html")


def slugs(stories) -> list[str]:
    return [placed.card.slug for placed in stories]


def test_stories_stand_by_rank_then_date_then_slug():
    stories = [story("c", 2), story("b", 2), story("old", 2, 3), story("a", 1, 5), story("d", 4)]
    assert slugs(ordered(stories, DAY, 7)) == ["a", "b", "c", "old", "d"]
    assert slugs(ordered(reversed(stories), DAY, 7)) == ["a", "b", "c", "old", "d"]


def test_a_rank_counts_for_some_days_only():
    stories = [
        story("last-week", 1, 7),
        story("older", 2, 9),
        story("new", 4),
        story("none", 3, None),
    ]
    assert slugs(ordered(stories, DAY, 7)) == ["none", "new", "last-week", "older"]
    assert slugs(ordered(stories, DAY, 8))[0] == "last-week"


def test_the_day_is_the_editions_else_the_newest_storys():
    assert edition_day([story("a", age=3), story("b", age=None)]) == DAY - datetime.timedelta(
        days=3
    )
    assert edition_day([story("a", age=3)], DAY) == DAY
    assert edition_day([]) is None


def test_the_home_page_shows_each_story_once():
    stories = ordered([story(f"s{n:02}", 1 + n % 4, n % 5, n % 3) for n in range(40)], DAY, 7)
    front = home_of(stories, SECTIONS, 5, "Latest")
    shown = [slug for each in front.containers for slug in slugs(each.stories)]
    assert len(shown) == len(set(shown)) == 4 + 4 + 4 + 3 * 5
    assert [each.shape for each in front.containers] == [
        Shape.LEAD,
        Shape.ROW,
        Shape.LIST,
        *[Shape.SECTION] * 3,
    ]
    assert [each.title for each in front.containers[2:]] == ["Latest", "Town", "Sport", "Culture"]


def test_the_newest_of_those_that_do_not_lead_are_seen_where_they_are_newer():
    top = [story(f"top{n}", 1, age=2) for n in range(8)]
    small = [story(f"small{n}", 5, age=n) for n in range(6)]
    front = home_of(ordered([*top, *small], DAY, 7), SECTIONS, 5, "Latest")
    latest = next(each for each in front.containers if each.id == "latest")
    assert slugs(latest.stories) == ["small0", "small1"]
    front = home_of(ordered([*top, *small[2:]], DAY, 7), SECTIONS, 5, "Latest")
    assert all(each.id != "latest" for each in front.containers)


def test_a_row_has_stories_with_pictures_or_stories_without():
    lead = [story(f"lead{n}") for n in range(4)]
    mixed = [story("a"), *(pictured(story(name)) for name in "bcd"), story("e")]
    row = home_of((*lead, *mixed), SECTIONS, 5, "Latest").containers[1]
    assert slugs(row.stories) == ["b", "c", "d"] and row.shape is Shape.ROW


def test_the_only_picture_of_a_row_stands_large_beside_the_others():
    lead = [story(f"lead{n}") for n in range(4)]
    row = home_of(
        (*lead, story("a"), pictured(story("b")), story("c")), SECTIONS, 5, "Latest"
    ).containers[1]
    assert slugs(row.stories) == ["b", "a", "c"] and row.shape is Shape.SECTION


def test_sections_with_one_story_left_share_a_row():
    stories = tuple(story(f"s{n}") for n in range(8))
    both = (*stories, story("a", section=1), story("b", section=2))
    assert home_of(both, SECTIONS, 5, "Latest").containers[-1].shape is Shape.ROW
    alone = (*stories, story("a", section=1))
    assert home_of(alone, SECTIONS, 5, "Latest").containers[-1].shape is Shape.SECTION


def test_a_row_never_has_one_story():
    for count in range(1, 30):
        stories = tuple(story(f"s{n:02}", section=n % 3) for n in range(count))
        for front in (
            home_of(stories, SECTIONS, 5, "Latest"),
            section_fronts(SECTIONS[0], stories, TITLES)[0],
        ):
            rows = [each for each in front.containers if each.shape is Shape.ROW]
            assert all(2 <= len(each.stories) <= 4 for each in rows), count


@pytest.mark.parametrize("count", [*range(30), 40, 41, 64, 65, 100, 333])
def test_a_section_has_all_its_stories_on_its_pages_each_once(count: int):
    stories = ordered([story(f"s{n:03}", age=n // 2) for n in range(count)], DAY, 7)
    fronts = section_fronts(SECTIONS[0], stories, TITLES)
    shown = [slug for each in fronts for one in each.containers for slug in slugs(one.stories)]
    assert sorted(shown) == sorted(slugs(stories))
    assert [each.number for each in fronts] == list(range(1, len(fronts) + 1))
    assert {each.pages for each in fronts} == {len(fronts)}
    assert [each.path for each in fronts][:3] == [
        *("town/index.html", "town/2/index.html", "town/3/index.html")
    ][: len(fronts)]
    for each in fronts[1:-1]:
        assert len(each.containers[0].stories) == 24
    assert len(fronts) == 1 or 4 <= len(fronts[-1].containers[0].stories) <= 27
    days = [one.card.date for each in fronts[1:] for one in each.containers[0].stories]
    assert days == sorted(days, reverse=True)


def test_pages_of_older_stories_say_from_when_they_are():
    stories = ordered([story(f"s{n:02}", age=n * 4) for n in range(60)], DAY, 7)
    undated = tuple(story(f"z{n}", age=None) for n in range(24))
    first, second, third, _ = section_fronts(SECTIONS[0], (*stories, *undated), TITLES)
    assert [each.title for each in first.containers][-1] == "Anteriores"
    assert second.containers[0].title == "Octubre de 2025 – julio de 2025"
    assert "Sin fecha" not in third.containers[0].title
    alone = (*stories[:24], *(story(f"z{n:02}", age=None) for n in range(60)))
    assert section_fronts(SECTIONS[0], alone, TITLES)[-1].containers[0].title == "Sin fecha"


@pytest.mark.parametrize(("count", "columns"), [(1, 1), (2, 2), (3, 3), (4, 4), (9, 4)])
def test_a_list_has_no_empty_columns(count: int, columns: int):
    listed = Container("earlier", Shape.LIST, tuple(story(f"s{n}") for n in range(count)))
    assert shapes(listed, "wide")[0] == columns
    assert shapes(listed, "medium")[0] == min(columns, 2)


def pictured(placed: Placed) -> Placed:
    return replace(placed, card=replace(placed.card, pictures=(Thumbnail("a.webp", 600, 400),)))


def shapes(container: Container, name: str) -> tuple[int, list[str]]:
    """The columns of a container at a step, and how its cards look there."""
    step = next(each for each in STEPS if each.name == name)
    looks = [look_of(container, index, step).value for index in range(len(container.stories))]
    return columns_of(container, step), looks


def test_a_row_in_which_only_some_have_pictures_has_them_beside_their_words():
    none = tuple(story(f"s{n}") for n in range(4))
    some = (none[0], pictured(none[1]), *none[2:])
    assert shapes(Container("row", Shape.ROW, none), "wide") == (4, ["stack"] * 4)
    assert shapes(Container("row", Shape.ROW, some), "wide") == (2, ["feature"] * 4)
    assert shapes(Container("row", Shape.ROW, some), "medium") == (1, ["line"] * 4)
    every = tuple(map(pictured, none))
    assert shapes(Container("row", Shape.ROW, every), "wide") == (4, ["stack"] * 4)
    three = Container("row", Shape.ROW, some[:3])
    wide = STEPS[-1]
    assert [has_all_columns(three, index, wide) for index in range(3)] == [False, False, True]


def test_a_lead_without_a_picture_has_no_more_room_than_those_beside_it():
    stories = (story("a"), pictured(story("b")))
    lead = Container("lead", Shape.LEAD, stories)
    assert lead_has_half(lead) and has_thumbnail(lead, 1, STEPS[-1])
    turned = Container("lead", Shape.LEAD, stories[::-1])
    assert not lead_has_half(turned) and not has_thumbnail(turned, 1, STEPS[-1])
    assert not lead_has_half(Container("lead", Shape.LEAD, stories[:1]))


def test_a_section_on_the_home_page_leads_with_a_picture():
    stories = [story(f"s{n}") for n in range(8)]
    own = [story("a", section=1), pictured(story("b", section=1)), story("c", section=1)]
    section = home_of((*stories, *own), SECTIONS, 5, "Latest").containers[-1]
    assert slugs(section.stories) == ["b", "a", "c"]
    assert shapes(section, "wide") == (1, ["feature", "line", "line"])


@pytest.mark.parametrize(
    ("deck", "said"),
    [
        ("Short. Enough.", "Short. Enough."),
        ("One two " * 12 + "three. " + "Four five " * 12, "One two " * 12 + "three."),
        ("Mr. J. P. Lee of St. Ives and " + "so on " * 40, "Mr. J. P. Lee of St. Ives and "),
    ],
)
def test_a_deck_that_does_not_lead_is_brief(deck: str, said: str):
    cut = text_of(brief(plain(deck)))
    assert cut.startswith(said) and len(cut) <= BRIEF + 1
    assert cut in (said, deck) or cut.endswith("so…") or cut.endswith("on…")
