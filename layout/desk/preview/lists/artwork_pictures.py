"""Pictures of artwork, for the ad book: the first page of a PDF drawn small, a picture as it is.

Only what the ad book names as artwork is shown. A PDF is drawn by the process that draws printed
pages, within its limits (`workers/page_raster.py`).
"""

from __future__ import annotations

import asyncio
from pathlib import PurePosixPath
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from layout.desk.preview.shared.answers import missing
from layout.desk.preview.shared.desk import Desk
from layout.desk.preview.workers.page_pictures import PictureRequest
from slots.files.door import ARTWORK, Kind, TooLarge, Unopened, digest_file, read_file

_SCALE = 0.4
"""Pixels a point: an ad over five columns is some 280 pixels wide."""

_PICTURE = Kind("artwork", 4_000_000)
"""Pictures that are larger are not shown: the browser would have to decode them all."""

_KINDS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
_HEADERS = {"cache-control": "private, max-age=31536000, immutable"}


async def artwork(desk: Desk, request: Request) -> Any:
    """The artwork of an ad, small. One is drawn at a time, after pages that somebody looks at."""
    name = request.query_params.get("name", "")
    book = await desk.lists.call("ads")
    if not any(row["artwork"] == name and row["there"] for row in book["bookings"]):
        return missing("no ad of the book has such artwork")
    suffix = PurePosixPath(name).suffix.lower()
    try:
        if suffix in _KINDS:
            data = await asyncio.to_thread(read_file, desk.folder / name, _PICTURE, desk.folder)
            return Response(data, media_type=_KINDS[suffix], headers=_HEADERS)
        if suffix == ".pdf":
            return await _drawn(desk, request, name)
    except (Unopened, TooLarge):
        return missing("this artwork is too large to be shown here, or cannot be read")
    return missing("artwork of this format is not shown here")


async def _drawn(desk: Desk, request: Request, name: str) -> Response:
    file = desk.folder / name
    revision = f"artwork {await asyncio.to_thread(digest_file, file, desk.folder)}"
    await request.body()  # no body; the next message says that the browser left
    async with desk.drawing.turn(False):
        if await request.is_disconnected():
            return Response(status_code=499)
        wanted = PictureRequest(name, 1, _SCALE, revision)

        async def pdf() -> bytes:
            return await asyncio.to_thread(read_file, file, ARTWORK, desk.folder)

        data = await desk.pictures.artwork(wanted, pdf, request.is_disconnected)
    if data is None:
        return Response(status_code=499)
    return Response(data, media_type="image/png", headers=_HEADERS)
