"""Blocks to forms: which paragraphs of which style a block is made of, how far inset, how far
apart.

The facts are those of templates/web/page.css, here for measuring; tests/browser compares the top of
every block with Chromium's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

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
from layout.story.run import Emphasis, Run, Runs, plain
from layout.typeset.breaks.browser_wrap import EM
from layout.web.measure.column_and_rail_widths import LENGTHS, PX, Sheet
from layout.web.measure.forms import Form, PictureForm, StyledParagraph, TableForm, TextForm
from layout.web.measure.ribbon import unroll
from layout.web.measure.table_columns import WIDEST_WORD, column_of, figure_columns, sides_of
from layout.web.measure.text_width import Gauge
from slots.strip.measured_flow import LOWEST

_NARROWEST = 200
"""No measure of the page is narrower than this in px, but in tables: a screen of 320 px leaves 280,
a panel in it 240. Words that are wider are unrolled in clusters too, where they may break."""


@dataclass(frozen=True, slots=True, eq=False)
class Shaper:
    """Shapes blocks into forms, for one language. `sizes` are the pictures' sizes in px by
    `src`."""

    sheet: Sheet
    gauge: Gauge
    sizes: Mapping[str, tuple[int, int]]

    def paragraph(
        self, runs: Runs, style: str, inset: int = 0, narrowest: int = _NARROWEST
    ) -> StyledParagraph:
        """Runs as a paragraph in a style of the page, `inset` px narrower than its block;
        `narrowest` is the narrowest measure in px it will be set to."""
        sizes = self.sheet.sizes(style)
        least = narrowest * PX * EM // max(sizes)
        ribbon = unroll(runs, self.sheet.cuts(style), self.gauge, least)
        return StyledParagraph(style, ribbon, inset)

    def balanced(self, runs: Runs, style: str) -> TextForm:
        """Runs as a form of one paragraph whose lines CSS balances.

        Chromium counts the lines it has to balance as if they were a link's: a word must fit
        without the kerning to the space after it. A word that fits by that kerning alone makes one
        line more (one of our sample headlines does, on one screen).
        """
        linked = tuple(Run(run.text, run.emphasis, run.href or "#") for run in runs)
        plain, tight = self.paragraph(runs, style), self.paragraph(linked, style)
        return TextForm((replace(plain, tight=tight.ribbon),))

    def text(self, runs: Runs, style: str, extra: int = 0, inset: int = 0) -> TextForm:
        """Runs as a form of one paragraph, with `extra` px around it."""
        return TextForm((self.paragraph(runs, style, inset),), extra)


def form_of(block: Block, shaper: Shaper, style: str = "body") -> Form:
    """The form of a block whose running text is set in a style of the page."""
    match block:
        case Paragraph():
            return shaper.text(block.runs, style)
        case Crosshead():
            return shaper.text(block.runs, _crosshead_style(block), LENGTHS["crosshead-padding"])
        case Quote():
            return _quote(block, shaper)
        case Listing():
            return _listing(block, shaper, style)
        case Table():
            return table_form(block, shaper)
        case Picture():
            return _picture(block, shaper)
        case Embed():
            return _embed(block, shaper)
        case Divider():
            return TextForm((), LENGTHS["divider-height"])


def _crosshead_style(block: Crosshead) -> str:
    """The style of a crosshead: large for level 2, small for all below."""
    return "crosshead" if block.level <= 2 else "crosshead_small"


def level_below(above: int, block: Crosshead) -> int:
    """The level a crosshead has in HTML below a heading of the level `above`: none is left out."""
    return min(block.level, above + 1, LOWEST)


def kind_of(block: Block) -> str:
    """The name of a block's kind in the sheet's margins and in CSS classes."""
    if isinstance(block, Quote):
        return "pull-quote" if block.pulled else "quote"
    return type(block).__name__.lower()


def _quote(block: Quote, shaper: Shaper) -> TextForm:
    inset = LENGTHS["quote-bar"] + LENGTHS["quote-inset"]
    between = LENGTHS["quote-between"]
    extra, style = 0, "quote"
    if block.pulled:
        inset, style = 0, "pull_quote"
        extra = 2 * (LENGTHS["pull-inset"] + LENGTHS["pull-line"])
    paragraphs = [shaper.paragraph(runs, style, inset) for runs in block.paragraphs]
    if block.credit:
        paragraphs.append(shaper.paragraph(block.credit, "meta", inset))
    return TextForm(tuple(paragraphs), extra + between * max(len(paragraphs) - 1, 0))


def _listing(block: Listing, shaper: Shaper, style: str) -> TextForm:
    inset = LENGTHS["list-inset"]
    paragraphs = tuple(shaper.paragraph(runs, style, inset) for runs in block.items)
    return TextForm(paragraphs, LENGTHS["list-between"] * max(len(paragraphs) - 1, 0))


def table_form(block: Table, shaper: Shaper) -> TableForm:
    """A table as a form: its cells, and what its columns need."""
    figures = figure_columns(block)
    sides = sides_of(figures)
    heads = [tuple(map(_bold, block.head))] if block.head else []
    rows = tuple(
        tuple(
            shaper.paragraph(cell, "table", around, WIDEST_WORD)
            for cell, around in zip(row, sides, strict=False)
        )
        for row in (*heads, *block.rows)
        if row
    )
    columns = []
    for number, whole in enumerate(figures):
        cells = [row[number].ribbon if number < len(row) else None for row in rows]
        head = cells.pop(0) if block.head else None
        texts = [cell for cell in cells if cell]
        columns.append(column_of(texts, head, whole, sides[number]))
    return TableForm(rows, tuple(columns))


def _bold(runs: Runs) -> Runs:
    """Runs as the head of a table sets them."""
    return tuple(Run(run.text, run.emphasis | Emphasis.BOLD, run.href) for run in runs)


def _picture(block: Picture, shaper: Shaper) -> PictureForm:
    size = shaper.sizes.get(block.src, (0, 0))
    cutline = cutline_of(block)
    gap = LENGTHS["cutline-gap"] if size[0] else 0
    under = shaper.text(cutline, "cutline", gap) if cutline else None
    return PictureForm(size, under, block.display)


def cutline_of(block: Picture) -> Runs:
    """Cutline and credit as the page sets them, in one paragraph."""
    if not block.credit:
        return block.cutline
    return (*block.cutline, *plain(" " if block.cutline else ""), Run(block.credit))


def _embed(block: Embed, shaper: Shaper) -> TextForm:
    around = LENGTHS["card-padding"] + LENGTHS["card-line"]
    title = shaper.paragraph(plain(block.title or block.href), "panel_title", 2 * around)
    host = host_of(block.href)
    lines = (title, shaper.paragraph(plain(host), "meta", 2 * around)) if host else (title,)
    return TextForm(lines, 2 * around)


def host_of(href: str) -> str:
    """The host of an address as a link card shows it, empty for a relative one."""
    try:
        return (urlsplit(href).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
