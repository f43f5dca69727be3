"""uvicorn's HTTP with a deadline: a connection that does not finish its request is closed.

A client that opens connections and sends a byte now and then would otherwise hold them all (a slow
request attack).
"""

from __future__ import annotations

from asyncio import TimerHandle, Transport

from uvicorn.protocols.http.h11_impl import H11Protocol

HURRY = 20.0
"""Seconds from the first byte of a request, or from nothing at all, to its last."""

_INCOMPLETE = ("IDLE", "SEND_BODY")
"""The states of h11, by their names, in which a request is not complete."""


class Hurried(H11Protocol):
    """One connection, with a deadline for each request."""

    _deadline: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Begins to wait for a request."""
        super().connection_made(transport)
        self._hurry()

    def data_received(self, data: bytes) -> None:
        """Takes what comes, until there is a whole request; then its answer has all its time."""
        try:
            super().data_received(data)
        except Exception:  # what comes is no HTTP, and an answer is under way
            self.transport.abort()
        self._hurry()

    def connection_lost(self, exc: Exception | None) -> None:
        """Waits no more."""
        super().connection_lost(exc)
        self._relax()

    def _hurry(self) -> None:
        if self.conn.their_state.__name__ not in _INCOMPLETE:
            self._relax()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(HURRY, self.transport.abort)

    def _relax(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
