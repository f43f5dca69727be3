"""The error for a picture file that cannot be read, and the finding that reports it."""

from __future__ import annotations

from pathlib import Path

from slots.finding import Finding, Severity, Where


class Unreadable(Exception):
    """A file that cannot be printed: why, and what would help."""

    def __init__(self, why: str, hint: str) -> None:
        super().__init__(why)
        self.why, self.hint = why, hint


MOST_PIXELS = 80_000_000
"""Of a picture: more than a spread of two broadsheet pages at 300 dpi, and so few that none takes
a gigabyte of memory while it is made ready."""
SAVE_AGAIN = "open it in a picture editor and save it again"


def complaint(file: Path, error: Unreadable) -> Finding:
    """The finding for a file that cannot be printed."""
    where = Where(str(file))
    return Finding("unprintable-picture", Severity.ERROR, error.why, where, error.hint)


def damaged(why: str) -> Unreadable:
    """The error for a file that ends early or contradicts itself."""
    return Unreadable(f"is damaged: {why}", SAVE_AGAIN)


def too_large(size: str = "", most: int = MOST_PIXELS) -> Unreadable:
    """The error for a picture with more pixels than any printing needs."""
    why = f"is too large: {size}at most {most // 1_000_000} million px"
    return Unreadable(why, "scale it down to the size it is printed at, at 300 dpi")


def check_size(width: int, height: int, most: int = MOST_PIXELS) -> None:
    """Raises Unreadable where a picture has no pixels, or so many that no printing needs them."""
    if width < 1 or height < 1:
        raise damaged("it has no pixels")
    if width * height > most:
        raise too_large(f"{width} × {height} px, ", most)
