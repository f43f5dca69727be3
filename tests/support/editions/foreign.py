"""Editions of stories that nobody here wrote, with the sample weekly's ads: French, English, and a
declaration in one language a section.

Made from ../shared/corpora; where that is missing there are none.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpora import CORPORA, corpus_stories, imported_stories
from layout.story.as_written import Story
from layout.story.block import Paragraph
from layout.story.reading_order import texts_of_block
from layout.story.run import text_of

WEEKLY = Path(__file__).parents[3] / "seeds" / "weekly"
PLACES = ("section", "pages", "lock", "artwork")
"""Columns of the weekly's book that hold for its own pages alone."""


@dataclass(frozen=True)
class Foreign:
    """An edition: its language, the settings of its sections, and how many of the weekly's ads it
    has. With `weekly` its sections are the weekly's, and all ads are booked as there."""

    name: str
    language: str
    sections: str
    ads: int
    weekly: bool = False


EDITIONS = (
    Foreign("wikinews-fr", "fr", "", 78, weekly=True),
    Foreign(
        "imports",
        "en",
        '[[print.sections]]\nname = "A"\nshare = 30\n[[print.sections]]\nname = "B"\nshare = 30\n',
        30,
    ),
    Foreign("udhr", "es", "", 39),
)
"""Of 24 pages that are given, of two open sections, and of none."""


def foreign_edition(foreign: Foreign, folder: Path) -> Path | None:
    """The publication in a folder that is made; None without its corpus."""
    stories = list(_stories(foreign))
    if not stories:
        return None
    (folder / "stories").mkdir(parents=True)
    settings = f'name = "{foreign.name}"\nlanguage = "{foreign.language}"\n'
    sheet = '[edition]\nnumber = "1"\ndate = 2026-11-26\n[print]\nformat = "compact"\ncolumns = 5\n'
    weekly = (WEEKLY / "newsgrid.toml").read_text(encoding="utf-8")
    sections = weekly[weekly.index("[[print.sections]]") :] if foreign.weekly else foreign.sections
    (folder / "newsgrid.toml").write_text(settings + sheet + sections, encoding="utf-8")
    named = [line.split('"')[1] for line in sections.splitlines() if line.startswith("name")]
    for number, story in enumerate(stories):
        name = folder / "stories" / f"s{number:03}.md"
        name.write_text(_written(story, number, named), encoding="utf-8")
    _book(foreign, folder / "ads.csv")
    return folder


def _stories(foreign: Foreign) -> Iterator[Story]:
    """The stories that can be printed in Latin letters, and are no books."""
    all_ = imported_stories() if foreign.name == "imports" else corpus_stories(CORPORA)
    for group, story in all_:
        words = sum(len(text.split()) for block in story.body for text in texts_of_block(block))
        if group == foreign.name and 60 < words < 2_500 and story.slug != "rus":
            yield story


def _written(story: Story, number: int, sections: Sequence[str]) -> str:
    section = f"section: {sections[number % len(sections)]}\n" if sections else ""
    headline = json.dumps(text_of(story.headline)[:100], ensure_ascii=False)
    head = f"---\nheadline: {headline}\n{section}rank: {1 + number % 5}\ncut: 2\n---\n\n"
    texts = (text_of(block.runs) for block in story.body if isinstance(block, Paragraph))
    return head + "\n\n".join(filter(None, texts)) + "\n"


def _book(foreign: Foreign, file: Path) -> None:
    with (WEEKLY / "ads.csv").open(encoding="utf-8", newline="") as book:
        ads = list(csv.DictReader(book))[:: 1 if foreign.weekly else 2][: foreign.ads]
    gone = ("artwork",) if foreign.weekly else PLACES
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, [name for name in ads[0] if name not in gone])
        writer.writeheader()
        writer.writerows({k: v for k, v in ad.items() if k not in gone} for ad in ads)
