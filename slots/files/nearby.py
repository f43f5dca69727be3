"""What may have been meant by the path of a file that is not there: the nearest name in its folder.

    stories/habour-wall.md   did you mean "stories/harbour-wall.md"?
    storys/harbour-wall      did you mean "stories/harbour-wall.md"?

The path is followed part by part; from the first that is not there, each is taken for the name most
like it. An ending counts for little, since it is what is most often left out or mistaken.
"""

from __future__ import annotations

import os
from difflib import SequenceMatcher
from pathlib import Path

from slots.legible import shown

MOST_NAMES = 1_000
"""The most names of a folder that are compared: among more, nobody can say which was meant."""

LONGEST = 100
"""The most characters of a name for which a near one is sought."""

ALIKE = 0.7
"""How alike two names must be: the part of their characters that they share, in order."""


def did_you_mean(path: Path, root: Path | None = None) -> str:
    """' (did you mean "stories/flood.md"?)', or nothing where no name is near.

    With a `root`, only what lies in it can have been meant.
    """
    found = nearest_path(path, root)
    return "" if found is None else f' (did you mean "{shown(found)}"?)'


def meant(name: str, folder: Path, root: Path | None = None) -> str:
    """The same for the name of a file or folder as a file in `folder` writes it; it lies in `root`,
    or else in that folder."""
    near = nearest_name(name, folder, root)
    return f' (did you mean "{shown(near)}"?)' if near else ""


def nearest_name(name: str, folder: Path, root: Path | None = None) -> str:
    """The name, as a file in `folder` writes it, that is most like one that is not there; "" where
    none is."""
    near = nearest_path(folder / name, root or folder)
    return os.path.relpath(near, folder) if near else ""


def nearest_path(path: Path, root: Path | None = None) -> Path | None:
    """The path that is most like one that is not there; None where none is, or where it is there.
    Never raises."""
    if "\0" in str(path):
        return None
    known, mended = Path(), False
    for part in path.parts:
        inner = known / part
        if not os.path.lexists(inner):
            name = _nearest(part, known)
            if name is None:
                return None
            inner, mended = known / name, True
        known = inner
    if not mended or (root is not None and not _lies_in(known, root)):
        return None
    return known


def _lies_in(path: Path, root: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _nearest(word: str, folder: Path) -> str | None:
    """The name in a folder that is most like a word; of several the first by the alphabet."""
    if len(word) > LONGEST:
        return None
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries)
    except (OSError, ValueError):  # it is not there, or nobody may look into it
        return None
    if len(names) > MOST_NAMES:
        return None
    matcher = SequenceMatcher()
    matcher.set_seq2(_folded(Path(word).stem))
    best = max(
        ((_likeness(name, word, matcher), name) for name in names),
        default=None,
        key=lambda each: each[0],
    )
    return best[1] if best and best[0] >= (ALIKE, 0) else None


def _likeness(name: str, word: str, matcher: SequenceMatcher[str]) -> tuple[float, float]:
    """How alike two names are without their endings, then how alike those are."""
    if name.startswith(".") and not word.startswith("."):
        return 0, 0
    matcher.set_seq1(_folded(Path(name).stem))
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0, 0
    endings = SequenceMatcher(None, Path(word).suffix.lower(), Path(name).suffix.lower())
    return matcher.ratio(), endings.ratio()


def _folded(stem: str) -> str:
    """A name without what is most often mistaken: its capitals, and the character between its
    words."""
    return stem.lower().replace("_", "-").replace(" ", "-")
