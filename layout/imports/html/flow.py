"""The pieces of what flows: text in lines, and blocks that part it, one in the other as HTML has
them; each kind of block has its reader.

    <div>Text <b>and</b> more <ul>…</ul> text</div>     Paragraph, Listing, Paragraph
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from layout.imports.html.beside.any_kind import beside_story
from layout.imports.html.element import Element
from layout.imports.html.embeds import EMBEDS
from layout.imports.html.inline import BREAK, QUOTES, lines_of, look_in, note_of, raised, settled
from layout.imports.html.lists import LISTS
from layout.imports.html.pictures import (
    PICTURES,
    captioned,
    counts_readers,
    has_source,
    is_figure,
    picture_of,
)
from layout.imports.html.quotations import QUOTATIONS
from layout.imports.html.reading import Look, Reading
from layout.imports.html.seen import joins_words, unseen
from layout.imports.html.tables import TABLES
from layout.imports.html.texts import others_in, texts_in
from layout.story.block import Crosshead, Divider, Paragraph, Picture
from layout.story.markdown.inline_tokens import is_blank, is_bold, joined
from layout.story.run import Emphasis, Run
from layout.story.text.pieces import Piece

_Reader = Callable[[Element, Reading, Look], list[Piece]]
_PARTING = frozenset(
    "address article aside body center details dd dir div dl dt fieldset figcaption figure footer "
    "form header hgroup li main menu optgroup option p search section summary caption tbody td "
    "tfoot th thead tr marquee listing".split()
)
"""Elements that part the text before them from the text in them, and that from what follows."""
_VERSE = frozenset("verse poem poetry stanza lyrics wp-block-verse has-line-breaks".split())


def inside(element: Element, reading: Reading, look: Look) -> list[Piece]:
    """The pieces of all that stands in an element."""
    flow = _Flow(reading, _keeps_lines(element))
    flow.walk(element, look)
    return flow.done()


def _keeps_lines(element: Element) -> bool:
    return element.name == "address" or not _VERSE.isdisjoint(element.classes)


class _Flow:
    """Text of a line as it gathers, and the pieces before it."""

    def __init__(self, reading: Reading, lines: bool, preformatted: bool = False) -> None:
        self.reading = reading
        self.preformatted = preformatted
        self.keeps_lines = lines
        self.pieces: list[Piece] = []
        self.runs: list[Run] = []
        self.line = 0
        self.lifted: list[Piece] = []

    def walk(self, element: Element, look: Look) -> None:
        """All that stands in an element, in this look."""
        before: Element | None = None
        for child in element.children:
            if isinstance(child, Element):
                self.element(child, look)
                if child.name == "noscript":
                    self.fallback(child, before)
                before = child
            else:
                self.text(child, look, element)

    def text(self, text: str, look: Look, element: Element) -> None:
        """Text of a line."""
        if self.preformatted:
            text = text.replace("\n", BREAK)
        if not self.runs:
            self.line = self.reading.line(element)
        self.runs.append(Run(text, look.emphasis, look.href))

    def element(self, element: Element, look: Look) -> None:
        """An element: left out, beside the story, a block, or part of a line."""
        pieces = beside_story(element, self.reading)
        if pieces is not None:
            self.add(pieces)
            return
        if unseen(element, self.reading):
            if not joins_words(element):
                self.runs.append(Run(" "))
            return
        if element.foreign:
            self.drawn(element, look)
            return
        reader = _READERS.get(element.name)
        if is_figure(element):
            reader = captioned
        if reader is _preformatted and self.preformatted:
            self.part(element, look)
        elif reader is not None:
            self.add(reader(element, self.reading, look))
        elif element.name in _IN_LINE:
            _IN_LINE[element.name](self, element, look)
        elif element.name in _PARTING:
            self.part(element, look)
        else:
            self.within(element, look)

    def fallback(self, element: Element, before: Element | None) -> None:
        """The pictures in a <noscript>, unless they are those right before it once more."""
        if before is not None and has_source(before, self.reading):
            return
        for image in element.elements():
            found = picture_of(image, self.reading) if image.name == "img" else None
            if isinstance(found, Picture):
                self.lifted.append(found)

    def drawn(self, element: Element, look: Look) -> None:
        """A part of a drawing or formula: words in a line."""
        if element.name == "mfrac":
            _fraction(self, element, look)
        else:
            self.walk(element, look)

    def within(self, element: Element, look: Look) -> None:
        """An element of a line."""
        note = note_of(element)
        if note:
            self.text(note, replace(look, href=None), element)
            return
        self.walk(element, look_in(element, look, self.reading))

    def part(self, element: Element, look: Look) -> None:
        """A block without a reader of its own: its text stands alone."""
        self.flush()
        before = self.keeps_lines
        self.keeps_lines = before or _keeps_lines(element)
        self.walk(element, look_in(element, look, self.reading))
        self.flush()
        self.keeps_lines = before

    def add(self, pieces: Iterable[Piece]) -> None:
        """Pieces after the text so far."""
        self.flush()
        self.pieces.extend(pieces)

    def flush(self) -> None:
        """Makes paragraphs of the text so far; pictures that stood in it follow."""
        runs, lifted = self.runs, self.lifted
        self.runs, self.lifted = [], []
        for line in lines_of(runs, self.keeps_lines):
            text = settled(line)
            if not is_blank(text):
                self.pieces.append(Paragraph(text, self.line))
        self.pieces.extend(lifted)

    def done(self) -> list[Piece]:
        """All pieces."""
        self.flush()
        return self.pieces


# --- elements of a line that are more than their text -----------------------------------------


def _break(flow: _Flow, element: Element, look: Look) -> None:
    flow.text(BREAK, look, element)


def _quoted(flow: _Flow, element: Element, look: Look) -> None:
    marks = QUOTES[look.quotes % 2]
    flow.text(marks.opening, look, element)
    flow.walk(element, look_in(element, look, flow.reading))
    flow.text(marks.closing, look, element)


def _raised(flow: _Flow, element: Element, look: Look) -> None:
    digits = None if note_of(element) else raised(element)
    if digits is None:
        flow.within(element, look)
    else:
        flow.text(digits, look, element)


def _reading_aid(flow: _Flow, element: Element, look: Look) -> None:
    """The reading of a word, as of Japanese ones, in brackets after it."""
    opening, closing = (" (", ") ") if element.text_seen(1) else (" ", " ")
    flow.text(opening, look, element)
    flow.walk(element, look)
    flow.text(closing, look, element)


def _image(flow: _Flow, element: Element, look: Look) -> None:
    found = picture_of(element, flow.reading)
    if isinstance(found, str):
        flow.text(found, look, element)
    elif found is not None:
        flow.lifted.append(found)
    if not isinstance(found, str) and not counts_readers(element):
        flow.text(" ", look, element)


def _picture(flow: _Flow, element: Element, look: Look) -> None:
    flow.walk(element, look)


def _fraction(flow: _Flow, element: Element, look: Look) -> None:
    parts = [child for child in element.children if isinstance(child, Element)]
    for number, part in enumerate(parts):
        if number:
            flow.text("/", look, element)
        flow.element(part, look)


_IN_LINE: Mapping[str, Callable[[_Flow, Element, Look], None]] = {
    "br": _break,
    "q": _quoted,
    "sup": _raised,
    "sub": _raised,
    "rt": _reading_aid,
    "img": _image,
    "amp-img": _image,
    "picture": _picture,
}


# --- blocks --------------------------------------------------------------------------------------


def _heading(element: Element, reading: Reading, look: Look) -> list[Piece]:
    """A crosshead; what in it is no text follows."""
    pieces = reading.inside(element, reading, look_in(element, look, reading))
    runs = joined(texts_in(pieces))
    if is_bold(runs):
        runs = settled(replace(run, emphasis=run.emphasis & ~Emphasis.BOLD) for run in runs)
    level = max(2, int(element.name[1])) if element.name[0] == "h" else 3
    heads: list[Piece] = [Crosshead(runs, level, reading.line(element))] if runs else []
    return [*heads, *others_in(pieces)]


def _divider(element: Element, reading: Reading, _look: Look) -> list[Piece]:
    return [Divider(reading.line(element))]


def _preformatted(element: Element, reading: Reading, look: Look) -> list[Piece]:
    """Verse and code: a paragraph a line."""
    flow = _Flow(reading, True, preformatted=True)
    flow.walk(element, look)
    pieces = flow.done()
    if _VERSE.isdisjoint(element.classes) and pieces:
        reading.simplified("preformatted text set as text, a paragraph a line", element)
    return pieces


_READERS: Mapping[str, _Reader] = {
    **LISTS,
    **TABLES,
    **QUOTATIONS,
    **PICTURES,
    **EMBEDS,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "summary"), _heading),
    "hr": _divider,
    "pre": _preformatted,
    "listing": _preformatted,
    "xmp": _preformatted,
    "plaintext": _preformatted,
}
