"""Notices in agate: births and deaths, fixtures, classified lines, set smaller than the text and on
a leading of their own.

Births                     a heading, on the grid as all text
AMES  On 3 December, ...   four lines of agate stand in three rows of the grid: a step
Saltmere General, ...      ┐ steps are not broken, so that legs of notices begin and end on the
a sister for Tom.          │ grid beside those of stories
──────────────────────     ┘ a hairline in what the last step leaves
BRANDT  On ...
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from layout.story.block import Block, Crosshead, Divider, Embed, Listing, Paragraph, Quote, Table
from layout.story.run import Runs, plain
from layout.story.text.address import in_print
from layout.typeset.breaks.break_paragraph import Measures
from layout.typeset.galley import GalleyBlock
from layout.typeset.set_table import set_table
from layout.typeset.set_text import Compositor, set_display, set_text
from layout.typeset.words.set_line import Line
from layout.typeset.words.style import TypeStyle

_MOST_ROWS = 4  # of a step
_BETWEEN = 2_500  # millipoints, at least, from a notice to the next, the hairline among them


def set_notices(
    body: Sequence[Block], left_out: frozenset[int], measure: int, by: Compositor
) -> list[GalleyBlock]:
    """The galley blocks of a story of notices."""
    blocks: list[GalleyBlock] = []
    headed = True
    for index, block in enumerate(body):
        if index in left_out:
            continue
        if isinstance(block, Crosshead):
            blocks.append(_heading(block, index, measure, by))
        elif isinstance(block, Table):
            blocks.extend(set_table(block, index, measure, by))
        else:
            steps = list(_notice(block, index, measure, by))
            if steps and not headed:
                steps[0] = replace(steps[0], rule="notice")
            blocks.extend(steps)
        headed = isinstance(block, Crosshead | Divider | Table)
    return blocks


def _heading(block: Crosshead, index: int, measure: int, by: Compositor) -> GalleyBlock:
    style = by.style("agate_head")
    lines = set_display(block.runs, measure, style, by, even=False)
    return GalleyBlock("crosshead", style, lines, index, before=1, keep=True, rule="notices")


def _notice(block: Block, index: int, measure: int, by: Compositor) -> Iterator[GalleyBlock]:
    """The steps of a notice, or of a list of lines; the last has room for the hairline below it. A
    line that would be alone in the last one stays with those before it."""
    style, row = by.style("agate"), by.style("body").leading
    lines = [
        line for runs in _texts(block) for line in set_text(runs, Measures(measure), style, by)
    ]
    count, rows = step_of(style, row)
    left = iter(lines)
    while step := tuple(islice(left, count)):
        last = lines[-1] is step[-1]
        if last:
            rows = -(-(len(step) * style.leading + _BETWEEN) // row)
        alone = last and len(step) == 1 < len(lines)
        yield _step(step, rows, index, style, alone)


def _step(
    lines: tuple[Line, ...], rows: int, index: int, style: TypeStyle, clings: bool
) -> GalleyBlock:
    return GalleyBlock(
        "notice",
        style,
        lines,
        index,
        rows=rows,
        cells=len(lines),
        clings=clings,
        solid=style.leading,
    )


def step_of(style: TypeStyle, row: int) -> tuple[int, int]:
    """How many lines of a style stand in how many rows of the grid: as many rows as leave least.

    >>> from layout.typeset.words.style import Cut
    >>> step_of(TypeStyle("agate", (Cut("a"),) * 4, 7_000, 7_875), 10_500)
    (4, 3)
    """
    steps = [(rows * row // style.leading, rows) for rows in range(1, _MOST_ROWS + 1)]
    possible = [step for step in steps if step[0]] or [(1, -(-style.leading // row))]
    return min(possible, key=lambda step: (step[1] * row - step[0] * style.leading) / step[1])


def _texts(block: Block) -> tuple[Runs, ...]:
    """What a notice says, a paragraph each."""
    match block:
        case Paragraph(runs=runs):
            return (runs,)
        case Listing(items=items, ordered=ordered, start=start):
            marked = ((*plain(f"{n}. "), *runs) for n, runs in enumerate(items, start))
            return tuple(marked) if ordered else items
        case Quote(paragraphs=paragraphs, credit=credit):
            return (*paragraphs, *((credit,) if credit else ()))
        case Embed(title=title, href=href):
            return (plain(f"{title}: {in_print(href)}" if title else in_print(href)),)
        case _:
            return ()
