"""The readers: for each kind of file, what is made of it, and what may come of that.

A reader gives a value or raises what it documents; whatever else it raises is a find. Each reads
a file in a publication of its own, as the desk's commands do.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fuzz import imports, made, samples
from benchmarks.fuzz.harm import encoded, harmed_bytes, harmed_text
from benchmarks.fuzz.tree import harmed_tree

PURPOSE = 0.12
"""The share of files that are made on purpose."""

MISTAKEN = 0.5
"""Of the rest of settings, the share whose syntax is right and whose values are not."""

TREES = ("newsgrid", "slots", "creatives", "pages", "ads.toml", "theme", "strip", "plan")
PLACE = Path(__file__).parents[2] / "templates" / "publication"


class Bug(Exception):
    """What a command line said when it ended otherwise than it may."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One kind of file: how often it comes, its name, its bytes, and what reads it."""

    kind: str
    weight: int
    names: tuple[str, ...]
    draw: Callable[[random.Random], bytes]
    read: Callable[[Path], object]

    def file(self, folder: Path, dice: random.Random) -> Path:
        """A file of this kind, written into a new publication in a folder."""
        (folder / "stories" / "media").mkdir(parents=True, exist_ok=True)
        if not any(name == "newsgrid.toml" for name in self.names):
            (folder / "newsgrid.toml").write_bytes((PLACE / "newsgrid.toml").read_bytes())
        file = folder / dice.choice(self.names)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(self.draw(dice))
        return file


def expected() -> tuple[type[Exception], ...]:
    """What readers may raise."""
    from layout.publication.creatives.asset_files import Unusable
    from layout.story.pictures.unreadable import Unreadable
    from slots.finding import BadInput

    return BadInput, Unreadable, Unusable


def _text(kind: str) -> Callable[[random.Random], bytes]:
    def draw(dice: random.Random) -> bytes:
        if dice.random() < PURPOSE:
            return encoded(made.made_text(kind, dice), dice)
        every = samples.texts(kind)
        if kind in TREES and dice.random() < MISTAKEN:
            tree = harmed_tree(kind, every, dice)
            if tree is not None:
                return tree.encode("utf-8", "surrogatepass")
        return encoded(harmed_text(dice.choice(every), every, dice), dice)

    return draw


def _picture(dice: random.Random) -> bytes:
    if dice.random() < PURPOSE:
        return made.made_picture(dice)
    every = samples.pictures()
    return harmed_bytes(dice.choice(every), every, dice)


def _artwork(dice: random.Random) -> bytes:
    if dice.random() < PURPOSE:
        return made.made_artwork(dice)
    every = samples.artwork()
    return harmed_bytes(dice.choice(every), every, dice)


def _template(dice: random.Random) -> bytes:
    """What `Reader.file` takes for a theme's template; its name comes of `_templates`."""
    every = [text for _, text in samples.templates()]
    if dice.random() < PURPOSE * 2:
        return encoded(made.made_text("templates", dice), dice)
    return encoded(harmed_text(dice.choice(every), every, dice), dice)


# --- what reads them ----------------------------------------------------------------------------


def _read_story(file: Path) -> object:
    from layout.story.read.any_format import read_story
    from layout.story.read.module_library import fill_modules

    story, findings = read_story(file)
    filled, more = fill_modules(story, {})
    return filled, findings, more


def _read_module(file: Path) -> object:
    from layout.story.read.module_library import read_module

    return read_module(file)


def _inspect(file: Path) -> object:
    from layout.checking.one_file import inspect

    return inspect(file)


def _read_theme(file: Path) -> object:
    from layout.press.frames.skeleton import Frame, frame_markup
    from layout.typeset.words.foundry import Foundry
    from layout.typeset.words.theme import load_theme

    theme = load_theme(file.parent)
    return frame_markup(Frame("ad", "", 100_000, 100_000), theme, Foundry(theme.fallback), "en")


def _read_plan(file: Path) -> object:
    from layout.edition.last_plan import read_record, record_text

    record, findings = read_record(file)
    return record_text(record), findings


def _read_strip(file: Path) -> object:
    from slots.interchange.strip_file import load_strip

    return load_strip(file)


def _read_picture(file: Path) -> object:
    """As the web and the fronts look at it, then as the press prints it."""
    from layout.edition.single.picture_markup import picture_size
    from layout.story.as_written import Story
    from layout.story.block import Picture
    from layout.story.run import plain
    from layout.web.cards.thumbnails import teaser_of
    from layout.web.measure.picture_files import pictures_of

    picture = Picture(f"media/{file.name}", "A", plain("A"), "")
    story = file.parent.parent / "story.md"
    whole = Story("story", plain("A"), (picture,), source=str(story))
    return pictures_of(whole), teaser_of(whole, "t"), picture_size(picture, story), _print(file)


def _print(file: Path) -> object:
    from layout.page.document import Document, Image, Page
    from layout.page.format import FORMATS, grid_of
    from layout.page.rect import Rect
    from layout.press.ink.pdf_objects import Objects
    from layout.press.pictures.artwork import open_artwork
    from layout.press.pictures.document_images import Images

    open_artwork(file)
    image = Image("ad", "a", Rect(40_000, 50_000, 200_000, 100_000), file)
    page = Page(1, grid_of(FORMATS["a5"]), (), images=(image,))
    Images(Document("A", "en", None, (page,))).write(Objects())
    return None


def _read_creative(file: Path) -> object:
    from layout.publication.creatives.asset_files import markup_of

    return markup_of(file.name, file.parent)


def _read_template(file: Path) -> object:
    """A theme's template, by printing a story and making its web page with it."""
    home = file
    while home.name != "look":
        home = home.parent
    home = home.parent
    (home / "look" / "theme.toml").write_text('name = "loud"\n')
    settings = home / "newsgrid.toml"
    settings.write_text('theme = "look"\n' + settings.read_text())
    story = home / "stories" / "a.md"
    story.write_text(TEMPLATED)
    for command in (["web", str(story), "-o", str(home / "out")], ["print", str(story)]):
        run_command(command)
    return None


TEMPLATED = """---
headline: The ferry
slots: [google-ad]
---

The ferry crossed the bay at seven.

> Blue Box: The bay
>
> - It is deep.

Weather: Outlook

- Friday: sun, 12/4

It came back at nine, with two goats and the post on board.
"""


def run_command(arguments: list[str]) -> None:
    """A command of newsgrid's, in this process. Raises Bug where it ends as it must not."""
    import contextlib
    import io

    from layout.desk.command import main

    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(arguments)
    if code not in (0, 1, 2):
        raise Bug(f"exit code {code}: {said.getvalue()[-2000:]}")


MEDIA = "stories/media/a"
MODULES = tuple(
    f"modules/{name}" for name in ("blue_box.md", "digest.md", "newsletter.txt", "weather.md")
)
READERS = (
    Reader("story.md", 24, ("stories/a.md", "stories/a.markdown"), _text("story.md"), _read_story),
    Reader("story.txt", 8, ("stories/a.txt",), _text("story.txt"), _read_story),
    Reader("story inspected", 3, ("stories/a.md",), _text("story.md"), _inspect),
    Reader("module", 8, MODULES, _text("module"), _read_module),
    Reader("newsgrid.toml", 8, ("newsgrid.toml",), _text("newsgrid"), _inspect),
    Reader("slots.toml", 9, ("slots.toml",), _text("slots"), _inspect),
    Reader("creatives.toml", 5, ("creatives.toml",), _text("creatives"), _inspect),
    Reader("pages.toml", 5, ("pages.toml",), _text("pages"), _inspect),
    Reader("creative's HTML", 2, ("a.html",), _text("letters"), _read_creative),
    Reader("ads.csv", 7, ("ads.csv",), _text("ads.csv"), _inspect),
    Reader("ads.toml", 4, ("ads.toml",), _text("ads.toml"), _inspect),
    Reader("theme.toml", 5, ("look/theme.toml",), _text("theme"), _read_theme),
    Reader(
        "template",
        1,
        tuple(f"look/{name}" for name, _ in samples.templates()),
        _template,
        _read_template,
    ),
    Reader("edition.plan.json", 4, ("edition.plan.json",), _text("plan"), _read_plan),
    Reader("strip", 5, ("strip.json",), _text("strip"), _read_strip),
    Reader(
        "picture",
        7,
        tuple(f"{MEDIA}.{end}" for end in ("png", "jpg", "webp", "gif", "tif", "avif")),
        _picture,
        _read_picture,
    ),
    Reader(imports.KIND, 10, ("sources/a", "sources/a.xml"), imports.drawn, imports.read_source),
    Reader("artwork PDF", 5, ("ads/a.pdf",), _artwork, _print),
)
WEIGHTS = tuple(reader.weight for reader in READERS)


def case(seed: int, number: int) -> tuple[Reader, random.Random]:
    """The reader of a case, and the dice that its file is drawn with."""
    dice = random.Random(f"{seed} case {number}")
    return dice.choices(READERS, WEIGHTS)[0], dice


def warm() -> None:
    """Imports what readers need and reads all samples, once for all children."""
    import ortools.sat.python.cp_model  # noqa: F401 - WeasyPrint below draws in the rest
    import pikepdf  # noqa: F401
    import weasyprint  # noqa: F401
    from PIL import Image

    Image.init()
    samples.pictures(), samples.artwork(), samples.templates()
    for kind in samples.TEXTS:
        samples.texts(kind)
