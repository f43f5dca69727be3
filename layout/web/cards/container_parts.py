"""What a container of a front is made of at each step of width: how its cards look, which parts
they show, in how many columns they stand.

    LEAD      wide      head head head | line      STACK  picture   FEATURE  picture | words
                        text picture   | line             words
                                       | line      LINE   words | thumb
              below     head, picture, text, then the lines one below the other

A row in which some stories have a picture and some do not would have holes under those without: it
stands in two columns, pictures beside their words. A lead without a picture has half the width, and
the lines beside it have their pictures.

    ROW, mixed   picture words | words             LEAD, half   head head | words thumb
                 ------------- | -------------                  text      | words thumb
                 words         | picture words                            | words thumb

The facts are those of templates/web/front.css, here for measuring; tests/browser compares the top
of every container with Chromium's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from layout.story.run import Run, Runs, plain
from layout.web.cards.addresses import Placed
from layout.web.cards.order_on_fronts import Container, Shape
from layout.web.cards.story_card import Card, brief
from layout.web.measure.blocks_to_forms import Shaper
from layout.web.measure.column_and_rail_widths import Step
from layout.web.measure.forms import StyledParagraph

_FEW = 2
"""Stories of a section beside its first, up to which they are lines: so many fill the height of the
first one's picture."""

_LIST_COLUMNS = 4
"""Columns of a list on wide screens; fewer where it has fewer stories, or the others would be
empty."""

_NARROWEST = 120
"""No measure of a card is narrower than this in px. Words that are wider are unrolled in clusters
too, where they may break."""


class Look(StrEnum):
    """How the parts of a card stand beside and below each other (see the drawing above)."""

    LEAD = "lead"
    STACK = "stack"
    FEATURE = "feature"
    LINE = "line"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True, eq=False)
class ShapedCard:
    """A card shaped once for all widths. `parts` are those it has of kicker, headline, deck and
    meta, each in every style that it may take, by name of part and style."""

    card: Card
    parts: Mapping[tuple[str, str], StyledParagraph]
    pictured: bool


@dataclass(frozen=True, slots=True, eq=False)
class ShapedContainer:
    """A container shaped once: its title, and its cards."""

    container: Container
    title: StyledParagraph | None
    cards: tuple[ShapedCard, ...]


HEADLINES: Mapping[Look, str] = {
    Look.LEAD: "front_lead",
    Look.STACK: "front_major",
    Look.FEATURE: "front_major",
    Look.LINE: "front_minor",
    Look.ENTRY: "front_minor",
}


def texts_of(placed: Placed, container: Container, lead: bool) -> tuple[tuple[str, Runs], ...]:
    """The texts of a card in a container, as (part, runs), none empty, in the order they stand.

    A story without a kicker has its section's name instead, but where all stories of the container
    are of that section.
    """
    card = placed.card
    headline = card.headline or plain(card.slug)
    if container.shape is Shape.LIST:
        return tuple(_some(headline=headline, meta=plain(card.date_text)))
    own = "" if container.section else placed.section.name
    meta = card.byline if lead else ""
    kicker = card.kicker or own
    deck = card.deck or plain(card.summary)
    deck = deck if lead and card.deck else brief(deck)
    if container.shape is Shape.SECTION and not lead and not _others_are_lines(container):
        deck = ()
    return tuple(_some(kicker=plain(kicker), headline=headline, deck=deck, meta=plain(meta)))


def _some(**parts: Runs) -> tuple[tuple[str, Runs], ...]:
    return tuple(part for part in parts.items() if part[1])


_STYLES_OF: Mapping[str, tuple[str, ...]] = {
    "kicker": ("kicker",),
    "headline": ("front_lead", "front_major", "front_minor"),
    "deck": ("deck", "front_deck"),
    "meta": ("meta",),
}
"""The styles that a part of a card may take; its look and the step decide which."""


def leads(container: Container) -> bool:
    """Whether the first story of a container is larger than the others."""
    return container.shape in (Shape.LEAD, Shape.SECTION)


def _mixed(container: Container) -> bool:
    """Whether a row has stories with a picture and stories without."""
    pictured = {bool(placed.card.pictures) for placed in container.stories}
    return container.shape is Shape.ROW and len(pictured) == 2


def lead_has_half(container: Container) -> bool:
    """Whether a lead has half of a wide screen and not three quarters: it has no picture, and there
    are stories beside it."""
    others = len(container.stories) > 1
    return container.shape is Shape.LEAD and others and not container.stories[0].card.pictures


def has_all_columns(container: Container, index: int, step: Step) -> bool:
    """Whether a card has all four columns of a wide screen: alone, or left over in a mixed row."""
    last = len(container.stories) - 1
    odd = _mixed(container) and index == last and not index % 2
    alone = container.shape is Shape.SECTION and not last
    return step.rail and (odd or alone)


def has_thumbnail(container: Container, index: int, step: Step) -> bool:
    """Whether a line has its picture beside it: not in the fourth column, which is too narrow."""
    pictured = bool(container.stories[index].card.pictures)
    fourth = step.rail and container.shape is Shape.LEAD and not lead_has_half(container)
    return pictured and not fourth


def _others_are_lines(container: Container) -> bool:
    """Whether the stories of a section beside its first are so few that they are lines."""
    return container.shape is Shape.SECTION and len(container.stories) <= 1 + _FEW


def shape_container(
    container: Container, shapers: Mapping[str, Shaper], shaper: Shaper
) -> ShapedContainer:
    """A container shaped: each card in the language of its story, the title in the site's."""
    cards = []
    for index, placed in enumerate(container.stories):
        card = placed.card
        texts = texts_of(placed, container, leads(container) and not index)
        made = shapers[card.language]
        parts = {
            (name, style): made.paragraph(
                _linked(runs) if name == "headline" else runs, style, narrowest=_NARROWEST
            )
            for name, runs in texts
            for style in _STYLES_OF[name]
        }
        cards.append(ShapedCard(card, parts, bool(card.pictures)))
    title = shaper.paragraph(plain(container.title), "front_title") if container.title else None
    return ShapedContainer(container, title, tuple(cards))


def _linked(runs: Runs) -> Runs:
    """A headline as the page has it: a link, whose lines Chromium breaks without the kerning
    between a word and the space after it."""
    return tuple(Run(run.text, run.emphasis, "#") for run in runs)


def look_of(container: Container, index: int, step: Step) -> Look:
    """How a container's card stands at a step."""
    narrow, wide = step.name == "narrow", step.rail
    match container.shape:
        case Shape.LEAD:
            return Look.LINE if index else Look.LEAD
        case Shape.ROW:
            count = len(container.stories)
            if narrow or (not wide and (count == 3 or _mixed(container))):
                return Look.LINE
            return Look.FEATURE if wide and (count == 2 or _mixed(container)) else Look.STACK
        case Shape.SECTION:
            if index:
                return Look.LINE if narrow or _others_are_lines(container) else Look.ENTRY
            return Look.STACK if narrow else Look.FEATURE
        case Shape.LIST:
            return Look.ENTRY


def columns_of(container: Container, step: Step) -> int:
    """In how many columns the cards of a container stand that are not its lead."""
    count = len(container.stories) - leads(container)
    match container.shape:
        case Shape.LEAD:
            return 1
        case Shape.ROW:
            if step.rail:
                return 2 if _mixed(container) else count
            return 1 if step.name == "narrow" or count == 3 or _mixed(container) else 2
        case Shape.SECTION:
            return 1 if step.name == "narrow" or _others_are_lines(container) else 2
        case Shape.LIST:
            return min(count, {"narrow": 1, "medium": 2}.get(step.name, _LIST_COLUMNS))
