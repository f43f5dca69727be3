"""Authentication of the desk: a secret key for each run, and the cookie that is given for it.

    address with ?key=...  ──first visit──▶  cookie, and the same address without the key
    cookie                 ──every request─▶  whatever is asked for

- The key is printed in the terminal where the desk was started, to whoever can read that. It opens
  the desk from any account, since a browser need not run under the one that started the desk.
- What other accounts see is never enough. The address that a browser is started with stands in the
  list of processes, so it has a ticket in place of the key: good once, and for the account that
  runs the desk. A browser sends a cookie to all ports of 127.0.0.1, where somebody else may listen,
  so each account has a cookie of its own (an HMAC, RFC 2104, of its number): good on connections of
  that account alone. Where the system does not tell accounts apart, both are as good as the key.
- Files of creatives are loaded by frames that have no origin, to which no browser sends the cookie:
  what opens them is the secret in their path.

Secrets are compared in constant time.
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from layout.desk.preview.access.account import UNREPORTED

LOOPBACK = "127.0.0.1"
"""Where the desk and its pages listen: nobody but this machine reaches that."""

KEY = "key"
"""The name of the key in the query of an address."""

CREATIVES = re.compile(r"/creatives/[^/]+-[0-9a-f]{10}/")
"""In the path of whatever a creative in a frame is made of."""


def _made() -> str:
    return secrets.token_urlsafe(24)


@dataclass(slots=True, eq=False)
class Lock:
    """The lock of both ports of a desk that listens on `port`. `secret` is in the path of every
    framed page."""

    port: int
    key: str = field(default_factory=_made, repr=False)
    secret: str = field(default_factory=_made, repr=False)
    _ticket: str = field(default_factory=_made, repr=False)

    @property
    def origin(self) -> str:
        """The desk's own origin."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def address(self) -> str:
        """The address that opens the desk, for whoever may read it."""
        return f"{self.origin}/?{KEY}={self.key}"

    @property
    def opening(self) -> str:
        """The address that opens it once, for a browser that is started with it."""
        return f"{self.origin}/?{KEY}={self._ticket}"

    @property
    def cookie(self) -> str:
        """The name of the cookie: browsers have the same for all ports, so it has the port in
        it."""
        return f"newsgrid-{self.port}"

    def turned(self, key: str, account: str | None) -> bool:
        """Whether a key opens the desk for an account. A ticket is used up by it."""
        if account is None:
            return False
        if _same(key, self.key):
            return True
        if not self._ticket or not _same(key, self._ticket) or account not in (UNREPORTED, _own()):
            return False
        self._ticket = ""
        return True

    def given(self, account: str) -> str:
        """The cookie's value for an account."""
        return hmac.new(self.key.encode(), f"account {account}".encode(), sha256).hexdigest()

    def opened(self, cookies: Iterable[str], account: str | None) -> bool:
        """Whether one of the headers "cookie" of a request, from an account, has its cookie."""
        if account is None:
            return False
        right, found = self.given(account), False
        for header in cookies:
            for each in header.split(";"):
                name, _, value = each.strip().partition("=")
                if name == self.cookie:
                    found |= _same(value, right)
        return found

    def frees(self, path: str) -> bool:
        """Whether a path of the pages' port is that of a creative's file, and has the secret."""
        return bool(CREATIVES.search(path)) and _same(path[1:].partition("/")[0], self.secret)


def _own() -> str:
    return str(os.geteuid()) if hasattr(os, "geteuid") else UNREPORTED


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "surrogateescape"), other.encode())
