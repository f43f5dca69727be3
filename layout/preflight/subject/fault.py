"""What a rule finds in a file: a fault, with its page and its place in the page's own space."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from layout.preflight.geometry import Box
from slots.finding import Severity

Limits = Mapping[str, float]
"""The limits of a rule by their names, in the units that its profile says."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: what is found, on which page (None: of the file as a whole), and where, in its own
    points. `severity` is the rule's own but where a rule has a milder limit too; `detail` is the
    requirement that is not met, by its id, where a rule asks for all of another profile."""

    found: str
    page: int | None = None
    box: Box | None = None
    severity: Severity | None = None
    detail: str = ""
