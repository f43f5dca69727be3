"""Pieces as a story file can hold them: what it has no form for becomes what comes nearest.

    a table of 60 columns     its cells, a paragraph each
    a credit "Ana Torres"     "Photo: Ana Torres"
    an embed without a host   its title, linked
    the 61st module           blocks of the body
    a line too long           several paragraphs

No word goes; what changes its form is reported. What a story reader gave comes out as it went in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from layout.imports.markdown.inline import settled
from layout.story.as_written import SlotAsk
from layout.story.block import (
    Block,
    Crosshead,
    Embed,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Table,
    Tagged,
)
from layout.story.markdown.block_nodes import MOST_COLUMNS
from layout.story.markdown.image import CREDIT
from layout.story.markdown.inline_tokens import joined, without_italic
from layout.story.markdown.tags import tags_in
from layout.story.module import KINDS, Module, ModuleItem
from layout.story.reading_order import texts_of_block
from layout.story.run import Emphasis, Run, Runs, plain, text_of
from layout.story.text.address import is_remote, safe_href
from layout.story.text.lost_words import shortened
from layout.story.text.picture_options import SHOWN
from layout.story.text.pieces import MOST_ASKS, Piece
from layout.story.text.sanitise import fold, sanitise
from slots.finding import Finding, Severity, Where
from slots.strip.measured_flow import HIGHEST, LOWEST, Display

LONGEST = 24_000
"""Characters of a line before escapes, which make it four times as long at most: a story's line
may have 100,000."""

_BOX = "blue_box"
_LAST_NUMBER = 999_999_999
_HINT = "see docs/stories.md for what a story can hold"


@dataclass(slots=True)
class Fitting:
    """One item under way: its file, where the files of its pictures lie, the word that opens a
    credit, and its findings, each once, at the first place it was met. Lives as long as one
    call."""

    file: str | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    photo: str = "Photo"
    findings: dict[str, Finding] = field(default_factory=dict)

    def warn(self, code: str, message: str, line: int = 0, hint: str = _HINT) -> None:
        """Takes in a warning about something on a line of the source, 0 where nobody knows."""
        where = Where(self.file, line or None)
        self.findings.setdefault(message, Finding(code, Severity.WARNING, message, where, hint))

    def note(self, message: str, line: int = 0) -> None:
        """Takes in that something has another form than in its source."""
        where = Where(self.file, line or None)
        one = Finding("written-otherwise", Severity.INFO, message, where, _HINT)
        self.findings.setdefault(message, one)

    def clean(self, text: str) -> str:
        """A text without what no page may carry, white space folded, none at its ends."""
        return fold(self._carried(text)).strip()

    def runs(self, runs: Runs) -> Runs:
        """Runs without what no page may carry, as the story reader gives them."""
        return settled(replace(run, text=self._carried(run.text)) for run in runs)

    def _carried(self, text: str) -> str:
        clean, found = sanitise(text, self.file or "")
        for one in found:
            message = one.message.partition(",")[0]
            hint = one.hint or ""
            self.warn(one.code, message, hint=hint)
        return clean


def fitted(pieces: Iterable[Piece], fitting: Fitting) -> Iterator[Piece]:
    """The pieces in their order, each as a story file can hold it; blank ones go."""
    count = 0
    for piece in pieces:
        if isinstance(piece, Module | SlotAsk):
            count += 1
            if count > MOST_ASKS:
                yield from _beyond(piece, fitting)
            elif isinstance(piece, Module):
                yield from _module(piece, fitting)
            else:
                yield replace(piece, label=fitting.clean(piece.label))
        elif isinstance(piece, Tagged):
            yield from _tagged(piece, fitting)
        else:
            yield from _block(piece, fitting)


def _beyond(piece: Module | SlotAsk, fitting: Fitting) -> Iterator[Block]:
    """What becomes of modules and slots where a story has too many."""
    most = f"a story has {MOST_ASKS} modules and slots at most"
    if isinstance(piece, SlotAsk):
        fitting.warn("too-many", f"slots left out: {most}", piece.line)
        return
    fitting.warn("too-many", f"modules written as text of the story: {most}", piece.line)
    yield from _blocks(_content(piece), fitting)


def _content(module: Module) -> Iterator[Block]:
    """All words of a module as blocks."""
    if module.title:
        yield Crosshead(module.title, line=module.line)
    if module.note:
        yield Paragraph(module.note, module.line)
    yield from module.blocks
    if module.items:
        yield Listing(tuple(map(item_runs, module.items)), line=module.line)
    if module.success:
        yield Paragraph(plain(module.success), module.line)


def item_runs(item: ModuleItem) -> Runs:
    """The text of an item with the words of its link after it, or linked as a whole.

    >>> text_of(item_runs(ModuleItem(plain("Ship lost."), "Read more.", "https://x.org/7")))
    'Ship lost. Read more.'
    """
    if item.href and not item.link:
        return tuple(replace(run, href=item.href) for run in item.runs)
    if not item.link:
        return item.runs
    if not item.href and len(item.runs) == 1 and item.runs[0].href is None:
        return (replace(item.runs[0], text=f"{item.runs[0].text} {item.link}"),)
    return (*item.runs, Run(" "), Run(item.link, Emphasis.NONE, item.href))


def _module(module: Module, fitting: Fitting) -> Iterator[Piece]:
    kind = module.kind
    if kind not in KINDS:
        fitting.note(f'module "{kind}" is written as a {_BOX}', module.line)
        kind = _BOX
    blocks = tuple(_blocks(module.blocks, fitting))
    title, note = fitting.runs(module.title), fitting.runs(module.note)
    success = fitting.clean(module.success)
    items = tuple(_item(item, fitting) for item in module.items)
    lines = (title, note, plain(success), *map(item_runs, items))
    if max(map(_length, lines)) > LONGEST:
        message = f"module with a line over {LONGEST:,} characters written as text of the story"
        fitting.warn("too-long", message, module.line)
        yield from _blocks(_content(module), fitting)
        return
    yield replace(
        module,
        kind=kind,
        title=title,
        note=note,
        blocks=blocks,
        items=tuple(item for item in items if item.runs),
        action=_action(module, fitting),
        success=success,
    )


def _item(item: ModuleItem, fitting: Fitting) -> ModuleItem:
    href = safe_href(item.href) if item.href else None
    runs, link = fitting.runs(item.runs), fitting.clean(item.link)
    return ModuleItem(runs or plain(link), link if runs else "", href)


def _action(module: Module, fitting: Fitting) -> str | None:
    """Where a form sends, without blanks; None where it may not send there."""
    href = safe_href("".join(module.action.split())) if module.action else None
    if module.action and href is None:
        message = f'action "{module.action}" of a form left out: it is no address of the web'
        fitting.warn("unsafe-link", message, module.line)
    return href


def _tagged(piece: Tagged, fitting: Fitting) -> Iterator[Piece]:
    tags, wrong = tags_in(",".join(piece.tags))
    if wrong:
        fitting.warn("bad-tag", f'tags of blocks left out: "{wrong}"')
    for block in _block(piece.block, fitting):
        yield Tagged(block, tags) if tags else block


def _blocks(blocks: Iterable[Block], fitting: Fitting) -> Iterator[Block]:
    for block in blocks:
        yield from _block(block, fitting)


def _block(block: Block, fitting: Fitting) -> Iterator[Block]:
    """A block as a story file can hold it; one with too long a line as plain paragraphs."""
    for each in _formed(block, fitting):
        if _longest(each) <= LONGEST:
            yield each
            continue
        message = f"{type(each).__name__.lower()} with a line over {LONGEST:,} characters"
        fitting.warn("too-long", f"{message}: split into plain paragraphs", each.line)
        yield from as_paragraphs(texts_of_block(each), each.line)


def _formed(block: Block, fitting: Fitting) -> Iterator[Block]:
    match block:
        case Paragraph(runs=runs):
            yield from _paragraph(fitting.runs(runs), block.line)
        case Crosshead(runs=runs, level=level):
            kept = fitting.runs(runs)
            if kept:
                yield Crosshead(kept, max(HIGHEST, min(level, LOWEST)), block.line)
        case Quote():
            yield from _quote(block, fitting)
        case Listing():
            yield from _listing(block, fitting)
        case Picture():
            yield from _picture(block, fitting)
        case Table():
            yield from _table(block, fitting)
        case Embed():
            yield from _embed(block, fitting)
        case _:
            yield block


def _paragraph(runs: Runs, line: int) -> Iterator[Paragraph]:
    if runs:
        yield Paragraph(runs, line)


def _quote(quote: Quote, fitting: Fitting) -> Iterator[Block]:
    rows = tuple(filter(None, map(fitting.runs, quote.paragraphs)))
    credit = fitting.runs(quote.credit)
    if rows:
        yield replace(quote, paragraphs=rows, credit=credit)
    else:
        yield from _paragraph(credit, quote.line)


def _listing(listing: Listing, fitting: Fitting) -> Iterator[Block]:
    items = tuple(filter(None, map(fitting.runs, listing.items)))
    start = listing.start if listing.ordered else 1
    if not 0 <= start <= _LAST_NUMBER:
        fitting.note(f"list that begins at {start:,} begins at 1", listing.line)
        start = 1
    if items:
        yield Listing(items, listing.ordered, start, listing.line)


def _table(table: Table, fitting: Fitting) -> Iterator[Block]:
    """A table whose rows have as many cells as the widest; one too wide as paragraphs."""
    rows = [tuple(map(fitting.runs, row)) for row in (table.head, *table.rows)]
    width = max(map(len, rows))
    if width > MOST_COLUMNS:
        message = f"table of {width:,} columns written as paragraphs: it may have {MOST_COLUMNS}"
        fitting.warn("too-many", message, table.line)
        cells = (cell for row in rows for cell in row if cell)
        yield from (Paragraph(cell, table.line) for cell in cells)
    elif width:
        full = [(*row, *((),) * (width - len(row))) for row in rows]
        align = (*table.align, *("left",) * width)[:width]
        yield Table(full[0], tuple(full[1:]), align, table.line)


def _embed(embed: Embed, fitting: Fitting) -> Iterator[Block]:
    """An embed of an address on a host; another address is a link, or its title alone."""
    title = fitting.clean(embed.title)
    href = safe_href(embed.href)
    if href and is_remote(href) and _host(href):
        yield Embed(href, title or href, embed.line)
        return
    fitting.note(f'embed of "{embed.href}" written as a paragraph: no host is named', embed.line)
    yield from _paragraph(settled([Run(title or embed.href, Emphasis.NONE, href)]), embed.line)


def _host(href: str) -> str | None:
    try:
        return urlsplit(href).hostname
    except ValueError:
        return None


# --- pictures -----------------------------------------------------------------------------------


def _picture(picture: Picture, fitting: Fitting) -> Iterator[Block]:
    """A picture with an upright cutline, and a credit that the story reader tells from it; the
    words of one whose file nobody knows."""
    cutline, alt = fitting.runs(picture.cutline), fitting.clean(picture.alt)
    if any(run.emphasis & Emphasis.ITALIC for run in cutline):
        fitting.note("italics in a cutline are set upright", picture.line)
        cutline = without_italic(cutline)
    credit = fitting.clean(picture.credit)
    credit = credit if not credit or CREDIT.match(credit) else f"{fitting.photo}: {credit}"
    src = fitting.sources.get(picture.src, picture.src)
    if not src or (not is_remote(src) and safe_href(src) is None):
        message = f'picture "{shortened(src)}" has no file: its words are written'
        fitting.warn("no-picture", message, picture.line)
        words = joined([plain(alt), cutline, plain(credit)])
        yield from _paragraph(words, picture.line)
        return
    display = picture.display if picture.display in SHOWN else Display.INLINE
    keep = _keep(picture.keep)
    bare = Picture(src, alt, display=display, line=picture.line, keep=keep, mug=picture.mug)
    yield from _captioned(replace(bare, cutline=cutline, credit=credit), fitting)


def _captioned(picture: Picture, fitting: Fitting) -> Iterator[Block]:
    """A picture with its texts, each below it as paragraphs where it is too long for a line."""
    texts = (picture.alt, text_of(picture.cutline), picture.credit)
    if _longest(picture) <= LONGEST:
        yield picture
        return
    message = f"texts of a picture over {LONGEST:,} characters written as paragraphs"
    fitting.warn("too-long", message, picture.line)
    yield replace(picture, alt="", cutline=(), credit="")
    yield from as_paragraphs(texts, picture.line)


_Keep = tuple[int, int, int, int] | None


def _keep(keep: _Keep) -> _Keep:
    """The part of a picture to keep, None where it is none of a picture."""
    if keep is None:
        return None
    left, top, right, bottom = keep
    return keep if 0 <= left < right <= 100 and 0 <= top < bottom <= 100 else None


# --- lengths ------------------------------------------------------------------------------------


def size_of(piece: Piece) -> int:
    """Characters that a piece takes in a file, before escapes."""
    if isinstance(piece, SlotAsk):
        return len(piece.label)
    if isinstance(piece, Module):
        return sum(map(size_of, _content(piece)))
    return sum(_lengths(piece.block if isinstance(piece, Tagged) else piece))


def _longest(block: Block) -> int:
    return max(_lengths(block), default=0)


def _lengths(block: Block) -> tuple[int, ...]:
    """Characters of the lines that a block is written on, before escapes."""
    match block:
        case Paragraph(runs=runs) | Crosshead(runs=runs):
            return (_length(runs),)
        case Quote(paragraphs=rows, credit=credit):
            return tuple(map(_length, (*rows, credit)))
        case Listing(items=items):
            return tuple(map(_length, items))
        case Picture(cutline=cutline, credit=credit, alt=alt):
            return (_length(cutline) + len(credit), len(alt))
        case Table(head=head, rows=rows):
            return tuple(sum(map(_length, row)) + 3 * len(row) for row in (head, *rows))
        case Embed(title=title, href=href):
            return (len(title) + len(href),)
        case _:
            return ()


def _length(runs: Runs) -> int:
    """Characters of a text with its addresses and the marks around its runs."""
    return sum(len(run.text) + len(run.href or "") + 16 for run in runs)


def as_paragraphs(texts: Iterable[str], line: int) -> Iterator[Paragraph]:
    """Texts as plain paragraphs, each short enough for a line of a story."""
    for text in texts:
        yield from (Paragraph(plain(part), line) for part in _parts(text))


def _parts(text: str) -> Iterator[str]:
    """A text in parts that fit a line, cut at spaces where there are any."""
    while len(text) > LONGEST // 2:
        end = text.rfind(" ", 0, LONGEST // 2)
        end = end if end > 0 else LONGEST // 2
        yield text[:end].strip()
        text = text[end:].strip()
    if text:
        yield text
