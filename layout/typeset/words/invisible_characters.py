"""Characters that show nothing where a font has no glyph for them: Unicode's
Default_Ignorable_Code_Point (DerivedCoreProperties.txt, Unicode 16; UAX 44)."""

from __future__ import annotations

import re

_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)


def is_ignorable(character: str) -> bool:
    """Whether a character is one for layout alone: a soft hyphen, a joiner, a direction mark, a
    variation selector.

    >>> is_ignorable("\\u200f"), is_ignorable("\\ufe0f"), is_ignorable("x")
    (True, True, False)
    """
    return _IGNORABLE.match(character) is not None
