"""What cannot be brought into the inks of a press, and what was changed on the way."""

from __future__ import annotations

from dataclasses import dataclass

AGAIN = "save it again as PDF/X-4, or ask for that"
EMBED = "ask for it with its fonts embedded, or with its type as outlines"


class Unpressable(Exception):
    """Something of a page cannot be printed so: what it is, without where it is, and what would
    help."""

    def __init__(self, why: str, remedy: str = AGAIN) -> None:
        super().__init__(why)
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page cannot go to the press: `page` is its place in the file from 1, `path` leads to
    the object by the names of resources ("Im3", "Fm0 > Sh1", "" for the page's own content). `nth`
    counts, from 1, what the page's own content has drawn by then."""

    page: int
    path: str
    message: str
    nth: int = 0
    remedy: str = AGAIN

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message
