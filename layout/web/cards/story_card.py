"""Cards: what fronts, feeds and search engines show of a story, without the story itself.

A card goes into the site's manifest as JSON, so that a front can be made of a hundred stories of
which not one was read again.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import asdict, dataclass
from typing import Any

from layout.story.as_written import Story, can_lead
from layout.story.block import Paragraph, Picture
from layout.story.reading_order import words_of
from layout.story.run import Emphasis, Run, Runs, text_of
from layout.story.text.no_break import apart
from layout.story.text.written_dates import write_date

_LONGEST = 240
"""Characters of a summary that is made of a story's first paragraph, at most."""

BRIEF = 180
"""Characters of a deck at most under a headline that does not lead."""

_SENTENCE = re.compile(r"(?<=[^\W\d_]{4})[.!?]+[»”’\"')]*(?=\s)")
"""Where a sentence surely ends: after four letters, more than initials and most abbreviations
have."""


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A picture in one size for fronts: its address in the site, and its size in px."""

    href: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Card:
    """A story as others see it.

    `file` is its source in the publication, `section` the name of its section as written ("" for
    none), `date` None where it says none that means a day. `pictures` are the sizes of its first
    picture, the narrowest first, none where it has no picture; `alt` says what that shows.
    `ranked` says whether its writer gave the `rank`, `leads` whether it
    can lead, `pictured` whether there is a picture in its
    text. `updated` is the day of its last change; `content` the whole story as feeds carry it, ""
    where the site has no address.
    """

    file: str
    slug: str
    headline: Runs
    deck: Runs
    summary: str
    kicker: str
    byline: str
    section: str
    tags: tuple[str, ...]
    rank: int
    ranked: bool
    leads: bool
    pictured: bool
    language: str
    date: datetime.date | None
    date_text: str
    words: int
    alt: str = ""
    pictures: tuple[Thumbnail, ...] = ()
    updated: datetime.date | None = None
    content: str = ""

    @property
    def title(self) -> str:
        """The headline as bare text; a story without one has its slug."""
        return text_of(self.headline) or self.slug


def card_of(story: Story, file: str, alt: str, pictures: tuple[Thumbnail, ...]) -> Card:
    """The card of a story."""
    return Card(
        file=file,
        slug=story.slug,
        headline=_italic_alone(story.headline),
        deck=_italic_alone(story.deck),
        summary=_summary(story),
        kicker=story.kicker,
        byline=story.byline,
        section=story.section,
        tags=story.tags,
        rank=story.rank,
        ranked=story.ranked,
        leads=can_lead(story),
        pictured=any(isinstance(block, Picture) for block in story.body),
        language=story.language,
        date=story.date,
        updated=story.updated,
        date_text=write_date(story.date, story.language) if story.date else story.date_text,
        words=words_of(story),
        alt=alt,
        pictures=pictures,
    )


def _italic_alone(runs: Runs) -> Runs:
    """Runs without links and bold: on a front the whole headline is a link, and set bold."""
    return tuple(Run(run.text, run.emphasis & Emphasis.ITALIC) for run in runs)


def brief(deck: Runs) -> Runs:
    """A deck of at most BRIEF characters: a longer one ends after its last sentence that fits, else
    after a word, with an ellipsis."""
    text = text_of(deck)
    if len(text) <= BRIEF:
        return deck
    ends = [found.end() for found in _SENTENCE.finditer(text[: BRIEF + 1])]
    if ends:
        return _first(deck, ends[-1])
    end = len(_between_words(text[:BRIEF]))
    return (*_first(deck, end), Run("…"))


def _first(runs: Runs, length: int) -> Runs:
    """The first characters of runs."""
    kept: list[Run] = []
    for run in runs:
        kept.append(Run(run.text[:length], run.emphasis))
        length -= len(run.text)
        if length <= 0:
            break
    return tuple(kept)


def _between_words(text: str) -> str:
    """A text that was cut anywhere, cut after its last whole word."""
    return text.rsplit(" ", 1)[0].rstrip(".,;:–—")


def _summary(story: Story) -> str:
    """The deck as bare text, else the first paragraph, cut between words."""
    if story.deck:
        return text_of(story.deck)
    first = next((block for block in story.body if isinstance(block, Paragraph)), None)
    text = " ".join(apart(text_of(first.runs))) if first else ""
    if len(text) <= _LONGEST:
        return text
    return f"{_between_words(text[:_LONGEST])}…"


def card_data(card: Card) -> dict[str, Any]:
    """A card as JSON has it."""
    data = asdict(card)
    data["headline"] = _runs_data(card.headline)
    data["deck"] = _runs_data(card.deck)
    for name, day in (("date", card.date), ("updated", card.updated)):
        data[name] = day.isoformat() if day else None
    return data


def card_from(data: dict[str, Any]) -> Card:
    """The card of such JSON. Raises KeyError, TypeError or ValueError where it is none."""
    days = {name: data[name] for name in ("date", "updated")}
    return Card(
        **{
            **data,
            "headline": _runs(data["headline"]),
            "deck": _runs(data["deck"]),
            "tags": tuple(map(str, data["tags"])),
            **{
                name: datetime.date.fromisoformat(day) if day else None
                for name, day in days.items()
            },
            "pictures": tuple(Thumbnail(**each) for each in data["pictures"]),
        }
    )


def _runs_data(runs: Runs) -> list[list[Any]]:
    return [[run.text, int(run.emphasis)] for run in runs]


def _runs(data: list[list[Any]]) -> Runs:
    return tuple(Run(str(text), Emphasis(emphasis)) for text, emphasis in data)
