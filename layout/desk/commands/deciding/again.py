"""newsgrid again: something of an earlier edition holds again, decided as if it were typed."""

from __future__ import annotations

from pathlib import Path

import click

from layout.desk.command_line.options import FILE, reports
from layout.work.terminal.console import Console
from layout.work.terminal.report import Report
from slots.finding import bad_input

_EPILOG = """\b
Examples:
  newsgrid again gazette --list                                 the editions there are
  newsgrid again gazette --edition 2026-11-25 --list            what stood in one
  newsgrid again gazette --edition 2026-11-25 --story chess     its page and its form of then
  newsgrid again gazette --edition 2026-11-25 --ad N05 --ad N07 --page 5
  newsgrid again gazette --edition 2026-11-25 --shape 5         its rectangles, for new stories

\b
newsgrid print keeps the plans of the last eight editions by their dates, in editions/. What holds
again is written into pages.toml: it can be read, changed and taken out (docs/decisions.md).
"""


@click.command(epilog=_EPILOG)
@click.argument("publication", type=FILE)
@click.option("--edition", metavar="DATE", help="The date of the edition, as in 2026-11-25.")
@click.option("--story", "stories", metavar="SLUG", multiple=True, help="A story's page and form.")
@click.option("--ad", "ads", metavar="ID", multiple=True, help="An ad's page and place there.")
@click.option("--page", "pages", type=click.IntRange(1), multiple=True, help="A page's decisions.")
@click.option("--shape", "shapes", type=click.IntRange(1), multiple=True, help="A page's shape.")
@click.option("--list", "lists", is_flag=True, help="List editions, or what stood in one.")
@click.option("--dry-run", "trial", is_flag=True, help="Say what would change; write nothing.")
@reports
def again(
    console: Console,
    publication: Path,
    edition: str | None,
    lists: bool,
    trial: bool,
    **wanted: tuple[str, ...],
) -> Report:
    """Decide again in PUBLICATION what stood in an earlier edition, or was decided there."""
    from layout.desk.command_line.named_publication import publication_named
    from layout.desk.reports.edition.decided_anew import decided_report, decided_text
    from layout.edition.again.again import Wanted, again_of, named_in
    from layout.edition.again.earlier import earlier_plan, kept_editions

    folder = publication_named(publication)
    known = kept_editions(folder)
    nothing = {"editions": [*known], "stood": [], "files": [], "changes": []}
    if lists and edition is None:
        told = "\n".join(known) or "No plan of an earlier edition is kept"
        return Report(nothing, told, ())
    if edition is None:
        raise bad_input(
            "options", "of which edition?", hint="write --edition 2026-11-25, or --list"
        )
    record = earlier_plan(folder, edition)
    if lists:
        stood = [*named_in(record)]
        return Report({**nothing, "stood": stood}, "\n".join(stood), ())
    if not any(wanted.values()):
        hint = "write --story SLUG, --ad ID, --page NUMBER or --shape NUMBER, or --list"
        raise bad_input("options", "what of it is to hold again?", hint=hint)
    done = again_of(record, decided_text(folder), Wanted(**wanted))  # type: ignore[arg-type]
    report = decided_report(None, folder, done.text, done.changes, trial)
    return Report({**nothing, **report.data}, report.text, ())


COMMAND = again
