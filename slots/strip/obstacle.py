"""What stands in the way of a content in a gap: a refusal before it has a candidate and a slot."""

from __future__ import annotations

from slots.frozen import light
from slots.strip.decision import Refusal
from slots.strip.distance import Need, Ruler


@light
class Obstacle:
    """A rule broken: what it asks and what there is, as text, or as a need and an amount."""

    rule: str
    required: Need | str
    actual: int | str
    against: str | None = None
    strip: int = 0

    def refusal(self, candidate: str | None, slot: str, rulers: tuple[Ruler, ...]) -> Refusal:
        """The same for a candidate and a content, lengths in the unit of the rule."""
        required, actual = self.required, self.actual
        if isinstance(required, str):
            return Refusal(candidate, slot, self.rule, required, str(actual), self.against)
        assert isinstance(actual, int)
        spelled = rulers[self.strip].spelled(required, actual)
        return Refusal(candidate, slot, self.rule, str(required.length), spelled, self.against)
