"""Where on a page its article is, and what in it is none of the story's.

    page ─▶ core: the smallest element that holds most of the text
         ─▶ parts: the core and what stands beside it and reads on: lead picture, standfirst, the
                   second half of a split article, boxes and ads between them
         ─▶ strays: what stands in the parts and is not the story: buttons, menus, teasers

An element is left out of the core only where something speaks against it, and taken in from outside
only where something speaks for it (so does Arc90's readability; its siblings are ours at each level
up to the article). Where the page itself marks its article's body (schema.org), that is the core.
What is found so may be little, where class names mislead: then all is done again without them.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import _Element as Element

from layout.imports.pages.figures import (
    INLINE,
    SILENT,
    Figures,
    FiguresOf,
    figures_of,
    line_of,
)
from layout.imports.pages.marks import Mark, is_body_of_article, is_hidden, mark_of

_DESCENT = 0.6
"""The share of an element's weight that one child must have for the article to be in it."""

_WHOLE = 0.6
"""The share of the weight that the page has, or its marked body, that the core must have."""

_MARKED = 0.3
"""The share of the page's weight that a marked body must have: teasers are marked, too."""

_LEVELS = 3
"""So far up from the core its article goes, if no element says that it is the article."""

_ENDS = frozenset(("body", "article", "main"))
_LEAVES = frozenset("p li h1 h2 h3 h4 h5 h6 ul ol pre blockquote dl dd figure".split())
_GROUPS = frozenset("div section ul ol table header dl center span".split())
_COME_ALONG = frozenset((Mark.BOX, Mark.AD, Mark.SIGN_UP, Mark.RELATED, Mark.DIGEST))
"""What comes along with a story, as a module or a slot, if it is as short as those are."""

_BESIDE = _COME_ALONG - {Mark.RELATED}
"""What comes along from after the story, too: lists of what else is popular do not."""

_LABEL = 60
"""Characters of an ad in a page that is saved without ads: its label. More are sold as a story."""

_CALL = 700
"""Characters of a sign-up form, with what is said to win people over."""

_ENOUGH = 400
"""Characters of an article: with fewer another look is worth it."""

_SENTENCE_ENDS = ".!?。！？…\"'”’»"


@dataclass(frozen=True, slots=True)
class Found:
    """An article: the elements it stands in, in their order, what in them is not its, and how many
    characters and linked headings are left."""

    core: Element
    parts: tuple[Element, ...]
    strays: frozenset[Element]
    characters: int
    teasers: int
    figures: FiguresOf

    @property
    def are_teasers(self) -> bool:
        """Whether it is no article but a list of other stories."""
        return Figures(self.characters, teasers=self.teasers).are_teasers


def find_article(body: Element) -> Found:
    """The article of a page, or what comes nearest to one."""
    first = _found(body, figures_of(body))
    if first.characters >= _ENOUGH:
        return first
    second = _found(body, figures_of(body, trusting=False))
    return second if second.characters > 2 * first.characters else first


def _found(body: Element, figures: FiguresOf) -> Found:
    core = _core(body, figures)
    parts = tuple(_parts(core, figures))
    strays = frozenset().union(*(_strays(part, figures) for part in parts))
    whole = Figures()
    for part in parts:
        whole.add(figures[part])
    characters = whole.characters - sum(figures[stray].characters for stray in strays)
    teasers = whole.teasers - sum(figures[stray].teasers for stray in strays)
    return Found(core, parts, strays, characters, teasers, figures)


def _core(body: Element, figures: FiguresOf) -> Element:
    core = _marked(body, figures)
    least = _WHOLE * figures[core].weight
    while True:
        children = [each for each in core if each in figures]
        best = max(children, key=lambda each: figures[each].weight, default=None)
        if best is None or figures[best].weight <= 0:
            return core
        if (best.tag in INLINE and best.tag != "span") or best.tag in _LEAVES:
            return core
        if figures[best].weight < max(_DESCENT * figures[core].weight, least):
            return core
        core = best


def _marked(body: Element, figures: FiguresOf) -> Element:
    """What the page says is its article's body, if it is more than a teaser; else the page."""
    least = _MARKED * figures[body].weight
    bodies = [
        element
        for element in body.iter()
        if element in figures and is_body_of_article(element) and figures[element].weight > least
    ]
    return max(bodies, key=lambda each: figures[each].weight, default=body)


def _parts(core: Element, figures: FiguresOf) -> list[Element]:
    parts, inner = [core], core
    for _ in range(_LEVELS):
        outer = inner.getparent()
        if outer is None or outer not in figures or inner.tag in _ENDS:
            break
        before, after = _beside(inner, outer, figures)
        parts, inner = [*before, *parts, *after], outer
    return parts


def _beside(
    inner: Element, outer: Element, figures: FiguresOf
) -> tuple[list[Element], list[Element]]:
    """What of an element belongs to the article, before and after the child it was found in: what
    reads on, and what stands between that and the child without speaking against itself."""
    children = [each for each in outer if each in figures]
    at = children.index(inner)
    reading = [
        place
        for place, each in enumerate(children)
        if place != at and _reads_on(each, inner, figures, place < at)
    ]
    text = [place for place in reading if figures[children[place]].weight > 0]
    first, last = min([at, *text]), max([at, *text])
    between = [
        place
        for place in range(first, last + 1)
        if place != at and _may_stand_between(children[place], figures[children[place]])
    ]
    places = sorted({*reading, *between})
    before = [children[place] for place in places if place < at]
    return before, [children[place] for place in places if place > at]


def _may_stand_between(element: Element, found: Figures) -> bool:
    mark = mark_of(element)
    if element.tag in SILENT or element.tag == "h1" or is_hidden(element):
        return False
    return mark in (Mark.NONE, Mark.BOX, Mark.LOOSE) and found.density < 0.5


def _reads_on(beside: Element, core: Element, figures: FiguresOf, before: bool) -> bool:
    """Whether an element beside the core belongs to the article."""
    found = figures[beside]
    mark = mark_of(beside)
    if beside.tag in SILENT or is_hidden(beside):
        return False
    if mark in _BESIDE:
        return not before and _comes_along(mark, found)
    if mark is not Mark.NONE or found.density >= 0.25 or found.are_teasers:
        return False
    if beside.tag == "figure" or (found.pictures and before and not found.weight):
        return before and found.pictures > 0
    if beside.tag in _LEAVES or beside.tag == "header":
        return beside.tag == "p" and _is_text(beside, found)
    if beside.get("class") and beside.get("class") == core.get("class"):
        return found.weight > 0
    return found.paragraphs > 0 and found.weight >= max(2, found.blocks / 2)


def _is_text(paragraph: Element, found: Figures) -> bool:
    if found.paragraphs:
        return True
    text = line_of(paragraph)
    return not found.linked and text[-1:] in _SENTENCE_ENDS and bool(text)


def _strays(part: Element, figures: FiguresOf) -> set[Element]:
    """What stands in a part and is not the story, outermost elements only."""
    if mark_of(part) in _COME_ALONG:
        return set()
    whole = figures[part].characters
    strays = _misplaced(part, figures)
    waiting = _children(part, figures)
    while waiting:
        element = waiting.pop()
        if element in strays:
            continue
        if element.tag not in INLINE and _is_furniture(element, figures[element], whole):
            strays.add(element)
        elif mark_of(element) not in _COME_ALONG:
            waiting.extend(_children(element, figures))
    return strays


def _children(element: Element, figures: FiguresOf) -> list[Element]:
    """The children of an element, the first last, so that it is the first to be popped."""
    return [each for each in reversed(element) if each in figures]


def _misplaced(part: Element, figures: FiguresOf) -> set[Element]:
    """What names say is none of the story; not where next to nothing were left: then names lie."""
    named: list[Element] = []
    speaking = {part} if _has_text(part) else set()
    waiting = _children(part, figures)
    while waiting:
        element = waiting.pop()
        in_line = element.tag in INLINE and element.getparent() in speaking
        if is_hidden(element) or (not in_line and _is_misplaced(element, figures[element])):
            named.append(element)
        elif mark_of(element) not in _COME_ALONG:
            if _has_text(element):
                speaking.add(element)
            waiting.extend(_children(element, figures))
    whole = figures[part].characters
    left = whole - sum(figures[each].characters for each in named)
    strays: set[Element] = set()
    for element in sorted(named, key=lambda each: -figures[each].characters):
        size = figures[element].characters
        if left >= min(_ENOUGH, 0.4 * whole) or size < 0.3 * whole:
            strays.add(element)
        else:
            left += size
    return strays


def _has_text(element: Element) -> bool:
    """Whether an element has words of its own, so that what is named "comments" in it may be a
    part of a line: "Monday | 6 comments"."""
    texts = (element.text, *(each.tail for each in element))
    return any(text and not text.isspace() for text in texts)


def _is_misplaced(element: Element, found: Figures) -> bool:
    mark = mark_of(element)
    if mark is Mark.NONE:
        return False
    if mark is Mark.LOOSE:
        return found.density >= 0.25 or (not found.paragraphs and not found.pictures)
    return mark not in _COME_ALONG or not _comes_along(mark, found)


def _comes_along(mark: Mark, found: Figures) -> bool:
    """Whether a box, an ad or a form is as those are that stand in a story."""
    if mark is Mark.AD:
        return found.characters <= _LABEL
    if mark is Mark.SIGN_UP:
        return found.characters <= _CALL
    if mark is Mark.RELATED:
        return found.density >= 0.5
    return found.characters > 0


def _is_furniture(element: Element, found: Figures, whole: int) -> bool:
    """Whether figures alone say that a group of elements is not the story's."""
    if element.tag not in _GROUPS or not found.characters or mark_of(element) in _COME_ALONG:
        return False
    if found.characters < 0.4 * whole and found.are_teasers:
        return True
    if found.commas >= 10 or element.tag in ("ul", "ol"):
        return False
    if found.fields > 2 and found.fields > found.paragraphs:
        return True
    return found.density > 0.5 and found.characters < 0.2 * whole
