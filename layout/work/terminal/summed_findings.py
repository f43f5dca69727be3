"""Notes summed by their kind, so that errors and warnings are not lost among them.

A rule that half of all stories come near to is one note each: 92 for the sample site. One of each
kind is told, with how many more there are; errors and warnings are told whole, always.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from layout.work.terminal.report import counted
from slots.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Told:
    """A finding that is told, and how many `more` of its kind are not."""

    finding: Finding
    more: int = 0

    @property
    def rest(self) -> str:
        """ " (and 41 more of this kind, missing-glyph)", or nothing"""
        return f" (and {self.more:,} more of this kind, {self.finding.code})" if self.more else ""


def summed(findings: tuple[Finding, ...], whole: bool = False) -> tuple[Told, ...]:
    """Findings in the order given, each different one once; of notes, unless they are wanted
    `whole`, the first of each kind."""
    each = tuple(dict.fromkeys(findings))
    kinds = Counter(finding.code for finding in each if finding.severity is Severity.INFO)
    told: list[Told] = []
    seen: set[str] = set()
    for finding in each:
        if whole or finding.severity is not Severity.INFO:
            told.append(Told(finding))
        elif finding.code not in seen:
            seen.add(finding.code)
            told.append(Told(finding, kinds[finding.code] - 1))
    return tuple(told)


def unsaid(told: tuple[Told, ...]) -> str:
    """ "86 more notes: --verbose tells them", nothing where all are told."""
    more = sum(each.more for each in told)
    return f"{counted(more, 'more note')}: --verbose tells them" if more else ""
