"""The ads of one page: what stands in each bed, and what the page needs for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from layout.story.about import about_of
from layout.story.as_written import SlotAsk, Story
from layout.story.creative import NONE, Creative, Creatives, HouseMarkup
from layout.story.publication import Publication
from layout.web.ads.beds import Bed, Choice, Room, admitted, beds_of
from layout.web.html.nodes import Node
from layout.web.html.size_changes import SizesAt, changes
from layout.web.plan.page_plan import BreakpointPlan, WebPlan
from slots.finding import Finding, Severity
from slots.rules.size import Size
from slots.rules.terms import Rules

ServedAt = Callable[[str, BreakpointPlan, int], tuple[Size, ...]]
"""The sizes that a content, by its id, may be served at a breakpoint on a screen of so many px."""


@dataclass(frozen=True, slots=True, eq=False)
class Ads:
    """The ads of one page: beds by content, and where their settings come from."""

    beds: Mapping[str, Bed] = field(default_factory=dict)
    creatives: Creatives = NONE

    @property
    def house(self) -> tuple[Creative, ...]:
        """The creatives that stand in the page itself, each once."""
        return _once(bed.house for bed in self.beds.values())

    @property
    def outside(self) -> tuple[Creative, ...]:
        """The creatives that the script may ask for, each once."""
        turns = (turns for bed in self.beds.values() for turns in bed.turns.values())
        return _once(turn.creative for each in turns for turn in each)

    def words(self) -> Iterator[str]:
        """What templates of house ads say: their characters must be in the page's fonts."""
        yield from (each.matter.text for each in self.house if isinstance(each.matter, HouseMarkup))


NO_ADS = Ads()


def _story_creatives(story: Story, rules: Rules, publication: Publication) -> tuple[Creative, ...]:
    """The creatives that a page may show: in season on the day of the edition, and of no category
    that the story's tags, words or section keep away."""
    creatives = publication.creatives
    if not creatives.all:
        return ()
    running = creatives.running(publication.date)
    return admitted(running, rules, about_of(story, publication.date))


def unscheduled(publication: Publication) -> Iterator[Finding]:
    """Tells of a creative for some days only, where nobody says what day the page is made for."""
    dated = [creative.name for creative in publication.creatives.all if creative.dated]
    if dated and publication.date is None:
        yield Finding(
            "no-date",
            Severity.WARNING,
            f"creative {dated[0]} runs on some days, and no day is known: it is not shown",
            hint="set date under [edition] in newsgrid.toml, or give --date",
        )


def page_ads(
    story: Story,
    plan: WebPlan,
    nodes: tuple[Node, ...],
    rules: Rules,
    publication: Publication,
    served: ServedAt | None = None,
) -> Ads:
    """The ads of a page, in the order of its plan, each with what stands in its bed.

    `served` says what sizes an ad may have; without it, the plan of a story's page does.
    """

    def planned(content: str, point: BreakpointPlan, screen: int) -> tuple[Size, ...]:
        return point.sizes(content, screen, rules)

    sizes = served or planned
    creatives = _story_creatives(story, rules, publication)
    slots = dict(plan.slots)
    ads: dict[str, str] = {}
    rooms: dict[str, dict[str, tuple[Room, ...]]] = {}
    for node in nodes:
        if not isinstance(node.content, SlotAsk):
            continue
        content = node.content.id
        ads[content] = slots[content]
        if creatives:
            own = rooms.setdefault(content, {})
            own[node.id] = _rooms_of(node, plan, partial(sizes, content))
    beds = beds_of(ads, rooms, Choice(creatives, story.slug))
    return Ads(beds, publication.creatives)


def _once(creatives: Iterable[Creative | None]) -> tuple[Creative, ...]:
    return tuple({each.name: each for each in creatives if each}.values())


def _rooms_of(node: Node, plan: WebPlan, sizes: SizesAt) -> tuple[Room, ...]:
    """The rooms of an ad's node, from narrow to wide: what its bed may serve at every width of the
    screen; those without sizes are where it is hidden.

    Sizes that fit change where the column grows wide enough for one more, so that a bed of a whole
    breakpoint has a handful of rooms:

        screen  320      340        480 ......... 980
                │ 250    │ 300, 250 │ 320x100     │ (not shown here)

    The first reaches down to 0 and the last up to all wider screens, as the style sheet has it.
    """
    rooms: list[Room] = []
    for point in plan.breakpoints:
        first = 0 if point is plan.breakpoints[0] else point.widths.first
        if point.name not in node.shown:
            rooms.append(Room(first, (0, 0), ()))
            continue
        for screen, fitting in changes(point, sizes):
            start = first if screen == point.widths.first else screen
            rooms.append(Room(start, _box(fitting), fitting))
    return tuple(_neighbours_joined(rooms))


def _box(sizes: tuple[Size, ...]) -> tuple[int, int]:
    return max(size.width for size in sizes), max(size.height for size in sizes)


def _neighbours_joined(rooms: list[Room]) -> Iterator[Room]:
    """The rooms, neighbours that are alike as one."""
    last: Room | None = None
    for room in rooms:
        if last is None or (room.box, room.sizes) != (last.box, last.sizes):
            yield room
            last = room
