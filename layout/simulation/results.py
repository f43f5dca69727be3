"""What a simulation finds out: the result of every story under one or two sets of rules, and sums.

    Simulation ── Side "a" ── Totals     one for each breakpoint
               │           └─ SlotTally  one for each slot at each breakpoint
               ├─ Side "b"               with --against
               └─ StoryResult ── Point   one for each breakpoint and side
                              └─ Change  what stands elsewhere under b

All lengths are CSS px. The texts beside the types are the descriptions of `newsgrid schema
simulation`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, fsum
from types import MappingProxyType
from typing import Annotated

from slots.published_limits import better_ads_limit

AD = "ad"
"""The kind of all boxes that are ads."""


BY_ID: Mapping[str, str] = MappingProxyType({})
"""Blocks that go by their ids."""


@dataclass(frozen=True, slots=True)
class Box:
    """A content that a story asks for, or has of a slot's `auto`, and what became of it."""

    id: Annotated[str, "its name in the story, as google-ad-1"]
    slot: Annotated[str, "the slot it goes to"]
    kind: Annotated[str, "ad, blue_box, digest, ..."]
    home: Annotated[str | None, "article, beside, rail or end; null: it stands nowhere"]
    before: Annotated[str | None, "in the article: the block it stands before; null: its end"]
    top: Annotated[int | None, "in the article: px from the top of the copy, narrowest screen"]
    height: Annotated[int, "of the reserved box, on the narrowest screen"]
    reason: Annotated[str, "the rule that was nearest to letting it in; empty where it stands"]


@dataclass(frozen=True, slots=True)
class Point:
    """One breakpoint of one story under one set of rules."""

    name: Annotated[str, "the breakpoint"]
    screens: Annotated[str, "its range of widths: 320px..479px"]
    boxes: tuple[Box, ...]
    objective: Annotated[int, "what the arrangement is worth, in thousandths of a point"]
    bound: Annotated[int, "no arrangement is worth more; equal to the objective: proven best"]
    value: Annotated[int, "sum of the values of all slots that stand somewhere"]
    density: Annotated[float, "ad heights over content height at the worst width (Better Ads)"]
    lighthouse: Annotated[float, "ad density as Lighthouse reports it"]
    gaps: Annotated[
        tuple[int, ...], "copy between neighbouring ads in px, on the copy alone, narrowest screen"
    ]
    longest: Annotated[int, "the longest stretch without an ad, from top or to the end as well"]
    width: Annotated[int, "of the narrowest screen of the breakpoint"]
    screen: Annotated[int, "height of its viewport"]
    relaxed: Annotated[tuple[str, ...], "rules that gave way, in words"]
    breaches: Annotated[tuple[str, ...], "broken rules that the audit found, in words"]


@dataclass(frozen=True, slots=True)
class Change:
    """A content that stands elsewhere under the second set of rules."""

    breakpoint: str
    id: Annotated[str, "its name under the second rules, or under the first where it is gone"]
    slot: str
    change: Annotated[str, "moved, came or gone"]
    was: Annotated[str, "where it stood, in words; empty: nowhere"]
    now: Annotated[str, "where it stands, in words; empty: nowhere"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a story."""

    severity: str
    code: str
    message: str
    line: int | None
    hint: str | None


@dataclass(frozen=True, slots=True)
class StoryResult:
    """One story: its result under the rules, and under the others."""

    file: Annotated[str, "below the folder"]
    headline: str
    words: int
    read: Annotated[bool, "false: it could not be used, and is in none of the sums"]
    a: tuple[Point, ...]
    b: tuple[Point, ...]
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class SlotTally:
    """What became of all contents of one slot at one breakpoint."""

    slot: str
    kind: str
    breakpoint: str
    asked: int
    filled: Annotated[int, "stand somewhere: the sum of the next four"]
    article: int
    beside: int
    rail: int
    end: int
    reasons: Annotated[tuple[tuple[str, int], ...], "rules that kept the others out: rule, count"]


@dataclass(frozen=True, slots=True)
class Totals:
    """One breakpoint over all stories."""

    breakpoint: str
    screens: Annotated[str, "its range of widths: 320px..479px"]
    stories: int
    asked: int
    filled: int
    value: int
    objective: int
    proven: Annotated[int, "stories whose arrangement is proven best"]
    density_mean: float
    density_p95: Annotated[float, "95 % of the stories have at most this"]
    density_max: float
    standard: Annotated[float, "Better Ads' limit for these screens"]
    over: Annotated[int, "stories over that limit"]
    lighthouse_mean: float
    lighthouse_max: float
    gap_mean: Annotated[float, "copy between neighbouring ads in px; 0 without any"]
    gap_longest: Annotated[int, "the longest stretch of any story without an ad, in px"]
    gap_screens: Annotated[float, "the same in screens"]
    gap_story: Annotated[str, "the story it is in"]
    without_ads: Annotated[int, "stories with no ad in or beside the copy"]
    relaxed: Annotated[int, "rules that gave way"]
    breaches: Annotated[int, "broken rules that the audit found"]


@dataclass(frozen=True, slots=True)
class Side:
    """All stories under one set of rules."""

    rules: Annotated[str, "the file, or preset:NAME"]
    breakpoints: tuple[Totals, ...]
    slots: tuple[SlotTally, ...]


@dataclass(frozen=True, slots=True)
class Simulation:
    """All stories of a folder under one set of rules, or under two side by side."""

    folder: str
    stories: Annotated[int, "stories that were simulated"]
    failed: Annotated[int, "stories that could not be used"]
    words: int
    a: Side
    b: Annotated[Side | None, "the rules of --against"]
    changed: Annotated[int, "stories with a box that stands elsewhere under b"]
    results: tuple[StoryResult, ...]


def simulation(
    folder: str, results: tuple[StoryResult, ...], rules: str, against: str | None
) -> Simulation:
    """All results summed up."""
    read = tuple(each for each in results if each.read)
    b = _side_of(against, {each.file: each.b for each in read}) if against is not None else None
    return Simulation(
        folder,
        len(read),
        len(results) - len(read),
        sum(each.words for each in read),
        _side_of(rules, {each.file: each.a for each in read}),
        b,
        sum(bool(each.changes) for each in read),
        results,
    )


def _side_of(rules: str, stories: Mapping[str, tuple[Point, ...]]) -> Side:
    """The points of stories, by their files, under one set of rules."""
    names = dict.fromkeys(point.name for points in stories.values() for point in points)
    by_name = {
        name: {file: p for file, points in stories.items() for p in points if p.name == name}
        for name in names
    }
    return Side(
        rules,
        tuple(_totals(name, points) for name, points in by_name.items()),
        tuple(
            tally
            for name, points in by_name.items()
            for tally in _tallies(name, [*points.values()])
        ),
    )


def changes_between(a: Point, b: Point, named: Mapping[str, str] = BY_ID) -> tuple[Change, ...]:
    """What stands elsewhere in the second of two points of one breakpoint.

    Requested contents are known by their ids; those of `auto`, which are all alike, by their slot:
    one more among them is one that came, however they are numbered. Blocks that are `named` are
    known by their words.
    """
    stood, stands = _places(a, named), _places(b, named)
    changes: list[Change] = []
    for key in dict.fromkeys((*stood, *stands)):
        before, after = stood.get(key, []), stands.get(key, [])
        left = list((Counter(w for _, w in before) - Counter(w for _, w in after)).elements())
        here = list((Counter(w for _, w in after) - Counter(w for _, w in before)).elements())
        for place in range(max(len(left), len(here))):
            was = left[place] if place < len(left) else ""
            now = here[place] if place < len(here) else ""
            owner = next(box for box, where in (after if now else before) if where == (now or was))
            change = "moved" if was and now else "came" if now else "gone"
            changes.append(Change(b.name, owner.id, owner.slot, change, was, now))
    return tuple(changes)


def where(box: Box, named: Mapping[str, str]) -> str:
    """Where a box stands, in words; empty where it stands nowhere."""
    if box.home in ("article", "beside"):
        block = named.get(box.before or "", box.before)
        gap = f"before {block}" if block else "at the end of the copy"
        return gap if box.home == "article" else f"beside the copy, {gap}"
    return {"rail": "in the rail", "end": "after the copy"}.get(box.home or "", "")


def _places(point: Point, named: Mapping[str, str]) -> dict[str, list[tuple[Box, str]]]:
    places: dict[str, list[tuple[Box, str]]] = {}
    for box in point.boxes:
        if box.home is not None:
            key = box.slot if box.id.startswith(f"{box.slot}-auto-") else box.id
            places.setdefault(key, []).append((box, where(box, named)))
    return places


def _totals(name: str, stories: Mapping[str, Point]) -> Totals:
    points = [*stories.values()]
    boxes = [box for point in points for box in point.boxes]
    densities = sorted(point.density for point in points)
    limit = float(better_ads_limit(points[0].width))
    gaps = [gap for point in points for gap in point.gaps]
    file, longest = max(stories.items(), key=lambda each: (each[1].longest, each[0]))
    return Totals(
        breakpoint=name,
        screens=points[0].screens,
        stories=len(points),
        asked=len(boxes),
        filled=sum(box.home is not None for box in boxes),
        value=sum(point.value for point in points),
        objective=sum(point.objective for point in points),
        proven=sum(point.objective == point.bound for point in points),
        density_mean=_mean(densities),
        density_p95=densities[ceil(len(densities) * 0.95) - 1],
        density_max=densities[-1],
        standard=limit,
        over=sum(density > limit for density in densities),
        lighthouse_mean=_mean([point.lighthouse for point in points]),
        lighthouse_max=max(point.lighthouse for point in points),
        gap_mean=_mean(gaps),
        gap_longest=longest.longest,
        gap_screens=longest.longest / longest.screen,
        gap_story=file,
        without_ads=sum(not _has_ads(point) for point in points),
        relaxed=sum(len(point.relaxed) for point in points),
        breaches=sum(len(point.breaches) for point in points),
    )


def _has_ads(point: Point) -> bool:
    return any(box.kind == AD and box.home in ("article", "beside") for box in point.boxes)


def _tallies(name: str, points: list[Point]) -> Iterable[SlotTally]:
    slots: dict[tuple[str, str], list[Box]] = {}
    for point in points:
        for box in point.boxes:
            slots.setdefault((box.slot, box.kind), []).append(box)
    for (slot, kind), boxes in sorted(slots.items()):
        homes = Counter(box.home for box in boxes)
        reasons = Counter(box.reason for box in boxes if box.home is None)
        yield SlotTally(
            slot=slot,
            kind=kind,
            breakpoint=name,
            asked=len(boxes),
            filled=len(boxes) - homes[None],
            article=homes["article"],
            beside=homes["beside"],
            rail=homes["rail"],
            end=homes["end"],
            reasons=tuple(sorted(reasons.items(), key=lambda each: (-each[1], each[0]))),
        )


def _mean(numbers: Sequence[float]) -> float:
    """The mean, 0 of nothing; of the exact sum, since how `sum` rounds depends on Python's version
    (it carries what it rounds away from 3.12 on)."""
    return fsum(numbers) / len(numbers) if numbers else 0.0
