"""Copy of other kinds than news stories, made of the pool's: many briefs, and one long read.

A brief is the opening of a story: its first paragraphs up to so many words, without byline. The
long read is the longest story of the pool and, as its chapters, the next longest, up to so many
words. Both are cut in the files that `newsgrid import` wrote, between blocks, and read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from benchmarks.foreign.story_pool import Told
from benchmarks.foreign.supply import words_of
from layout.story.block import Paragraph
from layout.story.read.any_format import read_story
from layout.story.run import text_of

BRIEF, TOO_BRIEF = 90, 18
"""Words that a brief has at most, and at least."""
LONG, USUAL = 14_000, 300
"""Words of the long read, and about those of each story beside it."""
SENTENCES = 0.8
"""Of a chapter's words at least these are in paragraphs."""
_NO_PARAGRAPH = re.compile(r"[#!|:>*+<\-]|\d+[.)] ")
"""What opens a block that is no paragraph of text."""
_LEFT = ("byline:", "deck:")


def briefs(pool: Sequence[Told], count: int, folder: Path) -> list[Told]:
    """So many briefs, written into a folder: of those of a pool that open with a short paragraph
    the first ones."""
    return list(islice(_briefs(pool, folder), count))


def _briefs(pool: Sequence[Told], folder: Path) -> Iterator[Told]:
    for told in pool:
        head, text = told.parts()
        opening = opening_of(text.split("\n\n"))
        if opening:
            kept = [line for line in head if not line.startswith(_LEFT)]
            yield _written(told, kept, opening, folder)


def opening_of(blocks: Sequence[str]) -> list[str]:
    """The paragraphs that open a story, as many as a brief has; none where they are too long."""
    kept, words = list[str](), 0
    for block in blocks:
        words += len(block.split())
        if _NO_PARAGRAPH.match(block) or words > BRIEF:
            break
        kept.append(block)
    return kept if len(" ".join(kept).split()) >= TOO_BRIEF else []


def long_read(pool: Sequence[Told], count: int, folder: Path) -> list[Told]:
    """A long read, and beside it stories of a usual length, so many in all."""
    order = sorted(pool, key=lambda told: (-words_of(told.story), told.name))
    chapters = [told for told in order if _told_in_sentences(told)]
    parts = list(_until(LONG, chapters))
    beside = sorted(order, key=lambda told: (abs(words_of(told.story) - USUAL), told.name))
    return [_written(parts[0], parts[0].parts()[0], _chapters(parts), folder), *beside[: count - 1]]


def _told_in_sentences(told: Told) -> bool:
    """Whether a story is nearly all paragraphs: none of references, code or tables."""
    text = tuple(block for block in told.story.body if isinstance(block, Paragraph))
    return words_of(replace(told.story, body=text)) >= SENTENCES * words_of(told.story)


def _until(words: int, order: Sequence[Told]) -> Iterator[Told]:
    """The first stories of an order that together have so many words."""
    for told in order:
        if words <= 0:
            return
        words -= words_of(told.story)
        yield told


def _chapters(parts: Sequence[Told]) -> list[str]:
    """The blocks of stories one after the other, the later ones under their headlines, up to the
    words of a long read."""
    kept, left = list[str](), LONG
    for at, told in enumerate(parts):
        blocks = told.parts()[1].split("\n\n")
        kept += [f"## {text_of(told.story.headline)}"] if at else []
        for block in blocks:
            left -= len(block.split())
            if left >= 0:
                kept.append(block)
    while kept[-1].startswith("#"):
        kept.pop()
    return kept


def _written(told: Told, head: Sequence[str], blocks: Sequence[str], folder: Path) -> Told:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / told.file.name
    said = [line for line in head if not line.startswith("language:")]
    said.append(f"language: {told.story.language}")
    file.write_text("\n".join(("---", *said, "---", "", "\n\n".join(blocks), "")), "utf-8")
    return replace(told, file=file, story=replace(read_story(file)[0], source=""))
