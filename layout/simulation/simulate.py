"""A simulation from a folder of stories to sums: rules read, stories shared out, results summed up.

rules by name ─> errand ─┬─> stories, in portions, over all cores ─> a result each ─> sums stories'
folder ─> shelf ┘

Rules are asked for by name: a file, a preset, or the publication's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from layout.publication.digests import context_of
from layout.publication.material import attempt
from layout.publication.settings.newsgrid_toml import FILE, house_of
from layout.simulation.plan_stories import (
    Errand,
    Rulebook,
    Worked,
    rules_for,
    shelf_without_rules,
    work,
)
from layout.simulation.results import Simulation, simulation
from layout.work.processes.cluster import clustered
from layout.work.processes.crew import crew_for, in_order, portions, shared_out
from layout.work.terminal.console import QUIET, Console
from layout.work.terminal.report import counted
from slots.finding import BadInput, Finding, Severity, Where, bad_input
from slots.rulebook.by_name import source_text
from slots.rulebook.load import default_text, parse_rules, read_text
from slots.rules.mistake import suggestion

_OURS = "newsgrid's slots.toml"


@dataclass(frozen=True, slots=True)
class RulesToTry:
    """The rules of a simulation: `rules` are a file's, "preset:NAME", or None for the publication's
    own, `against` others to compare with (None: none); each placed by its own strategy if none is
    named, at these `breakpoints` (none: all)."""

    rules: str | None = None
    against: str | None = None
    strategy: str | None = None
    against_strategy: str | None = None
    breakpoints: tuple[str, ...] = ()


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
    errand = _errand_of(folder, rules)
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
    jobs = crew.jobs or crew_for(len(stories))
    chunks = portions(tuple(map(str, stories)), jobs)
    do = partial(work, errand)
    with (
        clustered(crew.scheduler, do, chunks, console.say)
        if crew.scheduler
        else shared_out(do, chunks, jobs)
    ) as results:
        parts = in_order(results, chunks, partial(console.progress, "Simulating"))
    return tuple(each for part in parts for each in part)


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


def _errand_of(folder: Path, tried: RulesToTry) -> Errand:
    """The simulation of a folder under rules by these names.

    Raises BadInput with the problems of both sets of rules.
    """
    problems: list[Finding] = []
    if tried.against_strategy and tried.against is None:
        hint = "name the other rules with --against"
        problems += bad_input("options", "--against-strategy needs --against", hint=hint).findings
    a = attempt(lambda: rulebook_of(tried.rules, folder, tried.strategy), problems)
    b = None
    if tried.against is not None:
        b = attempt(lambda: rulebook_of(tried.against, folder, tried.against_strategy), problems)
    problems += _unknown([book for book in (a, b) if book], tried.breakpoints)
    if problems or a is None:
        raise BadInput(dict.fromkeys(problems))
    return Errand(str(folder.absolute()), a, b, tried.breakpoints)


def rulebook_of(name: str | None, folder: Path, strategy: str | None = None) -> Rulebook:
    """Rules by their name, None: those of the folder; read and checked."""
    if name is None:
        house = house_of(folder / FILE)
        own = house.rules
        name, text = _OURS, default_text()
        if own:
            name, text = str(own), read_text(own, root=house.folder)
    else:
        text = source_text(name)
    parse_rules(text, name)
    return Rulebook(name, text, strategy)


def _unknown(books: list[Rulebook], breakpoints: tuple[str, ...]) -> list[Finding]:
    """Breakpoints that are looked for and in none of the rules."""
    known = dict.fromkeys(name for book in books for name in rules_for(book, ()).breakpoints)
    found: list[Finding] = []
    for name in breakpoints if books else ():
        if name not in known:
            message = f'no breakpoint "{name}" in the rules{suggestion(name, known)}'
            found += bad_input("options", message, hint=f"one of {', '.join(known)}").findings
    return found
