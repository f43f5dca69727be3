"""Panels: the boxes of modules (Blue Box, digest, newsletter sign-up), and how high they are.

  bar    ━━━━━━━━━━━━━━━━━━━━━
padding   title
          note                  `panel-between` px between all parts
          text, lists
          ─────────────────     a line over each item, `item-padding` over and under its text
          item
          Read more.            its link, `item-link-gap` px under it, small
          ☀ item                of the weather: `sky-inset` px for the sign, where it has one
          ─────────────────
          label, field, button  newsletter only
padding
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from layout.story.block import Block, Listing
from layout.story.module import Module, ModuleItem
from layout.story.run import Emphasis, Run, Runs, plain
from layout.story.weather import KIND as WEATHER
from layout.web.measure.blocks_to_forms import Shaper, form_of
from layout.web.measure.column_and_rail_widths import LENGTHS, Sheet, Step
from layout.web.measure.forms import Form, StyledParagraph, TextForm
from layout.web.measure.page_words import Wording, wording_of

NEWSLETTER = "newsletter"


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """A module shaped once for all widths: its parts, and whether a sign-up form ends it."""

    parts: tuple[Form, ...]
    label: StyledParagraph | None

    def height(self, width: int, sheet: Sheet, step: Step) -> float:
        """The outer height in px of a box `width` px wide."""
        return self.heights((width,), sheet, step)[0]

    def heights(self, widths: Sequence[int], sheet: Sheet, step: Step) -> list[float]:
        """The outer heights in px of boxes of several rising widths in px."""
        inner = [width - 2 * LENGTHS["panel-padding"] for width in widths]
        rows = [part.heights(inner, sheet, step) for part in self.parts]
        if self.label:
            rows.append(self._form_heights(inner, sheet, step))
        around = LENGTHS["panel-between"] * max(len(rows) - 1, 0)
        around += LENGTHS["panel-bar"] + 2 * LENGTHS["panel-padding"]
        columns = zip(*rows, strict=True) if rows else [()] * len(widths)
        return [sum(column) + around for column in columns]

    def _form_heights(self, inner: list[int], sheet: Sheet, step: Step) -> list[float]:
        """Label, field and button: one under the other but at the medium step."""
        assert self.label
        rows = 1 if step.name == "medium" else 2
        below = rows * (LENGTHS["field-height"] + LENGTHS["field-gap"])
        labels = self.label.heights([width * 64 for width in inner], sheet, step)
        return [label + below for label in labels]


def panel_of(module: Module, shaper: Shaper, language: str) -> Panel:
    """The panel of a module."""
    parts: list[Form] = []
    if module.title:
        parts.append(shaper.text(module.title, "panel_title"))
    if module.note:
        parts.append(shaper.text(module.note, "meta"))
    parts += [_part(block, shaper) for block in module.blocks]
    if module.items:
        parts.append(_items(module, shaper))
    label = None
    if module.kind == NEWSLETTER:
        label = shaper.paragraph(plain(wording_of(language).email), "meta")
    return Panel(tuple(parts), label)


def link_runs(item: ModuleItem) -> Runs:
    """The words of an item's link, a line of its own: bold where it leads somewhere."""
    if not item.link:
        return ()
    return (Run(item.link, Emphasis.BOLD if item.href else Emphasis.NONE, item.href or None),)


def success_of(module: Module, wording: Wording) -> str:
    """What a sign-up says when it is done."""
    return module.success or wording.success


def _part(block: Block, shaper: Shaper) -> Form:
    if isinstance(block, Listing) and block.items:
        return _entries(block.items, shaper)
    return form_of(block, shaper, "panel")


def _items(module: Module, shaper: Shaper) -> TextForm:
    items = module.items
    inset = LENGTHS["sky-inset"] if module.kind == WEATHER else 0
    texts = _entries(tuple(item.runs for item in items), shaper, inset)
    links = tuple(shaper.paragraph(runs, "meta", inset) for runs in map(link_runs, items) if runs)
    gaps = LENGTHS["item-link-gap"] * len(links)
    return TextForm((*texts.paragraphs, *links), texts.extra + gaps)


def _entries(items: tuple[Runs, ...], shaper: Shaper, inset: int = 0) -> TextForm:
    around = 2 * LENGTHS["item-padding"] + LENGTHS["panel-line"]
    paragraphs = tuple(shaper.paragraph(runs, "panel", inset) for runs in items)
    return TextForm(paragraphs, around * len(paragraphs) - LENGTHS["item-padding"])
