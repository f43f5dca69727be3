"""Rows of the grid that a box so deep takes, with the air above it."""

AIR_ROWS = 1
"""Above every box."""

LABEL_AIR_ROWS = 2
"""Above an ad that is labelled: its label must not read as a line of the story over it."""

CAP_SHARE = 0.575
"""Of the leading: the cap height of text, where the top edge of a box stands."""


def rows_for(depth: int, leading: int, air: int = AIR_ROWS) -> int:
    """Rows for a box `depth` millipoints deep: its top stands at the cap height of its first row
    below the air, its foot on the baseline of its last."""
    inside = depth - round(leading * CAP_SHARE)
    return max(1, -(-inside // leading)) + 1 + air
