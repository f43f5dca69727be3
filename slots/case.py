"""What is placed where: the one thing that every way to place, to measure and to audit takes."""

from __future__ import annotations

from slots.frozen import light
from slots.rules.terms import PageTerms, Rules, Terms
from slots.strip.content import NO_STORY, About, Content
from slots.strip.measured_flow import Strip


@light
class Case:
    """A story at one breakpoint under rules.

    `strips` are the story at sampled widths of the breakpoint, with the same items; `contents`
    everything it asks for, in its order, with a size for each strip; `about` what is known of the
    story. Where only the rules matter (which region, which conditions), strips may be left out.
    """

    strips: tuple[Strip, ...]
    contents: tuple[Content, ...]
    rules: Rules
    breakpoint: str
    about: About = NO_STORY

    @property
    def page(self) -> PageTerms:
        """The terms of the page."""
        return self.rules.page_terms(self.breakpoint)

    def terms(self, slot: str) -> Terms:
        """The terms of a slot, as they are written."""
        return self.rules.terms(slot, self.breakpoint)
