"""Rows of a Markdown table with more cells than its head: the grammar drops them, we keep them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_PREFIX = re.compile(r"[\s>]*")


def keep_wide_rows(state: StateCore) -> None:
    """The core rule, between blocks and inlines, that gives each row the cells it was written with.

    A row of a table in a quotation has the quotation's signs before it, which are no cell.
    """
    lines = state.src.split("\n")
    tokens: list[Token] = []
    cells = 0
    for token in state.tokens:
        if token.type == "tr_open":
            cells, row = 0, token
        cells += token.type == "td_open"
        if token.type == "tr_close" and cells and row.map:
            tokens.extend(_extra(lines[row.map[0]], cells, row))
        tokens.append(token)
    state.tokens = tokens


def _extra(line: str, cells: int, row: Token) -> Iterator[Token]:
    """The tokens of the cells in a line beyond those the row has."""
    texts = [text.strip() for text in escapedSplit(_PREFIX.sub("", line, count=1).strip())]
    if texts[0] == "":
        texts.pop(0)
    if texts and texts[-1] == "":
        texts.pop()
    for text in texts[cells:]:
        yield Token("td_open", "td", 1, level=row.level + 1)
        yield Token("inline", "", 0, content=text, children=[], map=row.map, level=row.level + 2)
        yield Token("td_close", "td", -1, level=row.level + 1)
