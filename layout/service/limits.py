"""Who may ask, how much and how often: keys, the length of a body, requests a minute."""

from __future__ import annotations

import hashlib
import hmac
from collections import OrderedDict
from dataclasses import dataclass, field

from starlette.requests import ClientDisconnect, Request

from layout.service.refused import Refused, problem

_CLIENTS = 10_000
"""Clients whose requests are counted at once; those not heard of longest are forgotten."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a service allows: the most bytes of a body, words of a post and requests a minute of one
    client (0: any number); the keys that may ask, none where anybody may."""

    body: int = 1_000_000
    words: int = 20_000
    rate: int = 600
    keys: tuple[str, ...] = ()


@dataclass(slots=True)
class Gate:
    """The one who lets requests in. It counts them: a bucket for each client, which a minute
    fills."""

    limits: Limits
    _buckets: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def let_in(self, request: Request, now: float) -> None:
        """Lets a request in at a time in seconds. Raises Refused: 401, 429."""
        client = self._known(request)
        if not self.limits.rate:
            return
        most = float(self.limits.rate)
        left, since = self._buckets.pop(client, (most, now))
        left = min(most, left + (now - since) * most / 60)
        if left < 1:
            self._buckets[client] = (left, now)
            wait = -(-(1 - left) * 60 // most)
            message = f"more than {self.limits.rate} requests a minute"
            hint = f"ask again in {wait:.0f} s"
            headers = {"Retry-After": f"{max(wait, 1):.0f}"}
            raise Refused(429, (problem("too-many", message, "", hint),), headers)
        self._buckets[client] = (left - 1, now)
        while len(self._buckets) > _CLIENTS:
            self._buckets.popitem(last=False)

    def _known(self, request: Request) -> str:
        """Who asks: its key, or its address. Raises Refused: 401."""
        if not self.limits.keys:
            return request.client.host if request.client else ""
        kind, _, key = request.headers.get("authorization", "").partition(" ")
        given = key.strip().encode("utf-8", "surrogateescape")
        right = [each for each in self.limits.keys if hmac.compare_digest(each.encode(), given)]
        if kind.lower() != "bearer" or not right:
            message = "a wrong key" if key else "a key is needed"
            hint = "send the header Authorization: Bearer KEY, with a key of the service's"
            headers = {"WWW-Authenticate": "Bearer"}
            raise Refused(401, (problem("key", message, "", hint),), headers)
        return hashlib.sha256(given).hexdigest()


async def body_of(request: Request, most: int) -> bytes:
    """The body of a request. Raises Refused where it is longer than `most` bytes (413), of another
    type than JSON (415), or is broken off (400)."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        hint = "send it with Content-Type: application/json"
        raise Refused(415, (problem("not-json", "the body is to be JSON", "", hint),))
    parts, length = [], 0
    try:
        async for part in request.stream():
            length += len(part)
            if length > most:
                message, hint = f"a body of more than {most:,} bytes", "send a shorter post"
                raise Refused(413, (problem("too-long", message, "", hint),))
            parts.append(part)
    except ClientDisconnect:
        hint = "send it again"
        raise Refused(400, (problem("broken-off", "the body ends early", "", hint),)) from None
    return b"".join(parts)
