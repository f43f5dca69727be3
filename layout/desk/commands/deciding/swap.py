"""newsgrid swap: two pages of an edition change places, and all that is decided of them with it."""

from __future__ import annotations

from pathlib import Path

import click

from layout.desk.command_line.options import FILE, reports
from layout.work.terminal.console import Console
from layout.work.terminal.report import Report

_EPILOG = """\b
Examples:
  newsgrid swap gazette 4 5              what stands on page 4 stands on page 5, and the reverse
  newsgrid swap gazette 4 5 --mirror     what stands outside on page 4 stands outside on page 5
  newsgrid swap gazette 4 5 --dry-run    what that would change in pages.toml; nothing is written

\b
PUBLICATION's edition is made as newsgrid print makes it, to see what stands there. All that is
decided of the two pages, their stories and their ads follows (docs/decisions.md). An edition that
was never printed leaves its plan, edition.plan.json, so that all else stays where it is.
"""


@click.command(epilog=_EPILOG)
@click.argument("publication", type=FILE)
@click.argument("one", metavar="PAGE", type=click.IntRange(1))
@click.argument("other", metavar="PAGE", type=click.IntRange(1))
@click.option("--dry-run", "trial", is_flag=True, help="Say what would change; write nothing.")
@click.option(
    "--mirror", is_flag=True, help="Mirror them, where a left-hand page becomes a right-hand one."
)
@reports
def swap(
    console: Console, publication: Path, one: int, other: int, trial: bool, mirror: bool
) -> Report:
    """Swap two pages of PUBLICATION's edition in pages.toml, with all that is decided of them."""
    from layout.desk.command_line.named_publication import publication_named
    from layout.desk.reports.edition.decided_anew import decided_report, decided_text
    from layout.edition.make_edition import Order, make_newspaper
    from layout.edition.moved.swap_pages import swap_of
    from layout.edition.workshop import workshop_in
    from slots.stacking.task.ad_page import side_of

    folder = publication_named(publication)
    shop = workshop_in(folder, console)
    text = decided_text(folder)
    with shop.memory.in_use():
        made = make_newspaper(Order(folder), shop)
    done = swap_of(made, text, one, other, mirror=mirror)
    report = decided_report(made.record, folder, done.text, done.changes, trial)
    head = f"Pages {one} and {other} {'would be' if trial else 'are'} swapped"
    if done.mirrored:
        head += " and mirrored"
    elif mirror:
        head += f" (both are {side_of(one)}-hand pages, so that nothing is mirrored)"
    data = {"pages": [one, other], "mirrored": done.mirrored, **report.data}
    return Report(data, f"{head}: {report.text}", ())


COMMAND = swap
