"""What a story says of its own rules: those it changes for itself, and whether it has no ads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from layout.story.as_written import SlotAsk, Story
from slots.finding import Finding, Severity, Where

if TYPE_CHECKING:
    from slots.rules.terms import Rules


def rules_for(story: Story, rules: Rules) -> Rules:
    """The rules a story is placed by: those given, with its own over them. Raises BadInput."""
    if not (story.rules or story.ad_free):
        return rules
    from slots.rulebook.override import ad_free, overridden

    own = overridden(rules, story.rules)
    return ad_free(own) if story.ad_free else own


def without_ads(story: Story) -> tuple[Story, tuple[Finding, ...]]:
    """A story with `ads: none` without the ads its text asks for, and a note of how many."""
    if not story.ad_free:
        return story, ()
    kept = tuple(ask for ask in story.asks if not isinstance(ask.content, SlotAsk))
    dropped = len(story.asks) - len(kept)
    if not dropped:
        return story, ()
    said = "the ad it asks for is" if dropped == 1 else f"the {dropped} ads it asks for are"
    message = f"ads: none: {said} left out"
    note = Finding("ad-free", Severity.INFO, message, Where(story.source or None))
    return replace(story, asks=kept), (note,)
