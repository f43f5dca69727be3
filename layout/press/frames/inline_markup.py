"""Markup of frames: inline text, colours, lengths, classes, as HTML and CSS have them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import partial
from html import escape
from re import sub
from typing import Any

from layout.page.grid import DESCENT_SHARE
from layout.press.frames.print_faces import lift
from layout.press.ink.pdf_operators import pt
from layout.story.run import Emphasis, Run, Runs
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import Colour, Theme

_BAR, _HAIRLINE = 2_000, 250  # millipoints: the rules of modules, as print.css has them
_NOT_MODULES = ("ad", "picture")


class Paper(StrEnum):
    """What frames are rendered for: ink on paper, or a screen."""

    PRESS = "press"
    SCREEN = "screen"


def inline_html(runs: Runs) -> str:
    """Runs as HTML: emphasis shows, links are words like any other on paper.

    >>> inline_html((Run("by "), Run("A & B", Emphasis.BOLD | Emphasis.ITALIC)))
    'by <strong><em>A &amp; B</em></strong>'
    """
    return "".join(_run_html(run) for run in runs)


def _run_html(run: Run) -> str:
    text = escape(run.text)
    if run.emphasis & Emphasis.ITALIC:
        text = f"<em>{text}</em>"
    return f"<strong>{text}</strong>" if run.emphasis & Emphasis.BOLD else text


def css_size(length: int) -> str:
    """Millipoints as CSS has them."""
    return f"{pt(length)}pt"


def _colour_css(colour: Colour, paper: Paper) -> str:
    """A colour as CSS, in ink or for screens.

    >>> _colour_css(Colour("tint", (20, 6, 0, 0), "#dcecf6"), Paper.PRESS)
    'device-cmyk(20% 6% 0% 0%)'
    """
    if paper is Paper.SCREEN:
        return colour.rgb
    return f"device-cmyk({' '.join(f'{part}%' for part in colour.cmyk)})"


def frame_class(role: str) -> str:
    """The CSS classes of a frame: every box that is neither ad nor picture is a module."""
    return f"frame {role}" if role in _NOT_MODULES else f"frame module {escape(role)}"


def root_variables(theme: Theme, foundry: Foundry, paper: Paper) -> dict[str, str]:
    """What page.html.j2 sets at its root: colours, and the lengths of the baseline grid."""
    colours = " ".join(
        f"--{name}: {_colour_css(colour, paper)};" for name, colour in theme.colours.items()
    )
    lengths = " ".join(
        f"--{name}: {css_size(it)};" for name, it in _lengths(theme, foundry).items()
    )
    return {"colours": colours, "lengths": lengths}


def _lengths(theme: Theme, foundry: Foundry) -> dict[str, int]:
    """Size and leading of body text, and the parts of a row that print.css uses so that modules
    keep to the baseline grid.

    Bar and air above a module's title make one row, and so do a hairline and the air around it;
    heads of one, two and three lines take whole rows with the half row below them. `lift` moves
    serif text from where CSS sets it onto the page's baselines.
    """
    body = theme.styles["body"]
    row = body.leading
    face = foundry.face(body.cuts[0])
    return {
        "size": body.size,
        "row": row,
        "row-and-half": row * 3 // 2,
        "half-row": row // 2,
        "half-row-up": -(row // 2),
        "quarter-row": row // 4,
        "quarter-row-up": -(row // 4),
        "head-of-2": row * 5 // 4,
        "head-of-3": row * 7 // 6,
        "below-bar": row - _BAR,
        "below-hairline": row // 2 - _HAIRLINE,
        "lift": -lift(face, body.size, row, row - round(row * DESCENT_SHARE)),
    }


def with_ink(html: str, theme: Theme) -> str:
    """Markup whose SVGs name inks: WeasyPrint knows no variables in their attributes."""

    def inked(colours: Mapping[str, Colour], match: Any) -> str:
        colour = colours.get(match[2])
        return f'{match[1]}="{_colour_css(colour, Paper.PRESS)}"' if colour else str(match[0])

    return sub(r'(fill|stroke)="var\(--([a-z_]+)\)"', partial(inked, theme.colours), html)
