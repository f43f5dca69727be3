"""The kinds of modules newsgrid knows, and what people call them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

KINDS = ("blue_box", "digest", "newsletter", "correction", "weather")


def kind_of(name: str) -> str:
    """The kind a name means: "Blue-Box" and "bluebox" are "blue_box"; others stay as they are."""
    bare = name.lower().replace("-", "_")
    return "blue_box" if bare == "bluebox" else bare


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """What to add to a message about an unknown name: ' (did you mean "digest"?)', or nothing."""
    close = difflib.get_close_matches(name.lower(), tuple(known), 1, 0.6)
    return f' (did you mean "{close[0]}"?)' if close else ""
