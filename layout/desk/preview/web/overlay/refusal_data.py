"""Refusals as the desk tells them: data, with its sentences and what would have to change."""

from __future__ import annotations

from typing import Any

from slots.reasons.refusal_words import missing, told
from slots.reasons.scene import Scene
from slots.strip.decision import Refusal


def explained(refusal: Refusal, scene: Scene) -> dict[str, Any]:
    """A refusal as JSON has it, with its sentences."""
    words = told(refusal, scene)
    return {
        "rule": refusal.rule,
        "required": refusal.required,
        "actual": refusal.actual,
        "against": refusal.against,
        "missing": missing(refusal),
        "said": _sentence(words.said),
        "remedy": _sentence(words.remedy),
        "change": words.change.data() if words.change else None,
    }


def _sentence(text: str) -> str:
    """A text with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"
