"""Pages in the order in which a press takes them: open ones as they are painted now, closed ones as
they were."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pikepdf

from layout.edition.closed.joined_tags import JoinedTags, without_claim
from layout.press.ink.claim import is_claimed


def assembled(wanted: Sequence[int], painted: bytes | None, closed: Mapping[int, bytes]) -> bytes:
    """One PDF of the pages that are wanted, in their order. `painted` has those of them that are no
    `closed` ones, in the same order, None where there are none; a closed page alone is its own
    bytes, and where no page is closed the others are theirs. It says that it is PDF/UA-1 where all
    that it is made of does."""
    among = [number for number in wanted if number in closed]
    if painted is not None and not among:
        return painted
    if painted is None and len(wanted) == 1:
        return closed[wanted[0]]
    base = painted if painted is not None else closed[wanted[0]]
    there = [number for number in wanted if number not in closed] or [wanted[0]]
    with pikepdf.open(io.BytesIO(base)) as whole:
        joined = JoinedTags(whole)
        for place, number in enumerate(wanted):
            if number not in there:
                with pikepdf.open(io.BytesIO(closed[number])) as page:
                    whole.pages.insert(place, page.pages[0])
                    joined.add(whole.pages[place], page)
        joined.finish(wanted)
        if not all(is_claimed(closed[number]) for number in among):
            without_claim(whole)
        out = io.BytesIO()
        whole.save(out, deterministic_id=True)
    return out.getvalue()
