"""What contents missed at the breakpoints of a page, told once for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from slots.finding import Finding, Where

DASH = " – "
"""Between whom a finding is about, and why."""


def told_once(missed: Iterable[tuple[str, Finding]], source: str) -> tuple[Finding, ...]:
    """Findings of single breakpoints, as (breakpoint, finding), one for each fate and reason.

    A finding says "fate: content - reason"; those of one fate and content become one that names
    their breakpoints, with one reason if they share it, and contents of the same fate for the same
    reasons share a finding. `source` is the story's file.

    >>> from slots.finding import Severity
    >>> moved = Finding("moved", Severity.INFO, "moved to the end: ad-1 – no gap")
    >>> print(told_once((("mobile", moved), ("tablet", moved)), "a.md")[0])
    a.md: moved to the end: ad-1 – mobile, tablet: no gap
    """
    groups: dict[tuple[str, str], list[tuple[str, Finding]]] = {}
    for breakpoint, finding in missed:
        told = finding.message.partition(DASH)[0]
        groups.setdefault((finding.code, told), []).append((breakpoint, finding))
    merged = [_merged(told, group, source) for (_, told), group in groups.items()]
    alike: dict[tuple[str, str, str], list[Finding]] = {}
    for found in merged:
        told, _, why = found.message.partition(DASH)
        alike.setdefault((found.code, told.partition(": ")[0], why), []).append(found)
    return tuple(_together(group) for group in alike.values())


def _together(group: list[Finding]) -> Finding:
    """Contents of one fate for the same reasons, in one finding."""
    first, *rest = group
    fate, why = first.message.split(DASH, 1)
    names = [each.message.partition(DASH)[0].partition(": ")[2] for each in rest]
    return replace(first, message=f"{', '.join((fate, *names))}{DASH}{why}")


def _merged(told: str, group: list[tuple[str, Finding]], source: str) -> Finding:
    reasons: dict[str, list[str]] = {}
    hints: dict[str, None] = {}
    for breakpoint, finding in group:
        reason = finding.message.partition(DASH)[2]
        reasons.setdefault(reason, []).append(breakpoint)
        hints[finding.hint or ""] = None
    why = "; ".join(f"{', '.join(names)}: {reason}" for reason, names in reasons.items())
    hint = _joined([each for each in hints if each])
    where = Where(source or None)
    return replace(group[0][1], message=f"{told}{DASH}{why}", where=where, hint=hint)


def _joined(hints: list[str]) -> str | None:
    """Hints one after the other; the file that all of them begin with is named once."""
    if not hints:
        return None
    file, colon, _ = hints[0].partition(": ")
    if colon and file.startswith("in ") and all(each.startswith(f"{file}: ") for each in hints):
        hints = [hints[0], *(each.removeprefix(f"{file}: ") for each in hints[1:])]
    return "; ".join(hints)
