"""The sheet as CSS: custom properties for templates/web/page.css, one block for each step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from layout.typeset.words.theme import Theme
from layout.web.html.relative_lengths import INSIDE, at_least, rem, wide
from layout.web.html.web_fonts import family_of, stack_of
from layout.web.measure.column_and_rail_widths import (
    AROUND,
    FRAME,
    LENGTHS,
    PX,
    RAIL,
    RAIL_GAP,
    STEPS,
    STYLES,
    Sheet,
    Step,
)
from layout.web.measure.story_strips import HEAD_BELOW

_DARK = {
    "paper": "#15181b",
    "ink": "#e9e7e3",
    "grey": "#a7acb1",
    "line": "#3a4046",
    "blue": "#7fb9e9",
    "tint": "#1a2835",
    "panel-hairline": "#33485a",
    "accent": "#f2907f",
    "bed": "#202428",
    "field": "#15181b",
    "field-line": "#7d8790",
    "button": "#1f6db3",
    "button-hover": "#2a7cc6",
    "good": "#6fbf8f",
    "focus": "#f2c14e",
}
"""Colours on dark paper, the same for all themes: a theme's colours are inks, made for white."""

_ROOT = ":root"


def custom_properties(sheet: Sheet, theme: Theme) -> str:
    """All custom properties: what holds everywhere, what each step changes, and the dark colours;
    then the weight of bold where it is not 700."""
    sans = theme.families["sans"]
    base = {
        **lengths(LENGTHS),
        **{"frame": at_least(FRAME), "rail": at_least(RAIL), "rail-gap": rem(RAIL_GAP)},
        **lengths({f"{name}-below": px for name, px in HEAD_BELOW.items()}),
        **lengths({f"{kind}-above": around[0] for kind, around in AROUND.items()}),
        **lengths({f"{kind}-below": around[1] for kind, around in AROUND.items()}),
        **{family_of(cut): stack_of(cut, sans) for cut in (sheet.cuts(name)[0] for name in STYLES)},
        "headline-family": f"var(--{family_of(sheet.cuts('headline')[0])})",
        **_light(theme),
    }
    rules = [rule(base), *type_rules(sheet, STYLES, boxed=True)]
    rules.append(f"@media screen and (prefers-color-scheme:dark){{{rule(_DARK)}}}")
    return "\n".join((*rules, *_strong(sheet)))


def type_rules(sheet: Sheet, styles: Sequence[str], boxed: bool = False) -> Iterator[str]:
    """Type styles as custom properties: those of the first step, then what each step changes; with
    `boxed` also the widths of the page, which a step changes too."""
    written: dict[str, str] = {}
    for step in STEPS:
        properties = (*(_widths(step) if boxed else ()), *_step(sheet, step, styles))
        new = {name: value for name, value in properties if written.get(name) != value}
        written.update(new)
        yield wide(rule(new, INSIDE if step.first else _ROOT), step.first)


def lean(css: str) -> str:
    """CSS without its comments and the white space that only people need."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", bare)).strip()


def _light(theme: Theme) -> dict[str, str]:
    colours = {name: colour.rgb for name, colour in theme.colours.items()}
    return {
        "paper": colours["white"],
        "ink": colours["black"],
        "grey": colours["grey"],
        "line": "#d3d6d9",
        "blue": colours["blue"],
        "tint": colours["tint"],
        "panel-hairline": "#b3cfe2",
        "accent": colours["accent"],
        "bed": colours["bed"],
        "field": colours["white"],
        "field-line": "#6f7a84",
        "button": colours["blue"],
        "button-hover": "#0f4676",
        "good": "#2c7a4b",
        "focus": "#c77700",
    }


def _widths(step: Step) -> Iterator[tuple[str, str]]:
    yield "side", rem(step.side)
    yield "longest", at_least(step.longest) if step.longest else "none"


def _step(sheet: Sheet, step: Step, styles: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The fonts of some styles at a step."""
    for name in styles:
        style = sheet.style(name, step)
        cut = style.cuts[0]
        slant = "italic " if cut.italic else ""
        size, leading = style.size / PX, style.leading // PX
        font = f"{slant}{cut.weight} {rem(size)}/{rem(leading)} var(--{family_of(cut)})"
        yield name.replace("_", "-"), font


def _strong(sheet: Sheet) -> Iterator[str]:
    """The weight of bold in styles where it is not 700."""
    for name in STYLES:
        weight = sheet.cuts(name)[2].weight
        if weight != 700:
            yield f".{name.replace('_', '-')} strong{{font-weight:{weight}}}"


def lengths(table: Mapping[str, int]) -> dict[str, str]:
    """Lengths in px by name, as CSS has them."""
    return {name: rem(px) for name, px in table.items()}


def rule(properties: Mapping[str, str], where: str = _ROOT) -> str:
    """A rule of custom properties."""
    return where + "{" + ";".join(f"--{name}:{value}" for name, value in properties.items()) + "}"
