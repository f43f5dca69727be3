"""newsgrid check: every problem of a publication, or of one of its files, before it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from layout.desk.command_line.named_publication import check_there, publication_named
from layout.desk.command_line.options import INPUT, reports
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
@click.option("--jobs", type=click.IntRange(1, 1024), help="Processes; if not given, all cores.")
@reports
def check(console: Console, path: Path | None, stories: bool, jobs: int | None) -> Report:
    """Check a publication (a folder), or one of its files: a story, or any .toml of it.

    Rules are also linted: what is contradictory, unreachable, shadowed, or never holds.
    """
    from layout.checking.one_file import inspect
    from layout.checking.whole_publication import check_publication
    from layout.desk.commands.check_theme import theme_findings

    if path is None:
        path = publication_named(Path())
    listing = _listing(path)
    files, findings = listing.files, listing.findings
    if is_folder(path):
        checked = check_publication(path, files, console, stories, jobs)
        themed = theme_findings(path, console, stories)
        findings += (*checked.findings, *themed, *checked.rules)
    else:
        console.step(f"Checking {path}")
        findings += inspect(path)
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
