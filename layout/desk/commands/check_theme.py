"""What newsgrid check says of a theme's templates: which of ours each overrides, and whether it
holds: read and compiled first, then tried on what the publication has to print and to show.

Print is tried on the modules of its stories and on house ads, the web by making its site, of which
nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from layout.edition.single.picture_markup import unshown_pictures, with_files
from layout.page.rect import Rect
from layout.publication.all_stories import Shelf, shared_by, shelf_of, taken
from layout.publication.material import attempt
from layout.story.module import Module
from layout.story.pictures.paths import pictures_in
from layout.web.pages.template_room import web_templates
from layout.work.terminal.console import Console
from slots.files.door import shown
from slots.finding import BadInput, Finding, Severity, Where

if TYPE_CHECKING:
    from layout.press.frames.skeleton import Frame
    from layout.sandbox.templates import Templates
    from layout.typeset.words.theme import Theme

_SIDES = ("print", "web", "shared")
"""Folders of a theme that hold templates."""

_REPORTED = frozenset(("bad-template", "refused-address", "cannot-render", "outside", "not-text"))
"""The codes of findings that a trial reports; all others are reported with the file itself."""

_SHAPES = ((90, 320), (320, 90), (520, 60), (200, 220))
"""Width and height in points of the house ads that are tried: one of each shape."""


def theme_findings(folder: Path, console: Console, trials: bool) -> tuple[Finding, ...]:
    """The findings about the templates of a publication's own theme; none where it has no theme of
    its own, or where its settings cannot be read, which is reported with the settings."""
    shared = attempt(lambda: shared_by(folder), [])
    own = shared[1].theme if shared else None
    if own is None or own.home is None:
        return ()
    files = tuple(_files(own.folder))
    found = [_listed(file, own.folder) for file in files]
    problems: list[Finding] = []
    names = [file.relative_to(own.folder).as_posix() for file in files]
    for name in names:
        console.step(f"Checking {shown(own.folder / name)}")
        for compile_ in _compiling(name, own):
            attempt(compile_, problems)
    if trials and names and not problems:
        problems += _trials(folder, names, console)
    return (*found, *dict.fromkeys(problems))


def _files(theme: Path) -> Iterator[Path]:
    """The templates and style sheets of a theme, sorted; none that links lead out to."""
    for side in _SIDES:
        for file in sorted((theme / side).rglob("*")):
            if file.suffix in (".j2", ".css") and (file.is_file() or file.is_symlink()):
                yield file


def _listed(file: Path, theme: Path) -> Finding:
    """A note of what a file of a theme overrides."""
    from layout.sandbox.whose_template import OURS

    name = file.relative_to(theme).as_posix()
    where = Where(shown(file))
    ours = (OURS / name, OURS / "shared" / name.partition("/")[2])
    for each in ours:
        if each.is_file():
            message = f"overrides newsgrid's own templates/{each.relative_to(OURS).as_posix()}"
            return Finding("template-overridden", Severity.INFO, message, where)
    message = "is no template that newsgrid asks for: others of the theme may"
    return Finding("template-of-its-own", Severity.INFO, message, where)


def _compiling(name: str, theme: Theme) -> Iterator[Callable[[], object]]:
    """A function that reads and compiles a file of a theme, and raises BadInput where it cannot."""
    from layout.press.frames.print_room import print_css, print_templates
    from layout.sandbox.whose_template import OURS

    side, _, rest = name.partition("/")
    rooms: list[Templates] = []
    rooms += [print_templates(theme)] if side != "web" else []
    rooms += [web_templates(theme)] if side != "print" else []
    for room in rooms:
        if rest.endswith(".j2"):
            yield partial(room.compiled, rest)
        elif (OURS / side / rest).is_file():
            yield partial(room.source, rest)
    if name == "print/print.css":
        yield partial(print_css, theme)


def _trials(folder: Path, names: Iterable[str], console: Console) -> tuple[Finding, ...]:
    """What goes wrong when the templates are used."""
    sides = {name.partition("/")[0] for name in names}
    problems: list[Finding] = []
    shelf = attempt(lambda: shelf_of(folder), [])
    if shelf is None:
        return ()
    if sides & {"print", "shared"}:
        console.step("Trying the theme's templates of print")
        attempt(lambda: _try_print(shelf), problems)
    if sides & {"web", "shared"}:
        console.step("Trying the theme's templates of the web")
        attempt(lambda: _try_web(shelf, console), problems)
    return tuple(finding for finding in problems if finding.code in _REPORTED)


def _try_print(shelf: Shelf) -> None:
    """Renders house ads and the modules of all stories. Raises BadInput."""
    from layout.press.frames.skeleton import frame_depths
    from layout.press.ink.metadata import UNDATED

    publication, theme = shelf.house.publication, shelf.around.theme
    frames = (*_house_ads(shelf), *_modules(shelf))
    date = publication.date or UNDATED
    frame_depths(frames, theme, shelf.foundry, date, publication.language)


def _house_ads(shelf: Shelf) -> Iterator[Frame]:
    from layout.press.boxes.house_ads import HOUSE_ADS, AdNote, ad_note_html, house_ad_html
    from layout.press.frames.skeleton import Frame

    paper, theme, foundry = shelf.house.publication, shelf.around.theme, shelf.foundry
    for width, height in _SHAPES:
        rect = Rect(0, 0, width * 1000, height * 1000)
        for number in range(len(HOUSE_ADS)):
            yield Frame("ad", house_ad_html(number, rect, paper, theme, foundry), rect.width)
        note = AdNote("The Harbour Bakery", "A1", "Artwork to come")
        yield Frame("ad", ad_note_html(note, rect, theme, foundry), rect.width)


def _modules(shelf: Shelf) -> Iterator[Frame]:
    """The modules of all stories that can be read, at three widths."""
    from layout.press.boxes.module_markup import module_html
    from layout.press.frames.skeleton import Frame

    publication, theme = shelf.house.publication, shelf.around.theme
    for file in shelf.stories:
        try:
            story = taken(shelf, file).story
        except BadInput:
            continue
        unshown = unshown_pictures(story, pictures_in(replace(story, body=())))
        for ask in story.asks:
            if isinstance(ask.content, Module):
                module, files = with_files(ask.content, Path(story.source), unshown)
                for width in (120_000, 240_000, 520_000):
                    html = module_html(module, width, publication, theme, shelf.foundry)
                    yield Frame(module.kind, html, width, files=files)


def _try_web(shelf: Shelf, console: Console) -> None:
    """Makes the site, and writes nothing of it. Raises BadInput."""
    from layout.site.make_site import make_site

    nowhere = shelf.folder / ".newsgrid" / "no-site"
    make_site(shelf, nowhere, console=console)
