"""The right rail as CSS: where each box stands, and how far a sticky one travels.

The page's frame is a grid of two columns. A box of the rail has a row as high as itself, a sticky
one with its least run in that row, and a second row for what more it has: it travels in an element
over both rows, since Chrome lets a sticky item of a grid leave its own area. The second rows are
equal shares of what the story leaves (`1fr`), as the plan has them. They have no least height: as
the frame's own height follows from them, all would be as high as the highest least of one.

      story │ a    ← a's row        A box beside the copy stands in the page before the block of
            │ ┊      and least run  its gap, out of the flow, in a frame as high as box and run.
            │ ┊    ← 1fr
            │ b    ← b's row
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from layout.web.html.relative_lengths import rem, wide
from layout.web.measure.column_and_rail_widths import LENGTHS, PX, STEPS
from layout.web.plan.page_plan import BreakpointPlan
from slots.regions.rail import RailBox
from slots.rules.terms import Region

STICK = 24
"""How far below the top of the screen a sticky box stays, in px, or above its foot."""

_TYPE = 48
"""About so many px of an ad's box are label and padding, which grow with the reader's type size."""


@dataclass(frozen=True, slots=True)
class BoxOutsideCopy:
    """A box beside or after the copy: the ids of its node and its content, and whether it is an
    ad."""

    node: str
    content: str
    ad: bool


def rail_css(
    point: BreakpointPlan, shown: list[BoxOutsideCopy], listed: bool = False
) -> Iterator[str]:
    """The rules for the nodes outside the copy at a breakpoint, in order: those in the rail stand
    beside the article where there is a rail, those at the end below it; elsewhere all follow it.

    `listed`: a list of other stories has the row that no box needs. It is out of the flow, so that
    no row is the taller for it.
    """
    between = LENGTHS["box-between"]
    yield from (f"#{each.node}{{margin-top:{rem(between)}}}" for each in shown[1:])
    widest = STEPS[-1]
    listed = listed and not point.beside
    if point.widths.last < widest.first or not (shown or listed):
        return
    homes = dict(point.homes)
    boxes = {box.id: box for box in point.rail.boxes}
    rows: list[str] = []
    rules: list[str] = []
    for each in shown:
        if homes[each.content] is Region.RAIL:
            first, box = len(rows) + 1, boxes[each.content]
            top = between if first > 1 else 0
            rows += _rows(box, each.ad, top, bool(point.beside))
            area = f"grid-column:2;grid-row:{first}/{len(rows) + 1};margin-top:{rem(top)}"
            tall = _tall(-(-max(box.heights) // PX), each.ad)
            rules.append(_boxed(each.node, area, tall) if box.sticky else f"#{each.node}{{{area}}}")
    loose = [] if any("1fr" in row for row in rows) else ["1fr"]
    if rows or listed:
        rules.insert(0, f".frame{{grid-template-rows:{' '.join((*rows, *loose))}}}")
    last = len(rows) + 1 if loose or not rows else len(rows)
    rules.insert(1 if rows or listed else 0, f".story{{grid-row:1/span {last}}}")
    if listed and loose:
        above = f";margin-top:{rem(between)}" if rows else ""
        rules.append(f".elsewhere{{display:block;grid-row:{last}/{last + 1}{above}}}")
    below = [each.node for each in shown if homes[each.content] is not Region.RAIL]
    rules += [_under(node, row, between) for row, node in enumerate(below, last + 1)]
    yield wide("".join(rules), widest.first)


def _rows(box: RailBox, ad: bool, above: int, fixed: bool) -> list[str]:
    """The rows of a box: its height with the air above it in px, and the run of a sticky one.

    Where boxes stand beside the copy a run is `fixed` to what every width has, for the rail ends
    above them and not with the story.
    """
    if not box.sticky:
        return ["auto"]
    height = -(-max(box.heights) // PX) + above
    if fixed:
        return [_tall(height, ad), f"{min(box.runs) // PX}px"]
    least = -(-max(box.least) // PX) if box.least else 0
    return [_tall(height, ad, least), "minmax(0px,1fr)"]


def _tall(height: int, ad: bool, run: int = 0) -> str:
    """The `height` of a box in px as CSS, and a `run` below it: it grows with the reader's type
    size, but for beds and runs.

    >>> _tall(648, True), _tall(320, False), _tall(648, True, 900), _tall(320, False, 900)
    ('calc(600px + 3rem)', '20rem', 'calc(1500px + 3rem)', 'calc(900px + 20rem)')
    """
    grows = _TYPE if ad else height
    still = height - grows + run
    return f"calc({still}px + {rem(grows)})" if ad or still else rem(grows)


def _boxed(node: str, area: str, tall: str) -> str:
    """A sticky box of the rail in an area of the grid, and how tall it is."""
    return f"#{node}-frame{{display:block;{area}}}#{node}{{margin-top:0;{_stuck(tall)}}}"


def _stuck(tall: str) -> str:
    """How a box stays in view: below the top of the screen, or above its foot where it is taller
    than the screen, so that its end is seen before its run is over."""
    air = rem(STICK)
    return f"position:sticky;top:min({air},100vh - {tall} - {air})"


def _under(node: str, row: int, between: int) -> str:
    """A box below the story, as wide as its text and in line with it."""
    return (
        f"#{node}{{grid-column:1;grid-row:{row};margin-top:{rem(between)};width:var(--longest);"
        "max-width:100%;margin-inline:auto}"
    )


def beside_css(it: BoxOutsideCopy, point: BreakpointPlan, sticky: bool, drop: int) -> str:
    """The rules for a box beside the copy: its frame, `drop` px below where it would begin."""
    box = next(each for each in point.beside if each.id == it.content)
    boxes = next(each for each in point.contents if each.id == it.content).sizes
    height = -(-max(size[1] for size in boxes) // PX)
    tall = _tall(height, it.ad)
    whole = f"calc({tall} + {min(box.runs) // PX}px)"
    frame = f"display:block;height:{whole};margin-top:{rem(drop)}"
    stuck = f"#{it.node}{{{_stuck(tall)}}}" if sticky else ""
    return f"#{it.node}-frame{{{frame}}}{stuck}"
