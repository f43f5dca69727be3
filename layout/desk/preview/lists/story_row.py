"""A story as lists show it: what it is called, what it asks for, and what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from layout.desk.preview.lists.file_marks import Mark
from layout.story.as_written import Story
from layout.story.module import Module
from layout.story.reading_order import texts_of_block
from layout.story.run import text_of
from layout.work.terminal.report import as_data
from slots.finding import Finding, Severity

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class Known:
    """What was found out about a file: the marks it was found under, the story's name ("" where
    there is none), what it says as JSON, and all findings."""

    marks: tuple[Mark, str]
    slug: str
    said: dict[str, Any]
    findings: tuple[Finding, ...]


def story_data(story: Story | None) -> dict[str, Any]:
    """What a story says of itself; nothing of one that cannot be read."""
    if story is None:
        return {}
    contents = [ask.content for ask in story.asks]
    modules = [content.kind for content in contents if isinstance(content, Module)]
    copy = (text for block in story.body for text in texts_of_block(block))
    return {
        "slug": story.slug,
        "headline": text_of(story.headline),
        "kicker": story.kicker,
        "section": story.section,
        "byline": story.byline,
        "date": story.date.isoformat() if story.date else story.date_text,
        "words": sum(len(text.split()) for text in copy),
        "ads": len(contents) - len(modules),
        "modules": modules,
        "ad_free": story.ad_free,
        "own_rules": bool(story.rules),
    }


def story_row(name: str, known: Known, own: Iterable[Finding], page: int | None) -> dict[str, Any]:
    """A row: `own` are the findings that lie in the story's file; the worst of them is shown."""
    found = sorted(dict.fromkeys(own), key=lambda finding: _WEIGHT[finding.severity])
    counts = Counter(finding.severity for finding in found)
    return {
        "file": name,
        **known.said,
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "notes": counts[Severity.INFO],
        "first": as_data(found[0]) | {"file": name} if found else None,
        "page": page,
    }
