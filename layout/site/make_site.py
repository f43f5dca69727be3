"""A publication's web site, from its stories to its files: of what did not change nothing is made.

survey ─> stale pages ─> drafts ─> fronts, fonts, styles ─┬─> finished site ─> what differs, written
                           ^                              │
                           └── pages that name old assets ┘
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from layout.publication.all_stories import Shelf
from layout.publication.story_files import is_publication
from layout.site.changed_stories import Site, drafted, stale, surveyed
from layout.site.finish import Finished, StoryPages, finished, laid_out, outdated
from layout.site.manifest import Manifest, read_manifest
from layout.site.write_changes import Written, write_site
from layout.story.publication import Publication
from layout.work.processes.crew import cores
from layout.work.terminal.console import QUIET, Console
from layout.work.terminal.report import counted
from slots.files.door import is_inside
from slots.finding import Where, bad_input

_OWN = ("stories", "modules", "media", "creatives", "ads", "templates")
"""Folders of a publication that are read, beside those that its settings name: no site may be
written into them."""


@dataclass(frozen=True, slots=True, eq=False)
class MadeSite:
    """A site for a folder, before it is written; `old` is the manifest that the folder has.

    `new` and `again` are the stories, by their files, of which pages were made: because they are
    new or changed, or their pages were not as they should be; and made again, because fonts or
    styles of the whole site changed.
    """

    shelf: Shelf
    folder: Path
    whole: Finished
    old: Manifest
    new: frozenset[str]
    again: frozenset[str]


def make_site(
    shelf: Shelf,
    folder: Path,
    clean: bool = False,
    jobs: int | None = None,
    console: Console = QUIET,
) -> MadeSite:
    """The site of a publication for a folder, of which nothing is written yet. Pages that are there
    and as they should be are not made again, unless it is to be `clean`. Made by `jobs` processes,
    one for each core if None. Raises BadInput with every story's problems."""
    old = read_manifest(folder)
    known, jobs = Manifest() if clean else old, jobs or cores()
    site = surveyed(shelf, known)
    wanted = stale(site, folder)
    console.step(f"Making {len(wanted)} of {counted(len(shelf.stories), 'page')}")
    pages = _known(site).with_made(drafted(site, wanted, jobs, console))
    console.step("Laying out fronts, and cutting fonts for all pages")
    laid = laid_out(site, pages, known, folder)
    again = outdated(laid)
    if again:
        console.step(f"Making {counted(len(again), 'page')} again, for fonts or styles changed")
        pages = pages.with_made(drafted(site, again, jobs, console))
        laid = laid_out(site, pages, known, folder)
    whole = finished(laid, known, folder)
    new = frozenset(job.file for job in wanted)
    return MadeSite(shelf, folder, whole, old, new, frozenset(pages.made) - new)


def _known(site: Site) -> StoryPages:
    """What is known of the stories that did not change since the last time."""
    return StoryPages(
        {}, {page.card.file: probed.entry for page, probed in site.stories if probed.entry}
    )


def write_made(made: MadeSite) -> Written:
    """Writes a site into its folder: what differs, and nothing else. Raises BadInput where a file
    cannot be written, or where the site would lie among what it is made of."""
    check_output(made.shelf, made.folder)
    whole = made.whole
    return write_site(made.folder, whole.files, whole.kept, made.old, whole.manifest)


def check_output(shelf: Shelf, output: Path) -> None:
    """Raises BadInput where the site would lie among what it is made of, and be read for it."""
    folder = shelf.folder
    among = among_own(folder, shelf.house.publication, output)
    if among or (is_inside(folder, output) and is_inside(output, folder)):
        hint = "choose another one with -o, as public"
        message = "the site would be written among the publication's own files"
        raise bad_input("in-the-way", message, Where(str(output)), hint)


def among_own(folder: Path, publication: Publication, output: Path) -> bool:
    """Whether a folder lies in one that is read for what a publication in `folder` is made into."""
    own = [folder / name for name in _OWN] if is_publication(folder) else [folder]
    own += [each for each in (publication.theme, publication.modules) if each]
    return any(is_inside(output, each) for each in own)
