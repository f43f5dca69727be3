"""newsgrid web: a story as a web page in a folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from layout.desk.console import Console
from layout.desk.options import FILE, STORY, reports
from layout.desk.report import Report, count_findings, counted

if TYPE_CHECKING:
    from layout.web.compose import Site
    from layout.web.plan import BreakpointPlan, WebPlan

EPILOG = """\b
Examples:
  newsgrid web story.md -o public       writes public/index.html and all it needs
  newsgrid web story.md -o public --json
"""


@click.command(epilog=EPILOG)
@STORY
@click.option("-o", "--output", type=FILE, required=True, help="The folder to write.")
@reports
def web(console: Console, story: Path, output: Path) -> Report:
    """Make a story's web page: one page for every screen width, with its ads and boxes.

    Files of other names in the folder are left alone.
    """
    from layout.desk.material import gather
    from layout.desk.output import write_folder
    from layout.web.compose import compose

    material = gather(story, console)
    console.step("Measuring the story and placing its boxes at every screen width")
    house, rules = material.house.publication, material.rules
    site = compose(material.story, material.theme, material.foundry, rules, house)
    console.step("Writing")
    names = write_folder(output, dict(site.files))
    findings = tuple(dict.fromkeys((*material.findings, *site.findings)))
    data = {"files": [str(output / name) for name in names], **_figures(site)}
    text = f"Wrote {output / 'index.html'} ({_weight(site)})\n{_summary(site.plan)}"
    return Report(data, f"{text}\n{count_findings(findings)}", findings)


def _figures(site: Site) -> dict[str, Any]:
    """What was made, in numbers: bytes, and the certificate of each breakpoint."""
    return {
        "bytes": sum(len(data) for _, data in site.files),
        "breakpoints": {
            point.name: {
                "widths": [point.widths.first, point.widths.last],
                "placed": sum(region is not None for _, region in point.homes),
                "asked": len(point.homes),
                "objective": point.decision.objective,
                "bound": point.decision.bound,
                "density": point.decision.density,
            }
            for point in site.plan.breakpoints
        },
    }


def _weight(site: Site) -> str:
    total = sum(len(data) for _, data in site.files)
    return f"{counted(len(site.files), 'file')}, {total / 1000:.0f} kB"


def _summary(plan: WebPlan) -> str:
    """A line for each breakpoint: what stands, and that nothing better exists."""
    from layout.desk.tables import table

    rows = [_row(point) for point in plan.breakpoints]
    return table(("breakpoint", "screens", "placed", "at worst", "placement"), rows)


def _row(point: BreakpointPlan) -> tuple[str, ...]:
    decision = point.decision
    placed = sum(region is not None for _, region in point.homes)
    return (
        point.name,
        str(point.widths),
        f"{placed} of {counted(len(point.homes), 'box')}, {len(decision.placements)} in the copy",
        f"ad density {decision.density:.1%}",
        "optimal" if decision.objective == decision.bound else "not proven optimal",
    )


COMMAND = web
