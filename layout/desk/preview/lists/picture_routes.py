"""Routes of a picture file that is handed to a story.

POST /api/story/picture       a line of JSON {"file", "name", "alt"}, and as wanted "caption",
                              "credit", "at": the file of a picture of the story, "instead": in its
                              place, not beside it; then the bytes of the picture
                              -> {"before", "after", "revision", "picture", "digest"}
POST /api/story/picture/back  {"file", "text", "revision", "picture", "digest"}: it is taken back
                              -> {"revision", "kept": whether the file stays, as others name it}

409 where the story changed since; nothing is kept of what is refused. What pictures are made and
named by is loaded with the first one, in the process of new stories.
"""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any

from starlette.requests import Request

from layout.desk.preview.access.guards import PICTURE_PATH
from layout.desk.preview.access.writable_files import located
from layout.desk.preview.shared.answers import Handler, body_of, unusable
from layout.desk.preview.shared.desk import NOT_ALONE, Desk, check_publication
from slots.finding import Where, bad_input

_LONGEST = 1_000
"""Characters of what is said of a picture, each."""

_SAID = ("file", "name", "alt", "caption", "credit", "at")
_BACK = ("file", "text", "revision", "picture", "digest")


async def _hand(desk: Desk, request: Request) -> Any:
    """Takes a picture. Raises BadInput with what is wrong with it, Conflict."""
    check_publication(desk.place, NOT_ALONE)
    head, _, data = (await request.body()).partition(b"\n")
    try:
        given = json.loads(head)
    except (ValueError, RecursionError):
        raise unusable("no line of JSON before the picture") from None
    if not isinstance(given, dict):
        raise unusable("no JSON object before the picture")
    said = {name: given.get(name, "") for name in _SAID}
    instead = given.get("instead", False)
    if not all(isinstance(each, str) for each in said.values()) or not isinstance(instead, bool):
        raise unusable("what is said of a picture is text")
    for name, each in said.items():
        if len(each) > _LONGEST:
            hint = "say it shorter"
            raise bad_input("too-large", f"more than {_LONGEST:,} characters", Where(name), hint)
    located(desk.folder, said["file"])
    said["name"] = PurePosixPath(said["name"]).name or "picture"
    async with desk.writing:
        done = await desk.copy.call("pictured", {**said, "instead": instead}, data)
    desk.events.files_changed({said["file"], done["picture"]})
    return done


async def _back(desk: Desk, request: Request) -> Any:
    """Takes it back. Raises Conflict where the story changed since."""
    check_publication(desk.place, NOT_ALONE)
    body = await body_of(request, **dict.fromkeys(_BACK, str))
    said = {name: body[name] for name in _BACK}
    async with desk.writing:
        done = await desk.copy.call("unpictured", said)
    desk.events.files_changed({said["file"], said["picture"]})
    return done


PICTURE_ROUTES: dict[str, Handler] = {
    f"POST {PICTURE_PATH}": _hand,
    f"POST {PICTURE_PATH}/back": _back,
}
