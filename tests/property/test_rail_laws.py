"""Laws of the rail: what stands there fits on every strip, and nothing better would."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from slots.regions.rail import Rail, RailSize, RailWish, shared, sized, stand
from slots.regions.share_room import Claim, fit
from slots.units import PX

STRIPS = 2
BETWEEN = 32 * PX
heights = st.integers(1, 12).map(lambda n: n * 50 * PX)
per_strip = st.tuples(*[heights] * STRIPS)


@st.composite
def wishes(draw: st.DrawFn) -> tuple[RailWish, ...]:
    return tuple(_wish(draw, number) for number in range(draw(st.integers(0, 4))))


def _wish(draw: st.DrawFn, number: int) -> RailWish:
    count = draw(st.integers(1, 3))
    columns = [sorted(draw(st.tuples(*[heights] * count)), reverse=True) for _ in range(STRIPS)]
    sizes = tuple(
        RailSize((300, at), tuple(column[at] for column in columns)) for at in range(count)
    )
    sticky, stays = draw(st.booleans()), draw(st.booleans())
    runs = draw(st.tuples(*[st.integers(0, 6).map(lambda n: n * 60 * PX)] * STRIPS))
    least = runs if sticky and not stays else ()
    return RailWish(f"ad-{number}", draw(st.integers(1, 3)), sizes, sticky, least, stays)


lengths = st.tuples(*[st.integers(-2, 40).map(lambda n: n * 50 * PX)] * STRIPS)


def total(wished: tuple[RailWish, ...], choice: tuple[int | None, ...], strip: int) -> int:
    """How long the rail of a choice is at least, told again from the definition."""
    kept = [(wish, at) for wish, at in zip(wished, choice, strict=True) if at is not None]
    boxes = sum(w.sizes[at].heights[strip] + w.floor(strip) for w, at in kept)
    return boxes + BETWEEN * max(0, len(kept) - 1)


def worth(wished: tuple[RailWish, ...], choice: tuple[int | None, ...]) -> tuple[int, int]:
    kept = [(wish, at) for wish, at in zip(wished, choice, strict=True) if at is not None]
    size = sum(w.value * (w.sizes[at].heights[0] + w.floor(0) + BETWEEN) for w, at in kept)
    return sum(wish.value for wish, _ in kept), size


def fits(wished: tuple[RailWish, ...], choice: tuple[int | None, ...], room: tuple[int, ...]):
    return all(total(wished, choice, s) <= max(room[s], 0) for s in range(STRIPS)) and (
        all(at is None for at in choice) or all(each >= 0 for each in room)
    )


def chosen(rail: Rail, wished: tuple[RailWish, ...]) -> tuple[int | None, ...]:
    sizes = {box.id: box.size for box in rail.boxes}
    return tuple(sizes.get(wish.id) for wish in wished)


slacks = st.just(()) | st.tuples(*[st.integers(0, 12).map(lambda n: n * 50 * PX)] * STRIPS)


def allowed(
    wished: tuple[RailWish, ...],
    choice: tuple[int | None, ...],
    room: tuple[int, ...],
    slack: tuple[int, ...],
) -> bool:
    """Within the story, or a little below it with nothing but smallest sizes that ask no run."""
    kept = [(wish, at) for wish, at in zip(wished, choice, strict=True) if at is not None]
    low = all(at == len(wish.sizes) - 1 and not any(wish.least) for wish, at in kept)
    more = tuple(map(sum, zip(room, slack, strict=True))) if slack else room
    return fits(wished, choice, room) or (low and fits(wished, choice, more))


@given(wishes(), lengths, slacks)
def test_no_rail_that_fits_is_worth_more(
    wished: tuple[RailWish, ...], room: tuple[int, ...], slack: tuple[int, ...]
):
    found = chosen(stand(wished, room, BETWEEN, slack), wished)
    ways = [(*range(len(w.sizes)), *(() if w.stays else (None,))) for w in wished]
    fitting = [way for way in product(*ways) if allowed(wished, way, room, slack)]
    if fitting:
        assert allowed(wished, found, room, slack)
        assert worth(wished, found) == max(worth(wished, way) for way in fitting)
    else:
        assert found == tuple(len(w.sizes) - 1 if w.stays else None for w in wished)


@given(wishes(), lengths)
def test_boxes_stand_below_each_other_and_runs_share_the_length(
    wished: tuple[RailWish, ...], room: tuple[int, ...]
):
    rail = stand(wished, room, BETWEEN)
    by_id = {wish.id: wish for wish in wished}
    assert sorted((*rail.left, *(box.id for box in rail.boxes))) == sorted(by_id)
    for strip in range(STRIPS):
        at = 0
        for box in rail.boxes:
            wish = by_id[box.id]
            assert box.tops[strip] == at
            assert box.heights[strip] == wish.sizes[box.size].heights[strip]
            assert box.runs[strip] >= wish.floor(strip)
            assert wish.sticky or not box.runs[strip]
            at += box.heights[strip] + box.runs[strip] + BETWEEN
        choice = chosen(rail, wished)
        sticky = [box for box in rail.boxes if box.sticky]
        foot = rail.feet(STRIPS)[strip]
        assert foot == max(0, at - BETWEEN)
        if fits(wished, choice, room) and sticky:
            assert 0 <= room[strip] - foot < len(sticky), "no length is left unused"


@given(wishes(), lengths, slacks)
def test_every_refusal_is_true(
    wished: tuple[RailWish, ...], room: tuple[int, ...], slack: tuple[int, ...]
):
    """Each size over the one chosen has one, and it asks for more than there is."""
    rail = stand(wished, room, BETWEEN, slack)
    choice = chosen(rail, wished)
    for wish, at in zip(wished, choice, strict=True):
        refused = [refusal for refusal in rail.refusals if refusal.slot == wish.id]
        larger = wish.sizes[: len(wish.sizes) if at is None else at]
        assert [refusal.against for refusal in refused] == [sized(s.creative) for s in larger]
        for refusal in refused:
            assert refusal.lacks is not None


@given(st.integers(-500, 2000), st.lists(st.integers(0, 900), max_size=5).map(tuple))
def test_each_run_has_its_least_and_an_equal_part_of_the_rest(free: int, floors: tuple[int, ...]):
    runs = shared(free, floors)
    more = {run - floor for run, floor in zip(runs, floors, strict=True)}
    assert len(more) <= 1 and all(each >= 0 for each in more)
    if sum(floors) <= free and floors:
        assert 0 <= free - sum(runs) < len(floors)
    else:
        assert more <= {0}


@given(st.integers(0, 4), st.tuples(st.integers(0, 100), st.integers(0, 100)))
def test_what_wants_nothing_is_always_in(count: int, room: tuple[int, int]):
    claims = (Claim(1, ((0, 0),)),) * count
    assert fit(claims, room) == (0,) * count
