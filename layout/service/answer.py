"""The answer to a request: by breakpoint what stands where and what does not and why; by gap the
elements to put in; the CSS that reserves their room.

    request ─> Post ─> each breakpoint: offered, placed, refused ─┬─> gaps, with elements
                                                                  └─> reserved CSS
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from layout.service.breakpoints import Placed, placed_at
from layout.service.flows import Post, post_of
from layout.service.measured.metrics import Theme
from layout.service.measured_request import with_blocks
from layout.service.refused import Refused, problem
from layout.service.request import PlacementRequest, read_request
from layout.service.reserved_css import Node, css_of, nodes_of
from layout.work.memory.remembered import remembered
from slots.finding import Finding, Severity
from slots.rules.terms import Rules


@dataclass(frozen=True, slots=True, eq=False)
class Placer:
    """What a service places by: its rules, the digest of all that its answers depend on beside the
    request, the most words of a post, and the theme of posts that come as HTML without metrics."""

    rules: Rules
    digest: str
    most_words: int
    theme: Theme | None = None


def _key(placer: Placer, body: bytes) -> tuple[str, bytes]:
    return placer.digest, hashlib.sha256(body).digest()


@remembered(_key)
def answer(placer: Placer, body: bytes) -> bytes:
    """The answer to the body of a request, as JSON. Raises Refused with every problem."""
    request = read_request(body)
    data = placements(placer, request)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def placements(placer: Placer, request: PlacementRequest) -> dict[str, Any]:
    """The answer as data."""
    post = post_of(with_blocks(request, placer.theme, placer.most_words))
    if post.words > placer.most_words:
        message = f"{post.words:,} words; {placer.most_words:,} at most"
        hint = "send a shorter post, or start newsgrid serve with a higher --words"
        raise Refused(422, (problem("too-many-words", message, "blocks", hint),))
    found = {
        name: placed_at(post, placer.rules, name, request.every_refusal)
        for name in placer.rules.breakpoints
    }
    points = tuple(point for point in found.values() if point)
    nodes = nodes_of(points)
    told = [each for point in points for each in point.findings]
    told += [_without_screen(name, placer.rules) for name, point in found.items() if not point]
    return {
        "blocks": len(post.strips[0].items),
        "words": post.words,
        "breakpoints": {point.name: _breakpoint(point) for point in points},
        "gaps": _gaps(nodes, post),
        "css": css_of(nodes),
        "findings": [_finding(each) for each in dict.fromkeys(told)],
    }


def _breakpoint(point: Placed) -> dict[str, Any]:
    return {
        "from": point.first,
        "to": point.last,
        "screens": list(point.screens),
        **point.data,
    }


def _gaps(nodes: tuple[Node, ...], post: Post) -> list[dict[str, Any]]:
    """The gaps that take a box, from top to bottom."""
    items = post.strips[0].items
    gaps: dict[int, list[Node]] = {}
    for node in nodes:
        gaps.setdefault(node.after, []).append(node)
    return [
        {
            "after": after,
            "after_id": items[after - 1].id if after else None,
            "boxes": [
                {
                    "id": node.id,
                    "class": node.name,
                    "slot": node.at[0][1].slot,
                    "html": node.html,
                    "reserved": {
                        point.name: {"width": box.width, "height": box.height, "air": box.air}
                        for point, box in node.at
                    },
                }
                for node in own
            ],
        }
        for after, own in gaps.items()
    ]


def _without_screen(name: str, rules: Rules) -> Finding:
    message = f"no screen of {name} ({rules.breakpoints[name]}): nothing is placed there"
    return Finding("no-screen", Severity.WARNING, message, hint="send a screen of that width")


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
    }
