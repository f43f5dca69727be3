"""The sheet: every length of the web page that its height depends on, for measuring and for CSS.

One table serves both, so they cannot drift: the engine measures with `Sheet.style` and the
constants, `layout.web.html.page_css` writes the same as CSS custom properties. Sizes change in
steps of screen width, never smoothly, so that every height is exact.

    step      from   side   measure of the text
    narrow     0 px  20 px  screen - 40 px
    medium   600 px  32 px  screen - 64 px, at most 560 px
    wide     980 px  40 px  what the rail leaves, at most 600 px

     |<side>|<------- main ------->|<-rail gap->|<- rail ->|<side>|     the frame is 1240 px
            |  |<-- measure -->|   |            | 300 px   |            wide at most, and centred
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from layout.typeset.words.style import Cut, TypeStyle
from layout.typeset.words.theme import Theme
from slots.finding import bad_input

PX = 750
"""Millipoints in a CSS px."""

RAIL = 300
"""The rail's width in CSS px: that of the largest sizes ads are sold in for a rail (300x250,
300x600; IAB New Ad Portfolio, fixed sizes)."""

RAIL_GAP = 64
FRAME = 1240
"""The widest frame in CSS px: a column of 876 px, a gap and the rail."""


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A range of screen widths with the same sizes. Lengths in CSS px.

    `suffixes` are the endings of style names that hold here, the first that a theme has. `longest`
    is the widest measure of the text, 0 for no limit; `rail` says that there is a right column.
    """

    name: str
    first: int
    side: int
    longest: int
    suffixes: tuple[str, ...]
    rail: bool = False

    def column(self, screen: int) -> int:
        """The width of the main column on a screen."""
        frame = min(screen - 2 * self.side, FRAME)
        return frame - RAIL - RAIL_GAP if self.rail else frame

    def measure(self, screen: int) -> int:
        """The measure of the text on a screen."""
        column = self.column(screen)
        return min(column, self.longest) if self.longest else column

    def end(self, screen: int) -> int:
        """The width of a box that stands in the rail or, where there is none, after the copy."""
        return RAIL if self.rail else self.measure(screen)


STEPS = (
    Step("narrow", 0, 20, 0, ("",)),
    Step("medium", 600, 32, 560, ("_medium", "")),
    Step("wide", 980, 40, 600, ("_wide", "_medium", ""), rail=True),
)

_FIRSTS = [step.first for step in STEPS]

STYLES = (
    "body headline deck kicker meta crosshead crosshead_small quote pull_quote table cutline panel "
    "panel_title label"
).split()
"""Type styles of the page: `body` is `web_body` in the theme and `--body` in CSS."""

AROUND: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "paragraph": (0, 18),
        "crosshead": (24, 8),
        "listing": (0, 18),
        "quote": (24, 24),
        "pull-quote": (24, 24),
        "table": (24, 24),
        "picture": (24, 24),
        "embed": (24, 24),
        "divider": (24, 24),
    }
)
"""Margins above and below each kind of block in px; between two blocks CSS collapses them to the
larger one."""

LENGTHS: Mapping[str, int] = MappingProxyType(
    {
        "head-line": 1,
        "head-gap": 26,
        "crosshead-padding": 8,
        "quote-bar": 3,
        "quote-inset": 20,
        "quote-between": 12,
        "pull-inset": 16,
        "pull-line": 1,
        "list-inset": 26,
        "list-between": 8,
        "cell-side": 10,
        "figure-side": 7,
        "cell-padding": 8,
        "cell-line": 1,
        "cutline-gap": 8,
        "thumbnail": 140,
        "card-line": 1,
        "card-padding": 16,
        "divider-height": 1,
        "panel-bar": 3,
        "panel-padding": 20,
        "panel-between": 12,
        "panel-line": 1,
        "item-padding": 10,
        "item-link-gap": 4,
        "sky": 28,
        "sky-inset": 40,
        "field-height": 44,
        "field-gap": 8,
        "ad-padding": 12,
        "ad-label-gap": 4,
        "box-between": 32,
    }
)
"""Lengths in px that blocks and boxes are made of: `cell-side` is `--cell-side` in CSS."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """The type styles of each step. `styles` has them by (style, step name)."""

    styles: Mapping[tuple[str, str], TypeStyle]

    def style(self, name: str, step: Step) -> TypeStyle:
        """A style of the page ("body") as it is at a step."""
        return self.styles[name, step.name]

    def cuts(self, name: str) -> tuple[Cut, Cut, Cut, Cut]:
        """The cuts of a style: the same at all steps."""
        return self.styles[name, STEPS[0].name].cuts

    def sizes(self, name: str) -> tuple[int, ...]:
        """The type sizes of a style, each once, in millipoints."""
        return tuple(dict.fromkeys(self.style(name, step).size for step in STEPS))


def step_of(screen: int) -> Step:
    """The step that a screen of `screen` CSS px is in."""
    return STEPS[bisect_right(_FIRSTS, screen) - 1]


def sheet_of(theme: Theme) -> Sheet:
    """The sheet of a theme. Raises BadInput where it lacks a style of the page, or has one that
    cannot be measured exactly."""
    problems = tuple(_problems(theme))
    if problems:
        raise bad_input(
            "bad-theme",
            f"theme {theme.name}: {'; '.join(problems)}",
            hint="compare [styles.web_...] with the default theme",
        )
    styles = {(name, step.name): _style(theme, name, step) for name in STYLES for step in STEPS}
    return Sheet(MappingProxyType(styles))


def _style(theme: Theme, name: str, step: Step) -> TypeStyle:
    names = (f"web_{name}{suffix}" for suffix in step.suffixes)
    return next(theme.styles[each] for each in names if each in theme.styles)


def _problems(theme: Theme) -> Iterator[str]:
    """What of a theme's styles the engine could not measure as a browser sets it."""
    for name in STYLES:
        if f"web_{name}" not in theme.styles:
            yield f"styles.web_{name} is missing"
            continue
        cuts = _style(theme, name, STEPS[0]).cuts
        for step in STEPS:
            style = _style(theme, name, step)
            if style.leading % PX:
                yield f"styles.{style.name}: leading is no whole number of px (0.75 pt)"
            if style.cuts != cuts:
                yield f"styles.{style.name}: another cut than web_{name}"
            if style.tracking:
                yield f"styles.{style.name}: tracking is not for the web"
