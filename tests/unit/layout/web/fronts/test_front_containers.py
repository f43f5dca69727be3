"""Containers of a front: how high they are, and that CSS is told the looks that were measured."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.small_pages.square_theme import square_theme

from layout.story.as_written import Story
from layout.story.run import plain
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.cards.addresses import Placed, Section
from layout.web.cards.container_parts import ShapedContainer, look_of, shape_container
from layout.web.cards.order_on_fronts import Container, Shape
from layout.web.cards.story_card import Thumbnail, card_of
from layout.web.fronts.container_css import (
    card_classes,
    container_classes,
    front_css,
    grid_classes,
    sizes_of,
)
from layout.web.fronts.container_heights import front_strip
from layout.web.fronts.container_lengths import FRONT_LENGTHS, frame_width, front_sheet
from layout.web.measure.blocks_to_forms import Shaper
from layout.web.measure.column_and_rail_widths import PX, STEPS
from layout.web.measure.text_width import Gauge
from slots.strip.measured_flow import Role

pytestmark = pytest.mark.usefixtures("square_font")
TOWN = Section("Town", "town")
WIDE, NARROW = 1300, 375


def placed(slug: str, headline: str = "Short", picture: bool = False) -> Placed:
    pictures = (Thumbnail("p.jpg", 640, 427),) if picture else ()
    card = card_of(Story(slug, plain(headline), (), section="Town"), f"{slug}.md", "", pictures)
    return Placed(card, TOWN, f"town/{slug}.html")


def shaped(name: str, shape: Shape, *stories: Placed, title: str = "") -> ShapedContainer:
    theme = square_theme()
    shaper = Shaper(front_sheet(theme), Gauge(Foundry(theme.fallback), (), "en"), {})
    container = Container(name, shape, stories, title, TOWN)
    return shape_container(container, {"en": shaper}, shaper)


def strip(*containers: ShapedContainer, screen: int = WIDE):
    return front_strip(containers, screen, front_sheet(square_theme()))


def heights(*containers: ShapedContainer, screen: int = WIDE) -> list[float]:
    return [(item.bottom - item.top) / PX for item in strip(*containers, screen=screen).items]


def test_containers_are_the_paragraphs_of_a_strip_with_air_between():
    lead = shaped("lead", Shape.LEAD, placed("a", "Three short words"))
    row = shaped("row-1", Shape.ROW, placed("b"), placed("c"))
    made = strip(lead, row)
    first, second = made.items
    assert (first.id, second.id, first.role) == ("lead", "row-1", Role.PARAGRAPH)
    assert first.top == 0 and second.top - first.bottom == FRONT_LENGTHS["container-gap"] * PX
    assert made.width == frame_width(WIDE) * PX and first.words == 3


def test_a_row_is_as_high_as_its_highest_card():
    short, long = placed("a"), placed("b", "word " * 12)
    both = [placed("c"), placed("d")]
    low = heights(shaped("row", Shape.ROW, short, *both))[0]
    high = heights(shaped("row", Shape.ROW, long, *both))[0]
    same = heights(shaped("row", Shape.ROW, long, replace(short), long))[0]
    leading = front_sheet(square_theme()).style("front_major", STEPS[-1]).leading / PX
    assert high == same > low and (high - low) % leading == 0


def test_on_phones_cards_stand_one_below_the_other():
    one = heights(shaped("row", Shape.ROW, placed("a"), placed("b")), screen=NARROW)[0]
    two = heights(shaped("row", Shape.ROW, placed("a"), placed("b"), placed("c")), screen=NARROW)[0]
    three = heights(shaped("row", Shape.ROW, *(placed(slug) for slug in "abcd")), screen=NARROW)[0]
    assert two - one == three - two > 2 * FRONT_LENGTHS["line-gap"]


def test_a_title_and_a_line_above_cost_what_the_sheet_says():
    bare = heights(shaped("section-town", Shape.SECTION, placed("a")))[0]
    titled = heights(shaped("section-town", Shape.SECTION, placed("a"), title="Town"))[0]
    title = front_sheet(square_theme()).style("front_title", STEPS[-1]).leading / PX
    assert titled - bare == title + FRONT_LENGTHS["title-below"]


@pytest.mark.parametrize("shape", list(Shape))
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_css_is_told_the_looks_that_were_measured(shape: Shape, count: int):
    made = shaped("it", shape, *(placed(f"s{n}", picture=n % 2 == 0) for n in range(count)))
    for index in range(count):
        classes = card_classes(made, index).split()
        for step in STEPS:
            look = look_of(made.container, index, step)
            assert f"{step.name[0]}-{look}" in classes
        assert ("card-pictured" in classes) is (index % 2 == 0)
    assert [each.split("-")[0] for each in grid_classes(made.container).split()] == list("nmw")


def test_a_lead_without_a_picture_shares_its_width():
    with_picture = Container("lead", Shape.LEAD, (placed("a", picture=True), placed("b")))
    without = replace(with_picture, stories=(placed("a"), placed("b")))
    assert "container-even" not in container_classes(with_picture)
    assert container_classes(without).split()[-2:] == ["container-split", "container-even"]


def test_a_pictures_width_is_told_for_each_step_from_wide_to_narrow():
    made = shaped("row", Shape.ROW, *(placed(slug, picture=True) for slug in "abcd"))
    wide, medium, narrow = "(min-width:980px) min(25vw, 310px)", "(min-width:600px) 50vw", "7rem"
    assert sizes_of(made, 0) == ", ".join((wide, medium, narrow))


def test_the_rules_of_looks_are_made_for_every_step():
    css = front_css(front_sheet(load_theme()), load_theme())
    assert "step-" not in css
    assert all(f".{step.name[0]}-line" in css for step in STEPS)
