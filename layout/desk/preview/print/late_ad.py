"""Routes of a late ad: one more of the ad book, ads.csv or ads.toml, and its artwork.

GET /api/ads/late           {"sizes", "advertisers"}: what the form offers
POST /api/ads/late/try      the ad's cells by field, and "file" where artwork comes with it ->
                            {"wrong", "told": findings by field, "size": on paper, "book": its text
                            with the ad, null where something is wrong}
POST /api/ads/late/artwork  a line of JSON, the cells and "file": the name of a file of artwork;
                            then its bytes -> {"facts", "size", "findings"}; nothing is kept
POST /api/ads/late/moves    as of try -> what booking it would move, as /api/print/trial has it,
                            and "late": {"id", "ad", "pages", "said"}: where it would stand, or why
                            it has no place; nothing is written
POST /api/ads/late          as of its artwork, or no file -> {"file", "line", "before", "after",
                            "revision"}, so that it can be undone, of artwork {"artwork", "digest"},
                            too
POST /api/ads/late/back     {"file", "text", "revision", "artwork", "digest"}: it is taken back with
                            its artwork -> {"revision", "kept": whether that stays}

The ad is written where the book can be read with it as it could before; else it is said what is
wrong, and nothing is written. 409 where the book changed since. What reads books is loaded with the
first late ad, in the process of new stories.
"""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from starlette.requests import Request

from layout.desk.preview.access.guards import LATE_AD_PATH
from layout.desk.preview.print.decide import keep_plan
from layout.desk.preview.shared.answers import Handler, body_of, unusable
from layout.desk.preview.shared.desk import Desk, check_publication

_ALONE = "there is no publication to book it in"
_FIELDS = frozenset(
    "id advertiser category size pages section position side colour price artwork".split()
)
_LONGEST = 1_000
"""Characters of what is said of an ad, each."""

_BACK = ("file", "text", "revision", "artwork", "digest")


class _Handed(NamedTuple):
    """What comes from the form: cells by field, and a file of artwork, "" for none."""

    cells: dict[str, str]
    name: str
    data: bytes


async def _form(desk: Desk, _: Request) -> Any:
    """What the form offers. Raises BadInput where the ad book cannot be read."""
    check_publication(desk.place, _ALONE)
    return await desk.copy.call("late_form")


async def _try(desk: Desk, request: Request) -> Any:
    """What is wrong with an ad. Raises BadInput where the ad book cannot be read."""
    check_publication(desk.place, _ALONE)
    handed = await _handed(request)
    return await desk.copy.call("late_tried", handed.cells, handed.name)


async def _moves(desk: Desk, request: Request) -> Any:
    """What booking an ad would move, and where it would stand. Raises BadInput where it could not
    be booked, and where something newer is tried, or something is decided, meanwhile."""
    check_publication(desk.place, _ALONE)
    cells = (await _handed(request)).cells  # artwork moves nothing
    book = await desk.copy.call("late_text", cells)
    return await desk.tried.newest("", book).call(desk.moves, "late", book, cells["id"].strip())


async def _artwork(desk: Desk, request: Request) -> Any:
    """What a file of artwork is. Raises BadInput where it cannot be printed."""
    check_publication(desk.place, _ALONE)
    handed = await _handed(request)
    return await desk.copy.call("late_artwork", handed.name, handed.cells, handed.data)


async def _book(desk: Desk, request: Request) -> Any:
    """Books an ad. Raises BadInput with what is wrong with it; nothing is written then."""
    check_publication(desk.place, _ALONE)
    handed = await _handed(request)
    desk.tried.end()
    async with desk.writing:
        ending = await desk.copy.call("late_checked", *handed)
        files = await keep_plan(desk)
        done = await desk.copy.call("late_booked", *handed, ending)
    desk.events.files_changed({done["file"], *files, *filter(None, (done.get("artwork"),))})
    return done


async def _back(desk: Desk, request: Request) -> Any:
    """Takes it back. Raises Conflict where the ad book changed since."""
    check_publication(desk.place, _ALONE)
    body = await body_of(request, **dict.fromkeys(_BACK, str))
    said = {name: body[name] for name in _BACK}
    async with desk.writing:
        done = await desk.copy.call("late_taken_back", said)
    desk.events.files_changed({said["file"], said["artwork"]})
    return done


async def _handed(request: Request) -> _Handed:
    """Cells, and a file behind them. Raises BadInput where the request makes no sense."""
    head, _, data = (await request.body()).partition(b"\n")
    try:
        given = json.loads(head)
    except (ValueError, RecursionError):
        raise unusable("no line of JSON before the artwork") from None
    if not isinstance(given, dict) or not all(isinstance(one, str) for one in given.values()):
        raise unusable("what is said of an ad is text, by its fields")
    if any(len(one) > _LONGEST for one in given.values()):
        raise unusable(f"what is said of an ad has at most {_LONGEST:,} characters")
    name = PurePosixPath(given.pop("file", "")).name
    if given.keys() - _FIELDS:
        raise unusable(f"an ad of the form has {', '.join(sorted(_FIELDS))}")
    return _Handed(given, name, data)


LATE_AD_ROUTES: dict[str, Handler] = {
    f"GET {LATE_AD_PATH}": _form,
    f"POST {LATE_AD_PATH}/try": _try,
    f"POST {LATE_AD_PATH}/moves": _moves,
    f"POST {LATE_AD_PATH}/artwork": _artwork,
    f"POST {LATE_AD_PATH}": _book,
    f"POST {LATE_AD_PATH}/back": _back,
}
