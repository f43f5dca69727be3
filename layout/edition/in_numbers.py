"""A printed edition in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from layout.edition.ad_words import moved_ads, new_ads
from layout.edition.decided.ads_in_edition import ads_refused_as_data
from layout.edition.decided.refused_in_words import refused_as_data
from layout.edition.decided.unmet import unmet_as_data
from layout.edition.make_edition import Newspaper, held_in
from layout.edition.moved.moves import moved_since
from layout.makeup.edition.all_pages import EditionPlan
from layout.makeup.edition.choose_settings import FinishedPage
from layout.makeup.edition.shapes.article import READ_ON
from layout.makeup.edition.shapes.item import house_ad_of, part_of, story_of, turned_id
from layout.makeup.edition.shapes.news_hole import hole_of
from layout.page.document import Page


def figures_of(made: Newspaper) -> dict[str, Any]:
    """What was made: pages, stories, ads; costs and their bounds; what stayed open.

    `white` is the share of the news hole that neither type nor picture, box nor designed air
    takes: rows that legs stay short.
    """
    plan, ads = made.plan, made.stacked.plan
    pages = made.document.pages
    cells = sum(hole_of(page, ads.on(page.number)).cells for page in made.open_pages)
    white = sum(leg.rows - leg.filled for page in pages for leg in page.legs)
    stories = {slug for page in plan.pages for one in page.placed for slug in one.slugs}
    return {
        "pages": len(made.stacked.pages),
        "closed": sorted(made.closed.numbers),
        "stories": len(stories),
        "held": held_in(plan, made.copy),
        **_turned(made),
        "ads": len({place.id for place in ads.places}),
        "unplaced": [conflict.id for conflict in ads.conflicts],
        "moved": [move.id for move in moved_ads(ads)],
        "new_ads": [move.id for move in new_ads(ads)],
        "moved_stories": [asdict(one) for one in moved_since(made)],
        "ranked": [
            {"id": slug, "rank": ranked.rank, "why": ranked.why}
            for slug, ranked in sorted(made.copy.ranks.items())
        ],
        "shortened": [
            {
                "id": one.id,
                "paragraphs": one.paragraphs,
                "words": one.words,
                "of": one.of,
                "page": one.page,
                "why": one.why,
            }
            for one in made.shortened
        ],
        "refused": [*refused_as_data(made.refused), *ads_refused_as_data(made.stacked.refused)],
        "unmet": unmet_as_data(made.preferred, made.stacked, made.copy.decisions),
        "left_out": _left_out(plan),
        "house_ads": [{"page": p.page, "ads": n} for p in plan.pages if (n := _house_ads(p))],
        "promos": [{"id": promo.slug, "page": promo.page} for promo in made.promos],
        "fillers": sum(len(page.fillers) for page in plan.pages),
        "filler_cells": sum(f.columns * f.rows for page in plan.pages for f in page.fillers),
        "pictures": sum(_count(page, "picture") for page in pages),
        "words": _words(pages),
        "makeup": {"cost": plan.cost, "bound": plan.bound},
        "stacking": {"objective": ads.objective, "bound": ads.bound, "gap": ads.gap},
        "white": round(white / cells, 5) if cells else 0.0,
    }


def _house_ads(page: FinishedPage) -> int:
    """The house ads of a page, those that are decided among them."""
    return len(page.fillers) + sum(bool(house_ad_of(one.id)) for one in page.placed)


def _count(page: Page, role: str) -> int:
    return sum(image.role == role for image in page.images)


def _words(pages: Sequence[Page]) -> int:
    return sum(
        len(placed.line.words)
        for page in pages
        for fragment in page.fragments
        if fragment.story and fragment.role != READ_ON
        for placed in fragment.lines
    )


def _turned(made: Newspaper) -> dict[str, Any]:
    """How many stories jump, and which, from which page to which."""
    plan = made.plan
    found = [
        {
            "id": story_of(one.id),
            "from": plan.page_of[turned_id(story_of(one.id), part_of(one.id) - 1)],
            "to": page.page,
        }
        for page in plan.pages
        for one in page.placed
        if one.turned
    ]
    return {"jumps": len(found), "jumped": found}


def _left_out(plan: EditionPlan) -> list[dict[str, Any]]:
    """The stories of which pictures were left out, of all their parts: which, and of how many."""
    found: dict[str, dict[str, Any]] = {}
    for page in plan.pages:
        for one in page.placed:
            if one.article and one.left_out:
                name = story_of(one.id)
                fresh = {"id": name, "pictures": [], "of": len(one.article.every)}
                entry = found.setdefault(name, fresh)
                entry["pictures"] += [shape.picture.src for shape in one.left_out]
    return list(found.values())
