"""The stories of a printed edition: read, set, and measured with what stands beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from layout.desk.cache_folder import CacheFolder
from layout.desk.material import Material, attempt
from layout.desk.pictures import picture_size
from layout.desk.shelf import Shelf, taken
from layout.makeup.cutline import cutline_depth
from layout.makeup.edition.article import Article, Beside, BoxShape, article_of
from layout.makeup.edition.picture_shape import PictureShape
from layout.makeup.items import pictures_of
from layout.page.grid import Area, Grid
from layout.press.metadata import UNDATED
from layout.press.modules import module_html
from layout.story.module import Module
from layout.story.picture_file import picture_file
from layout.typeset.text import Compositor, compositor
from slots.finding import Finding, Severity, Where


@dataclass(frozen=True, slots=True, eq=False)
class Copy:
    """The stories of an edition. `markup` gives the content of each box by its id and columns."""

    articles: tuple[Article, ...]
    materials: tuple[Material, ...]
    markup: dict[tuple[str, int], str]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Reader:
    """What all stories share."""

    shelf: Shelf
    grid: Grid
    cache: CacheFolder | None
    setters: dict[str, Compositor] = field(default_factory=dict)

    def compositor(self, language: str) -> Compositor:
        """The compositor of a language, made once."""
        if language not in self.setters:
            theme = self.shelf.around.theme
            self.setters[language] = compositor(theme, self.shelf.foundry, language)
        return self.setters[language]


def copy_of(shelf: Shelf, grid: Grid, cache: CacheFolder | None) -> Copy:
    """All stories of a publication that can be read; what is wrong with others is found."""
    findings: list[Finding] = []
    materials = tuple(_materials(shelf, findings))
    reader = _Reader(shelf, grid, cache)
    markup, depths = _boxes(materials, reader)
    articles = tuple(_article(material, depths, reader) for material in materials)
    return Copy(articles, materials, markup, tuple(dict.fromkeys(findings)))


def _materials(shelf: Shelf, findings: list[Finding]) -> Iterator[Material]:
    """Each story with its publication, its problems noted; two of one name cannot both stand."""
    seen: dict[str, Path] = {}
    for file in shelf.stories:
        material = attempt(lambda file=file: taken(shelf, file), findings)  # type: ignore[misc]
        if material is None:
            continue
        findings.extend(material.findings)
        slug = material.story.slug
        if slug in seen:
            message = f'"{slug}" is already the name of {seen[slug]}: the story is left out'
            hint = "give one of the files another name"
            findings.append(Finding("repeated-story", Severity.ERROR, message, _at(file), hint))
            continue
        seen[slug] = file
        yield material


def _at(file: Path) -> Where:
    return Where(str(file))


def _article(material: Material, depths: dict[tuple[str, int], int], reader: _Reader) -> Article:
    story, grid = material.story, reader.grid
    by = reader.compositor(story.language)
    shapes = (_picture(name, material, by, grid) for name, _ in pictures_of(story))
    pictures = tuple(shape for shape in shapes if shape.file)  # others were found missing
    boxes = tuple(
        BoxShape(
            name,
            module.kind,
            {c: depths[name, c] for c in range(1, len(grid.columns) + 1)},
        )
        for name, module in _modules(material)
    )
    facts = (story, [(p.across, p.down) for p in pictures], [box.depths for box in boxes])
    key = hashlib.sha256(repr(facts).encode()).hexdigest()[:24]
    return article_of(story, key, Beside(pictures, boxes), grid, by)


def _picture(name: str, material: Material, by: Compositor, grid: Grid) -> PictureShape:
    source = Path(material.story.source)
    picture = dict(pictures_of(material.story))[name]
    across, down = picture_size(picture, source)
    cutlines = {
        columns: cutline_depth(picture, _width(grid, columns), by)
        for columns in range(1, len(grid.columns) + 1)
    }
    return PictureShape(name, picture, across, down, cutlines, picture_file(picture.src, source))


def _modules(material: Material) -> Iterator[tuple[str, Module]]:
    """The modules of a story, by ids that no other story's have."""
    for ask in material.story.asks:
        if isinstance(ask.content, Module):
            yield f"{material.story.slug}-{ask.content.id}", ask.content


def _boxes(
    materials: Sequence[Material], reader: _Reader
) -> tuple[dict[tuple[str, int], str], dict[tuple[str, int], int]]:
    """The markup of all modules at every width, and how deep they are: one rendering for all that
    were not measured before."""
    shelf, grid = reader.shelf, reader.grid
    house, theme = shelf.house.publication, shelf.around.theme
    markup, kinds = {}, {}
    for material in materials:
        for name, module in _modules(material):
            for columns in range(1, len(grid.columns) + 1):
                width = _width(grid, columns)
                kinds[name] = module.kind
                markup[name, columns] = module_html(module, width, house, theme, shelf.foundry)
    return markup, _depths(markup, kinds, reader)


def _depths(
    markup: dict[tuple[str, int], str], kinds: dict[str, str], reader: _Reader
) -> dict[tuple[str, int], int]:
    """How deep each box is at each width; those measured before are not measured again."""
    from layout.press.kept_frames import KeptFrames
    from layout.press.skeleton import Frame

    shelf = reader.shelf
    house = shelf.house.publication
    frames = [
        Frame(kinds[name], html, _width(reader.grid, columns))
        for (name, columns), html in markup.items()
    ]
    date = house.date or UNDATED
    press = KeptFrames(shelf.around.theme, shelf.foundry, date, house.language)
    return dict(zip(markup, press.depths(frames, reader.cache), strict=True))


def _width(grid: Grid, columns: int) -> int:
    return grid.rect(Area(0, 0, columns, 1)).width
