"""The pool of stories: the corpora, taken in as `newsgrid import` does.

web           saved pages of sixty sites (Readability's tests): features, wires, blogs, recipes
wires         stories of agencies (Superdesk's fixtures, ninjs, NewsML-G2, NITF), in English
wires-abroad  those in other languages
wikinews      French news
udhr          the Universal Declaration in five languages that the theme's fonts can set

What no newspaper would print is left out: stories of a few words, blind text, the same headline
twice, and scripts that are in no font of the theme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from benchmarks.copy_in import files_in
from benchmarks.corpora import OTHER_SCRIPTS
from benchmarks.foreign.supply import Need, need_of, words_of
from layout.imports.all_formats import FORMATS
from layout.imports.markdown_of import markdown_of
from layout.imports.publication.import_all import Order, Wishes, import_all
from layout.newsgrid import shelf_of, taken
from layout.page.format import FORMATS as SHEETS
from layout.page.format import grid_of
from layout.page.grid import Grid
from layout.publication.all_stories import Shelf
from layout.story.as_written import Story
from layout.story.reading_order import texts_of_block
from layout.story.run import text_of
from layout.typeset.set_text import compositor

_ABROAD = "-abroad"
GROUPS = ("web", "wires", f"wires{_ABROAD}", "wikinews", "udhr")
COLUMNS = 5
LEAST = 40
"""Words: less is a caption, a mistake or a test of a reader."""
_BLIND = re.compile(r"\blorem\b|\bdolor sit\b|\btempor incididunt\b", re.IGNORECASE)
_HIGHEST = "\u0590"
"""Letters from here on (Hebrew, Arabic, Thai, Chinese ...) are in no font of the theme."""
_FOREIGN = 12
"""Of such letters so many are a word or two in a story of another script."""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A story of the pool: its group, its file, as it was read, and what others it was read with
    share."""

    group: str
    file: Path
    story: Story
    shelf: Shelf

    def parts(self) -> tuple[list[str], str]:
        """The lines of its file's front matter, and the text below it."""
        _, head, text = self.file.read_text("utf-8").split("---\n", 2)
        return head.splitlines(), text.strip()

    def need_on(self, grid: Grid) -> Need:
        """What it takes on a grid, without pictures; worked out once."""
        return _need(self, grid)

    @property
    def name(self) -> str:
        """Its slug in an edition: no two of the pool have the same."""
        return f"{self.group}-{self.file.stem}"


@cache
def _need(told: Told, grid: Grid) -> Need:
    shelf = told.shelf
    by = compositor(shelf.around.theme, shelf.foundry, told.story.language)
    return need_of(told.story, grid, by)


def sheet(name: str) -> Grid:
    """The grid of a format of pages."""
    return grid_of(SHEETS[name], COLUMNS)


def pool_of(corpora: Path, folder: Path, groups: Sequence[str] = GROUPS) -> tuple[Told, ...]:
    """The stories of groups of the corpora, imported into a folder, in an order that never
    changes."""
    files = _files(corpora)
    rooms = dict.fromkeys(group.removesuffix(_ABROAD) for group in GROUPS if group in groups)
    return tuple(told for room in rooms for told in _taken(room, files[room], folder))


def _files(corpora: Path) -> dict[str, Sequence[Path]]:
    """What is imported of each group."""
    imports = corpora / "imports"
    rooms = ("wires", "ninjs", "newsml-g2", "nitf")
    declarations = sorted((corpora / "udhr").glob("*.html"))
    return {
        "web": sorted((imports / "html").glob("*/source.html")),
        "wires": [file for room in rooms for file in files_in(imports / room)],
        "wikinews": sorted((corpora / "wikinews-fr").rglob("documents/*.html")),
        "udhr": [file for file in declarations if file.stem not in OTHER_SCRIPTS],
    }


def _taken(room: str, files: Sequence[Path], folder: Path) -> Iterator[Told]:
    """The stories of a group that a newspaper could print, of one headline the first."""
    paper = folder / room
    if not paper.exists():
        import_all(Order(files, paper, Wishes(), FORMATS, markdown_of))
    shelf = shelf_of(paper, ruled=False)
    seen: set[str] = set()
    for file in shelf.stories:
        story = replace(taken(shelf, file).story, source="")
        headline = text_of(story.headline).casefold()
        if headline not in seen and printable(story):
            seen.add(headline)
            abroad = room == "wires" and not story.language.startswith("en")
            yield Told(f"{room}{_ABROAD}" if abroad else room, file, story, shelf)


def printable(story: Story) -> bool:
    """Whether a newspaper in the theme's fonts would print a story."""
    every = (text for block in story.body for text in texts_of_block(block))
    text = " ".join((text_of(story.headline), *every))
    strange = sum(letter >= _HIGHEST and letter.isalpha() for letter in text)
    return words_of(story) >= LEAST and not _BLIND.search(text) and strange <= _FOREIGN
