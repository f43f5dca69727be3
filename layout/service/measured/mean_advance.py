"""Ribbons of text whose font is not known, but how wide its characters run: some by their own
advance, all others by the mean one. They break where a browser may break them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate, pairwise

from layout.typeset.breaks.browser_wrap import EM, Ribbon
from layout.typeset.breaks.opportunities import SOFT_HYPHEN, opportunities

_UPEM = 1_000


def ribbon_of_mean(
    text: str, advance: float, narrowest: int, widths: Mapping[str, float] | None = None
) -> Ribbon:
    """The ribbon of a text in 1/EM em; `advance` is the mean one in em, `widths` are those of
    single characters. Segments wider than `narrowest` come in characters, too: there they break
    anywhere."""
    mean = round(advance * EM)
    own = {sign: round(width * EM) for sign, width in (widths or {}).items()}
    own[SOFT_HYPHEN] = 0
    edges = (0, *accumulate(own.get(sign, mean) for sign in text))
    hyphen = own.get("-", mean)
    places: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    chopped: dict[int, Ribbon] = {}
    place = 0
    for word in text.split(" "):
        for first, last in pairwise((0, *opportunities(word), len(word))):
            start, end = edges[place + first], edges[place + last]
            shows = word[first:last].endswith(SOFT_HYPHEN) and last < len(word)
            places.append(place + first)
            starts.append(start)
            ends.append(end + (hyphen if shows else 0))
            if end - start > narrowest:
                signs = [place + at for at in range(first, last) if word[at] != SOFT_HYPHEN]
                chopped[len(places) - 1] = Ribbon(
                    tuple(signs),
                    tuple(edges[at] for at in signs),
                    tuple(edges[at + 1] for at in signs),
                    upem=_UPEM,
                )
        place += len(word) + 1
    return Ribbon(tuple(places), tuple(starts), tuple(ends), (), chopped, _UPEM)
