"""One placement of a strip: by rules that are there, or by rules that a command line names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from slots.case import Case
from slots.finding import NOWHERE, BadInput, Finding, bad_input
from slots.interchange.strip_contents import contents_of
from slots.interchange.strip_file import StripFile, load_strip
from slots.interchange.yardstick import Trial
from slots.lint.reads_whole_story import unstable_rules
from slots.placing.place import place
from slots.rulebook.by_name import STRATEGIES, source_text, with_strategy
from slots.rulebook.load import default_rules, parse_rules
from slots.rules.mistake import suggestion, told_at
from slots.rules.terms import Rules, Strategy
from slots.strip.measured_flow import Strip
from slots.units import PX


def place_strip(
    file: StripFile, rules: Rules, breakpoint: str
) -> tuple[Trial, tuple[Finding, ...]]:
    """What rules place in a strip at one of their breakpoints, with every refusal, objective and
    bound; and what is to be told about it."""
    case = Case((file.strip,), (), rules, breakpoint, file.about)
    contents, findings = contents_of(case)
    case = replace(case, contents=contents)
    if case.page.strategy is Strategy.STABLE:
        told = (told_at(each, NOWHERE) for each in unstable_rules(rules, breakpoint))
        findings = (*findings, *told)
    return Trial(case, place(case)), findings


@dataclass(frozen=True, slots=True)
class NamedRules:
    """What one placement is made by; None for what the command line leaves open.

    `rules` is a file, "preset:NAME", or None for the rules that come with newsgrid.
    """

    rules: str | None = None
    breakpoint: str | None = None
    strategy: str | None = None

    @property
    def name(self) -> str:
        """What people call it."""
        parts = (self.rules or "default rules", self.strategy)
        return ", ".join(part for part in parts if part)

    def against(self, compare: str) -> NamedRules:
        """The other side of a comparison: another strategy for the same rules, or other rules."""
        if compare in STRATEGIES:
            return NamedRules(self.rules, self.breakpoint, compare)
        return NamedRules(compare, self.breakpoint)


@dataclass(frozen=True, slots=True)
class ReadRules:
    """Rules as they are named, read, and the breakpoint found."""

    named: NamedRules
    rules: Rules
    breakpoint: str


def read_all(
    path: Path, named: NamedRules, compare: str | None
) -> tuple[StripFile, tuple[ReadRules, ...]]:
    """The strip, and what it is placed by: once, or twice to compare. BadInput with the problems
    of all files and options at once."""
    problems: list[Finding] = []
    file = None
    try:
        file = load_strip(path)
    except BadInput as error:
        problems += error.findings
    sides = [(named, False)] + ([(named.against(compare), True)] if compare else [])
    reads = []
    for each, second in sides:
        try:
            reads.append(_read(each, file.strip if file else None, second))
        except BadInput as error:
            problems += error.findings
    if problems or file is None:
        raise BadInput(dict.fromkeys(problems))
    return file, tuple(reads)


def _read(named: NamedRules, strip: Strip | None, second: bool) -> ReadRules:
    also = STRATEGIES if second else ()
    name = named.rules
    rules = default_rules() if name is None else parse_rules(source_text(name, also), name)
    point = _breakpoint(rules, named.breakpoint, strip, second)
    return ReadRules(named, with_strategy(rules, named.strategy), point)


def _breakpoint(rules: Rules, name: str | None, strip: Strip | None, second: bool) -> str:
    """The breakpoint that is named, or else that of the strip's screen.

    Other rules that are compared with may have other names: then it is that of the screen, too.
    """
    known = ", ".join(f"{point} {widths}" for point, widths in rules.breakpoints.items())
    if name is not None and (name in rules.breakpoints or not second):
        if name in rules.breakpoints:
            return name
        message = f'no breakpoint "{name}"{suggestion(name, rules.breakpoints)}'
        raise bad_input("unknown-breakpoint", message, hint=f"breakpoints: {known}")
    if strip is None:
        return next(iter(rules.breakpoints), "")  # the strip's problems are told, and nothing else
    screen = strip.viewport[0] // PX
    point = rules.breakpoint(screen)
    if point is None:
        message = f"no breakpoint of the rules has screens of {screen}px"
        raise bad_input("unknown-breakpoint", message, hint=f"use --breakpoint: {known}")
    return point
