"""Routes of what is to hold again of an earlier edition.

GET /api/again    {"edition": a date, else the latest} -> {"editions": dates, the latest first,
                  "edition", "things": [{"table", "name", "changes": [{"key", "before", "after"}],
                  "refused": why it cannot be by itself, or null}]}
POST /api/again   {"edition", "stories": [slugs], "ads": [ids], "pages": [numbers],
                  "shapes": [numbers]}
                  -> {"before", "after", "revision"}, as of a decision

What is decided is what `newsgrid again` decides, by the same function; it is loaded with the first
request, not as the desk begins.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from starlette.requests import Request

from layout.desk.preview.print.decide import decide_so, read_pages
from layout.desk.preview.shared.answers import Handler, body_of, unusable
from layout.desk.preview.shared.desk import Desk, check_publication
from layout.desk.preview.workers.findings_as_data import below, toml_as_json
from slots.finding import BadInput

_NOT_ALONE = "a story that is printed alone has no earlier editions"
_KINDS = {"stories": str, "ads": str, "pages": int, "shapes": int}


async def _listed(desk: Desk, request: Request) -> Any:
    """What stood in an earlier edition, and what would be decided of each."""
    check_publication(desk.place, _NOT_ALONE)
    return await asyncio.to_thread(_things, desk, request.query_params.get("edition", ""))


async def _again(desk: Desk, request: Request) -> Any:
    """Decides what is wanted. Raises BadInput with what cannot be; nothing is written then."""
    check_publication(desk.place, _NOT_ALONE)
    body = await body_of(request, edition=str, **dict.fromkeys(_KINDS, list))
    for name, kind in _KINDS.items():
        if not all(type(one) is kind for one in body[name]):
            raise unusable(f'"{name}" must be a list of the type {kind.__name__}')
    if not any(body[name] for name in _KINDS):
        raise unusable("nothing is chosen")
    return await decide_so(
        desk, lambda before: asyncio.to_thread(_decided, desk.folder, before, body)
    )


def _things(desk: Desk, edition: str) -> dict[str, Any]:
    from layout.edition.again.again import Wanted, again_of, all_of
    from layout.edition.again.earlier import earlier_plan, kept_editions

    editions = kept_editions(desk.folder)
    if not editions and not edition:
        return {"editions": [], "edition": None, "things": []}
    day = edition or editions[0]
    record, text = earlier_plan(desk.folder, day), read_pages(desk).text
    every, things = all_of(record), []
    for table, name, wanted in (
        *(("story", slug, Wanted(stories=(slug,))) for slug in every.stories),
        *(("ad", one, Wanted(ads=(one,))) for one in every.ads),
        *(("page", str(number), Wanted(pages=(number,))) for number in every.pages),
        *(("shape", str(number), Wanted(shapes=(number,))) for number in every.shapes),
    ):
        thing: dict[str, Any] = {"table": table, "name": name, "changes": [], "refused": None}
        try:
            thing["changes"] = [
                {
                    "key": one.key,
                    "before": toml_as_json(one.before),
                    "after": toml_as_json(one.after),
                }
                for one in again_of(record, text, wanted).changes
            ]
        except BadInput as error:
            thing["refused"] = "; ".join(one.message for one in error.findings)
        things.append(thing)
    return {"editions": [*editions], "edition": day, "things": things}


def _decided(folder: Path, text: str, body: dict[str, Any]) -> str:
    from layout.edition.again.again import Wanted, again_of
    from layout.edition.again.earlier import earlier_plan

    try:
        wanted = Wanted(**{name: body[name] for name in _KINDS})
        return again_of(earlier_plan(folder, body["edition"]), text, wanted).text
    except BadInput as error:
        raise BadInput(below(folder, error.findings)) from None


AGAIN_ROUTES: dict[str, Handler] = {"GET /api/again": _listed, "POST /api/again": _again}
