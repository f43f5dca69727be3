"""newsgrid measured: what slots turned out to be worth, and the rules that follow from it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from layout.desk.command_line.options import FILE, OUTPUT, reports
from layout.work.terminal.console import STDOUT, Console, check_stdout
from layout.work.terminal.report import Report, counted
from slots.legible import shown

if TYPE_CHECKING:
    from layout.simulation.measured.proposed import Measured, Proposal

_EPILOG = """\b
Examples:
  newsgrid measured gazette counted.csv                    what each slot is worth, how surely
  newsgrid measured gazette counted.csv -o new.toml        its rules with these values
  newsgrid simulate gazette --against new.toml             what they would change

\b
COUNTS has a line slot,breakpoint,depth,views,viewable,revenue for each slot and depth, as many as
there are days or stories: docs/simulate.md.
"""


@click.command("measured", epilog=_EPILOG)
@click.argument("folder", metavar="DIR", type=FILE)
@click.argument("counts", type=FILE)
@click.option("--rules", metavar="FILE", help="The rules; if not given, the publication's own.")
@click.option(
    "--scale",
    type=click.IntRange(1, 1_000_000),
    default=100,
    show_default=True,
    help="Points of value to one of the currency: 100 counts in cents.",
)
@click.option("-o", "--output", type=OUTPUT, help="Write the rules with the values proposed.")
@reports
def _measured(
    console: Console,
    folder: Path,
    counts: Path,
    rules: str | None,
    scale: int,
    output: Path | None,
) -> Report:
    """Fit value and decay of the slots of DIR to COUNTS, a CSV of views, viewability and revenue by
    slot and depth, each with an interval; and propose rules where theirs lie outside of it.
    """
    from layout.desk.command_line.named_publication import check_there
    from layout.desk.command_line.never_overwrite import refuse_sources
    from layout.simulation.measured.counts import read_counts
    from layout.simulation.measured.proposed import proposed
    from layout.simulation.simulate import rulebook_of
    from layout.work.terminal.output import write_file
    from slots.rulebook.load import parse_rules

    check_there(folder)
    check_stdout(output, console)
    book = rulebook_of(rules, folder)
    if output:
        refuse_sources((output,), folder, counts, *((Path(rules),) if rules else ()))
    known = parse_rules(book.text, book.name)
    found = proposed(read_counts(counts, known), known, scale)
    text = measured_text(found, shown(book.name))
    if output:
        write_file(output, proposed_rules(book.text, found).encode())
        text += f"\n\nWrote {shown(output)}"
    data: dict[str, Any] = {
        "rules": book.name,
        "scale": scale,
        "slots": [_as_data(each) for each in found.slots],
        "changes": [{"path": [*each.path], "value": each.value} for each in found.changes()],
        "output": str(output) if output else None,
    }
    return Report(data, text, found.findings, aside=output is STDOUT)


def _as_data(each: Measured) -> dict[str, Any]:
    """A measured slot as the report has it."""
    return {
        "slot": each.place.slot,
        "breakpoint": each.place.breakpoint or None,
        "by": each.by,
        "lines": each.fit.lines,
        "views": each.fit.views,
        "value": asdict(each.value),
        "decay": asdict(each.fit.decay) if each.fit.decay else None,
        "value_now": each.value_now,
        "decay_now": each.decay_now,
        "new_value": each.new_value,
        "new_decay": each.new_decay,
    }


def measured_text(found: Proposal, rules: str) -> str:
    """The slots with their figures and intervals, and what would change in the rules."""
    from layout.work.terminal.text_tables import table

    head = ("slot", "at", "views", "value", "95 %", "now", "decay", "95 %", "now")
    parts = [table(head, [_row(each) for each in found.slots])]
    changes = found.changes()
    if not changes:
        parts.append(f"What {rules} says is within every interval: nothing is proposed.")
        return "\n\n".join(parts)
    lines = []
    for each in changes:
        value = each.value if isinstance(each.value, int) else f'"{each.value}"'
        lines.append(f"  [{'.'.join(each.path[:-1])}] {each.path[-1]} = {value}")
    parts.append("\n".join([f"{counted(len(lines), 'change')} proposed to {rules}:", *lines]))
    return "\n\n".join(parts)


def proposed_rules(text: str, found: Proposal) -> str:
    """The text of the rules with what is proposed, and every other byte as it was. Raises BadInput
    where it is written in a way that cannot be changed by itself."""
    from layout.desk.preview.rules.edit.change_key import Edit, edited

    return edited(text, [Edit(each.path, each.value) for each in found.changes()])


def _row(each: Measured) -> tuple[str, ...]:
    value, decay = each.value, each.fit.decay
    surely = "?" if value.high is None else f"{value.low:,} to {value.high:,}"
    figures = (f"{decay.best:g}%", f"{decay.low:g} to {decay.high:g}%") if decay else ("-", "-")
    point = each.place.breakpoint or "all"
    worth = (f"{value.best:,}", surely, f"{each.value_now:,}")
    return (each.place.slot, point, f"{each.fit.views:,}", *worth, *figures, f"{each.decay_now:g}%")


COMMAND = _measured
