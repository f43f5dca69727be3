"""newsgrid explain: for every ad and box, where it stands and why, or every refusal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from layout.desk.command_line.options import DATE, OUTPUT, STORY, reports
from layout.work.terminal.console import Console
from layout.work.terminal.report import Report
from slots.finding import Finding, bad_input

if TYPE_CHECKING:
    from datetime import date, datetime

    from layout.desk.reports.explain.view import View
    from layout.publication.material import Material

_SCREENS = 375, 980
"""Screens that a page is handed on for where none is named, in CSS px."""

_EPILOG = """\b
Examples:
  newsgrid explain story.md                     both editions, every range of screen widths
  newsgrid explain story.md --width 375         the web page on one screen
  newsgrid explain story.md --edition print --json
  newsgrid explain story.md -o story.html       the page with it drawn over, in one file to hand on
"""


@click.command(epilog=_EPILOG)
@STORY
@click.option("--edition", type=click.Choice(["web", "print"]), help="One edition only.")
@click.option("--width", type=click.IntRange(1, 10_000), help="One screen width in px (web).")
@click.option("-o", "--output", type=OUTPUT, help="Write the page as one HTML file, with reasons.")
@DATE
@reports
def explain(
    console: Console,
    story: Path,
    edition: str | None,
    width: int | None,
    output: Path | None,
    date: datetime | None,
) -> Report:
    """Explain for every ad, box and picture of a story where it stands and why, or why not.

    Each refusal names the gap, the rule, what the rule needs, what there is, and what stands in
    the way.
    """
    from layout.desk.reports.explain.view import as_data, as_text
    from layout.publication.material import gather

    _check_options(edition, width, output, date)
    material = gather(story, console)
    explained: list[_Explained] = []
    if edition != "print":
        explained.append(_on_screens(material, width, date.date() if date else None, console))
    if edition != "web" and width is None:
        explained.append(_on_paper(material, console))
    if output:
        _hand_on(story, width, output, console)
    views = [view for each in explained for view in each.views]
    findings = [*material.findings, *(found for each in explained for found in each.findings)]
    data = {"story": material.story.slug, "views": [as_data(view) for view in views]}
    text = "\n\n".join(as_text(view) for view in views)
    return Report(data, text, tuple(dict.fromkeys(findings)))


def _check_options(
    edition: str | None, width: int | None, output: Path | None, date: datetime | None
) -> None:
    """Raises BadInput for options that do not go together."""
    if edition == "print" and width is not None:
        hint = "leave one of them out"
        raise bad_input("options", "--width is for the web edition, not for print", hint=hint)
    if output and (edition == "print" or date):
        hint = "leave one of them out: the file shows the web page on the publication's day"
        raise bad_input("options", "-o goes with neither --edition print nor --date", hint=hint)


@dataclass(frozen=True, slots=True)
class _Explained:
    """A story's views in one edition, and what was found on the way to it."""

    views: tuple[View, ...]
    findings: tuple[Finding, ...]


def _on_screens(
    material: Material, width: int | None, day: date | None, console: Console
) -> _Explained:
    """Why things stand where they stand on the web page, as on a day (None: the publication's)."""
    from layout.desk.reports.explain.on_screens import web_views
    from layout.site.lone_page import explain_page

    console.step("Measuring the story and placing its boxes at every screen width")
    plan = explain_page(material, day)
    views = web_views(plan, material.story, material.rules, width)
    return _Explained(views, plan.findings)


def _on_paper(material: Material, console: Console) -> _Explained:
    """Why things stand where they stand in print."""
    from layout.desk.reports.explain.on_paper import print_view
    from layout.edition.single.print_story import make_print_edition

    edition = make_print_edition(material, console=console)
    return _Explained((print_view(material, edition),), edition.findings)


def _hand_on(story: Path, width: int | None, output: Path, console: Console) -> None:
    """Writes the page of a story as one HTML file, as the desk hands it on. Raises BadInput."""
    from layout.desk.preview.web.tasks import WebBench
    from layout.publication.settings.newsgrid_toml import find_publication
    from layout.work.terminal.output import write_file

    console.step("Writing the page with what is drawn over it")
    settings = find_publication(story)
    folder = (settings or story).absolute().parent
    bench = WebBench(str(folder), settings is None)
    name = story.absolute().relative_to(folder).as_posix()
    found: object = None
    while not isinstance(found, bytes):  # it answers in slices, for the desk
        found = bench.handed(name, (width,) if width else _SCREENS, ("slots", "candidates"))
    write_file(output, found)


COMMAND = explain
