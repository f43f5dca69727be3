"""Answers: what a handler gives becomes JSON; what is wrong becomes findings, never a traceback.

200  the data
404  nothing of that name
409  {"conflict": the text that stands there now}
413  too long
422  {"findings": [...]}: input that cannot be used
"""

from __future__ import annotations

import functools
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from layout.desk.boundary import circumstance
from layout.desk.preview.desk import Desk
from layout.desk.preview.files import Conflict
from layout.desk.preview.safety import TooLong
from layout.desk.preview.worker import bug
from layout.desk.report import as_data
from slots.finding import BadInput, Finding, Where, bad_input

Handler = Callable[[Desk, Request], Awaitable[Any]]


def answered(desk: Desk, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """A handler as Starlette calls it: gets the desk, gives data or a Response of its own."""

    @functools.wraps(handler)
    async def answer(request: Request) -> Response:
        try:
            given = await handler(desk, request)
        except BadInput as error:
            return JSONResponse({"findings": findings_data(error.findings)}, 422)
        except Conflict as error:
            return JSONResponse({"conflict": asdict(error.now)}, 409)
        except TooLong:
            return JSONResponse({"findings": []}, 413)
        except ClientDisconnect:
            return Response(status_code=499)
        except Exception as error:  # the desk goes on, whatever we did wrong
            finding = circumstance(error) or bug(error)
            return JSONResponse({"findings": findings_data([finding])}, 500)
        return given if isinstance(given, Response) else JSONResponse(given)

    return answer


def findings_data(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as JSON has them, each different one once."""
    return [as_data(finding) for finding in dict.fromkeys(findings)]


async def body_of(request: Request, **kinds: type) -> dict[str, Any]:
    """The request's JSON object, with values of these kinds under these names.

    Raises BadInput where it is something else, TooLong where it is longer than bodies may be.
    """
    try:
        data = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise _unusable("not JSON") from None
    if not isinstance(data, dict):
        raise _unusable("not a JSON object")
    for name, kind in kinds.items():
        if not isinstance(data.get(name), kind):
            raise _unusable(f'"{name}" must be of the type {kind.__name__}')
    return data


def number_of(request: Request, name: str, least: int, most: int, default: int) -> int:
    """A whole number of the query. Raises BadInput where it is none or outside its range."""
    text = request.query_params.get(name, str(default))
    value = int(text) if text.isdecimal() and len(text) < 10 else least - 1
    if not least <= value <= most:
        raise _unusable(f'"{name}" must be a whole number from {least} to {most}')
    return value


def _unusable(why: str) -> BadInput:
    hint = "this is a request that newsgrid's own pages never make"
    return bad_input("request", why, Where("request"), hint)


def streamed(desk: Desk, lines: AsyncIterator[Mapping[str, Any]]) -> StreamingResponse:
    """An answer in parts: one JSON object a line (NDJSON), as each is known.

    What goes wrong on the way is the last line, {"findings": [...]}. It ends when the desk does.
    """

    async def parts() -> AsyncIterator[str]:
        try:
            async for line in lines:
                if desk.stopping.is_set():
                    return
                yield json.dumps(line) + "\n"
        except BadInput as error:
            yield json.dumps({"findings": findings_data(error.findings)}) + "\n"

    return StreamingResponse(parts(), media_type="application/x-ndjson")
