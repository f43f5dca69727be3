"""The names that sentences about a placement use: of blocks, contents, and the keys of the
rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from slots.rules.keys import Keys, Path
from slots.rules.story_overrides import NO_RULES, OwnRules
from slots.rules.terms import Terms
from slots.strip.measured_flow import Item, Role

RULE_FILE = "slots.toml"
"""The file that rules are written in, where a story does not set them for itself."""

KINDS = {
    "paragraph": "the paragraph",
    "heading": "the crosshead",
    "image": "the picture",
    "rich-link": "the link box",
    "list": "the list",
    "quote": "the quote",
    "embed": "the embed",
    "table": "the table",
    "rule": "the rule",
    "ad": "the ad of the copy",
}
"""What people call the blocks of a story."""


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """One arrangement of a story, for sentences: the blocks by their ids in order, how each opens,
    the slot of each content, and the rules by their keys.

    `placed` are the contents that stand somewhere, `rail` those stacked in the rail; `own` the
    rules that the story sets for itself; of a `front` the blocks are its containers. Where gaps are
    `spoken` of, ids are given only for blocks without words. `families` remembers the keys that
    refusals come from (`slots.reasons.outcome`).
    """

    keys: Keys
    items: Mapping[str, Item]
    openings: Mapping[str, str]
    slots: Mapping[str, str]
    placed: frozenset[str] = frozenset()
    front: bool = False
    rail: tuple[str, ...] = ()
    own: OwnRules = NO_RULES
    spoken: bool = False
    families: dict[object, tuple[str, ...]] = field(default_factory=dict)

    def block(self, name: str | None) -> str:
        """A block by its kind and opening words, or another content by its id."""
        item = self.items.get(name or "")
        if item is None:
            return name or "the end of the copy"
        opening = self.openings.get(item.id, "")
        kind = self.kind(name)
        return f"{kind} “{opening}”" if opening else f"{kind} {item.id}"

    def kind(self, name: str | None) -> str:
        """The same where it was named before: a block by its kind alone."""
        item = self.items.get(name or "")
        if item is None:
            return name or "the end"
        return "the container" if self.front else KINDS[item.role.value]

    def gap(self, before: str | None) -> str:
        """A gap of the copy, as people would name it: by the opening of the block it precedes."""
        if before is None:
            return "at the end of the copy"
        opening = self.openings.get(before, "")
        if self.spoken:
            return f"before {f'“{opening}”' if opening else f'{self.kind(before)} {before}'}"
        return f"before {before} “{opening}”" if opening else f"before {before}"

    def standing(self, slot: str) -> int:
        """How many contents of a slot stand somewhere."""
        return sum(self.slots.get(name) == slot for name in self.placed)

    def terms(self, content: str) -> Terms:
        """The terms of a content's slot at this breakpoint."""
        return self.keys.terms(self.slots[content])

    def file(self, path: Path) -> str:
        """The file a key is written in: the story's own, where it sets the key for itself."""
        short = path[1:] if path[:1] == ("slot",) else path
        for leaf, _ in self.own.leaves:
            if tuple(map(str, leaf))[: len(path)] in (path, short):
                return self.own.file or RULE_FILE
        return RULE_FILE

    def above(self, before: str | None) -> Item | None:
        """The block right above a gap."""
        items = self._over(before)
        return items[-1] if items else None

    def paragraphs(self, before: str | None) -> int:
        """How many paragraphs stand above a gap."""
        return sum(item.role is Role.PARAGRAPH for item in self._over(before))

    def _over(self, before: str | None) -> tuple[Item, ...]:
        """The blocks above a gap."""
        return tuple(takewhile(lambda item: item.id != before, self.items.values()))
