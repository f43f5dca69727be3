"""A printed edition in numbers and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from layout.desk.newspaper import Newspaper
from layout.desk.report import count_findings, counted
from layout.desk.stack_report import conflict_findings
from layout.desk.stack_words import move_words
from layout.makeup.edition.hole import hole_of
from layout.page.document import Page


def figures_of(made: Newspaper) -> dict[str, Any]:
    """What was made: pages, stories, ads; costs and their bounds; what stayed open.

    `white` is the share of the news hole that neither type nor picture, box nor designed air
    takes: rows that legs stay short.
    """
    plan, ads = made.plan, made.stacked.plan
    pages = made.document.pages
    cells = sum(hole_of(page, ads.on(page.number)).cells for page in made.stacked.pages)
    white = sum(leg.rows - leg.filled for page in pages for leg in page.legs)
    stories = {one.id.removesuffix(">") for page in plan.pages for one in page.stood if one.article}
    return {
        "pages": len(pages),
        "stories": len(stories),
        "held": list(plan.held),
        "jumps": sum(one.turned for page in plan.pages for one in page.stood),
        "ads": len({place.id for place in ads.places}),
        "unplaced": [conflict.id for conflict in ads.conflicts],
        "moved": [move.id for move in ads.moves],
        "fillers": sum(len(page.fillers) for page in plan.pages),
        "filler_cells": sum(f.columns * f.rows for page in plan.pages for f in page.fillers),
        "pictures": sum(_count(page, "picture") for page in pages),
        "words": _words(pages),
        "makeup": {"cost": plan.cost, "bound": plan.bound},
        "stacking": {"objective": ads.objective, "bound": ads.bound, "gap": ads.gap},
        "white": round(white / cells, 5) if cells else 0.0,
    }


def _count(page: Page, role: str) -> int:
    return sum(image.role == role for image in page.images)


def _words(pages: Sequence[Page]) -> int:
    return sum(
        len(placed.line.words)
        for page in pages
        for fragment in page.fragments
        if fragment.story
        for placed in fragment.lines
    )


def told(made: Newspaper, figures: Mapping[str, Any], files: Sequence[str]) -> str:
    """The report for people."""
    makeup, stacking = figures["makeup"], figures["stacking"]
    lines = [
        f"Wrote {', '.join(files)}",
        f"{counted(figures['pages'], 'page')}, {counted(figures['stories'], 'story')} "
        f"({counted(figures['jumps'], 'jump')}), {counted(figures['ads'], 'ad')}, "
        f"{counted(figures['pictures'], 'picture')}, {counted(figures['fillers'], 'house ad')}",
        f"stacking: worth {stacking['objective']}, at most {stacking['bound']} "
        f"(gap {stacking['gap']:.2%}); make-up: cost {makeup['cost']}, at least {makeup['bound']}",
        f"{counted(figures['legs'], 'leg')}, {figures['short']} of them short; "
        f"{figures['white']:.2%} of the news hole left white",
    ]
    bookings = {booking.id: booking for booking in made.stacked.bookings}
    lines += [move_words(move, bookings.get(move.id)) for move in made.stacked.plan.moves]
    every = (*made.findings, *conflict_findings(made.stacked))
    return "\n".join((*lines, count_findings(every)))
