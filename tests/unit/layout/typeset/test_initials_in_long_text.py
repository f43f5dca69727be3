"""Initials in long text: where they are, where they are not, and that legs keep them whole."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.makeup.type.longer_or_shorter import Variants
from layout.makeup.type.pour import Pourer
from layout.story.block import Block, Crosshead, Listing, Paragraph, Quote
from layout.story.run import Emphasis, Run, plain
from layout.typeset.drop_cap import LINES
from layout.typeset.galley import Galley
from layout.typeset.long_text import RUNNING, with_initials
from layout.typeset.set_body import Copy, typeset
from layout.typeset.set_text import Compositor, compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme

MEASURE = 136_000
EACH = 60
LONG = "The council voted on Monday to keep the harbour open through the winter months. " * 4
SHORT = Paragraph(plain("Nobody spoke."))


@cache
def by() -> Compositor:
    theme = load_theme()
    return compositor(theme, Foundry(theme.fallback), "en")


def galley(*body: Block, each: int = EACH, drop_cap: bool = False) -> Galley:
    return typeset(Copy(body, drop_cap=drop_cap, unbroken=each), MEASURE, by())


def text(count: int, words: str = LONG) -> tuple[Paragraph, ...]:
    return (Paragraph(plain(words.strip())),) * count


def begun(made: Galley) -> list[int]:
    """The rows at which paragraphs with an initial begin."""
    rows, found = 0, []
    for block in made.blocks:
        if block.initial:
            found.append(rows)
        rows += block.depth
    return found


def has_any(made: Galley) -> bool:
    return any(block.initial for block in made.blocks)


@pytest.mark.parametrize("count", [20, 30, 50])
def test_long_text_has_an_initial_for_each_so_many_rows_evenly(count: int):
    made = galley(*text(count))
    depth = made.blocks[0].depth
    rows = begun(made)
    assert len(rows) == galley(*text(count), each=0).rows // EACH
    edges = [0, *rows, made.rows]
    gaps = [after - before for before, after in pairwise(edges)]
    assert max(gaps) - min(gaps) <= 2 * depth + len(rows)


def test_the_letter_stands_beside_three_lines_and_is_not_said_twice():
    block = next(block for block in galley(*text(20)).blocks if block.initial)
    assert block.initial and block.initial.text == "T"
    assert block.lines[0].text.startswith("he council")
    indents = [line.indent for line in block.lines]
    assert indents[:LINES] == [block.initial.width] * LINES and not any(indents[LINES:])


def test_a_stretch_that_is_hardly_longer_has_none():
    depth = galley(*text(1)).rows
    assert not has_any(galley(*text(EACH * 4 // 3 // depth)))
    assert has_any(galley(*text(EACH * 4 // 3 // depth + 1)))


@pytest.mark.parametrize(
    "between",
    [Crosshead(plain("The vote")), Quote((plain("We shall see."),), pulled=True)],
)
def test_what_stands_out_parts_text(between: Block):
    parts = [(*text(4), between)] * 8
    assert not has_any(galley(*(block for part in parts for block in part)))


def test_a_list_or_a_quotation_is_text():
    parts = [(*text(4), Listing((plain("Boats."),)), Quote((plain("We shall see."),)))] * 6
    assert has_any(galley(*(block for part in parts for block in part)))


@pytest.mark.parametrize(
    "paragraph",
    [
        Paragraph(plain(LONG.lower())),
        Paragraph(plain(f"“{LONG}”")),
        Paragraph(plain(f"200 {LONG}")),
        Paragraph((Run(LONG, Emphasis.BOLD),)),
        SHORT,
    ],
)
def test_no_paragraph_has_one_that_begins_otherwise_or_is_short(paragraph: Paragraph):
    count = 20 if paragraph is not SHORT else 150
    assert not has_any(galley(*(paragraph,) * count))


def test_none_stands_below_what_leads_in_to_it():
    pair = (Paragraph(plain("This is what they said:")), *text(1))
    assert not has_any(galley(*pair * 20))


def test_a_theme_may_have_none():
    assert not has_any(galley(*text(50), each=0))


def test_the_first_paragraph_keeps_its_own():
    made = galley(*text(20), drop_cap=True)
    assert made.initial is made.blocks[0].initial is not None
    assert len(begun(made)) > 1


@given(st.lists(st.integers(5, 40), min_size=4, max_size=12))
def test_no_leg_parts_the_lines_beside_an_initial(legs: list[int]):
    made = galley(*text(14), each=30)
    variants = Variants(by())
    rows = [*legs, made.rows]
    poured = Pourer(made, variants).into(rows, full=True)
    assert not poured.overset
    capped = [piece for piece in poured.pieces if piece.block.initial and not piece.first]
    assert capped and all(piece.stop >= LINES for piece in capped)


@pytest.mark.parametrize("each", [20, EACH, 200])
def test_only_paragraphs_of_running_text_are_set_anew_and_the_same_ones_each_time(each: int):
    body = (*text(20), Crosshead(plain("The vote")), *text(20))
    plainly = galley(*body, each=0).blocks
    made = with_initials(plainly, body, each, by())
    assert [block.index for block in made] == [block.index for block in plainly]
    for before, after in zip(plainly, made, strict=True):
        assert after is before or (before.role in RUNNING and after.initial)
    assert with_initials(plainly, body, 0, by()) == list(plainly)
    assert with_initials(made, body, 0, by()) == made
