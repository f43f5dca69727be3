"""Small pages of a site: for addresses that lead nowhere, and those that send readers on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from layout.site.page_metadata import address, front_furniture, root_of
from layout.story.publication import Publication
from layout.typeset.words.theme import Theme
from layout.web.cards.addresses import FRONT, Section
from layout.web.cards.site_words import site_wording_of
from layout.web.html.text_markup import safe_href
from layout.web.measure.page_words import wording_of
from layout.web.pages.fill_template import web_page
from layout.web.pages.site_furniture import Furniture, Meta
from layout.web.pages.template_room import picture_filter

MISSING = "404.html"
_NOTE_POLICY = Markup("default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'none'")
_MOVED_POLICY = Markup("default-src 'none'; base-uri 'none'; form-action 'none'")


def missing_furniture(sections: tuple[Section, ...], publication: Publication) -> Furniture:
    """The furniture of the page for wrong addresses.

    A server shows it in the place of any address, so its own links begin at the host's root, or
    rather where the site begins on its host; without an address they are relative.
    """
    made = front_furniture(MISSING, None, sections, publication)
    if not publication.site:
        return replace(made, meta=Meta())
    root = f"{urlsplit(publication.site).path}/"
    return replace(
        made,
        root=root,
        assets=root + made.assets,
        home=root + made.home,
        sections=tuple(replace(link, href=root + link.href) for link in made.sections),
        meta=Meta(),
    )


def missing_texts(furniture: Furniture, publication: Publication) -> tuple[tuple[str, str], ...]:
    """All that the page for wrong addresses sets, as (style, text)."""
    words, site_words = wording_of(publication.language), site_wording_of(publication.language)
    meta = (words.home, words.top, "RSS", publication.name, publication.tagline, *furniture.texts())
    return (
        ("headline", site_words.missing + publication.name),
        ("body", site_words.missing_text + site_words.to_home),
        ("meta", "".join(meta)),
    )


def missing_html(
    furniture: Furniture, assets: Markup, publication: Publication, theme: Theme
) -> str:
    """The page for addresses that lead nowhere."""
    words = wording_of(publication.language)
    said = {"furniture": furniture, "assets": assets, "wording": words, "policy": _NOTE_POLICY}
    return _rendered("note.html.j2", publication, theme, said)


def moved_html(path: str, leads: str, publication: Publication, theme: Theme) -> str:
    """A page at `path` that sends its readers on: to another host, or to a page of the site.

    `leads` is an http address, or a path of the site, "" for the home page.
    """
    outside = urlsplit(leads).scheme in ("http", "https") and bool(safe_href(leads))
    href = leads if outside else root_of(path) + (leads or FRONT)
    canonical = leads if outside else address(publication, leads or FRONT)
    label = leads if outside else publication.name
    said = {"href": href, "canonical": canonical, "label": label, "policy": _MOVED_POLICY}
    return _rendered("moved.html.j2", publication, theme, said)


def _rendered(name: str, publication: Publication, theme: Theme, said: dict[str, Any]) -> str:
    facts = {
        "language": publication.language,
        "publication": publication,
        "site_wording": site_wording_of(publication.language),
        **said,
    }
    return web_page(theme, name, facts, picture_filter(()))
