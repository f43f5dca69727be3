"""newsgrid check: every problem of a publication, or of one of its files, before it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from layout.desk.command_line.named_publication import check_there, publication_named
from layout.desk.command_line.options import INPUT, reports
from layout.publication.story_files import root_of, stories_in
from layout.work.terminal.console import Console
from layout.work.terminal.report import (
    Report,
    ReportedFinding,
    count_findings,
    counted,
    summed,
    unreported,
)
from slots.files.door import STDIN, is_folder
from slots.files.listing import Listing
from slots.finding import Finding, Where, bad_input
from slots.legible import on_a_line

_EPILOG = """\b
Examples:
  newsgrid check                       the publication that this folder is, or lies in
  newsgrid check stories/flood.md      one story, with the publication it belongs to
  newsgrid check - < flood.md          a story from stdin, as if it lay in this folder
  newsgrid check slots.toml            one file of rules
  newsgrid check --no-stories          without planning every story to see which rules never hold
"""


@click.command(epilog=_EPILOG)
@click.argument("path", type=INPUT, required=False)
@click.option(
    "--stories/--no-stories",
    default=True,
    help="In a publication, plan every story and tell of rules that never hold (default: do).",
)
@reports
def check(console: Console, path: Path | None, stories: bool) -> Report:
    """Check a publication (a folder), or one of its files: a story, or any .toml of it.

    Rules are also linted: what is contradictory, unreachable, shadowed, or never holds.
    """
    from layout.checking.one_file import inspect
    from layout.checking.rules_on_stories import story_lints

    if path is None:
        path = publication_named(Path())
    listing = _listing(path)
    files, findings = listing.files, [*listing.findings]
    whole = is_folder(path)
    root = root_of(path) if whole else None
    for done, file in enumerate(files):
        console.step(f"Checking {file}")
        console.progress("Checking files", done, len(files))
        findings += inspect(file, root)
    if whole:
        from layout.desk.commands.check_theme import theme_findings

        findings += _together(path)
        findings += theme_findings(path, console, stories)
    if stories and whole:
        findings += story_lints(path, console)
    unique = tuple(dict.fromkeys(findings))
    data = {"checked": [str(file) for file in files]}
    return Report(data, _text(files, unique, console.verbose), unique, shown=True)


def _listing(path: Path) -> Listing:
    """The files to check: the one named, or all of a publication's in a fixed order."""
    from layout.checking.one_file import listed_in

    if path is STDIN:
        return Listing((path,))
    check_there(path, "file or folder")
    if not is_folder(path):
        return Listing((path,))
    found = listed_in(path)
    if not (found.files or found.findings):
        hint = "name a publication or a file, or start one: newsgrid new DIR"
        raise bad_input("nothing-to-check", "nothing to check in here", Where(str(path)), hint)
    return found


def _together(folder: Path) -> Iterator[Finding]:
    """What is wrong with several files together, or with none that is written by hand: two stories
    of one name, what stories decide of themselves against others, and the record of an edition that
    cannot be read."""
    from layout.edition.last_plan import RECORD, read_record
    from layout.edition.publication_mistakes import decided_together
    from layout.publication.slugs_and_sections import is_printed, repeated_stories

    yield from repeated_stories(folder, stories_in(folder))
    if is_printed(folder):
        yield from decided_together(folder)
        yield from read_record(folder / RECORD)[1]


def _text(files: tuple[Path, ...], findings: tuple[Finding, ...], whole: bool) -> str:
    from layout.work.terminal.text_tables import table

    summary = f"{counted(len(files), 'file')} checked: {count_findings(findings)}"
    if not findings:
        return summary
    reported = summed(findings, whole)
    rows = [row for each in reported for row in _rows(each)]
    rest = f"\n{unreported(reported)}" if unreported(reported) else ""
    return f"{table(('where', 'severity', 'what'), rows)}\n\n{summary}{rest}"


def _rows(reported: ReportedFinding) -> Iterator[tuple[str, str, str]]:
    """A finding, and its hint on a line of its own."""
    finding = reported.finding
    what = on_a_line(f"{finding.message}{reported.rest}")
    yield str(finding.where), finding.severity.value, what
    if finding.hint:
        yield "", "", f"  hint: {on_a_line(finding.hint)}"


COMMAND = check
