"""The head of an item as front matter, its keys in the order of docs/stories.md.

    headline: Ferry returns to the bay
    byline: By Inés Carrasco
    section: Town
    tags: [ferry, harbour]

A value has quotes only where YAML would take it for something else. Texts too long for a front
matter stand at the head of the body.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from layout.imports.item import Head, Item
from layout.imports.markdown.fit import Fitting
from layout.imports.markdown.inline import line_of
from layout.story.block import Paragraph
from layout.story.front_matter.yaml_lines import LONGEST_TEXT, MOST_TEXTS
from layout.story.run import Runs, plain, text_of
from layout.story.text.language import is_language
from layout.story.text.pieces import name_of

_LONGEST_TAGS = 30_000
"""Characters of all tags: a front matter has 64,000, and a dozen other values of up to 2,000."""

_LONGEST_SLUG = 200
_MOST = 9_999_999
_NULL = r"(?:~|null|Null|NULL)$"
_QUOTED = re.compile(rf"[,\[\]{{}}#&*!|>'\"%@`]|[-?:](?:\s|$)|.*:(?:\s|$)|.*\s#|{_NULL}")
_QUOTED_IN_LIST = re.compile(rf"[#&*!|>'\"%@`-]|.*[,\[\]{{}}?:]|.*\s#|{_NULL}")
"""What no plain scalar may be or hold. Source: YAML 1.1, 9.1.3, as PyYAML reads it."""


@dataclass(slots=True)
class _Lines:
    """The lines of one front matter, and what is too long for it. Lives as long as one call."""

    fitting: Fitting
    lines: list[str] = field(default_factory=list)
    spare: list[Paragraph] = field(default_factory=list)

    def value(self, key: str, text: str) -> None:
        """Takes in a value, none where it is empty."""
        if text:
            self.lines.append(f"{key}: {scalar(text)}")

    def words(self, key: str, runs: Runs, first: bool = False) -> None:
        """Takes in a text of Markdown; of one too long the `first` part alone, or nothing, and the
        rest goes to the body."""
        kept = self.fitting.runs(runs)
        line = line_of(kept, first=False)
        if len(line) > LONGEST_TEXT:
            part, kept = _first_part(kept) if first else ((), kept)
            line = line_of(part, first=False)
            self.too_long(key, kept)
        self.value(key, line)

    def text(self, key: str, text: str) -> None:
        """Takes in a text that is no Markdown; one too long goes to the body."""
        clean = self.fitting.clean(text)
        if len(clean) > LONGEST_TEXT:
            self.too_long(key, plain(clean))
        else:
            self.value(key, clean)

    def too_long(self, key: str, runs: Runs) -> None:
        """Takes in a text for the body."""
        message = f"{key} over {LONGEST_TEXT:,} characters: set at the head of the body"
        self.fitting.warn("too-long", message)
        self.spare.append(Paragraph(runs))

    def count(self, key: str, number: int | None, least: int) -> None:
        """Takes in a whole number that the story reader takes for one."""
        if number is None:
            return
        if least <= number <= _MOST:
            self.value(key, str(number))
        else:
            self.fitting.note(f"{key} {number} left out: expected {least} to {_MOST:,}")

    def tags(self, tags: Iterable[str]) -> None:
        """Takes in tags, as many as a front matter may have; the others are named."""
        kept: list[str] = []
        beyond: list[str] = []
        length = 0
        for tag in filter(None, map(self.fitting.clean, tags)):
            length += len(tag) + 4
            fits = length <= _LONGEST_TAGS and len(kept) < MOST_TEXTS and len(tag) <= LONGEST_TEXT
            (kept if fits else beyond).append(tag)
        if kept:
            self.lines.append(f"tags: [{', '.join(scalar(tag, True) for tag in kept)}]")
        if beyond:
            message = f"a story has {MOST_TEXTS} tags at most, left out: {', '.join(beyond)}"
            self.fitting.warn("too-many", message)


def front_matter(item: Item, fitting: Fitting) -> tuple[str, tuple[Paragraph, ...]]:
    """The front matter of an item with its lines of ---, and what of its head is for the body."""
    head, lines = item.head, _Lines(fitting)
    lines.words("headline", head.headline, first=True)
    lines.words("print_headline", head.print_headline)
    lines.text("kicker", head.kicker)
    lines.words("deck", head.deck)
    lines.text("byline", head.byline)
    lines.text("dateline", head.dateline)
    for key, day in _days(head, fitting):
        lines.value(key, day)
    lines.text("section", head.section)
    lines.tags(head.tags)
    lines.count("rank", head.rank, 1)
    lines.value("language", _language(head, fitting))
    lines.count("comments", head.comments, 0)
    lines.value("slug", _slug(head))
    lines.text("source", item.key)
    return "\n".join(("---", *lines.lines, "---")), tuple(lines.spare)


def scalar(text: str, in_list: bool = False) -> str:
    """A text of one line as a value of YAML, in quotes where it needs them.

    >>> print(scalar("Ferry returns"), scalar("Ferry: it returns"), scalar("a, b", in_list=True))
    Ferry returns "Ferry: it returns" "a, b"
    """
    if not (_QUOTED_IN_LIST if in_list else _QUOTED).match(text):
        return text
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _first_part(runs: Runs) -> tuple[Runs, Runs]:
    """The first words of a text, so many as are a headline at all, and the others."""
    text = text_of(runs)
    end = text.rfind(" ", 0, LONGEST_TEXT // 8)
    end = end if end > 0 else LONGEST_TEXT // 8
    return plain(text[:end].strip()), plain(text[end:].strip())


def _days(head: Head, fitting: Fitting) -> Iterator[tuple[str, str]]:
    """Date, day of the last change, and the embargo, with its time and zone where it has them."""
    date, updated = _day(head.date), _day(head.updated)
    if date:
        yield "date", date.isoformat()
    if updated and date and updated < date:
        fitting.note(f"updated {updated} left out: it is before {date}")
    elif updated:
        yield "updated", updated.isoformat()
    if isinstance(head.embargo, datetime.datetime):
        yield "embargo", _moment(head.embargo)
    elif head.embargo:
        yield "embargo", head.embargo.isoformat()


def _day(day: datetime.date | None) -> datetime.date | None:
    return day.date() if isinstance(day, datetime.datetime) else day


def _moment(moment: datetime.datetime) -> str:
    """A moment as "2022-12-16 18:00+01:00", its seconds cut: nobody embargoes by them."""
    return moment.isoformat(" ", "minutes")


def _language(head: Head, fitting: Fitting) -> str:
    written = fitting.clean(head.language).replace("_", "-")
    first, dash, rest = written.partition("-")
    tag = f"{first.lower()}{dash}{rest}"
    if tag and not is_language(tag):
        fitting.note(f'language "{tag}" left out: it is no tag of BCP 47')
        return ""
    return tag


def _slug(head: Head) -> str:
    return name_of(head.slug)[:_LONGEST_SLUG].strip("-")
