"""The zones of an issue as JSON: what an app needs to show pages, and to let readers tap a story.

docs/epaper.md says what each key means. Lengths are points from the upper left corner of the trim.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from layout.epaper.issue import EPUB, METS, Issue, IssuePage, IssueStory
from layout.epaper.page_files import Sizes
from layout.epaper.zones.printed_words import text_of_blocks
from layout.epaper.zones.zone import Zone

_VERSION = 1


def zones_json(issue: Issue, sizes: Mapping[str, Sizes]) -> bytes:
    """The zones of an issue, whose pictures of pages have these sizes, by their names."""
    by_slug = issue.by_slug
    data = {
        "version": _VERSION,
        "id": issue.identifier,
        "name": issue.name,
        "language": issue.language,
        "date": issue.date.isoformat() if issue.date else None,
        "number": issue.number,
        "unit": "pt",
        "epub": EPUB,
        "mets": METS,
        "pages": [_page(page, by_slug, sizes) for page in issue.pages],
        "stories": [_story(one) for one in issue.stories],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _page(
    page: IssuePage, by_slug: Mapping[str, IssueStory], sizes: Mapping[str, Sizes]
) -> dict[str, Any]:
    zoned = page.zoned
    return {
        "number": page.number,
        "section": zoned.section,
        "width": zoned.width / 1000,
        "height": zoned.height / 1000,
        "closed": zoned.closed,
        "pdf": page.pdf,
        "alto": page.alto,
        "pictures": [
            {"href": name, "width": sizes[name][0], "height": sizes[name][1]}
            for name in (page.picture, page.thumbnail)
        ],
        "stories": [by_slug[slug].name for slug in zoned.stories if slug in by_slug],
        "zones": [_zone(zone, by_slug) for zone in zoned.zones],
    }


def _zone(zone: Zone, by_slug: Mapping[str, IssueStory]) -> dict[str, Any]:
    story = by_slug.get(zone.story)
    return {
        "id": zone.id,
        "kind": zone.kind,
        "order": zone.order,
        "polygons": [[[x / 1000, y / 1000] for x, y in polygon] for polygon in zone.polygons],
        "story": story.name if story else None,
        "title": zone.title,
        "language": zone.language,
        "text": text_of_blocks(zone.blocks),
        "leads_to": zone.leads_to or None,
        "continued_from": zone.before or None,
        "continues_in": zone.after or None,
        "house_ad": zone.house_ad,
    }


def _story(one: IssueStory) -> dict[str, Any]:
    return {
        "name": one.name,
        "slug": one.story.slug,
        "headline": one.title,
        "kicker": one.story.kicker,
        "byline": one.story.byline,
        "language": one.story.language,
        "section": one.section,
        "pages": list(one.pages),
        "zones": [zone.id for zone in one.zones],
        "html": one.html,
        "nitf": one.nitf,
    }
