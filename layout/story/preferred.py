"""Preferences about stories: what an editor would rather have of them, and what of that is tried.

A page that a story should rather begin on, and its lead, make-up weighs with all else. Whatever
else is a preference is tried as a decision, or left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from layout.story.decided import Decided, Decisions, Place

_Key = Literal[
    "page", "lead", "columns", "rows", "picture", "headline", "deck", "headline_lines", "breaks",
    "quote", "byline", "pictures", "dominant", "keep", "words", "cut_lines", "cut", "jump",
    "together", "apart", "sidebar", "region", "place", "rest",
]  # fmt: skip

PREFERABLE: tuple[_Key, ...] = get_args(_Key)
"""What of a story can be a preference, by its keys of pages.toml: all but whether it appears."""

WEIGHED = ("page", "lead")
"""Those of them that make-up weighs with all else."""

_PLACES = ("region", "place")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that an editor would rather have of a story, by its key."""

    story: str
    key: str


def wanted_in(decisions: Decisions) -> Iterator[Wanted]:
    """All that is preferred and decided of stories, but for their pages and leads, in the order of
    the stories and of their keys."""
    for slug, one in decisions.stories.items():
        decided = keys_of(one)
        yield from (Wanted(slug, key) for key in one.preferred if key in decided)


def as_preferred(decisions: Decisions, kept: Collection[Wanted]) -> Decisions:
    """Decisions, without what is preferred and not among those that are `kept`. A story that is to
    have its place is bound to its page, one whose rest has its place to where it goes on."""
    found: dict[str, Decided] = {}
    for slug, one in decisions.stories.items():
        own = {key for key in one.preferred if Wanted(slug, key) in kept}
        own |= {"jump"} if "rest" in own else set()
        lost = {*one.preferred} - own - {*WEIGHED}
        bound = replace(one, rather=False) if own.intersection(_PLACES) else one
        found[slug] = _without(bound, lost) if lost else bound
    for slug, one in found.items():  # what is no sidebar now stands beside nothing
        if one.beside in found and slug not in found[one.beside].sidebar:
            found[slug] = replace(one, beside="")
    return replace(decisions, stories=found)


def keys_of(one: Decided) -> Mapping[str, object]:
    """What is decided of a story but for its page, by keys of pages.toml.

    >>> [*keys_of(Decided((3,), cut=2, turns=(7,), jump=True))]
    ['cut', 'jump']
    """
    place = one.place or Place()
    form = {_in_file(name): one.form.value(name) for name in one.form.decided}
    at = None if (place.column, place.row) == (None, None) else place
    said = {
        **form,
        "cut": one.cut,
        "jump": one.turns or one.jump,
        "together": one.together or None,
        "apart": one.apart or None,
        "sidebar": one.sidebar or None,
        "region": place.region or None,
        "place": at,
        "rest": one.rest,
    }
    found = {key: value for key, value in said.items() if value is not None}
    return {key: found[key] for key in PREFERABLE if key in found}


def _in_file(name: str) -> str:
    """The key of something that is decided of a story's form: that of one picture stands in the
    list of them."""
    return "pictures" if " of " in name else name


def _without(one: Decided, lost: Collection[str]) -> Decided:
    """What is decided of a story, without some keys."""
    form = one.form.only(name for name in one.form.decided if _in_file(name) not in lost)
    place = one.place
    if place and "region" in lost:
        place = replace(place, region="")
    if place and "place" in lost:
        place = replace(place, column=None, row=None)
    parted = "jump" not in lost
    return replace(
        one,
        form=form,
        cut=None if "cut" in lost else one.cut,
        jump=one.jump if parted else None,
        turns=one.turns if parted else (),
        rest=one.rest if parted and "rest" not in lost else None,
        together=() if "together" in lost else one.together,
        apart=() if "apart" in lost else one.apart,
        sidebar=() if "sidebar" in lost else one.sidebar,
        place=None if place == Place() else place,
    )
