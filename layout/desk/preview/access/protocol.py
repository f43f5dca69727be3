"""HTTP of the desk: with a deadline for each request, which carries the account of its
connection."""

from __future__ import annotations

from asyncio import Transport

from layout.desk.preview.access.account import account_of
from layout.service.hurried import Hurried

ACCOUNT = "account"
"""The key in a request's state under which the result of `account_of` stands."""


class HurriedProtocol(Hurried):
    """One connection, with a deadline for each request."""

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Begins to wait for a request."""
        super().connection_made(transport)
        theirs, ours = (spot[1] if spot else None for spot in (self.client, self.server))
        account = account_of(theirs, ours) if theirs and ours else None
        self.app_state = {**self.app_state, ACCOUNT: account}
