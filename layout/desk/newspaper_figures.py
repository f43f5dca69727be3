"""A printed edition in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from layout.desk.newspaper import Newspaper
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
        "held": held_stories(made),
        "jumps": sum(one.turned for page in plan.pages for one in page.stood),
        "ads": len({place.id for place in ads.places}),
        "unplaced": [conflict.id for conflict in ads.conflicts],
        "moved": [move.id for move in ads.moves],
        "moved_stories": moved_stories(made),
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


def held_stories(made: Newspaper) -> list[str]:
    """The slugs of the stories that found no page."""
    slugs = {article.story.slug for article in made.copy.articles}
    return sorted({*(slugs & set(made.plan.held)), *made.copy.held})


def moved_stories(made: Newspaper) -> list[dict[str, Any]]:
    """The stories, or second parts of stories, that stand on another page than last time."""
    return [
        {"id": name, "before": made.before[name], "after": page}
        for name, page in sorted(made.plan.standing.items())
        if made.before.get(name, page) != page and page
    ]
