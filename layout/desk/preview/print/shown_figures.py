"""An edition in figures, as the print view shows them: few, and each with what it means."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from layout.work.terminal.report import counted


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, and a sentence about it."""

    name: str
    value: int | str
    said: str


def newspaper_figures(figures: Mapping[str, Any]) -> Iterator[Figure]:
    """The figures of an edition, from those that `newsgrid print` reports."""
    words, jumps, fillers = figures["words"], figures["jumps"], figures["fillers"]
    yield Figure("words", words, f"{counted(words, 'word')} are printed.")
    yield Figure("jumps", jumps, f"{counted(jumps, 'story')} go on on another page.")
    yield Figure("house ads", fillers, "They fill what stories and ads leave open.")
    yield from _type(figures)
    yield Figure("white", _share(figures["white"]), "The part of the news hole left white.")
    makeup, stacking = figures["makeup"], figures["stacking"]
    yield Figure("make-up cost", makeup["cost"], f"None can cost less than {makeup['bound']:,}.")
    gap = math.ceil(stacking["gap"] * 10_000) / 10_000
    said = (
        "The ads' stack is proven to be the best." if not gap else "At most so far from the best."
    )
    yield Figure("stacking gap", f"{gap:.2%}", said)


def story_figures(figures: Mapping[str, Any]) -> Iterator[Figure]:
    """The figures of a story that is printed alone."""
    yield Figure("words", figures["words"], "From headline to last line.")
    yield Figure("lines", figures["lines"], "Of body text.")
    yield Figure("boxes", figures["boxes"], "Ads, modules and pictures beside the text.")
    yield from _type(figures)
    yield Figure("white", _share(figures["white"]), "The part of the pages left white.")
    said = f"No plan on as many pages costs less than {figures['bound']:,}."
    yield Figure("cost", figures["objective"], said)


def _type(figures: Mapping[str, Any]) -> Iterator[Figure]:
    yield Figure("legs", figures["legs"], "Columns of text.")
    yield Figure("short legs", figures["short"], "Legs that do not reach their foot.")
    yield Figure("widows", figures["widows"], "Last lines of paragraphs alone on top of a leg.")
    yield Figure("orphans", figures["orphans"], "First lines of paragraphs alone at a foot.")


def _share(part: float) -> str:
    return f"{part:.2%}"
