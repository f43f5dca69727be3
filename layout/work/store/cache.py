"""What a run of the press leaves for the next one: rendered boxes, pictures brought down.

Keys are made from everything that the bytes depend on, so what is kept never grows stale and a run
gives the same bytes with it and without. The desk says where it is kept (a folder, a dictionary);
an entry begins with a digest of the rest, so that what comes back damaged is made anew. (It tells
damage, not malice: who can write there can change what is printed.)
"""

from __future__ import annotations

import hashlib
from typing import Protocol

_DIGEST = 32


class BoxCache(Protocol):
    """Bytes by key. Keys are of letters, digits, dots and hyphens: names of files, if you like.

    Several threads may ask and put at once. Neither may raise: what cannot be kept is made anew.
    """

    def get(self, key: str) -> bytes | None:
        """What was put under a key, None where there is nothing."""

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes under a key."""


def kept(cache: BoxCache | None, key: str) -> bytes | None:
    """What `keep` put under a key; None where there is nothing, or something damaged."""
    found = cache.get(key) if cache is not None else None
    if found is None:
        return None
    digest, data = found[:_DIGEST], found[_DIGEST:]
    return data if hashlib.sha256(data).digest() == digest else None


def keep(cache: BoxCache | None, key: str, data: bytes) -> None:
    """Put bytes under a key, with a digest that tells whether they came back whole."""
    if cache is not None:
        cache.put(key, hashlib.sha256(data).digest() + data)
