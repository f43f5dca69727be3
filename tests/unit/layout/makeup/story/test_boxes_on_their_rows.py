"""Where the frame of a stacked item begins and ends on the baselines of a story's page."""

from __future__ import annotations

import pytest

from layout.makeup.story.assemble import _box
from layout.page.format import FORMATS, grid_of
from slots.book.sheet import AIR_ROWS, CAP_SHARE, LABEL_AIR_ROWS
from slots.lone_story.page_plan import StackedItem

GRID = grid_of(FORMATS["compact"], 5)
CAP = round(GRID.leading * CAP_SHARE)


@pytest.mark.parametrize(
    ("kind", "row", "air"),
    [
        ("ad", 10, LABEL_AIR_ROWS),
        ("ad", 4, LABEL_AIR_ROWS),  # its label stands in the air, on top of a page too
        ("module", 10, AIR_ROWS),
        ("module", 4, 0),
    ],
)
def test_a_frame_begins_below_its_air_and_ends_on_its_last_baseline(kind, row, air) -> None:
    box = _box(StackedItem("one", kind, 1, row, 2, 12), GRID, {"one": "blue_box"}, 4)
    left, right = GRID.columns[1][0], sum(GRID.columns[2])  # a column is its edge and its width
    assert (box.rect.x, box.rect.right) == (left, right)
    assert box.rect.y == GRID.baseline(row + air) - CAP
    assert box.rect.bottom == GRID.baseline(row + 11)


def test_a_box_has_the_role_of_its_module_and_what_is_none_is_a_picture() -> None:
    roles = {"one": "newsletter"}
    items = [StackedItem(name, kind, 0, 8, 1, 9) for name, kind in (
        ("one", "module"), ("two", "module"), ("one", "ad"),
    )]  # fmt: skip
    assert [_box(item, GRID, roles, 4).role for item in items] == ["newsletter", "picture", "ad"]
