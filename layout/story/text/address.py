"""Addresses a story may hold: where links lead, and which files pictures are."""

from __future__ import annotations

import re
from urllib.parse import unquote

SCHEMES = ("http", "https", "mailto")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_INVISIBLE = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_DRIVE = re.compile(r"[A-Za-z]:")


def safe_href(href: str) -> str | None:
    """The address of a link if it is http, https, mailto or relative; None for any other scheme.

    Browsers skip control characters and blanks inside a scheme ("java\\nscript:"), so these go
    first. "//host/page" becomes https, lest it mean a file where the page is opened from disk.
    """
    bare = _INVISIBLE.sub("", href).replace("\\", "/")
    if bare.startswith("//"):
        return f"https:{bare}"
    scheme = _SCHEME.match(_INVISIBLE.sub("", unquote(bare)))
    if scheme and scheme[1].lower() not in SCHEMES:
        return None
    return bare or None


def is_remote(src: str) -> bool:
    """Whether a picture's address is on another host."""
    return src.lower().startswith(("http://", "https://", "//"))


def in_print(href: str) -> str:
    """An address as it stands in print: without its scheme, and the slash at its end."""
    return href.split("://")[-1].removesuffix("/")


def picture_path(src: str, depth: int) -> str | None:
    """The relative path of a picture's file, None if it leads out of the publication's folder.

    `depth` is how many folders the story lies below that folder: the number of ".." it may climb.
    Absolute paths, drive letters, schemes and backslashes are refused.
    """
    path = unquote(src)
    if not path or path[0] == "/" or "\\" in path or "\0" in path:
        return None
    if _SCHEME.match(path) or _DRIVE.match(path):
        return None
    level = depth
    for part in path.split("/"):
        level += -1 if part == ".." else part not in ("", ".")
        if level < 0:
            return None
    return path
