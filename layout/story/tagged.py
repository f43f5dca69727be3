"""A block with tags: what it is about or part of, for rules that name "#crash"."""

from __future__ import annotations

from dataclasses import dataclass

from layout.story.block import Block


@dataclass(frozen=True, slots=True)
class Tagged:
    """A block and its tags, each once, those of the outermost directive first."""

    block: Block
    tags: tuple[str, ...]
