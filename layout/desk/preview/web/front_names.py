"""Names of fronts: what the desk calls the pages that belong to no story.

"front:home" is the home page, "front:town" the front of the section whose folder is "town",
"front:town:2" the second page of that, of older stories. They stand apart from the stories' places:
the desk's own process knows names, and reads no story.
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
    """The paths of a site's fronts by their names, the home page first, without pages of older
    stories: of those it takes the cards of all stories to know how many there are."""
    return {
        _HOME: "index.html",
        **{f"{_FRONT}{each.folder}": each.front for each in spots.sections},
    }


def front_path(name: str, spots: Spots) -> str:
    """The path in the site that a front of this name has, "" where no section has it."""
    first, _, number = name.removeprefix(_FRONT).partition(":")
    if not number:
        return fronts_of_site(spots).get(name, "")
    section = next((each for each in spots.sections if each.folder == first), None)
    older = section and number.isascii() and number.isdigit() and number[0] != "0" and number != "1"
    return section.older(int(number)) if section and older else ""


def front_name(path: str, spots: Spots) -> str | None:
    """The name of the front at a path of the site, None where none can be."""
    fronts = {where: name for name, where in fronts_of_site(spots).items()}
    folder, _, number = path.removesuffix("/index.html").rpartition("/")
    older = f"{_FRONT}{folder}:{number}"
    return fronts.get(path) or (older if front_path(older, spots) == path else None)
