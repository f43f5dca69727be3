"""What of HTML a reader sees: not scripts, styles and templates, nor what its author has hidden."""

from __future__ import annotations

import re

from layout.imports.html.element import Element
from layout.imports.html.reading import PLAIN, Reading
from layout.imports.html.texts import words_of_piece
from layout.story.block import Embed

_NEVER = frozenset(
    "script style template head title meta link base noframes noembed param source track "
    "datalist col colgroup rp annotation annotation-xml area map".split()
)
"""Elements without words for a reader."""
_NEVER_DRAWN = frozenset("script style title desc annotation annotation-xml".split())
_HIDDEN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.I)
_FOR_SCREEN_READERS = frozenset(
    "screen-reader-text screen-reader-only sr-only visually-hidden visuallyhidden "
    "u-hidden-visually element-invisible a11y-hidden".split()
)
_LEFT_OUT = {
    "noscript": "words for readers without scripts",
    "del": "words struck out",
    "s": "words struck out",
    "strike": "words struck out",
    "nav": "a menu",
    "button": "a button",
    "select": "a choice of a form",
    "textarea": "a field of a form",
    "label": "a label of a form",
    "legend": "a label of a form",
    "output": "a field of a form",
    "progress": "a meter",
    "meter": "a meter",
    "svg": "words in a drawing",
    "canvas": "words for readers without drawings",
    "dialog": "a window that opens later",
}
_PARTING = frozenset(
    "address article aside audio blockquote body br button canvas caption center dd del details "
    "dialog dir div dl dt embed fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "hgroup hr iframe img input label legend li listing main marquee menu meter nav noembed "
    "noframes object ol optgroup option output p plaintext pre progress rt s search section select "
    "strike summary svg table tbody td textarea tfoot th thead tr ul video xmp".split()
)
"""Elements that part the words before them from those in them and after them."""
_BUTTONS = ("submit", "button", "reset")
_FILLED = {
    f"wp-block-{name}": what
    for what, names in (
        (
            "a list of other stories",
            "latest-posts query archives categories tag-cloud calendar rss post-navigation-link "
            "read-more newspack-blocks-homepage-articles newspack-blocks-carousel",
        ),
        ("a menu", "navigation page-list home-link navigation-item"),
        ("readers' comments", "latest-comments comments post-comments-form post-comments"),
        ("a search form", "search"),
        ("a sign-in form", "loginout"),
        ("links to social networks", "social-links"),
        (
            "what the page says of its story a second time",
            "post-title post-date post-author post-author-name post-author-biography avatar "
            "post-excerpt post-terms site-title site-tagline site-logo term-description",
        ),
    )
    for name in names.split()
}
"""Blocks that WordPress fills with other things than the story they stand in."""
_FILLED["components-placeholder"] = "what a block says that cannot be filled"


def unseen(element: Element, reading: Reading) -> bool:
    """Whether an element is not set; its words, if a reader could have wanted them, are noted."""
    name = element.name
    drawn = bool(element.foreign) and name != "svg"
    if name in (_NEVER_DRAWN if drawn else _NEVER):
        return True
    if name == "input" and not drawn:
        if element.get("type").lower() in _BUTTONS:
            reading.leave_out("a button", element.get("value"), element)
        return True
    is_set = drawn or (name == "dialog" and "open" in element.attributes)
    what = _why_hidden(element) or ("" if is_set else _LEFT_OUT.get(name, ""))
    if what:
        reading.leave_out(what, words_in(element, reading), element)
    return bool(what)


def unhidden(element: Element) -> bool:
    """Whether the author of an element has it shown."""
    return not _why_hidden(element)


def _why_hidden(element: Element) -> str:
    """Why its author has an element not shown, "" where it is."""
    attributes = element.attributes
    if not attributes:
        return ""
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        return "hidden words"
    style = attributes.get("style")
    if style and _HIDDEN.search(style):
        return "hidden words"
    classes = element.classes if "class" in attributes else []
    if not _FOR_SCREEN_READERS.isdisjoint(classes):
        return "words for screen readers"
    return next((_FILLED[each] for each in classes if each in _FILLED), "")


def joins_words(element: Element) -> bool:
    """Whether the words before an element and after it are one where it is not shown."""
    if not _FOR_SCREEN_READERS.isdisjoint(element.classes):
        return False
    return element.name not in _PARTING or element.foreign not in ("", element.name)


def words_in(element: Element, reading: Reading) -> str:
    """All words in an element that is left out, those hidden in it too."""
    aside = Reading(reading.setting, reading.inside)
    pieces = [one for one in reading.inside(element, aside, PLAIN) if not isinstance(one, Embed)]
    hidden = (one.text for one in aside.left_out)
    return " ".join((*(text for piece in pieces for text in words_of_piece(piece)), *hidden))
