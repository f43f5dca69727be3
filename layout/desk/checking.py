"""newsgrid check: every problem of a publication, or of one of its files, before it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from layout.desk.console import Console
from layout.desk.options import FILE, reports
from layout.desk.report import Report, count_findings, counted
from slots.door import is_folder, there
from slots.finding import Finding, Where, bad_input
from slots.legible import on_a_line
from slots.listing import Listing

EPILOG = """\b
Examples:
  newsgrid check                       the publication in this folder
  newsgrid check stories/flood.md      one story, with the publication it belongs to
  newsgrid check slots.toml            one file of rules
  newsgrid check --no-stories          without planning every story to see which rules never hold
"""


@click.command(epilog=EPILOG)
@click.argument("path", type=FILE, default=".")
@click.option(
    "--stories/--no-stories",
    default=True,
    help="In a publication, plan every story and tell of rules that never hold (default: do).",
)
@reports
def check(console: Console, path: Path, stories: bool) -> Report:
    """Check a publication (a folder), or one of its files: a story, or any .toml of it.

    Rules are also linted: what is contradictory, unreachable, shadowed, or never holds.
    """
    from layout.desk.inspection import inspect
    from layout.desk.linting import story_lints
    from layout.desk.story_files import root_of

    listing = _listing(path)
    files, findings = listing.files, [*listing.findings]
    whole = is_folder(path)
    root = root_of(path) if whole else None
    for file in files:
        console.step(f"Checking {file}")
        findings += inspect(file, root)
    if whole:
        from layout.desk.theme_check import theme_findings

        findings += _together(path)
        findings += theme_findings(path, console, stories)
    if stories and whole:
        findings += story_lints(path, console)
    unique = tuple(dict.fromkeys(findings))
    data = {"checked": [str(file) for file in files]}
    return Report(data, _text(files, unique), unique, shown=True)


def _listing(path: Path) -> Listing:
    """The files to check: the one named, or all of a publication's in a fixed order."""
    from layout.desk.inspection import listed_in

    if not there(path):
        hint = "check the name, and that you are in the right folder"
        raise bad_input("missing-file", "no such file or folder", Where(str(path)), hint)
    if not is_folder(path):
        return Listing((path,))
    found = listed_in(path)
    if not (found.files or found.findings):
        hint = "name a publication or a file, or start one: newsgrid new DIR"
        raise bad_input("nothing-to-check", "nothing to check in here", Where(str(path)), hint)
    return found


def _together(folder: Path) -> Iterator[Finding]:
    """What is wrong with no file alone: two stories of one name, and the record of an edition that
    cannot be read."""
    from layout.desk.edition_names import is_printed, repeated_in
    from layout.desk.plan_record import RECORD, read_record
    from layout.desk.story_files import stories_in

    yield from repeated_in(folder, stories_in(folder))
    if is_printed(folder):
        yield from read_record(folder / RECORD)[1]


def _text(files: tuple[Path, ...], findings: tuple[Finding, ...]) -> str:
    from layout.desk.tables import table

    summary = f"{counted(len(files), 'file')} checked: {count_findings(findings)}"
    if not findings:
        return summary
    rows = [row for finding in findings for row in _rows(finding)]
    return f"{table(('where', 'severity', 'what'), rows)}\n\n{summary}"


def _rows(finding: Finding) -> Iterator[tuple[str, str, str]]:
    """A finding, and its hint on a line of its own."""
    yield str(finding.where), finding.severity.value, on_a_line(finding.message)
    if finding.hint:
        yield "", "", f"  hint: {on_a_line(finding.hint)}"


COMMAND = check
