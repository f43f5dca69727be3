"""Publications of any number of pages to print whole: stories, pictures, artwork and an ad book.

    python -m benchmarks.weekly_make DIR --pages 24

Like the sample weekly in kind: a compact of 5 columns, four sections, ads on a little under half of
the space, two and a half stories a page, of 80 to 1,500 words, every other one with a picture. The
same number of pages gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.prose import paragraphs, words
from benchmarks.sketch import SCENES, sketch

SHARES = {"News": 8, "Business": 4, "Living": 6, "Sport": 6}
"""Pages of each section in an edition of 24."""
WORDS_A_PAGE = 800
LENGTHS = (
    *(80, 120, 120, 120, 280, 280, 280, 310, 340, 420, 500, 540),
    *(600, 700, 850, 1_100, 1_500),
)
LEADS = LENGTHS[-4:-1]
"""Words of stories, the usual ones more often, and of the story that leads a section."""
ADS = (
    *((1, 39.1), (2, 61.3), (1, 39.1), (2, 61.3), (1, 39.1), (2, 61.3), (1, 83.6), (2, 83.6)),
    *((1, 83.6), (2, 83.6), (3, 83.6), (3, 128), (2, 128), (1, 61.3), (5, 61.3), (5, 128)),
)
"""Modules that are sold, the usual ones more often: columns and depth in mm."""
SHARE, PAGE_DEPTH = 0.36, 365
"""The part of the space that is sold, and the depth of a page's columns in mm."""
TRADES = (
    *("ferry", "cars", "food", "estate agents", "building", "health", "clothes", "travel", "law"),
    *("garden", "pets", "shoes", "toys", "music", "books", "sport", "tools", "energy", "insurance"),
    *("schools", "courses", "jobs", "hotels", "pubs", "theatre", "cinema", "printing", "cleaning"),
)
COLUMN_MM = 48
SETTINGS = """\
name = "The Bench Weekly"
language = "en"
site = "https://bench.example"

[edition]
number = "1"
date = 2026-11-26
price = "£1"

[print]
format = "compact"
columns = 5
pages = {pages}
"""
SECTION = """
[[print.sections]]
name = "{name}"
pages = {pages}
share = 36
tolerance = 20
most = 100
"""


@dataclass(frozen=True, slots=True)
class Made:
    """What a publication has, in numbers; `copy` is the text of its stories, paragraphs apart."""

    pages: int
    stories: int
    words: int
    pictures: int
    ads: int
    copy: str


def write(folder: Path, pages: int) -> Made:
    """Writes a publication of so many pages (a multiple of four) into a folder."""
    (folder / "stories" / "media").mkdir(parents=True)
    (folder / "ads").mkdir()
    sections = sections_of(pages)
    parts = [SECTION.format(name=name, pages=count) for name, count in sections.items()]
    (folder / "newsgrid.toml").write_text(SETTINGS.format(pages=pages) + "".join(parts))
    ads = sum(1 for _ in _book(folder, sections))
    told = [
        story
        for at, (name, count) in enumerate(sections.items())
        for story in _stories(folder, name, count, random.Random(f"weekly {pages} {at}"))
    ]
    copy = "\n\n".join(text for text, _ in told)
    pictures = sum(picture for _, picture in told)
    return Made(pages, len(told), len(copy.split()), pictures, ads, copy)


def sections_of(pages: int) -> dict[str, int]:
    """The pages of each section: all of one of four pages, else shared as in the sample."""
    if pages < 2 * len(SHARES):
        return {"News": pages}
    whole = sum(SHARES.values())
    counts = {name: pages * share // whole for name, share in SHARES.items()}
    counts["News"] += pages - sum(counts.values())
    return counts


def touch(folder: Path) -> Path:
    """Changes a word of one story, as an editor does, and gives its file."""
    file = sorted((folder / "stories").glob("*.md"))[3]
    head, _, text = file.read_text().rpartition("\n---\n")
    first, _, rest = text.strip().partition(" ")
    file.write_text(f"{head}\n---\n\n{first} only {rest}\n")
    return file


def _book(folder: Path, sections: dict[str, int]) -> Iterator[str]:
    """Writes the ad book and its artwork; the id of each ad."""
    dice = random.Random("ads")
    drawn: set[tuple[int, float]] = set()
    with (folder / "ads.csv").open("w", newline="") as file:
        book = csv.writer(file)
        book.writerow(("id", "advertiser", "category", "size", "section", "price", "artwork"))
        for section, pages in sections.items():
            left = pages * 5 * PAGE_DEPTH * SHARE
            number = 0
            while left > 0:
                columns, depth = size = dice.choice(ADS)
                number, left = number + 1, left - columns * depth
                name = f"{section[0]}{number:03}"
                artwork = f"ads/{columns}x{depth}.png"
                if size not in drawn:
                    drawn.add(size)
                    _draw(folder / artwork, columns, depth)
                trade = TRADES[number % len(TRADES)]  # competitors stand apart: few on a page
                price = round(columns * depth)
                row = (name, f"{trade.capitalize()} {number}", trade, f"{columns}x{depth}mm")
                book.writerow((*row, section, price, artwork))
                yield name


def _draw(file: Path, columns: int, depth: float) -> None:
    scene = tuple(SCENES)[(columns + int(depth)) % len(SCENES)]
    file.write_bytes(sketch(scene, (columns * (COLUMN_MM + 4) - 4) * 4, round(depth * 4)))


def _stories(
    folder: Path, section: str, pages: int, dice: random.Random
) -> Iterator[tuple[str, bool]]:
    """Writes a section's stories; the text of each and whether it has a picture."""
    for number, length in enumerate(_lengths(pages * WORDS_A_PAGE, dice), 1):
        seed = dice.randrange(1 << 30)
        copy = paragraphs(length, seed)
        picture = number % 2 == 1
        body = list(copy)
        if picture:
            body.insert(1, _picture(folder / "stories" / "media", dice))
        name = f"{section.lower()}-{number:03}.md"
        front = _front(section, number, length, words(8, seed + 1))
        (folder / "stories" / name).write_text("\n\n".join((front, *body)) + "\n")
        yield "\n\n".join(copy), picture


def _lengths(words: int, dice: random.Random) -> Iterator[int]:
    """The words of a section's stories, so many together to the shortest story."""
    choices = LEADS
    while fitting := [length for length in choices if length <= words]:
        length = dice.choice(fitting)
        words -= length
        choices = LENGTHS
        yield length


def _front(section: str, number: int, length: int, headline: list[str]) -> str:
    """Front matter: long stories may jump, all may lose their last two paragraphs."""
    rank = 1 if number == 1 else 2 if length > 500 else 3 if length > 200 else 4
    lines = ["---", f'headline: "{" ".join(headline).rstrip(".,")}"', f"section: {section}"]
    lines += [f"rank: {rank}", "date: 2026-11-26", "language: en"]
    lines += ["jump: true", "cut: 2"] if length > 600 else ["cut: 2"]
    return "\n".join((*lines, "---"))


def _picture(media: Path, dice: random.Random) -> str:
    """Draws a picture where it is not there yet; its Markdown."""
    scene = dice.choice(tuple(SCENES))
    width, height = dice.choice(((1_200, 800), (1_200, 675), (800, 1_000)))
    file = media / f"{scene}-{width}x{height}.png"
    if not file.exists():
        file.write_bytes(sketch(scene, width, height))
    return f'![A sketch of the harbour](media/{file.name} "The harbour. Photo: Bench")'


def main() -> None:
    """Writes a publication into a folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.weekly_make")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=24)
    asked = parser.parse_args()
    made = write(asked.folder, asked.pages)
    print(f"{made.stories} stories, {made.words:,} words, {made.ads} ads in {asked.folder}")


if __name__ == "__main__":
    main()
