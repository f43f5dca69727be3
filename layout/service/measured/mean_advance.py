"""Ribbons of text of which only the mean advance of a character is known: broken where a browser
may break it, each character as wide as any other."""

from __future__ import annotations

from itertools import pairwise

from layout.typeset.breaks.browser_wrap import EM, Ribbon
from layout.typeset.breaks.opportunities import SOFT_HYPHEN, opportunities

_UPEM = 1_000


def ribbon_of_mean(text: str, advance: float, narrowest: int) -> Ribbon:
    """The ribbon of a text in 1/EM em; `advance` is the mean one in em. Segments wider than
    `narrowest` come in characters, too: there they break anywhere."""
    each = round(advance * EM)
    places: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    chopped: dict[int, Ribbon] = {}
    place = cursor = 0
    for word in text.split(" "):
        for first, last in pairwise((0, *opportunities(word), len(word))):
            signs = [at for at in range(first, last) if word[at] != SOFT_HYPHEN]
            shown = len(signs)
            hyphen = each if word[first:last].endswith(SOFT_HYPHEN) and last < len(word) else 0
            places.append(place + first)
            starts.append(cursor)
            ends.append(cursor + shown * each + hyphen)
            if shown * each > narrowest:
                chopped[len(places) - 1] = Ribbon(
                    tuple(place + at for at in signs),
                    tuple(cursor + at * each for at in range(shown)),
                    tuple(cursor + (at + 1) * each for at in range(shown)),
                    upem=_UPEM,
                )
            cursor += shown * each
        cursor += each
        place += len(word) + 1
    return Ribbon(tuple(places), tuple(starts), tuple(ends), (), chopped, _UPEM)
