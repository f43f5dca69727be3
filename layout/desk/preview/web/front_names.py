"""Names of fronts: what the desk calls the pages that belong to no story.

"front:home" is the home page, "front:town" the front of the section whose folder is "town". They
stand apart from the stories' places: the desk's own process knows names, and reads no story.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layout.desk.preview.web.story_addresses import Spots

_FRONT = "front:"
_HOME = f"{_FRONT}home"


def is_front(name: str) -> bool:
    """Whether a name is a front's, and no story's."""
    return name.startswith(_FRONT)


def fronts_of_site(spots: Spots) -> dict[str, str]:
    """The paths of a site's fronts by their names, the home page first."""
    return {
        _HOME: "index.html",
        **{f"{_FRONT}{each.folder}": each.front for each in spots.sections},
    }
