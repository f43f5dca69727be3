"""Instead: the nearest gap that would do for what may not stand where one looks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slots.reasons.scene import Scene
from slots.units import PX


def nearest(top: int, fit: Mapping[str | None, int], scene: Scene) -> dict[str, Any] | None:
    """Of the gaps that would do, by the block below with their heights on the page in millipoints,
    the one nearest to a height: the gap, how many px further down it is (negative: up), and a
    sentence. None where no gap would do."""
    if not fit:
        return None
    gap = min(fit, key=lambda name: abs(fit[name] - top))
    px = round((fit[gap] - top) / PX)
    way = "down" if px >= 0 else "up"
    where = f"before {scene.block(gap)}" if gap else "at the end of the copy"
    said = f"the next gap where it may stand is {where}, {abs(px)} px further {way}"
    return {"gap": gap, "px": px, "said": f"{said[:1].upper()}{said[1:]}."}
