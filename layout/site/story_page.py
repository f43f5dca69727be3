"""A story's page in a site: measured, placed and written, but for the links to the fonts and style
sheets that pages share, which are not known yet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from layout.site.feed_content import StoryAddresses, content_of
from layout.site.page_metadata import address, story_furniture
from layout.site.shared_assets import MARK, Used
from layout.story.as_written import Story
from layout.web.cards.addresses import ASSETS, Placed, Section
from layout.web.cards.story_card import Card, card_of
from layout.web.cards.thumbnails import Teaser, teaser_of
from layout.web.fronts.compose_front import SiteMaterial
from layout.web.fronts.read_on import BELOW_MARK, BESIDE_MARK
from layout.web.pages.compose import Draft, drafted, html_of, media_of
from slots.finding import Finding

MEDIA = "media"


@dataclass(frozen=True, slots=True, eq=False)
class StoryPage:
    """A story's page before the shared assets and all other stories are known; `html` has MARK
    where the links to those go, and the marks of `read_on.py` where these do.

    `card` is what the rest of the site needs of the story, `css` what its style sheet holds beside
    the site's, `used` the characters it sets in each cut, `files` its pictures by their names in
    the assets.
    """

    card: Card
    html: str
    css: str
    used: Used
    files: tuple[tuple[str, bytes], ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class StoryInSite:
    """A story to make a page of: its file below the publication's folder, its section, and the path
    of its page in the site."""

    file: str
    section: Section
    path: str


def story_page(
    story: Story, place: StoryInSite, sections: tuple[Section, ...], material: SiteMaterial
) -> StoryPage:
    """The page of a story."""
    from markupsafe import Markup

    teaser = teaser_of(story, MEDIA)
    card, draft = story_draft(story, place, sections, material, teaser)
    html = html_of(draft.page, Markup(MARK), f"{BELOW_MARK}\n", f"{BESIDE_MARK}\n")
    files = {**dict(media_of(draft.page)), **dict(teaser.files)}
    return StoryPage(
        card, html, draft.css, draft.used, tuple(sorted(files.items())), draft.findings
    )


def story_draft(
    story: Story,
    place: StoryInSite,
    sections: tuple[Section, ...],
    material: SiteMaterial,
    teaser: Teaser,
) -> tuple[Card, Draft]:
    """The card of a story with its teaser, and its page before it is written."""
    card = card_of(story, place.file, teaser.alt, teaser.sizes)
    furniture = story_furniture(
        Placed(card, place.section, place.path), sections, material.publication
    )
    made = drafted(
        story, material.theme, material.foundry, material.rules, material.publication, furniture
    )
    site = material.publication.site
    if not site:
        return card, made  # and no feeds, for they need addresses
    addresses = StoryAddresses(address(material.publication, place.path), f"{site}/{ASSETS}/")
    content = content_of(made.page.shaped.blocks, made.page.pictures, addresses)
    return replace(card, content=content), made
