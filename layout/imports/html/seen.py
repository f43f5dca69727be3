"""What of HTML a reader sees: not scripts, styles and templates, nor what its author has hidden."""

from __future__ import annotations

import re

from layout.imports.html.reading import Reading
from layout.imports.html.tree import Element

_NEVER = frozenset(
    "script style template head title meta link base noframes noembed param source track "
    "datalist col colgroup rp annotation annotation-xml area map".split()
)
"""Elements without words for a reader."""
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
_BUTTONS = ("submit", "button", "reset")


def unseen(element: Element, reading: Reading) -> bool:
    """Whether an element is not set; its words, if a reader could have wanted them, are noted."""
    name = element.name
    if name in _NEVER:
        return True
    if name == "input":
        if element.get("type").lower() in _BUTTONS:
            reading.leave_out("a button", element.get("value"), element)
        return True
    what = _why_hidden(element) or _LEFT_OUT.get(name, "")
    if name == "dialog" and "open" in element.attributes:
        what = _why_hidden(element)
    if not what:
        return False
    reading.leave_out(what, words_in(element), element)
    return True


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
    if "class" in attributes and not _FOR_SCREEN_READERS.isdisjoint(element.classes):
        return "words for screen readers"
    return ""


def joins_words(element: Element) -> bool:
    """Whether the words before an element and after it are one where it is not shown."""
    return element.name in _JOINS or element.name in _NEVER


def words_in(element: Element) -> str:
    """All words in an element that is left out, parted where its elements part them; never a
    script's."""
    parts: list[str] = []
    stack: list[Element | str] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif node.name not in _NEVER or node is element:
            parted = node.name not in _JOINS
            stack.extend((*([" "] if parted else []), *reversed(node.children)))
            if parted:
                parts.append(" ")
            if node.name == "input" and node.get("type").lower() in _BUTTONS:
                parts.append(node.get("value"))
    return "".join(parts)


_JOINS = frozenset(
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd mark nobr q samp small "
    "span strong sub sup time tt u var wbr mi mn mo ms mtext mrow math".split()
)
"""Elements whose words go on in the words around them."""
