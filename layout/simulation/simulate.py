"""A simulation from a folder of stories to sums: rules read, stories shared out, results summed up.

rules by name ─> errand ─┬─> stories, in portions, over all cores ─> a result each ─> sums
stories' folder ─> shelf ┘
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from layout.publication.digests import context_of
from layout.simulation.plan_stories import Errand, Worked, shelf_without_rules, work
from layout.simulation.results import Simulation, simulation
from layout.simulation.rules_to_try import RulesToTry, errand_of
from layout.work.processes.cluster import clustered
from layout.work.processes.crew import cores, shared_out
from layout.work.terminal.console import QUIET, Console
from layout.work.terminal.report import counted
from slots.finding import Finding, Severity, Where

_CHUNK = 8
"""Stories a process is given at a time, at most, and for which it is worth starting one."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Who does the work: so many processes (None: as many as are worth it, one a core at most), or
    the Dask cluster of this address."""

    jobs: int | None = None
    scheduler: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Simulated:
    """What rules do to all stories: in sums, story by story, and all findings."""

    summed: Simulation
    stories: tuple[Worked, ...]
    findings: tuple[Finding, ...]


def simulate(
    folder: Path,
    rules: RulesToTry,
    crew: Crew = Crew(),
    console: Console = QUIET,
) -> Simulated:
    """What rules do to all stories of a folder. Raises BadInput with the problems of the rules and
    of what the stories share; a story that cannot be used is a result, and a finding."""
    errand = errand_of(folder, rules)
    shelf = shelf_without_rules(Path(errand.folder))
    errand = replace(errand, context=context_of(shelf))
    console.step(f"Placing the slots of {counted(len(shelf.stories), 'story')}")
    done = _worked(errand, shelf.stories, crew, console)
    results = tuple(each.result for each in done)
    other = errand.b.name if errand.b else None
    summed = simulation(str(folder), results, errand.a.name, other)
    findings = (*shelf.findings, *shelf.around.findings, *_findings(summed, folder))
    return Simulated(summed, done, findings)


def _worked(
    errand: Errand, stories: Sequence[Path], crew: Crew, console: Console
) -> tuple[Worked, ...]:
    """What each story came to, in the order of the stories, whoever does the work."""
    jobs = crew.jobs or min(cores(), max(1, len(stories) // _CHUNK))
    size = max(1, min(_CHUNK, len(stories) // (4 * jobs)))
    chunks = [
        tuple(map(str, stories[first : first + size])) for first in range(0, len(stories), size)
    ]
    parts: dict[int, tuple[Worked, ...]] = {}
    finished = 0
    do = partial(work, errand)
    with (
        clustered(crew.scheduler, do, chunks, console.say)
        if crew.scheduler
        else shared_out(do, chunks, jobs)
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
