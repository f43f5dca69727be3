"""The note that keeps an ad's place until its artwork is there: whose it is, and how large."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from layout.page.rect import Rect
from layout.press.frames.fit_lines import KINDS, Fitter, Lines
from layout.press.frames.print_room import print_templates
from layout.sandbox.opened import Granted
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut
from layout.typeset.words.theme import Theme

_LONGEST = 60
"""Characters of an advertiser's name in a note, at most."""

_LINES = 4
"""Lines of a name, at most."""


_LEADING = 1.04
"""Of a name, in ems."""


@dataclass(frozen=True, slots=True)
class AdNote:
    """What a note says: the advertiser, the booking and its size, and what its artwork waits for,
    as in "A12 · 2 × 83.6 mm" and "Artwork to come"."""

    advertiser: str
    booked: str
    waiting: str


def ad_note_html(note: AdNote, rect: Rect, theme: Theme, foundry: Foundry) -> str:
    """The markup of a note that fills a rectangle, for a Box whose role is "ad"."""
    name = _printable(note.advertiser, "condensed", theme, foundry)
    booked = _printable(note.booked, "sans", theme, foundry)
    fit = Fitter(theme, foundry)
    facts = {
        "width": rect.width / 1000,
        "height": rect.height / 1000,
        "named": Granted(partial(_named, tuple(_broken(name or booked)), fit)),
        "booked": booked,
        "waiting": note.waiting,
        "fit": fit,
    }
    return print_templates(theme).render("house/note.html.j2", facts).strip()


def _named(
    names: Sequence[list[str]], fit: Fitter, place: tuple[float, float], most: float
) -> Lines:
    """A name as large as its place and `most` points allow, in as few lines as that takes."""
    ways = [fit(lines, "condensed", place, most, _LEADING) for lines in names]
    return max(ways, key=lambda lines: (round(lines.size, 3), -lines.height))


def _printable(text: str, kind: str, theme: Theme, foundry: Foundry) -> str:
    """A text without what its face has no signs for: a note is no reason to print no edition."""
    (family, weight, italic, optical), _ = KINDS[kind]
    face = foundry.face(Cut(theme.families[family], weight, italic, optical))
    return " ".join("".join(c for c in text if c.isspace() or face.glyph(c)).split())


def _broken(name: str) -> Iterator[list[str]]:
    """A name in one line, in two and so on, each as level as its words let it be."""
    text = textwrap.shorten(name, _LONGEST, placeholder="…") or name
    text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    yield [text]
    for count in range(2, _LINES + 1):
        least = max(map(len, text.split()))
        for width in range(max(least, len(text) // count), len(text)):
            lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
            if len(lines) <= count:
                yield lines
                break
