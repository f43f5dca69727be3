"""What contents missed at the breakpoints of a page, told once for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from slots.finding import Finding, Where

DENSITY = "key density"


def told_once(missed: Iterable[tuple[str, Finding]], source: str) -> tuple[Finding, ...]:
    """Findings of single breakpoints, as (breakpoint, finding), one for each content and fate.

    A finding says "fate: content - reason"; those of one fate and content become one that names
    their breakpoints, with one reason if they share it. `source` is the story's file.

    >>> from slots.finding import Severity
    >>> moved = Finding("moved", Severity.INFO, "moved to the end: ad-1 – no gap")
    >>> print(told_once((("mobile", moved), ("tablet", moved)), "a.md")[0])
    a.md: moved to the end: ad-1 – mobile, tablet: no gap
    """
    groups: dict[tuple[str, str], list[tuple[str, Finding]]] = {}
    for breakpoint, finding in missed:
        told = finding.message.partition(" – ")[0]
        groups.setdefault((finding.code, told), []).append((breakpoint, finding))
    return tuple(_merged(told, group, source) for (_, told), group in groups.items())


def _merged(told: str, group: list[tuple[str, Finding]], source: str) -> Finding:
    reasons: dict[str, list[str]] = {}
    hints: dict[str, None] = {}
    for breakpoint, finding in group:
        reason = finding.message.partition(" – ")[2]
        reasons.setdefault(reason, []).append(breakpoint)
        hints[_hint(breakpoint, finding)] = None
    why = "; ".join(f"{', '.join(names)}: {reason}" for reason, names in reasons.items())
    hint = "; ".join(each for each in hints if each) or None
    where = Where(source or None)
    return replace(group[0][1], message=f"{told} – {why}", where=where, hint=hint)


def _hint(breakpoint: str, finding: Finding) -> str:
    """Where to change what stood in the way: density is a term of the page, not of the slot."""
    hint = finding.hint or ""
    return f"see [page.at.{breakpoint}], {DENSITY}" if hint.endswith(DENSITY) else hint
