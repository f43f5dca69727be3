"""Inline text: runs of characters with one emphasis and at most one link."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag


class Emphasis(IntFlag):
    """How a run stands out; bold italic is BOLD | ITALIC."""

    NONE = 0
    ITALIC = 1
    BOLD = 2


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text: white space folded to single spaces, typographic characters as written."""

    text: str
    emphasis: Emphasis = Emphasis.NONE
    href: str | None = None


Runs = tuple[Run, ...]


def plain(text: str) -> Runs:
    """Runs of unadorned text; none for the empty string."""
    return (Run(text),) if text else ()


def text_of(runs: Runs) -> str:
    """The bare characters of runs, in order."""
    return "".join(run.text for run in runs)


def all_in(emphasis: Emphasis, runs: Runs) -> bool:
    """Whether all of a text has an emphasis; white space has any, and no text has none."""
    return bool(runs) and all(run.emphasis & emphasis or not run.text.strip() for run in runs)
