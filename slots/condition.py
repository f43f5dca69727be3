"""Conditions a story must meet for a slot to come near it."""

from __future__ import annotations

from collections.abc import Iterator

from slots.content import About
from slots.obstacle import Obstacle
from slots.when import When


def unmet(when: When, about: About, words: int) -> Iterator[Obstacle]:
    """Every condition the story does not meet. `words` counts its copy where `about` does not."""
    yield from _section(when, about)
    yield from _tags(when, about)
    count = words if about.words is None else about.words
    if when.min_words is not None and count < when.min_words:
        yield Obstacle("when.min_words", f"{when.min_words} words", f"{count} words")
    if when.max_words is not None and count > when.max_words:
        yield Obstacle("when.max_words", f"at most {when.max_words} words", f"{count} words")


def _section(when: When, about: About) -> Iterator[Obstacle]:
    section = about.section or "no section"
    if when.sections and about.section not in when.sections:
        yield Obstacle("when.sections", f"section {' or '.join(when.sections)}", section)
    if about.section in when.without_sections:
        yield Obstacle("when.without_sections", "another section", section)


def _tags(when: When, about: About) -> Iterator[Obstacle]:
    wanted = [tag for tag in when.tags if tag in about.tags]
    if when.tags and not wanted:
        tags = ", ".join(about.tags) or "no tags"
        yield Obstacle("when.tags", f"a tag of {', '.join(when.tags)}", tags)
    barred = [tag for tag in when.without_tags if tag in about.tags]
    if barred:
        yield Obstacle("when.without_tags", f"no tag {', '.join(barred)}", ", ".join(barred))
