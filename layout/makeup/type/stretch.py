"""How far a galley gives: the rows it can lose or gain by setting paragraphs a line otherwise."""

from __future__ import annotations

from layout.makeup.type.pour import OtherSettings
from layout.typeset.galley import Galley


def stretch_of(galley: Galley, variants: OtherSettings) -> tuple[int, int]:
    """(rows it can give up, rows it can gain) at most, each paragraph a line otherwise once.

    Not an estimate: each counted row has been set, and in one unbroken leg the galley can have
    every depth between. The settings are those that pouring uses, made once and remembered by
    `variants`; of paragraphs whose last line is too full or too empty none is tried.
    """
    less = more = 0
    for block in galley.blocks:
        lines = [setting.depth - block.depth for setting, _ in variants(block)]
        less += max(0, -min(lines, default=0)) * block.rows
        more += max(0, *lines, 0) * block.rows
    return less, more
