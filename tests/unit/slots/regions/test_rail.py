from __future__ import annotations

from slots.regions import rail
from slots.regions.rail import RailSize, RailWish, stand
from slots.regions.share_room import Claim, fit
from slots.units import PX

BETWEEN = 32 * PX


def sizes(*heights: int) -> tuple[RailSize, ...]:
    return tuple(RailSize((300, height), (height * PX,)) for height in heights)


def sticky(name: str, *heights: int, run: int = 0, value: int = 100) -> RailWish:
    return RailWish(name, value, sizes(*heights), True, (run * PX,) if run else ())


def standing(found: rail.Rail) -> list[tuple[str, int, int, int]]:
    return [(b.id, b.tops[0] // PX, b.heights[0] // PX, b.runs[0] // PX) for b in found.boxes]


def test_a_sticky_box_travels_to_the_next_top_less_its_own_height():
    found = stand((sticky("a", 600), sticky("b", 250)), (1882 * PX,), BETWEEN)
    assert standing(found) == [("a", 0, 600, 500), ("b", 1132, 250, 500)]
    assert found.feet(1) == (1882 * PX,)


def test_what_is_not_sticky_has_the_next_box_right_below_it():
    module = RailWish("m", 50, sizes(300), stays=True)
    found = stand((module, sticky("a", 250)), (2000 * PX,), BETWEEN)
    assert standing(found) == [("m", 0, 300, 0), ("a", 332, 250, 1418)]


def test_tall_sizes_stand_only_where_they_leave_a_run():
    wish = sticky("a", 600, 250, run=300)
    assert standing(stand((wish,), (900 * PX,), BETWEEN)) == [("a", 0, 600, 300)]
    found = stand((wish,), (899 * PX,), BETWEEN)
    assert standing(found) == [("a", 0, 250, 649)]
    assert [str(refusal) for refusal in found.refusals] == [
        'min_run against "size 300x600" needs 300px, has 299px'
    ]


def test_without_room_for_the_lowest_it_is_left_with_every_reason():
    found = stand((sticky("a", 600, 250, run=300),), (500 * PX,), BETWEEN)
    assert not found.boxes and found.left == ("a",)
    assert [(str(each.rule), each.required, each.actual) for each in found.refusals] == [
        ("rail", "600px", "500px"),
        ("min_run", "300px", "250px"),
    ]
    assert found.feet(1) == (0,)


def test_what_is_worth_more_is_tall():
    pair = (sticky("cheap", 600, 250, value=10), sticky("dear", 600, 250, value=90))
    found = stand(pair, (900 * PX,), BETWEEN)
    assert [(name, height) for name, _, height, _ in standing(found)] == [
        ("cheap", 250),
        ("dear", 600),
    ]


def test_more_contents_come_before_larger_ones():
    found = stand((sticky("a", 600, 250), sticky("b", 600, 250)), (600 * PX,), BETWEEN)
    assert [(name, height) for name, _, height, _ in standing(found)] == [("a", 250), ("b", 250)]


def test_what_stays_does_so_even_where_the_story_is_too_short():
    stays = RailWish("m", 1, sizes(900, 700), stays=True)
    found = stand((stays, sticky("a", 250)), (500 * PX,), BETWEEN)
    assert standing(found) == [("m", 0, 700, 0)]
    assert found.left == ("a",)


def test_a_size_holds_on_every_strip():
    tall = RailSize((300, 600), (600 * PX, 600 * PX))
    low = RailSize((300, 250), (250 * PX, 250 * PX))
    found = stand((RailWish("a", 1, (tall, low), True),), (2000 * PX, 500 * PX), BETWEEN)
    (box,) = found.boxes
    assert box.heights == (250 * PX, 250 * PX)
    assert box.runs == (1750 * PX, 250 * PX)


def test_what_is_left_beyond_least_runs_is_shared_equally():
    found = stand((sticky("a", 250, run=700), sticky("b", 250)), (1532 * PX,), BETWEEN)
    assert [run for *_, run in standing(found)] == [850, 150]


def test_nothing_fits_a_room_of_less_than_none():
    assert fit((Claim(1, ((0,),)),), (-1,)) == (None,)
    assert fit((Claim(1, ((5,), (0,)), stays=True), Claim(9, ((0,),))), (-1,)) == (1, None)
