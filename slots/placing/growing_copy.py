"""Online placement with a look ahead: copy added at the end of a story never moves a slot above it.

For stories that grow while they are read (a live report), and for pages whose upper part must stay
as it was sold. Gaps are decided once, from the top down, on what stands above and a look ahead of
fixed length:

        ├ gap       decided: what is here depends on the copy above, on the boxes above, and on
        │ copy      the copy down to `ahead` below the gap
        ├ gap       decided
        │ copy  ─┬─
        │ copy   │  ahead: the longest `from_end` and clearance `below` of all slots, the foot of
        │ copy   │  a box beside the copy with its run, and one whole block
        ┴ end   ─┴─ gaps in here wait: copy to come decides them

**The law.** Let T be a strip S with items added below its end. Then the placements of S are the
first placements of T, with the same gaps, tops and boxes; all others of T stand below them.

*Proof.* A gap is decided in S if `ahead` fits between it and the end of S; then it does in T, and
the decided gaps of S are the first ones of T, for the room below a gap shrinks from gap to gap. The
decision at a gap reads (1) the items above it and the one right below, (2) opponents below that are
nearer than their clearance, hence within `ahead`, hence in S, (3) the boxes above it, (4) density,
promotion and quotas of the strip that ends at the gap. All of that is the same in S and T if the
boxes above are, which they are by induction from the top. The top of a box is the height of the
copy and the boxes above it.

Density that holds for the copy down to the last box holds for the whole: more copy only lowers it.
Ads that the copy brings along further down do not: where they would break a limit of the page, a
slot is left out, and the law holds for the copy without them. It does not hold for terms that read
how long the whole is, such as shares (%) and counting from the end: `unstable_rules` names them.
Steps of `relax` are never taken: whether a `min` is reached is not known before the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from slots.case import Case
from slots.exact.outlook import disorder
from slots.placing.flow_measures import measured
from slots.problem.barriers import Barriers
from slots.problem.build import build_problem
from slots.problem.choices import POINT, Chain, Problem, clashes, presence, worth
from slots.problem.why_closed import Trace, forbidden
from slots.rules.terms import Terms
from slots.strip.decision import Decision
from slots.strip.distance import Need, Ruler, ruler
from slots.strip.measured_flow import Strip
from slots.strip.refusal import Kind, Obstacle, Refusal, Rule
from slots.units import Length, Unit


def stable(case: Case, trace: bool | Trace = True) -> Decision:
    """The placement that copy added at the end never changes (see the law above).

    Of the contents that may stand in a gap it takes the one that counts towards a `min`, else the
    one worth most, less the disorder it makes, else the one the story has first. `objective`
    and `bound` are those of `slots.placing.place`: the difference is what stability costs.
    """
    problem = build_problem(case)
    ahead = _ahead(problem)
    chain: Chain = ()
    for gap in range(_decided(problem, ahead)):
        chain = (*chain, *_choice(problem, chain, gap))
    refused = tuple(_refusals(problem, chain, ahead, trace)) if trace else ()
    return measured(problem, chain, refused)


Ahead = tuple[tuple[Need, ...], ...]
"""The look ahead: what must follow a gap, on each axis of each strip."""


def _ahead(problem: Problem) -> Ahead:
    """The look ahead of all contents together, so that none of them waits for another."""
    terms = dict(zip((c.slot for c in problem.contents), problem.terms, strict=True))
    return tuple(
        (*_required(terms.values(), measure), *_feet(problem, strip, measure))
        for strip, measure in enumerate(problem.rulers)
    )


def _required(terms: Iterable[Terms], measure: Ruler) -> Iterator[Need]:
    for each in terms:
        below = (clearance.below for clearance in each.clearance.values())
        for length in (each.from_end, *below):
            if length is not None:
                yield measure.need(length)


def _feet(problem: Problem, strip: int, measure: Ruler) -> Iterator[Need]:
    """How far boxes beside the copy reach down, with the way they travel."""
    for content, terms in enumerate(problem.terms):
        if problem.beside[content]:
            run = measure.need(terms.min_run or Length(Fraction(0), Unit.PX))
            tall = problem.contents[content].sizes[strip][1]
            yield Need(run.length, run.axis, run.amount + tall)


def _decided(problem: Problem, ahead: Ahead) -> int:
    """How many gaps, from the top, have the whole look ahead below them."""
    return next(
        (gap for gap in range(problem.end) if next(_waits(problem, ahead, gap), None)), problem.end
    )


def _waits(problem: Problem, ahead: Ahead, gap: int) -> Iterator[Obstacle]:
    """Why a gap is not decided yet."""
    if gap == problem.end:
        yield Obstacle(Rule(Kind.STABLE), "a block directly below", "the end")
    for strip, (measure, needs) in enumerate(zip(problem.rulers, ahead, strict=True)):
        for need in needs:
            left = measure.whole[need.axis] - measure.scales[need.axis][gap]
            if left < need.amount:
                yield Obstacle(Rule(Kind.STABLE), need, left, None, strip)
                return


@dataclass(frozen=True, slots=True, order=True)
class _Rank:
    """What makes one content the better one for a gap: `min`, then gain, then the story's order."""

    counts: bool
    gain: int
    order: int


def _choice(problem: Problem, chain: Chain, gap: int) -> Chain:
    """The stop that a gap gets: one, or none."""
    ranks = [(_rank(problem, chain, (gap, c)), c) for c in _fitting(problem, chain, gap)]
    best = max(ranks, default=None)
    return ((gap, best[1]),) if best and (best[0].counts or best[0].gain > 0) else ()


def _fitting(problem: Problem, chain: Chain, gap: int) -> Iterator[int]:
    """The contents that may stand in a gap below a chain; of interchangeable ones the first."""
    placed, seen = {content for _, content in chain}, set()
    for content in range(len(problem.contents)):
        own = problem.contents[content]
        kind = (own.slot, own.sizes, own.categories)
        if content in placed or kind in seen or not problem.open(content, gap):
            continue
        seen.add(kind)
        if next(_against(problem, chain, (gap, content)), None) is None:
            yield content


def _against(problem: Problem, chain: Chain, stop: tuple[int, int]) -> Iterator[Obstacle]:
    """What the boxes above have against a stop: where it is, and as sets in the copy so far and
    in all of it."""
    gap, content = stop
    yield from forbidden(problem, chain, stop)
    members = tuple(sorted((*(c for _, c in chain), content)))
    yield from clashes(_prefix(problem, gap), members)
    yield from clashes(problem, members)


def _prefix(problem: Problem, gap: int) -> Problem:
    """The problem on the copy that ends at a gap's mark; for rules about sets."""
    return replace(problem, rulers=tuple(ruler(_above(r.strip, gap)) for r in problem.rulers))


def _above(strip: Strip, gap: int) -> Strip:
    foot = strip.items[gap].top if gap < len(strip.items) else strip.height
    return replace(strip, items=strip.items[:gap], height=foot)


def _rank(problem: Problem, chain: Chain, stop: tuple[int, int]) -> _Rank:
    gap, content = stop
    members = [c for _, c in chain]
    counts = presence(problem, [*members, content]) > presence(problem, members)
    mask = sum(1 << member for member in members)
    cost = disorder(mask, content) * problem.page.source_order * POINT
    return _Rank(counts, worth(problem, content, gap) - cost, -content)


def _refusals(problem: Problem, chain: Chain, ahead: Ahead, trace: int) -> Iterator[Refusal]:
    """Why each content stands in no other gap."""
    taken = {content: gap for gap, content in chain}
    barriers = Barriers(problem)
    for content in range(len(problem.contents)):
        if trace == Trace.UNPLACED and content in taken:
            continue
        closed = barriers.of(content)
        for gap in range(problem.end + 1):
            if taken.get(content) != gap:
                waits = (*_waits(problem, ahead, gap), *closed.get(gap, ()))
                yield from _refused(problem, chain, waits, (gap, content))


def _refused(
    problem: Problem, chain: Chain, waits: tuple[Obstacle, ...], stop: tuple[int, int]
) -> Iterator[Refusal]:
    """The refusals of one content in one gap: by the copy, by the boxes above, or by a better one.

    `waits` are those by the copy, and by what may still come.
    """
    gap, content = stop
    items = problem.rulers[0].strip.items
    above = tuple(other for other in chain if other[0] < gap and other[1] != content)
    found = [*waits, *_against(problem, above, stop)]
    holder = next((other for at, other in chain if at == gap), None)
    if holder is not None:
        found.append(Obstacle(Rule(Kind.GAP), against=problem.contents[holder].id))
    if not found and content not in {c for _, c in chain}:
        points = _rank(problem, above, stop).gain / POINT
        found.append(Obstacle(Rule(Kind.WORTH), None, points))
    candidate = items[gap].id if gap < len(items) else None
    for obstacle in dict.fromkeys(found):
        yield obstacle.refusal(candidate, problem.contents[content].id, problem.rulers)
