"""Requests that are refused: a status of HTTP, and every problem with its place and remedy.

400  the request is not as /openapi.json says       413  too long
401  no key, or not one of ours                     422  as it says, and yet of no use
408  the body did not come in time                  429  too many requests
"""

from __future__ import annotations

from collections.abc import Mapping

from slots.finding import Finding, Severity, Where


class Refused(Exception):
    """A request that gets no placement; `headers` go with the answer."""

    def __init__(
        self,
        status: int,
        problems: tuple[Finding, ...],
        headers: Mapping[str, str] | None = None,
    ) -> None:
        assert problems, "a refusal says why"
        self.status, self.problems, self.headers = status, problems, dict(headers or {})
        super().__init__("\n".join(map(str, problems)))


def problem(code: str, message: str, path: str, hint: str) -> Finding:
    """A problem at a path of the request: "blocks[3].edges", "" for the whole."""
    return Finding(code, Severity.ERROR, message, Where(path) if path else Where(), hint)
