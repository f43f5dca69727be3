"""What an element's tag and names say it is: its class, id and role, as many sites have them.

Names are taken apart into words ("relatedArticles", "related-articles" and "related_articles" are
"related articles"), so that "ad" is not found in "header" nor "nav" in "unavailable". No site is
named here, only words that many of them share; readability (Arc90, Mozilla) and trafilatura look
for much the same.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from lxml.etree import _Element as Element


class Mark(Enum):
    """What the names of an element say of all that is in it."""

    AD = "an ad"
    SIGN_UP = "a sign-up form"
    RELATED = "links to other stories"
    DIGEST = "the paper's digest"
    BOX = "a box of the paper's own"
    COMMENTS = "what readers say"
    NAVIGATION = "a menu"
    SHARING = "buttons to share it"
    ABOUT = "byline, date and tags"
    FORM = "a form"
    ASIDE = "something beside it"
    LOOSE = "perhaps something beside it"
    NONE = "nothing"


_WORDS = {
    Mark.COMMENTS: (
        "comment comments commentlist disqus respond reply replies livefyre discussion combx "
        "shoutbox trackback trackbacks pingback pingbacks"
    ),
    Mark.AD: (
        "ad ads advert adverts advertisement advertising adsense adslot adunit adsbygoogle dfp "
        "sponsor sponsors sponsored gpt outbrain taboola promoted skyscraper publicidad anuncio"
    ),
    Mark.SIGN_UP: "newsletter newsletters signup mailchimp optin subscribe boletin",
    Mark.DIGEST: "digest dispatch roundup resumen",
    Mark.SHARING: (
        "share shares sharing sharebar sharedaddy addthis addtoany social socials sociable "
        "facebook twitter pinterest whatsapp linkedin toolbar toolbox"
    ),
    Mark.RELATED: (
        "related recommended recommend recommendation recommendations recirc recirculation "
        "trending popular mostread mostpopular upnext teaser teasers suggested readmore seealso"
    ),
    Mark.NAVIGATION: (
        "nav navbar navigation menu menus submenu breadcrumb breadcrumbs crumb crumbs pager "
        "pagination masthead topbar sitemap skiplink search searchform login signin footer foot"
    ),
    Mark.ABOUT: "byline bylines dateline timestamp taglist postmeta bio copyright disclaimer",
    Mark.ASIDE: (
        "sidebar sidebars rail rightrail leftrail rightcol leftcol popup popups modal overlay "
        "lightbox cookie cookies consent gdpr hidden supplemental poll shopping rss feedback "
        "gallery legends"
    ),
    Mark.LOOSE: "widget widgets promo promos banner banners extra community contact slideshow",
}
_MEANS = {word: mark for mark, words in _WORDS.items() for word in words.split()}
_ORDER = tuple(_WORDS)
"""Where names say several things, the first of these counts: "comments sidebar" is comments."""

_BOXES = re.compile(
    r"\b(blue|info|fact|facts|text|call ?out|key) ?(box|panel|sheet)\b|\bcaja azul\b"
)
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_ROLES = {
    "navigation": Mark.NAVIGATION,
    "search": Mark.NAVIGATION,
    "banner": Mark.NAVIGATION,
    "contentinfo": Mark.NAVIGATION,
    "menu": Mark.NAVIGATION,
    "menubar": Mark.NAVIGATION,
    "dialog": Mark.ASIDE,
    "alertdialog": Mark.ASIDE,
    "alert": Mark.ASIDE,
    "complementary": Mark.ASIDE,
}
_TAGS = {
    "nav": Mark.NAVIGATION,
    "menu": Mark.NAVIGATION,
    "amp-sidebar": Mark.NAVIGATION,
    "amp-ad": Mark.AD,
    "amp-embed": Mark.AD,
    "footer": Mark.NAVIGATION,
    "dialog": Mark.ASIDE,
    "form": Mark.FORM,
    "fieldset": Mark.FORM,
    "select": Mark.FORM,
    "textarea": Mark.FORM,
    "button": Mark.FORM,
    "input": Mark.FORM,
    "label": Mark.FORM,
}
_NAMELESS = frozenset(
    "html body main article p figure figcaption picture img blockquote pre code table thead tbody "
    "tr td th a em strong b i u sup sub h1 h2 h3 h4 h5 h6 li".split()
)
"""Elements whose names do not count: a quotation of class "twitter-tweet" is a quotation."""

_LONGEST_ID = 3
"""An id of more words is a heading's text ("sharing-with-multiple-developers"), not a name."""


@lru_cache(maxsize=4096)
def _named(names: str, own: str) -> Mark:
    words = [part.lower() for part in _PARTS.findall(names)]
    parts = [part.lower() for part in _PARTS.findall(own)]
    words += parts if len(parts) <= _LONGEST_ID else []
    if _BOXES.search(" ".join(words)):
        return Mark.BOX
    found = {_MEANS[word] for word in words if word in _MEANS}
    return next((mark for mark in _ORDER if mark in found), Mark.NONE)


def names_of(element: Element) -> str:
    """The words of an element's class and id, in lower case, with spaces between."""
    text = f"{element.get('class') or ''} {element.get('id') or ''}"
    return " ".join(part.lower() for part in _PARTS.findall(text))


def mark_of(element: Element) -> Mark:
    """What an element is by its names, its role or its tag; NONE where they say nothing, or say
    that it is the story."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _NAMELESS:
        return Mark.NONE
    named = _named((element.get("class") or "")[:500], (element.get("id") or "")[:200])
    if named is not Mark.NONE:
        return named
    return _ROLES.get(element.get("role") or "", _TAGS.get(tag, Mark.NONE))


def is_hidden(element: Element) -> bool:
    """Whether its own attributes keep an element from being shown. Style sheets do not count."""
    if element.get("hidden") is not None:
        return True
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style


def is_body_of_article(element: Element) -> bool:
    """Whether it says of itself, by schema.org's property, that it is the body of the article."""
    return "articlebody" in (element.get("itemprop") or "").lower()
