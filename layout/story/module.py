"""Boxes that are neither story nor ad: Blue Box, digest, newsletter sign-up, and kinds to come; and
what people call those kinds.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from layout.story.block import Block
from layout.story.run import Runs

KINDS = ("blue_box", "digest", "newsletter", "correction", "weather")


@dataclass(frozen=True, slots=True)
class ModuleItem:
    """One line of a digest or list: its text, the words of its link, and where that leads."""

    runs: Runs
    link: str = ""
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Module:
    """A module and its content.

    `kind` is snake_case ("blue_box", "digest", "newsletter", ...), `id` unique in the story
    ("blue-box-1"). `note` is the line under the title (a digest's week), `blocks` free text,
    `items` the entries, `action` where a form sends, `success` what it says when done.
    """

    kind: str
    id: str
    title: Runs
    note: Runs = ()
    blocks: tuple[Block, ...] = ()
    items: tuple[ModuleItem, ...] = ()
    action: str | None = None
    success: str = ""
    line: int = 0

    @property
    def empty(self) -> bool:
        """Whether it has nothing to show but its title."""
        return not (self.note or self.blocks or self.items or self.success)


def kind_of(name: str) -> str:
    """The kind a name means: "Blue-Box" and "bluebox" are "blue_box"; others stay as they are."""
    bare = name.lower().replace("-", "_")
    return "blue_box" if bare == "bluebox" else bare


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """What to add to a message about an unknown name: ' (did you mean "digest"?)', or nothing."""
    close = nearest(name, known)
    return f' (did you mean "{close}"?)' if close else ""


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like one that is not, "" where none is near."""
    return next(iter(difflib.get_close_matches(name.lower(), tuple(known), 1, 0.6)), "")
