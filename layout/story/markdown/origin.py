"""Where a Markdown text comes from, so that nodes and findings know their place in the file."""

from __future__ import annotations

from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from layout.story.text.pieces import Piece
from slots.finding import Finding, Where

Found = Piece | Finding
"""What a reader of Markdown meets: pieces in source order, and findings among them."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The file being read: its name, lines above the text, folders below the publication's."""

    source: str = ""
    offset: int = 0
    depth: int = 0

    def line(self, node: SyntaxTreeNode) -> int:
        """The line of the file that a node begins on, 0 if unknown."""
        nearest: SyntaxTreeNode | None = node
        while nearest is not None and nearest.map is None:
            nearest = nearest.parent if nearest.parent and not nearest.parent.is_root else None
        return nearest.map[0] + 1 + self.offset if nearest and nearest.map else 0

    def where(self, node: SyntaxTreeNode) -> Where:
        """The place of a node for findings."""
        return Where(self.source or None, self.line(node) or None)
