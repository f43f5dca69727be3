"""Fronts as CSS: their custom properties, and the classes that say how each card looks at each
step.

A card that is a stack from 600 px on and a line below has the classes "n-line m-stack w-stack".
The rules of looks are written once, in templates/web/looks.css, and made here for each step, so
that what the engine measures (`container_parts.look_of`) and what CSS shows are the same decision.
"""

from __future__ import annotations

from collections.abc import Iterator

from layout.typeset.words.theme import Theme
from layout.web.cards.container_parts import (
    Look,
    ShapedContainer,
    columns_of,
    has_all_columns,
    has_thumbnail,
    lead_has_half,
    leads,
    look_of,
)
from layout.web.cards.order_on_fronts import Container
from layout.web.fronts.container_lengths import FRONT_LENGTHS, FRONT_STYLES
from layout.web.html.page_css import lengths, rule, type_rules
from layout.web.html.relative_lengths import INSIDE, rem, wide
from layout.web.html.web_fonts import family_of, stack_of
from layout.web.measure.column_and_rail_widths import STEPS, Sheet, Step
from layout.web.pages.css_and_fonts import design

_STEP = "step-"
"""What stands for a step in the names of looks.css."""


def front_css(sheet: Sheet, theme: Theme) -> str:
    """The style sheet of fronts, beside what every page has."""
    looks = design("looks.css", theme)
    cuts = [sheet.cuts(name)[0] for name in FRONT_STYLES]
    return "\n".join(
        (
            rule(lengths(FRONT_LENGTHS)),
            rule({family_of(cut): stack_of(cut, theme.families["sans"]) for cut in cuts}),
            *type_rules(sheet, FRONT_STYLES),
            design("front.css", theme),
            *(_media(step, looks.replace(_STEP, f"{_prefix(step)}-")) for step in STEPS),
            _media(STEPS[0], f".{_prefix(STEPS[0])}-line .card-text{{display:none}}"),
            rule({"thumb-width": "var(--thumb)"}),
            wide(rule({"thumb-width": "var(--thumb-medium)"}, INSIDE), STEPS[1].first),
        )
    )


def _prefix(step: Step) -> str:
    """The first letter of a step's name, with which its classes begin."""
    return step.name[0]


def _media(step: Step, rules: str) -> str:
    """Rules for the widths of one step only, without a gap to the next."""
    past = next((each.first for each in STEPS if each.first > step.first), 0)
    return wide(rules, step.first, past)


def grid_classes(container: Container) -> str:
    """The classes of a container's grid: its columns at each step."""
    return " ".join(f"{_prefix(step)}-cols-{columns_of(container, step)}" for step in STEPS)


def container_classes(container: Container) -> str:
    """The classes of a container: its shape, and whether its first story stands beside the others
    on wide screens, and on half the width."""
    names = ["container", f"container-{container.shape}"]
    if leads(container) and len(container.stories) > 1:
        names.append("container-split")
    if lead_has_half(container):
        names.append("container-even")
    return " ".join(names)


def card_classes(shaped: ShapedContainer, index: int) -> str:
    """The classes of a card: whether it has a picture, and how it looks at each step."""
    pictured = shaped.cards[index].pictured
    own = ["card-pictured"] if pictured else []
    return " ".join((*own, *(name for step in STEPS for name in _classes(shaped, index, step))))


def _classes(shaped: ShapedContainer, index: int, step: Step) -> Iterator[str]:
    container = shaped.container
    look, short = look_of(container, index, step), _prefix(step)
    pictured, alone = shaped.cards[index].pictured, len(shaped.cards) == 1
    yield f"{short}-{look}"
    if look is Look.LEAD:
        yield f"{short}-of-{_lead_columns(container, step)}"
        if pictured and step.rail:
            yield f"{short}-beside"
            yield f"{short}-words-{2 if alone else 1}"
    elif look is Look.FEATURE:
        wide = has_all_columns(container, index, step)
        yield f"{short}-of-{4 if wide else 2}"
        yield f"{short}-words-{2 if wide else 1}"
        if wide:
            yield f"{short}-span"
    elif look is Look.LINE and has_thumbnail(container, index, step):
        yield f"{short}-thumb"
    elif look is not Look.STACK:
        yield f"{short}-plain"


def _lead_columns(container: Container, step: Step) -> int:
    if not step.rail:
        return 1
    return 4 if len(container.stories) == 1 else 3


def sizes_of(shaped: ShapedContainer, index: int) -> str:
    """How wide a card's picture is shown, for the browser's choice among its sizes."""
    found = []
    for step in reversed(STEPS):
        share = _share(shaped, index, step)
        found.append(f"(min-width:{step.first}px) {share}" if step.first else share)
    return ", ".join(found)


def _share(shaped: ShapedContainer, index: int, step: Step) -> str:
    """The width of a card's picture at a step, a little more rather than less."""
    container = shaped.container
    look = look_of(container, index, step)
    if look is Look.LINE:
        return rem(FRONT_LENGTHS["thumb" if step.name == "narrow" else "thumb-medium"])
    if step.name == "narrow" or (look is Look.LEAD and not step.rail):
        return "100vw"
    if look is Look.LEAD:
        return "min(50vw, 606px)"
    if step.rail:
        columns = 4 if look is Look.FEATURE else columns_of(container, step)
        return f"min({100 // columns}vw, {1240 // columns}px)"
    return "50vw"
