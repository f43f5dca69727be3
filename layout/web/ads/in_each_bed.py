"""The ads of one page: what stands in each bed, and what the page needs for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from layout.story.about import about_of
from layout.story.as_written import SlotAsk, Story
from layout.story.creative import NONE, Creative, Creatives, HouseMarkup
from layout.story.publication import Publication
from layout.web.ads.beds import Bed, BedSizes, Candidates, admitted, beds_of
from layout.web.ads.house_turns import house_turns
from layout.web.html.nodes import Node
from layout.web.html.size_changes import SizesAt, size_changes
from layout.web.plan.page_plan import BreakpointPlan, WebPlan
from slots.finding import Finding, Severity
from slots.rules.size import Size
from slots.rules.terms import Rules

ServedAt = Callable[[str, BreakpointPlan, int], tuple[Size, ...]]
"""The sizes that a content, by its id, may be served at a breakpoint on a screen of so many px."""


@dataclass(frozen=True, slots=True, eq=False)
class Ads:
    """The ads of one page: its beds by the content's id, and the creatives of the publication."""

    beds: Mapping[str, Bed] = field(default_factory=dict)
    creatives: Creatives = NONE

    @property
    def house(self) -> tuple[Creative, ...]:
        """The creatives that stand in the page itself, each once."""
        return _once(bed.house for bed in self.beds.values())

    @property
    def outside(self) -> tuple[Creative, ...]:
        """The creatives that the script may ask for, each once."""
        requests = (own for bed in self.beds.values() for own in bed.requests.values())
        return _once(each for own in requests for request in own for each in request.creatives())

    def words(self) -> Iterator[str]:
        """What templates of house ads say: their characters must be in the page's fonts."""
        yield from (each.matter.text for each in self.house if isinstance(each.matter, HouseMarkup))


NO_ADS = Ads()


def _story_creatives(story: Story, rules: Rules, publication: Publication) -> tuple[Creative, ...]:
    """The creatives that a page may show: those that run on the day of the edition, and of no
    category that the story's tags, words or section keep away."""
    creatives = publication.creatives
    if not creatives.all:
        return ()
    running = creatives.running(publication.date)
    return admitted(running, rules, about_of(story, publication.date))


def unscheduled(publication: Publication) -> Iterator[Finding]:
    """A finding for creatives that run on some days only, where nobody says for what day the page
    is made."""
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
    mapped: dict[str, dict[str, tuple[BedSizes, ...]]] = {}
    for node in nodes:
        if not isinstance(node.content, SlotAsk):
            continue
        content = node.content.id
        ads[content] = slots[content]
        if creatives:
            own = mapped.setdefault(content, {})
            own[node.id] = _sizes_of(node, plan, partial(sizes, content))
    beds = beds_of(ads, mapped, Candidates(creatives, story.slug))
    turns = house_turns(plan, ads, f"{story.slug}\n{publication.date}")
    beds = {name: replace(bed, design=turns[name]) for name, bed in beds.items()}
    return Ads(beds, publication.creatives)


def _once(creatives: Iterable[Creative | None]) -> tuple[Creative, ...]:
    return tuple({each.name: each for each in creatives if each}.values())


def _sizes_of(node: Node, plan: WebPlan, sizes: SizesAt) -> tuple[BedSizes, ...]:
    """What the bed of an ad's node may serve at every width of the screen, from narrow to wide; no
    sizes where it is hidden.

    The sizes change only where the column grows wide enough for one more, so that a whole
    breakpoint has a handful of ranges:

        screen  320      340        480 ......... 980
                │ 250    │ 300, 250 │ 320x100     │ (not shown here)

    The first reaches down to 0 and the last up to all wider screens, as the style sheet has it.
    """
    found: list[BedSizes] = []
    for point in plan.breakpoints:
        first = 0 if point is plan.breakpoints[0] else point.widths.first
        if point.name not in node.shown:
            found.append(BedSizes(first, (0, 0), ()))
            continue
        for screen, fitting in size_changes(point, sizes):
            start = first if screen == point.widths.first else screen
            found.append(BedSizes(start, _box(fitting), fitting))
    return tuple(_neighbours_joined(found))


def _box(sizes: tuple[Size, ...]) -> tuple[int, int]:
    return max(size.width for size in sizes), max(size.height for size in sizes)


def _neighbours_joined(ranges: list[BedSizes]) -> Iterator[BedSizes]:
    """The ranges, neighbours that are alike as one."""
    last: BedSizes | None = None
    for own in ranges:
        if last is None or (own.box, own.sizes) != (last.box, last.sizes):
            yield own
            last = own
