"""Free windows are all that there are: by trying every place, one by one."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from layout.edition.counted.free_windows import Places, Size, disjoint_windows, free_corners
from layout.page.rect import Rect


@st.composite
def rects(draw, most: int = 14) -> Rect:
    """Small rectangles in and around the space; some without any width or depth."""
    x, y = draw(st.integers(-4, most)), draw(st.integers(-4, most))
    return Rect(x, y, draw(st.integers(0, 8)), draw(st.integers(0, 8)))


SPACES = st.builds(Rect, *(st.integers(-3, 3),) * 2, *(st.integers(0, 14),) * 2)
SIZES = st.builds(Size, st.integers(1, 9), st.integers(1, 9))
TAKEN = st.lists(rects(), max_size=6)


def windows(space: Rect, taken: list[Rect], size: Size) -> list[Rect]:
    """Every free window, by trying: from the top down, each row from left to right."""
    tried = (
        Rect(x, y, size.width, size.height)
        for y in range(space.y - 2, space.bottom + 2)
        for x in range(space.x - 2, space.right + 2)
    )
    return [one for one in tried if space.contains(one) and not any(map(one.overlaps, taken))]


@given(SPACES, TAKEN, SIZES)
@example(Rect(0, 0, 10, 6), [Rect(4, 0, 2, 6)], Size(3, 6))
def test_every_free_place_is_counted(space: Rect, taken: list[Rect], size: Size) -> None:
    everywhere = tuple(range(-30, 40))
    found = free_corners(space, taken, size, Places(everywhere, everywhere))
    assert found == len(windows(space, taken, size))


@given(SPACES, TAKEN, SIZES, *(st.sets(st.integers(-5, 18)).map(sorted).map(tuple),) * 2)
def test_only_the_places_of_a_raster_are_counted(
    space: Rect, taken: list[Rect], size: Size, across: tuple[int, ...], down: tuple[int, ...]
) -> None:
    free = windows(space, taken, size)
    expected = sum(one.x in across and one.y in down for one in free)
    assert free_corners(space, taken, size, Places(across, down)) == expected


@given(SPACES, TAKEN, SIZES)
def test_disjoint_windows_are_taken_from_the_top_left(
    space: Rect, taken: list[Rect], size: Size
) -> None:
    expected: list[Rect] = []
    while left := windows(space, [*taken, *expected], size):
        expected.append(left[0])
    assert list(disjoint_windows(space, taken, size)) == expected


@given(SPACES, TAKEN, SIZES)
def test_what_is_taken_never_makes_room(space: Rect, taken: list[Rect], size: Size) -> None:
    everywhere = Places(tuple(range(-30, 40)), tuple(range(-30, 40)))
    counts = [
        free_corners(space, taken[:number], size, everywhere) for number in range(len(taken) + 1)
    ]
    assert counts == sorted(counts, reverse=True)
