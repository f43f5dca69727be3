"""A story as markup to read: its head, its copy, its pictures and its boxes, in the order in which
it was written. The same elements serve HTML, the reader page and EPUB.

A story's text is text: everything is escaped, and a link leads to an address of the web or of a
mailbox, or nowhere; what the web would fill by a script or a form is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from layout.epaper.marked import Content, Element, element, fill
from layout.epaper.stories.story_pictures import StoryPicture
from layout.story.as_written import Story
from layout.story.block import (
    Block,
    Crosshead,
    Divider,
    Embed,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Table,
)
from layout.story.module import Module
from layout.story.run import Emphasis, Run, Runs, text_of
from layout.web.html.text_markup import alignment, safe_href
from layout.web.measure.blocks_to_forms import cutline_of, host_of
from layout.web.measure.module_boxes import link_runs
from layout.web.measure.story_strips import body_of
from slots.strip.measured_flow import LOWEST

Pictures = Mapping[str, StoryPicture]
"""The pictures of a story by how it names them."""


def article_of(story: Story, pictures: Pictures, above: str = "", top: int = 1) -> Element:
    """A story as an article whose headline is a heading of the level `top`; `above` leads from the
    article to the folder that pictures are named from ("../")."""
    writer = _Writer(pictures, above, top)
    made = element("article", lang=story.language, class_="story")
    fill(made, element("header", *_head(story, top), class_="head"))
    return fill(made, *writer.copy(story))


def copy_of(story: Story) -> Iterator[Block | Module]:
    """The copy of a story, each box before the block that follows where it is asked for."""
    body = body_of(story)
    shift = len(body) - len(story.body)  # a dateline may be a paragraph of its own
    boxes: dict[int, list[Module]] = {}
    for ask in story.asks:
        if isinstance(ask.content, Module):
            boxes.setdefault(ask.after + shift if ask.after else 0, []).append(ask.content)
    for at, block in enumerate(body):
        yield from boxes.pop(at, ())
        yield block
    for at in sorted(boxes):
        yield from boxes[at]


def _inline(runs: Runs) -> list[Content]:
    """Runs as text with emphasis and links."""
    return [_marked(run) for run in runs]


def _marked(run: Run) -> Content:
    made: Content = run.text
    if run.emphasis & Emphasis.ITALIC:
        made = element("em", made)
    if run.emphasis & Emphasis.BOLD:
        made = element("strong", made)
    href = address(run.href or "")
    return element("a", made, href=href, rel="noreferrer") if href else made


def address(href: str) -> str:
    """The address where it is one that leads out of the e-paper, else nothing: what is relative to
    a web site leads nowhere from a file.

    >>> address("https://quay.example/a"), address("javascript:alert(1)"), address("../b.html")
    ('https://quay.example/a', '', '')
    """
    safe = safe_href(href)
    return safe if safe and urlsplit(safe).scheme else ""


def _head(story: Story, top: int) -> Iterator[Element]:
    if story.kicker:
        yield element("p", story.kicker, class_="kicker")
    if story.headline:
        yield element(f"h{top}", *_inline(story.headline), class_="headline")
    if story.deck:
        yield element("p", *_inline(story.deck), class_="deck")
    if story.byline:
        yield element("p", story.byline, class_="byline")
    if story.date and story.date_text:
        day = element("time", story.date_text, datetime=story.date.isoformat())
        yield element("p", day, class_="meta")


class _Writer:
    """Writes the copy of one story."""

    def __init__(self, pictures: Pictures, above: str, top: int) -> None:
        self.pictures, self.above, self.top = pictures, above, top

    def copy(self, story: Story) -> Iterator[Element]:
        """All blocks, with the boxes where the story asks for them."""
        level = self.top
        for part in copy_of(story):
            if isinstance(part, Module):
                yield self._box(part)
                continue
            if isinstance(part, Crosshead):
                level = min(part.level + self.top - 1, level + 1, LOWEST)
            yield from self._block(part, level)

    def _block(self, block: Block, level: int) -> Iterator[Element]:
        match block:
            case Paragraph():
                yield element("p", *_inline(block.runs))
            case Crosshead():
                yield element(f"h{level}", *_inline(block.runs), class_="crosshead")
            case Quote():
                yield self._quote(block)
            case Listing():
                yield _listing(block)
            case Picture():
                yield from self._picture(block)
            case Table():
                yield from _table(block)
            case Embed():
                yield from _embed(block)
            case Divider():
                yield element("hr")

    def _quote(self, block: Quote) -> Element:
        kind = "pull-quote" if block.pulled else "quote"
        made = element("blockquote", class_=kind)
        fill(made, *(element("p", *_inline(runs)) for runs in block.paragraphs))
        return fill(made, _credit(block.credit)) if block.credit else made

    def _picture(self, block: Picture) -> Iterator[Element]:
        found, cutline = self.pictures.get(block.src), cutline_of(block)
        if found is None and not cutline:
            return
        figure = element("figure")
        if found:
            source, size = self.above + found.href, {"width": found.width, "height": found.height}
            fill(figure, element("img", src=source, alt=block.alt, **size))
        if cutline:
            fill(figure, element("figcaption", *_inline(cutline)))
        yield figure

    def _box(self, module: Module) -> Element:
        made = element("aside", class_="box")
        if module.title:
            level = min(self.top + 1, LOWEST)
            fill(made, element(f"h{level}", *_inline(module.title), class_="box-title"))
        if module.note:
            fill(made, element("p", *_inline(module.note), class_="meta"))
        for block in module.blocks:
            fill(made, *self._block(block, min(self.top + 2, LOWEST)))
        if module.items:
            fill(made, _entries(module))
        action = address(module.action or "")
        if action:
            fill(made, element("p", element("a", host_of(action), href=action, rel="noreferrer")))
        return made


def _entries(module: Module) -> Element:
    made = element("ul", class_="entries")
    for item in module.items:
        link = link_runs(item)
        more: list[Content] = [" ", element("span", *_inline(link), class_="more")] if link else []
        fill(made, element("li", *_inline(item.runs), *more))
    return made


def _credit(runs: Runs) -> Element:
    return element("p", *_inline(runs), class_="credit")


def _listing(block: Listing) -> Element:
    start = block.start if block.ordered and block.start != 1 else None
    made = element("ol" if block.ordered else "ul", start=start)
    return fill(made, *(element("li", *_inline(runs)) for runs in block.items))


def _table(block: Table) -> Iterator[Element]:
    rows = [row for row in block.rows if row]
    if not rows and not block.head:
        return
    table = element("table")
    if block.head:
        cells = _cells("th", block.head, block, scope="col")
        fill(table, element("thead", element("tr", *cells)))
    if rows:
        fill(table, element("tbody", *(element("tr", *_cells("td", r, block)) for r in rows)))
    title = ", ".join(filter(None, map(text_of, block.head)))[:80] or None
    yield element("div", table, class_="table", tabindex=0, role="group", aria__label=title)


def _cells(name: str, row: Sequence[Runs], table: Table, scope: str | None = None) -> list[Element]:
    return [
        element(name, *_inline(runs), scope=scope, class_=alignment(table, at))
        for at, runs in enumerate(row)
    ]


def _embed(block: Embed) -> Iterator[Element]:
    words, href = block.title or block.href, address(block.href)
    link: Content = element("a", words, href=href, rel="noreferrer") if href else words
    yield element("p", link, class_="embed")


def words_of(elements: Iterable[Element]) -> str:
    """All words of elements, in order, with a space between any two elements."""
    texts = (str(text) for each in elements for text in each.itertext())
    return " ".join(" ".join(texts).split())
