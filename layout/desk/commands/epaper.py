"""newsgrid epaper: an edition as a folder to read and to hand on: pages, stories, zones, EPUB."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from layout.desk.command_line.options import FILE, OUTPUT, reports
from layout.work.terminal.console import Console, refuse_stdout
from layout.work.terminal.report import REFUSED, Report, count_findings, counted, refused
from slots.legible import shown

if TYPE_CHECKING:
    from layout.epaper.make_epaper import Epaper
    from layout.site.write_changes import Written
    from slots.finding import Finding

_EPILOG = """\b
Examples:
  newsgrid epaper gazette -o gazette-epaper    then open gazette-epaper/index.html
  newsgrid epaper -o /var/www/epaper           of the publication that this folder is, or lies in
  newsgrid epaper gazette -o out --strict      nothing with a warning is written

\b
The edition is the one that newsgrid print makes of the same folder: print it first, and both have
the same pages. docs/epaper.md says what the files are.
"""


@click.command(epilog=_EPILOG)
@click.argument("publication", type=FILE, default=".")
@click.option("-o", "--output", type=OUTPUT, required=True, help="The folder to write.")
@reports
def epaper(console: Console, publication: Path, output: Path) -> Report:
    """Make the e-paper of PUBLICATION's edition: pages to turn, stories to read, no server.

    Writes each page as PDF, pictures and ALTO, each story as HTML and NITF, what stands where as
    JSON, METS of all that, an EPUB, and a page that shows it. What a former run wrote and this one
    does not is taken away; files of other names in the folder are left alone.
    """
    from layout.desk.command_line.named_publication import publication_named
    from layout.desk.command_line.never_overwrite import refuse_sources
    from layout.desk.reports.edition.print_publication import all_findings
    from layout.edition.make_edition import Order
    from layout.edition.print_edition import edition_pdf, print_edition
    from layout.edition.workshop import workshop_in
    from layout.epaper.make_epaper import make_epaper
    from layout.epaper.write_epaper import check_folder, write_epaper

    refuse_stdout(output, "an e-paper")
    folder = publication_named(publication)
    check_folder(folder, output)
    shop = workshop_in(folder, console)
    made, pdf = print_edition(Order(folder), shop, lambda made: edition_pdf(made, shop))
    paper = make_epaper(made, pdf, shop)
    findings = (*all_findings(made), *paper.findings)
    shop.memory.save()
    if refused(findings, console.strict):
        return Report(_data(output, paper, None), REFUSED, findings)
    refuse_sources((output / name for name in paper.files), folder)
    console.step("Writing")
    written = write_epaper(output, paper)
    return Report(_data(output, paper, written), _text(output, paper, written, findings), findings)


def _data(output: Path, paper: Epaper, written: Written | None) -> dict[str, object]:
    issue = paper.issue
    return {
        "folder": str(output),
        "pages": len(issue.pages),
        "closed": [page.number for page in issue.pages if page.zoned.closed],
        "stories": len(issue.stories),
        "zones": paper.zones,
        "words": paper.words,
        "files": len(paper.files),
        "bytes": sum(map(len, paper.files.values())),
        "written": list(written.written) if written else [],
        "unchanged": len(written.unchanged) if written else 0,
        "removed": list(written.removed) if written else [],
    }


def _text(output: Path, paper: Epaper, written: Written, findings: tuple[Finding, ...]) -> str:
    issue = paper.issue
    size = sum(map(len, paper.files.values())) / 1_000_000
    return (
        f"{shown(output)}: {counted(len(issue.pages), 'page')}, "
        f"{counted(len(issue.stories), 'story')}, {counted(paper.zones, 'zone')}, "
        f"{counted(len(paper.files), 'file')} ({size:,.1f} MB)\n"
        f"{len(written.written):,} written, {len(written.unchanged):,} unchanged, "
        f"{len(written.removed):,} removed\n{count_findings(findings)}\n"
        f"Open {shown(output / 'index.html')}"
    )


COMMAND = epaper
