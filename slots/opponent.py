"""What rules call the things a slot keeps away from: blocks of the copy, and other slots."""

from __future__ import annotations

from slots.strip import Item

Names = tuple[str, ...]
"""The names of one thing, the most special first."""


def names_of(item: Item) -> Names:
    """The names of a block: its tags, as "#crash", its role with its display, its role."""
    role = item.role.value
    tags = tuple(f"#{tag}" for tag in item.tags)
    return (*tags, f"{item.display.value}-{role}", role) if item.display else (*tags, role)
