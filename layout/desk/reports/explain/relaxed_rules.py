"""What gave way so that a slot reached its `min`, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from slots.strip.decision import Decision, Relaxation


def sentences(decision: Decision) -> Iterator[str]:
    """One sentence for each step of relaxation, in the order they were taken."""
    yield from map(_sentence, decision.relaxed)


def _sentence(step: Relaxation) -> str:
    return (
        f"to reach its min, slot {step.slot} asked {step.instead} instead of {step.asked} "
        f"for {step.rule} of {', '.join(step.ads)} (step {step.step})"
    )
