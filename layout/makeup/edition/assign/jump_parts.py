"""Interface to the parts of stories that jump: what exchange and tiling know of them."""

from __future__ import annotations

from typing import Protocol

from layout.makeup.edition.shapes.item import Jump
from layout.makeup.edition.shapes.setting import Setting, Shapes


class PartSetter(Protocol):
    """Sets the parts of stories that jump."""

    def turned(self, jump: Jump, body: int) -> Shapes:
        """The shapes of the second part after `body` rows of text in the first."""

    def pours(self, jump: Jump, setting: Setting) -> bool:
        """Whether the first part fills its legs in a setting."""
