"""The article taken out of its page: as HTML, with what stands beside it in elements of our own,
and the words of the page that stay behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from layout.imports.pages.figures import HEADINGS, INLINE, line_of, words_of
from layout.imports.pages.find_article import Found
from layout.imports.pages.marks import Mark, mark_of

_KINDS = {
    Mark.BOX: "blue_box",
    Mark.SIGN_UP: "newsletter",
    Mark.RELATED: "digest",
    Mark.DIGEST: "digest",
}
_OF_GOOGLE = re.compile(r"google|adsense|adsbygoogle|doubleclick|\bdfp\b|\bgpt\b", re.IGNORECASE)
_SUCCESS = re.compile(r"success|thank|confirmation", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Taken:
    """An article as HTML, and the words that its page has beside it."""

    html: str
    rest: str


def take_article(
    root: Element, found: Found, used: Iterable[Element], about: Iterable[Element]
) -> _Taken:
    """The article, taken out of the tree, which is of no use afterwards. `used` are elements whose
    words stand in the head, `about` those in the article that are not its text."""
    for element in used:
        _take_out(element)
    behind: list[Element] = []
    inside = frozenset(each for part in found.parts for each in part.iter())
    for element in _in_order(root, {*found.strays, *about}):
        if element in inside and element not in found.parts:
            _take_out(element)
            behind.append(element)
    for part in found.parts:
        behind.extend(_modules_in(part))
    html = "\n".join(
        etree.tostring(part, encoding="unicode", method="html", with_tail=False)
        for part in found.parts
    )
    for part in found.parts:
        _take_out(part)
    whole = [] if root in found.parts else [words_of(root)]
    rest = " ".join((*whole, *map(words_of, behind)))
    return _Taken(html, " ".join(rest.split()))


def _in_order(root: Element, elements: set[Element]) -> list[Element]:
    return [each for each in root.iter() if each in elements]


def _take_out(element: Element) -> None:
    """Takes an element from where it stands; the text after it stays, after an empty comment: to
    join it to the text before takes quadratic time where there are thousands."""
    parent = element.getparent()
    if parent is None:
        return
    place = etree.Comment("")
    place.tail, element.tail = element.tail, None
    parent.replace(element, place)


def _modules_in(part: Element) -> Iterator[Element]:
    """Makes elements of our own of what stands beside the story; gives what words are lost by it,
    each in an element."""
    for element in list(part.iter()):
        mark = mark_of(element)
        if not isinstance(element.tag, str) or element.tag in INLINE or _is_in_module(element):
            continue
        if mark is Mark.AD:
            yield from _slot(element)
        elif mark in _KINDS:
            _module(element, _KINDS[mark])


def _is_in_module(element: Element) -> bool:
    return any(each.tag in ("newsgrid-module", "newsgrid-slot") for each in element.iterancestors())


def _slot(element: Element) -> Iterator[Element]:
    label = etree.Element("div")
    label.text = words_of(element)
    named = etree.tostring(element, encoding="unicode", method="html", with_tail=False)[:4000]
    tail = element.tail
    element.clear()
    element.tail = tail
    element.tag = "newsgrid-slot"
    element.set("name", "google-ad" if _OF_GOOGLE.search(named) else "ad")
    yield label


def _module(element: Element, kind: str) -> None:
    """Makes a module of an element: its first heading is the title, its form says where it sends,
    and what it says when that is done."""
    heading = next((each for each in element.iter() if each.tag in HEADINGS), None)
    form = next((each for each in element.iter("form")), None)
    found = {"kind": kind}
    if heading is not None and heading is not element:
        found["title"] = line_of(heading)
        _take_out(heading)
    if form is not None and form.get("action"):
        found["action"] = form.get("action") or ""
    done = _success_in(element) if kind == "newsletter" else None
    if done is not None:
        found["success"] = line_of(done)
        _take_out(done)
    for each in list(element.iter("form", "fieldset")):
        each.tag = "div"
    element.tag = "newsgrid-module"
    element.attrib.clear()
    for name, value in found.items():
        element.set(name, value)


def _success_in(element: Element) -> Element | None:
    for each in element.iter():
        names = f"{each.get('class') or ''} {each.get('id') or ''}"
        if each is not element and isinstance(each.tag, str) and _SUCCESS.search(names):
            return each
    return None
