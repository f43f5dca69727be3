"""newsgrid site: a whole publication as a static site, of which only what changed is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from layout.desk.command_line.options import FILE, OUTPUT, reports
from layout.work.terminal.console import Console, refuse_stdout
from layout.work.terminal.report import Report, count_findings, counted, unheard
from slots.finding import Finding
from slots.legible import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.site.make_site import MadeSite
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
    from layout.site.make_site import check_output, make_site, write_made

    refuse_stdout(output, "a site")
    console.step("Reading the publication")
    publication = publication_named(publication)
    shelf = shelf_of(publication)
    check_output(shelf, output)
    made = make_site(shelf, output, clean, jobs, console)
    console.step("Writing")
    refuse_sources((output / path for path in made.whole.files), publication)
    return _report(made, write_made(made), console)


def _report(made: MadeSite, written: Written, console: Console) -> Report:
    output, whole = made.folder, made.whole
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
    unchanged = [
        story_findings for file, story_findings in whole.by_story.items() if file not in made.new
    ]
    report = Report(data, text, findings, known=frozenset().union(*unchanged))
    return (
        report
        if console.verbose
        else replace(report, text=text + _unreported(report, unchanged, console.strict))
    )


def _unreported(report: Report, unchanged: Sequence[tuple[Finding, ...]], strict: bool) -> str:
    """One line: how many findings of unchanged stories are not reported again."""
    unreported = report.known - set(unheard(report, strict))
    if not unreported:
        return ""
    stories = sum(not unreported.isdisjoint(story_findings) for story_findings in unchanged)
    return (
        f"\nnot told again: {count_findings(tuple(unreported))} on {counted(stories, 'story')} "
        "that did not change (--verbose tells them)"
    )


COMMAND = site
