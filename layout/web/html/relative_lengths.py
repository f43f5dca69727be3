"""Lengths in rem, and breakpoints as container queries: CSS that follows the reader's type size.

Every length is in rem: for a reader who sets type to R px, a page of W px is laid out as one of
W x 16 / R px at 16 px is, only larger. What creatives must have room for is never fewer px than at
16, so that no ad overflows where type is smaller.

Breakpoints ask how wide the *page* is, not the window, of which a scrollbar takes a part (`@media`
counts it in). So they are container queries; the container is `.page`, the only element in the
body. What they change stands in it, never on it.
"""

from __future__ import annotations

_ROOT = 16
"""The type size in px that browsers come with, for which heights are computed."""

_THIN = 3
"""A length of up to so many px is that of a line or a bar, and stays as it is in px."""

_PAGE = "page"
"""The name of the container, and the class of the element it is."""

INSIDE = f".{_PAGE}>*"
"""All that stands in the page: where custom properties stand that a width changes."""


def rem(px: float) -> str:
    """A length in rem; 16 px are 1rem. Sixteenths are exact in the floats of browsers.

    >>> rem(18), rem(0), rem(1)
    ('1.125rem', '0', '1px')
    """
    if not px:
        return "0"
    return f"{px:g}px" if abs(px) <= _THIN else f"{px / _ROOT:.10g}rem"


def at_least(px: int) -> str:
    """A length in rem that is never less than its px, for what creatives need.

    >>> at_least(300)
    'max(300px,18.75rem)'
    """
    return f"max({px}px,{px / _ROOT:.10g}rem)"


def wide(rules: str, first: int = 0, past: int = 0) -> str:
    """Rules for pages from `first` px on and below `past`, 0 for no bound.

    >>> wide("a{b:c}", 600)
    '@container page (width>=max(600px,37.5rem)){a{b:c}}'
    """
    bounds = [f"(width>={at_least(first)})"] if first else []
    bounds += [f"(width<{at_least(past)})"] if past else []
    return f"@container {_PAGE} {' and '.join(bounds)}{{{rules}}}" if bounds else rules
