"""Fronts to strips: how high each container is at a screen width, computed without a browser.

Widths are in 1/64 px, as in Blink, for columns of a grid are seldom whole px wide; heights are in
px.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from layout.web.cards.container_parts import (
    HEADLINES,
    Look,
    ShapedCard,
    ShapedContainer,
    columns_of,
    has_all_columns,
    has_thumbnail,
    lead_has_half,
    leads,
    look_of,
)
from layout.web.cards.order_on_fronts import Shape
from layout.web.cards.thumbnails import SHAPE
from layout.web.fronts.container_lengths import FRONT_LENGTHS, columns_width, frame_width
from layout.web.measure.column_and_rail_widths import PX, Sheet, Step, step_of
from layout.web.measure.forms import StyledParagraph
from layout.web.measure.story_strips import viewport_height
from slots.strip.measured_flow import Item, Role, Strip

_GAP = FRONT_LENGTHS["column-gap"] * 64
_HEAD = ("kicker", "headline")


@dataclass(frozen=True, slots=True, eq=False)
class _Measure:
    """What measuring at a screen needs to know."""

    sheet: Sheet
    step: Step

    @property
    def thumb(self) -> int:
        """The width of a picture beside a card, in 1/64 px."""
        name = "thumb" if self.step.name == "narrow" else "thumb-medium"
        return FRONT_LENGTHS[name] * 64


def front_strip(containers: tuple[ShapedContainer, ...], screen: int, sheet: Sheet) -> Strip:
    """The containers of a front on a screen of `screen` px, as paragraphs of a strip: what rules
    say of paragraphs holds for containers. Their words are those of headlines and summaries."""
    gap = FRONT_LENGTHS["container-gap"] * PX
    items: list[Item] = []
    bottom = 0
    for shaped in containers:
        top = bottom + gap if items else 0
        bottom = top + round(_container_height(shaped, screen, sheet) * PX)
        words = sum(_words(card) for card in shaped.cards)
        items.append(Item(shaped.container.id, Role.PARAGRAPH, top, bottom, words))
    viewport = (screen * PX, viewport_height(screen) * PX)
    line = sheet.style("body", step_of(screen)).leading
    return Strip(frame_width(screen) * PX, viewport, bottom, tuple(items), line)


def _words(card: ShapedCard) -> int:
    return len(card.card.title.split()) + len(card.card.summary.split())


def _container_height(shaped: ShapedContainer, screen: int, sheet: Sheet) -> float:
    """The height of a container in px, its line and padding included."""
    measure = _Measure(sheet, step_of(screen))
    width = frame_width(screen) * 64
    height = 0.0
    if shaped.container.shape is not Shape.LEAD:
        height += FRONT_LENGTHS["container-line"] + FRONT_LENGTHS["container-padding"]
    if shaped.title:
        height += shaped.title.height(width, sheet, measure.step) + FRONT_LENGTHS["title-below"]
    return height + _body(shaped, width, measure)


def _body(shaped: ShapedContainer, width: int, measure: _Measure) -> float:
    """The cards of a container: the first, where it leads, and the grid of the others."""
    container, step = shaped.container, measure.step
    columns = columns_of(container, step)
    if not leads(container):
        return _grid(shaped, 0, columns, width, measure)
    if len(shaped.cards) == 1:
        return _card(shaped, 0, width, measure)
    if not step.rail:
        first = _card(shaped, 0, width, measure)
        return first + _between() + _grid(shaped, 1, columns, width, measure)
    lead = 3 if container.shape is Shape.LEAD and not lead_has_half(container) else 2
    first = _card(shaped, 0, columns_width(width, lead, 4, _GAP), measure)
    return max(first, _grid(shaped, 1, columns, columns_width(width, 4 - lead, 4, _GAP), measure))


def _grid(
    shaped: ShapedContainer, start: int, columns: int, width: int, measure: _Measure
) -> float:
    """Cards from `start` on in rows as high as their highest card, a hairline between rows."""
    column = columns_width(width, 1, columns, _GAP)
    heights = [
        _card(
            shaped,
            index,
            width if has_all_columns(shaped.container, index, measure.step) else column,
            measure,
        )
        for index in range(start, len(shaped.cards))
    ]
    rows = ceil(len(heights) / columns)
    tallest = (max(heights[row * columns : (row + 1) * columns]) for row in range(rows))
    return sum(tallest) + _between() * (rows - 1)


def _between() -> int:
    """From a card to the one below it: white, a hairline, white."""
    return 2 * FRONT_LENGTHS["line-gap"] + 1


def _card(shaped: ShapedContainer, index: int, width: int, measure: _Measure) -> float:
    """The height of a card in a column."""
    card = shaped.cards[index]
    look = look_of(shaped.container, index, measure.step)
    gap = FRONT_LENGTHS["picture-gap"]
    match look:
        case Look.LEAD:
            return _lead(card, len(shaped.cards) == 1, width, measure)
        case Look.STACK:
            picture = _picture(width) + gap if card.pictured else 0
            return picture + _words_height(card, look, width, measure)
        case Look.FEATURE:
            return _feature(
                card, has_all_columns(shaped.container, index, measure.step), width, measure
            )
        case Look.LINE if has_thumbnail(shaped.container, index, measure.step):
            room = width - measure.thumb - FRONT_LENGTHS["thumb-gap"] * 64
            return max(_picture(measure.thumb), _words_height(card, look, room, measure))
        case _:
            return _words_height(card, look, width, measure)


def _lead(card: ShapedCard, alone: bool, width: int, measure: _Measure) -> float:
    """Head over all; below it the picture and, beside or under it, deck and byline."""
    gap = FRONT_LENGTHS["picture-gap"]
    head = _parts(card, Look.LEAD, _HEAD, width, measure)
    if not card.pictured:
        text = _parts(card, Look.LEAD, ("deck", "meta"), width, measure)
        return head + (gap + text if text else 0)
    if not measure.step.rail:
        text = _parts(card, Look.LEAD, ("deck", "meta"), width, measure)
        return head + gap + _picture(width) + (gap + text if text else 0)
    beside, of = (2, 4) if alone else (1, 3)
    text = _parts(
        card, Look.LEAD, ("deck", "meta"), columns_width(width, beside, of, _GAP), measure
    )
    return head + gap + max(text, _picture(columns_width(width, 2, of, _GAP)))


def _feature(card: ShapedCard, spanning: bool, width: int, measure: _Measure) -> float:
    """Picture left, words right; a feature over all four columns has more room for its words."""
    if not card.pictured:
        return _words_height(card, Look.FEATURE, width, measure)
    picture, words, of = (1, 2, 4) if spanning else (1, 1, 2)
    height = _words_height(card, Look.FEATURE, columns_width(width, words, of, _GAP), measure)
    return max(_picture(columns_width(width, picture, of, _GAP)), height)


def _words_height(card: ShapedCard, look: Look, width: int, measure: _Measure) -> float:
    head = _parts(card, look, _HEAD, width, measure)
    text = _parts(card, look, ("deck", "meta"), width, measure)
    return head + (FRONT_LENGTHS["card-gap"] + text if text else 0)


def _parts(
    card: ShapedCard, look: Look, names: tuple[str, ...], width: int, measure: _Measure
) -> float:
    """The height of some parts of a card one below the other."""
    lead = "lead-" if look is Look.LEAD else ""
    gap = FRONT_LENGTHS[f"{lead}kicker-gap" if names == _HEAD else "card-gap"]
    heights = tuple(
        paragraph.height(width, measure.sheet, measure.step)
        for paragraph in _paragraphs(card, look, names, measure.step)
    )
    return sum(heights) + gap * max(len(heights) - 1, 0)


def _paragraphs(
    card: ShapedCard, look: Look, names: tuple[str, ...], step: Step
) -> Iterator[StyledParagraph]:
    for name in names:
        if name == "deck" and look is Look.LINE and step.name == "narrow":
            continue
        paragraph = card.parts.get((name, _style_of(name, look)))
        if paragraph:
            yield paragraph


def _style_of(name: str, look: Look) -> str:
    """The style of a part of a card."""
    if name == "headline":
        return HEADLINES[look]
    if name == "deck":
        return "deck" if look is Look.LEAD else "front_deck"
    return name


def _picture(width: int) -> float:
    """The height of a picture of `width` 1/64 px."""
    return width * SHAPE[1] // SHAPE[0] / 64
