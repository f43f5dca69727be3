"""An edition as the print view lists it: its pages, stories and ads, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layout.desk.leg_figures import leg_figures
from layout.desk.preview.answers import findings_data
from layout.desk.preview.print_digest import edition_revision
from layout.desk.preview.print_geometry import points

if TYPE_CHECKING:
    from layout.desk.newspaper import Newspaper
    from layout.desk.preview.print_made import Made
    from layout.story.story import Story


def edition_data(made: Made) -> dict[str, Any]:
    """All that is listed of an edition."""
    document = made.document
    listed = _of_newspaper(made.newspaper) if made.newspaper else _of_story(made)
    return {
        "revision": edition_revision(made.revisions, document.title),
        "title": document.title,
        "date": document.date.isoformat() if document.date else None,
        "language": document.language,
        "pages": [
            {
                "number": page.number,
                "section": page.section,
                "width": points(page.grid.trim[0]),
                "height": points(page.grid.trim[1]),
                "revision": made.revisions[page.number],
            }
            for page in document.pages
        ],
        **listed,
        "findings": findings_data(made.findings),
    }


def words_of(made: Made) -> dict[str, int]:
    """The words printed of each story."""
    counts: dict[str, int] = {}
    for page in made.document.pages:
        for fragment in page.fragments:
            if fragment.story:
                words = sum(len(placed.line.words) for placed in fragment.lines)
                counts[fragment.story] = counts.get(fragment.story, 0) + words
    return counts


def _of_newspaper(newspaper: Newspaper) -> dict[str, Any]:
    from layout.desk.newspaper_figures import figures_of
    from layout.desk.stack_conflict import conflict_words, remedy_words

    stacked = newspaper.stacked
    figures = {**figures_of(newspaper), **leg_figures(newspaper.document.pages)}
    return {
        "stories": _stories(newspaper),
        "ads": _ads(newspaper),
        "unplaced": [
            {
                "id": one.id,
                "advertiser": stacked.booking(one.id).advertiser,
                "said": conflict_words(one, stacked),
                "remedy": remedy_words(one, stacked),
                "line": stacked.booking(one.id).where.line,
            }
            for one in stacked.plan.conflicts
        ],
        "held": figures["held"],
        "figures": _figures(figures),
    }


def _stories(newspaper: Newspaper) -> list[dict[str, Any]]:
    from layout.makeup.edition.lot import turned_id

    standing = newspaper.plan.standing
    listed = []
    for article in newspaper.copy.articles:
        story = article.story
        names = (story.slug, turned_id(story.slug))
        pages = [standing[name] for name in names if name in standing]
        listed.append({**_story(story), "pages": pages, "jumps": len(pages) > 1})
    return sorted(listed, key=lambda one: (one["pages"][:1] or [999], one["headline"]))


def _story(story: Story) -> dict[str, Any]:
    from layout.desk.edition import words_in
    from layout.story.run import text_of

    return {
        "slug": story.slug,
        "headline": text_of(story.headline),
        "kicker": story.kicker,
        "section": story.section,
        "file": story.source,
        "words": words_in(story),
    }


def _ads(newspaper: Newspaper) -> list[dict[str, Any]]:
    from layout.desk.stack_words import size_words

    stacked = newspaper.stacked
    named = {booking.id: booking for booking in stacked.bookings}
    return [
        {
            "id": place.id,
            "advertiser": named[place.id].advertiser,
            "page": place.page,
            "size": size_words(named[place.id]),
            "line": named[place.id].where.line,
        }
        for place in sorted(stacked.plan.places, key=lambda one: (one.page, one.column, one.row))
    ]


def _of_story(made: Made) -> dict[str, Any]:
    from layout.desk.printing import figures_of

    assert made.lone is not None
    figures = figures_of(made.lone)
    return {
        "stories": [],
        "ads": [],
        "unplaced": [],
        "held": [],
        "figures": _figures(figures),
    }


def _figures(figures: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"name": name, "value": value, "said": f"{value:,}"}
        for name, value in figures.items()
        if isinstance(value, int | float)
    ]
