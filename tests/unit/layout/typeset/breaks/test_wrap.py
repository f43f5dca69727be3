from __future__ import annotations

from layout.typeset.breaks.browser_wrap import EM, FIXED, SNAP, Ribbon, scale_of, wrap

PX = FIXED


def ribbon(*widths: int, gap: int = 10, **more) -> Ribbon:
    starts, ends, at = [], [], 0
    for width in widths:
        starts.append(at * PX)
        ends.append((at + width) * PX)
        at += width + gap
    places = tuple(range(0, 10 * len(widths), 10))
    return Ribbon(places, tuple(starts), tuple(ends), **more)


def test_each_line_takes_what_fits():
    assert wrap(ribbon(40, 40, 40), 90 * PX) == (0, 20)
    assert wrap(ribbon(40, 40, 40), 89 * PX) == (0, 10, 20)


def test_one_sixty_fourth_over_is_forgiven_and_two_are_not():
    assert len(wrap(ribbon(40, 40), 90 * PX - SNAP)) == 1
    assert len(wrap(ribbon(40, 40), 90 * PX - SNAP - 1)) == 2


def test_nothing_has_no_line():
    assert wrap(ribbon(), 90 * PX) == ()


def test_a_segment_that_is_too_wide_stands_alone():
    assert wrap(ribbon(10, 200, 10), 50 * PX) == (0, 10, 20)


def test_a_chopped_segment_begins_a_line_and_shares_its_last_one():
    wide = ribbon(10, 120, 10)
    start = wide.starts[1]
    clusters = Ribbon(
        tuple(range(10, 22)),
        tuple(start + n * 10 * PX for n in range(12)),
        tuple(start + (n + 1) * 10 * PX for n in range(12)),
    )
    chopped = Ribbon(wide.places, wide.starts, wide.ends, (), {1: clusters})
    assert wrap(chopped, 50 * PX) == (0, 10, 15, 20)
    seamed = Ribbon(wide.places, wide.starts, wide.ends, (wide.starts[2],), {1: clusters})
    assert wrap(seamed, 50 * PX) == (0, 10, 15, 20)


def test_parts_of_a_line_are_rounded_up_one_by_one():
    third = SNAP // 3
    plain = Ribbon((0, 5), (0, 40 * PX + third), (40 * PX, 80 * PX + 2 * third))
    assert len(wrap(plain, 80 * PX - 0)) == 1
    seamed = Ribbon(plain.places, plain.starts, plain.ends, (plain.starts[1],))
    assert len(wrap(seamed, 80 * PX)) == 2  # 1/64 + 1/64 where the whole is 1/64


def test_a_hyphen_that_shows_only_at_a_break_counts_there_alone():
    soft = Ribbon((0, 4, 8), (0, 40 * PX, 45 * PX), (55 * PX, 45 * PX, 60 * PX))
    assert not soft.rising
    assert wrap(soft, 50 * PX) == (0, 8)


def test_type_comes_to_size_by_a_font_unit_rounded_to_a_64th_of_a_65536th_px():
    up, down = scale_of(18 * 750, 2000)
    assert EM * up // down == 2000 * 37_749 // 64  # exactly, a unit would be 37748.736
    exact_up, exact_down = scale_of(16 * 750, 1 << 11)
    assert exact_up * EM == exact_down * 16 * FIXED
    line = Ribbon((0,), (0,), (EM * 20,), upem=2000)
    assert line.at(18 * 750).ends == (20 * 2000 * 37_749 // 64,)
