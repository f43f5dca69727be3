"""What rules name and nobody serves: categories of advertisers, and sizes of ads with the nearest
that ad networks do serve."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction

from slots.finding import Severity
from slots.policy import IAB_SIZES
from slots.rules.mistake import Mistake, suggestion
from slots.rules.reach import page_tables, spots, term_tables
from slots.rules.size import Size
from slots.rules.terms import Rules
from slots.text.source_map import Path


def category_lints(rules: Rules, categories: Collection[str]) -> Iterator[Mistake]:
    """Names of categories that no slot serves; `categories` are those that ads of the book have."""
    served = {each for spot in spots(rules) for each in rules.terms(*spot).categories}
    known = tuple(sorted(served | set(categories)))
    for path, name, key in _named(rules):
        if name not in known:
            message = f'no slot serves category "{name}"{suggestion(name, known)}'
            hint = f'add categories = ["{name}"] to a slot, or give an ad of the book the category'
            yield Mistake("unserved-category", path, message, hint, Severity.WARNING, key=key)


def _named(rules: Rules) -> Iterator[tuple[Path, str, bool]]:
    """Every category that rules name: its place, its name, and whether a key names it."""
    for name in rules.category:
        yield ("category", name), name, True
    for path, page in page_tables(rules):
        for index, group in enumerate(page.never_together):
            for place, name in enumerate(group):
                if name.startswith("#"):
                    yield (*path, "never_together", index, place), name[1:], False
    for path, terms in term_tables(rules):
        for name in terms.distance:
            if name.startswith("#"):
                yield (*path, "distance", name), name[1:], True


# --- sizes ----------------------------------------------------------------------------------------


_GOOGLE_SIZES = ((336, 280), (468, 60), (250, 250), (200, 200), (120, 600), (300, 50))
"""Fixed sizes that Google's networks serve beside those of the IAB portfolio."""

_VIDEO_SIZES = ((620, 350), (550, 310), (300, 274), (300, 197))
"""Sizes of video and card ads that run in text, as publishers' size lists have them (Guardian)."""

_RATIOS = (
    *((1, 1), (2, 1), (4, 1), (6, 1), (8, 1), (10, 1)),
    *((1, 2), (1, 3), (1, 4), (2, 3), (9, 16)),
)
"""Flexible units of the IAB New Ad Portfolio: width to height."""

_DISPLAY = tuple(dict.fromkeys((*IAB_SIZES, *_GOOGLE_SIZES)))


def size_lints(rules: Rules) -> Iterator[Mistake]:
    """Sizes that are neither a standard one nor of a flexible unit's ratio."""
    for path, terms in term_tables(rules):
        for index, size in enumerate(terms.sizes):
            if not is_served(size):
                near = nearest_served(size)
                message = f"size {size} is none that ad networks serve: the nearest is {near}"
                hint = f'write "{near}", or keep it for house ads'
                place = (*path, "sizes", index)
                yield Mistake("size-not-served", place, message, hint, Severity.WARNING)


def is_served(size: Size) -> bool:
    """Whether networks sell a size: a fixed one of theirs, or one of a flexible unit."""
    ratio = Fraction(size.width, size.height)
    return (size.width, size.height) in (*_DISPLAY, *_VIDEO_SIZES) or any(
        Fraction(width, height) == ratio for width, height in _RATIOS
    )


def nearest_served(size: Size) -> Size:
    """The standard size nearest to one; of equally near ones the one that fits inside it."""
    width, height = min(
        _DISPLAY,
        key=lambda each: (
            abs(each[0] - size.width) + abs(each[1] - size.height),
            each[0] > size.width or each[1] > size.height,
        ),
    )
    return Size(width, height)
