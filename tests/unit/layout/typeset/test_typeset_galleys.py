"""Galleys: what each kind of block becomes, and the drop cap."""

from __future__ import annotations

from functools import cache

import pytest

from layout.story.block import Block, Crosshead, Divider, Embed, Listing, Paragraph, Quote, Table
from layout.story.run import Emphasis, Run, plain
from layout.typeset.drop_cap import LINES, initial
from layout.typeset.galley import Galley
from layout.typeset.set_body import Copy, typeset
from layout.typeset.set_text import Compositor, compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.set_line import Ending
from layout.typeset.words.theme import load_theme

MEASURE = 136_000
LONG = "The council voted on Monday to keep the harbour open through the winter. " * 4


@cache
def by() -> Compositor:
    theme = load_theme()
    return compositor(theme, Foundry(theme.fallback), "en")


def galley(*body: Block, drop_cap: bool = False, dateline: str = "") -> Galley:
    return typeset(Copy(body, dateline, drop_cap), MEASURE, by())


def test_the_first_paragraph_and_the_first_after_a_crosshead_have_no_indent() -> None:
    blocks = galley(
        Paragraph(plain(LONG)),
        Paragraph(plain(LONG)),
        Crosshead(plain("The vote")),
        Paragraph(plain(LONG)),
    ).blocks
    indents = [block.lines[0].indent for block in blocks]
    assert indents == [0, by().style("body").indent, 0, 0]


def test_a_crosshead_has_a_row_above_it_and_keeps_with_what_follows() -> None:
    head = galley(Crosshead(plain("The vote"))).blocks[0]
    assert (head.role, head.before, head.keep) == ("crosshead", 1, True)


def test_rows_count_lines_and_the_space_between_blocks_once() -> None:
    made = galley(Paragraph(plain(LONG)), Quote((plain(LONG),)), Paragraph(plain(LONG)))
    lines = sum(block.depth for block in made.blocks)
    assert made.rows == lines + 2


@pytest.mark.parametrize(
    ("text", "letters", "copy"),
    [
        ("The mayor", "T", "T"),
        ("A mayor", "A", "A "),
        ("“We are pleased", "“W", "“W"),
        ("¿Quién", "¿Q", "¿Q"),
        ("U.S. Secretary", "U", "U"),
        ("2,000 people", None, None),
        ("A", None, None),
        ("日本 text", None, None),
    ],
)
def test_an_initial_is_a_letter_with_its_opening_mark(
    text: str, letters: str | None, copy: str | None
) -> None:
    found = initial(plain(text), by().style("body"), by())
    assert (found and found.word.text) == letters
    assert (found and found.text) == copy
    if found:
        assert found.text + found.rest[0].text.lstrip(" ") == text


def test_three_lines_stand_beside_a_drop_cap() -> None:
    made = galley(Paragraph(plain(LONG)), drop_cap=True)
    assert made.initial is not None
    indents = [line.indent for line in made.blocks[0].lines]
    assert indents[:LINES] == [made.initial.width] * LINES
    assert set(indents[LINES:]) == {0}


def test_a_short_first_paragraph_has_no_drop_cap() -> None:
    assert galley(Paragraph(plain("The end.")), drop_cap=True).initial is None


def test_a_dateline_stands_before_the_first_words() -> None:
    first = galley(Paragraph(plain(LONG)), dateline="Puerto Alba").blocks[0].lines[0]
    assert first.text.startswith("PUERTO ALBA — The")


def test_list_marks_hang_and_their_text_stands_in_one_line() -> None:
    blocks = galley(Listing((plain(LONG), plain("Short.")), ordered=True, start=9)).blocks
    assert [block.lines[0].words[0].text for block in blocks] == ["9.", "10."]
    for block in blocks:
        mark, first = block.lines[0].words[0], block.lines[0]
        for line in block.lines[1:]:
            assert line.indent == first.indent + mark.width


def test_table_cells_stand_side_by_side_inside_the_measure() -> None:
    rows = ((plain("San Joaquín"), plain("1,204")), (plain("Totoracocha"), plain("982")))
    table = Table((plain("Town"), plain("Votes")), rows, ("left", "right"))
    block = galley(table).blocks[0]
    assert (block.cells, block.depth, block.before) == (2, 3, 1)
    towns, votes = block.lines[0::2], block.lines[1::2]
    assert {line.indent for line in towns} == {0}
    assert {line.indent + line.width for line in votes} == {MEASURE}


def test_emphasis_changes_the_cut_inside_a_word_without_a_space() -> None:
    runs = (Run("An over"), Run("night", Emphasis.ITALIC), Run(", long trip"))
    line = galley(Paragraph(runs)).blocks[0].lines[0]
    assert line.text.startswith("An overnight, long trip")
    assert [word.face.cut.italic for word in line.words[:4]] == [False, False, True, False]


def test_embeds_and_dividers_leave_words_a_reader_can_use() -> None:
    made = galley(Embed("https://example.org/v/1/", "The vote on video"), Divider())
    assert made.blocks[0].lines[0].text.startswith("The vote on video:")
    assert made.blocks[1].lines[-1].ending is Ending.LAST


def test_a_bold_line_over_a_table_is_its_heading() -> None:
    table = Table((plain("P"), plain("Pts")), ((plain("16"), plain("36")),))
    bold = Paragraph((Run("Second division", Emphasis.BOLD),))
    over, below = galley(bold, table).blocks
    assert (over.role, over.keep, below.before) == ("crosshead", True, 0)
    assert galley(bold, Paragraph(plain(LONG))).blocks[0].role == "body"


def test_a_signature_stands_under_the_end_of_its_letter() -> None:
    name = Paragraph((Run("Eusebio Larrea, San Telmo", Emphasis.ITALIC),))
    body = (Paragraph(plain(LONG)), name, Paragraph(plain(LONG)))
    for kind in ("letter", "letters"):
        blocks = typeset(Copy(body, kind=kind), MEASURE, by()).blocks
        assert [block.role for block in blocks] == ["body", "signature", "body"]
        (line,) = blocks[1].lines
        assert blocks[1].clings and line.indent + line.width == line.measure
    assert [block.role for block in galley(*body).blocks] == ["body"] * 3
