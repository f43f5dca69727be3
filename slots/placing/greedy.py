"""Greedy placement, first fit: the first gap that fits, from top to bottom, slot after slot.

What most placing engines do today (the Guardian's Spacefinder, AMP auto ads, Ad Inserter), to
compare with. The slots of the file take turns. In its turn a slot walks down the copy once: each of
its contents takes the first gap, below the last one taken, in which every rule holds given what is
there. It never goes back, and never weighs what a later slot could have made of a gap.

Each turn measures the flow as the earlier ones left it:

        │ copy      │         │ copy      │     their ads are items of the strip, as `ad`, and
        ├───────────┤         ├───────────┤     the copy below has moved down; a module has
        │ copy      │         │    ad     │     only moved the copy
        │           │   ->    ├───────────┤
        └───────────┘         │ copy      │[rail]  an ad beside the copy moves nothing: it is an
                              └───────────┘        item without height where its head stands

Within one turn everything is measured on the flow that the turn began with, and what the contents
of the turn require of each other comes last. Rules about sets (density, quotas, exclusion), order,
distances between slots and spacing hold as they do for every placement. A slot that falls short of
its `min` in its turn takes it again: the first of its contents that find a gap sooner with the
rules relaxed take that, as few of them as bring the slot nearest to its `min`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from slots.case import Case
from slots.placing.flow_measures import flow, measured
from slots.placing.relax import recorded
from slots.problem.barriers import Barriers, Closed
from slots.problem.between_boxes import Weak, conflicts, loosened, weak_without
from slots.problem.build import Steps, build_problem
from slots.problem.choices import Chain, Problem, clashes
from slots.problem.why_closed import Trace, forbidden, inserted
from slots.strip.decision import Decision
from slots.strip.measured_flow import Item, Role, Strip
from slots.strip.refusal import CONDITIONS, Kind, Obstacle, Refusal, Rule


def greedy(case: Case, trace: bool | Trace = True) -> Decision:
    """The placement that takes the first gap that fits, measured like every other.

    `objective` and `bound` are those of `slots.placing.place`, so that what greed costs can be
    seen. Later turns measure a flow with ads in it, where a rule such as `from_top` is kept sooner
    than on the copy alone; should that be worth more than the best placement on the copy alone can
    be, the bound is what this one is worth.
    """
    problem, chain, refused = _ended(case, trace)
    relaxed = tuple(recorded(build_problem(case), problem, chain)) if any(problem.steps) else ()
    return measured(problem, chain, refused, relaxed)


def how_many(case: Case) -> dict[str, int]:
    """How many contents of each slot the first gap that fits gives a place.

    Of one slot alone that is the most there can be: each stands as high as any could.
    """
    problem, chain, _ = _ended(case, Trace.NONE)
    slots = [problem.contents[content].slot for _, content in chain]
    return {content.slot: slots.count(content.slot) for content in case.contents}


def stands(case: Case, problem: Problem, chain: Chain, steps: Steps) -> bool:
    """Whether each box of a chain stood in an open gap of the flow that its slot's turn began with.

    `problem` is the case's with these steps; what boxes require of each other is not checked.
    """
    earlier: Chain = ()
    for slot in case.rules.slot:
        own = [stop for stop in chain if problem.contents[stop[1]].slot == slot]
        if own:
            shut = _turn(case, problem, steps, slot, earlier).shut
            if any(shut[content].get(gap) for gap, content in own):
                return False
            earlier = tuple(sorted((*earlier, *own)))
    return True


@dataclass(frozen=True, slots=True)
class _Turn:
    """One slot's turn: the problem on the copy alone, the slot's own contents, and what closes
    gaps to each of them in the flow as the earlier turns left it, by gaps of the copy."""

    problem: Problem
    steps: Steps
    own: tuple[int, ...]
    shut: dict[int, dict[int, tuple[Obstacle, ...]]]

    def obstacles(self, others: Chain, stop: tuple[int, int]) -> Iterator[Obstacle]:
        """All that forbids a content a gap, but for rules about sets of contents.

        The others keep every rule among themselves, and one more box only drives them apart.
        """
        gap, content = stop
        yield from self.shut[content].get(gap, ())
        if any(taken == gap for taken, _ in others):
            yield from forbidden(self.problem, others, stop)
        else:
            longer, place = inserted(others, stop)
            yield from conflicts(self.problem, longer, place)


def _ended(case: Case, trace: int) -> tuple[Problem, Chain, tuple[Refusal, ...]]:
    """Where all turns end: the last problem, the chain, and all refusals."""
    problem = build_problem(case)
    chain: Chain = ()
    steps: Steps = {}
    refused: list[Refusal] = []
    for slot in case.rules.slot:
        if any(content.slot == slot for content in problem.contents):
            turn, chain = _best_turn(case, _turn(case, problem, steps, slot, chain), chain)
            steps, problem = turn.steps, turn.problem
            refused += _refusals(turn, chain, trace) if trace else ()
    return problem, chain, tuple(refused)


def _best_turn(case: Case, written: _Turn, chain: Chain) -> tuple[_Turn, Chain]:
    """A slot's turn with the fewest steps of relaxation, for the fewest of its contents, that give
    it most of its `min`."""
    problem = written.problem
    turn, best = written, _walked(written, chain)
    wanted = min(problem.least[turn.own[0]], len(turn.own))
    for taken in range(1, len(problem.terms[turn.own[0]].relax) + 1):
        if len(best) - len(chain) >= wanted:
            break
        walks = [_relaxed(case, written, chain, taken, most) for most in range(1, wanted + 1)]
        reached = [min(len(longer) - len(chain), wanted) for _, longer in walks]
        if max(reached) > len(best) - len(chain):
            turn, best = walks[reached.index(max(reached))]
    return turn, best


def _relaxed(case: Case, turn: _Turn, chain: Chain, taken: int, most: int) -> tuple[_Turn, Chain]:
    """The walk on which up to `most` contents may stand on the terms after `taken` steps, where
    they find a gap sooner on them; and none once the slot has its `min`."""
    slot, wanted = turn.problem.contents[turn.own[0]].slot, turn.problem.least[turn.own[0]]
    walk = _Walk(chain)
    for content in turn.own:
        gap = walk.gap(turn, content)
        if most and len(walk.chain) - len(chain) < wanted:
            name = turn.problem.contents[content].id
            steps = {**turn.steps, name: taken}
            freer = _turn(case, build_problem(case, steps), steps, slot, chain)
            sooner = walk.gap(freer, content)
            if sooner is not None and (gap is None or sooner < gap):
                gap, turn, most = sooner, freer, most - 1
        walk.take(content, gap)
    return turn, walk.chain


def _turn(case: Case, problem: Problem, steps: Steps, slot: str, chain: Chain) -> _Turn:
    """A slot's turn, after the earlier ones have made a chain."""
    own = tuple(c for c, content in enumerate(problem.contents) if content.slot == slot)
    flows = tuple(grown(problem, chain, strip) for strip in range(len(problem.rulers)))
    contents = tuple(problem.contents[c] for c in own)
    now = Barriers(build_problem(replace(case, strips=flows, contents=contents), steps))
    ads = [gap for gap, content in chain if problem.ad(content)]
    gaps = [(gap, gap + sum(at <= gap for at in ads)) for gap in range(problem.end + 1)]
    shut = {
        content: {gap: (*problem.bars[content], *_of_flow(closed, there)) for gap, there in gaps}
        for content, closed in zip(own, map(now.of, range(len(own))), strict=True)
    }
    return _Turn(problem, steps, own, shut)


def grown(problem: Problem, chain: Chain, strip: int) -> Strip:
    """A strip with the boxes of a chain in it: ads as items, all others as white."""
    before = problem.rulers[strip].strip
    boxes = zip(chain, flow(problem, chain, strip), strict=True)
    boxed = {gap: (content, box) for (gap, content), box in boxes}
    items: list[Item] = []
    moved = 0
    for gap in range(problem.end + 1):
        if gap in boxed:
            content, box = boxed[gap]
            if problem.ad(content):
                foot = box.top if problem.beside[content] else box.bottom
                items.append(Item(box.slot, Role.AD, box.top, foot))
            moved += problem.growth(content, gap, strip)
        if gap < problem.end:
            item = before.items[gap]
            items.append(replace(item, top=item.top + moved, bottom=item.bottom + moved))
    return replace(before, height=before.height + moved, items=tuple(items))


def _of_flow(closed: Closed, gap: int) -> Iterator[Obstacle]:
    """What closes a gap of the flow; conditions are about the story, whatever stands in it."""
    return (each for each in closed.get(gap, ()) if each.rule.kind not in CONDITIONS)


@dataclass(slots=True)
class _Walk:
    """A walk down the copy: the chain so far, and the first gap below the last one taken."""

    chain: Chain
    start: int = 0

    def gap(self, turn: _Turn, content: int) -> int | None:
        """The first gap that fits a content, if any does."""
        if any(_together(turn.problem, self.chain, content)):
            return None
        gaps = range(self.start, turn.problem.end + 1)
        return next((g for g in gaps if not any(turn.obstacles(self.chain, (g, content)))), None)

    def take(self, content: int, gap: int | None) -> None:
        """Puts a content into a gap; where there is none, it stays out."""
        if gap is not None:
            self.chain, self.start = inserted(self.chain, (gap, content))[0], gap + 1


def _walked(turn: _Turn, chain: Chain) -> Chain:
    """The chain after the walk: each content in the first gap that fits, below the last taken."""
    walk = _Walk(chain)
    hopeless: set[object] = set()
    for content in turn.own:
        kind = _kind(turn.problem, content)
        if kind not in hopeless:
            gap = walk.gap(turn, content)
            # Where gaps alone keep it out, and no rule about sets, others of its kind find none
            # either: the walk only goes further down.
            if gap is None and not any(_together(turn.problem, walk.chain, content)):
                hopeless.add(kind)
            walk.take(content, gap)
    return walk.chain


def _kind(problem: Problem, content: int) -> object:
    """What interchangeable contents of one slot have in common."""
    return problem.contents[content].sizes, problem.contents[content].categories


def _together(problem: Problem, others: Chain, content: int) -> Iterator[Obstacle]:
    """The rules about sets that a content breaks with the others, wherever it stands."""
    yield from clashes(problem, tuple(sorted((*(c for _, c in others), content))))


def _refusals(turn: _Turn, chain: Chain, trace: int) -> Iterator[Refusal]:
    """Why each content of a turn stands in no other gap, as things are when the turn ends."""
    problem, taken = turn.problem, {content: gap for gap, content in chain}
    known: dict[object, tuple[Refusal, ...]] = {}
    for content in turn.own:
        if trace == Trace.UNPLACED and content in taken:
            continue
        kind, name = _kind(problem, content), problem.contents[content].id
        if content in taken or kind not in known:
            found = tuple(_refused(turn, chain, content, taken.get(content)))
            if content not in taken:
                known[kind] = found
        else:
            found = tuple(replace(each, slot=name) for each in known[kind])
        yield from found


def _refused(turn: _Turn, chain: Chain, content: int, own: int | None) -> Iterator[Refusal]:
    """The refusals of one content in all gaps but its own."""
    problem, items = turn.problem, turn.problem.rulers[0].strip.items
    others = tuple(stop for stop in chain if stop[1] != content)
    together = tuple(_together(problem, others, content))
    weak = weak_without(problem, others) if own is not None else Weak()
    for gap in range(problem.end + 1):
        if gap == own:
            continue
        found = (*together, *turn.obstacles(others, (gap, content)))
        if weak:
            longer, place = inserted(others, (gap, content))
            found = (*found, *loosened(problem, longer, place, weak))
        if not found and own is None:
            found = (Obstacle(Rule(Kind.STRATEGY), "goes back", "greedy"),)
        candidate = items[gap].id if gap < len(items) else None
        for obstacle in found:
            yield obstacle.refusal(candidate, problem.contents[content].id, problem.rulers)
