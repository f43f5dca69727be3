"""A seal on what is kept between runs, so that only what this user's newsgrid wrote is read again.

A publication may come from elsewhere, its `.newsgrid` folder with it: what that says of pictures
and of where things stand must not be believed. So each entry begins with a keyed digest of its name
and content (HMAC, RFC 2104), and the key is the user's own, in a folder that is no publication's.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from functools import cache
from pathlib import Path

from layout.work.writing.temporaries import tidy_at
from layout.work.writing.whole_files import write_at
from slots.files.door import FOLDER

_SIZE = 32  # bytes of the key, and of a seal


def sealed(key: bytes, name: str, data: bytes) -> bytes:
    """Data under a seal."""
    return _seal(key, name, data) + data


def unsealed(key: bytes, name: str, data: bytes) -> bytes | None:
    """What stands under a seal; None where the seal is not ours, or broken."""
    seal, inside = data[:_SIZE], data[_SIZE:]
    return inside if hmac.compare_digest(seal, _seal(key, name, inside)) else None


def _seal(key: bytes, name: str, data: bytes) -> bytes:
    return hmac.digest(key, name.encode() + b"\0" + data, hashlib.sha256)


@cache
def own_key() -> bytes:
    """The user's key, made the first time. Where it cannot be kept, one for this run alone: then
    nothing that earlier runs kept is believed."""
    home = os.environ.get("XDG_CACHE_HOME")
    try:
        file = (Path(home) if home else Path.home() / ".cache") / "newsgrid" / "key"
        if not file.is_file() or file.stat().st_size != _SIZE:
            _make(file)
        return file.read_bytes()
    except (OSError, RuntimeError):
        return secrets.token_bytes(_SIZE)


def _make(file: Path) -> None:
    """Write a new key in one step, so that two runs at once end with the same one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    folder = os.open(file.parent, FOLDER)
    try:
        tidy_at(folder)
        write_at(folder, file.name, secrets.token_bytes(_SIZE), 0o600)
    finally:
        os.close(folder)
