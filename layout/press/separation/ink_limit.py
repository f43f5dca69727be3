"""Sums of ink: shares of cyan, magenta, yellow and black, and the most a press can print of them.

Above the limit equal parts of the three colours give way to black, which looks nearly the same
(grey component replacement): t = min(excess / 2, the least of C, M and Y, what black has left).
What is still over is taken off the colours in proportion. So hue is kept, and what is within the
limit stays as it is, to the bit.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Shares = NDArray[np.float64]
"""Inks from 0 to 1 in the last axis: C, M, Y, K."""

Pixels = NDArray[np.uint8]
"""Inks from 0 to 255 in the last axis: C, M, Y, K."""

_PLACES = 10_000
"""Shares are written in so many parts: 0.01 % of an ink."""

_RED, _GREEN, _BLUE = 0.3, 0.59, 0.11
"""What the primaries, and the inks opposite to them, have in lightness: ISO 32000-1, 10.3."""


def limited_shares(inks: Shares, limit: int) -> Shares:
    """Inks with a sum of at most `limit` per cent, in whole parts of 0.01 %.

    >>> [float(ink) for ink in limited_shares(np.array([[1.0, 1.0, 1.0, 1.0]]), 220)[0]]
    [0.4, 0.4, 0.4, 1.0]
    >>> [float(ink) for ink in limited_shares(np.array([[0.9, 0.8, 0.7, 0.0]]), 220)[0]]
    [0.8, 0.7, 0.6, 0.1]
    """
    most = limit / 100
    whole = np.rint(np.clip(inks, 0, 1) * _PLACES) / _PLACES
    over = whole.sum(axis=-1) > most + 1e-9
    if not bool(over.any()):
        return whole
    cut = np.floor(_cut(whole[over], most, 1.0) * _PLACES + 1e-6) / _PLACES
    whole[over] = cut
    return whole


def limited_pixels(inks: Pixels, limit: int) -> Pixels:
    """Pixels whose sum of ink is at most `limit` per cent; the same array where all are."""
    most = limit * 255 // 100
    over = inks.sum(axis=-1, dtype=np.uint16) > most
    if not bool(over.any()):
        return inks
    made = inks.copy()
    made[over] = np.floor(_cut(inks[over].astype(np.float64), most, 255.0) + 1e-6).astype(np.uint8)
    return made


def _cut(inks: Shares, most: float, full: float) -> Shares:
    """Inks that are over `most`, brought down to it; `full` is the whole of an ink."""
    colours, black = inks[:, :3].copy(), inks[:, 3].copy()
    excess = inks.sum(axis=1) - most
    moved = np.minimum(np.minimum(excess / 2, np.min(colours, axis=1)), full - black)
    colours -= moved[:, None]
    black += moved
    total = colours.sum(axis=1)
    room = np.maximum(most - black, 0)
    share = np.where(total > room, room / np.maximum(total, 1e-12), 1.0)
    return np.concatenate([colours * share[:, None], black[:, None]], axis=1)


def over_limit(inks: Pixels, limit: int, edge: int = 8) -> bool:
    """Whether the mean ink of any square of `edge` pixels is over the limit by more than 1 %: what
    JPEG adds to a pixel it takes off the next."""
    height, width = inks.shape[0] // edge * edge, inks.shape[1] // edge * edge
    sums = inks.sum(axis=-1, dtype=np.uint16)
    if not height or not width:
        return bool(sums.mean() > (limit + 1) * 2.55) if sums.size else False
    squares = sums[:height, :width].reshape(height // edge, edge, width // edge, edge)
    return bool(np.max(squares.mean(axis=(1, 3))) > (limit + 1) * 2.55)


def grey_of_inks(inks: Shares) -> Shares:
    """The lightness of inks, from 0 (black) to 1 (paper): ISO 32000-1, 10.3.5."""
    dark = inks[..., 0] * _RED + inks[..., 1] * _GREEN + inks[..., 2] * _BLUE + inks[..., 3]
    return np.asarray(1 - np.minimum(dark, 1))


def grey_of_light(light: Shares) -> Shares:
    """The lightness of red, green and blue from 0 to 1: ISO 32000-1, 10.3.2."""
    return np.asarray(light[..., 0] * _RED + light[..., 1] * _GREEN + light[..., 2] * _BLUE)


def black_alone(grey: Shares) -> Shares:
    """Greys from 0 (black) to 1 (paper) as black ink alone."""
    inks = np.zeros((*grey.shape, 4))
    inks[..., 3] = np.rint((1 - np.clip(grey, 0, 1)) * _PLACES) / _PLACES
    return inks
