"""The sample stories taken apart: their blocks as Markdown, sorted by language and kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SEEDS = Path(__file__).parents[1] / "seeds" / "stories"
LANGUAGES = ("en", "es")
KINDS = (
    (re.compile(r"## "), "heading"),
    (re.compile(r"###+ "), "subheading"),
    (re.compile(r"::: embed"), "embed"),
    (re.compile(r"!\["), "picture"),
    (re.compile(r"\|"), "table"),
    (re.compile(r">"), "quote"),
    (re.compile(r"[-*] "), "bullets"),
    (re.compile(r"\d+\. "), "numbers"),
    (re.compile(r"---$"), "divider"),
    (re.compile(r"::: pull_quote"), "pull"),
    (re.compile(r"::: "), "module"),
)
"""What a block of Markdown is, by how it opens; all else is a paragraph."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The blocks of all sample stories of one language, as Markdown, by kind; and their heads."""

    blocks: dict[str, tuple[str, ...]]
    heads: dict[str, tuple[str, ...]]


@cache
def pools() -> dict[str, Pool]:
    """The sample stories taken apart, by language."""
    found: dict[str, Pool] = {}
    for language in LANGUAGES:
        blocks: dict[str, list[str]] = {}
        heads: dict[str, list[str]] = {}
        for file in sorted(SEEDS.glob("*.md")):
            _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)
            if ("\nlanguage: es" in front) != (language == "es"):
                continue
            for line in front.strip().splitlines():
                key, value = line.split(": ", 1)
                heads.setdefault(key, []).append(value.strip('"[]'))
            for kind, block in _blocks_of(body):
                blocks.setdefault(kind, []).append(block)
        found[language] = Pool(_frozen(blocks), _frozen(heads))
    lent = {**found["en"].blocks, **found["es"].blocks}  # where a language has none of a kind
    return {
        name: Pool({**lent, **pool.blocks}, {**found["en"].heads, **pool.heads})
        for name, pool in found.items()
    }


def _frozen(lists: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in lists.items()}


def _blocks_of(body: str) -> Iterator[tuple[str, str]]:
    """The blocks of a body of Markdown with their kinds; a cutline is the text below a picture.

    Tags go, what stands in them stays.
    """
    before = ""
    bare = re.sub(r"(?ms)^::: tag[^\n]*\n+(.*?)\n+:::$", r"\1", body)
    for block in re.findall(r"(?ms)^::: embed[^\n]*|^:::.*?^:::$|^\S.*?(?=\n\n|\Z)", bare):
        text = block.rstrip("\n")
        kind = next((name for opening, name in KINDS if opening.match(text)), "paragraph")
        if before == "picture" and text.startswith("*") and text.endswith("*"):
            kind = "cutline"
        yield kind, text
        before = kind
