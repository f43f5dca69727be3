"""Pages in the order in which a press takes them: open ones as they are painted now, closed ones as
they were."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pikepdf


def assembled(wanted: Sequence[int], painted: bytes | None, closed: Mapping[int, bytes]) -> bytes:
    """One PDF of the pages that are wanted, in their order. `painted` has those of them that are no
    `closed` ones, in the same order, None where there are none; a closed page alone is its own
    bytes, and where no page is closed the others are theirs."""
    among = [number for number in wanted if number in closed]
    if painted is not None and not among:
        return painted
    if painted is None and len(wanted) == 1:
        return closed[wanted[0]]
    whole = pikepdf.open(io.BytesIO(painted)) if painted is not None else pikepdf.new()
    with whole:
        for place, number in enumerate(wanted):
            if number in closed:
                with pikepdf.open(io.BytesIO(closed[number])) as page:
                    whole.pages.insert(place, page.pages[0])
        out = io.BytesIO()
        whole.save(out, deterministic_id=True)
    return out.getvalue()
