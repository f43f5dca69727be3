"""The right rail as CSS: where each box stands, and how far a sticky one travels.

The frame is a grid of two columns. A box of the rail has a row of its own height, and a sticky one
a second row for its run: it travels in a frame over both (Chrome lets a sticky item of a grid out
of its own area, so it cannot do without). Runs are as the plan
shares them: equal shares of what the story leaves (`1fr`), none below its least.

      story │ a    ← a's row        A box beside the copy stands in the page before the block of
            │ ┊    ← a's run, 1fr   its gap, out of the flow, in a frame as high as box and run.
            │ b    ← b's row
"""

from __future__ import annotations

from collections.abc import Iterator

from layout.web.plan import BreakpointPlan
from layout.web.sheet import LENGTHS, PX, STEPS
from slots.rail import RailBox
from slots.rules import Region

STICK = 24
"""How far below the top of the screen a sticky box stays, in px."""

Shown = tuple[str, str]
"""The id of a node in the page, and of its content."""


def rail_css(point: BreakpointPlan, shown: list[Shown]) -> Iterator[str]:
    """The rules for the nodes outside the copy at a breakpoint, in order: those in the rail stand
    beside the article where there is a rail, those at the end below it; elsewhere all follow it."""
    between = LENGTHS["box-between"]
    yield from (f"#{node}{{margin-top:{between}px}}" for node, _ in shown[1:])
    wide = STEPS[-1]
    if point.widths.last < wide.first or not shown:
        return
    homes = dict(point.homes)
    boxes = {box.id: box for box in point.rail.boxes}
    rows: list[str] = []
    rules: list[str] = []
    for node, content in shown:
        if homes[content] is Region.RAIL:
            first = len(rows) + 1
            rows += _rows(boxes[content], bool(first > 1), bool(point.beside))
            top = between if first > 1 else 0
            rules.append(_boxed(node, first, len(rows), top, boxes[content].sticky))
    loose = [] if any("1fr" in row for row in rows) else ["1fr"]
    if rows:
        rules.insert(0, f".frame{{grid-template-rows:{' '.join((*rows, *loose))}}}")
    last = len(rows) + 1 if loose or not rows else len(rows)
    rules.insert(1 if rows else 0, f".story{{grid-row:1/span {last}}}")
    below = [node for node, content in shown if homes[content] is not Region.RAIL]
    rules += [_under(node, row, between) for row, node in enumerate(below, last + 1)]
    yield f"@media (min-width:{wide.first}px){{{''.join(rules)}}}"


def _rows(box: RailBox, spaced: bool, fixed: bool) -> list[str]:
    """The rows of a box: its height with the air above it, and the run of a sticky one.

    Where boxes stand beside the copy a run is `fixed` to what every width has, for the rail ends
    above them and not with the story.
    """
    if not box.sticky:
        return ["auto"]
    height = -(-max(box.heights) // PX) + (LENGTHS["box-between"] if spaced else 0)
    run = min(box.runs) // PX
    least = -(-max(box.least) // PX) if box.least else 0
    return [f"{height}px", f"{run}px" if fixed else f"minmax({least}px,1fr)"]


def _boxed(node: str, first: int, last: int, top: int, sticky: bool) -> str:
    area = f"grid-column:2;grid-row:{first}/{last + 1};margin-top:{top}px"
    if not sticky:
        return f"#{node}{{{area}}}"
    return (
        f"#{node}-frame{{display:block;{area}}}"
        f"#{node}{{margin-top:0;position:sticky;top:{STICK}px}}"
    )


def _under(node: str, row: int, between: int) -> str:
    """A box below the story, as wide as its text and in line with it."""
    wide = STEPS[-1]
    return (
        f"#{node}{{grid-column:1;grid-row:{row};margin-top:{between}px;width:{wide.longest}px;"
        "max-width:100%;margin-inline:auto}"
    )


def beside_css(node: str, content: str, point: BreakpointPlan, sticky: bool, drop: int) -> str:
    """The rules for a box beside the copy: its frame, `drop` px below where it would begin."""
    box = next(each for each in point.beside if each.id == content)
    boxes = next(each for each in point.contents if each.id == content).sizes
    height = -(-max(size[1] for size in boxes) // PX)
    frame = f"display:block;height:{height + min(box.runs) // PX}px;margin-top:{drop}px"
    stuck = f"#{node}{{position:sticky;top:{STICK}px}}" if sticky else ""
    return f"#{node}-frame{{{frame}}}{stuck}"
