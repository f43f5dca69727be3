"""What stands beside a story in print: measures modules and pictures, and fills all boxes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from layout.edition.single.picture_markup import (
    picture_depth,
    picture_html,
    unshown_pictures,
    with_files,
)
from layout.makeup.story.items_to_stack import measures_of, pictures_of
from layout.page.document import Box, Document
from layout.page.grid import Grid
from layout.press.boxes.house_ads import house_ad_html
from layout.press.boxes.module_markup import module_html
from layout.press.ink.metadata import UNDATED
from layout.publication.material import Material
from layout.story.as_written import SlotAsk
from layout.story.module import Module
from layout.story.pictures.paths import picture_file, pictures_in
from slots.finding import Finding

_LABEL = "Advertisement"

_Depths = dict[tuple[str, int], int]
"""Depth in millipoints of each (id, columns)."""


class Boxes:
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
        from layout.press.frames.cached_frames import Press, depths
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
        deep = depths(frames, Press(its.theme, its.foundry, date, house.language))
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
