"""Requests to the service's application, without a network."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from support.processes.aside import aside

SCREENS = ((320, 568), (375, 667), (479, 900), (768, 1024), (979, 1000), (1024, 768), (1600, 900))
LINE = 30


@dataclass(frozen=True)
class Answered:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        return json.loads(self.body)

    @property
    def codes(self) -> list[str]:
        return [each["code"] for each in self.data["problems"]]


def post(app, data, headers=None, client="127.0.0.1"):
    """Asks for placements; `data` are bytes, or what becomes JSON."""
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    given = {"content-type": "application/json", **(headers or {})}
    return ask(app, "POST", "/v1/placements", body, given, client)


def get(app, path):
    return ask(app, "GET", path, b"", {})


def ask(app, method, path, body, headers, client="127.0.0.1"):
    return aside(_asked(app, method, path, body, headers, client))


async def _asked(app, method, path, body, headers, client):
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(k.lower().encode(), v.encode()) for k, v in headers.items()],
        "client": (client, 1),
        "server": ("127.0.0.1", 80),
    }
    sent = []
    parts = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive():
        return parts.pop(0) if parts else {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    await app(scope, receive, send)
    start = next(each for each in sent if each["type"] == "http.response.start")
    whole = b"".join(each.get("body", b"") for each in sent)
    headers = {k.decode(): v.decode() for k, v in start["headers"]}
    return Answered(start["status"], headers, whole)


def post_of_paragraphs(words, screens=SCREENS, heads=()):
    """A request: paragraphs of so many words each, crossheads at these places."""
    widths = [min(width - 32, 640) for width, _ in screens]
    tops, blocks = [0] * len(screens), []
    for place, count in enumerate(words):
        heights = [-(-count * 54 // width) * LINE for width in widths]
        edges = [[top, top + high] for top, high in zip(tops, heights, strict=True)]
        role = "heading" if place in heads else "paragraph"
        blocks.append({"role": role, "text": " ".join(["word"] * count), "edges": edges})
        tops = [bottom + 20 for _, bottom in edges]
    sizes = [
        {"viewport": list(size), "width": width, "line": LINE}
        for size, width in zip(screens, widths, strict=True)
    ]
    return {"screens": sizes, "blocks": blocks}
