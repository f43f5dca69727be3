"""Text round a mug shot: which paragraphs stand beside it, and how their lines are set."""

from __future__ import annotations

from layout.story.block import Block, Crosshead, Paragraph
from layout.story.run import plain
from layout.typeset.breaks.break_paragraph import space_of
from layout.typeset.galley import GalleyBlock
from layout.typeset.run_around import Beside, run_around
from layout.typeset.set_body import Copy, typeset
from layout.typeset.set_text import Compositor, compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme

MEASURE = 136_000
HALF = Beside(0, 9, 71_000)
LONG = Paragraph(plain("The boats that left in the morning were back before the tide turned. " * 6))
SHORT = Paragraph(plain("Nobody was hurt on that night."))


def by() -> Compositor:
    theme = load_theme()
    return compositor(theme, Foundry(theme.fallback), "en")


def around(*body: Block, at: int = 1) -> tuple[GalleyBlock, ...] | None:
    return run_around(typeset(Copy(body), MEASURE, by()).blocks, at, HALF, by())


def test_a_long_paragraph_runs_on_below_it_in_the_whole_column():
    blocks = around(SHORT, LONG)
    assert blocks and [block.beside for block in blocks] == [0, 9]
    assert blocks[1].mug == 0 and blocks[1].recipe
    narrow, below = blocks[1].lines[:9], blocks[1].lines[9:]
    assert {line.indent for line in narrow[1:]} == {71_000} and {line.indent for line in below} == {
        0
    }


def test_short_paragraphs_stand_beside_it_one_below_the_other():
    blocks = around(SHORT, SHORT, SHORT, LONG)
    assert blocks and sum(block.beside for block in blocks) == 9
    assert [block.mug for block in blocks] == [None, 0, None, None]
    assert [block.goes_on for block in blocks] == [False, False, True, True]
    assert all(block.recipe is None for block in blocks[1:3])  # none may be set a line longer


def test_nothing_but_running_text_stands_beside_it():
    assert around(SHORT, SHORT) is None  # too little of it
    assert around(SHORT, SHORT, Crosshead(plain("Later")), LONG) is None
    assert around(LONG, Crosshead(plain("Later")), LONG) is None


def test_a_word_wider_than_half_a_column_stands_elsewhere():
    wide = Paragraph(
        plain("Wwwwwwwwwwwwwwwwwwwwwwwwww was the address that they wrote on the boat. " * 6)
    )
    assert around(SHORT, wide) is None


def test_lines_beside_it_are_ragged_where_they_would_gape():
    blocks = around(SHORT, LONG)
    assert blocks
    natural = space_of(blocks[1].style, blocks[1].lines[0].words[0])
    assert max(line.space for line in blocks[1].lines[:9]) == natural
    assert len({line.indent + line.width for line in blocks[1].lines[1:9]}) > 1
    assert len({line.indent + line.width for line in blocks[1].lines[9:-1]}) == 1
