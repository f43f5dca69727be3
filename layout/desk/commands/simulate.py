"""newsgrid simulate: what rules do to all stories of a folder, alone or beside other rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from layout.desk.command_line.options import FILE, OUTPUT, STRATEGY, reports
from layout.work.terminal.console import Console
from layout.work.terminal.report import Report, counted
from layout.work.terminal.streams import STDOUT, check_stdout
from slots.finding import Finding, Severity, Where
from slots.legible import legible, shown

if TYPE_CHECKING:
    from layout.simulation.plan_stories import Errand, Worked
    from layout.simulation.results import Simulation

_CHUNK = 8
"""Stories a process is given at a time, at most, and for which it is worth starting one."""

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
    from layout.desk.reports.simulation.terminal_text import told
    from layout.simulation.plan_stories import shelf_without_rules
    from layout.simulation.results import simulation
    from layout.simulation.rules_to_try import errand_of
    from layout.site.context_digest import context_of
    from layout.work.terminal.output import write_file

    console.step("Reading the rules and what the stories share")
    names = options["rules"], options["against"]
    check_there(folder)
    check_stdout(output, console)
    if output:
        refuse_sources((output,), folder, *(Path(name) for name in names if name))
    strategies = options["strategy"], options["against_strategy"]
    errand = errand_of(folder, names, strategies, options["points"])
    shelf = shelf_without_rules(Path(errand.folder))
    errand = replace(errand, context=context_of(shelf))
    console.step(f"Placing the slots of {counted(len(shelf.stories), 'story')}")
    done = _worked(errand, shelf.stories, (options["jobs"], options["scheduler"]), console)
    results = tuple(each.result for each in done)
    other = errand.b.name if errand.b else None
    summed = simulation(str(folder), results, errand.a.name, other)
    text = told(summed)
    if output:
        from layout.desk.reports.simulation.html_page import page_of

        console.step("Drawing the report")
        write_file(output, legible(page_of(summed, done)).encode())
        text += f"\n\nWrote {shown(output)}"
    findings = (*shelf.findings, *shelf.around.findings, *_findings(summed, folder))
    data = {**asdict(summed), "report": str(output) if output else None}
    return Report(data, text, findings, aside=output is STDOUT)


def _worked(
    errand: Errand,
    stories: tuple[Path, ...],
    crew: tuple[int | None, str | None],
    console: Console,
) -> tuple[Worked, ...]:
    """What each story came to, in the order of the stories, whoever does the work."""
    from layout.simulation.plan_stories import work
    from layout.work.processes.cluster import clustered
    from layout.work.processes.crew import cores, shared_out

    jobs = crew[0] or min(cores(), max(1, len(stories) // _CHUNK))
    size = max(1, min(_CHUNK, len(stories) // (4 * jobs)))
    chunks = [
        tuple(map(str, stories[first : first + size])) for first in range(0, len(stories), size)
    ]
    parts: dict[int, tuple[Worked, ...]] = {}
    finished = 0
    do = partial(work, errand)
    with (
        clustered(crew[1], do, chunks, console.say) if crew[1] else shared_out(do, chunks, jobs)
    ) as results:
        console.progress("Simulating", 0, len(stories))
        for index, part in results:
            parts[index] = part
            finished += len(part)
            console.progress("Simulating", finished, len(stories))
    return tuple(each for index in sorted(parts) for each in parts[index])


def _findings(summed: Simulation, folder: Path) -> Iterator[Finding]:
    """Stories that could not be used; what is wrong in others (they are simulated all the same, so
    that is a warning); and rules that are broken."""
    for story in summed.results:
        file = str(folder / story.file)
        for problem in story.problems:
            if problem.severity == Severity.ERROR or not story.read:
                severity = Severity.WARNING if story.read else Severity.ERROR
                where, hint = Where(file, problem.line), problem.hint or ""
                yield Finding(problem.code, severity, problem.message, where, hint)
        for side in (story.a, story.b):
            for point in side:
                for breach in point.breaches:
                    message = f"{point.name}: {breach}"
                    hint = "the audit found this: please report it with the story and the rules"
                    yield Finding("broken-rule", Severity.ERROR, message, Where(file), hint)


COMMAND = simulate
