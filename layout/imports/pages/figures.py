"""How much text, how many links, how many paragraphs each element of a page has.

One pass down gives each stretch of text to the block it stands in, one pass up sums: linear in the
length of the page, and without recursion, however deep somebody nested it. The weight of a block is
Arc90's: a point, a point for each comma, and one for each hundred characters up to three; blocks
that are mostly links weigh nothing (Kohlschütter, Fankhauser, Nejdl, Boilerplate detection using
shallow text features, 2010: link density and length tell text from furniture better than all else).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from layout.imports.pages.marks import Mark, is_hidden, mark_of
from slots.finding import Where

INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img input ins kbd label mark "
    "nobr picture q rp rt ruby s samp select small source span strike strong sub sup time tt u var "
    "wbr".split()
)
"""Elements that stand in a line of text."""

SILENT = frozenset(
    "script style noscript template head title svg math object embed applet canvas audio video "
    "iframe param option".split()
)
"""Elements whose text is not the page's."""

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_COMMA = re.compile("[,،、，]")
_WIDE = re.compile("[぀-ヿ㐀-鿿가-힯]")
"""Scripts in which a character is a syllable or a word: it weighs as much as three letters."""

_NEVER = frozenset("script style template head title meta link param source track".split())
"""Elements whose text no reader of a page sees."""

_JOINS = INLINE - frozenset("br img input label picture s select source strike".split())
"""Elements whose words go on in the words around them."""

_PARTS_NOTHING = _JOINS | _NEVER

_BUTTONS = ("submit", "button", "reset")
_SHORTEST = 25
"""A block with less text is no paragraph: a label, a name, a date."""

_PARAGRAPH = 80
"""A block with so much is a paragraph for certain."""

_TEASER = 450
"""Characters to a linked heading: with fewer it is the teaser of another story."""

_TRUSTED = frozenset((Mark.NONE, Mark.LOOSE, Mark.BOX))
_DISCOUNT = 0.2
"""What text weighs in an element that says it is not the story."""


@dataclass(slots=True)
class Figures:
    """What stands in an element, all below it included: characters, those of them in links, commas,
    blocks of text, paragraphs, headings that are links to other pages, fields of forms, pictures;
    and what its text weighs as a story's."""

    characters: int = 0
    linked: int = 0
    commas: int = 0
    blocks: int = 0
    paragraphs: int = 0
    teasers: int = 0
    fields: int = 0
    pictures: int = 0
    weight: float = 0.0

    @property
    def density(self) -> float:
        """The share of its characters that are links'."""
        return self.linked / self.characters if self.characters else 0.0

    @property
    def are_teasers(self) -> bool:
        """Whether it is a list of other stories: linked headings with a few lines to each."""
        return self.teasers >= 2 and self.characters < _TEASER * self.teasers

    def add(self, part: Figures) -> None:
        """Counts what stands in a part of it."""
        self.characters += part.characters
        self.linked += part.linked
        self.commas += part.commas
        self.blocks += part.blocks
        self.paragraphs += part.paragraphs
        self.teasers += part.teasers
        self.fields += part.fields
        self.pictures += part.pictures
        self.weight += part.weight


FiguresOf = dict[Element, Figures]


def figures_of(body: Element, trusting: bool = True) -> FiguresOf:
    """The figures of all elements of a page. `trusting`: names of classes are believed."""
    elements = [each for each in body.iter() if isinstance(each.tag, str)]
    texts = _texts(body, elements)
    figures: FiguresOf = {each: Figures() for each in elements}
    for element in reversed(elements):  # children come after their parent
        found = figures[element]
        if element in texts:
            _count(found, texts[element], element)
        _count_kind(found, element)
        if is_hidden(element):
            found = figures[element] = Figures()
        elif found.are_teasers or (trusting and mark_of(element) not in _TRUSTED):
            found.weight *= _DISCOUNT
        parent = element.getparent()
        if element is not body and parent is not None:
            figures[parent].add(found)
    return figures


@dataclass(slots=True)
class _Text:
    characters: int = 0
    linked: int = 0
    commas: int = 0

    def add(self, text: str, linked: bool) -> None:
        bare = " ".join(text.split())
        length = len(bare) + 2 * len(_WIDE.findall(bare))
        self.characters += length
        self.linked += length if linked else 0
        self.commas += len(_COMMA.findall(bare))


def _texts(body: Element, elements: list[Element]) -> dict[Element, _Text]:
    """The text of each block: of all that stands in its lines."""
    block: dict[Element, Element] = {}
    linked: dict[Element, bool] = {}
    silent: dict[Element, bool] = {}
    texts: dict[Element, _Text] = {}
    for element in elements:
        parent = body if element is body else element.getparent()
        assert parent is not None
        inline = element.tag in INLINE and element is not body
        block[element] = block[parent] if inline else element
        leads = element.tag == "a" and not (element.get("href") or "#").startswith("#")
        linked[element] = leads or linked.get(parent, False)
        silent[element] = element.tag in SILENT or silent.get(parent, False)
        if element.text and not silent[element]:
            texts.setdefault(block[element], _Text()).add(element.text, linked[element])
    for element in body.iter():
        parent = element.getparent()
        if element is body or parent is None or not element.tail or silent.get(parent, True):
            continue
        texts.setdefault(block[parent], _Text()).add(element.tail, linked[parent])
    return texts


def _count(found: Figures, text: _Text, element: Element) -> None:
    if not text.characters:
        return
    found.characters += text.characters
    found.linked += text.linked
    found.commas += text.commas
    found.blocks += 1
    free = text.characters - text.linked
    if 2 * text.linked >= text.characters or free - text.linked < _SHORTEST:
        return
    if element.tag in HEADINGS:
        return
    found.paragraphs += text.characters >= _PARAGRAPH
    weight = 1 + text.commas + min(text.characters / 100, 3)
    found.weight += weight / 2 if element.tag == "li" else weight


def _count_kind(found: Figures, element: Element) -> None:
    tag = element.tag
    if tag in ("input", "textarea", "select", "button"):
        found.fields += 1
    elif tag == "img":
        found.pictures += 1
    elif tag in HEADINGS and found.characters and found.density > 0.7:
        found.teasers += 1


def words_of(element: Element) -> str:
    """All words in an element, those of buttons too, parted where its elements part them; never a
    script's."""
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end", "comment"))
    for event, each in walk:
        shown = event == "start" and each.tag not in _NEVER
        if event == "start":
            parts.append("" if _joins(each) else " ")
            parts.append(each.text or "" if shown else "")
            if not shown:
                walk.skip_subtree()
            if each.tag == "input" and (each.get("type") or "").lower() in _BUTTONS:
                parts.append(f" {each.get('value') or ''} ")
        else:
            parts.append("" if event == "comment" or _joins(each) else " ")
            parts.append(each.tail or "" if each is not element else "")
    return "".join(parts)


def _joins(element: Element) -> bool:
    """Whether the words before an element and after it are one; a counter's picture of one pixel
    parts none."""
    if element.tag == "img":
        return not {element.get("width"), element.get("height")}.isdisjoint(("0", "1"))
    return element.tag in _PARTS_NOTHING


def line_of(element: Element) -> str:
    """The words of an element in one line."""
    return " ".join(words_of(element).split())


def place_of(element: Element, file: str | None) -> Where:
    """Where an element stands in its file."""
    line = element.sourceline
    return Where(file, line if isinstance(line, int) and line > 0 else None)
