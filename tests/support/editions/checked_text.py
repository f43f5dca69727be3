"""Text conservation: every word of every story, read from the PDF in the order of its legs."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from support.editions.checked_lines import Reading, Spot, leg_of, legs_of
from support.editions.reader import Word

from layout.page.document import Document
from layout.page.rect import Rect
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
from layout.story.module import Module, ModuleItem
from layout.story.run import text_of

READ_ON = "read_on"
_IN_RAIL = ("headline", "deck")
"""Roles of a brief's own head: it stands in the leg of its rail, above its text."""
_ADDRESS = re.compile(r"\S+\.\S+/[2-9a-hjkmnp-z]{5}")
"""A printed address, as it ends a line that says where all of a shortened story is."""

BREAK = "\x00"  # stands for a hyphen at the end of a line
LABEL = 14_000  # depth above an ad in which its label stands


@dataclass(frozen=True, slots=True)
class Told:
    """What the PDF tells of a story: its head, its body with line-end hyphens as BREAK, and the
    source's words that this should be (those of paragraphs cut left out); which of the ways to
    print a head this is; whether pull quotes (which say again what the story says) are printed."""

    head: str
    body: str
    source: str
    cut: int
    way: int
    pulled: bool

    @property
    def words(self) -> list[str]:
        """The words of head and body, those broken at line ends put together."""
        return f"{self.head} {self.body}".replace(BREAK, "").split()


def text_problems(document: Document, reading: Reading, stories: Sequence[Story]) -> Iterator[str]:
    """Words lost, changed, out of order or printed twice; words that stand nowhere."""
    for story in stories:
        yield from _story(document, reading, story)
        if reading.of(story.slug):
            yield from _cutlines(reading, story)
            yield from _modules(document, reading, story)
    yield from _strays(document, reading)
    dated = [story.slug for story in stories if _dated(reading, story)]
    if dated:
        yield f"{len(dated)} stories have the date in their head, as the folios do: {dated[0]}, ..."
    known = {story.slug for story in stories}
    for slug in sorted({spot.fragment.story for spot in reading.spots} - known - {""}):
        yield f"story {slug}: is on the pages, but not among the stories"


def told(document: Document, reading: Reading, story: Story) -> Told:
    """A story as the PDF has it, and as the source has it with as much cut as explains it best."""
    spots = _in_legs(document, reading, story.slug)
    body = _joined([spot for spot in spots if spot.fragment.role not in (READ_ON, *_IN_RAIL)])
    ways = [
        (cut, pulled, " ".join(body_texts(story, cut, pulled)))
        for cut in _cuts(document, story)
        for pulled in (True, False)
    ]
    same = [each for each in ways if _agree(each[2], body)]
    near = min(ways, key=lambda each: abs(len(each[2]) - len(body)))
    cut, pulled, source = same[0] if same else near
    head = _joined(_head_spots(reading, story.slug))
    ways_of_head = _heads(reading, story)
    way = next(
        (w for w, texts in ways_of_head if _agree(" ".join(texts), head)), ways_of_head[0][0]
    )
    return Told(head, body, source, cut, way, pulled)


def _dated(reading: Reading, story: Story) -> bool:
    """Whether a story's head says the date."""
    head = bare(_joined(_head_spots(reading, story.slug)))
    return bool(story.date_text) and bare(story.date_text) in head


def _cuts(document: Document, story: Story) -> Iterator[int]:
    """How many blocks may be gone from the end: none, or those that have as many words as the
    edition says are not printed; so that the text does not end on what only leads to the next
    block, and no more paragraphs than the writer lets go."""
    yield 0
    named, gone = _named(document, story), 0
    for cut in range(1, len(story.body)):
        last, left = story.body[-cut], story.body[-cut - 1]
        gone += not isinstance(last, Crosshead | Divider | Picture)
        if story.cut is not None and gone > story.cut:
            return
        if isinstance(left, Crosshead | Divider | Picture):
            continue
        if sum(len(text.split()) for text in _unmarked(story.body[-cut:])) == named:
            yield cut


def _named(document: Document, story: Story) -> int | None:
    """The words of a story that the edition names as not printed."""
    for finding in document.findings:
        found = re.match(r'"([^"]+)" is printed without .*?([\d,]+) of ', finding.message)
        if finding.code == "shortened" and found and found[1] == story.slug:
            return int(found[2].replace(",", ""))
    return None


def _unmarked(body: Sequence[Block]) -> Iterator[str]:
    """The texts of blocks as they are written, without what type adds to them."""
    for block in body:
        match block:
            case Quote(paragraphs=rows, credit=credit):
                yield from map(text_of, (*rows, credit))
            case Listing(items=items):
                yield from map(text_of, items)
            case Table(head=head, rows=rows):
                yield from (text_of(cell) for row in (head, *rows) for cell in row)
            case Embed(title=title):
                yield title
            case Paragraph(runs=runs) | Crosshead(runs=runs):
                yield text_of(runs)


def _story(document: Document, reading: Reading, story: Story) -> Iterator[str]:
    here = reading.of(story.slug)
    if not here:
        yield f"story {story.slug}: is not in the edition ({len(words(story))} words)"
        return
    page = min(spot.page.number for spot in here)
    found = told(document, reading, story)
    heads = [" ".join(filter(None, texts)) for _, texts in _heads(reading, story)]
    if not any(_agree(head, found.head) for head in heads):
        yield f"story {story.slug}, page {page}: head: {_difference(heads[0], found.head)}"
    yield from _pulled(reading, story, page, found.pulled)
    yield from _read_on(reading, story, found.cut)
    if not _agree(found.source, found.body):
        yield f"story {story.slug}, page {page}: body: {_difference(found.source, found.body)}"
    elif (spaced := _spacing(found.source, found.body)) is not None:
        yield f"story {story.slug}, page {page}: words run together or apart: {spaced}"


def _read_on(reading: Reading, story: Story, cut: int) -> Iterator[str]:
    """A story that is shortened says where all of it is, where any does; one that is whole does
    not."""
    any_does = any(spot.fragment.role == READ_ON for spot in reading.spots)
    said = [spot for spot in reading.of(story.slug) if spot.fragment.role == READ_ON]
    address = _ADDRESS.search("".join(spot.text.replace(" ", "") for spot in said))
    if cut and any_does and not address:
        yield f"story {story.slug}: is shortened, and does not say where all of it is"
    if said and not cut:
        yield f"story {story.slug}: is whole, but sends its readers on"
    if said and said[-1] is not max(said, key=lambda spot: (spot.page.number, spot.left)):
        yield f"story {story.slug}: does not end with where all of it is"


def _pulled(reading: Reading, story: Story, page: int, in_legs: bool) -> Iterator[str]:
    """A story's own pull quotes: in its legs, or beside them, and then the first of them."""
    quotes = [block for block in story.body if isinstance(block, Quote) and block.pulled]
    spots = [s for s in reading.of(story.slug) if leg_of(s, s.page.legs) is None]
    beside = [spot for spot in spots if spot.fragment.role == "pull_quote"]
    beside.sort(key=lambda spot: (spot.page.number, spot.baseline, spot.left))
    if quotes and in_legs and not beside:
        return
    wanted = " ".join(" ".join(_block(block)) for block in quotes[:1])
    printed = _joined(beside)
    if not _agree(wanted, printed):
        yield f"story {story.slug}, page {page}: pull quote: {_difference(wanted, printed)}"


def head_texts(story: Story) -> tuple[tuple[str, ...], ...]:
    """The head of a story in the ways it may be printed: with its deck, and without; then both as
    in an edition that has byline and date above the deck; then as a brief in a rail has it."""
    kicker, deck = story.kicker.upper(), text_of(story.deck)
    first, by = (kicker, text_of(story.headline)), story.byline
    dated = " · ".join(filter(None, (by, story.date_text)))
    brief = text_of(story.headline), deck
    return (*first, deck, by), (*first, by), (*first, dated, deck), (*first, dated), brief


def _heads(reading: Reading, story: Story) -> list[tuple[int, tuple[str, ...]]]:
    """The ways, by number, in which the head of a story may be printed where it stands: in a rail
    without kicker and byline, else with them."""
    *others, brief = enumerate(head_texts(story))
    return [brief] if any(map(_in_rail, reading.of(story.slug))) else others


def _in_rail(spot: Spot) -> bool:
    return spot.fragment.role in _IN_RAIL and leg_of(spot, spot.page.legs) is not None


def body_texts(story: Story, cut: int = 0, pulled: bool = True) -> Iterator[str]:
    """The body as it is printed, in order, without the last `cut` paragraphs, with or without pull
    quotes."""
    body = story.body[: len(story.body) - cut] if cut else story.body
    dateline = f"{story.dateline.upper()} — " if story.dateline else ""
    for block in body:
        if isinstance(block, Quote) and block.pulled and not pulled:
            continue
        for text in _block(block):
            yield dateline + text
            dateline = ""


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(runs=runs) | Crosshead(runs=runs):
            yield text_of(runs)
        case Quote(paragraphs=rows, credit=credit, pulled=pulled):
            yield from map(text_of, rows)
            if credit:
                yield text_of(credit) if pulled else f"— {text_of(credit)}"
        case Listing(items=items, ordered=ordered, start=start):
            for number, runs in enumerate(items, start):
                yield f"{number}. {text_of(runs)}" if ordered else f"• {text_of(runs)}"
        case Table(head=head, rows=rows):
            yield _sorted("".join(text_of(cell) for row in (head, *rows) for cell in row))
        case Embed(href=href, title=title):
            yield f"{title}: " if title else ""
            yield href.split("://")[-1].removesuffix("/")
        case Divider():
            yield "* * *"


def words(story: Story, cut: int = 0, way: int = 0, pulled: bool = True) -> list[str]:
    """The words of a story, its head in one of the ways, its body without `cut` paragraphs."""
    return " ".join((*head_texts(story)[way], *body_texts(story, cut, pulled))).split()


def _in_legs(document: Document, reading: Reading, slug: str) -> list[Spot]:
    """The lines of a story's legs, in the order they are read in."""
    spots = reading.of(slug)
    found: list[Spot] = []
    for page, leg in legs_of(document, slug):
        inside = [s for s in spots if s.page is page and leg_of(s, page.legs) is leg]
        here = [s for s in inside if not _of_picture(s)]
        found += sorted(here, key=lambda spot: (spot.baseline, spot.left))
    return found


_FIRST_OF_TEXT = 10  # paragraph numbers below it are those of heads and cutlines


def _of_picture(spot: Spot) -> bool:
    """Whether a line belongs to a picture: that of a mug shot stands within a leg. Other credits
    are those of quotations, which are numbered as the text is."""
    role, number = spot.fragment.role, spot.fragment.paragraph
    return role == "cutline" or (role == "credit" and number < _FIRST_OF_TEXT)


def _head_spots(reading: Reading, slug: str) -> list[Spot]:
    spots = [s for s in reading.of(slug) if _in_rail(s) or leg_of(s, s.page.legs) is None]
    heads = [s for s in spots if s.fragment.role not in ("cutline", "credit", "pull_quote")]
    return sorted(heads, key=lambda spot: (spot.page.number, spot.baseline, spot.left))


def _joined(spots: Sequence[Spot]) -> str:
    """Lines as one text. The press says how each ends: in a soft hyphen where that is not copy, in
    a word joiner where it parts what belongs together; either stands as BREAK, and nothing between
    it and the next line."""
    text = ""
    for tabular, group in itertools.groupby(spots, lambda spot: spot.fragment.role == "table"):
        part = ""
        for spot in group:
            line = spot.text
            part += line[:-1] + BREAK if line.endswith(("\u00ad", "\u2060")) else line + " "
        text += f"{_sorted(part)} " if tabular else part
    return text.strip()


def _sorted(text: str) -> str:
    """The characters of a table, in the order of their codes: cells of several lines stand beside
    each other, so that reading across mixes their words."""
    return "".join(sorted(bare(text)))


def bare(text: str) -> str:
    """A text without white space and soft hyphens, its line-end hyphens gone."""
    return re.sub(r"[\s\u00ad\u200b\x00]", "", unicodedata.normalize("NFC", text))


def _agree(source: str, found: str) -> bool:
    return bare(source) == bare(found)


def _difference(source: str, found: str) -> str:
    """Where two texts part, in words."""
    a, b = bare(source), bare(found)
    if a.replace("-", "") == b.replace("-", ""):
        at = next((i for i in range(len(a)) if a[i] != b[i : i + 1]), len(a))
        return f"a hyphen is lost or too much at “{a[max(0, at - 12) : at + 12]}”"
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), None)
    start = min(len(a), len(b)) if start is None else start
    tail = 0
    while tail < min(len(a), len(b)) - start and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    lost, more = a[start : len(a) - tail], b[start : len(b) - tail]
    where = f"after “{a[max(0, start - 24) : start]}”"
    source, printed = f"“{_short(lost)}” ({len(lost)})", f"“{_short(more)}” ({len(more)})"
    return f"{where} the source has {source}, the PDF {printed}"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:28]} … {text[-28:]}"


def _spacing(source: str, found: str) -> str | None:
    """The first word that is set as two, or two as one; None if all are as written."""
    one, two = (text.replace("\u00ad", "").replace(BREAK, "").split() for text in (source, found))
    for a, b in zip(one, two, strict=False):
        if a != b:
            return f"“{a}” is “{b}”"
    return None


def _cutlines(reading: Reading, story: Story) -> Iterator[str]:
    """Every picture that is printed has its cutline and credit; every other has none."""
    spots = [s for s in reading.of(story.slug) if _of_picture(s)]
    for role in ("cutline", "credit"):
        lines = [spot for spot in spots if spot.fragment.role == role]
        lines.sort(key=lambda s: (s.page.number, s.fragment.paragraph, s.baseline, s.left))
        pages = {spot.page.number: spot.page for spot in spots}
        shown = [i for p in pages.values() for i in p.images if i.story == story.slug]
        pictures = [block for block in story.body if isinstance(block, Picture)]
        texts = [text_of(p.cutline) if role == "cutline" else p.credit for p in pictures]
        rest = bare(_joined(lines))
        for text in texts:
            rest = rest.replace(bare(text), "", 1)
        if rest:
            yield f"story {story.slug}: {role}: “{_short(rest)}” is in no picture of the story"
        printed = [text for text in texts if text and bare(text) in bare(_joined(lines))]
        wanted = sum(1 for text in texts[: len(shown)] if text)
        if len(printed) < wanted:
            yield f"story {story.slug}: {len(shown)} pictures, but {len(printed)} have their {role}"


def _modules(document: Document, reading: Reading, story: Story) -> Iterator[str]:
    """Every module of a story has a box, and the box has all its words."""
    for ask in story.asks:
        module = ask.content
        if not isinstance(module, Module):
            continue
        boxes = [(p, b) for p in document.pages for b in p.boxes if b.id.endswith(module.id)]
        boxes = [(p, b) for p, b in boxes if b.id == module.id or story.slug in b.id] or boxes
        if not boxes:
            yield f"story {story.slug}: {module.kind} {module.id} is not in the edition"
            continue
        said = {bare(_words_in(reading, page.number, box.rect)).casefold() for page, box in boxes}
        for text in _module_texts(module):
            if not any(_pieces(text) <= _letters(each, text) for each in said):
                yield f"story {story.slug}: {module.id} has lost “{_short(text)}”"


def _module_texts(module: Module) -> Iterator[str]:
    yield from (text_of(module.title), text_of(module.note))
    for block in module.blocks:
        yield from _block(block)
    item: ModuleItem
    for item in module.items:
        yield text_of(item.runs)


def _pieces(text: str) -> set[str]:
    """The words of a text, without what stands around them."""
    plain = (re.sub(r"[^\w]", "", word).casefold() for word in text.split())
    return {word for word in plain if word}


def _letters(said: str, text: str) -> set[str]:
    """Those words of a text that are said somewhere: boxes hyphenate as WeasyPrint does."""
    letters = re.sub(r"[^\w]", "", said)
    return {word for word in _pieces(text) if word in letters}


def _words_in(reading: Reading, page: int, rect: Rect) -> str:
    return "".join(w.text for w in reading.beside.get(page, ()) if _inside(w, rect))


def _inside(word: Word, rect: Rect) -> bool:
    x, y = (word.left + word.right) // 2, (word.top + word.bottom) // 2
    return rect.x <= x <= rect.right and rect.y <= y <= rect.bottom


def _strays(document: Document, reading: Reading) -> Iterator[str]:
    """Words that no line, box, ad or label has; lines that say nothing."""
    for page in document.pages:
        things = [*page.boxes, *page.images]
        rects = [thing.rect for thing in things]
        rects += [Rect(t.rect.x, t.rect.y - LABEL, t.rect.width, LABEL) for t in things if t.label]
        for word in reading.beside.get(page.number, ()):
            if not any(_inside(word, rect) for rect in rects):
                yield f"page {page.number}: the word “{word.text}” belongs to nothing"
        for spot in reading.on(page.number):
            if not spot.words:
                yield (
                    f"page {page.number}: a line of {spot.fragment.role} of "
                    f"“{spot.fragment.story or 'furniture'}” cannot be read"
                )
