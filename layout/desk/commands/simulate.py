"""newsgrid simulate: what rules do to all stories of a folder, alone or beside other rules."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from layout.desk.command_line.options import FILE, OUTPUT, STRATEGY, reports
from layout.work.terminal.console import STDOUT, Console, check_stdout
from layout.work.terminal.report import Report
from slots.legible import legible, shown

_EPILOG = """\b
Examples:
  newsgrid simulate gazette                                what its own rules come to
  newsgrid simulate gazette --against new.toml             what other rules would change
  newsgrid simulate gazette --rules preset:spacefinder --against gazette/slots.toml \\
      -o report.html
  newsgrid simulate gazette --scheduler tcp://10.0.0.5:8786   on a Dask cluster

Exit code 1: some stories could not be used, or the audit found a broken rule.
"""
_RULES = "slots.toml, or preset:NAME"


@click.command(epilog=_EPILOG)
@click.argument("folder", metavar="DIR", type=FILE)
@click.option("--rules", metavar="A", help=f"A {_RULES}; if not given, the publication's own.")
@click.option("--against", metavar="B", help=f"Other rules to compare with: a {_RULES}.")
@click.option("--strategy", type=STRATEGY, help="Place by this strategy under A.")
@click.option("--against-strategy", type=STRATEGY, help="Place by this strategy under B.")
@click.option("--breakpoint", "points", metavar="NAME", multiple=True, help="Only these; repeat.")
@click.option("-o", "--output", type=OUTPUT, help="Write a report with charts, one HTML file.")
@click.option("--jobs", type=click.IntRange(1, 1024), help="Processes; if not given, all cores.")
@click.option("--scheduler", metavar="ADDRESS", help="Work on a Dask cluster instead.")
@reports
def simulate(console: Console, folder: Path, output: Path | None, **options: Any) -> Report:
    """Place the ads and boxes of all stories in DIR, and sum up what the rules come to.

    How many slots of each kind fill, density, gaps, value, broken and relaxed rules; with
    --against, what changes under other rules, and in which stories.
    """
    from layout.desk.command_line.named_publication import check_there
    from layout.desk.command_line.never_overwrite import refuse_sources
    from layout.desk.reports.simulation.terminal_text import simulation_text
    from layout.simulation.simulate import Crew, RulesToTry
    from layout.simulation.simulate import simulate as simulated
    from layout.work.terminal.output import write_file

    console.step("Reading the rules and what the stories share")
    crew = Crew(options.pop("jobs"), options.pop("scheduler"))
    rules = RulesToTry(breakpoints=options.pop("points"), **options)
    check_there(folder)
    check_stdout(output, console)
    if output:
        named = (Path(name) for name in (rules.rules, rules.against) if name)
        refuse_sources((output,), folder, *named)
    done = simulated(folder, rules, crew, console)
    text = simulation_text(done.summed)
    if output:
        from layout.desk.reports.simulation.html_page import page_of

        console.step("Drawing the report")
        write_file(output, legible(page_of(done.summed, done.stories)).encode())
        text += f"\n\nWrote {shown(output)}"
    data = {**asdict(done.summed), "report": str(output) if output else None}
    return Report(data, text, done.findings, aside=output is STDOUT)


COMMAND = simulate
