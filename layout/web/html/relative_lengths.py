"""Lengths and widths as CSS has them: relative to the reader's own size of type, and to the page.

A reader who sets type to 24 px gets the whole page half as large again: every length is in rem, so
that a page of W px at R px of type is laid out as one of W x 16 / R px at 16 px is, only larger.
What creatives must have room for stays at least as many px as it has at 16: smaller type makes no
ad overflow.

Breakpoints ask how wide the *page* is, not the window: a scrollbar that takes room is part of the
window, and no part of the page (`@media` counts it). So they are container queries, and the
container is `.page`, which is all there is in the body. What they change stands in it, never on it.
"""

from __future__ import annotations

_ROOT = 16
"""The size of type in px that browsers come with, and that heights are foretold for."""

_THIN = 3
"""Up to so many px a length is a line's or a bar's, and stays as thin."""

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
