"""newsgrid web: a story as a web page in a folder of its own."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from layout.desk.command_line.options import DATE, OUTPUT, STORY, reports
from layout.desk.reports.explain.on_screens import sentences
from layout.work.terminal.console import Console, refuse_stdout
from layout.work.terminal.report import Report, count_findings, counted
from slots.legible import shown

if TYPE_CHECKING:
    from datetime import datetime

    from layout.site.lone_page import LonePage
    from layout.web.plan.page_plan import BreakpointPlan, WebPlan

_EPILOG = """\b
Examples:
  newsgrid web story.md -o public       writes public/index.html and all it needs
  newsgrid web story.md -o public --json
  newsgrid web - -o public < story.md   a story from stdin
"""


@click.command(epilog=_EPILOG)
@STORY
@click.option("-o", "--output", type=OUTPUT, required=True, help="The folder to write.")
@DATE
@reports
def web(console: Console, story: Path, output: Path, date: datetime | None) -> Report:
    """Make a story's web page: one page for every screen width, with its ads and boxes.

    Files of other names in the folder are left alone.
    """
    from layout.desk.command_line.never_overwrite import refuse_sources
    from layout.publication.material import gather
    from layout.site.lone_page import make_page
    from layout.story.pictures.paths import pictures_of
    from layout.work.terminal.output import write_folder

    refuse_stdout(output, "a web page, with its fonts and its style sheet,")
    material = gather(story, console)
    console.step("Measuring the story and placing its boxes at every screen width")
    page = make_page(material, date.date() if date else None)
    console.step("Writing")
    pictures = pictures_of(material.story, story)
    refuse_sources((output / name for name in page.files), story, *pictures)
    names = write_folder(output, page.files)
    data = {"files": [str(output / name) for name in names], **_figures(page)}
    wrote = f"Wrote {shown(output / 'index.html')} ({_weight(page)})"
    text = f"{wrote}\n{_summary(page.plan)}\n{count_findings(page.findings)}"
    return Report(data, text, page.findings)


def _figures(page: LonePage) -> dict[str, Any]:
    """What was made, in numbers: bytes, and the certificate of each breakpoint."""
    return {
        "bytes": sum(len(data) for _, data in page.composed.files),
        "breakpoints": {
            point.name: {
                "widths": [point.widths.first, point.widths.last],
                "placed": sum(region is not None for _, region in point.homes),
                "asked": len(point.homes),
                "objective": point.decision.objective,
                "bound": point.decision.bound,
                "density": point.density,
                "lighthouse": point.lighthouse,
                "relaxed": [asdict(step) for step in point.decision.relaxed],
            }
            for point in page.plan.breakpoints
        },
    }


def _weight(page: LonePage) -> str:
    total = sum(len(data) for _, data in page.composed.files)
    return f"{counted(len(page.composed.files), 'file')}, {total / 1000:.0f} kB"


def _summary(plan: WebPlan) -> str:
    """A line for each breakpoint: what stands, and that nothing better exists."""
    from layout.work.terminal.text_tables import table

    rows = [_row(point) for point in plan.breakpoints]
    head = ("breakpoint", "screens", "placed", "ads at worst", "Lighthouse", "placement")
    gave_way = [
        f"{point.name}: {step}" for point in plan.breakpoints for step in sentences(point.decision)
    ]
    return "\n".join((table(head, rows), *gave_way))


def _row(point: BreakpointPlan) -> tuple[str, ...]:
    decision = point.decision
    placed = sum(region is not None for _, region in point.homes)
    return (
        point.name,
        str(point.widths),
        f"{placed} of {counted(len(point.homes), 'box')}, {len(decision.placements)} in the copy",
        f"{point.density:.1%} of the height",
        f"{point.lighthouse:.1%}",
        "optimal" if decision.objective == decision.bound else "not proven optimal",
    )


COMMAND = web
