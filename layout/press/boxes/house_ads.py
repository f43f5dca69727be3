"""House ads and notes: what the publication prints where nobody has booked, set to fit any
rectangle, and what keeps an ad's place until its artwork is there: whose it is, and how large.

Templates (print/house/*.html.j2) hold copy and composition; this module tells them how large their
lines may be, from real widths, so that an ad of any size is full and nothing in it is cut off.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from layout.page.format import MM
from layout.page.rect import Rect
from layout.press.boxes.printed_address import qr_squares, short_address
from layout.press.frames.fit_lines import KINDS, Fitter, Lines
from layout.press.frames.print_room import print_templates
from layout.sandbox.opened import Granted
from layout.story.publication import Publication
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut
from layout.typeset.words.theme import Theme

HOUSE_ADS = (
    *("subscribe", "classifieds", "letters", "space"),
    *("tip", "deliver", "picture", "wrong"),
)
# (width / height, height in points, shape): the first whose ratio is reached, and whose height is
# not, is the shape of an ad.
_SHAPES = (
    (4.2, 1e9, "strip"),
    (2.4, 80.0, "strip"),
    (1.15, 1e9, "landscape"),
    (0.5, 1e9, "portrait"),
    (0.0, 1e9, "tower"),
)

_LONGEST = 60
"""Characters of an advertiser's name in a note, at most."""

_LINES = 4
"""Lines of a name, at most."""

_LEADING = 1.04
"""Of a name, in ems."""


def _shape(width: float, height: float) -> str:
    return next(
        shape for ratio, below, shape in _SHAPES if width / height >= ratio and height < below
    )


def house_ad_html(
    index: int, rect: Rect, publication: Publication, theme: Theme, foundry: Foundry
) -> str:
    """The markup of a house ad that fills a rectangle, for a Box whose role is "ad".

    `index` is the number of the slot on its page or in its story: neighbours differ, and the same
    slot always gets the same ad.
    """
    name = HOUSE_ADS[index % len(HOUSE_ADS)]
    width, height = rect.width / 1000, rect.height / 1000
    address = short_address(publication, f"house-ad-{name}")
    link = f"https://{address}"
    side, path = foundry.memo(("qr", link), lambda: qr_squares(link))
    facts = {
        "width": width,
        "height": height,
        "pad": max(5.0, min(18.0, 0.07 * min(width, height) + 2)),
        "shape": _shape(width, height),
        "fit": Fitter(theme, foundry),
        "publication": publication,
        "spanish": publication.language.startswith("es"),
        "address": address,
        "code_side": side,
        "code_path": path,
        "size_mm": f"{rect.width / MM:.0f} × {rect.height / MM:.0f} mm",
    }
    return print_templates(theme).render(f"house/{name}.html.j2", facts).strip()


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
