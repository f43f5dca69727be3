"""newsgrid site: a whole publication as a static site, of which only what changed is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from layout.desk.command_line.options import FILE, OUTPUT, reports
from layout.work.terminal.console import Console
from layout.work.terminal.report import Report, count_findings, counted, unheard
from layout.work.terminal.streams import refuse_stdout
from slots.files.door import is_inside
from slots.finding import Finding, Where, bad_input
from slots.legible import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.publication.all_stories import Shelf
    from layout.site.finish import Finished
    from layout.site.manifest import Manifest
    from layout.site.write_changes import Written

_EPILOG = """\b
Examples:
  newsgrid site -o public                 the publication that this folder is, or lies in
  newsgrid site gazette -o /var/www/html  that one; the second time only what changed is written
  newsgrid site gazette -o public --clean --json
"""


@click.command(epilog=_EPILOG)
@click.argument("publication", type=FILE, default=".")
@click.option("-o", "--output", type=OUTPUT, required=True, help="The folder to write.")
@click.option("--jobs", type=click.IntRange(1, 512), help="Processes; if not set, one a core.")
@click.option("--clean", is_flag=True, help="Make every page again, whatever is there.")
@reports
def site(
    console: Console, publication: Path, output: Path, jobs: int | None, clean: bool
) -> Report:
    """Make the site of a publication: articles, section fronts, home page, feeds and sitemap.

    Pages whose stories did not change stay as they are, and what was told of them is not told again
    without --verbose. Files of other names in the folder are left alone; a page whose story is gone
    is taken away.
    """
    from layout.desk.command_line.named_publication import publication_named
    from layout.desk.command_line.never_overwrite import refuse_sources
    from layout.publication.all_stories import shelf_of
    from layout.site.manifest import Manifest, read_manifest
    from layout.site.write_changes import write_site
    from layout.work.processes.crew import cores

    refuse_stdout(output, "a site")
    console.step("Reading the publication")
    publication = publication_named(publication)
    shelf = shelf_of(publication)
    _check_output(shelf, output)
    old = read_manifest(output)
    made, whole = made_site(shelf, Manifest() if clean else old, output, jobs or cores(), console)
    console.step("Writing")
    refuse_sources((output / path for path in whole.files), publication)
    written = write_site(output, whole.files, whole.kept, old, whole.manifest)
    return _report(output, written, made, whole, console)


@dataclass(frozen=True, slots=True)
class Made:
    """The stories of which pages were made, by their files: those that are `new`, or changed, or
    whose pages were not as they were; and `again`, for fonts or styles of the whole site."""

    new: frozenset[str]
    again: frozenset[str]


def made_site(
    shelf: Shelf, old: Manifest, output: Path, jobs: int, console: Console
) -> tuple[Made, Finished]:
    """The site, and which stories' pages were made for it."""
    from layout.site.changed_stories import drafted, stale, surveyed
    from layout.site.finish import Stock, finished, laid_out, outdated

    survey = surveyed(shelf, old)
    wanted = stale(survey, output)
    console.step(f"Making {len(wanted)} of {counted(len(shelf.stories), 'page')}")
    made = {each.job.file: each for each in drafted(survey, wanted, jobs, console)}
    new = frozenset(made)
    known = {
        page.card.file: probed.entry
        for page, probed in survey.stories
        if probed.entry and page.card.file not in made
    }
    console.step("Laying out fronts, and cutting fonts for all pages")
    bench = laid_out(survey, Stock(made, known), old, output)
    again = outdated(bench)
    if again:
        console.step(f"Making {counted(len(again), 'page')} again, for fonts or styles changed")
        made |= {each.job.file: each for each in drafted(survey, again, jobs, console)}
        known = {file: entry for file, entry in known.items() if file not in made}
        bench = laid_out(survey, Stock(made, known), old, output)
    return Made(new, frozenset(made) - new), finished(bench, old, output)


_OWN = ("stories", "modules", "media", "creatives", "ads", "templates")
"""Folders of a publication whose files are read, beside those that its settings name."""


def _check_output(shelf: Shelf, output: Path) -> None:
    """Raises BadInput where the site would lie among what it is made of, and be read for it."""
    from layout.publication.story_files import is_publication

    folder = shelf.folder
    publication = shelf.house.publication
    own = [folder / name for name in _OWN] if is_publication(folder) else [folder]
    own += [each for each in (publication.theme, publication.modules) if each]
    among = any(is_inside(output, each) for each in own)
    if among or (is_inside(folder, output) and is_inside(output, folder)):
        hint = "choose another one with -o, as public"
        message = "the site would be written among the publication's own files"
        raise bad_input("in-the-way", message, Where(str(output)), hint)


def _report(
    output: Path, written: Written, made: Made, whole: Finished, console: Console
) -> Report:
    stories = len(whole.by_story)
    data = {
        "folder": str(output),
        "stories": stories,
        "made": len(made.new) + len(made.again),
        "written": list(written.written),
        "unchanged": len(written.unchanged),
        "removed": list(written.removed),
        "files": len(whole.manifest.outputs),
    }
    findings = whole.findings
    text = (
        f"{shown(output)}: {counted(stories, 'story')}, "
        f"{counted(len(whole.manifest.outputs), 'file')}\n"
        f"{len(written.written):,} written, {len(written.unchanged):,} unchanged, "
        f"{len(written.removed):,} removed\n{count_findings(findings)}"
    )
    unchanged = [told for file, told in whole.by_story.items() if file not in made.new]
    report = Report(data, text, findings, known=frozenset().union(*unchanged))
    return (
        report
        if console.verbose
        else replace(report, text=text + _untold(report, unchanged, console.strict))
    )


def _untold(report: Report, unchanged: Sequence[tuple[Finding, ...]], strict: bool) -> str:
    """In a line what is not told again of stories that did not change."""
    untold = report.known - set(unheard(report, strict))
    if not untold:
        return ""
    stories = sum(not untold.isdisjoint(told) for told in unchanged)
    return (
        f"\nnot told again: {count_findings(tuple(untold))} on {counted(stories, 'story')} "
        "that did not change (--verbose tells them)"
    )


COMMAND = site
