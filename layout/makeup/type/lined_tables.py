"""Tables that fit no measure there is: their rows are set as lines of text, and that is
reported."""

from __future__ import annotations

from collections.abc import Iterator

from layout.story.as_written import Story
from layout.story.block import Table
from layout.typeset.set_table import fits_measure, least_measure
from layout.typeset.set_text import Compositor
from slots.book.ad_size import in_mm
from slots.finding import Finding, Severity, Where


def lined_tables(story: Story, measure: int, by: Compositor, place: str) -> Iterator[Finding]:
    """A warning for each table of a story that does not fit the widest measure it can have, which
    `place` names in a sentence."""
    for block in story.body:
        if isinstance(block, Table) and not fits_measure(block, measure, by):
            needed, there = in_mm(least_measure(block, by)), in_mm(measure)
            message = (
                f"the table needs {needed} so that none of its words and figures is broken, "
                f"{place} has {there}: its rows are set as lines of text"
            )
            hint = "turn its rows into columns, split it, or write shorter heads"
            where = Where(story.source or None, block.line or None)
            yield Finding("table-too-wide", Severity.WARNING, message, where, hint)
