"""A rule that a finished placement breaks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Breach:
    """What the audit found: the rule, whose it is, what it asks, what there is, and against what.

    `slot` is the id of a content ("google-ad-1"), empty for rules of the whole page; `strip` the
    index of the strip it was seen on.
    """

    rule: str
    slot: str
    required: str
    actual: str
    against: str | None = None
    strip: int = 0

    def __str__(self) -> str:
        whose = self.slot or "the page"
        against = f' against "{self.against}"' if self.against else ""
        return f"{whose}: {self.rule}{against} needs {self.required}, has {self.actual}"
