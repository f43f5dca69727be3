"""An integer program, written as sums of choices and whole numbers, solved by OR-Tools CP-SAT.

The program is written in the solver's own text format and solved through its core, because
`ortools.sat.python.cp_model` imports pandas, which costs a second and more; this costs 0.06 s.
The same program gives the same answer: one worker, one seed, and a limit that counts work, not
seconds.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from slots.frozen import light

_WORK_LIMIT = 20.0
"""The solver's deterministic time; one unit is about a second on one core."""

_TUNING = (
    "linearization_level:2 add_lp_constraints_lazily:false "
    "use_area_energetic_reasoning_in_no_overlap_2d:true "
    "use_energetic_reasoning_in_no_overlap_2d:true"
)
"""Measured on pages with two ads and three modules: these prove optimality fastest."""


@light
class Sum:
    """A sum of whole-number variables with whole coefficients, plus a constant."""

    terms: tuple[tuple[int, int], ...] = ()
    constant: int = 0

    def __add__(self, other: Sum | int) -> Sum:
        if isinstance(other, int):
            return Sum(self.terms, self.constant + other)
        return Sum(self.terms + other.terms, self.constant + other.constant)

    def __radd__(self, other: int) -> Sum:
        return self + other

    def __mul__(self, factor: int) -> Sum:
        if not factor:
            return Sum()
        return Sum(tuple((v, c * factor) for v, c in self.terms), self.constant * factor)

    def __rmul__(self, factor: int) -> Sum:
        return self * factor

    def __neg__(self) -> Sum:
        return self * -1

    def __sub__(self, other: Sum | int) -> Sum:
        return self + -other

    def __rsub__(self, other: int) -> Sum:
        return other + -self

    @property
    def merged(self) -> tuple[tuple[int, int], ...]:
        """Its terms with each variable once, none with coefficient 0."""
        total: dict[int, int] = {}
        for variable, coefficient in self.terms:
            total[variable] = total.get(variable, 0) + coefficient
        return tuple((v, c) for v, c in total.items() if c)

    @property
    def literal(self) -> int:
        """The solver's number of a choice c, or of its opposite, 1 - c."""
        ((variable, coefficient),) = self.terms
        assert (coefficient, self.constant) in ((1, 0), (-1, 1)), self
        return variable if coefficient == 1 else -variable - 1


def total(sums: Iterable[Sum]) -> Sum:
    """The sum of all of these."""
    parts = tuple(sums)
    terms = tuple(term for part in parts for term in part.terms)
    return Sum(terms, sum(part.constant for part in parts))


@dataclass(frozen=True, slots=True)
class Answer:
    """What the solver found: the value of each variable, its cost, and a lower bound of all costs.

    `values` is None where no solution was found; then `proven` tells whether there is none. `work`
    is the deterministic time that it took.
    """

    values: tuple[int, ...] | None
    objective: int
    bound: int
    proven: bool
    work: float = 0.0

    def __call__(self, what: Sum) -> int:
        """The value of a sum."""
        assert self.values is not None
        return what.constant + sum(self.values[v] * c for v, c in what.terms)


class Program:
    """An integer program under construction. Variables have bounds; constraints can be conditional:
    `only_if` lists choices that must all be made for a constraint to hold."""

    def __init__(self) -> None:
        self._bounds: list[tuple[int, int]] = []
        self._lines: list[str] = []
        self._constraints = 0
        self._hints: list[tuple[int, int]] = []

    def whole(self, low: int, high: int) -> Sum:
        """A whole number from `low` to `high`."""
        assert low <= high, (low, high)
        self._bounds.append((low, high))
        return Sum(((len(self._bounds) - 1, 1),))

    def choice(self) -> Sum:
        """A yes (1) or no (0)."""
        return self.whole(0, 1)

    def least(self, what: Sum, low: Sum | int, only_if: Sequence[Sum] = ()) -> None:
        """what >= low."""
        self._linear(what - low, 0, None, only_if)

    def most(self, what: Sum, high: Sum | int, only_if: Sequence[Sum] = ()) -> None:
        """what <= high."""
        self._linear(what - high, None, 0, only_if)

    def equal(self, what: Sum, other: Sum | int, only_if: Sequence[Sum] = ()) -> None:
        """what == other."""
        self._linear(what - other, 0, 0, only_if)

    def exactly_one(self, choices: Iterable[Sum]) -> None:
        """One of these choices, not more."""
        self._add(f"exactly_one{{literals:{_list(c.literal for c in choices)}}}", ())

    def any_of(self, choices: Iterable[Sum], only_if: Sequence[Sum] = ()) -> None:
        """At least one of these choices."""
        self._add(f"bool_or{{literals:{_list(c.literal for c in choices)}}}", only_if)

    def span(self, start: Sum, size: Sum, end: Sum, only_if: Sequence[Sum] = ()) -> int:
        """An interval, each of its parts at most one variable; it exists only if these choices are
        made. Returns its number, for `apart`."""
        self.equal(start + size, end)
        parts = (f"start{{{_affine(start)}}}", f"size{{{_affine(size)}}}", f"end{{{_affine(end)}}}")
        self._add(f"interval{{{''.join(parts)}}}", only_if)
        return self._constraints - 1

    def apart(self, across: Sequence[int], down: Sequence[int]) -> None:
        """Rectangles, given as intervals across and down, do not overlap."""
        self._add(f"no_overlap_2d{{x_intervals:{_list(across)}y_intervals:{_list(down)}}}", ())

    def hint(self, choice: Sum, value: int) -> None:
        """Where the search for a solution may start: a choice with its value."""
        ((variable, _),) = choice.terms
        self._hints.append((variable, value))

    def minimise(
        self,
        cost: Sum,
        work: float = _WORK_LIMIT,
        gap: float = 0.0,
        tuning: str = _TUNING,
    ) -> Answer:
        """Solve for the least cost, within a limit of deterministic work, or until the gap between
        cost and bound is at most `gap`, a share of the cost."""
        enough = f" relative_gap_limit:{gap}" if gap else ""
        limits = f"num_workers:1 random_seed:1 max_deterministic_time:{work}{enough} {tuning}"
        return _solve(self.text(cost), len(self._bounds), limits, cost)

    def _linear(self, what: Sum, low: int | None, high: int | None, only_if: Sequence[Sum]) -> None:
        terms = what.merged
        ends = (
            -(2**60) if low is None else low - what.constant,
            2**60 if high is None else high - what.constant,
        )
        self._add(f"linear{{{_terms(terms)}domain:{_list(ends)}}}", only_if)

    def _add(self, constraint: str, only_if: Sequence[Sum]) -> None:
        when = f"enforcement_literal:{_list(c.literal for c in only_if)}" if only_if else ""
        self._lines.append(f"constraints{{{when}{constraint}}}")
        self._constraints += 1

    def text(self, cost: Sum) -> str:
        """The whole program in the solver's text format."""
        variables = (f"variables{{domain:[{low},{high}]}}" for low, high in self._bounds)
        terms = _terms(cost.merged)
        objective = f"objective{{{terms}offset:{cost.constant} scaling_factor:1}}" if terms else ""
        hints = sorted(dict(self._hints).items())
        start = f"solution_hint{{{_pairs(hints, 'values')}}}" if hints else ""
        return "\n".join((*variables, *self._lines, objective, start))


def _solve(text: str, variables: int, limits: str, cost: Sum) -> Answer:
    from ortools.sat.python import cp_model_helper as core

    program = core.CpModelProto()
    assert program.parse_text_format(text), "the solver does not read this program"
    parameters = core.SatParameters()
    assert parameters.parse_text_format(limits), limits
    wrapper = core.SolveWrapper()
    wrapper.set_parameters(parameters)
    response = wrapper.solve(program)  # type: ignore[no-untyped-call]
    status, spent = response.status.name, response.deterministic_time
    assert status != "MODEL_INVALID", core.CpSatHelper.validate_model(program)
    if status in ("OPTIMAL", "FEASIBLE"):
        values = tuple(response.solution)
        assert len(values) == variables
        objective = Answer(values, 0, 0, False)(cost)
        bound = min(objective, round(response.best_objective_bound))
        return Answer(values, objective, bound, bound == objective, spent)
    proven = status == "INFEASIBLE"
    lowest = response.best_objective_bound
    bound = 0 if proven or not math.isfinite(lowest) else round(lowest)
    return Answer(None, 0, bound, proven, spent)


def _list(numbers: Iterable[int]) -> str:
    return f"[{','.join(map(str, numbers))}]"


def _terms(terms: Sequence[tuple[int, int]]) -> str:
    return _pairs(terms, "coeffs") if terms else ""


def _pairs(pairs: Sequence[tuple[int, int]], second: str) -> str:
    return f"vars:{_list(v for v, _ in pairs)}{second}:{_list(n for _, n in pairs)}"


def _affine(what: Sum) -> str:
    return f"{_terms(what.merged)}offset:{what.constant}"
