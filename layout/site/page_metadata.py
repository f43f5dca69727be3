"""What machines read of the pages of a site: canonical addresses, Open Graph, JSON-LD of
schema.org; and the furniture that has it, with the links between pages.

Sources: ogp.me; schema.org/NewsArticle and BreadcrumbList, with what Google asks for in its
"Article structured data".
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from layout.story.publication import Publication
from layout.web.cards.addresses import ASSETS, FRONT, Placed, Section
from layout.web.cards.site_words import SiteWording, site_wording_of
from layout.web.cards.story_card import Thumbnail
from layout.web.pages.site_furniture import Feed, Furniture, Link, Meta

RSS, JSON_FEED = "feed.xml", "feed.json"
RSS_TYPE, _JSON_TYPE = "application/rss+xml", "application/feed+json"
_BYLINE = ("by ", "por ", "text by ", "texto de ")


def address(publication: Publication, path: str) -> str:
    """The https address of a path of the site, "" where the publication has no address.

    A folder's index.html is called by the folder's name.
    """
    if not publication.site:
        return ""
    short = path.removesuffix(FRONT) if path.rsplit("/", 1)[-1] == FRONT else path
    return f"{publication.site}/{short}"


def way_to_root(path: str) -> str:
    """The relative path from a page's folder to the site's: "", "../" and so on."""
    return "../" * path.count("/")


def story_furniture(
    placed: Placed, sections: tuple[Section, ...], publication: Publication
) -> Furniture:
    """The furniture of a story's page, worded in the story's language."""
    words = site_wording_of(placed.card.language)
    root = way_to_root(placed.path)
    meta = Meta(
        address(publication, placed.path),
        _feeds(publication, placed.section, root, words),
        tuple(_story_properties(placed, publication)),
        _story_data(placed, publication, words),
    )
    return _furniture(root, sections, meta, words, _Here(placed.section, "true"))


def front_furniture(
    path: str, section: Section | None, sections: tuple[Section, ...], publication: Publication
) -> Furniture:
    """The furniture of the home page (no section), of a section's front, or of a page of its older
    stories."""
    words = site_wording_of(publication.language)
    root = way_to_root(path)
    name = section.name if section else publication.name
    home = address(publication, path)
    properties = {
        "og:type": "website",
        "og:site_name": publication.name,
        "og:title": name,
        "og:description": publication.tagline,
        "og:url": home,
        "og:locale": publication.language.replace("-", "_"),
    }
    meta = Meta(
        home,
        _feeds(publication, section, root, words),
        tuple((key, value) for key, value in properties.items() if value),
        _front_data(section, publication, words) if home else "",
    )
    return _furniture(
        root,
        sections,
        meta,
        words,
        _Here(section, "page" if not section or path == section.front else "true"),
    )


@dataclass(frozen=True, slots=True)
class _Here:
    """The section that a page is in, or is the front of (None: it is the home page), as
    aria-current has it: "true", or "page"."""

    section: Section | None
    current: str


def _furniture(
    root: str, sections: tuple[Section, ...], meta: Meta, words: SiteWording, here: _Here
) -> Furniture:
    return Furniture(
        root=root,
        assets=f"{root}{ASSETS}/",
        home=root + FRONT,
        sections=tuple(
            Link(each.name, root + each.front, here.current if each == here.section else "")
            for each in sections
        ),
        nav=words.sections,
        meta=meta,
    )


def _feeds(
    publication: Publication, section: Section | None, root: str, words: SiteWording
) -> tuple[Feed, ...]:
    """The feeds a page names: its section's first, then that of the whole site."""
    if not publication.site:
        return ()
    feeds = []
    if section:
        title = words.feed.format(name=publication.name, section=section.name)
        feeds.append(Feed(title, f"{root}{section.folder}/{RSS}", RSS_TYPE))
    feeds.append(Feed(publication.name, root + RSS, RSS_TYPE))
    feeds.append(Feed(f"{publication.name} (JSON)", root + JSON_FEED, _JSON_TYPE))
    return tuple(feeds)


def largest(placed: Placed) -> Thumbnail | None:
    """The largest picture of a story's card."""
    pictures = placed.card.pictures
    return pictures[-1] if pictures else None


def picture_address(picture: Thumbnail, publication: Publication) -> str:
    """The https address of a card's picture."""
    return f"{publication.site}/{ASSETS}/{picture.href}"


def authors_of(byline: str) -> tuple[str, ...]:
    """The names in a byline: "By Ana Torres and Luis Paz" has two."""
    text = byline.strip()
    for opening in _BYLINE:
        if text.lower().startswith(opening):
            text = text[len(opening) :]
            break
    for join in (" and ", " y ", " & "):
        text = text.replace(join, ", ")
    return tuple(name for part in text.split(",") if (name := part.strip()))


def _story_properties(placed: Placed, publication: Publication) -> list[tuple[str, str]]:
    card = placed.card
    picture = largest(placed) if publication.site else None
    found = [
        ("og:type", "article"),
        ("og:site_name", publication.name),
        ("og:title", card.title),
        ("og:description", card.summary),
        ("og:url", address(publication, placed.path)),
        ("og:locale", card.language.replace("-", "_")),
        ("article:section", placed.section.name),
        ("article:published_time", card.date.isoformat() if card.date else ""),
        ("article:modified_time", card.updated.isoformat() if card.updated else ""),
        *(("article:tag", tag) for tag in card.tags),
    ]
    if picture:
        found += [
            ("og:image", picture_address(picture, publication)),
            ("og:image:width", str(picture.width)),
            ("og:image:height", str(picture.height)),
            ("og:image:alt", card.alt),
        ]
    return [(key, value) for key, value in found if value]


def _story_data(placed: Placed, publication: Publication, words: SiteWording) -> str:
    """NewsArticle and the way to it, as JSON-LD; addresses only where there are some."""
    card, url = placed.card, address(publication, placed.path)
    picture, modified = largest(placed), card.updated or card.date
    article: dict[str, Any] = {
        "@type": "NewsArticle",
        "headline": card.title,
        "description": card.summary,
        "inLanguage": card.language,
        "articleSection": placed.section.name,
        "datePublished": card.date.isoformat() if card.date else "",
        "dateModified": modified.isoformat() if modified else "",
        "wordCount": card.words,
        "keywords": list(card.tags),
        "author": [{"@type": "Person", "name": name} for name in authors_of(card.byline)],
        "publisher": _publisher(publication),
        "url": url,
        "mainEntityOfPage": url,
        "isAccessibleForFree": True,
    }
    if picture and publication.site:
        article["image"] = {
            "@type": "ImageObject",
            "url": picture_address(picture, publication),
            "width": picture.width,
            "height": picture.height,
        }
    graph = [{key: value for key, value in article.items() if value not in ("", [])}]
    if url:
        graph.append(_crumbs(publication, words, placed.section, card.title))
    return _script_json({"@context": "https://schema.org", "@graph": graph})


def _front_data(section: Section | None, publication: Publication, words: SiteWording) -> str:
    if section:
        graph: dict[str, Any] = _crumbs(publication, words, section)
    else:
        graph = {
            "@type": "WebSite",
            "name": publication.name,
            "url": address(publication, FRONT),
            "inLanguage": publication.language,
            "publisher": _publisher(publication),
        }
    return _script_json({"@context": "https://schema.org", **graph})


def _publisher(publication: Publication) -> dict[str, str]:
    publisher = {"@type": "NewsMediaOrganization", "name": publication.name}
    return {**publisher, "url": f"{publication.site}/"} if publication.site else publisher


def _crumbs(
    publication: Publication, words: SiteWording, section: Section, title: str = ""
) -> dict[str, Any]:
    """The way from the home page; the page itself, which comes last, needs no address."""
    steps = [
        (words.home, address(publication, FRONT)),
        (section.name, address(publication, section.front)),
        *([(title, "")] if title else []),
    ]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name}
            | ({"item": item} if item else {})
            for place, (name, item) in enumerate(steps, 1)
        ],
    }


def _script_json(data: Any) -> Markup:
    """JSON that may stand in a script element: nothing in it can end that element, and nothing of
    it is escaped as HTML is."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)
