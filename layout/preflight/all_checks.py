"""Every check by the id of its rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from layout.preflight.accessible.check import accessible_findings
from layout.preflight.gwg import colours, files, legible, overprint, resolution
from layout.preflight.pdfx.x1a import X1A
from layout.preflight.pdfx.x4 import X4
from layout.preflight.subject.fault import Fault, Limits
from layout.preflight.subject.subject import Check, Subject


def _is_x4(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """R0001: all that PDF/X-4 asks for, as one rule."""
    for name, check in X4.items():
        for fault in check(subject, limits):
            yield replace(fault, detail=name)


def _is_ua1(subject: Subject, limits: Limits) -> Iterator[Fault]:
    """UA1: all that a program can tell of PDF/UA-1, as one rule."""
    for barrier in accessible_findings(subject.pdf):
        found = f"{barrier.message} (ISO 14289-1, {barrier.clause})"
        yield Fault(found, barrier.page or None)


ALL_CHECKS: dict[str, Check] = {
    "R0001": _is_x4,
    "UA1": _is_ua1,
    **files.CHECKS,
    **overprint.CHECKS,
    **legible.CHECKS,
    **colours.CHECKS,
    **resolution.CHECKS,
    **X4,
    **X1A,
}
