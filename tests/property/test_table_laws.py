"""Laws of tables: nothing in a cell is broken, every cell stands once and in its own column."""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from layout.story.block import Table
from layout.story.run import Runs, plain, text_of
from layout.typeset.galley import GalleyBlock
from layout.typeset.set_table import fits_measure, least_measure, set_table
from layout.typeset.set_text import Compositor, compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.set_line import Ending
from layout.typeset.words.theme import load_theme

WORDS = st.sampled_from(
    ["Ness", "Island", "Penmarsh", "Great Lyde", "Internazionale di Torino", "a", "Saltmere Town"]
)
FIGURES = st.sampled_from(["3", "41–18", "1,204", "£740,000", "12.5 %", "—", "", "1 204 567", "+7"])
MEASURES = st.integers(40_000, 760_000)


@cache
def by() -> Compositor:
    theme = load_theme()
    return compositor(theme, Foundry(theme.fallback), "en")


@st.composite
def tables(draw: st.DrawFn) -> Table:
    figures = draw(st.integers(0, 11))
    row = st.tuples(WORDS, *[FIGURES] * figures)
    head = draw(st.tuples(WORDS, *[st.sampled_from(["P", "W", "Goals", "Pts"])] * figures))
    rows = draw(st.lists(row, min_size=1, max_size=5))
    align = draw(st.sampled_from([("left",) + ("right",) * figures, ()]))

    def cells(texts: tuple[str, ...]) -> tuple[Runs, ...]:
        return tuple(plain(text) for text in texts)

    return Table(cells(head), tuple(map(cells, rows)), align)


def said(blocks: list[GalleyBlock]) -> str:
    """All that a table says, without spaces, signs between cells and order."""
    words = (w.text for b in blocks for line in b.lines for w in line.words if w.text != "·")
    return "".join(sorted("".join(words)))


def written(table: Table) -> str:
    cells = (text_of(cell) for row in (table.head, *table.rows) for cell in row)
    return "".join(sorted("".join("".join(cells).split())))


@given(tables(), MEASURES)
def test_every_cell_stands_once_and_none_is_broken(table: Table, measure: int) -> None:
    blocks = set_table(table, 0, measure, by())
    assert said(blocks) == written(table)
    for block in blocks:
        assert all(line.ending is not Ending.HYPHEN for line in block.lines)


@given(tables(), MEASURES)
def test_cells_of_a_table_that_fits_keep_to_their_columns(table: Table, measure: int) -> None:
    if not fits_measure(table, measure, by()):
        return
    (block,) = set_table(table, 0, measure, by())
    for first in range(0, len(block.lines), block.cells):
        left = 0
        for line in block.lines[first : first + block.cells]:
            if line.words:
                assert line.indent >= left
                assert line.indent + line.width <= line.measure <= measure
                left = line.indent + line.width


@given(tables(), MEASURES)
def test_figures_have_a_line_to_themselves(table: Table, measure: int) -> None:
    if not fits_measure(table, measure, by()):
        return
    (block,) = set_table(table, 0, measure, by())
    lines = [line.text for line in block.lines if line.words]
    for row in table.rows:
        for cell in row[1:]:
            text = text_of(cell)
            assert not text or text in lines


@given(tables())
def test_the_least_measure_is_the_least(table: Table) -> None:
    least = least_measure(table, by())
    assert fits_measure(table, least, by())
    assert not fits_measure(table, least - 1, by())
