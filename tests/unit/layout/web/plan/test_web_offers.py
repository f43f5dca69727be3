from __future__ import annotations

from datetime import date

import pytest

from layout.story.about import about_of, authors_of
from layout.story.as_written import Ask, SlotAsk, Story
from layout.story.block import Paragraph
from layout.story.run import plain
from layout.web.plan.offers import offers_of
from slots.rulebook.load import parse_rules
from slots.rules.requested_and_added import automatic

RULES = """
[breakpoints]
mobile = "320px..599px"
desktop = "600px..1600px"
[slot.inline]
holds = "ad"
takes = ["google-ad"]
sizes = ["300x250"]
auto = 2
[slot.inline.at.mobile]
auto = 4
[slot.side]
holds = "ad"
takes = ["side"]
sizes = ["300x250"]
auto = 3
max = 2
"""


def story_with(*names: str) -> Story:
    asks = tuple(Ask(1, SlotAsk(name, name)) for name in names)
    return Story("slug", plain("Headline"), (Paragraph(plain("Copy.")),), asks)


def ids(story: Story) -> list[str]:
    return [offer.content.id for offer in offers_of(story, parse_rules(RULES, "slots.toml"))]


def test_what_a_story_asks_for_comes_first_and_max_limits_both():
    assert ids(story_with("google-ad-1", "side-1")) == [
        *("google-ad-1", "side-1"),
        *(f"inline-auto-{n}" for n in (1, 2, 3, 4)),
        "side-auto-1",
    ]
    assert ids(story_with("side-1", "side-2", "side-3"))[-1] == "inline-auto-4"


def test_each_breakpoint_offers_its_own_number():
    rules = parse_rules(RULES, "slots.toml")
    assert len(automatic({}, rules, "mobile")) == 4 + 2
    assert len(automatic({}, rules, "desktop")) == 2 + 2


def test_an_id_the_story_uses_is_not_used_again():
    assert ids(story_with("inline-auto-1"))[1:5] == [f"inline-auto-{n}" for n in (2, 3, 4, 5)]


def test_offers_stand_at_the_end_of_the_copy():
    story = story_with("google-ad-1")
    offers = offers_of(story, parse_rules(RULES, "slots.toml"))
    assert offers[: len(story.asks)] == story.asks
    assert {offer.after for offer in offers[1:]} == {len(story.body)}


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("", ()),
        ("By Ada Lovelace", ("Ada Lovelace",)),
        ("Por Ana Torres y Luis Vega", ("Ana Torres y Luis Vega", "Ana Torres", "Luis Vega")),
        ("By A. B., C. D., and E. F.", ("A. B.", "C. D.", "E. F.")),
        ("Byron Smith", ("Byron Smith",)),
    ],
)
def test_the_names_of_a_byline(byline: str, names: tuple[str, ...]):
    assert authors_of(byline) == names


def test_conditions_see_the_whole_text_of_a_story():
    story = Story(
        "slug",
        plain("The flight"),
        (Paragraph(plain("It landed.")),),
        deck=plain("A report"),
        byline="By Ada Lovelace",
        date=date(2026, 11, 20),
        section="News",
        tags=("air",),
        language="es-EC",
    )
    found = about_of(story, date(2026, 11, 24), 2)
    assert found.text == "The flight\nA report\nIt landed."
    assert (found.section, found.tags, found.words) == ("News", ("air",), 2)
    assert (found.date, found.today) == (date(2026, 11, 20), date(2026, 11, 24))
    assert (found.authors, found.language) == (("Ada Lovelace",), "es-EC")
