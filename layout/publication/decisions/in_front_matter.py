"""What stories decide of themselves, under `decide` in their front matter: pages.toml goes before
it, key by key.

    ---                           [story.quay]
    headline: The quay            columns = 4           [story.quay]
    decide:                   +                    =    page = 3
      page: 3                                           columns = 4
      columns: 2
    ---

Mistakes and contradictions are errors at their line of the story, of whose own decisions nothing is
taken then; the story is printed without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from layout.publication.decisions.pages_toml import decisions_from, named_rather, named_under
from layout.story.as_written import Story
from layout.story.decided import Decisions
from layout.story.preferred import WEIGHED
from slots.finding import Finding, Severity, Where
from slots.rules.story_overrides import OwnRules
from slots.text.source_map import Path, Positions

_KEY_OF_PAGE = "page"
"""What a story cannot say of itself once pages.toml names it under a page."""

_KEYS_OF_PLACE = ("region", "place")
"""Two ways to say one thing: where on its page a story stands."""


@dataclass(frozen=True, slots=True, eq=False)
class _Own:
    """What a story decides of itself: its keys, and where they and their values stand."""

    slug: str
    keys: Mapping[str, Any]
    places: Positions


def own_findings(story: Story) -> tuple[Finding, ...]:
    """What is wrong with what a story decides of itself, whatever is decided elsewhere."""
    return _wrong(_own(story)) if story.decide else ()


def with_own(
    decisions: Decisions, stories: Iterable[Story]
) -> tuple[Decisions, tuple[Finding, ...]]:
    """Decisions, with those of stories that decide of themselves, and what is wrong with these:
    each that is in error, or contradicts what is decided already, is left out."""
    found: list[Finding] = []
    sound: list[_Own] = []
    for own in (_own(story) for story in stories if story.decide):
        wrong = _wrong(own)
        found += wrong
        if not wrong:
            sound.append(own)
    if not sound:
        return decisions, tuple(found)
    together, clashes = _joined(decisions, sound)
    if together is not None and not clashes:
        return together, tuple(found)
    taken: list[_Own] = []
    for own in sound:  # one after the other, to know which of them it is
        together, clashes = _joined(decisions, [*taken, own])
        if together is None:
            found += (_at_story(one, own) for one in clashes)
        else:
            taken.append(own)
    return _joined(decisions, taken)[0] or decisions, tuple(found)


def _own(story: Story) -> _Own:
    """What a story decides, with its places under those of its table in pages.toml."""
    written: OwnRules = story.decide
    table: Path = ("story", story.slug)
    keys = {(*table, *path): where for path, where in written.keys}
    values = {(*table, *path): where for path, where in written.values}
    places = Positions(story.source, keys, values, dict(written.spelled))
    return _Own(story.slug, written.data(), places)


def _wrong(own: _Own) -> tuple[Finding, ...]:
    """What is wrong with a story's own keys, but that no page is named for a lead, a place
    or a rest: pages.toml may name it."""
    keys = {k: v for k, v in own.keys.items() if k != "lead" or v is not True}
    if not keys.keys().isdisjoint(_KEYS_OF_PLACE):
        keys.setdefault("page", 1)
    if "rest" in keys:
        keys.setdefault("jump", 2)
    _, found = decisions_from({"story": {own.slug: keys}}, own.places)
    return *_empty(own), *(_at_story(one, own) for one in found)


def _empty(own: _Own) -> Iterator[Finding]:
    """Keys without a value: YAML has them, TOML has not."""
    for key, value in own.keys.items():
        if value is None:
            where = own.places.key(("story", own.slug, key))
            hint = "write a value, or drop the key"
            message = f"decide: {key}: found nothing"
            yield Finding("empty-value", Severity.ERROR, message, where, hint)


def _joined(
    decisions: Decisions, own: Sequence[_Own]
) -> tuple[Decisions | None, tuple[Finding, ...]]:
    """Decisions with those of some stories (None where they do not go together), and why not."""
    written, places = decisions.written, decisions.places
    stories = dict(written.get("story", {}))
    keys, values, spelled = dict(places.keys), dict(places.values), dict(places.spelled)
    for one in own:
        said = stories.get(one.slug, {})
        left = {key: v for key, v in one.keys.items() if key not in _said(one.slug, written)}
        if "rather" in left and _is_named(one.slug, written):
            named = [key for key in named_rather(left) if key not in WEIGHED and key in left]
            left = {**left, "rather": named} if named else _but(left, "rather")
        stories[one.slug] = {**left, **said}
        table: Path = ("story", one.slug)
        spelled |= one.places.spelled
        for all_places, its in ((keys, one.places.keys), (values, one.places.values)):
            for path, where in its.items():
                if path[2] in left and path[2] not in said:
                    all_places.setdefault(path, where)
                    all_places.setdefault(table, where)
    told = Positions(places.file, keys, values, spelled)
    joined, found = decisions_from({**written, "story": stories}, told)
    return replace(joined, dummies=decisions.dummies) if joined else None, found


def _but(keys: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in keys.items() if name != key}


def _is_named(slug: str, written: Mapping[str, Any]) -> bool:
    """Whether pages.toml names a story under a page: it begins there, and that is decided."""
    return any(slug in named_under(page) for page in written.get("page", {}).values())


def _said(slug: str, written: Mapping[str, Any]) -> frozenset[str]:
    """What pages.toml says of a story, by key: under its own name and under those of pages."""
    said = {*written.get("story", {}).get(slug, {})}
    said |= {"rest"} if "jump" in said else set()  # it is of the page on which the story goes on
    for page in written.get("page", {}).values():
        if slug in named_under(page):
            said |= {_KEY_OF_PAGE}
            said |= {"lead"} if page.get("lead") or page.get("order") else set()
    return frozenset(said | {*_KEYS_OF_PLACE} if said.intersection(_KEYS_OF_PLACE) else said)


def _at_story(finding: Finding, own: _Own) -> Finding:
    """A mistake in the words of front matter, at its place there: a contradiction is one with what
    was decided before, wherever that stands."""
    where = finding.where
    if where.file != own.places.file:
        where = next(iter(own.places.keys.values()), Where(own.places.file or None))
    message = _as_yaml(finding.message, own.slug)
    return replace(
        finding, message=message, where=where, hint=_as_yaml(finding.hint or "", own.slug)
    )


def _as_yaml(text: str, slug: str) -> str:
    """Words about pages.toml as they are right for front matter: `page: 3`, not `page = 3`."""
    said = re.sub(rf"\[story\.{re.escape(slug)}\.([a-z_]+)\]", r"decide: \1:", text)
    return re.sub(r"\b([a-z_]+) = ", r"\1: ", said.replace(f"[story.{slug}]", "decide:"))
