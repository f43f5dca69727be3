"""What rules call the things a slot keeps away from: blocks of the copy, and other slots.

a block                            its names, the most specific first
the article's picture, #crash      #crash, full-width-image, image
a crosshead below another          h3, heading
::: embed, shown as a link box     embed, rich-link
a link box of another system       rich-link
"""

from __future__ import annotations

from slots.strip.measured_flow import LEVELS, Item, Role

Names = tuple[str, ...]
"""The names of one thing, the most specific first."""

_DISPLAYED = (Role.IMAGE.value, Role.EMBED.value)


def names_of(item: Item) -> Names:
    """The names of a block: its tags, as "#crash", its role with its display or its level,
    its role.

    An embed without a display is shown as a link box: rules for those hold for it where they do not
    name embeds.
    """
    if not item.tags and not item.display and item.role is not Role.HEADING:
        return _PLAIN[item.role]
    role = item.role.value
    tags = tuple(f"#{tag}" for tag in item.tags)
    if item.display:
        return (*tags, f"{item.display.value}-{role}", role)
    if item.role is Role.HEADING:
        return (*tags, f"h{item.level}", role)
    return (*tags, role, *more_general(role))


def more_general(name: str) -> Names:
    """The names that count where an opponent is not named itself: ("image",) for "inline-image"."""
    if name in LEVELS:
        return (Role.HEADING.value,)
    if name == Role.EMBED.value:
        return (Role.RICH_LINK.value,)
    display, _, role = name.rpartition("-")
    return (role,) if display and role in _DISPLAYED and not name.startswith("#") else ()


_PLAIN = {role: (role.value, *more_general(role.value)) for role in Role}
"""The names of blocks that have nothing but a role, as nearly all have."""
