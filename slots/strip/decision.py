"""The result of placing: the choice made, the refusals, and the figures that prove it."""

from __future__ import annotations

from dataclasses import dataclass

from slots.frozen import light
from slots.strip.refusal import Refusal, Rule


@light
class Placement:
    """A content (`slot`) in a gap. `before` is the id of the item it precedes, None at the end of
    the flow.

    `size` is the largest (width, height) it may serve; `top` and `bottom` are the edges of its
    reserved box in the flow with all placements in it. All in millipoints.
    """

    slot: str
    before: str | None
    size: tuple[int, int]
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A rule that gave way so that a slot reached its `min`: `step` counts the slot's from 1.

    `ads` are the contents it gave way for; all others of the slot keep it as it is written.
    """

    slot: str
    step: int
    rule: str
    asked: str
    instead: str
    ads: tuple[str, ...]

    def __str__(self) -> str:
        way = f"{self.rule} {self.asked} -> {self.instead}"
        return f"{self.slot}: {way} (step {self.step}, for {', '.join(self.ads)})"


@dataclass(frozen=True, slots=True)
class Decision:
    """All placements of a strip, every refusal, and the proof: objective = bound if optimal.

    `alone` names, for contents that stand nowhere and whose gaps are all closed by several rules,
    the one that would let them in if it were taken away alone, where one is known
    (`slots.placing.sole_rule`). `density` is Better Ads' measure at its worst width, `lighthouse`
    the share that Lighthouse's audit of ads would report for the copy there.
    """

    placements: tuple[Placement, ...]
    refusals: tuple[Refusal, ...]
    objective: int
    bound: int
    density: float
    relaxed: tuple[Relaxation, ...] = ()
    lighthouse: float = 0.0
    alone: tuple[tuple[str, Rule], ...] = ()

    def steps(self, content: str) -> int:
        """How many steps of relaxation a content stands on; 0 for the rules as they are written."""
        return max((each.step for each in self.relaxed if content in each.ads), default=0)
