"""IDML of an edition: all its pages with frames, threads, styles and links.

Document ─> threads, boxes, graphics, rules ─> masters ─> styles ─> spreads, stories ─> package
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from layout.edition.make_edition import Newspaper
from layout.idml.matter.boxes import box_matter
from layout.idml.matter.graphics import Graphic, graphics_of
from layout.idml.matter.links import LINKS, Link, Links, contents
from layout.idml.matter.masters import Mastered, mastered
from layout.idml.matter.paragraphs import Setting
from layout.idml.matter.set_matter import Layer, Panel, Ruled, Swatch, Thread
from layout.idml.matter.threads import loose_thread, threads_of
from layout.idml.written.fonts import FONTS, FontName, FontNames, font_files, font_list
from layout.idml.written.languages import is_known, language_name
from layout.idml.written.package import (
    MIMETYPE,
    container,
    design_map,
    fonts_part,
    graphic_part,
    preferences_part,
    tags_part,
    zipped,
)
from layout.idml.written.spreads import Contents, PageOf, Sheet, SpreadWriter, Threaded
from layout.idml.written.stories import StoryWriter, backing_story
from layout.idml.written.styles import Styles
from layout.idml.written.xml_parts import part
from layout.page.document import Document, Stroke
from layout.page.grid import Grid
from layout.page.rect import Rect
from layout.press.pdf import ad_labels
from layout.publication.closed_pages import closed_pdf
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import Theme
from slots.finding import Finding, Severity

_BLACK = Swatch("Black", (0, 0, 0, 100))


@dataclass(frozen=True, slots=True)
class Wishes:
    """How an IDML is wanted: with our line ends (`lines`), and as a package with all its files."""

    lines: bool = False
    package: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Matter:
    """What stands on the pages of a document, and its masters."""

    pages: tuple[int, ...]
    mastered: Mastered
    panels: tuple[Panel, ...]
    rules: tuple[Ruled, ...]
    graphics: tuple[Graphic, ...]
    links: tuple[Link, ...]

    @property
    def threads(self) -> tuple[Thread, ...]:
        """All threads: those of pages, then those of masters."""
        masters = (thread for master in self.mastered.masters for thread in master.threads)
        return (*self.mastered.threads, *masters)


@dataclass(frozen=True, slots=True, eq=False)
class Idml:
    """An edition as IDML: its bytes, the other files of its package by their names, what stands on
    its pages, how many styles it has, its fonts, and what is to be told."""

    data: bytes
    files: Mapping[str, bytes]
    matter: _Matter
    styles: int
    fonts: tuple[FontName, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Copy:
    """A document to be written: with the grid of its pages, the theme and faces that it is set in,
    the languages of its stories by their slugs, and the PDFs of pages that are not in it, by their
    numbers."""

    document: Document
    grid: Grid
    theme: Theme
    foundry: Foundry
    languages: Mapping[str, str] = field(default_factory=dict)
    closed: Mapping[int, bytes] = field(default_factory=dict)


def idml_of(made: Newspaper, wishes: Wishes, name: str) -> Idml:
    """An edition as IDML called `name`. Raises BadInput with the pictures and artwork that cannot
    be placed."""
    folder = made.stacked.house.folder
    closed = {page.number: closed_pdf(folder, page) for page in made.closed.pages if folder}
    languages = {material.story.slug: material.story.language for material in made.copy.materials}
    by = (made.stacked.grid, made.stacked.theme, made.stacked.foundry)
    copy = Copy(made.document, *by, languages, closed)
    return write_idml(copy, wishes, name)


def write_idml(copy: Copy, wishes: Wishes, name: str) -> Idml:
    """A document as IDML: same document, theme and faces, same bytes."""
    setting = Setting(copy.theme, copy.document.language, copy.languages)
    links = Links()
    matter = _matter_of(copy, setting, links)
    fonts = FontNames()
    styles = Styles(matter.threads, fonts, setting, wishes.lines)
    elements = styles.elements()
    named = tuple(font.name for font in fonts.all())
    sheet = Sheet(copy.grid, wishes.package)
    written = _written(matter, sheet, StoryWriter(styles, wishes.lines))
    swatches = (*_swatches(matter, setting), *styles.swatches)
    tags = (copy.document.language, *styles.languages)
    resources = {
        "Resources/Graphic.xml": graphic_part(swatches),
        "Resources/Fonts.xml": fonts_part(named),
        "Resources/Styles.xml": part("Styles", *elements),
        "Resources/Preferences.xml": preferences_part(sheet, len(matter.pages)),
        "XML/Tags.xml": tags_part(),
    }
    parts = {**resources, **written.parts, "XML/BackingStory.xml": backing_story()}
    listed = [*resources, *written.parts, "XML/BackingStory.xml"]
    known = map(language_name, filter(is_known, tags))
    design = design_map(f"{name}.indd", listed, written.stories, known, matter.pages)
    whole = {"designmap.xml": design, "META-INF/container.xml": container(), **parts}
    data = zipped(whole, MIMETYPE)
    count = len(elements[0]) + len(elements[1]) - 2
    files = _package(matter.links, fonts) if wishes.package else {}
    return Idml(data, files, matter, count, named, tuple(_findings(copy, styles.languages)))


def _matter_of(copy: Copy, setting: Setting, links: Links) -> _Matter:
    """What stands on the pages of a document. Raises BadInput with files that cannot be placed."""
    document = copy.document
    boxes = box_matter(document, setting, copy.foundry, links)
    labels = [
        loose_thread(page, label, setting)
        for page in document.pages
        for label in ad_labels(page, copy.theme, copy.foundry)
    ]
    threads = (*threads_of(document, setting), *labels, *boxes.threads)
    rules = tuple(
        _rule(page.number, stroke, setting) for page in document.pages for stroke in page.strokes
    )
    graphics = (*graphics_of(document, links, _BLACK), *boxes.graphics, *_closed(copy, links))
    links.check()
    found = mastered(document, threads, rules)
    numbers = sorted({page.number for page in document.pages} | copy.closed.keys())
    all_rules = (*found.rules, *boxes.rules)
    return _Matter(tuple(numbers), found, tuple(boxes.panels), all_rules, graphics, links.all())


def _rule(page: int, stroke: Stroke, setting: Setting) -> Ruled:
    start, end = (stroke.x1, stroke.y1), (stroke.x2, stroke.y2)
    swatch = setting.swatch(stroke.colour)
    return Ruled(Layer.FURNITURE, page, start, end, stroke.thickness, swatch)


def _closed(copy: Copy, links: Links) -> list[Graphic]:
    """The pages that are closed, each as the PDF that it was closed with."""
    wide, deep = copy.grid.trim
    size, rect = (wide / 1000, deep / 1000), Rect(0, 0, wide, deep)
    return [
        Graphic(
            f"closed page {number}",
            Layer.COPY,
            number,
            rect,
            links.drawn(f"closed-{number:02}", data, size),
            (1.0, 1.0),
            (0.0, 0.0),
        )
        for number, data in sorted(copy.closed.items())
    ]


@dataclass(frozen=True, slots=True)
class _Written:
    """Masters, spreads and stories as parts, and the ids of the stories."""

    parts: Mapping[str, bytes]
    stories: tuple[str, ...]


def _written(matter: _Matter, sheet: Sheet, stories: StoryWriter) -> _Written:
    ids = {id(thread): f"s{number:x}" for number, thread in enumerate(matter.threads, 1)}
    threaded = Threaded(ids)
    writer = SpreadWriter(sheet, threaded)
    parts: dict[str, bytes] = {}
    for number, master in enumerate(matter.mastered.masters):
        name = f"master{number}"
        parts[f"MasterSpreads/MasterSpread_{name}.xml"] = writer.master(name, master)
    on = matter.mastered
    contents_ = Contents(on.threads, matter.panels, matter.rules, matter.graphics)
    for number, pages in enumerate(_spreads(matter.pages)):
        named = [PageOf(page, _master_id(on.of_page.get(page))) for page in pages]
        name = f"spread{number}"
        parts[f"Spreads/Spread_{name}.xml"] = writer.spread(name, number, named, contents_)
    for thread in matter.threads:
        name = threaded.story(thread)
        parts[f"Stories/Story_{name}.xml"] = stories.part(thread, name)
    return _Written(parts, tuple(ids.values()))


def _master_id(number: int | None) -> str:
    return "n" if number is None else f"master{number}"


def _spreads(pages: Sequence[int]) -> list[list[int]]:
    """Pages that face each other: 1, then 2 and 3, ..."""
    together: dict[int, list[int]] = {}
    for page in pages:
        together.setdefault(page // 2, []).append(page)
    return list(together.values())


def _swatches(matter: _Matter, setting: Setting) -> list[Swatch]:
    """The colours of the theme, and those of grounds and lines."""
    theme = [setting.swatch(name) for name in setting.theme.colours]
    rules = [rule.colour for rule in matter.rules]
    rules += [rule.colour for master in matter.mastered.masters for rule in master.rules]
    inks = [*theme, *(panel.fill for panel in matter.panels), *rules]
    return [each for each in dict.fromkeys(inks) if each != _BLACK]


def _package(links: Sequence[Link], fonts: FontNames) -> dict[str, bytes]:
    """The files of a package beside the document."""
    named = fonts.all()
    files = {f"{LINKS}/{name}": data for name, data in contents(tuple(links))}
    files |= {f"{FONTS}/{name}": data for name, data in font_files(named).items()}
    return {**files, "fonts.txt": font_list(named).encode()}


def _findings(copy: Copy, languages: Sequence[str]) -> list[Finding]:
    """What a designer should know of the document."""
    found = []
    if copy.closed:
        said = ", ".join(map(str, sorted(copy.closed)))
        message = f"closed pages ({said}) are placed as the PDFs that they were closed with"
        hint = "open them with newsgrid print --open to have their type"
        found.append(Finding("idml-closed-page", Severity.INFO, message, hint=hint))
    for tag in languages:
        if not is_known(tag):
            message = f"InDesign has no language for {tag}: its text is not hyphenated there"
            hint = "hyphenate it with a dictionary of your own, or write it with --lines"
            found.append(Finding("idml-no-language", Severity.INFO, message, hint=hint))
    return found
