"""A story's page in a site: measured, placed and written but for the links to shared assets."""

from __future__ import annotations

from dataclasses import dataclass

from layout.story.story import Story
from layout.web.card import Card, card_of
from layout.web.compose import drafted, html_of, media_of
from layout.web.front_page import House
from layout.web.site_addresses import Placed, Section
from layout.web.site_assets import MARK, Used
from layout.web.site_meta import story_furniture
from layout.web.thumbnails import teaser_of
from slots.finding import Finding

MEDIA = "media"


@dataclass(frozen=True, slots=True, eq=False)
class StoryPage:
    """A story's page before its assets are known. `html` has MARK where the links to them go.

    `css` is what its style sheet holds beside the site's, `files` are its pictures by their names
    in the assets, `card` is how the rest of the site sees it.
    """

    card: Card
    html: str
    css: str
    used: Used
    files: tuple[tuple[str, bytes], ...]
    findings: tuple[Finding, ...]


def story_page(
    story: Story, spot: tuple[str, Section, str], sections: tuple[Section, ...], house: House
) -> StoryPage:
    """The page of a story; `spot` is its file in the publication, its section and its path."""
    from markupsafe import Markup

    file, section, path = spot
    teaser = teaser_of(story, MEDIA)
    card = card_of(story, file, teaser.alt, teaser.sizes)
    placed = Placed(card, section, path)
    furniture = story_furniture(placed, sections, house.publication)
    draft = drafted(story, house.theme, house.foundry, house.rules, house.publication, furniture)
    html = html_of(draft.page, Markup(MARK))
    files = {**dict(media_of(draft.page)), **dict(teaser.files)}
    return StoryPage(
        card, html, draft.css, draft.used, tuple(sorted(files.items())), draft.findings
    )
