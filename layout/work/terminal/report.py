"""The report of a command: data for programs, text for people, findings, and the exit code.

Notes are summed by their kind, so that errors and warnings are not lost among them. A rule that
half of all stories come near to is one note each: 92 for the sample site. One of each kind is
reported, with how many more there are; errors and warnings are all reported, always.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from slots.finding import Edit, Finding, Severity

_CLEAN, _ERRORS, BAD_INPUT, OUR_BUG, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 70, 130, 141
"""Exit codes: as the design has them, then sysexits' EX_SOFTWARE and 128 + signal number."""

REFUSED = "Nothing was written: with --strict an edition is made without errors and warnings only."
"""What a command says that makes an edition, and is `refused`."""


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one command. `text` goes to stdout, or `data` as JSON with --json. `known` are
    those of the findings that an earlier run reported already.

    `shown` says that the text shows the findings, so that they need not go to stderr too;
    `announced` that all was reported while the command ran; `aside` that stdout has the result
    itself, and stderr the text.
    """

    data: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    findings: tuple[Finding, ...] = ()
    known: frozenset[Finding] = frozenset()
    shown: bool = False
    announced: bool = False
    aside: bool = False


def exit_code(findings: tuple[Finding, ...], strict: bool) -> int:
    """0 clean or warnings, 1 errors; with `strict` warnings count as errors."""
    failing = _failing_with(strict)
    return _ERRORS if any(finding.severity in failing for finding in findings) else _CLEAN


def refused(findings: tuple[Finding, ...], strict: bool) -> bool:
    """Whether an edition with these findings is not to be written."""
    return strict and exit_code(findings, strict) != _CLEAN


def _failing_with(strict: bool) -> frozenset[Severity]:
    """What makes a command fail: errors, and with `strict` warnings."""
    return frozenset({Severity.ERROR, *([Severity.WARNING] if strict else [])})


def unheard(report: Report, strict: bool) -> tuple[Finding, ...]:
    """The findings of a report that are new, and those for which the command fails: all that is
    reported without --verbose."""
    failing = _failing_with(strict)
    return tuple(
        finding
        for finding in report.findings
        if finding not in report.known or finding.severity in failing
    )


def as_data(finding: Finding) -> dict[str, Any]:
    """A finding as JSON has it: code, severity, message, file, line, column, hint; of what is on an
    ad also where; of one with sure remedies these, as edits."""
    spot = {"spot": asdict(finding.spot)} if finding.spot else {}
    edits = [{"title": edit.named, **_place_of(edit)} for edit in finding.edits]
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "file": finding.where.file,
        "line": finding.where.line,
        "column": finding.where.column,
        "hint": finding.hint,
        **spot,
        **({"edits": edits} if edits else {}),
    }


def _place_of(edit: Edit) -> dict[str, Any]:
    """Where an edit is made, and what is written there."""
    return {name: getattr(edit, name) for name in ("line", "column", "written", "instead")}


def counted(count: int, noun: str) -> str:
    """ "1 page", "2 pages", "3 boxes", "12,000 stories" """
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else noun + ("es" if noun[-1] == "x" else "s")
    return f"{count:,} {noun if count == 1 else plural}"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Things in a sentence; `last` is the word before the last of them.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "or")
    ('a', 'a and b', 'a, b or c')
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def points(thousandths: int) -> str:
    """What an arrangement is worth: "105.1 points", of thousandths of a point."""
    return f"{thousandths / 1000:,.1f} points"


def count_findings(findings: tuple[Finding, ...]) -> str:
    """ "no findings", "1 warning", "2 errors, 1 warning and 3 notes" """
    named = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    counts = [
        (sum(finding.severity is severity for finding in findings), name)
        for severity, name in named.items()
    ]
    parts = [counted(count, name) for count, name in counts if count]
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]])) or "no findings"


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """A finding that is reported, and how many `more` of its kind are not."""

    finding: Finding
    more: int = 0

    @property
    def rest(self) -> str:
        """ " (and 41 more of this kind, missing-glyph)", or nothing"""
        return f" (and {self.more:,} more of this kind, {self.finding.code})" if self.more else ""


def summed(findings: tuple[Finding, ...], whole: bool = False) -> tuple[ReportedFinding, ...]:
    """Findings in the order given, each different one once; of notes, unless they are wanted
    `whole`, the first of each kind."""
    each = tuple(dict.fromkeys(findings))
    kinds = Counter(finding.code for finding in each if finding.severity is Severity.INFO)
    reported: list[ReportedFinding] = []
    seen: set[str] = set()
    for finding in each:
        if whole or finding.severity is not Severity.INFO:
            reported.append(ReportedFinding(finding))
        elif finding.code not in seen:
            seen.add(finding.code)
            reported.append(ReportedFinding(finding, kinds[finding.code] - 1))
    return tuple(reported)


def unreported(reported: tuple[ReportedFinding, ...]) -> str:
    """ "86 more notes: --verbose tells them", nothing where all are told."""
    more = sum(each.more for each in reported)
    return f"{counted(more, 'more note')}: --verbose tells them" if more else ""
