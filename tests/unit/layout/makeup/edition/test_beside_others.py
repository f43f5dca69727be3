"""Neighbours on a page: heads that read as one, pictures that vie with each other."""

from __future__ import annotations

from layout.makeup.edition.beside_others import Standing, head_faults, rivals, twins
from layout.makeup.edition.shapes.setting import Setting
from layout.makeup.edition.shapes.which_pictures_hang import Hung
from layout.makeup.edition.tiling.section_layout import Tile
from slots.prices_of_taste import OUR_PRICES

HEADS, PICTURES = OUR_PRICES.heads, OUR_PRICES.pictures


def stands(tile: Tile, size: int = 24_000, rank: int = 3, turned: bool = False) -> Standing:
    return Standing(rank, tile, Setting(tile.columns, tile.rows, 0), size, turned)


def pictured(tile: Tile, columns: int, *rows: int, others: int = 0) -> Standing:
    """A story with pictures that hang from a head of four rows."""
    hung = Hung(columns, rows, others=(others or columns,) * (len(rows) - 1))
    setting = Setting(tile.columns, tile.rows, 0, 24_000, head=4, hung=hung)
    return Standing(3, tile, setting, 24_000, False)


LEFT, RIGHT, BELOW = Tile(0, 0, 0, 2, 30), Tile(1, 2, 0, 3, 30), Tile(2, 0, 30, 5, 30)


def test_two_heads_of_a_size_side_by_side_read_as_one_also_where_one_is_of_a_turn():
    assert head_faults(stands(RIGHT), [stands(LEFT)], HEADS) == HEADS.tombstone + HEADS.alike
    assert head_faults(stands(RIGHT, turned=True), [stands(LEFT)], HEADS) == HEADS.tombstone
    two = head_faults(stands(RIGHT, turned=True), [stands(LEFT, turned=True)], HEADS)
    assert two == HEADS.turn_tombstone < HEADS.tombstone
    three = [stands(LEFT), stands(Tile(3, 5, 0, 1, 30), turned=True)]
    assert head_faults(stands(RIGHT, turned=True), three, HEADS) == HEADS.tombstone, "the worse"
    assert not head_faults(stands(RIGHT, 18_000), [stands(LEFT)], HEADS)
    assert not head_faults(stands(RIGHT, 0), [stands(LEFT, 0)], HEADS), "neither has a head"


def test_a_head_is_no_larger_than_a_better_storys_but_a_turn_head_is_as_it_is():
    better = stands(LEFT, 18_000, rank=2)
    assert head_faults(stands(RIGHT), [better], HEADS) == HEADS.louder
    assert not head_faults(stands(RIGHT, turned=True, rank=5), [better], HEADS)


def test_heads_fall_in_size_down_the_page_whichever_is_placed_first():
    small, large = stands(LEFT, 18_000), stands(BELOW, 24_000)
    assert head_faults(large, [small], HEADS) == HEADS.rising
    assert head_faults(small, [large], HEADS) == HEADS.rising
    assert not head_faults(stands(BELOW, 14_000), [small], HEADS)
    beside = stands(Tile(2, 2, 30, 3, 30), 24_000)
    assert not head_faults(beside, [small], HEADS), "it stands under another"


def test_two_pictures_of_like_size_side_by_side_are_twins():
    one = pictured(RIGHT, 3, 20)
    assert twins(pictured(LEFT, 2, 20), [one], PICTURES) == PICTURES.twins
    assert not twins(pictured(LEFT, 2, 14), [one], PICTURES), "not half as large"
    apart = pictured(Tile(1, 2, 25, 3, 30), 3, 20)
    assert not twins(pictured(LEFT, 2, 20), [apart], PICTURES), "on other rows"
    left_hand = pictured(RIGHT, 2, 20)
    assert not twins(pictured(LEFT, 2, 20), [left_hand], PICTURES), "a leg stands between"


def test_a_page_has_one_picture_that_is_twice_as_large_as_the_next():
    one = pictured(RIGHT, 3, 20)
    assert rivals(pictured(BELOW, 2, 20), [one], PICTURES) == PICTURES.rival
    assert not rivals(pictured(BELOW, 2, 15), [one], PICTURES)
    assert not rivals(pictured(BELOW, 5, 24), [one], PICTURES)
    assert not rivals(stands(BELOW), [one], PICTURES), "it has none"
    assert not rivals(pictured(BELOW, 2, 15, 12, others=1), [one], PICTURES)
