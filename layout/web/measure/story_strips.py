"""A story to strips: the top and bottom of each block at a screen width, computed without a
browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from layout.story.as_written import Story
from layout.story.block import (
    Block,
    Crosshead,
    Divider,
    Embed,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Table,
)
from layout.story.lead_in import leads
from layout.story.reading_order import texts_of_block
from layout.story.run import Run, Runs, plain
from layout.story.text.written_dates import write_date
from layout.web.measure.blocks_to_forms import Shaper, form_of, kind_of, level_below
from layout.web.measure.column_and_rail_widths import AROUND, LENGTHS, PX, Sheet, Step, step_of
from layout.web.measure.forms import Form, PictureForm, TextForm
from layout.web.measure.lead_picture import is_wide
from layout.web.measure.page_words import wording_of
from slots.strip.measured_flow import HIGHEST, Item, Role, Strip

ROLES: dict[type, Role] = {
    Paragraph: Role.PARAGRAPH,
    Crosshead: Role.HEADING,
    Quote: Role.QUOTE,
    Listing: Role.LIST,
    Table: Role.TABLE,
    Picture: Role.IMAGE,
    Embed: Role.EMBED,
    Divider: Role.RULE,
}
_HEADLINE = "headline"
_BETWEEN = " | "
HEAD_BELOW = {"kicker": 8, _HEADLINE: 14, "deck": 18, "byline": 0, "meta": 16}
"""The margin below each part of the head in px; then comes a line, and then the copy."""


@dataclass(frozen=True, slots=True, eq=False)
class Shaped:
    """A story whose blocks are forms. `ids` names the blocks in strips and in the page: "b1".

    `words` and `characters` count the text of each block, spaces among the characters; `head` has
    the parts over the copy by name; `tags` are those of each block (no block has any where the
    tuple is empty), and `leads` the places of the lead-ins.
    """

    blocks: tuple[Block, ...]
    forms: tuple[Form, ...]
    words: tuple[int, ...]
    characters: tuple[int, ...]
    head: tuple[tuple[str, TextForm], ...]
    tags: tuple[tuple[str, ...], ...] = ()
    leads: frozenset[int] = frozenset()

    @property
    def ids(self) -> tuple[str, ...]:
        """Names of the blocks, in order."""
        return ids_of(self.blocks)


def ids_of(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """What the blocks of a copy (`body_of`) are called in strips, and in the page."""
    return tuple(f"b{number}" for number in range(1, len(blocks) + 1))


def shape_story(story: Story, shaper: Shaper) -> Shaped:
    """A story shaped once for all widths."""
    blocks = body_of(story)
    texts = [texts_of_block(block) for block in blocks]
    return Shaped(
        blocks,
        tuple(form_of(block, shaper) for block in blocks),
        tuple(sum(len(text.split()) for text in own) for own in texts),
        tuple(sum(map(len, own)) for own in texts),
        tuple(
            (name, _head_form(name, style, runs, shaper)) for name, style, runs in head_of(story)
        ),
        tags_of(story),
        frozenset(place for place, block in enumerate(blocks) if leads(block)),
    )


def _head_form(name: str, style: str, runs: Runs, shaper: Shaper) -> TextForm:
    """The form of a part of the head: the headline is balanced, as page.css has it."""
    return shaper.balanced(runs, style) if name == _HEADLINE else shaper.text(runs, style)


def body_of(story: Story) -> tuple[Block, ...]:
    """The blocks of the copy, the first paragraph opened by the dateline."""
    if not story.dateline:
        return story.body
    first = next((i for i, block in enumerate(story.body) if isinstance(block, Paragraph)), None)
    lead = Run(f"{story.dateline} — ")
    if first is None:
        return (Paragraph((Run(story.dateline),)), *story.body)
    paragraph = story.body[first]
    assert isinstance(paragraph, Paragraph)
    opened = replace(paragraph, runs=(lead, *paragraph.runs))
    return (*story.body[:first], opened, *story.body[first + 1 :])


def tags_of(story: Story) -> tuple[tuple[str, ...], ...]:
    """The tags of each block of `body_of`, none of a dateline that is a block of its own."""
    added = len(body_of(story)) - len(story.body)
    tags: list[tuple[str, ...]] = [()] * (added + len(story.body))
    for index, tag in story.block_tags:
        tags[added + index] += (tag,)
    return tuple(tags)


def head_of(story: Story) -> tuple[tuple[str, str, Runs], ...]:
    """The parts over the copy, as (name, style, text), in the order they are read: what it is about
    before who wrote it and when. The section is said once, with the kicker."""
    above = dict.fromkeys(part for part in (story.section, story.kicker) if part)
    dated = (story.date_text, _updated(story), _comments(story))
    parts = (
        ("kicker", "kicker", plain(_BETWEEN.join(above))),
        (_HEADLINE, "headline", story.headline),
        ("deck", "deck", story.deck),
        ("byline", "meta", plain(story.byline)),
        ("meta", "meta", plain(_BETWEEN.join(part for part in dated if part))),
    )
    return tuple(part for part in parts if part[2])


def _updated(story: Story) -> str:
    """The day of the story's last change, where that is a later one than its own."""
    if story.updated is None or (story.date and story.updated <= story.date):
        return ""
    day = write_date(story.updated, story.language)
    return wording_of(story.language).updated.format(day=day)


def _comments(story: Story) -> str:
    if story.comments is None:
        return ""
    return wording_of(story.language).comments_of(story.comments)


def levels_of(blocks: Sequence[Block]) -> tuple[int, ...]:
    """The level that each crosshead has in HTML, HIGHEST for all other blocks.

    It is counted in the copy alone, since what rules ask for may not depend on what they place. On
    the page a box with a title may raise the crosshead after it: one of h4 or below, never h2, h3.
    """
    levels, above = [], HIGHEST - 1
    for block in blocks:
        if isinstance(block, Crosshead):
            above = level_below(above, block)
        levels.append(above if isinstance(block, Crosshead) else HIGHEST)
    return tuple(levels)


def strip_of(shaped: Shaped, screen: int, sheet: Sheet) -> Strip:
    """The copy of a story on a screen of `screen` CSS px, from the top of the first block."""
    return strips_of(shaped, (screen,), sheet)[0]


def strips_of(shaped: Shaped, screens: Sequence[int], sheet: Sheet) -> tuple[Strip, ...]:
    """The copy on several screens: on those with the same room at one step it is set once."""
    rooms = {screen: _room(shaped, screen) for screen in screens}
    flows: dict[_Room, tuple[Item, ...]] = {}
    for step in dict.fromkeys(room.step for room in rooms.values()):
        distinct = {room for room in rooms.values() if room.step is step}
        own = sorted(distinct, key=lambda room: (room.lead, room.measure))
        flows.update(zip(own, _flows(shaped, own, sheet, step), strict=True))
    return tuple(_strip(screen, rooms[screen], flows, sheet) for screen in screens)


@dataclass(frozen=True, slots=True)
class _Room:
    """What the copy has room for at a step: its measure, and the width of its lead picture."""

    step: Step
    measure: int
    lead: int


def _room(shaped: Shaped, screen: int) -> _Room:
    step = step_of(screen)
    measure = step.measure(screen)
    wide = step.rail and has_lead_picture(shaped)
    return _Room(step, measure, step.column(screen) if wide else measure)


def has_lead_picture(shaped: Shaped) -> bool:
    """Whether the copy opens with a picture that is as wide as its headline."""
    form = shaped.forms[0] if shaped.forms else None
    return isinstance(form, PictureForm) and is_wide(form.size, form.display)


def _strip(
    screen: int, room: _Room, flows: Mapping[_Room, tuple[Item, ...]], sheet: Sheet
) -> Strip:
    items = flows[room]
    viewport = (screen * PX, viewport_height(screen) * PX)
    bottom = items[-1].bottom if items else 0
    leading = sheet.style("body", room.step).leading
    return Strip(room.measure * PX, viewport, bottom, items, leading)


def _flows(
    shaped: Shaped, rooms: Sequence[_Room], sheet: Sheet, step: Step
) -> list[tuple[Item, ...]]:
    """The items of a story in each of several rising rooms."""
    flows: list[list[Item]] = [[] for _ in rooms]
    bottoms, below = [0] * len(rooms), 0
    widths, leads = [room.measure for room in rooms], [room.lead for room in rooms]
    tags = shaped.tags or ((),) * len(shaped.blocks)
    counted = zip(shaped.words, shaped.characters, tags, levels_of(shaped.blocks), strict=True)
    for place, (name, block, form, (words, characters, about, level)) in enumerate(
        zip(shaped.ids, shaped.blocks, shaped.forms, counted, strict=True)
    ):
        above, next_below = AROUND[kind_of(block)]
        gap = max(above, below) * PX if flows[0] else 0
        below = next_below
        role = ROLES[type(block)]
        display = block.display if isinstance(block, Picture) else None
        heights = form.heights(widths if place else leads, sheet, step)
        for at, height in enumerate(heights):
            top = bottoms[at] + gap
            bottoms[at] = bottom = top + round(height * PX)
            counts = words, display, about, characters, place in shaped.leads, level
            flows[at].append(Item(name, role, top, bottom, *counts))
    return list(map(tuple, flows))


def _head_heights(shaped: Shaped, screen: int, sheet: Sheet) -> dict[str, float]:
    """The height in px of each part of the head; `HEAD_BELOW` stands between them."""
    step = step_of(screen)
    return {name: text.height(_head_width(name, screen), sheet, step) for name, text in shaped.head}


def head_height(shaped: Shaped, screen: int, sheet: Sheet) -> float:
    """From the top of the head to the top of the copy, in px."""
    heights = _head_heights(shaped, screen, sheet)
    below = sum(HEAD_BELOW[name] for name in heights)
    return sum(heights.values()) + below + LENGTHS["head-line"] + LENGTHS["head-gap"]


def heads_of(shaped: Shaped, screens: Sequence[int], sheet: Sheet) -> tuple[int, ...]:
    """`head_height` on several screens in millipoints, each part measured once at each width."""
    between = sum(HEAD_BELOW[name] for name, _ in shaped.head)
    between += LENGTHS["head-line"] + LENGTHS["head-gap"]
    totals = [0.0] * len(screens)
    steps = [step_of(screen) for screen in screens]
    widths_of = {
        True: [_head_width(_HEADLINE, screen) for screen in screens],
        False: [step.measure(screen) for step, screen in zip(steps, screens, strict=True)],
    }
    for name, text in shaped.head:
        rooms = list(zip(steps, widths_of[name == _HEADLINE], strict=True))
        known: dict[tuple[Step, int], float] = {}
        for step in dict.fromkeys(step for step, _ in rooms):
            widths = sorted({width for own, width in rooms if own is step})
            for width, height in zip(widths, text.heights(widths, sheet, step), strict=True):
                known[step, width] = height
        totals = [total + known[room] for total, room in zip(totals, rooms, strict=True)]
    return tuple([round((total + between) * PX) for total in totals])


def _head_width(name: str, screen: int) -> int:
    """The measure of a part of the head in px: the text's, but headlines reach on to the rail."""
    step = step_of(screen)
    wide = step.rail and name == _HEADLINE
    return step.column(screen) if wide else step.measure(screen)


def viewport_height(screen: int) -> int:
    """The usual height of a viewport of that width in CSS px: phone, tablet, laptop."""
    return 667 if screen < 600 else 1024 if screen < 980 else 800
