"""What stands in the way of a content in a gap: a refusal before it has a candidate and a slot."""

from __future__ import annotations

from slots.decision import Refusal
from slots.distance import Need, Ruler
from slots.light import light


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
