"""The words of a site that no story has: of navigation, fronts, feeds and the error page, by
language."""

from __future__ import annotations

from dataclasses import dataclass

from layout.story.text.spoken import phrases


@dataclass(frozen=True, slots=True)
class SiteWording:
    """Phrases of one language; `{name}` and `{section}` stand for names, `{page}` for a number."""

    sections: str
    home: str
    unsorted: str
    related: str
    read_on: str
    elsewhere: str
    latest: str
    more: str
    earlier: str
    undated: str
    feed: str
    skip: str
    missing: str
    missing_text: str
    to_home: str
    moved: str
    page: str
    previous: str
    next: str


def site_wording_of(language: str) -> SiteWording:
    """The wording of a BCP 47 language, or of the one that newsgrid speaks in its place."""
    said = phrases(language)
    turned = {"previous": said["epaper"]["previous"], "next": said["epaper"]["next"]}
    return SiteWording(**said["site"], page=said["print"]["page"], **turned)
