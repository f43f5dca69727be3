"""Laws of pouring a galley that is to fill its legs to the last row."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from layout.makeup.type.longer_or_shorter import stretch_of
from layout.makeup.type.pour import KEEP_LINES, Piece, Poured, Pourer
from layout.story.run import plain
from layout.typeset.breaks.break_paragraph import Measures
from layout.typeset.galley import Galley, GalleyBlock
from layout.typeset.set_text import compositor, set_text
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.set_line import Line
from layout.typeset.words.style import TypeStyle
from layout.typeset.words.theme import load_theme

MEASURE = 120_000
GIVES = 5  # lines a paragraph must have here to be set a line longer or shorter


@cache
def sample() -> tuple[TypeStyle, Line]:
    theme = load_theme()
    by = compositor(theme, Foundry(theme.fallback), "en")
    style = theme.styles["body"]
    return style, set_text(plain("word"), Measures(MEASURE), style, by)[0]


def galley_of(depths: list[int]) -> Galley:
    style, line = sample()
    blocks = [GalleyBlock("body", style, (line,) * depth, at) for at, depth in enumerate(depths)]
    return Galley(MEASURE, tuple(blocks))


def versions(block: GalleyBlock) -> tuple[tuple[GalleyBlock, int], ...]:
    """A line more, for every second block also a line less, of those with lines enough."""
    if block.depth < GIVES:
        return ()
    longer = replace(block, lines=(*block.lines, block.lines[0]))
    shorter = replace(block, lines=block.lines[1:])
    return ((longer, 60), (shorter, 120))[: 1 + block.index % 2]


depths = st.lists(st.integers(1, 12), min_size=1, max_size=12)
legs = st.lists(st.integers(6, 24), min_size=1, max_size=5)


def near(galley: Galley, count: int, off: int) -> list[int]:
    """Legs for about as many rows as a galley has."""
    total = max(galley.rows + off, 6 * count)
    return [total // count + (leg < total % count) for leg in range(count)]


def feet(poured: Poured, rows: list[int]) -> list[int]:
    """The rows that each leg stays short."""
    found = list(rows)
    for piece in poured.pieces:
        found[piece.leg] = rows[piece.leg] - piece.row - piece.rows
    return found


def squares(poured: Poured, rows: list[int]) -> int:
    return sum(short * short for short in feet(poured, rows))


@given(depths, st.integers(1, 4), st.integers(-3, 3))
def test_lines_are_kept_or_set_otherwise_once_and_legs_are_never_overfull(
    parts: list[int], count: int, off: int
) -> None:
    galley = galley_of(parts)
    rows = near(galley, count, off)
    poured = Pourer(galley, versions).into(rows, full=True)
    by_block: dict[int, list[Piece]] = {}
    for piece in poured.pieces:
        by_block.setdefault(piece.block.index, []).append(piece)
    assert list(by_block) == list(range(len(by_block)))
    assert poured.overset or len(by_block) == len(parts)
    for index, pieces in by_block.items():
        setting = pieces[0].block
        stood = [line for piece in pieces for line in range(piece.first, piece.stop)]
        assert stood == list(range(setting.depth))
        allowed = {parts[index], *(each.depth for each, _ in versions(galley.blocks[index]))}
        assert setting.depth in allowed
        assert all(piece.block is setting for piece in pieces)
    foot: dict[int, int] = {}
    for piece in poured.pieces:
        assert piece.row >= foot.get(piece.leg, 0)
        foot[piece.leg] = piece.row + piece.rows
        assert foot[piece.leg] <= rows[piece.leg]


@given(depths, st.integers(1, 4), st.integers(-3, 3))
def test_no_widow_and_no_orphan(parts: list[int], count: int, off: int) -> None:
    galley = galley_of(parts)
    for piece in Pourer(galley, versions).into(near(galley, count, off), full=True).pieces:
        if piece.first > 0 or piece.stop < piece.block.depth:
            assert piece.stop - piece.first >= KEEP_LINES


@given(depths, st.integers(1, 4), st.integers(-3, 3))
def test_full_is_never_worse_than_not_full(parts: list[int], count: int, off: int) -> None:
    galley = galley_of(parts)
    rows = near(galley, count, off)
    full, not_full = (Pourer(galley, versions).into(rows, full=each) for each in (True, False))
    assert full.overset <= not_full.overset
    if not full.overset:
        assert full.short == sum(feet(full, rows))
        assert not_full.overset or squares(full, rows) <= squares(not_full, rows)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(1, 3), st.integers(-2, 2))
def test_full_finds_what_trying_all_settings_finds(parts: list[int], count: int, off: int) -> None:
    galley = galley_of(parts)
    rows = near(galley, count, off)
    poured = Pourer(galley, versions).into(rows, full=True)
    settings = [(block, *(each for each, _ in versions(block))) for block in galley.blocks]
    tried = [
        Pourer(Galley(MEASURE, chosen), lambda _: ()).into(rows) for chosen in product(*settings)
    ]
    fitting = [squares(each, rows) for each in tried if not each.overset]
    assert bool(fitting) == (not poured.overset)
    assert not fitting or squares(poured, rows) <= min(fitting)


@given(st.lists(st.integers(4, 12), min_size=2, max_size=12), st.integers(-4, 4))
def test_one_leg_is_full_wherever_the_galley_stretches_so_far(parts: list[int], off: int) -> None:
    galley = galley_of(parts)
    less, more = stretch_of(galley, versions)
    poured = Pourer(galley, versions).into([galley.rows + off], full=True)
    assert (poured.overset > 0) == (off < -less)
    if not poured.overset:
        assert poured.short == max(0, off - more)


@given(depths, legs, legs)
def test_what_was_poured_before_changes_nothing(
    parts: list[int], rows: list[int], others: list[int]
) -> None:
    def shape(poured: Poured) -> list[tuple[int, ...]]:
        return [(p.block.depth, p.leg, p.row, p.first, p.stop) for p in poured.pieces]

    galley = galley_of(parts)
    pourer = Pourer(galley, versions)
    for following in (rows, rows[:-1] + others, rows[:1] + others, rows):
        for full in (True, False, True):
            again = pourer.into(following, full)
            anew = Pourer(galley, versions).into(following, full)
            assert shape(again) == shape(anew)
            assert (again.overset, again.short) == (anew.overset, anew.short)
