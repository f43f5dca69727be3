"""Relaxation: rules that give way, in the order their slot names, until it reaches its `min`.

A long story of awkward structure has few gaps that keep every rule. Where a slot cannot have its
`min`, its first step of `relax` is taken and all is placed anew, then its second, and so on: only
as many steps as it takes, and none that does not help. A step frees only as many ads as `min`
needs: all others keep the rules as they are written.

        as written                 1 of 3 ads stands, min = 2
        step 1, all may take it    1                             no help: not taken
        step 2, all may take it    2                             it helps: for how many?
        step 2, one may take it    2                             one; the others keep every rule

What gave way, and for which, is recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from slots.exact.best_first import best
from slots.problem.between_boxes import last_fits
from slots.problem.build import Steps
from slots.problem.choices import Chain, Problem, count_of, presence
from slots.rules.relaxation import Leave, Leaves, relaxed_terms, required_before
from slots.rules.terms import Terms
from slots.strip.decision import Relaxation


@dataclass(frozen=True, slots=True)
class ProblemBuilder:
    """Builds one problem: `closed` with the steps that contents have taken, `opened` with the
    leaves that slots have."""

    closed: Callable[[Steps], Problem]
    opened: Callable[[Leaves], Problem]


@dataclass(frozen=True, slots=True)
class RelaxedChain:
    """A problem in which every content has its own terms, the chain chosen for it, and the bound of
    all chains that the leaves allow; `closed` builds it with other steps taken."""

    problem: Problem
    chain: Chain
    bound: int
    closed: Callable[[Steps], Problem]


@dataclass(frozen=True, slots=True)
class _Trial:
    """What a search found under some leaves."""

    problem: Problem
    chain: Chain
    bound: int

    def present(self, slot: str) -> int:
        """How many contents of a slot stand."""
        return count_of(self.problem, self.chain, slot)

    def on_step(self, slot: str, steps: int) -> int:
        """How many of them stand on the terms after this many steps, or more."""
        contents, taken = self.problem.contents, self.problem.steps
        return sum(contents[c].slot == slot and taken[c] >= steps for _, c in self.chain)

    @property
    def presence(self) -> int:
        """How many contents count towards the `min` of their slots."""
        return presence(self.problem, [content for _, content in self.chain])


def relax(builder: ProblemBuilder, effort: int) -> RelaxedChain:
    """The best chain with as few steps of relaxation, for as few contents, as `min` needs.

    `effort` is the search's limit. Slots are looked at in the order of their contents. Each takes
    the fewest steps that give it most of its `min`, and frees the fewest contents; of these the
    fewest take the last step, then the one before it that had helped.
    """
    problem = builder.closed({})
    found = _Trial(problem, *best(problem, effort))
    leaves: Leaves = {}
    for slot in _short(found):
        search = _LeaveSearch(builder, effort, slot, leaves)
        found = search.through(found)
        leaves = search.leaves
    if not leaves:
        return RelaxedChain(problem, found.chain, found.bound, builder.closed)
    return _settled(builder, found, leaves)


@dataclass(slots=True)
class _LeaveSearch:
    """The search for the leaves that one slot needs, beside those of others. Lives as long as one
    search."""

    builder: ProblemBuilder
    effort: int
    slot: str
    leaves: Leaves

    def through(self, found: _Trial) -> _Trial:
        """What is found once the slot has the leaves it needs."""
        wanted = _wanted(found.problem, self.slot)
        for step in range(1, len(terms_of(found.problem, self.slot).relax) + 1):
            if found.present(self.slot) >= wanted:
                break
            freed = self._under((Leave(step, wanted),))
            if freed.present(self.slot) > found.present(self.slot):
                found = self._fewest(freed, step)
        return found

    def _under(self, leaves: tuple[Leave, ...]) -> _Trial:
        problem = self.builder.opened({**self.leaves, self.slot: leaves})
        return _Trial(problem, *best(problem, self.effort))

    def _fewest(self, freed: _Trial, last: int) -> _Trial:
        """The same with the fewest contents freed, and notes their leaves: as few as can be at all,
        of these as few as can be by the last step, then by those that had helped before it."""
        steps = (*(leave.steps for leave in self.leaves.get(self.slot, ())), last)
        found, every = self._narrowed(freed, (), last, ())
        deeper: tuple[Leave, ...] = ()
        for place in reversed(range(len(steps))):
            most, others = every, tuple(Leave(step, every) for step in steps[:place])
            if others:
                found, most = self._narrowed(found, others, steps[place], deeper)
            deeper = (Leave(steps[place], most), *deeper)
            if most == every:
                break
        self.leaves = {**self.leaves, self.slot: deeper}
        return found

    def _narrowed(
        self, found: _Trial, others: tuple[Leave, ...], steps: int, deeper: tuple[Leave, ...]
    ) -> tuple[_Trial, int]:
        """The trial with the smallest leave for `steps` steps, beside the other leaves, in which as
        many contents count towards every `min`; and how many contents that leave is for."""
        for most in range(1, found.on_step(self.slot, steps)):
            trial = self._under((*others, Leave(steps, most), *deeper))
            if trial.presence >= found.presence:
                return trial, most
        return found, found.on_step(self.slot, steps)


def _short(found: _Trial) -> tuple[str, ...]:
    """Slots that have less than their `min` and rules that may give way, in order."""
    slots = dict.fromkeys(content.slot for content in found.problem.contents)
    return tuple(
        slot
        for slot in slots
        if terms_of(found.problem, slot).relax
        and found.present(slot) < _wanted(found.problem, slot)
    )


def _wanted(problem: Problem, slot: str) -> int:
    """How many of a slot must be: its `min`, or all there are where there are fewer."""
    own = [m for m, content in enumerate(problem.contents) if content.slot == slot]
    return min(problem.least[own[0]], len({problem.contents[m].id for m in own}))


def terms_of(problem: Problem, slot: str) -> Terms:
    """The terms of a slot as written, in a problem that has them."""
    return next(
        terms
        for content, terms, steps in zip(
            problem.contents, problem.terms, problem.steps, strict=True
        )
        if content.slot == slot and not steps
    )


def _settled(builder: ProblemBuilder, found: _Trial, leaves: Leaves) -> RelaxedChain:
    """What was found, as a problem in which each content has the terms that it stands on.

    Where a slot is short of its `min` even so, more of its contents had leave than stand. The
    missing ones are on the last step too, so that their refusals name what even relaxed rules
    require.
    """
    contents = found.problem.contents
    steps = {contents[c].id: found.problem.steps[c] for _, c in found.chain}
    for slot, own in leaves.items():
        short = _wanted(found.problem, slot) - found.present(slot)
        absent = dict.fromkeys(c.id for c in contents if c.slot == slot and c.id not in steps)
        steps.update(dict.fromkeys([*absent][: max(0, short)], own[-1].steps))
    problem = builder.closed(steps)
    places = {content.id: place for place, content in enumerate(problem.contents)}
    chain = tuple((gap, places[contents[content].id]) for gap, content in found.chain)
    return RelaxedChain(problem, chain, found.bound, builder.closed)


def lightened(chosen: RelaxedChain) -> Problem:
    """The problem with each content of the chain on the fewest steps that it needs where it
    stands."""
    problem, chain = chosen.problem, chosen.chain
    for _, content in chain:
        for fewer in range(problem.steps[content]):
            steps = dict(zip((c.id for c in problem.contents), problem.steps, strict=True))
            trial = chosen.closed({**steps, problem.contents[content].id: fewer})
            if _holds(trial, chain):
                problem = trial
                break
    return problem


def _holds(problem: Problem, chain: Chain) -> bool:
    """Whether every rule about places holds for a chain."""
    return all(problem.open(content, gap) for gap, content in chain) and all(
        last_fits(problem, chain[: length + 1]) for length in range(len(chain))
    )


def recorded(written: Problem, problem: Problem, chain: Chain) -> Iterator[Relaxation]:
    """What gave way, slot by slot and step by step, and for which contents of a chain; `written` is
    the problem without any step taken."""
    taken = sorted((content, problem.steps[content]) for _, content in chain)
    slots = dict.fromkeys(problem.contents[content].slot for content, steps in taken if steps)
    for slot in slots:
        terms = terms_of(written, slot)
        own = [(problem.contents[c].id, n) for c, n in taken if problem.contents[c].slot == slot]
        for number, step in enumerate(terms.relax[: max(n for _, n in own)], 1):
            before = relaxed_terms(terms, number - 1)
            now = str(step.to) if step.to is not None else "nothing"
            freed = tuple(name for name, steps in own if steps >= number)
            yield Relaxation(slot, number, step.rule, required_before(before, step), now, freed)
