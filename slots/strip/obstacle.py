"""What stands in the way of a content in a gap: a refusal before it has a candidate and a slot."""

from __future__ import annotations

from slots.frozen import light
from slots.strip.distance import Need, Ruler
from slots.strip.refusal import Amount, Refusal, Rule


@light
class Obstacle:
    """A rule broken: what it asks and what there is; of a need that is an amount on its axis."""

    rule: Rule
    asks: Need | Amount = None
    has: Amount = None
    against: str | None = None
    strip: int = 0

    def refusal(self, candidate: str | None, slot: str, rulers: tuple[Ruler, ...]) -> Refusal:
        """The same for a candidate and a content, lengths in the unit of the rule."""
        asks, has = self.asks, self.has
        if isinstance(asks, Need):
            assert isinstance(has, int)
            has = rulers[self.strip].in_unit(asks, has)
            asks = asks.length
        return Refusal(candidate, slot, self.rule, asks, has, self.against)
