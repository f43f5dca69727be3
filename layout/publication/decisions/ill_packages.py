"""Packages that cannot be, whatever the stories are: sidebars of two stories, of sidebars, of
themselves, and such as have a page or a place of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from slots.rules.mistake import Mistake

_OF_THE_MAIN = ("page", "lead", "rather", "region", "place", "rest", "together", "apart")
"""What a sidebar leaves to its main story."""


def ill_packages(
    stories: Mapping[str, Mapping[str, Any]], begun: Mapping[str, str]
) -> Iterator[Mistake]:
    """What is wrong with the packages of some stories, by their tables; `begun` has the pages that
    name stories."""
    from slots.rules.mistake import Mistake

    mains: dict[str, str] = {}
    for slug, story in stories.items():
        path = ("story", slug, "sidebar")
        for name in _sidebars(story):
            if name == slug:
                message = f'"{slug}" cannot be its own sidebar'
                yield Mistake("contradiction", path, message, "name another story")
            elif mains.setdefault(name, slug) != slug:
                message = f'"{name}" would be the sidebar of "{mains[name]}" and of "{slug}"'
                yield Mistake("contradiction", path, message, "let it be that of one of them")
            elif _sidebars(story).count(name) > 1:
                message = f'"{name}" is named twice among the sidebars of "{slug}"'
                yield Mistake("contradiction", path, message, "name it once")
    for name, slug in mains.items():
        if name != slug:
            yield from _of_a_sidebar(name, slug, stories.get(name, {}), begun)


def _of_a_sidebar(
    name: str, slug: str, story: Mapping[str, Any], begun: Mapping[str, str]
) -> Iterator[Mistake]:
    """What a sidebar of a story cannot have beside that."""
    from slots.rules.mistake import Mistake

    if _sidebars(story):
        message = f'"{name}" is the sidebar of "{slug}", and has a sidebar itself'
        hint = f"write all of them under [story.{slug}]: a package has one main story"
        yield Mistake("contradiction", ("story", name, "sidebar"), message, hint)
    for key in (key for key in _OF_THE_MAIN if story.get(key) not in (None, False)):
        message = f'"{name}" is the sidebar of "{slug}", and has a {key} of its own'
        hint = f"write {key} under [story.{slug}]: it stands where that does; or take one out"
        yield Mistake("contradiction", ("story", name, key), message, hint)
    if story.get("jump") not in (None, False):
        message = f'"{name}" is the sidebar of "{slug}", and never goes on on another page'
        yield Mistake("contradiction", ("story", name, "jump"), message, "take out jump")
    if name in begun:
        message = f'page {begun[name]} names "{name}", which is the sidebar of "{slug}"'
        hint = f'name "{slug}" there: its sidebars come with it'
        yield Mistake("contradiction", ("story", slug, "sidebar"), message, hint)


def _sidebars(story: Mapping[str, Any]) -> list[str]:
    """The sidebars of a story, as far as they are names."""
    listed = story.get("sidebar")
    return [n for n in (listed if isinstance(listed, list) else ()) if isinstance(n, str)]
