"""Laws of make-up: a poured galley keeps every line in order, breaks legally and fills its legs."""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from layout.makeup.type.pour import KEEP_LINES, OtherSettings, Piece, Poured, Pourer
from layout.story.run import plain
from layout.typeset.breaks.break_paragraph import Measures
from layout.typeset.galley import Galley, GalleyBlock
from layout.typeset.set_text import Compositor, compositor, set_text
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.set_line import Line
from layout.typeset.words.theme import load_theme

MEASURE = 120_000
Parts = list[tuple[int, int, int]]


@cache
def by() -> Compositor:
    theme = load_theme()
    return compositor(theme, Foundry(theme.fallback), "en")


@cache
def lines(count: int) -> tuple[Line, ...]:
    return (
        set_text(plain("x\u00a0" * 17 * count), Measures(MEASURE), by().style("body"), by())[:1]
        * count
    )


def block(index: int, depth: int, crosshead: bool, before: int) -> GalleyBlock:
    role = "crosshead" if crosshead else "body"
    return GalleyBlock(role, by().style("body"), lines(depth), index, before=before, keep=crosshead)


def galley_of(parts: Parts) -> Galley:
    """A galley from (lines, kind, space before) of each block; kind 0 is a crosshead of one line,
    which heads what follows: never the last block, never two of them together."""
    blocks: list[GalleyBlock] = []
    for i, (depth, kind, before) in enumerate(parts):
        crosshead = not kind and i + 1 < len(parts) and not (blocks and blocks[-1].keep)
        blocks.append(block(i, 1 if crosshead else depth, crosshead, before))
    return Galley(MEASURE, tuple(blocks))


copies = st.lists(
    st.tuples(st.integers(1, 14), st.integers(0, 5), st.integers(0, 1)), min_size=1, max_size=14
)
legs = st.lists(st.integers(5, 30), min_size=1, max_size=8)


def pour(galley: Galley, rows: list[int], variants: OtherSettings) -> Poured:
    return Pourer(galley, variants).into(rows)


def no_variants(block: GalleyBlock) -> tuple[tuple[GalleyBlock, int], ...]:
    return ()


@given(copies, legs)
def test_every_line_stands_once_in_order_or_is_reported_overset(
    parts: Parts, rows: list[int]
) -> None:
    galley = galley_of(parts)
    poured = pour(galley, rows, no_variants)
    stood = [(p.block.index, n) for p in poured.pieces for n in range(p.first, p.stop)]
    copy = [(b.index, n) for b in galley.blocks for n in range(b.depth)]
    assert stood == copy[: len(stood)]
    assert (poured.overset > 0) == (len(stood) < len(copy))


@given(copies, legs)
def test_pieces_lie_in_their_legs_and_do_not_overlap(parts: Parts, rows: list[int]) -> None:
    galley = galley_of(parts)
    foot: dict[int, int] = {}
    for piece in pour(galley, rows, no_variants).pieces:
        assert piece.row >= foot.get(piece.leg, 0)
        foot[piece.leg] = piece.row + piece.rows
        assert foot[piece.leg] <= rows[piece.leg]


@given(copies, legs)
def test_no_widow_no_orphan_no_crosshead_at_a_foot(parts: Parts, rows: list[int]) -> None:
    galley = galley_of(parts)
    pieces = pour(galley, rows, no_variants).pieces
    for piece, following in zip(pieces, (*pieces, None)[1:], strict=True):
        if piece.first > 0 or piece.stop < piece.block.depth:
            assert piece.stop - piece.first >= KEEP_LINES
        if piece.block.keep and following is not None:
            assert following.leg == piece.leg


@given(copies, st.integers(6, 30))
def test_greedy_never_leaves_less_white_at_the_feet(parts: Parts, depth: int) -> None:
    galley = galley_of(parts)
    rows = [depth] * (galley.rows // depth * 2 + 4)
    poured = pour(galley, rows, no_variants)
    assert poured.overset == 0
    assert white_at_feet(poured.pieces, rows) <= greedy_white(galley, rows)


def white_at_feet(pieces: tuple[Piece, ...], rows: list[int]) -> int:
    """The squares of the rows that legs before the last one stay short."""
    feet = {piece.leg: piece.row + piece.rows for piece in pieces}
    return sum((rows[leg] - feet.get(leg, 0)) ** 2 for leg in range(max(feet)))


def greedy_white(galley: Galley, rows: list[int]) -> int:
    """The same when each leg takes what it can and blocks that cannot be broken move on whole."""
    leg, filled, short, owed = 0, 0, 0, 0
    for number, item in enumerate(galley.blocks):
        space = max(owed, item.before) if filled else 0
        need = item.depth
        if item.keep and number + 1 < len(galley.blocks):
            following = galley.blocks[number + 1]
            lines = KEEP_LINES if following.depth >= 2 * KEEP_LINES else following.depth
            need += following.before + lines
        while filled + space + need > rows[leg]:
            room = rows[leg] - filled - space
            take = min(room, item.depth - KEEP_LINES) if not item.keep and item.depth >= 4 else 0
            if take >= KEEP_LINES and need == item.depth:
                filled += space + take
                need -= take
                item = block(item.index, need, False, 0)
            short += (rows[leg] - filled) ** 2
            leg, filled, space = leg + 1, 0, 0
        filled += space + item.depth
        owed = item.after
    return short


@given(copies, legs)
def test_pouring_twice_is_the_same(parts: Parts, rows: list[int]) -> None:
    galley = galley_of(parts)

    def shape(pieces: tuple[Piece, ...]) -> list[tuple[int, int, int, int]]:
        return [(p.leg, p.row, p.first, p.stop) for p in pieces]

    first, again = pour(galley, rows, no_variants), pour(galley, rows, no_variants)
    assert shape(first.pieces) == shape(again.pieces)


@given(copies, legs, legs)
def test_pouring_again_into_other_legs_is_as_pouring_anew(
    parts: Parts, rows: list[int], others: list[int]
) -> None:
    def shape(pieces: tuple[Piece, ...]) -> list[tuple[int, int, int, int]]:
        return [(p.leg, p.row, p.first, p.stop) for p in pieces]

    galley = galley_of(parts)
    pourer = Pourer(galley, no_variants)
    for following in (rows, rows[:-1] + others, rows[:1] + others):
        again, anew = pourer.into(following), pour(galley, following, no_variants)
        assert shape(again.pieces) == shape(anew.pieces)
        assert (again.overset, again.short) == (anew.overset, anew.short)
