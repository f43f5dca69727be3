"""What pictures say to those who do not see them: nothing, where the alt text is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from layout.story.as_written import Story
from layout.story.block import Picture
from layout.story.pictures.paths import pictures_in
from layout.story.read.any_format import read_text
from layout.story.run import text_of
from slots.finding import Edit, Finding, Severity, Where

_PLAIN = re.compile(r"[^\[\]\\*_~`<>&{}|!\n]+")
"""What means the same between the brackets of a picture as in its cutline."""


def unseen_pictures(story: Story, file: Path, root: Path | None) -> Iterator[Finding]:
    """A warning for each picture of a story without alt text, with the edit that says its cutline
    instead, where it has one and the picture is found on its line. Raises BadInput where the file
    cannot be read any more."""
    unseen = [one for one in pictures_in(story) if not one.alt.strip()]
    lines = read_text(file, root)[0].split("\n") if unseen else []
    for one in unseen:
        message = f'picture "{one.src}" has no alt text: nothing is said to who does not see it'
        hint = f"say in a few words what it shows: ![...]({one.src})"
        where = Where(story.source or None, one.line or None)
        found = Finding("no-alt-text", Severity.WARNING, message, where, hint)
        yield replace(found, edits=_edits(one, lines))


def _edits(picture: Picture, lines: list[str]) -> tuple[Edit, ...]:
    said, line = text_of(picture.cutline).strip(), "".join(lines[picture.line - 1 :][:1])
    empty = f"![]({picture.src}"
    if not picture.line or line.count(empty) != 1 or not _PLAIN.fullmatch(said):
        return ()
    column = line.index(empty) + 2
    return (Edit(picture.line, column, "[]", f"[{said}]", "Say its cutline"),)
