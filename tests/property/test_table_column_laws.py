"""Columns of tables on the web: never narrower in a wider copy, full, and wide enough."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from layout.story.block import Table
from layout.story.run import plain
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.html.table_css import page_tables
from layout.web.measure.blocks_to_forms import Shaper, table_form
from layout.web.measure.column_and_rail_widths import LENGTHS, STEPS, sheet_of
from layout.web.measure.table_columns import WIDEST_WORD, Column, widths_of
from layout.web.measure.text_width import Gauge

THEME = load_theme()
SHEET = sheet_of(THEME)
SHAPER = Shaper(SHEET, Gauge(Foundry(THEME.fallback), THEME.fallback, "en"), {})
SIZE = 11_250
WORDS = st.sampled_from(
    ["Utd", "16 St Osyth Rd", "34–15", "7", "", "£1,250.00", "Telecommunications", "2:04.31", "n/a"]
)
TEXTS = st.lists(WORDS, max_size=6).map(" ".join)
CELLS = st.tuples(*(st.one_of(WORDS, TEXTS) for _ in range(6)))


@st.composite
def columns(draw: st.DrawFn) -> tuple[Column, ...]:
    em = 1 << 24
    found = []
    for _ in range(draw(st.integers(1, 9))):
        least = draw(st.integers(0, 20 * em))
        found.append(Column(least, least + draw(st.integers(0, 60 * em)), draw(st.integers(0, 20))))
    return tuple(found)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    count = draw(st.integers(1, 6))
    rows = draw(st.lists(CELLS, min_size=1, max_size=5))
    cut = [row[: draw(st.integers(1, count))] for row in rows]
    head = draw(CELLS)[:count] if draw(st.booleans()) else ()
    of = lambda row: tuple(plain(cell) for cell in row)  # noqa: E731
    return Table(of(head), tuple(map(of, cut)), ("left",) + ("right",) * (count - 1))


@given(columns(), st.lists(st.integers(1, 1300), min_size=2, max_size=12))
def test_no_column_is_narrower_in_a_wider_copy(made, rooms):
    widths = widths_of(made, SIZE)
    fine = [widths.fine(room) for room in sorted(rooms)]
    for before, after in pairwise(fine):
        assert all(one <= other for one, other in zip(before, after, strict=True))


@given(columns(), st.integers(1, 1300))
def test_columns_fill_the_copy_or_have_their_least(made, room):
    widths = widths_of(made, SIZE)
    full = max(room, widths.narrowest) * 64
    off = full - sum(widths.fine(room))
    assert abs(off) <= len(made) * (2 + room // 500)  # shares are written with six places
    assert all(f >= least * 64 for f, least in zip(widths.fine(room), widths.least, strict=True))


@given(tables())
def test_no_figure_and_no_word_breaks_at_any_width(table):
    form = table_form(table, SHAPER)
    narrow = form.widths(SHEET, STEPS[0]).fine(1)
    for row in form.rows:
        for cell, room in zip(row, narrow, strict=False):
            lines = cell.lines(room, SHEET, STEPS[0])
            assert set(lines) <= set(cell.ribbon.places)  # where words begin


@given(tables())
def test_a_table_is_never_higher_in_a_wider_copy_and_one_line_a_row_where_all_fits(table):
    form = table_form(table, SHAPER)
    widths = form.widths(SHEET, STEPS[0])
    most = sum(widths.most)
    heights = form.heights((200, 335, 560, max(561, most)), SHEET, STEPS[0])
    assert list(heights) == sorted(heights, reverse=True)
    leading = SHEET.style("table", STEPS[0]).leading // 750
    around = 2 * LENGTHS["cell-padding"] + LENGTHS["cell-line"]
    full = sum(
        around + (leading if any(cell.ribbon.ends for cell in row) else 0) for row in form.rows
    )
    if all(column.most * SIZE // (1 << 24) // 750 < 400 for column in form.columns):
        assert heights[-1] == full


@given(tables())
def test_css_has_a_width_for_each_column_and_scrolls_below_the_sum_of_the_least(table):
    twins = [replace(table, line=line) for line in (1, 2)]
    tables_ = page_tables({each: table_form(each, SHAPER) for each in twins})
    (name,) = {tables_.names[each] for each in twins}
    css = "\n".join(tables_.css(SHEET))
    form = tables_.forms[name]
    assert css.count("col:nth-child(") == len(form.columns)
    narrowest = form.widths(SHEET, STEPS[0]).narrowest
    assert f"@container (width<{narrowest / 16:.10g}rem)" in css or narrowest <= 3
    assert max(form.widths(SHEET, STEPS[0]).least) <= WIDEST_WORD + 21
