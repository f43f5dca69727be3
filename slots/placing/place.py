"""Exact placement: the choice of gaps for ads and modules worth most among all that keep the rules.

The objective, in thousandths of a point:

      sum of values, each less its decay with depth     slots' `value`, `decay`
    + evenness of the stretches of copy between slots   `page.evenness`
    - disorder against the order the story asks for     `page.source_order`
    + 10^12 for each content up to its slot's `min`     before everything else

Depth and evenness are counted in reading length (`slots.strip.distance`) on the first strip; hard
rules hold on every strip. Where a slot does not reach its `min`, its rules give way
(`slots.placing.relax`). How a box stands in its gap is drawn in `slots.placing.flow_measures`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from slots.case import Case
from slots.exact.best_first import STEPS, best
from slots.placing.flow_measures import density_of, flow, lighthouse_of
from slots.placing.greedy import greedy
from slots.placing.growing_copy import stable
from slots.placing.relax import ProblemBuilder, RelaxedChain, lightened, recorded, relax
from slots.placing.sole_rule import alone_of
from slots.problem.between_boxes import Weak
from slots.problem.build import build_open_problem, build_problem
from slots.problem.choices import Chain, Problem, clashes, objective
from slots.problem.why_closed import Trace, forbidden, inserted, refusals
from slots.rules.terms import Strategy
from slots.strip.decision import Decision, Placement, Relaxation


def place(case: Case, trace: bool | Trace = True) -> Decision:
    """The placement that holds on every strip, with each refusal and the proof.

    Contents whose region is not in or beside the article at the breakpoint are left alone:
    `regions` says where they belong. The placement is the best there is (`objective == bound`
    proves that nothing is worth more), or the one that the page's `strategy` makes. Without `trace`
    the same placements come without refusals, and with Trace.UNPLACED with those of contents that
    found no place.
    """
    ways = {Strategy.GREEDY: greedy, Strategy.STABLE: stable}
    return ways.get(case.page.strategy, exact)(case, trace)


def exact(case: Case, trace: bool | Trace = True) -> Decision:
    """The best placement, whatever strategy the rules name; as `place`."""
    return decided(
        relax(
            ProblemBuilder(partial(build_problem, case), partial(build_open_problem, case)), STEPS
        ),
        trace,
    )


def solve(problem: Problem, trace: bool | Trace = True, steps: int = STEPS) -> Decision:
    """The decision on a problem; with fewer `steps`, at worst a valid one below its bound."""
    chain, bound = best(problem, steps)
    return decided(RelaxedChain(problem, chain, bound, lambda _: problem), trace)


def decided(chosen: RelaxedChain, trace: bool | Trace = True) -> Decision:
    """A choice as a decision: placements, refusals, the proof and the measures of density."""
    problem, chain = chosen.problem, chosen.chain
    if objective(problem, chain) < chosen.bound:
        chain = _improved(problem, chain)
    relaxed: tuple[Relaxation, ...] = ()
    if any(problem.steps):
        problem = lightened(replace(chosen, chain=chain))
        relaxed = tuple(recorded(chosen.closed({}), problem, chain))
    worth = objective(problem, chain)
    assert worth <= chosen.bound, "a bound is never exceeded"
    refused = tuple(refusals(problem, chain, trace)) if trace else ()
    return Decision(
        placements=flow(problem, chain, 0),
        refusals=refused,
        objective=worth,
        bound=chosen.bound,
        density=density_of(problem, chain),
        relaxed=relaxed,
        lighthouse=lighthouse_of(problem, chain),
        alone=alone_of(problem, chain, refused) if refused else (),
    )


def edges(case: Case, decision: Decision, index: int) -> tuple[Placement, ...]:
    """The placements of a decision with their edges on the strip of this index."""
    problem = build_problem(case)
    gaps = {item.id: gap for gap, item in enumerate(case.strips[0].items)}
    places = {content.id: place for place, content in enumerate(problem.contents)}
    chain = tuple(
        (problem.end if p.before is None else gaps[p.before], places[p.slot])
        for p in decision.placements
    )
    return flow(problem, chain, index)


def _improved(problem: Problem, chain: Chain) -> Chain:
    """The better of two completions where the search was cut short: of its own chain, and of
    none."""
    options = (_completed(problem, chain), _completed(problem, ()))
    return max(options, key=lambda option: objective(problem, option))


def _completed(problem: Problem, chain: Chain) -> Chain:
    """A choice with contents added, each where it gains most, until none gains."""
    while True:
        longer = chain
        for content in range(len(problem.contents)):
            longer = _with(problem, longer, content)
        if longer == chain:
            return chain
        chain = longer


def _with(problem: Problem, chain: Chain, content: int) -> Chain:
    """A choice with one more content where it gains most; unchanged if it fits or gains nowhere."""
    placed = {other for _, other in chain}
    if content in placed or next(clashes(problem, tuple(sorted({*placed, content}))), None):
        return chain
    options = (
        inserted(chain, (gap, content))[0]
        for gap in range(problem.end + 1)
        if problem.open(content, gap)
        and next(forbidden(problem, chain, (gap, content), Weak()), None) is None
    )
    return max((chain, *options), key=lambda option: objective(problem, option))
