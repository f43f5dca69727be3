"""When pages are to be closed: by themselves, else with their section; and what is said of
deadlines for pages and sections that the edition does not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from layout.edition.decided.kept_in_edition import unknown_page
from layout.story.decided import Decisions
from slots.finding import Finding, Severity
from slots.stacking.task.ad_page import StackPage


def deadline_of(page: StackPage, decisions: Decisions) -> str:
    """The time of day at which a page is to be closed; "" where nobody says."""
    own = decisions.deadlines.get(page.number, "")
    return own or decisions.section_deadlines.get(page.section, "")


def unknown_deadlines(decisions: Decisions, pages: Sequence[StackPage]) -> Iterator[Finding]:
    """A warning for each page, and each section, that has a deadline and that is not there. Of a
    page of which more is decided that is told with the rest."""
    from slots.rules.mistake import nearest, suggested

    numbers = {page.number for page in pages}
    for number in sorted(decisions.deadlines.keys() - numbers - decisions.pages.keys()):
        yield unknown_page(f"page.{number}", numbers, decisions.places.key(("page", str(number))))
    sections = {page.section for page in pages} - {""}
    for name in decisions.section_deadlines:
        if name not in sections:
            near, path = nearest(name, sorted(sections)), ("section", name)
            words = "no page is of a section of this name"
            message = f"[section.{name[:60]}]: {words}{suggested(near)}"
            hint = "write it as in newsgrid.toml, under [[print.sections]]"
            where = decisions.places.key(path)
            found = Finding("unknown-section", Severity.WARNING, message, where, hint)
            yield replace(found, edits=decisions.places.edits(path, near, key=True))
