"""Typesetting a story's body to one measure: blocks in, galley out. Tables: `set_table`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

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
from layout.story.kinds import LETTER, LETTERS, NOTICES
from layout.story.run import Emphasis, Run, Runs, all_in, plain, text_of
from layout.story.text.address import in_print
from layout.typeset.breaks.break_paragraph import Measures
from layout.typeset.galley import Galley, GalleyBlock
from layout.typeset.long_text import with_initial, with_initials
from layout.typeset.set_notices import set_notices
from layout.typeset.set_table import is_heading, set_table
from layout.typeset.set_text import Compositor, set_display, set_text
from layout.typeset.words.set_line import Line
from layout.typeset.words.style import Align, TypeStyle

_BULLET = "•"
_SIGNATURE = 90  # characters of a signature at most


@dataclass(frozen=True, slots=True)
class Copy:
    """What is to be typeset: the body of a story, the dateline it opens with, and whether its
    first paragraph gets a drop cap. The blocks of these indices are `left_out`. `kind` is
    the story's: in letters a short paragraph in italics that ends one is its signature, and notices
    are set in agate. In long text a paragraph gets a drop cap for each `unbroken` rows in which
    nothing stands out (0: none does)."""

    body: tuple[Block, ...]
    dateline: str = ""
    drop_cap: bool = False
    left_out: frozenset[int] = frozenset()
    kind: str = ""
    unbroken: int = 0


def typeset(copy: Copy, measure: int, by: Compositor) -> Galley:
    """The galley of a body. Pictures are not in it: they are boxes that make-up places.

    The first paragraph, and the first after a crosshead, a quote or a divider, has no indent.
    """
    if copy.kind == NOTICES:
        return Galley(measure, tuple(set_notices(copy.body, copy.left_out, measure, by)))
    blocks: list[GalleyBlock] = []
    letters = copy.kind in (LETTER, LETTERS)
    opening = True
    for index, block in enumerate(copy.body):
        if isinstance(block, Picture) or index in copy.left_out:
            continue
        if letters and blocks and is_signature(block):
            assert isinstance(block, Paragraph)
            blocks.append(signature(block.runs, index, measure, by))
            opening = True
        elif isinstance(block, Paragraph) and _heads_table(copy.body, index):
            blocks.extend(_crosshead(Crosshead(block.runs), index, measure, by))
            opening = True
        elif isinstance(block, Paragraph):
            first = not blocks
            runs = _with_dateline(block.runs, copy.dateline) if first else block.runs
            lead = _Lead(by, first and copy.drop_cap)
            blocks.append(_paragraph(runs, index, opening, measure, lead))
            opening = False
        else:
            made = _OTHERS[type(block)](block, index, measure, by)
            above = blocks[-1] if blocks and isinstance(block, Table) else None
            blocks.extend(_closed(made, above))
            opening = True
    return Galley(measure, tuple(with_initials(blocks, copy.body, copy.unbroken, by)))


def _heads_table(body: Sequence[Block], index: int) -> bool:
    """Whether a block is the heading of a table right below it."""
    table_below = isinstance(next(iter(body[index + 1 : index + 2]), None), Table)
    return table_below and is_heading(body[index])


def is_signature(block: Block) -> bool:
    """Whether a block of a letter is its signature: a short paragraph, all in italics."""
    if not isinstance(block, Paragraph):
        return False
    text = text_of(block.runs)
    short = bool(text.strip()) and len(text) <= _SIGNATURE
    return short and all_in(Emphasis.ITALIC, block.runs)


def signature(runs: Runs, index: int, measure: int, by: Compositor) -> GalleyBlock:
    """The signature of a letter, flush right in the theme's type: right under its last line, and a
    row of space below it."""
    style = by.style("signature")
    lines = set_display(plain(text_of(runs)), measure, style, by, even=False)
    return GalleyBlock("signature", style, lines, index, after=1, clings=True)


@dataclass(frozen=True, slots=True)
class _Lead:
    """A compositor, and whether it is to try a drop cap."""

    by: Compositor
    drop_cap: bool


def _paragraph(runs: Runs, index: int, opening: bool, measure: int, lead: _Lead) -> GalleyBlock:
    style = lead.by.style("body")
    capped = with_initial(runs, index, measure, style, lead.by) if lead.drop_cap else None
    if capped:
        return capped
    indent = 0 if opening else style.indent
    measures = Measures(measure, ((indent, measure - indent),)) if indent else Measures(measure)
    lines = set_text(runs, measures, style, lead.by)
    return GalleyBlock("body", style, lines, index, recipe=(runs, measures))


def _with_dateline(runs: Runs, dateline: str) -> Runs:
    if not dateline:
        return runs
    return (Run(f"{dateline.upper()} — ", Emphasis.NONE), *runs)


def _crosshead(block: Crosshead, index: int, measure: int, by: Compositor) -> list[GalleyBlock]:
    style = by.style("crosshead")
    lines = set_display(block.runs, measure, style, by, even=False)
    return [GalleyBlock("crosshead", style, lines, index, before=1, keep=True)]


def _quote(block: Quote, index: int, measure: int, by: Compositor) -> list[GalleyBlock]:
    if block.pulled:
        return _pull_quote(block, index, measure, by)
    style = by.style("quote")
    indent = style.size
    measures = Measures(measure - 2 * indent, left=indent)
    blocks = []
    for number, runs in enumerate(block.paragraphs):
        lines = [_within(line, measure) for line in set_text(runs, measures, style, by)]
        blocks.append(GalleyBlock("quote", style, tuple(lines), index, before=0 if number else 1))
    if block.credit:
        credit = (Run("— "), *block.credit)
        lines = [_within(line, measure) for line in set_text(credit, measures, style, by)]
        blocks.append(GalleyBlock("credit", style, tuple(lines), index, clings=bool(blocks)))
    return _spaced_after(blocks)


def _pull_quote(block: Quote, index: int, measure: int, by: Compositor) -> list[GalleyBlock]:
    style = by.style("pull_quote")
    rows = style.leading // by.style("body").leading
    blocks = []
    for runs in block.paragraphs:
        lines = set_display(runs, measure, style, by)
        blocks.append(GalleyBlock("pull_quote", style, lines, index, before=1, rows=max(rows, 1)))
    if block.credit:
        name = by.style("byline")
        lines = set_display(block.credit, measure, name, by, even=False)
        blocks.append(GalleyBlock("pull_quote", name, lines, index, clings=bool(blocks)))
    return _spaced_after(blocks)


def _listing(block: Listing, index: int, measure: int, by: Compositor) -> list[GalleyBlock]:
    style = by.style("list")
    blocks = []
    for number, runs in enumerate(block.items, block.start):
        mark = f"{number}." if block.ordered else _BULLET
        word = by.foundry.word(mark, style.cuts[0], style, tight=True)
        hang = max(style.size, word.width + style.size // 3)
        measures = Measures(measure - hang, left=hang)
        lines = [_within(line, measure) for line in set_text(runs, measures, style, by)]
        lines[:1] = [_marked(mark, line, hang, style, by) for line in lines[:1]]
        before = 0 if number != block.start else 1
        blocks.append(GalleyBlock("list", style, tuple(lines), index, before=before))
    return _spaced_after(blocks)


def _marked(mark: str, line: Line, hang: int, style: TypeStyle, by: Compositor) -> Line:
    """A list item's first line with its mark hanging before it: the tracking of the mark fills the
    hang, so that the text stands where the following lines stand."""
    word = by.foundry.word(mark, style.cuts[0], style, tight=True)
    hung = replace(word, width=hang)
    return replace(
        line, words=(hung, *line.words), indent=line.indent - hang, width=line.width + hang
    )


def _table(block: Table, index: int, measure: int, by: Compositor) -> list[GalleyBlock]:
    return _spaced_after(set_table(block, index, measure, by))


def _closed(blocks: list[GalleyBlock], above: GalleyBlock | None) -> list[GalleyBlock]:
    """A table right under its heading."""
    if above is None or not above.keep:
        return blocks
    return [*(replace(one, before=0) for one in blocks[:1]), *blocks[1:]]


def _embed(block: Embed, index: int, measure: int, by: Compositor) -> list[GalleyBlock]:
    style = by.style("list")
    address = Run(in_print(block.href), Emphasis.ITALIC)
    runs = (*plain(f"{block.title}: " if block.title else ""), address)
    lines = set_text(runs, Measures(measure), style, by)
    return _spaced_after([GalleyBlock("embed", style, lines, index, before=1)])


def _divider(block: Divider, index: int, measure: int, by: Compositor) -> list[GalleyBlock]:
    style = replace(by.style("body"), align=Align.CENTRE)
    lines = set_display(plain("* * *"), measure, style, by)
    return _spaced_after([GalleyBlock("divider", style, lines, index, before=1)])


def _within(line: Line, measure: int) -> Line:
    """A line of an indented measure as a line of the column's."""
    return replace(line, measure=measure)


def _spaced_after(blocks: list[GalleyBlock]) -> list[GalleyBlock]:
    """Blocks of which the last has a row of space below it."""
    return [*blocks[:-1], replace(blocks[-1], after=1)] if blocks else []


_OTHERS: dict[type, Callable[..., list[GalleyBlock]]] = {
    Crosshead: _crosshead,
    Quote: _quote,
    Listing: _listing,
    Table: _table,
    Embed: _embed,
    Divider: _divider,
}
