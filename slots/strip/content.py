"""What is to be placed, and what is known of the story it is placed in."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from slots.frozen import light


@light
class Content:
    """One ad or module that wants a place: `id` ("google-ad-1"), the rule's `slot`, and its box.

    `sizes` has one (width, height) in millipoints for each strip: the outer box that is reserved,
    label and padding included, at the largest size it may serve there. The air around it is the
    slot's `margin` and not part of it. `categories` are the advertiser's ("airline"), beside those
    of its slot.
    """

    id: str
    slot: str
    sizes: tuple[tuple[int, int], ...]
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What conditions ask of a story. `words` is its copy; None counts the words of the strip.

    `text` is all its text, in which `when.words` are looked for; `today` the day the page is made
    for, from which its age is counted: a day that is given, for the engine has no clock.
    """

    section: str = ""
    tags: tuple[str, ...] = ()
    words: int | None = None
    authors: tuple[str, ...] = ()
    language: str = ""
    date: datetime.date | None = None
    today: datetime.date | None = None
    text: str = ""


NO_STORY = About()
"""Of which nothing is known."""


@light
class Wanted:
    """An ad or module that a story asks for: its id ("google-ad-2") and kind ("ad", "blue_box")."""

    id: str
    kind: str
