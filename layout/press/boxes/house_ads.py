"""House ads, which fill places that nobody has booked, and notes, which keep the place of an ad
whose artwork is still to come: both as markup that fits any rectangle.

Templates (print/house/*.html.j2) hold copy and composition. This module gives them lines as large
as their place allows, by the widths of their faces, so that an ad of any size is full and nothing
in it is cut off.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from layout.page.format import MM
from layout.page.rect import Rect
from layout.press.boxes.printed_address import qr_squares, short_address
from layout.press.frames.fit_lines import KINDS, Fitter, Lines
from layout.press.frames.print_room import print_templates
from layout.sandbox.opened import Granted
from layout.story.publication import Publication
from layout.story.text.spoken import phrases
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import Theme

HOUSE_ADS = (
    *("subscribe", "classifieds", "letters", "space"),
    *("tip", "deliver", "picture", "wrong"),
)


class _Shape(NamedTuple):
    """A shape of house ads: for those at least `ratio` times as wide as high, and less than `below`
    points high."""

    name: str
    ratio: float
    below: float = math.inf


_SHAPES = (
    _Shape("strip", 4.2),
    _Shape("strip", 2.4, below=80),
    _Shape("landscape", 1.15),
    _Shape("portrait", 0.5),
    _Shape("tower", 0),
)
"""The first that an ad satisfies is its shape, by which templates choose their composition."""

_COMPOSED = ("tower", "portrait", "landscape", "strip")
"""The shapes that a house ad has its lines for, in the order in which they are tried."""

_LONGEST = 60
"""Characters of an advertiser's name in a note, at most."""

_LINES = 4
"""Lines of an advertiser's name in a note, at most."""

_LEADING = 1.04
"""Of such a name, in ems."""


def _shape(width: float, height: float) -> str:
    fitting = (each for each in _SHAPES if width / height >= each.ratio and height < each.below)
    return next(fitting).name


def _padding(width: float, height: float) -> float:
    """The white within the frame of an ad in points: it grows with its shorter side, 5 to 18."""
    return max(5.0, min(18.0, 0.07 * min(width, height) + 2))


def house_ad_kind(index: int) -> str:
    """Which of the house's own ads stands in a slot: they take turns."""
    return HOUSE_ADS[index % len(HOUSE_ADS)]


def house_ad_html(
    index: int, rect: Rect, publication: Publication, theme: Theme, foundry: Foundry
) -> str:
    """The markup of a house ad that fills a rectangle, for a Box whose role is "ad".

    `index` is the number of the slot on its page or in its story: neighbours differ, and the same
    slot always gets the same ad.
    """
    name = house_ad_kind(index)
    width, height = rect.width / 1000, rect.height / 1000
    address = short_address(publication, f"house-ad-{name}")
    link = f"https://{address}"
    side, path = foundry.memo(("qr", link), lambda: qr_squares(link))
    facts = {
        "width": width,
        "height": height,
        "pad": _padding(width, height),
        "shape": _shape(width, height),
        "fit": Fitter(theme, foundry),
        "publication": publication,
        "spanish": publication.language.startswith("es"),
        "address": address,
        "code_side": side,
        "code_path": path,
        "size_mm": f"{rect.width / MM:.0f} × {rect.height / MM:.0f} mm",
        **_wording(name, publication.language),
    }
    return print_templates(theme).render(f"house/{name}.html.j2", facts).strip()


def _wording(name: str, language: str) -> dict[str, Any]:
    """What a house ad says in a language: its `lines` by the shape of its place, the `terms` in
    three, the `department` that signs it, and the `verbs` of the small ads."""
    wording = phrases(language)["house"][name]
    return {
        "lines": {shape: wording[shape].split("|") for shape in _COMPOSED if shape in wording},
        "terms": wording.get("terms", "").split("|"),
        "department": wording["department"],
        "verbs": wording.get("verbs", []),
    }


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
    """A text without the characters that its face lacks: for a note's sake no edition may fail."""
    face = foundry.face(KINDS[kind].cut(theme))
    return " ".join("".join(c for c in text if c.isspace() or face.glyph(c)).split())


def _broken(name: str) -> Iterator[list[str]]:
    """A name in one line, in two and so on, the lines of each about as long as each other."""
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
