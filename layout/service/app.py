"""The service over HTTP. Each answer is JSON; what is wrong is one object with all problems.

POST /v1/placements   a post -> where boxes go in it; ETag, and 304 to If-None-Match
GET  /openapi.json    what may be asked, and what is answered
GET  /health          that it is there, and by which rules
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from time import monotonic
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from layout.service.answer import Placer, answer
from layout.service.limits import Gate, Limits, body_of
from layout.service.openapi import openapi
from layout.service.refused import Refused, problem
from layout.work.memory.recent import RecentMemory
from slots.finding import Finding

_REMEMBERED = 1_000
"""Answers in memory: those not asked for longest go."""

_Handler = Callable[[Request], Awaitable[Response]]


def service_app(placer: Placer, limits: Limits, version: str) -> Starlette:
    """The application of a service that places by these rules, within these limits."""
    service = _Service(placer, Gate(limits), version)
    routes = [
        Route("/v1/placements", _answered(service.placements), methods=["POST"]),
        Route("/openapi.json", _answered(service.described), methods=["GET"]),
        Route("/health", _answered(service.health), methods=["GET"]),
    ]
    return Starlette(routes=routes, exception_handlers={HTTPException: _nothing, 500: _wrong})


class _Service:
    """What answers. It keeps answers in memory, and nothing of a request."""

    def __init__(self, placer: Placer, gate: Gate, version: str) -> None:
        self.placer, self.gate, self.version = placer, gate, version
        self.memory = RecentMemory(_REMEMBERED)
        self.working = asyncio.Semaphore(1)  # Python places one post at a time anyway

    async def placements(self, request: Request) -> Response:
        """Where boxes go in a post."""
        self.gate.let_in(request, monotonic())
        body = await body_of(request, self.gate.limits.body)
        tag = f'"{hashlib.sha256(self.placer.digest.encode() + body).hexdigest()[:32]}"'
        headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
        known = request.headers.get("if-none-match", "")
        if tag in (each.strip().removeprefix("W/") for each in known.split(",")):
            return Response(status_code=304, headers=headers)
        async with self.working:
            with self.memory.in_use():
                made = await asyncio.to_thread(partial(answer, self.placer, body))
        return Response(made, headers=headers, media_type="application/json")

    async def described(self, _: Request) -> Response:
        """What may be asked."""
        return _data(openapi(self.version, bool(self.gate.limits.keys)))

    async def health(self, _: Request) -> Response:
        """That it is there."""
        rules = self.placer.rules
        points = {name: str(widths) for name, widths in rules.breakpoints.items()}
        data = {"newsgrid": self.version, "slots": list(rules.slot), "breakpoints": points}
        return _data(data)


def _answered(handler: _Handler) -> _Handler:
    """A handler whose refusals are answers."""

    async def answered(request: Request) -> Response:
        try:
            return await handler(request)
        except Refused as refused:
            return _refusal(refused.status, refused.problems, refused.headers)

    return answered


def _refusal(
    status: int, problems: tuple[Finding, ...], headers: Mapping[str, str] | None = None
) -> Response:
    listed = [
        {"code": each.code, "path": each.where.file, "message": each.message, "hint": each.hint}
        for each in problems
    ]
    return _data({"problems": listed}, status, headers)


def _data(data: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    body = text.encode("utf-8", "backslashreplace")  # a half of a character, as JSON spells it
    return Response(body, status, headers, "application/json")


async def _nothing(_: Request, error: Exception) -> Response:
    """No such path, or not by that method."""
    assert isinstance(error, HTTPException)
    hint = "see /openapi.json for what may be asked"
    found = problem("request", error.detail.lower(), "", hint)
    return _refusal(error.status_code, (found,), error.headers)


async def _wrong(_: Request, error: Exception) -> Response:
    """A mistake of ours: named, without a traceback."""
    message = f"a mistake in newsgrid, not yours: {type(error).__name__}"
    hint = "report it with the request that you sent"
    return _refusal(500, (problem("our-bug", message, "", hint),))
