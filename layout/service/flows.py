"""A post on each screen, as rules see it: strips, once the blocks and their edges go together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from layout.service.post_parts import Block, Screen
from layout.service.refused import Refused, problem
from layout.service.request import PlacementRequest, Story
from slots.finding import Finding
from slots.strip.content import About
from slots.strip.measured_flow import Item, Role, Strip
from slots.units import PX

_OPENING = 6
"""Words by which reasons name a block."""

_LEADS = ":"


@dataclass(frozen=True, slots=True)
class Post:
    """A post on all its screens, from the narrowest: strips with the same items; how each block
    opens, by its id; what is known of it."""

    strips: tuple[Strip, ...]
    openings: dict[str, str]
    about: About

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(item.words for item in self.strips[0].items) if self.strips else 0


def post_of(request: PlacementRequest) -> Post:
    """The post of a request. Raises Refused with all that does not go together: 422."""
    names = _names(request.blocks)
    problems = (*_odd_names(names), *_odd_screens(request.screens), *_odd_edges(request))
    if problems:
        raise Refused(422, problems)
    strips = (
        _strip(request.blocks, names, screen, index) for index, screen in enumerate(request.screens)
    )
    ordered = tuple(sorted(strips, key=lambda strip: strip.viewport))
    openings = {
        name: opening(block.text) for name, block in zip(names, request.blocks, strict=True)
    }
    return Post(ordered, openings, _about_of(request.about, request.blocks))


def opening(text: str) -> str:
    """The first words of a block.

    >>> opening("The tide came in at seven, and with it the boats")
    'The tide came in at seven, …'
    """
    words = text.split(maxsplit=_OPENING)
    return " ".join((*words[:_OPENING], *("…" for _ in words[_OPENING:])))


def _about_of(story: Story, blocks: tuple[Block, ...]) -> About:
    """What conditions may ask of a post."""
    return About(
        section=story.section,
        tags=story.tags,
        authors=story.authors,
        language=story.language,
        date=story.date,
        today=story.today,
        text="\n".join(block.text for block in blocks),
    )


def _names(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    return tuple(block.id or f"b{number}" for number, block in enumerate(blocks, 1))


def _odd_names(names: tuple[str, ...]) -> Iterator[Finding]:
    counts = Counter(names)
    for index, name in enumerate(names):
        if counts[name] > 1:
            counts[name] = 0
            message = f'two blocks are called "{name}"'
            yield problem("same-id", message, f"blocks[{index}].id", "give each block its own id")


def _odd_screens(screens: tuple[Screen, ...]) -> Iterator[Finding]:
    seen: dict[tuple[int, ...], int] = {}
    for index, screen in enumerate(screens):
        if screen.viewport in seen:
            message = f"the same screen as screens[{seen[screen.viewport]}]"
            yield problem("same-screen", message, f"screens[{index}]", "send each screen once")
        seen.setdefault(screen.viewport, index)


def _odd_edges(request: PlacementRequest) -> Iterator[Finding]:
    """Edges that cannot be those of blocks below each other."""
    count = len(request.screens)
    for index, block in enumerate(request.blocks):
        if len(block.edges) != count:
            message = f"{len(block.edges)} pairs of edges for {count} screens"
            hint = "give a top and a bottom for each screen"
            yield problem("edges", message, f"blocks[{index}].edges", hint)
        for number, (top, bottom) in enumerate(block.edges):
            if bottom < top:
                message = f"its bottom ({bottom:g}) stands above its top ({top:g})"
                hint = "top and bottom count down from the top of the copy"
                yield problem("edges", message, f"blocks[{index}].edges[{number}]", hint)
    for index, (above, below) in enumerate(pairwise(request.blocks), 1):
        for number, (first, second) in enumerate(zip(above.edges, below.edges, strict=False)):
            if second[0] < first[1]:
                message = f"begins at {second[0]:g}, above the foot of the block before it"
                hint = f"blocks follow each other: begin it at {first[1]:g} or below"
                yield problem("edges", message, f"blocks[{index}].edges[{number}]", hint)


def _strip(blocks: tuple[Block, ...], names: tuple[str, ...], screen: Screen, index: int) -> Strip:
    items = tuple(_item(block, name, index) for block, name in zip(blocks, names, strict=True))
    width, height = screen.viewport
    foot = items[-1].bottom if items else 0
    return Strip(_mpt(screen.width), (width * PX, height * PX), foot, items, _mpt(screen.line))


def _item(block: Block, name: str, index: int) -> Item:
    top, bottom = block.edges[index]
    text = block.text.strip()
    return Item(
        name,
        block.role,
        _mpt(top),
        _mpt(bottom),
        len(text.split()) if block.words is None else block.words,
        block.display,
        block.tags,
        len(text) if text or block.words is None else block.words * 6,
        block.leads or (block.role is Role.PARAGRAPH and text.endswith(_LEADS)),
        block.level,
    )


def _mpt(px: float) -> int:
    """Px in whole millipoints."""
    return round(px * PX)
