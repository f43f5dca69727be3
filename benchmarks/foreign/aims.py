"""What an edition must show, as the issue has it, and which of it an edition misses.

With copy for 80 to 110 % of what the pages hold:

    held over      no story is
    house ads      none but where a section is short of copy: at most 6 in 24 pages elsewhere
    pictures       none is left out while a house ad stands
    half           no story is cut by more than half while another is whole

With more:

    by rank        every story is in, shortened, or held over by its rank alone
    short          no word less than the pages hold (within 5 %: heads and pictures are measured at
                   their natural width, and make-up may have them another)

Always:

    bare page      every page has a story while one waits
    places         no house ad on page one, on a section's first page, or in the top half of a
                   right-hand page
    speed          24 pages take at most 20 times Typst's CPU seconds on the same words; 48 that are
                   overfull at most 30 CPU seconds
"""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.foreign.outcome import Outcome

OVERFULL = 1.15
"""A supply from here on is more than 110 %, as near as stories come to it."""
PAGES_A_HOUSE_AD = 4
HALF = 0.5
SHORT = 0.95
TIMES, SECONDS = 20, 30


def missed(found: Outcome) -> tuple[str, ...]:
    """The aims that an edition misses, by their names."""
    aims = {**(_OVERFULL if found.supply >= OVERFULL else _FITTING), **_ALWAYS}
    return tuple(name for name, misses in aims.items() if misses(found))


def _cut_by_half(found: Outcome) -> bool:
    return found.most_cut > HALF and found.whole > 0


def _slow(found: Outcome) -> bool:
    overfull = found.pages == 48 and found.supply >= OVERFULL
    return (found.pages == 24 and found.times > TIMES) or (overfull and found.cpu > SECONDS)


_Aims = dict[str, Callable[[Outcome], bool]]

_FITTING: _Aims = {
    "held over": lambda found: bool(found.held),
    "house ads": lambda found: found.full * PAGES_A_HOUSE_AD > found.pages,
    "pictures": lambda found: bool(found.left_out and found.house),
    "half": _cut_by_half,
}
_OVERFULL: _Aims = {
    "by rank": lambda found: not found.by_rank,
    "short": lambda found: found.printed < SHORT * found.held_words,
}
_ALWAYS: _Aims = {
    "bare page": lambda found: bool(found.bare and found.held),
    "places": lambda found: bool(found.front + found.opener + found.top_right),
    "speed": _slow,
}
