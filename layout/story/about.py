"""What conditions can test of a story: its section, tags, authors, dates and text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from layout.story.as_written import Story
from layout.story.reading_order import texts_of_block
from layout.story.run import text_of
from layout.story.text.no_break import freed
from slots.strip.content import About

_BY = re.compile(r"^\s*(?:by|por|from)\b[:\s]*", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|y|e|with|con)\s+|\s*&\s*", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,;|]\s*")


def about_of(story: Story, today: datetime.date | None = None, words: int | None = None) -> About:
    """A story as conditions see it. `today` is the day the page is made for: the edition's date,
    or None where it is not known; `words` the words of its copy, None to count those of the strip.
    """
    copy = (text for block in story.body for text in texts_of_block(block))
    return About(
        section=story.section,
        tags=story.tags,
        words=words,
        authors=authors_of(story.byline),
        language=story.language,
        date=story.date,
        today=today,
        text=freed("\n".join((text_of(story.headline), text_of(story.deck), *copy))),
    )


def authors_of(byline: str) -> tuple[str, ...]:
    """The names in a byline, each once.

    A name that may be two, or one with "y" in it, stands for both: "José Ortega y Gasset".

    >>> authors_of("By Ada Lovelace, Charles Babbage and Mary Somerville")
    ('Ada Lovelace', 'Charles Babbage and Mary Somerville', 'Charles Babbage', 'Mary Somerville')
    """
    return tuple(dict.fromkeys(_names(_BY.sub("", byline, count=1))))


def _names(text: str) -> Iterator[str]:
    for part in filter(None, _COMMA.split(text.strip())):
        part = re.sub(r"^(?:and|y|e)\s+", "", part, flags=re.IGNORECASE).strip()
        yield from filter(None, (part, *(name.strip() for name in _AND.split(part))))
