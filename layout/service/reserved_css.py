"""Boxes as a site puts them in: one element for each gap and slot, and the CSS that reserves its
room at the breakpoints where it stands, and hides it at all others.

    <div class="newsgrid-box newsgrid-ad-1-after-4" data-slot="ad" ...></div>

Nothing moves when an ad comes: the box has its height before, and cuts off what is larger.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from layout.service.breakpoints import LABEL, Placed, Standing

_ALL = f"""\
.newsgrid-box{{display:none;box-sizing:border-box;position:relative;max-width:100%;padding:0;\
border:0;overflow:hidden;clear:both;text-align:center}}
.newsgrid-box[data-label]::before{{content:attr(data-label);display:block;\
font:11px/{LABEL}px sans-serif;letter-spacing:0;color:#595959}}
"""
"""What holds for every box: hidden, until a breakpoint shows it."""


@dataclass(frozen=True, slots=True)
class Node:
    """One element of a gap: a content where it stands at one breakpoint or several."""

    id: str
    after: int
    at: tuple[tuple[Placed, Standing], ...]

    @property
    def name(self) -> str:
        """Its own class."""
        return f"newsgrid-{self.id}-after-{self.after}"

    @property
    def html(self) -> str:
        """The element. Its sizes are by the width of the screen from which on they may be
        served."""
        box = self.at[0][1]
        sizes = {str(point.first): list(map(str, own.sizes)) for point, own in self.at}
        label = f' data-label="{escape(box.label)}"' if box.label else ""
        return (
            f'<div class="newsgrid-box {self.name}" data-newsgrid="{escape(self.id)}"'
            f' data-slot="{escape(box.slot)}"{label}'
            f' data-sizes="{escape(json.dumps(sizes, separators=(",", ":")))}"></div>'
        )


def nodes_of(points: Iterable[Placed]) -> tuple[Node, ...]:
    """The elements of a post, from top to bottom."""
    found: dict[tuple[int, int, str], list[tuple[Placed, Standing]]] = {}
    for point in points:
        for order, box in enumerate(point.boxes):
            own = [key for key in found if key[0] == box.after and key[2] == box.id]
            key = own[0] if own else (box.after, order, box.id)
            found.setdefault(key, []).append((point, box))
    return tuple(Node(name, after, tuple(at)) for (after, _, name), at in sorted(found.items()))


def css_of(nodes: Iterable[Node]) -> str:
    """The CSS that reserves all boxes; "" where there are none."""
    rules: dict[str, list[str]] = {}
    for node in nodes:
        for point, box in node.at:
            rules.setdefault(_screens(point), []).append(_rule(node, box))
    if not rules:
        return ""
    return "".join((_ALL, *_media(rules)))


def _media(rules: dict[str, list[str]]) -> Iterator[str]:
    for screens, own in rules.items():
        yield f"@media {screens}{{{''.join(own)}}}\n"


def _screens(point: Placed) -> str:
    """The screens of a breakpoint; the widest one has no end."""
    first = f"(min-width:{point.first}px)"
    return first if point.last is None else f"{first} and (max-width:{point.last}.98px)"


def _rule(node: Node, box: Standing) -> str:
    return (
        f".newsgrid-box.{node.name}{{display:block;width:{box.width}px;height:{box.height}px;"
        f"margin:{box.air}px auto}}"
    )
