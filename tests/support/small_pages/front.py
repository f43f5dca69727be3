"""A small case as the home page of a site, or a section's front: containers, cards, ads between."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from support.small_pages.cases import Case
from support.small_pages.square_theme import square_theme

from layout.story.as_written import Story
from layout.story.run import plain
from layout.typeset.words.foundry import Foundry
from layout.web.cards.addresses import Placed, Section, sections_of
from layout.web.cards.container_parts import (
    ShapedContainer,
    columns_of,
    has_all_columns,
    has_thumbnail,
    leads,
    look_of,
    shape_container,
)
from layout.web.cards.order_on_fronts import ListTitles, home_of, ordered, section_fronts
from layout.web.cards.story_card import Thumbnail, card_of
from layout.web.fronts.ads_between import plan_front
from layout.web.fronts.container_lengths import front_sheet
from layout.web.measure.blocks_to_forms import Shaper
from layout.web.measure.column_and_rail_widths import PX, Step, step_of
from layout.web.measure.text_width import Gauge
from layout.web.plan.page_plan import BreakpointPlan
from slots.finding import BadInput
from slots.rulebook.load import parse_rules

DAY = datetime.date(2026, 11, 26)
NAMES = ("Town", "Sport", "Culture")
RULES_END = "\n+++\n"
AD = """
[slot.front-ad]
holds = "ad"
region = "front"
sizes = ["300x250"]
from_top = "1 paragraph"
from_end = "1 paragraph"
"""


def front_at(case: Case) -> str:
    """The front at each of the widths `at`: `front=Sport` is that of a section.

    A line of the case is a story: section, rank, days old, headline, and after a bar what stands
    under it; `*` before the headline says that it has a picture.
    """
    try:
        return "\n".join(_drawn(case))
    except BadInput as error:
        return "\n".join(map(str, error.findings))


def _drawn(case: Case) -> Iterator[str]:
    ruled, _, lines = case.text.rpartition(RULES_END)
    widths = [int(width) for width in case.settings.get("at", "375,1300").split(",")]
    points = "\n".join(f'w{width} = "{width}px..{width}px"' for width in widths)
    rules = parse_rules(f"[breakpoints]\n{points}\n{ruled or AD}\n", "slots.toml")
    sections = sections_of(list(NAMES), NAMES, "News")
    stories = ordered((_placed(line, sections) for line in lines.strip().split("\n")), DAY, 7)
    name = case.settings.get("front")
    if name:
        section = next(one for one in sections if one.name == name)
        own = tuple(one for one in stories if one.section == section)
        front = section_fronts(section, own, ListTitles("Earlier", "Undated", "en"))[0]
    else:
        front = home_of(stories, sections, 5, "Latest")
    theme = square_theme()
    sheet = front_sheet(theme)
    shaper = Shaper(sheet, Gauge(Foundry(theme.fallback), theme.fallback, "en"), {})
    shaped = tuple(shape_container(each, {"en": shaper}, shaper) for each in front.containers)
    for point in plan_front(front, shaped, sheet, rules).breakpoints:
        yield f"{point.screens[0]} px"
        yield from _page(point, shaped)


def _placed(line: str, sections: Sequence[Section]) -> Placed:
    name, rank, age, rest = line.split(maxsplit=3)
    headline, _, deck = rest.partition(" | ")
    pictured = headline.startswith("* ")
    headline = headline.removeprefix("* ")
    day = DAY - datetime.timedelta(days=int(age))
    story = Story(
        headline.replace(" ", "-").lower(),
        plain(headline),
        (),
        deck=plain(deck) if deck else (),
        section=name,
        rank=int(rank),
        language="en",
        date=day,
    )
    pictures = (Thumbnail("p.jpg", 640, 400),) if pictured else ()
    section = next(one for one in sections if one.name == name)
    return Placed(card_of(story, "s.md", "", pictures), section, f"{story.slug}.html")


def _page(point: BreakpointPlan, shaped: tuple[ShapedContainer, ...]) -> Iterator[str]:
    step = step_of(point.screens[0])
    placed = {one.before: one for one in point.decision.placements}
    for item, each in zip((*point.strips[0].items, None), (*shaped, None), strict=True):
        ad = placed.get(item.id if item else None)
        if ad:
            yield f"  ░ {ad.slot} {ad.size[0] // PX}x{ad.size[1] // PX} ░"
        if item and each:
            title = f" “{each.container.title}”" if each.container.title else ""
            yield f"  {item.id}{title}, {(item.bottom - item.top) // PX} px"
            yield from (f"    {row}" for row in _rows(each, step))


def _rows(each: ShapedContainer, step: Step) -> Iterator[str]:
    """The cards as they stand: those of one row between bars, one that has all columns alone."""
    columns, row = columns_of(each.container, step), []
    if step.rail and leads(each.container) and len(each.cards) > 1:
        yield f"{_card(each, 0, step)} | beside it:"
        first = 1
    else:
        first = 0
    for index in range(first, len(each.cards)):
        alone = has_all_columns(each.container, index, step) or (
            leads(each.container) and not index
        )
        row.append(_card(each, index, step))
        if alone or len(row) == columns:
            yield " | ".join(row)
            row = []
    if row:
        yield " | ".join(row)


def _card(each: ShapedContainer, index: int, step: Step) -> str:
    shown, look = each.cards[index], look_of(each.container, index, step)
    pictured = shown.pictured and look != "entry"
    if look == "line":
        pictured = has_thumbnail(each.container, index, step)
    parts = dict.fromkeys(name for name, _ in shown.parts if name in ("kicker", "deck"))
    named = "".join(f" +{name}" for name in (*parts, *["picture"] * pictured))
    return f"{shown.card.title} ({look}{named})"
