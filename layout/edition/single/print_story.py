"""The print edition of one story: measures what stands beside it, makes it up, fills its boxes; and
what came of it, in numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from layout.edition.leg_fill import leg_figures
from layout.edition.single.picture_markup import (
    picture_depth,
    picture_html,
    unshown_pictures,
    with_files,
)
from layout.makeup.story.items_to_stack import measures_of, pictures_of
from layout.makeup.story.make_up import Assignment, MadeUp, make_up
from layout.makeup.type.shortfalls import Printed, shortfalls
from layout.page.document import Box, Document
from layout.page.grid import Grid
from layout.press.boxes.house_ads import house_ad_html
from layout.press.boxes.module_markup import module_html
from layout.press.ink.metadata import UNDATED
from layout.publication.material import Material
from layout.publication.settings.print_grid import AS_PUBLISHED, Choice, grid_for
from layout.story.as_written import SlotAsk, Story, on_paper
from layout.story.module import Module
from layout.story.pictures.paths import picture_file, pictures_in
from layout.story.reading_order import texts_of_block
from layout.story.run import text_of
from layout.typeset.coverage import check_glyphs
from layout.typeset.set_text import compositor
from layout.work.terminal.console import QUIET, Console
from slots.finding import Finding, Severity, Where

_LABEL = "Advertisement"

_Depths = dict[tuple[str, int], int]
"""Depth in millipoints of each (id, columns)."""


@dataclass(frozen=True, slots=True, eq=False)
class PrintEdition:
    """A document ready for the press, the plan it follows, and all findings on the way.

    `words` counts those of the story, from headline to last line, boxes not among them.
    """

    document: Document
    made: MadeUp
    words: int
    findings: tuple[Finding, ...]


def make_print_edition(
    material: Material, choice: Choice = AS_PUBLISHED, console: Console = QUIET
) -> PrintEdition:
    """The story as a document. Raises BadInput where nothing can be set on the sheet."""
    material = replace(material, story=on_paper(material.story))
    grid = grid_for(material.house, choice, text=True)
    boxes = _Boxes(material)
    console.step("Measuring boxes and pictures")
    depths = boxes.measured(grid)
    console.step("Breaking lines, stacking and making up")
    by = compositor(material.theme, material.foundry, material.story.language)
    house, rules, homes = material.house.publication, material.rulebook, material.homes
    made = make_up(Assignment(material.story, grid, house, rules, homes, depths), by)
    console.step("Filling the boxes")
    document = boxes.filled(made.document, depths)
    own = (*boxes.findings, *_without_address(material), *_typeset(material, len(document.pages)))
    findings = (*material.findings, *own, *document.findings)
    return PrintEdition(document, made, words_in(material.story), findings)


def _typeset(material: Material, pages: int) -> tuple[Finding, ...]:
    """What its type has to do without, and glyphs that no font has."""
    story, theme, foundry = material.story, material.theme, material.foundry
    continued = pages > 1 or story.comments is not None
    speaking = frozenset({story.slug} if continued else ())
    printed = Printed((story,), material.house.publication, theme, foundry, speaking, False)
    return (*check_glyphs(story, theme, foundry), *shortfalls(printed))


def words_in(story: Story) -> int:
    """The words of a story, from headline to last line, boxes not among them."""
    heads = (story.kicker, text_of(story.headline), text_of(story.deck), story.byline)
    texts = (
        *heads,
        story.dateline,
        *(text for block in story.body for text in texts_of_block(block)),
    )
    return sum(len(text.split()) for text in texts)


def _without_address(material: Material) -> tuple[Finding, ...]:
    """A note where addresses have to be printed and the publication says none of its own."""
    house, story = material.house.publication, material.story
    modules = [ask.content for ask in story.asks if isinstance(ask.content, Module)]
    printed = [module for module in modules if module.items or module.kind == "newsletter"]
    if house.site or house.short_address or not printed:
        return ()
    message = f'printed addresses begin with a made-up "{house.name.lower()}.example"'
    hint = "set site in newsgrid.toml"
    where = Where(story.source or None)
    return (Finding("no-site", Severity.WARNING, message, where, hint),)


class _Boxes:
    """The boxes of one story, by id: modules, pictures and ads."""

    def __init__(self, material: Material) -> None:
        asked = [ask.content for ask in material.story.asks]
        self._material = material
        self._story = Path(material.story.source)
        self._unshown = unshown_pictures(material.story, pictures_in(material.story))
        modules = [one for one in asked if isinstance(one, Module)]
        shown = {one.id: with_files(one, self._story, self._unshown) for one in modules}
        self._modules = {name: module for name, (module, _) in shown.items()}
        self._files = {name: files for name, (_, files) in shown.items()}
        self._pictures = dict(pictures_of(material.story))
        self._ads = {one.id: i for i, one in enumerate(a for a in asked if isinstance(a, SlotAsk))}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with pictures that cannot be shown."""
        return tuple(self._unshown.values())

    def measured(self, grid: Grid) -> _Depths:
        """How deep each module and picture is at each width it may have: one rendering for all."""
        its = self._material
        measures = measures_of(its.story, its.homes, its.rulebook, grid)
        if not measures:
            return {}
        from layout.press.frames.cached_frames import FrameSetup, depths
        from layout.press.frames.skeleton import Frame

        house = its.house.publication
        frames = tuple(
            Frame(
                self._role(one.id),
                self._html(one.id, one.width),
                one.width,
                files=self._files_of(one.id),
            )
            for one in measures
        )
        date = house.date or its.story.date or UNDATED
        deep = depths(frames, FrameSetup(its.theme, its.foundry, date, house.language))
        paired = zip(measures, frames, strict=True)
        return {(one.id, one.columns): deep[frame] for one, frame in paired}

    def filled(self, document: Document, depths: _Depths) -> Document:
        """The document with markup in all its boxes; unsold ads are filled by the house."""
        pages = tuple(
            replace(page, boxes=tuple(self._box(box, page.grid, depths) for box in page.boxes))
            for page in document.pages
        )
        return replace(document, pages=pages)

    def _box(self, box: Box, grid: Grid, depths: _Depths) -> Box:
        its = self._material
        if box.id in self._ads:
            number, house = self._ads[box.id], its.house.publication
            html = house_ad_html(number, box.rect, house, its.theme, its.foundry)
            return replace(box, html=html, label=box.label or self._label(box.id))
        columns = sum(box.rect.x <= x < box.rect.right for x, _ in grid.columns)
        spare = box.rect.height - depths[box.id, columns]
        html = self._html(box.id, box.rect.width, spare)
        return replace(box, html=html, files=self._files_of(box.id))

    def _label(self, ad: str) -> str:
        """The words over an ad, as its slot has them."""
        rules = self._material.rules
        return rules.slot[self._material.homes[ad]].label or rules.defaults.label or _LABEL

    def _role(self, name: str) -> str:
        return self._modules[name].kind if name in self._modules else "picture"

    def _files_of(self, name: str) -> tuple[str, ...]:
        """The files of the pictures that its markup names."""
        if name in self._modules:
            return self._files[name]
        src = self._pictures[name].src
        file = picture_file(src, self._story) if src not in self._unshown else None
        return (str(file),) if file else ()

    def _html(self, name: str, width: int, spare: int = 0) -> str:
        """Its markup in a frame; a picture takes what its frame has spare, a module's tint does."""
        its = self._material
        if name in self._modules:
            return module_html(
                self._modules[name], width, its.house.publication, its.theme, its.foundry
            )
        picture = self._pictures[name]
        depth = picture_depth(picture, self._story, width) + spare
        return picture_html(picture, self._story, depth, self._unshown)


def figures_alone(edition: PrintEdition) -> dict[str, Any]:
    """What was printed, in numbers. `white` is the share of the pages' cells left empty; `short`
    counts the legs that are not filled to their foot, each story's last one apart."""
    pages, plan = edition.document.pages, edition.made.stack
    body = [fragment for page in pages for fragment in page.fragments if fragment.role == "body"]
    cells = sum(
        (page.space.rows - page.space.first_row) * page.space.columns for page in plan.pages
    )
    return {
        "pages": len(pages),
        "words": edition.words,
        "lines": sum(len(fragment.lines) for fragment in body),
        "boxes": sum(len(page.boxes) for page in pages),
        "objective": plan.objective,
        "bound": plan.bound,
        "method": plan.method,
        "white": round(plan.white / cells, 4),
        **leg_figures(pages),
    }
