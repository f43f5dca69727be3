"""Answers: what a handler gives becomes JSON; what is wrong becomes findings, never a traceback.

200  the data
404  {"findings": [...]}: nothing of that name
409  {"conflict": the text that stands there now}
413  {"findings": [...]}: too long
422  {"findings": [...]}: input, or a machine, that cannot be used
500  {"findings": [...]}: a mistake of ours
"""

from __future__ import annotations

import functools
import json
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import asdict
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from layout.desk.preview.access.guards import BODY, TooLong
from layout.desk.preview.access.writable_files import Conflict
from layout.desk.preview.shared.desk import Desk
from layout.desk.preview.workers.findings_as_data import bug, findings_data, findings_of
from slots.finding import BadInput, Finding, Severity, Where, bad_input

_LONG = Finding("too-large", Severity.ERROR, f"longer than {BODY:,} bytes", hint="split it")

Handler = Callable[[Desk, Request], Awaitable[Any]]


def answered(desk: Desk, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """A handler as Starlette calls it: gets the desk, gives data or a Response of its own."""

    @functools.wraps(handler)
    async def answer(request: Request) -> Response:
        try:
            given = await handler(desk, request)
            return given if isinstance(given, Response) else Data(given)
        except Conflict as error:
            return Data({"conflict": asdict(error.now)}, 409)
        except TooLong:
            return Data({"findings": findings_data([_LONG])}, 413)
        except ClientDisconnect:
            return Response(status_code=499)
        except Exception as error:  # the desk goes on, whatever we did wrong
            return failed(error)

    return answer


AGAIN = "reload the page: what it shows may have changed"


def missing(message: str) -> Response:
    """The answer where there is nothing of the requested name."""
    return Data(
        {"findings": findings_data([Finding("not-found", Severity.ERROR, message, hint=AGAIN)])},
        404,
    )


def failed(error: Exception) -> Response:
    """The answer to what went wrong, as findings."""
    findings = findings_of(error)
    status = 500 if findings == (bug(error),) else 422
    return Data({"findings": findings_data(findings)}, status)


class Data(JSONResponse):
    """JSON, whatever text is in it: halves of characters are spelled out."""

    def render(self, content: Any) -> bytes:
        """The bytes. Raises ValueError for numbers that JSON has no name for."""
        return _bytes(content)


def _bytes(data: Any) -> bytes:
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")  # \\ud800 is how JSON spells such a half


async def body_of(request: Request, **kinds: type) -> dict[str, Any]:
    """The request's JSON object, with values of these kinds under these names.

    Raises BadInput where it is something else, TooLong where it is longer than bodies may be.
    """
    try:
        data = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise unusable("not JSON") from None
    if not isinstance(data, dict):
        raise unusable("not a JSON object")
    for name, kind in kinds.items():
        if not isinstance(data.get(name), kind):
            raise unusable(f'"{name}" must be of the type {kind.__name__}')
    return data


def number_of(request: Request, name: str, least: int, most: int, default: int) -> int:
    """A whole number of the query. Raises BadInput where it is none or outside its range."""
    text = request.query_params.get(name, str(default))
    value = int(text) if text.isdecimal() and len(text) < 10 else least - 1
    if not least <= value <= most:
        raise unusable(f'"{name}" must be a whole number from {least} to {most}')
    return value


def unusable(why: str) -> BadInput:
    """What is raised for a request that makes no sense."""
    hint = "this is a request that newsgrid's own pages never make"
    return bad_input("request", why, Where("request"), hint)


def streamed(desk: Desk, lines: AsyncIterator[Mapping[str, Any]]) -> StreamingResponse:
    """An answer in parts: one JSON object a line (NDJSON), as each is known.

    What goes wrong on the way is the last line, {"findings": [...]}. It ends when the desk does.
    """

    async def parts() -> AsyncIterator[bytes]:
        try:
            async for line in lines:
                if desk.stopping.is_set():
                    return
                yield _bytes(line) + b"\n"
        except Exception as error:  # the answer has begun: it can only end with what went wrong
            yield bytes(failed(error).body) + b"\n"
        finally:
            if isinstance(lines, AsyncGenerator):
                await lines.aclose()

    return StreamingResponse(parts(), media_type="application/x-ndjson")
